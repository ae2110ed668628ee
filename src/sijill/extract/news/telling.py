"""Clauses of running text, each with what it names: deeds, weapons, tolls, places, dates, actors."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sijill.extract import fields
from sijill.extract.lines import sentences
from sijill.extract.news.losses import losses
from sijill.extract.news.where import Ground
from sijill.extract.places import Named
from sijill.extract.scan import Mark, Scan
from sijill.extract.tolls import Toll, tolls
from sijill.extract.when import Calendar, Reading
from sijill.lang.dates import DateMention
from sijill.model.values import Range, When

_ITEM = re.compile(r"(?<!\S)[(\[]?(?P<n>\d{1,2}|[a-hA-H]|[أابجدهوزحط])[)\]](?=\s)")
_ROWS = ([str(n) for n in range(1, 21)], list("abcdefgh"), list("أبجدهوزحط"))
"""The signs that number the items of a list, in the scripts that reports use."""
_STOP = re.compile(r"[,;:.]\s+|\s[-\u2013\u2014]+\s+")
"""Where a clause may be cut between two events."""
_BLASTS = frozenset({"ied", "vehicle_bomb", "suicide_bomb", "mortar", "rocket", "missile", "grenade", "landmine"})
"""Weapons that no sport and no trade speaks of beside those they hurt."""
_JOINT = 32
"""How long, in characters, a joint of clauses may be."""


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
    paragraph: int = 0
    """Number of the paragraph or line it stands in."""
    spoken: list[tuple[DateMention, Reading]] = field(default_factory=list)
    """The dates on which someone said so."""
    setting: tuple[DateMention, Reading] | None = None
    """The day named last before it in its paragraph."""
    near: list[Named] = field(default_factory=list)
    """The places named last before it in its paragraph."""
    pluperfect: bool = False
    """Whether it tells of what had happened before."""
    inherits: bool = False
    """Whether a place was named before it."""
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """What the learned scorer makes of it: by head, how likely each label is. Empty where a language has none."""
    seen: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """What the encoder alone makes of it, in the same form. Empty where nothing was read by it."""
    fresh: float | None = None
    """How likely it is the first to tell of an event, judged among the clauses around it. None without a scorer."""

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
        """Its finest date; of two days the one told by the other: "on Friday after two raids the previous day"."""
        order = {"day": 0, "week": 1, "month": 2, "year": 3}
        return min(self.dates, key=lambda d: (order[d[1].when.precision], d[0].from_last is None), default=None)

    @property
    def divisions(self) -> set[str]:
        return {p.row.admin1 for p in self.places if p.row.admin1}


def tellings(scan: Scan, calendar: Calendar, ground: Ground, parted: Sequence[int] = ()) -> list[Telling]:
    """The clauses of a text in order. parted: offsets where one is to be cut."""
    found: list[Telling] = []
    label: list[Named] = []
    last: When | None = None
    setting: tuple[DateMention, Reading] | None = None
    paragraph = 0
    listed = _items(scan.text)
    for number, (start, end) in enumerate(sentences(scan, 0, len(scan.text))):
        lead = _dateline_end(scan, start, end)
        if lead > start:
            label = ground.named(start, lead)
            setting = _dated_before(scan, calendar, start, lead)
        elif "\n" in scan.text[max(0, start - 1) : start]:
            label = label if number == 1 else []
        if found and "\n" in scan.text[max(0, start - 2) : start + 1]:
            paragraph, setting = paragraph + 1, setting if lead > start else None
        cuts = [lead, *(at for at in listed if lead < at < end), end]
        for a, b in _parted(_pieces(scan, ground, cuts), parted):
            heads = a in listed or (lead > start and a == lead)
            one = _telling(scan, calendar, ground, a, b, number, label, last, heads=heads)
            one.paragraph, one.setting = paragraph, setting
            one.near = next((t.places for t in reversed(found) if t.places and t.paragraph == paragraph), [])
            setting = one.day if one.day and one.day[1].when.precision == "day" else setting
            one.inherits = bool(label) or any(t.places for t in found)
            last = next((r.when for _, r in reversed([*one.spoken, *one.dates]) if r.when.precision == "day"), last)
            found.append(one)
    return found


def _items(text: str) -> set[int]:
    """Where the items of a list begin: "(1) ... (2) ...", at least two, in order from the first."""
    found: set[int] = set()
    signs = [(m.start(), m["n"].lower()) for m in _ITEM.finditer(text)]
    for row in _ROWS:
        at: list[int] = []
        for start, sign in signs:
            if len(at) < len(row) and sign == row[len(at)]:
                at.append(start)
        found |= set(at) if len(at) > 1 else set()
    return found


def _pieces(scan: Scan, ground: Ground, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The clauses between the cuts of a sentence."""
    for start, end in itertools.pairwise(cuts):
        yield from _clauses(scan, ground, start, end)


