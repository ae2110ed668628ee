"""RSS and Atom feeds: one document an entry."""

from __future__ import annotations

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

from sijill.errors import BadDocument
from sijill.ingest.draft import Draft, Failure, Hints, check_size, told
from sijill.ingest.html import plain

_ROOT: Final = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|<\?[^>]*>|\s)*<(?:rss|feed|rdf:RDF|\w+:feed)\b",
    re.S,
)


def is_feed(data: bytes) -> bool:
    """Whether XML is a feed, by its first element."""
    return _ROOT.match(data[:4096]) is not None


def documents(data: bytes, name: str, *, hints: Hints) -> Iterator[Draft | Failure]:
    """Every entry with its own address, title, author and times; the feed's title is the outlet.

    The text is the entry's full content if the feed gives it, else its summary, else its title.
    """
    import feedparser

    check_size(name, len(data))
    headers = {"content-type": f"application/xml; charset={hints.charset}"} if hints.charset else {}
    # A file object: bytes would be tried as the name of a file.
    feed: Any = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.entries:
        why = feed.get("bozo_exception") if feed.get("bozo") else None
        what = f"it cannot be read as RSS or Atom: {why}" if why else "the feed holds no entries"
        raise BadDocument(f"{name}: {what}; look at its address in a browser, or save the articles themselves")
    about = feed.feed
    for number, entry in enumerate(feed.entries, 1):
        where = f"{name}:{number}"
        text = _text(entry)
        if not text.strip():
            yield Failure(
                where,
                name,
                f"{where}: the entry holds no text; save the article at {entry.get('link') or 'its address'}",
            )
            continue
        yield Draft(
            text,
            where,
            told(
                url=entry.get("link"),
                title=plain(entry.get("title") or ""),
                author=entry.get("author"),
                outlet=(entry.get("source") or {}).get("title") or about.get("title"),
                published=_time(entry.get("published_parsed")),
                modified=_time(entry.get("updated_parsed")) if "updated" in entry else None,
            ),
        )
    if (
        feed.get("bozo")
        and isinstance(feed.get("bozo_exception"), Exception)
        and "Sax" in type(feed.bozo_exception).__name__
    ):
        yield Failure(
            name,
            name,
            f"{name}: the feed is damaged after entry {len(feed.entries)}: {feed.bozo_exception}; get it again",
        )


def _text(entry: Any) -> str:
    bodies = [
        part.get("value") or ""
        for part in entry.get("content") or ()
        if "html" in part.get("type", "html") or part.get("type") == "text/plain"
    ]
    for body in (*bodies, entry.get("summary") or "", entry.get("title") or ""):
        if text := plain(body):
            return text
    return ""


def _time(told_: Any) -> str | None:
    return datetime.fromtimestamp(timegm(told_), UTC).isoformat() if told_ else None
