"""Lines and list items: the pieces that the shape of a text is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sijill.extract.scan import Scan
from sijill.extract.tolls import Toll
from sijill.lang.dates import DateMention

_MANY_PARTS = 3


@dataclass(slots=True)
class Line:
    """One line of the text. start, end: without the line break; body: where its words begin, after any bullet.

    kind: blank, rule, header, row, heading, item, totals, prose or source.
    """

    start: int
    end: int
    body: int
    kind: str = "prose"
    bullet: str = ""
    level: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    columns: tuple[str, ...] = ()
    lead: DateMention | None = None
    soft: bool = False
    """Other words stand before its date: "On 8 April", "Mosul (Ninewa), 5 March."."""
    group: int = 0
    opens: bool = False
    """A totals line that stands over its list."""


@dataclass(slots=True)
class Item:
    """One entry of a list: a stretch of text, with what governs it.

    cells: of a table row, by what the column holds. headings: those above it, nearest last.
    closing: the totals line that closes its list; opening: one that opens it. list_id: equal within one list.
    """

    start: int
    end: int
    line: Line
    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    headings: tuple[Line, ...] = ()
    closing: Line | None = None
    opening: Line | None = None
    list_id: int = 0
    pair: Sequence[Toll] = ()
    """Killed and wounded of an entry that ends in "5/9"."""


def sums_up(scan: Scan, line: Line) -> bool:
    """Whether a line sums up others: it counts attacks, or says three numbers of months, places or weapons."""
    counted = scan.marks("incidents", line.start, line.end)
    if counted and scan.has("totals", line.start, line.end):
        return True
    numbers = [n for n in scan.numbers_in(line.body, line.end) if not n.article]
    if any(n.end + 1 == m.start for m in counted for n in numbers):
        return True
    parts = scan.pack.grammar.part.findall(scan.flat, line.start, line.end)
    return len(parts) >= _MANY_PARTS


def residue(scan: Scan, line: Line) -> list[str]:
    """Words of a line that are no date, place, number, weapon or layout word."""
    covered = bytearray(line.end - line.start)
    spans = [(d.start, d.end) for d in scan.dates_in(line.start, line.end)]
    spans += [(n.start, n.end) for n in scan.numbers_in(line.start, line.end)]
    for section in ("places", "weapons", "totals", "incidents", "this_period", "last_period", "week", "filler", "toll"):
        spans += [(m.start, m.end) for m in scan.marks(section, line.start, line.end)]
    for a, b in spans:
        covered[a - line.start : b - line.start] = b"\1" * (b - a)
    left = "".join(" " if covered[n] else c for n, c in enumerate(scan.flat[line.start : line.end]))
    return re.findall(r"[^\W\d_]{2,}", left)