def _parted(clauses: Iterable[tuple[int, int]], parted: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Clauses, cut at these offsets."""
    for start, end in clauses:
        yield from itertools.pairwise([start, *(at for at in parted if start < at < end), end])


def _nonevents(scan: Scan, start: int, end: int) -> list[Mark]:
    """Words of what is no event, but those that only say of what sort people are, "a polio vaccination worker", and
    those of a deed: "a drone crashed into a hangar"."""
    people = [m for of in ("targets", "heads") for m in scan.marks(of, start, end) if m.value == "aid_worker"]
    deeds = scan.marks("deeds", start, end)
    blast = next((m.start for m in scan.marks("weapons", start, end) if m.value in _BLASTS), None)
    hurt = any(m.value != "casualties" for m in scan.marks("toll", start, end))
    return [
        m
        for m in scan.marks("nonevent", start, end)
        if not any(p.start - 1 <= m.end and m.start < p.end for p in people)
        and not any(d.start <= m.start and m.end <= d.end for d in deeds)
        and not (blast is not None and hurt and _is_setting(scan, m, blast))
    ]


def _is_setting(scan: Scan, mark: Mark, blast: int) -> bool:
    """Whether a word of games or courts only says where a bomb went off that hurt people: "a bomb on a football pitch
    killed five", "killed by a bomb on his way to the court".

    blast: where the bomb is named.
    """
    if mark.value == "play":
        return True
    before = scan.pack.grammar.toward.search(scan.flat, max(0, mark.start - _JOINT), mark.start)
    return mark.value == "court" and mark.start > blast and before is not None


def seams(text: str, firsts: Sequence[int]) -> list[int]:
    """Where a clause is to be cut that tells of several events: at the last stop before each that begins.

    firsts: where they begin to be told, in order. Two without a stop between them are left together.
    """
    stops = ([m.end() for m in _STOP.finditer(text, one, other)] for one, other in itertools.pairwise(firsts))
    return [found[-1] for found in stops if found]


def _telling(
    scan: Scan,
    calendar: Calendar,
    ground: Ground,
    start: int,
    end: int,
    sentence: int,
    label: list[Named],
    last: When | None,
    *,
    heads: bool,
) -> Telling:
    grammar = scan.pack.grammar
    deeds = scan.marks("deeds", start, end)
    dates: list[tuple[DateMention, Reading]] = []
    for mention in scan.dates_in(start, end):
        reading = _read(calendar, mention, last)
        if reading is not None:
            dates.append((mention, reading))
            last = reading.when if reading.when.precision == "day" else last
    spoken = [one for one in dates if _of_speech(scan, one[0], start)]
    before = [Mark(*m.span(), "recalled", "recalled")] if (m := grammar.earlier.match(scan.flat, start, end)) else []
    joints = grammar.clause.finditer(scan.flat, max(0, start - _JOINT), start)
    cut = next((m for m in joints if m.end() == start and m.groupdict().get("strong")), None)
    others = grammar.another.finditer(scan.flat, max(0, start - _JOINT), end)
    cut = cut or next((m for m in others if m.end() == start), None)
    shifted = cut or grammar.shifts.match(scan.flat, start, end)
    habit = scan.has("habit", start, end)
    shift = [Mark(*shifted.span(), "apart", "apart")] if shifted else []
    # "That three of the attackers died could not be confirmed": beside the deed, and of nobody's word.
    doubtful = not deeds and grammar.unconfirmed.search(scan.flat, start, end)
    idle = doubtful or _summing(calendar, dates, habit=habit)
    # "Would strike back if any American was killed": nobody was.
    supposed = [Mark(*m.span(), "nonevent", "supposed") for m in grammar.supposed.finditer(scan.flat, start, end)]
    done = [m for m in deeds if not (_scare_quoted(scan, m) or any(s.overlaps(m.start, m.end) for s in supposed))]
    stated = [] if idle else losses(scan, start, end, tolls(scan, start, end))
    return Telling(
        start=start,
        end=end,
        sentence=sentence,
        deeds=done,
        used=fields.weapons(scan, start, end),
        struck=scan.marks("generic", start, end),
        aims=scan.marks("targets", start, end),
        stated=[_as_sure(scan, t, start, end) for t in stated if not any(s.overlaps(t.start, t.end) for s in supposed)],
        places=ground.named(start, end),
        dates=[one for one in dates if one not in spoken],
        spoken=spoken,
        actors=scan.marks("actors", start, end),
        nonevent=[*_nonevents(scan, start, end), *([] if done else supposed)],
        habit=habit,
        reprise=scan.marks("reprise", start, end),
        apart=[*scan.marks("apart", start, min(end, start + 60)), *shift],
        recalled=[*scan.marks("recalled", start, end), *before],
        label=label,
        heads=heads,
        pluperfect=scan.pack.grammar.pluperfect.search(scan.flat, start, end) is not None,
    )


def _as_sure(scan: Scan, toll: Toll, start: int, end: int) -> Toll:
    """A toll as sure as it is told: "two may have died" is none to two."""
    for match in scan.pack.grammar.doubted.finditer(scan.flat, start, end):
        if match.start() < toll.end and toll.start < match.end() and toll.range.best:
            likely = match.groupdict().get("likely") is not None
            return replace(toll, range=Range(0, toll.range.best if likely else None, toll.range.high))
    return toll


def _summing(calendar: Calendar, dates: Sequence[tuple[DateMention, Reading]], *, habit: bool) -> bool:
    """Whether a clause speaks of the year that still runs and of no day: "killed 206 of them this year" is a sum.

    habit: it says that it speaks of many ("deaths fell by a third last year"), and any month or year will do.
    """
    told, today = [reading.when for _, reading in dates], calendar.published
    if today is None or any(when.precision == "day" for when in told):
        return False
    if habit and any(when.precision in {"year", "month"} for when in told):
        return True
    return any(when.precision == "year" and when.start.year == today.year for when in told)


def _scare_quoted(scan: Scan, mark: Mark) -> bool:
    """Whether a word of deed stands alone in quotation marks: the lists "clashed" over lamp posts."""
    before, after = scan.flat[mark.start - 1 : mark.start], scan.flat[mark.end : mark.end + 1]
    return before == '"' == after


def _read(calendar: Calendar, mention: DateMention, last: When | None) -> Reading | None:
    """A date read against publication and, where it says so, against the day named before it."""
    if mention.from_last is not None and last is not None:
        return calendar.read(mention, last)
    bare = mention.day is not None and mention.month is None and mention.calendar is None and mention.unit is None
    if bare and calendar.published is not None:
        # "on the 7th": the last such day.
        day, month = calendar.published, calendar.published
        if (mention.day or 0) > day.day:
            month = day.replace(day=1) - timedelta(days=1)
        return calendar.read(mention, When.month(month.year, month.month))
    return calendar.read(mention)


def _of_speech(scan: Scan, date: DateMention, start: int) -> bool:
    """Whether a date is that of the speaking: "police said on Tuesday", "the army on Monday denied"."""
    grammar = scan.pack.grammar
    if grammar.said.search(scan.flat[max(start, date.start - 60) : date.start]):
        return True
    return grammar.said_behind.match(scan.flat, date.end) is not None


def _dateline_end(scan: Scan, start: int, end: int) -> int:
    """Where a report's dateline ends: "BAGHDAD, 17 November (Agency) –" dates the report, not the event."""
    match = scan.pack.grammar.dateline.match(scan.text, start, min(end, start + 110))
    return match.end() if match else start


def _dated_before(scan: Scan, calendar: Calendar, start: int, lead: int) -> tuple[DateMention, Reading] | None:
    """The day of a dateline where it is the event's, as coders write: with its year, and before publication."""
    for mention in scan.dates_in(start, lead):
        reading = calendar.read(mention) if mention.year is not None else None
        if reading is not None and reading.when.precision == "day" and calendar.published is not None:
            return (mention, reading) if reading.when.end < calendar.published else None
    return None


def _clauses(scan: Scan, ground: Ground, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence cut where it goes from one event to another: both sides name a deed and a place of their own."""
    at = start
    others = {joint.end() for joint in _others(scan, start, end)}
    joints = [*scan.pack.grammar.clause.finditer(scan.flat, start, end), *_others(scan, start, end)]
    for joint in sorted(joints, key=lambda one: one.start()):
        if joint.start() <= at:
            continue
        if joint.end() in others:
            yield at, joint.end()
            at = joint.end()
            continue
        stop = next((m.start() for m in scan.pack.grammar.clause.finditer(scan.flat, joint.end(), end)), end)
        strong = joint.groupdict().get("strong")
        if strong and _deed(scan, at, joint.start()) and _deed(scan, joint.end(), stop):
            yield at, joint.start()
            at = joint.end()
        elif (
            _whole(scan, at, joint.start()) and _whole(scan, joint.end(), stop) and _elsewhere(ground, at, joint, stop)
        ):
            yield at, joint.start()
            at = joint.end()
    if at < end:
        yield at, end


def _others(scan: Scan, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where a sentence goes to another attack, which it says hurt someone or names a place of: ", a day after two
    shepherds were killed by a mine"."""
    for joint in scan.pack.grammar.another.finditer(scan.flat, start, end):
        if scan.pack.grammar.bodies.search(scan.flat, start, joint.start()):
            # "His body was found on Monday, three days after gunmen took him away": one event.
            continue
        told = scan.has("deeds", joint.end(), end) or scan.has("weapons", joint.end(), end)
        own = scan.has("toll", joint.end(), end) or scan.has("places", joint.end(), end)
        arms = {m.value for m in scan.marks("weapons", start, joint.start())}
        own = own or bool({m.value for m in scan.marks("weapons", joint.end(), end)} - arms)
        if told and (own or scan.pack.grammar.one_more.match(scan.flat, joint.end(), end)):
            yield joint


def _deed(scan: Scan, start: int, end: int) -> bool:
    """Whether a stretch tells of a deed and of what was used."""
    return scan.has("deeds", start, end) and scan.has("weapons", start, end)


def _whole(scan: Scan, start: int, end: int) -> bool:
    told = scan.has("deeds", start, end) or scan.has("weapons", start, end)
    return told and scan.has("places", start, end)


def _elsewhere(ground: Ground, start: int, joint: re.Match[str], stop: int) -> bool:
    left = {p.row.id for p in ground.named(start, joint.start()) if p.row.precision != "country"}
    right = {p.row.id for p in ground.named(joint.end(), stop) if p.row.precision != "country"}
    return bool(left and right) and not left & right
