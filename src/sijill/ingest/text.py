"""Documents from text files, Markdown, JSON lines, folders and standard input."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from pathlib import Path
from typing import Any, Final

from sijill.errors import BadDocument
from sijill.ingest.encoding import decode
from sijill.ingest.frontmatter import split_front_matter
from sijill.ingest.script import language_of
from sijill.model.text import Document

MAX_BYTES: Final = 20_000_000
"""The longest text that is read, in bytes. A year of one agency's reports is a tenth of it."""

STDIN: Final = "-"
JSON_LINES: Final = (".jsonl", ".ndjson")
_NOT_READ: Final = {
    ".htm": "HTML", ".html": "HTML", ".mhtml": "HTML", ".pdf": "PDF", ".docx": "Word", ".doc": "Word", ".odt": "ODT",
    ".rtf": "RTF", ".eml": "mail", ".msg": "mail", ".mbox": "mail", ".epub": "EPUB", ".xml": "XML", ".warc": "WARC",
}  # fmt: skip
_TABLES: Final = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]+)?")
# Marks of width zero and of direction are no text, though no blanks either.
_SEEN: Final = re.compile(r"[^\s\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]")


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
class _Given:
    """What the caller says of every document that does not say it itself."""

    published: datetime | None
    language: str | None
    tz: tzinfo
    now: datetime


def read(
    paths: Iterable[str | Path],
    *,
    published: date | datetime | str | None = None,
    language: str | None = None,
    tz: tzinfo,
    now: datetime,
    stdin: Callable[[], bytes] | None = None,
) -> Iterator[Read | Failure]:
    """Read documents from files, folders (all files below, by path) and "-", in order.

    published, language: for documents that do not tell theirs; a date is midnight of tz. tz: of times without a zone.
    now: aware, the time of capture. stdin: gives the bytes that "-" stands for.
    A document that cannot be read is a Failure in its place, and the rest is still read.
    Raises BadDocument if `published` or `language` itself is bad.
    """
    given = _given(published, language, tz=tz, now=now)
    return (one for path in paths for one in _from_path_or_stdin(path, stdin, given))


def from_bytes(
    data: bytes,
    *,
    name: str,
    published: date | datetime | str | None = None,
    language: str | None = None,
    tz: tzinfo,
    now: datetime,
) -> Iterator[Read | Failure]:
    """Read the documents in these bytes. name: of the file they come from; its suffix tells the form."""
    return _from_bytes(data, name, _given(published, language, tz=tz, now=now))


def _given(published: date | datetime | str | None, language: str | None, *, tz: tzinfo, now: datetime) -> _Given:
    if isinstance(published, date) and not isinstance(published, datetime):
        published = datetime.combine(published, time())
    if isinstance(published, datetime):
        published = published if published.tzinfo else published.replace(tzinfo=tz)
    else:
        published = _time(published, "argument", "published", tz=tz)
    return _Given(published, _language(language, "argument", "language"), tz, now)


def _from_path_or_stdin(path: str | Path, stdin: Callable[[], bytes] | None, given: _Given) -> Iterator[Read | Failure]:
    if str(path) != STDIN:
        return _from_path(Path(path), given)
    data = stdin() if stdin else b""
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    if _is_json_line(first):
        return _from_lines(data.splitlines(keepends=True), "standard input", given)
    return _from_bytes(data, "standard input", given)


def _is_json_line(line: bytes) -> bool:
    try:
        body = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(body, dict) and "text" in body


def _from_path(path: Path, given: _Given) -> Iterator[Read | Failure]:
    name = str(path)
    try:
        if path.is_dir():
            below = sorted(p for p in path.rglob("*") if not _hidden(p.relative_to(path)) and p.is_file())
            if not below:
                yield Failure(name, name, f"{name}: the folder holds no files")
            for file in below:
                yield from _from_path(file, given)
        elif path.suffix.lower() in JSON_LINES:
            with path.open("rb") as file_:
                yield from _from_lines(file_, name, given)
        else:
            _check_form(name)
            _check_size(name, path.stat().st_size)
            yield from _from_bytes(path.read_bytes(), name, given)
    except FileNotFoundError:
        yield Failure(name, name, f"{name}: no such file or folder")
    except OSError as error:
        yield Failure(name, name, f"{name}: cannot be read: {error.strerror or error}")
    except BadDocument as error:
        yield Failure(name, name, str(error))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _from_bytes(data: bytes, name: str, given: _Given) -> Iterator[Read | Failure]:
    if name.lower().endswith(JSON_LINES):
        yield from _from_lines(data.splitlines(keepends=True), name, given)
        return
    try:
        _check_form(name)
        _check_size(name, len(data))
        text = decode(data, name)
        told, body = split_front_matter(text)
        document = _document(body, told, name, given)
    except BadDocument as error:
        yield Failure(name, name, str(error))
        return
    yield Read(document, text_is_input=not told and body.encode("utf-8", "surrogatepass") == data)


