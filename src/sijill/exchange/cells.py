"""What the cells of a table say: dates and numbers, each read one way or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sijill.errors import BadRecord
from sijill.model.values import Range, When

DATE_HELP: Final = "write it as 2020-12-21, or say order and formats under [dates]"
NUMBER_HELP: Final = 'write a whole number, "3-5", "12+" or "at least 12"'

_TIME: Final = re.compile(r"[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$")
_DATE: Final = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})")
_MONTH: Final = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})")
_YEAR: Final = re.compile(r"\d{4}")

_NUMBER: Final = r"(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.0+)?"
_EXACT: Final = re.compile(_NUMBER)
_BETWEEN: Final = re.compile(rf"{_NUMBER}\s*(?:-|–|—|to)\s*{_NUMBER}", re.IGNORECASE)
_AT_LEAST: Final = re.compile(rf"{_NUMBER}\s*\+|(?:at least|>=|≥)\s*{_NUMBER}", re.IGNORECASE)
_MORE_THAN: Final = re.compile(rf"(?:more than|over|>)\s*{_NUMBER}", re.IGNORECASE)


def date_of(cell: str, *, order: str, formats: Sequence[str] = ()) -> When | None:
    """Read a date: a day, or a month or year that is written as such; None if it cannot be read.

    order: iso, dmy or mdy, for dates that do not begin with the year. Nothing is swapped to make a date fit.
    """
    cell = " ".join(cell.split())
    for form in formats:
        if found := _formatted(cell, form):
            return found
    cell = _TIME.sub("", cell)
    try:
        if parts := _DATE.fullmatch(cell):
            return _day(parts[1], parts[2], parts[3], order)
        if parts := _MONTH.fullmatch(cell):
            return When.month(int(parts[1] or parts[4]), int(parts[2] or parts[3]))
        return When.year(int(cell)) if _YEAR.fullmatch(cell) else None
    except (ValueError, BadRecord):  # no such day
        return None


def _day(first: str, second: str, third: str, order: str) -> When | None:
    if len(first) == 4:
        return When.day(date(int(first), int(second), int(third)))
    if len(third) != 4 or order == "iso":
        return None
    day, month = (first, second) if order == "dmy" else (second, first)
    return When.day(date(int(third), int(month), int(day)))


def _formatted(cell: str, form: str) -> When | None:
    try:
        found = datetime.strptime(cell, form)
    except ValueError:
        return None
    if re.search(r"%[daAjcxuw]", form.replace("%a", "").replace("%A", "")):
        return When.day(found.date())
    return When.month(found.year, found.month) if re.search(r"%[mbB]", form) else When.year(found.year)


def range_of(cell: str) -> Range | None:
    """Read a number of people or attacks: "3", "3-5", "12+", "at least 12", "more than 50"; None if it is none."""
    cell = cell.strip()
    if found := _EXACT.fullmatch(cell):
        return Range.exactly(_whole(found[1]))
    if found := _BETWEEN.fullmatch(cell):
        low, high = _whole(found[1]), _whole(found[2])
        return Range(low, None, high) if low <= high else None
    if found := _AT_LEAST.fullmatch(cell):
        low = _whole(found[1] or found[2])
        return Range(low, low, None)
    if found := _MORE_THAN.fullmatch(cell):
        low = _whole(found[1]) + 1
        return Range(low, low, None)
    return None


def _whole(digits: str) -> int:
    return int(digits.replace(",", ""))
