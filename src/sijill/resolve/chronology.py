"""One line of time: incidents, interactions and days to watch, in order; what was said around an attack."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from sijill.errors import UnknownName
from sijill.model.values import Actor, Json, When
from sijill.model.views import Interaction, Moment

_COARSE = {"day": 0, "week": 1, "month": 2, "year": 3}


class Watched(Protocol):
    """A day of the year to watch, as a theatre lists it."""

    @property
    def id(self) -> str: ...
    @property
    def month(self) -> int: ...
    @property
    def day(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def name_ar(self) -> str | None: ...
    @property
    def since(self) -> date | None: ...
    @property
    def actors(self) -> tuple[str, ...]: ...


def of_rows(rows: Iterable[Mapping[str, Json]], *, actor: Mapping[str, Actor] | None = None) -> Iterator[Moment]:
    """Incidents as moments, from rows of the frame; one without a date is on no line of time. actor: by id."""
    known = actor or {}
    for row in rows:
        if row["start"] is None:
            continue
        start, end = (date.fromisoformat(str(row[name])[:10]) for name in ("start", "finish"))
        who = tuple(known.get(name, Actor(name, name if name in known else None)) for name in row["perpetrators"] or ())
        tolls = {
            of: None if row[f"{of}_low"] is None else {part: row[f"{of}_{part}"] for part in ("low", "best", "high")}
            for of in ("killed", "wounded")
        }
        yield Moment(
            "incident", row["incident"], When(start, end, row["date_precision"] or "day"), "told",
            row["kind"] or "other", who, (), row["place"] or row["admin1"], killed=tolls["killed"],
            wounded=tolls["wounded"], weapon=row["weapon"], target=row["target"], status=row.get("status"),
            place_id=row.get("gazetteer_id"),
        )  # fmt: skip


def of_interactions(told: Iterable[Interaction]) -> Iterator[Moment]:
    """Interactions as moments: on the days told, else on the day of publication, marked so; else on none.

    An assault is an incident too, and stands as one. What nobody named did is left out; its records stay.
    """
    for one in told:
        if one.type == "assault" or not one.initiators:
            continue
        when = one.when or (When.day(one.published) if one.published else None)
        if when is None:
            continue
        yield Moment(
            "interaction", one.id, when, "told" if one.when else "published", one.mode or one.type, one.initiators,
            one.recipients, one.place, one.about, one.hedged, one.says, one.quote, one.outlet,
            place_id=one.place_id,
        )  # fmt: skip


def of_watch_dates(
    watched: Iterable[Watched],
    start: date,
    end: date,
    *,
    actor: Mapping[str, Actor] | None = None,
    language: str = "en",
) -> Iterator[Moment]:
    """The anniversaries within [start, end], computed forward year by year; none before the event it recalls.

    29 February is kept on the 28th in a year that has none.
    """
    known = actor or {}
    for one in watched:
        for year in range(start.year, end.year + 1):
            last = calendar.monthrange(year, one.month)[1]
            day = date(year, one.month, min(one.day, last))
            if not start <= day <= end or (one.since is not None and day < one.since):
                continue
            name = (one.name_ar if language == "ar" else None) or one.name
            who = tuple(known.get(id, Actor(id, id)) for id in one.actors)
            since = str(one.since.year) if one.since else None
            yield Moment("watch", one.id, When.day(day), "computed", "anniversary", who, name=name, about=since)


def in_order(
    moments: Iterable[Moment],
    *,
    start: date | None = None,
    end: date | None = None,
    actor: str | None = None,
    families: Sequence[str] = (),
    kinds: Sequence[str] = (),
    place: str | None = None,
) -> list[Moment]:
    """Moments by day, those known to the day before those known to the month; filtered.

    start, end: keep what overlaps these days. actor: an id on either side. kinds: modes, types or kinds of incident.
    """
    kept = [
        m
        for m in moments
        if (start is None or m.when.end >= start)
        and (end is None or m.when.start <= end)
        and (actor is None or m.names(actor))
        and (not families or m.family in families)
        and (not kinds or m.kind in kinds)
        and (place is None or (m.place or "").casefold() == place.casefold())
    ]
    # Of one day and family they keep the order in which they were told.
    return sorted(kept, key=lambda m: (m.when.start, _COARSE[m.when.precision], m.when.end, m.family))


def around(moments: Sequence[Moment], incident: str, *, days: int = 14) -> tuple[list[Moment], Moment, list[Moment]]:
    """What was said before and after an attack: the interactions within `days` of it, and the attack between them.

    incident: its id or the beginning of it. What began before it counts as before.
    Raises UnknownName if no dated incident has such an id, or several have.
    """
    found = [m for m in moments if m.family == "incident" and m.id.startswith(incident)]
    if len(found) != 1:
        named = "no incident with a date" if not found else f"{len(found)} incidents"
        raise UnknownName(f"{incident!r} names {named}; `sijill incidents` lists them with their ids")
    attack = found[0]
    first, last = attack.when.start - timedelta(days=days), attack.when.end + timedelta(days=days)
    said = [m for m in moments if m.family == "interaction" and m.when.end >= first and m.when.start <= last]
    before = [m for m in said if m.when.start < attack.when.start]
    after = [m for m in said if m.when.start >= attack.when.start]
    return in_order(before), attack, in_order(after)


__all__ = ["around", "in_order", "of_interactions", "of_rows", "of_watch_dates"]
