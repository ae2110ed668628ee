"""Real events to make reports of: when and where they happened, from data that others coded.

Dates, points and types are the sources' own. GED has deaths and actors too. What a source lacks (the weapon, the
target, the wounded; for Iraq the dead as well) is drawn at random, with the seed, and is so the same in every run.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
NEAR_DAYS, NEAR_KM = 2, 10
CELL = 0.02  # degrees: about 2 km, a quarter or a village

TARGETS = ("military_convoy", "police_or_army", "civilians", "militia", "military_base", "government_area", "business",
            "neighbourhood", "infrastructure", "politician_or_activist")  # fmt: skip
_TARGET_WEIGHTS = (22, 24, 18, 8, 7, 5, 5, 5, 3, 3)
_WEAPONS = {
    "IED": (("ied", 80), ("vehicle_bomb", 12), ("landmine", 4), ("suicide_bomb", 4)),
    "SAF": (("small_arms", 85), ("sniper", 8), ("rpg", 7)),
    "other": (("mortar", 40), ("rocket", 20), ("small_arms", 15), ("ied", 15), ("grenade", 5), ("rpg", 5)),
    "state": (("airstrike", 40), ("artillery", 25), ("small_arms", 15), ("mortar", 10), ("rocket", 10)),
    "rebel": (("small_arms", 40), ("mortar", 20), ("ied", 20), ("rocket", 15), ("vehicle_bomb", 5)),
    "jihadist": (("ied", 35), ("small_arms", 30), ("vehicle_bomb", 12), ("suicide_bomb", 8), ("mortar", 15)),
}
_HEADLINES = (
    ("airstrike", ("airstrike", "air strike", "aerial bombardment", "warplane", "air raid")),
    ("landmine", ("mine explosion", "landmine")),
    ("vehicle_bomb", ("car bomb", "booby-trapped")),
    ("ied", ("ied", "explosive device")),
    ("suicide_bomb", ("suicide",)),
)
KINDS = {
    "ied": "remote_explosive_landmine_ied", "vehicle_bomb": "remote_explosive_landmine_ied",
    "landmine": "remote_explosive_landmine_ied", "suicide_bomb": "suicide_bomb", "small_arms": "armed_clash",
    "sniper": "attack", "rpg": "armed_clash", "mortar": "shelling_artillery_missile_attack", "grenade": "grenade",
    "rocket": "shelling_artillery_missile_attack", "artillery": "shelling_artillery_missile_attack",
    "airstrike": "air_drone_strike",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """Where an event was: names, point, divisions. id: as a gazetteer would name it."""

    id: str
    name: str
    admin2: str
    admin1: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it was. nearest: (days, km) to the nearest other event within 2 days, None if there is none."""

    id: int
    day: date
    site: Site
    weapon: str
    target: str
    killed: int
    wounded: int
    actor: str | None
    nearest: float | None = None
    """Kilometres to the nearest other event within NEAR_DAYS, None if no other is that close in time."""

    @property
    def has_neighbour(self) -> bool:
        return self.nearest is not None and self.nearest <= NEAR_KM


def km(a: Site, b: Site) -> float:
    """Kilometres between two sites, on a plane, which is right to 1 % at 100 km."""
    north = (a.latitude - b.latitude) * 111.2
    east = (a.longitude - b.longitude) * 111.2 * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return math.hypot(north, east)


def syria(n: int, rng: random.Random, *, since: str = "2016-01-01", until: str = "2019-12-31") -> list[Event]:
    """Events of UCDP GED in Syria whose day and place are known well (date_prec, where_prec at most 2)."""
    rows = _rows(
        "ged191_syria.parquet",
        "date_start, latitude, longitude, where_coordinates, adm_1, adm_2, best, side_a, side_b, source_headline",
        f"date_prec <= 1 AND where_prec <= 2 AND adm_1 IS NOT NULL AND date_start BETWEEN '{since}' AND '{until}'",
    )
    found = []
    for number, row in enumerate(sorted(rng.sample(rows, min(n, len(rows))), key=str)):
        day, lat, lon, name, admin1, admin2, best, side_a, side_b, headline = row
        site = Site(f"{lat:.4f},{lon:.4f}", name, admin2 or admin1, admin1, lat, lon)
        actor = None if side_a == "Civilians" else side_a
        weapon = _told_weapon(headline) or _drawn(_WEAPONS[_side(side_a)], rng)
        wounded = _wounded(best, rng)
        found.append(Event(number, day, site, weapon, _target(rng, side_b), best, wounded, actor))
    return with_nearest(found)


