"""The one place where the steps meet the ledger: read, add, fold, count, merge, correct, publish."""

from __future__ import annotations

import functools
import gc
import itertools
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill import resolve
from sijill.errors import BadInput, LedgerError, LimitReached, ModelError, UnknownName
from sijill.lang import pack as languages
from sijill.model.records import (
    PERSON,
    Derived,
    Extraction,
    Record,
    Relation,
    Review,
    Statement,
    taken_back,
    undoing,
)
from sijill.model.tables import Table
from sijill.model.text import Document
from sijill.model.values import Json, When, checked
from sijill.model.views import Check, Incident, Report
from sijill.theatre import Theatre
from sijill.theatre import load as load_theatre

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.extract import Extractor
    from sijill.publish.post import Moment, PostData
    from sijill.stats import Comparison
    from sijill.store import Added, Frame, FrameKey, Ledger

FOLD = "3"
"""Raise it whenever folding changes: frames are then made anew."""
BATCH = 200
"""Documents that `add` writes at a time: a run that is stopped loses no more."""


# -- one document -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document tells. statements: of extraction and geocoding, ready for a ledger."""

    document: Document
    statements: tuple[Statement, ...]
    extractions: tuple[Extraction, ...]
    reports: tuple[Report, ...]
    checks: tuple[Check, ...]


def read(document: Document, extractor: Extractor) -> Reading:
    """Read one document: extract, geocode, fold into reports, check its own arithmetic."""
    from sijill import geocode, reconcile

    theatre = extractor.theatre
    told = list(extractor.extract(document))
    placed = list(geocode.resolve(told, theatre, document.language or "en"))
    runs = [extractor.extraction(document), Extraction(document.id, "geocode", geocode.VERSION, theatre.hash)]
    reports = resolve.reports([*told, *placed], runs, [])
    checks = reconcile.check(reports, side_of=theatre.side_of)
    return Reading(document, (*told, *placed), tuple(runs), tuple(reports), tuple(checks))


def place_mentions(document: Document, theatre: Theatre) -> list[dict[str, Json]]:
    """Every place name in the text, used or not, in the contract's form."""
    from sijill import extract, geocode

    return geocode.located(extract.place_names(document, theatre))


