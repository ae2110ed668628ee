"""From documents to records: read, add, and link copies."""

from __future__ import annotations

import itertools
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sijill import resolve
from sijill.errors import LimitReached, ModelError
from sijill.lang import pack as languages
from sijill.model.records import (
    Extraction,
    Record,
    Relation,
    Statement,
)
from sijill.model.text import Document
from sijill.model.values import Json
from sijill.model.views import Check, Report
from sijill.pipeline.views import reports_of
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.extract import Extractor
    from sijill.store import Ledger


BATCH = 200
"""Documents that `add` writes at a time: a run that is stopped loses no more."""
_AGAIN = " again "
"""Stands in the version of a run that was made before, with another after it: the newest run is the one that holds."""


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
    return document.title or document.given_id or document.first_words


def readable(ledger: Ledger) -> list[Document]:
    """The documents that an extractor has read; rows of imported tables are the mapping's to read."""
    read_before = {run.document for run in ledger.extractions() if run.step == "extract"}
    return [document for document in ledger.documents() if document.id in read_before]
