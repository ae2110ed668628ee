"""Who did it, by the ground on which it is said: stated, claimed, blamed, suspected; and who denies it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sijill.extract import fields
from sijill.extract.draft import Draft
from sijill.extract.news import judging, scorer
from sijill.extract.news.doers import Doer, has_name, phrased, taken_up, unlisted
from sijill.extract.news.linking import Event
from sijill.extract.news.parties import Party
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Mark, Scan
from sijill.model.records import Derived
from sijill.model.values import Perpetrator

_HEDGE = 24
"""Characters before a name in which a word may say that it is only suspected."""
_NEAR = 60
"""How far, in characters, an actor may stand from the word that claims or blames."""
_FORCE = {"police": "police", "army": "military", "foreign_troops": "military", "kurdish_force": "military"}
_BY_FORCES = frozenset(
    "arrests protest_with_intervention excessive_force_against_protesters government_regains_territory air_drone_strike"
    " headquarters_or_base_established looting_property_destruction".split()
)
"""Kinds that security forces without a name of their own are said to do."""


_ANNOUNCED = frozenset({"agreement", "change_to_group_activity", "headquarters_or_base_established"})
"""Kinds that whoever announces them does."""
_WITH_ARMS = frozenset({"air_drone_strike", "shelling_artillery_missile_attack", "chemical_weapon"})
"""Kinds in which a weapon's owner is the doer."""


def say_who(made: Draft, scan: Scan, event: Event, kind: fields.Kind, named: Sequence[Party]) -> None:
    """Say the perpetrators, the denials, and the campaign of the first perpetrator that belongs to one.

    named: the parties that the text names.
    """
    told, beside = event.tellings, event.beside
    seen: set[str] = set()
    file = judging.UNSEEN_FILE if scan.seen is None else judging.FILE
    learned = scorer.load(scan.pack.folder, file) if scan.pack.parties else None
    found = phrased_in(scan, told if learned is None else [*told, *beside], kind, named)
    # A claim or a charge outranks what a clause says by the way.
    found.sort(key=lambda doer: doer.basis == "stated" and any(d.basis != "stated" for d in found))
    if learned is not None:
        parties = judging.candidates(scan, named, event, kind.value, bases(found))
        own = [d for d in found if d.basis == "denied" and any(t.start <= d.start < t.end for t in told)]
        found = [*own, *judging.judged(learned, parties)]
    for doer in found:
        span = scan.span(doer.start, doer.end)
        key = doer.actor or span.quote.casefold()
        if key in seen:
            continue
        seen.add(key)
        if doer.basis == "denied":
            made.say("denials", {"name": span.quote, "actor_id": doer.actor}, (span,))
            continue
        doer = _as_presumed(scan, doer)
        row = scan.theatre.actors.get(doer.actor or "")
        level = row.level if row else "group"
        value = Perpetrator(span.quote, doer.basis, level, doer.actor, doer.by, row.type if row else doer.type)
        made.say("perpetrators", value.to_json(), (span,))
        if row and row.campaign and made.value("campaign") is None:
            made.say("campaign", row.campaign, (span,), Derived("register", f"of {row.name}"))


def _as_presumed(scan: Scan, doer: Doer) -> Doer:
    """A doer as one only suspected where the words right beside the name say so: "the militia likely fired"."""
    grammar = scan.pack.grammar
    hedged = grammar.presumed.match(scan.flat, doer.end) or grammar.presumably.search(
        scan.flat, max(0, doer.start - _HEDGE), doer.start
    )
    return replace(doer, basis="suspected") if doer.basis == "stated" and hedged else doer


def phrased_in(scan: Scan, told: Sequence[Telling], kind: fields.Kind, named: Sequence[Party]) -> list[Doer]:
    """Those who are named as doers by the phrases of the language, clause by clause. named: all parties of the text."""
    found = [doer for telling in told for doer in _doers(scan, telling, kind)]
    found += [doer for telling in told for doer in taken_up(scan, telling)]
    return [*_claiming(scan, told, named, found), *found]


def _claiming(scan: Scan, told: Sequence[Telling], named: Sequence[Party], found: Sequence[Doer]) -> Iterator[Doer]:
    """Who is taken up in a clause of claim that names nobody: "the group claimed responsibility"."""
    for telling in told:
        if any(d.basis == "claimed" and telling.start <= d.start < telling.end for d in found):
            continue
        marks = [m for m in _grounds(scan, telling) if m.value == "claimed"]
        again = [p for p in named if p.sort == "again" and telling.start <= p.start < telling.end]
        for party in again:
            if any(max(m.start - party.end, party.start - m.end) <= _NEAR for m in marks):
                yield Doer(*party.name, "claimed", party.actor)
                break


def bases(found: Sequence[Doer]) -> dict[tuple[int, int], str]:
    """The basis of each doer by where its name stands; of two the first."""
    told: dict[tuple[int, int], str] = {}
    for doer in found:
        told.setdefault((doer.start, doer.end), doer.basis)
    return told


