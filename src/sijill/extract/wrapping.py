"""Texts whose lines a program broke at a width: their line breaks are spaces."""

from __future__ import annotations

import itertools
import re

_PARAGRAPH = re.compile(r"(?:^|(?<=\n))[^\S\n]*\S[^\n]*(?:\n(?![^\S\n]{2})[^\S\n]?\S[^\n]*)*")
"""Lines in a row, none of them empty or set in; the first may be."""
_BREAK = re.compile(r"[^\S\n]*\n[^\S\n]?(?=\S)")
_FEW = 2
_MOST = 0.8
"""The share of line breaks that must stand where the next word would not have fitted."""
_NARROW = 45
"""Characters below which a line is no line of running text."""


def unwrapped(text: str) -> str:
    """The text with its line breaks within paragraphs as spaces, of the same length; itself if it is not wrapped."""
    found: list[tuple[int, int]] = []
    full = 0
    for paragraph in _PARAGRAPH.finditer(text):
        lines = paragraph[0].split("\n")
        width = max(map(len, lines))
        if width < _NARROW:
            continue
        for line, after in itertools.pairwise(lines):
            full += len(line.rstrip()) + 1 + len((after.split() or [""])[0]) >= width
        found += [(m.start(), m.end()) for m in _BREAK.finditer(text, *paragraph.span())]
    if len(found) < _FEW or full < _MOST * len(found):
        return text
    pieces, at = [], 0
    for start, end in found:
        pieces += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])
