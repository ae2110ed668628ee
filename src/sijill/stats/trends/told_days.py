"""Weekdays, months of the year, anniversaries and follow-ups, in words and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.model.values import Json
from sijill.stats.series import Series
from sijill.stats.trends.finding import (
    Finding,
    each_draw,
    number,
    over_draws,
    percent,
    rounded,
    table,
    told_or_not,
)
from sijill.stats.trends.followups import FollowUps, follow_ups
from sijill.stats.trends.seasons import anniversary, months, weekdays
from sijill.stats.trends.words import Said, said

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DOUBT: Final = 0.05
LEAST_ANNIVERSARIES: Final = 2
FEW_DRAWS: Final = 4
MOST_DAYS: Final = 1461
"""Days of the past in which follow-ups are looked for: four years."""
NEAR: Final = 3
"""Days on either side of an anniversary that count as near."""


def weekday(series: Series, *, first_weekday: int = 0, seed: int = 1) -> Finding:
    """Whether attacks favour days of the week. series: of attacks whose day is told."""
    name, title = "weekday", "Days of the week"

    def make() -> Finding:
        each = [weekdays(row, start=series.start, rng=np.random.default_rng(seed)) for row in each_draw(series)]
        found, p = each[0], float(np.median([one.p for one in each]))
        low, high = np.min([one.low for one in each], axis=0), np.max([one.high for one in each], axis=0)
        rows = [
            {"weekday": WEEKDAYS[n], "ratio": rounded(found.ratios[n]), "low": rounded(low[n]),
             "high": rounded(high[n])}
            for n in ((first_weekday + k) % 7 for k in range(7))
        ]  # fmt: skip
        most, least = int(found.ratios.argmax()), int(found.ratios.argmin())
        told = said(
            "weekday_some" if p <= DOUBT else "weekday_none", most=WEEKDAYS[most], least=WEEKDAYS[least],
            most_ratio=number(found.ratios[most]), least_ratio=number(found.ratios[least]), chance=percent(p),
        )  # fmt: skip
        method = (
            f"Each weekday against the mean day over {found.n_weeks} whole weeks; days are shuffled within their week "
            "1,999 times; 90% intervals by bootstrap over weeks; only attacks whose day is told"
            f"{over_draws(series.n_draws)}"
        )
        return Finding(
            name, title, told, table(("weekday", "ratio", "low", "high"), rows, method, series, ratio="of a mean day"),
            "The day told is the day of the attack, and not the day on which somebody reported or posted it.",
            chart={"kind": "bars", "x": "weekday", "one": 1.0},
        )  # fmt: skip

    return told_or_not(name, title, series.as_of, make)


def season(series: Series, *, seed: int = 1) -> Finding:
    """Whether attacks favour months of the year."""
    name, title = "season", "Months of the year"

    def make() -> Finding:
        firsts, counts, n_days = series.cut("month")
        whole = [n for n, first in enumerate(firsts) if n_days[n] == _length(first)]
        if not whole:
            raise NotEnoughData("there is no whole month")
        kept = slice(whole[0], whole[-1] + 1)
        rates = counts[0][kept] / n_days[kept]
        found = months(rates, first_month=firsts[whole[0]].month, rng=np.random.default_rng(seed))
        rows = [
            {"month": MONTHS[n], "ratio": rounded(found.ratios[n]), "low": rounded(found.low[n]),
             "high": rounded(found.high[n])}
            for n in range(12)
        ]  # fmt: skip
        most = int(found.ratios.argmax())
        told = said(
            "season_some" if found.p <= DOUBT else "season_none", most=MONTHS[most],
            most_ratio=number(found.ratios[most]), chance=percent(found.p),
        )  # fmt: skip
        method = (
            f"Attacks a day in each month against the mean of its twelve months, {found.n_years} years; years are "
            "turned against each other at random 1,999 times; 90% intervals of Student over years"
        )
        return Finding(
            name, title, told,
            table(("month", "ratio", "low", "high"), rows, method, series, ratio="of the year's mean"),
            "A season comes back in the same months each year; months of the lunar calendar, such as Ramadan, do not.",
            chart={"kind": "bars", "x": "month", "one": 1.0},
        )  # fmt: skip

    return told_or_not(name, title, series.as_of, make)


def _length(first: date) -> int:
    return ((first.replace(day=28) + timedelta(days=4)).replace(day=1) - first).days


Recalled = Sequence[tuple[str, int, int, date | None]]
"""Days of the year: what each recalls, month, day, and the day it recalls, after which its anniversaries begin."""


def anniversaries(series: Series, recalled: Recalled) -> Finding:
    """Whether attacks come near anniversaries. series: of attacks whose day is told."""
    name, title = "anniversary", "Anniversaries"

    def make() -> Finding:
        if not series.best.any():
            raise NotEnoughData("no attack has its day told")
        rows: list[dict[str, Json]] = []
        for what, month, day, since in recalled:
            try:
                found = anniversary(series.best, past(series, month, day, since), start=series.start)
            except NotEnoughData:
                continue
            rows.append({
                "date": f"{month:02d}-{day:02d}", "recalls": what, "n": found.n, "ratio": rounded(found.ratio),
                "rank": found.rank, "of": found.n_placebos + 1, "p": rounded(found.p, 4),
            })  # fmt: skip
        if not rows:
            raise NotEnoughData("no anniversary that is watched lies in these days with six weeks on either side")
        enough = [row for row in rows if row["n"] >= LEAST_ANNIVERSARIES]
        for row in rows:
            row["stands_out"] = row in enough and _times(row["p"], len(enough)) <= DOUBT
        out = [row for row in rows if row["stands_out"]]
        told = _anniversaries(rows, enough, out)
        method = (
            f"Attacks a day within {NEAR} days of the date against the six weeks on either side, averaged over its "
            "anniversaries; ranked among the same figure for the same dates shifted together by up to half a year; one "
            f"stands out if its p times the {len(enough)} looked at is at most {DOUBT}"
        )
        columns = ("date", "recalls", "n", "ratio", "rank", "of", "p", "stands_out")
        return Finding(
            name, title, told, table(columns, rows, method, series, n="anniversaries", ratio="of the weeks around"),
            "Nothing else that returns on that date each year, such as a season, brings or holds off attacks.",
            chart={"kind": "bars", "x": "recalls", "one": 1.0},
        )  # fmt: skip

    return told_or_not(name, title, series.as_of, make)


def past(series: Series, month: int, day: int, since: date | None) -> list[date]:
    """The anniversaries that lie in a series, after the day that they recall."""
    found = []
    for year in range(series.start.year, series.end.year + 1):
        try:
            one = date(year, month, day)
        except ValueError:  # 29 February
            continue
        if series.start <= one <= series.end and (since is None or one > since):
            found.append(one)
    return found


def _times(p: Json, n: int) -> float:
    return min(1.0, float(p) * n) if isinstance(p, float | int) else 1.0


def _anniversaries(rows: list[dict[str, Json]], enough: list[dict[str, Json]], out: list[dict[str, Json]]) -> Said:
    if not enough:
        return said("anniversary_few", n=len(rows), least=LEAST_ANNIVERSARIES)
    if not out:
        return said("anniversary_none", n=len(enough))
    listed = "; ".join(f"{row['recalls']} ({row['date']}): {number(float(row['ratio'] or 0))}×" for row in out)
    return said("anniversary_some", listed=listed)


def follow_up(series: Series, *, seed: int = 1) -> Finding:
    """The share of attacks that follow on others. series: of attacks whose day is told."""
    name, title = "followups", "Follow-up attacks"

    def make() -> Finding:
        # Each draw takes a second or more.
        rows_of = each_draw(series)[: 1 + FEW_DRAWS, -MOST_DAYS:]
        each = [follow_ups(row, rng=np.random.default_rng(seed)) for row in rows_of]
        steady, slow = (_over_draws([pair[k] for pair in each]) for k in (0, 1))
        rows = [
            {
                "background": one.background, "share": rounded(one.share), "low": rounded(one.low),
                "high": rounded(one.high), "half_life": rounded(one.half_life, 1), "p": rounded(one.p, 4),
                "residual_p": rounded(one.residual_p, 4),
            }
            for one in (steady, slow)
        ]  # fmt: skip
        method = (
            "Hawkes process in whole days with a geometric kernel and negative binomial counts, by maximum likelihood; "
            "once with a steady background, once with one that moves as a 91-day average does; 90% profile likelihood "
            "intervals; residual test of Kolmogorov and Smirnov; only attacks whose day is told"
            f"{f'; the last {MOST_DAYS:,} days' if series.n_days > MOST_DAYS else ''}{over_draws(len(each) - 1)}"
        )
        columns = ("background", "share", "low", "high", "half_life", "p", "residual_p")
        notes = [f"With a {one.background} background: {_fits(one)}" for one in (steady, slow)]
        notes.append("Follow-ups on the same day cannot be told apart by days and are not in the share.")
        return Finding(
            name, title, _follow_ups(steady, slow),
            table(columns, rows, method, series, share="of all attacks", half_life="days"),
            "What brings several attacks within days is one attack calling forth another, and not a common cause.",
            tuple(notes), chart={"kind": "bars", "x": "background", "one": None, "y": "share"},
        )  # fmt: skip

    return told_or_not(name, title, series.as_of, make)


def _over_draws(each: Sequence[FollowUps]) -> FollowUps:
    """The fit of the best estimate, its interval over those of all draws, its p the median."""
    return replace(
        each[0], low=min(one.low for one in each), high=max(one.high for one in each),
        p=float(np.median([one.p for one in each])),
    )  # fmt: skip


def _follow_ups(steady: FollowUps, slow: FollowUps) -> Said:
    if steady.p > DOUBT:
        return said("followups_none", most=percent(max(steady.high, slow.high)))
    key = "followups_slow" if slow.p > DOUBT else "followups_some"
    return said(
        key, low=percent(min(slow.low, steady.low)), high=percent(max(steady.high, slow.high)),
        slow=percent(slow.share), steady=percent(steady.share), half_life=number(slow.half_life),
    )  # fmt: skip


def _fits(one: FollowUps) -> str:
    if one.residual_p < DOUBT:
        return f"counts do not look as the model says (p {one.residual_p:.3f}), so that its share is not to be trusted."
    return f"counts look as the model says they should (p {one.residual_p:.2f})."