# -- into the ledger ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to one document on its way in.

    state: new, reread or known; unread: kept, but in a language that no pack reads yet, named by `message`; copy: kept,
    and linked as a copy to the document that `message` names; failed or left: not kept, so that the next run tries it
    again, and `message` says why.
    """

    document: str
    title: str
    state: str
    n_incidents: int = 0
    message: str = ""


def add(
    ledger: Ledger, documents: Iterable[Document], extractor: Extractor, *, author: str, now: datetime
) -> Generator[Step, None, None]:
    """Add documents and what they tell; give what happened to each. A rerun adds nothing.

    A document that this extractor has read last is known; one that an older version, or another extractor, has read
    since is read again, and its reports keep their ids. Documents are written in batches; when the run is stopped,
    what waits is written, so that a later run goes on from there. Near-identical copies are linked, whichever came
    first.
    """
    waiting = _Waiting(ledger, author, now)
    try:
        yield from _added(ledger, documents, extractor, waiting)
        yield from waiting.written()
    except (KeyboardInterrupt, GeneratorExit):
        waiting.save()
        raise


class _Waiting:
    """The records of documents that are read and not yet written."""

    def __init__(self, ledger: Ledger, author: str, now: datetime) -> None:
        self.ledger, self.author, self.now = ledger, author, now
        self.records: list[Record] = []
        self.newest: dict[str, Document] = {}
        """The latest version of each address among them."""

    def save(self) -> bool:
        """Write them, all or none; whether there were any."""
        if not self.records:
            return False
        self.ledger.add(self.records, author=self.author, now=self.now)
        self.records = []
        self.newest.clear()
        return True

    def written(self) -> Iterator[Step]:
        """Write them; give the copies that were found among them."""
        if self.save():
            yield from link_copies(self.ledger, author=self.author, now=self.now)


def _added(ledger: Ledger, documents: Iterable[Document], extractor: Extractor, waiting: _Waiting) -> Iterator[Step]:
    n_waiting = 0
    for document, runs in _with_runs(ledger, documents):
        run = extractor.extraction(document)
        if _is_again(next((r for r in reversed(runs) if r.step == run.step), None), run):
            yield Step(document.id, _title(document), "known")
            continue
        known = (waiting.newest.get(document.url) or ledger.document_at(document.url)) if document.url else None
        # The same text under another day of publication is a later version too: counted beside it, it would double.
        if not runs and known is not None and known.id != document.id:
            document = replace(document, supersedes=known.id, id=document.id)
        try:
            reading = read(document, extractor)
        except ModelError as error:
            state = "left" if isinstance(error, LimitReached) else "failed"
            yield Step(document.id, _title(document), state, message=str(error))
            continue
        if document.url:
            waiting.newest[document.url] = document
        reading = _after(reading, runs)
        statements: Sequence[Statement] = reading.statements
        if runs:
            statements = resolve.inherit(statements, reports_of(ledger, [document.id], with_rejected=True))
        waiting.records += [document, *reading.extractions, *statements]
        n_waiting += 1
        if n_waiting >= BATCH:
            yield from waiting.written()
            n_waiting = 0
        if document.language not in languages.installed() and extractor.name == "rules":
            yield Step(document.id, _title(document), "unread", message=str(document.language))
            continue
        n = sum(r.family == "incident" for r in reading.reports)
        yield Step(document.id, _title(document), "reread" if runs else "new", n)


def _with_runs(ledger: Ledger, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Extraction]]]:
    """Each document with its extractions. Known ones are asked for together, new ones one by one, as they come."""
    left, size = iter(documents), 1
    while part := list(itertools.islice(left, size)):
        runs: dict[str, list[Extraction]] = {}
        for run in ledger.extractions([document.id for document in part]):
            runs.setdefault(run.document, []).append(run)
        yield from ((document, runs.get(document.id, [])) for document in part)
        size = min(2 * size, BATCH) if all(document.id in runs for document in part) else 1


# -- copies -------------------------------------------------------------------------------------------------------


def link_copies(ledger: Ledger, *, author: str, now: datetime) -> Iterator[Step]:
    """Look through the documents that came since the last time for near-identical copies, and link each to its origin.

    A link is a Relation COPY_OF between two documents; both are kept as they are. See sijill.ingest.copies.
    """
    from sijill.ingest import copies
    from sijill.store import CopyIndex

    steps: list[Step] = []
    with CopyIndex.beside(ledger.path or str(ledger.url)) as index:
        links: list[Record] = []
        if index.last is not None and not any(
            (envelope.seq, envelope.id) == index.last
            for envelope, _ in ledger.records(["document"], since=index.last[0] - 1, as_of=index.last[0])
        ):
            index.clear()  # it is of another ledger that lay here
        for envelope, document in ledger.records(["document"], since=index.last[0] if index.last else 0):
            assert isinstance(document, Document)  # noqa: S101  no other kind was asked for
            keys = copies.bands(document)
            near = index.near(keys)
            index.put(document.id, keys, seq=envelope.seq)
            groups: set[str] = set()
            others = {d.id: d for d in ledger.documents([id for id, _ in near])} if near else {}
            for id, group in near:
                score = None if group in groups or id not in others else copies.likeness(document, others[id])
                if score is not None:
                    groups.add(group)
                    copy, origin = resolve.earlier(document, others[id])
                    links.append(Relation(copy.id, origin.id, "COPY_OF", copies.BY, score=score))
                    steps.append(Step(copy.id, _title(copy), "copy", message=origin.id))
                    index.join(document.id, id)
        if links:
            ledger.add(links, author=author, now=now)
    yield from steps


def copies_of(ledger: Ledger, *, as_of: int | None = None) -> dict[str, str]:
    """The document that each copy in the ledger is a copy of: of each group, the one that was published first."""
    ids = sorted(ledger.copied(as_of=as_of))
    documents = list(ledger.documents(ids, as_of=as_of))
    return resolve.origins(ledger.relations(ids, as_of=as_of), documents, superseded=ledger.superseded(as_of=as_of))


_AGAIN = " again "
"""Stands in the version of a run that was made before, with another after it: the newest run is the one that holds."""


def _is_again(said: Extraction | None, run: Extraction) -> bool:
    """Whether a run is this one, or this one made again."""
    if said is None or (said.step, said.packs) != (run.step, run.packs):
        return False
    return said.version == run.version or said.version.startswith(run.version + _AGAIN)


def _after(reading: Reading, runs: Sequence[Extraction]) -> Reading:
    """The reading with runs that come after the earlier ones: one that was made before another gets a new name."""
    stamps: dict[str | None, Extraction] = {}
    for run in reading.extractions:
        before = [r for r in runs if r.step == run.step]
        n = sum(_is_again(r, run) for r in before)
        if n and _is_again(before[-1], run):
            stamps[run.id] = before[-1]
        elif n:
            stamps[run.id] = replace(run, version=f"{run.version}{_AGAIN}{n}", id="")
    if all(stamp.id == id for id, stamp in stamps.items()):
        return reading
    ids: dict[str | None, str] = {}
    told = []
    for said in reading.statements:
        stamp = stamps.get(said.extraction)
        moved = replace(
            said,
            extraction=stamp.id if stamp else said.extraction,
            replaces=ids.get(said.replaces, said.replaces),
            id="",
        )
        ids[said.id] = moved.id
        told.append(moved)
    return replace(
        reading, statements=tuple(told), extractions=tuple(stamps.get(run.id, run) for run in reading.extractions)
    )


def _title(document: Document) -> str:
    return document.title or document.given_id or first_words(document)


def first_words(document: Document) -> str:
    """How a document without a title is called."""
    words = " ".join(document.text.split())
    return words if len(words) <= 60 else words[:60].rpartition(" ")[0] + "…"


def reports_of(
    ledger: Ledger, documents: Sequence[str], *, with_rejected: bool = False, as_of: int | None = None
) -> list[Report]:
    return resolve.reports(
        ledger.statements(documents=documents, as_of=as_of),
        ledger.extractions(documents, as_of=as_of),
        ledger.reviews(documents, as_of=as_of),
        with_rejected=with_rejected,
    )


# -- views --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Folded:
    """Incidents with what they rest on."""

    incidents: list[Incident]
    documents: dict[str, Document]
    rows: list[dict[str, Json]]


def fold(ledger: Ledger, theatre: Theatre, *, reports: Sequence[str] | None = None, as_of: int | None = None) -> Folded:
    """Fold reports (all, or whole clusters of some) into incidents and frame rows, as of a sequence number."""
    ids = list(reports) if reports is not None else ledger.report_ids(as_of=as_of)
    if reports is not None:
        seqs = ledger.seqs(ids)
        ids = sorted((id for id in ids if id in seqs), key=seqs.__getitem__)
    names = sorted(set(ledger.documents_of(ids, as_of=as_of).values()))
    documents = {d.id: d for d in ledger.documents(names, as_of=as_of)}
    superseded = ledger.superseded(as_of=as_of)
    wanted = set(ids)
    statements = list(ledger.statements(documents=names, as_of=as_of))
    runs = list(ledger.extractions(names, as_of=as_of))
    reviews = list(ledger.reviews(names, as_of=as_of))
    here = [r for r in resolve.reports(statements, runs, reviews) if r.id in wanted and r.document not in superseded]
    found = resolve.incidents(here, ledger.relations(ids, as_of=as_of), documents=documents, owner_of=theatre.owner_of)
    rows = resolve.frame_rows(
        found,
        documents=documents,
        side_of=theatre.side_of,
        seqs=ledger.seqs(ids),
        accepted=resolve.accepted(statements, runs, reviews),
    )
    return Folded(found, documents, list(rows))


def frame(where: str, theatre: Theatre, *, as_of: int | None = None) -> Frame:
    """The frame beside the ledger, fresh: only what records since the last count touch is folded again."""
    from sijill.store import Frame, FrameKey

    kept = Frame.beside(where)
    before = kept.key
    now = FrameKey(_last_seq(where), FOLD, frame_theatre(theatre))
    if before == now:
        return kept
    from sijill.store import Ledger

    with Ledger.open(where, create=False) as ledger:
        now = replace(now, seq=ledger.last_seq())
        if before is None or (before.code, before.theatre) != (now.code, now.theatre) or before.seq > now.seq:
            # Folding makes no cycles: at a million reports the collector costs a third of the time for nothing.
            gc.disable()
            try:
                kept.write((row for ids in ledger.groups() for row in fold(ledger, theatre, reports=ids).rows), now)
            finally:
                gc.enable()
        elif not _patch(ledger, kept, theatre, before, now):
            return frame(where, theatre)
    return kept


def _last_seq(where: str) -> int:
    """The ledger's last sequence number, without SQLAlchemy where a file will do: a count must start fast."""
    from sijill.store import last_seq_of

    if "://" not in where:
        return last_seq_of(where)
    from sijill.store import Ledger

    with Ledger.open(where, create=False) as ledger:
        return ledger.last_seq()


