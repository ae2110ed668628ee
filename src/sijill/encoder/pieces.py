"""A text cut into word pieces with their offsets, by a unigram vocabulary (Kudo 2018).

Words are cut one by one, each with the sign of a space before it, so that a piece never spans two. Before that letters
are made plain without losing their place: Arabic vowel signs and tatweel are left out, digits of any script become
ASCII, a text in capitals becomes small.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

SPACE = "▁"
_WORD = re.compile(r"\S+")
_LEFT_OUT = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
_LONGEST = 16
"""The longest piece, in characters."""
_UNKNOWN = -30.0
"""What a character that no piece has costs."""
_CAPITALS = 0.7
"""The share of capitals among letters above which a text is all in capitals."""
_CACHED = 1 << 15


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces of a text: their numbers, and where in the text each begins and ends."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class Pieces:
    """A vocabulary. pieces: in the order of their numbers, with the log of how likely each is."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], unknown: int) -> None:
        self.numbers = {piece: n for n, piece in enumerate(pieces)}
        self.scores = [float(score) for score in scores]
        self.unknown = unknown
        self._cut = lru_cache(maxsize=_CACHED)(self._cut_word)

    def cut(self, text: str) -> Cut:
        """The pieces of a text."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        small = _is_shouted(text)
        for word in _WORD.finditer(text):
            plain, at = _plain(word[0], word.start(), small=small)
            begin = 0
            for number, length in self._cut(plain):
                # The first piece holds the sign of the space, which stands nowhere.
                first, last = max(begin - 1, 0), begin + length - 2
                begin += length
                if last < first:
                    continue
                ids.append(number)
                starts.append(at[first])
                ends.append(at[last] + 1)
        return Cut(tuple(ids), tuple(starts), tuple(ends))

    def _cut_word(self, word: str) -> tuple[tuple[int, int], ...]:
        """The likeliest pieces of one word and how long each is, its space included: Viterbi."""
        text = SPACE + word
        n = len(text)
        best = [0.0] + [-1e30] * n
        back = [(0, 0)] * (n + 1)
        for start in range(n):
            base = best[start]
            for end in range(start + 1, min(n, start + _LONGEST) + 1):
                number = self.numbers.get(text[start:end])
                if number is not None and base + self.scores[number] > best[end]:
                    best[end], back[end] = base + self.scores[number], (number, start)
            if base + _UNKNOWN > best[start + 1]:
                best[start + 1], back[start + 1] = base + _UNKNOWN, (self.unknown, start)
        found: list[tuple[int, int]] = []
        while n:
            number, start = back[n]
            found.append((number, n - start))
            n = start
        return tuple(reversed(found))


def _plain(word: str, offset: int, *, small: bool) -> tuple[str, list[int]]:
    """A word made plain, and where in the text each of its characters stood."""
    if word.isascii():
        return (word.lower() if small else word), list(range(offset, offset + len(word)))
    letters: list[str] = []
    at: list[int] = []
    for place, letter in enumerate(word, offset):
        if _LEFT_OUT.match(letter):
            continue
        if letter.isdigit() and not letter.isascii():
            letter = str(unicodedata.digit(letter))
        letter = unicodedata.normalize("NFKC", letter.lower() if small else letter)
        letters.append(letter)
        at.extend([place] * len(letter))
    return "".join(letters), at


def _is_shouted(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    return capitals > _CAPITALS * (capitals + sum(map(str.islower, text))) and capitals > 0


__all__ = ["Cut", "Pieces"]
