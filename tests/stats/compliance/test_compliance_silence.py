"""How long a silence must be, and when an order held and broke."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.stats.compliance import chance_of_silence, chance_of_some_silence, least_silence, silence
from sijill.stats.compliance.words import silent


def days(length: int, *attacks: int) -> np.ndarray:
    counts = np.zeros((1, length), dtype=np.int64)
    counts[0, list(attacks)] = 1
    return counts


def test_a_silence_is_as_likely_as_the_negative_binomial_says() -> None:
    # A rate with the posterior gamma(n + 1/2, t) gives no attack in w days with (t / (t + w)) ** (n + 1/2): drawn here.
    rng = np.random.default_rng(1)
    rates = rng.gamma(7.5, 1 / 28, size=400_000)
    assert chance_of_silence(7, 28, 10) == pytest.approx(float(np.exp(-10 * rates).mean()), abs=0.002)


def test_some_silence_is_as_likely_as_in_simulation() -> None:
    rng = np.random.default_rng(1)
    found = 0
    for rate in rng.gamma(7.5, 1 / 28, size=4000):
        attacks = np.flatnonzero(np.concatenate([[1], rng.random(90) > np.exp(-rate), [1]]))
        found += int(np.diff(attacks).max() - 1 >= 20)
    assert chance_of_some_silence(7, 28, 90, 20) == pytest.approx(found / 4000, abs=0.02)


def test_a_run_of_heads_is_that_of_feller() -> None:
    # Of 4 days, each silent with chance q: a silence of 2 or more comes with 1 - (1-q)^4 - 4q(1-q)^3 - 3q^2(1-q)^2.
    q = np.exp(-np.array([0.7]))
    expected = 1 - (1 - q) ** 4 - 4 * q * (1 - q) ** 3 - 3 * q**2 * (1 - q) ** 2
    # So many days before that the rate is known: 70,000 attacks in 100,000 days.
    assert chance_of_some_silence(70_000, 100_000, 4, 2) == pytest.approx(float(expected[0]), abs=1e-3)


def test_few_attacks_before_make_no_silence_long_enough() -> None:
    assert least_silence(1, 28, 90) is None
    assert least_silence(0, 28, 900) is None
    assert least_silence(7, 28, 10) is None
    longer = [least_silence(7, 28, watched) for watched in (14, 28, 60, 120)]
    assert None not in longer and longer == sorted(longer) and longer[0] == 14


@given(st.integers(1, 60), st.integers(5, 60), st.integers(1, 80))
def test_the_least_silence_is_the_first_that_is_rare(n: int, length: int, watched: int) -> None:
    least = least_silence(n, length, watched)
    if least is None:
        assert chance_of_silence(n, length, watched) > 0.05
    else:
        assert chance_of_some_silence(n, length, watched, least) <= 0.05
        assert chance_of_some_silence(n, length, watched, least - 1) > 0.05


def test_it_held_after_the_last_attack_and_broke_at_the_next() -> None:
    found = silence(np.array([7]), 28, days(40, 0, 2, 28, 30))
    assert (found.first, found.began, found.ended) == (0, 3, 28)
    assert "one began after 3 days and was broken 28 days after the order, having lasted 25 days" in silent(
        found, "they"
    )


def test_it_holds_until_the_days_end() -> None:
    found = silence(np.array([7]), 28, days(30))
    assert (found.first, found.began, found.ended) == (None, 0, None)
    assert "one began at once and is not broken when the days counted end, 30 days on" in silent(found, "they")


def test_a_silence_holds_only_if_earlier_dates_have_few_as_rare() -> None:
    steady = np.tile([1, 0, 0, 0], 120)
    found = silence(np.array([7]), 28, days(56), earlier=steady)
    assert found.held and found.n_as_rare == 0 and found.n_dates == 480 - 28 - 56 + 1 and found.p < 0.05
    waves = np.tile(np.concatenate([np.ones(28), np.zeros(28)]).astype(int), 6)
    found = silence(np.array([28]), 28, days(56), earlier=waves)
    assert found.began == 0 and not found.held and found.p > 0.05
    assert "whether the order held cannot be told from what was usual" in silent(found, "they")
    alone = silence(np.array([7]), 28, days(56))
    assert not alone.held and "no earlier date" in silent(alone, "they")


def test_too_few_days_watched_tell_nothing_either_way() -> None:
    found = silence(np.array([2]), 28, days(30, 25))
    assert not found.can_tell and found.began is None
    assert "whether the order held cannot be told" in silent(found, "they")


def test_none_before_makes_no_silence() -> None:
    found = silence(np.array([0]), 28, days(300))
    assert found.least is None and found.began is None and not found.can_tell
    assert "no silence can be told from the usual" in silent(found, "they")


def test_the_share_of_draws_in_which_it_held_is_told() -> None:
    after = np.zeros((5, 30), dtype=np.int64)
    after[3:, ::5] = 1
    found = silence(np.full(5, 9), 28, after)
    assert found.began == 0 and found.share == 0.5
    assert "so in 50% of the draws" in silent(found, "they")