def _doers(scan: Scan, telling: Telling, kind: fields.Kind) -> Iterator[Doer]:
    if scan.pack.grounds is not None:
        yield from phrased(scan, telling, kind)
        return
    named = _named(scan, telling)
    avowed = {a.start for a in named if _avows(scan, telling, a)}
    used: set[int] = set()
    for actor in named:
        if actor.start in avowed:
            yield Doer(actor.start, actor.end, "claimed", actor.value or None)
    for mark in _grounds(scan, telling):
        hit = _charged(scan, mark, [a for a in (*named, *_accused(scan, telling, mark)) if a.start not in used])
        if hit is not None and hit.start in avowed:
            continue
        if hit is not None:
            used.add(hit.start)
            yield Doer(hit.start, hit.end, mark.value, hit.value or None)
        elif mark.value != "denied" and (unknown := unlisted(scan, telling, mark)):
            yield Doer(*unknown, mark.value)
    used |= avowed
    for actor in named:
        before = scan.flat[max(telling.start, actor.start - 40) : actor.start]
        announces = scan.pack.grammar.avowing.search(before) if kind.value in _ANNOUNCED else None
        says = announces is not None and bool(announces[0].strip())
        says = says or (kind.value in _WITH_ARMS and _strikes(scan, before))
        if actor.start not in used and (says or _does(scan, telling, actor.start, actor.end)):
            yield Doer(actor.start, actor.end, "stated", actor.value or None)
    yield from _of_states(scan, telling, kind, named)
    if kind.value in _BY_FORCES:
        for group in scan.marks("groups", telling.start, telling.end):
            hurt = [t.group_at for t in telling.stated if t.group_at]
            free = not any(group.overlaps(*at) for at in [*((a.start, a.end) for a in named), *hurt])
            if group.value in _FORCE and free and _does(scan, telling, group.start, group.end):
                yield Doer(group.start, group.end, "stated", None, _FORCE[group.value])


def _grounds(scan: Scan, telling: Telling) -> Iterator[Mark]:
    """Words of claim, blame, suspicion and denial. Who "lays on the group the responsibility for it" blames."""
    for mark in scan.marks("grounds", telling.start, telling.end):
        laid = mark.value == "claimed" and scan.pack.grammar.lays.search(
            scan.flat[max(telling.start, mark.start - 80) : mark.start]
        )
        yield Mark(mark.start, mark.end, mark.section, "blamed") if laid else mark


def _avows(scan: Scan, telling: Telling, actor: Mark) -> bool:
    """Whether an armed group is said to say that it did it: "the group said in a post that it had stormed a base"."""
    if actor.value and scan.theatre.actors[actor.value].type != "armed_group":
        return False
    grammar = scan.pack.grammar
    before = scan.flat[max(telling.start, actor.start - 40) : actor.start]
    return grammar.avowing.search(before) is not None and grammar.avows.match(scan.flat, actor.end) is not None


def _strikes(scan: Scan, words: str) -> bool:
    """Whether words end in, or lead to, forces that strike from afar and are not struck: "the aircraft of the army"."""
    found = scan.pack.grammar.strikes.search(words)
    return found is not None and scan.pack.grammar.onto.search(words[: found.start()]) is None


def _accused(scan: Scan, telling: Telling, mark: Mark) -> Iterator[Mark]:
    """Forces of a state that a word of blame is about: "accused the Ukrainian forces of shelling"."""
    grammar = scan.pack.grammar
    for match in grammar.forces.finditer(scan.flat, mark.end, telling.end) if mark.value == "blamed" else ():
        before = scan.flat[max(mark.end, match.start("who") - 40) : match.start("who")]
        if grammar.accused.match(scan.flat, match.end("who")) or grammar.ascribed.search(before):
            yield Mark(*match.span("who"), "names", "")


def _of_states(scan: Scan, telling: Telling, kind: fields.Kind, named: Sequence[Mark]) -> Iterator[Doer]:
    """Forces of a state that no register has, the state whose weapon it was, and the two sides of a fight or a deal."""
    grammar = scan.pack.grammar
    found = [
        Mark(*match.span("who"), "names", "")
        for match in grammar.forces.finditer(scan.flat, telling.start, telling.end)
        if not any(m.overlaps(*match.span("who")) for m in named)
    ]
    if kind.value != "disrupted_weapons_use":
        for force in found:
            lead = scan.flat[max(telling.start, force.start - 30) : force.end]
            strikes = kind.value in _WITH_ARMS and _strikes(scan, lead)
            if strikes or _does(scan, telling, force.start, force.end):
                yield Doer(force.start, force.end, "stated", None, "military")
    if kind.value in _WITH_ARMS:
        for match in grammar.belongs.finditer(scan.flat, telling.start, telling.end):
            known = next((m for m in (*named, *found) if m.overlaps(*match.span("who"))), None)
            start, end = (known.start, known.end) if known else match.span("who")
            yield Doer(start, end, "stated", known.value or None if known else None, "military")
    if kind.value in {"armed_clash", "agreement"}:
        sides = sorted([*named, *found], key=lambda m: m.start)
        for one, other in itertools.pairwise(sides):
            before = scan.flat[max(telling.start, one.start - 30) : one.start]
            if grammar.sides.search(before) and grammar.facing.fullmatch(scan.flat[one.end : other.start]):
                yield Doer(one.start, one.end, "stated", one.value or None)
                yield Doer(other.start, other.end, "stated", other.value or None)


