"""Rate ratios of two counts: the exact conditional test and interval, and the gamma-Poisson posterior.

Given their sum, the second of two Poisson counts is binomial with the share r*t2 / (r*t2 + t1), where r is the ratio of
the rates and t1, t2 the exposures (Przyborowski & Wilenski 1940, Biometrika 31(3/4)). The interval is Clopper &
Pearson's (1934, Biometrika 26(4)), carried over to the ratio; the two-sided p adds up all outcomes that are no likelier
than the one seen. Both take attacks to come one by one, at a steady rate and without regard to each other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from sijill.errors import BadInput, MissingExtra
from sijill.model.values import Json
from sijill.stats.attacks import Floats

LEVEL: Final = 0.95
PRIOR: Final = 0.5
"""Shape of the gamma prior of each rate: Jeffreys' (1946), whose scale does not matter."""
_TIE: Final = 1 + 1e-7
"""Outcomes as likely as the one seen, to rounding, count as no likelier: as R's binom.test does."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two rates, the second over the first, with its interval.

    value is None where the first count is 0, high where no upper end can be told. p: two-sided, of a ratio of 1; None
    where the method gives none. method: one name; assumes: one sentence.
    """

    value: float | None
    low: float
    high: float | None
    level: float
    p: float | None
    method: str
    assumes: str

    def to_json(self) -> dict[str, Json]:
        return {
            "ratio": _rounded(self.value), "low": _rounded(self.low), "high": _rounded(self.high), "level": self.level,
            "p": _rounded(self.p), "method": self.method, "assumes": self.assumes,
        }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(f"{value:.4g}")


def special() -> Any:
    """scipy.special. Raises MissingExtra without SciPy."""
    try:
        import scipy.special as found
    except ImportError as error:
        raise MissingExtra.of("stats", "tests of change need SciPy") from error
    return found


def exact(first: int, second: int, *, days: tuple[float, float] = (1, 1), level: float = LEVEL) -> Ratio:
    """The rate of the second count over the first's: exact interval and two-sided p.

    days: exposure of each, in one unit. Where both counts are 0 the ratio is unknown and its interval has no end.
    Raises BadInput for a negative count or an exposure that is not positive.
    """
    _check(first, second, days)
    n = first + second
    odds = days[1] / days[0]
    if n == 0:
        return Ratio(None, 0.0, None, level, 1.0, _EXACT, _POISSON)
    beta = special()
    tail = (1 - level) / 2
    low = 0.0 if second == 0 else _odds(beta.betaincinv(second, first + 1, tail)) / odds
    high = None if first == 0 else _odds(beta.betaincinv(second + 1, first, 1 - tail)) / odds
    value = None if first == 0 else second / first / odds
    return Ratio(value, low, high, level, exact_p(first, second, days=days), _EXACT, _POISSON)


def exact_p(first: int, second: int, *, days: tuple[float, float] = (1, 1)) -> float:
    """The probability of an outcome no likelier than this one, given the sum and equal rates."""
    n = first + second
    if n == 0:
        return 1.0
    chances = _binomial(n, days[1] / (days[0] + days[1]))
    return min(1.0, float(chances[chances <= chances[second] * _TIE].sum()))


def gamma_poisson(
    first: int, second: int, *, days: tuple[float, float] = (1, 1), level: float = LEVEL, prior: float = PRIOR
) -> Ratio:
    """The posterior of the ratio of two Poisson rates: its median and equal-tailed interval; no p.

    prior: the shape of each rate's gamma prior. Both posteriors are gamma, so that the ratio is a scaled beta prime.
    Raises BadInput for a negative count or an exposure that is not positive.
    """
    _check(first, second, days)
    beta = special()
    tail = (1 - level) / 2
    odds = days[1] / days[0]
    shares = beta.betaincinv(second + prior, first + prior, np.array([0.5, tail, 1 - tail]))
    middle, low, high = (float(_odds(share)) / odds for share in shares)
    return Ratio(middle, low, high, level, None, _GAMMA, _POISSON)


def chance_of_fall(first: int, second: int, *, days: tuple[float, float] = (1, 1), prior: float = PRIOR) -> float:
    """The posterior probability, under the gamma-Poisson model, that the second rate is below the first."""
    _check(first, second, days)
    share = days[1] / (days[0] + days[1])
    return float(special().betainc(second + prior, first + prior, share))


def _check(first: int, second: int, days: tuple[float, float]) -> None:
    if min(first, second) < 0:
        raise BadInput(f"a count cannot be negative: {first}, {second}")
    if min(days) <= 0:
        raise BadInput(f"an exposure must be more than 0 days: {days[0]}, {days[1]}")


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf


def _binomial(n: int, share: float) -> Floats:
    """The chances of 0 to n successes. Shape (n + 1,)."""
    gammaln = special().gammaln
    k = np.arange(n + 1)
    logs = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1) + k * math.log(share) + (n - k) * math.log1p(-share)
    found: Floats = np.exp(logs)
    return found


_EXACT: Final = "exact conditional"
_GAMMA: Final = "gamma-Poisson"
_POISSON: Final = "Attacks come one by one, at a steady rate on each side, and none leads to another."

__all__ = ["LEVEL", "PRIOR", "Ratio", "chance_of_fall", "exact", "exact_p", "gamma_poisson", "special"]
