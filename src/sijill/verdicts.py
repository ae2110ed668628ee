"""Reviewing a ledger: what to look at, what a person says of it, and taking that back. `review` meets the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sijill import pipeline, resolve, review
from sijill.errors import BadInput, UnknownName
from sijill.lang import pack as languages
from sijill.model import vocabulary
from sijill.model.records import PERSON, Derived, Review, Statement, taken_back, undoing
from sijill.model.text import Document, Span
from sijill.model.values import Json, Place, Range, When, checked
from sijill.model.views import Report
from sijill.review import Agreement, Item

if TYPE_CHECKING:
    from sijill.store import Added, Ledger
    from sijill.theatre import Theatre

UNKNOWN = ("?", "-", "unknown", "not known")
"""What stands for "this is not known" where a value is typed."""


# -- what to look at ----------------------------------------------------------------------------------------------


def queue(ledger: Ledger, theatre: Theatre, *, second_by: str | None = None) -> list[Item]:
    """The reports that wait for a person, the most doubtful first; see `sijill.review.queue`.

    second_by: the name of a reviewer, to give what others have judged and this one has not.
    Rows of imported tables and notes are people's own words and do not wait.
    """
    superseded = ledger.superseded()
    runs = list(ledger.extractions())
    names = list(dict.fromkeys(run.document for run in runs if run.step == "extract"))
    names = [name for name in names if name not in superseded]
    documents = {document.id: document for document in ledger.documents(names)}
    statements, reviews = list(ledger.statements(documents=names)), list(ledger.reviews(names))
    told = resolve.reports(statements, runs, reviews, with_rejected=second_by is not None)
    relations = list(ledger.relations())
    incidents = resolve.incidents(told, relations, documents=documents, owner_of=theatre.owner_of)
    return review.queue(
        told,
        judged=resolve.judged(statements, runs, reviews),
        incident_of={report.id: incident.id for incident in incidents for report in incident.reports},
        apart={p for p, said in resolve.decisions(relations).items() if said.verdict in ("DISTINCT", "PART_OF")},
        own={id for id, document in documents.items() if document.is_note},
        second_by=f"{PERSON}{second_by}" if second_by else None,
    )


def look(ledger: Ledger, id: str) -> tuple[Report, Document]:
    """One report as it stands now, even if it is rejected, and its document. Raises UnknownName if it is gone."""
    name = ledger.documents_of([id]).get(id)
    if name is not None:
        told = resolve.reports(
            ledger.statements(documents=[name]), ledger.extractions([name]), ledger.reviews([name]), with_rejected=True
        )
        for report in told:
            if report.id == id:
                return report, ledger.document(name)
    raise UnknownName(f"report {id} is not in ledger {ledger.name} any more; see `sijill review --json`")


def agreement(ledger: Ledger) -> list[Agreement]:
    """How far every two reviewers of a ledger agree; see `sijill.review.agreement`."""
    reviews = list(ledger.reviews())
    names = {one.document for one in reviews}
    statements = list(ledger.statements(documents=names))
    machines = [s for s in statements if not s.by_person]
    told = resolve.reports(machines, ledger.extractions(names), [], with_rejected=True)
    return review.agreement(review.decisions(told, statements, reviews))


# -- what a person says -------------------------------------------------------------------------------------------


def accept(ledger: Ledger, report: str, *, author: str, now: datetime) -> Added:
    """Say that a report is right as it stands."""
    return pipeline.judge(ledger, report, "accept", author=author, now=now)


def reject(ledger: Ledger, report: str, *, author: str, now: datetime) -> Added:
    """Say that a report tells of no incident; it is out of every count."""
    return pipeline.judge(ledger, report, "reject", author=author, now=now)


def correct(ledger: Ledger, theatre: Theatre, id: str, field: str, words: str, *, author: str, now: datetime) -> Report:
    """Give a field the value that is typed as in a note, such as "2 killed" or "21 Dec"; the report as it is then.

    "?" says that the value is not known. Of a field that holds several, all typed take the place of all told.
    Raises BadInput if no value for the field can be read, and then adds nothing.
    """
    report, document = look(ledger, id)
    values = _values(field, words, report, document, theatre)
    standing = report.fields.get(field, ())
    several = vocabulary.FIELDS[report.family][field]
    records, by = [], f"{PERSON}{author}"
    for n in range(max(len(values), len(standing) if several else 1)):
        old = standing[n] if n < len(standing) else None
        value = values[n] if n < len(values) else None
        checked(report.family, field, value)
        if old is not None and old.value == value and (not old.by_person or old.by == by):
            continue
        why = (Derived("person", f"typed {words.strip()!r}"),)
        spans, replaced = (old.spans, old.id) if old else ((), None)
        records.append(
            Statement(
                document.id,
                report.id,
                report.family,
                field,
                value,
                by,
                spans,
                why,
                replaces=replaced,
                order=0 if old else n,
            )
        )
    if records:
        ledger.add([*records, *pipeline.said_again(ledger, records)], author=author, now=now)
    return look(ledger, id)[0]


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the decision in words, and the report it was about."""

    words: str
    report: str


