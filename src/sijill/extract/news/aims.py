"""What an event was aimed at or struck: the things and people of its clauses, weighed by where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.extract import fields
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Mark, Scan

_MOST = 2
"""How many targets one event is given at most."""
_AIM_OF_GROUP = {
    "civilians": "civilians", "army": "police_or_army", "police": "police_or_army", "kurdish_force": "police_or_army",
    "militia": "militia", "tribal_force": "militia", "insurgents": "militia", "officials": "politician_or_activist",
    "journalists": "media", "aid_workers": "aid_worker", "foreign_troops": "police_or_army", "contractors": "civilians",
}  # fmt: skip
"""What was attacked where only the people who were hurt are told."""
_WEIGHTS = {
    "object": 4.0, "aimed": 4.0, "suffers": 3.0, "hurt": 3.0, "owner": -4.0, "acts": -5.0, "doer": -5.0, "beside": -1.5,
    "weak": -1.0, "behind": 0.5, "later": -1.0, "insurgents": -1.0, "pronoun": -3.0, "person": -1.0,
}  # fmt: skip
_SECOND = 1.0
"""What a second target must weigh."""
_SHORT = 2
"""A word of people that is no longer than this names no target: "US"."""
_REACH = 34
"""How far, in characters, a thing may stand behind the deed that it is the object of."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: its type and words. of_toll: it is told as the people who were hurt."""

    mark: Mark
    weight: float
    of_toll: bool = False


def aims(scan: Scan, told: Sequence[Telling], taken: Sequence[tuple[int, int]]) -> list[Aim]:
    """The targets of an event, the likeliest first. taken: where its doers and those who speak stand."""
    if "aims" not in scan.pack.lists:
        return _listed(scan, told)
    best: dict[str, Aim] = {}
    for position, telling in enumerate(told):
        for aim in (*_things(scan, telling, taken), *_people(scan, telling)):
            weight = aim.weight + (_WEIGHTS["later"] if position else 0)
            known = best.get(aim.mark.value)
            if known is None or weight > known.weight:
                best[aim.mark.value] = Aim(aim.mark, weight, aim.of_toll)
    found = sorted(best.values(), key=lambda aim: (-aim.weight, aim.mark.start))
    if any(not aim.of_toll and aim.weight > _SECOND for aim in found):
        # "Hit a convoy, wounding three people": who they were is not told, and they were not aimed at.
        anyone = scan.pack.grammar.anyone
        found = [
            aim for aim in found if not (aim.of_toll and anyone.fullmatch(scan.flat, aim.mark.start, aim.mark.end))
        ]
    return [aim for n, aim in enumerate(found[:_MOST]) if aim.weight > (_SECOND if n else -3.0)]


def _listed(scan: Scan, told: Sequence[Telling]) -> list[Aim]:
    """As lists of attacks are read, for a language that has no words of its own for news: then who was hurt."""
    found: dict[str, Aim] = {}
    for telling in told:
        marks = fields.target(scan, telling.start, telling.end, telling.used, telling.stated)
        if marks:
            found = {mark.value: Aim(mark, 0.0) for mark in marks}
            break
    for aim in (aim for telling in told for aim in _people(scan, telling)):
        if len(found) < _MOST:
            found.setdefault(aim.mark.value, aim)
    return list(found.values())


def _things(scan: Scan, telling: Telling, taken: Sequence[tuple[int, int]]) -> Iterator[Aim]:
    grammar = scan.pack.grammar
    deeds = [*telling.deeds, *telling.used, *telling.struck]
    people = [
        Mark(m.start, m.end, "targets", _AIM_OF_GROUP[m.value])
        for m in scan.marks("groups", telling.start, telling.end)
        if m.value in _AIM_OF_GROUP
        and m.end - m.start > _SHORT
        and not any(m.overlaps(a.start, a.end) for a in telling.aims)
    ]
    for mark in (*telling.aims, *people):
        if any(mark.overlaps(w.start, w.end) for w in telling.used) or fields.is_source(
            scan, mark, telling.start, telling.end
        ):
            continue
        before = scan.flat[max(telling.start, mark.start - 30) : mark.start]
        after = scan.flat[mark.end : min(telling.end, mark.end + 40)]
        marks: list[str] = []
        if grammar.onto.search(before) or grammar.struck.search(before):
            marks.append("aimed")
        elif any(
            0 <= mark.start - d.end <= _REACH and grammar.object.fullmatch(scan.flat[d.end : mark.start]) for d in deeds
        ):
            marks.append("object")
        elif any(d.start < mark.start and mark.end <= d.end and mark.start - d.start > 3 for d in telling.deeds):
            marks.append("object")
        if grammar.suffers.match(after):
            marks.append("suffers")
        if grammar.owner.match(after) or grammar.owner_before.search(before):
            marks.append("owner")
        if grammar.beside.search(before):
            marks.append("beside")
        if fields.acts(scan, mark, telling.start, telling.end):
            marks.append("acts")
        if any(mark.overlaps(a, b) for a, b in taken):
            marks.append("doer")
        if scan.flat[mark.start : mark.end] in scan.weak["targets"]:
            marks.append("weak")
        if mark in people:
            marks.append("person")
        if grammar.pronoun.match(scan.flat, mark.start, mark.end):
            marks.append("pronoun")
        if deeds and mark.start > deeds[0].start:
            marks.append("behind")
        yield Aim(mark, sum(_WEIGHTS[name] for name in marks))


def _people(scan: Scan, telling: Telling) -> Iterator[Aim]:
    """The people who were hurt."""
    for toll in telling.stated:
        value = _AIM_OF_GROUP.get(toll.group or "")
        if value and toll.group_at and toll.range.middle:
            weight = _WEIGHTS["hurt"] + (_WEIGHTS["insurgents"] if toll.group == "insurgents" else 0)
            if scan.pack.grammar.pronoun.match(scan.flat, *toll.group_at):
                weight += _WEIGHTS["pronoun"]
            yield Aim(Mark(*toll.group_at, "targets", value), weight, of_toll=True)


__all__ = ["Aim", "aims"]
