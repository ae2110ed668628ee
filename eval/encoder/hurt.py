"""Train the layers that read the dead and the wounded: python eval/encoder/hurt.py EXAMPLES OUT [--half 0|1]

EXAMPLES: what hurt_examples.py writes. OUT: the file that the library ships as src/sijill/encoder/hurt.npz. The lower
layers of the encoder that ships stay as they are; its upper ones are where the new ones begin. --half: learn from every
second file alone (the first or the second of each two), so that the trees of eval/train_hurt.py can be fitted on what
the layers say of files that they have not learned from; prints how they do on the other half.

Needs PyTorch, which the library does not: pip install torch.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from train import SHIPPED, cutter_of

import model as network
from model import Encoder

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
LOWER = 6
"""The layers of the encoder that stay as they are: `sijill.encoder.network.LOWER`."""
LIMIT = 510
NOTHING, FIRST, MORE, OTHERS = range(4)
"""What a piece is to an event: none of it, of the clause that opens it, of a further one, of another event's."""
SORTS, STATES = ("killed", "wounded"), 3
HEADS_RATE, RISING, LEAST, STRAY = 5.0, 0.06, 0.02, 3.0
"""How much faster the heads learn, for what share of the steps the rate rises and how low it falls, the longest
gradient."""
PIECES_WEIGH, STATES_WEIGH = 8.0, 0.5
CACHED = 6000
"""How many pieces are read at once where nothing is learned."""
Text = dict[str, Any]