def _patch(ledger: Ledger, kept: Frame, theatre: Theatre, before: FrameKey, now: FrameKey) -> bool:
    touched, documents = ledger.touched(before.seq)
    documents |= {d.supersedes for d in ledger.documents(documents) if d.supersedes}
    ids = ledger.closure(touched | set(ledger.report_ids(documents)))
    return kept.patch(fold(ledger, theatre, reports=sorted(ids)).rows, ids, now, since=before)


def frame_theatre(theatre: Theatre) -> str:
    """How a frame names the theatre that it was folded with."""
    return f"{theatre.reference}:{theatre.hash}"


def theatre_of(where: str) -> str:
    """The theatre that a ledger was last read with. Raises UnknownName if it has been read with none."""
    from sijill.store import Frame

    key = Frame.beside(where).key
    if key is not None:
        return key.theatre.rpartition(":")[0]
    from sijill.store import Ledger

    with Ledger.open(where, create=False) as ledger:
        runs = list(ledger.extractions())
    named = [run.packs.rpartition(":")[0] for run in runs if ":" in run.packs]
    return named[-1] if named else "world"


def count(
    place: str,
    *,
    theatre: Theatre,
    codebook: Codebook,
    today: date,
    as_of: int | datetime | None = None,
    **choices: Any,
) -> tuple[Table, dict[str, int]]:
    """Count incidents or people; give the table, and how many incidents the codebook leaves out, by reason.

    place: the ledger's path or URL. as_of: a sequence number or an aware moment; None is now.
    choices: of sijill.stats.count.
    """
    from sijill import stats
    from sijill.store import Frame, FrameKey

    def counted(kept: Frame, seq: int) -> tuple[Table, dict[str, int]]:
        with kept.connect() as connection:
            orders = {"admin1": theatre.admin1_order()}
            table = stats.count(
                connection, codebook=codebook.sql(), codebook_name=codebook.name, first_weekday=theatre.first_weekday,
                today=today, as_of=seq, orders=orders, **choices,
            )  # fmt: skip
            beside = {k: choices[k] for k in ("where", "start", "end") if k in choices}
            out = stats.left_out(
                connection, codebook=codebook.sql(), rule=codebook.sql_rule(), today=today,
                leaving_out={r.name for r in (*codebook.rules, codebook.default) if not r.counts}, **beside,
            )  # fmt: skip
        return table, codebook.left_out(out)

    if as_of is None:
        kept = frame(place, theatre)
        return counted(kept, kept.key.seq if kept.key else _last_seq(place))
    from sijill.store import Ledger

    with Ledger.open(place, create=False) as ledger:
        seq = ledger.seq_at(as_of) if isinstance(as_of, datetime) else min(as_of, ledger.last_seq())
        rows = fold(ledger, theatre, as_of=seq).rows
    with Frame.temporary() as kept:
        kept.write(rows, FrameKey(seq, FOLD, frame_theatre(theatre)))
        return counted(kept, seq)


