"""What an event was aimed at or struck: the things and people of its clauses, the likeliest by a learned choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.extract import fields
from sijill.extract.news import candidates, chooser
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Mark, Scan

_MOST = 2
"""How many targets one event is given at most."""
NONE_AT = 0.5
"""How likely it must be that nothing was the target for none to be said."""
SECOND_AT = 0.1
"""How likely a second target must be."""


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
    choices = chooser.load(scan.pack.folder)
    if choices is None:
        found = _listed(scan, told)
        return [aim for aim in found if kind not in BY_POLICE or aim.mark.value != "police_or_army"]
    named = candidates.targets(scan, told, around, taken, kind)
    rows = [*(one.features for one in named), candidates.nothing(scan, told, named, kind)]
    *shares, none = chooser.shares(choices["targets"], rows)
    if none > NONE_AT:
        return []
    likely: dict[str, float] = {}
    best: dict[str, tuple[float, candidates.Candidate]] = {}
    for one, share in zip(named, shares, strict=True):
        value = one.mark.value
        likely[value] = likely.get(value, 0.0) + share
        best[value] = max(best.get(value, (share, one)), (share, one), key=lambda known: known[0])
    ranked = sorted(likely, key=lambda value: -likely[value])[:_MOST]
    return [
        Aim(best[value][1].mark, likely[value], best[value][1].of_toll)
        for n, value in enumerate(ranked)
        if not n or likely[value] >= SECOND_AT
    ]


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


__all__ = ["BY_POLICE", "NONE_AT", "SECOND_AT", "Aim", "aims"]
