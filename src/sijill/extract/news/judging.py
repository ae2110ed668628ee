"""Who did it and on what ground, by a learned scorer over the parties that an event's clauses name.

Every party is seen through its clues (`clues`) and scored by the language's who.model, which chooses among the parties
of an event and nobody, and says on which basis each is told to have done it. Trained by eval/train_doers.py; the model
card is docs/background/scorer.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sijill.extract.fields import KIND_OF_WEAPON
from sijill.extract.news import scorer
from sijill.extract.news.clues import Around, clues
from sijill.extract.news.doers import Doer
from sijill.extract.news.linking import Event
from sijill.extract.news.parties import Party
from sijill.extract.news.seen import share
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Scan
from sijill.lang.fold import fold

FILE, UNSEEN_FILE = "who.model", "who.unseen.model"
"""What was learned of texts that the encoder has read, and of those that it has not."""
DID, BASIS = "did", "basis"
BASES = ("stated", "claimed", "blamed", "suspected")
AT_LEAST = 0.6
"""How likely it must be that one of the parties did it."""
AS_SAID = 0.3
"""And how likely where the phrases of the language say so too: by claim, charge or suspicion, or "fired by"."""
AS_WELL, _BEHIND = 1.0, 3.0
"""The log-odds against nobody that a further party must have, and how far they may lie behind those of the first."""
_MOST = 3
_FINDERS = frozenset({"force", "military", "police", "government"})
_BARE = frozenset({"proper", "land", "city"})
_NEAR, _BESIDE = 60, 24
"""How far, in characters, a bare name may stand from a word of claim or blame, and from a deed."""
_TAKEN = frozenset({"armed_group"})
_CHARGES = frozenset({"claimed", "blamed", "suspected"})
_GROUNDS = ("stated", "claimed", "blamed", "suspected")
_SEEN_AT = 0.5
"""How likely the encoder must make a party the doer for it to be looked at wherever it is named."""
_SURE = frozenset({"stated", "claimed", "blamed"})
_SHORT = 3
_BOMBING = "remote_explosive_landmine_ied"
_FALLEN = 60
"""How many characters before a party those who were hurt may be named that belonged to it."""
_FOILED = "disrupted_weapons_use"
_STOPS = ".;!?؛؟\n"


@dataclass(slots=True)
class Candidate:
    """A party with all its namings beside an event."""

    namings: list[Party]
    actor: str | None
    key: str
    seen: list[str] = field(default_factory=list)
    """Its clues."""
    said: bool = False
    """Whether the phrases of the language name it by claim, charge or suspicion, or as whose the weapons were."""

    @property
    def name(self) -> tuple[int, int]:
        return self.namings[0].name


def candidates(
    scan: Scan, named: Sequence[Party], event: Event, kind: str, said: Mapping[tuple[int, int], str]
) -> list[Candidate]:
    """The parties that an event's clauses name, those near it, or the head of the text, with their clues.

    named: all that the text names. said: by the offsets of names, the basis on which the phrases of the language say
    that they did it.
    """
    told, beside = event.tellings, event.beside
    around = Around(named, said, beside)
    found: list[Candidate] = []
    for party in named:
        if _is_of_another(scan, told, kind, party):
            continue
        near = any(t.start <= party.start < t.end for t in (*told, *beside))
        if party.issuer or (near and _is_worth_it(scan, party, said)) or _is_seen(scan, told[0], party):
            _gather(scan, found, party)
    found = [one for one in found if not (_is_other_side(one, kind, said) or _is_aloof(scan, one))]
    if kind == _FOILED:
        found = [one for one in found if not any(_has_stopped(scan, party) for party in one.namings)]
    found = [one for one in found if not all(_is_of_custom(scan, told, party) for party in one.namings)]
    found = [
        one
        for one in found
        if _is_said(one, said, _CHARGES - {"claimed"})
        or not all(_has_not_claimed(scan, party) for party in one.namings)
    ]
    for one in found:
        one.seen = clues(scan, around, told, kind, one.namings)
        one.said = _is_said(one, said, _CHARGES) or any(
            _has_sent(scan, party) for party in one.namings if any(t.start <= party.start < t.end for t in told)
        )
    return found


def _is_of_another(scan: Scan, told: Sequence[Telling], kind: str, party: Party) -> bool:
    """Whether a party is named with a weapon of another event: a bomb, rockets, then "claimed the rocket attack"."""
    if any(t.start <= party.start < t.end for t in told):
        return False
    start = max(scan.flat.rfind(stop, 0, party.start) for stop in _STOPS) + 1
    end = min((at for stop in _STOPS if (at := scan.flat.find(stop, party.end)) >= 0), default=len(scan.flat))
    meant = {_sort(KIND_OF_WEAPON.get(mark.value)) for mark in scan.marks("weapons", start, end)} - {None}
    mine = {_sort(kind), *(_sort(KIND_OF_WEAPON.get(mark.value)) for t in told for mark in t.used)}
    if not meant or meant & mine:
        return False
    # "Two rockets hit the base, and the group claimed the shelling": they stand in another clause than the claim.
    clause = max(start, scan.flat.rfind(",", start, party.start), scan.flat.rfind("،", start, party.start))
    apart = [(clause, end), *((t.start, t.end) for t in told)]
    return any(
        _sort(KIND_OF_WEAPON.get(mark.value)) in meant and not any(a <= mark.start < b for a, b in apart)
        for mark in scan.all_marks("weapons")
    )


def _sort(kind: str | None) -> str | None:
    """A kind of attack, bombs of all kinds as one: "the bombing" may be a suicide bomber's."""
    return _BOMBING if kind == "suicide_bomb" else kind