def undo(ledger: Ledger, *, author: str, now: datetime) -> Undone | None:
    """Take back this person's last decision that stands: a verdict or a correction. None if there is none.

    Nothing is deleted: the undo is a record too. Merges and splits are taken back by `sijill split` and `merge`.
    """
    from sijill.store import decided

    groups = decided(ledger, f"{PERSON}{author}")
    kinds = {said.id: said for group in groups for said in group}
    names = {said.document for said in kinds.values()}
    reviews = list(ledger.reviews(names))
    gone = taken_back(reviews)
    for group in reversed(groups):
        last = [said for said in group if said.id not in gone and _decides(said, kinds)]
        if last:
            ledger.add([undoing(said, reviews) for said in last], author=author, now=now)
            return Undone(_in_words(last[0], kinds), last[0].report)
    return None


def _decides(said: Statement | Review, known: Mapping[str, Statement | Review]) -> bool:
    """Whether a record says something about the world: any but an undo, and an undo of an undo, which says it again."""
    if isinstance(said, Statement) or said.verdict != "undo":
        return True
    undone = known.get(said.undoes or "")
    return isinstance(undone, Review) and undone.verdict == "undo"


def _in_words(said: Statement | Review, known: Mapping[str, Statement | Review]) -> str:
    if isinstance(said, Statement):
        names = {shown.field: shown.words for shown in review.FIELDS}
        return f"the correction of {names.get(said.field, said.field)} to {review.in_words(said.field, said.value)}"
    if said.verdict == "undo":
        below = known[known[said.undoes or ""].undoes or ""]  # type: ignore[union-attr]  # an undo of an undo
        return _in_words(below, known)
    return f"the word {said.verdict!r}" + (f" on {said.field}" if said.field else "")


# -- typed values -------------------------------------------------------------------------------------------------

_CLOSED = {"kind": vocabulary.KINDS, "status": vocabulary.STATUSES}


def _values(field: str, words: str, report: Report, document: Document, theatre: Theatre) -> list[Json]:
    """The values of one field that typed words tell. Raises BadInput if there are none."""
    if field not in {shown.field for shown in review.FIELDS}:
        raise BadInput(f"{field!r} cannot be typed; choose one of: {', '.join(s.field for s in review.FIELDS)}")
    typed = " ".join(words.split())
    if typed.casefold() in UNKNOWN:
        return [None]
    if field in _CLOSED and (value := _closed(typed, _CLOSED[field])):
        return [value]
    if field == "when" and (when := _iso(typed)):
        return [when.to_json()]
    if field == "place" and (named := re.fullmatch(r'["“](.+)["”]', typed)):
        return [Place(named[1].strip(), as_written=named[1].strip()).to_json()]
    if field in ("killed", "wounded") and typed.isdecimal():
        return [Range.exactly(int(typed)).to_json()]
    for lead, line in _lines(field, typed, report):
        if found := _read(field, lead + line, len(lead), document, theatre):
            return found
    raise BadInput(f"no {field} can be read from {typed!r}; write {_like(field, theatre)}; ? for not known")


