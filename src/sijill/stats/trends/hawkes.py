"""Attacks that bring attacks: a Hawkes process over exact times, fitted by maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.errors import BadInput, NotEnoughData
from sijill.stats.trends.arrays import Numbers, scipy_part

LEAST_EVENTS: Final = 20
_BLOCK: Final = 500.0
"""Decay times that one block of the recursion may span: exp(500) is still a number."""


@dataclass(frozen=True, slots=True)
class Hawkes:
    """A fit. background: events a unit of time that no event brings. branching: events that one event brings, on
    average, which is the share of follow-ups in the long run. decay: one over the mean wait for a follow-up.

    loglik: of the fit; alone: of a constant rate. residual_p: of the residual test, small where the model is wrong.
    share: expected share of these very events that are follow-ups.
    """

    background: float
    branching: float
    decay: float
    loglik: float
    alone: float
    residual_p: float
    share: float
    n: int

    @property
    def mean_wait(self) -> float:
        """Mean time from an event to one that it brings."""
        return 1.0 / self.decay


def fit(times: Numbers, *, until: float, begin: float = 0.0) -> Hawkes:
    """Fit background, branching and decay to exact times. times: shape (n,), rising, from `begin` to `until`.

    Raises NotEnoughData under LEAST_EVENTS, BadInput if times do not rise or lie outside.
    Method: the likelihood of Ogata 1978, AISM 30, with the exponential kernel of Hawkes 1971, Biometrika 58(1); the
    residual test is Kolmogorov-Smirnov's on rescaled times, Ogata 1988, JASA 83(401).
    """
    told = np.asarray(times, dtype=float) - begin
    length = until - begin
    if len(told) < LEAST_EVENTS:
        raise NotEnoughData(f"{len(told)} events are too few to tell follow-ups from chance; {LEAST_EVENTS} are needed")
    if (np.diff(told) <= 0).any() or told[0] < 0 or told[-1] > length:
        raise BadInput("times must rise, with no two the same, and lie between the first day and the last")
    minimize = scipy_part("optimize", "fitting follow-ups").minimize
    rate = len(told) / length
    best = None
    for branching, wait in ((0.3, 0.2), (0.3, 2.0), (0.6, 20.0)):
        start = np.log([rate * (1 - branching), branching, rate / wait])
        found = minimize(
            lambda p: -loglik(told, length, *np.exp(p)), start, method="L-BFGS-B",
            bounds=[(np.log(rate) - 9, np.log(rate) + 1), (-9.0, 0.5), (np.log(rate) - 7, np.log(rate) + 9)],
        )  # fmt: skip
        if best is None or found.fun < best.fun:
            best = found
    assert best is not None  # noqa: S101  three starts were tried
    background, branching, decay = (float(v) for v in np.exp(best.x))
    waits = np.diff(compensator(told, background, branching, decay), prepend=0.0)
    residual = scipy_part("stats", "the residual test").kstest(waits, "expon").pvalue
    rates = background + branching * decay * excited(told, decay)
    alone = len(told) * float(np.log(rate)) - len(told)
    return Hawkes(
        background, branching, decay, -float(best.fun), alone, float(residual), float(1 - (background / rates).mean()),
        len(told),
    )  # fmt: skip


def loglik(times: Numbers, length: float, background: float, branching: float, decay: float) -> float:
    """The log-likelihood of events from 0 to `length`."""
    rates = background + branching * decay * excited(times, decay)
    brought = branching * (1 - np.exp(-decay * (length - times))).sum()
    return float(np.log(rates).sum() - background * length - brought)


def excited(times: Numbers, decay: float) -> Numbers:
    """The sum over earlier events of exp(-decay * wait), at each event. Shape (n,)."""
    found = np.empty(len(times))
    before, last, at = 0.0, float(times[0]) if len(times) else 0.0, 0
    while at < len(times):
        end = max(at + 1, int(np.searchsorted(times, times[at] + _BLOCK / decay, side="right")))
        apart = decay * (times[at:end] - times[at])
        grown = np.concatenate([[0.0], np.cumsum(np.exp(apart))[:-1]])
        carried = before * np.exp(-decay * (times[at] - last))
        found[at:end] = np.exp(-apart) * (carried + grown)
        before, last, at = float(found[end - 1]) + 1.0, float(times[end - 1]), end
    return found


def compensator(times: Numbers, background: float, branching: float, decay: float) -> Numbers:
    """The expected number of events up to each event. Shape (n,)."""
    before = np.arange(len(times), dtype=float)
    return np.asarray(background * times + branching * (before - excited(times, decay)), dtype=float)


def simulate(n: int, *, background: float, branching: float, decay: float, rng: np.random.Generator) -> Numbers:
    """The first n events of such a process, from nothing at 0. Method: thinning, Ogata 1981, IEEE TIT 27(1)."""
    times = np.empty(n)
    now, excess, found = 0.0, 0.0, 0
    while found < n:
        most = background + excess
        wait = rng.exponential(1 / most)
        now += wait
        excess *= np.exp(-decay * wait)
        if rng.random() * most <= background + excess:
            times[found] = now
            found += 1
            excess += branching * decay
    return times
