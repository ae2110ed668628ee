"""Forecasts made again at each past date with what was known then, and scored by what came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.stats.outlook import model
from sijill.stats.outlook.baselines import BASELINES, YEAR, baseline
from sijill.stats.outlook.score import crps, interval
from sijill.stats.trends.arrays import Counts, Numbers

MODEL: Final = "model"
LEAST_KNOWN: Final = 8
"""Periods that must be known before the first forecast."""
LEVEL: Final = 0.90
N_DRAWS: Final = 1000
RESAMPLES: Final = 1000


@dataclass(frozen=True, slots=True)
class Scores:
    """What forecasts were worth. n_origins: how many dates forecasts were made at.

    crps: by forecast, shape (n_origins, n_series), the mean over the periods ahead; lower is better.
    inside: by forecast, shape as crps, the share of truths in the `level` interval. span: periods added up in one.
    """

    crps: Mapping[str, Numbers]
    inside: Mapping[str, Numbers]
    level: float
    horizon: int
    span: int

    @property
    def n_origins(self) -> int:
        return len(self.crps[BASELINES[0]])

    @property
    def best_baseline(self) -> str:
        """The baseline with the lowest mean score over everything."""
        return min(BASELINES, key=lambda name: float(self.crps[name].mean()))

    def mean(self, name: str) -> float:
        return float(self.crps[name].mean())

    def coverage(self, name: str) -> float:
        return float(self.inside[name].mean())

    def skill(self, name: str = MODEL, *, against: str | None = None) -> float:
        """By what share a forecast's score is lower than a baseline's (the best): 0.1 is a tenth better."""
        base = self.mean(against or self.best_baseline)
        return 1 - self.mean(name) / base if base > 0 else 0.0

    def skill_interval(
        self, name: str = MODEL, *, rng: np.random.Generator, block: int = 8, level: float = LEVEL
    ) -> tuple[float, float]:
        """An interval for the skill against the best baseline: circular bootstrap over blocks of successive origins."""
        ours, base = (self.crps[n].mean(axis=1) for n in (name, self.best_baseline))
        n = len(ours)
        block = max(1, min(block, n // 6))
        starts = rng.integers(0, n, size=(RESAMPLES, -(-n // block)))
        at = ((starts[:, :, None] + np.arange(block)) % n).reshape(RESAMPLES, -1)
        skill = 1 - ours[at].mean(axis=1) / np.maximum(base[at].mean(axis=1), 1e-12)
        low, high = np.quantile(skill, [(1 - level) / 2, (1 + level) / 2])
        return float(low), float(high)

    def beats(self, name: str = MODEL) -> bool:
        """Whether the model did better than the best baseline."""
        return self.skill(name) > 0

    def series_better(self, name: str = MODEL) -> int:
        """In how many series it scored lower than the baseline that was best there."""
        best = np.min([self.crps[n].mean(axis=0) for n in BASELINES], axis=0)
        return int((self.crps[name].mean(axis=0) < best).sum())


def rolling(
    series: Counts, *, first: int, step: int = 1, horizon: int = 4, span: int = 1, seed: int = 1, level: float = LEVEL
) -> Scores:
    """Forecast at each origin from `first` on, with what was known then; score by CRPS and coverage.

    series: shape (n_series, n_periods). first: how many periods are known at the first origin. step: periods from one
    origin to the next. horizon: periods ahead, each scored. span: if more than 1, what is forecast is the sum of the
    next `span` periods, and the baselines are those of such sums; horizon is then 1.
    Raises NotEnoughData if no origin is left.
    """
    n_series, n_periods = series.shape
    ahead = span if span > 1 else horizon
    origins = range(max(first, LEAST_KNOWN * span), n_periods - ahead + 1, step)
    if not origins:
        raise NotEnoughData(
            f"{n_periods} periods are too few to forecast from the past and look: {max(first, LEAST_KNOWN) + ahead} "
            "are needed"
        )
    followed = [model.follow(row) for row in series]
    rng = np.random.default_rng(seed)
    names = (*BASELINES, MODEL)
    scored: dict[str, list[list[float]]] = {name: [] for name in names}
    inside: dict[str, list[list[float]]] = {name: [] for name in names}
    for at in origins:
        trust = model.weights(np.stack([one.said[at] for one in followed]))
        made = [_forecasts(series[k], followed[k], trust[k], at, horizon, span, rng) for k in range(n_series)]
        for name in names:
            told = [_scored(shares[name], found, level) for shares, found in made]
            scored[name].append([score for score, _ in told])
            inside[name].append([held for _, held in told])
    return Scores(
        {name: np.array(rows) for name, rows in scored.items()},
        {name: np.array(rows) for name, rows in inside.items()},
        level, 1 if span > 1 else horizon, span,
    )  # fmt: skip


def _forecasts(
    row: Counts, followed: model.Followed, trust: Numbers, at: int, horizon: int, span: int, rng: np.random.Generator
) -> tuple[dict[str, Numbers], Counts]:
    """The forecasts of one series at one origin, and what came."""
    known = row[:at]
    if span == 1:
        found = row[at : at + horizon]
        n_values = values_for(known, found)
        shares = {name: baseline(name, known, horizon=horizon, n_values=n_values) for name in BASELINES}
        shares[MODEL] = model.forecast(followed, trust, at=at, horizon=horizon, n_values=n_values)
        return shares, found
    found = row[at : at + span].sum(keepdims=True)
    sums = blocks(known, span)
    drawn = model.paths(followed, trust, at=at, horizon=span, n_draws=N_DRAWS, rng=rng).sum(axis=1)
    n_values = max(values_for(sums, found), int(drawn.max()) + 1)
    shares = {
        name: baseline(name, sums, horizon=1, n_values=n_values, year=max(1, round(YEAR / span))) for name in BASELINES
    }
    shares[MODEL] = np.bincount(drawn, minlength=n_values)[None, :] / len(drawn)
    return shares, found


def blocks(counts: Counts, span: int) -> Counts:
    """The sums of successive blocks of `span` periods, the last ending with the last period."""
    n_blocks = len(counts) // span
    told: Counts = counts[len(counts) - n_blocks * span :].reshape(n_blocks, span).sum(axis=1)
    return told


def values_for(*counts: Counts) -> int:
    """How many values a forecast of counts like these should tell the chance of."""
    return 40 + 4 * int(max(c.max(initial=0) for c in counts))


def _scored(shares: Numbers, found: Counts, level: float) -> tuple[float, float]:
    low, high = interval(shares, level=level)
    return float(crps(shares, found).mean()), float(((low <= found) & (found <= high)).mean())
