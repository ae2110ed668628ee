"""Doers by the phrases around their names: claims, charges and suspicions, subjects and owners of what was used."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sijill.extract import fields
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Mark, Scan
from sijill.lang.grounds import Grounds
from sijill.theatre import ActorRow

_NO_DOER = frozenset({"civilians", "organisation"})
_PARTIES = frozenset(
    "agreement change_to_group_activity headquarters_or_base_established non_violent_transfer_of_territory".split()
)
"""Kinds whose parties are named as such: whoever stands in the clause takes part."""
_FORCE = {"police": "police", "army": "military", "foreign_troops": "military", "kurdish_force": "military"}
_TAIL = frozenset({"country", "forces"})
"""What may stand right behind a name and be part of it."""
_SHORT = 4
_REACH = 60
"""How far, in characters, a deed may stand behind its subject."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it: where the name stands, on what ground, and the actor's id in the register."""

    start: int
    end: int
    basis: str
    actor: str | None = None
    """Its id in the register."""
    type: str | None = None
    by: str | None = None


def phrased(scan: Scan, telling: Telling, kind: fields.Kind | None) -> Iterator[Doer]:
    """The doers that a clause names, in the order they stand. kind None: of any."""
    words = scan.pack.grounds
    if words is None:
        return
    named = names(scan, telling)
    said: set[int] = set()
    for actor in named:
        basis = _basis(scan, words, telling, actor)
        if basis is not None:
            said.add(actor.start)
            if kind is not None and kind.value == "arrests" and basis == "suspected":
                # "Detained four men suspected of belonging to the group": who were taken, not who took them.
                continue
            yield _doer(scan, words, actor, basis)
    for mark in scan.marks("grounds", telling.start, telling.end):
        free = mark.value != "denied" and not said
        if free and (unknown := unlisted(scan, telling, mark)):
            said.add(unknown[0])
            yield Doer(*unknown, mark.value)
    doing = [actor for actor in named if actor.start not in said and _takes_part(scan, words, telling, actor, kind)]
    for actor in _joined(scan, named, doing):
        if actor.start not in said:
            said.add(actor.start)
            yield _doer(scan, words, actor, "stated")


def _takes_part(scan: Scan, words: Grounds, telling: Telling, actor: Mark, kind: fields.Kind | None) -> bool:
    party = kind is not None and kind.value in _PARTIES and actor.section not in {"forces", "country"}
    if kind is not None and kind.value == "disrupted_weapons_use":
        # Who found or shot it down did not send it.
        before = scan.flat[max(telling.start, actor.start - 30) : actor.start]
        return words.sends.match(scan.flat, actor.end, telling.end) is not None or (
            words.sent.search(before) is not None
        )
    if not (_acts(scan, words, telling, actor) or (party and not _suffers(scan, telling, actor))):
        return False
    return not _is_source(scan, actor, telling) and not fields.is_source(scan, actor, telling.start, telling.end)


def _joined(scan: Scan, named: list[Mark], doing: list[Mark]) -> list[Mark]:
    """Those who do it, and those that stand joined with them: "the army and the militia fought"."""
    found = set(doing)
    for one, other in itertools.pairwise(named):
        if scan.pack.grammar.conjunction.fullmatch(scan.flat[one.end : other.start]) and found & {one, other}:
            found |= {one, other}
    return [actor for actor in named if actor in found]


def taken_up(scan: Scan, telling: Telling) -> Iterator[Doer]:
    """The group named last before, where a clause says that "the group" did or claims it."""
    words = scan.pack.grounds
    if words is None:
        return
    for match in words.taken_up.finditer(scan.flat, telling.start, telling.end):
        does = match["claimed"] or any(abs(d.start - match.start("does")) < 3 for d in telling.deeds)
        groups = [
            m
            for m in scan.all_marks("actors")
            if m.end < match.start() and scan.theatre.actors[m.value].type == "armed_group" and not _is_word(scan, m)
        ]
        if does and groups:
            last = groups[-1]
            yield Doer(last.start, last.end, "claimed" if match["claimed"] else "stated", last.value)
            return


def names(scan: Scan, telling: Telling) -> list[Mark]:
    """Who may be a doer: actors of the register, names built as those of armed groups are, forces and countries."""
    listed = [m for m in telling.actors if has_name(scan.theatre.actors[m.value]) and not _backs(scan, m)]
    # "IDF: 6 rockets" labels a line.
    listed = [m for m in listed if scan.flat[m.end : m.end + 1] != ":" and not _is_word(scan, m)]
    # The register may know a name without its article: "al-Nahda".
    listed = [replace(m, start=m.start - 3) if scan.flat[m.start - 3 : m.start] == "al-" else m for m in listed]
    found = list(listed)
    free = [*telling.actors, *(p.mark for p in telling.places if p.row.precision != "country")]

    def put(start: int, end: int, section: str) -> None:
        if not any(start < m.end and m.start < end for m in (*found, *free)):
            found.append(Mark(start, end, section, ""))

    for state in scan.marks("states", telling.start, telling.end):
        inside = [m for m in listed if m.overlaps(state.start, state.end)]
        if inside and state.end > inside[0].end:
            # "the Turkish army" where the register knows "Turkish".
            found.remove(inside[0])
            found.append(Mark(min(inside[0].start, state.start), state.end, "names", inside[0].value))
            continue
        put(state.start, state.end, "forces")
    for name in scan.marks("organisations", telling.start, telling.end):
        put(name.start, name.end, "names")
    for place in telling.places:
        if place.row.precision == "country":
            put(place.mark.start, place.mark.end, "country")
    for group in scan.marks("groups", telling.start, telling.end):
        if group.value in _FORCE and scan.pack.grammar.plural.search(scan.flat[group.start : group.end]):
            put(group.start, group.end, "forces")
    found.sort(key=lambda m: m.start)
    kept: list[Mark] = []
    for mark in found:
        last = kept[-1] if kept else None
        if last and scan.flat[last.end : mark.start] == " " and last.section != "country" and mark.section in _TAIL:
            # "National Guard troops", "Islamic State Mozambique"
            kept[-1] = Mark(last.start, mark.end if mark.section == "country" else last.end, last.section, last.value)
        else:
            kept.append(mark)
    return [m for m, after in itertools.zip_longest(kept, kept[1:]) if not (after and _is_part(scan, m, after))]


