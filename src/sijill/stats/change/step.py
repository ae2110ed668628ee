"""Did a step change anything: all comparisons around one day, over all draws of what is not known."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar

import numpy as np

from sijill.errors import MissingExtra, NotEnoughData, UnknownChoice
from sijill.stats.attacks import Ints
from sijill.stats.change.controls import Difference, Synthetic, difference, synthetic
from sijill.stats.change.dispersion import Dispersion, dispersion, negative_binomial, quasi_poisson
from sijill.stats.change.interrupted import Interrupted, interrupted
from sijill.stats.change.placebo import BACK_DAYS, Placebo, placebo
from sijill.stats.change.power import FALLS, Smallest, chance_to_show, smallest, smallest_ranked
from sijill.stats.change.rates import LEVEL, PRIOR, Ratio, chance_of_fall, exact, gamma_poisson, special
from sijill.stats.change.windows import Plan, Span, plan
from sijill.stats.periods import Calendar
from sijill.stats.series import Series

EXPOSURES: Final = ("days", "months")
RUN_UP: Final = 7
"""Days before the step that the interrupted series leaves out, at least."""
T = TypeVar("T")
LONG: Final = 84
"""Days before the step that the interrupted series is fitted to, where there are as many: twelve weeks."""
FITS: Final = 20
"""Draws that a model of days is fitted to: Rubin's rules need no more for a fraction of what is known."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A count, over draws: best is what the ledger counts, low and high hold nine draws in ten."""

    best: int
    low: int
    high: int

    @classmethod
    def of(cls, draws: Ints) -> Counted:
        """draws: shape (draws,), the best estimate first."""
        low, high = np.quantile(draws[1:] if len(draws) > 1 else draws, [0.05, 0.95], method="inverted_cdf")
        return cls(int(draws[0]), int(low), int(high))


@dataclass(frozen=True, slots=True)
class Comparison:
    """One stretch of days against another.

    first, second: what is compared; two spans where before and after are taken together. counts: of each. exposure: of
    each, in days or months. exact, gamma: ratios of the rates, the second over the first. models: ratios that allow for
    days that vary beyond chance, empty where they do not. placebo: None where the two do not follow each other.
    untold: what could not be done, and why.
    """

    first: tuple[Span, ...]
    second: Span
    counts: tuple[Counted, Counted]
    days: tuple[int, int]
    exposure: tuple[int, int]
    exact: Ratio
    gamma: Ratio
    chance_of_fall: float
    dispersion: Dispersion | None
    models: tuple[Ratio, ...]
    placebo: Placebo | None
    smallest: Smallest
    ranked: Smallest | None
    chances: Mapping[float, float]
    untold: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.second.name} against {' and '.join(span.name for span in self.first)}"


@dataclass(frozen=True, slots=True)
class Tested:
    """Everything about one step. The first comparison is the headline's.

    step: what was tested, in words. series: what was counted. interrupted, difference, synthetic: None where they were
    not asked for or could not be done; `untold` says why.
    """

    step: str
    series: Series
    plan: Plan
    expect: str
    level: float
    back: int
    exposure: str
    comparisons: tuple[Comparison, ...]
    interrupted: Interrupted | None = None
    difference: Difference | None = None
    synthetic: Synthetic | None = None
    against: str = ""
    untold: tuple[str, ...] = field(default=())

    @property
    def headline(self) -> Comparison:
        return self.comparisons[0]


