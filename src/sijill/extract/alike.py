"""Counts whose nouns only the first clause says: "March saw four attacks and 17 dead, April four and 20"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sijill.extract.pieces import NAMES
from sijill.extract.scan import Scan
from sijill.extract.stated import Stated

_APART = re.compile(r"[;:.(]")
_CHAINED = frozenset({"chain", "unclear", "out_of", "compared", "means"})
"""Doubts that are settled where a clause repeats another."""


def set_alike(scan: Scan, found: Sequence[Stated], earlier: Sequence[Stated]) -> None:
    """Give the counts of clauses built like the first, or like the sentence before, what that counts.

    "The two car bombs killed nine, the three shootings four"; "Rifles killed 20 in five attacks, mortars 6 in two".
    """
    clauses = _clauses(scan, found)
    before = _clauses(scan, earlier)
    model = next((c for c in (*clauses[:1], *before[:1]) if _is_model(c)), None)
    if model is None:
        return
    for clause in clauses:
        if clause is not model and _repeats(clause, model):
            _take_over(clause, model)


def _clauses(scan: Scan, found: Sequence[Stated]) -> list[list[Stated]]:
    """Counts in clauses, each of which opens with one that names a place, a period or a weapon."""
    clauses: list[list[Stated]] = []
    for one in found:
        apart = not clauses or _APART.search(scan.flat[clauses[-1][-1].number.end : one.number.start]) is not None
        if one.name in NAMES or apart:
            clauses.append([one])
        else:
            clauses[-1].append(one)
    return clauses


def _is_model(clause: Sequence[Stated]) -> bool:
    """Whether a clause says two counts and of what each: "November saw four attacks and 17 dead"."""
    kinds = [one.of for one in clause]
    if len(clause) != 2 or len(set(kinds)) != len(kinds) or any(one.base or one.out_of for one in clause):
        return False
    return clause[0].name in NAMES and not any(one.chained for one in clause)


def _repeats(clause: Sequence[Stated], model: Sequence[Stated]) -> bool:
    first = clause[0]
    if first.name != model[0].name or len(clause) != len(model) or any(one.base or one.out_of for one in clause):
        return False
    if not any(one.chained or one.tentative for one in clause):
        return False
    said = [(one.of, other.of) for one, other in zip(clause, model, strict=True) if not (one.chained or one.tentative)]
    return all(of == other for of, other in said)


def _take_over(clause: Sequence[Stated], model: Sequence[Stated]) -> None:
    first = clause[0]
    for one, other in zip(clause, model, strict=True):
        if one.chained or one.tentative:
            one.of, one.unclear, one.tentative, one.single = other.of, False, False, False
            one.doubts -= _CHAINED
        if one is not first:
            one.scope = replace(first.scope, hurting="")
            one.also = [replace(scope, hurting="") for scope in first.also]
