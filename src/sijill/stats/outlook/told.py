"""An outlook in words and rows: what may come, what simpler forecasts say, and how good they were in the past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.model.tables import Table
from sijill.model.values import Json
from sijill.stats.attacks import Floats, Ints
from sijill.stats.outlook.ahead import Ahead, ahead, weekly_factors
from sijill.stats.outlook.baselines import BASELINES
from sijill.stats.outlook.rolling import LEAST_KNOWN, LEVEL, MODEL, Scores, rolling
from sijill.stats.series import Series
from sijill.stats.trends.finding import number, percent, redraws, rounded, weeks_back
from sijill.stats.trends.seasons import anniversary
from sijill.stats.trends.told_days import DOUBT, LEAST_ANNIVERSARIES, NEAR, Recalled, past
from sijill.stats.trends.words import Said, said

ALL: Final = "all"
LEAST_ORIGINS: Final = 8
MOST_ORIGINS: Final = 60
MOST_WEEKS: Final = 260
"""Weeks of the past that it rests on: five years."""
SHOWN: Final = {
    MODEL: "the model", "persistence": "as the last", "mean": "the mean of all", "seasonal": "as a year ago",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outlook:
    """What may come. table: a row a series and period: low, best, high of the forecast used, and of each other.

    used: the forecast that the figures are of: the model, or a baseline where that did better so far. scores: None
    where the past is too short to look. watch: a sentence for each day to watch that lies ahead. said: the answer.
    """

    said: tuple[Said, ...]
    used: str
    table: Table
    scores: Scores | None
    skill: Said
    watch: tuple[Said, ...]
    assumption: str
    past: tuple[tuple[date, int], ...]
    incidents: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The answer in English."""
        return " ".join(one.text for one in self.said)

    def to_json(self) -> dict[str, Json]:
        scores = self.scores
        return {
            "sentence": self.sentence,
            "say": [one.to_json() for one in (*self.said, self.skill, *self.watch)],
            "used": self.used,
            "rows": [dict(row) for row in self.table.rows],
            "scores": None
            if scores is None
            else {
                "n_origins": scores.n_origins,
                "horizon": scores.horizon,
                "best_baseline": scores.best_baseline,
                "skill": rounded(scores.skill()),
                "crps": {name: rounded(scores.mean(name)) for name in scores.crps},
                "coverage": {name: rounded(scores.coverage(name)) for name in scores.crps},
                "level": scores.level,
            },
            "skill": self.skill.text,
            "watch": [one.text for one in self.watch],
            "method": self.table.method,
            "assumption": self.assumption,
            "as_of": self.table.as_of,
            "incidents": list(self.incidents),
        }


def outlook(
    total: Series, of: Mapping[str | None, Series], *, over: str, horizon: int, recalled: Recalled = (),
    daily: Series | None = None, seed: int = 1,
) -> Outlook:  # fmt: skip
    """What the next weeks may bring, in all and for each label.

    total: all attacks; of: a series a label, None for those without. over: what the labels are, such as admin1.
    recalled: days of the year to watch. daily: attacks whose day is told, for their effect. Weeks are of seven days,
    counted back and forth from the last day of the series. Raises NotEnoughData under LEAST_KNOWN whole weeks.
    """
    labels = [label for label in of if of[label].best.sum() > 0 or of[label].drawn.sum() > 0]
    weeks = _weeks([total, *(of[label] for label in labels)])
    if weeks.shape[2] < LEAST_KNOWN:
        raise NotEnoughData(f"an outlook needs {LEAST_KNOWN} whole weeks at least, and the data have {weeks.shape[2]}")
    rng = np.random.default_rng(seed)
    watch, factors = _watched(daily or total, recalled, total.end, horizon, rng)
    found = ahead(weeks, horizon=horizon, rng=rng, factors=factors)
    scores = _scores(weeks[0], min(horizon, 4), seed)
    used, skill = _used(scores, effects=factors is not None)
    names = [ALL, *("not told" if label is None else label for label in labels)]
    rows = [
        _row(name, one, total.end, used, over)
        for name, periods in zip(names, found, strict=True)
        for one in periods
    ]  # fmt: skip
    columns = (over, "from", "to", "weeks", "low", "best", "high", "mean", "none", *_columns(used))
    table = Table(columns, rows, {}, _method(total, weeks, used), total.as_of, _units(total.units))
    start, told = weeks_back(total, most=MOST_WEEKS)
    history = tuple((start + timedelta(days=7 * n), int(count)) for n, count in enumerate(told[0]))
    return Outlook(
        _sentence(found[0], total.end, used), used, table, scores, skill, watch,
        "The coming weeks are drawn as the past ones were, and as many of what happens is told; no order, deal or war "
        "that the counts do not show yet is known to it.",
        history, total.incidents,
    )  # fmt: skip


