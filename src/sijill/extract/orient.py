"""Which lines stand over others: totals lines that open their lists, and bullets over bullets set further in."""

from __future__ import annotations

from itertools import pairwise

from sijill.extract.lines import Line, residue
from sijill.extract.scan import Scan


def nested(scan: Scan, lines: list[Line]) -> None:
    """Make headings of bullets that say no more than a place, a date or a number over bullets set further in."""
    solid = [line for line in lines if line.kind == "prose"]
    for line, below in pairwise(solid):
        deeper = bool(line.bullet and below.bullet) and _indent(scan, below) > _indent(scan, line)
        if deeper and not residue(scan, line) and not scan.has("toll", line.start, line.end):
            line.kind, line.level = "heading", 10 + _indent(scan, line)


def _indent(scan: Scan, line: Line) -> int:
    text = scan.text[line.start : line.end]
    return len(text) - len(text.lstrip())


def orient(scan: Scan, solid: list[Line], counts: list[Line], *, close: bool) -> bool:
    """Whether the lines that count lists close them rather than open them: as most of their figures fit.

    Marks totals lines that open lists. close: what is held where the figures do not tell.
    """
    stated: list[tuple[Line, int, int, int]] = []
    since = 0
    for line in solid:
        if line.kind in {"item", "row"}:
            since += 1
        elif line.kind == "totals" and not line.cells and (number := _list_count(scan, line)) is not None:
            stated.append((line, number, since, 0))
            since = 0
        elif line.kind not in {"totals", "blank", "rule"} and not stated:
            since = 0
    if len(stated) < 2:
        return close
    after = [*(row[2] for row in stated[1:]), since]
    before = sum(row[1] == row[2] for row in stated)
    behind = sum(row[1] == n for row, n in zip(stated, after, strict=True))
    if before == behind:
        return close
    if behind > before:
        for line, *_ in stated:
            line.opens = True
        return False
    return close or any(row[0] in counts for row in stated)


def _list_count(scan: Scan, line: Line) -> int | None:
    """How many attacks a totals line says its list has."""
    numbers = [n for n in scan.numbers_in(line.body, line.end) if not n.article]
    nouns = scan.marks("incidents", line.start, line.end)
    counted = [n for n in numbers if any(0 <= m.start - n.end <= 2 for m in nouns)] or numbers[:1]
    return counted[0].range.best if counted else None