def compare(
    place: str, codebook: Codebook, against: Codebook, *, theatre: Theatre, today: date, **choices: Any
) -> Comparison:
    """Two codebooks over one ledger as it is now: both counts by label, and the incidents on which they differ.

    choices: of sijill.stats.count, but for as_of.
    """
    from sijill import stats

    first, _ = count(place, theatre=theatre, codebook=codebook, today=today, **choices)
    second, _ = count(place, theatre=theatre, codebook=against, today=today, **choices)
    by = tuple(filter(None, (choices.get("by", "month"), choices.get("and_by"))))
    listed, total = stats.beside(first, second, by=by)
    chosen = {name: choices[name] for name in ("where", "start", "end") if name in choices}
    with frame(place, theatre).connect() as connection:
        moved = stats.changed(connection, codebook, against, today=today, **chosen)
    start, end = choices.get("start"), choices.get("end")
    what = {"killed": "People killed", "wounded": "People wounded"}.get(choices.get("of", ""), "Incidents")
    days = f"; from {start or 'the first'} to {end or 'the last'}" if start or end else ""
    method = (
        f"{what} by {' and '.join(by)}; codebook {codebook.name} against {against.name}{days}; low and best add what "
        "is stated, high is open where any part is open or unstated; what has no such label stands in a row of its own."
    )
    return stats.Comparison(
        codebook.name, against.name, by, tuple(listed), total, tuple(moved), tuple(stats.by_rules(moved)), method,
        first.as_of,
    )  # fmt: skip


