"""Lines and list items: the pieces that the shape of a text is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.lang.dates import DateMention


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
    group: int = 0


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
