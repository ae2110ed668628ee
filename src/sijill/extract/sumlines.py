"""Lines that state totals: "October: 12 attacks, 7 killed"."""

from __future__ import annotations

import re

from sijill.extract.lines import LONG_NAME, SENTENCE_END, Line, residue
from sijill.extract.scan import Scan


def states_totals(scan: Scan, line: Line) -> bool:
    """Whether a line states totals: a totals word near its start and a number, or "N attacks" and nothing else."""
    numbers = [n for n in scan.numbers_in(line.body, line.end) if not n.article]
    if not numbers or line.end - line.start > 200:
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


def _ends_short(scan: Scan, line: Line, noun: int) -> bool:
    return line.end - line.start <= LONG_NAME and not SENTENCE_END.search(scan.text, noun, line.end)


def _beyond_figures(scan: Scan, line: Line) -> list[str]:
    """Words of a line that are no figures with what they count: "5 attacks (2 IEDs, 1 shooting). 2 killed"."""
    marks = [m for s in ("targets", "kinds", "none") for m in scan.marks(s, line.start, line.end)]
    told = " ".join(scan.flat[m.start : m.end] for m in marks).split()
    return [word for word in residue(scan, line) if word not in told]
