"""How likely the level has just changed: Bayesian change points, for each period and for today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from sijill.stats.trends.arrays import Counts, Numbers, checked, overdispersion, scipy_part

LEAST_PERIODS: Final = 8
MOST_PERIODS: Final = 5000
"""Work and memory grow with the square of the periods: cut a longer series into weeks or months first."""
EVERY: Final = 180.0
"""Periods that a level is thought to last on average, before the data are seen."""


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What is believed of changes after all the data.

    change: shape (n_periods,), the probability that a new level begins with this period, in the light of all data.
    since: shape (n_periods,), the probability that the level of the last period began with this one (online: no later
    data are needed). expected: shape (n_periods,), the expected level of each period, events a period.
    """

    change: Numbers
    since: Numbers
    expected: Numbers
    dispersion: float
    every: float

    def changed_within(self, n_periods: int) -> float:
        """The probability that the present level began within the last n_periods (not with the first of all)."""
        return float(self.since[max(1, len(self.since) - n_periods) :].sum())


def beliefs(counts: Counts, *, every: float = EVERY, dispersion: float | None = None) -> Beliefs:
    """The probability of a change of level at each period, and how long the present level has lasted.

    counts: shape (n_periods,), no gaps. every: periods that a level lasts on average, thought beforehand.
    dispersion: measured if None; what a period tells is divided by it (1: plain Poisson).
    Raises NotEnoughData under LEAST_PERIODS or over MOST_PERIODS.
    Method: run lengths with a gamma-Poisson level, Adams & MacKay 2007, arXiv:0710.3742; for the whole series the exact
    forward and backward sums of Fearnhead 2006, Statistics and Computing 16(2).
    """
    from sijill.errors import BadInput

    told = checked(counts, least=LEAST_PERIODS, what="the probability of a change")
    if len(told) > MOST_PERIODS:
        raise BadInput(f"{len(told)} periods are too many for this; count by week or month")
    spread = overdispersion(told) if dispersion is None else dispersion
    n, hazard = len(told), 1.0 / max(every, 1.5)
    levels = _Levels.of(told, spread, float(np.log1p(-hazard)), float(np.log(hazard)))
    # ahead[t]: the periods before t, a level ending there; behind[t]: those from t on, a level beginning there.
    ahead, behind = np.full(n + 1, -np.inf), np.full(n + 1, -np.inf)
    ahead[0], behind[n] = 0.0, 0.0
    for t in range(1, n + 1):
        ahead[t] = _sum(ahead[:t] + levels.stretch(np.arange(t), t))
    for t in range(n - 1, -1, -1):
        ends = np.arange(t + 1, n + 1)
        behind[t] = _sum(behind[ends] + levels.stretch(t, ends))
    change = np.exp(ahead[:n] + behind[:n] - ahead[n])
    change[0] = 0.0
    since = np.exp(ahead[:n] + levels.stretch(np.arange(n), n) - ahead[n])
    return Beliefs(change, since, _expected(levels, ahead, behind), spread, every)


@dataclass(frozen=True, slots=True)
class _Levels:
    """What stretches of one level are worth. sums: events before each period, over the dispersion."""

    sums: Numbers
    mean: float
    spread: float
    go: float
    stop: float
    gammaln: Any

    @classmethod
    def of(cls, told: Counts, spread: float, go: float, stop: float) -> _Levels:
        gammaln = scipy_part("special", "the probability of a change").gammaln
        sums = np.concatenate([[0.0], np.cumsum(told)]) / spread
        return cls(sums, max(float(told.mean()), 1.0 / len(told)), spread, go, stop, gammaln)

    def stretch(self, a: Any, b: Any) -> Numbers:
        """The log weight of one level from a to before b: what it makes likely, and that it lasts so and then ends.

        Its rate has an exponential prior with the mean of the whole series.
        """
        length = np.asarray(b) - np.asarray(a)
        found = self.sums[b] - self.sums[a]
        told = self.gammaln(1 + found) - np.log(self.mean)
        told = told - (1 + found) * np.log(1 / self.mean + length / self.spread)
        ended = np.where(np.asarray(b) < len(self.sums) - 1, self.stop, 0.0)
        return np.asarray(told + (length - 1) * self.go + ended, dtype=float)

    def rate(self, a: Any, b: Any) -> Numbers:
        """The expected rate of that level."""
        length = np.asarray(b) - np.asarray(a)
        return np.asarray((1 + self.sums[b] - self.sums[a]) / (1 / self.mean + length / self.spread), dtype=float)


def _expected(levels: _Levels, ahead: Numbers, behind: Numbers) -> Numbers:
    """The level of each period, averaged over where levels may begin and end."""
    n = len(ahead) - 1
    found = np.zeros(n + 1)
    for a in range(n):
        ends = np.arange(a + 1, n + 1)
        share = np.exp(ahead[a] + levels.stretch(a, ends) + behind[ends] - ahead[n])
        told = share * levels.rate(a, ends)
        # Each stretch gives its level to every period in it: add it at the first, take it away after the last.
        found[a] += told.sum()
        found[ends] -= told
    return np.asarray(np.cumsum(found)[:n], dtype=float)


def _sum(logs: Numbers) -> float:
    top = float(logs.max())
    return top + float(np.log(np.exp(logs - top).sum()))
