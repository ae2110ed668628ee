"""Triggers that refuse to change or delete a record, and redaction, the one exception."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

FIXED = ("record", "entry", "word", "redaction")
BODIES = ("document", "extraction", "statement", "relation", "review")
BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")

SQLITE = """CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} {when}
BEGIN SELECT RAISE(ABORT, 'a ledger only adds: {table} cannot be changed'); END"""
SQLITE_UNLESS = "WHEN NOT EXISTS (SELECT 1 FROM redaction WHERE seq = OLD.seq)"

POSTGRES_FIXED = """CREATE FUNCTION ledger_only_adds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a ledger only adds: % cannot be changed', TG_TABLE_NAME; END $$"""
POSTGRES_BODY = """CREATE FUNCTION ledger_only_redacts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM redaction WHERE seq = OLD.seq) THEN
    RAISE EXCEPTION 'a ledger only adds: % cannot be changed', TG_TABLE_NAME;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$"""


def upgrade() -> None:
    op.create_table(
        "redaction",
        sa.Column("seq", BIG, sa.ForeignKey("record.seq"), primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("author", sa.Integer, sa.ForeignKey("word.key"), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in FIXED + BODIES:
            for verb in ("UPDATE", "DELETE"):
                op.execute(SQLITE.format(table=table, verb=verb, when=SQLITE_UNLESS if table in BODIES else ""))
        return
    op.execute(POSTGRES_FIXED)
    op.execute(POSTGRES_BODY)
    for table in FIXED + BODIES:
        rule = "ledger_only_redacts" if table in BODIES else "ledger_only_adds"
        op.execute(
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {rule}()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_adds()"
        )
