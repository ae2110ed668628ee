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
    an earlier period. effective: places in effect, with its interval; high is None where it has no bound. alike:
    places expected among `of` attacks, the number that every period with enough has. All but the first three are None
    under LEAST_EVENTS attacks; effective is None too where no place was struck twice.
    """

    n: int
    n_places: int
    first_struck: tuple[str, ...]
    effective: float | None = None
    low: float | None = None
    high: float | None = None
    alike: float | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Places in effect in the first half of the periods and in the last, and later by earlier with its interval."""

    earlier: float
    later: float
    ratio: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Spreading:
    """The periods, and their halves compared; change is None where a half has too few attacks to say."""

    periods: tuple[Spread, ...]
    change: Change | None


def spread(counts: Counts, places: Sequence[str], *, rng: np.random.Generator, level: float = LEVEL) -> Spreading:
    """How many places attacks were spread over, period by period.

    counts: shape (n_places, n_periods), attacks. places: their names. Places in effect: one over the chance that two
    attacks strike the same place, which few attacks do not bias (Simpson 1949, Nature 163); it may exceed the places
    struck, where many were struck once. More attacks strike more places by chance alone, so that `alike` says how many
    there would be among equally many (rarefaction, Hurlbert 1971, Ecology 52(4)). Raises NotEnoughData without an
    attack.
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
        struck = told[:, t] > 0
        new = tuple(places[int(k)] for k in np.flatnonzero(struck & ~seen)) if t else ()
        seen |= struck
        n, n_places = int(sums[t]), int(struck.sum())
        if of is None or not enough[t]:
            periods.append(Spread(n, n_places, new))
            continue
        value = effective(told[:, t])
        low, high = _bounds(together_drawn(told[:, t], rng), level)
        periods.append(Spread(n, n_places, new, value, low, high, rarefied(told[:, t], of), of))
    return Spreading(tuple(periods), _change(told, rng, level))


def together(counts: Counts) -> Numbers:
    """The chance that two attacks strike the same place, without bias, along the last axis."""
    n = counts.sum(axis=-1).astype(float)
    return np.asarray((counts * (counts - 1.0)).sum(axis=-1) / np.maximum(n * (n - 1), 1), dtype=float)


def effective(counts: Counts) -> float | None:
    """Places in effect; None where no place was struck twice."""
    share = float(together(counts))
    return 1 / share if share > 0 else None


def together_drawn(counts: Counts, rng: np.random.Generator) -> Numbers:
    """Draws of that chance as it may truly be, 0 to 1. Shape (N_DRAWS,).

    A bootstrap turned about its centre. One attack on a place not struck so far is added to what is drawn from, or
    attacks that all struck one place would have no doubt about them.
    """
    shares = np.append(counts, 1) / (counts.sum() + 1)
    drawn = together(rng.multinomial(int(counts.sum()), shares, size=N_DRAWS))
    return np.asarray(np.clip(float(together(counts)) - (drawn - (shares**2).sum()), 0, 1), dtype=float)


def _bounds(drawn: Numbers, level: float) -> tuple[float, float | None]:
    low, high = (float(q) for q in np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2]))
    return 1 / high if high > 0 else 1.0, 1 / low if low > 1e-9 else None


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


def _change(counts: Counts, rng: np.random.Generator, level: float) -> Change | None:
    half = counts.shape[1] // 2
    halves = [part.sum(axis=1) for part in (counts[:, :half], counts[:, counts.shape[1] - half :])]
    if half < 1 or any(part.sum() < LEAST_EVENTS for part in halves):
        return None
    before, after = (effective(part) for part in halves)
    if before is None or after is None:
        return None
    least = 1 / (10 * counts.sum())
    drawn = [np.maximum(together_drawn(part, rng), least) for part in halves]
    low, high = np.quantile(drawn[0] / drawn[1], [(1 - level) / 2, (1 + level) / 2])
    return Change(before, after, after / before, float(low), float(high))
