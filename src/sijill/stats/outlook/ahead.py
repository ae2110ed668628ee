"""Counts of the next weeks as distributions, for one series or several that are followed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.stats.outlook import model
from sijill.stats.outlook.baselines import BASELINES, YEAR, baseline
from sijill.stats.outlook.rolling import LEAST_KNOWN, LEVEL, MODEL, blocks, values_for
from sijill.stats.outlook.score import interval
from sijill.stats.trends.arrays import Counts, Numbers

N_PATHS: Final = 4000
SUMS: Final = (4, 13)
"""Weeks that are added up too, where the outlook reaches so far: about a month, and a quarter."""


@dataclass(frozen=True, slots=True)
class Likely:
    """What one forecast says of one period. low, high: its central interval; best: its median; none: chance of 0."""

    low: int
    best: int
    high: int
    mean: float
    none: float


@dataclass(frozen=True, slots=True)
class Ahead:
    """One period ahead. first, last: weeks ahead, from 1, both included. by: forecast to what it says."""

    first: int
    last: int
    by: dict[str, Likely]


def ahead(
    weeks: Counts,
    *,
    horizon: int,
    rng: np.random.Generator,
    factors: Numbers | None = None,
    level: float = LEVEL,
) -> list[list[Ahead]]:
    """The next weeks of each series, by the model and by each baseline.

    weeks: shape (n_ledgers, n_series, n_weeks), counts by week; of several ledgers drawn, the first is the best
    estimate, which the baselines rest on, and the model's paths are shared out over the others. factors: shape
    (n_paths, horizon) or None, by which levels of a week are multiplied. Returns for each series its weeks, and then
    the sums of the next SUMS weeks. Raises NotEnoughData under LEAST_KNOWN weeks.
    """
    n_series, n_weeks = weeks.shape[1:]
    if n_weeks < LEAST_KNOWN:
        raise NotEnoughData(f"an outlook needs {LEAST_KNOWN} whole weeks at least, and there are {n_weeks}")
    drawn = _paths(weeks[1:] if len(weeks) > 1 else weeks, horizon, rng, factors)
    spans = [(n, n) for n in range(1, horizon + 1)] + [(1, n) for n in SUMS if n <= horizon and n > 1]
    return [[_ahead(weeks[0, k], drawn[k], first, last, level) for first, last in spans] for k in range(n_series)]


def _paths(weeks: Counts, horizon: int, rng: np.random.Generator, factors: Numbers | None) -> Counts:
    """Shape (n_series, n_paths, horizon)."""
    n_series, n_weeks = weeks.shape[1:]
    shares = np.array_split(np.arange(N_PATHS), len(weeks))
    found = np.empty((n_series, N_PATHS, horizon), dtype=np.int64)
    for told, at in zip(weeks, shares, strict=True):
        followed = [model.follow(row) for row in told]
        trust = model.weights(np.stack([one.said[-1] for one in followed]))
        for k, one in enumerate(followed):
            found[k, at] = model.paths(
                one, trust[k], at=n_weeks, horizon=horizon, n_draws=len(at), rng=rng,
                factors=None if factors is None else factors[at],
            )  # fmt: skip
    return found


def _ahead(known: Counts, drawn: Counts, first: int, last: int, level: float) -> Ahead:
    span = last - first + 1
    by = {MODEL: _of_draws(drawn[:, first - 1 : last].sum(axis=1), level)}
    sums = known if span == 1 else blocks(known, span)
    steps = last if span == 1 else 1
    year = YEAR if span == 1 else max(1, round(YEAR / span))
    # As a year ago, where there is no year yet, would be the mean under another name.
    names = [name for name in BASELINES if name != "seasonal" or len(sums) > year + 2]
    if len(sums):
        for name in names:
            shares = baseline(name, sums, horizon=steps, n_values=values_for(sums), year=year)[-1]
            by[name] = _of_shares(shares / shares.sum(), level)
    return Ahead(first, last, by)


def _of_draws(drawn: Counts, level: float) -> Likely:
    return _of_shares(np.bincount(drawn) / len(drawn), level)


def _of_shares(shares: Numbers, level: float) -> Likely:
    low, high = interval(shares[None], level=level)
    median = int((np.cumsum(shares) < 0.5 - 1e-12).sum())
    mean = float((np.arange(len(shares)) * shares).sum())
    return Likely(int(low[0]), median, int(high[0]), mean, float(shares[0]))


def weekly_factors(
    near: Sequence[Sequence[int]], logs: Sequence[tuple[float, float]], *, horizon: int, rng: np.random.Generator
) -> Numbers:
    """By what each week's level is multiplied, in each path: shape (N_PATHS, horizon).

    near: for each date, how many of each week's seven days are near it. logs: for each date, the mean and standard
    deviation of the logarithm of its effect.
    """
    found = np.ones((N_PATHS, horizon))
    for days, (mean, wide) in zip(near, logs, strict=True):
        share = np.asarray(days, dtype=float) / 7
        effect = np.exp(rng.normal(mean, wide, size=(N_PATHS, 1)))
        found *= 1 + share[None, :] * (effect - 1)
    return found