def _is_seen(scan: Scan, first: Telling, party: Party) -> bool:
    """Whether the encoder makes a party named anywhere in the text the doer of an event, on some ground."""
    return any((share(scan, first, ground, party.start, party.end) or 0.0) >= _SEEN_AT for ground in _GROUNDS)


def _is_worth_it(scan: Scan, party: Party, said: Mapping[tuple[int, int], str]) -> bool:
    """Whether a party may have done it: a bare name or place only beside a deed or a word of claim or blame."""
    if party.sort not in _BARE or any(a < party.end and party.start < b for a, b in said):
        return True
    if scan.has("grounds", party.start - _NEAR, party.end + _NEAR):
        return True
    return any(scan.has(section, party.start - _BESIDE, party.end + _BESIDE) for section in ("deeds", "weapons"))


def _is_other_side(one: Candidate, kind: str, said: Mapping[tuple[int, int], str]) -> bool:
    """Whether a party stands on the side that a kind of event is not laid to.

    Who finds or shoots down a weapon did not send it, and of whom arrests are made did not make them.
    """
    sorts = {party.type or party.sort for party in one.namings}
    against = _FINDERS if kind == _FOILED else _TAKEN if kind == "arrests" else frozenset()
    return bool(sorts & against) and not _is_said(one, said, _SURE)


def _has_sent(scan: Scan, party: Party) -> bool:
    """Whether a party stands where a text says whose the rockets or drones were: "fired by the militia"."""
    return scan.pack.grammar.sent_by.search(scan.flat, max(0, party.start - _BESIDE), party.start) is not None


def _has_stopped(scan: Scan, party: Party) -> bool:
    """Whether a party is told as who found the weapons or brought them down: "the air defence intercepted"."""
    before = scan.pack.grammar.stopped_by.search(scan.flat, max(0, party.start - _BESIDE), party.start)
    return before is not None or scan.pack.grammar.stops.match(scan.flat, party.end) is not None


def _is_aloof(scan: Scan, one: Candidate) -> bool:
    """Whether a party is named and did not do it: "Kataib Hezbollah condemned the shelling", "in police uniforms"."""
    pattern, fallen = scan.pack.grammar.aloof, scan.pack.grammar.fallen
    return any(
        pattern.match(scan.flat, party.end)
        or pattern.search(scan.flat, max(0, party.start - _BESIDE), party.start)
        # "Five of the dead belonged to the tribal Hashd."
        or fallen.search(scan.flat, max(0, party.start - _FALLEN), party.start)
        for party in one.namings
    )


def _is_of_custom(scan: Scan, told: Sequence[Telling], party: Party) -> bool:
    """Whether a party is named for what it does otherwise: "officials blame it for most of the bombings".

    told: the clauses of the event, whose first is no such sentence.
    """
    start = max(scan.flat.rfind(stop, 0, party.start) for stop in _STOPS) + 1
    end = min((at for stop in _STOPS if (at := scan.flat.find(stop, party.end)) >= 0), default=len(scan.flat))
    if start <= told[0].start < end or scan.pack.grammar.custom.search(scan.flat, start, end) is None:
        return False
    return not any(mark.value == "claimed" for mark in scan.marks("grounds", start, end))


def _has_not_claimed(scan: Scan, party: Party) -> bool:
    """Whether a party is only said not to have claimed it: "the group has not claimed the attack"."""
    start = max(scan.flat.rfind(stop, 0, party.start) for stop in _STOPS) + 1
    before = scan.pack.grammar.unclaiming.search(scan.flat, start, party.start)
    return before is not None or scan.pack.grammar.unclaimed.match(scan.flat, party.end) is not None


def _is_said(one: Candidate, said: Mapping[tuple[int, int], str], bases: frozenset[str]) -> bool:
    return any(a < p.end and p.start < b and basis in bases for p in one.namings for (a, b), basis in said.items())


def _gather(scan: Scan, found: list[Candidate], party: Party) -> None:
    key = fold(scan.text[party.name[0] : party.name[1]], scan.pack.code).replace("al-", "").replace(" ", "")
    for one in found:
        alike = min(len(key), len(one.key)) > _SHORT and (key in one.key or one.key in key)
        if alike or key == one.key or (party.actor and party.actor == one.actor) or party.name == one.name:
            one.namings.append(party)
            return
    found.append(Candidate([party], party.actor, key))


def judged(learned: scorer.Scorer, found: Iterable[Candidate]) -> Iterator[Doer]:
    """Those of the parties that did it, the likeliest first, each on the likeliest ground."""
    parties = list(found)
    odds = [learned.odds(one.seen) for one in parties]
    # The odds of the first head are against those of nobody, which are even.
    most = max(0.0, *(own[0] for own in odds)) if odds else 0.0
    weights = [math.exp(own[0] - most) for own in odds]
    whole = sum(weights) + math.exp(-most)
    if sum(weights) / whole < (AS_SAID if any(one.said for one in parties) else AT_LEAST):
        return
    likely = sorted(zip(odds, parties, strict=True), key=lambda told: -told[0][0])
    best, first = likely[0][0][0], likely[0][1]
    least = max(AS_WELL, best - _BEHIND)
    also = (told for told in likely[1:_MOST] if told[0][0] >= least or _are_sides(first, told[1]))
    for own, one in [*likely[:1], *also]:
        party = one.namings[0]
        basis = max(zip(own[1:], BASES, strict=True))[1]
        yield Doer(*party.name, basis, one.actor, party.type or _TYPES.get(party.sort))


def _are_sides(first: Candidate, other: Candidate) -> bool:
    """Whether two parties are the two clans of a fight or a truce."""
    return first.namings[0].sort == other.namings[0].sort == "side"


_TYPES = {"force": "military", "owner": "military", "group": "armed_group", "quoted": "armed_group"}


__all__ = ["Candidate", "candidates", "judged"]
