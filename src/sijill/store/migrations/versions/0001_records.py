"""The envelope, the interned names and a body table for each kind of record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
ID = sa.LargeBinary(16)


def _key(name: str, kind: object = BIG) -> sa.Column[int]:
    return sa.Column(name, kind, primary_key=True, autoincrement=False)  # type: ignore[arg-type]


def _seq() -> sa.Column[int]:
    return sa.Column("seq", BIG, sa.ForeignKey("record.seq"), primary_key=True, autoincrement=False)


def _ref(name: str, to: str, kind: object = BIG) -> sa.Column[int]:
    return sa.Column(name, kind, sa.ForeignKey(to), nullable=False)  # type: ignore[arg-type]


def _text(name: str, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def upgrade() -> None:
    op.create_table("word", _key("key", sa.Integer), sa.Column("text", sa.Text, nullable=False, unique=True))
    op.create_table(
        "entry",
        _key("key", sa.Integer),
        sa.Column("at", sa.BigInteger, nullable=False),
        _ref("author", "word.key", sa.Integer),
        sa.Column("last_seq", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "record",
        _key("seq"),
        sa.Column("kind", sa.SmallInteger, nullable=False),
        sa.Column("id", ID, nullable=False),
        _number("entry"),
        sa.Column("hash", ID),
        sa.UniqueConstraint("id", "kind", name="record_id_kind"),
    )
    op.create_table(
        "report", _key("key"), sa.Column("id", ID, nullable=False, unique=True), sa.Column("seq", sa.BigInteger)
    )
    told = "language published url title author outlet captured supersedes given_id".split()
    op.create_table("document", _seq(), _text("text", nullable=False), *(_text(name) for name in told))
    op.create_table(
        "extraction",
        _seq(),
        _ref("document", "document.seq"),
        *(_text(name, nullable=False) for name in ("step", "version", "packs")),
    )
    op.create_table(
        "statement",
        _seq(),
        _ref("document", "document.seq"),
        _ref("report", "report.key"),
        _number("field"),
        _number("by"),
        sa.Column("extraction", BIG),
        _text("value", nullable=False),
        _text("spans"),
        sa.Column("replaces", ID),
        _text("rest"),
    )
    op.create_table(
        "relation",
        _seq(),
        _ref("a", "report.key"),
        _ref("b", "report.key"),
        _number("verdict"),
        _number("by"),
        _text("rest"),
    )
    op.create_table(
        "review", _seq(), _ref("document", "document.seq"), _ref("report", "report.key"), _text("body", nullable=False)
    )
    for table, column in (
        ("document", "url"),
        ("extraction", "document"),
        ("statement", "document"),
        ("statement", "report"),
        ("relation", "a"),
        ("relation", "b"),
        ("review", "document"),
    ):
        op.create_index(f"{table}_{column}", table, [column])
