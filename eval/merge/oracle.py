"""The best that can be done: who knows every event and the noise assigns each report by what it still tells."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from datetime import date

from events import Event
from generate import Noise, Told, town_of

from sijill.dedupe.families import TARGET_FAMILIES, WEAPON_FAMILIES


def assigned(told: Sequence[Told], events: Sequence[Event], noise: Noise, rng: random.Random) -> dict[str, str]:
    """The event that each report is most likely of, as a name; ties are drawn."""
    by_day: dict[int, list[Event]] = {}
    for event in events:
        by_day.setdefault(event.day.toordinal(), []).append(event)
    found = {}
    for one in told:
        day = _day(one)
        span = range(day - 1, day + 2) if "when" in one.values else range(day - 3, day + 1)
        best: list[Event] = []
        top = -math.inf
        for event in (e for near in span for e in by_day.get(near, ())):
            likely = _likely(one, event, noise)
            if likely > top + 1e-9:
                best, top = [event], likely
            elif likely > top - 1e-9 and likely > -math.inf:
                best.append(event)
        found[one.id] = f"event {rng.choice(best).id}" if best and one.event is not None else one.id
    return found


def _day(one: Told) -> int:
    when = one.values.get("when")
    return date.fromisoformat(when["start"]).toordinal() if when else one.published.toordinal()


def _likely(one: Told, event: Event, noise: Noise) -> float:
    """Log likelihood of what a report tells, were it of this event; what is the same for every event is left out."""
    values, likely = one.values, 0.0
    if "when" in values:
        off = _day(one) - event.day.toordinal()
        share = {0: 1 - noise.date_off, 1: noise.date_off * 0.8, -1: noise.date_off * 0.2}.get(off, 0.0)
        likely += _log(share)
    place = values.get("place")
    if place:
        site = event.site
        same = {
            "settlement": place.get("gazetteer_id") in (site.id, f"settlement:{town_of(site)}"),
            "admin2": place.get("name") == site.admin2,
            "admin1": place.get("admin1") == site.admin1,
            None: place.get("admin1") == site.admin1 and _alike(place["name"], site.name),
        }[place.get("precision")]
        likely += 0.0 if same else -math.inf
    likely += _called(values.get("weapons"), event.weapon, WEAPON_FAMILIES, noise)
    likely += _called(values.get("targets"), event.target, TARGET_FAMILIES, noise)
    for name, true in (("killed", event.killed), ("wounded", event.wounded)):
        if name in values:
            n = values[name]["best"]
            if n == true:
                likely += math.log(0.8)
            elif 0.3 * true - 1 <= n <= 1.3 * true + 1:
                likely += math.log(0.2 / max(1, true))
            else:
                likely += -math.inf
    if "perpetrators" in values:
        likely += 0.0 if values["perpetrators"][0]["actor_id"] == event.actor else -math.inf
    return likely


def _called(told: list[dict[str, str]] | None, true: str, families: dict[str, tuple[str, ...]], noise: Noise) -> float:
    if not told:
        return 0.0
    if told[0]["type"] == true:
        return math.log(1 - noise.words)
    family = next((members for members in families.values() if true in members), ())
    return math.log(noise.words * (0.3 if told[0]["type"] in family else 0.03))


def _alike(written: str, name: str) -> bool:
    """Whether a name may be a misspelling of another: same length but for two letters, most letters shared."""
    return abs(len(written) - len(name)) <= 2 and len(set(written) & set(name)) >= 0.7 * len(set(name))


def _log(share: float) -> float:
    return math.log(share) if share > 0 else -math.inf
