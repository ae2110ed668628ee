"""Rows to records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from sijill.model.records import Derived, Envelope, Extraction, Record, Relation, Review, Statement
from sijill.model.text import Document, Span
from sijill.store import schema
from sijill.store.writing import BATCH, parts

REDACTED = "█"
"""What stands for every character of a text that was redacted, so that offsets still hold."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_decode = json.JSONDecoder().raw_decode

Told = dict[int, Record]
"""Records by sequence number."""


class Reader:
    """Reads the bodies of records within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._words: dict[int, str] = {
            key: text for key, text in connection.execute(select(schema.word.c.key, schema.word.c.text))
        }
        self._texts: dict[int, tuple[str, str]] = {}

    def page(self, kind: str, since: int, top: int, n_rows: int) -> Told:
        """The next records of one kind, in sequence order."""
        seq = schema.BODIES[kind].c.seq
        page = select(seq).where(seq > since, seq <= top).order_by(seq).limit(n_rows)
        last = self._connection.execute(select(func.max(page.subquery().c.seq))).scalar()
        told = {} if last is None else self.read(kind, seq > since, seq <= last)
        return dict(sorted(told.items()))

    def read(self, kind: str, *where: ColumnElement[bool]) -> Told:
        """The records of one kind whose body fulfils the conditions."""
        record, body = schema.record, schema.BODIES[kind]
        joined = body.join(record, record.c.seq == body.c.seq)
        if kind == "document":
            return self._documents(select(record.c.id, body).select_from(joined).where(*where))
        if kind == "extraction":
            return self._extractions(select(record.c.id, body).select_from(joined).where(*where))
        if kind == "statement":
            return self._statements(where)
        if kind == "relation":
            return self._relations(where)
        return self._reviews(where)

    def _documents(self, query: Select[Any]) -> Told:
        told: Told = {}
        for row in self._connection.execute(query).mappings():
            body = {name: row[name] for name in Document._stored()}
            told[row["seq"]] = Document.from_json(body, bytes(row["id"]).hex())
        return told

    def _extractions(self, query: Select[Any]) -> Told:
        rows = self._connection.execute(query).all()
        self._learn({row.document for row in rows}, texts=False)
        return {
            row.seq: Extraction(self._texts[row.document][0], row.step, row.version, row.packs, bytes(row.id).hex())
            for row in rows
        }

    def _statements(self, where: Sequence[ColumnElement[bool]]) -> Told:
        record, body, report = schema.record, schema.statement, schema.report
        run = record.alias("run")
        joined = body.join(record, record.c.seq == body.c.seq).join(report, report.c.key == body.c.report)
        joined = joined.outerjoin(run, run.c.seq == body.c.extraction)
        columns = (body.c.seq, record.c.id, body.c.document, report.c.id, body.c.field, body.c.by, run.c.id,
                   body.c.value, body.c.spans, body.c.replaces, body.c.rest)  # fmt: skip
        rows = self._connection.execute(select(*columns).select_from(joined).where(*where)).all()
        self._learn({row[2] for row in rows}, texts=True)
        told: Told = {}
        for seq, id, document, report_id, field, by, run_id, value, spans, replaces, more in rows:
            document_id, text = self._texts[document]
            rest = _decode(more)[0] if more else {}
            family, _, name = self._words[field].partition(".")
            told[seq] = Statement(
                document=document_id,
                report=bytes(report_id).hex(),
                family=family,
                field=name,
                value=_decode(value)[0],
                by=self._words[by],
                spans=_spans(_decode(spans)[0], text) if spans else (),
                derived=tuple(Derived(*told) for told in rest.get("derived", ())),
                says=rest.get("says"),
                confidence=rest.get("confidence"),
                extraction=bytes(run_id).hex() if run_id else rest.get("extraction"),
                replaces=bytes(replaces).hex() if replaces else None,
                order=rest.get("order", 0),
                id=bytes(id).hex(),
            )
        return told

    def _relations(self, where: Sequence[ColumnElement[bool]]) -> Told:
        record, body = schema.record, schema.relation
        a, b = schema.report.alias("a"), schema.report.alias("b")
        joined = body.join(record, record.c.seq == body.c.seq).join(a, a.c.key == body.c.a).join(b, b.c.key == body.c.b)
        columns = (body.c.seq, record.c.id, a.c.id, b.c.id, body.c.verdict, body.c.by, body.c.rest)
        told: Told = {}
        for seq, id, a_id, b_id, verdict, by, more in self._connection.execute(
            select(*columns).select_from(joined).where(*where)
        ):
            body_json: Mapping[str, Any] = {
                "a": bytes(a_id).hex(),
                "b": bytes(b_id).hex(),
                "verdict": self._words[verdict],
                "by": self._words[by],
                **(_decode(more)[0] if more else {}),
            }
            told[seq] = Relation.from_json(body_json, bytes(id).hex())
        return told

    def _reviews(self, where: Sequence[ColumnElement[bool]]) -> Told:
        record, body, report = schema.record, schema.review, schema.report
        joined = body.join(record, record.c.seq == body.c.seq).join(report, report.c.key == body.c.report)
        columns = (body.c.seq, record.c.id, body.c.document, report.c.id, body.c.body)
        rows = self._connection.execute(select(*columns).select_from(joined).where(*where)).all()
        self._learn({row[2] for row in rows}, texts=True)
        told: Told = {}
        for seq, id, document, report_id, more in rows:
            document_id, text = self._texts[document]
            rest = _decode(more)[0]
            rest["spans"] = _spans(rest["spans"], text)
            told[seq] = Review(document=document_id, report=bytes(report_id).hex(), **rest, id=bytes(id).hex())
        return told

    def _learn(self, documents: Iterable[int], *, texts: bool) -> None:
        """Have the ids (and texts) of documents at hand."""
        record, document = schema.record, schema.document
        wanted = [seq for seq in documents if seq not in self._texts or (texts and not self._texts[seq][1])]
        for part in parts(wanted):
            if texts:
                joined = document.join(record, record.c.seq == document.c.seq)
                query = select(record.c.seq, record.c.id, document.c.text).select_from(joined)
            else:
                query = select(record.c.seq, record.c.id, record.c.seq)
            for seq, id, text in self._connection.execute(query.where(record.c.seq.in_(part))):
                self._texts[seq] = (bytes(id).hex(), text if texts else "")


def _spans(offsets: Sequence[int], text: str) -> tuple[Span, ...]:
    pairs = zip(offsets[::2], offsets[1::2], strict=True)
    return tuple(Span(start, end, text[start:end]) for start, end in pairs)


def envelopes(connection: Connection, kinds: list[int], since: int, top: int) -> list[Envelope]:
    """The envelopes of records of some kinds after `since` up to `top`, at most BATCH."""
    record, entry, word = schema.record, schema.entry, schema.word
    joined = record.join(entry, entry.c.key == record.c.entry).join(word, word.c.key == entry.c.author)
    columns = (record.c.seq, record.c.kind, record.c.id, entry.c.at, word.c.text, record.c.hash)
    query = select(*columns).select_from(joined).where(record.c.seq > since, record.c.seq <= top)
    if len(kinds) < len(schema.KINDS):
        query = query.where(record.c.kind.in_(kinds))
    told = []
    moments: dict[int, str] = {}
    for seq, kind, id, at, author, digest in connection.execute(query.order_by(record.c.seq).limit(BATCH)):
        if at not in moments:
            moments[at] = (EPOCH + timedelta(microseconds=at)).isoformat()
        hex_id = bytes(id).hex()
        told.append(
            Envelope(
                seq, schema.KIND_NAMES[kind], hex_id, moments[at], author, bytes(digest).hex() if digest else hex_id
            )
        )
    return told
