"""Periods as whole numbers: months, weeks, days and years that follow one another, their labels and their days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

PERIODS: Final = ("month", "week", "day", "year")
_ONE_DAY: Final = timedelta(days=1)
_DAYS: Final = re.compile(r"[12]\d{3}(-\d\d(-\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Calendar:
    """One way to cut time. unit: month, week, day or year. first_weekday: 0 is Monday; only weeks ask for it.

    Periods are numbered without gaps, so that the empty ones between two are those whose numbers lie between.
    """

    unit: str
    first_weekday: int = 0

    @property
    def _epoch(self) -> date:
        # 1 January of the year 1 is a Monday, so weeks count from the first such weekday of all.
        return date(1, 1, 1 + self.first_weekday)

    def number(self, day: date) -> int:
        """The number of the period that holds this day."""
        match self.unit:
            case "month":
                return day.year * 12 + day.month - 1
            case "year":
                return day.year
            case "week":
                return (day - self._epoch).days // 7
            case _:
                return day.toordinal()

    def first(self, number: int) -> date:
        """The first day of a period."""
        match self.unit:
            case "month":
                return date(number // 12, number % 12 + 1, 1)
            case "year":
                return date(number, 1, 1)
            case "week":
                return self._epoch + timedelta(days=7 * number)
            case _:
                return date.fromordinal(number)

    def last(self, number: int) -> date:
        """The last day of a period."""
        return self.last_from(self.first(number))

    def last_from(self, first: date) -> date:
        """The last day of the period that begins on a day."""
        match self.unit:
            case "month":
                return first.replace(day=calendar.monthrange(first.year, first.month)[1])
            case "year":
                return first.replace(month=12, day=31)
            case "week":
                return first + timedelta(days=6)
            case _:
                return first

    def label(self, number: int) -> str:
        """2020-10 for a month, 2020 for a year, and the first day for a week or day."""
        return self.label_from(self.first(number))

    def label_from(self, first: date) -> str:
        """The label of the period that begins on a day."""
        return first.isoformat()[: {"month": 7, "year": 4}.get(self.unit, 10)]

    def sql(self, column: str) -> str:
        """The number of the period that holds a DATE column's day."""
        match self.unit:
            case "month":
                return f"(year({column}) * 12 + month({column}) - 1)"
            case "year":
                return f"year({column})"
            case "week":
                return f"(({column} - DATE '{self._epoch.isoformat()}') // 7)"
            case _:
                return f"({column} - DATE '0001-01-01' + 1)"

    def sql_of_incident(self) -> str:
        """The number of the period an incident surely lies in, NULL if its date is unknown or too coarse.

        An incident of one night over a boundary belongs to the period in which it began.
        """
        # Most dates are to the day, and then no more than one period is worked out.
        several = f"date_precision IS DISTINCT FROM 'day' AND {self.sql('start')} <> {self.sql('finish')}"
        return f"CASE WHEN {several} THEN NULL ELSE {self.sql('start')} END"


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are asked for, both ends included, None where open; and today, after which nothing is finished."""

    today: date
    start: date | None = None
    end: date | None = None

    def narrowed(self, start: date | None, end: date | None) -> Window:
        """The window that lies in this one and in start to end."""
        starts = [day for day in (self.start, start) if day]
        ends = [day for day in (self.end, end) if day]
        return Window(self.today, max(starts, default=None), min(ends, default=None))

    @property
    def is_open(self) -> bool:
        return self.start is None and self.end is None

    def complete(self, first: date, last: date) -> bool:
        """Whether the period from first to last is past, and whole in the window."""
        return (
            last < self.today
            and (self.start is None or self.start <= first)
            and (self.end is None or last <= self.end)
        )  # fmt: skip

    def n_days(self, first: date, last: date) -> int:
        """How many days of the period lie in the window and are not in the future. Today counts as a day."""
        begin = max(first, self.start or first)
        finish = min(last, self.end or last, self.today)
        return max(0, (finish - begin).days + 1)

    def sql_inside(self) -> str:
        """TRUE where an incident surely lies in the window. What is dated by month lies in it if the month does."""
        finish = last_day(self.today)
        tests = [f"start >= DATE '{self.start.isoformat()}'"] if self.start else []
        if self.end:
            tests.append(f"start <= DATE '{self.end.isoformat()}'")
            tests.append(f"{finish} <= DATE '{self.end.isoformat()}'")
        return " AND ".join(tests) or "TRUE"

    def sql_maybe(self) -> str:
        """TRUE where an incident has a date and may lie in the window, surely or not."""
        finish = "CASE WHEN date_precision = 'day' THEN start ELSE coalesce(finish, start) END"
        tests = [f"{finish} >= DATE '{self.start.isoformat()}'"] if self.start else []
        if self.end:
            tests.append(f"start <= DATE '{self.end.isoformat()}'")
        return " AND ".join(tests) or "start IS NOT NULL"


def last_day(today: date) -> str:
    """The last day that an incident may be of, as SQL over the frame.

    Nothing lies after today, nor after the first document that told it: the month of an imprecise date ends there.
    """
    now = f"DATE '{today.isoformat()}'"
    return (
        "CASE WHEN date_precision = 'day' OR finish IS NULL THEN start"
        f" ELSE greatest(start, least(finish, coalesce(published, {now}), {now})) END"
    )


def days_of(text: str) -> tuple[date, date] | None:
    """First and last day of "2020", "2020-10" or "2020-10-01"; None if it is none of these."""
    if not _DAYS.fullmatch(text):
        return None
    parts = [int(part) for part in text.split("-")]
    try:
        first = date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    if len(parts) == 3:
        return first, first
    cut = Calendar("month" if len(parts) == 2 else "year")
    return first, cut.last(cut.number(first))


def day_after(day: date) -> date:
    return day + _ONE_DAY


def day_before(day: date) -> date:
    return day - _ONE_DAY
