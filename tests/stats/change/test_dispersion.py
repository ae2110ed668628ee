"""Dispersion and the models that allow for it, against statsmodels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sijill.errors import NotEnoughData
from sijill.stats.change import dispersion, interrupted, negative_binomial, quasi_poisson
from sijill.stats.change.dispersion import nb_shape, newey_west, robust
from sijill.stats.change.interrupted import log_linear

RNG = np.random.default_rng(7)
BEFORE = RNG.poisson(RNG.gamma(2, 3, 28))
AFTER = RNG.poisson(RNG.gamma(2, 1.5, 28))
SEEN = np.concatenate([BEFORE, AFTER])
DESIGN = np.column_stack([np.ones(56), np.repeat([0.0, 1.0], 28)])


@pytest.fixture(scope="module")
def models() -> Any:
    return pytest.importorskip("statsmodels.api")


def test_dispersion_is_pearsons_over_its_degrees(models: Any) -> None:
    fit = models.GLM(SEEN, DESIGN, family=models.families.Poisson()).fit()
    found = dispersion(BEFORE, AFTER)
    assert found.value == pytest.approx(fit.pearson_chi2 / fit.df_resid)
    assert found.is_there


def test_poisson_days_are_rarely_called_dispersed_and_negative_binomial_ones_mostly() -> None:
    rng = np.random.default_rng(1)
    plain = [dispersion(rng.poisson(4, 28), rng.poisson(2, 28)).is_there for _ in range(200)]
    varied = [
        dispersion(rng.poisson(rng.gamma(2, 2, 28)), rng.poisson(rng.gamma(2, 1, 28))).is_there for _ in range(50)
    ]
    assert np.mean(plain) < 0.1 and np.mean(varied) > 0.9


def test_days_that_go_with_the_day_before_are_seen() -> None:
    rng = np.random.default_rng(2)
    log = np.cumsum(rng.normal(0, 0.3, 60))
    assert dispersion(rng.poisson(10 * np.exp(log - log.mean()))).runs_on
    assert not dispersion(rng.poisson(10, 60)).runs_on


def test_the_negative_binomial_is_statsmodels(models: Any) -> None:
    fit = models.NegativeBinomial(SEEN, DESIGN).fit(disp=0)
    found = negative_binomial(BEFORE, AFTER)
    assert np.log(found.value or 0) == pytest.approx(fit.params[1], abs=1e-4)
    assert nb_shape([BEFORE, AFTER]) == pytest.approx(fit.params[2], rel=1e-3)
    error = np.log((found.high or 0) / found.low) / 2 / 2.0048793  # t of 54 degrees at 97.5%
    assert error == pytest.approx(fit.bse[1], rel=0.02)


def test_newey_wests_covariance_is_statsmodels(models: Any) -> None:
    told = {"maxlags": 7}
    fit = models.GLM(SEEN, DESIGN, family=models.families.Poisson()).fit(cov_type="HAC", cov_kwds=told)
    found = newey_west(DESIGN, SEEN.astype(float), fit.fittedvalues, 7)
    assert found == pytest.approx(fit.cov_params(), rel=1e-6)
    assert np.log(quasi_poisson(BEFORE, AFTER).value or 0) == pytest.approx(fit.params[1])


def test_the_correction_is_bell_and_mccaffreys_for_one_sample() -> None:
    # Without lags and with a mean alone, the residuals' squares fall short by 1 - 1/n: the well-known n / (n - 1),
    # and their degrees of freedom are n - 1 (Imbens & Kolesar 2016, section II).
    seen = np.array([3.0, 5, 2, 7, 4, 6, 1, 4])
    design, fitted = np.ones((8, 1)), np.full(8, seen.mean())
    variance, degrees = robust(design, seen, fitted, 0, lags=0)
    assert variance == pytest.approx(seen.var(ddof=1) / 8 / seen.mean() ** 2)
    assert degrees == pytest.approx(7, rel=0.01)


def test_an_interrupted_series_is_statsmodels_regression(models: Any) -> None:
    rng = np.random.default_rng(3)
    before, after = rng.poisson(8, 60), rng.poisson(4, 40)
    found = interrupted(before, after, gap=7)
    weeks = np.concatenate([np.arange(-67, -7), np.arange(40)]) / 7
    step = np.repeat([0.0, 1.0], [60, 40])
    design = np.column_stack([np.ones(100), weeks, step, step * weeks])
    fit = models.GLM(np.concatenate([before, after]), design, family=models.families.Poisson()).fit(tol=1e-12)
    logs = [np.log(one.value or 0) for one in (found.slope_before, found.level, found.slope_change)]
    assert logs == pytest.approx(list(fit.params[1:]), abs=1e-6)
    assert log_linear(design, np.concatenate([before, after]).astype(float))[1] == pytest.approx(fit.fittedvalues)


def test_a_planted_step_and_slope_are_found() -> None:
    rng = np.random.default_rng(4)
    weeks = np.concatenate([np.arange(-91, -7), np.arange(56)]) / 7
    means = 200 * np.exp(0.05 * weeks) * np.where(weeks >= 0, 0.5, 1)
    told = rng.poisson(means)
    found = interrupted(told[:84], told[84:], gap=7)
    assert found.level.low < 0.5 < (found.level.high or 0) and found.level.value == pytest.approx(0.5, rel=0.1)
    assert found.slope_before.value == pytest.approx(np.exp(0.05), rel=0.02)
    assert found.slope_change.low < 1 < (found.slope_change.high or 0)


def test_intervals_of_days_hold_the_ratio_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(5)
    held = {negative_binomial: 0, quasi_poisson: 0}
    for _ in range(200):
        before, after = (rng.poisson(rng.gamma(2, mean / 2, 28)) for mean in (4.0, 2.0))
        for fit in held:
            found = fit(before, after, level=0.9)
            held[fit] += found.low <= 0.5 <= (found.high or 0)
    assert all(0.84 <= n / 200 <= 0.96 for n in held.values())


def test_too_few_days_or_attacks_are_refused_with_the_reason() -> None:
    with pytest.raises(NotEnoughData, match="too few"):
        dispersion(np.array([1, 2]), np.array([1]))
    with pytest.raises(NotEnoughData):
        dispersion(np.zeros(20, np.int64))
    with pytest.raises(NotEnoughData, match="5 in 14 days are needed"):
        interrupted(np.ones(30, np.int64), np.zeros(30, np.int64))
    with pytest.raises(NotEnoughData):
        quasi_poisson(np.array([1]), np.array([2, 3, 4]))


def test_a_side_without_attacks_has_an_interval_yet() -> None:
    before, after = np.tile([0, 1, 2, 1], 7), np.zeros(28, np.int64)
    for fit in (negative_binomial, quasi_poisson):
        found = fit(before, after)
        assert 0 < found.low < (found.value or 0) < (found.high or 0) < 1
