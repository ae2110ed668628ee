"""The model and its baselines: exact where it can be said, calibrated where it cannot, and honest about too little."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from scipy.stats import nbinom

from sijill.errors import NotEnoughData, UnknownChoice
from sijill.stats.outlook.ahead import ahead, weekly_factors
from sijill.stats.outlook.baselines import baseline
from sijill.stats.outlook.model import SIZES, WANDER, Grid, chances, follow, forecast, paths, weights
from sijill.stats.outlook.rolling import MODEL, blocks, rolling
from sijill.stats.outlook.told import outlook
from sijill.stats.series import Series
from sijill.stats.trends.escalation import escalation


def test_chances_are_the_negative_binomials() -> None:
    levels = np.array([0.5, 3.0, 20.0])
    found = chances(np.arange(30), levels)
    for s, size in enumerate(SIZES):
        for k, level in enumerate(levels):
            assert found[s, :, k] == pytest.approx(nbinom(size, size / (size + level)).pmf(np.arange(30)))


def test_a_level_that_stands_still_is_followed_exactly() -> None:
    counts = np.array([3, 5, 2, 4])
    told, grid = follow(counts), Grid.reaching(5)
    emit = chances(counts, grid.levels)
    plain = np.log(emit.prod(axis=1).mean(axis=1))
    assert told.said[-1][WANDER.index(0.0)] == pytest.approx(plain)


def test_moves_lead_somewhere_and_beliefs_sum_to_one() -> None:
    grid = Grid.reaching(50)
    assert grid.moves.sum(axis=2) == pytest.approx(np.ones(grid.moves.shape[:2]))
    told = follow(np.array([0, 40, 0, 3]))
    assert told.states.sum(axis=3) == pytest.approx(np.ones(told.states.shape[:3]))


def test_a_steady_series_is_forecast_at_its_level_and_a_new_level_is_followed() -> None:
    rng = np.random.default_rng(1)
    steady = follow(rng.poisson(6.0, 100))
    trust = weights(steady.said[-1][None])[0]
    shares = forecast(steady, trust, at=100, horizon=3, n_values=80)
    assert shares.sum(axis=1) == pytest.approx(np.ones(3), abs=1e-3)
    assert (shares * np.arange(80)).sum(axis=1) == pytest.approx(np.full(3, 6.0), rel=0.2)
    jumped = np.concatenate([rng.poisson(2.0, 60), rng.poisson(20.0, 6)])
    told = follow(jumped)
    after = forecast(told, weights(told.said[-1][None])[0], at=66, horizon=1, n_values=120)[0]
    assert (after * np.arange(120)).sum() > 14


def test_paths_have_the_law_of_the_forecast() -> None:
    told = follow(np.random.default_rng(2).poisson(4.0, 60))
    trust = weights(told.said[-1][None])[0]
    shares = forecast(told, trust, at=60, horizon=4, n_values=200)
    drawn = paths(told, trust, at=60, horizon=4, n_draws=20000, rng=np.random.default_rng(1))
    for step in range(4):
        mean = float((shares[step] * np.arange(200)).sum())
        assert drawn[:, step].mean() == pytest.approx(mean, rel=0.05)
        assert (drawn[:, step] == 0).mean() == pytest.approx(shares[step, 0], abs=0.02)


def test_one_short_series_is_no_prior_to_itself_and_others_lend_it_theirs() -> None:
    nothing = np.zeros((1, len(WANDER), len(SIZES)))
    assert weights(nothing)[0] == pytest.approx(np.full((len(WANDER), len(SIZES)), 1 / (len(WANDER) * len(SIZES))))
    sure = np.full((len(WANDER), len(SIZES)), -50.0)
    sure[2, 3] = 0.0
    lent = weights(np.stack([nothing[0], *[sure] * 9]))[0]
    assert lent[2, 3] > 0.5


def test_baselines_are_centred_where_they_say() -> None:
    counts = np.array([2, 4, 6, 8, 10, 12] * 12)
    values = np.arange(300)

    def mean(name: str, step: int = 0, year: int = 52) -> float:
        return float((baseline(name, counts, horizon=step + 1, n_values=300, year=year)[step] * values).sum())

    assert mean("persistence") == pytest.approx(12, rel=0.02)
    assert mean("mean", 3) == pytest.approx(7, rel=0.02)
    # Six weeks ago and its neighbours: of the next week 12, 2, 4; of the one after 2, 4, 6.
    assert mean("seasonal", 0, year=6) == pytest.approx(6, rel=0.02)
    assert mean("seasonal", 1, year=6) == pytest.approx(4, rel=0.02)
    assert mean("seasonal", 0, year=500) == pytest.approx(7, rel=0.02)
    with pytest.raises(UnknownChoice):
        baseline("luck", counts, horizon=1, n_values=10)


def test_no_forecast_looks_ahead() -> None:
    rng = np.random.default_rng(3)
    series = rng.poisson(5.0, (2, 40))
    changed = series.copy()
    changed[:, 31:] = 50
    known, other = rolling(series[:, :31], first=30, horizon=1), rolling(changed[:, :31], first=30, horizon=1)
    for name in known.crps:
        assert known.crps[name] == pytest.approx(other.crps[name])


def test_on_a_wandering_level_the_model_beats_the_baselines_and_its_ranges_hold() -> None:
    rng = np.random.default_rng(5)
    level = 8 * np.exp(np.cumsum(rng.normal(0, 0.12, (6, 120)), axis=1))
    scores = rolling(rng.poisson(rng.gamma(8.0, level / 8.0)), first=60, step=4)
    assert scores.beats() and scores.skill() > 0.02
    assert 0.86 <= scores.coverage(MODEL) <= 0.97
    low, high = scores.skill_interval(rng=rng)
    assert low < scores.skill() < high


def test_sums_are_forecast_as_sums() -> None:
    series = np.random.default_rng(6).poisson(5.0, (2, 80))
    scores = rolling(series, first=60, step=4, span=4)
    assert scores.horizon == 1 and scores.n_origins == 5
    assert list(blocks(np.arange(10), 4)) == [2 + 3 + 4 + 5, 6 + 7 + 8 + 9]


def test_too_short_a_past_is_said() -> None:
    with pytest.raises(NotEnoughData, match="too few"):
        rolling(np.ones((1, 10), dtype=int), first=10)
    with pytest.raises(NotEnoughData, match="8 whole weeks"):
        ahead(np.ones((1, 1, 5), dtype=int), horizon=4, rng=np.random.default_rng(1))


def test_nothing_at_all_is_forecast_as_little_and_not_as_surely_nothing() -> None:
    ((week, *_),) = ahead(np.zeros((1, 1, 30), dtype=int), horizon=4, rng=np.random.default_rng(1))
    told = week.by[MODEL]
    assert told.low == 0 and told.best == 0 and 0.8 < told.none < 1


def test_a_week_far_above_its_past_is_unusual_and_the_usual_is_not() -> None:
    counts = np.random.default_rng(1).poisson(3.0, 40)
    counts[-1] = 25
    found = escalation(counts, last=6)
    assert found[-1].unusual and found[-1].more < 0.01 and found[-1].n == 25
    assert not any(one.unusual for one in found[:-1])
    with pytest.raises(NotEnoughData):
        escalation(counts[:8])


def test_factors_touch_only_the_weeks_near_the_day() -> None:
    found = weekly_factors([[0, 7, 0]], [(np.log(3.0), 0.0)], horizon=3, rng=np.random.default_rng(1))
    assert found[0] == pytest.approx([1, 3, 1])


START = date(2016, 1, 3)


def daily(anniversary: bool) -> Series:
    rng = np.random.default_rng(2)
    counts = rng.poisson(0.6, 365 * 5 - 40)
    if anniversary:
        for year in range(2016, 2020):
            at = (date(year, 11, 28) - START).days
            counts[at - 3 : at + 4] += 3
    return Series.of_counts(START, counts)


def test_a_day_to_watch_changes_the_figures_only_if_the_past_supports_it() -> None:
    total = daily(True)
    watched = [("The day", 11, 28, None), ("Another", 12, 1, date(2019, 12, 1))]
    assert total.end < date(2020, 11, 28) <= total.end + timedelta(days=28)
    found = outlook(total, {"Babil": total}, over="admin1", horizon=4, recalled=watched)
    assert any("11-28, The day: days near it are taken as" in told.text for told in found.watch)
    assert any("No effect is put in for 12-01, Another" in told.text for told in found.watch)
    plain = outlook(daily(False), {"Babil": daily(False)}, over="admin1", horizon=4, recalled=watched[:1])
    assert any("no effect is put in" in told.text for told in plain.watch)
    near, before = (next(r for r in o.table.rows if r["from"] <= "2020-11-28" <= r["to"]) for o in (found, plain))
    assert near["mean"] > 1.5 * before["mean"]


def test_an_outlook_says_which_forecast_it_uses_and_how_good_that_was() -> None:
    total = daily(False)
    half = Series.of_counts(START, total.best // 2)
    found = outlook(total, {"بابل": half, None: half}, over="admin1", horizon=4)
    assert found.scores is not None and "past dates" in found.skill.text
    assert found.used == (MODEL if found.scores.beats() else found.scores.best_baseline)
    assert {row["admin1"] for row in found.table.rows} == {"all", "بابل", "not told"}
    assert [row["weeks"] for row in found.table.rows if row["admin1"] == "all"] == [1, 1, 1, 1, 4]
    told = found.to_json()
    assert told["method"] and told["assumption"] and told["scores"]["crps"].keys() == {
        MODEL, "persistence", "mean", "seasonal",
    }  # fmt: skip
    assert all(row["low"] <= row["best"] <= row["high"] for row in found.table.rows)
