"""Bytes to documents: text, posts, pages, feeds, mail, PDF, Word, chats, archives; from files or the web."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sijill.ingest.draft import MAX_BYTES, Failure, Read
from sijill.ingest.encoding import decode
from sijill.ingest.fetch import Page, fetch
from sijill.ingest.language import language_of
from sijill.ingest.reading import from_bytes, read, total

__all__ = [
    "MAX_BYTES",
    "Failure",
    "Page",
    "Read",
    "decode",
    "fetch",
    "from_bytes",
    "keeper",
    "language_of",
    "read",
    "total",
]


def keeper(folder: Path, *, now: datetime) -> Callable[[Page], str]:
    """What keeps fetched pages as WARC files in a folder, which is made when the first page comes. now: aware."""

    def keep(page: Page) -> str:
        from sijill.ingest.warc import keep as write

        return write(page, folder, now=now)

    return keep
