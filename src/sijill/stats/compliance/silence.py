"""Time until an order held, and until it broke: silences, and how long one must be before it tells anything.

A rate known only from n attacks in t days has, with Jeffreys' prior, a gamma posterior; the chance of no attack in the
next w days is then (t / (t + w)) to the power n + 1/2 (the negative binomial's chance of none; Gelman et al. 2013,
"Bayesian Data Analysis", section 2.6). But who looks through many days for a long silence finds one: a silence is rare
from the length on that the longest silence of all days watched reaches in 1 of 20 cases at the rate before (runs of
trials, Feller 1968, "An Introduction to Probability Theory and Its Applications" I, chapter XIII.7, averaged over the
posterior). From few attacks before, no silence may be long enough. And since attacks come in waves, silences are
commoner than that: an order counts as having held only if the silence after it is rarer than nearly all that followed
earlier dates of the same attacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from sijill.model.values import Json
from sijill.stats.attacks import Ints
from sijill.stats.change.placebo import ALPHA
from sijill.stats.change.rates import PRIOR, special

RARE: Final = 0.05
"""How seldom a silence may come by itself and still not count as holding."""
WATCH: Final = 56
"""Days after an order in which a silence is looked for: eight weeks."""
VAGUE: Final = 0.25
"""The share of attacks without a day told from which on silences are not told: days they were put on are no news."""
_NODES: Final = 200
_OVERLAP: Final = 2.0
"""Separate comparisons within one stretch of days, as stats.change.placebo has them."""


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
    """When those addressed fell silent and when that ended, in days from the first day after the order.

    n_before, days_before: what the rate before is known from. watched: days after the order in which a silence is
    looked for; n_after: all that were counted. least: the shortest silence that is rare, None if none could be. began:
    when that silence began; ended: the day of the first attack after it; each None if it did not happen. first: the day
    of the first attack, None if there was none. chance: of a wait as long as `first` (or as all that was counted) at
    the rate before. n_dates, n_as_rare: earlier dates, and those after which a silence as rare followed; p: what that
    share is worth, as for placebo dates (see stats.change.placebo). share: of the draws, those that have the silence.
    vague: so many attacks have no day told that nothing of all this can be.
    """

    n_before: int
    days_before: int
    watched: int
    n_after: int
    least: int | None
    began: int | None
    ended: int | None
    first: int | None
    chance: float
    n_dates: int
    n_as_rare: int
    p: float
    share: float
    vague: bool = False

    @property
    def can_tell(self) -> bool:
        """Whether any silence could have counted."""
        return self.least is not None and not self.vague

    @property
    def held(self) -> bool:
        """Whether there was a silence that is rare at the rate before, and rare after earlier dates too."""
        return self.can_tell and self.began is not None and self.p <= ALPHA

    def to_json(self) -> dict[str, Json]:
        return {
            "held": self.held, "least_silence": self.least, "watched": self.watched, "silence_began": self.began,
            "silence_ended": self.ended, "first_attack_after": self.first,
            "chance_of_such_a_wait": round(self.chance, 4), "n_earlier_dates": self.n_dates,
            "n_as_rare": self.n_as_rare, "placebo_p": round(self.p, 4),
            "share_of_draws": round(self.share, 3),
            "can_tell": self.can_tell, "days_not_told": self.vague,
        }  # fmt: skip


def silence(
    before: Ints, days_before: int, after: Ints, *, earlier: Ints | None = None, vague: bool = False
) -> Silence:
    """When those addressed fell silent.

    before: attacks in the days before, shape (draws,), the best estimate first. after: attacks by day from the first
    day after the order to the last that was counted, shape (draws, days). earlier: best counts by day up to the order,
    shape (days,), for the same at earlier dates; none of these is ranked against if it is None. vague: that too many
    have no day told.
    """
    n, n_after = int(before[0]), int(after.shape[1])
    watched = min(n_after, WATCH)
    least = least_silence(n, days_before, watched)
    began, ended = _silent(after[0], least, watched)
    told = np.flatnonzero(after[0])
    first = int(told[0]) if len(told) else None
    every = [
        (bar := least_silence(int(m), days_before, watched)) is not None and longest(row) >= bar
        for m, row in list(zip(before, after[:, :watched], strict=True))[1 if len(after) > 1 else 0 :]
    ]
    mine = rarity(n, days_before, watched, longest(after[0, :watched]))
    rare = _earlier(np.zeros(0, np.int64) if earlier is None else earlier, days_before, watched)
    as_rare = sum(one <= mine + 1e-9 for one in rare)
    separate = _OVERLAP * len(rare) / max(1, min(days_before, watched))
    p = (1 + separate * as_rare / len(rare)) / (1 + separate) if rare else 1.0
    chance = chance_of_silence(n, days_before, n_after if first is None else first)
    return Silence(
        n, days_before, watched, n_after, least, began, ended, first, chance, len(rare), as_rare, p,
        float(np.mean(every)), vague,
    )  # fmt: skip


@lru_cache(maxsize=65536)
def rarity(n: int, days: int, watched: int, length: int) -> float:
    """The chance of a silence as long in the days watched; 1 where no attack was before to tell a silence from."""
    return chance_of_some_silence(n, days, watched, length) if n else 1.0


def longest(days: Ints) -> int:
    """The longest silence, in days."""
    attacks = np.concatenate([[-1], np.flatnonzero(days), [len(days)]])
    return int(np.diff(attacks).max()) - 1


def _earlier(days: Ints, before: int, watched: int) -> list[float]:
    """The rarity of the longest silence after each earlier date."""
    sums = np.concatenate([[0], days.cumsum()])
    return [
        rarity(int(sums[at] - sums[at - before]), before, watched, longest(days[at : at + watched]))
        for at in range(before, len(days) - watched + 1)
    ]


def _silent(days: Ints, least: int | None, watched: int) -> tuple[int | None, int | None]:
    """When the first silence of at least so many of the days watched begins, and the day that ends it."""
    if least is None:
        return None, None
    attacks = [int(day) for day in np.flatnonzero(days[:watched])]
    for start, end in zip([-1, *attacks], [*attacks, watched], strict=True):
        if end - start - 1 >= least:
            later = np.flatnonzero(days[start + 1 :])
            return start + 1, start + 1 + int(later[0]) if len(later) else None
    return None, None


__all__ = [
    "RARE", "VAGUE", "WATCH", "Silence", "chance_of_silence", "chance_of_some_silence", "least_silence", "longest",
    "rarity", "silence",
]  # fmt: skip
