"""The ledger: records that only add, in SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Connection, Engine, func, or_, select
from sqlalchemy.engine import URL

from sijill.errors import BadInput, BadRecord, UnknownName
from sijill.model.records import PERSON, Envelope, Extraction, Record, Relation, Review, Statement
from sijill.model.text import Document
from sijill.store import engine, schema
from sijill.store.reading import EPOCH, REDACTED, Reader, Told, envelopes
from sijill.store.writing import BATCH, Writer, id_bytes, parts

LISTED = 10
"""Matches that an ambiguous prefix lists."""


@dataclass(frozen=True, slots=True)
class Added:
    """What one `add` did. last_seq: of the ledger's last record now."""

    n_new: int
    n_known: int
    last_seq: int


class Found(NamedTuple):
    """What an id or its beginning names: a "document" or a "report" (incidents are named by their reports)."""

    kind: str
    id: str


def _micros(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise BadInput(f"{moment.isoformat()} has no time zone; give an aware time, such as datetime.now(UTC)")
    return (moment - EPOCH) // timedelta(microseconds=1)


class Ledger:
    """The record tables and the ways to read them. Every reading may stop at a sequence number: `as_of`.

    Open with `Ledger.open`; it is a context manager. Several processes may add at once.
    """

    def __init__(self, sql: Engine, url: URL) -> None:
        self._sql = sql
        self.url = url
        self.name = engine.name_of(url)

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Ledger:
        """Open the ledger at a path (SQLite) or URL (sqlite:///, postgresql://), and bring an older one up to date.

        create: make it if there is none. Raises LedgerError, with what to do, if it is missing (and create is False),
        damaged, locked, of a newer version, or its server does not answer.
        """
        url = engine.url_of(where)
        return cls(engine.connect(url, create=create), url)

    def close(self) -> None:
        self._sql.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The file of an SQLite ledger, None on a server."""
        return Path(str(self.url.database)) if self.url.drivername == "sqlite" else None

    def add(self, records: Iterable[Record], *, author: str, now: datetime) -> Added:
        """Add the records that the ledger does not hold yet, in their order, all or none.

        author: who adds them; now: aware. A statement's document must come before it, and its quotes must fit.
        Raises BadRecord for a record that does not fit, LedgerError if the ledger cannot be written.
        """
        at = _micros(now)
        with engine.writing(self._sql, self.name) as connection:
            writer = Writer(connection)
            writer.enter(author, at)
            for batch in parts(records, BATCH):
                writer.batch(batch)
            writer.leave()
        return Added(writer.n_new, writer.n_known, writer.seq)

    def redact(self, id: str, *, author: str, now: datetime, why: str) -> None:
        """Remove the body of one record for good; its envelope stays, so that the sequence has no gap.

        A document keeps the length of its text, as blocks, so that offsets into it still hold; so do its statements'
        quotes. Any other record is no longer read. Frames written before must be written anew.
        Raises UnknownName if no record has this id.
        """
        at = _micros(now)
        with engine.writing(self._sql, self.name) as connection:
            query = select(schema.record.c.seq, schema.record.c.kind).where(schema.record.c.id == id_bytes(id))
            found = connection.execute(query).all()
            if not found:
                raise UnknownName(f"no record {id} in ledger {self.name}")
            author_key = Writer(connection).word(author)
            for seq, kind in found:
                told = {"seq": seq, "at": at, "author": author_key, "why": why}
                if connection.execute(select(schema.redaction.c.seq).where(schema.redaction.c.seq == seq)).first():
                    continue
                connection.execute(schema.redaction.insert().values(told))
                self._blot(connection, schema.KIND_NAMES[kind], seq)

    @staticmethod
    def _blot(connection: Connection, kind: str, seq: int) -> None:
        body = schema.BODIES[kind]
        here = body.c.seq == seq
        if kind == "document":
            n_chars = connection.execute(select(func.length(body.c.text)).where(here)).scalar_one()
            told = dict.fromkeys(("url", "title", "author", "given_id", "archive", "via"))
            connection.execute(body.update().where(here).values(text=REDACTED * n_chars, **told))
        elif kind == "extraction":
            raise BadRecord("an extraction holds no words to redact; redact its document")
        else:
            connection.execute(body.delete().where(here))

    def last_seq(self) -> int:
        """The sequence number of the last record, 0 if there is none."""
        with engine.reading(self._sql, self.name) as connection:
            return connection.execute(select(func.max(schema.record.c.seq))).scalar() or 0

    def seq_at(self, moment: datetime) -> int:
        """The sequence number of the last record added at or before an aware moment, 0 if there was none."""
        with engine.reading(self._sql, self.name) as connection:
            query = select(func.max(schema.entry.c.last_seq)).where(schema.entry.c.at <= _micros(moment))
            return connection.execute(query).scalar() or 0

    def documents(self, ids: Collection[str] | None = None, *, as_of: int | None = None) -> Iterator[Document]:
        """The documents in sequence order: all, or those with these ids."""
        if ids is None:
            return cast("Iterator[Document]", self._all("document", as_of))
        return cast("Iterator[Document]", self._some("document", schema.document.c.seq, self._seqs(ids), as_of))

    def document(self, id: str, *, as_of: int | None = None) -> Document:
        """One document. Raises UnknownName if the ledger does not hold it (yet)."""
        for found in self.documents([id], as_of=as_of):
            return found
        raise UnknownName(f"no document {id} in ledger {self.name}")

    def rows_of(self, table: str) -> Iterator[Document]:
        """The documents that are rows of a table with this file name, earlier versions too, in sequence order."""
        from sijill.store.search import rows_of

        with engine.reading(self._sql, self.name) as connection:
            seqs = rows_of(connection, table)
        return cast("Iterator[Document]", self._some("document", schema.document.c.seq, seqs, None))

    def document_at(self, url: str, *, as_of: int | None = None) -> Document | None:
        """The newest version of the document that was retrieved from a URL, None if there is none."""
        with engine.reading(self._sql, self.name) as connection:
            top = _until(connection, as_of)
            body = schema.document
            query = select(func.max(body.c.seq)).where(body.c.url == url, body.c.seq <= top)
            seq = connection.execute(query).scalar()
            return (
                None if seq is None else cast("Document", Reader(connection).read("document", body.c.seq == seq)[seq])
            )

    def records(
        self, kinds: Collection[str] | None = None, *, since: int = 0, as_of: int | None = None
    ) -> Iterator[tuple[Envelope, Record]]:
        """The records after `since`, with their envelopes, in sequence order; of some kinds only, if told.

        A redacted record is left out, except a document, whose text is blocks.
        """
        wanted = [kind for kind in schema.KINDS if kinds is None or kind in kinds]
        numbers = [schema.KINDS[kind] for kind in wanted]
        top = self.last_seq() if as_of is None else as_of
        while since < top:
            with engine.reading(self._sql, self.name) as connection:
                found = envelopes(connection, numbers, since, top)
                if not found:
                    return
                last = found[-1].seq
                told: Told = {}
                reader = Reader(connection)
                for kind in {envelope.kind for envelope in found}:
                    body = schema.BODIES[kind]
                    told |= reader.read(kind, body.c.seq > since, body.c.seq <= last)
            for envelope in found:
                if envelope.seq in told:
                    yield envelope, told[envelope.seq]
            since = last

    def statements(
        self,
        *,
        documents: Collection[str] | None = None,
        reports: Collection[str] | None = None,
        as_of: int | None = None,
    ) -> Iterator[Statement]:
        """The statements in sequence order: all, or those of some documents, or of some reports."""
        if documents is not None:
            found = self._some("statement", schema.statement.c.document, self._seqs(documents), as_of)
        elif reports is not None:
            found = self._some("statement", schema.statement.c.report, self._keys(reports), as_of)
        else:
            found = self._all("statement", as_of)
        return cast("Iterator[Statement]", found)

    def extractions(
        self, documents: Collection[str] | None = None, *, as_of: int | None = None
    ) -> Iterator[Extraction]:
        """The extractions in sequence order: all, or those of some documents."""
        if documents is None:
            return cast("Iterator[Extraction]", self._all("extraction", as_of))
        seqs = self._seqs(documents)
        return cast("Iterator[Extraction]", self._some("extraction", schema.extraction.c.document, seqs, as_of))

    def reviews(self, documents: Collection[str] | None = None, *, as_of: int | None = None) -> Iterator[Review]:
        """The reviews in sequence order: all, or those of some documents."""
        if documents is None:
            return cast("Iterator[Review]", self._all("review", as_of))
        return cast("Iterator[Review]", self._some("review", schema.review.c.document, self._seqs(documents), as_of))

    def superseded(self, *, as_of: int | None = None) -> set[str]:
        """The ids of the documents of which the ledger holds a later version."""
        body = schema.document
        with engine.reading(self._sql, self.name) as connection:
            query = select(body.c.supersedes).where(
                body.c.supersedes.is_not(None), body.c.seq <= _until(connection, as_of)
            )
            return {str(id) for (id,) in connection.execute(query)}

    def relations(
        self,
        reports: Collection[str] | None = None,
        *,
        verdict: str | None = None,
        by_persons: bool = False,
        as_of: int | None = None,
    ) -> Iterator[Relation]:
        """The relations in sequence order: all (or a verdict's, or people's), or those that name some reports."""
        if reports is None and (verdict or by_persons):
            return self._relations_of(verdict, by_persons, as_of)
        if reports is None:
            return cast("Iterator[Relation]", self._all("relation", as_of))
        keys = self._keys(reports)
        told: Told = {}
        with engine.reading(self._sql, self.name) as connection:
            top = _until(connection, as_of)
            reader, body = Reader(connection), schema.relation
            for part in parts(keys, 400):
                told |= reader.read("relation", or_(body.c.a.in_(part), body.c.b.in_(part)), body.c.seq <= top)
        return cast("Iterator[Relation]", (told[seq] for seq in sorted(told)))

    def _relations_of(self, verdict: str | None, by_persons: bool, as_of: int | None) -> Iterator[Relation]:
        word, body = schema.word, schema.relation
        where: list[ColumnElement[bool]] = []
        if verdict:
            where.append(body.c.verdict.in_(select(word.c.key).where(word.c.text == verdict)))
        if by_persons:
            where.append(body.c.by.in_(select(word.c.key).where(word.c.text.like(f"{PERSON}%"))))
        with engine.reading(self._sql, self.name) as connection:
            where.append(body.c.seq <= _until(connection, as_of))
            told = Reader(connection).read("relation", *where)
        return cast("Iterator[Relation]", (told[seq] for seq in sorted(told)))

    def copied(self, *, as_of: int | None = None) -> set[str]:
        """The ids of the documents that are copies or have some: `relations` of them tells which."""
        from sijill.store.search import copied

        with engine.reading(self._sql, self.name) as connection:
            return copied(connection, _until(connection, as_of))

    def report_ids(self, documents: Collection[str] | None = None, *, as_of: int | None = None) -> list[str]:
        """The ids of the reports, in the order of their first statements: all, or those of some documents."""
        report, statement = schema.report, schema.statement
        seqs = None if documents is None else self._seqs(documents)
        with engine.reading(self._sql, self.name) as connection:
            top = _until(connection, as_of)
            query = select(report.c.seq, report.c.id).where(report.c.seq <= top).order_by(report.c.seq)
            if seqs is None:
                return [bytes(id).hex() for _, id in connection.execute(query)]
            found: set[tuple[int, str]] = set()
            for part in parts(seqs):
                named = select(statement.c.report).where(statement.c.document.in_(part), statement.c.seq <= top)
                rows = connection.execute(query.where(report.c.key.in_(named)))
                found.update((seq, bytes(id).hex()) for seq, id in rows)
        return [id for _, id in sorted(found)]

    def seqs(self, reports: Collection[str]) -> dict[str, int]:
        """The sequence number of each of these reports' first statement."""
        report = schema.report
        told: dict[str, int] = {}
        with engine.reading(self._sql, self.name) as connection:
            for part in parts(map(id_bytes, reports)):
                rows = connection.execute(select(report.c.id, report.c.seq).where(report.c.id.in_(part)))
                told.update((bytes(id).hex(), seq) for id, seq in rows if seq is not None)
        return told

    def documents_of(self, reports: Collection[str], *, as_of: int | None = None) -> dict[str, str]:
        """The document of each of these reports; reports that nothing states are left out."""
        keys = self._keys(reports)
        report, record, statement = schema.report, schema.record, schema.statement
        told: dict[str, str] = {}
        with engine.reading(self._sql, self.name) as connection:
            top = _until(connection, as_of)
            joined = report.join(statement, statement.c.seq == report.c.seq)
            joined = joined.join(record, record.c.seq == statement.c.document)
            for part in parts(keys):
                query = select(report.c.id, record.c.id).select_from(joined)
                rows = connection.execute(query.where(report.c.key.in_(part), report.c.seq <= top))
                told.update((bytes(a).hex(), bytes(b).hex()) for a, b in rows)
        return told

    def find(self, prefix: str, *, as_of: int | None = None) -> Found:
        """The report or document whose id begins with `prefix`, or the document that was given this id.

        Raises UnknownName if nothing does, or if several do; the message lists them.
        """
        from sijill.store.search import find

        with engine.reading(self._sql, self.name) as connection:
            found = [Found(*told) for told in find(connection, prefix, _until(connection, as_of))]
        if not found:
            raise UnknownName(f"nothing in ledger {self.name} has an id that begins with {prefix!r}")
        if len(found) > 1:
            listed = ", ".join(f"{kind} {id}" for kind, id in found[:LISTED])
            more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
            raise UnknownName(f"{prefix!r} may be {listed}{more}; give more digits")
        return found[0]

    def touched(self, since: int) -> tuple[set[str], set[str]]:
        """The reports and the documents that records after `since` speak of."""
        from sijill.store.search import touched

        with engine.reading(self._sql, self.name) as connection:
            return touched(connection, since)

    def closure(self, report_ids: Iterable[str], *, as_of: int | None = None) -> set[str]:
        """These reports and all that SAME or PART_OF relations, even superseded ones, connect to them."""
        from sijill.store.search import closure

        keys = self._keys(report_ids)
        with engine.reading(self._sql, self.name) as connection:
            return set(report_ids) | closure(connection, keys, _until(connection, as_of))

    def groups(self, size: int = 5_000, *, as_of: int | None = None) -> Iterator[list[str]]:
        """All reports in lists of about `size`, so that no SAME or PART_OF relation joins two lists.

        Each list is in sequence order; a fold may take them one by one.
        """
        from sijill.store.search import groups

        with engine.reading(self._sql, self.name) as connection:
            found = groups(connection, size, _until(connection, as_of))
        yield from found

    def _all(self, kind: str, as_of: int | None) -> Iterator[Any]:
        since, top = 0, self.last_seq() if as_of is None else as_of
        while since < top:
            with engine.reading(self._sql, self.name) as connection:
                told = Reader(connection).page(kind, since, top, BATCH)
            if not told:
                return
            yield from told.values()
            since = max(told)

    def _some(self, kind: str, column: ColumnElement[int], keys: Collection[int], as_of: int | None) -> Iterator[Any]:
        told: Told = {}
        with engine.reading(self._sql, self.name) as connection:
            top = _until(connection, as_of)
            reader = Reader(connection)
            for part in parts(keys):
                told |= reader.read(kind, column.in_(part), schema.BODIES[kind].c.seq <= top)
        return (told[seq] for seq in sorted(told))

    def _seqs(self, documents: Iterable[str]) -> list[int]:
        """The sequence numbers of documents; ids that the ledger does not hold are left out."""
        record = schema.record
        found: list[int] = []
        with engine.reading(self._sql, self.name) as connection:
            for part in parts(map(id_bytes, documents)):
                query = select(record.c.seq).where(record.c.kind == schema.KINDS["document"], record.c.id.in_(part))
                found.extend(connection.execute(query).scalars())
        return found

    def _keys(self, reports: Iterable[str]) -> list[int]:
        found: list[int] = []
        with engine.reading(self._sql, self.name) as connection:
            for part in parts(map(id_bytes, reports)):
                query = select(schema.report.c.key).where(schema.report.c.id.in_(part))
                found.extend(connection.execute(query).scalars())
        return found


def _until(connection: Connection, as_of: int | None) -> int:
    if as_of is not None:
        return as_of
    return connection.execute(select(func.max(schema.record.c.seq))).scalar() or 0
