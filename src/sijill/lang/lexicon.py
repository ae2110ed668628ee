"""Word lists with a compact notation, and the matcher that finds their phrases in a normalised text."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from sijill.errors import BadPack
from sijill.lang.normal import Normalised, Normaliser

Entry = tuple[str, str, str]
"""Section, value and phrase of a list."""

_OPTION = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


def _spaced(phrase: str) -> str:
    """With single blanks between its words and none around them."""
    return phrase if "  " not in phrase and phrase == phrase.strip() else " ".join(phrase.split())


def expand(phrase: str) -> Iterator[str]:
    """Give every phrase that the notation stands for: "bomb(s|ing)" is bomb, bombs, bombing; "[his|her] vest" two."""
    if "(" not in phrase and "[" not in phrase:
        yield _spaced(phrase)
        return
    pieces: list[list[str]] = []
    at = 0
    for option in _OPTION.finditer(phrase):
        pieces.append([phrase[at : option.start()]])
        pieces.append(["", *option[1].split("|")] if option[1] is not None else option[2].split("|"))
        at = option.end()
    pieces.append([phrase[at:]])
    yield from map(_spaced, map("".join, itertools.product(*pieces)))


def load_lists(path: Path) -> dict[str, dict[str, list[str]]]:
    """Read a lexicon file: section to value to phrases, expanded; `[language]` is no list, see `looks`.

    Raises BadPack if a section says one phrase of two values.
    """
    sections: dict[str, dict[str, list[str]]] = {}
    for section, values in tomllib.loads(path.read_text("utf-8")).items():
        if section == "language":
            continue
        seen: dict[str, str] = {}
        for value, phrases in values.items():
            expanded = list(dict.fromkeys(itertools.chain.from_iterable(map(expand, phrases))))
            for phrase in expanded:
                if section in {"weapons", "targets", "toll"} and (other := seen.setdefault(phrase, value)) != value:
                    raise BadPack(f"{path}: [{section}] says {phrase!r} is both {other} and {value}")
            sections.setdefault(section, {})[value] = expanded
    return sections


@dataclass(frozen=True, slots=True)
class Tag:
    """A phrase found. start, end: offsets in the normalised text; value: what the list says it is."""

    start: int
    end: int
    section: str
    value: str

    def covers(self, other: Tag) -> bool:
        return self.start <= other.start and other.end <= self.end


def _joined(before: str, first: str) -> bool:
    """Whether a phrase goes on from the character before it; "3K" holds a number and a word."""
    return before.isalnum() and not (before.isdigit() and first.isalpha())


def _word_start(text: str, at: int) -> int:
    while at and text[at - 1].isalpha():
        at -= 1
    return at


def _plain(words: str) -> bool:
    """Whether words are of small letters of ASCII alone, which no language normalises."""
    return words.isascii() and words.islower() and words.replace(" ", "").isalpha()


def _normal(phrase: str, normalise: Normaliser) -> str:
    """A phrase in the form that texts are matched in."""
    return phrase if _plain(phrase) else " ".join(normalise(phrase).text.split())


_WORD = re.compile("[a-z]+")


def _that_may_stand(entries: Iterable[Entry], words: frozenset[str]) -> Iterator[Entry]:
    """The phrases that may stand in a text of these words: their own first word is one of them, or is not plain."""
    known: dict[str, bool] = {}
    for entry in entries:
        first = entry[2].partition(" ")[0]
        may = known.get(first)
        if may is None:
            may = known[first] = first in words or not _plain(first)
        if may:
            yield entry


class _Phrases:
    """Phrases in the form that texts are matched in, each with its (section, value) pairs, and what finds them all."""

    def __init__(self, entries: Iterable[Entry], normalise: Normaliser) -> None:
        known: dict[str, list[tuple[str, str]]] = {}
        for section, value, phrase in entries:
            pattern = _normal(phrase, normalise)
            if pattern:
                labels = known.setdefault(pattern, [])
                if (section, value) not in labels:
                    labels.append((section, value))
        self.labels = list(known.values())
        self._automaton = AhoCorasick(list(known)) if known else None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(pattern, start, end) of each, also within words."""
        return self._automaton.find_matches_as_indexes(text, overlapping=True) if self._automaton else []


class Matcher:
    """Finds the phrases of several lists in one pass; of one section the longest at a place wins.

    The first text is searched for no more than the phrases whose first word it has, since to make ready for all of
    them takes longer than to read one text; for the second it is made ready once.
    """

    def __init__(
        self, entries: Iterable[Entry], normalise: Normaliser, proclitics: frozenset[str] = frozenset()
    ) -> None:
        """entries: (section, value, phrase). proclitics: what may stand before a phrase within its first word."""
        self._proclitics = proclitics
        self._normalise = normalise
        self._entries = list(entries)
        self._searched = False
        self._whole: _Phrases | None = None

    @classmethod
    def of_lists(cls, lists: Mapping[str, Mapping[str, Iterable[str]]], normalise: Normaliser) -> Matcher:
        return cls(
            (
                (section, value, phrase)
                for section, values in lists.items()
                for value, ps in values.items()
                for phrase in ps
            ),
            normalise,
        )

    def _phrases(self, text: str) -> _Phrases:
        """The phrases that may stand in a text, or all."""
        if self._whole is None:
            if not self._searched:
                self._searched = True
                words = frozenset(_WORD.findall(text))
                return _Phrases(_that_may_stand(self._entries, words), self._normalise)
            self._whole = _Phrases(self._entries, self._normalise)
            self._entries = []
        return self._whole

    def _cliticised(self, text: str, start: int) -> bool:
        return bool(self._proclitics) and text[_word_start(text, start) : start] in self._proclitics

    def find(self, normal: Normalised) -> list[Tag]:
        """Every phrase that stands as whole words, by place; within a section no two overlap."""
        text = normal.text
        phrases = self._phrases(text)
        found: list[tuple[int, int, int]] = []
        for pattern, start, end in phrases.find(text):
            if end < len(text) and text[end].isalnum():
                continue
            if start and _joined(text[start - 1], text[start]) and not self._cliticised(text, start):
                continue
            found.append((start, start - end, pattern))
        found.sort()
        reach: dict[str, int] = {}
        tags: list[Tag] = []
        for start, minus, pattern in found:
            end = start - minus
            for section, value in phrases.labels[pattern]:
                if start >= reach.get(section, 0):
                    reach[section] = end
                    tags.append(Tag(start, end, section, value))
        return tags
