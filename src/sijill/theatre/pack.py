"""Load a theatre pack: one conflict's places, actors, outlets and watch dates, from a folder of plain tables.

A pack that does not hold together (an orphan, a doubled alias, a place without a point) raises BadPack, which names
the file and the row; nothing later needs to check again.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sijill.errors import BadPack, UnknownTheatre
from sijill.lang.fold import fold
from sijill.model import vocabulary
from sijill.model.text import DATE_ORDERS, Source
from sijill.theatre.feeds import Feed, feeds
from sijill.theatre.gazetteer import Gazetteer, PlaceRow
from sijill.theatre.rows import rows as _rows

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CODES = ("en", "ar")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One actor of the register. side: state, non_state, or "" where neither word applies."""

    id: str
    name: str
    name_ar: str | None
    type: str
    level: str
    side: str
    campaign: str | None
    country: str | None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class WatchDate:
    """A day of the year to watch. month and day are Gregorian; since: the event it recalls."""

    id: str
    month: int
    day: int
    name: str
    name_ar: str | None
    since: date | None
    actors: tuple[str, ...]


@dataclass(frozen=True, repr=False, eq=False)
class Theatre:
    """One conflict's places, actors, outlets and dates, checked.

    countries: ISO codes it covers, empty for the world. first_weekday: 0 is Monday.
    campaigns: id to English name. hash: of all its files, so that records can say which pack made them.
    """

    name: str
    title: Mapping[str, str]
    countries: tuple[str, ...]
    timezone: ZoneInfo
    first_weekday: int
    languages: tuple[str, ...]
    campaigns: Mapping[str, str]
    folder: Path
    hash: str
    places: Mapping[str, PlaceRow]
    names: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By language: folded place name to place ids, the preferred first."""
    common: Mapping[str, frozenset[str]]
    """By language: those of the names that are ordinary words or other places too; `~` before the alias says so."""
    actors: Mapping[str, ActorRow]
    actor_names: Mapping[str, Mapping[str, str]]
    """By language: actor name as listed to actor id."""
    outlets: Mapping[str, Source]
    offices: tuple[Mapping[str, str], ...]
    ties: tuple[Mapping[str, str], ...]
    watch_dates: tuple[WatchDate, ...]
    divisions_file: Path | None
    short: tuple[Mapping[str, str], ...] = ()
    """What actors are called where the theatre goes without saying, between two days: rows of short.csv."""
    conflicts: tuple[str, ...] = ()
    """ISO codes of countries where attacks are to be expected, beside those of its armed groups."""
    missiles: tuple[str, ...] = ()
    """ISO codes of countries where a word for both rockets and missiles, such as the Arabic one, means missiles."""
    capital: str | None = None
    """The id of the place that "the capital" means."""
    date_order: str = DATE_ORDERS[0]
    """dmy or mdy: how the figures of a note's date stand where either is possible."""
    feeds: tuple[Feed, ...] = ()
    """What to fetch for the daily round, if the user asks for it."""

    def __repr__(self) -> str:
        return f"Theatre({self.name!r}, {len(self.places)} places, {len(self.actors)} actors, {self.hash})"

    @property
    def reference(self) -> str:
        """What loads this theatre again: the name of an installed one, else its folder."""
        return self.name if self.name in installed() else str(self.folder.resolve())

    def candidates(self, name: str, language: str) -> list[PlaceRow]:
        """Places of that name, the preferred first; the world's where the theatre has none. [] if unknown.

        A language that the theatre has no names for goes by those in Latin script.
        """
        code = language if language in self.names else "en"
        own = self.names.get(code, {}).get(fold(name, code))
        if own:
            return [self.places[id] for id in own]
        return self.world.candidates(name, language)

    @cached_property
    def world(self) -> Gazetteer:
        """The gazetteer of everywhere else."""
        return Gazetteer.packaged()

    @cached_property
    def at_war(self) -> frozenset[str]:
        """The countries of the armed groups of its register, and those it names as in conflict."""
        own = {a.country for a in self.actors.values() if a.type == "armed_group" and a.country}
        return frozenset({*own, *self.conflicts})

    def admin1_order(self) -> list[str]:
        """First-level divisions of the theatre, by name."""
        return sorted({p.name for p in self.places.values() if p.precision == "admin1"})

    def side_of(self, actor_id: str | None) -> str:
        """state, non_state or unknown."""
        actor = self.actors.get(actor_id or "")
        return (actor.side if actor else "") or "unknown"

    def owner_of(self, outlet: str | None) -> str | None:
        """The owner of an outlet, else the outlet itself: two outlets of one owner are one voice."""
        source = self.outlets.get(outlet or "")
        return (source.owner or source.id) if source else outlet

    def outlet_named(self, name: str | None, url: str | None = None) -> str | None:
        """The id of an outlet by id, name or the domain of a URL; the name itself if the theatre has none such."""
        if name in self.outlets:
            return name
        host = (url or "").partition("//")[2].partition("/")[0].lower().removeprefix("www.")
        for source in self.outlets.values():
            if name and fold(name, "en") == fold(source.name, "en"):
                return source.id
            if host and source.domain and (host == source.domain or host.endswith("." + source.domain)):
                return source.id
        return name or (host or None)


