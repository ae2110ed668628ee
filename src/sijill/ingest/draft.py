"""What a form finds in its bytes, and how that becomes a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from typing import Final, Protocol

from sijill.errors import BadDocument
from sijill.ingest.language import language_of
from sijill.model.text import Document

MAX_BYTES: Final = 20_000_000
"""The longest text, page or file of one document that is read, in bytes. A year of one agency's reports is a tenth."""
MAX_ARCHIVE: Final = 200_000_000
"""The largest file of many documents (mailbox, WARC file, chat export) that is read, in bytes."""

KEYS: Final = ("outlet", "url", "published", "language", "lang", "author", "title")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]+)?")
# Marks of width zero and of direction are no text, though no blanks either.
_SEEN: Final = re.compile(r"[^\s\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]")
_ESCAPES: Final = "write characters as they are, or as whole \\u pairs"


@dataclass(frozen=True, slots=True)
class Read:
    """A document, and whether its text is the input itself, so that whoever has the input need not be told it."""

    document: Document
    text_is_input: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read. id: its given id, else its file (and line). error: what, where, remedy."""

    id: str
    path: str
    error: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and what its form tells of it. where: for messages, such as `posts.jsonl:3`.

    told: outlet, url, published, language, author, title, modified, captured, archive, via; times as ISO 8601.
    """

    text: str
    where: str
    told: Mapping[str, str] = field(default_factory=dict)
    given_id: str | None = None
    text_is_input: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of every document that does not say it itself. tz: of times without a zone."""

    published: datetime | None
    language: str | None
    tz: tzinfo
    now: datetime


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of bytes before they are read: of a page, its address and the charset of its headers."""

    url: str | None = None
    charset: str | None = None


class Form(Protocol):
    """Turns the bytes of one file into drafts, in their order. Raises BadDocument if nothing can be read from it."""

    def __call__(self, data: bytes, name: str, *, hints: Hints) -> Iterator[Draft | Failure]: ...


def given(published: date | datetime | str | None, language: str | None, *, tz: tzinfo, now: datetime) -> Given:
    """Check what the caller says. Raises BadDocument for what is no time or no language code."""
    if isinstance(published, date) and not isinstance(published, datetime):
        published = datetime.combine(published, time())
    if isinstance(published, datetime):
        published = published if published.tzinfo else published.replace(tzinfo=tz)
    else:
        published = _time(published, "argument", "published", tz=tz)
    return Given(published, _language(language, "argument", "language"), tz, now)


def document(draft: Draft, known: Given) -> Document:
    """Make the document. Raises BadDocument if it has no text, or if what is told of it cannot be right."""
    text, where, told = draft.text, draft.where, draft.told
    if not _SEEN.search(text):
        raise BadDocument(f"{where}: it is empty; there is no text to read")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise BadDocument(f"{where}: the text holds half a character (a lone surrogate); {_ESCAPES}") from None
    language = _language(told.get("language") or told.get("lang"), where, "language")
    times = {name: _time(told.get(name), where, name, tz=known.tz) for name in ("published", "modified", "captured")}
    return Document(
        text=text,
        language=language or known.language or language_of(text),
        published=times["published"] or known.published,
        url=told.get("url"),
        title=told.get("title"),
        author=told.get("author"),
        outlet=told.get("outlet"),
        captured=times["captured"] or known.now,
        given_id=draft.given_id,
        modified=times["modified"],
        archive=told.get("archive"),
        via=told.get("via"),
    )


def _time(value: str | None, where: str, name: str, *, tz: tzinfo) -> datetime | None:
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise BadDocument(
            f"{where}: `{name}` is {value!r}; write it as 2020-12-21 or 2020-12-21T08:30:00+03:00"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=tz)


def _language(value: str | None, where: str, name: str) -> str | None:
    if value is None:
        return None
    found = _LANGUAGE.fullmatch(value.strip())
    if not found:
        raise BadDocument(f"{where}: `{name}` is {value!r}; write a code of two or three letters, such as en or ar")
    return found[1].lower()


def check_size(name: str, n_bytes: int, *, limit: int = MAX_BYTES) -> None:
    """Raise BadDocument if there is more to read than the limit."""
    if n_bytes > limit:
        what = "of text" if limit == MAX_BYTES else "in one file"
        raise BadDocument(
            f"{name}: {n_bytes} bytes {what}; the limit is {limit}: split it into one file a report"
            if limit == MAX_BYTES
            else f"{name}: {n_bytes} bytes {what}; the limit is {limit}: split it into smaller files"
        )


def told(**values: str | None) -> dict[str, str]:
    """What is known among these values: blank is unknown, and blanks around a value are no part of it."""
    return {name: " ".join(value.split()) for name, value in values.items() if value and value.strip()}
