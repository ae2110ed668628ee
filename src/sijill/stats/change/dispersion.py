"""How far counts by day vary beyond chance, and rate ratios that allow for it.

Dispersion is Pearson's X² over its degrees of freedom, 1 for Poisson counts. Two models allow for more: the negative
binomial, whose variance is m + k m² (Lawless 1987, Canadian Journal of Statistics 15(3)), for days that stand each for
itself; and quasi-Poisson with errors that hold where days vary and go together (Newey & West 1987, Econometrica
55(3)). Over a few weeks those errors come out too small and themselves vary: they are divided by what they would be
expected to fall short if days were Poisson, and read by t with degrees of freedom that match how much they vary (Bell &
McCaffrey 2002, Survey Methodology 28(2); Imbens & Kolesár 2016, Review of Economics and Statistics 98(4)).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.stats.attacks import Floats, Ints
from sijill.stats.change.rates import LEVEL, Ratio, special

LAGS: Final = 7
"""Days over which errors may go together: a week."""
LARGE: Final = 400
"""Days beyond which the correction for few of them is left out."""
LEAST_DAYS: Final = 4
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Dispersion:
    """value: Pearson's X² over its degrees of freedom. p: of a value as large if days were Poisson. lag1, lag7: the
    correlation of a day's residual with that of the day and the week before; None where it cannot be told."""

    value: float
    p: float
    lag1: float | None
    lag7: float | None
    n_days: int

    @property
    def is_there(self) -> bool:
        """Whether days vary by more than chance: by a tenth at least, and surely enough at 5%."""
        return self.value > 1.1 and self.p < 0.05

    @property
    def runs_on(self) -> bool:
        """Whether a day goes with the day before: a correlation beyond what chance gives at 5%."""
        return self.lag1 is not None and self.lag1 > 1.645 / math.sqrt(self.n_days)


def dispersion(*parts: Ints) -> Dispersion:
    """The dispersion of days around the mean of their own part. parts: counts by day, each of shape (days,).

    Raises NotEnoughData under LEAST_DAYS days beyond one a part, or where no attack happened.
    """
    kept = [part.astype(np.float64) for part in parts if len(part)]
    n = sum(len(part) for part in kept)
    if n - len(kept) < LEAST_DAYS or not any(part.sum() for part in kept):
        raise NotEnoughData(f"{n} days are too few, or too empty, to tell how counts vary")
    free = n - sum(1 for part in kept if part.sum())
    squares = sum(float(((part - part.mean()) ** 2).sum() / part.mean()) for part in kept if part.sum())
    residuals = [(part - part.mean()) / math.sqrt(part.mean()) for part in kept if part.sum()]
    free = sum(len(part) - 1 for part in residuals)
    p = float(special().gammaincc(free / 2, squares / 2))
    return Dispersion(squares / free, p, _together(residuals, 1), _together(residuals, 7), n)


def _together(parts: list[Floats], lag: int) -> float | None:
    """The correlation at a lag, within parts."""
    own = sum(float((part**2).sum()) for part in parts)
    pairs = sum(max(0, len(part) - lag) for part in parts)
    if not own or pairs < LEAST_DAYS:
        return None
    return sum(float((part[lag:] * part[:-lag]).sum()) for part in parts if len(part) > lag) / own


def negative_binomial(before: Ints, after: Ints, *, level: float = LEVEL) -> Ratio:
    """The ratio of two means of days, with a variance of m + k m² and one k for both sides.

    before, after: counts by day. k is by maximum likelihood, the means are the means seen; where a side has no attack,
    half a one is put to each. The interval is on the log scale, by t with days - 2 degrees of freedom.
    Raises NotEnoughData under LEAST_DAYS days.
    """
    n, m, (mean0, mean1) = _sides(before, after)
    k = nb_shape([before, after])
    spread = 1 / (n * mean0) + 1 / (m * mean1) + k / n + k / m
    reach = float(special().stdtrit(n + m - 2, 1 - (1 - level) / 2))
    log = math.log(mean1 / mean0)
    error = math.sqrt(spread)
    p = float(2 * special().stdtr(n + m - 2, -abs(log) / error))
    return Ratio(
        math.exp(log), math.exp(log - reach * error), math.exp(log + reach * error), level, p, "negative binomial",
        "Days vary more than chance would have them, each day apart from the others.",
    )  # fmt: skip


def nb_shape(parts: list[Ints]) -> float:
    """k of the variance m + k m², by maximum likelihood around the mean of each part; 0 for Poisson days or less."""
    sides = [(part.astype(np.float64), float(part.mean())) for part in parts if len(part) and part.sum()]
    if not sides:
        return 0.0
    gammaln = special().gammaln

    def likelihood(log_k: float) -> float:
        r = math.exp(-log_k)
        return sum(
            float((gammaln(y + r) - gammaln(r) + r * math.log(r / (r + m)) + y * math.log(m / (r + m))).sum())
            for y, m in sides
        )

    score = sum(float(((y - m) ** 2 - y).sum()) for y, m in sides)
    return math.exp(_peak(likelihood, -9.0, 3.0)) if score > 0 else 0.0


