"""Lines that state totals: "October: 12 attacks, 7 killed"."""

from __future__ import annotations

import re

from sijill.extract.lines import LONG_NAME, SENTENCE_END, WRAPPED, Line, residue
from sijill.extract.scan import Scan

_NAMED_COUNT = re.compile(r"[*_]*(?P<name>[^:\n]{2,40}?)[*_]*:[*_]*\s(?P<count>[^,;:.\n]{3,30})[,;]\s(?P<rest>.+)")
_LONGEST = 200
_FEW_WORDS = 3
"""In the count of a line of sums, and beyond the figures after it: "that I know of"."""


def states_totals(scan: Scan, line: Line) -> bool:
    """Whether a line states totals: a totals word near its start and a number, or "N attacks" and nothing else."""
    if line.end - line.start > _LONGEST:
        return False
    if _names_sums(scan, line):
        return True
    numbers = [n for n in scan.numbers_in(line.body, line.end) if not n.article]
    if not numbers:
        return False
    words = scan.marks("totals", line.start, line.end)
    if words and len(scan.flat[line.body : words[0].start].split()) <= 3:
        return True
    armed, placed = scan.has("weapons", line.start, line.end), scan.has("places", line.start, line.end)
    if (armed and placed) or (line.bullet and (armed or placed or residue(scan, line))):
        return False
    counted = scan.marks("incidents", line.start, line.end)
    if (
        counted
        and counted[0].start <= line.body + 1
        and re.match(r"\s?[:=]\s?\d", scan.flat[counted[0].end : line.end])
    ):
        return True
    dates = scan.dates_in(line.body, counted[0].start) if counted else []
    dated = sum(len(scan.flat[d.start : d.end].split()) for d in dates)
    return (
        bool(counted)
        and len(scan.flat[line.body : counted[0].start].split()) - dated <= 5
        and any(n.end <= counted[0].start for n in numbers)
        and not scan.has("places", line.start, counted[0].start)
        and (_ends_short(scan, line, counted[0].end) or not _beyond_figures(scan, line))
    )


def _names_sums(scan: Scan, line: Line) -> bool:
    """Whether a name stands before a count of whatever, and tolls: "Firearms: four losses, 7 dead, 1 hurt"."""
    match = _NAMED_COUNT.match(scan.flat, line.body, line.end)
    if match is None:
        return False
    name, count, rest = (match.span(group) for group in ("name", "count", "rest"))
    dates = scan.dates_in(*name)
    hurt = scan.has("toll", *rest) or scan.has("none", *rest)
    if any(d.day or d.numeric for d in dates) or scan.has("targets", *name) or not hurt:
        return False
    counted = residue(scan, Line(*count, count[0])) or scan.has("incidents", *count) or scan.has("toll", *count)
    told = any(scan.has(section, *count) for section in ("targets", "places", "none"))
    nouns = scan.marks("incidents", *count)
    sure = bool(nouns) or len([n for n in scan.numbers_in(*count) if not n.article]) == 1
    if not sure or told or len(scan.flat[slice(*count)].split()) > _FEW_WORDS + 1:
        return False
    # "Mosul: two bombs, 3 dead" is an entry, "Guns: 4 shellings, 3 dead" is none.
    apart = WRAPPED.match(scan.text, line.start, line.end) or scan.text[slice(*name)].isupper()
    general = bool(dates or apart) or scan.has("weapons", *name)
    if scan.has("places", *name) and (not counted or scan.has("weapons", *count)):
        return False
    if not counted and not general:
        return False
    beyond = any(scan.has(section, *rest) for section in ("places", "weapons", "targets"))
    return not beyond and len(residue(scan, Line(*rest, rest[0]))) <= _FEW_WORDS


def _ends_short(scan: Scan, line: Line, noun: int) -> bool:
    return line.end - line.start <= LONG_NAME and not SENTENCE_END.search(scan.text, noun, line.end)


def _beyond_figures(scan: Scan, line: Line) -> list[str]:
    """Words of a line that are no figures with what they count: "5 attacks (2 IEDs, 1 shooting). 2 killed"."""
    marks = [m for s in ("targets", "kinds", "none") for m in scan.marks(s, line.start, line.end)]
    told = " ".join(scan.flat[m.start : m.end] for m in marks).split()
    return [word for word in residue(scan, line) if word not in told]
