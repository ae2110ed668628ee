"""Letters that a post sets for weapons or targets: "B roadside bomb; R rockets; D drone", "RB = roadside bomb"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sijill.extract.scan import Mark, Scan

_CODE = re.compile(
    r"(?<![\w.])(?P<code>[A-Z]{1,5}\d?)[\])]?"
    r"(?P<link> ?= ?| ?: ?| [-–—] | (?:is|are|for|means|stands for) (?:an? |the )?| )"
    r"(?=[a-z\"“'A-Z])"
)
_ENDS = re.compile(r"[;,.=()\[\]|/\n]")
_NEAR = 24
_FEWEST = {" ": 3}
"""How many letters must be set so in one line where nothing but a space stands between."""
_USED = 3
_NAME = 4
"""Letters from which one may be followed by a word: "OWAD shot down"."""
_SECTIONS = ("weapons", "targets")


def mark_codes(scan: Scan) -> list[tuple[int, int]]:
    """Mark the letters that a line of the text sets for weapons or targets, that fill a field or stand by a number.

    Gives back the lines that set them.
    """
    return [legend for section in _SECTIONS for legend in _mark(scan, section)]


def _mark(scan: Scan, section: str) -> list[tuple[int, int]]:
    told: dict[str, Mark] = {}
    legends: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\r\n]+", scan.text):
        found = list(_legend(scan, section, *line.span()))
        for link in {link for _, link, _ in found}:
            mine = [(code, mark) for code, own, mark in found if own == link]
            if len({code for code, _ in mine}) >= _FEWEST.get(link, 2):
                legends.append(line.span())
                told |= dict(mine)
    if not told:
        return []
    marks = list(_used(scan, told, legends))
    if len(marks) < _USED:
        return []
    known = [m for m in scan.all_marks(section) if not any(m.overlaps(n.start, n.end) for n in marks)]
    scan.put(section, [*known, *marks])
    return legends


def _legend(scan: Scan, section: str, start: int, end: int) -> Iterator[tuple[str, str, Mark]]:
    """The letters that a line sets, each with what stands after it and the weapon or target."""
    for match in _CODE.finditer(scan.text, start, end):
        stop = _ENDS.search(scan.text, match.end(), end)
        named = scan.marks(section, match.end(), stop.start() if stop else end)
        if named and named[0].start - match.end() <= _NEAR:
            yield match["code"], match["link"].split()[0] if match["link"].strip() else " ", named[0]


def _used(scan: Scan, told: dict[str, Mark], legends: list[tuple[int, int]]) -> Iterator[Mark]:
    """Where a letter fills a field, or opens a line, or stands right before or after a number."""
    codes = "|".join(sorted(map(re.escape, told), key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w'’.-])(?:{codes})(?![\w'’])", scan.text):
        if any(a <= match.start() < b for a, b in legends):
            continue
        before = scan.text[max(0, match.start() - 4) : match.start()].rstrip(" ")
        after = scan.text[match.end() : match.end() + 4].lstrip(" ")
        opens = not before or not before[-1].isalpha()
        closes = not after or not after[0].isalpha() or len(match[0]) >= _NAME
        if opens and closes:
            of = told[match[0]]
            yield Mark(match.start(), match.end(), of.section, of.value)