class Hurt(nn.Module):
    """Layers over the lower ones of an encoder: of each piece four shares, of the event a state for each sort."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.heads, width = encoder.heads, encoder.width
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in encoder.layers[LOWER:])
        self.marks = nn.Embedding(4, width)
        nn.init.normal_(self.marks.weight, 0, 0.02)
        self.of_piece, self.of_event = nn.Linear(width, 2 * len(SORTS)), nn.Linear(3 * width, STATES * len(SORTS))

    def forward(self, lower: Tensor, mask: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        x = through(lower + self.marks(marks), mask, self.layers, self.heads, learning=self.training)
        own = ((marks == FIRST).float() * mask).unsqueeze(-1)
        mean = (x * own).sum(1) / own.sum(1).clamp(min=1)
        most = torch.where(own.sum(1) > 0, (x + (own - 1) * 1e4).amax(1), torch.zeros_like(mean))
        return self.of_piece(x), self.of_event(torch.cat([mean, most, x[:, 0]], -1)).view(-1, len(SORTS), STATES)


def through(x: Tensor, mask: Tensor, layers: Sequence[Any], heads: int, *, learning: bool = False) -> Tensor:
    """States after some layers of an encoder."""
    count, length, _ = x.shape
    unseen = (mask[:, None, None, :] - 1) * 1e4
    for layer in layers:
        q, k, v = layer["qkv"](x).view(count, length, 3, heads, -1).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=unseen.to(q.dtype))
        a = layer["ao"](a.transpose(1, 2).reshape(count, length, -1))
        x = layer["aln"](x + F.dropout(a, network.DROPPED, learning))
        h = layer["fo"](F.gelu(layer["fi"](x), approximate="tanh"))
        x = layer["oln"](x + F.dropout(h, network.DROPPED, learning))
    return x


def prepared(row: Text, cutter: Any) -> Text:
    """A text by its pieces, with the marks and labels of each of its events."""
    cut = cutter.cut(row["text"])
    ids = [0, *cut.ids[:LIMIT], 2]
    starts, ends = np.array([0, *cut.starts[:LIMIT], 0]), np.array([0, *cut.ends[:LIMIT], 0])

    def within(start: int, end: int) -> np.ndarray:
        held = (starts < end) & (ends > start)
        held[0] = held[-1] = False
        return held

    events = []
    for n, event in enumerate(row["events"]):
        marks = np.full(len(ids), NOTHING)
        for m, other in enumerate(row["events"]):
            for span in other["own"]:
                marks[within(*span)] = MORE if m == n else OTHERS
        marks[within(*event["first"])] = FIRST
        if event["gold"] is not None:
            events.append((marks, *_labels(event["gold"], within, len(ids))))
    return {"ids": ids, "file": row["file"], "lang": row["lang"], "learned": row["learned"], "events": events}


def _labels(gold: Text, within: Any, length: int) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """Which pieces say who was hurt and that nobody was, which of that is known, and the state of each sort."""
    said, sure = np.zeros((length, 2 * len(SORTS)), np.float32), np.zeros((length, 2 * len(SORTS)), np.float32)
    states = []
    for n, of in enumerate(SORTS):
        value, spans = gold[of]["value"], gold[of]["spans"]
        states.append(0 if value is None else 1 if value == [0, 0, 0] else 2)
        if spans is None:
            continue
        sure[1:-1, [n, len(SORTS) + n]] = 1
        for span in spans:
            said[within(*span), n + (len(SORTS) if states[-1] == 1 else 0)] = 1
    return said, sure, states


def batches(items: Sequence[tuple[Text, int]], pieces: int, *, shuffled: bool) -> list[list[tuple[Text, int]]]:
    """Events of texts of like length together, at least so many pieces a batch."""
    found: list[list[tuple[Text, int]]] = []
    now: list[tuple[Text, int]] = []
    for item in sorted(items, key=lambda i: len(i[0]["ids"]) + (random.random() * 20 if shuffled else 0)):
        now.append(item)
        if len(now) * len(item[0]["ids"]) >= pieces:
            found.append(now)
            now = []
    found += [now] if now else []
    if shuffled:
        random.shuffle(found)
    return found


def collated(batch: Sequence[tuple[Text, int]]) -> tuple[Tensor, ...]:
    """Lower states, mask, marks, what is said, what of that is known, and the states."""
    longest, width = max(len(text["ids"]) for text, _ in batch), batch[0][0]["lower"].shape[1]
    lower = torch.zeros(len(batch), longest, width, dtype=torch.bfloat16)
    mask, marks = torch.zeros(len(batch), longest), torch.zeros(len(batch), longest, dtype=torch.long)
    said, sure = torch.zeros(len(batch), longest, 4), torch.zeros(len(batch), longest, 4)
    states = torch.zeros(len(batch), len(SORTS), dtype=torch.long)
    for k, (text, n) in enumerate(batch):
        length, (mark, told, known, state) = len(text["ids"]), text["events"][n]
        lower[k, :length], mask[k, :length], marks[k, :length] = text["lower"], 1, torch.tensor(mark)
        said[k, :length], sure[k, :length], states[k] = torch.tensor(told), torch.tensor(known), torch.tensor(state)
    return lower, mask, marks, said, sure, states


@torch.no_grad()
def read_lower(encoder: Encoder, texts: Sequence[Text]) -> None:
    """Keep the states after the lower layers with each text."""
    for batch in batches([(text, 0) for text in texts], CACHED, shuffled=False):
        longest = max(len(text["ids"]) for text, _ in batch)
        ids, mask = torch.full((len(batch), longest), 1), torch.zeros(len(batch), longest)
        for k, (text, _) in enumerate(batch):
            ids[k, : len(text["ids"])], mask[k, : len(text["ids"])] = torch.tensor(text["ids"]), 1
        with torch.autocast("cpu", torch.bfloat16):
            x = encoder.norm(encoder.words(ids) + encoder.places[:longest])
            x = through(x, mask, encoder.layers[:LOWER], encoder.heads)
        for k, (text, _) in enumerate(batch):
            text["lower"] = x[k, : len(text["ids"])].to(torch.bfloat16).clone()


def learn(hurt: Hurt, texts: Sequence[Text], asked: argparse.Namespace) -> Iterator[str]:
    """Train the layers; a line on each epoch."""
    heads = [p for name, p in hurt.named_parameters() if not name.startswith("layers.")]
    groups = [{"params": hurt.layers.parameters()}, {"params": heads}]
    optimiser = torch.optim.AdamW(groups, lr=0.0, weight_decay=0.01)
    items = [(text, n) for text in texts for n in range(len(text["events"]))]
    items += [item for item in items if item[0]["file"].startswith("tolls/")] * (asked.often - 1)
    steps, step, start = asked.epochs * len(batches(items, asked.batch, shuffled=True)), 0, time.time()
    hurt.train()
    for epoch in range(asked.epochs):
        losses = []
        for batch in batches(items, asked.batch, shuffled=True):
            lower, mask, marks, said, sure, states = collated(batch)
            now = asked.rate * min(1, step / (RISING * steps)) * max(LEAST, 1 - step / steps)
            optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = now, HEADS_RATE * now
            with torch.autocast("cpu", torch.bfloat16):
                odds, of_event = hurt(lower, mask, marks)
            each = F.binary_cross_entropy_with_logits(odds.float(), said, reduction="none") * sure * (1 + said)
            loss = PIECES_WEIGH * each.sum() / sure.sum().clamp(min=1)
            loss = loss + STATES_WEIGH * F.cross_entropy(of_event.float().flatten(0, 1), states.flatten())
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(hurt.parameters(), STRAY)
            optimiser.step()
            step += 1
            losses.append(loss.item())
        yield f"epoch {epoch}: loss {np.mean(losses):.3f}, {time.time() - start:.0f} s"


@torch.no_grad()
def figures(hurt: Hurt, texts: Sequence[Text]) -> Iterator[str]:
    """By kind of set and language: how often the state is right, and F1 of the pieces that say who was hurt."""
    hurt.eval()
    told: dict[tuple[str, str], np.ndarray] = {}
    for batch in batches([(t, n) for t in texts for n in range(len(t["events"]))], CACHED, shuffled=False):
        lower, mask, marks, said, sure, states = collated(batch)
        with torch.autocast("cpu", torch.bfloat16):
            odds, of_event = hurt(lower, mask, marks)
        for k, (text, _) in enumerate(batch):
            row = told.setdefault((text["file"].partition("/")[0], text["lang"]), np.zeros(8))
            guess, gold, known = odds[k, :, :2].float() > 0, said[k, :, :2] > 0, sure[k, :, :2] > 0
            right = (of_event[k].float().argmax(-1) == states[k]).numpy()
            row += [1, 1, *right, *((guess & gold & known).sum(0)), *(((guess ^ gold) & known).sum(0))]
    for (name, language), row in sorted(told.items()):
        f1 = 2 * row[4:6] / np.maximum(1, 2 * row[4:6] + row[6:8])
        yield f"{name} {language}: state {row[2:4] / row[:2]}, F1 of pieces {f1}"


def dump(path: Path, hurt: Hurt) -> None:
    told: dict[str, np.ndarray] = {"layers": np.array(len(hurt.layers))}
    told["marks"] = hurt.marks.weight.detach().numpy().astype(np.float16)
    named = {f"{n}.{name}": part for n, layer in enumerate(hurt.layers) for name, part in layer.items()}
    for name, part in {**named, "of_piece": hurt.of_piece, "of_event": hurt.of_event}.items():
        bias = part.bias.detach().numpy()
        if isinstance(part, nn.LayerNorm):
            told[name] = np.stack([part.weight.detach().numpy(), bias])
        else:
            (told[f"{name}.w"], told[f"{name}.scale"]), told[f"{name}.b"] = network.packed(part.weight), bias
    np.savez(path, **told)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def half_of(file: str, files: Sequence[str]) -> int:
    """Which of the two halves a file is of."""
    return sorted(files).index(file) % 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), help="learn from this half alone")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=3000, help="at least so many pieces of text at once")
    parser.add_argument("--often", type=int, default=3, help="how often an epoch holds each text of tolls/")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    random.seed(asked.seed)
    sizes, pieces, _, tensors = network.trained(SHIPPED)
    whole = network.Model(Encoder(sizes, tensors, range(len(pieces)), sizes["layers"]), sizes["width"])
    network.taken_up(SHIPPED, whole)
    encoder, cutter = whole.encoder.eval(), cutter_of()
    texts = [prepared(json.loads(line), cutter) for line in asked.examples.read_text("utf-8").splitlines()]
    read_lower(encoder, texts)
    files = sorted({text["file"] for text in texts})
    learned = [t for t in texts if asked.half is None or half_of(t["file"], files) == asked.half]
    held = [t for t in texts if asked.half is not None and half_of(t["file"], files) != asked.half and not t["learned"]]
    print(f"{len(learned)} texts, {len(held)} held", flush=True)
    hurt = Hurt(encoder)
    for line in learn(hurt, learned, asked):
        print(line, flush=True)
    print("\n".join(figures(hurt, held)), flush=True)
    dump(asked.out, hurt)


if __name__ == "__main__":
    main()
