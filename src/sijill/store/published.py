"""When a ledger's documents were published."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import ColumnElement, func, or_, select

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
        told = connection.execute(select(func.max(body.c.published)).where(body.c.seq <= top, _news())).scalar()
    return datetime.fromisoformat(told) if told else None


def published_days(
    ledger: Ledger, first: date, last: date, *, languages: Collection[str], timezone: tzinfo
) -> list[date]:
    """The local days, from `first` to `last`, on which documents in some languages were published, one a document.

    Notes are left out, as above.
    """
    body = schema.document
    margin = timedelta(days=1)
    # ISO texts of another zone may name the day beside the local one.
    near = body.c.published.between((first - margin).isoformat(), (last + 2 * margin).isoformat())
    query = select(body.c.published).where(near, body.c.language.in_(languages), _news())
    with engine.reading(ledger._sql, ledger.name) as connection:
        told = connection.execute(query).scalars().all()
    days = (datetime.fromisoformat(moment).astimezone(timezone).date() for moment in told)
    return sorted(day for day in days if first <= day <= last)


def _news() -> ColumnElement[bool]:
    given = schema.document.c.given_id
    return or_(given.is_(None), given.not_like(f"{NOTE}%"))
