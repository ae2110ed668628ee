"""An index per group over successive orders: groups and orders that have few attacks borrow from the others.

Each group under each order has a log rate ratio, after over before, beyond what happened to those not addressed. The
ratios of one group scatter around the group's own, and the groups' own around what all share: two normal spreads, each
with a half-normal prior (Gelman 2006, Bayesian Analysis 1(3)). Given the sum of a group's attacks before and after, the
later are binomial, so that counts of 0 are no trouble; where stretches of days without an order differ beyond chance,
the likelihood is flattened by as much. The posterior is added up on a grid, which is exact to the grid's step: no chain
has to settle. What happened to the others is drawn from its own posterior and taken as given, so that the addressed do
not bend their own comparison.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.stats.attacks import Floats, Ints

GRID: Final[Floats] = np.linspace(-6.0, 6.0, 121)
"""Log rate ratios, from a 400th to 400 times."""
CENTRE: Final = 1.5
"""Standard deviation of what all groups share, before any count: 19 in 20 ratios lie between a 19th and 19 times."""
SPREAD: Final = 0.75
"""Scale of the half-normal prior of both spreads: changes by a factor of two between orders are nothing unusual."""
OTHERS: Final = 1.0
"""Standard deviation, before any count, of how the log rate of those not addressed changes."""
N_SPREADS: Final = 10
LEVEL: Final = 0.95


def half_normal(scale: float, n: int = N_SPREADS) -> Floats:
    """n equally likely values that stand for a half-normal distribution. Shape (n,)."""
    normal = NormalDist()
    return scale * np.array([normal.inv_cdf(0.5 + (k + 0.5) / n / 2) for k in range(n)])


def stretch_dispersion(counts: Sequence[Ints], length: int, *, orders: Sequence[int] = ()) -> float | None:
    """How far two stretches of days that follow each other differ beyond chance, where no order lies in them.

    counts: by day, each of shape (days,). length: days of a stretch. orders: days, as indices, that no pair of
    stretches may hold, since what an order does is not chance. Returns the mean square of the differences over that of
    Poisson counts, over all groups and pairs, 1 if it is less, None if there is no pair with an attack.
    """
    squares = expected = 0.0
    for one in counts:
        sums = np.concatenate([[0], one.cumsum()])
        at = np.arange(length, len(one) - length + 1)
        for day in orders:
            at = at[(at + length <= day) | (at - length > day)]
        if not len(at):
            continue
        first, second = sums[at] - sums[at - length], sums[at + length] - sums[at]
        squares += float(((second - first) ** 2).sum())
        expected += float((first + second).sum())
    return max(1.0, squares / expected) if expected else None


def binomial(
    before: Ints, after: Ints, days: Floats, shift: Floats, *, grid: Floats = GRID, dispersion: float = 1.0
) -> Floats:
    """Log likelihood of log rate ratios, given each sum of before and after.

    before, after: shape (draws, cells). days: exposure of both, shape (cells, 2). shift: the change of the others,
    shape (draws, cells). dispersion: of the counts; above 1 the likelihood is flattened by it, as quasi-likelihood is
    (Wedderburn 1974, Biometrika 61(3)). Returns shape (draws, cells, grid).
    """
    at = grid + (shift + np.log(days[:, 1] / days[:, 0]))[..., None]
    found: Floats = (after[..., None] * at - (before + after)[..., None] * np.logaddexp(0.0, at)) / dispersion
    return found


def drawn_shift(
    before: Ints, after: Ints, days: Floats, rng: np.random.Generator, *, grid: Floats = GRID, dispersion: float = 1.0
) -> Floats:
    """One draw of the others' change of the log rate for each draw and order. Arguments as for `binomial`, by order.

    Returns shape (draws, orders).
    """
    told = (
        binomial(before, after, days, np.zeros(before.shape), grid=grid, dispersion=dispersion)
        - 0.5 * (grid / OTHERS) ** 2
    )
    chances = np.exp(told - told.max(axis=-1, keepdims=True)).cumsum(axis=-1)
    at = (chances < rng.random(before.shape)[..., None] * chances[..., -1:]).sum(axis=-1)
    step = grid[1] - grid[0]
    jitter = step * (rng.random(before.shape) - 0.5)
    return np.asarray(grid[np.minimum(at, len(grid) - 1)] + jitter, dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """Posterior densities over a grid, each row 1 in all: of what groups share, shape (grid,); of each group, shape
    (groups, grid); of each cell, shape (cells, grid)."""

    grid: Floats
    shared: Floats
    groups: Floats
    cells: Floats
    between: float
    """The mean of the spread between groups."""


def pooled(
    likelihood: Floats, group: Ints, *, grid: Floats = GRID, centre: float | None = CENTRE,
    within: Floats | None = None, between: Floats | None = None,
) -> Pooled:  # fmt: skip
    """The posterior of a two-level normal model, averaged over draws.

    likelihood: log, shape (draws, cells, grid). group: of each cell, whole numbers from 0, shape (cells,).
    centre: standard deviation of the prior of what groups share, None for a flat one. within, between: equally likely
    values of the spread of cells within a group and of groups; 0 is no spread. Raises NotEnoughData without a cell.
    """
    if not likelihood.shape[1]:
        raise NotEnoughData("no group was addressed by an order that the days counted hold")
    narrow = half_normal(SPREAD) if within is None else within
    wide = half_normal(SPREAD) if between is None else between
    cells = np.stack([_kernel(grid, spread) for spread in narrow])
    groups = np.stack([_kernel(grid, spread) for spread in wide])
    prior = np.zeros(len(grid)) if centre is None else -0.5 * (grid / centre) ** 2
    found = [_one(told, group, grid, prior, cells, groups, wide) for told in likelihood]
    shared = np.mean([one[0] for one in found], axis=0)
    by_group, by_cell = np.mean([one[1] for one in found], axis=0), np.mean([one[2] for one in found], axis=0)
    return Pooled(grid, shared, by_group, by_cell, float(np.mean([one[3] for one in found])))


def _kernel(grid: Floats, spread: float) -> Floats:
    """Chances of each value (column) around each centre (row)."""
    if spread <= 0:
        return np.eye(len(grid))
    told = np.exp(-0.5 * ((grid - grid[:, None]) / spread) ** 2)
    return np.asarray(told / told.sum(axis=1, keepdims=True), dtype=np.float64)


def _one(
    told: Floats, group: Ints, grid: Floats, prior: Floats, narrow: Floats, wide: Floats, spreads: Floats
) -> tuple[Floats, Floats, Floats, float]:
    n_groups = int(group.max()) + 1
    likely = np.exp(told - told.max(axis=1, keepdims=True))
    member = (group[None, :] == np.arange(n_groups)[:, None]).astype(np.float64)
    of_cell, of_group, of_shared, logs = [], [], [], []
    for kernel in narrow:
        cell = likely @ kernel.T + 1e-300
        log_group = member @ np.log(cell)
        most = log_group.max(axis=1, keepdims=True)
        own = np.exp(log_group - most)
        by_shared = own @ np.swapaxes(wide, 1, 2) + 1e-300  # (spreads between, groups, grid)
        of_cell.append(cell)
        of_group.append(own)
        of_shared.append(by_shared)
        logs.append(np.log(by_shared).sum(axis=1) + most.sum() + prior)
    weight = np.array(logs)  # (spreads within, spreads between, grid)
    weight = np.exp(weight - weight.max())
    weight /= weight.sum()
    groups = np.zeros((n_groups, len(grid)))
    cells = np.zeros(told.shape)
    for n, kernel in enumerate(narrow):
        ahead = weight[n][:, None, :] / of_shared[n]
        mine = of_group[n] * (ahead @ wide).sum(axis=0)
        groups += mine
        cells += likely * ((mine[group] / of_cell[n]) @ kernel)
    between = float((weight.sum(axis=(0, 2)) * spreads).sum())
    return (
        weight.sum(axis=(0, 1)), groups / groups.sum(axis=1, keepdims=True), cells / cells.sum(axis=1, keepdims=True),
        between,
    )  # fmt: skip


def quantile(grid: Floats, density: Floats, share: float) -> float:
    """The value that leaves a share of a density below it, between the points of its grid."""
    below = np.concatenate([[0.0], density.cumsum()])
    step = grid[1] - grid[0]
    edges = np.concatenate([[grid[0] - step / 2], grid + step / 2])
    return float(np.interp(share, below / below[-1], edges))


def chance_below(grid: Floats, density: Floats, value: float = 0.0) -> float:
    """The share of a density below a value."""
    step = grid[1] - grid[0]
    edges = np.concatenate([[grid[0] - step / 2], grid + step / 2])
    return float(np.interp(value, edges, np.concatenate([[0.0], density.cumsum()])) / density.sum())


@dataclass(frozen=True, slots=True)
class Estimate:
    """A rate ratio from a posterior.

    value: the median. low, high: its interval. fell: the chance that it is below 1. index: (1 - ratio) / (1 + ratio),
    which is 1 where attacks stopped, 0 where nothing changed, and -1 where they came out of nothing.
    """

    value: float
    low: float
    high: float
    level: float
    fell: float

    @property
    def index(self) -> tuple[float, float, float]:
        """The index, and its interval."""
        return index_of(self.value), index_of(self.high), index_of(self.low)

    @classmethod
    def of(cls, grid: Floats, density: Floats, *, level: float = LEVEL) -> Estimate:
        tail = (1 - level) / 2
        value, low, high = (math.exp(quantile(grid, density, share)) for share in (0.5, tail, 1 - tail))
        return cls(value, low, high, level, chance_below(grid, density))


def index_of(ratio: float) -> float:
    """The index of a rate ratio."""
    return (1 - ratio) / (1 + ratio)


__all__ = [
    "GRID", "LEVEL", "Estimate", "Pooled", "binomial", "chance_below", "drawn_shift", "half_normal",
    "index_of", "pooled", "quantile", "stretch_dispersion",
]  # fmt: skip
