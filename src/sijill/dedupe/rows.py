"""One flat row a report: what the matcher compares, in numbers and closed words, the same for every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Final, NamedTuple

from sijill.dedupe.families import deed_of_kind, target_family, weapon_family, weapon_of_kind
from sijill.lang.wording import Wording, named
from sijill.model.values import Json
from sijill.model.views import Report

RADIUS_KM: Final = {"exact": 0.5, "site": 1.0, "settlement": 4.0, "admin2": 30.0, "admin1": 120.0, "country": 600.0}
"""How far from its point a place of each precision may lie, as the author of a report may have meant it."""
FINE_KM: Final = 5.0
"""Places up to this radius can be told apart by their distance."""


class Origin(NamedTuple):
    """What a report's document says of itself. document: its id; origin: the id of the one it is a copy of, or its own.

    voice: the outlet's owner. published: a day as an ordinal number.
    """

    document: str
    origin: str
    voice: str | None = None
    language: str | None = None
    published: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A report as the matcher sees it. Days are ordinal numbers (`date.toordinal`); unknown is None.

    block: country and first division, or "?" where the report names no division; reports of two blocks never meet,
    but those of "?" meet all. within: the ids of what the place lies in, each between two bars; so
    are all weapons and targets, of which the first that is known stands by itself. listed: a line of a
    list. recalled: told as background. n: how many attacks it tells of in one. things, names, words, numbers, hours,
    further: what its text says beside its fields, see `lang.wording`, None if it was not read so; own: the names of
    its own place; spots: ids of the theatre's places that its words name.
    """

    report: str
    document: str
    origin: str
    voice: str | None
    language: str | None
    listed: int
    recalled: int
    published: int | None
    block: str
    first: int | None
    last: int | None
    latitude: float | None
    longitude: float | None
    radius: float | None
    place: str | None
    name: str | None
    within: str | None
    admin2: str | None
    deed: str | None
    weapon: str | None
    weapons: str | None
    weapon_family: str | None
    target: str | None
    targets: str | None
    target_family: str | None
    killed_low: int | None
    killed: int | None
    killed_high: int | None
    wounded_low: int | None
    wounded: int | None
    wounded_high: int | None
    actor: str | None
    n: int
    status: str | None
    things: tuple[int, ...] | None = None
    names: tuple[int, ...] | None = None
    own: tuple[int, ...] | None = None
    words: tuple[int, ...] | None = None
    numbers: tuple[int, ...] | None = None
    hours: int | None = None
    further: int | None = None
    spots: tuple[str, ...] | None = None


Parents = Callable[[str], Sequence[str]]
COLUMNS: Final = tuple(field.name for field in fields(Row))
NOWHERE: Final = "?"


def row_of(
    report: Report,
    origin: Origin,
    *,
    parents_of: Parents | None = None,
    said: Wording | None = None,
    spots: tuple[str, ...] = (),
) -> Row:
    """The row of a report, from the values that stand. parents_of: what a place of the gazetteer lies in, ids.

    said: what the words that tell it say beside its fields; spots: ids of the places that they name.
    """
    values: dict[str, Json] = {}
    for name, statements in report.fields.items():
        told = [s.value for s in statements if s.value is not None]
        if told:
            values[name] = told if name in ("weapons", "targets", "perpetrators", "victims") else told[0]
    return row_of_values(report.id, values, origin, parents_of=parents_of, said=said, spots=spots)


def row_of_values(
    id: str,
    values: Mapping[str, Json],
    origin: Origin,
    *,
    parents_of: Parents | None = None,
    said: Wording | None = None,
    spots: tuple[str, ...] = (),
) -> Row:
    """The same from plain values in the contract's form."""
    when, place = values.get("when"), values.get("place") or {}
    weapon = _weapon(values)
    target = next((t["type"] for t in values.get("targets") or () if t["type"] not in ("unknown", "other")), None)
    radius = RADIUS_KM.get(place.get("precision") or "", None)
    point = place.get("latitude") is not None
    killed, wounded = _toll(values.get("killed")), _toll(values.get("wounded"))
    count = values.get("count") or {}
    return Row(
        report=id,
        document=origin.document,
        origin=origin.origin,
        voice=origin.voice,
        language=origin.language,
        listed=int(values.get("role") == "listed"),
        recalled=int(values.get("role") == "background"),
        published=origin.published,
        block=_block(place),
        first=date.fromisoformat(when["start"]).toordinal() if when else None,
        last=date.fromisoformat(when["end"]).toordinal() if when else None,
        latitude=place["latitude"] if point else None,
        longitude=place["longitude"] if point else None,
        radius=radius,
        place=place.get("gazetteer_id") or place.get("name"),
        name=place.get("name"),
        within=_barred(_parents(place, parents_of)),
        admin2=place.get("admin2"),
        deed=deed_of_kind(values.get("kind")),
        weapon=weapon,
        weapons=_barred([w["type"] for w in values.get("weapons") or ()] or [weapon]),
        weapon_family=weapon_family(weapon),
        target=target,
        targets=_barred([t["type"] for t in values.get("targets") or ()]),
        target_family=target_family(target),
        killed_low=killed[0], killed=killed[1], killed_high=killed[2],
        wounded_low=wounded[0], wounded=wounded[1], wounded_high=wounded[2],
        actor=_actor(values),
        n=count.get("low") or 1,
        status=values.get("status"),
        things=said.things if said else None,
        names=said.names if said else None,
        own=_own(place) if said else None,
        words=said.words if said else None,
        numbers=said.numbers if said else None,
        hours=(said.hours or None) if said else None,
        further=int(said.further) if said else None,
        spots=spots if said else None,
    )  # fmt: skip


def _own(place: Mapping[str, Json]) -> tuple[int, ...]:
    """The names of a place and of what it lies in, as numbers."""
    return named(place[key] for key in ("name", "admin2", "admin1", "country") if place.get(key))


def _parents(place: Mapping[str, Json], parents_of: Parents | None) -> Sequence[str]:
    id = place.get("gazetteer_id")
    return parents_of(id) if id and parents_of else ()


def _barred(words: Sequence[str | None]) -> str | None:
    """Words between bars, so that SQL of any engine can look for one."""
    told = [word for word in words if word]
    return f"|{'|'.join(told)}|" if told else None


def _block(place: Mapping[str, Json]) -> str:
    country, admin1 = place.get("country"), place.get("admin1")
    return f"{country or ''}/{admin1}" if admin1 else NOWHERE


def _weapon(values: Mapping[str, Json]) -> str | None:
    told = [w["type"] for w in values.get("weapons") or () if w["type"] not in ("unknown", "other")]
    return told[0] if told else weapon_of_kind(values.get("kind"))


def _toll(value: Json) -> tuple[int | None, int | None, int | None]:
    """(low, middle, high); high is None where it is open or nothing is told."""
    if not value:
        return None, None, None
    middle = value["low"] if value.get("best") is None else value["best"]
    return value["low"], middle, value.get("high")


def _actor(values: Mapping[str, Json]) -> str | None:
    """The first known group that is said to have done it; a label such as "gunmen" tells nothing."""
    told = [p for p in values.get("perpetrators") or () if p.get("level") != "label" and p.get("actor_id")]
    return min((p["actor_id"] for p in told), default=None) if told else None