def _like(field: str, theatre: Theatre) -> str:
    """What may be typed for a field."""
    near = next(iter(theatre.admin1_order()), "a town")
    return {
        "when": "21 Dec, 21 Dec 2020, 2020-12-21, or 2020-12 for the month",
        "place": f'{near} or another name that the gazetteer knows, or "Name" in quotes to keep it without a point',
        "kind": "one of: " + ", ".join(vocabulary.KINDS),
        "weapons": "rocket, or IED, or rocket and drone",
        "targets": "convoy, or US embassy, or police",
        "killed": "2, 2 killed, at least 3 killed, or none killed",
        "wounded": "2, 2 wounded, 3 to 5 wounded, or no casualties",
        "perpetrators": "the actor's name, or claimed by it, or blamed on it",
        "status": "one of: " + ", ".join(vocabulary.STATUSES),
    }[field]


def _closed(typed: str, choices: Sequence[str]) -> str | None:
    word = typed.casefold().replace(" ", "_").replace("-", "_")
    if word in choices:
        return word
    begun = [choice for choice in choices if choice.startswith(word)]
    return begun[0] if len(begun) == 1 else None


def _iso(typed: str) -> When | None:
    try:
        if re.fullmatch(r"\d{4}-\d\d", typed):
            return When.month(int(typed[:4]), int(typed[5:]))
        return When.day(date.fromisoformat(typed)) if re.fullmatch(r"\d{4}-\d\d-\d\d", typed) else None
    except ValueError as error:
        raise BadInput(f"{typed!r} is no day of the calendar ({error})") from None


def _lines(field: str, typed: str, report: Report) -> Iterator[tuple[str, str]]:
    """Lines that a note could be, in two parts: what is put before, and what is typed.

    A note without a deed tells nothing, so one is put before; its own words are not taken for what is typed.
    """
    if field in ("killed", "wounded"):
        open_ = re.fullmatch(r"(\d+)\s*\+", typed)
        typed = f"at least {open_[1]}" if open_ else typed
        yield "attack, ", f"{typed} {field}"
    if field in ("weapons", "kind"):
        yield "", typed
    for deed in ("attack", *_deeds(report)):
        yield f"{deed}, ", typed
        if field == "when":
            yield f"{deed}, on ", typed
        if field == "perpetrators":
            yield f"{deed} by ", typed
            yield f"{deed}, claimed by ", typed


def _deeds(report: Report) -> list[str]:
    """The document's own words for what was done, which are of its language: typed Arabic is read beside them."""
    spans: list[Span] = [span for name in ("weapons", "kind") for s in report.fields.get(name, ()) for span in s.spans]
    return list(dict.fromkeys(span.quote for span in spans))[:2]


def _read(field: str, line: str, start: int, document: Document, theatre: Theatre) -> list[Json]:
    """What the reader of notes reads for a field in what is typed, which begins at `start` of the line.

    It is dated as if written when the document was published.
    """
    from sijill.extract import RulesExtractor
    from sijill.ingest import language_of

    language = language_of(line)
    if language not in languages.installed():
        return []
    typed = Document(line, language, document.published or document.captured, given_id=f"{pipeline.NOTE}typed")
    reading = pipeline.read(typed, RulesExtractor(theatre))
    told = [report for report in reading.reports if report.family == "incident"]
    if len(told) != 1:
        return []
    return [s.value for s in told[0].fields.get(field, ()) if any(span.end > start for span in s.spans)]
