"""The values that statements hold: days, places, ranges of people, actors.

Each is a frozen dataclass that checks itself when made. `to_json` gives plain JSON in the contract's form;
`from_json` reads it back. Unknown is None, never 0 and never an empty string.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sijill.errors import BadRecord
from sijill.model import vocabulary

Json = Any
"""Anything that `json.dumps` takes."""


def one_of(what: str, value: str, choices: tuple[str, ...]) -> str:
    """Give the value back if it is in the closed list. Raises BadRecord otherwise."""
    if value not in choices:
        raise BadRecord(f"{what} is {value!r}; it must be one of: {', '.join(choices)}")
    return value


@dataclass(frozen=True, slots=True)
class When:
    """A closed interval of local days and how precisely it is known: "Tuesday" is a day, not a midnight."""

    start: date
    end: date
    precision: str

    def __post_init__(self) -> None:
        one_of("date precision", self.precision, vocabulary.DATE_PRECISIONS)
        if self.end < self.start:
            raise BadRecord(f"an interval ends ({self.end}) before it starts ({self.start})")

    @classmethod
    def day(cls, day: date) -> When:
        return cls(day, day, "day")

    @classmethod
    def week(cls, start: date) -> When:
        return cls(start, start + timedelta(days=6), "week")

    @classmethod
    def month(cls, year: int, month: int) -> When:
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")

    @classmethod
    def year(cls, year: int) -> When:
        return cls(date(year, 1, 1), date(year, 12, 31), "year")

    def overlaps(self, other: When) -> bool:
        return self.start <= other.end and other.start <= self.end

    def within(self, other: When) -> bool:
        return other.start <= self.start and self.end <= other.end

    def to_json(self) -> dict[str, str]:
        return {"start": self.start.isoformat(), "end": self.end.isoformat(), "precision": self.precision}

    @classmethod
    def from_json(cls, body: Mapping[str, str]) -> When:
        return cls(date.fromisoformat(body["start"]), date.fromisoformat(body["end"]), body["precision"])


@dataclass(frozen=True, slots=True)
class Range:
    """A number known between bounds: "at least 12" is 12, 12, None; "three to five" is 3, None, 5.

    low: the least the words allow; best: the number they give, if they give one; high: the most, None if open.
    """

    low: int
    best: int | None
    high: int | None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.best is not None and self.best < self.low):
            raise BadRecord(f"a range must have 0 <= low <= best, found {self.low}, {self.best}, {self.high}")
        if self.high is not None and self.high < (self.low if self.best is None else self.best):
            raise BadRecord(f"a range must have high >= low and best, found {self.low}, {self.best}, {self.high}")

    @classmethod
    def exactly(cls, n: int) -> Range:
        return cls(n, n, n)

    @property
    def middle(self) -> int:
        """The number a sum takes: best, or low where no best is stated."""
        return self.low if self.best is None else self.best

    def __add__(self, other: Range) -> Range:
        both = self.high is not None and other.high is not None
        exact = self.best is not None and other.best is not None
        return Range(
            self.low + other.low,
            self.middle + other.middle if exact else None,
            (self.high or 0) + (other.high or 0) if both else None,
        )

    def to_json(self) -> dict[str, int | None]:
        return {"low": self.low, "best": self.best, "high": self.high}

    @classmethod
    def from_json(cls, body: Mapping[str, int | None]) -> Range:
        return cls(int(body["low"] or 0), body["best"], body["high"])


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the text names it and, once resolved, as the gazetteer knows it.

    latitude, longitude: WGS 84 degrees, both None while unresolved. admin1 is the theatre's English name;
    country is ISO 3166-1 alpha-2.
    """

    name: str
    as_written: str | None = None
    admin2: str | None = None
    admin1: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    gazetteer_id: str | None = None

    def __post_init__(self) -> None:
        if self.precision is not None:
            one_of("place precision", self.precision, vocabulary.PLACE_PRECISIONS)
        if (self.latitude is None) != (self.longitude is None):
            raise BadRecord(f"place {self.name!r} has one coordinate of two")
        if self.latitude is not None and not (-90 <= self.latitude <= 90 and -180 <= (self.longitude or 0) <= 180):
            raise BadRecord(f"place {self.name!r} lies at {self.latitude}, {self.longitude}, which is not on Earth")
        if self.latitude == 0 and self.longitude == 0:
            raise BadRecord(f"place {self.name!r} lies at (0, 0); an unknown point is None")

    def to_json(self) -> dict[str, Json]:
        return {slot: getattr(self, slot) for slot in self.__slots__}

    @classmethod
    def from_json(cls, body: Mapping[str, Json]) -> Place:
        told: dict[str, Json] = {slot: body.get(slot) for slot in cls.__slots__}
        return cls(**told)


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts: `name` as the text writes it, `actor_id` the register's, None if it is not in there."""

    name: str
    actor_id: str | None = None
    type: str | None = None

    def __post_init__(self) -> None:
        if self.type is not None:
            one_of("actor type", self.type, vocabulary.ACTOR_TYPES)

    def to_json(self) -> dict[str, Json]:
        return {"name": self.name, "actor_id": self.actor_id, "type": self.type}


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """Who did it, and on what ground that is said. by: who says so, None if the text itself does."""

    name: str
    basis: str
    level: str = "group"
    actor_id: str | None = None
    by: str | None = None
    type: str | None = None

    def __post_init__(self) -> None:
        one_of("basis", self.basis, vocabulary.BASES)
        one_of("level", self.level, vocabulary.LEVELS)

    def to_json(self) -> dict[str, Json]:
        return {slot: getattr(self, slot) for slot in ("name", "actor_id", "level", "basis", "by", "type")}