def _weeks(several: Sequence[Series]) -> Ints:
    """Shape (1 + redraws, n_series, n_weeks): the best estimate, then a few draws if anything is open."""
    cut = []
    for one in several:
        n = min(one.n_days // 7, MOST_WEEKS)
        # The draws of one series go with those of another; one of which nothing is open stands for all of them.
        drawn = np.concatenate([one.counts[:1], redraws(one)]) if any(s.n_draws for s in several) else one.counts[:1]
        cut.append(drawn[:, one.n_days - 7 * n :].reshape(len(drawn), n, 7).sum(axis=2))
    most = max(len(rows) for rows in cut)
    told: Ints = np.stack([rows if len(rows) == most else np.repeat(rows[:1], most, axis=0) for rows in cut], axis=1)
    return told


def _scores(weeks: Ints, horizon: int, seed: int) -> Scores | None:
    """How good forecasts were in the second half of the past; None where that is too short."""
    n_weeks = weeks.shape[1]
    first = max(LEAST_KNOWN, n_weeks // 2)
    n_origins = n_weeks - horizon + 1 - first
    if n_origins < LEAST_ORIGINS:
        return None
    step = -(-n_origins // MOST_ORIGINS)
    return rolling(weeks, first=first, step=step, horizon=horizon, seed=seed)


def _used(scores: Scores | None, *, effects: bool) -> tuple[str, Said]:
    if scores is None:
        return MODEL, said("skill_short")
    best, skill = scores.best_baseline, scores.skill()
    low, high = scores.skill_interval(rng=np.random.default_rng(1))
    figures = {
        "n": scores.n_origins, "percent": f"{abs(skill):.0%}", "best": SHOWN[best], "low": f"{-high:+.0%}",
        "high": f"{-low:+.0%}", "coverage": f"{scores.coverage(MODEL):.0%}",
    }  # fmt: skip
    if scores.beats():
        return MODEL, said("skill_better", **figures)
    # Only the model can carry the effect of a day to watch.
    return (MODEL, said("skill_effects", **figures)) if effects else (best, said("skill_worse", **figures))


def _columns(used: str) -> tuple[str, ...]:
    return tuple(f"{name}_{part}" for name in (MODEL, *BASELINES) if name != used for part in ("low", "best", "high"))


def _row(label: str, one: Ahead, end: date, used: str, over: str) -> dict[str, Json]:
    chosen = one.by.get(used) or one.by[MODEL]
    row: dict[str, Json] = {
        over: label, "from": str(end + timedelta(days=7 * one.first - 6)),
        "to": str(end + timedelta(days=7 * one.last)), "weeks": one.last - one.first + 1,
        "low": chosen.low, "best": chosen.best, "high": chosen.high, "mean": rounded(chosen.mean, 2),
        "none": rounded(chosen.none),
    }  # fmt: skip
    for name in (MODEL, *BASELINES):
        if name != used:
            told = one.by.get(name)
            for part in ("low", "best", "high"):
                row[f"{name}_{part}"] = getattr(told, part) if told else None
    return row


def _units(units: str) -> dict[str, str]:
    return {"low": units, "best": units, "high": units, "mean": units, "none": "chance"}


def _method(total: Series, weeks: Ints, used: str) -> str:
    drawn = f", over {len(weeks) - 1} draws of what the ledger leaves open" if len(weeks) > 1 else ""
    return (
        f"Outlook from {weeks.shape[2]} whole weeks up to {total.end}; low to high holds 90% of what may come, best is "
        f"the middle; figures of {SHOWN[used]}. The model: a level that wanders and now and then jumps, seen through "
        f"negative binomial counts, speeds pooled over the series{drawn}; beside it, the next weeks as the last, as "
        "the mean of all, and as the same weeks a year ago, each with the spread of its own past errors. "
        f"{total.method}"
    )


def _sentence(periods: Sequence[Ahead], end: date, used: str) -> tuple[Said, ...]:
    found = []
    for one in periods:
        told = one.by.get(used) or one.by[MODEL]
        figures = {"low": told.low, "high": told.high, "best": told.best, "end": end + timedelta(days=7 * one.last)}
        if one.last == 1:
            start = end + timedelta(days=1)
            found.append(said("outlook_week", start=start, none=percent(told.none), **figures))
        elif one.last > one.first:
            found.append(said("outlook_sum", weeks=one.last, **figures))
    return tuple(found)


def _watched(
    daily: Series, recalled: Recalled, end: date, horizon: int, rng: np.random.Generator
) -> tuple[tuple[Said, ...], Floats | None]:
    """A sentence for each day to watch that lies ahead, and the factors of those that the past supports."""
    coming = [(what, month, day, since, near) for what, month, day, since in recalled
              if (near := _near(month, day, end, horizon)) is not None]  # fmt: skip
    lines, days, logs, untold = [], [], [], []
    for what, month, day, since, near in coming:
        dates = past(daily, month, day, since)
        try:
            found = anniversary(daily.best, dates, start=daily.start)
        except NotEnoughData:
            found = None
        name = f"{month:02d}-{day:02d}, {what}"
        if found is None or found.n < LEAST_ANNIVERSARIES:
            untold.append(name)
            continue
        figures = {"name": name, "n": found.n, "ratio": number(found.ratio)}
        if min(1.0, found.p * len(coming)) > DOUBT:
            lines.append(said("watch_none", chance=percent(found.p), **figures))
            continue
        # Drawn towards none by what chance alone does to the same figure (James & Stein 1961).
        mean = float(np.log(found.ratio))
        kept = max(0.0, 1 - found.spread**2 / max(mean**2, 1e-9))
        lines.append(
            said(
                "watch_some",
                kept=number(float(np.exp(mean * kept))),
                rank=found.rank,
                of=found.n_placebos + 1,
                **figures,
            )
        )
        days.append(near)
        logs.append((mean * kept, found.spread * float(np.sqrt(kept))))
    if untold:
        lines.append(said("watch_untold", listed="; ".join(untold), least=LEAST_ANNIVERSARIES))
    factors = weekly_factors(days, logs, horizon=horizon, rng=rng) if days else None
    return tuple(lines), factors


def _near(month: int, day: int, end: date, horizon: int) -> list[int] | None:
    """How many days of each coming week are near the date; None if it lies in none of them."""
    days = []
    for year in (end.year, end.year + 1, end.year + 2):
        try:
            at = date(year, month, day)
        except ValueError:
            continue
        if end < at <= end + timedelta(days=7 * horizon):
            days.append(at)
    if not days:
        return None
    return [
        sum(
            any(abs((end + timedelta(days=7 * week + n + 1) - at).days) <= NEAR for at in days)
            for n in range(7)
        )
        for week in range(horizon)
    ]  # fmt: skip


__all__ = ["ALL", "LEVEL", "Outlook", "outlook"]
