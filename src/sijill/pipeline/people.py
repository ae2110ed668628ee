"""What people say: which reports are one incident, what is right, what is rejected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from sijill import resolve
from sijill.errors import BadInput, UnknownName
from sijill.model.records import (
    PERSON,
    Derived,
    Record,
    Relation,
    Review,
    Statement,
    taken_back,
    undoing,
)
from sijill.model.text import NOTE, Document
from sijill.model.values import Json, checked
from sijill.model.views import Incident, Report
from sijill.pipeline.reading import add, read
from sijill.pipeline.views import fold, reports_of
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.store import Added, Ledger

_BETWEEN: Final = re.compile(r"[,،;؛\n]|\s[-–—]\s")
_FAMILIES: Final = {
    "total": "a total that a text states",
    "interaction": "an interaction, which `sijill timeline --only interaction` shows",
    "tie": "a tie between actors, which `sijill network` shows",
    "actor": "an actor of the register, which `sijill actor` shows",
}


def incident_of(ledger: Ledger, theatre: Theatre, prefix: str) -> Incident:
    """The incident that an id (or its beginning) of it or of any of its reports names."""
    found = ledger.find(prefix)
    if found.kind != "report":
        raise UnknownName(f"{prefix!r} names a document; give the id of an incident or of a report")
    folded = fold(ledger, theatre, reports=sorted(ledger.closure([found.id])))
    for incident in folded.incidents:
        if found.id in (report.id for report in incident.reports):
            return incident
    raise UnknownName(_no_incident(ledger, found.id))


def _no_incident(ledger: Ledger, id: str) -> str:
    """Why a report tells of no incident: it was rejected (by whom, when, why), or tells of something else."""
    document = ledger.documents_of([id])[id]
    report = next((r for r in reports_of(ledger, [document], with_rejected=True) if r.id == id), None)
    said = f"report {id} tells of no incident that stands"
    if report is not None and report.family != "incident":
        return f"{said}: it tells of {_FAMILIES.get(report.family, report.family)}"
    if document in ledger.superseded():
        later = [d.id for d in ledger.documents() if d.supersedes == document]
        named = ", ".join(ledger.report_ids(later)) or f"document {later[0]}"
        return f"{said}: a later version of its text stands in its place, {named}"
    records = [(envelope.at, one) for envelope, one in ledger.records(["review"]) if isinstance(one, Review)]
    gone = taken_back([one for _, one in records if one.document == document])
    here = [(at, one) for at, one in records if (one.report, one.field) == (id, None) and one.id not in gone]
    decided = [(at, one) for at, one in here if one.verdict != "undo"]
    if report is not None and decided and decided[-1][1].verdict == "reject":
        at, one = decided[-1]
        why = f": {one.note}" if one.note else ""
        return f"{said}: {one.by.removeprefix(PERSON)} rejected it on {at[:10]}{why}"
    return f"{said}: the newest reading of its text no longer finds it"


def relate(
    ledger: Ledger,
    theatre: Theatre,
    first: str,
    others: Sequence[str],
    verdict: str,
    *,
    author: str,
    now: datetime,
    note: str = "",
) -> Added:
    """Say that incidents are the SAME, DISTINCT or PART_OF another: a person's word, which outranks any matcher.

    DISTINCT between reports of one incident splits it; SAME between two incidents merges them.
    Raises UnknownName, and adds nothing, where two names are of one report.
    """
    records: list[Record] = []
    head = incident_of(ledger, theatre, first)
    for other in others:
        tail = incident_of(ledger, theatre, other)
        if verdict != "DISTINCT" and ledger.find(first).id == ledger.find(other).id:
            raise UnknownName(_one_name(first, other))
        if verdict == "SAME" and head.id == tail.id:
            # They are one already: a merge said again adds nothing.
            continue
        if verdict == "DISTINCT":
            pairs = _apart(ledger, head, ledger.find(first).id, ledger.find(other).id)
        else:
            pairs = [(head.reports[0].id, tail.reports[0].id)]
            if verdict == "SAME":
                pairs += _held_apart(ledger, head, tail)
        pairs = [(a, b) for a, b in pairs if a != b]
        if not pairs:
            raise UnknownName(_one_name(first, other))
        for a, b in pairs:
            records.append(_decided(ledger, a, b, verdict, author=author, note=note))
    return ledger.add(records, author=author, now=now)


def _one_name(first: str, other: str) -> str:
    return f"{first!r} and {other!r} name the same report; name two that differ"


def _held_apart(ledger: Ledger, head: Incident, tail: Incident) -> list[tuple[str, str]]:
    """Pairs across two incidents that a person has held DISTINCT: to merge the two, each must be taken back."""
    ours, theirs = {r.id for r in head.reports}, {r.id for r in tail.reports}
    standing = resolve.decisions(ledger.relations([*ours, *theirs]))
    return [
        (said.a, said.b)
        for said in standing.values()
        if said.by_person and said.verdict == "DISTINCT" and len(said.pair & ours) == 1 and len(said.pair & theirs) == 1
    ]


def _apart(ledger: Ledger, incident: Incident, first: str, other: str) -> list[tuple[str, str]]:
    """To take one report out of an incident, it must be DISTINCT from every other member."""
    members = [report.id for report in incident.reports]
    if other not in members:
        return [(first, other)]
    return [(member, other) for member in members if member != other]


def _decided(ledger: Ledger, a: str, b: str, verdict: str, *, author: str, note: str) -> Relation:
    standing = resolve.decisions(ledger.relations([a, b])).get(frozenset((a, b)))
    supersedes = standing.id if standing is not None and standing.by_person else None
    return Relation(a, b, verdict, f"{PERSON}{author}", reasons=(note,) if note else (), supersedes=supersedes)


def correct(
    ledger: Ledger,
    report: str,
    field: str,
    value: Json,
    *,
    author: str,
    now: datetime,
    note: str = "",
    replaces: str | None = None,
) -> Added:
    """Say that one field of a report has another value (None: not known). Survives every new extraction."""
    found = ledger.find(report)
    if found.kind != "report":
        raise UnknownName(f"{report!r} names a document; give the id of a report")
    document = ledger.documents_of([found.id])[found.id]
    current = next((r for r in reports_of(ledger, [document]) if r.id == found.id), None)
    standing = current.fields.get(field, ()) if current else ()
    checked(current.family if current else "incident", field, value)
    old = next((s for s in standing if s.id == replaces), standing[0] if standing and replaces is None else None)
    statement = Statement(
        document, found.id, current.family if current else "incident", field, value, f"{PERSON}{author}",
        spans=old.spans if old else (), derived=(Derived("person", note or "corrected"),),
        replaces=old.id if old else None,
    )  # fmt: skip
    return ledger.add([statement, *said_again(ledger, [statement])], author=author, now=now)


def said_again(ledger: Ledger, statements: Sequence[Statement]) -> list[Review]:
    """What lets statements stand that their author has said and taken back before: their undo is undone."""
    reviews = list(ledger.reviews({s.document for s in statements}))
    gone = taken_back(reviews)
    standing = {review.undoes: review for review in reviews if review.undoes and review.id not in gone}
    return [undoing(standing[s.id], reviews) for s in statements if s.id in gone]


def judge(
    ledger: Ledger,
    report: str,
    verdict: str,
    *,
    author: str,
    now: datetime,
    field: str | None = None,
    note: str | None = None,
) -> Added:
    """Accept or reject a whole report, or one field of it. Raises BadRecord if there is no such field."""
    found = ledger.find(report)
    document = ledger.documents_of([found.id])[found.id]
    current = next((r for r in reports_of(ledger, [document], with_rejected=True) if r.id == found.id), None)
    if field is not None:
        checked(current.family if current else "incident", field, None)
    standing = current.fields.get(field, ()) if current and field else ()
    opening = (current.opening,) if current and current.opening else ()
    # A field that has several values is judged as a whole: each of them.
    reviews = [
        Review(
            document, found.id, verdict, f"{PERSON}{author}", field, said.value if said else None,
            said.spans if said and said.spans else opening, said.id if said else None, note,
        )
        for said in (standing if verdict == "reject" and standing else standing[:1] or (None,))
    ]  # fmt: skip
    return ledger.add([_after_others(ledger, review) for review in reviews], author=author, now=now)


def _after_others(ledger: Ledger, review: Review) -> Review:
    """The review as it is to be added: the one that decides now if it says the same, else one that supersedes."""
    reviews = list(ledger.reviews([review.document]))
    gone = taken_back(reviews)
    here = [r for r in reviews if r.verdict != "undo" and (r.report, r.field) == (review.report, review.field)]
    standing = [r for r in here if r.id not in gone]
    if standing and replace(review, supersedes=standing[-1].supersedes, id="") == standing[-1]:
        return standing[-1]
    own = [r for r in here if r.by == review.by]
    return replace(review, supersedes=own[-1].id, id="") if own else review


def note(
    ledger: Ledger,
    text: str,
    theatre: Theatre,
    *,
    author: str,
    now: datetime,
    url: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    date_order: str | None = None,
) -> list[Report]:
    """Add one attack told in a line of an analyst's own; give the reports read from it.

    author: who adds it. byline: the name that a published post cites it by, None for none. date_order: dmy or mdy, of
    a date in figures of which either is possible; the theatre's if not given. It is kept with the note.
    Raises BadInput if no attack can be read from the line, and then adds nothing.
    """
    from sijill.extract import RulesExtractor
    from sijill.ingest import language_of
    from sijill.model.records import content_id

    local = now.astimezone(theatre.timezone)
    order = f"{date_order}:" if date_order else ""
    document = Document(
        text, language_of(text), local, url, author=byline, outlet=outlet, captured=now,
        given_id=f"{NOTE}{order}{content_id('note', [text, url])[:12]}",
        id=content_id("note", [text, url, outlet, *filter(None, [order])]),
    )  # fmt: skip
    extractor = RulesExtractor(theatre)
    reading = read(document, extractor)
    told = [r for r in reading.reports if r.family == "incident"]
    if not told:
        raise BadInput(
            f"no attack can be read from {text!r}; name a weapon or deed and a place, "
            "such as 'IED, convoy, Babil, 21 Dec, 1 wounded'"
        )
    list(add(ledger, [document], extractor, author=author, now=now))
    return told


def otherwise_dated(report: Report) -> tuple[str, bool, str] | None:
    """How the figures of a note's date were read, if they may be read otherwise: the words, day first, the other day.

    The other day is as YYYY-MM-DD. "5/4/2021" may be 5 April or 4 May; "13/4/2021" and "4/4/2021" are one day.
    """
    from sijill.extract.notes import figures

    for said in report.fields.get("when", ()):
        for span in said.spans:
            told = figures(span.quote)
            if told and said.value and said.value["precision"] == "day":
                day = date.fromisoformat(said.value["start"])
                return span.quote, (day.day, day.month) == told, date(day.year, day.day, day.month).isoformat()
    return None


def unconfirmed_tolls(report: Report) -> dict[str, int | None]:
    """The tolls that a note hedges ("possibly 3 killed"), by killed or wounded: the most, None if that is open."""
    from sijill.extract.notes import UNCONFIRMED

    return {
        of: said.value["high"]
        for of in ("killed", "wounded")
        for said in report.fields.get(of, ())
        if said.value and UNCONFIRMED in said.derived
    }


def unread_of_note(text: str, reports: Sequence[Report]) -> list[str]:
    """The parts of a note, between its commas or dashes, of which no word was read into any of its reports."""
    spans = [span for report in reports for said in report.statements() for span in said.spans]
    edges = [0, *(edge for found in _BETWEEN.finditer(text) for edge in found.span()), len(text)]
    parts = zip(edges[::2], edges[1::2], strict=True)
    left = [text[a:b].strip() for a, b in parts if not any(s.start < b and a < s.end for s in spans)]
    return [part for part in left if any(map(str.isalnum, part))]
