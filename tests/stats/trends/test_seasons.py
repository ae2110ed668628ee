"""Weekdays, months, anniversaries: found where put in, not found where there are none, and said where untold."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from sijill.errors import NotEnoughData
from sijill.stats.trends.seasons import anniversary, months, weekdays

MONDAY = date(2020, 1, 6)


def test_a_quiet_friday_is_found_on_the_friday() -> None:
    rates = np.tile([3.0, 3, 3, 3, 0.5, 3, 3], 40)
    counts = np.random.default_rng(1).poisson(rates)
    found = weekdays(counts, start=MONDAY, rng=np.random.default_rng(1))
    assert int(found.ratios.argmin()) == 4 and found.p < 0.01 and found.high[4] < 0.5
    later = weekdays(counts[3:], start=date(2020, 1, 9), rng=np.random.default_rng(1))
    assert int(later.ratios.argmin()) == 4 and later.n_weeks == 39


def test_the_ratios_are_the_plain_sums() -> None:
    counts = np.array([2, 1, 1, 1, 1, 1, 0] * 10)
    found = weekdays(counts, start=MONDAY, rng=np.random.default_rng(1))
    assert found.ratios == pytest.approx([2, 1, 1, 1, 1, 1, 0])


def test_by_chance_weekdays_are_alike_about_as_often_as_said() -> None:
    ps = [
        weekdays(np.random.default_rng(s).poisson(1.0, 84), start=MONDAY, rng=np.random.default_rng(s)).p
        for s in range(40)
    ]
    assert np.mean(np.array(ps) < 0.1) < 0.25


def test_too_few_weeks_or_attacks() -> None:
    with pytest.raises(NotEnoughData):
        weekdays(np.ones(20, dtype=int), start=MONDAY, rng=np.random.default_rng(1))
    with pytest.raises(NotEnoughData, match="0 attacks are too few"):
        weekdays(np.zeros(90, dtype=int), start=MONDAY, rng=np.random.default_rng(1))


def test_a_summer_that_comes_each_year_is_found_and_a_bad_year_is_no_season() -> None:
    year = np.array([1, 1, 1, 1, 1, 2, 3, 3, 2, 1, 1, 1.0])
    found = months(np.tile(year, 4) * np.repeat([1, 2, 1, 3.0], 12), first_month=1, rng=np.random.default_rng(1))
    assert found.p < 0.05 and set(np.argsort(found.ratios)[-2:]) == {6, 7} and found.n_years == 4
    moved = months(np.tile(np.roll(year, -3), 4), first_month=4, rng=np.random.default_rng(1))
    assert moved.ratios == pytest.approx(year / year.mean())
    flat = months(np.repeat([1, 5, 1.0], 12), first_month=1, rng=np.random.default_rng(1))
    assert flat.ratios == pytest.approx(np.ones(12)) and flat.p == 1


def test_two_years_cannot_tell_a_season() -> None:
    with pytest.raises(NotEnoughData, match="36 are needed"):
        months(np.ones(24), first_month=1, rng=np.random.default_rng(1))


def test_an_anniversary_that_draws_attacks_ranks_first() -> None:
    start = date(2016, 1, 1)
    days = [date(y, 6, 3) for y in range(2016, 2021)]
    counts = np.random.default_rng(1).poisson(1.0, 365 * 5)
    for day in days:
        at = (day - start).days
        counts[at - 3 : at + 4] += 4
    found = anniversary(counts, days, start=start)
    assert found.n == 5 and found.rank == 1 and found.ratio > 3 and found.p < 0.01
    quiet = anniversary(counts, [date(y, 9, 20) for y in range(2016, 2021)], start=start)
    assert quiet.p > 0.05


def test_an_anniversary_outside_the_series_is_not_told() -> None:
    with pytest.raises(NotEnoughData, match="no anniversary"):
        anniversary(np.ones(200, dtype=int), [date(2030, 1, 1)], start=date(2020, 1, 1))