def tested(
    series: Series,
    step: date,
    *,
    step_end: date | None = None,
    until: date | None = None,
    days: int | None = None,
    run_up: int = 0,
    expect: str = "either",
    level: float = LEVEL,
    back: int = BACK_DAYS,
    exposure: str = "days",
    named: str = "",
    others: Series | None = None,
    donors: Mapping[str, Series] | None = None,
    against: str = "",
) -> Tested:
    """Compare the days before, between and after, rank the change among placebo dates, and say what could be shown.

    step, step_end, until, days, run_up: see `plan`. expect: "either", "fall" or "rise", the side the placebo rank
    counts. back: days before the step in which placebo dates lie. exposure: what counts are set over, "days", or
    "months", each then counting alike, where every span begins with one. named: the step in words. others: attacks by
    those not addressed, over the same days; donors: the same by place, for a synthetic control; against: their filter.
    Raises NotEnoughData where there is no day to compare, UnknownChoice for another exposure.
    """
    if exposure not in EXPOSURES:
        raise UnknownChoice.of("exposure", exposure, EXPOSURES)
    made = plan(series, step, step_end=step_end, until=until, days=days, run_up=run_up, back=back)
    spans = made.spans
    if exposure == "months" and any(span.start.day != 1 for span in spans):
        raise NotEnoughData("months are compared only where each span begins with one; give the first days of months")
    asked = _Asked(made, expect, level, back, exposure)
    found = [_compared(series, (spans[0],), spans[1], 0, asked)]
    if len(spans) == 3:
        found.append(_compared(series, (spans[1],), spans[2], 1, replace(asked, expect="either")))
        found.append(_compared(series, (spans[0], spans[2]), spans[1], None, asked))
    untold: list[str] = []
    segmented = _told(untold, lambda: _interrupted(series, made, run_up, level))
    beside = weighed = None
    if others is not None:
        stretches = made.stretches()
        beside = _told(
            untold,
            lambda: difference(series, others, made.at, stretches, expect=expect, back=back, level=level),
        )
        after = spans[1].n_days
        weighed = _told(untold, lambda: synthetic(series, donors or {}, made.at, gap=made.gap, after=after))
    return Tested(
        named or f"{step:%-d %B %Y}", series, made, expect, level, back, exposure, tuple(found), segmented, beside,
        weighed, against, tuple(untold),
    )  # fmt: skip


def _told(untold: list[str], made: Callable[[], T]) -> T | None:
    try:
        return made()
    except (NotEnoughData, MissingExtra) as error:
        untold.append(f"{error}.")
        return None


@dataclass(frozen=True, slots=True)
class _Asked:
    plan: Plan
    expect: str
    level: float
    back: int
    exposure: str

    def spent(self, spans: Iterable[Span]) -> int:
        """The exposure of spans, in days or in months begun."""
        if self.exposure == "days":
            return sum(span.n_days for span in spans)
        months = Calendar("month")
        return sum(months.number(span.end) - months.number(span.start) + 1 for span in spans)


def _compared(series: Series, first: tuple[Span, ...], second: Span, n: int | None, asked: _Asked) -> Comparison:
    """n: the place of `first` among the spans, None where it is no one span before the second."""
    made, expect, level, back = asked.plan, asked.expect, asked.level, asked.back
    a = np.sum([series.total(span.start, span.end) for span in first], axis=0)
    b = series.total(second.start, second.end)
    days = (sum(span.n_days for span in first), second.n_days)
    spent = (asked.spent(first), asked.spent([second]))
    untold: list[str] = []
    parts = [_days(series, span) for span in (*first, second)]
    varied = _told(untold, lambda: _dispersion(series, [part[0] for part in parts]))
    models: tuple[Ratio, ...] = ()
    if varied is not None and varied.is_there:
        before = np.concatenate(parts[:-1], axis=1)
        fits = (negative_binomial, quasi_poisson) if len(first) == 1 else (negative_binomial,)
        models = tuple(_pooled(fit, before, parts[-1], level) for fit in fits)
    rank = None
    if n is not None:
        until = made.spans[0].end if n else None
        rank = placebo(series, second.start, made.stretches(n), expect=expect, back=back, until=until)
    best = int(a[0])
    gamma, fall = _posterior(a, b, spent, level)
    return Comparison(
        first, second, (Counted.of(a), Counted.of(b)), days, spent, _exact(a, b, spent, level), gamma, fall, varied,
        models, rank, smallest(best, days=spent), smallest_ranked(best, made.stretches(n or 0), rank) if rank else None,
        {share: chance_to_show(best, share, days=spent) for share in FALLS}, tuple(untold),
    )  # fmt: skip


def _dispersion(series: Series, parts: list[Ints]) -> Dispersion:
    _require_days(series)
    return dispersion(*parts)


def _require_days(series: Series) -> None:
    """Raise NotEnoughData where the days are mostly ours: how days vary can then not be seen."""
    if 2 * series.unplaced > len(series.incidents):
        raise NotEnoughData(
            f"{series.unplaced:,} of {len(series.incidents):,} have no day told, so that how days vary and where they "
            "were heading cannot be measured"
        )


def _days(series: Series, span: Span) -> Ints:
    """Counts by day: shape (draws, days)."""
    told: Ints = series.counts[:, series.index(span.start) : series.index(span.end) + 1]
    return told


def _pairs(a: Ints, b: Ints) -> Iterable[tuple[int, int, int]]:
    """The different pairs of counts among the draws, and how often each comes."""
    drawn = np.stack([a, b], axis=1)[1 if len(a) > 1 else 0 :]
    pairs, times = np.unique(drawn, axis=0, return_counts=True)
    return [(int(x), int(y), int(n)) for (x, y), n in zip(pairs, times, strict=True)]


