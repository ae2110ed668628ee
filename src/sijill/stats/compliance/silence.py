"""Time until an order held, and until it broke: silences, and how long one must be before it tells anything.

A rate known only from n attacks in t days has, with Jeffreys' prior, a gamma posterior; the chance of no attack in the
next w days is then (t / (t + w)) to the power n + 1/2 (the negative binomial's chance of none; Gelman et al. 2013,
"Bayesian Data Analysis", section 2.6). But who looks through many days for a long silence finds one: a silence counts
as holding from the length on that the longest silence of all days watched reaches in 1 of 20 cases at the rate before
(runs of trials, Feller 1968, "An Introduction to Probability Theory and Its Applications" I, chapter XIII.7, averaged
over the posterior). From few attacks before, no silence may be long enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from sijill.model.values import Json
from sijill.stats.attacks import Ints
from sijill.stats.change.rates import PRIOR, special

RARE: Final = 0.05
"""How seldom a silence may come by itself and still not count as holding."""
_NODES: Final = 200


def chance_of_silence(n: int, days: int, wait: float) -> float:
    """The chance of no attack in `wait` days at a rate known from n attacks in `days` days."""
    return float((days / (days + wait)) ** (n + PRIOR))


def chance_of_some_silence(n: int, days: int, watched: int, length: int) -> float:
    """The chance of a silence of `length` days or more somewhere in `watched` days, at a rate known from n in `days`.

    Raises MissingExtra without SciPy.
    """
    if length <= 0:
        return 1.0
    if length > watched:
        return 0.0
    shares = (np.arange(_NODES) + 0.5) / _NODES
    still = np.exp(-special().gammaincinv(n + PRIOR, shares) / days)
    run = still**length
    # Of no such silence in so many days: each new day may end the first one, after a day with an attack.
    none = np.ones((watched + 1, _NODES))
    none[length] = 1 - run
    for day in range(length + 1, watched + 1):
        none[day] = none[day - 1] - none[day - length - 1] * (1 - still) * run
    return float(1 - none[watched].mean())


@lru_cache(maxsize=4096)
def least_silence(n: int, days: int, watched: int, *, rare: float = RARE) -> int | None:
    """The shortest silence that comes by itself somewhere in the days watched in at most `rare` of cases, in days.

    None if no attack was before, or if even no attack at all would not be rare.
    """
    if n == 0 or watched < 1 or chance_of_silence(n, days, watched) > rare:
        return None
    low, high = 1, watched
    while low < high:
        middle = (low + high) // 2
        if chance_of_some_silence(n, days, watched, middle) <= rare:
            high = middle
        else:
            low = middle + 1
    return low


@dataclass(frozen=True, slots=True)
class Silence:
    """When an order held and when it broke, in days from the first day after it.

    n_before, days_before: what the rate before is known from. watched: days after the order that were counted.
    least: the shortest silence that counts as holding, None if none could. held: when that silence began; broke: the
    day of the first attack after it; each None if it did not happen while watched. first: the day of the first attack,
    None if there was none. chance: of a wait as long as `first` (or as all that was watched) at the rate before.
    share_held: of the draws, those in which it held.
    """

    n_before: int
    days_before: int
    watched: int
    least: int | None
    held: int | None
    broke: int | None
    first: int | None
    chance: float
    share_held: float

    @property
    def can_tell(self) -> bool:
        """Whether any silence could have counted."""
        return self.least is not None

    def to_json(self) -> dict[str, Json]:
        return {
            "least_silence": self.least, "watched": self.watched, "held_after": self.held, "broke_after": self.broke,
            "first_attack_after": self.first, "chance_of_such_a_wait": round(self.chance, 4),
            "share_of_draws_held": round(self.share_held, 3), "can_tell": self.can_tell,
        }  # fmt: skip


def silence(before: Ints, days_before: int, after: Ints) -> Silence:
    """When an order held and broke.

    before: attacks in the days before, shape (draws,), the best estimate first. after: attacks by day from the first
    day after the order to the last that was watched, shape (draws, days).
    """
    n, watched = int(before[0]), int(after.shape[1])
    least = least_silence(n, days_before, watched)
    held, broke = _held(after[0], least)
    told = np.flatnonzero(after[0])
    first = int(told[0]) if len(told) else None
    every = [
        _held(row, least_silence(int(m), days_before, watched))[0] is not None
        for m, row in list(zip(before, after, strict=True))[1 if len(after) > 1 else 0 :]
    ]
    chance = chance_of_silence(n, days_before, watched if first is None else first)
    return Silence(n, days_before, watched, least, held, broke, first, chance, float(np.mean(every)))


def _held(days: Ints, least: int | None) -> tuple[int | None, int | None]:
    """When the first silence of at least so many days begins, and the day that ends it."""
    if least is None:
        return None, None
    attacks = [int(day) for day in np.flatnonzero(days)]
    for start, end in zip([-1, *attacks], [*attacks, None], strict=True):
        length = (len(days) if end is None else end) - start - 1
        if length >= least:
            return start + 1, end
    return None, None


__all__ = ["RARE", "Silence", "chance_of_silence", "chance_of_some_silence", "least_silence", "silence"]
