"""The one good model: a level that wanders and now and then jumps, seen through counts that come in bouts.

The level of each series is followed on a grid, so that nothing is approximated but the grid: a hidden Markov model
whose states are levels. How fast levels wander and how much counts cluster is weighed for each series by how well it
foretold the series so far, with what the other series say as the prior.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

from sijill.stats.trends.arrays import Counts, Numbers, scipy_part

WANDER: Final = (0.0, 0.05, 0.10, 0.18, 0.30, 0.50)
"""Standard deviations of the logarithm of the level from one period to the next."""
SIZES: Final = (0.7, 2.0, 5.0, 12.0, 30.0, 300.0)
"""Sizes of the negative binomial: the larger, the closer to Poisson."""
JUMP: Final = 0.02
"""The chance that the level jumps rather than wanders."""
JUMP_WIDTH: Final = 1.2
N_LEVELS: Final = 120
LEAST_RATE: Final = 0.02
"""The lowest level of the grid, events a period."""
POOLED: Final = 0.9
"""The part of the prior that the other series may shape; the rest is even."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Levels (n_levels,), and for each wandering speed the chance to go from one to another."""

    levels: Numbers
    moves: Numbers

    @classmethod
    def reaching(cls, most: float) -> Grid:
        """A grid for series of at most `most` events a period."""
        return _grid(float(2 ** np.ceil(np.log2(max(4.0, 3.0 * most)))))


@lru_cache(maxsize=16)
def _grid(top: float) -> Grid:
    logs = np.linspace(np.log(LEAST_RATE), np.log(top), N_LEVELS)
    apart = logs[:, None] - logs[None, :]
    moves = []
    for wander in WANDER:
        near = np.exp(-0.5 * (apart / wander) ** 2) if wander else np.eye(N_LEVELS)
        far = np.exp(-0.5 * (apart / JUMP_WIDTH) ** 2)
        near, far = (m / m.sum(axis=1, keepdims=True) for m in (near, far))
        moves.append((1 - JUMP) * near + JUMP * far if wander else near)
    return Grid(np.exp(logs), np.stack(moves))


@dataclass(frozen=True, slots=True)
class Followed:
    """A series followed to its end.

    states: shape (n_periods + 1, n_wander, n_sizes, n_levels), what is believed of the level before each period, and
    after the last. said: shape (n_periods + 1, n_wander, n_sizes), the log-probability of the periods before, by speed
    and size.
    """

    grid: Grid
    states: Numbers
    said: Numbers


def follow(counts: Counts, *, most: int | None = None) -> Followed:
    """Follow the level of a series through its periods.

    counts: shape (n_periods,). most: the largest count that the grid must reach; else that of the series.
    """
    grid = Grid.reaching(float(max(counts.max(initial=0), most or 0)))
    emit = chances(np.unique(counts), grid.levels)
    row = {int(value): n for n, value in enumerate(np.unique(counts))}
    n_w, n_s, n_l = len(WANDER), len(SIZES), N_LEVELS
    states = np.empty((len(counts) + 1, n_w, n_s, n_l))
    said = np.zeros((len(counts) + 1, n_w, n_s))
    states[0] = 1.0 / n_l
    for t, count in enumerate(counts):
        seen = states[t] * emit[:, row[int(count)], :][None]
        weight = seen.sum(axis=2)
        said[t + 1] = said[t] + np.log(np.maximum(weight, 1e-300))
        states[t + 1] = np.matmul(seen / np.maximum(weight, 1e-300)[:, :, None], grid.moves)
    return Followed(grid, states, said)


def chances(values: Counts, levels: Numbers) -> Numbers:
    """The negative binomial chance of each value at each level: shape (n_sizes, n_values, n_levels)."""
    gammaln = scipy_part("special", "an outlook").gammaln
    size = np.array(SIZES)[:, None, None]
    x, level = np.asarray(values, dtype=float)[None, :, None], levels[None, None, :]
    logs = gammaln(x + size) - gammaln(size) - gammaln(x + 1)
    logs = logs + size * np.log(size / (size + level)) + x * np.log(level / (size + level))
    return np.asarray(np.exp(logs), dtype=float)


def weights(said: Numbers, *, rounds: int = 30) -> Numbers:
    """How much each series trusts each speed and size: shape as `said`, each series' sum 1.

    said: shape (n_series, n_wander, n_sizes). The prior is what the series say together: the mixture that makes all of
    them likeliest (empirical Bayes, by EM), kept from being too sure by an even part.
    """
    n_series = len(said)
    flat = said.reshape(n_series, -1)
    likely = np.exp(flat - flat.max(axis=1, keepdims=True))
    even = np.full(flat.shape[1], 1.0 / flat.shape[1])
    prior = even
    for _ in range(rounds):
        trust = likely * prior
        trust /= trust.sum(axis=1, keepdims=True)
        # One even vote beside those of the series: a single short series must not make itself a prior.
        prior = POOLED * (trust.sum(axis=0) + even) / (n_series + 1) + (1 - POOLED) * even
    trust = likely * prior
    return np.asarray((trust / trust.sum(axis=1, keepdims=True)).reshape(said.shape), dtype=float)


def forecast(followed: Followed, trust: Numbers, *, at: int, horizon: int, n_values: int) -> Numbers:
    """What the next periods may bring: shape (horizon, n_values), the chance of 0, 1, 2, ... events in each.

    at: how many periods are known. trust: shape (n_wander, n_sizes).
    """
    emit = chances(np.arange(n_values), followed.grid.levels)
    state = followed.states[at] * trust[:, :, None]
    rows = []
    for _ in range(horizon):
        rows.append(np.einsum("wsl,svl->v", state, emit, optimize=True))
        state = np.matmul(state, followed.grid.moves)
    return np.stack(rows)


def paths(
    followed: Followed, trust: Numbers, *, at: int, horizon: int, n_draws: int, rng: np.random.Generator,
    factors: Numbers | None = None,
) -> Counts:  # fmt: skip
    """Draw what the next periods may bring together: shape (n_draws, horizon), events.

    factors: shape (n_draws, horizon) or None, by which the level of a period is multiplied.
    """
    n_w, n_s, n_l = followed.states.shape[1:]
    state = followed.states[at] * trust[:, :, None]
    start = rng.choice(n_w * n_s * n_l, size=n_draws, p=state.ravel() / state.sum())
    speed, size, level = np.unravel_index(start, (n_w, n_s, n_l))
    held = np.cumsum(followed.grid.moves, axis=2)
    found = np.empty((n_draws, horizon), dtype=np.int64)
    sizes = np.array(SIZES)[size]
    for step in range(horizon):
        rate = followed.grid.levels[level] * (1.0 if factors is None else factors[:, step])
        found[:, step] = rng.poisson(rng.gamma(sizes, rate / sizes))
        level = _moved(held, speed, level, rng)
    return found


def _moved(held: Numbers, speed: Any, level: Any, rng: np.random.Generator) -> Any:
    chance = rng.random(len(level))
    moved = np.empty_like(level)
    for at in np.unique(speed):
        of = speed == at
        moved[of] = (held[at][level[of]] < chance[of, None]).sum(axis=1)
    return np.minimum(moved, held.shape[2] - 1)
