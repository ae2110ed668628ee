"""How many alike attacks an event is told as: "four cafes were torn apart by car bombs", "seven car bombs went off".

What was hit and numbered makes that many for sure. Devices that went off make as many at most: two at one door may be
one attack, so that one is the least of them. What fell from the air or out of tubes is one attack, however many pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sijill.extract import fields
from sijill.extract.draft import Draft
from sijill.extract.news.linking import Event
from sijill.extract.news.telling import Telling
from sijill.extract.say import scan_span
from sijill.extract.scan import Mark, NumberMark, Scan
from sijill.model.records import Derived
from sijill.model.values import Range

_HIT, _DEVICES = 20, 50
"""The most things hit and the most devices that one clause may tell as so many attacks."""
_CROWDS = frozenset({"civilians", "protesters", "police_or_army", "militia", "aid_worker", "media"})
"""Targets whose number is one of people."""
_BURST = frozenset({"remote_explosive_landmine_ied", "suicide_bomb"})
_LAID = frozenset({"ied", "vehicle_bomb", "suicide_bomb"})
_AT_ONCE = frozenset({"looting_property_destruction", "abduction_forced_disappearance"})
"""Lorries that are driven off or burned are one robbery, one fire."""
_SITES = frozenset({"religious_site", "infrastructure", "school", "hospital"})
"""What stands apart from the next of its sort, so that several hit are several attacks."""
_FROM = 3
"""From how many devices or sites on they are likelier several attacks than one: two are mostly laid at one place."""
_NEAR = 24
"""Characters before a noun in which its number is looked for."""
_BETWEEN = re.compile(r"(?:(?<=\d)x)?\s(?:[\w'-]+ ){0,2}")
_EACH = Derived("rule", "each device that went off as an attack of its own; two at one place may be one")
_EACH_SITE = Derived("rule", "each place hit as an attack of its own")
_ONE = Derived("default", "told as one event")


def say_count(made: Draft, scan: Scan, event: Event, kind: str, aim: Sequence[Mark]) -> None:
    """Say how many attacks an event of this kind is told as. aim: what it was against."""
    first = event.tellings[0]
    surely = None if kind in _AT_ONCE else _hit(scan, first, aim)
    if surely:
        made.say("count", Range.exactly(surely[0]).to_json(), (scan_span(scan, *surely[1]),))
        return
    for found, how in ((_devices(scan, event, kind), _EACH), (_sites(scan, first, kind, aim), _EACH_SITE)):
        if found:
            n, at = found
            made.say("count", Range(1, n, n).to_json(), (scan_span(scan, *at),), how)
            return
    made.say("count", Range.exactly(1).to_json(), (), _ONE)


def take_out(drafts: Sequence[Draft]) -> None:
    """Count no attack twice: of several told as one, those that a later event tells are its own.

    "Six bombs went off on Tuesday. One of them, in a barrow, killed nine": five, and one.
    """
    for at, made in enumerate(drafts):
        count, kind = made.value("count"), made.value("kind")
        if not isinstance(count, dict) or count["low"] == count["best"]:
            continue
        own = sum(one.value("kind") == kind and _may_be_among(one, made) for one in drafts[at + 1 :])
        left = max(1, int(count["best"] or 1) - own)
        if own:
            made.reword("count", Range(1, left, left).to_json())


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
        if not any(grammar.plural.search(scan.flat[w.start : w.end]) for w in first.used):
            continue
        for number in scan.numbers_in(max(first.start, mark.start - 16), mark.start):
            n = number.range.best
            if n and 1 < n <= _HIT and not number.article and mark.value not in _CROWDS:
                if mark.start - number.end < 12:
                    return n, (number.start, mark.end)
    counted = fields.count(scan, first.start, first.end, [m for m in aim if not _is_one_of(scan, m)])
    return counted if counted and counted[0] <= _HIT else None


def _devices(scan: Scan, event: Event, kind: str) -> tuple[int, tuple[int, int]] | None:
    """Devices that went off: "seven car bombs", «أربع سيارات مفخخة»."""
    if kind not in _BURST:
        return None
    for told in event.tellings:
        for mark in scan.marks("weapons", told.start, told.end):
            if mark.value in _LAID and not scan.pack.grammar.doer.search(scan.flat[mark.start : mark.end]):
                found = _numbered(scan, told.start, mark)
                if found and found[0] <= _DEVICES:
                    return found
    return None


def _sites(scan: Scan, first: Telling, kind: str, aim: Sequence[Mark]) -> tuple[int, tuple[int, int]] | None:
    """Sites that were bombed: "three bridges"."""
    if kind not in _BURST and kind != "air_drone_strike":
        return None
    for mark in aim:
        if mark.value in _SITES and first.start <= mark.start < first.end:
            found = _numbered(scan, first.start, mark)
            if found and found[0] <= _HIT:
                return found
    return None


def _numbered(scan: Scan, start: int, mark: Mark) -> tuple[int, tuple[int, int]] | None:
    """The number of a plural noun, with its words: none for a part of others, "three of the five bombs"."""
    if not scan.pack.grammar.plural.search(scan.flat[mark.start : mark.end]) or _is_one_of(scan, mark):
        return None
    near: list[NumberMark] = scan.numbers_in(max(start, mark.start - _NEAR), mark.start)
    for number in reversed(near):
        n = number.range.best
        if n and n >= _FROM and not number.article and _BETWEEN.fullmatch(scan.flat[number.end : mark.start]):
            return n, (number.start, mark.end)
    return None


def _is_one_of(scan: Scan, mark: Mark) -> bool:
    """Whether a thing is counted out of others: "one of the three lorries"."""
    before = scan.flat[max(0, mark.start - _NEAR) : mark.start]
    return any(scan.pack.grammar.of_the.search(before[:at]) for at in range(len(before)))


__all__ = ["say_count", "take_out"]
