"""Letters that a post sets for weapons: "B roadside bomb; R rockets; D drone", "RB = roadside bomb"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sijill.extract.scan import Mark, Scan

_CODE = re.compile(
    r"(?<![\w.])(?P<code>[A-Z]{1,4}\d?)[\])]?(?P<link> ?= ?| ?: ?| [-–—] | (?:is|for|means|stands for) | )"
    r"(?=[a-z\"“'A-Z])"
)
_ENDS = re.compile(r"[;,.=()\[\]|/\n]")
_NEAR = 24
_FEWEST = {" ": 3}
"""How many letters must be set so in one line where nothing but a space stands between."""
_USED = 3


def mark_codes(scan: Scan) -> list[tuple[int, int]]:
    """Mark the letters that a line of the text sets for weapons, wherever they fill a field or stand by a number.

    Gives back the lines that set them.
    """
    told: dict[str, Mark] = {}
    legends: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\r\n]+", scan.text):
        found = list(_legend(scan, *line.span()))
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
    known = [m for m in scan.all_marks("weapons") if not any(m.overlaps(n.start, n.end) for n in marks)]
    scan.put("weapons", [*known, *marks])
    return legends


def _legend(scan: Scan, start: int, end: int) -> Iterator[tuple[str, str, Mark]]:
    """The letters that a line sets, each with what stands after it and the weapon."""
    for match in _CODE.finditer(scan.text, start, end):
        stop = _ENDS.search(scan.text, match.end(), end)
        weapons = scan.marks("weapons", match.end(), stop.start() if stop else end)
        if weapons and weapons[0].start - match.end() <= _NEAR:
            yield match["code"], match["link"].strip() or " ", weapons[0]


def _used(scan: Scan, told: dict[str, Mark], legends: list[tuple[int, int]]) -> Iterator[Mark]:
    """Where a letter fills a field, or opens a line, or stands right before or after a number."""
    codes = "|".join(sorted(map(re.escape, told), key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w'’.-])(?:{codes})(?![\w'’])", scan.text):
        if any(a <= match.start() < b for a, b in legends):
            continue
        before = scan.text[max(0, match.start() - 4) : match.start()].rstrip(" ")
        after = scan.text[match.end() : match.end() + 4].lstrip(" ")
        opens = not before or not before[-1].isalpha()
        closes = not after or not after[0].isalpha()
        if opens and closes:
            yield Mark(match.start(), match.end(), "weapons", told[match[0]].value)
