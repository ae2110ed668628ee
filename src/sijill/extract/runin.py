"""Names of parts of a list that stand on the line of their first entry: "**Bombs.** On 3 August one went off ..."."""

from __future__ import annotations

import re

from sijill.extract.leads import lead
from sijill.extract.lines import Line
from sijill.extract.scan import Scan

_NAME = re.compile(r"(?P<apart>\*{1,3}|_{1,3})[^*_\d\n]{2,40}?(?P<stop>[.:])?(?P=apart)(?(stop)|[.:])\s+")
_FEWEST = 2
"""How many parts a list has."""
_LEVEL = 8


def names_apart(scan: Scan, lines: list[Line]) -> list[Line]:
    """Cut the names off that open a dated line and tell a weapon, or stand among such, and make them headings."""
    found = {line.start: match.end() for line in lines if (match := _named(scan, line)) is not None}
    if len(found) < _FEWEST or not any(scan.has("weapons", start, end) for start, end in found.items()):
        return lines
    cut = []
    for line in lines:
        if (end := found.get(line.start)) is not None:
            name_end = line.start + len(scan.text[line.start : end].rstrip())
            cut.append(Line(line.start, name_end, line.start, "heading", level=_LEVEL))
            cut.append(Line(end, line.end, end))
        else:
            cut.append(line)
    return cut


def _named(scan: Scan, line: Line) -> re.Match[str] | None:
    """The name that opens a line of prose and tells neither when nor where, if a day comes right after it."""
    match = _NAME.match(scan.text, line.start, line.end)
    if match is None or line.kind != "prose" or line.bullet or lead(scan, match.end(), line.end) is None:
        return None
    return None if scan.dates_in(*match.span()) or scan.has("places", *match.span()) else match
