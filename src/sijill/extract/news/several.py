"""How many alike attacks an event is told as: "four cafes were torn apart by car bombs", "seven car bombs went off".

What was hit and numbered makes that many for sure, and air strikes told by their number mostly do. Parked vehicles
that went off are mostly as many attacks, since each stands somewhere else. Other devices, sites and raids are as many
at most and mostly one (three charges in a row, three men with vests at one gate), unless they are told to have been in
several places. So say the labels of some ten thousand events of eval/reports: of vehicle bombs five in six are as many
attacks as vehicles, of three and more other devices one in three.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sijill.extract import fields
from sijill.extract.draft import Draft
from sijill.extract.news.kinds import is_of_family
from sijill.extract.news.linking import Event
from sijill.extract.news.telling import Telling
from sijill.extract.say import scan_span
from sijill.extract.scan import Mark, NumberMark, Scan
from sijill.model.records import Derived
from sijill.model.values import Json, Range

_HIT, _DEVICES = 20, 50
"""The most things hit and the most devices that one clause may tell as so many attacks."""
_CROWDS = frozenset({
    "civilians", "protesters", "police_or_army", "militia", "aid_worker", "media", "politician_or_activist"
})  # fmt: skip
"""Targets whose number is one of people."""
_BURST = frozenset({"remote_explosive_landmine_ied", "suicide_bomb"})
_LAID = frozenset({"ied", "vehicle_bomb", "suicide_bomb"})
_FROM_AIR = frozenset({"airstrike"})
_AT_ONCE = frozenset({"looting_property_destruction", "abduction_forced_disappearance"})
"""Lorries that are driven off or burned are one robbery, one fire."""
_SITES = frozenset({"religious_site", "infrastructure", "school", "hospital"})
"""What stands apart from the next of its sort, so that several hit are several attacks."""
_FROM, _PARKED_FROM = 3, 2
"""From how many devices, sites or raids on they may be several attacks, and from how many parked vehicles."""
_NEAR = 24
"""Characters before a noun in which its number is looked for."""
_BETWEEN = re.compile(
    r"(?:(?<=\d)x)?\s(?:(?!(?:in|at|by|on|of|when|after|and|were|was|في|من|علي|عند|بعد)\b)[\w'-]+ ){0,2}"
)
_EACH = Derived("rule", "each that went off as an attack of its own; two at one place may be one")
_AT_MOST = Derived("rule", "told as one event, of as many attacks at most as what went off, was hit or was flown")
_ONE = Derived("default", "told as one event")


def say_count(made: Draft, scan: Scan, event: Event, kind: str, aim: Sequence[Mark]) -> None:
    """Say how many attacks an event of this kind is told as. aim: what it was against."""
    first = event.tellings[0]
    surely = None if kind in _AT_ONCE else _hit(scan, first, aim)
    if surely:
        made.say("count", Range.exactly(surely[0]).to_json(), (scan_span(scan, *surely[1]),))
        return
    if parked := _devices(scan, event, kind, parked=True):
        n, at = parked
        made.say("count", Range(1, n, n).to_json(), (scan_span(scan, *at),), _EACH)
        return
    if kind == "air_drone_strike" and (strikes := _strikes(scan, event)):
        n, at = strikes
        made.say("count", Range(1, n, n).to_json(), (scan_span(scan, *at),), _EACH)
        return
    if many := _devices(scan, event, kind) or _sites(scan, first, kind, aim):
        n, at = many
        apart = scan.pack.grammar.spread.search(scan.flat, first.start, first.end)
        made.say(
            "count", Range(1, n if apart else 1, n).to_json(), (scan_span(scan, *at),), _EACH if apart else _AT_MOST
        )
        return
    made.say("count", Range.exactly(1).to_json(), (), _ONE)


def take_out(drafts: Sequence[Draft]) -> None:
    """Count no attack twice: of several told as one, those that a later event tells are its own.

    "Six bombs went off on Tuesday. One of them, in a barrow, killed nine": five, and one.
    """
    for at, made in enumerate(drafts):
        count, kind = made.value("count"), made.value("kind")
        if not isinstance(count, dict) or count["low"] == count["high"]:
            continue
        own = sum(one.value("kind") == kind and _may_be_among(one, made) for one in drafts[at + 1 :])
        if own:
            best, high = (max(1, int(count[name] or 1) - own) for name in ("best", "high"))
            made.reword("count", Range(1, best, high).to_json())


def told_apart(scan: Scan, told: Sequence[tuple[Event, Draft]]) -> list[Draft]:
    """The drafts of a text, without the dead twice: a sentence of many attacks keeps those whom no later event tells.

    "Bombings across Baghdad killed 37. A car bomb in Sadr City killed 14": 23, and 14. A toll whose people are
    all told apart is a total, and an attack of which nothing else is told is none beside those.
    """
    found = []
    for at, (event, made) in enumerate(told):
        first = event.tellings[0]
        many = scan.pack.grammar.many.search(scan.flat, first.start, first.end) is not None
        parts = [one for _, one in told[at + 1 :] if many and _is_of(one, made)]
        left = {of: _left(made.value(of), [one.value(of) for one in parts]) for of in ("killed", "wounded")}
        if not parts or any(value is _MORE for value in left.values()):
            found.append(made)
            continue
        rest = {of: value for of, value in left.items() if isinstance(value, Range)}
        told_out = [of for of, value in rest.items() if value.low == 0 and not value.best]
        found += [_as_total(made, of) for of in told_out]
        if told_out and all(made.value(of) is None for of in left if of not in told_out):
            continue
        for of, value in rest.items():
            if of in told_out:
                made.drop(of)
                continue
            made.reword(of, value.to_json())
            made.mark(of, Derived("rule", "without those whom the text tells apart"))
        found.append(made)
    return found


def _is_of(one: Draft, whole: Draft) -> bool:
    """Whether an attack may be one of several that a sentence told together."""
    kinds = [str(made.value("kind")) for made in (one, whole)]
    if one.value("status") not in {None, "occurred"} or not is_of_family(*kinds):
        return False
    day, whole_day = one.value("when"), whole.value("when")
    place, whole_place = one.value("place"), whole.value("place")
    there = not (isinstance(place, dict) and isinstance(whole_place, dict)) or (
        whole_place.get("admin1") in {None, place.get("admin1")} and whole_place.get("country") == place.get("country")
    )
    return (not day or not whole_day or day == whole_day) and there


_MORE = "more"
"""Where the parts are more than the whole: they are none of it."""


def _left(whole: Json, parts: Sequence[Json]) -> Range | str | None:
    """What is left of a toll without those told apart; None where none is told or none is apart."""
    told = [part for part in parts if isinstance(part, dict)]
    if not isinstance(whole, dict) or not told:
        return None
    apart = sum(int(part["best"] if part["best"] is not None else part["low"]) for part in told)
    low, best, high = (None if whole[name] is None else int(whole[name]) - apart for name in ("low", "best", "high"))
    return _MORE if low is None or low < 0 else Range(low, best, high)


def _as_total(made: Draft, of: str) -> Draft:
    """What a sentence of many attacks states of all of them."""
    total = Draft("total", made.start, made.end, confidence=made.confidence, key=of)
    value, when, place = made.value(of), made.value("when"), made.value("place")
    n = value["best"] if isinstance(value, dict) and value["best"] is not None else value["low"]
    where = place.get("admin1") or place.get("name") if isinstance(place, dict) else None
    total.say("n", n, made.spans(of))
    total.say("of", of, made.spans(of))
    scope = {"when": when, "place": where, "perpetrator": None, "kind": None, "weapon": None, "group": None}
    total.say("scope", scope, (*made.spans("when"), *made.spans("place")) or made.spans(of))
    return total


def _may_be_among(one: Draft, whole: Draft) -> bool:
    """Whether nothing that is told of an attack sets it apart from several told as one."""
    for name in ("when", "place", "role"):
        own, of_whole = one.value(name), whole.value(name)
        if isinstance(own, dict) and isinstance(of_whole, dict) and name == "place":
            own, of_whole = own.get("admin1"), of_whole.get("admin1")
        if own and of_whole and own != of_whole:
            return False
    return True


def _hit(scan: Scan, first: Telling, aim: Sequence[Mark]) -> tuple[int, tuple[int, int]] | None:
    """Things numbered and said to have been hit: "four cafes were torn apart by car bombs"."""
    grammar = scan.pack.grammar
    for mark in aim:
        if not (grammar.plural.search(scan.flat[mark.start : mark.end]) and grammar.suffers.match(scan.flat, mark.end)):
            continue
        if grammar.vehicles.match(scan.flat, mark.start):
            continue
        if not any(grammar.plural.search(scan.flat[w.start : w.end]) for w in first.used):
            continue
        for number in scan.numbers_in(max(first.start, mark.start - 16), mark.start):
            n = number.range.best
            if n and 1 < n <= _HIT and not number.article and mark.value not in _CROWDS:
                if mark.start - number.end < 12:
                    return n, (number.start, mark.end)
    counted = fields.count(scan, first.start, first.end, [m for m in aim if not _is_one_of(scan, m)])
    return counted if counted and counted[0] <= _HIT else None


def _devices(scan: Scan, event: Event, kind: str, *, parked: bool = False) -> tuple[int, tuple[int, int]] | None:
    """Devices that went off, or raids: "seven bombs", «أربع غارات». parked: vehicles without a driver alone."""
    if kind not in _BURST and kind != "air_drone_strike":
        return None
    of = _LAID if kind in _BURST else _FROM_AIR
    if parked:
        of = frozenset({"vehicle_bomb"} if kind == "remote_explosive_landmine_ied" else ())
    for told in event.tellings:
        for mark in scan.marks("weapons", told.start, told.end):
            if mark.value in of and not _is_of_people(scan, mark):
                found = _numbered(scan, told.start, mark, _PARKED_FROM if parked else _FROM)
                if found and found[0] <= _DEVICES:
                    return found
    return None


def _strikes(scan: Scan, event: Event) -> tuple[int, tuple[int, int]] | None:
    """Air strikes that are told by their number: "nine raids on the district", «أربع غارات»."""
    for told in event.tellings:
        for match in scan.pack.grammar.strikes_told.finditer(scan.flat, told.start, told.end):
            if scan.pack.grammar.on_one.match(scan.flat, match.end(), told.end):
                continue
            near = scan.numbers_in(max(told.start, match.start() - _NEAR), match.start())
            beside = (one for one in reversed(near) if _BETWEEN.fullmatch(scan.flat[one.end : match.start()]))
            number = next((one for one in beside if not one.article), None)
            n = number.range.best if number and not _is_one_of(scan, Mark(*match.span(), "weapons", "")) else None
            if number is not None and n and 1 < n <= _DEVICES:
                return n, (number.start, match.end())
    return None


def _is_of_people(scan: Scan, mark: Mark) -> bool:
    """Whether a weapon is told as those who bear it: "suicide bombers"."""
    words = scan.flat[mark.start : mark.end]
    return scan.pack.grammar.bearers.search(words) is not None or scan.has("groups", mark.start, mark.end)


def _sites(scan: Scan, first: Telling, kind: str, aim: Sequence[Mark]) -> tuple[int, tuple[int, int]] | None:
    """Sites that were bombed: "three bridges"."""
    if kind not in _BURST and kind != "air_drone_strike":
        return None
    for mark in aim:
        if mark.value in _SITES and first.start <= mark.start < first.end:
            found = _numbered(scan, first.start, mark, _FROM)
            if found and found[0] <= _HIT:
                return found
    return None


def _numbered(scan: Scan, start: int, mark: Mark, least: int) -> tuple[int, tuple[int, int]] | None:
    """The number of a plural noun, with its words: none for a part of others, "three of the five bombs".

    least: from which number on it is taken.
    """
    words = scan.flat[mark.start : mark.end]
    if least <= _PARKED_FROM and scan.pack.grammar.dual.search(words) and not _is_one_of(scan, mark):
        return 2, (mark.start, mark.end)
    if not scan.pack.grammar.plural.search(scan.flat[mark.start : mark.end]) or _is_one_of(scan, mark):
        return None
    near: list[NumberMark] = scan.numbers_in(max(start, mark.start - _NEAR), mark.start)
    for number in reversed(near):
        n = number.range.best
        if n and n >= least and not number.article and _BETWEEN.fullmatch(scan.flat[number.end : mark.start]):
            return n, (number.start, mark.end)
    return None


def _is_one_of(scan: Scan, mark: Mark) -> bool:
    """Whether a thing is counted out of others: "one of the three lorries"."""
    before = scan.flat[max(0, mark.start - _NEAR) : mark.start]
    return any(scan.pack.grammar.of_the.search(before[:at]) for at in range(len(before)))


__all__ = ["say_count", "take_out", "told_apart"]
