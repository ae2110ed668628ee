"""When a ledger's documents were published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select

from sijill.model.text import NOTE
from sijill.store import engine, schema
from sijill.store.ledger import Ledger


def last_published(ledger: Ledger, *, as_of: int | None = None) -> datetime | None:
    """The latest moment at which a document of the ledger was published, None if none tells.

    A note is not published news: the day on which it was written says nothing of how far the news was followed.
    """
    body = schema.document
    top = ledger.last_seq() if as_of is None else as_of
    with engine.reading(ledger._sql, ledger.name) as connection:
        # ISO texts order by their local time, so this is right to within a zone's hours, without reading every row.
        news = or_(body.c.given_id.is_(None), body.c.given_id.not_like(f"{NOTE}%"))
        told = connection.execute(select(func.max(body.c.published)).where(body.c.seq <= top, news)).scalar()
    return datetime.fromisoformat(told) if told else None
