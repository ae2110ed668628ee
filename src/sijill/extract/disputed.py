"""Tolls on which two sources of one text differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sijill.extract.scan import Scan
from sijill.model.values import Range

if TYPE_CHECKING:
    from sijill.extract.tolls import Toll


def settled(scan: Scan, start: int, end: int, found: list[Toll]) -> list[Toll]:
    """The tolls of which another source gives another number, bounded by the two."""
    for match in scan.pack.grammar.differs.finditer(scan.flat, start, end):
        number = next(
            (n for n in scan.numbers_in(match.end(), min(end, match.end() + 24)) if n.start == match.end()), None
        )
        before = [t for t in found if t.end <= match.start() and t.range.middle]
        if number is None or number.range.best is None or not before:
            continue
        again = next((t for t in found if t.start <= number.start < t.end), None)
        first = next((t for t in reversed(before) if again is None or t.of == again.of), None)
        if (
            first is None
            or first.range.best in {None, number.range.best}
            or scan.has("things", number.end, number.end + 12)
            or _counts_other(scan, number.end)
            or scan.pack.grammar.out_of.match(scan.flat, number.end)
        ):
            continue
        low, high = sorted((first.range.middle, number.range.best))
        found = [t for t in found if t is not first and t is not again]
        found.append(replace(first, range=Range(low, None, high)))
        found = _of_other_kind(scan, found, match.start(), first.of)
    return found


def _counts_other(scan: Scan, at: int) -> bool:
    """Whether a noun that is neither people nor a word of toll stands behind a number: "said that 60 houses"."""
    noun = scan.pack.grammar.noun_behind.match(scan.flat, at)
    return noun is not None and not any(scan.has(section, at, noun.end()) for section in ("groups", "people", "toll"))


def _of_other_kind(scan: Scan, found: list[Toll], at: int, settled: str) -> list[Toll]:
    """The tolls of the other kind that both sources give: "six dead and 15 hurt; the ministry says four and 15 hurt".

    at: where the second source begins.
    """
    stop = scan.flat.find(". ", at)
    for later in [t for t in found if t.of != settled and at <= t.start and (stop < 0 or t.start < stop)]:
        first = next((t for t in found if t.of == later.of and t.end <= at and t.range.middle), None)
        if first is None or later.range.best is None or first.range.best is None:
            continue
        low, high = sorted((first.range.best, later.range.best))
        found = [t for t in found if t is not first and t is not later]
        found.append(first if low == high else replace(first, range=Range(low, None, high)))
    return found
