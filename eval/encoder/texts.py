"""The texts of examples.py in pieces, with their labels by piece, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import torch

from model import DEEDS, FIELDS, FIRSTS, HEADS, STEPS, Model

LIMIT = 510
PAD = 1
BATCH = 8000
"""How many pieces are read at once where nothing is learned."""
UNKNOWN = -100
"""What is not labelled."""
Text = dict[str, Any]


class Cut(Protocol):
    ids: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]


def prepared(row: Mapping[str, Any], cut: Cut) -> Text:
    """A text by its pieces: where clauses and events lie among them, and what is labelled of each."""
    ids = [0, *cut.ids[:LIMIT], 2]
    starts, ends = [0, *cut.starts[:LIMIT], 0], [0, *cut.ends[:LIMIT], 0]

    def within(span: Sequence[int]) -> list[int]:
        return [n for n in range(1, len(ids) - 1) if starts[n] < span[1] and ends[n] > span[0]]

    def stretch(span: Sequence[int]) -> tuple[int, int]:
        held = within(span)
        return (held[0], held[-1] + 1) if held else (0, 1)

    deeds = np.full(len(ids), 0 if row.get("politics") else UNKNOWN)
    firsts = np.full(len(ids), UNKNOWN if row.get("firsts") is None else 0)
    events = []
    for event in row["events"]:
        if "deed" in event:
            deeds[within(event["span"])] = DEEDS.index(event["deed"])
        known = {FIELDS.index(field): words for field, words in event["words"].items() if words is not None}
        events.append(
            (stretch(event["span"]), {f: [n for at in words for n in within(at)] for f, words in known.items()})
        )
    for span in row.get("firsts") or ():
        for n, piece in enumerate(within(span)):
            firsts[piece] = FIRSTS.index("first") if n == 0 else max(firsts[piece], FIRSTS.index("within"))
    labels = {
        name: [told.index(c[name]) if c.get(name) in told else UNKNOWN for c in row["clauses"]]
        for name, told in HEADS.items()
    }
    return {"ids": ids, "starts": starts, "ends": ends, "spans": [stretch(c["span"]) for c in row["clauses"]],
            "labels": labels, "events": events, "deed": deeds, "first": firsts, "file": row["file"],
            "lang": row["lang"]}  # fmt: skip


def batches(texts: Sequence[Text], pieces: int) -> list[list[Text]]:
    """Texts of like length together, at least so many pieces a batch, in an order of chance."""
    order = sorted(texts, key=lambda t: len(t["ids"]) + random.random() * 20)
    found: list[list[Text]] = []
    now: list[Text] = []
    for text in order:
        now.append(text)
        if len(now) * len(text["ids"]) >= pieces:
            found.append(now)
            now = []
    found += [now] if now else []
    random.shuffle(found)
    return found


def collated(batch: Sequence[Text]) -> dict[str, Any]:
    """A batch as tensors. What a teacher said of a text is under its `said`, in the form that `shares` gives."""
    longest = max(len(t["ids"]) for t in batch)
    ids, mask = np.full((len(batch), longest), PAD), np.zeros((len(batch), longest), np.float32)
    told: dict[str, Any] = {head: np.full((len(batch), longest), UNKNOWN) for head in ("deed", "first")}
    for n, text in enumerate(batch):
        length = len(text["ids"])
        ids[n, :length], mask[n, :length] = text["ids"], 1
        for head in ("deed", "first"):
            told[head][n, :length] = text[head]
    told |= {"ids": ids, "mask": mask}
    clauses = [(n, *span) for n, text in enumerate(batch) for span in text["spans"]]
    if clauses:
        told["clauses"] = spans(clauses)
        told |= {head: np.array([g for text in batch for g in text["labels"][head]]) for head in HEADS}
    events = [(n, *event) for n, text in enumerate(batch) for event in text["events"]]
    if events:
        told["events"] = spans([(n, *span) for n, span, _ in events])
        told["gold"], told["sure"], told["steps"] = _by_event(batch, events, longest)
    labelled = {head for head in ("deed", "first", *HEADS) if head in told and (told[head] >= 0).any()}
    if any("said" in text for text in batch):
        told |= _said(batch, longest, bool(clauses), bool(events))
    return {**{name: _tensors(value) for name, value in told.items()}, "labelled": labelled}


def spans(told: Sequence[tuple[int, int, int]]) -> dict[str, np.ndarray]:
    """Stretches of pieces: of which text, at which pieces, and which of these are there and no filling."""
    longest = max(b - a for _, a, b in told)
    at, seen = np.zeros((len(told), longest), np.int64), np.zeros((len(told), longest), np.float32)
    for n, (_, a, b) in enumerate(told):
        at[n, : b - a], seen[n, : b - a] = np.arange(a, b), 1
    return {"text": np.array([text for text, _, _ in told]), "at": at, "seen": seen}


def _by_event(batch: Sequence[Text], events: Sequence[Any], longest: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each event which pieces are of which field, which of that is known, and in which step each piece stands."""
    gold = np.zeros((len(events), longest, len(FIELDS)), np.float32)
    sure, steps = np.zeros_like(gold), np.zeros((len(events), longest), np.int64)
    places, edges = np.arange(longest), np.array(STEPS)
    for k, (n, span, fields) in enumerate(events):
        for field, pieces in fields.items():
            sure[k, : len(batch[n]["ids"]), field] = 1
            gold[k, pieces, field] = 1
        before, behind = np.maximum(span[0] - places, 0), np.maximum(places - span[1] + 1, 0)
        steps[k] = len(STEPS) - np.searchsorted(edges, before) + np.searchsorted(edges, behind)
    return gold, sure, steps


