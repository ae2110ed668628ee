"""An act to a draft: kind, phrases as targets, victims, weapons and perpetrators, and what the word lists add."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sijill.extract import places
from sijill.extract.draft import Draft
from sijill.extract.news.where import Ground
from sijill.extract.say import say_place
from sijill.extract.scan import Scan
from sijill.extract.tolls import Toll, tolls, total
from sijill.extract.when import Calendar
from sijill.model.records import Derived
from sijill.model.values import Perpetrator, Range, Target, Victims, Weapon

_KINDS = {
    "ATTACK": "attack", "BOMBING": "remote_explosive_landmine_ied", "KIDNAPPING": "abduction_forced_disappearance",
    "ARSON": "looting_property_destruction", "ROBBERY": "looting_property_destruction",
}  # fmt: skip
_LEARNED = Derived("rule", "learned from the codebook's own examples")
_BLASTS = frozenset({"ied", "vehicle_bomb", "suicide_bomb", "landmine", "grenade"})
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase [start, end) with its role in an act: doer, group, target, victim or weapon."""

    role: str
    start: int
    end: int
    likely: float


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its type, the sentences that tell it, as stretches of text, and the phrases in them."""

    type: str
    sentences: list[tuple[int, int]]
    phrases: list[Phrase]


def draft(scan: Scan, calendar: Calendar, act: Act) -> Draft:
    """The draft of one act."""
    start, end = act.sentences[0]
    made = Draft("incident", start, end, confidence=0.6)
    made.say("kind", _KINDS[act.type], (scan.span(start, end),), _LEARNED)
    made.say("role", "news", (), Derived("default", "a codebook's own reading knows no background"))
    made.say("count", Range.exactly(1).to_json(), (), Derived("default", "told as one event"))
    stated = [toll for a, b in act.sentences for toll in tolls(scan, a, b)]
    _say_tolls(made, scan, act)
    _say_when(made, scan, calendar, act)
    _say_place(made, scan, act)
    _say_status(made, scan, act, hurt=any(t.range.middle > 0 for t in stated))
    _say_weapons(made, scan, act)
    for phrase in once(scan, act.phrases, "target"):
        span = scan.span(phrase.start, phrase.end)
        made.say("targets", Target(_value(scan, phrase, "targets"), span.quote).to_json(), (span,))
    for phrase in once(scan, act.phrases, "victim"):
        span = scan.span(phrase.start, phrase.end)
        made.say("victims", _victims(scan, phrase, span.quote, stated).to_json(), (span,))
    _say_doers(made, scan, act)
    return made


def once(scan: Scan, phrases: Iterable[Phrase], role: str) -> list[Phrase]:
    """The phrases of a role, each once: a name told in full stands for its parts."""
    kept: list[tuple[set[str], Phrase]] = []
    for phrase in phrases:
        words = {scan.pack.stem(m[0]) for m in _WORD.finditer(scan.flat, phrase.start, phrase.end)}
        if phrase.role != role or not words or any(words <= other for other, _ in kept):
            continue
        whole = next((n for n, (other, _) in enumerate(kept) if other <= words), None)
        if whole is None:
            kept.append((words, phrase))
        elif role in {"target", "victim"}:
            kept[whole] = (words, phrase)
    return [phrase for _, phrase in kept]


def parts(scan: Scan, act: Act, sentence: tuple[int, int], phrases: Sequence[Phrase]) -> bool:
    """Whether a sentence tells of another act of the same type: it says so, or has its own victims in another place."""
    if not (_suffered(phrases) and _suffered(act.phrases)):
        return False
    if scan.has("apart", *sentence):
        return True
    before = {id for told in act.sentences for id in _spots(scan, *told)}
    here = _spots(scan, *sentence)
    return bool(before and here) and not before & here


def _suffered(phrases: Iterable[Phrase]) -> bool:
    return any(p.role in {"victim", "target"} for p in phrases)


def _spots(scan: Scan, start: int, end: int) -> set[str]:
    """Ids of the places finer than a country that a stretch names."""
    rows = [scan.rows(m)[0] for m in scan.marks("places", start, end)]
    return {row.id for row in rows if row.precision != "country"}


def registered(scan: Scan, act: Act) -> list[Phrase]:
    """The armed group of the register for an act without a group: named in its sentences, or the only one in the text.

    Exact F1 of groups, two held-out fifths of the training messages: 0.21 to 0.33 and 0.27 to 0.37.
    """
    if any(p.role == "group" for p in act.phrases):
        return []
    rows = scan.theatre.actors
    groups = [
        m for m in scan.all_marks("actors") if (rows[m.value].type, rows[m.value].level) == ("armed_group", "group")
    ]
    near = [m for m in groups if any(a <= m.start < b for a, b in act.sentences)]
    only = groups if len({m.value for m in groups}) == 1 else []
    return [Phrase("group", m.start, m.end, 0.5) for m in (near or only)[:1]]


def trimmed(scan: Scan, phrase: Phrase) -> Phrase | None:
    """A phrase without the small words at its ends and what only tells more of it; None if no word is left."""
    grammar = scan.pack.grammar
    start, end = phrase.start, phrase.end
    if cut := grammar.phrase_ends.search(scan.flat, start, end):
        end = cut.start() if cut.start() > start else end
    if lead := grammar.phrase_leads.match(scan.flat, start, end):
        start = lead.end()
    if phrase.role == "doer":
        for mark in scan.marks("places", start, end):
            if where := grammar.locative.search(scan.flat, start, mark.start):
                end = where.start()
                break
    if trail := grammar.phrase_trails.search(scan.flat, start, end):
        end = trail.start()
    return replace(phrase, start=start, end=end) if _WORD.search(scan.flat, start, end) else None


def apart(scan: Scan, phrase: Phrase) -> list[Phrase]:
    """A victim's description and name as two phrases: "SENATOR" and "SAMPER PISANO"; any other phrase as it is."""
    known = [m for s in ("groups", "targets") for m in scan.marks(s, phrase.start, phrase.end)]
    if phrase.role != "victim" or not known:
        return [phrase]
    stop = max(m.end for m in known)
    words = [m[0] for m in _WORD.finditer(scan.flat, stop, phrase.end)]
    named = len(words) >= 2 and not any(map(scan.pack.grammar.phrase_trails.fullmatch, words))
    if not named or any(m.overlaps(stop, phrase.end) for m in scan.marks("places", stop, phrase.end)):
        return [phrase]
    name = trimmed(scan, replace(phrase, start=stop))
    return [replace(phrase, end=stop), name] if name else [phrase]


