"""Placebo ranks and what could be shown: by hand, by brute force, and on dates without events."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from sijill.errors import NotEnoughData, UnknownChoice
from sijill.stats.change import (
    Stretches,
    chance_to_show,
    exact_p,
    placebo,
    plan,
    smallest,
    smallest_ranked,
)  # fmt: skip
from sijill.stats.change.placebo import ALPHA
from sijill.stats.series import Series

START = date(2005, 1, 1)
WEEK = Stretches(7, 7)


def day(n: int) -> date:
    return START + timedelta(days=n)


def of(counts: object) -> Series:
    return Series.of_counts(START, np.asarray(counts))


def test_the_rank_is_counted_by_hand() -> None:
    counts = np.full(200, 10)
    counts[50:57] = 2
    counts[150:157] = 5
    found = placebo(of(counts), day(150), WEEK)
    # First days after whose stretches end before the tested date: 7 to 143. Larger changes lie around days 50 and 57.
    assert found.n_dates == 137 and found.first == day(7) and found.last == day(143)
    ratios = [counts[d : d + 7].sum() / counts[d - 7 : d].sum() for d in range(7, 144)]
    assert found.n_as_large == sum(abs(np.log(r)) >= np.log(2) - 0.05 for r in ratios)
    assert found.n_separate == pytest.approx(2 * 137 / 7)
    assert found.p == pytest.approx((1 + found.n_separate * found.n_as_large / 137) / (1 + found.n_separate))


def test_what_comes_after_the_stretch_tells_nothing() -> None:
    counts = np.random.default_rng(1).poisson(5, 300)
    later = counts.copy()
    later[207:] = 90
    assert placebo(of(counts), day(200), WEEK).p == placebo(of(later), day(200), WEEK).p


def test_no_reference_overlaps_the_tested_stretch_or_its_run_up() -> None:
    stretches = Stretches(10, 14, 5)
    days = stretches.admissible(200, back=90)
    assert days.min() == 110 and days.max() + 14 == 200 - 5
    assert stretches.admissible(40, back=365).min() == 15


def test_without_earlier_dates_nothing_is_ranked() -> None:
    found = placebo(of([5] * 20), day(10), WEEK)
    assert found.n_dates == 0 and found.p == 1 and not found.can_tell and found.first is None


def test_few_dates_can_show_nothing_however_large_the_change() -> None:
    counts = np.full(60, 20)
    counts[45:] = 0
    found = placebo(of(counts), day(45), WEEK)
    assert found.rank == 1 and found.least_p == pytest.approx(found.p)
    assert placebo(of(counts), day(45), Stretches(15, 15)).can_tell is False


def test_a_side_that_is_not_expected_is_no_sign() -> None:
    counts = np.random.default_rng(2).poisson(10, 300)
    counts[250:] *= 4
    series = of(counts)
    rise, fall = (placebo(series, day(250), WEEK, expect=side) for side in ("rise", "fall"))
    assert rise.stands_out and fall.p == 1
    with pytest.raises(UnknownChoice):
        placebo(series, day(250), WEEK, expect="better")


def test_a_planted_fall_stands_out_and_dates_without_events_seldom_do() -> None:
    rng = np.random.default_rng(3)
    rejected, found = 0, 0
    for _ in range(60):
        log = np.zeros(450)
        for n in range(1, 450):
            log[n] = 0.9 * log[n - 1] + rng.normal(0, 0.08)
        counts = rng.poisson(12 * np.exp(log))
        made = plan(of(counts), day(410))
        rejected += placebo(of(counts), day(410), made.stretches()).stands_out
        counts[410:] = rng.binomial(counts[410:], 0.3)
        found += placebo(of(counts), day(410), made.stretches()).stands_out
    assert rejected <= 7 and found >= 50


def test_the_rank_is_over_draws() -> None:
    rng = np.random.default_rng(4)
    counts = rng.poisson(6, (30, 300))
    found = placebo(Series(START, counts), day(250), WEEK)
    assert found.p_low < found.p_high


def test_the_smallest_change_is_that_of_brute_force() -> None:
    for first in (3, 5, 6, 7, 20):
        found = smallest(first)
        falls = [n for n in range(first) if exact_p(first, n) <= ALPHA]
        rises = [n for n in range(first + 1, 200) if exact_p(first, n) <= ALPHA]
        assert found.fall_to == max(falls, default=None) and found.rise_to == min(rises, default=None)


def test_from_seven_only_a_fall_to_none_can_be_told_and_from_five_none_at_all() -> None:
    assert smallest(7).fall_to == 0 and smallest(5).fall_to is None
    assert chance_to_show(5, 0.8) == 0 and chance_to_show(7, 0.5) == pytest.approx(np.exp(-3.5))


def test_what_would_have_stood_out_is_where_the_rank_turns() -> None:
    counts = np.random.default_rng(5).poisson(8, 400)
    at, series = 390, of(counts)
    first = int(counts[at - 7 : at].sum())
    found = placebo(series, day(at), WEEK)
    least = smallest_ranked(first, WEEK, found)
    assert least.fall_to is not None and least.rise_to is not None

    def stands_out(n: int) -> bool:
        changed = counts.copy()
        changed[at : at + 7] = [n, 0, 0, 0, 0, 0, 0]
        return placebo(of(changed), day(at), WEEK).stands_out

    assert stands_out(least.fall_to) and not stands_out(least.fall_to + 1)
    assert stands_out(least.rise_to) and not stands_out(least.rise_to - 1)


def test_months_are_compared_whole() -> None:
    series = of([1] * 400)
    made = plan(series, date(2005, 3, 1), until=date(2005, 4, 1))
    assert [(s.name, s.start, s.end) for s in made.spans] == [
        ("before", date(2005, 2, 1), date(2005, 2, 28)),
        ("between", date(2005, 3, 1), date(2005, 3, 31)),
        ("after", date(2005, 4, 1), date(2005, 4, 30)),
    ]


def test_a_step_without_a_day_is_left_out_with_all_its_days() -> None:
    made = plan(of([1] * 400), date(2005, 6, 1), step_end=date(2005, 6, 30), days=20, run_up=3)
    before, after = made.spans
    assert before.end == date(2005, 5, 28) and after.start == date(2005, 7, 1) and made.gap == 33


def test_the_longest_stretch_with_dates_enough_is_taken() -> None:
    assert plan(of([1] * 1200), day(1000)).spans[0].n_days == 14
    assert plan(of([1] * 1200), day(1000), back=700).spans[0].n_days == 28
    assert plan(of([1] * 160), day(140)).spans[0].n_days == 20  # none has: as long as the days allow


def test_days_that_were_not_watched_cannot_be_compared() -> None:
    series = of([1] * 100)
    for at in (START, day(100), day(-3)):
        with pytest.raises(NotEnoughData, match="nothing can be compared"):
            plan(series, at)
    with pytest.raises(NotEnoughData, match="not after the step"):
        plan(series, day(50), until=day(50))
    with pytest.raises(NotEnoughData, match="no day is counted"):
        plan(series, day(50), until=day(150))
    assert plan(series, day(95), days=28).cut == ("after",)
