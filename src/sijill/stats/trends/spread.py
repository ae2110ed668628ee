"""How widely attacks are spread over places, and whether they spread or draw together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.errors import BadInput, NotEnoughData
from sijill.stats.trends.arrays import Counts, Numbers, scipy_part

LEAST_EVENTS: Final = 10
N_DRAWS: Final = 1999
LEVEL: Final = 0.90


@dataclass(frozen=True, slots=True)
class Spread:
    """One period. n: attacks of which the place is told; n_places: places struck; first_struck: those not struck in
    an earlier period. effective: places in effect, with its interval. alike: places expected among `of` attacks, the
    number that every period with enough has. effective and alike are None under LEAST_EVENTS attacks.
    """

    n: int
    n_places: int
    first_struck: tuple[str, ...]
    effective: float | None
    low: float | None
    high: float | None
    alike: float | None
    of: int | None


@dataclass(frozen=True, slots=True)
class Spreading:
    """The periods, and the effective number of places in the last half of them against the first.

    change: later minus earlier, with its interval; None where a half has under LEAST_EVENTS attacks.
    """

    periods: tuple[Spread, ...]
    earlier: float | None
    later: float | None
    change: float | None
    low: float | None
    high: float | None


def spread(counts: Counts, places: Sequence[str], *, rng: np.random.Generator, level: float = LEVEL) -> Spreading:
    """How many places attacks were spread over, period by period.

    counts: shape (n_places, n_periods), attacks. places: their names. Places in effect: one over the sum of squared
    shares (as for claimants); more attacks strike more places by chance alone, so that `alike` says how many there
    would be among equally many attacks (rarefaction, Hurlbert 1971, Ecology 52(4)). Intervals: percentile bootstrap
    over attacks for a period, over periods for the change. Raises NotEnoughData without an attack.
    """
    told = np.asarray(counts, dtype=np.int64)
    if told.ndim != 2 or told.shape[0] != len(places):
        raise BadInput(f"one row of counts a place is needed: {len(places)} places, counts of shape {told.shape}")
    if told.sum() == 0:
        raise NotEnoughData("no attack has its place told, so there is no spread")
    sums = told.sum(axis=0)
    enough = sums >= LEAST_EVENTS
    of = int(sums[enough].min()) if enough.any() else None
    seen = np.zeros(len(places), dtype=bool)
    periods = []
    for t in range(told.shape[1]):
        column = told[:, t]
        struck = column > 0
        new = tuple(places[int(k)] for k in np.flatnonzero(struck & ~seen)) if t else ()
        seen |= struck
        if enough[t]:
            drawn = rng.multinomial(int(sums[t]), column / sums[t], size=N_DRAWS)
            low, high = np.quantile(effective(drawn), [(1 - level) / 2, (1 + level) / 2])
            assert of is not None  # noqa: S101  this period has enough
            value, alike = float(effective(column)), rarefied(column, of)
            periods.append(Spread(int(sums[t]), int(struck.sum()), new, value, float(low), float(high), alike, of))
        else:
            periods.append(Spread(int(sums[t]), int(struck.sum()), new, None, None, None, None, None))
    return Spreading(tuple(periods), *_change(told, rng, level))


def effective(counts: Counts) -> Numbers:
    """One over the sum of squared shares, along the last axis."""
    n = counts.sum(axis=-1).astype(float)
    return np.asarray(n * n / np.maximum((counts.astype(float) ** 2).sum(axis=-1), 1e-12), dtype=float)


def rarefied(counts: Counts, of: int) -> float:
    """The expected number of places among `of` attacks drawn from these without putting back."""
    gammaln = scipy_part("special", "comparing spreads").gammaln
    n = int(counts.sum())
    held = counts[counts > 0].astype(float)

    def log_ways(total: Numbers) -> Numbers:
        return np.asarray(gammaln(total + 1) - gammaln(of + 1) - gammaln(total - of + 1), dtype=float)

    rest = n - held
    missed = np.where(rest >= of, np.exp(log_ways(np.maximum(rest, of)) - log_ways(np.array(float(n)))), 0.0)
    return float((1 - missed).sum())


def _change(
    counts: Counts, rng: np.random.Generator, level: float
) -> tuple[float | None, float | None, float | None, float | None, float | None]:
    half = counts.shape[1] // 2
    halves = counts[:, :half], counts[:, counts.shape[1] - half :]
    if half < 2 or any(part.sum() < LEAST_EVENTS for part in halves):
        return None, None, None, None, None
    before, after = (float(effective(part.sum(axis=1))) for part in halves)
    drawn = [effective(part[:, rng.integers(0, half, size=(N_DRAWS, half))].sum(axis=2).T) for part in halves]
    low, high = np.quantile(drawn[1] - drawn[0], [(1 - level) / 2, (1 + level) / 2])
    return before, after, after - before, float(low), float(high)
