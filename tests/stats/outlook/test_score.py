"""Scores: closed forms, plain cases, and ranges that hold what they say."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ive
from scipy.stats import nbinom, poisson

from sijill.stats.outlook.score import crps, crps_of_draws, interval, place_of_truth

VALUES = np.arange(200)


def test_a_forecast_that_is_sure_scores_the_absolute_error() -> None:
    sure = np.zeros(10)
    sure[4] = 1
    assert crps(sure, np.array(4)) == 0
    assert crps(sure, np.array(7)) == 3
    assert crps(sure, np.array(1)) == 3
    assert crps(sure, np.array(13)) == 9


@pytest.mark.parametrize(("rate", "found"), [(2.5, 0), (2.5, 3), (2.5, 9), (17.0, 12)])
def test_a_poisson_forecast_scores_its_closed_form(rate: float, found: int) -> None:
    # Wei & Held 2014, Test 23(4): (y - m)(2F(y) - 1) + 2m f(y) - m exp(-2m)(I0(2m) + I1(2m)).
    law = poisson(rate)
    closed = (found - rate) * (2 * law.cdf(found) - 1) + 2 * rate * law.pmf(found)
    closed -= rate * (ive(0, 2 * rate) + ive(1, 2 * rate))
    assert crps(law.pmf(VALUES), np.array(found)) == pytest.approx(closed, abs=1e-9)


def test_draws_score_about_what_their_law_does() -> None:
    law = nbinom(2, 0.2)
    draws = law.rvs(20000, random_state=np.random.default_rng(1)).astype(float)
    for found in (0, 5, 30):
        assert crps_of_draws(draws, np.array(found)) == pytest.approx(
            float(crps(law.pmf(VALUES), np.array(found))), rel=0.03
        )


def test_an_interval_holds_at_least_its_level() -> None:
    for law in (poisson(0.1), poisson(3), poisson(40), nbinom(0.7, 0.1)):
        low, high = interval(law.pmf(VALUES)[None])
        assert law.cdf(high[0]) - law.cdf(low[0] - 1) >= 0.9 - 1e-9
    assert interval(poisson(3).pmf(VALUES)[None])[0][0] == poisson(3).ppf(0.05)


def test_truths_that_follow_the_forecast_fall_evenly() -> None:
    rng = np.random.default_rng(1)
    found = rng.poisson(3, 4000)
    places = place_of_truth(np.broadcast_to(poisson(3).pmf(VALUES), (4000, 200)), found, rng=rng)
    assert np.histogram(places, bins=5, range=(0, 1))[0] / 4000 == pytest.approx(np.full(5, 0.2), abs=0.03)
