"""Clauses of running text, each with what it names: deeds, weapons, tolls, places, dates, actors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sijill.extract import fields, places
from sijill.extract.layout import sentences
from sijill.extract.places import Named
from sijill.extract.scan import Mark, Scan
from sijill.extract.tolls import Toll, tolls
from sijill.extract.when import Calendar, Reading
from sijill.lang.dates import DateMention

_JOINT = 32
"""How long, in characters, a joint of clauses may be."""
_SAYS_WHERE = {"country": 3, "admin1": 2}
"""What naming a country or a division weighs for where a report is; other places weigh one."""


@dataclass(slots=True)
class Telling:
    """What one clause tells. sentence: number of the sentence it is of; lead: offset where its dateline ends."""

    start: int
    end: int
    sentence: int
    deeds: list[Mark]
    used: list[Mark]
    struck: list[Mark]
    """General words of attack: "attack", "targeted", "hit"."""
    aims: list[Mark]
    stated: list[Toll]
    places: list[Named]
    dates: list[tuple[DateMention, Reading]]
    actors: list[Mark]
    nonevent: list[Mark]
    habit: bool
    reprise: list[Mark]
    apart: list[Mark]
    recalled: list[Mark]
    label: list[Named]
    """The places of the dateline or label that opens its line: "BAGHDAD -", "Est:"."""
    heads: bool
    """Whether it stands first in a line that a label opens."""
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """What the learned scorer makes of it: by head, how likely each label is. Empty where a language has none."""

    @property
    def opens(self) -> float:
        """How likely the learned scorer takes it to open an event; 0 where there is none."""
        return self.shares.get("what", {}).get("opens", 0.0)

    @property
    def own(self) -> bool:
        """Whether it names a deed or a weapon, or reads as if it told of a deed in other words."""
        return bool(self.deeds or self.used) or self.opens > 0.6

    @property
    def kinds(self) -> set[str]:
        return {m.value for m in self.deeds}

    @property
    def hurt(self) -> bool:
        """Whether it says that someone was killed or wounded."""
        return any(t.range.middle > 0 for t in self.stated)

    @property
    def day(self) -> tuple[DateMention, Reading] | None:
        """Its finest date."""
        order = {"day": 0, "week": 1, "month": 2, "year": 3}
        return min(self.dates, key=lambda d: order[d[1].when.precision], default=None)

    @property
    def divisions(self) -> set[str]:
        return {p.row.admin1 for p in self.places if p.row.admin1}


def tellings(scan: Scan, calendar: Calendar) -> list[Telling]:
    """The clauses of a text in order."""
    found: list[Telling] = []
    label: list[Named] = []
    home = _home(scan)
    for number, (start, end) in enumerate(sentences(scan, 0, len(scan.text))):
        lead = _dateline_end(scan, start, end)
        if lead > start:
            label = _at_home(places.named(scan, start, lead), home)
        elif "\n" in scan.text[max(0, start - 1) : start]:
            label = label if number == 1 else []
        for a, b in _clauses(scan, lead, end):
            telling = _telling(scan, calendar, a, b, number, label, heads=lead > start and a == lead)
            telling.places = _at_home(telling.places, home)
            found.append(telling)
    return found


def _home(scan: Scan) -> str | None:
    """The country that a report is about, if most of the places it names lie in one."""
    weights: Counter[str] = Counter()
    states = [a for a in scan.all_marks("actors") if scan.theatre.actors[a.value].type == "state"]
    for place in places.named(scan, 0, len(scan.text)):
        if any(place.mark.overlaps(a.start, a.end) for a in states):
            # "Drones launched by Russia at Odesa": who acts says nothing of where.
            continue
        weights[place.row.country] += _SAYS_WHERE.get(place.row.precision, 1)
    if not weights:
        return None
    (country, weight), *_ = weights.most_common(1)
    return country if 2 * weight > sum(weights.values()) else None


def _at_home(found: list[Named], home: str | None) -> list[Named]:
    """The places that lie in the report's country; a namesake abroad is more likely a place that no gazetteer has."""
    if home is None:
        return found
    return [p for p in found if p.row.country == home or p.row.precision == "country"]


