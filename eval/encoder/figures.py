"""What a model makes of texts that it has not learned from, in figures by file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from model import FIELDS, HEADS

Read = tuple[dict[str, Any], dict[str, Any]]
"""A text, and the shares a model gave (`texts.shares`)."""


def figures(read: Sequence[Read]) -> Iterator[str]:
    """A line a file: openings of events, heads right, first words, deeds (precision and recall), F1 of each field."""
    for name in sorted({text["file"] for text, _ in read}):
        mine = [one for one in read if one[0]["file"] == name]
        parts = [_openings(mine), _heads(mine), _pieces(mine, "first", {1}), _pieces(mine, "deed", None), _fields(mine)]
        yield f"  {name}: " + " | ".join(part for part in parts if part)


def _openings(read: Sequence[Read]) -> str:
    told = [(gold == 0, share[0]) for text, said in read for gold, share in _labelled(text, said, "what")]
    if not told:
        return ""
    gold, said = np.array([g for g, _ in told]), np.array([s for _, s in told])

    def f1(edge: float) -> float:
        return 2 * (gold & (said >= edge)).sum() / max(1, gold.sum() + (said >= edge).sum())

    best = max((f1(edge), edge) for edge in np.arange(0.1, 0.9, 0.05))
    return f"opening F1 {f1(0.5):.3f} (best {best[0]:.3f} at {best[1]:.2f})"


def _labelled(text: dict[str, Any], said: dict[str, Any], head: str) -> Iterator[tuple[int, np.ndarray]]:
    told = zip(text["labels"][head], said[head], strict=True) if head in said else ()
    yield from ((gold, share) for gold, share in told if gold >= 0)


def _heads(read: Sequence[Read]) -> str:
    found = []
    for head in HEADS:
        right = [gold == share.argmax() for text, said in read for gold, share in _labelled(text, said, head)]
        if right and head != "what":
            found.append(f"{head} {np.mean(right):.3f}")
    return " ".join(found)


def _pieces(read: Sequence[Read], head: str, of: set[int] | None) -> str:
    """Precision and recall of what pieces are: of the labels asked for, else of all but none."""
    hits, told, wanted = 0, 0, 0
    for text, said in read:
        sure = text[head] >= 0
        gold, best = text[head][sure], said[head].argmax(1)[sure]
        counts = np.isin(best, list(of)) if of else best > 0
        hits += int((counts & (gold == best)).sum())
        told += int(counts.sum())
        wanted += int((np.isin(gold, list(of)) if of else gold > 0).sum())
    return f"{head} P {hits / max(1, told):.3f} R {hits / wanted:.3f}" if wanted else ""


def _fields(read: Sequence[Read]) -> str:
    hits = np.zeros((3, len(FIELDS)))
    for text, said in read:
        for (_, fields), shares in zip(text["events"], said["fields"], strict=True):
            for field, pieces in fields.items():
                gold = np.zeros(len(shares), bool)
                gold[pieces] = True
                yes = shares[:, field] > 0.5
                hits[:, field] += [(gold & yes).sum(), yes.sum(), gold.sum()]
    f1 = 2 * hits[0] / np.maximum(1, hits[1] + hits[2])
    return " ".join(f"{name} {value:.2f}" for name, value, held in zip(FIELDS, f1, hits[2], strict=True) if held)
