"""What a series could have shown: the smallest change, and the chance to see a fall of a given size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.stats.change.placebo import ALPHA, Placebo, Stretches, figures
from sijill.stats.change.rates import exact_p, special

FALLS: Final = (0.3, 0.5, 0.8)


@dataclass(frozen=True, slots=True)
class Smallest:
    """fall_to: the largest count after that is a fall told from chance, None if even 0 is none. rise_to: the smallest
    that is a rise, None if none up to a hundredfold is."""

    fall_to: int | None
    rise_to: int | None


def smallest(first: int, *, days: tuple[float, float] = (1, 1), alpha: float = ALPHA) -> Smallest:
    """The smallest changes from a count that the exact conditional test tells from chance at alpha, two-sided.

    days: exposure before and after. Attacks are taken to come one by one at a steady rate.
    """

    def is_told(second: int) -> bool:
        return exact_p(first, second, days=days) <= alpha

    expected = first * days[1] / days[0]
    return _smallest(is_told, expected)


def smallest_ranked(first: int, stretches: Stretches, found: Placebo, *, alpha: float = ALPHA) -> Smallest:
    """The smallest changes from a count that would have stood out among the placebo dates."""
    if not found.can_tell:
        return Smallest(None, None)
    sizes = {"either": np.abs(found.figures), "fall": -found.figures, "rise": found.figures}[found.expect]
    allowed = (alpha * (1 + found.n_separate) - 1) / found.n_separate * found.n_dates
    # As many placebo dates as are allowed may have a change as large; the next one must be smaller.
    bar = float(np.sort(sizes)[::-1][min(int(allowed + 1e-9), len(sizes) - 1)])

    def is_told(second: int) -> bool:
        change, variance = figures(np.array(first), np.array(second), stretches)
        size = float(change) / float(np.sqrt(variance + found.spread))
        size = {"either": abs(size), "fall": -size, "rise": size}[found.expect]
        return size > bar + 1e-9

    return _smallest(is_told, first * stretches.after / stretches.before)


def _smallest(is_told: Callable[[int], bool], expected: float) -> Smallest:
    fall = int(expected)
    low, high = -1, fall
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle < expected and is_told(middle) else (low, middle - 1)
    fall_to = low if low >= 0 else None
    low, high = int(expected) + 1, int(expected * 100) + 100
    if not is_told(high):
        return Smallest(fall_to, None)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_told(middle) else (middle + 1, high)
    return Smallest(fall_to, low)


def chance_to_show(first: int, fall: float, *, days: tuple[float, float] = (1, 1), alpha: float = ALPHA) -> float:
    """The chance that a true fall by this share is told from chance by the exact test, given the count before.

    The count after is Poisson around what is left. This is the best case: counts that vary more show less.
    """
    left = first * days[1] / days[0] * (1 - fall)
    bound = smallest(first, days=days, alpha=alpha).fall_to
    if bound is None:
        return 0.0
    return float(special().gammaincc(bound + 1, left)) if left > 0 else 1.0


__all__ = ["FALLS", "Smallest", "chance_to_show", "smallest", "smallest_ranked"]
