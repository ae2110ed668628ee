"""How many claimants there are in effect: 1/HHI, with an interval that few incidents do not shrink.

The Herfindahl-Hirschman index is the sum of squared shares; one over it is the number of equal claimants that would
give the same index (Laakso & Taagepera 1979, Comparative Political Studies 12(1)).

The interval is of the number that lies behind the incidents, of which these are a sample. It holds every number under
which as many pairs of incidents of one claimant as were told are no rare thing, by mid-p (Lancaster 1961, JASA 56).
What else of the shares must be known for that is taken from the incidents, bent until the index is the one looked at:
hybrid resampling (Chuang & Lai 2000, Statistica Sinica 10). Claimants not seen yet are allowed for as Chao & Jost
(2015, Methods in Ecology and Evolution 6) do. A bootstrap of the incidents cannot do either: one claimant alone would
have no doubt about it, and a resample has fewer claimants than there are.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.model.values import Json
from sijill.stats.attacks import Floats

N_DRAWS: Final = 2000
N_POINTS: Final = 64
"""Numbers at which the incidents are drawn anew."""
FIRST_STEP: Final = 0.03
RARE: Final = 0.002
MOST: Final = 20
"""No bound above is looked for beyond so many claimants an incident."""


@dataclass(frozen=True, slots=True)
class Effective:
    """An effective number. value: that of these incidents; low, high: between which the number behind them lies, high
    None where nothing bounds it above; n: incidents it rests on; shares: by name, the largest first."""

    value: float
    low: float
    high: float | None
    n: int
    level: float
    shares: Mapping[str, float]

    def to_json(self) -> dict[str, Json]:
        return {
            "effective_number": round(self.value, 3),
            "low": round(self.low, 3),
            "high": None if self.high is None else round(self.high, 3),
            "n_incidents": self.n,
            "level": self.level,
            "shares": {name: round(share, 4) for name, share in self.shares.items()},
        }


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """How likely the number behind the incidents is to be at most each of several. numbers, chances: shape (n,), both
    rising. The last chance is less than 1 where no bound above can be told."""

    numbers: Floats
    chances: Floats

    def at(self, chance: float) -> float | None:
        """The number that it is at most with that chance; None beyond the last."""
        if chance > self.chances[-1]:
            return None
        return float(np.interp(chance, self.chances, self.numbers))

    def interval(self, level: float, *, beside: float) -> tuple[float, float | None]:
        """Its interval, widened to hold the incidents' own number; the upper end None where nothing bounds it."""
        low, high = self.at((1 - level) / 2), self.at((1 + level) / 2)
        return min(beside, low or beside), None if high is None else max(beside, high)

    def draw(self, n_draws: int, rng: np.random.Generator) -> Floats:
        """Numbers as they may truly be, the last for those beyond it. Shape (n_draws,)."""
        return np.asarray(np.interp(rng.random(n_draws), self.chances, self.numbers), dtype=np.float64)


def effective_number(names: Sequence[str]) -> float:
    """One over the sum of squared shares of the names. Raises NotEnoughData if there are none."""
    return effective(list(Counter(names).values()))


def effective(counts: Sequence[int]) -> float:
    """The effective number of names that have so many incidents each. Raises NotEnoughData if there are none."""
    total = sum(counts)
    if not total:
        raise NotEnoughData("no incident names a claimant, so there is no number of claimants")
    return total * total / sum(n * n for n in counts)


def fragmentation(names: Sequence[str], *, rng: Random, level: float = 0.95) -> Effective:
    """The effective number of claimants, with its interval. names: the claimant of each incident.

    rng: seeds the draws; the same seed gives the same interval. Raises NotEnoughData if there are no names.
    """
    value, told = effective_number(names), Counter(names)
    shares = {name: n / len(names) for name, n in sorted(told.items(), key=lambda c: (-c[1], c[0]))}
    found = doubt(list(told.values()), np.random.default_rng(rng.getrandbits(64)))
    low, high = found.interval(level, beside=value)
    return Effective(value, low, high, len(names), level, shares)


