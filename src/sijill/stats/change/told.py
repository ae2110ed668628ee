"""A test of a step as JSON and as a table."""

from __future__ import annotations

import math
from dataclasses import asdict
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np

from sijill.model.tables import Table
from sijill.model.values import Json
from sijill.stats.change import words
from sijill.stats.change.placebo import Placebo
from sijill.stats.change.power import Smallest
from sijill.stats.change.step import Comparison, Tested
from sijill.stats.change.windows import Span

COLUMNS = (
    "comparison", "statistic", "first", "second", "days_first", "days_second", "value", "low", "high", "p", "rank",
    "n_placebo", "assumes",
)  # fmt: skip


def as_json(told: Tested) -> dict[str, Json]:
    """Everything, with the sentences, the method line, and the incidents that it rests on."""
    series = told.series
    spans = told.plan.spans
    return {
        "step": told.step, "at": told.plan.at.isoformat(), "expect": told.expect, "units": series.units,
        "exposure": told.exposure, "headline": words.headline(told), "sentences": words.sentences(told),
        "spans": [_span(one) for one in spans], "left_out_before_step": told.plan.gap, "cut_short": list(told.plan.cut),
        "comparisons": [_comparison(one) for one in told.comparisons],
        "interrupted": told.interrupted.to_json() if told.interrupted else None,
        "difference": _difference(told), "synthetic": told.synthetic.to_json() if told.synthetic else None,
        "untold": words.untold(told), "method": method(told), "filter": series.asked, "against": told.against,
        "codebook": series.codebook, "as_of": series.as_of, "incidents": list(series.incidents),
        "by_day": {"from": series.start.isoformat(), "best": [int(n) for n in series.best]},
    }  # fmt: skip


def method(told: Tested) -> str:
    """One paragraph: what was counted, how it was compared, and what the headline takes for granted."""
    length = ", ".join(f"{one.name} {one.n_days}" for one in told.plan.spans)
    out = f", {told.plan.gap} ahead of the step left out" if told.plan.gap else ""
    return (
        f"{told.series.method} Stretches of {length} days{out}; counts are set over {told.exposure}. The rank is that "
        "of the change of the log rate over its error (what chance gives, and what such changes varied by beyond it at "
        f"the earlier dates), among dates at most {told.back} days before; it takes the time before to be like the "
        f"time tested, but for the step. Exact intervals at {told.level:.0%} by Clopper and Pearson given the sum, p "
        "the sum of all outcomes no likelier."
    )


def table(told: Tested) -> Table:
    """One row a statistic of each comparison: its value with its interval, p only beside the placebo rank."""
    rows: list[dict[str, Json]] = []
    for one in told.comparisons:
        rank = one.placebo
        ranks = rank is not None and rank.n_dates > 0
        beside = {"rank": rank.rank if rank and ranks else None, "n_placebo": rank.n_dates if rank else None}
        for ratio in (one.exact, one.gamma, *one.models):
            rows.append({**_row(one, ratio.method, ratio.assumes), **_ends(ratio.to_json()), **beside})
        if rank is not None:
            row = _row(one, "placebo rank", "The time before is like the time tested, but for the step.")
            rows.append(
                {
                    **row,
                    "value": one.exact.value,
                    "low": None,
                    "high": None,
                    "p": round(rank.p, 4) if ranks else None,
                    **beside,
                }
            )
    return Table(COLUMNS, rows, {}, method(told), told.series.as_of, {"days_first": "days", "days_second": "days"})


def _row(one: Comparison, statistic: str, assumes: str) -> dict[str, Json]:
    return {
        "comparison": one.name, "statistic": statistic, "first": one.counts[0].best, "second": one.counts[1].best,
        "days_first": one.days[0], "days_second": one.days[1], "assumes": assumes,
    }  # fmt: skip


def _ends(told: dict[str, Json]) -> dict[str, Json]:
    return {"value": told["ratio"], "low": told["low"], "high": told["high"], "p": told["p"]}