def _exact(a: Ints, b: Ints, days: tuple[int, int], level: float) -> Ratio:
    """The best estimate's ratio and p; an interval that holds those of nine draws in ten at each end."""
    best = exact(int(a[0]), int(b[0]), days=days, level=level)
    pairs = list(_pairs(a, b))
    if len(pairs) == 1 and len(a) == 1:
        return best
    each = [(exact(x, y, days=days, level=level), n) for x, y, n in pairs]
    low = _quantile([(one.low, n) for one, n in each], 0.05)
    high = _quantile([(math.inf if one.high is None else one.high, n) for one, n in each], 0.95)
    low, high = min(low, best.low), max(high, math.inf if best.high is None else best.high)
    return Ratio(best.value, low, None if math.isinf(high) else high, level, best.p, best.method, best.assumes)


def _quantile(values: Sequence[tuple[float, int]], share: float) -> float:
    """A quantile of values that each come several times."""
    ordered = sorted(values)
    reach = share * sum(n for _, n in ordered)
    seen = 0
    for value, n in ordered:
        seen += n
        if seen >= reach:
            return value
    return ordered[-1][0]


def _posterior(a: Ints, b: Ints, days: tuple[int, int], level: float) -> tuple[Ratio, float]:
    """The gamma-Poisson posterior averaged over the draws."""
    pairs = list(_pairs(a, b))
    one = gamma_poisson(int(a[0]), int(b[0]), days=days, level=level)
    fall = sum(n * chance_of_fall(x, y, days=days) for x, y, n in pairs) / sum(n for _, _, n in pairs)
    if len(pairs) == 1:
        return one, fall
    grid = (np.arange(400) + 0.5) / 400
    points = [special().betaincinv(y + PRIOR, x + PRIOR, grid) for x, y, _ in pairs]
    weights = np.concatenate([np.full(len(grid), n) for _, _, n in pairs])
    values = np.concatenate(points)
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) / weights.sum()
    tail = (1 - level) / 2
    middle, low, high = (float(values[order][np.searchsorted(reached, at)]) for at in (0.5, tail, 1 - tail))
    odds = days[1] / days[0]
    middle, low, high = (share / (1 - share) / odds for share in (middle, low, high))
    return Ratio(middle, low, high, level, None, one.method, one.assumes), fall


def _pooled(fit: Callable[..., Ratio], before: Ints, after: Ints, level: float) -> Ratio:
    """A model's ratio over the draws."""
    n_draws = min(FITS, len(before) - 1)
    each = [fit(before[n], after[n], level=level) for n in range(1, n_draws + 1)]
    return _pool(fit(before[0], after[0], level=level), each)


def _pool(best: Ratio, each: Sequence[Ratio]) -> Ratio:
    """One ratio from those of several draws, by the rules of Rubin 1987, Multiple Imputation for Nonresponse."""
    if not each:
        return best
    logs = np.log([one.value or 1.0 for one in each])
    widths = np.array([math.log((one.high or 1.0) / one.low) / 2 for one in each])
    reach = float(special().ndtri(1 - (1 - best.level) / 2))
    between = float(logs.var(ddof=1)) if len(each) > 1 else 0.0
    half = math.sqrt(float((widths**2).mean()) + (1 + 1 / len(each)) * between * reach**2)
    middle = float(logs.mean())
    p = float(2 * special().ndtr(-abs(middle) / half * reach)) if half else 1.0
    return replace(best, value=math.exp(middle), low=math.exp(middle - half), high=math.exp(middle + half), p=p)


def _interrupted(series: Series, made: Plan, run_up: int, level: float) -> Interrupted:
    """Twelve weeks before the run-up, and the days of the second span."""
    _require_days(series)
    gap = made.gap + max(0, RUN_UP - run_up)
    at = series.index(made.at)
    first = max(0, at - gap - LONG)
    if at - gap <= first:
        raise NotEnoughData("no day before the run-up is left for a slope")
    before, after = series.counts[:, first : at - gap], _days(series, made.spans[1])
    fits = [interrupted(before[n], after[n], gap=gap, level=level) for n in range(min(FITS, series.n_draws) + 1)]
    best, each = fits[0], fits[1:]
    return replace(
        best, level=_pool(best.level, [one.level for one in each]),
        slope_before=_pool(best.slope_before, [one.slope_before for one in each]),
        slope_change=_pool(best.slope_change, [one.slope_change for one in each]),
    )  # fmt: skip


__all__ = ["RUN_UP", "Comparison", "Counted", "Tested", "tested"]
