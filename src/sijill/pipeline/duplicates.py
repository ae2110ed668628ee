"""What the matcher is unsure of, by how much it moves a count; and what one incident would be without each report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijill import resolve
from sijill.lang.offices import official
from sijill.model.records import PERSON, Relation
from sijill.model.text import Document
from sijill.model.values import Json
from sijill.model.views import Incident
from sijill.pipeline.views import fold
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.store import Ledger


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Two incidents that may be one. a, b: rows of the frame. likely: 0 to 1. reasons: field by field.

    attacks, killed, wounded: by how much the counts would fall if they are one; None where a toll is not stated.
    weight: what they are listed by, the most first: how much moves, and how open it is.
    """

    a: Mapping[str, Json]
    b: Mapping[str, Json]
    likely: float
    reasons: tuple[str, ...]
    attacks: int
    killed: int | None
    wounded: int | None

    @property
    def weight(self) -> float:
        moved = self.attacks + (self.killed or 0) + (self.wounded or 0) / 4
        return moved * min(self.likely, 1 - self.likely)


def duplicates(ledger: Ledger, theatre: Theatre, codebook: Codebook) -> list[Doubtful]:
    """The unsure pairs of a ledger that wait for a person, most count-changing first.

    codebook: which incidents count; a pair of which one does not count moves no count of attacks.
    """
    standing = _unsure(ledger)
    named = {id for said in standing for id in said.pair}
    folded = fold(ledger, theatre, reports=sorted(ledger.closure(named)))
    rows = {str(row["incident"]): row for row in folded.rows}
    of = {report.id: incident.id for incident in folded.incidents for report in incident.reports}
    best: dict[frozenset[str], Doubtful] = {}
    for said in standing:
        a, b = of.get(said.a), of.get(said.b)
        if a is None or b is None or a == b:
            continue
        one = _doubtful(rows[min(a, b)], rows[max(a, b)], said, codebook)
        key = frozenset((a, b))
        if key not in best or best[key].likely < one.likely:
            best[key] = one
    return sorted(best.values(), key=lambda d: (-d.weight, -d.likely, str(d.a["incident"]), str(d.b["incident"])))


def has_been_matched(ledger: Ledger) -> bool:
    """Whether the matcher has been run on a ledger: it said something there, or its index beside it says so."""
    from sijill.pipeline.merging import BY
    from sijill.store import MatchIndex

    if any(said.by == BY for said in ledger.relations()):
        return True
    return MatchIndex.is_marked(ledger.path or str(ledger.url))


def _unsure(ledger: Ledger) -> list[Relation]:
    """The relations that stand as unsure: no person has said otherwise, nor a later run."""
    pairs = {said.pair for said in ledger.relations(verdict="UNSURE")}
    said = ledger.relations({id for pair in pairs for id in pair})
    return [one for pair, one in resolve.decisions(said).items() if pair in pairs and one.verdict == "UNSURE"]


def _doubtful(a: Mapping[str, Json], b: Mapping[str, Json], said: Relation, codebook: Codebook) -> Doubtful:
    both = codebook.verdict(dict(a)).counts and codebook.verdict(dict(b)).counts
    return Doubtful(
        a, b, said.score or 0.0, said.reasons, int(both), _twice(a, b, "killed") if both else 0,
        _twice(a, b, "wounded") if both else 0,
    )  # fmt: skip


def _twice(a: Mapping[str, Json], b: Mapping[str, Json], of: str) -> int | None:
    """How many people would be counted twice: the smaller of two tolls, None if one is not stated."""
    tolls = [row[f"{of}_low"] if row[f"{of}_best"] is None else row[f"{of}_best"] for row in (a, b)]
    return None if None in tolls else min(tolls)


@dataclass(frozen=True, slots=True)
class Without:
    """What an incident would be without one of its reports: the fields whose value would be another, with that."""

    report: str
    fields: Mapping[str, Json]


def without_each(incident: Incident, documents: Mapping[str, Document], theatre: Theatre) -> list[Without]:
    """For each report of an incident of several, the values that would change without it.

    documents: those of its reports, by id.
    """
    if len(incident.reports) < 2:
        return []
    found = []
    for gone in incident.reports:
        left = [report for report in incident.reports if report.id != gone.id]
        # As if a person had joined the rest, so that they stay one.
        joined = [Relation(left[0].id, other.id, "SAME", f"{PERSON}nobody") for other in left[1:]]
        (rest,) = resolve.incidents(left, joined, documents=documents, owner_of=theatre.owner_of, official=official)
        names = dict.fromkeys((*incident.fields, *rest.fields))
        changed = {n: rest.value(n) for n in names if rest.value(n) != incident.value(n)}
        found.append(Without(gone.id, changed))
    return found


def relations_of(ledger: Ledger, incident: Incident) -> tuple[list[Relation], list[Relation]]:
    """(what joins or parts the incident's own reports, what may yet join it to others): the relations that stand."""
    own = {report.id for report in incident.reports}
    standing = resolve.decisions(ledger.relations(own)).values()
    inside = [said for said in standing if said.pair <= own]
    outside = [said for said in standing if not said.pair <= own and said.verdict in ("UNSURE", "PART_OF")]
    return sorted(inside, key=_strongest), sorted(outside, key=_strongest)


def _strongest(said: Relation) -> tuple[float, str, str]:
    return (-(said.score or 0.0), said.a, said.b)
