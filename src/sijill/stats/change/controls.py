"""Against what the order did not address: the difference in log rates, and a synthetic control.

If places or groups that nobody addressed changed in the same way, the order is no likely reason. The difference in log
rates (difference in differences on the log scale) is ranked among the same difference at earlier dates, as the plain
change is. The synthetic control (Abadie, Diamond & Hainmueller 2010, JASA 105(490); fitted by pysyncon) weighs the
places not addressed so that together they went as the addressed one did, week by week, before the step.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from sijill.errors import MissingExtra, NotEnoughData
from sijill.model.values import Json
from sijill.stats.attacks import Floats
from sijill.stats.change.placebo import BACK_DAYS, Placebo, Stretches, figures, ranked
from sijill.stats.change.rates import LEVEL, Ratio, special
from sijill.stats.series import Series

LEAST_DONORS: Final = 5
"""Places not addressed that a synthetic control needs: of fewer, the rank could not be below 1 in 6."""
LEAST_WEEKS: Final = 8
MOST_WEEKS: Final = 26
LEAST_SEPARATE: Final = 4.0
"""Separate earlier dates from which what is usual is taken."""
LEAST_A_WEEK: Final = 1.0
"""Attacks a week that a place needs before the step: a smoother one is a row of zeros that fits anything."""


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """How the addressed changed against the others. ratio: of the two rate ratios; counts: before and after of each.

    placebo: the rank of the difference among those at earlier dates.
    """

    ratio: Ratio
    counts: tuple[tuple[int, int], tuple[int, int]]
    placebo: Placebo


def difference(
    addressed: Series, others: Series, at: date, stretches: Stretches, *, expect: str = "either", back: int = BACK_DAYS,
    until: date | None = None, level: float = LEVEL,
) -> Difference:  # fmt: skip
    """The change of the log rate of the addressed, less that of the others, over the same days.

    Both series must span the same days. The interval's width is that of such differences at the earlier dates, by t;
    with too few of those it is that of chance alone, and says so. Raises NotEnoughData where the others have no attack.
    """
    if (addressed.start, addressed.n_days) != (others.start, others.n_days):
        raise NotEnoughData("the addressed and the others are not counted over the same days")
    index = addressed.index(at)
    days = stretches.admissible(index if until is None else min(index, addressed.index(until)), back=back)
    every = np.append(days, index)
    mine, theirs = stretches.counts(addressed, every), stretches.counts(others, every)
    for who, (before, after) in (("those addressed", mine), ("those not addressed", theirs)):
        if not (before[0, -1] or after[0, -1]):
            raise NotEnoughData(f"{who} have no attack before or after the step, so that there is no change to compare")
    rows = max(len(mine[0]), len(theirs[0]))
    (change, variance), (other, more) = figures(*mine, stretches), figures(*theirs, stretches)
    both = np.broadcast_to(change, (rows, len(every))) - np.broadcast_to(other, (rows, len(every)))
    spread = np.broadcast_to(variance + more, both.shape)
    found = ranked(both, spread, days, addressed.start, stretches, expect=expect)
    # Of very few earlier dates nothing can be learned of what is usual; the interval is then that of chance.
    usual = found.n_separate >= LEAST_SEPARATE
    drawn = float(both[1:, -1].var()) if rows > 1 else 0.0
    log, error = float(both[0, -1]), math.sqrt(float(spread[0, -1]) + (found.spread if usual else 0.0) + drawn)
    share = 1 - (1 - level) / 2
    reach = float(special().stdtrit(found.n_separate - 1, share) if usual else special().ndtri(share))
    ratio = Ratio(
        math.exp(log), math.exp(log - reach * error), math.exp(log + reach * error), level, None,
        "difference in log rates",
        "Without the step the addressed would have changed as the others did"
        + (", give or take what was usual before." if usual else ", give or take chance alone."),
    )  # fmt: skip
    (a, b), (c, d) = ((int(first[0, -1]), int(second[0, -1])) for first, second in (mine, theirs))
    return Difference(ratio, ((a, b), (c, d)), found)


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A synthetic control. ratio: attacks after over what the others would have had; weights: of the others, largest
    first; rank: among all places, each taken as the addressed one, of how much worse the fit is after than before;
    n_places: with the addressed. misfit: root mean square before, as a share of the usual week."""

    ratio: float | None
    weights: Mapping[str, float]
    rank: int
    n_places: int
    misfit: float
    n_weeks_before: int
    n_weeks_after: int

    def to_json(self) -> dict[str, Json]:
        return {
            "ratio": None if self.ratio is None else round(self.ratio, 3), "rank": self.rank,
            "n_places": self.n_places, "weights": {name: round(w, 3) for name, w in self.weights.items()},
            "misfit": round(self.misfit, 3), "n_weeks_before": self.n_weeks_before, "n_weeks_after": self.n_weeks_after,
        }  # fmt: skip


