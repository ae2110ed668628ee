"""Which days are compared: before a step, between it and the next, and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sijill.errors import NotEnoughData
from sijill.stats.change.placebo import BACK_DAYS, Stretches
from sijill.stats.periods import Calendar
from sijill.stats.series import Series

LENGTHS: Final = (28, 21, 14, 10, 7)
"""Lengths of a stretch to choose from, in days, the longest that has placebo dates enough."""
ENOUGH: Final = 20
"""Placebo dates a day of a stretch: with as many, a change larger than all of them is rarer than 1 in 40."""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days that are counted together, both ends included."""

    name: str
    start: date
    end: date

    @property
    def n_days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Plan:
    """The spans in time: before and after, or before, between and after. gap: days left out ahead of the step.

    cut: spans that would be longer if the series had more days.
    """

    spans: tuple[Span, ...]
    gap: int
    cut: tuple[str, ...] = ()

    @property
    def at(self) -> date:
        """The first day after the step."""
        return self.spans[1].start

    def stretches(self, n: int = 0) -> Stretches:
        """The n-th span against the next."""
        return Stretches(self.spans[n].n_days, self.spans[n + 1].n_days, self.gap if n == 0 else 0)


def plan(
    series: Series, step: date, *, step_end: date | None = None, until: date | None = None, days: int | None = None,
    run_up: int = 0, back: int = BACK_DAYS,
) -> Plan:  # fmt: skip
    """The days to compare around a step.

    step: its day, which is the first day after. step_end: the last day it may have been, if its day is not known; the
    days from `step` to it are then left out. until: the day from which the step no longer held; the days up to it are
    "between". days: the length of the stretches; by default the longest of LENGTHS for which the series has placebo
    dates enough, or with `until` as long as "between", in whole months if both days begin one. run_up: days before the
    step that are left out. Raises NotEnoughData if the series has no day on one of the sides.
    """
    vague = step_end is not None and step_end > step
    at = step_end + _DAY if vague and step_end else step
    gap = (at - step).days + run_up
    edge = at - timedelta(days=gap + 1)
    if until is not None and until <= at:
        raise NotEnoughData(f"{until} is not after the step on {at}; there is no day between them")
    if edge < series.start or at > series.end:
        raise NotEnoughData(
            f"nothing can be compared at {step}: the days counted are {series.start} to {series.end}; choose another "
            "day, or other days with --from and --to"
        )
    if until is None:
        before = after = days or _length(series, at, gap, back)
        spans = [("before", edge - timedelta(days=before - 1), edge), ("after", at, at + timedelta(days=after - 1))]
    else:
        if until > series.end:
            raise NotEnoughData(f"no day is counted from {until} on; the last is {series.end}")
        between = (until - at).days
        first, last = _beside(at, gap, until, between, days)
        spans = [("before", first, edge), ("between", at, until - _DAY), ("after", until, last)]
    kept = [Span(name, max(first, series.start), min(last, series.end)) for name, first, last in spans]
    cut = tuple(one.name for one, (_, a, b) in zip(kept, spans, strict=True) if (one.start, one.end) != (a, b))
    return Plan(tuple(kept), gap, cut)


def _beside(at: date, gap: int, until: date, between: int, days: int | None) -> tuple[date, date]:
    """The first day before and the last day after a step that held from `at` to the day before `until`."""
    if days is None and gap == 0 and at.day == 1 and until.day == 1:
        months = Calendar("month")
        n = months.number(until) - months.number(at)
        return months.first(months.number(at) - n), months.last(months.number(until) + n - 1)
    length = days or between
    return at - timedelta(days=gap + length), until + timedelta(days=length - 1)


def _length(series: Series, at: date, gap: int, back: int) -> int:
    before, after = series.index(at) - gap, series.n_days - series.index(at)
    room = min(before, after, LENGTHS[0])
    for length in LENGTHS:
        n_dates = len(Stretches(length, length, gap).admissible(series.index(at), back=back))
        if length <= room and n_dates >= ENOUGH * length:
            return length
    return room


__all__ = ["ENOUGH", "LENGTHS", "Plan", "Span", "plan"]