def _telling(
    scan: Scan,
    calendar: Calendar,
    start: int,
    end: int,
    sentence: int,
    label: list[Named],
    *,
    heads: bool,
) -> Telling:
    grammar = scan.pack.grammar
    deeds = scan.marks("deeds", start, end)
    before = [Mark(*m.span(), "recalled", "recalled")] if (m := grammar.earlier.match(scan.flat, start, end)) else []
    joints = grammar.clause.finditer(scan.flat, max(0, start - _JOINT), start)
    cut = next((m for m in joints if m.end() == start and m.groupdict().get("strong")), None)
    shifted = cut or grammar.shifts.match(scan.flat, start, end)
    shift = [Mark(*shifted.span(), "apart", "apart")] if shifted else []
    dates = [(d, r) for d in scan.dates_in(start, end) if (r := calendar.read(d)) is not None]
    return Telling(
        start=start,
        end=end,
        sentence=sentence,
        deeds=[m for m in deeds if not _scare_quoted(scan, m)],
        used=fields.weapons(scan, start, end),
        struck=scan.marks("generic", start, end),
        aims=scan.marks("targets", start, end),
        stated=tolls(scan, start, end),
        places=places.named(scan, start, end),
        dates=[one for one in dates if not _of_speech(scan, one[0])],
        actors=scan.marks("actors", start, end),
        nonevent=scan.marks("nonevent", start, end),
        habit=scan.has("habit", start, end),
        reprise=scan.marks("reprise", start, end),
        apart=[*scan.marks("apart", start, min(end, start + 60)), *shift],
        recalled=[*scan.marks("recalled", start, end), *before],
        label=label,
        heads=heads,
    )


def _scare_quoted(scan: Scan, mark: Mark) -> bool:
    """Whether a word of deed stands alone in quotation marks: the lists "clashed" over lamp posts."""
    before, after = scan.flat[mark.start - 1 : mark.start], scan.flat[mark.end : mark.end + 1]
    return before == '"' == after


def _of_speech(scan: Scan, date: DateMention) -> bool:
    """Whether a date is that of the speaking: "police said on Tuesday"."""
    return scan.pack.grammar.said.search(scan.flat[max(0, date.start - 40) : date.start]) is not None


def _dateline_end(scan: Scan, start: int, end: int) -> int:
    """Where a report's dateline ends: "BAGHDAD, 17 November (Agency) –" dates the report, not the event."""
    match = scan.pack.grammar.dateline.match(scan.text, start, min(end, start + 110))
    return match.end() if match else start


def _clauses(scan: Scan, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence cut where it goes from one event to another: both sides name a deed and a place of their own."""
    at = start
    for joint in scan.pack.grammar.clause.finditer(scan.flat, start, end):
        if joint.start() <= at:
            continue
        stop = next((m.start() for m in scan.pack.grammar.clause.finditer(scan.flat, joint.end(), end)), end)
        strong = joint.groupdict().get("strong")
        if strong and _deed(scan, at, joint.start()) and _deed(scan, joint.end(), stop):
            yield at, joint.start()
            at = joint.end()
        elif _whole(scan, at, joint.start()) and _whole(scan, joint.end(), stop) and _elsewhere(scan, at, joint, stop):
            yield at, joint.start()
            at = joint.end()
    if at < end:
        yield at, end


def _deed(scan: Scan, start: int, end: int) -> bool:
    """Whether a stretch tells of a deed and of what was used."""
    return scan.has("deeds", start, end) and scan.has("weapons", start, end)


def _whole(scan: Scan, start: int, end: int) -> bool:
    told = scan.has("deeds", start, end) or scan.has("weapons", start, end)
    return told and scan.has("places", start, end)


def _elsewhere(scan: Scan, start: int, joint: re.Match[str], stop: int) -> bool:
    left = {p.row.id for p in places.named(scan, start, joint.start()) if p.row.precision != "country"}
    right = {p.row.id for p in places.named(scan, joint.end(), stop) if p.row.precision != "country"}
    return bool(left and right) and not left & right