def doubt(counts: Sequence[int], rng: np.random.Generator, *, n_draws: int = N_DRAWS) -> Doubt:
    """What the number behind the incidents may be. counts: incidents of each name. Raises NotEnoughData without one."""
    told = np.array(sorted((n for n in counts if n > 0), reverse=True), dtype=np.int64)
    n = int(told.sum())
    start = effective(list(counts))
    likely = _behind(told)
    pairs = _pairs(told)

    def chance(number: float) -> float:
        """How often so many incidents would have more pairs of one name than were told, ties by half."""
        drawn = _pairs(rng.multinomial(n, _bent(likely, 1 / number), size=n_draws))
        return float((drawn > pairs).mean() + (drawn == pairs).mean() / 2)

    # The more claimants there are, the fewer pairs of one: pairs that few draws reach speak against so large a number.
    low, high = _reach(chance, start, max(MOST * n, 2 * start))
    numbers = np.exp(np.linspace(math.log(low), math.log(high), N_POINTS))
    chances = np.maximum.accumulate([1 - chance(float(number)) for number in numbers])
    return Doubt(numbers, np.asarray(chances, dtype=np.float64))


def _reach(chance: Callable[[float], float], start: float, most: float) -> tuple[float, float]:
    """Between which numbers to look: about where the chance comes to be nearly 1 and nearly 0; 1 and `most` at most."""
    ends = []
    for sign, limit in ((-1, 1.0), (1, most)):
        step, at = FIRST_STEP, start
        while at != limit:
            at = max(at * math.exp(-step), limit) if sign < 0 else min(at * math.exp(step), limit)
            told = chance(at)
            if (1 - told if sign < 0 else told) < RARE:
                break
            step *= 1.5
        ends.append(at)
    return ends[0], ends[1]


def _pairs(counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Floats:
    """Pairs of incidents of one name, along the last axis."""
    return np.asarray((counts * (counts - 1)).sum(axis=-1) / 2, dtype=np.float64)


def _behind(told: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Floats:
    """Shares as they may lie behind the counts, the largest first, names not seen yet among them."""
    n = float(told.sum())
    once, twice = float((told == 1).sum()), float((told == 2).sum())
    shares = told / n
    if not once:
        return np.asarray(shares, dtype=np.float64)
    missed = once / n * ((n - 1) * once / ((n - 1) * once + 2 * twice) if n > 1 and once + twice > 1 else 1.0)
    unseen = (n - 1) / n * (once * once / (2 * twice) if twice else once * (once - 1) / 2)
    # Of all incidents told once nothing is left for what was seen: leave it as much as one more incident would.
    missed = min(missed, n / (n + 1))
    less = shares * (1 - shares) ** n
    seen = shares - less * min(1.0, missed / less.sum()) if less.sum() > 0 else shares
    seen *= (1 - missed) / seen.sum()
    # What was not seen is no larger than the least that was.
    n_unseen = max(1, math.ceil(unseen), math.ceil(missed / seen.min()))
    found = np.concatenate([seen, np.full(n_unseen, missed / n_unseen)])
    return np.asarray(np.sort(found)[::-1], dtype=np.float64)


def _bent(shares: Floats, index: float) -> Floats:
    """The shares, made more or less alike until the sum of their squares is the index.

    They are raised to a power, which keeps their order; where even equal shares are too few, there are more of them.
    """
    if index <= 1 / len(shares):
        return _alike(index)
    # Ties are parted by a hair, or no power would ever tell them apart.
    logs = np.log(shares) - 1e-4 * np.arange(len(shares))
    logs -= logs[0]
    low, high = 0.0, 1e7
    for _ in range(60):
        power = math.sqrt(low * high) if low > 0 else min(1.0, high) / 2 if high > 1e-3 else high / 2
        bent = np.exp(power * logs)
        bent /= bent.sum()
        if (bent**2).sum() < index:
            low = power
        else:
            high = power
    return np.asarray(bent / bent.sum(), dtype=np.float64)


def _alike(index: float) -> Floats:
    """Equal shares, and one that is less, with that sum of squares."""
    k = math.floor(1 / index + 1e-9)
    # k p^2 + (1 - k p)^2 = index
    root = math.sqrt(max(0.0, k * k - (k + k * k) * (1 - index)))
    share = min(1 / k, (k + root) / (k + k * k))
    return np.array([share] * k + [max(0.0, 1 - k * share)])


__all__ = ["Doubt", "Effective", "doubt", "effective", "effective_number", "fragmentation"]
