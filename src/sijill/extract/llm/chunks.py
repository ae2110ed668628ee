"""Long documents in pieces that fit a request, cut where paragraphs end, with their place in the text kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"\n")
_SENTENCE = re.compile(r"(?<=[.!?؟۔])\s+")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The stretch [start, end) of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def n_tokens(text: str) -> int:
    """How many tokens a text is likely to be, on the high side: a token is about four bytes in either script."""
    return len(text.encode("utf-8", "surrogatepass")) // 4 + 1


def chunks(text: str, *, most_tokens: int) -> list[Chunk]:
    """The text in pieces of at most so many tokens, together the whole text but for blanks.

    Cut between paragraphs; a paragraph that is too long is cut between lines, then sentences, then words.
    """
    found: list[Chunk] = []
    for start, end in _pieces(text, 0, len(text), most_tokens, (_PARAGRAPH, _LINE, _SENTENCE, _BLANK)):
        last = found[-1] if found else None
        if last is not None and n_tokens(text[last.start : end]) <= most_tokens:
            found[-1] = Chunk(last.start, end)
        else:
            found.append(Chunk(start, end))
    return [chunk for chunk in found if chunk.of(text).strip()]


def halves(text: str, chunk: Chunk) -> list[Chunk]:
    """A piece in two, for an answer that was cut off; [] if it is too short to part."""
    half = n_tokens(chunk.of(text)) // 2 + 1
    parts = [Chunk(chunk.start + c.start, chunk.start + c.end) for c in chunks(chunk.of(text), most_tokens=half)]
    return parts if len(parts) > 1 and half >= 50 else []


def _pieces(text: str, start: int, end: int, most: int, cuts: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, int]]:
    if n_tokens(text[start:end]) <= most or not cuts:
        # A run without a blank that is still too long stays whole: to cut it would cut a word.
        yield start, end
        return
    at = start
    for cut in [*cuts[0].finditer(text, start, end)]:
        if cut.start() > at:
            yield from _pieces(text, at, cut.start(), most, cuts[1:])
        at = cut.end()
    if at < end:
        yield from _pieces(text, at, end, most, cuts[1:])
