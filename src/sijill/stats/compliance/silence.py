"""Time until an order held, and until it broke: silences, and how long one must be before it tells anything.

A rate known only from n attacks in t days has, with Jeffreys' prior, a gamma posterior; the chance of no attack in the
next w days is then (t / (t + w)) to the power n + 1/2 (the negative binomial's chance of none; Gelman et al. 2013,
"Bayesian Data Analysis", section 2.6). A silence counts as holding from the length on at which that chance is 1 in 20.
From few attacks before, that length is long: from one attack in 28 days it is 179 days.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.model.values import Json
from sijill.stats.attacks import Ints
from sijill.stats.change.rates import PRIOR

RARE: Final = 0.05
"""How seldom a silence may come by itself and still not count as holding."""


def chance_of_silence(n: int, days: int, wait: float) -> float:
    """The chance of no attack in `wait` days at a rate known from n attacks in `days` days."""
    return float((days / (days + wait)) ** (n + PRIOR))


def least_silence(n: int, days: int, *, rare: float = RARE) -> int | None:
    """The shortest silence, in days, that comes by itself in at most `rare` of cases; None if no attack was before."""
    if n == 0:
        return None
    return math.ceil(days * (float(rare ** (-1 / (n + PRIOR))) - 1) - 1e-9)


@dataclass(frozen=True, slots=True)
class Silence:
    """When an order held and when it broke, in days from the first day after it.

    n_before, days_before: what the rate before is known from. watched: days after the order that were counted.
    least: the shortest silence that counts as holding, None if there was no attack before. held: when that silence
    began; broke: the day of the first attack after it; each None if it did not happen while watched. first: the day of
    the first attack, None if there was none. chance: of a wait as long as `first` (or as all that was watched) at the
    rate before. share_held: of the draws, those in which it held.
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
        """Whether enough days were watched for any silence to count."""
        return self.least is not None and self.least <= self.watched

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
    least = least_silence(n, days_before)
    held, broke = _held(after[0], least)
    told = np.flatnonzero(after[0])
    first = int(told[0]) if len(told) else None
    every = [
        _held(row, least_silence(int(m), days_before))[0] is not None
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
        if length >= max(least, 1):
            return start + 1, end
    return None, None


__all__ = ["RARE", "Silence", "chance_of_silence", "least_silence", "silence"]
