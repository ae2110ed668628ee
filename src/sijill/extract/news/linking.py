"""Which clauses tell of one event: each opens one, goes on with one, or tells of none."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sijill.extract.news import kinds, scorer
from sijill.extract.news.doers import phrased
from sijill.extract.news.summing import DIED
from sijill.extract.news.telling import Telling
from sijill.extract.places import Named
from sijill.extract.scan import Mark, Scan
from sijill.model.values import When

_WORD = re.compile(r"\w{3,}")
_CLOCK = re.compile(r"\s*\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\b\.?)?\s*[-\u2013\u2014:|]?\s")
"""The hour that an entry of a live report opens with."""
_FLASH = 3
"""How many clauses of such an entry say what it is about."""
OPENS_AT = 2.75
"""What a clause must weigh to open an event."""
_WEIGHTS = {
    "deed": 2.0, "weapon": 1.0, "struck": 1.0, "hurt": 2.0, "spared": 1.0, "place": 1.0, "inherits": 0.75,
    "date": 0.5, "aim": 0.5, "actor": 0.5, "habit": -3.0, "sum": -2.0,
}  # fmt: skip
_AGAINST = {"speech": -2.0, "court": -6.0, "play": -4.0, "accident": -3.0, "crash": -8.0, "drill": -3.0, "trade": -4.0,
            "ceremony": -3.0, "supposed": -3.0}  # fmt: skip
"""What words of each sort of non-event weigh; speech counts only where it stands before the deed."""
_TRUST = 0.5
"""What one step of the scorer's log-odds weighs beside the words' own weights."""
_WORDLESS, _LIKELY = 2.0, 0.9
"""What a clause weighs that no list has a deed of, where the scorer takes it so surely for an opening."""
_LIKELIER = 0.975
"""How surely, where a place is all that it names: "a firm from Homs is to store cement in it"."""
_UNLIKELY, _FRESH, _SURELY = 0.35, 0.55, 0.6
"""How likely a clause must at least be the first of an event: where its words say so; where they do not, or it might
go on with the one before; and where they do not and it speaks of many, looks like one without violence, or names
neither deed, weapon, toll nor day.
"""
_READ_ONE, _READ, _READ_BLOODLESS, _READ_APART, _READ_ANOTHER = 0.5, 0.25, 0.75, 0.9, 0.55
"""The same of clauses that the encoder has read: the likeliest of the text; each, to open an event; one that looks like
a deal or a handover, in words that no list has; one of many, a court, an accident or a ceremony; one that might go on
with the event before.
"""
_BLOODLESS_AT = 0.85
"""And how likely one that looks like a deal or a handover, in words that no list has."""
_SAYS_ALL = ((6.0, 0.02), (4.5, 0.2))
"""What a clause weighs that says all of an attack ("a bomb in Homs killed three"), and how likely it must be then."""
_BRIEF = 2
_ALONE, _ALONE_HURT, _ALONE_ALL = 0.4, 0.2, 0.1
"""And how likely the likeliest clause of a text that tells of no event else; where it says that someone was hurt and
speaks of nothing that is no event; and where it says all of an attack.
"""
_NO_ATTACK, _PLAYED = frozenset({"accident", "crash"}), frozenset({"play", "drill"})
"""What such a clause may not speak of, and what the whole text may not."""
_BLOODLESS = frozenset({"deal", "posture", "other"})
_GROUND = frozenset({"government_regains_territory", "non_state_actor_overtakes_territory"})
"""What a road or a crossing that opens looks like as well, where no deed, weapon or target is named."""
_FINE = frozenset({"exact", "site", "settlement", "admin2"})
_ODD = frozenset({"play", "drill", "trade", "accident"})
_TOLD_APART = frozenset({"court", "accident", "crash", "ceremony", "supposed"})
"""Whose words outweigh what a clause looks like: "an explosion caused by leaking gas"."""
_SIDE = frozenset({"posture", "other"})
"""Families that another event is often followed by."""
_ODD_MORE = 1.5
"""How much more a clause must weigh for each of up to three words of games, drills, trade or accidents in the text."""
_HURT_LESS = 1.0
"""And how much less of it where it says that someone was hurt."""


@dataclass(slots=True)
class Event:
    """One event in the making: the clauses that tell it, the opening one first."""

    tellings: list[Telling] = field(default_factory=list)
    recalled: bool = False
    setting: list[Named] = field(default_factory=list)
    """The places named last before it, for an event that names none."""
    lead: Telling | None = None
    """The clause before every event that dates a whole report: "Iraq lived through another violent day yesterday"."""
    before: Event | None = None
    """The event told before it."""
    beside: list[Telling] = field(default_factory=list)
    """Clauses near it that tell of no event."""
    others: list[Event] = field(default_factory=list, repr=False, compare=False)
    """All other events of the text."""

    @property
    def divisions(self) -> set[str]:
        own = next((t.divisions for t in self.tellings if t.divisions), None)
        return own if own is not None else {p.row.admin1 for p in self.setting if p.row.admin1}

    @property
    def when(self) -> When | None:
        told = next((t.day for t in self.tellings if t.day), None) or self.tellings[0].setting
        return told[1].when if told else None

    @property
    def spots(self) -> set[str]:
        """Ids of the places finer than a division that its clauses name, with what contains them."""
        named = [p for t in self.tellings for p in t.places] or self.setting
        return {id for p in named for id in (p.row.id, *p.row.parents)}

    @property
    def family(self) -> str | None:
        return kinds.family(self.tellings[0])


def events(scan: Scan, told: Sequence[Telling]) -> list[Event]:
    """The events that clauses tell, in the order told."""
    found: list[Event] = []
    current: Event | None = None
    least = OPENS_AT + _strangeness(told)
    lead: Telling | None = None
    silent = _silent(told)
    festive = any(m.value == "ceremony" for t in told for m in t.nonevent)
    for telling in told:
        # A crossing that is opened with a ceremony is no ground that is gained.
        opens = not silent and _opens(telling, least) and not (festive and _gains(telling) and not _is_sure(telling))
        # "A court sentenced three men to death over a bombing that killed 320."
        opens = opens and not _is_tried(scan, telling)
        if current is not None and kinds.family(telling) in _SIDE and not (telling.apart or _is_sure(telling)):
            # Troops sent after an attack, bodies found: part of it, unless told as news of its own.
            opens = opens and telling.paragraph != current.tellings[-1].paragraph
        goes_on = current is not None and not _other(scan, current, telling)
        if current is not None and (its := _second(scan, current, telling)):
            # It is the other of the two events that the first sentence announced.
            first = current.tellings[0]
            first.places = [p for p in first.places if p not in its]
            telling.setting = telling.setting or first.day
            current = Event([telling], False, its, lead, current)
            found.append(current)
            continue
        if current is not None and _one_more(scan, current, telling):
            telling.used = current.tellings[0].used[:1]
            telling.setting = telling.setting or current.tellings[0].day
            current = Event([telling], False, current.tellings[0].places or current.setting, lead, current)
            found.append(current)
            continue
        if opens and (current is None or not goes_on or _another(scan, current, telling)):
            match = None if telling.apart else _earlier(scan, found, telling)
            if match is not None:
                match.tellings.append(telling)
                current = match
                continue
            recalled = _is_recalled(telling) and bool(found)
            current = Event([telling], recalled, _setting(told, telling), lead, found[-1] if found else None)
            found.append(current)
        elif not opens and (placed := _placed(found, current, telling)) and _speaks_on(scan, telling):
            placed.tellings.append(telling)
        elif goes_on and current is not None and (opens or _speaks_on(scan, telling)):
            current.tellings.append(telling)
        elif not found and _dates_all(scan, telling):
            lead = telling
    if not found and (alone := _alone([t for t in told if not _is_tried(scan, t)])) is not None:
        found = [alone]
    if not found and (flash := _flash(scan, told)) is not None:
        found = [flash]
    _share_out(found, told)
    for event in found:
        event.others = [other for other in found if other is not event]
    return found


def _flash(scan: Scan, told: Sequence[Telling]) -> Event | None:
    """The event of an entry of a live report, which is too brief to read like news: "10:58 - Smoke over the market
    after vehicle bomb."
    """
    if _CLOCK.match(scan.flat) is None:
        return None
    against = {m.value for t in told for m in t.nonevent} - {"play", "speech"}
    first = next((t for t in told[:_FLASH] if t.deeds and t.used and not t.habit), None)
    if first is None or against or _is_tried(scan, first) or _is_recalled(first):
        return None
    return Event([t for t in told if t.start >= first.start], False, _setting(told, first))


def _is_tried(scan: Scan, telling: Telling) -> bool:
    """Whether a clause tells of a deed only as what a court judged."""
    judged = scan.pack.grammar.tried.search(scan.flat, telling.start, telling.end)
    return judged is not None and all(m.start > judged.start() for m in (*telling.deeds, *telling.used))


def _silent(told: Sequence[Telling]) -> bool:
    """Whether the encoder takes no clause of a text for the likely first of an event."""
    sorts = [(t.fresh or 0.0, bool({m.value for m in t.nonevent} & _against(t))) for t in told]
    return any(t.seen for t in told) and max((fresh for fresh, apart in sorts if not apart), default=1.0) < _READ_ONE


def _against(telling: Telling) -> frozenset[str]:
    """The sorts of non-events whose words keep a clause from opening an event: none where it surely is the first of
    one and names the deed and the means, "set off a bomb on the tracks and derailed a freight train"."""
    if not _is_sure(telling):
        return _TOLD_APART
    return frozenset() if _is_armed(telling) else _NO_ATTACK


def _is_armed(telling: Telling) -> bool:
    """Whether a clause names the deed and the means of violence that was done."""
    return bool(telling.deeds and telling.used) and kinds.family(telling) not in {*_BLOODLESS, kinds.STOPPED}


def _alone(told: Sequence[Telling]) -> Event | None:
    """The event of a text in which no clause opens one by itself: a report mostly tells of something.

    Its clauses: the likeliest to be the first, and those after it that name a deed, a weapon or a toll.
    """
    marked = any(t.deeds or t.used or t.struck or t.hurt for t in told)
    hurt = any(t.hurt for t in told)
    against = {m.value for t in told for m in t.nonevent}
    if not marked or against & _PLAYED or (against and not hurt):
        return None
    least = _ALONE_HURT if hurt and not against else _ALONE
    likely = [t for t in told if (t.fresh or 0.0) >= (least if against else _least_alone(t, least)) and not t.habit]
    likely = [t for t in likely if not any(m.value in _NO_ATTACK for m in t.nonevent)]
    first = max(likely, key=lambda t: (t.fresh or 0.0, -t.start), default=None)
    if first is None or kinds.family(first) in _BLOODLESS or _gains(first):
        return None
    more = [t for t in told if t.start > first.start and (t.deeds or t.used or t.hurt) and not t.habit]
    return Event([first, *more], False, _setting(told, first))


def _least_alone(telling: Telling, least: float) -> float:
    """How likely a clause must be the first of an event where no other is: less where it says all of an attack that
    hurt someone."""
    return min(least, _ALONE_ALL) if telling.hurt and opening(telling) >= _SAYS_ALL[0][0] else least


def _gains(telling: Telling) -> bool:
    """Whether a clause only looks like ground that is gained, as a road or a crossing that opens does."""
    return not (telling.deeds or telling.used or telling.struck) and kinds.learned(telling) in _GROUND


def _share_out(found: Sequence[Event], told: Sequence[Telling]) -> None:
    """Give every clause that tells of no event to the last event that began before it, else to the first."""
    taken = {id(t) for event in found for t in event.tellings}
    for telling in told if found else ():
        if id(telling) not in taken:
            begun = [event for event in found if event.tellings[0].start < telling.start]
            max(begun, key=lambda e: e.tellings[0].start, default=found[0]).beside.append(telling)


def _opens(telling: Telling, least: float) -> bool:
    """Whether a clause opens an event: how likely it is the first of one, where the encoder has read it; else by its
    words' weights, unless what stands around it makes that unlikely.
    """
    if telling.seen and telling.fresh is not None:
        bloodless = not telling.deeds and kinds.family(telling) in _BLOODLESS
        apart = telling.habit or _gains(telling) or any(m.value in _TOLD_APART for m in telling.nonevent)
        return telling.fresh >= (_READ_APART if apart else _READ_BLOODLESS if bloodless else _READ)
    weighs = opening(telling) + learned(telling) >= least - (_HURT_LESS if telling.hurt and least > OPENS_AT else 0)
    if telling.fresh is None:
        return weighs
    if not weighs and any(m.value in _TOLD_APART for m in telling.nonevent):
        # "Gunmen took an investigating judge of the court in Tikrit from his car."
        return telling.fresh >= _READ_APART and _is_armed(telling)
    if weighs:
        told = opening(telling) if not telling.nonevent else 0.0
        return telling.fresh >= next((least for weight, least in _SAYS_ALL if told >= weight), _UNLIKELY)
    # A visit or a ribbon cut reads like a deal or a handover.
    bloodless = not telling.deeds and kinds.family(telling) in _BLOODLESS
    doubtful = telling.habit or bloodless or not (telling.deeds or telling.used or telling.hurt or telling.dates)
    return telling.fresh >= (_BLOODLESS_AT if bloodless else _SURELY if doubtful else _FRESH)


def _second(scan: Scan, event: Event, telling: Telling) -> list[Named]:
    """The places of the second of two events that one clause announced, where another tells it: announced, and not
    those told since."""
    first, since = event.tellings[0], event.tellings[1:]
    if scan.pack.grammar.twofold.search(scan.flat, first.start, first.end) is None or not telling.deeds:
        return []
    told = {p.row.id for t in since for p in t.places}
    here = {p.row.id for p in telling.places}
    if not told or here & told:
        return []
    left = [p for p in first.places if p.row.id not in told]
    # "Two more were fired at the airport", of which the first sentence gave the name.
    words = set(_WORD.findall(scan.flat, telling.start, telling.end))
    return [p for p in left if p.row.id in here or words & {*_WORD.findall(scan.flat, p.mark.start, p.mark.end)}]


def _one_more(scan: Scan, event: Event, telling: Telling) -> bool:
    """Whether a clause tells that one more of what went off was stopped: "another was shot down"."""
    first = event.tellings[0]
    stopped = kinds.family(telling) == kinds.STOPPED and not telling.used and not telling.hurt
    told = bool(first.used) and not event.recalled and event.family != kinds.STOPPED
    return stopped and told and scan.pack.grammar.one_more.match(scan.flat, telling.start, telling.end) is not None


def _another(scan: Scan, event: Event, telling: Telling) -> bool:
    """Whether a clause that might go on with an event tells of another like it: at another spot, or hours apart."""
    if (telling.fresh or 0.0) < _FRESH or _takes_up(telling):
        return False
    if telling.sentence == event.tellings[-1].sentence and not _lies_apart(event, telling):
        # "A double attack in Samarra killed six, as a car blew up and a bomber struck those who came to help"; "dragged
        # him outside and beheaded him"; "had fired at Koya before: on 9 October two watchmen died there".
        bare = not (telling.places or telling.dates) and _kin(event, telling)
        wordless = not (telling.deeds or telling.used or telling.struck)
        if bare or wordless or scan.pack.grammar.explains.match(scan.flat, telling.start, telling.end):
            return False
    if telling.seen and (telling.fresh or 0.0) >= _READ_ANOTHER:
        return True
    spots = {p.row.id for p in telling.places if p.row.precision in _FINE}
    elsewhere = bool(spots) and bool(event.spots) and not spots & event.spots
    return elsewhere or scan.pack.grammar.hour.search(scan.flat, telling.start, telling.end) is not None


def _takes_up(telling: Telling) -> bool:
    """Whether a clause speaks of an event told before, unless it is surely the first of one of its own.

    "Youths stoned the town hall and burnt tyres; the building was empty."
    """
    return any(mark.value != "it" or not _is_sure(telling) for mark in telling.reprise)


def _is_sure(telling: Telling) -> bool:
    """Whether the encoder has read a clause and it is surely the first of an event."""
    return bool(telling.seen) and (telling.fresh or 0.0) >= _READ_APART


def _setting(told: Sequence[Telling], telling: Telling) -> list[Named]:
    """The places of the nearest clause before this one in its paragraph, else of its label, else of any before it."""
    before = [t for t in told if t.start < telling.start and t.places]
    near = [t for t in before if t.paragraph == telling.paragraph]
    if near or telling.label:
        return near[-1].places if near else telling.label
    return before[-1].places if before else []


def _strangeness(told: Sequence[Telling]) -> float:
    """How much more a clause must weigh in a text that speaks of games, drills, trade or accidents."""
    odd = [m.value for t in told for m in t.nonevent if m.value in _ODD]
    return min(len(odd), 3) * _ODD_MORE


def _dates_all(scan: Scan, telling: Telling) -> bool:
    """Whether a clause without an event is a sentence that dates those to come."""
    whole = scan.text[telling.start : telling.end].rstrip()[-1:] in {".", "!", ":"}
    return whole and telling.day is not None and telling.day[1].when.precision == "day"


def says_all(told: Sequence[Telling]) -> bool:
    """Whether listed words say all there is to say of a text, so that no more need be seen.

    So it is of a clause that stands alone, and of two where the first is a whole report: "A roadside bomb hit a supply
    convoy in Babil on Sunday, wounding three. No group claimed it."
    """
    if len(told) <= 1:
        return True
    if len(told) > _BRIEF or any(t.nonevent or t.habit for t in told):
        return False
    return opening(told[0]) >= _SAYS_ALL[0][0] and not any(t.deeds or t.hurt for t in told[1:])


def opening(telling: Telling) -> float:
    """How surely a clause tells of an event of its own."""
    has = {
        "deed": bool(telling.deeds),
        "weapon": bool(telling.used),
        "struck": bool(telling.struck),
        "hurt": telling.hurt,
        "spared": bool(telling.stated) and not telling.hurt,
        "place": bool(telling.places),
        "inherits": telling.inherits and not telling.places,
        "date": bool(telling.dates),
        "aim": bool(telling.aims),
        "actor": bool(telling.actors),
        "habit": telling.habit,
        "sum": telling.habit and telling.day is not None and telling.day[1].when.precision in {"month", "year"},
    }
    if not (has["deed"] or has["weapon"] or (has["struck"] and (has["hurt"] or has["place"]))):
        likely = telling.opens > _LIKELY and not telling.nonevent
        placed = bool(telling.places) and telling.opens > _LIKELIER
        return _WORDLESS if likely and (telling.dates or telling.hurt or placed) else 0.0
    first = min(m.start for m in (*telling.deeds, *telling.used, *telling.struck))
    against = {m.value for m in telling.nonevent if m.value != "speech" or m.start < first}
    if kinds.family(telling) == "protest":
        # People protest at prices.
        against.discard("trade")
    return sum(_WEIGHTS[name] for name, held in has.items() if held) + sum(_AGAINST[value] for value in against)


def learned(telling: Telling) -> float:
    """What the learned scorer adds to the weight of an opening: nothing where it is of two minds, or not there."""
    share = telling.shares.get("what", {}).get(scorer.OPENS)
    if share is None:
        return 0.0
    odds = _TRUST * math.log(max(share, 1e-3) / max(1 - share, 1e-3))
    return min(odds, 0.0) if any(m.value in _TOLD_APART for m in telling.nonevent) else odds


def _is_recalled(telling: Telling) -> bool:
    return bool(telling.recalled)


def _speaks_on(scan: Scan, telling: Telling) -> bool:
    """Whether a clause goes on with the event told before: takes it up, counts its dead, says who did it or where."""
    if not (telling.deeds or telling.used or telling.reprise) and _NO_ATTACK & {
        mark.value for mark in telling.nonevent
    }:
        # "In another quarter a family died when their house fell in after heavy rain."
        return False
    claims = scan.has("grounds", telling.start, telling.end) or _avowal(scan, telling)
    claims = claims or any(doer.basis != "stated" for doer in phrased(scan, telling, None))
    return bool(telling.reprise or telling.stated or claims or (telling.aims and telling.places)) and not telling.habit


def _avowal(scan: Scan, telling: Telling) -> bool:
    """Whether a clause only says who did what was told before: "hours later the group said that they had fired"."""
    elsewhere = telling.places or telling.dates or telling.stated
    return not elsewhere and scan.pack.grammar.avowal.search(scan.flat, telling.start, telling.end) is not None


def _other(scan: Scan, event: Event, telling: Telling) -> bool:
    """Whether a clause tells of another event than this one."""
    own = bool(telling.deeds or telling.used)
    tells = own or telling.hurt
    if _avowal(scan, telling):
        return False
    if not own and telling.stated and all(toll.of == DIED for toll in telling.stated):
        # "Hours later a second soldier died of his wounds."
        return False
    if (telling.apart or telling.heads) and tells:
        return True
    day = telling.day[1].when if telling.day else None
    if day and tells and event.when and not day.overlaps(event.when) and (own or day.precision == "day"):
        return True
    moved = telling.paragraph != event.tellings[-1].paragraph
    if day and own and moved and event.when is None and day.precision == "day" and telling.pluperfect:
        return True
    if own and any(m.value != "d0" for m in scan.marks("beside", telling.start, telling.end)):
        return True
    if telling.recalled and own and not telling.reprise and (telling.places or telling.dates or telling.hurt):
        return True
    divisions = telling.divisions or ({p.row.admin1 for p in telling.near if p.row.admin1} if moved else set())
    if own and divisions and event.divisions and not divisions & event.divisions:
        return True
    fine = {p.row.id for p in telling.places if p.row.precision in _FINE}
    if own and fine and event.spots and not fine & event.spots and (moved or _kin(event, telling) is False):
        return True
    if telling.reprise and not telling.apart:
        return False
    if own and telling.hurt and _lies_apart(event, telling):
        # "In Sadr City a car bomb killed 14, and in Karrada nine died in another blast."
        return True
    return own and _kin(event, telling) is False and bool(telling.places or telling.hurt or telling.dates)


def _lies_apart(event: Event, telling: Telling) -> bool:
    """Whether a clause names a spot, and none that is the event's, lies in it or holds it."""
    mine = [p.row for p in telling.places if p.row.precision in _FINE]
    theirs = [p.row for t in event.tellings for p in t.places if p.row.precision in _FINE]
    return bool(mine and theirs) and all(
        one.id != other.id and one.id not in other.parents and other.id not in one.parents
        for one in mine
        for other in theirs
    )


