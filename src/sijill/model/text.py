"""Texts and where they come from: outlets, documents, and spans of their characters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from sijill.errors import BadRecord


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet. Two outlets of one `owner` count as one voice."""

    id: str
    name: str
    language: str | None = None
    country: str | None = None
    owner: str | None = None
    lean: str | None = None
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a document's original text, in code points, with the words that stand there."""

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.quote) or not self.quote:
            raise BadRecord(f"span {self.start}..{self.end} does not fit its quote {self.quote!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of these offsets, with its quote cut from the text."""
        return cls(start, end, text[start:end])

    def fits(self, text: str) -> bool:
        return text[self.start : self.end] == self.quote

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


_TIMES: Final = ("published", "captured", "modified")
NOTE: Final = "note:"
"""What the given id of a note begins with: a line that a person wrote, read like a line of a list."""
DATE_ORDERS: Final = ("dmy", "mdy")
"""Day first or month first. The id of a note that says which goes on with it: "note:mdy:"."""
_LATER: Final = ("modified", "archive", "via")
"""Fields that came after the first ledgers were written: left out where unknown, so that their hashes hold."""


_FIRST: Final = 60
"""At most so many characters of a text stand for a title."""


def shortened(text: str) -> str:
    """The first words of a text, on one line and no longer than a title."""
    words = " ".join(text.split())
    return words if len(words) <= _FIRST else f"{words[:_FIRST].rpartition(' ')[0] or words[:_FIRST]}…"


@dataclass(frozen=True, slots=True)
class Document:
    """One text as retrieved. `text` never changes; the id follows from the content.

    published: an aware time, or None. captured: when it was retrieved. language: ISO 639-1.
    outlet: the source's id or, for an outlet outside the theatre, its name.
    supersedes: the id of an earlier version of the same URL.
    modified: when its source says it was last changed. archive: where the original lies, such as
    `ledger.sijill.warc/FILE#RECORD` or `photo.jpg#sha256:…`, or a file's name where nothing else names it. via: whom
    the publisher had it from, as told.
    """

    kind: ClassVar[str] = "document"

    text: str
    language: str | None = None
    published: datetime | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    captured: datetime | None = None
    supersedes: str | None = None
    given_id: str | None = None
    modified: datetime | None = None
    archive: str | None = None
    via: str | None = None
    id: str = ""

    def __post_init__(self) -> None:
        for name in ("published", "modified"):
            told = getattr(self, name)
            if told is not None and told.tzinfo is None:
                raise BadRecord(f"document {self.title or self.url or self.id!r}: `{name}` has no time zone")
        if not self.id:
            object.__setattr__(self, "id", self._content_id())

    def _content_id(self) -> str:
        told = (self.text, self.url, self.published and self.published.isoformat(), self.outlet)
        return hashlib.sha256("\x1f".join(part or "" for part in told).encode("utf-8", "surrogatepass")).hexdigest()[
            :32
        ]

    @property
    def is_note(self) -> bool:
        """Whether a person wrote it into the ledger: `published` is then when they did, and no day of news."""
        return (self.given_id or "").startswith(NOTE)

    @property
    def date_order(self) -> str | None:
        """dmy or mdy, where whoever wrote a note said how the figures of its date stand."""
        return next((order for order in DATE_ORDERS if (self.given_id or "").startswith(f"{NOTE}{order}:")), None)

    @property
    def sha256(self) -> str:
        """Hash of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def first_words(self) -> str:
        """How a document that nothing else names is called."""
        return shortened(self.text)

    def span(self, start: int, end: int) -> Span:
        return Span.of(self.text, start, end)

    def to_json(self) -> dict[str, Any]:
        """Everything but the id, times as ISO 8601; what few documents have, only where they have it."""
        body = {name: getattr(self, name) for name in self._stored()}
        for name in _TIMES:
            body[name] = body[name] and body[name].isoformat()
        return {name: value for name, value in body.items() if value is not None or name not in _LATER}

    @classmethod
    def from_json(cls, body: Mapping[str, Any], id: str) -> Document:
        told = dict(body)
        for name in _TIMES:
            told[name] = datetime.fromisoformat(told[name]) if told.get(name) else None
        return cls(**told, id=id)

    @classmethod
    def _stored(cls) -> Iterator[str]:
        return (name for name in cls.__slots__ if name != "id")