def rows(where: str, theatre: Theatre, *, as_of: int | datetime | None = None) -> list[dict[str, Json]]:
    """Every incident as a row of the frame, by date."""
    from sijill.store import Ledger

    with Ledger.open(where, create=False) as ledger:
        seq = ledger.seq_at(as_of) if isinstance(as_of, datetime) else as_of
        found = fold(ledger, theatre, as_of=seq).rows
    return sorted(found, key=lambda row: (str(row["start"] or "9999"), row["seq"] or 0))


def against_ledger(reading: Reading, where: str, theatre: Theatre, *, today: date) -> list[Check]:
    """Compare what a post lists by month with what the ledger counts; a difference is a warning, not an error."""
    from sijill.codebook import load as load_codebook

    rules = load_codebook("attacks")
    documents = {reading.document.id: reading.document}
    listed = [r for r in reading.reports if r.family == "incident" and r.value("role") == "listed"]
    found = resolve.incidents(listed, [], documents=documents)
    mine = [
        r for r in resolve.frame_rows(found, documents=documents, side_of=theatre.side_of) if rules.verdict(r).counts
    ]
    months: dict[str, int] = {}
    for row in mine:
        if row["start"]:
            months[str(row["start"])[:7]] = months.get(str(row["start"])[:7], 0) + (row["count_best"] or 1)
    table, _ = count(where, theatre=theatre, codebook=rules, today=today, by="month")
    held = {str(row["month"])[:7]: row["best"] for row in table.rows if row["month"]}
    return [
        Check(
            "total_vs_listed",
            "warning",
            n,
            held.get(month, 0),
            f"The post lists {n} attacks in {month}, the ledger counts {held.get(month, 0)}.",
        )
        for month, n in sorted(months.items())
        if held.get(month, 0) != n
    ]