def _span(span: Span) -> dict[str, Json]:
    return {
        "name": span.name, "from": span.start.isoformat(), "to": span.end.isoformat(), "n_days": span.n_days,
    }  # fmt: skip


def _comparison(one: Comparison) -> dict[str, Json]:
    varied = one.dispersion
    return {
        "name": one.name, "first": [_span(span) for span in one.first], "second": _span(one.second),
        "counts": [asdict(counted) for counted in one.counts], "n_days": list(one.days),
        "exposure": list(one.exposure),
        "ratios": [ratio.to_json() for ratio in (one.exact, one.gamma, *one.models)],
        "chance_of_fall": round(one.chance_of_fall, 4),
        "dispersion": None if varied is None else {
            "value": round(varied.value, 3), "p": round(varied.p, 4), "lag1": _short(varied.lag1),
            "lag7": _short(varied.lag7), "n_days": varied.n_days, "is_there": varied.is_there,
        },
        "placebo": None if one.placebo is None else _placebo(one.placebo),
        "smallest_by_chance": _least(one.smallest), "smallest_by_placebo": _least(one.ranked),
        "chance_to_show_fall": {f"{share:.0%}": round(chance, 3) for share, chance in one.chances.items()},
    }  # fmt: skip


def _placebo(found: Placebo) -> dict[str, Json]:
    return {
        "rank": found.rank, "n_dates": found.n_dates, "n_as_large": found.n_as_large,
        "n_separate": round(found.n_separate, 1), "p": round(found.p, 4), "p_low": round(found.p_low, 4),
        "p_high": round(found.p_high, 4), "least_p": round(found.least_p, 4), "expect": found.expect,
        "from": _iso(found.first), "to": _iso(found.last), "ratios": [round(float(r), 4) for r in found.ratios],
    }  # fmt: skip


def _difference(told: Tested) -> dict[str, Json] | None:
    if (found := told.difference) is None:
        return None
    return {
        **found.ratio.to_json(), "counts": [list(pair) for pair in found.counts], "placebo": _placebo(found.placebo),
    }  # fmt: skip


def _least(least: Smallest | None) -> dict[str, Json] | None:
    return None if least is None else {"fall_to": least.fall_to, "rise_to": least.rise_to}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def bars(told: Tested) -> list[dict[str, Any]]:
    """What a chart shows: attacks by week, counted from the step so that no week lies on both sides.

    Returns one mapping a week: its first and last day, the count, its days, and the span it lies in, "" outside.
    A week is cut where a span begins or ends, so that a bar belongs to one span; rates make them comparable.
    """
    series, spans = told.series, told.plan.spans
    edges = {series.start, series.end + timedelta(days=1)}
    for span in spans:
        edges |= {span.start, span.end + timedelta(days=1)}
    at = told.plan.at
    weeks = range(-math.ceil((at - series.start).days / 7), math.ceil((series.end - at).days / 7) + 1)
    inside = {at + timedelta(days=7 * n) for n in weeks}
    cuts = sorted(edges | {day for day in inside if series.start < day <= series.end})
    cuts = _joined(cuts, edges)
    found = []
    for first, after in pairwise(cuts):
        last = after - timedelta(days=1)
        total = int(np.sum(series.best[series.index(first) : series.index(after)]))
        within = next((span.name for span in spans if span.start <= first and last <= span.end), "")
        n_days = (after - first).days
        found.append({"from": first.isoformat(), "to": last.isoformat(), "n": total, "n_days": n_days, "span": within})
    return found


def _joined(cuts: list[date], edges: set[date]) -> list[date]:
    """The cuts without those that would leave less than half a week beside the border of a span."""
    kept: list[date] = []
    for n, day in enumerate(cuts):
        near = [other for other in (cuts[n - 1] if n else None, cuts[n + 1] if n + 1 < len(cuts) else None) if other]
        if day not in edges and any(other in edges and abs((other - day).days) < 4 for other in near):
            continue
        kept.append(day)
    return kept


__all__ = ["COLUMNS", "as_json", "bars", "method", "table"]