def _from_lines(lines: Iterable[bytes], name: str, given: _Given) -> Iterator[Read | Failure]:
    """One document a line. The encoding is found line by line, so a bad line does not spoil the next."""
    n_read = 0
    try:
        for number, line in enumerate(_in_utf8(lines, name), 1):
            if line.strip():
                n_read += 1
                yield _from_line(line, name, f"{name}:{number}", given)
    except BadDocument as error:
        yield Failure(name, name, str(error))
        return
    if not n_read:
        yield Failure(name, name, f"{name}: the file holds no documents; give one JSON object a line")


def _from_line(line: bytes, name: str, where: str, given: _Given) -> Read | Failure:
    id = where
    try:
        body = _parsed(line, where)
        id = _field(body, "id", where, also=(int,)) or where
        return _from_body(body, where, id, given, is_utf8=_is_utf8(line))
    except BadDocument as error:
        return Failure(id, name, str(error))


def _in_utf8(lines: Iterable[bytes], name: str) -> Iterator[bytes]:
    """The lines, with a UTF-16 file's taken apart after decoding: its line ends are two bytes."""
    opening = iter(lines)
    first = next(opening, b"")
    if first.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in first[:2]:
        text = decode(first + b"".join(opening), name)
        yield from (line.encode("utf-8", "surrogatepass") for line in text.split("\n"))
        return
    yield first.removeprefix(b"\xef\xbb\xbf")
    yield from opening


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parsed(line: bytes, where: str) -> Mapping[str, Any]:
    # JSON escapes may make a line longer than its text, but not by more than six to one.
    if len(line) > 7 * MAX_BYTES:
        _check_size(where, len(line))
    text = decode(line, where)
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadDocument(f"{where}: not a JSON object: {error}; give one object a line") from error
    if not isinstance(body, dict):
        raise BadDocument(f'{where}: found {type(body).__name__}, not an object; write {{"id": …, "text": …}}')
    return body


def _from_body(body: Mapping[str, Any], where: str, id: str, given: _Given, *, is_utf8: bool) -> Read:
    text = _field(body, "text", where)
    if text is None:
        raise BadDocument(
            f"{where}: the field `text` is missing; its fields are: {', '.join(map(str, body)) or 'none'}"
        )
    _check_size(where, len(text.encode("utf-8", "surrogatepass")))
    names = ("outlet", "url", "published", "language", "lang", "author", "title")
    told = {name: value for name in names if (value := _field(body, name, where))}
    document = _document(text, told, where, given, given_id=None if id == where else id)
    return Read(document, text_is_input=is_utf8)


def _field(body: Mapping[str, Any], name: str, where: str, *, also: tuple[type, ...] = ()) -> str | None:
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, also) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise BadDocument(f"{where}: the field `{name}` is {value!r:.60}; it must be a text")
    return value if name == "text" else value.strip() or None


def _document(
    text: str, told: Mapping[str, str], where: str, given: _Given, *, given_id: str | None = None
) -> Document:
    if not _SEEN.search(text):
        raise BadDocument(f"{where}: it is empty; there is no text to read")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise BadDocument(f"{where}: the text holds half a character (a lone surrogate); {_ESCAPES}") from None
    language = _language(told.get("language") or told.get("lang"), where, "language")
    return Document(
        text=text,
        language=language or given.language or language_of(text),
        published=_time(told.get("published"), where, "published", tz=given.tz) or given.published,
        url=told.get("url"),
        title=told.get("title"),
        author=told.get("author"),
        outlet=told.get("outlet"),
        captured=given.now,
        given_id=given_id,
    )


_ESCAPES: Final = "write characters as they are, or as whole \\u pairs"


def _time(value: str | None, where: str, field: str, *, tz: tzinfo) -> datetime | None:
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise BadDocument(
            f"{where}: `{field}` is {value!r}; write it as 2020-12-21 or 2020-12-21T08:30:00+03:00"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=tz)


def _language(value: str | None, where: str, field: str) -> str | None:
    if value is None:
        return None
    found = _LANGUAGE.fullmatch(value.strip())
    if not found:
        raise BadDocument(f"{where}: `{field}` is {value!r}; write a code of two or three letters, such as en or ar")
    return found[1].lower()


def _check_form(name: str) -> None:
    suffix = Path(name).suffix.lower()
    if form := _NOT_READ.get(suffix):
        raise BadDocument(f"{name}: {form} files are not read yet; save it as text (.txt, UTF-8) and read that")
    if suffix in _TABLES:
        raise BadDocument(f"{name}: a table is not a document; bring it in with `sijill import`")


def _check_size(name: str, n_bytes: int) -> None:
    if n_bytes > MAX_BYTES:
        raise BadDocument(f"{name}: {n_bytes} bytes of text; the limit is {MAX_BYTES}: split it into one file a report")
