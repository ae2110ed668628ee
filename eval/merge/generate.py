"""Reports of real events, with stated noise: who merges them, and how well?

Each event gets one to eight reports. The noise of each, drawn with the seed:

    date      30 %: the day is one off, four times in five the day after
    place     30 %: vaguer, a town of some 10 km around it, the district or the governorate
    missing   25 %: one field of the report is not told (or, with `each_missing`, every field with this chance)
    tolls     40 % of those who write the same day count fewer; 8 % of all give another figure, up or down
    words      8 % each: the weapon or target is called otherwise, one time in four not even of its family
    spelling  10 %: the place's name is written so that no gazetteer knows it; its governorate is known
    language  half English, half Arabic
    round-ups for some days and governorates one more report gives several attacks in a sum

The reports come in the form in which a reader gives them: values of the output contract.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from events import KINDS, TARGETS, Event, Site

from sijill.dedupe.families import TARGET_FAMILIES, WEAPON_FAMILIES

FIELDS = ("when", "place", "weapons", "targets", "killed", "wounded", "perpetrators")


@dataclass(frozen=True, slots=True)
class Noise:
    """How much goes wrong; the defaults are what the figures are quoted for."""

    date_off: float = 0.30
    vaguer: float = 0.30
    missing: float = 0.25
    each_missing: float = 0.0
    rises: float = 0.40
    disputed: float = 0.08
    words: float = 0.08
    spelling: float = 0.10
    round_ups: float = 0.30
    most: int = 8


@dataclass(frozen=True, slots=True)
class Told:
    """One report. event: the true one, None for a round-up, whose true parts are `parts`."""

    id: str
    document: str
    outlet: str
    language: str
    published: date
    event: int | None
    values: dict[str, Any]
    parts: tuple[int, ...] = field(default=())


def reports(events: Sequence[Event], rng: random.Random, noise: Noise | None = None) -> list[Told]:
    """The reports of all events and their round-ups, in the order of publication."""
    noise = noise or Noise()
    told: list[Told] = []
    for event in events:
        n = rng.choices(range(1, noise.most + 1), [2.0 ** (-k / 2) for k in range(noise.most)])[0]
        outlets = rng.sample(range(24), n)
        for k in range(n):
            told.append(_report(event, k, outlets[k], rng, noise))
    told += _round_ups(events, rng, noise)
    return sorted(told, key=lambda one: (one.published, one.id))


def _report(event: Event, k: int, outlet: int, rng: random.Random, noise: Noise) -> Told:
    language = rng.choice(("en", "ar"))
    day = event.day
    if rng.random() < noise.date_off:
        day += timedelta(days=1 if rng.random() < 0.8 else -1)
    lag = rng.choices((0, 1, 2), (55, 35, 10))[0]
    killed, wounded = event.killed, event.wounded
    if lag == 0 and rng.random() < noise.rises:
        share = rng.uniform(0.4, 1.0)
        killed, wounded = round(killed * share), round(wounded * share)
    killed, wounded = _disputed(killed, rng, noise), _disputed(wounded, rng, noise)
    weapon = _called(event.weapon, WEAPON_FAMILIES, KINDS, rng, noise)
    target = _called(event.target, TARGET_FAMILIES, TARGETS, rng, noise)
    values: dict[str, Any] = {
        "role": "news",
        "kind": KINDS[weapon],
        "when": {"start": day.isoformat(), "end": day.isoformat(), "precision": "day"},
        "place": _place(event, language, rng, noise),
        "weapons": [{"type": weapon, "text": weapon, "number": None}],
        "targets": [{"type": target, "text": target}],
        "killed": _toll(killed, rng),
        "wounded": _toll(wounded, rng),
        "perpetrators": [
            {"name": event.actor, "actor_id": event.actor, "level": "group", "basis": "blamed", "by": None}
        ],
        "status": "occurred",
    }
    lost = {name for name in FIELDS if rng.random() < noise.each_missing}
    if rng.random() < noise.missing:
        lost.add(rng.choice(FIELDS))
    if event.actor is None:
        lost.add("perpetrators")
    for name in lost:
        values.pop(name)
    if "weapons" in lost:
        values["kind"] = "attack"
    id = f"{rng.getrandbits(128):032x}"
    published = max(event.day, day) + timedelta(days=lag)
    return Told(id, f"d{id}", f"outlet-{outlet}", language, published, event.id, values)


def _called(
    word: str, families: Mapping[str, Sequence[str]], known: Iterable[str], rng: random.Random, noise: Noise
) -> str:
    """What a weapon or target is called: mostly what it was, else another of its family or, more seldom, of none."""
    if rng.random() >= noise.words:
        return word
    family = next((members for members in families.values() if word in members), ())
    near = sorted(other for other in known if other in family and other != word)
    far = sorted(other for other in known if other not in family)
    return rng.choice(near if near and rng.random() < 0.75 else far)


def _place(event: Event, language: str, rng: random.Random, noise: Noise) -> dict[str, Any]:
    site = event.site
    told: dict[str, Any] = {
        "name": site.name, "as_written": site.name, "admin2": site.admin2, "admin1": site.admin1, "country": "XX",
        "latitude": site.latitude, "longitude": site.longitude, "precision": "settlement", "gazetteer_id": site.id,
    }  # fmt: skip
    if rng.random() < noise.vaguer:
        name, precision = rng.choices(
            ((town_of(site), "settlement"), (site.admin2, "admin2"), (site.admin1, "admin1")), (40, 35, 25)
        )[0]
        # The centre of a division is not known here: such a place has its name and no point, as in many gazetteers.
        told |= {"name": name, "as_written": name, "latitude": None, "longitude": None, "precision": precision}
        told["gazetteer_id"] = f"{precision}:{name}"
        if precision == "settlement":
            told["latitude"], told["longitude"] = (float(part) for part in name.removeprefix("T").split(","))
        if precision == "admin1":
            told["admin2"] = None
    elif rng.random() < noise.spelling:
        name = _misspelt(site.name, rng)
        told |= {"name": name, "as_written": name, "latitude": None, "longitude": None, "precision": None}
        told |= {"gazetteer_id": None, "admin2": None}
    return told


def town_of(site: Site) -> str:
    """The town that a site lies in or near: a square of 0.1 degrees, by its centre."""
    return f"T{round(site.latitude, 1)},{round(site.longitude, 1)}"


def parents_of(sites: Iterable[Site]) -> dict[str, tuple[str, ...]]:
    """What each site, and each town, lies in, as a gazetteer would have it."""
    found: dict[str, tuple[str, ...]] = {}
    for site in sites:
        town, above = f"settlement:{town_of(site)}", (f"admin2:{site.admin2}", f"admin1:{site.admin1}")
        found[site.id] = (town, *above)
        found.setdefault(town, above)
        found.setdefault(above[0], above[1:])
    return found


def _disputed(n: int, rng: random.Random, noise: Noise) -> int:
    if rng.random() >= noise.disputed:
        return n
    return max(0, n + rng.choice((-1, 1)) * rng.randint(1, max(1, round(0.3 * n))))


def _misspelt(name: str, rng: random.Random) -> str:
    swaps = (("a", "e"), ("i", "ee"), ("q", "k"), ("al-", "el "), ("ou", "u"), ("h", ""), ("d", "dh"), (".", ","))
    for old, new in rng.sample(swaps, len(swaps)):
        if old in name:
            return name.replace(old, new, 1)
    return f"{name}a"


def _toll(n: int, rng: random.Random) -> dict[str, int | None]:
    if n and rng.random() < 0.15:
        return {"low": n, "best": n, "high": None}
    return {"low": n, "best": n, "high": n}


def _round_ups(events: Sequence[Event], rng: random.Random, noise: Noise) -> list[Told]:
    """For some days, governorates and weapons with two to six attacks, one report of them all."""
    groups: dict[tuple[date, str, str], list[Event]] = {}
    for event in events:
        groups.setdefault((event.day, event.site.admin1, event.weapon), []).append(event)
    told = []
    for (day, admin1, weapon), members in sorted(groups.items()):
        if not 2 <= len(members) <= 6 or rng.random() >= noise.round_ups:
            continue
        n, killed, wounded = len(members), sum(e.killed for e in members), sum(e.wounded for e in members)
        id = f"{rng.getrandbits(128):032x}"
        values = {
            "role": "news", "kind": KINDS[weapon], "status": "occurred",
            "when": {"start": day.isoformat(), "end": day.isoformat(), "precision": "day"},
            "place": {"name": admin1, "as_written": admin1, "admin2": None, "admin1": admin1, "country": "XX",
                      "latitude": None, "longitude": None, "precision": "admin1", "gazetteer_id": f"admin1:{admin1}"},
            "weapons": [{"type": weapon, "text": weapon, "number": n}], "count": {"low": n, "best": n, "high": n},
            "killed": {"low": killed, "best": killed, "high": killed},
            "wounded": {"low": wounded, "best": wounded, "high": wounded},
        }  # fmt: skip
        parts = tuple(e.id for e in members)
        told.append(Told(id, f"d{id}", "outlet-99", rng.choice(("en", "ar")), day, None, values, parts))
    return told
