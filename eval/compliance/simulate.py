"""How far the index, the curve and the silences may be trusted: figures from simulated wars whose truth is known.

    python eval/compliance/simulate.py [N]

Each setting is run N times (default 400). Groups attack at rates of their own; each order changes them by a true
factor; a clustered war has two thirds of its attacks follow an earlier one within days, as real ones do. Prints one
line a figure. The last figures are in RESULTS.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np

from sijill.stats.compliance.curve import curve
from sijill.stats.compliance.pooling import GRID, Estimate, binomial, drawn_shift, pooled, stretch_dispersion
from sijill.stats.compliance.silence import silence

LEVEL = 0.9
DAYS = 28
Days = Callable[[np.random.Generator, float, int], np.ndarray]


def steady(rng: np.random.Generator, rate: float, n_days: int) -> np.ndarray:
    """Attacks by day, one by one at a steady rate."""
    return rng.poisson(rate, size=n_days)


def clustered(rng: np.random.Generator, rate: float, n_days: int) -> np.ndarray:
    """Attacks by day of which each brings on others, two thirds of one on average in all, within about four days."""
    warm = 60
    counts = np.zeros(n_days + warm, dtype=np.int64)
    start = rng.poisson(rate / 3, size=n_days + warm)
    for day in range(n_days + warm):
        queue = [day] * int(start[day])
        while queue:
            at = queue.pop()
            counts[at] += 1
            for _ in range(rng.poisson(2 / 3)):
                later = at + 1 + int(rng.exponential(3))
                if later < n_days + warm:
                    queue.append(later)
    return counts[warm:]


def war(
    rng: np.random.Generator, made: Days, n_groups: int, n_orders: int, *, effect: float, spread: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, float]:
    """True log ratios of the groups, group of each cell, before and after, the drawn change of the others, and how far
    stretches differ in half a year without an order."""
    own = rng.normal(effect, spread, size=n_groups) if spread else np.full(n_groups, effect)
    group = np.repeat(np.arange(n_groups), n_orders)
    order = np.tile(np.arange(n_orders), n_groups)
    drift = rng.normal(0, 0.3, size=n_orders)
    ratio = np.exp(own[group] + drift[order] + (rng.normal(0, spread, size=len(group)) if spread else 0))
    rates = rng.gamma(2, 3, size=n_groups)[group] / DAYS
    before = np.array([made(rng, rate, DAYS).sum() for rate in rates])
    after = np.array([made(rng, rate * r, DAYS).sum() for rate, r in zip(rates, ratio, strict=True)])
    others = [[made(rng, 20 / DAYS * f, DAYS).sum() for f in (1.0, np.exp(d))] for d in drift]
    told = np.array(others)[:, :, None].repeat(30, axis=2)
    varied = stretch_dispersion([made(rng, 20 / DAYS, 182)], DAYS) or 1.0
    days = np.full((n_orders, 2), float(DAYS))
    shift = drawn_shift(told[:, 0].T, told[:, 1].T, days, rng, dispersion=varied)[:, order]
    own_varied = stretch_dispersion([made(rng, rates[group == k][0], 182) for k in range(n_groups)], DAYS) or 1.0
    return own, group, before, after, shift, own_varied


def index(n: int, made: Days, n_groups: int, n_orders: int, *, effect: float, spread: float) -> dict[str, float]:
    """Coverage of the groups' intervals, and how often one says rise or fall for sure."""
    rng = np.random.default_rng(7)
    held = sure = all = 0
    for _ in range(n):
        own, group, before, after, shift, varied = war(rng, made, n_groups, n_orders, effect=effect, spread=spread)
        days = np.full((len(group), 2), float(DAYS))
        shape = (len(shift), len(group))
        likelihood = binomial(
            np.broadcast_to(before, shape), np.broadcast_to(after, shape), days, shift, dispersion=varied
        )
        found = pooled(likelihood, group)
        for k in range(n_groups):
            told = Estimate.of(GRID, found.groups[k], level=LEVEL)
            held += told.low <= np.exp(own[k]) <= told.high
            sure += told.high < 1 or told.low > 1
            all += 1
    return {"coverage": held / all, "told_apart_from_none": sure / all}


def slope(n: int, *, truth: float, n_orders: int, spread: float) -> dict[str, float]:
    """Coverage of the factor per doubling, and how often its interval leaves 1 out."""
    rng = np.random.default_rng(8)
    held = sure = 0
    for _ in range(n):
        numbers = np.exp2(np.linspace(0, 2.5, n_orders) + rng.uniform(-0.3, 0.3, size=n_orders))
        ratio = np.exp(-1 + truth * np.log2(numbers) + rng.normal(0, spread, size=n_orders))
        before, after = rng.poisson(12, size=n_orders), rng.poisson(12 * ratio)
        shape = (1, n_orders)
        likelihood = binomial(
            before.reshape(shape), after.reshape(shape), np.full((n_orders, 2), float(DAYS)), np.zeros(shape)
        )
        found = curve(likelihood, numbers.reshape(shape), rng, level=LEVEL)
        held += np.log(found.low) <= truth <= np.log(found.high)
        sure += found.low > 1 or found.high < 1
    return {"coverage": held / n, "told_apart_from_none": sure / n}


def still(n: int, made: Days, rate: float, watched: int) -> dict[str, float]:
    """How often an order that changes nothing is said to have held, of those where it could be said, after a year."""
    rng = np.random.default_rng(9)
    held = could = rare = 0
    for _ in range(n):
        days = made(rng, rate, 365 + watched)
        before = int(days[365 - DAYS : 365].sum())
        found = silence(np.array([before]), DAYS, days[None, 365:], earlier=days[:365])
        could += found.can_tell
        rare += found.began is not None
        held += found.held
    return {"could_be_told": could / n, "rare_by_chance": rare / max(could, 1), "falsely_held": held / max(could, 1)}


def tell(name: str, told: dict[str, float]) -> None:
    print(f"{name}: " + ", ".join(f"{key} {value:.3f}" for key, value in told.items()), flush=True)


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    for name, made in (("steady", steady), ("clustered", clustered)):
        for groups, orders in ((3, 2), (3, 6), (6, 4)):
            told = index(n // 4, made, groups, orders, effect=-0.7, spread=0.5)
            tell(f"index, {name}, {groups} groups, {orders} orders, halved on average", told)
        told = index(n // 4, made, 3, 4, effect=0.0, spread=0.0)
        tell(f"index, {name}, 3 groups, 4 orders, nothing changed", told)
    for orders in (4, 8):
        for truth in (0.0, 0.5):
            told = slope(n // 2, truth=truth, n_orders=orders, spread=0.4)
            tell(f"curve, {orders} orders, {np.exp(truth):.2f} per doubling", told)
    for name, made in (("steady", steady), ("clustered", clustered)):
        for rate in (0.15, 0.3):
            told = still(n, made, rate, 56)
            tell(f"silence, {name}, {rate * DAYS:.0f} attacks in {DAYS} days, 56 watched", told)


if __name__ == "__main__":
    main()
