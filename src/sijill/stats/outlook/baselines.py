"""Forecasts that anybody can check: next week as the last, as the mean, as a year ago."""

from __future__ import annotations

from typing import Final

import numpy as np

from sijill.stats.trends.arrays import Counts, Numbers, scipy_part

BASELINES: Final = ("persistence", "mean", "seasonal")
YEAR: Final = 52
"""Weeks after which the seasonal forecast looks back; with less past it is the mean."""
LEAST_ERRORS: Final = 8
_LEAST_MEAN: Final = 0.05


def baseline(name: str, counts: Counts, *, horizon: int, n_values: int, year: int = YEAR) -> Numbers:
    """A baseline's forecast of the next periods: shape (horizon, n_values), the chance of 0, 1, 2, ... events.

    name: "persistence" (centred on the last period), "mean" (on the mean of all), "seasonal" (on the same week a year
    ago, mean of it and its neighbours). counts: shape (n_periods,), what is known. Each is a negative binomial whose
    spread is that of the baseline's own past errors at that distance, so that none is worse for being too sure.
    Raises UnknownChoice for another name.
    """
    from sijill.errors import UnknownChoice

    if name not in BASELINES:
        raise UnknownChoice.of("baseline", name, BASELINES)
    rows = []
    for ahead in range(1, horizon + 1):
        said, found = _past(name, counts, ahead, year)
        size = _size(said, found)
        centre = _centre(name, counts, len(counts), ahead, year)
        rows.append(_negative_binomial(centre, size, n_values))
    return np.stack(rows)


def _centre(name: str, counts: Counts, at: int, ahead: int, year: int) -> float:
    """What a baseline would have said, with `at` periods known, of the period `ahead` of the last."""
    known = counts[:at]
    if name == "persistence":
        return float(known[-1])
    back = at - 1 + ahead - year
    if name == "seasonal" and back >= 1 and back + 1 < at:
        return float(known[back - 1 : back + 2].mean())
    return float(known.mean())


def _past(name: str, counts: Counts, ahead: int, year: int) -> tuple[Numbers, Numbers]:
    """What it would have said before, and what happened."""
    ats = np.arange(1, len(counts) - ahead + 1)
    if name == "persistence":
        said = counts[ats - 1].astype(float)
    else:
        said = np.cumsum(counts)[ats - 1] / ats
        if name == "seasonal":
            back = ats - 1 + ahead - year
            near = np.convolve(counts, np.ones(3) / 3, mode="same")
            fits = (back >= 1) & (back + 1 < ats)
            said = np.where(fits, near[np.maximum(back, 0)], said)
    return said, counts[ats - 1 + ahead].astype(float)


def _size(said: Numbers, found: Numbers) -> float:
    """The size of the negative binomial that fits past errors, by moments; few errors are drawn towards Poisson."""
    mean = np.maximum(said, _LEAST_MEAN)
    # A pair of made-up errors of half the mean's size stands for what is not seen yet.
    extra = float((((found - said) ** 2) - mean).sum() + 2 * 0.5 * float(mean.mean() ** 2 if len(mean) else 1.0))
    square = float((mean**2).sum() + 2 * float(mean.mean() ** 2 if len(mean) else 1.0))
    return 1.0 / float(np.clip(extra / max(square, 1e-9), 1e-3, 4.0))


def _negative_binomial(mean: float, size: float, n_values: int) -> Numbers:
    gammaln = scipy_part("special", "an outlook").gammaln
    mean = max(mean, _LEAST_MEAN)
    x = np.arange(n_values)
    logs = gammaln(x + size) - gammaln(size) - gammaln(x + 1)
    logs = logs + size * np.log(size / (size + mean)) + x * np.log(mean / (size + mean))
    return np.asarray(np.exp(logs), dtype=float)
