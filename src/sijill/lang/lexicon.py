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

_OPTION = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


def expand(phrase: str) -> Iterator[str]:
    """Give every phrase that the notation stands for: "bomb(s|ing)" is bomb, bombs, bombing; "[his|her] vest" two."""
    pieces: list[list[str]] = []
    at = 0
    for option in _OPTION.finditer(phrase):
        pieces.append([phrase[at : option.start()]])
        pieces.append(["", *option[1].split("|")] if option[1] is not None else option[2].split("|"))
        at = option.end()
    pieces.append([phrase[at:]])
    for choice in itertools.product(*pieces):
        yield " ".join("".join(choice).split())


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


def _normal(part: str, normalise: Normaliser, known: dict[str, str]) -> str:
    """A word or phrase in the form that texts are matched in. known: those told so far, since phrases share words."""
    told = known.get(part)
    if told is None:
        told = known[part] = " ".join(normalise(part).text.split())
    return told


class Matcher:
    """Finds the phrases of several lists in one pass; of one section the longest at a place wins."""

    def __init__(
        self, entries: Iterable[tuple[str, str, str]], normalise: Normaliser, proclitics: frozenset[str] = frozenset()
    ) -> None:
        """entries: (section, value, phrase). proclitics: what may stand before a phrase within its first word."""
        self._proclitics = proclitics
        known: dict[str, list[tuple[str, str]]] = {}
        words: dict[str, str] = {}
        for section, value, phrase in entries:
            # Words to which others are written may be written otherwise beside them: those are read phrase by phrase.
            parts = [phrase] if proclitics else phrase.split()
            pattern = " ".join(filter(None, (_normal(part, normalise, words) for part in parts)))
            if pattern:
                labels = known.setdefault(pattern, [])
                if (section, value) not in labels:
                    labels.append((section, value))
        self._labels = list(known.values())
        self._automaton = AhoCorasick(list(known)) if known else None

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

    def _cliticised(self, text: str, start: int) -> bool:
        return bool(self._proclitics) and text[_word_start(text, start) : start] in self._proclitics

    def find(self, normal: Normalised) -> list[Tag]:
        """Every phrase that stands as whole words, by place; within a section no two overlap."""
        if self._automaton is None:
            return []
        text = normal.text
        found: list[tuple[int, int, int]] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
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
            for section, value in self._labels[pattern]:
                if start >= reach.get(section, 0):
                    reach[section] = end
                    tags.append(Tag(start, end, section, value))
        return tags
