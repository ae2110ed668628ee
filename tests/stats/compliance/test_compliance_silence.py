"""How long a silence must be, and when an order held and broke."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.stats.compliance import chance_of_silence, least_silence, silence
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


def test_seven_attacks_in_four_weeks_need_two_weeks_and_one_needs_half_a_year() -> None:
    assert least_silence(7, 28) == 14
    assert least_silence(1, 28) == 179
    assert least_silence(0, 28) is None


@given(st.integers(1, 60), st.integers(1, 120))
def test_the_least_silence_is_the_first_that_is_rare(n: int, length: int) -> None:
    least = least_silence(n, length)
    assert least is not None
    assert chance_of_silence(n, length, least) <= 0.05 + 1e-9 < chance_of_silence(n, length, least - 1) + 1e-9


def test_it_held_after_the_last_attack_and_broke_at_the_next() -> None:
    found = silence(np.array([7]), 28, days(40, 0, 2, 20, 22))
    assert (found.least, found.first, found.held, found.broke) == (14, 0, 3, 20)
    assert "held after 3 days and broke 20 days after the order, having lasted 17 days" in silent(found, "they")


def test_it_holds_until_the_days_end() -> None:
    found = silence(np.array([7]), 28, days(30))
    assert (found.first, found.held, found.broke) == (None, 0, None)
    assert "held at once until the days watched end" in silent(found, "they")


def test_too_few_days_watched_tell_nothing_either_way() -> None:
    found = silence(np.array([2]), 28, days(30, 25))
    assert not found.can_tell and found.held is None
    assert "whether it held cannot be told" in silent(found, "they")


def test_none_before_makes_no_silence() -> None:
    found = silence(np.array([0]), 28, days(300))
    assert found.least is None and found.held is None and not found.can_tell
    assert "no silence can be told from the usual" in silent(found, "they")


def test_the_share_of_draws_in_which_it_held_is_told() -> None:
    after = np.zeros((5, 30), dtype=np.int64)
    after[3:, ::5] = 1
    found = silence(np.full(5, 9), 28, after)
    assert found.held == 0 and found.share_held == 0.5
    assert "so in 50% of the draws" in silent(found, "they")