def installed() -> list[str]:
    """Names of the packs that come with the library."""
    root = resources.files("sijill.theatre")
    return sorted(entry.name for entry in root.iterdir() if entry.joinpath("theatre.toml").is_file())


def load(name: str | Path) -> Theatre:
    """Load a theatre by the name of a packaged one or by the path of a folder.

    Raises UnknownTheatre if there is none, BadPack if its files do not hold together.
    """
    folder = Path(str(resources.files("sijill.theatre").joinpath(str(name))))
    if not (folder / "theatre.toml").is_file():
        folder = Path(name)
    if not (folder / "theatre.toml").is_file():
        raise UnknownTheatre(
            f"no theatre {str(name)!r}; installed: {', '.join(installed())}, "
            "or give the path of a folder that holds a theatre.toml"
        )
    try:
        about = tomllib.loads((folder / "theatre.toml").read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadPack(f"{folder / 'theatre.toml'}: {error}") from error
    return _assemble(folder, about)


def _assemble(folder: Path, about: Mapping[str, Any]) -> Theatre:
    listed = list(_rows(folder / "places.csv"))
    places = _places(folder, listed)
    actors = _actors(folder)
    weekday = str(about.get("first_weekday", "monday"))
    if weekday not in WEEKDAYS:
        raise BadPack(
            f"{folder / 'theatre.toml'}: first_weekday is {weekday!r}; it must be one of {', '.join(WEEKDAYS)}"
        )
    divisions = folder / str(about.get("divisions", ""))
    outlets = _outlets(folder)
    theatre = Theatre(
        name=str(about["name"]),
        title={code: str(about.get(f"title_{code}", about["name"])) for code in CODES},
        countries=tuple(about.get("countries", ())),
        timezone=_timezone(folder, str(about.get("timezone", "UTC"))),
        first_weekday=WEEKDAYS.index(weekday),
        languages=tuple(about.get("languages", ("en",))),
        conflicts=tuple(about.get("conflicts", ())),
        missiles=tuple(about.get("missiles", ())),
        capital=about.get("capital"),
        date_order=_date_order(folder, about),
        campaigns={c["id"]: c["name_en"] for c in about.get("campaigns", ())},
        folder=folder,
        hash=_hash(folder),
        places=places,
        names={code: _place_names(folder, code, places, listed) for code in CODES},
        common={code: _common_names(code, listed) for code in CODES},
        actors=actors,
        actor_names={code: _actor_names(folder, code, actors) for code in CODES},
        outlets=outlets,
        offices=tuple(_rows(folder / "offices.csv")),
        ties=tuple(_rows(folder / "ties.csv")),
        short=tuple(_rows(folder / "short.csv")),
        watch_dates=_watch_dates(folder),
        divisions_file=divisions if divisions.is_file() else None,
        feeds=feeds(_rows(folder / "feeds.csv"), folder / "feeds.csv", outlets),
    )
    _check_register(theatre)
    return theatre


def _date_order(folder: Path, about: Mapping[str, Any]) -> str:
    order = str(about.get("date_order", DATE_ORDERS[0]))
    if order not in DATE_ORDERS:
        raise BadPack(f"{folder / 'theatre.toml'}: date_order is {order!r}; it must be one of {', '.join(DATE_ORDERS)}")
    return order


def _timezone(folder: Path, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadPack(f"{folder / 'theatre.toml'}: no time zone {name!r}; write one such as Asia/Baghdad") from None


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        # What is fetched does not change how a text is read: a new feed must not have all documents read again.
        if path.suffix in {".csv", ".toml"} and path.name != "feeds.csv":
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _places(folder: Path, listed: Sequence[Row]) -> dict[str, PlaceRow]:
    path = folder / "places.csv"
    raw = {row["id"]: row for row in listed}
    places: dict[str, PlaceRow] = {}
    for id, row in raw.items():
        chain: list[str] = []
        above = row["parent"]
        while above:
            if above not in raw:
                raise BadPack(f"{path}: {id!r} has the parent {above!r}, which is no row; add it or mend the name")
            if above in chain or above == id:
                raise BadPack(f"{path}: {id!r} is its own ancestor by way of {above!r}")
            chain.append(above)
            above = raw[above]["parent"]
        if row["precision"] not in vocabulary.PLACE_PRECISIONS:
            raise BadPack(f"{path}: {id!r} has the precision {row['precision']!r}")
        if not chain and row["precision"] != "country":
            raise BadPack(f"{path}: {id!r} is an orphan: only a country may have no parent")
        lineage = [id, *chain]

        def named(precision: str, lineage: list[str] = lineage) -> str | None:
            return next((raw[p]["name"] for p in lineage if raw[p]["precision"] == precision), None)

        try:
            point = float(row["latitude"]), float(row["longitude"])
        except ValueError:
            raise BadPack(f"{path}: {id!r} has no point: {row['latitude']!r}, {row['longitude']!r}") from None
        places[id] = PlaceRow(
            id, row["name"], row["name_ar"] or None, row["feature"], row["precision"], lineage[-1].upper(),
            named("admin1"), named("admin2"), *point, tuple(chain), row["source"],
        )  # fmt: skip
    return places


def _place_names(
    folder: Path, code: str, places: Mapping[str, PlaceRow], listed: Sequence[Row]
) -> dict[str, tuple[str, ...]]:
    ranked = {
        fold(row["alias"], code): _split(row["ids"])
        for row in _rows(folder / "ambiguous.csv")
        if row["language"] == code
    }
    names: dict[str, list[str]] = {}
    for row in listed:
        own = [row["name"] if code == "en" else row["name_ar"], *_split(row.get(f"aliases_{code}"))]
        for alias in (name.lstrip("~") for name in filter(None, own)):
            ids = names.setdefault(fold(alias, code), [])
            if row["id"] not in ids:
                ids.append(row["id"])
    if code == "en":
        for alias, id in _shortened(places).items():
            names.setdefault(alias, [id])
    for alias, ids in names.items():
        if len(ids) > 1 and set(ids) != set(ranked.get(alias, ())):
            raise BadPack(
                f"{folder / 'places.csv'}: the {code} name {alias!r} belongs to {', '.join(ids)}; "
                "rank them in ambiguous.csv or take the alias from all but one"
            )
    for alias, ids_ranked in ranked.items():
        if missing := [id for id in ids_ranked if id not in places]:
            raise BadPack(f"{folder / 'ambiguous.csv'}: {alias!r} names {missing[0]!r}, which is no place")
    return {alias: ranked.get(alias, tuple(ids)) for alias, ids in names.items()}


def _shortened(places: Mapping[str, PlaceRow]) -> dict[str, str]:
    """ "Mansour" for "Mansour, Baghdad", where only one place is named so: a common name, matched with care."""
    found: dict[str, list[str]] = {}
    for place in places.values():
        short, comma, _ = place.name.partition(",")
        if comma:
            found.setdefault(fold(short, "en"), []).append(place.id)
    return {alias: ids[0] for alias, ids in found.items() if len(ids) == 1}


def _common_names(code: str, rows: Sequence[Row]) -> frozenset[str]:
    told = {
        fold(a, code)
        for row in rows
        for a in (row["name"], *_split(row.get(f"aliases_{code}")))
        if not a.startswith("~")
    }
    marked = {fold(a[1:], code) for row in rows for a in _split(row.get(f"aliases_{code}")) if a.startswith("~")}
    shortened = (
        {fold(row["name"].partition(",")[0], "en") for row in rows if "," in row["name"]} if code == "en" else set()
    )
    return frozenset((marked | shortened) - told)


def _actors(folder: Path) -> dict[str, ActorRow]:
    path = folder / "actors.csv"
    actors: dict[str, ActorRow] = {}
    for row in _rows(path):
        if row["id"] in actors:
            raise BadPack(f"{path}: two rows have the id {row['id']!r}")
        if row["type"] not in vocabulary.ACTOR_TYPES or row["level"] not in vocabulary.LEVELS:
            raise BadPack(
                f"{path}: {row['id']!r} has type {row['type']!r}, level {row['level']!r}; see the closed lists"
            )
        names = {
            code: (row["name"] if code == "en" else row["name_ar"], *_split(row.get(f"aliases_{code}")))
            for code in CODES
        }
        actors[row["id"]] = ActorRow(
            row["id"], row["name"], row["name_ar"] or None, row["type"], row["level"], row["state"],
            row["campaign"] or None, row["country"] or None,
            {code: tuple(filter(None, listed)) for code, listed in names.items()}, row["source"],
        )  # fmt: skip
    return actors


def _actor_names(folder: Path, code: str, actors: Mapping[str, ActorRow]) -> dict[str, str]:
    names: dict[str, str] = {}
    seen: dict[str, str] = {}
    for actor in actors.values():
        for alias in actor.names[code]:
            other = seen.setdefault(fold(alias, code), actor.id)
            if other != actor.id:
                raise BadPack(f"{folder / 'actors.csv'}: the {code} name {alias!r} belongs to {other} and {actor.id}")
            names[alias] = actor.id
    return names


def _outlets(folder: Path) -> dict[str, Source]:
    return {
        row["id"]: Source(
            row["id"], row["name"], row["language"] or None, row["country"] or None, row["owner"] or None,
            row["lean"] or None, row["domain"] or None,
        )
        for row in _rows(folder / "outlets.csv")
    }  # fmt: skip


def _watch_dates(folder: Path) -> tuple[WatchDate, ...]:
    return tuple(
        WatchDate(
            row["id"], int(row["month"]), int(row["day"]), row["name"], row["name_ar"] or None,
            date.fromisoformat(row["since"]) if row["since"] else None, _split(row["actors"]),
        )
        for row in _rows(folder / "dates.csv")
        if row["month"] and row["day"]
    )  # fmt: skip


def _check_register(theatre: Theatre) -> None:
    for file, rows, columns in (
        ("ties.csv", theatre.ties, ("subject", "object")),
        ("offices.csv", theatre.offices, ("person", "organisation")),
        ("short.csv", theatre.short, ("id",)),
    ):
        for row in rows:
            for column in columns:
                if row[column] not in theatre.actors:
                    raise BadPack(f"{theatre.folder / file}: {column} {row[column]!r} is not in actors.csv")
    for row in theatre.ties:
        if row["type"] not in vocabulary.TIE_TYPES:
            raise BadPack(f"{theatre.folder / 'ties.csv'}: no tie type {row['type']!r}")
    for actor in theatre.actors.values():
        if actor.campaign and actor.campaign not in theatre.campaigns:
            raise BadPack(
                f"{theatre.folder / 'actors.csv'}: {actor.id!r} has the campaign {actor.campaign!r}, "
                "which is not in theatre.toml"
            )
