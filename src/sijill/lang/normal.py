"""Normalise a text for matching and keep the way back: every match maps to offsets of the original.

Latin: marks and case go, apostrophes and the dots of acronyms go, dashes and line breaks become blanks, so that
"Bagdhad’s", "Kata'ib" and "U.S." are matched as "bagdhad s", "kataib" and "us".
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable
from dataclasses import dataclass

_POSSESSIVE = re.compile(r"(?<=[a-z])'(?=s\b)")
_DROPPED = re.compile(
    r"(?<=\w)'(?=\w)|(?<=\s)'(?=\w)|(?<=[a-z]s)'(?= [a-z])|(?<=\b[a-z])\.(?=[a-z]\b)|(?<=\.[a-z])\.(?=\W|$)"
)
_APOSTROPHES = "'’‘ʻʼʿʾ`´′‛ʹ"
_DASHES = "-‐‑‒–—−/_"


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text. starts: for each of its characters the offset in the original, None if they are equal."""

    text: str
    starts: array[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of a non-empty stretch [start, end) of the normalised text."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end - 1] + 1


Normaliser = Callable[[str], Normalised]


def as_written(text: str) -> Normalised:
    """The text itself: what a script needs that writes no marks within words."""
    return Normalised(text)


def without(text: str, dropped: re.Pattern[str]) -> Normalised:
    """The text without what a pattern matches, and the way back."""
    if not dropped.search(text):
        return Normalised(text)
    pieces: list[str] = []
    kept = array("i")
    at = 0
    for gone in dropped.finditer(text):
        pieces.append(text[at : gone.start()])
        kept.extend(range(at, gone.start()))
        at = gone.end()
    pieces.append(text[at:])
    kept.extend(range(at, len(text)))
    return Normalised("".join(pieces), kept)


class _LatinTable(dict[int, str]):
    """One character for one, worked out once each."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _APOSTROPHES:
            out = "'"
        elif char in _DASHES or char.isspace():
            out = " "
        else:
            plain = unicodedata.normalize("NFKD", char)[:1].lower()[:1]
            out = plain or char
        self[code] = out
        return out


_LATIN = _LatinTable()


def latin(text: str) -> Normalised:
    """Normalise a text in Latin script."""
    flat = _POSSESSIVE.sub(" ", text.translate(_LATIN))
    if not _DROPPED.search(flat):
        return Normalised(flat)
    return without(flat, _DROPPED)
