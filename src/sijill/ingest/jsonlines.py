"""JSON lines: one object with `id`, `text` and what is known of it a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sijill.errors import BadDocument
from sijill.ingest.draft import KEYS, MAX_BYTES, Draft, Failure, Hints, check_size
from sijill.ingest.encoding import decode

SUFFIXES: Final = (".jsonl", ".ndjson")


def documents(data: bytes, name: str, *, hints: Hints) -> Iterator[Draft | Failure]:
    """One document a line."""
    del hints
    return from_lines(data.splitlines(keepends=True), name)


def from_lines(lines: Iterable[bytes], name: str) -> Iterator[Draft | Failure]:
    """One document a line. The encoding is found line by line, so a bad line does not spoil the next."""
    n_read = 0
    for number, line in enumerate(_in_utf8(lines, name), 1):
        if line.strip():
            n_read += 1
            yield _from_line(line, name, f"{name}:{number}")
    if not n_read:
        raise BadDocument(f"{name}: the file holds no documents; give one JSON object a line")


def is_line(line: bytes) -> bool:
    """Whether a line is a JSON object with a text."""
    try:
        body = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(body, dict) and "text" in body


def _from_line(line: bytes, name: str, where: str) -> Draft | Failure:
    id = where
    try:
        body = _parsed(line, where)
        id = _field(body, "id", where, also=(int,)) or where
        return _from_body(body, where, id, is_utf8=_is_utf8(line))
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
        check_size(where, len(line))
    text = decode(line, where)
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadDocument(f"{where}: not a JSON object: {error}; give one object a line") from error
    if not isinstance(body, dict):
        raise BadDocument(f'{where}: found {type(body).__name__}, not an object; write {{"id": …, "text": …}}')
    return body


def _from_body(body: Mapping[str, Any], where: str, id: str, *, is_utf8: bool) -> Draft:
    text = _field(body, "text", where)
    if text is None:
        raise BadDocument(
            f"{where}: the field `text` is missing; its fields are: {', '.join(map(str, body)) or 'none'}"
        )
    check_size(where, len(text.encode("utf-8", "surrogatepass")))
    told = {name: value for name in KEYS if (value := _field(body, name, where))}
    return Draft(text, where, told, given_id=None if id == where else id, text_is_input=is_utf8)


def _field(body: Mapping[str, Any], name: str, where: str, *, also: tuple[type, ...] = ()) -> str | None:
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, also) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise BadDocument(f"{where}: the field `{name}` is {value!r:.60}; it must be a text")
    return value if name == "text" else value.strip() or None
