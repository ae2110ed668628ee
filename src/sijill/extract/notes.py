"""What an analyst's note says of its day: relatively, as a month alone, or in figures whose order is settled."""

from __future__ import annotations

import re
from dataclasses import replace

from sijill.extract.scan import Scan
from sijill.extract.tolls import Toll
from sijill.lang.dates import DateMention
from sijill.model.records import Derived
from sijill.model.values import Range

_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})(?:\2((?:\d\d)?\d\d))?(?![\d/-]|\.\d)")
"""A day and a month in figures, in either order; a date that opens with its year is in neither."""
UNCONFIRMED = Derived("rule", "told as unconfirmed, so that nobody may be")
"""Of a toll that a note hedges."""
_PARTS = re.compile(r"[,،;؛\n]|\s[-–—]\s")
"""What parts the fields of a note."""
_BLANKS = re.compile(r"[\s().\[\]]*")
_MONTHS = 12
_CENTURY = 2000


def figures(words: str) -> tuple[int, int] | None:
    """The day and month in words such as "5/4/2021" that may stand in either order; None if only one is possible."""
    found = _FIGURES.search(words)
    if found is None:
        return None
    a, b = int(found[1]), int(found[3])
    return (a, b) if a != b and 1 <= min(a, b) and max(a, b) <= _MONTHS else None


def day_of(scan: Scan, start: int, end: int, *, order: str) -> DateMention | None:
    """The date of a note where it is not simply the first one that names a day; None if that is so.

    order: dmy or mdy, how the day and month of "5/4/2021" stand where both are possible.
    """
    told = scan.dates_in(start, end)
    spoken = next((d for d in told if d.offset_days is not None), None)  # "yesterday"
    if spoken is not None:
        return spoken
    first = next((d for d in told if d.day or d.numeric or d.weekday is not None), None)
    if first is None:
        return next((d for d in told if d.month or d.unit == "month"), None)
    return _ordered(scan, first, order)


def _ordered(scan: Scan, mention: DateMention, order: str) -> DateMention | None:
    """A date in figures with its day and month told apart; None for any other date."""
    found = _FIGURES.search(scan.text, mention.start, mention.end)
    if found is None or mention.last_day is not None:
        return None
    a, b = int(found[1]), int(found[3])
    day_first = order == "dmy" if max(a, b) <= _MONTHS else a > _MONTHS
    day, month = (a, b) if day_first else (b, a)
    year = int(found[4]) if found[4] else None
    if year is not None and year < 100:
        year += _CENTURY
    return replace(mention, day=day, month=month, year=year or mention.year, numeric=None, weekday=None)


def unsure(scan: Scan, start: int, end: int, stated: list[Toll]) -> list[Toll]:
    """The tolls of a note that it hedges: "possibly 3 killed", "1 killed (unconfirmed)", "3 killed, unconfirmed".

    In news everything is reported; what an analyst hedges is meant.
    """
    hedges = scan.marks("hedge", start, end)
    if not hedges:
        return []
    edges = [start, *(at for m in _PARTS.finditer(scan.text, start, end) for at in m.span()), end]
    parts = list(zip(edges[::2], edges[1::2], strict=True))
    found = []
    for n, (a, b) in enumerate(parts):
        mine = [t for t in stated if a <= t.start < b]
        behind = parts[n + 1] if n + 1 < len(parts) else (b, b)
        if any(a <= m.start < b for m in hedges) or any(_fills(scan, m.start, m.end, *behind) for m in hedges):
            found += mine
    return found


def _fills(scan: Scan, start: int, end: int, a: int, b: int) -> bool:
    """Whether words are all that a field [a, b) says."""
    within = a <= start and end <= b
    return within and all(_BLANKS.fullmatch(scan.text, *rest) for rest in ((a, start), (end, b)))


def opened(value: Range) -> Range:
    """A toll that may be none at all: best and high as told."""
    return Range(0, value.best, value.high)
