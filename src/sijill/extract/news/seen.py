"""What the encoder makes of a text: of each clause with the scorer of words, of each event by the words of its fields.

The scorer of words (`scorer`) knows the lists of the language, the encoder reads the whole text: where both speak, the
shares are the weighted geometric mean of the two.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from sijill.extract import seen
from sijill.extract.news.telling import Telling, seams
from sijill.extract.scan import Scan

ENCODER = 0.7
"""What the encoder weighs beside the scorer of words, by head; what is left is the scorer's."""
_LEAST = 1e-4
_FIRST, _CLOSE, _PART_OPENS = 0.6, 16, 0.8
"""How likely a word must be the first that tells of an event, for a clause to be cut before it; how many characters
behind the one before; and how likely each part must open an event.
"""

Shares = Mapping[str, Mapping[str, float]]


def parted(scan: Scan, told: Sequence[Telling]) -> list[int]:
    """Where clauses are to be cut, since each part is likely to open an event of its own."""
    text = seen.read(scan)
    firsts: list[int] = []
    for at, share in text.firsts():
        if share >= _FIRST and (not firsts or at - firsts[-1] > _CLOSE):
            firsts.append(at)
    found: list[int] = []
    for one in told:
        cuts = seams(scan.flat, [at for at in firsts if one.start <= at < one.end])
        parts = text.clauses(list(itertools.pairwise([one.start, *cuts, one.end]))) if cuts else []
        opens = [part["what"]["opens"] >= _PART_OPENS for part in parts]
        found += [cut for cut, (a, b) in zip(cuts, itertools.pairwise(opens), strict=True) if a and b]
    return found


def read(scan: Scan, told: Sequence[Telling]) -> None:
    """Read a text with the encoder: its clauses' shares become those of both."""
    text = seen.read(scan)
    for telling, shares in zip(told, text.clauses([(t.start, t.end) for t in told]), strict=True):
        telling.seen = shares
        telling.shares = blended(telling.shares, shares)


def blended(words: Shares, read: Shares) -> dict[str, dict[str, float]]:
    """The shares of both; of a head that only one knows, its own."""
    found = {name: dict(labels) for name, labels in read.items()}
    for name, labels in words.items():
        other = read.get(name, {})
        raw = {
            label: max(share, _LEAST) ** (1 - ENCODER) * max(other.get(label, share), _LEAST) ** ENCODER
            for label, share in labels.items()
        }
        whole = sum(raw.values()) or 1.0
        found[name] = {label: value / whole for label, value in raw.items()}
    return found


def share(scan: Scan, first: Telling, field: str, start: int, end: int) -> float | None:
    """How likely the words at [start, end) are of a field of the event that a clause opens; None if nothing is seen."""
    return None if scan.seen is None else scan.seen.event(first.start, first.end).share(field, start, end)


__all__ = ["blended", "parted", "read", "share"]
