"""Records to rows: what one `add` does inside its transaction, a batch at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, select

from sijill.errors import BadRecord
from sijill.model.records import Extraction, Record, Relation, Review, Statement, content_id
from sijill.model.text import Document, Span
from sijill.model.values import Json
from sijill.store import schema

BATCH = 4000
IN = 900
"""Values in one IN list: SQLite may be built to take 999."""
TEXTS_KEPT = 2000

Row = tuple[Any, ...]
json_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Known(NamedTuple):
    seq: int
    text: str


def id_bytes(id: str) -> bytes:
    """The 16 bytes of a record's or report's id. Raises BadRecord if it is not 32 hexadecimal digits."""
    try:
        told = bytes.fromhex(id)
    except ValueError:
        told = b""
    if len(told) != 16 or len(id) != 32:
        raise BadRecord(f"id {id!r} is not 32 hexadecimal digits")
    return told


def parts(values: Iterable[Any], size: int = IN) -> Iterator[list[Any]]:
    """The values in lists of at most `size`."""
    left = iter(values)
    while part := list(islice(left, size)):
        yield part


class Writer:
    """Adds records to a ledger within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._words: dict[str, int] = {
            text: key for key, text in connection.execute(select(schema.word.c.key, schema.word.c.text))
        }
        self.seq = self._last(schema.record.c.seq)
        self._next_report = self._last(schema.report.c.key) + 1
        self._texts: dict[str, Known] = {}
        self.n_new = 0
        self.n_known = 0

    def _last(self, column: Any) -> int:
        return self._connection.execute(select(func.max(column))).scalar() or 0

    def enter(self, author: str, at: int) -> int:
        """Begin an entry: the key that its records carry. `leave` writes it."""
        self._author, self._at = self.word(author), at
        self._entry = self._last(schema.entry.c.key) + 1
        return self._entry

    def leave(self) -> None:
        if self.n_new:
            self._insert(schema.entry, [(self._entry, self._at, self._author, self.seq)])

    def word(self, text: str) -> int:
        key = self._words.get(text)
        if key is None:
            key = self._words[text] = max(self._words.values(), default=0) + 1
            self._insert(schema.word, [(key, text)])
        return key

    def batch(self, records: Sequence[Record]) -> None:
        """Add the records that the ledger does not know, in their order."""
        new = self._unknown(records)
        if not new:
            return
        first = self.seq + 1
        seq_of = {(record.kind, record.id): first + place for place, record in enumerate(new)}
        self._learn_documents(new, seq_of)
        extractions = self._extractions(new, seq_of)
        reports = self._reports(new, seq_of)
        envelopes: list[Row] = []
        bodies: dict[str, list[Row]] = {kind: [] for kind in schema.BODIES}
        for seq, record in enumerate(new, first):
            body = record.to_json()
            envelopes.append(self._envelope(seq, record, body))
            bodies[record.kind].append(self._row(seq, record, body, extractions, reports))
        self._insert(schema.record, envelopes)
        for kind, rows in bodies.items():
            self._insert(schema.BODIES[kind], rows)
        self.seq += len(new)
        self.n_new += len(new)

    def _unknown(self, records: Sequence[Record]) -> list[Record]:
        wanted: dict[tuple[str, str], Record] = {}
        for record in records:
            wanted.setdefault((record.kind, record.id), record)
        for kind in schema.KINDS:
            ids = [id_bytes(id) for found, id in wanted if found == kind]
            for id in self._found(kind, ids):
                del wanted[kind, id]
        self.n_known += len(records) - len(wanted)
        return list(wanted.values())

    def _found(self, kind: str, ids: Iterable[bytes]) -> dict[str, int]:
        """The sequence numbers of those of the ids that the ledger holds."""
        number = schema.KINDS[kind]
        found: dict[str, int] = {}
        postgres = self._connection.dialect.name == "postgresql"
        for part in parts(ids):
            # Asked of every record that is added: the driver's own SQL takes a third of the time.
            if postgres:
                rows = self._connection.exec_driver_sql(
                    "SELECT id, seq FROM record WHERE kind = %s AND id = ANY(%s)", (number, part)
                )
            else:
                marks = ", ".join("?" * len(part))
                query = f"SELECT id, seq FROM record WHERE kind = ? AND id IN ({marks})"  # noqa: S608  # only marks
                rows = self._connection.exec_driver_sql(query, (number, *part))
            found.update((bytes(id).hex(), seq) for id, seq in rows)
        return found

    def _learn_documents(self, new: Sequence[Record], seq_of: dict[tuple[str, str], int]) -> None:
        """Have the text at hand of every document that the records speak of."""
        if len(self._texts) > TEXTS_KEPT:
            self._texts.clear()
        for record in new:
            if isinstance(record, Document):
                self._texts[record.id] = Known(seq_of["document", record.id], record.text)
        wanted = {r.document for r in new if isinstance(r, (Statement, Extraction, Review))} - self._texts.keys()
        found = {seq: id for id, seq in self._found("document", map(id_bytes, wanted)).items()}
        table = schema.document
        for part in parts(found):
            for seq, text in self._connection.execute(select(table.c.seq, table.c.text).where(table.c.seq.in_(part))):
                self._texts[found[seq]] = Known(seq, text)

    def _extractions(self, new: Sequence[Record], seq_of: dict[tuple[str, str], int]) -> dict[str, int]:
        wanted = {r.extraction for r in new if isinstance(r, Statement) and r.extraction}
        found = {id: seq_of["extraction", id] for id in wanted if ("extraction", id) in seq_of}
        return found | self._found("extraction", map(id_bytes, wanted - found.keys()))

    def _reports(self, new: Sequence[Record], seq_of: dict[tuple[str, str], int]) -> dict[str, int]:
        """The keys of the reports that the records name; new ones get one, in the order in which they are named."""
        named: dict[str, int | None] = {}  # to the sequence number of its first statement
        for record in new:
            if isinstance(record, Statement):
                if named.get(record.report) is None:
                    named[record.report] = seq_of["statement", record.id]
            elif isinstance(record, Relation):
                named.setdefault(record.a, None)
                named.setdefault(record.b, None)
            elif isinstance(record, Review):
                named.setdefault(record.report, None)
        keys: dict[str, int] = {}
        table = schema.report
        for part in parts(map(id_bytes, named)):
            query = select(table.c.id, table.c.key, table.c.seq).where(table.c.id.in_(part))
            for id, key, seq in self._connection.execute(query).all():
                name = bytes(id).hex()
                keys[name] = key
                if seq is None and named[name] is not None:
                    self._connection.execute(table.update().where(table.c.key == key).values(seq=named[name]))
        rows: list[Row] = []
        for name, first in named.items():
            if name not in keys:
                keys[name] = self._next_report
                rows.append((self._next_report, bytes.fromhex(name), first))
                self._next_report += 1
        self._insert(table, rows)
        return keys

    def _envelope(self, seq: int, record: Record, body: dict[str, Json]) -> Row:
        digest = content_id(record.kind, body)
        return (
            seq,
            schema.KINDS[record.kind],
            bytes.fromhex(record.id),
            self._entry,
            None if digest == record.id else bytes.fromhex(digest),
        )

    def _row(
        self, seq: int, record: Record, body: dict[str, Json], extractions: dict[str, int], reports: dict[str, int]
    ) -> Row:
        if isinstance(record, Statement):
            return self._statement(seq, record, extractions, reports)
        if isinstance(record, Document):
            _check_storable(body, record.id)
            return (seq, *(body.get(column.name) for column in schema.document.c if column.name != "seq"))
        if isinstance(record, Extraction):
            return (seq, self._known(record, ()).seq, record.step, record.version, record.packs)
        if isinstance(record, Relation):
            rest = {name: body[name] for name in ("score", "run", "supersedes", "reasons") if body[name]}
            if record.score is not None:
                rest["score"] = record.score
            verdict, by = self.word(record.verdict), self.word(record.by)
            return (seq, reports[record.a], reports[record.b], verdict, by, json_text(rest) if rest else None)
        known = self._known(record, record.spans)
        body = {name: value for name, value in body.items() if value is not None}
        for name in ("document", "report"):
            del body[name]
        body["spans"] = _flat(record.spans)
        return (seq, known.seq, reports[record.report], json_text(body))

    def _statement(self, seq: int, record: Statement, extractions: dict[str, int], reports: dict[str, int]) -> Row:
        rest: dict[str, Any] = {}
        if record.derived:
            rest["derived"] = [[d.origin, d.note] if d.note else [d.origin] for d in record.derived]
        if record.says is not None:
            rest["says"] = record.says
        if record.confidence is not None:
            rest["confidence"] = record.confidence
        if record.order:
            rest["order"] = record.order
        extraction = extractions.get(record.extraction) if record.extraction else None
        if record.extraction and extraction is None:
            rest["extraction"] = record.extraction
        return (
            seq,
            self._known(record, record.spans).seq,
            reports[record.report],
            self.word(f"{record.family}.{record.field}"),
            self.word(record.by),
            extraction,
            json_text(record.value),
            f"[{','.join(map(str, _flat(record.spans)))}]" if record.spans else None,
            id_bytes(record.replaces) if record.replaces else None,
            json_text(rest) if rest else None,
        )

    def _known(self, record: Statement | Extraction | Review, spans: Iterable[Span]) -> Known:
        known = self._texts.get(record.document)
        if known is None:
            raise BadRecord(
                f"{record.kind} {record.id} is of document {record.document}, which is not in the ledger; "
                "add the document before it"
            )
        for span in spans:
            if not span.fits(known.text):
                raise BadRecord(
                    f"{record.kind} {record.id} quotes {span.quote!r} at {span.start}, but document "
                    f"{record.document} has {known.text[span.start : span.end]!r} there"
                )
        return known

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        if not rows:
            return
        columns = ", ".join(f'"{column.name}"' for column in table.c)
        if self._connection.dialect.name == "postgresql":
            # COPY: five times as fast as INSERT.
            cursor = self._connection.connection.cursor()
            try:
                with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
                    for row in rows:
                        copy.write_row(row)
            finally:
                cursor.close()
            return
        marks = ", ".join("?" * len(table.c))
        # The names are this file's own tables'.
        insert = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608
        self._connection.exec_driver_sql(insert, list(rows))


def _check_storable(body: dict[str, Json], id: str) -> None:
    for name, value in body.items():
        # PostgreSQL has no text with a zero character; refused on both, so that a ledger can move.
        if isinstance(value, str) and "\x00" in value:
            raise BadRecord(f"document {id} has a zero character in its {name}; take it out before adding")
        try:
            _ = isinstance(value, str) and value.encode()
        except UnicodeEncodeError as error:
            raise BadRecord(f"document {id} has half a character in its {name} ({error}); decode it anew") from error


def _flat(spans: Iterable[Span]) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]