def _named(scan: Scan, telling: Telling) -> list[Mark]:
    """Actors of the register, and names built as those of armed groups are; the latter without an id."""
    listed = [m for m in telling.actors if has_name(scan.theatre.actors[m.value]) and not _backs(scan, m)]
    taken = [*telling.actors, *(p.mark for p in telling.places)]
    lands = {p.mark.end: p.mark.start for p in telling.places if p.row.precision == "country"}
    found = [
        # "The Colombian National Liberation Army": the adjective behind it is of its country.
        Mark(m.start("who"), _before_land(scan, m, lands), "names", "")
        for m in scan.pack.grammar.organisation.finditer(scan.text, telling.start, telling.end)
    ]
    free = [m for m in found if not any(m.overlaps(other.start, other.end) for other in taken)]
    return sorted([*listed, *free], key=lambda m: m.start)


def _before_land(scan: Scan, match: re.Match[str], lands: Mapping[int, int]) -> int:
    """Where a name ends, without the adjective of its country behind it. lands: where countries begin, by their end."""
    start, end = match.span("who")
    if (land := lands.get(end)) is None or land <= start:
        return end
    lead = scan.text[start:land]
    return start + len(lead[: lead.rfind(" ")].rstrip()) if " " in lead else end


def _backs(scan: Scan, mark: Mark) -> bool:
    """Whether an actor is named only as the backer of the one meant: "groups backed by Tehran"."""
    return scan.pack.grammar.backer.search(scan.flat[max(0, mark.start - 24) : mark.start]) is not None


def _charged(scan: Scan, mark: Mark, named: Sequence[Mark]) -> Mark | None:
    """The actor that a word of claim, blame, suspicion or denial is about."""
    before = [a for a in named if a.end <= mark.start and mark.start - a.end <= _NEAR]
    after = [a for a in named if a.start >= mark.end and a.start - mark.end <= _NEAR]
    over = [a for a in named if a.overlaps(mark.start, mark.end)]
    if over:
        return over[0]
    if mark.value == "blamed":
        far = [a for a in named if 0 <= a.start - mark.end <= 2 * _NEAR]
        ascribed = [a for a in far if scan.pack.grammar.ascribed.search(scan.flat[max(0, a.start - 40) : a.start])]
        accused = ascribed or [a for a in after if scan.pack.grammar.accused.match(scan.flat, a.end)]
        after = sorted(accused, key=lambda a: a.start) or after
    if mark.value in {"blamed", "suspected"} and len(after) > 1:
        accuser = scan.pack.grammar.accuser.fullmatch(scan.flat[mark.end : after[0].start])
        after = after[1:] if accuser else after
    if mark.value in {"blamed", "suspected"}:
        return next(iter(after or before[-1:]), None)
    return next(iter(before[-1:] or after), None)


def _does(scan: Scan, telling: Telling, start: int, end: int) -> bool:
    """Whether who stands at [start, end) is the doer of a deed of the clause: its subject, its owner or its "by"."""
    grammar = scan.pack.grammar
    before = scan.flat[max(telling.start, start - 30) : start]
    if grammar.by.search(before):
        return True
    if grammar.onto.search(before):
        return False
    deeds = [*telling.deeds, *telling.used, *telling.struck]
    gaps = [scan.flat[end : d.start] for d in deeds if d.start >= end and d.start - end <= 45]
    return any(grammar.subject.fullmatch(gap) for gap in gaps)


def doing(scan: Scan, told: Sequence[Telling]) -> list[tuple[int, int]]:
    """Where those stand who are named as doers, or with a word of claim or blame: they are no targets."""
    if scan.pack.grounds is not None:
        return [(d.start, d.end) for telling in told for d in phrased(scan, telling, None)]
    found: list[tuple[int, int]] = []
    for telling in told:
        named = _named(scan, telling)
        found += [(a.start, a.end) for a in named if _does(scan, telling, a.start, a.end)]
        found += [(a.start, a.end) for a in named if _avows(scan, telling, a)]
        for mark in _grounds(scan, telling):
            hit = _charged(scan, mark, named)
            if hit is not None:
                found.append((hit.start, hit.end))
    return found
