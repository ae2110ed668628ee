"""An interrupted series: level and slope before a step, and how both change with it.

Segmented log-linear regression of counts by day (Wagner, Soumerai, Zhang & Ross-Degnan 2002, Journal of Clinical
Pharmacy and Therapeutics 27(4)), with Newey-West errors. Days before the step may be left out: violence rises before
ceasefires, and a slope fitted through that rise would foretell more than there was to come.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.model.values import Json
from sijill.stats.attacks import Floats, Ints
from sijill.stats.change.dispersion import LAGS, log_ratio, robust
from sijill.stats.change.rates import LEVEL, Ratio

WEEK: Final = 7.0
LEAST_SIDE: Final = 14
"""Days each side needs for a slope; two weeks, so that every weekday is there twice."""
LEAST_ATTACKS: Final = 5
"""Attacks each side needs: a slope through fewer is a line through noise."""
_ROUNDS: Final = 60


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What a segmented regression says.

    level: how the rate jumps at the step, against where the days before were heading. slope_before, slope_change: what
    a week does to the rate, as a factor, and how that factor changes. n_before, n_after, n_out: days.
    """

    level: Ratio
    slope_before: Ratio
    slope_change: Ratio
    n_before: int
    n_after: int
    n_out: int

    def to_json(self) -> dict[str, Json]:
        return {
            "level": self.level.to_json(), "slope_before_per_week": self.slope_before.to_json(),
            "slope_change_per_week": self.slope_change.to_json(), "n_days_before": self.n_before,
            "n_days_after": self.n_after, "n_days_left_out": self.n_out,
        }  # fmt: skip


def interrupted(before: Ints, after: Ints, *, gap: int = 0, level: float = LEVEL, lags: int = LAGS) -> Interrupted:
    """Fit level and slope on both sides of a step. before, after: counts by day, shape (days,), without the gap's days.

    gap: days between the two that are left out. Raises NotEnoughData where a side has under LEAST_SIDE days or
    LEAST_ATTACKS attacks.
    """
    for name, part in (("before", before), ("after", after)):
        if len(part) < LEAST_SIDE or part.sum() < LEAST_ATTACKS:
            raise NotEnoughData(
                f"{int(part.sum())} in {len(part)} days {name} the step is too little for a slope; "
                f"{LEAST_ATTACKS} in {LEAST_SIDE} days are needed"
            )
    n, m = len(before), len(after)
    weeks = np.concatenate([np.arange(-n - gap, -gap), np.arange(m)]) / WEEK
    step = np.repeat([0.0, 1.0], [n, m])
    design = np.column_stack([np.ones(n + m), weeks, step, step * weeks])
    seen = np.concatenate([before, after]).astype(np.float64)
    told, fitted = log_linear(design, seen)
    parts = []
    for k in (2, 1, 3):
        variance, degrees = robust(design, seen, fitted, k, lags=lags)
        parts.append(log_ratio(float(told[k]), variance, degrees, level, "interrupted series, HAC", _HEADING))
    return Interrupted(parts[0], parts[1], parts[2], n, m, gap)


def log_linear(design: Floats, seen: Floats) -> tuple[Floats, Floats]:
    """Coefficients and fitted values of a Poisson regression with a log link, by iterated least squares.

    design: shape (n, k); its first column is 1. seen: shape (n,). Raises NotEnoughData if it does not settle.
    """
    told = np.zeros(design.shape[1])
    told[0] = math.log(seen.mean())
    fitted = np.exp(design @ told)
    for _ in range(_ROUNDS):
        weighted = design * fitted[:, None]
        change = np.linalg.lstsq(weighted.T @ design, design.T @ (seen - fitted), rcond=None)[0]
        told = told + np.clip(change, -2, 2)
        fitted = np.exp(np.clip(design @ told, -30, 30))
        if float(np.abs(change).max()) < 1e-9:
            return told, fitted
    raise NotEnoughData("the slopes before and after the step cannot be told: too few days have any attack")


_HEADING: Final = "Without the step, the days before would have gone on rising or falling as they did."

__all__ = ["LEAST_ATTACKS", "LEAST_SIDE", "Interrupted", "interrupted", "log_linear"]
