"""Ratios of two counts: figures that others have printed, and what must hold for any counts."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betaprime, binomtest

from sijill.errors import BadInput, MissingExtra
from sijill.stats.change import chance_of_fall, exact, exact_p, gamma_poisson

COUNTS = st.integers(0, 60)
DAYS = st.integers(1, 90)


def test_seven_and_one_are_not_told_from_chance() -> None:
    assert round(exact(7, 1).p or 0, 3) == 0.070


def test_one_against_seven_and_eight_together_months_taken_as_equal() -> None:
    found = exact(15, 1, days=(2, 1))
    assert round(found.p or 0, 3) == 0.030
    assert round(found.value or 0, 2) == 0.13 and round(found.low, 3) == 0.003 and round(found.high or 0, 2) == 0.87


def test_one_against_seven_and_eight_together_by_days_to_26_december() -> None:
    assert round(exact_p(15, 1, days=(31 + 26, 30)), 3) == 0.016


def test_the_example_of_rs_poisson_test() -> None:
    # ?poisson.test of R 4: poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)) prints p-value = 0.07967, rate ratio
    # 1.971488, 95 percent confidence interval 0.8584264 4.2772659.
    found = exact(6 + 8 + 7, 11, days=(1083 + 1050 + 878, 800))
    assert found.p == pytest.approx(0.07967, abs=5e-6)
    assert found.value == pytest.approx(1.971488, abs=5e-7)
    assert found.low == pytest.approx(0.8584264, abs=5e-7) and found.high == pytest.approx(4.2772659, abs=5e-7)


@given(COUNTS, COUNTS, DAYS, DAYS)
@settings(max_examples=60, deadline=None)
def test_the_exact_p_is_scipys(first: int, second: int, before: int, after: int) -> None:
    if first + second:
        told = binomtest(second, first + second, after / (before + after)).pvalue
        assert exact_p(first, second, days=(before, after)) == pytest.approx(told, rel=1e-6)


@given(COUNTS, COUNTS, DAYS, DAYS)
@settings(max_examples=60, deadline=None)
def test_intervals_hold_the_ratio_and_turn_with_it(first: int, second: int, before: int, after: int) -> None:
    found, turned = exact(first, second, days=(before, after)), exact(second, first, days=(after, before))
    if found.value is not None:
        assert found.low <= found.value * (1 + 1e-9) and (found.high is None or found.value <= found.high * (1 + 1e-9))
    if found.low:
        assert found.low * (turned.high or 0) == pytest.approx(1)
    assert found.p == pytest.approx(turned.p)


def test_the_gamma_poisson_posterior_is_a_scaled_beta_prime() -> None:
    found = gamma_poisson(15, 1, days=(57, 30))
    told = [betaprime.ppf(q, 1.5, 15.5) * 57 / 30 for q in (0.5, 0.025, 0.975)]
    assert [found.value, found.low, found.high] == pytest.approx(told)
    assert chance_of_fall(15, 1, days=(57, 30)) == pytest.approx(betaprime.cdf(30 / 57, 1.5, 15.5))
    assert found.p is None


def test_no_attack_on_a_side_leaves_the_ratio_or_its_end_open() -> None:
    assert exact(0, 3).value is None and exact(0, 3).high is None
    assert exact(3, 0).value == 0 and exact(3, 0).low == 0
    assert exact(0, 0).p == 1 and exact(0, 0).value is None


def test_without_scipy_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.special", None)
    with pytest.raises(MissingExtra, match=r"pip install 'sijill\[stats\]'"):
        exact(7, 1)


def test_what_is_no_count_or_no_exposure_is_refused() -> None:
    with pytest.raises(BadInput):
        exact(-1, 2)
    with pytest.raises(BadInput):
        gamma_poisson(1, 2, days=(0, 1))
