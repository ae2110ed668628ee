"""When a ledger's documents were published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from sijill.store import engine, schema
from sijill.store.ledger import Ledger


def last_published(ledger: Ledger, *, as_of: int | None = None) -> datetime | None:
    """The latest moment at which a document of the ledger was published, None if none tells."""
    body = schema.document
    top = ledger.last_seq() if as_of is None else as_of
    with engine.reading(ledger._sql, ledger.name) as connection:
        # ISO texts order by their local time, so this is right to within a zone's hours, without reading every row.
        told = connection.execute(select(func.max(body.c.published)).where(body.c.seq <= top)).scalar()
    return datetime.fromisoformat(told) if told else None
