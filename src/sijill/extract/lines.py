"""Lines and list items: the pieces that the shape of a text is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sijill.extract.scan import Scan
from sijill.extract.tolls import Toll
from sijill.lang.dates import DateMention

_MANY_PARTS = 3
_SENTENCE = re.compile(
    r"(?<=[.!?؟])(?:\[\d{1,3}\])*(?:[*_]{1,3})?\s+(?=[*_]{0,3}[\"“(A-ZÀ-ÖØ-Þ¿¡0-9\u0621-\u064a])|[\r\n]+"
)
_LOWER = re.compile(rf"{_SENTENCE.pattern}|(?<=[a-z)]{{3}}[.!?])\s+(?=[a-z])")
"""In a text without capitals: "two hurt. no arrests"."""
SENTENCE_END = re.compile(r"[a-z0-9)\]\"”’»\u0621-\u064a][.!?؟](?:\s+[A-Z\"“(«\u0621-\u064a]|\s*$)")
WRAPPED = re.compile(r"\s*(?:(\*{1,3}|_{1,3}|={2,4})\s?(?P<inner>[^*_=].*?)\s?\1|[《【][^》】\n]+[》】]):?\s*$")
"""A whole line set apart: "**Anbar**"."""
_ABBREVIATION = 16
"""How far around a gap, in characters, an abbreviation and what it stands before may reach."""
_LONG_HEADING = 110
LONG_NAME = 80


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
    pair: Sequence[Toll] = ()
    """Killed and wounded where it opens with "2/5"."""


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
    """Killed and wounded of an entry that opens or ends with "5/9"."""


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


def sentences(scan: Scan, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch of text."""
    at = start
    for gap in (_SENTENCE if scan.cased else _LOWER).finditer(scan.text, start, end):
        if scan.text[gap.end() : gap.end() + 1].isdigit() and any(
            mark.end == gap.start() - 1 for mark in scan.marks("labels", max(start, gap.start() - 12), gap.start())
        ):
            # "no. 42"
            continue
        if scan.running and _is_unended(scan, gap):
            continue
        yield at, gap.start()
        at = gap.end()
    if at < end:
        yield at, end


def _is_unended(scan: Scan, gap: re.Match[str]) -> bool:
    """Whether the stop before a gap is that of an abbreviation: "Lt. Col. Ahmed", "two U.S. Marines"."""
    around = max(0, gap.start() - _ABBREVIATION), gap.end() + _ABBREVIATION
    return any(match.end() == gap.end() for match in scan.pack.grammar.unended.finditer(scan.text, *around))


def has_event(scan: Scan, start: int, end: int) -> bool:
    """Whether words of an attack stand in [start, end)."""
    return scan.has("weapons", start, end) or scan.has("kinds", start, end)


def heading_like(scan: Scan, line: Line) -> bool:
    """Whether a line is set apart, or says no more than a place, a date or a weapon."""
    if line.end - line.start > _LONG_HEADING or line.bullet == "1":
        return False
    if WRAPPED.match(scan.text, line.start, line.end):
        return True
    rest = {w for m in scan.marks("rest", line.start, line.end) for w in scan.flat[m.start : m.end].split()}
    # "Other provinces"
    if not set(residue(scan, line)) <= rest:
        return False
    named = any(scan.has(name, line.start, line.end) for name in ("places", "weapons"))
    return (
        named or bool(scan.dates_in(line.start, line.end)) or (bool(rest) and scan.has("filler", line.start, line.end))
    )


def names_list(scan: Scan, line: Line) -> bool:
    """Whether a line right above a list can be its heading: short, and no sentence."""
    if line.kind == "heading" or (line.kind == "prose" and heading_like(scan, line)):
        return True
    text = scan.text[line.start : line.end]
    return (
        line.kind == "prose" and not line.bullet and len(text) <= LONG_NAME and not re.search(r"[.!?][)\]*_]*$", text)
    )