def iraq(n: int, rng: random.Random, *, file: str = "iraq_insurgencies_2006.parquet") -> list[Event]:
    """Attacks in Iraq with day, point and type (IED, small arms, other); tolls, targets and actors are drawn."""
    rows = _rows(file, "date::DATE, latitude, longitude, type", "latitude IS NOT NULL AND longitude IS NOT NULL")
    found = []
    for number, row in enumerate(sorted(rng.sample(rows, min(n, len(rows))), key=str)):
        day, lat, lon, kind = row
        lat, lon = round(round(lat / CELL) * CELL, 4), round(round(lon / CELL) * CELL, 4)
        # A district is a square of 0.2 degrees, a governorate one of a degree: no boundaries come with the points.
        second, first = f"D{lat:.1f} {lon:.1f}", f"G{math.floor(lat)} {math.floor(lon)}"
        site = Site(f"{lat},{lon}", f"P{lat} {lon}", second, first, lat, lon)
        killed = _killed(rng)
        actor = rng.choices(("islamic_state_iraq", "mahdi_army", "1920_brigades"), (6, 3, 1))[0]
        weapon = _drawn(_WEAPONS[kind], rng)
        found.append(Event(number, day, site, weapon, _target(rng), killed, _wounded(killed, rng), actor))
    return with_nearest(found)


def with_nearest(events: Sequence[Event]) -> list[Event]:
    """The same events, each with the distance to its nearest other within NEAR_DAYS."""
    by_day: dict[int, list[Event]] = {}
    for event in events:
        by_day.setdefault(event.day.toordinal(), []).append(event)
    told = []
    for event in events:
        day = event.day.toordinal()
        others = [
            km(event.site, other.site)
            for near in range(day - NEAR_DAYS, day + NEAR_DAYS + 1)
            for other in by_day.get(near, ())
            if other.id != event.id
        ]
        told.append(
            Event(event.id, event.day, event.site, event.weapon, event.target, event.killed, event.wounded, event.actor,
                  min(others, default=None))
        )  # fmt: skip
    return told


def _rows(file: str, columns: str, where: str) -> list[tuple]:
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT {columns} FROM '{DATA / file}' WHERE {where} ORDER BY ALL")  # noqa: S608
        return found.fetchall()


def _drawn(weights: Sequence[tuple[str, int]], rng: random.Random) -> str:
    return rng.choices([name for name, _ in weights], [weight for _, weight in weights])[0]


def _target(rng: random.Random, side_b: str = "") -> str:
    return "civilians" if side_b == "Civilians" else rng.choices(TARGETS, _TARGET_WEIGHTS)[0]


def _side(side_a: str) -> str:
    if side_a in ("IS", "HTS"):
        return "jihadist"
    return "state" if side_a.startswith("Government") else "rebel"


def _told_weapon(headline: str | None) -> str | None:
    words = f" {(headline or '').lower()} "
    return next((weapon for weapon, told in _HEADLINES if any(word in words for word in told)), None)


def _killed(rng: random.Random) -> int:
    return rng.choices((0, 1, 2, 3, 4, 5, 7, 11, 18), (40, 22, 13, 8, 6, 4, 3, 2, 2))[0]


def _wounded(killed: int, rng: random.Random) -> int:
    return rng.choices((0, 1, 2, 3, 4, 6, 9, 15), (30, 17, 15, 11, 9, 8, 6, 4))[0] + rng.randint(0, killed)
