"""How many claimants there are in effect: 1/HHI, with a bootstrap interval.

The Herfindahl-Hirschman index is the sum of squared shares; one over it is the number of equal claimants that would
give the same index (Laakso & Taagepera 1979, Comparative Political Studies 12(1)). The interval is the percentile
bootstrap over incidents (Efron & Tibshirani 1993, chapter 13).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from sijill.errors import NotEnoughData
from sijill.model.values import Json

RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Effective:
    """An effective number. low, high: its interval; n: incidents it rests on; shares: by name, the largest first."""

    value: float
    low: float
    high: float
    n: int
    level: float
    shares: Mapping[str, float]

    def to_json(self) -> dict[str, Json]:
        return {
            "effective_number": round(self.value, 3),
            "low": round(self.low, 3),
            "high": round(self.high, 3),
            "n_incidents": self.n,
            "level": self.level,
            "shares": {name: round(share, 4) for name, share in self.shares.items()},
        }


def effective_number(names: Sequence[str]) -> float:
    """One over the sum of squared shares of the names. Raises NotEnoughData if there are none."""
    if not names:
        raise NotEnoughData("no incident names a claimant, so there is no number of claimants")
    n = len(names)
    return n * n / sum(count * count for count in Counter(names).values())


def fragmentation(names: Sequence[str], *, rng: Random, level: float = 0.95, resamples: int = RESAMPLES) -> Effective:
    """The effective number of claimants, with its bootstrap interval. names: the claimant of each incident.

    rng: draws the resamples; the same seed gives the same interval. Raises NotEnoughData if there are no names.
    """
    value = effective_number(names)
    pool = sorted(names)
    drawn = sorted(effective_number(rng.choices(pool, k=len(pool))) for _ in range(resamples))
    tail = (1 - level) / 2
    low, high = drawn[int(tail * (resamples - 1))], drawn[round((1 - tail) * (resamples - 1))]
    shares = {name: count / len(pool) for name, count in sorted(Counter(pool).items(), key=lambda c: (-c[1], c[0]))}
    return Effective(value, low, high, len(pool), level, shares)


__all__ = ["Effective", "effective_number", "fragmentation"]
