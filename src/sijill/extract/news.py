"""News paragraphs: the events that running text tells of, each over the sentences that tell it.

A sentence opens an event if it names a means or a deed and something it happened to. Later sentences that name no
other place, day or means go on with it ("the blast", "two of the wounded"); a word such as "separately" ends it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sijill.extract import fields, places
from sijill.extract.draft import Draft
from sijill.extract.layout import sentences
from sijill.extract.say import say_perpetrators, say_place, scan_span
from sijill.extract.scan import Mark, Scan
from sijill.extract.tolls import Toll, tolls, total
from sijill.extract.when import Calendar, Reading
from sijill.lang.dates import DateMention
from sijill.model.records import Derived
from sijill.model.values import Range, Target, Weapon, When

_OLD_DAYS = 10
"""An event this many days before publication is background, not news."""
_DEEDS = frozenset(
    "armed_clash attack abduction_forced_disappearance disrupted_weapons_use arrests looting_property_destruction"
    " violent_demonstration mob_violence sexual_violence air_drone_strike agreement peaceful_protest".split()
)


@dataclass(slots=True)
class _Sentence:
    start: int
    end: int
    used: list[Mark]
    deeds: list[Mark]
    stated: list[Toll]
    places: list[places.Named]
    date: tuple[DateMention, Reading] | None


@dataclass(slots=True)
class _Event:
    sentences: list[_Sentence] = field(default_factory=list)

    @property
    def admin1(self) -> str | None:
        return next((p.row.admin1 for s in self.sentences for p in s.places if p.row.admin1), None)

    @property
    def when(self) -> When | None:
        return next((s.date[1].when for s in self.sentences if s.date), None)


def read_news(scan: Scan, calendar: Calendar) -> list[Draft]:
    """Drafts of the events told in running text, in the order told."""
    events: list[_Event] = []
    current: _Event | None = None
    for start, end in sentences(scan, 0, len(scan.text)):
        told = _sentence(scan, calendar, start, end)
        if scan.has("irrelevant", start, end) or scan.has("cumulative", start, end):
            continue
        if _opens(scan, told):
            if current is None or _is_other(scan, current, told):
                current = _Event()
                events.append(current)
            current.sentences.append(told)
        elif current is not None and (told.stated or _speaks_on(scan, told)) and not _is_other(scan, current, told):
            current.sentences.append(told)
    found = [_draft(scan, calendar, event) for event in events]
    return [draft for draft in found if draft is not None]


def _sentence(scan: Scan, calendar: Calendar, start: int, end: int) -> _Sentence:
    lead = _dateline_end(scan, start, end)
    found = [p for p in places.named(scan, start, end) if p.mark.start >= lead]
    dates = [
        (d, r) for d in scan.dates_in(lead, end) if (r := calendar.read(d)) is not None and r.when.precision != "year"
    ]
    dates = [(d, r) for d, r in dates if r.when.precision in {"day", "week"}] or dates
    deeds = [m for m in scan.marks("kinds", start, end) if m.value in _DEEDS]
    return _Sentence(
        start, end, fields.weapons(scan, start, end), deeds, tolls(scan, start, end), found, dates[0] if dates else None
    )


def _dateline_end(scan: Scan, start: int, end: int) -> int:
    """Where a report's dateline ends: "BAGHDAD, 17 November (Agency) –" dates the report, not the event."""
    match = re.match(r"[^\n.]{3,70}?\s[-–—]{1,2}\s", scan.text[start:end])
    written = scan.text[start : start + 5]
    return start + match.end() if match and written.isupper() else start


def _opens(scan: Scan, told: _Sentence) -> bool:
    """Whether a sentence tells of an event: a deed, or a means with what it did or to whom."""
    if any(m.value == "agreement" for m in told.deeds):
        return True
    struck = scan.has("generic", told.start, told.end) and bool(told.stated) and bool(told.places)
    if not (told.used or told.deeds or struck):
        return False
    if scan.has("hypothetical", told.start, told.end):
        return False
    did = scan.has("generic", told.start, told.end) or told.stated
    return bool(
        did
        or (told.used and told.places and told.date)
        or (told.deeds and (told.places or scan.has("targets", told.start, told.end)))
    )


def _speaks_on(scan: Scan, told: _Sentence) -> bool:
    """Whether a sentence goes on with the event: it takes it up again, or says who is behind it."""
    claims = scan.has("basis", told.start, told.end) and scan.has("actors", told.start, told.end)
    return claims or scan.has("anaphora", told.start, told.end)


def _is_other(scan: Scan, event: _Event, told: _Sentence) -> bool:
    """Whether a sentence tells of another event than the one being told."""
    if scan.has("separate", told.start, min(told.end, told.start + 60)) and (
        told.used or told.deeds or _opens(scan, told)
    ):
        return True
    when = told.date[1].when if told.date else None
    if when and event.when and not when.overlaps(event.when):
        return True
    divisions = {p.row.admin1 for p in told.places if p.row.admin1}
    if divisions and event.admin1 and event.admin1 not in divisions and (told.used or told.deeds):
        return True
    kinds = {_family(scan, s) for s in event.sentences} - {None}
    mine = _family(scan, told)
    return bool(mine and kinds and mine not in kinds and "suicide_bomb" not in {mine, *kinds} and told.places)