def _value(scan: Scan, phrase: Phrase, section: str) -> str:
    """What the word lists say of a phrase: the value of the last mark in it."""
    found = scan.marks(section, phrase.start, phrase.end)
    return found[-1].value if found else "unknown"


def _victims(scan: Scan, phrase: Phrase, text: str, stated: Sequence[Toll]) -> Victims:
    tolled = {
        toll.of: toll.range
        for toll in reversed(stated)
        if toll.group_at and phrase.start <= toll.group_at[0] < phrase.end
    }
    return Victims(text, _value(scan, phrase, "groups"), tolled.get("killed"), tolled.get("wounded"))


def _say_tolls(made: Draft, scan: Scan, act: Act) -> None:
    """The toll of the sentence that states the most."""
    for of in ("killed", "wounded"):
        found = [(value, told) for a, b in act.sentences if (value := total(told := tolls(scan, a, b), of)) is not None]
        if found:
            value, told = max(found, key=lambda one: one[0].middle)
            made.say(of, value.to_json(), tuple(scan.span(t.start, t.end) for t in told if t.of == of))


def _say_when(made: Draft, scan: Scan, calendar: Calendar, act: Act) -> None:
    for mention in (m for a, b in act.sentences for m in scan.dates_in(a, b)):
        reading = calendar.read(mention)
        if reading is not None:
            derived = [Derived("metadata", "read against the publication date")] if reading.from_published else []
            made.say("when", reading.when.to_json(), (scan.span(mention.start, mention.end),), *derived)
            return


def _say_place(made: Draft, scan: Scan, act: Act) -> None:
    ground = Ground(scan)
    chosen = [places.chosen(scan, ground.named(a, b)) for a, b in act.sentences]
    fine = [c for c in chosen if c and c[0].row.precision != "country"]
    meant = next(iter(fine or [c for c in chosen if c]), None)
    if meant:
        say_place(made, scan, meant)


def _say_status(made: Draft, scan: Scan, act: Act, *, hurt: bool) -> None:
    for mark in scan.marks("standing", *act.sentences[0]):
        if mark.value in {"attempted", "foiled", "threatened"} and not hurt:
            made.say("status", mark.value, (scan.span(mark.start, mark.end),))
            return
    made.say("status", "occurred", (), Derived("default", "nothing says otherwise"))


def _say_weapons(made: Draft, scan: Scan, act: Act) -> None:
    for phrase in once(scan, act.phrases, "weapon"):
        value = _value(scan, phrase, "weapons")
        span = scan.span(phrase.start, phrase.end)
        made.say("weapons", Weapon(value, span.quote).to_json(), (span,))
    if act.type == "ARSON":
        mark = next((m for a, b in act.sentences for m in scan.marks("weapons", a, b) if m.value == "arson"), None)
        mark = mark or next((m for a, b in act.sentences for m in scan.marks("deeds", a, b)), None)
        span = scan.span(mark.start, mark.end) if mark else scan.span(*act.sentences[0])
        made.say("weapons", Weapon("arson", span.quote).to_json(), (span,))


def _say_doers(made: Draft, scan: Scan, act: Act) -> None:
    for role, level in (("doer", "label"), ("group", "group")):
        for phrase in once(scan, act.phrases, role):
            span = scan.span(phrase.start, phrase.end)
            basis = _basis(scan, act, phrase)
            actors = scan.marks("actors", phrase.start, phrase.end) if level == "group" else []
            row = scan.theatre.actors[actors[0].value] if actors else None
            of = (row.id, None, row.type) if row else (None, None, None)
            made.say("perpetrators", Perpetrator(span.quote, basis, level, *of).to_json(), (span,))


def _basis(scan: Scan, act: Act, phrase: Phrase) -> str:
    """On what ground a doer is named; inferred where that is said of the act before."""
    for a, b in act.sentences:
        if a <= phrase.start < b:
            return next((m.value for m in scan.marks("grounds", a, b) if m.value != "denied"), "stated")
    return "inferred"
