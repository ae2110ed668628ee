"""Near repeats, spread, tolls: published and plain answers, and what cannot be told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.errors import BadInput, NotEnoughData
from sijill.stats.trends.knox import close_pairs, expected_pairs, near_repeat
from sijill.stats.trends.spread import effective, rarefied, spread, together_drawn
from sijill.stats.trends.tolls import tolls

KM = 1 / 111.195  # degrees of latitude


def test_the_expected_pairs_of_knox() -> None:
    # Knox 1964: 96 cases, 152 pairs close in time, 25 close in space; 0.83 expected, 5 found.
    assert expected_pairs(25, 152, 96) == pytest.approx(0.83, abs=0.005)


def test_close_pairs_are_those_of_measuring_every_pair() -> None:
    rng = np.random.default_rng(1)
    lat, lon = 33 + rng.random(60), 44 + rng.random(60)
    first, second, apart = close_pairs(lat, lon, 25.0)
    a, b = np.radians(lat), np.radians(lon)
    seen = {}
    for i in range(60):
        for j in range(i + 1, 60):
            angle = np.sin(a[i]) * np.sin(a[j]) + np.cos(a[i]) * np.cos(a[j]) * np.cos(b[i] - b[j])
            km = 6371.0088 * np.arccos(min(1.0, angle))
            if km <= 25:
                seen[i, j] = km
    pairs = {(min(i, j), max(i, j)): km for i, j, km in zip(first.tolist(), second.tolist(), apart, strict=True)}
    assert pairs.keys() == seen.keys()
    assert all(pairs[key] == pytest.approx(seen[key], abs=0.01) for key in seen)


def test_the_shuffled_mean_is_the_expectation_of_knox() -> None:
    rng = np.random.default_rng(2)
    lat, lon, days = 33 + rng.random(80) * 30 * KM, np.full(80, 44.0), rng.integers(0, 60, 80)
    found = near_repeat(days, lat, lon, rng=rng, bands_km=(5.0,), bands_days=(7,), n_shuffles=999)
    in_space = len(close_pairs(lat, lon, 5.0)[0])
    in_time = sum(abs(int(days[i]) - int(days[j])) <= 7 for i in range(80) for j in range(i + 1, 80))
    assert found.cells[0].expected == pytest.approx(expected_pairs(in_space, in_time, 80), rel=0.03)


def test_repeats_that_were_put_in_are_found_in_the_near_bands() -> None:
    rng = np.random.default_rng(3)
    lat, lon, days = 33 + rng.random(60), 44 + rng.random(60), rng.integers(0, 300, 60)
    lat, lon = np.concatenate([lat, lat[:20]]), np.concatenate([lon, lon[:20]])
    found = near_repeat(np.concatenate([days, days[:20] + 1]), lat, lon, rng=rng)
    near = found.cells[0]
    assert (near.km, near.days) == (1.0, 2) and near.found >= 20 and near.p < 0.01 and found.p < 0.01
    assert near.ratio is None or near.ratio > 5


def test_by_chance_there_are_none_about_as_often_as_said() -> None:
    ps = []
    for seed in range(30):
        rng = np.random.default_rng(seed)
        lat, lon = 33 + rng.random(60) * 20 * KM, 44 + rng.random(60) * 20 * KM
        ps.append(near_repeat(rng.integers(0, 90, 60), lat, lon, rng=rng, n_shuffles=99).p)
    assert np.mean(np.array(ps) <= 0.1) < 0.3


def test_few_attacks_and_no_near_pair() -> None:
    with pytest.raises(NotEnoughData):
        near_repeat(np.zeros(3, dtype=int), np.zeros(3), np.zeros(3), rng=np.random.default_rng(1))
    far = near_repeat(np.arange(25), np.linspace(-60, 60, 25), np.zeros(25), rng=np.random.default_rng(1))
    assert all(cell.found == 0 and cell.ratio is None and cell.p == 1 for cell in far.cells)


def test_places_in_effect_and_among_equally_many() -> None:
    # Simpson 1949: of 20 in four fives, 4 times 5*4 of 20*19 ordered pairs are of one place.
    assert effective(np.array([5, 5, 5, 5])) == pytest.approx(20 * 19 / 80)
    assert effective(np.array([7, 0])) == pytest.approx(1)
    assert effective(np.array([1, 1, 1])) is None
    # Hurlbert 1971 by hand: of two attacks drawn from 2 in A and 2 in B, a pair is of one place with chance 1/3.
    assert rarefied(np.array([2, 2]), 2) == pytest.approx(2 - 1 / 3)
    assert rarefied(np.array([3, 0, 2]), 5) == pytest.approx(2)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8).filter(lambda n: sum(n) > 0))
@settings(max_examples=60, deadline=None)
def test_spread_is_one_place_at_least_and_all_attacks_strike_all_places(counts: list[int]) -> None:
    told = np.array(counts)
    value = effective(told)
    assert value is None or value >= 1 - 1e-9
    drawn = together_drawn(told, np.random.default_rng(1))
    assert (drawn >= 0).all() and (drawn <= 1).all()
    assert rarefied(told, 1) == pytest.approx(1)
    assert rarefied(told, int(told.sum())) == pytest.approx((told > 0).sum())


def test_spreading_is_told_with_its_interval_and_names_who_is_struck_first() -> None:
    counts = np.array([[12, 12, 3, 3], [0, 0, 3, 3], [0, 0, 3, 3], [0, 0, 3, 3]])
    found = spread(counts, ["Anbar", "Babil", "Wasit", "بغداد"], rng=np.random.default_rng(1))
    assert [p.n_places for p in found.periods] == [1, 1, 4, 4]
    assert found.periods[2].first_struck == ("Babil", "Wasit", "بغداد") and found.periods[0].first_struck == ()
    change = found.change
    assert change is not None and change.earlier == 1 and change.later > 4 and 1 < change.low < change.high
    assert found.periods[0].effective == 1 and found.periods[2].alike == pytest.approx(4)


def test_a_spread_that_cannot_be_told() -> None:
    with pytest.raises(NotEnoughData):
        spread(np.zeros((2, 3), dtype=int), ["a", "b"], rng=np.random.default_rng(1))
    with pytest.raises(BadInput):
        spread(np.zeros((2, 3), dtype=int), ["a"], rng=np.random.default_rng(1))
    few = spread(np.array([[1, 0]]), ["a"], rng=np.random.default_rng(1))
    assert few.periods[0].effective is None and few.change is None


def test_a_toll_not_stated_is_no_zero() -> None:
    people = np.array([2.0, 2, 2, 2, 2, np.nan, np.nan])
    found = tolls(np.zeros(7, dtype=int), people, n_periods=1, rng=np.random.default_rng(1))
    (one,) = found.periods
    assert (one.n, one.n_stated, one.mean, one.harmed, one.most) == (7, 5, 2.0, 1.0, 2)
    assert found.ratio is None


def test_deadlier_attacks_are_told_from_chance() -> None:
    period = np.repeat([0, 1], 20)
    people = np.concatenate([np.full(20, 1.0), np.full(20, 5.0)])
    found = tolls(period, people, n_periods=2, rng=np.random.default_rng(1))
    assert found.ratio == 5 and found.p == pytest.approx(1 / 2000)
    same = tolls(period, np.tile([0.0, 4.0], 20), n_periods=2, rng=np.random.default_rng(1))
    assert same.ratio == 1 and same.p == 1


def test_no_stated_toll_at_all() -> None:
    with pytest.raises(NotEnoughData):
        tolls(np.zeros(3, dtype=int), np.full(3, np.nan), n_periods=1, rng=np.random.default_rng(1))
    few = tolls(np.array([0, 1]), np.array([1.0, np.nan]), n_periods=2, rng=np.random.default_rng(1))
    assert few.periods[0].mean is None and few.periods[1].n_stated == 0
