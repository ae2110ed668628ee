"""An event's clauses to a draft: each field from the clause that tells it best, with the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from sijill.extract import fields, places
from sijill.extract.amounts import ages, hedged, ranges
from sijill.extract.draft import Draft
from sijill.extract.labels import untold
from sijill.extract.news import hurt, kinds
from sijill.extract.news.aims import BY_POLICE, Aim, aims
from sijill.extract.news.linking import Event
from sijill.extract.news.mentions import SORTS
from sijill.extract.news.parties import Party
from sijill.extract.news.phrases import phrase
from sijill.extract.news.seen import share as seen_share
from sijill.extract.news.settings import Dated, Settings, strays
from sijill.extract.news.several import say_count
from sijill.extract.news.summing import summed
from sijill.extract.news.telling import Telling
from sijill.extract.news.where import Ground
from sijill.extract.news.who import doing, say_who
from sijill.extract.places import Named
from sijill.extract.say import say_place, scan_span
from sijill.extract.scan import Mark, Scan
from sijill.extract.tolls import Toll
from sijill.extract.when import Calendar
from sijill.model.records import Derived
from sijill.model.values import Target, Weapon, When

_OLD_DAYS = 10
"""An event this many days before publication is background, not news."""
_RECALLED, _NOT_RECALLED = 0.8, 0.1
"""How likely an event must be background for it to be said without a word that recalls it, and with one."""
_STANDS, _STANDS_NOT = 0.8, 0.05
"""How likely a status but "occurred" must be to be said without a word for it, and with one in a later clause."""
_OTHERS_TOLL, _UNLISTED = 0.5, 0.92
"""How likely a toll told beside an event must be its own, and a number that no list makes a toll must be one."""
_LEAD = 40
"""Characters before a number that may say that those it counts were not hurt."""
_BESIDE_NUMBER = 16
"""Characters behind a number in which a word may say that it counts things."""
_DESK = 1_000_000
"""People in a city whose name in a dateline says where the desk is rather than where the event was."""
_HOMES = frozenset({"shelling_artillery_missile_attack", "air_drone_strike"})
"""Kinds that strike a quarter where they strike a house."""
_ON_CROWDS = frozenset({"protest_with_intervention", "excessive_force_against_protesters"})
_LIKELY = 0.5
_BLOODLESS = frozenset(
    "agreement change_to_group_activity headquarters_or_base_established non_violent_transfer_of_territory "
    "peaceful_protest".split()
)
"""Kinds in which nobody is hurt by what they are."""
"""How likely a target must be for it to be no guess."""
_ANNOUNCED = frozenset({"agreement", "change_to_group_activity", "headquarters_or_base_established"})
"""Kinds that happen when they are announced."""
_PEOPLE = frozenset({"civilians", "politician_or_activist", "media", "aid_worker"})
"""Targets that may have a person's name behind their word."""
_BESIDE_SAID = 32
"""Characters that may stand between an office and the word that it said something."""
_STOPS = re.compile(r"[,،;؛.:]")
_CHOSEN_PLACE = Derived("rule", "the likeliest of the places that the text names")
_CHOSEN_TOLL = Derived("rule", "the likeliest of what the words may say of the toll")
_CHOSEN_DAY = Derived("rule", "the likeliest of the days that the text names")
_IMPLIED = {
    "suicide_bomb": "suicide_bomb", "chemical_weapon": "chemical", "grenade": "grenade",
    "remote_explosive_landmine_ied": "ied",
}  # fmt: skip
"""Weapons without which an event would not be of its kind."""
_OF_KIND = Derived("rule", "what this kind is done with")
_MISSILE = Derived("rule", "where armies fire missiles, the theatre says, a word for rockets too means these")
_GROUND = frozenset({"government_regains_territory", "non_state_actor_overtakes_territory", "sexual_violence"})
"""Kinds whose weapons are told with the deed, not beside it."""


