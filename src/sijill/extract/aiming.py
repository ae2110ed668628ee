"""What an entry of a list was aimed at, by a learned scorer over its words, where the lists of words say another thing.

Word lists know the target words they have seen, and not how they stand together: the police in "police found a bomb on
the school road" are no target, and a "bus garage" is none of the trade's. The scorer (the language's listed.model,
trained by eval/train_listed.py) was learned from the words of labelled entries alone, so that it is a second reader.
Its model card is docs/background/scorer.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sijill.extract.news import scorer
from sijill.extract.scan import Scan

FILE = "listed.model"
HEAD, NONE = "target", "none"
AT_LEAST = 0.55
"""How likely a type must be to be said where the lists of words say another one, or none."""
ALONE = 0.8
"""And how likely to be said without what the lists say."""
_WORD = re.compile(r"[^\W\d_]+")
_MASKED = ("places",)
_ROOT = 4
"""Letters of a word that are seen apart from the rest of it: "merch" of merchants."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target by the scorer. words: those that speak most for it; alone: whether it stands in place of all others."""

    type: str
    words: tuple[int, int]
    alone: bool


Seen = dict[str, tuple[int, int]]
"""Features, each with where the words stand that it was first seen in; (0, 0) for what stands nowhere."""


def features(scan: Scan, start: int, end: int, kind: str, used: Iterable[str]) -> Seen:
    """What the scorer sees of an entry: its words alone and in twos and threes, its kind and weapons."""
    found: Seen = {f"kind:{kind}": (0, 0)}
    found |= {f"weapon:{weapon}": (0, 0) for weapon in used}
    code, names = scan.pack.code, [m for s in _MASKED for m in scan.marks(s, start, end)]
    told: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(scan.flat, start, end):
        if any(m.start <= match.start() < m.end for m in names):
            if not told or told[-1][0] != "@":
                told.append(("@", *match.span()))
            continue
        told.append((scan.pack.stem(match[0]), *match.span()))
    for n, (word, a, b) in enumerate(told):
        found.setdefault(f"{code}:{word}", (a, b))
        if len(word) > _ROOT:
            found.setdefault(f"{code}:{word[:_ROOT]}-", (a, b))
        for more in (1, 2):
            if n + more < len(told):
                run = told[n : n + more + 1]
                found.setdefault(f"{code}:{' '.join(w for w, _, _ in run)}", (a, run[-1][2]))
    return found


def learned(scan: Scan, start: int, end: int, kind: str, used: Iterable[str], listed: Collection[str]) -> Aim | None:
    """The target that the scorer gives an entry where its lists of words do not: None if they do, or it is not sure.

    listed: the types that the lists of words make of it.
    """
    judge = scorer.load(scan.pack.folder, FILE)
    if judge is None:
        return None
    seen = features(scan, start, end, kind, used)
    shares = judge.probabilities(seen)[HEAD]
    best = max(shares, key=shares.__getitem__)
    if not overrules(shares, listed):
        return None
    words = judge.strongest({feature for feature, at in seen.items() if at != (0, 0)}, HEAD, best)
    return Aim(best, seen[words], shares[best] >= ALONE) if words else None


def overrules(shares: Mapping[str, float], listed: Collection[str]) -> bool:
    """Whether the likeliest type is likely enough to be said beside, or in place of, those of the lists of words."""
    best = max(shares, key=shares.__getitem__)
    return best != NONE and shares[best] >= AT_LEAST and best not in listed


__all__ = ["ALONE", "AT_LEAST", "FILE", "HEAD", "NONE", "Aim", "features", "learned", "overrules"]
