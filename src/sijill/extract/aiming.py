"""What an entry of a list was aimed at, by a learned scorer over its words, where the lists of words say another thing.

Word lists know the target words they have seen, and not how they stand together: the police in "police found a bomb on
the school road" are no target, and a "bus garage" is none of the trade's. The scorer (the language's listed.model,
trained by eval/train_listed.py) was learned from the words of labelled entries alone, so that it is a second reader. It
overrules the lists only on words that it knows. Its model card is docs/background/scorer.md.
"""

from __future__ import annotations

import json
import math
import re
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from sijill.extract.scan import Scan
from sijill.lang.flat import flatten

FILE = "listed.model"
NONE = "none"
AT_LEAST = 0.55
"""How likely a type must be to be said where the lists of words say another one, or none."""
ALONE = 0.8
"""And how likely to be said without what the lists say."""
SPEAKS = 0.3
"""How much the words that are quoted must speak for the type, against the one that the lists give."""
_WORD = re.compile(r"[^\W\d_]+")
_ROOT = 4
"""Letters of a word that are seen apart from the rest of it: "merch" of merchants."""
_SHORT = 3
"""Letters of words that tell nothing by themselves."""
_OTHERS = ("weapons", "kinds", "toll", "none", "places", "says", "status")
"""What words say of other fields."""

Seen = dict[str, tuple[int, int]]
"""Features, each with where the words stand that it was first seen in; (0, 0) for what stands nowhere."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target by the scorer. words: those that speak most for it; alone: whether it stands in place of all others."""

    type: str
    words: tuple[int, int]
    alone: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """One-against-the-rest logistic regression over features by name. rows: where the weights of each begin."""

    labels: tuple[str, ...]
    scale: float
    biases: tuple[float, ...]
    rows: Mapping[str, int]
    weights: array[int]

    def shares(self, seen: Iterable[str]) -> dict[str, float]:
        """How likely each label is; they add up to one. Features that were not learned say nothing."""
        n = len(self.labels)
        told = [self.weights[at * n : at * n + n] for at in (self.rows.get(f) for f in seen) if at is not None]
        sums = [sum(column) for column in zip(*told, strict=True)] if told else [0] * n
        norm = self.scale / (math.sqrt(len(told)) or 1.0)
        each = [1 / (1 + math.exp(-(bias + norm * s))) for bias, s in zip(self.biases, sums, strict=True)]
        return {label: share / (sum(each) or 1.0) for label, share in zip(self.labels, each, strict=True)}

    def speaks(self, feature: str, label: str, others: Collection[str]) -> float:
        """How much a feature speaks for a label against the best of others, in steps of its scale."""
        at = self.rows.get(feature)
        if at is None:
            return 0.0
        row = dict(zip(self.labels, self.weights[at * len(self.labels) :], strict=False))
        return self.scale * (row[label] - max((row.get(other, 0) for other in others), default=0))


@dataclass(frozen=True, slots=True)
class Look:
    """An entry as the scorer sees it. seen: its features; telling: those of them whose words may be quoted."""

    seen: Seen
    telling: frozenset[str]


def look(scan: Scan, start: int, end: int, kind: str, used: Iterable[str]) -> Look:
    """An entry's words alone and in twos and threes, its kind and weapons."""
    found: Seen = {f"kind:{kind}": (0, 0)}
    found |= {f"weapon:{weapon}": (0, 0) for weapon in used}
    names = scan.marks("places", start, end)
    told: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(scan.flat, start, end):
        if any(m.start <= match.start() < m.end for m in names):
            if not told or told[-1][0] != "@":
                told.append(("@", *match.span()))
            continue
        told.append((scan.pack.stem(match[0]), *match.span()))
    for n, (word, a, b) in enumerate(told):
        found.setdefault(word, (a, b))
        if len(word) > _ROOT:
            found.setdefault(f"{word[:_ROOT]}-", (a, b))
        for more in (1, 2):
            if n + more < len(told):
                run = told[n : n + more + 1]
                found.setdefault(" ".join(w for w, _, _ in run), (a, run[-1][2]))
    taken = [(m.start, m.end) for section in _OTHERS for m in scan.marks(section, start, end)]
    taken += [(d.start, d.end) for d in scan.dates_in(start, end)]
    telling = (
        feature
        for feature, (a, b) in found.items()
        if b and any(len(word) > _SHORT for word in feature.split()) and not any(x < b and a < y for x, y in taken)
    )
    return Look(found, frozenset(telling))


def stems(scan: Scan, words: str) -> str:
    """Words as the scorer may know them: the stems of the first three."""
    return " ".join(scan.pack.stem(match[0]) for match in islice(_WORD.finditer(flatten(words)), 3))


def decided(judge: Weights, seen: Look, listed: Sequence[tuple[str, str]]) -> Aim | None:
    """The target that a scorer gives an entry where the lists of words do not: None if they do, or it is not sure.

    listed: the types that the lists of words make of it, each with the `stems` of its words.
    """
    types = [type_ for type_, _ in listed]
    shares = judge.shares(seen.seen)
    best = max(shares, key=shares.__getitem__)
    if best == NONE or shares[best] < AT_LEAST or best in types or any(w not in judge.rows for _, w in listed):
        # What the lists know and it has not learned is theirs to say.
        return None
    told = ((judge.speaks(feature, best, types), feature) for feature in seen.telling)
    most, feature = max(told, key=lambda one: (one[0], -len(one[1]), one[1]), default=(0.0, ""))
    return Aim(best, seen.seen[feature], shares[best] >= ALONE) if most >= SPEAKS else None


def learned(
    scan: Scan, start: int, end: int, kind: str, used: Iterable[str], listed: Sequence[tuple[str, str]]
) -> Aim | None:
    """The same by the scorer of the language. listed: types with the words that the lists have for them."""
    judge = load(scan.pack.folder)
    if judge is None:
        return None
    told = [(type_, stems(scan, words)) for type_, words in listed]
    return decided(judge, look(scan, start, end, kind, used), told)


@lru_cache(maxsize=8)
def load(folder: Path) -> Weights | None:
    """The scorer of a language pack, None if it has none."""
    file = folder / FILE
    if not file.is_file():
        return None
    head, _, body = file.read_bytes().partition(b"\n")
    told = json.loads(head)
    rows = {feature: at for at, feature in enumerate(told["features"])}
    return Weights(tuple(told["labels"]), float(told["scale"]), tuple(told["biases"]), rows, array("b", body))


def dump(path: Path, told: Weights) -> None:
    """Write a scorer: a line of JSON, then a row of signed bytes a feature."""
    head = {
        "labels": list(told.labels), "scale": told.scale, "biases": list(told.biases), "features": list(told.rows),
    }  # fmt: skip
    path.write_bytes(json.dumps(head, ensure_ascii=False).encode() + b"\n" + told.weights.tobytes())


__all__ = ["FILE", "NONE", "Aim", "Look", "Weights", "decided", "dump", "learned", "load", "look", "stems"]