# -- what people say ----------------------------------------------------------------------------------------------


def incident_of(ledger: Ledger, theatre: Theatre, prefix: str) -> Incident:
    """The incident that an id (or its beginning) of it or of any of its reports names."""
    found = ledger.find(prefix)
    if found.kind != "report":
        raise UnknownName(f"{prefix!r} names a document; give the id of an incident or of a report")
    folded = fold(ledger, theatre, reports=sorted(ledger.closure([found.id])))
    for incident in folded.incidents:
        if found.id in (report.id for report in incident.reports):
            return incident
    raise UnknownName(f"report {found.id} tells of no incident that stands (rejected, or of another family)")


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
    """
    records: list[Record] = []
    head = incident_of(ledger, theatre, first)
    for other in others:
        tail = incident_of(ledger, theatre, other)
        if verdict == "SAME" and head.id == tail.id and ledger.find(first).id != ledger.find(other).id:
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
            raise UnknownName(f"{first!r} and {other!r} name the same report; name two that differ")
        for a, b in pairs:
            records.append(_decided(ledger, a, b, verdict, author=author, note=note))
    return ledger.add(records, author=author, now=now)


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
    spans = standing[0].spans if standing else (current.opening,) if current and current.opening else ()
    review = Review(
        document, found.id, verdict, f"{PERSON}{author}", field, standing[0].value if standing else None,
        tuple(s for s in spans if s), standing[0].id if standing else None, note,
    )  # fmt: skip
    return ledger.add([_after_others(ledger, review)], author=author, now=now)


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


NOTE = "note:"
"""What the given id of a note begins with: a line that a person wrote, read like a line of a list."""


def note(
    ledger: Ledger,
    text: str,
    theatre: Theatre,
    *,
    author: str,
    now: datetime,
    url: str | None = None,
    outlet: str | None = None,
) -> list[Report]:
    """Add one attack told in a line of an analyst's own; give the reports read from it.

    Raises BadInput if no attack can be read from the line, and then adds nothing.
    """
    from sijill.extract import RulesExtractor
    from sijill.ingest import language_of
    from sijill.model.records import content_id

    local = now.astimezone(theatre.timezone)
    document = Document(
        text, language_of(text), local, url, author=author, outlet=outlet, captured=now,
        given_id=NOTE + content_id("note", [text, url])[:12], id=content_id("note", [text, url, outlet]),
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


def readable(ledger: Ledger) -> list[Document]:
    """The documents that an extractor has read; rows of imported tables are the mapping's to read."""
    read_before = {run.document for run in ledger.extractions() if run.step == "extract"}
    return [document for document in ledger.documents() if document.id in read_before]


# -- posts --------------------------------------------------------------------------------------------------------


def post_data(
    where: str,
    theatre: Theatre,
    codebook: Codebook,
    *,
    start: date,
    end: date,
    now: datetime,
    version: str,
    **choices: Any,
) -> PostData:
    """Everything a post of a period is drafted from. choices: of sijill.publish.PostData, such as title or language."""
    from sijill.publish.post import PostData, period_before
    from sijill.store import Ledger

    today = now.astimezone(theatre.timezone).date()
    first, last = period_before(start, end, today)
    kept = frame(where, theatre)
    with kept.connect() as connection:
        query = "SELECT incident FROM frame WHERE start <= ? AND finish >= ?"
        ids = [str(row[0]) for row in connection.execute(query, [end, min(first, start)]).fetchall()]
        unknown = connection.execute("SELECT count(*) FROM frame WHERE start IS NULL").fetchall()[0][0]
        earliest = connection.execute("SELECT min(start) FROM frame").fetchall()[0][0]
    with Ledger.open(where, create=False) as ledger:
        folded = fold(ledger, theatre, reports=sorted(ledger.closure(ids)))
        checks = _own_checks(ledger, theatre, list(folded.documents))
        as_of = ledger.last_seq()
    verdicts = {row["incident"]: codebook.verdict(row).counts for row in folded.rows}
    inside = [i for i in folded.incidents if _lies_within(i, start, end)]
    before = [i for i in folded.incidents if _lies_within(i, first, last) and verdicts[i.id]]
    others = [i for i in inside if not verdicts[i.id]]
    warnings = list(choices.pop("warnings", ()))
    if unknown:
        warnings.append(f"{unknown} incidents of the ledger have no known date and are not in this post.")
    steps = [i for i in others if i.value("kind") in {"agreement", "change_to_group_activity", "peaceful_protest"}]
    return PostData(
        start=start, end=end, now=now, theatre=theatre, incidents=[i for i in inside if verdicts[i.id]], others=others,
        before=before if earliest is not None and earliest <= last else None, documents=folded.documents,
        codebook=codebook.name, codebook_version=codebook.version, as_of=as_of, version=version, checks=checks,
        chronology=_chronology(steps, theatre, start, end), warnings=warnings, counts_attacks=codebook.name != "all",
        **choices,
    )  # fmt: skip


