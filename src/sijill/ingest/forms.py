"""Which form a file has: by its name, and where the name tells nothing, by how its bytes begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from sijill.errors import BadDocument
from sijill.ingest.draft import Draft, Failure, Form, Hints

_SUFFIXES: Final[Mapping[str, str]] = {
    ".txt": "plain", ".md": "plain", ".markdown": "plain", ".jsonl": "jsonlines", ".ndjson": "jsonlines",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx", ".docm": "docx",
    ".eml": "mail", ".mht": "mail", ".mhtml": "mail", ".mbox": "mail:mailbox", ".rss": "feeds", ".atom": "feeds",
    ".warc": "warc",
}  # fmt: skip
_KINDS: Final[Mapping[str, str]] = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/plain": "plain",
    "text/markdown": "plain", "message/rfc822": "mail", "application/rss+xml": "feeds", "application/atom+xml": "feeds",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx", "application/warc": "warc",
    "application/x-ndjson": "jsonlines", "application/jsonl": "jsonlines",
}  # fmt: skip
"""Types that servers tell."""
_NOT_READ: Final = {
    ".doc": "old Word", ".odt": "ODT", ".rtf": "RTF", ".msg": "Outlook mail", ".epub": "EPUB", ".pages": "Pages",
    ".pptx": "slide", ".ppt": "slide", ".wacz": "WACZ",
}  # fmt: skip
_TABLES: Final = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet")
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_MAIL: Final = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|DKIM-Signature|From|X-[\w-]+): [^\n]+\n"
    rb"(?:[ \t][^\n]*\n|[!-9;-~]+:[^\n]*\n)+\r?\n",
    re.IGNORECASE,
)
_SAMPLE: Final = 8192


def drafts(data: bytes, name: str, *, hints: Hints, kind: str | None = None) -> Iterator[Draft | Failure]:
    """What these bytes hold, in order. kind: the type that a server tells of them.

    A file that cannot be read at all is one failure; nothing is raised.
    """
    n_given = 0
    try:
        for found in _reader(form_of(data, name, kind=kind))(data, name, hints=hints):
            n_given += 1
            yield found
    except BadDocument as error:
        yield Failure(name, name, str(error))
    except Exception as error:  # noqa: BLE001  a file from anywhere may break its reader in any way; the run goes on
        what = f"{type(error).__name__}: {error}"
        after = f" after {n_given} documents" if n_given else ""
        yield Failure(name, name, f"{name}: it cannot be read{after} ({what}); save its text as .txt and read that")


def form_of(data: bytes, name: str, *, kind: str | None = None) -> str:
    """The form's name. Raises BadDocument, with what to do, for forms that are not read."""
    by_bytes = _by_magic(data)
    if by_bytes:
        return by_bytes
    suffix = _suffix(name)
    if kind is not None and kind in _KINDS:
        return _KINDS[kind] if _KINDS[kind] != "plain" or suffix != ".jsonl" else "jsonlines"
    check_suffix(name)
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    return _by_opening(data, name, suffix)


def check_suffix(name: str) -> None:
    """Raise BadDocument, with what to do, for a name that tells a form that is not read."""
    suffix = _suffix(name)
    if form := _NOT_READ.get(suffix):
        raise BadDocument(f"{name}: {form} files are not read; save it as .docx, .pdf, .eml or .txt and read that")
    if suffix in _TABLES:
        raise BadDocument(f"{name}: a table is not a document; bring it in with `sijill import`")


def many(name: str) -> bool:
    """Whether a file of this name may hold any number of documents."""
    return _SUFFIXES.get(_suffix(name)) in ("mail:mailbox", "warc", "feeds") or _suffix(name) in (
        ".xml",
        ".json",
        ".gz",
    )


def _suffix(name: str) -> str:
    path = Path(name.rpartition("#")[2] or name)
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix == ".gz" and Path(path.stem).suffix else suffix


def _by_magic(data: bytes) -> str | None:
    """Forms whose first bytes leave no doubt, whatever the file is called."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"WARC/"):
        return "warc"
    if data.startswith(b"\x1f\x8b"):
        import zlib

        try:
            return "warc" if zlib.decompressobj(wbits=31).decompress(data, 5) == b"WARC/" else None
        except zlib.error:
            return None
    if data.startswith(b"PK\x03\x04"):
        from sijill.ingest.docx import is_word

        return "docx" if is_word(data) else None
    return None


def _by_opening(data: bytes, name: str, suffix: str) -> str:
    from sijill.ingest import feeds, jsonlines, telegram

    head = data[:_SAMPLE]
    if feeds.is_feed(head):
        return "feeds"
    if _HTML.match(head):
        return "html"
    if suffix == ".xml":
        raise BadDocument(f"{name}: XML that is neither RSS nor Atom nor a web page; save its text as .txt")
    if suffix in (".json", "") and telegram.is_export(head):
        return "telegram"
    if _MAIL.match(head):
        return "mail"
    if re.match(rb"From \S+ .*\d{4}\r?\n[\w-]+:", head):
        return "mail:mailbox"
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    return "jsonlines" if not suffix and jsonlines.is_line(first) else "plain"


def _reader(form: str) -> Form:
    """Loaded when first needed: the libraries behind most forms take longer to import than a text takes to read."""
    module, _, name = form.partition(":")
    return cast("Form", getattr(import_module(f"sijill.ingest.{module}"), name or "documents"))