def checked(family: str, field: str, value: Json) -> Json:
    """Give a value back if the field may hold it. Raises BadRecord, which says what it must look like."""
    closed = {
        "kind": vocabulary.KINDS, "status": vocabulary.STATUSES, "role": vocabulary.ROLES, "of": vocabulary.TOTAL_OF,
        "type": vocabulary.TIE_TYPES if family == "tie" else tuple(vocabulary.INTERACTION_MODES),
    }  # fmt: skip
    if field not in vocabulary.FIELDS.get(family, {}):
        raise BadRecord(
            f"no field {field!r} in {family}; its fields are: {', '.join(vocabulary.FIELDS.get(family, {}))}"
        )
    if value is None:
        return value
    if field in closed and family in {"incident", "interaction", "tie", "total"}:
        return one_of(field, str(value), closed[field])
    made: dict[str, tuple[str, Callable[[Json], object]]] = {
        "when": ('{"start": "2020-12-21", "end": "2020-12-21", "precision": "day"}', When.from_json),
        "place": ('{"name": "Babil", "admin1": "Babil", "country": "IQ"}', Place.from_json),
        "killed": ('{"low": 1, "best": 1, "high": 1}', Range.from_json),
        "wounded": ('{"low": 1, "best": 1, "high": 1}', Range.from_json),
        "count": ('{"low": 1, "best": 1, "high": 1}', Range.from_json),
        "weapons": ('{"type": "ied", "text": "bomb", "number": null}', lambda v: Weapon(**v)),
        "targets": ('{"type": "supply_convoy", "text": "convoy"}', lambda v: Target(**v)),
    }
    if field in made:
        form, make = made[field]
        try:
            make(value)
        except (BadRecord, KeyError, TypeError, ValueError, AttributeError) as error:
            why = f" ({error})" if isinstance(error, BadRecord) else ""
            raise BadRecord(f"{field} cannot be {value!r}{why}; write it as {form}") from error
    return value


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon used. number: how many ("four rockets"), None if not told."""

    type: str
    text: str
    number: int | None = None

    def __post_init__(self) -> None:
        one_of("weapon", self.type, vocabulary.WEAPONS)

    def to_json(self) -> dict[str, Json]:
        return {"type": self.type, "text": self.text, "number": self.number}


@dataclass(frozen=True, slots=True)
class Target:
    """What was attacked, in the text's words."""

    type: str
    text: str

    def __post_init__(self) -> None:
        one_of("target", self.type, vocabulary.TARGETS)

    def to_json(self) -> dict[str, Json]:
        return {"type": self.type, "text": self.text}


@dataclass(frozen=True, slots=True)
class Victims:
    """People of one group who were killed or wounded; None is "not stated", never 0."""

    text: str
    group: str
    killed: Range | None = None
    wounded: Range | None = None
    children: int | None = None
    women: int | None = None

    def __post_init__(self) -> None:
        one_of("group", self.group, vocabulary.GROUPS)

    def to_json(self) -> dict[str, Json]:
        body: dict[str, Json] = {
            "text": self.text,
            "group": self.group,
            "killed": self.killed and self.killed.to_json(),
            "wounded": self.wounded and self.wounded.to_json(),
        }
        if self.children is not None or self.women is not None:
            body["of_whom"] = {"children": self.children, "women": self.women}
        return body