def _said(batch: Sequence[Text], longest: int, clauses: bool, events: bool) -> dict[str, np.ndarray]:
    """What a teacher said of the texts of a batch; rows of nothing for a text that it has not read."""
    found: dict[str, np.ndarray] = {}
    for head, labels in (("deed", DEEDS), ("first", FIRSTS)):
        found[f"{head}_said"] = np.zeros((len(batch), longest, len(labels)), np.float32)
        for n, text in enumerate(batch):
            if "said" in text:
                found[f"{head}_said"][n, : len(text["ids"])] = text["said"][head]
    for head, labels in HEADS.items() if clauses else ():
        rows = [
            t["said"][head] if "said" in t else np.zeros((len(t["spans"]), len(labels))) for t in batch if t["spans"]
        ]
        found[f"{head}_said"] = np.concatenate(rows).astype(np.float32)
    if events:
        count = sum(len(text["events"]) for text in batch)
        fields, taught = np.zeros((count, longest, len(FIELDS)), np.float32), np.zeros(count, np.float32)
        rows = [(text, n) for text in batch for n in range(len(text["events"]))]
        for k, (text, n) in enumerate(rows):
            if "said" in text:
                fields[k, : len(text["ids"])], taught[k] = text["said"]["fields"][n], 1
        found |= {"fields_said": fields, "taught": taught}
    return found


def _tensors(value: Any) -> Any:
    return {k: torch.from_numpy(v) for k, v in value.items()} if isinstance(value, dict) else torch.from_numpy(value)


def moved(batch: Mapping[str, Any], device: str) -> dict[str, Any]:
    """A batch on a device."""
    if device == "cpu":
        return dict(batch)

    def one(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: one(v) for k, v in value.items()}
        return value.to(device, non_blocking=True) if isinstance(value, torch.Tensor) else value

    return {name: one(value) for name, value in batch.items()}


class _Batches(torch.utils.data.Dataset[dict[str, Any]]):
    def __init__(self, told: Sequence[Sequence[Text]]) -> None:
        self.told = told

    def __len__(self) -> int:
        return len(self.told)

    def __getitem__(self, n: int) -> dict[str, Any]:
        return collated(self.told[n])


def loaded(told: Sequence[Sequence[Text]], device: str) -> Iterator[dict[str, Any]]:
    """Batches on a device; made by other processes meanwhile where that is not the processor itself."""
    made: Iterable[dict[str, Any]] = map(collated, told)
    if device != "cpu":
        made = torch.utils.data.DataLoader(_Batches(told), batch_size=None, num_workers=3, prefetch_factor=8)
    for batch in made:
        yield moved(batch, device)


@torch.no_grad()
def shares(model: Model, told: Sequence[Text], device: str) -> list[tuple[Text, dict[str, Any]]]:
    """What a model makes of texts: of each clause the shares of each head, of each piece those of deeds and of first
    words, of each event and piece the likelihood of each field, as half floats.
    """
    model.eval()
    found: list[tuple[Text, dict[str, Any]]] = []
    for some in batches(told, BATCH):
        batch = moved(collated(some), device)
        with torch.autocast(device, torch.bfloat16):
            x = model.encoder(batch["ids"], batch["mask"])
        x = x.float()
        said = {"deed": model.of_deed(x).softmax(-1), "first": model.of_first(x).softmax(-1)}
        if "clauses" in batch:
            states = model.clauses(x, batch["clauses"])
            said |= {head: model.of_clause[head](states).softmax(-1) for head in HEADS}
        if "events" in batch:
            said["fields"] = model.fields(x, batch["events"], batch["steps"]).sigmoid()
        arrays = {name: value.half().cpu().numpy() for name, value in said.items()}
        clause = event = 0
        for n, text in enumerate(some):
            length, clauses, events = len(text["ids"]), len(text["spans"]), len(text["events"])
            one: dict[str, Any] = {head: arrays[head][n, :length] for head in ("deed", "first")}
            one |= {head: arrays[head][clause : clause + clauses] for head in HEADS if clauses}
            one["fields"] = [arrays["fields"][k, :length] for k in range(event, event + events)]
            clause, event = clause + clauses, event + events
            found.append((text, one))
    model.train()
    return found