def draft(
    scan: Scan,
    calendar: Calendar,
    event: Event,
    around: Sequence[Telling] = (),
    named: Sequence[Party] = (),
    settings: Settings | None = None,
) -> Draft | None:
    """The draft of one event, None if its words say no kind.

    around: the clauses beside those that tell it; named: the parties that the text names; settings: its places, days.
    """
    told = event.tellings
    first = told[0]
    likely = kinds.kind(scan, told, None)
    if likely is None:
        return None
    # No target is said of a quiet kind, and none makes a kind quiet.
    found = [] if kinds.quiet(likely.value) else aims(scan, told, around, doing(scan, told), likely.value)
    aim = [one.mark for one in found]
    kind = kinds.kind(scan, told, aim)
    if kind is None:
        return None
    made = Draft("incident", first.start, first.end, confidence=0.7)
    whole = any(mark.section == "clause" for mark in kind.marks)
    note = "by the clause as a whole" if whole else "from what was used and what was hit"
    how = (Derived("rule", note),) if kind.derived else ()
    made.say("kind", kind.value, tuple(scan_span(scan, m.start, m.end) for m in kind.marks), *how)
    ordered = by_order(scan, event)
    at_large = settings is None and not scan.theatre.countries
    if ordered and at_large and strays(scan, ordered[0], Ground(scan).everywhere()):
        ordered = ()
    meant = settings.where(event, ordered) if settings is not None else ordered
    _say_when(made, scan, calendar, event, kind.value, settings)
    if not kinds.quiet(kind.value):
        _say_weapons(made, scan, told, kind, meant[0].row.country if meant else None)
        _say_aims(made, scan, found, kind)
    _say_tolls(made, scan, event)
    _say_it_killed(made, scan, told)
    if meant:
        say_place(made, scan, meant, *((_CHOSEN_PLACE,) if meant != ordered else ()))
    _say_status(made, scan, told, kind)
    say_count(made, scan, event, kind.value, aim)
    say_who(made, scan, event, kind, named)
    return made


def dated_by_order(scan: Scan, event: Event, kind: str) -> Dated | None:
    """The day of an event by where days stand in and around its clauses alone."""
    dated = [t.day for t in event.tellings if t.day and t.day[1].when.precision != "year"]
    dated = dated or [t.day for t in event.tellings if t.day]
    first = event.tellings[0]
    if not dated and (kind in _ANNOUNCED or scan.pack.grammar.hour.search(scan.flat, first.start, first.end)):
        dated = [one for t in event.tellings for one in t.spoken][:1]
    if not dated and _beside(scan, event) is None:
        if first.setting:
            dated = [first.setting]
        elif event.lead and event.lead.day and not event.recalled:
            dated = [event.lead.day]
    return next((d for d in dated if d[1].when.precision == "day"), dated[0]) if dated else None


def _say_when(made: Draft, scan: Scan, calendar: Calendar, event: Event, kind: str, settings: Settings | None) -> None:
    first = event.tellings[0]
    dated = dated_by_order(scan, event, kind)
    chosen = False
    beside = _beside(scan, event) if dated is None else None
    if beside is not None:
        made.say("when", beside[0].to_json(), tuple(scan_span(scan, *at) for at in beside[1]))
    elif settings is not None:
        ordered, dated = dated, settings.when(event, dated)
        chosen = dated is not None and (ordered is None or ordered[1].when != dated[1].when)
    recalled = first.seen.get("role", {}).get("background", 0.5)
    role = "background" if recalled >= _RECALLED or (event.recalled and recalled >= _NOT_RECALLED) else "news"
    if dated:
        mention, reading = dated
        derived = [Derived("metadata", "read against the publication date")] if reading.from_published else []
        derived += [_CHOSEN_DAY] if chosen else []
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


def _say_weapons(made: Draft, scan: Scan, told: Sequence[Telling], kind: fields.Kind, country: str | None) -> None:
    used = told[0].used or next((t.used for t in told if t.used), [])
    if kind.value in _GROUND:
        # "Took the town from gunmen of the group; cars were burnt": what takes ground is told with the taking.
        weak = scan.weak["weapons"]
        used = [m for m in told[0].used if m.value == "artillery" or scan.flat[m.start : m.end] not in weak]
    if kind.value == "looting_property_destruction":
        # "Armed men emptied six houses and drove off with the goods": nobody was fired at or taken.
        used = [m for m in used if m.value not in {"small_arms", "abduction"}]
    if kind.value in BY_POLICE:
        # "Broke up the sit-in and led away nine" with batons: nobody was abducted.
        used = [m for m in used if m.value != "abduction"]
        crowd = [m for m in scan.marks("weapons", told[0].start, told[0].end) if m.value == "crowd_weapon"]
        used = used or (crowd[:1] if kind.value in _ON_CROWDS else [])
    named = [m for m in used if not _is_ambush(scan, m)]
    if used and not named:
        # "Ambushed a patrol" does not say with what; "gunmen", who did, have arms.
        armed = [m for m in scan.marks("weapons", told[0].start, told[0].end) if m.value == "small_arms"]
        named = [m for m in armed if not _is_ambush(scan, m)][:1]
    used = named
    said = {m.value for m in used}
    most = 3
    if (implied := _IMPLIED.get(kind.value)) and implied not in said and not (said and implied == "ied"):
        _say_implied(made, scan, told, kind, implied)
        most = 1
    for mark in used[:most]:
        number = fields.weapon_number(scan, mark, told[0].start)
        missile = (_MISSILE,) if _is_missile(scan, mark, country) else ()
        value = Weapon("missile" if missile else mark.value, scan.span(mark.start, mark.end).quote, number)
        made.say("weapons", value.to_json(), (scan_span(scan, mark.start, mark.end),), *missile)
    if kind.value == "abduction_forced_disappearance" and "abduction" not in said and kind.marks:
        _say_implied(made, scan, told, kind, "abduction")


