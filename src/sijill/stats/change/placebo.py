"""Placebo dates: the same figure at the days before the tested one, and the rank of the true one among them.

A test that takes days to be independent calls most changes of violence significant, since violence comes in waves. The
earlier dates of the same series say how large a change between two stretches of that length is when nothing in
particular happened. Abadie, Diamond & Hainmueller (2010, JASA 105(490)) rank a case so among others; here it is among
dates. What is ranked is the change of the log rate over its usual error,

    (log rate after - log rate before) / sqrt(1/m1 + 1/m2 + u)

where m1, m2 are the counts that an unchanged rate would give, and u, what such changes vary beyond chance, is the same
for all dates and taken from the earlier ones: so that a date with few attacks and one with many can be set side by
side. Dates that lie close share most of their days: n of them are worth no more than 2 n / w separate ones, where w is
the shorter of the two stretches, and the rank is read as if there were as many.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from sijill.errors import UnknownChoice
from sijill.stats.attacks import Floats, Ints
from sijill.stats.series import Series

BACK_DAYS: Final = 365
"""How far before the tested date placebo dates lie; what was longer ago was another war."""
ALPHA: Final = 0.05
EXPECTS: Final = ("either", "fall", "rise")
_OVERLAP: Final = 2.0
"""Dates within one stretch of days that count as separate. Of 4, 2 and 1, the series of 2004 to 2008 rejected 4, 3 and
2 of 100 dates at a nominal 5: see eval/change/RESULTS.md."""
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Stretches:
    """How long the two stretches are that are compared, and the days left out between them. All in days."""

    before: int
    after: int
    gap: int = 0

    def counts(self, series: Series, days: Ints) -> tuple[Ints, Ints]:
        """Counts before and after each day: shape (draws, days). days: indices of the first day after."""
        sums = np.concatenate([np.zeros((len(series.counts), 1), np.int64), series.counts.cumsum(axis=1)], axis=1)
        first: Ints = sums[:, days - self.gap] - sums[:, days - self.gap - self.before]
        second: Ints = sums[:, days + self.after] - sums[:, days]
        return first, second

    def admissible(self, at: int, *, back: int = BACK_DAYS) -> Ints:
        """The days before one whose two stretches lie in the series and end before its gap, at most `back` before."""
        return np.arange(max(self.before + self.gap, at - back), at - self.gap - self.after + 1)

    def separate(self, n_dates: int) -> float:
        """How many separate comparisons so many dates are worth."""
        return _OVERLAP * n_dates / min(self.before, self.after)


@dataclass(frozen=True, slots=True, eq=False)
class Placebo:
    """The tested date among those before it.

    n_dates: earlier dates. n_as_large: those whose change is as large as the tested one's, or larger. n_separate: what
    they are worth, since they overlap. p: (1 + n_separate n_as_large / n_dates) / (1 + n_separate), 1 without any date.
    p_low, p_high: over 90% of the draws. figures: the change of each date over its error; figure: the tested one's.
    first, last: the earliest and the latest placebo date, None if there is none. ratios: of rates, by date.
    """

    n_dates: int
    n_as_large: int
    n_separate: float
    p: float
    p_low: float
    p_high: float
    expect: str
    figure: float
    figures: Floats
    ratios: Floats
    first: date | None
    last: date | None
    spread: float

    @property
    def rank(self) -> int:
        """1 if no earlier date has a change as large."""
        return self.n_as_large + 1

    @property
    def least_p(self) -> float:
        """The smallest p that so many dates could give."""
        return 1 / (1 + self.n_separate)

    @property
    def can_tell(self) -> bool:
        """Whether any result could have stood out."""
        return self.least_p <= ALPHA

    @property
    def stands_out(self) -> bool:
        return self.p <= ALPHA


def figures(first: Ints, second: Ints, stretches: Stretches) -> tuple[Floats, Floats]:
    """Changes of the log rate and their variance under chance alone. first, second: counts of any one shape."""
    a, b = first + _HALF, second + _HALF
    change: Floats = np.log(b / stretches.after) - np.log(a / stretches.before)
    rate = (a + b) / (stretches.before + stretches.after)
    variance: Floats = 1 / (rate * stretches.before) + 1 / (rate * stretches.after)
    return change, variance


def placebo(
    series: Series, at: date, stretches: Stretches, *, expect: str = "either", back: int = BACK_DAYS,
    until: date | None = None,
) -> Placebo:  # fmt: skip
    """Rank the change at a day among those at earlier days.

    at: the first day after the step. until: only dates whose stretches end before this day; by default, before the
    gap that precedes `at`. Raises UnknownChoice for another expectation.
    """
    index = series.index(at)
    days = stretches.admissible(index if until is None else min(index, series.index(until)), back=back)
    change, variance = figures(*stretches.counts(series, np.append(days, index)), stretches)
    return ranked(change, variance, days, series.start, stretches, expect=expect)


def ranked(
    change: Floats, variance: Floats, days: Ints, start: date, stretches: Stretches, *, expect: str = "either"
) -> Placebo:
    """Rank the last of several changes among the others. change, variance: shape (draws, dates + 1)."""
    if expect not in EXPECTS:
        raise UnknownChoice.of("expectation", expect, EXPECTS)
    n = len(days)
    separate = stretches.separate(n)
    spread = np.maximum(0.0, (change[:, :-1] ** 2 - variance[:, :-1]).mean(axis=1)) if n else np.zeros(len(change))
    scaled = change / np.sqrt(variance + spread[:, None])
    sized = {"either": np.abs(scaled), "fall": -scaled, "rise": scaled}[expect]
    as_large = (sized[:, :-1] >= sized[:, -1:] - 1e-9).sum(axis=1)
    p = (1 + separate * as_large / n) / (1 + separate) if n else np.ones(len(change))
    # A rise is no sign of a fall, however rare.
    p = np.where((expect != "either") & (sized[:, -1] <= 0), 1.0, p)
    low, high = np.quantile(p[1:] if len(p) > 1 else p, [0.05, 0.95])
    return Placebo(
        n, int(as_large[0]), separate, float(p[0]), float(low), float(high), expect, float(scaled[0, -1]),
        scaled[0, :-1], np.exp(change[0, :-1]), start + timedelta(days=int(days[0])) if n else None,
        start + timedelta(days=int(days[-1])) if n else None, float(spread[0]),
    )  # fmt: skip


__all__ = ["ALPHA", "BACK_DAYS", "EXPECTS", "Placebo", "Stretches", "figures", "placebo", "ranked"]
