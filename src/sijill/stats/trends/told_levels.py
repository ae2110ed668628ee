"""The level over time and the last weeks, in words and rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sijill.errors import NotEnoughData
from sijill.model.values import Json
from sijill.stats.attacks import Ints
from sijill.stats.series import Series
from sijill.stats.trends.arrays import overdispersion
from sijill.stats.trends.changes import LEAST_STRETCH, Change, Changes, changes
from sijill.stats.trends.escalation import Unusual, escalation
from sijill.stats.trends.finding import (
    Finding,
    number,
    percent,
    redraws,
    rounded,
    table,
    told_or_not,
    weeks_back,
)
from sijill.stats.trends.online import EVERY, beliefs
from sijill.stats.trends.words import Said, said

MOST_DAYS: Final = 400
"""Days up to which shifts are sought by day; in a longer series they are sought by week."""
LEAST_DAYS: Final = 14
RECENT_DAYS: Final = 28
LAST_WEEKS: Final = 8
MOST_WEEKS: Final = 260
"""Weeks of the past that the next are forecast from: five years."""


def levels(series: Series) -> Finding:
    """Where the level shifts, and how likely it has shifted in the last four weeks."""
    return told_or_not("levels", "Changes of level", series.as_of, lambda: _levels(series))


def _levels(series: Series) -> Finding:
    span = 1 if series.n_days <= MOST_DAYS else 7
    if series.n_days < LEAST_DAYS:
        raise NotEnoughData(
            f"a search for changes of level needs {LEAST_DAYS} days at least, and the data have {series.n_days}"
        )
    start, counts = (series.start, series.counts) if span == 1 else weeks_back(series)
    least = LEAST_STRETCH if span == 1 else 3
    spread = overdispersion(counts[0], spans=(1, 7) if span == 1 else (1,))
    found = changes(counts[0], least_stretch=least, dispersion=spread)
    again = [changes(row, least_stretch=least, dispersion=spread) for row in _again(series, span)]
    believed = beliefs(counts[0], every=EVERY / span, dispersion=found.dispersion)
    recent = believed.changed_within(max(1, RECENT_DAYS // span))
    rows: list[dict[str, Json]] = []
    for n, level in enumerate(found.levels):
        shift = found.changes[n - 1] if n else None
        rows.append({
            "from": str(_day(start, level.first, span)), "to": str(_day(start, level.last + 1, span, -1)),
            "n": level.n, "per_week": rounded(level.rate * 7 / span), "low": rounded(level.low * 7 / span),
            "high": rounded(level.high * 7 / span), **_shift(shift, start, span, again),
        })  # fmt: skip
    unit = "day" if span == 1 else "week"
    method = (
        f"Change points by PELT with a Poisson cost over {len(counts[0])} {unit}s, each level at least {least} {unit}s "
        f"long, the cost divided by the overdispersion of {found.dispersion:.1f} and a penalty of 3 log n; 90% "
        "intervals; the range of a shift is the narrowest that holds 90% of its posterior between its neighbours; "
        f"the chance of a recent shift is that of Bayesian run lengths, levels lasting {EVERY:.0f} days on average"
    )
    columns = (
        "from", "to", "n", "per_week", "low", "high", "shift_earliest", "shift_latest", "ratio", "ratio_low",
        "ratio_high", "in_draws",
    )  # fmt: skip
    notes = [f"The chance that the level has shifted within the last {RECENT_DAYS} days is {percent(recent)}."]
    if found.changes:
        notes.append("A shift is put where the levels differ most, so that its ratio is somewhat overstated.")
    weekly = f"{series.units} a week"
    units = {"n": series.units, "per_week": weekly, "low": weekly, "high": weekly, "in_draws": "share of draws"}
    return Finding(
        "levels", "Changes of level", _sentence(found, start, span),
        table(columns, rows, method, series, **units),
        "Between two shifts the level is steady, and every attack that happened had the same chance to be told.",
        tuple(notes), chart={"kind": "levels"},
    )  # fmt: skip


def _again(series: Series, span: int) -> list[Ints]:
    drawn = redraws(series)
    if span == 1:
        return list(drawn)
    n = series.n_days // 7
    return list(drawn[:, series.n_days - 7 * n :].reshape(len(drawn), n, 7).sum(axis=2))


def _day(start: date, at: int, span: int, more: int = 0) -> date:
    return start + timedelta(days=at * span + more)


def _shift(shift: Change | None, start: date, span: int, again: list[Changes]) -> dict[str, Json]:
    if shift is None:
        names = ("shift_earliest", "shift_latest", "ratio", "ratio_low", "ratio_high", "in_draws")
        return dict.fromkeys(names)
    found = sum(any(shift.earliest <= c.at <= shift.latest for c in one.changes) for one in again)
    return {
        "shift_earliest": str(_day(start, shift.earliest, span)),
        "shift_latest": str(_day(start, shift.latest, span)),
        "ratio": rounded(shift.ratio), "ratio_low": rounded(shift.low), "ratio_high": rounded(shift.high),
        "in_draws": rounded(found / len(again)),
    }  # fmt: skip


def _sentence(found: Changes, start: date, span: int) -> Said:
    last = found.levels[-1]
    figures = {
        name: number(value * 7 / span) for name, value in (("now", last.rate), ("low", last.low), ("high", last.high))
    }
    if not found.changes:
        return said("levels_none", **figures)
    shift, before = found.changes[-1], found.levels[-2]
    earliest, latest = _day(start, shift.earliest, span), _day(start, shift.latest, span)
    when = f"on {earliest}" if earliest == latest else f"between {earliest} and {latest}"
    n = len(found.changes)
    return said(
        "levels_rose" if last.rate > before.rate else "levels_fell",
        times="once" if n == 1 else "twice" if n == 2 else f"{n} times", n=n, when=when, earliest=earliest,
        latest=latest, before=number(before.rate * 7 / span), **figures,
    )  # fmt: skip


def now(series: Series) -> Finding:
    """How unusual the last weeks are, against what the weeks before had led one to expect."""
    return told_or_not("now", "The last weeks against their own past", series.as_of, lambda: _now(series))


def _now(series: Series) -> Finding:
    start, weeks = weeks_back(series, most=MOST_WEEKS)
    found = escalation(weeks[0], last=LAST_WEEKS)
    rows = [
        {
            "from": str(start + timedelta(days=7 * one.at)), "to": str(start + timedelta(days=7 * one.at + 6)),
            "n": one.n, "n_low": int(weeks[:, one.at].min()), "n_high": int(weeks[:, one.at].max()),
            "expected": rounded(one.expected, 1), "low": one.low, "high": one.high, "as_many": rounded(one.more),
            "as_few": rounded(one.fewer), "unusual": one.unusual,
        }
        for one in found
    ]  # fmt: skip
    method = (
        "Posterior predictive of each week from the weeks before it alone: a level that wanders and now and then "
        "jumps, seen through negative binomial counts, the speeds weighed by how well they foretold the series; weeks "
        "of seven days counted back from the last day; 90% of what was to be expected lies between low and high"
    )
    columns = ("from", "to", "n", "n_low", "n_high", "expected", "low", "high", "as_many", "as_few", "unusual")
    odd = sum(one.unusual for one in found)
    notes = (
        f"Of the last {len(found)} weeks {odd} {'lies' if odd == 1 else 'lie'} outside the range; by chance about "
        f"{len(found) / 10:.1f} would.",
    )
    units = {"n": series.units, "expected": series.units, "low": series.units, "high": series.units}
    return Finding(
        "now", "The last weeks against their own past", _last_week(found[-1], rows[-1]),
        table(columns, rows, method, series, **units),
        "The coming week is drawn as the past ones were, with the same chance to be told.", notes,
        chart={"kind": "now"},
    )  # fmt: skip


def _last_week(one: Unusual, row: dict[str, Json]) -> Said:
    key = "now_many" if one.n > one.high else "now_few" if one.n < one.low else "now_usual"
    chance = percent(one.more if one.n > one.high else one.fewer)
    return said(key, start=row["from"], end=row["to"], n=one.n, low=one.low, high=one.high, chance=chance)