def _is_missile(scan: Scan, mark: Mark, country: str | None) -> bool:
    """Whether a word for rockets and missiles alike is told of a country where armies fire missiles: the Arabic one."""
    here = mark.value == "rocket" and country in scan.theatre.missiles
    return here and scan.pack.grammar.either_rocket.fullmatch(scan.flat, mark.start, mark.end) is not None


def _say_implied(made: Draft, scan: Scan, told: Sequence[Telling], kind: fields.Kind, weapon: str) -> None:
    """Say the weapon without which an event would not be of its kind, by the words that tell the kind."""
    start, end = (kind.marks[0].start, kind.marks[0].end) if kind.marks else (told[0].start, told[0].end)
    span = scan.span(start, end)
    # Words of an abduction tell its means; those of a blast or a gas do not name it.
    how = () if kind.marks and weapon == kind.value.split("_")[0] else (_OF_KIND,)
    made.say("weapons", Weapon(weapon, span.quote).to_json(), (span,), *how)


def _is_ambush(scan: Scan, mark: Mark) -> bool:
    return scan.pack.grammar.ambush.fullmatch(scan.flat, mark.start, mark.end) is not None


def _say_aims(made: Draft, scan: Scan, found: Sequence[Aim], kind: fields.Kind) -> None:
    if kind.value in _ON_CROWDS and kind.marks and not any(a.mark.value == "protesters" for a in found):
        span = scan.span(kind.marks[0].start, kind.marks[0].end)
        made.say("targets", Target("protesters", span.quote).to_json(), (span,), Derived("rule", "whom it broke up"))
        found = found[:1]
    for aim in found:
        value = aim.mark.value
        if kind.value in _HOMES and value == "civilians" and not aim.of_toll and _is_home(scan, aim.mark):
            value = "neighbourhood"
        span = scan.span(*phrase(scan, aim.mark.start, aim.mark.end, person=aim.mark.value in _PEOPLE))
        guess = (Derived("rule", "the likeliest of what is named, by how each stands"),) if aim.share < _LIKELY else ()
        because = (Derived("rule", "the people who were hurt"),) if aim.of_toll else guess
        made.say("targets", Target(value, span.quote).to_json(), (span,), *because)


def _is_home(scan: Scan, mark: Mark) -> bool:
    words = scan.flat[mark.start : mark.end]
    return scan.has("homes", mark.start, mark.end) or scan.pack.grammar.home.search(words) is not None


def _say_tolls(made: Draft, scan: Scan, event: Event) -> None:
    """The tolls of all clauses: what rose, what came on top, where sources differ."""
    told = event.tellings
    plain = {of: summed(scan, _stated(scan, event, of), of) for of in SORTS}
    for of, other in zip(SORTS, reversed(SORTS), strict=True):
        found, beside = plain[of], plain[other]
        if scan.seen is not None:
            found = hurt.chosen(scan, scan.seen, event, of, found, beside[0] if beside else None, made.value("kind"))
        if found is None:
            continue
        value, mine = found
        if made.value("kind") in _BLOODLESS and value.low:
            # "They signed a truce; blood money is paid for 61 dead": these fell in another event.
            continue
        listed = all(any(toll in t.stated for t in (*told, *event.beside)) for toll in mine)
        guess = () if listed else (Derived("rule", "a number that the text as a whole makes a toll"),)
        guess = guess if found is plain[of] else (_CHOSEN_TOLL,)
        made.say(of, value.to_json(), tuple(scan_span(scan, t.start, t.end) for t in mine), *guess)
        if office := _credited(scan, told, mine):
            made.credited[of] = office
        for toll in mine:
            if toll.group and toll.group_at and toll.of == of:
                at = scan_span(scan, *phrase(scan, *toll.group_at, person=True))
                made.say("victims", toll.victims(at.quote).to_json(), (at,))


