"""Where the level of a series shifts: change points by PELT with a Poisson cost, each with a range of days."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from sijill.errors import MissingExtra
from sijill.stats.trends.arrays import Counts, Numbers, checked, overdispersion, scipy_part

LEVEL: Final = 0.90
LEAST_PERIODS: Final = 14
LEAST_STRETCH: Final = 7
"""Periods that a level must last to be one."""
PENALTY: Final = 3.0
"""Times the logarithm of the number of periods: the modified BIC of Zhang & Siegmund 2007, Biometrics 63(1)."""


@dataclass(frozen=True, slots=True)
class Level:
    """A stretch of one level. first, last: indices, both included. rate: events a period, with its interval."""

    first: int
    last: int
    n: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """A shift. at: the first index of the new level, earliest to latest its range; ratio: new level by old.

    ratio is None where the old level is zero. low, high: its interval; high is None where it has no bound.
    """

    at: int
    earliest: int
    latest: int
    ratio: float | None
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Changes:
    """The shifts of a series and the levels between them. dispersion: see overdispersion. level: of the intervals."""

    changes: tuple[Change, ...]
    levels: tuple[Level, ...]
    dispersion: float
    level: float


def changes(
    counts: Counts, *, least_stretch: int = LEAST_STRETCH, level: float = LEVEL, dispersion: float | None = None
) -> Changes:
    """Find where the level of a series shifts, and say how sure the day is.

    counts: shape (n_periods,), events a period, no gaps. dispersion: how much more than chance it varies; measured if
    None, and the cost of a stretch is divided by it, so that bouts of attacks are not taken for new levels.
    Raises NotEnoughData under LEAST_PERIODS, MissingExtra without ruptures or SciPy.
    Method: PELT, Killick, Fearnhead & Eckley 2012, JASA 107(500); the range of a day is its posterior between the two
    neighbouring shifts, levels integrated out.
    """
    told = checked(counts, least=max(LEAST_PERIODS, 2 * least_stretch), what="a search for changes of level")
    spread = overdispersion(told) if dispersion is None else dispersion
    sums = np.concatenate([[0], np.cumsum(told)]).astype(float)
    ends = _pelt(sums, least_stretch, spread, PENALTY * float(np.log(len(told))))
    bounds = [0, *ends, len(told)]
    levels = tuple(_level(sums, a, b, spread, level) for a, b in pairwise(bounds))
    found = tuple(
        _change(sums, bounds[k - 1], bounds[k], bounds[k + 1], least_stretch, spread, level)
        for k in range(1, len(bounds) - 1)
    )
    return Changes(found, levels, spread, level)


def _pelt(sums: Numbers, least_stretch: int, spread: float, penalty: float) -> list[int]:
    """The first index of each new level."""
    try:
        from ruptures import Pelt
        from ruptures.base import BaseCost
    except ImportError as error:
        raise MissingExtra.of("stats", "finding changes of level needs ruptures") from error

    class Poisson(BaseCost):  # type: ignore[misc]
        """Twice the negative log-likelihood of one level, over the dispersion, without what no level changes."""

        model = "poisson"
        min_size = least_stretch

        def fit(self, signal: Any) -> Any:
            self.signal = signal
            return self

        def error(self, start: int, end: int) -> float:
            n = sums[end] - sums[start]
            return 0.0 if n <= 0 else float(-2 * n * np.log(n / (end - start)) / spread)

    if sums[-1] == 0:
        return []
    search = Pelt(custom_cost=Poisson(), min_size=least_stretch, jump=1).fit(np.diff(sums).reshape(-1, 1))
    return [int(end) for end in search.predict(pen=penalty)[:-1]]


def _level(sums: Numbers, a: int, b: int, spread: float, level: float) -> Level:
    n, length = float(sums[b] - sums[a]), b - a
    low, high = rate_interval(n, length, dispersion=spread, level=level)
    return Level(a, b - 1, int(n), n / length, low, high)


def rate_interval(n: float, length: float, *, dispersion: float = 1.0, level: float = LEVEL) -> tuple[float, float]:
    """An interval for a rate from n events in `length` periods; exact (Garwood 1936) where the dispersion is 1."""
    gamma = scipy_part("stats", "an interval for a rate").gamma
    tail = (1 - level) / 2
    shape = n / dispersion
    low = float(gamma.ppf(tail, shape)) * dispersion / length if n else 0.0
    return low, float(gamma.ppf(1 - tail, shape + 1)) * dispersion / length


def _change(sums: Numbers, a: int, at: int, b: int, least: int, spread: float, level: float) -> Change:
    norm = scipy_part("stats", "an interval for a ratio").norm
    where = np.arange(a + least, b - least + 1)
    weight = _evidence(sums, a, where, spread) + _evidence(sums, where, b, spread)
    share = np.exp(weight - weight.max())
    share /= share.sum()
    # The narrowest set of days that holds the share: then its first and last.
    order = np.argsort(-share, kind="stable")
    held = where[order[: int(np.searchsorted(np.cumsum(share[order]), level - 1e-12) + 1)]]
    earliest, latest = min(int(held.min()), at), max(int(held.max()), at)
    before, after = float(sums[at] - sums[a]), float(sums[b] - sums[at])
    # Half an event on either side keeps a level of zero from making the interval endless on both sides.
    ratio = ((after + 0.5) / (b - at)) / ((before + 0.5) / (at - a))
    wide = float(norm.ppf((1 + level) / 2)) * np.sqrt(spread * (1 / (before + 0.5) + 1 / (after + 0.5)))
    plain = None if before == 0 else (after / (b - at)) / (before / (at - a))
    low = 0.0 if after == 0 else float(ratio * np.exp(-wide))
    return Change(at, earliest, latest, plain, low, None if before == 0 else float(ratio * np.exp(wide)))


def _evidence(sums: Numbers, a: Any, b: Any, spread: float) -> Numbers:
    """The log marginal likelihood of one level between two indices, levels gamma with the whole series' mean."""
    gammaln = scipy_part("special", "the range of a day").gammaln
    mean = max(float(sums[-1]) / (len(sums) - 1), 1e-9)
    n, length = (sums[b] - sums[a]) / spread, (np.asarray(b) - np.asarray(a)) / spread
    return np.asarray(gammaln(1 + n) - (1 + n) * np.log(1 / mean + length), dtype=float)