def _family(scan: Scan, told: _Sentence) -> str | None:
    kind = fields.kind(
        scan, told.start, told.end, told.used, fields.target(scan, told.start, told.end, told.used, told.stated)
    )
    return kind.value if kind else None


def _draft(scan: Scan, calendar: Calendar, event: _Event) -> Draft | None:
    first = event.sentences[0]
    aim = fields.target(scan, first.start, first.end, first.used, first.stated)
    kind = fields.kind(scan, first.start, first.end, first.used, aim)
    if any(m.value == "agreement" for m in first.deeds) and not first.used:
        kind = fields.Kind("agreement", tuple(m for m in first.deeds if m.value == "agreement")[:1], False)
    if kind is None:
        struck = scan.marks("generic", first.start, first.end)
        if not struck:
            return None
        secured = bool(aim) and aim[0].value in fields.SECURITY
        kind = fields.Kind("armed_clash" if secured else "attack", tuple(struck[:1]), True)
    draft = Draft("incident", first.start, first.end, confidence=0.7)
    how = (Derived("rule", "from what was used and what was hit"),) if kind.derived else ()
    spans = tuple(scan_span(scan, m.start, m.end) for m in kind.marks)
    draft.say("kind", kind.value, spans, *how)
    _say_role(draft, scan, calendar, event)
    if kind.value not in {"agreement", "arrests", "peaceful_protest"}:
        for mark in first.used or next((s.used for s in event.sentences if s.used), []):
            number = fields.weapon_number(scan, mark, first.start)
            draft.say(
                "weapons",
                Weapon(mark.value, scan.text[mark.start : mark.end], number).to_json(),
                (scan_span(scan, mark.start, mark.end),),
            )
        for mark in aim:
            draft.say(
                "targets",
                Target(mark.value, scan.text[mark.start : mark.end]).to_json(),
                (scan_span(scan, mark.start, mark.end),),
            )
        _say_tolls(draft, scan, event)
    _say_place(draft, scan, event)
    value, because = fields.status(scan, first.start, first.end, kind.value)
    if kind.value == "disrupted_weapons_use":
        value, because = "foiled", kind.marks[0]
    told = (scan_span(scan, because.start, because.end),) if because else ()
    draft.say("status", value, told, *(() if because else (Derived("default", "nothing says otherwise"),)))
    several = fields.count(scan, first.start, first.end, aim)
    if several:
        draft.say("count", Range.exactly(several[0]).to_json(), (scan_span(scan, *several[1]),))
    else:
        draft.say("count", Range.exactly(1).to_json(), (), Derived("default", "told as one event"))
    named = [p for s in event.sentences for p in fields.perpetrators(scan, s.start, s.end, s.used, kind)]
    say_perpetrators(draft, scan, named)
    return draft


def _say_role(draft: Draft, scan: Scan, calendar: Calendar, event: _Event) -> None:
    dated = next((s.date for s in event.sentences if s.date), None)
    role = "news"
    if dated is not None:
        mention, reading = dated
        derived = [Derived("metadata", "read against the publication date")] if reading.from_published else []
        draft.say("when", reading.when.to_json(), (scan_span(scan, mention.start, mention.end),), *derived)
        if calendar.published and (calendar.published - reading.when.end).days > _OLD_DAYS:
            role = "background"
    draft.say("role", role, (), Derived("rule", "by its date against publication"))


def _say_tolls(draft: Draft, scan: Scan, event: _Event) -> None:
    """The toll of the last sentence that states one: a toll that rises later in the text outranks the earlier."""
    for of in ("killed", "wounded"):
        stating = [s for s in event.sentences if total(s.stated, of) is not None]
        if not stating:
            continue
        values = [(total(s.stated, of), s) for s in stating]
        value, told = max(values, key=lambda v: (v[0].middle if v[0] else 0, -v[1].start))
        if value is None:
            continue
        spans = tuple(scan_span(scan, t.start, t.end) for t in told.stated if t.of == of)
        draft.say(of, value.to_json(), spans)
        for toll in told.stated:
            if toll.of == of and toll.group and toll.group_at:
                at = scan_span(scan, *toll.group_at)
                draft.say("victims", toll.victims(at.quote).to_json(), (at,))


def _say_place(draft: Draft, scan: Scan, event: _Event) -> None:
    """The finest place of the sentence that opens the event, else of the next that names one, else of the dateline."""
    for sentence in event.sentences:
        found = sentence.places
        deed = next(iter(sentence.used or sentence.deeds), None)
        after = [p for p in found if deed is None or p.mark.start > deed.start] or found
        meant = places.chosen(scan, after)
        if meant and meant[0].row.precision != "country":
            say_place(draft, scan, meant)
            return
    named = [p for s in event.sentences for p in s.places] or places.named(scan, 0, min(len(scan.text), 160))[:1]
    if named:
        say_place(draft, scan, places.chosen(scan, named))