def synthetic(addressed: Series, others: Mapping[str, Series], at: date, *, gap: int = 0, after: int) -> Synthetic:
    """A synthetic control by week. at: the first day after the step; gap: days before it left out; after: days.

    Raises NotEnoughData, with the reason, where the data do not carry one; MissingExtra without pysyncon.
    """
    n_after = after // 7
    n_before = min(MOST_WEEKS, (addressed.index(at) - gap) // 7)
    if n_before < LEAST_WEEKS or n_after < 1:
        raise NotEnoughData(
            f"{n_before} whole weeks before and {n_after} after are too few for a synthetic control; {LEAST_WEEKS} and "
            "1 are needed"
        )
    weeks = {name: _weeks(one, at, gap, n_before, n_after) for name, one in others.items()}
    weeks = {name: told for name, told in weeks.items() if told[:n_before].mean() >= LEAST_A_WEEK}
    mine = _weeks(addressed, at, gap, n_before, n_after)
    if mine[:n_before].mean() < LEAST_A_WEEK:
        raise NotEnoughData("the addressed had under one attack a week before, too few for a synthetic control")
    if len(weeks) < LEAST_DONORS:
        raise NotEnoughData(
            f"{len(weeks)} others had one attack a week before; a synthetic control needs {LEAST_DONORS} such"
        )
    names = list(weeks)
    # Each as a share of its own usual week, so that large and small places can stand for one another.
    columns = np.column_stack([mine, *weeks.values()])
    columns = columns / columns[:n_before].mean(axis=0)
    grades, made = [], np.zeros(len(names))
    for n in range(columns.shape[1]):
        donors = np.delete(columns, n, axis=1)
        weights = _weights(columns[:n_before, n], donors[:n_before])
        off = columns[:, n] - donors @ weights
        grades.append(_root(off[n_before:]) / max(_root(off[:n_before]), 1e-6))
        if n == 0:
            made, misfit = weights, _root(off[:n_before])
    would = float((columns[n_before:, 1:] @ made).sum())
    kept = sorted(((name, float(w)) for name, w in zip(names, made, strict=True) if w >= 0.005), key=lambda p: -p[1])
    return Synthetic(
        float(columns[n_before:, 0].sum()) / would if would > 0 else None, dict(kept),
        sum(grade >= grades[0] - 1e-9 for grade in grades), len(grades), misfit, n_before, n_after,
    )  # fmt: skip


def _weeks(series: Series, at: date, gap: int, n_before: int, n_after: int) -> Floats:
    """Best counts by week: those that end before the gap, then those from the step on. Shape (weeks,)."""
    first = series.index(at - timedelta(days=gap + 7 * n_before))
    before = series.best[first : first + 7 * n_before]
    after = series.best[series.index(at) : series.index(at) + 7 * n_after]
    weeks: Floats = np.concatenate([before, after]).reshape(-1, 7).sum(axis=1).astype(np.float64)
    return weeks


def _weights(mine: Floats, donors: Floats) -> Floats:
    """Weights of the donors, none negative and 1 in all, that come closest to what the addressed did."""
    frames, synth = _pysyncon()
    told = np.column_stack([donors, mine])
    # pysyncon divides each week by its spread; a week in which all places are alike tells nothing.
    usable = told.std(axis=1) > 0
    before = frames.DataFrame(donors[usable])
    addressed = frames.Series(mine[usable], name="addressed")
    fit = synth()
    fit.fit(X0=before, X1=addressed, Z0=before, Z1=addressed, custom_V=told[usable].std(axis=1, ddof=1) ** 2)
    found: Floats = np.asarray(fit.W, dtype=np.float64)
    return found


def _pysyncon() -> tuple[Any, Any]:
    try:
        with warnings.catch_warnings():
            # Its docstrings hold backslashes that Python warns of when it first compiles them.
            warnings.simplefilter("ignore")
            import pandas
            from pysyncon import Synth
    except ImportError as error:
        raise MissingExtra.of("stats", "a synthetic control needs pysyncon") from error
    return pandas, Synth


def _root(off: Floats) -> float:
    return float(np.sqrt((off**2).mean()))


__all__ = ["LEAST_DONORS", "LEAST_WEEKS", "Difference", "Synthetic", "difference", "synthetic"]