def _is_part(scan: Scan, mark: Mark, after: Mark) -> bool:
    """Whether a country only says whose the next name is: "Iran's Revolutionary Guards"."""
    owner = mark.section == "country" or (mark.value and scan.theatre.actors[mark.value].type == "state")
    return bool(owner) and scan.flat[mark.end : after.start] in {"'s ", "’s "}


def _doer(scan: Scan, words: Grounds, actor: Mark, basis: str) -> Doer:
    start, end = actor.start, actor.end
    if actor.section != "forces" and actor.section != "country":
        more = words.more.match(scan.text, end)
        end = more.end() if more else end
        less = words.less.search(scan.text[max(0, start - 40) : start])
        start -= len(less[0]) if less else 0
    return Doer(start, end, basis, actor.value or None)


def _basis(scan: Scan, words: Grounds, telling: Telling, actor: Mark) -> str | None:
    before = scan.flat[max(telling.start, actor.start - 90) : actor.start]
    after = scan.flat[actor.end : min(telling.end, actor.end + 120)]
    for basis, ahead, behind in words.phrases:
        if ahead.search(before) or (
            behind.match(after) and (actor.section != "forces" or basis != "claimed" or actor.value)
        ):
            return basis
    for mark in scan.marks("grounds", telling.start, telling.end):
        if mark.value == "denied" and 0 <= mark.start - actor.end <= 30:
            return "denied"
    return None


def _acts(scan: Scan, words: Grounds, telling: Telling, actor: Mark) -> bool:
    """Whether an actor is the subject of a deed of the clause, stands behind its "by", or owns what was used."""
    grammar = scan.pack.grammar
    before = scan.flat[max(telling.start, actor.start - 40) : actor.start]
    if grammar.by.search(before):
        return True
    if words.between.search(before):
        return True
    own = words.own.match(scan.flat, actor.end, telling.end)
    owned = grammar.owner_before.search(before) is not None
    if grammar.onto.search(before) or grammar.struck.search(before):
        return False
    deeds = [*telling.deeds, *telling.used, *telling.struck]
    edge = own.end() if own else actor.end
    if any(d.start <= actor.start and actor.end <= d.end and d.start >= actor.start - 4 for d in telling.deeds):
        # A frame that begins with its subject: "police dispersed a march".
        return True
    if (own or owned) and any(d.overlaps(actor.start - 30, edge + 1) for d in deeds):
        return True
    gaps = [scan.flat[edge : d.start] for d in deeds if 0 <= d.start - edge <= _REACH]
    if actor.section == "country" and not own:
        gaps = [gap for gap in gaps if len(gap) <= 12]
    if words.apart.search(before):
        return False
    if any(words.compound.fullmatch(scan.flat[edge : d.start]) for d in telling.deeds if d.start > edge):
        return True
    if actor.section not in {"forces", "country"}:
        return any(len(gap) <= _REACH and not words.parts.search(gap) for gap in gaps)
    return any(grammar.subject.fullmatch(gap) for gap in gaps)


def _is_word(scan: Scan, mark: Mark) -> bool:
    """Whether a short name is written as the common word that it also is: "let"."""
    return scan.cased and mark.end - mark.start <= _SHORT and scan.text[mark.start : mark.end].islower()


def _suffers(scan: Scan, telling: Telling, actor: Mark) -> bool:
    before = scan.flat[max(telling.start, actor.start - 40) : actor.start]
    if scan.pack.grounds is not None and scan.pack.grounds.aside.search(before):
        return True
    return scan.pack.grammar.onto.search(before) is not None or scan.pack.grammar.struck.search(before) is not None


def _is_source(scan: Scan, actor: Mark, telling: Telling) -> bool:
    return scan.pack.grammar.credits.search(scan.flat, max(telling.start, actor.start - 40), actor.start) is not None


def _backs(scan: Scan, mark: Mark) -> bool:
    """Whether an actor is named only as the backer of the one meant: "groups backed by Tehran"."""
    before = scan.flat[max(0, mark.start - 24) : mark.start]
    branch = before.removesuffix("al-").endswith((", the ", ", an ", ", a ")) and scan.pack.grammar.branch.match(
        scan.flat, mark.end
    )
    return bool(branch) or scan.pack.grammar.backer.search(before) is not None


def has_name(row: ActorRow) -> bool:
    """Whether an entry of the register names a doer: "militants" and "gunmen" name none."""
    anonymous = row.level == "label" and row.campaign is None and row.country is None
    return row.type not in _NO_DOER and not anonymous


def unlisted(scan: Scan, telling: Telling, mark: Mark) -> tuple[int, int] | None:
    """A name that no register has, where the grammar of a claim or charge puts one."""
    for pattern in scan.pack.grammar.charged:
        for match in pattern.finditer(scan.text, telling.start, telling.end):
            start, end = match.span("who")
            if match.start() <= mark.start < match.end() and not scan.has("places", start, end):
                return start, end
    return None
