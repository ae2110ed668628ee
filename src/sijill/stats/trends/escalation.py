"""How unusual the last weeks are, against what their own past had led one to expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.stats.outlook.model import follow, forecast, weights
from sijill.stats.outlook.score import interval
from sijill.stats.trends.arrays import Counts, Numbers, checked

LEAST_PERIODS: Final = 8
LEVEL: Final = 0.90


@dataclass(frozen=True, slots=True)
class Unusual:
    """One period against its past. expected: the mean of what was to be expected; low, high: its interval.

    more: the chance of so many or more; fewer: of so few or fewer.
    """

    at: int
    n: int
    expected: float
    low: int
    high: int
    more: float
    fewer: float

    @property
    def unusual(self) -> bool:
        """Whether it lies outside the interval."""
        return not self.low <= self.n <= self.high


def escalation(
    counts: Counts, *, others: Counts | None = None, last: int | None = None, level: float = LEVEL
) -> list[Unusual]:
    """Set each period beside the forecast made of it from the periods before: the posterior predictive.

    counts: shape (n_periods,), whole periods. others: shape (n_series, n_periods) or None, series of the same days
    whose past says how fast levels wander. last: only the last so many. The first LEAST_PERIODS are past alone.
    Raises NotEnoughData without one more.
    """
    told = checked(counts, least=LEAST_PERIODS + 1, what="setting a week beside its past", unit="weeks")
    followed = follow(told)
    beside = [follow(np.asarray(row)) for row in others] if others is not None else []
    first = max(LEAST_PERIODS, len(told) - last) if last else LEAST_PERIODS
    found = []
    for at in range(first, len(told)):
        trust = weights(np.stack([followed.said[at], *(one.said[at] for one in beside)]))[0]
        n_values = 40 + 4 * int(max(told[: at + 1].max(), 1))
        shares = forecast(followed, trust, at=at, horizon=1, n_values=n_values)[0]
        found.append(_beside(at, int(told[at]), shares, level))
    return found


def _beside(at: int, n: int, shares: Numbers, level: float) -> Unusual:
    low, high = interval(shares[None], level=level)
    fewer = float(shares[: n + 1].sum())
    more = float(1 - shares[:n].sum())
    mean = float((np.arange(len(shares)) * shares).sum())
    return Unusual(at, n, mean, int(low[0]), int(high[0]), min(1.0, max(more, 0.0)), min(1.0, fewer))
