"""The share of attacks that follow on others, from counts by day: a Hawkes process in whole days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.stats.trends.arrays import Counts, Numbers, checked, scipy_part

LEAST_DAYS: Final = 60
LEAST_EVENTS: Final = 20
LEVEL: Final = 0.90
SLOW: Final = 91
"""Days over which the slow background is averaged."""
SHARES: Final = np.linspace(0.0, 0.98, 50)


@dataclass(frozen=True, slots=True)
class FollowUps:
    """What one background leaves for follow-ups. share: of all attacks, those that earlier days' attacks brought.

    low, high: its profile likelihood interval. half_life: days in which the pull of an attack halves. p: of no
    follow-ups at all. residual_p: small where counts do not look as the model says they should.
    """

    background: str
    share: float
    low: float
    high: float
    half_life: float
    p: float
    residual_p: float


def follow_ups(counts: Counts, *, rng: np.random.Generator, level: float = LEVEL) -> tuple[FollowUps, FollowUps]:
    """The share of follow-ups with a steady background, and with one that moves slowly.

    counts: shape (n_days,), attacks by day. rng: for the residual test. A slow rise and fall of the background looks
    like follow-ups to a model with a steady one, and follow-ups that last months look like background to the other:
    the truth lies between, so both are given. Attacks that follow on the same day cannot be told by days.
    Raises NotEnoughData under LEAST_DAYS days or LEAST_EVENTS attacks.
    Method: the discrete-time Hawkes process with a geometric kernel (INGARCH; Fokianos, Rahbek & Tjøstheim 2009, JASA
    104(488)) and negative binomial counts, by maximum likelihood; the residual test is Kolmogorov-Smirnov's on the
    randomised PIT.
    """
    told = checked(counts, least=LEAST_DAYS, what="telling follow-ups", unit="days")
    if told.sum() < LEAST_EVENTS:
        raise NotEnoughData(f"{int(told.sum())} attacks are too few to tell follow-ups; {LEAST_EVENTS} are needed")
    steady = np.full(len(told), told.mean())
    return (
        _fitted("steady", told, steady, rng, level),
        _fitted("slow", told, slow_background(told), rng, level),
    )


def slow_background(counts: Counts, *, window: int = SLOW) -> Numbers:
    """A moving average with soft ends, in attacks a day: a triangle of `window` days either side."""
    shape = 1 - np.abs(np.arange(-window + 1, window)) / window
    n = len(counts)
    inside = np.convolve(np.ones(n), shape)[window - 1 : window - 1 + n]
    # Never nothing: an attack where the average is zero would be impossible.
    return np.asarray(np.convolve(counts, shape)[window - 1 : window - 1 + n] / inside + 1e-6, dtype=float)


@dataclass(frozen=True, slots=True)
class _Fit:
    loglik: float
    decay: float
    size: float


def _fitted(name: str, counts: Counts, background: Numbers, rng: np.random.Generator, level: float) -> FollowUps:
    profile: list[_Fit] = []
    start = np.array([0.5, 1.0])
    for share in SHARES:
        found, start = _best(counts, background, float(share), start)
        profile.append(found)
    logs = np.array([one.loglik for one in profile])
    at = int(logs.argmax())
    chi2 = scipy_part("stats", "telling follow-ups").chi2
    held = SHARES[logs >= logs[at] - chi2.ppf(level, 1) / 2]
    # Without follow-ups there is no pull to fade, so that the usual law does not hold (Davies 1987): between one and
    # two degrees of freedom chance passes the 5% mark about as often as it should (eval/trends/RESULTS.md).
    gain = max(0.0, 2 * float(logs[at] - logs[0]))
    p = 0.5 * float(chi2.sf(gain, 1) + chi2.sf(gain, 2)) if at else 1.0
    best = profile[at]
    rates = _rates(counts, background, float(SHARES[at]), best.decay)
    residual = _residual(counts, rates, best.size, rng)
    half = float(np.log(0.5) / np.log(best.decay)) if best.decay > 0 else 0.0
    return FollowUps(name, float(SHARES[at]), float(held.min()), float(held.max()), half, p, residual)


def _best(counts: Counts, background: Numbers, share: float, start: Numbers) -> tuple[_Fit, Numbers]:
    minimize = scipy_part("optimize", "telling follow-ups").minimize

    def loss(p: Any) -> float:
        rates = _rates(counts, background, share, 1 / (1 + np.exp(-p[0])))
        return -float(_logs(counts, rates, float(np.exp(p[1]))).sum())

    if share == 0:
        start = np.array([0.0, start[1]])
    found = minimize(loss, start, method="L-BFGS-B", bounds=[(-4.0, 3.5), (-2.0, 7.0)])
    return _Fit(-float(found.fun), float(1 / (1 + np.exp(-found.x[0]))), float(np.exp(found.x[1]))), found.x


def _rates(counts: Counts, background: Numbers, share: float, decay: float) -> Numbers:
    """Expected attacks each day: what the background leaves, and what earlier days bring."""
    lfilter = scipy_part("signal", "telling follow-ups").lfilter
    # Before the first day nothing is known: the pull starts from the background's own level.
    brought, _ = lfilter([0.0, 1 - decay], [1.0, -decay], counts.astype(float), zi=[float(background[0])])
    rates = (1 - share) * background + share * brought
    return np.asarray(np.maximum(rates, 1e-9), dtype=float)


def _logs(counts: Counts, rates: Numbers, size: float) -> Numbers:
    gammaln = scipy_part("special", "telling follow-ups").gammaln
    logs = gammaln(counts + size) - gammaln(size) - gammaln(counts + 1)
    logs = logs + size * np.log(size / (size + rates)) + counts * np.log(rates / (size + rates))
    return np.asarray(logs, dtype=float)


def _residual(counts: Counts, rates: Numbers, size: float, rng: np.random.Generator) -> float:
    stats = scipy_part("stats", "the residual test")
    chance = size / (size + rates)
    below, upto = stats.nbinom.cdf(counts - 1, size, chance), stats.nbinom.cdf(counts, size, chance)
    return float(stats.kstest(below + rng.random(len(counts)) * (upto - below), "uniform").pvalue)
