"""How deadly an attack is: people killed or wounded for each attack that states it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.stats.trends.arrays import Counts, Numbers

LEAST_STATED: Final = 5
N_DRAWS: Final = 1999
LEVEL: Final = 0.90


@dataclass(frozen=True, slots=True)
class Toll:
    """One period. n: attacks; n_stated: those that state a toll. mean: people an attack that states one, with its
    interval; harmed: the share of those with anybody at all; most: the largest. None under LEAST_STATED such attacks.
    """

    n: int
    n_stated: int
    mean: float | None
    low: float | None
    high: float | None
    harmed: float | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Tolls:
    """The periods, and the mean of the later half of the attacks by that of the earlier; p: by permutation.

    ratio is None where nobody was harmed in the earlier half, or where either half states too few tolls.
    """

    periods: tuple[Toll, ...]
    earlier: float | None
    later: float | None
    ratio: float | None
    p: float | None


def tolls(period: Counts, people: Numbers, *, n_periods: int, rng: np.random.Generator, level: float = LEVEL) -> Tolls:
    """People for each attack, period by period.

    period: shape (n,), the index of each attack's period, in order of time. people: shape (n,), its toll, NaN where
    none is stated. An attack that states none is left out of the mean and counted beside it: unknown is not zero.
    A toll that is stated may be the more likely the larger it is, so that means are of attacks that state one, not of
    all. Intervals: percentile bootstrap over attacks. Raises NotEnoughData if no attack states a toll.
    """
    told = ~np.isnan(people)
    if not told.any():
        raise NotEnoughData("no attack states how many people it harmed")
    periods = [_period(people[period == t], rng, level) for t in range(n_periods)]
    order = np.argsort(period[told], kind="stable")
    stated, when = people[told][order], period[told][order]
    later = when >= (n_periods + 1) // 2
    earlier = when < n_periods // 2
    if n_periods < 2 or min(int(later.sum()), int(earlier.sum())) < LEAST_STATED:
        return Tolls(tuple(periods), None, None, None, None)
    both = np.concatenate([stated[earlier], stated[later]])
    n = int(earlier.sum())
    true = abs(float(both[n:].mean() - both[:n].mean()))
    shuffled = rng.permuted(np.broadcast_to(both, (N_DRAWS, len(both))), axis=1)
    as_far = int((np.abs(shuffled[:, n:].mean(axis=1) - shuffled[:, :n].mean(axis=1)) >= true - 1e-12).sum())
    before, after = float(both[:n].mean()), float(both[n:].mean())
    return Tolls(tuple(periods), before, after, after / before if before else None, (1 + as_far) / (1 + N_DRAWS))


def _period(people: Numbers, rng: np.random.Generator, level: float) -> Toll:
    stated = people[~np.isnan(people)]
    if len(stated) < LEAST_STATED:
        return Toll(len(people), len(stated), None, None, None, None, None)
    drawn = stated[rng.integers(0, len(stated), size=(N_DRAWS, len(stated)))].mean(axis=1)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Toll(
        len(people), len(stated), float(stated.mean()), float(low), float(high), float((stated > 0).mean()),
        int(stated.max()),
    )  # fmt: skip
