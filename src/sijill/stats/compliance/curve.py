"""Do they still listen, now that there are more of them: what was left of attacks against the effective number.

The log rate ratio after each order is a line in the logarithm of the effective number of claimants in the days before
it, with a normal spread of orders around the line; the counts are binomial as in `pooling`. Both the number (as
`stats.fragmentation` doubts it) and the counts are drawn, so that their uncertainty widens the line. Values are added
up on a grid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.stats.attacks import Floats
from sijill.stats.compliance.pooling import CENTRE, GRID, SPREAD, half_normal
from sijill.stats.compliance.pooling import LEVEL as LEVEL

LEAST_ORDERS: Final = 4
"""Orders that a line needs: through two there is always one, and three leave one to speak against it."""
SLOPE: Final = 1.0
"""Standard deviation of the log ratio per doubling, before any count."""
_A: Final[Floats] = np.linspace(-4.5, 4.5, 61)
_B: Final[Floats] = np.linspace(-3.5, 3.5, 61)
_N_POINTS: Final = 25
_N_SAMPLES: Final = 4000


@dataclass(frozen=True, slots=True)
class Band:
    """A point of the curve: what was left of the attacks at an effective number, the median and its interval."""

    number: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """What a doubling of the effective number does to the rate ratio, as a factor, and the line with its band.

    more: the chance that the factor is above 1, which is that they listen less where there are more of them.
    """

    factor: float
    low: float
    high: float
    level: float
    more: float
    n_orders: int
    line: tuple[Band, ...]


def curve(
    likelihood: Floats, numbers: Floats, rng: np.random.Generator, *, grid: Floats = GRID, level: float = LEVEL
) -> Curve:
    """Fit the line. likelihood: log, of each order's log rate ratio, shape (draws, orders, grid); numbers: effective,
    shape (draws, orders). Raises NotEnoughData under LEAST_ORDERS orders, or where they hardly differ in number.
    """
    n_orders = likelihood.shape[1]
    if n_orders < LEAST_ORDERS:
        raise NotEnoughData(
            f"{n_orders} order{'s' if n_orders != 1 else ''} with attacks and with claims before them: a line needs "
            f"{LEAST_ORDERS}"
        )
    x = np.log2(numbers)
    middle = float(x.mean())
    if float(np.ptp(x.mean(axis=0))) < 0.25:
        raise NotEnoughData("the effective number of claimants was nearly the same before each order")
    spreads = half_normal(SPREAD)
    weight = np.zeros((len(_A), len(_B)))
    prior = -0.5 * (_A[:, None] / CENTRE) ** 2 - 0.5 * (_B[None, :] / SLOPE) ** 2
    for told, at in zip(likelihood, x - middle, strict=True):
        weight += _one(told, at, grid, prior, spreads)
    weight /= weight.sum()
    picked = rng.choice(weight.size, size=_N_SAMPLES, p=weight.reshape(-1))
    a = _A[picked // len(_B)] + (rng.random(_N_SAMPLES) - 0.5) * (_A[1] - _A[0])
    b = _B[picked % len(_B)] + (rng.random(_N_SAMPLES) - 0.5) * (_B[1] - _B[0])
    tail = (1 - level) / 2
    factor, low, high = (math.exp(q) for q in np.quantile(b, [0.5, tail, 1 - tail]))
    means = x.mean(axis=0)
    line = []
    for point in np.linspace(float(means.min()), float(means.max()), _N_POINTS):
        value, least, most = np.exp(np.quantile(a + b * (point - middle), [0.5, tail, 1 - tail]))
        line.append(Band(float(2**point), float(value), float(least), float(most)))
    return Curve(factor, low, high, level, float((b > 0).mean()), n_orders, tuple(line))


def _one(told: Floats, at: Floats, grid: Floats, prior: Floats, spreads: Floats) -> Floats:
    """The posterior over intercept and slope of one draw, in all 1. Shape (intercepts, slopes)."""
    likely = np.exp(told - told.max(axis=1, keepdims=True))
    logs = []
    for spread in spreads:
        kernel = np.exp(-0.5 * ((grid - grid[:, None]) / max(spread, 1e-3)) ** 2)
        kernel /= kernel.sum(axis=1, keepdims=True)
        smooth = np.log(likely @ kernel.T + 1e-300)
        total = prior.copy()
        for n, number in enumerate(at):
            total += np.interp(_A[:, None] + _B[None, :] * number, grid, smooth[n])
        logs.append(total)
    weight = np.array(logs)
    weight = np.exp(weight - weight.max()).sum(axis=0)
    return np.asarray(weight / weight.sum(), dtype=np.float64)


__all__ = ["LEAST_ORDERS", "Band", "Curve", "curve"]
