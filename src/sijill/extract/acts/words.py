"""A text as tokens and sentences, and what the learned reader of acts sees of them."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sijill.extract.scan import Scan

_TOKEN = re.compile(r"[^\W_]+(?:['.\-/][^\W_]+)*'?|[^\w\s]")
_STOPS = ".!?؟"
_SECTIONS = ("deeds", "weapons", "targets", "groups", "toll", "actors", "standing", "generic", "places")
_TRIGGERS = frozenset({"de", "to"})
"""Short names of the sections whose words tell that something was done: deeds and tolls."""
_AROUND = (-3, -2, -1, 1, 2, 3)
_LEAD, _FAR = 3, 8


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    word: str
    marks: tuple[tuple[str, str], ...]
    """What the word lists found here: section, shortened to two letters, and value."""


class Text:
    """The tokens of a scanned text and its sentences, as ranges of tokens."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        bare = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(scan.flat)]
        marks = _marks(scan, [b[0] for b in bare], [b[1] for b in bare])
        self.tokens = [Token(*b, tuple(found)) for b, found in zip(bare, marks, strict=True)]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        at = 0
        for n, token in enumerate(self.tokens):
            after = self.tokens[n + 1].start if n + 1 < len(self.tokens) else None
            if after is None or "\n" in self.scan.text[token.end : after] or self._stops(n, after):
                found.append((at, n + 1))
                at = n + 1
        return found

    def _stops(self, n: int, after: int) -> bool:
        token = self.tokens[n]
        if token.word not in _STOPS or token.end == after:
            return False
        before = self.tokens[n - 1].word if n else ""
        return len(before) != 1 and not self.scan.pack.grammar.abbreviated.fullmatch(before)

    def of_sentence(self, number: int) -> set[str]:
        """The features of one sentence: its words, pairs of them, and what the word lists found."""
        a, b = self.sentences[number]
        tokens = self.tokens[a:b]
        words = ["0" if t.word.isdigit() else t.word for t in tokens if t.word[0].isalnum()]
        found = {f"w:{word}" for word in words}
        found |= {f"b:{one}_{two}" for one, two in itertools.pairwise(words)}
        marks = {mark for t in tokens for mark in t.marks}
        found |= {f"m:{section}:{value}" for section, value in marks}
        found |= {f"pos{min(number, 4)}", f"len{min(len(tokens) // 10, 4)}"}
        if any(section == "to" for section, _ in marks):
            found.add("toll")
        return found

    def of_text(self, sentences: Sequence[set[str]]) -> set[str]:
        """The features of the whole text. sentences: those of each of its sentences."""
        found = {f for one in sentences for f in one if f[:2] in {"w:", "b:", "m:"}}
        return found | {f"L{f}" for one in sentences[:_LEAD] for f in one if f[:2] in {"w:", "m:"}}

    def of_tokens(self, number: int, context: Sequence[str]) -> list[list[str]]:
        """The features of each token of a sentence. context: those that all of them have."""
        a, b = self.sentences[number]
        tokens = self.tokens[a:b]
        words = [t.word for t in tokens]
        triggers = [n for n, t in enumerate(tokens) if any(section in _TRIGGERS for section, _ in t.marks)]
        return [
            [*_near(words, n), *_marked(tokens, n), *_triggered(words, triggers, n), *context]
            for n in range(len(tokens))
        ]


def _marks(scan: Scan, starts: list[int], ends: list[int]) -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = [[] for _ in starts]
    for section in _SECTIONS:
        for mark in scan.all_marks(section):
            value = mark.value
            if section == "actors":
                value = scan.theatre.actors[value].type
            elif section == "places":
                value = "p"
            at = bisect_left(starts, mark.start)
            while at < len(starts) and starts[at] < mark.end:
                found[at].append((section[:2], value))
                at += 1
    return found


def _near(words: Sequence[str], n: int) -> Iterator[str]:
    def at(k: int) -> str:
        return words[n + k] if 0 <= n + k < len(words) else "<s>" if n + k < 0 else "</s>"

    word = words[n]
    yield from (f"w={word}", f"s3={word[-3:]}", f"s2={word[-2:]}")
    yield from (f"w{k:+d}={at(k)}" for k in _AROUND)
    yield from (f"b-={at(-1)}|{word}", f"b+={word}|{at(1)}", f"bb={at(-2)}|{at(-1)}", f"ff={at(1)}|{at(2)}")
    yield from (f"t-={at(-3)}|{at(-2)}|{at(-1)}", f"t+={at(1)}|{at(2)}|{at(3)}")
    if word[0].isdigit():
        yield "num"
    elif not word[0].isalnum():
        yield "punct"


def _marked(tokens: Sequence[Token], n: int) -> Iterator[str]:
    for k in (-2, -1, 0, 1, 2):
        if 0 <= n + k < len(tokens):
            yield from (f"m{k:+d}:{section}:{value}" for section, value in tokens[n + k].marks)


def _triggered(words: Sequence[str], triggers: Sequence[int], n: int) -> Iterator[str]:
    left = max((t for t in triggers if t < n), default=None)
    right = min((t for t in triggers if t > n), default=None)
    if left is not None:
        yield from (f"L:{words[left]}", f"Ld:{min(n - left, _FAR)}", f"Lby:{'by' in words[left:n]:d}:{words[left]}")
    if right is not None:
        yield from (f"R:{words[right]}", f"Rd:{min(right - n, _FAR)}", f"Rw:{words[right]}:{words[right - 1]}")
