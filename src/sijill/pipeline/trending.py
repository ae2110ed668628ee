"""From a ledger to what its attacks do over time, and what may come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sijill.errors import UnknownChoice
from sijill.model.values import Json
from sijill.pipeline.series import Watched, watched
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.stats.outlook.told import Outlook
    from sijill.stats.series import Series
    from sijill.stats.trends.finding import Finding
    from sijill.stats.trends.told_days import Recalled

TRENDS: Final = (
    "levels", "now", "weekday", "season", "anniversary", "followups", "repeats", "spread", "killed", "wounded",
)  # fmt: skip
NEAR_ENOUGH: Final = "place_precision=exact,site,settlement"
N_DRAWS: Final = 50


@dataclass(frozen=True, slots=True)
class Trends:
    """Findings, and the series that they are of. ends: why end is its last day. incidents: ids of the attacks in it."""

    findings: tuple[Finding, ...]
    start: date
    end: date
    ends: str
    filter: str
    codebook: str
    incidents: tuple[str, ...]
    as_of: int
    weeks: tuple[tuple[date, int], ...]

    def to_json(self) -> dict[str, Json]:
        return {
            "findings": [one.to_json() for one in self.findings],
            "from": str(self.start),
            "to": str(self.end),
            "ends": self.ends or None,
            "filter": self.filter,
            "codebook": self.codebook,
            "incidents": list(self.incidents),
            "as_of": self.as_of,
        }


@dataclass(frozen=True, slots=True)
class _Asked:
    """A ledger with what is asked of it: reads it again with more filters or another sum, over the same days."""

    place: str
    choices: dict[str, Any]
    all: Watched

    def read(self, *, more: Sequence[str] = (), **choices: Any) -> Watched:
        asked = {**self.choices, "start": self.all.start, "end": self.all.end, **choices}
        return watched(self.place, **{**asked, "where": [*asked.get("where", ()), *more]})

    def dated(self, seed: int) -> Series:
        """The series of attacks whose day is told."""
        sure = replace(self.all, attacks=self.all.attacks.only(~self.all.attacks.vague))
        told = sure.series(n_draws=N_DRAWS, seed=seed)
        left = len(self.all.attacks) - len(sure.attacks)
        return replace(told, asked=f"{told.asked or 'none'}; {left} with no day told left out") if left else told


def trends(
    place: str,
    *,
    theatre: Theatre,
    codebook: Codebook,
    today: date,
    only: Sequence[str] = (),
    over: str = "admin1",
    language: str = "en",
    as_of: int | datetime | None = None,
    where: Sequence[str] = (),
    start: date | None = None,
    end: date | None = None,
    seed: int = 1,
) -> Trends:
    """What attacks do over time: changes of level, the last weeks, seasons, follow-ups, near repeats, spread, tolls.

    only: of TRENDS, else all. over: the breakdown whose labels are places, for the spread. language: for the names of
    days to watch. Other choices as for `count`. Raises UnknownChoice for another name, NotEnoughData if nothing that
    counts has a date.
    """
    for name in only:
        if name not in TRENDS:
            raise UnknownChoice.of("trend", name, TRENDS)
    from sijill.stats.dimensions import Dimension

    Dimension.named(over, first_weekday=theatre.first_weekday)
    asked: dict[str, Any] = {
        "theatre": theatre, "codebook": codebook, "today": today, "as_of": as_of, "where": list(where),
    }  # fmt: skip
    found = _Asked(place, asked, watched(place, **asked, start=start, end=end))
    series = found.all.series(n_draws=N_DRAWS, seed=seed)
    makers = _makers(found, series, recalled(theatre, language), theatre.first_weekday, over, seed)
    findings = tuple(make() for name, make in makers.items() if not only or name in only)
    return Trends(
        findings, series.start, series.end, series.ends, series.filter, series.codebook, series.incidents, series.as_of,
        weekly(series),
    )  # fmt: skip


def _makers(
    found: _Asked, series: Series, watch: Recalled, first_weekday: int, over: str, seed: int
) -> dict[str, Callable[[], Finding]]:
    from sijill.stats.trends import told_days, told_levels, told_places

    def tolls(of: str) -> Finding:
        return told_places.deadliness(series, found.read(of=of).attacks, of=of, unsure=found.all.unsure, seed=seed)

    def repeats() -> Finding:
        placed = found.read(more=[NEAR_ENOUGH]).attacks
        return told_places.repeats(series, placed, unsure=found.all.unsure, seed=seed)

    def spread() -> Finding:
        told = found.read(by=over).by_label(n_draws=N_DRAWS, seed=seed)
        return told_places.spreading(told or {None: series}, over=over, seed=seed)

    return {
        "levels": lambda: told_levels.levels(series),
        "now": lambda: told_levels.now(series),
        "weekday": lambda: told_days.weekday(found.dated(seed), first_weekday=first_weekday, seed=seed),
        "season": lambda: told_days.season(series, seed=seed),
        "anniversary": lambda: told_days.anniversaries(found.dated(seed), watch),
        "followups": lambda: told_days.follow_up(found.dated(seed), seed=seed),
        "repeats": repeats,
        "spread": spread,
        "killed": lambda: tolls("killed"),
        "wounded": lambda: tolls("wounded"),
    }


def recalled(theatre: Theatre, language: str = "en") -> list[tuple[str, int, int, date | None]]:
    """The theatre's days to watch, by their names in a language."""
    return [
        ((one.name_ar if language == "ar" else None) or one.name, one.month, one.day, one.since)
        for one in theatre.watch_dates
    ]


def weekly(series: Series) -> tuple[tuple[date, int], ...]:
    """Whole weeks counted back from the last day, for a chart: first day and best estimate."""
    from datetime import timedelta

    from sijill.errors import NotEnoughData
    from sijill.stats.trends.finding import weeks_back

    try:
        start, weeks = weeks_back(series)
    except NotEnoughData:
        return ()
    return tuple((start + timedelta(days=7 * n), int(count)) for n, count in enumerate(weeks[0]))


def outlook(
    place: str,
    *,
    theatre: Theatre,
    codebook: Codebook,
    today: date,
    by: str = "admin1",
    n_weeks: int = 4,
    language: str = "en",
    as_of: int | datetime | None = None,
    where: Sequence[str] = (),
    start: date | None = None,
    end: date | None = None,
    seed: int = 1,
) -> Outlook:
    """What the next weeks may bring, in all and by a breakdown, beside what simpler forecasts say.

    by: as for `count`, one label an incident. n_weeks: how far. Other choices as for `trends`. Raises NotEnoughData if
    there are too few whole weeks, UnknownChoice for another breakdown or filter.
    """
    from sijill.stats.outlook.told import outlook as made

    asked: dict[str, Any] = {
        "theatre": theatre, "codebook": codebook, "today": today, "as_of": as_of, "where": list(where), "by": by,
    }  # fmt: skip
    found = _Asked(place, asked, watched(place, **asked, start=start, end=end))
    return made(
        found.all.series(n_draws=N_DRAWS, seed=seed), found.all.by_label(n_draws=N_DRAWS, seed=seed), over=by,
        horizon=n_weeks, recalled=recalled(theatre, language), daily=found.dated(seed), seed=seed,
    )  # fmt: skip


__all__ = ["TRENDS", "Trends", "outlook", "recalled", "trends"]
