"""Cells that stand for the one above them: a ditto mark, or a month, province or day told once for several rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sijill.extract.lines import Line
from sijill.extract.scan import Scan

_DITTO = re.compile(r"[\s*_-]*(?:[\"″〃״”“]|''|ditto|idem)[\s*_-]*")
_TOLD_ONCE = frozenset({"month", "admin1"})
_CARRIED = frozenset({"date", "week", "month", "admin1", "place", "weapon", "target"})
_FEWEST_BLANK = 3
"""How many rows leave the days of a first column open where they are those of the row above."""


def carry_down(scan: Scan, rows: Sequence[Line]) -> None:
    """Give rows of a table the cells above them where theirs say "the same"."""
    rows = [line for line in rows if line.kind in {"row", "item"} and line.columns]
    if not rows:
        return
    margin = [line for line in rows if line.columns[:1] == ("date",) and _is_blank(scan, line.cells[0])]
    margined = len(margin) >= _FEWEST_BLANK and not _is_blank(scan, rows[0].cells[0])
    for above, line in pairwise(rows):
        if line.columns != above.columns or len(line.cells) != len(above.cells):
            continue
        line.cells = tuple(
            over if _stands_for(scan, role, own, margined=margined and n == 0) else own
            for n, (role, own, over) in enumerate(zip(line.columns, line.cells, above.cells, strict=False))
        )


def _stands_for(scan: Scan, role: str, cell: tuple[int, int], *, margined: bool) -> bool:
    """Whether a cell stands for the one above it."""
    if role not in _CARRIED:
        return False
    if _DITTO.fullmatch(scan.text, *cell):
        return True
    return _is_blank(scan, cell) and (role in _TOLD_ONCE or (role == "date" and margined))


def is_filled(scan: Scan, cell: tuple[int, int]) -> bool:
    """Whether a cell says something, be it only that it is as the one above."""
    return re.search(r"\w", scan.text[slice(*cell)]) is not None or _DITTO.fullmatch(scan.text, *cell) is not None


def _is_blank(scan: Scan, cell: tuple[int, int]) -> bool:
    return not scan.text[slice(*cell)].strip()