def _lies_within(incident: Incident, start: date, end: date) -> bool:
    when = incident.value("when")
    if when is None:
        return False
    told = When.from_json(when)
    if told.precision == "month":
        # An unfinished period still holds the attacks of which only its month is known.
        return start.replace(day=1) <= told.start <= end
    return start <= told.start and told.end <= end


def _own_checks(ledger: Ledger, theatre: Theatre, documents: Sequence[str]) -> list[tuple[str, Check]]:
    from sijill import reconcile

    by_document: dict[str, list[Report]] = {}
    for report in reports_of(ledger, documents):
        by_document.setdefault(report.document, []).append(report)
    return [
        (id, check)
        for id, reports in by_document.items()
        if any(r.family == "total" for r in reports)
        for check in reconcile.check(reports, side_of=theatre.side_of)
        if check.severity == "error"
    ]


def _chronology(steps: Sequence[Incident], theatre: Theatre, start: date, end: date) -> list[Moment]:
    """Steps that are no attacks, and the theatre's watch dates within the period."""
    from sijill.publish.post import Moment

    moments = []
    for incident in steps:
        told = [(s.document, span) for r in incident.reports for s in r.fields.get("kind", ()) for span in s.spans]
        where = (incident.value("place") or {}).get("name")
        what = str(incident.value("kind")).replace("_", " ").capitalize()
        moments.append(Moment(When.from_json(incident.value("when")), f"{what}{f' ({where})' if where else ''}", told))
    for watch in theatre.watch_dates:
        for year in range(start.year, end.year + 1):
            day = date(year, watch.month, watch.day) if (watch.month, watch.day) != (2, 29) else date(year, 2, 28)
            if start <= day <= end and (watch.since is None or watch.since <= day):
                moments.append(Moment(When.day(day), watch.name, ()))
    return sorted(moments, key=lambda moment: moment.when.start)


def ledger_text(where: str | None) -> str:
    """The ledger a command means: what it was given, else SIJILL_LEDGER, else ledger.sijill here."""
    import os

    return where or os.environ.get("SIJILL_LEDGER") or "ledger.sijill"


def theatre_for(where: str, given: str | None) -> Theatre:
    """The theatre a command means: what it was given, else the one its ledger was last read with, else the world."""
    if given is None and ("://" in where or Path(where).is_file()):
        try:
            given = theatre_of(where)
        except LedgerError:
            given = None
    return theatre(given or "world")


@functools.cache
def theatre(name: str | Path) -> Theatre:
    """A theatre, loaded once a process."""
    return load_theatre(name)


def require_ledger(where: str) -> None:
    """Raise LedgerError with the remedy if a ledger file does not exist."""
    if "://" not in where and not Path(where).is_file():
        raise LedgerError(f"no ledger at {where}; make one with `sijill add FILE... --ledger {where}`")
