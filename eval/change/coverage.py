"""How often 90% intervals hold the true ratio, in simulation: python eval/change/coverage.py [--rounds N] [--seed N]

Exact and gamma-Poisson intervals on Poisson counts; negative binomial ones on negative binomial days; HAC ones on days
whose rate drifts (a log-rate of first order, correlation 0.5 from day to day); the level change of an interrupted
series on days of the same kind around a slope; the difference in log rates on two such series with a year before.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from sijill.errors import NotEnoughData
from sijill.stats.change.controls import difference
from sijill.stats.change.dispersion import negative_binomial, quasi_poisson
from sijill.stats.change.interrupted import interrupted
from sijill.stats.change.placebo import Stretches
from sijill.stats.change.rates import Ratio, exact, gamma_poisson
from sijill.stats.series import Series

LEVEL = 0.9
RATIOS = (0.3, 0.5, 1.0, 2.0)
DAY = date(2005, 1, 1)
Rng = np.random.Generator


def nb(rng: Rng, mean: float, k: float, n: int) -> np.ndarray:
    return rng.poisson(rng.gamma(1 / k, mean * k, n))


def drifting(rng: Rng, means: np.ndarray, spread: float = 0.3, together: float = 0.5) -> np.ndarray:
    """Days whose log rate wanders around what `means` says."""
    log = np.zeros(len(means))
    log[0] = rng.normal(0, spread)
    for n in range(1, len(means)):
        log[n] = together * log[n - 1] + rng.normal(0, spread * np.sqrt(1 - together**2))
    return rng.poisson(means * np.exp(log - spread**2 / 2))


def covered(ratio: Ratio, true: float) -> bool:
    return ratio.low <= true and (ratio.high is None or true <= ratio.high)


def share(one: Callable[[Rng], bool | None], rounds: int, rng: Rng) -> tuple[float, int]:
    """How often an interval holds the true ratio, and out of how many that could be computed."""
    told = [found for found in (one(rng) for _ in range(rounds)) if found is not None]
    return float(np.mean(told)), len(told)


def cases(true: float) -> dict[str, Callable[[Rng], bool | None]]:
    """Simulations by name, each giving whether one interval holds the true ratio."""

    def counts(method: Callable[..., Ratio], mean: float) -> Callable[[Rng], bool]:
        days = (31, 30)
        return lambda rng: covered(
            method(int(rng.poisson(mean * 31)), int(rng.poisson(mean * true * 30)), days=days, level=LEVEL), true
        )

    def days(
        method: Callable[..., Ratio], draw: Callable[[Rng, float], np.ndarray], mean: float
    ) -> Callable[[Rng], bool]:
        return lambda rng: covered(method(draw(rng, mean), draw(rng, mean * true), level=LEVEL), true)

    def segmented(rng: Rng) -> bool | None:
        weeks = np.concatenate([np.arange(-91, -7), np.arange(28)]) / 7
        means = 8 * np.exp(0.02 * weeks) * np.where(weeks >= 0, true, 1)
        told = drifting(rng, means, 0.2, 0.3)
        try:
            return covered(interrupted(told[:84], told[84:], gap=7, level=LEVEL).level, true)
        except NotEnoughData:
            return None

    def beside(rng: Rng) -> bool:
        n, at = 420, 392
        step = np.where(np.arange(n) >= at, true, 1.0)
        both = [Series.of_counts(DAY, drifting(rng, 6 * each)) for each in (step, np.ones(n))]
        return covered(difference(*both, DAY + timedelta(days=at), Stretches(28, 28), level=LEVEL).ratio, true)

    found: dict[str, Callable[[Rng], bool | None]] = {}
    for a_day in (0.1, 0.3, 1.0, 5.0):
        found[f"exact, {a_day} a day"] = counts(exact, a_day)
        found[f"gamma-Poisson, {a_day} a day"] = counts(gamma_poisson, a_day)
    for a_day in (1.0, 5.0):
        found[f"negative binomial, {a_day} a day"] = days(negative_binomial, lambda r, m: nb(r, m, 0.5, 28), a_day)
        found[f"HAC on days apart, {a_day} a day"] = days(quasi_poisson, lambda r, m: nb(r, m, 0.5, 28), a_day)
        found[f"HAC on drifting days, {a_day} a day"] = days(
            quasi_poisson, lambda r, m: drifting(r, np.full(28, m)), a_day
        )
    found["interrupted series, level"] = segmented
    found["difference in log rates"] = beside
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    rng = np.random.default_rng(told.seed)
    print("| interval | " + " | ".join(f"ratio {true}" for true in RATIOS) + " |")
    print("|---|" + "---|" * len(RATIOS))
    for name in cases(1.0):
        cells = [share(cases(true)[name], told.rounds, rng)[0] for true in RATIOS]
        print(f"| {name} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |", flush=True)


if __name__ == "__main__":
    main()