def _say_it_killed(made: Draft, scan: Scan, told: Sequence[Telling]) -> None:
    """Of looting or arson in which people were killed, that it was an attack, or a mob's."""
    killed = made.value("killed")
    if made.value("kind") != "looting_property_destruction" or not (killed and killed["low"]):
        return
    mob = any(scan.pack.grammar.mob.search(scan.flat, t.start, t.end) for t in told)
    made.reword("kind", "mob_violence" if mob else "attack")
    made.mark("kind", Derived("rule", "people were killed"))


def _stated(scan: Scan, event: Event, of: str) -> list[tuple[int, int, list[Toll]]]:
    """The tolls that are the event's, clause by clause: its own, and those beside it that the whole text gives it."""
    own = [(t.start, t.end, t.stated) for t in event.tellings]
    if scan.seen is None:
        return own
    first = event.tellings[0]

    def likely(toll: Toll) -> bool:
        return toll.of == of and (seen_share(scan, first, of, toll.start, toll.end) or 0.0) >= _OTHERS_TOLL

    beside = [(t.start, t.end, [toll for toll in t.stated if likely(toll)]) for t in event.beside]
    told = sorted([*own, *beside], key=lambda one: one[:2])
    more = [list(_unlisted(scan, first, of, start, end, stated)) for start, end, stated in told]
    # No list vouches for them: of several clauses only the likeliest is believed.
    best = max((share for found in more for share, _ in found), default=1.0)
    kept = next((n for n, found in enumerate(more) if any(share == best for share, _ in found)), None)
    return [
        (start, end, [*stated, *(toll for _, toll in more[n])] if n == kept else stated)
        for n, (start, end, stated) in enumerate(told)
    ]


def _unlisted(
    scan: Scan, first: Telling, of: str, start: int, end: int, stated: Sequence[Toll]
) -> Iterator[tuple[float, Toll]]:
    """The numbers of a clause that no list makes a toll and the whole text does, with how likely each is: "twelve did
    not get up again"."""
    if any(toll.of == of for toll in stated):
        return
    if scan.pack.losses and scan.pack.losses.noone.search(scan.flat, start, end):
        # "Twenty-eight pupils were inside; none of them came to harm."
        return
    unknown, between = [*untold(scan, start, end), *ages(scan, start, end)], ranges(scan, start, end)
    for number in scan.numbers_in(start, end):
        if number.range.best is None or any(a < number.end and number.start < b for a, b in unknown):
            # "Could not say how many had been killed."
            continue
        if number.article or any(t.start < number.end and number.start < t.end for t in stated):
            # "a cameraman's lens was smashed", «لم يسقط أحد»
            continue
        things = scan.marks("things", number.end, number.end + _BESIDE_NUMBER)
        if scan.dates_in(number.start, number.end) or any(_is_counted(scan, number.end, m) for m in things):
            continue
        if scan.pack.losses and scan.pack.losses.unhurt.search(
            scan.flat, max(start, number.start - _LEAD), number.start
        ):
            # "Nine killed and five captured"
            continue
        share = seen_share(scan, first, of, number.start, number.end) or 0.0
        if share < _UNLISTED:
            continue
        within = next(((a, b, said) for a, b, said in between if a <= number.start < b), None)
        if within is None:
            yield share, Toll(of, hedged(scan, number), number.start, number.end)
        elif within[0] == number.start:
            # "The wounded are given as 6 to 8": once.
            yield share, Toll(of, within[2], within[0], within[1])


def _is_counted(scan: Scan, at: int, thing: Mark) -> bool:
    """Whether a number counts a thing right behind it, and no people who are named by it: "20 lambs", "four truck
    drivers"."""
    return thing.start == at + 1 and not scan.has("groups", thing.start, thing.end + _BESIDE_NUMBER)