def _kin(event: Event, telling: Telling) -> bool | None:
    """Whether a clause's deed is of the event's family; None if either says none."""
    mine, theirs = kinds.family(telling), event.family
    return None if mine is None or theirs is None else kinds.kin(mine, theirs)


def _earlier(scan: Scan, found: Sequence[Event], telling: Telling) -> Event | None:
    """An event told before that this clause tells again: same family, place and day."""
    for event in reversed(found[:-1] or []):
        if _lies_apart(event, telling):
            continue
        if not _other(scan, event, telling) and telling.divisions and telling.divisions & event.divisions:
            return event
    return None


def _placed(found: Sequence[Event], current: Event | None, telling: Telling) -> Event | None:
    """The one event before the last that lies where a clause says: "the group claimed the Kandahar attack"."""
    if current is not None and _lies_apart(current, telling):
        spots = {p.row.id for p in telling.places if p.row.precision in _FINE}
        there = [e for e in found if spots & {p.row.id for t in e.tellings for p in t.places}]
        if len(there) == 1:
            return there[0]
    if current is None or not telling.divisions or not current.divisions or telling.divisions & current.divisions:
        return None
    there = [event for event in found[:-1] if telling.divisions & event.divisions]
    return there[0] if len(there) == 1 else None


def reprises(telling: Telling, value: str) -> list[Mark]:
    return [m for m in telling.reprise if m.value == value]
