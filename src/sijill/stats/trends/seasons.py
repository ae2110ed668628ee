"""Whether attacks favour days of the week, months of the year, or the days around an anniversary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.stats.trends.arrays import Counts, Numbers, checked, scipy_part

LEAST_WEEKS: Final = 8
LEAST_EVENTS: Final = 20
LEAST_YEARS: Final = 3
"""Under three years of months no turning of the years against each other can come out rarer than 1 in 12."""
N_SHUFFLES: Final = 1999
LEVEL: Final = 0.90


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Each weekday against the mean day, Monday first. ratios, low, high: shape (7,). p: that all are alike.

    n_weeks: whole weeks that it rests on.
    """

    ratios: Numbers
    low: Numbers
    high: Numbers
    p: float
    n_weeks: int


@dataclass(frozen=True, slots=True)
class Months:
    """Each month of the year against its own year, January first. ratios: shape (12,). p: that all are alike."""

    ratios: Numbers
    low: Numbers
    high: Numbers
    p: float
    n_years: int


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The days around one date of the year, against the weeks around them. ratio: 2 is twice as many a day.

    n: anniversaries that lie in the series. rank: which the true one is, from the farthest from 1, among
    n_placebos + 1 shifts of the dates. p: rank over n_placebos + 1.
    """

    ratio: float
    n: int
    rank: int
    n_placebos: int
    p: float
    logs: tuple[float, ...]
    spread: float


def weekdays(counts: Counts, *, start: date, rng: np.random.Generator, level: float = LEVEL) -> Weekdays:
    """Whether attacks favour weekdays. counts: shape (n_days,); start: the first day.

    The days of each week are shuffled among themselves, so that bouts and trends stay where they are; intervals are
    percentile bootstrap over weeks. Raises NotEnoughData under LEAST_WEEKS whole weeks or LEAST_EVENTS attacks.
    """
    told = checked(counts, least=7 * LEAST_WEEKS, what="comparing weekdays", unit="days")
    n_weeks = len(told) // 7
    weeks = told[len(told) - 7 * n_weeks :].reshape(n_weeks, 7)
    first = (start + timedelta(days=len(told) - 7 * n_weeks)).weekday()
    weeks = np.roll(weeks, first, axis=1)
    if weeks.sum() < LEAST_EVENTS:
        raise NotEnoughData(f"{int(weeks.sum())} attacks are too few to compare weekdays; {LEAST_EVENTS} are needed")
    true = float((weeks.sum(axis=0) ** 2).sum())
    as_far = 0
    for _ in range(N_SHUFFLES):
        shuffled = rng.permuted(weeks, axis=1)
        as_far += float((shuffled.sum(axis=0) ** 2).sum()) >= true
    drawn = weeks[rng.integers(0, n_weeks, size=(N_SHUFFLES, n_weeks))].sum(axis=1)
    low, high = _percentiles(drawn / np.maximum(drawn.mean(axis=1, keepdims=True), 1e-9), level)
    told_ratios = weeks.sum(axis=0) / weeks.sum(axis=0).mean()
    return Weekdays(told_ratios, low, high, (1 + as_far) / (1 + N_SHUFFLES), n_weeks)


def months(rates: Numbers, *, first_month: int, rng: np.random.Generator, level: float = LEVEL) -> Months:
    """Whether attacks favour months of the year. rates: shape (n_months,), attacks a day in whole months.

    first_month: 1 to 12. Each year of twelve months is taken against its own mean, so that a bad year is not taken for
    a season. Years are turned against each other, which keeps what goes from one month to the next; intervals are
    Student's over years. Raises NotEnoughData under LEAST_YEARS whole years.
    """
    n_years = len(rates) // 12
    if n_years < LEAST_YEARS:
        raise NotEnoughData(
            f"{len(rates)} months are too few to tell a season from chance; {12 * LEAST_YEARS} are needed"
        )
    years = np.asarray(rates, dtype=float)[len(rates) - 12 * n_years :].reshape(n_years, 12)
    years = np.roll(years, (first_month - 1 + len(rates) - 12 * n_years) % 12, axis=1)
    years = years[years.sum(axis=1) > 0]
    if len(years) < LEAST_YEARS:
        raise NotEnoughData(f"only {len(years)} years have attacks; {LEAST_YEARS} are needed to tell a season")
    shares = years / years.mean(axis=1, keepdims=True)
    true = float(((shares.mean(axis=0) - 1) ** 2).sum())
    turns = rng.integers(0, 12, size=(N_SHUFFLES, len(shares)))
    at = (np.arange(12)[None, None, :] + turns[:, :, None]) % 12
    turned = np.take_along_axis(np.broadcast_to(shares, (N_SHUFFLES, *shares.shape)), at, axis=2).mean(axis=1)
    as_far = int((((turned - 1) ** 2).sum(axis=1) >= true - 1e-12).sum())
    wide = float(scipy_part("stats", "an interval for a season").t.ppf((1 + level) / 2, len(shares) - 1))
    wide_by = wide * shares.std(axis=0, ddof=1) / np.sqrt(len(shares))
    mean = shares.mean(axis=0)
    return Months(mean, np.maximum(mean - wide_by, 0), mean + wide_by, (1 + as_far) / (1 + N_SHUFFLES), len(shares))


def anniversary(
    counts: Counts, days: Sequence[date], *, start: date, before: int = 3, after: int = 3, around: int = 42
) -> Anniversary:
    """Whether attacks come near anniversaries more or less often than in the weeks around them.

    counts: shape (n_days,), from `start`. days: the anniversaries, one a year. before, after: days that are near.
    around: days on either side that are compared. All dates are shifted together, by every number of days up to half a
    year that keeps them clear of the true ones, and the same figure is taken: the rank of the true one is the answer.
    Raises NotEnoughData if no anniversary lies in the series with what is around it.
    """
    told = checked(counts, least=2 * around + 1, what="looking at an anniversary", unit="days")
    at = np.array([(day - start).days for day in days])
    at = at[(at - around >= 0) & (at + around < len(told))]
    if not len(at):
        raise NotEnoughData(f"no anniversary has {around} days on either side in the series")
    logs = _contrasts(told, at, before, after, around)
    true = float(logs.mean())
    placebos = []
    for shift in range(-182, 183):
        moved = at + shift
        if abs(shift) <= before + after or (moved - around < 0).any() or (moved + around >= len(told)).any():
            continue
        placebos.append(float(_contrasts(told, moved, before, after, around).mean()))
    rank = 1 + sum(abs(p) >= abs(true) - 1e-12 for p in placebos)
    spread = float(np.std(placebos)) if len(placebos) > 1 else float("inf")
    n = len(placebos)
    return Anniversary(float(np.exp(true)), len(at), rank, n, rank / (n + 1), tuple(float(v) for v in logs), spread)


def _contrasts(counts: Counts, at: Counts, before: int, after: int, around: int) -> Numbers:
    """The logarithm of attacks a day near each date, against those around it; half an attack keeps zero finite."""
    sums = np.concatenate([[0], np.cumsum(counts)]).astype(float)
    near = sums[at + after + 1] - sums[at - before]
    n_near = before + after + 1
    far = sums[at + around + 1] - sums[at - around] - near
    n_far = 2 * around + 1 - n_near
    return np.asarray(np.log((near + 0.5) / (n_near + 0.5)) - np.log((far + 0.5) / (n_far + 0.5)), dtype=float)


def _percentiles(drawn: Numbers, level: float) -> tuple[Numbers, Numbers]:
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return low, high
