"""Follow-ups: what was put in comes out, the likelihood is the plain sum, and chance has none."""

from __future__ import annotations

import numpy as np
import pytest

from sijill.errors import BadInput, NotEnoughData
from sijill.stats.trends import hawkes
from sijill.stats.trends.followups import follow_ups, slow_background


def test_the_likelihood_is_that_of_adding_over_every_pair() -> None:
    times = np.sort(np.random.default_rng(1).uniform(0, 30, 40))
    background, branching, decay, length = 0.7, 0.4, 2.5, 31.0
    logs = sum(
        np.log(background + branching * decay * sum(np.exp(-decay * (t - s)) for s in times if s < t)) for t in times
    )
    brought = sum(branching * (1 - np.exp(-decay * (length - t))) for t in times)
    assert hawkes.loglik(times, length, background, branching, decay) == pytest.approx(
        logs - background * length - brought
    )


def test_a_span_of_many_decay_times_does_not_overflow() -> None:
    times = np.arange(1.0, 400.0)
    found = hawkes.excited(times, 50.0)
    assert np.isfinite(found).all() and found[-1] == pytest.approx(np.exp(-50), rel=1e-6)
    assert hawkes.excited(times, 0.01)[5] == pytest.approx(sum(np.exp(-0.01 * k) for k in range(1, 6)))


def test_medians_of_a_few_fits_are_what_was_put_in() -> None:
    fits = []
    for seed in range(5):
        times = hawkes.simulate(2000, background=0.5, branching=0.6, decay=1.5, rng=np.random.default_rng(seed))
        fits.append(hawkes.fit(times, until=float(times[-1])))
    assert np.median([f.background for f in fits]) == pytest.approx(0.5, rel=0.1)
    assert np.median([f.branching for f in fits]) == pytest.approx(0.6, rel=0.1)
    assert np.median([f.decay for f in fits]) == pytest.approx(1.5, rel=0.1)
    assert np.median([f.share for f in fits]) == pytest.approx(0.6, rel=0.1)
    assert all(f.residual_p > 0.05 for f in fits)


def test_chance_has_no_follow_ups_and_its_residuals_are_fine() -> None:
    times = np.sort(np.random.default_rng(5).uniform(0, 1000, 600))
    found = hawkes.fit(times, until=1000.0)
    assert found.branching < 0.3 and found.loglik - found.alone < 3 and found.residual_p > 0.05


def test_a_process_that_is_no_hawkes_process_fails_the_residual_test() -> None:
    even = np.arange(1.0, 300.0) + np.random.default_rng(1).uniform(0, 0.05, 299)
    assert hawkes.fit(even, until=300.0).residual_p < 0.01


def test_times_must_rise_and_be_enough() -> None:
    with pytest.raises(NotEnoughData):
        hawkes.fit(np.arange(5.0), until=9.0)
    with pytest.raises(BadInput, match="rise"):
        hawkes.fit(np.zeros(30), until=9.0)
    with pytest.raises(BadInput):
        hawkes.fit(np.arange(30.0), until=9.0)


def by_days(share: float, n: int, seed: int) -> np.ndarray:
    rng, mean, size, decay = np.random.default_rng(seed), 2.0, 5.0, 0.6
    counts, pull = np.zeros(n, dtype=np.int64), mean
    for t in range(n):
        rate = (1 - share) * mean + share * pull
        counts[t] = rng.poisson(rng.gamma(size, rate / size))
        pull = decay * pull + (1 - decay) * counts[t]
    return counts


def test_by_days_the_share_comes_out_and_the_slow_background_leaves_less() -> None:
    steady, slow = follow_ups(by_days(0.4, 800, 1), rng=np.random.default_rng(1))
    assert steady.low <= 0.4 <= steady.high and steady.p < 0.01 and steady.residual_p > 0.05
    assert slow.share <= steady.share and slow.high < steady.high + 0.05


def test_by_days_chance_has_none() -> None:
    steady, slow = follow_ups(by_days(0.0, 500, 2), rng=np.random.default_rng(1))
    assert steady.low == 0 and steady.p > 0.05 and slow.low == 0 and slow.p > 0.05


def test_a_slow_swing_is_follow_ups_only_to_the_steady_background() -> None:
    swing = np.random.default_rng(4).poisson(2 + 1.5 * np.sin(np.arange(800) / 100))
    steady, slow = follow_ups(swing, rng=np.random.default_rng(1))
    assert steady.share > 0.5 and slow.share < 0.2


def test_too_little_is_said() -> None:
    with pytest.raises(NotEnoughData, match="60 days"):
        follow_ups(np.ones(10, dtype=int), rng=np.random.default_rng(1))
    with pytest.raises(NotEnoughData, match="20 are needed"):
        follow_ups(np.zeros(90, dtype=int), rng=np.random.default_rng(1))


def test_the_slow_background_keeps_a_steady_level() -> None:
    assert slow_background(np.full(300, 3)) == pytest.approx(np.full(300, 3.0), abs=1e-4)
