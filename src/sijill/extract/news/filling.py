"""An event's clauses to a draft: each field from the clause that tells it best, with the words it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sijill.extract import fields, places
from sijill.extract.draft import Draft
from sijill.extract.news import kinds
from sijill.extract.news.linking import Event
from sijill.extract.news.telling import Telling
from sijill.extract.news.who import say_who
from sijill.extract.say import say_place, scan_span
from sijill.extract.scan import Mark, Scan
from sijill.extract.tolls import Toll, total
from sijill.extract.when import Calendar
from sijill.model.records import Derived
from sijill.model.values import Range, Target, Weapon, When

_OLD_DAYS = 10
"""An event this many days before publication is background, not news."""
_DESK = 1_000_000
"""People in a city whose name in a dateline says where the desk is rather than where the event was."""
_AIMS = 2
"""How many targets one event is given at most."""
_GROUND = frozenset({"government_regains_territory", "non_state_actor_overtakes_territory", "sexual_violence"})
_PUT_DOWN = frozenset({"protest_with_intervention", "excessive_force_against_protesters"})
_SHELLED = frozenset({"air_drone_strike", "shelling_artillery_missile_attack", "chemical_weapon"})
_AIM_OF_GROUP = {
    "civilians": "civilians", "army": "police_or_army", "police": "police_or_army", "kurdish_force": "police_or_army",
    "militia": "militia", "tribal_force": "militia", "insurgents": "militia", "officials": "politician_or_activist",
    "journalists": "media", "aid_workers": "aid_worker", "foreign_troops": "police_or_army", "contractors": "civilians",
}  # fmt: skip
"""What was attacked where only the people who were hurt are told."""


def draft(scan: Scan, calendar: Calendar, event: Event) -> Draft | None:
    """The draft of one event, None if its words say no kind."""
    told = event.tellings
    first = told[0]
    aim = _aims(scan, told)
    kind = kinds.kind(scan, told, aim)
    if kind is None:
        return None
    aim = _aims_of(scan, told, aim, kind)
    made = Draft("incident", first.start, first.end, confidence=0.7)
    how = (Derived("rule", "from what was used and what was hit"),) if kind.derived else ()
    made.say("kind", kind.value, tuple(scan_span(scan, m.start, m.end) for m in kind.marks), *how)
    _say_when(made, scan, calendar, event)
    if not kinds.quiet(kind.value):
        _say_weapons(made, scan, told, kind)
        _say_aims(made, scan, told, aim)
    _say_tolls(made, scan, told)
    _say_place(made, scan, event)
    _say_status(made, scan, told, kind)
    several = fields.count(scan, first.start, first.end, aim)
    if several:
        made.say("count", Range.exactly(several[0]).to_json(), (scan_span(scan, *several[1]),))
    else:
        made.say("count", Range.exactly(1).to_json(), (), Derived("default", "told as one event"))
    say_who(made, scan, told, kind)
    return made


def _aims(scan: Scan, told: Sequence[Telling]) -> list[Mark]:
    for telling in told:
        found = fields.target(scan, telling.start, telling.end, telling.used, telling.stated)
        if found:
            return found
    return []


def _aims_of(scan: Scan, told: Sequence[Telling], aim: list[Mark], kind: fields.Kind) -> list[Mark]:
    """The aims that fit a kind: protesters where a protest is put down, homes and towns where they are shelled."""
    if kind.value in _PUT_DOWN:
        protesters = [m for t in told for m in t.aims if m.value == "protesters"]
        return protesters[:1] or aim
    if kind.value in _SHELLED:
        home = scan.pack.grammar.home
        homes = [m for m in aim if m.value == "civilians" and home.search(scan.flat[m.start : m.end])]
        if homes:
            return [replace(homes[0], value="neighbourhood")]
        hit = [p.mark for t in told for p in t.places if p.row.precision in {"settlement", "admin2", "exact", "site"}]
        hit = [m for m in hit if scan.pack.grammar.onto.search(scan.flat[max(0, m.start - 24) : m.start])]
        if not aim and hit:
            return [replace(hit[0], section="targets", value="neighbourhood")]
    return aim


def _say_when(made: Draft, scan: Scan, calendar: Calendar, event: Event) -> None:
    dated = [t.day for t in event.tellings if t.day and t.day[1].when.precision != "year"]
    dated = dated or [t.day for t in event.tellings if t.day]
    if not dated and (beside := _beside(scan, event)) is not None:
        made.say("when", beside[0].to_json(), tuple(scan_span(scan, *at) for at in beside[1]))
    elif not dated and event.lead and event.lead.day and not event.recalled:
        dated = [event.lead.day]
    role = "background" if event.recalled else "news"
    if dated:
        mention, reading = next((d for d in dated if d[1].when.precision == "day"), dated[0])
        derived = [Derived("metadata", "read against the publication date")] if reading.from_published else []
        made.say("when", reading.when.to_json(), (scan_span(scan, mention.start, mention.end),), *derived)
        if calendar.published and (calendar.published - reading.when.end).days > _OLD_DAYS:
            role = "background"
    made.say("role", role, (), Derived("rule", "by its date against publication and the words that recall it"))


def _beside(scan: Scan, event: Event) -> tuple[When, list[tuple[int, int]]] | None:
    """The day told by its distance from the event before ("two hours later", "the day before"), and where."""
    first = event.tellings[0]
    marks = scan.marks("beside", first.start, first.end)
    told = event.before
    while told is not None and told.when is None:
        told = told.before if not (told.lead and told.lead.day) else None
    dated = told.tellings if told else [event.lead] if event.lead else []
    before = next((t.day for t in dated if t.day), None)
    if not marks or before is None or before[1].when.precision != "day":
        return None
    when, apart = before[1].when, timedelta(days=int(marks[0].value[1:]))
    spans = [(before[0].start, before[0].end), (marks[0].start, marks[0].end)]
    return When(when.start + apart, when.end + apart, "day"), spans


def _say_weapons(made: Draft, scan: Scan, told: Sequence[Telling], kind: fields.Kind) -> None:
    used = told[0].used or next((t.used for t in told if t.used), [])
    if kind.value in _GROUND:
        # "Took the town from gunmen of the group; cars were burnt": what takes ground is told with the taking.
        used = [m for m in told[0].used if scan.flat[m.start : m.end] not in scan.weak["weapons"]]
    for mark in used[:3]:
        number = fields.weapon_number(scan, mark, told[0].start)
        value = Weapon(mark.value, scan.span(mark.start, mark.end).quote, number)
        made.say("weapons", value.to_json(), (scan_span(scan, mark.start, mark.end),))
    implied = {"abduction_forced_disappearance": "abduction"}.get(kind.value)
    if implied and not any(m.value == implied for m in used) and kind.marks:
        span = scan.span(kind.marks[0].start, kind.marks[0].end)
        made.say("weapons", Weapon(implied, span.quote).to_json(), (span,))


def _say_aims(made: Draft, scan: Scan, told: Sequence[Telling], aim: Sequence[Mark]) -> None:
    said: set[str] = set()
    for mark in aim:
        span = scan.span(mark.start, mark.end)
        made.say("targets", Target(mark.value, span.quote).to_json(), (span,))
        said.add(mark.value)
    for toll in (t for telling in told for t in telling.stated):
        if toll.group and toll.group_at and (value := _AIM_OF_GROUP.get(toll.group)) and toll.range.middle:
            if value not in said and len(said) < _AIMS:
                span = scan.span(*toll.group_at)
                because = Derived("rule", "the people who were hurt")
                made.say("targets", Target(value, span.quote).to_json(), (span,), because)
                said.add(value)


def _say_tolls(made: Draft, scan: Scan, told: Sequence[Telling]) -> None:
    """The toll of the clause that states the most: a toll that rises later in the text outranks the earlier."""
    for of in ("killed", "wounded"):
        stating = [(value, t.stated) for t in told if (value := total(t.stated, of)) is not None]
        if not stating:
            continue
        value, stated = max(stating, key=lambda one: one[0].middle)
        mine: list[Toll] = [t for t in stated if t.of == of]
        made.say(of, value.to_json(), tuple(scan_span(scan, t.start, t.end) for t in mine))
        for toll in mine:
            if toll.group and toll.group_at:
                at = scan_span(scan, *toll.group_at)
                made.say("victims", toll.victims(at.quote).to_json(), (at,))


def _say_place(made: Draft, scan: Scan, event: Event) -> None:
    """The finest place of the clause that opens the event, made finer by a later one that lies in it."""
    told = event.tellings
    found = [p for p in told[0].places]
    deed = next(iter(told[0].deeds or told[0].used or told[0].struck), None)
    for pool in ([p for p in found if deed is None or p.mark.start > deed.start], found):
        meant = places.chosen(scan, pool)
        if meant and meant[0].row.precision != "country":
            break
    else:
        meant = ()
    for telling in told[1:]:
        finer = places.chosen(scan, telling.places)
        if not finer or finer[0].row.precision == "country":
            continue
        if not meant or (meant[0].row.id in finer[0].row.parents and meant[0].row.precision == "admin1"):
            meant = finer
            break
    meant = meant or places.chosen(scan, found) or places.chosen(scan, [p for t in told[1:] for p in t.places])
    if not meant and event.before is not None and event.recalled:
        meant = places.chosen(scan, event.before.tellings[0].places)
    if not meant or meant[0].row.precision == "country":
        meant = places.chosen(scan, [p for p in _labels(told) if not _is_desk(p)]) or meant
    if not meant:
        head = [p for p in places.named(scan, 0, min(len(scan.text), 160)) if not _is_desk(p)]
        meant = places.chosen(scan, head[:1])
    if meant:
        say_place(made, scan, meant)


def _labels(told: Sequence[Telling]) -> list[places.Named]:
    return next((t.label for t in told if t.label), [])


def _is_desk(place: places.Named) -> bool:
    """Whether a dateline is of a city from which agencies report what happened elsewhere."""
    return (place.row.population or 0) >= _DESK


def _say_status(made: Draft, scan: Scan, told: Sequence[Telling], kind: fields.Kind) -> None:
    if kind.value == "disrupted_weapons_use":
        made.say("status", "foiled", tuple(scan_span(scan, m.start, m.end) for m in kind.marks[:1]))
        return
    for telling in told:
        for mark in scan.marks("standing", telling.start, telling.end):
            if mark.value == "attempted" and (telling is not told[0] or any(t.hurt for t in told)):
                continue
            if mark.value in {"foiled", "threatened"} and (telling is not told[0] or telling.hurt):
                continue
            made.say("status", mark.value, (scan_span(scan, mark.start, mark.end),))
            return
    made.say("status", "occurred", (), Derived("default", "nothing says otherwise"))