def _credited(scan: Scan, told: Sequence[Telling], mine: Sequence[Toll]) -> str | None:
    """The office or official that the clauses of a toll credit with it: "the Interior Ministry said"."""
    for telling in told:
        if not any(telling.start <= toll.start < telling.end for toll in mine):
            continue
        for office in scan.marks("offices", telling.start, telling.end):
            for said in scan.marks("says", telling.start, telling.end):
                first, last = sorted((office, said), key=lambda mark: mark.start)
                between = scan.flat[first.end : last.start]
                if len(between) <= _BESIDE_SAID and not _STOPS.search(between):
                    at = scan_span(scan, office.start, office.end)
                    return at.quote
    return None


def by_order(scan: Scan, event: Event) -> tuple[Named, ...]:
    """The finest place of the clause that opens the event, made finer by a later one that lies in it."""
    told = event.tellings
    found = list(told[0].places)
    deed = next(iter(told[0].deeds or told[0].used or told[0].struck), None)
    meant: tuple[Named, ...] = ()
    for pool in ([p for p in found if deed is None or p.mark.start > deed.start], found):
        meant = places.chosen(scan, pool)
        if meant and meant[0].row.precision != "country":
            break
    for telling in told[1:]:
        finer = places.chosen(scan, telling.places)
        if not finer or finer[0].row.precision == "country":
            continue
        whole = meant and meant[0].row.precision in {"admin1", "country"}
        if not meant or (whole and meant[0].row.id in finer[0].row.parents):
            meant = finer
            break
    meant = meant or places.chosen(scan, found) or places.chosen(scan, [p for t in told[1:] for p in t.places])
    if not meant and event.before is not None and event.recalled:
        meant = places.chosen(scan, event.before.tellings[0].places)
    if not meant or meant[0].row.precision == "country":
        for pool in (
            [p for p in _labels(told) if not _is_desk(p)],
            [p for p in event.setting if _may_be_where(scan, p)],
        ):
            nearer = places.chosen(scan, pool)
            if nearer and (
                not meant or (nearer[0].row.precision != "country" and meant[0].row.id in nearer[0].row.parents)
            ):
                meant = nearer
                break
    return meant


def _may_be_where(scan: Scan, place: Named) -> bool:
    """Whether a place named elsewhere in a report may be an event's: no state outside the theatre, only talked of."""
    theatre = scan.theatre.countries
    return place.row.precision != "country" or not theatre or place.row.country in theatre


def _labels(told: Sequence[Telling]) -> list[places.Named]:
    return next((t.label for t in told if t.label), [])


def _is_desk(place: places.Named) -> bool:
    """Whether a dateline is of a city from which agencies report what happened elsewhere."""
    return (place.row.population or 0) >= _DESK


def _doubted(scan: Scan, telling: Telling) -> list[tuple[int, int]]:
    """Where a clause tells a toll of which nobody is sure."""
    return [m.span() for m in scan.pack.grammar.doubted.finditer(scan.flat, telling.start, telling.end)]


def _say_status(made: Draft, scan: Scan, told: Sequence[Telling], kind: fields.Kind) -> None:
    if kind.value == "disrupted_weapons_use":
        made.say("status", "foiled", tuple(scan_span(scan, m.start, m.end) for m in kind.marks[:1]))
        return
    shares = {name: share for name, share in told[0].seen.get("status", {}).items() if name != "occurred"}
    for telling in told:
        for mark in scan.marks("standing", telling.start, telling.end):
            if telling is not told[0] and shares.get(mark.value, 1.0) < _STANDS_NOT:
                continue
            if mark.value == "attempted" and (telling is not told[0] or any(t.hurt for t in told)):
                continue
            if mark.value in {"foiled", "threatened"} and (telling is not told[0] or telling.hurt):
                continue
            if any(a < mark.end and mark.start < b for a, b in _doubted(scan, telling)):
                # "A rocket fell, with unconfirmed reports of three wounded": the rocket did fall.
                continue
            made.say("status", mark.value, (scan_span(scan, mark.start, mark.end),))
            return
    likeliest = max(shares, key=lambda name: shares[name], default="")
    if likeliest and shares[likeliest] >= _STANDS:
        clause = scan_span(scan, told[0].start, told[0].end)
        made.say("status", likeliest, (clause,), Derived("rule", "by the clause as a whole"))
        return
    made.say("status", "occurred", (), Derived("default", "nothing says otherwise"))
