"""What the encoder makes of a text: of each clause with the scorer of words, of each event by the words of its fields.

The scorer of words (`scorer`) knows the lists of the language, the encoder reads the whole text: where both speak, the
shares are the weighted geometric mean of the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sijill.extract import seen
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Scan

ENCODER = 0.7
"""What the encoder weighs beside the scorer of words, by head; what is left is the scorer's."""
_LEAST = 1e-4

Shares = Mapping[str, Mapping[str, float]]


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


__all__ = ["blended", "read", "share"]