def _peak(height: Callable[[float], float], low: float, high: float) -> float:
    """Where a function of one peak is highest, by golden section."""
    golden = (math.sqrt(5) - 1) / 2
    a, b = high - golden * (high - low), low + golden * (high - low)
    at_a, at_b = height(a), height(b)
    while high - low > 1e-7:
        if at_a < at_b:
            low, a, at_a = a, b, at_b
            b = low + golden * (high - low)
            at_b = height(b)
        else:
            high, b, at_b = b, a, at_a
            a = high - golden * (high - low)
            at_a = height(a)
    return (low + high) / 2


def quasi_poisson(before: Ints, after: Ints, *, level: float = LEVEL, lags: int = LAGS) -> Ratio:
    """The ratio of two means of days, with Newey-West errors over `lags` days.

    before, after: counts by day, shape (days,), each side's days one after another; days that lie between the two
    sides are left out. Raises NotEnoughData under LEAST_DAYS days.
    """
    n, m, (mean0, mean1) = _sides(before, after)
    design = np.column_stack([np.ones(n + m), np.repeat([0.0, 1.0], [n, m])])
    fitted = np.repeat([mean0, mean1], [n, m])
    seen = np.concatenate([before, after]).astype(np.float64)
    variance, degrees = robust(design, seen, fitted, 1, lags=lags)
    if 0 in (before.sum(), after.sum()):
        # A side without any attack has no spread of its own; Poisson's is the least it can have.
        variance = max(variance, 1 / (n * mean0) + 1 / (m * mean1))
    return log_ratio(
        math.log(mean1 / mean0), variance, degrees, level, "quasi-Poisson, HAC",
        f"Days may vary more than chance would have them, and go together over up to {lags} days.",
    )  # fmt: skip


def log_ratio(log: float, variance: float, degrees: float, level: float, method: str, assumes: str) -> Ratio:
    """A ratio from its logarithm, by t with so many degrees of freedom."""
    error = math.sqrt(max(variance, 1e-12))
    reach = float(special().stdtrit(degrees, 1 - (1 - level) / 2)) * error
    p = float(2 * special().stdtr(degrees, -abs(log) / error))
    return Ratio(
        math.exp(log), math.exp(max(log - reach, -700.0)), math.exp(min(log + reach, 700.0)), level, p, method, assumes
    )


def newey_west(design: Floats, seen: Floats, fitted: Floats, lags: int) -> Floats:
    """The covariance of a log-linear model's coefficients, with Bartlett weights.

    design: shape (n, k). seen, fitted: shape (n,). Returns shape (k, k).
    """
    scores = design * (seen - fitted)[:, None]
    bread = np.linalg.pinv((design * fitted[:, None]).T @ design)
    meat = scores.T @ scores
    for lag in range(1, min(lags, len(design) - 1) + 1):
        crossed = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (crossed + crossed.T)
    found: Floats = bread @ meat @ bread
    return found


def robust(design: Floats, seen: Floats, fitted: Floats, k: int, *, lags: int = LAGS) -> tuple[float, float]:
    """The variance of the k-th coefficient, by Newey & West with Bell & McCaffrey's correction, and its degrees.

    design: shape (n, k). seen, fitted: shape (n,). Over LARGE days the correction is nothing, and left out.
    """
    raw = float(newey_west(design, seen, fitted, lags)[k, k])
    n, columns = design.shape
    if n > LARGE:
        return raw * n / (n - columns), float(n - columns)
    bread = np.linalg.pinv((design * fitted[:, None]).T @ design)
    weights = design @ bread[k]
    apart = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    kernel = np.clip(1 - apart / (lags + 1), 0, None)
    form = weights[:, None] * kernel * weights
    # The residuals of Poisson days vary by their means, less what the fit takes of them.
    taken = fitted[:, None] * design
    both = form * fitted - (form @ taken) @ (bread @ taken.T)
    expected, twice = float(np.trace(both)), float((both * both.T).sum())
    return raw * float(bread[k, k]) / expected, max(expected**2 / twice, 1.0)


def _sides(before: Ints, after: Ints) -> tuple[int, int, tuple[float, float]]:
    """Days of each side, and the mean of each; half an attack more where one side has none."""
    n, m = len(before), len(after)
    if min(n, m) < 2 or n + m < LEAST_DAYS:
        raise NotEnoughData(f"{n} and {m} days are too few for a model of days")
    more = _HALF if 0 in (before.sum(), after.sum()) else 0.0
    return n, m, ((float(before.sum()) + more) / n, (float(after.sum()) + more) / m)


__all__ = [
    "LAGS",
    "LARGE",
    "Dispersion",
    "dispersion",
    "nb_shape",
    "negative_binomial",
    "newey_west",
    "quasi_poisson",
]
