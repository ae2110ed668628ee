"""What people said of a document, said again of its later version: no correction, rejection or merge is lost by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sijill import resolve
from sijill.model.records import Record, Review, Statement, taken_back
from sijill.resolve.standing import newest

if TYPE_CHECKING:
    from sijill.store import Ledger


@dataclass(frozen=True, slots=True)
class Version:
    """A later version of a document that tells one report. statements: the machine's, of the later version."""

    old: str
    old_report: str
    new: str
    new_report: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """records: what people said, of the later versions. over: (document, statement) of corrections that stand over a
    value which is another now. left: (document, review) of reviews whose value is gone, which stay with the earlier.
    """

    records: tuple[Record, ...]
    over: tuple[tuple[str, Statement], ...]
    left: tuple[tuple[str, Review], ...]


def kept(ledger: Ledger, versions: Collection[Version]) -> Kept:
    """What people's words on the earlier versions are on the later ones, in the order in which they were said.

    A decision that its author has taken back is not said again. A review of one value holds where the later version
    has the same value; a correction holds whatever the later version says, and so does a review of the whole report.
    """
    names = [version.old for version in versions]
    told: dict[str, list[Statement]] = {}
    for statement in ledger.statements(documents=names):
        told.setdefault(statement.document, []).append(statement)
    reviews: dict[str, list[Review]] = {}
    for review in ledger.reviews(names):
        reviews.setdefault(review.document, []).append(review)
    runs = newest(ledger.extractions(names))
    records: list[Record] = []
    over: list[tuple[str, Statement]] = []
    left: list[tuple[str, Review]] = []
    for version in versions:
        before = told.get(version.old, [])
        here = reviews.get(version.old, [])
        gone = taken_back(here)
        row = [s for s in before if not _is_correction(s)]
        standing = [s for s in row if s.extraction is None or s.extraction in runs]
        matches = _matches(row, version.statements)
        for said in before:
            if _is_correction(said) and said.id not in gone:
                again = _said_of(said, version, matches)
                matches[said.id] = again
                records.append(again)
                if _values(standing, said.field) != _values(version.statements, said.field):
                    over.append((version.new, again))
        for review in here:
            if review.verdict != "undo" and review.id not in gone:
                judged = _judged(review, version, before, matches)
                if judged is None:
                    left.append((version.new, review))
                else:
                    records.append(judged)
    return Kept((*records, *_relations(ledger, versions)), tuple(over), tuple(left))


def _is_correction(statement: Statement) -> bool:
    """Whether a person said it of a report; what a table that is a person's own states has other grounds."""
    return statement.by_person and any(grounds.origin == "person" for grounds in statement.derived)


def _values(statements: Sequence[Statement], field: str) -> list[object]:
    return [s.value for s in sorted(statements, key=lambda s: s.order) if s.field == field]


def _matches(before: Sequence[Statement], after: Sequence[Statement]) -> dict[str, Statement]:
    """The statement that each earlier one is now: of its value, else the one at its place if there are as many."""
    found: dict[str, Statement] = {}
    for old in before:
        here = [s for s in after if s.field == old.field]
        same = [s for s in here if s.value == old.value]
        as_many = len(here) == sum((s.field, s.extraction) == (old.field, old.extraction) for s in before)
        same += [s for s in here if as_many and s.order == old.order]
        if same:
            found[old.id] = same[0]
    return found


def _said_of(said: Statement, version: Version, matches: Mapping[str, Statement]) -> Statement:
    """A person's statement of the later version, resting on the words that the corrected value has there."""
    now = matches.get(said.replaces or "")
    return replace(
        said, document=version.new, report=version.new_report, replaces=now.id if now else said.replaces,
        spans=now.spans if now else (), id="",
    )  # fmt: skip


def _judged(
    review: Review, version: Version, before: Sequence[Statement], matches: Mapping[str, Statement]
) -> Review | None:
    """A review of the later version; None if it is of a value that the later version does not have."""
    if review.field is None:
        return replace(
            review, document=version.new, report=version.new_report, spans=(), statement=None, supersedes=None, id=""
        )
    old = next((s for s in before if s.id == review.statement), None)
    now = matches.get(old.id) if old else None
    if old is None or now is None or now.value != old.value:
        return None
    return replace(
        review, document=version.new, report=version.new_report, spans=now.spans, statement=now.id, supersedes=None,
        id="",
    )  # fmt: skip


def _relations(ledger: Ledger, versions: Collection[Version]) -> list[Record]:
    """What people decided of pairs of reports, of the later versions."""
    reports = {version.old_report: version.new_report for version in versions}
    decided = resolve.decisions(ledger.relations(list(reports))).values() if reports else ()
    return [
        replace(said, a=reports.get(said.a, said.a), b=reports.get(said.b, said.b), supersedes=None, id="")
        for said in decided
        if said.by_person
    ]
