"""Find a model's quotes in the text: the model gives words, never offsets."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from functools import cached_property

from sijill.model.text import Span

LONGEST = 300
"""Characters of a quote; a longer one tells nothing about where a value stands."""
_ALIKE = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
}


class Quotes:
    """The quotes that may stand in [start, end) of a text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start, self.end = start, end

    def all(self, quote: str) -> list[Span]:
        """Every place where the quote stands, in order: character for character, else with other blanks or quote marks.

        Each span quotes the original text. [] if it stands nowhere.
        """
        words = quote.strip()
        if not words or len(words) > LONGEST or not any(c.isalnum() for c in words):
            return []
        exact = [Span.of(self.text, at, at + len(words)) for at in _places(self.text, words, self.start, self.end)]
        if exact:
            return self._whole(exact)
        plain, starts = self._plain
        sought = _plain_text(words)[0]
        found = []
        for at in _places(plain, sought, 0, len(plain)):
            last = starts[at + len(sought) - 1]
            found.append(Span.of(self.text, starts[at], last + 1))
        return self._whole(found)

    def _whole(self, spans: list[Span]) -> list[Span]:
        """Those that cut no word or number in two: "12 killed" does not stand in "112 killed"."""
        return [span for span in spans if not self._cuts(span.start) and not self._cuts(span.end)]

    def _cuts(self, at: int) -> bool:
        if not 0 < at < len(self.text):
            return False
        before, after = self.text[at - 1], self.text[at]
        if before.isdigit() or after.isdigit():
            beyond = self.text[at + 1 : at + 2]
            further = self.text[at - 2 : at - 1]
            return (before.isalnum() and after.isalnum()) or (
                # "1,200" and "2.5" are one number.
                (before.isdigit() and after in ",.٫٬" and beyond.isdigit())
                or (after.isdigit() and before in ",.٫٬" and further.isdigit())
            )
        # Arabic writes "and", "in", "for" as part of the next word: a quote may begin or end within one.
        return before.isalpha() and after.isalpha() and not ("\u0600" <= before <= "\u06ff")

    @cached_property
    def _plain(self) -> tuple[str, array[int]]:
        plain, starts = _plain_text(self.text[self.start : self.end])
        return plain, array("i", (at + self.start for at in starts))


def nearest(text: str, spans: Sequence[Span], anchors: Sequence[Span]) -> Span:
    """Of the places where a quote stands, the one nearest to the other quotes; the first if there are none.

    Nearest is first by the lines between them, then by the characters: an item of a list is one line.
    """
    if not anchors:
        return spans[0]
    anchor = sorted(anchors, key=lambda a: a.start)[len(anchors) // 2]

    def far(span: Span) -> tuple[int, int, int]:
        first, last = (span, anchor) if span.start <= anchor.start else (anchor, span)
        return text.count("\n", first.end, max(first.end, last.start)), max(0, last.start - first.end), span.start

    return min(spans, key=far)


def _places(text: str, words: str, start: int, end: int) -> list[int]:
    found = []
    at = text.find(words, start, end)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1, end)
    return found


def _plain_text(text: str) -> tuple[str, array[int]]:
    """The text with one blank for a run of blanks and straight quote marks, and where each character comes from."""
    kept: list[str] = []
    starts = array("i")
    blank = False
    for at, char in enumerate(text):
        if char.isspace():
            if not blank and kept:
                kept.append(" ")
                starts.append(at)
            blank = True
            continue
        blank = False
        kept.append(_ALIKE.get(char, char))
        starts.append(at)
    return "".join(kept), starts


_COMMANDS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,60}\b(?:instructions?|prompts?|guidelines|rules you)\b"
    r"|\b(?:system|developer) (?:prompt|message)\b"
    r"|\b(?:you are|act as|pretend to be)\b[^.\n]{0,20}\b(?:ai|assistant|language model|chatbot|llm)\b"
    r"|\bas an ai\b"
    r"|(?:تجاهل|اهمل|أهمل|انس)[^.\n]{0,60}(?:تعليمات|التعليمات|الأوامر|الاوامر|توجيهات)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?؟]\s|\n")


def commands(text: str) -> list[tuple[int, int]]:
    """Stretches that speak to a model as if they were its instructions, each with the two sentences after it.

    A list of known turns of phrase: it finds the plain cases and promises nothing beyond them.
    """
    found = []
    for match in _COMMANDS.finditer(text):
        before = [stop.end() for stop in _STOP.finditer(text, max(0, match.start() - 300), match.start())]
        end = match.end()
        for _ in range(3):
            stop = _STOP.search(text, end)
            end = stop.end() if stop else len(text)
        found.append((before[-1] if before else max(0, match.start() - 300), min(end, match.end() + 600)))
    return found
