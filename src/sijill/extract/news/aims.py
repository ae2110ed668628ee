"""What an event was aimed at or struck: the things and people of its clauses, the likeliest by a learned choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.extract import fields
from sijill.extract.news import candidates, chooser, kinds
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Mark, Scan

_MOST = 2
"""How many targets one event is given at most."""
_NONE_AT, _NONE_SEEN_AT = 0.5, 0.25
"""How likely it must be that nothing was the target for none to be said; and where the encoder has read the text: at
0.5 a fifth of the events without a target got one.
"""
_SECOND_AT = 0.2
"""How likely a second target must be: at 0.1 two were said of six events in ten and the second was mostly wrong."""
_JOINED_AT, _BESIDE = 0.05, 9
"""The same of one that an "and" joins to the first, within so many characters."""
BY_POLICE = frozenset(
    {"disrupted_weapons_use", "arrests", "protest_with_intervention", "excessive_force_against_protesters"}
)
"""Kinds that police and army do."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: its type and words. of_toll: it is told as the people who were hurt."""

    mark: Mark
    share: float
    of_toll: bool = False


def aims(
    scan: Scan, told: Sequence[Telling], around: Sequence[Telling], taken: Sequence[tuple[int, int]], kind: str
) -> list[Aim]:
    """The targets of an event, the likeliest first.

    around: clauses beside those that tell it; taken: where its doers and those who speak stand; kind: its likely kind.
    """
    choices = chooser.load(scan.pack.folder, chooser.UNSEEN_FILE if scan.seen is None else chooser.FILE)
    if choices is None:
        found = _listed(scan, told)
        return [aim for aim in found if kind not in BY_POLICE or aim.mark.value != "police_or_army"]
    named = [one for one in candidates.targets(scan, told, around, taken, kind) if _may_be(scan, one.mark, kind)]
    rows = [*(one.features for one in named), candidates.nothing(scan, told, named, kind)]
    return ranked(named, chooser.shares(choices["targets"], rows), scan)


def _may_be(scan: Scan, mark: Mark, kind: str) -> bool:
    """Whether words for a target are none for something else: Arabic drones are written like marches, and those who
    find a bomb stand right behind the word for it."""
    if mark.value == "protesters" and kind not in kinds.PROTESTS:
        return not any(
            m.value == "drone" and m.overlaps(mark.start, mark.end)
            for m in scan.marks("weapons", mark.start, mark.end + 1)
        )
    if mark.value == "police_or_army" and kind == "disrupted_weapons_use" and scan.pack.grammar.article:
        deeds = scan.marks("deeds", max(0, mark.start - _BESIDE), mark.start)
        return not any(m.end + 1 == mark.start for m in deeds)
    return True


def ranked(named: Sequence[candidates.Candidate], shares: Sequence[float], scan: Scan | None = None) -> list[Aim]:
    """The targets to say. shares: how likely each of those named is the one meant, and last that none is."""
    *mine, none = shares
    first = _likeliest(list(zip(named, mine, strict=True)))
    if first is None or none > (_NONE_SEEN_AT if scan and scan.seen else _NONE_AT):
        return []
    # What is named once is one thing: a second target stands in words of its own.
    apart = [(one, share) for one, share in zip(named, mine, strict=True) if _is_other(one.mark, first.mark)]
    second = _likeliest(apart)
    if second is None or second.share < (_JOINED_AT if scan and _joined(scan, first.mark, second.mark) else _SECOND_AT):
        return [first]
    return [first, second]


def _joined(scan: Scan, one: Mark, other: Mark) -> bool:
    """Whether two things stand side by side: "a supply convoy and a market"."""
    a, b = sorted((one, other), key=lambda mark: mark.start)
    between = scan.flat[a.end : b.start]
    return len(between) <= _BESIDE and scan.pack.grammar.joins.match(between) is not None


def _is_other(one: Mark, first: Mark) -> bool:
    return one.value != first.value and not one.overlaps(first.start, first.end)


def _likeliest(named: Sequence[tuple[candidates.Candidate, float]]) -> Aim | None:
    """The likeliest type, by all that stand for it, with the likeliest of those."""
    likely: dict[str, float] = {}
    for one, share in named:
        likely[one.mark.value] = likely.get(one.mark.value, 0.0) + share
    if not likely:
        return None
    value = max(likely, key=lambda value: likely[value])
    best = max(((share, one) for one, share in named if one.mark.value == value), key=lambda known: known[0])[1]
    return Aim(best.mark, likely[value], best.of_toll)


def _listed(scan: Scan, told: Sequence[Telling]) -> list[Aim]:
    """As lists of attacks are read, for a language that has learned no choice: then who was hurt."""
    found: dict[str, Aim] = {}
    for telling in told:
        marks = fields.target(scan, telling.start, telling.end, telling.used, telling.stated)
        if marks:
            found = {mark.value: Aim(mark, 1.0) for mark in marks}
            break
    for aim in (aim for telling in told for aim in _people(telling)):
        if len(found) < _MOST:
            found.setdefault(aim.mark.value, aim)
    return list(found.values())


def _people(telling: Telling) -> Iterator[Aim]:
    """The people who were hurt."""
    for toll in telling.stated:
        value = candidates.AIM_OF_GROUP.get(toll.group or "")
        if value and toll.group_at and toll.range.middle:
            yield Aim(Mark(*toll.group_at, "targets", value), 1.0, of_toll=True)


__all__ = ["BY_POLICE", "Aim", "aims", "ranked"]
