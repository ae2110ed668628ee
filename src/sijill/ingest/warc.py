"""WARC files: pages as a crawler kept them, read one by one; and pages kept that way when they are fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sijill.errors import BadDocument
from sijill.ingest.draft import MAX_ARCHIVE, MAX_BYTES, Draft, Failure, Hints, check_size

if TYPE_CHECKING:
    from sijill.ingest.fetch import Page

_READ: Final = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "application/rss+xml",
                "application/atom+xml", "application/xml", "text/xml")  # fmt: skip
"""Types of a crawl's files that hold text for readers; pictures, scripts and styles are passed over."""


@dataclass(frozen=True, slots=True)
class _Kept:
    url: str
    body: bytes
    kind: str
    charset: str | None
    captured: str | None
    id: str


def documents(data: bytes, name: str, *, hints: Hints) -> Iterator[Draft | Failure]:
    """Every page that came with status 200, in the file's order, with its address, time of capture and record id."""
    del hints
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    from sijill.ingest.forms import drafts

    check_size(name, len(data), limit=MAX_ARCHIVE)
    n_read = 0
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            kept = _kept(record)
            if kept is None:
                continue
            n_read += 1
            for found in drafts(kept.body, f"{name}#{kept.id}", hints=Hints(kept.url, kept.charset), kind=kept.kind):
                yield _with(found, kept, name)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        # What came before the damage has been given.
        yield Failure(name, name, f"{name}: the WARC file is damaged after page {n_read}: {error}; get it again")
        return
    if not n_read:
        raise BadDocument(f"{name}: no page in this WARC file (a response with status 200 that holds text)")


def _kept(record: Any) -> _Kept | None:
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers if record.rec_type == "response" else None
    if headers is not None and headers.get_statuscode() != "200":
        return None
    told = (headers.get_header("Content-Type") if headers is not None else record.content_type) or ""
    kind, charset = content_type(told)
    if kind not in _READ:
        return None
    body = record.content_stream().read(MAX_BYTES + 1)
    return _Kept(
        str(record.rec_headers.get_header("WARC-Target-URI")),
        body,
        kind,
        charset,
        _time(record.rec_headers.get_header("WARC-Date")),
        str(record.rec_headers.get_header("WARC-Record-ID")).strip("<>"),
    )


def _with(found: Draft | Failure, kept: _Kept, name: str) -> Draft | Failure:
    if isinstance(found, Failure):
        return Failure(found.id, name, found.error)
    told = {"url": kept.url, **found.told, "archive": f"{Path(name).name}#{kept.id}"}
    if kept.captured:
        told["captured"] = kept.captured
    return Draft(found.text, found.where, told)


def _time(value: str | None) -> str | None:
    try:
        return datetime.fromisoformat(value or "").isoformat()
    except ValueError:
        return None


def content_type(value: str) -> tuple[str, str | None]:
    """The type and the charset of a Content-Type header."""
    from email.message import Message

    told = Message()
    told["Content-Type"] = value or "application/octet-stream"
    charset = told.get_param("charset")
    return told.get_content_type(), charset if isinstance(charset, str) else None


def keep(page: Page, folder: Path, *, now: datetime) -> str:
    """Write a page as it came to a WARC file of its own; give where it lies: `FOLDER/FILE#RECORD`.

    The record holds status, headers, body, address, time and the SHA-256 of the body. now: aware.
    Raises OSError if the folder cannot be written.
    """
    from hashlib import sha256

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    digest = sha256(page.raw).hexdigest()
    stamp = now.astimezone(UTC)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{stamp:%Y%m%dT%H%M%SZ}-{digest[:12]}.warc.gz"
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    record = writer.create_warc_record(
        page.url,
        "response",
        payload=io.BytesIO(page.raw),
        http_headers=StatusAndHeaders(f"{page.status} {page.reason}", list(page.headers), protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": f"{stamp:%Y-%m-%dT%H:%M:%SZ}"},
    )
    record.length = record.payload_length  # else it would take digests of its own anew
    record.rec_headers.replace_header("WARC-Payload-Digest", f"sha256:{digest}")
    writer.write_record(record)
    record.raw_stream.close()  # the copy that it made to take digests
    part = file.with_suffix(".part")
    part.write_bytes(buffer.getvalue())
    part.rename(file)
    return f"{folder.name}/{file.name}#{str(record.rec_headers.get_header('WARC-Record-ID')).strip('<>')}"
