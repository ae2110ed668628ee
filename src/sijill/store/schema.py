"""The tables of a ledger: an envelope for every record, a body table for each kind, and interned names.

Ten million statements must fit in 3 GB, so bodies refer by integer. A document and an extraction are referred to by
their sequence number, a report by its key in `report`, a repeated word (author, finder, field) by its key in `word`.
A span is stored without its quote, which the document's text gives back.
Records are never changed or deleted; triggers refuse it, except for a body whose sequence number is in `redaction`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

HEAD: Final = "0003"
"""The newest migration that this code knows."""
VERSIONS: Final = ("0001", "0002", "0003")

KINDS: Final = {"document": 1, "extraction": 2, "statement": 3, "relation": 4, "review": 5}
KIND_NAMES: Final = {number: name for name, number in KINDS.items()}

# SQLite makes only an INTEGER PRIMARY KEY the row's own key.
BIG = BigInteger().with_variant(Integer, "sqlite")
ID = LargeBinary(16)

metadata = MetaData()


def _record_key() -> Column[int]:
    return Column("seq", BIG, ForeignKey("record.seq"), primary_key=True, autoincrement=False)


word = Table(
    "word",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False, unique=True),
)
# One row for each add: all its records share a time (microseconds since 1970, UTC) and an author.
entry = Table(
    "entry",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("author", Integer, ForeignKey("word.key"), nullable=False),
    Column("last_seq", BigInteger, nullable=False),
)
record = Table(
    "record",
    metadata,
    Column("seq", BIG, primary_key=True, autoincrement=False),
    Column("kind", SmallInteger, nullable=False),
    Column("id", ID, nullable=False),
    Column("entry", Integer, nullable=False),
    Column("hash", ID),  # NULL where it equals the id, as for every record that is named by its whole content
    UniqueConstraint("id", "kind", name="record_id_kind"),
)
report = Table(
    "report",
    metadata,
    Column("key", BIG, primary_key=True, autoincrement=False),
    Column("id", ID, nullable=False, unique=True),
    Column("seq", BigInteger),  # of its first statement; NULL while only a relation or review has named it
)
document = Table(
    "document",
    metadata,
    _record_key(),
    Column("text", Text, nullable=False),
    Column("language", Text),
    Column("published", Text),  # ISO 8601 with the zone as told: a timestamp column would lose the zone
    Column("url", Text),
    Column("title", Text),
    Column("author", Text),
    Column("outlet", Text),
    Column("captured", Text),
    Column("supersedes", Text),
    Column("given_id", Text),
    Column("modified", Text),
    Column("archive", Text),
    Column("via", Text),
    Index("document_url", "url"),
)
extraction = Table(
    "extraction",
    metadata,
    _record_key(),
    Column("document", BIG, ForeignKey("document.seq"), nullable=False),
    Column("step", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("packs", Text, nullable=False),
    Index("extraction_document", "document"),
)
statement = Table(
    "statement",
    metadata,
    _record_key(),
    Column("document", BIG, ForeignKey("document.seq"), nullable=False),
    Column("report", BIG, ForeignKey("report.key"), nullable=False),
    Column("field", Integer, nullable=False),  # word: "incident.kind"
    Column("by", Integer, nullable=False),  # word
    Column("extraction", BIG),
    Column("value", Text, nullable=False),  # JSON
    Column("spans", Text),  # JSON: [start, end, start, end]
    Column("replaces", ID),
    Column("rest", Text),  # JSON of the fields that few statements have
    Index("statement_document", "document"),
    Index("statement_report", "report"),
)
relation = Table(
    "relation",
    metadata,
    _record_key(),
    Column("a", BIG, ForeignKey("report.key"), nullable=False),
    Column("b", BIG, ForeignKey("report.key"), nullable=False),
    Column("verdict", Integer, nullable=False),  # word
    Column("by", Integer, nullable=False),  # word
    Column("rest", Text),  # JSON: score, reasons, run, supersedes
    Index("relation_a", "a"),
    Index("relation_b", "b"),
)
review = Table(
    "review",
    metadata,
    _record_key(),
    Column("document", BIG, ForeignKey("document.seq"), nullable=False),
    Column("report", BIG, ForeignKey("report.key"), nullable=False),
    Column("body", Text, nullable=False),  # JSON: the rest
    Index("review_document", "document"),
)
redaction = Table(
    "redaction",
    metadata,
    _record_key(),
    Column("at", BigInteger, nullable=False),
    Column("author", Integer, ForeignKey("word.key"), nullable=False),
    Column("why", Text, nullable=False),
)
BODIES: Final = {"document": document, "extraction": extraction, "statement": statement, "relation": relation,
                 "review": review}  # fmt: skip
