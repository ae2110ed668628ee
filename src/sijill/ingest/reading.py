"""Documents from files, folders, addresses on the web and standard input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Final

from sijill.errors import BadDocument
from sijill.ingest import draft, forms, jsonlines, pictures
from sijill.ingest.draft import MAX_ARCHIVE, Draft, Failure, Given, Hints, Read
from sijill.ingest.fetch import Fetch, Page, is_url

STDIN: Final = "-"
Keep = Callable[[Page], str]
"""Keeps a page as it came, and gives where it lies."""


@dataclass(frozen=True, slots=True)
class _Ways:
    """How what is named is reached."""

    given: Given
    stdin: Callable[[], bytes] | None
    fetch: Fetch | None
    keep: Keep | None


def read(
    paths: Iterable[str | Path],
    *,
    published: date | datetime | str | None = None,
    language: str | None = None,
    tz: tzinfo,
    now: datetime,
    stdin: Callable[[], bytes] | None = None,
    fetch: Fetch | None = None,
    keep: Keep | None = None,
) -> Iterator[Read | Failure]:
    """Read documents from files, folders (all files below, by path), http(s) addresses and "-", in order.

    published, language: for documents that do not tell theirs; a date is midnight of tz. tz: of times without a zone.
    now: aware, the time of capture. stdin: gives the bytes that "-" stands for. fetch: gets a page; without it an
    address is a failure. keep: keeps a fetched page.
    A document that cannot be read is a Failure in its place, and the rest is still read.
    Raises BadDocument if `published` or `language` itself is bad.
    """
    ways = _Ways(draft.given(published, language, tz=tz, now=now), stdin, fetch, keep)
    return (one for path in paths for one in _from_anywhere(path, ways))


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
    given = draft.given(published, language, tz=tz, now=now)
    return _finished(forms.drafts(data, name, hints=Hints()), name, given)


def total(paths: Iterable[str | Path]) -> int | None:
    """How many documents these name, if that can be told without reading them; None if not."""
    n = 0
    for path in map(str, paths):
        if path == STDIN:
            return None
        if is_url(path):
            n += 1
            continue
        for file in _below(Path(path)) if Path(path).is_dir() else [Path(path)]:
            if forms.many(file.name):
                return None
            if file.suffix.lower() in jsonlines.SUFFIXES:
                n += _n_lines(file)
            elif file.suffix.lower() not in pictures.SUFFIXES:
                n += 1
    return n


def _n_lines(file: Path) -> int:
    try:
        with file.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError:
        return 1


def _from_anywhere(path: str | Path, ways: _Ways) -> Iterator[Read | Failure]:
    if str(path) == STDIN:
        data = ways.stdin() if ways.stdin else b""
        return _finished(forms.drafts(data, "standard input", hints=Hints()), "standard input", ways.given)
    if is_url(str(path)):
        return _from_web(str(path), ways)
    return _from_path(Path(path), ways.given)


def _from_web(url: str, ways: _Ways) -> Iterator[Read | Failure]:
    from sijill.ingest.warc import content_type

    if ways.fetch is None:
        yield Failure(url, url, f"{url}: pages are not fetched here; save the page and give the file")
        return
    try:
        page = ways.fetch(url)
        archive = ways.keep(page) if ways.keep else None
    except BadDocument as error:
        yield Failure(url, url, str(error))
        return
    except OSError as error:
        yield Failure(url, url, f"{url}: the page cannot be kept: {error}; make room or choose another ledger")
        return
    kind, charset = content_type(page.header("Content-Type") or "")
    found = forms.drafts(page.body, url, hints=Hints(page.url, charset), kind=kind)
    kept = (replace(d, told={**d.told, "archive": archive}) if archive and isinstance(d, Draft) else d for d in found)
    # Whoever reads has the address, not the bytes.
    yield from _finished(
        (replace(d, text_is_input=False) if isinstance(d, Draft) else d for d in kept), url, ways.given
    )


def _below(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if not _hidden(p.relative_to(folder)) and p.is_file())


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _from_path(path: Path, given: Given) -> Iterator[Read | Failure]:
    name = str(path)
    try:
        if path.is_dir():
            yield from _from_folder(path, given)
        else:
            yield from _from_file(path, None, given)
    except FileNotFoundError:
        yield Failure(name, name, f"{name}: no such file or folder")
    except OSError as error:
        yield Failure(name, name, f"{name}: cannot be read: {error.strerror or error}")


def _from_folder(folder: Path, given: Given) -> Iterator[Read | Failure]:
    files = _below(folder)
    if not files:
        yield Failure(str(folder), str(folder), f"{folder}: the folder holds no files")
    names: dict[Path, set[str]] = {}
    for file in files:
        names.setdefault(file.parent, set()).add(file.name)
    known = {parent: frozenset(inside) for parent, inside in names.items()}
    for file in files:
        if file.suffix.lower() in pictures.SUFFIXES and pictures.typed_beside(file):
            continue  # its words are read when their file comes
        try:
            yield from _from_file(file, known[file.parent], given)
        except OSError as error:
            yield Failure(str(file), str(file), f"{file}: cannot be read: {error.strerror or error}")


def _from_file(path: Path, beside: frozenset[str] | None, given: Given) -> Iterator[Read | Failure]:
    """beside: the names of the files in its folder, where they have been listed."""
    name = str(path)
    if path.suffix.lower() in pictures.SUFFIXES:
        path.stat()
        typed = pictures.typed_beside(path)
        if typed is None:
            yield Failure(name, name, f"{name}: a picture; type the words in it into {path.name}.txt beside it")
            return
        path, name = typed, str(typed)
    if path.suffix.lower() in jsonlines.SUFFIXES:
        yield from _finished(_lines_of(path), name, given)
        return
    try:
        forms.check_suffix(name)
        draft.check_size(name, path.stat().st_size, limit=MAX_ARCHIVE)
    except BadDocument as error:
        yield Failure(name, name, str(error))
        return
    found = forms.drafts(path.read_bytes(), name, hints=Hints())
    found = (_placed(one, path.name) for one in found)
    names = beside if beside is not None else frozenset(p.name for p in path.parent.iterdir())
    picture = pictures.picture_beside(path, names)
    if picture is not None:
        archive = pictures.reference(picture)
        found = (replace(d, told={**d.told, "archive": archive}) if isinstance(d, Draft) else d for d in found)
    yield from _finished(found, name, given)


def _placed(one: Draft | Failure, name: str) -> Draft | Failure:
    """A text that names neither title, outlet nor address keeps the name of its file, so that it can be cited."""
    if isinstance(one, Failure) or one.told.keys() & {"title", "outlet", "url", "archive"}:
        return one
    return replace(one, told={**one.told, "archive": name})


def _lines_of(path: Path) -> Iterator[Draft | Failure]:
    """Line by line, so that a file larger than memory can be read."""
    try:
        with path.open("rb") as lines:
            yield from jsonlines.from_lines(lines, str(path))
    except BadDocument as error:
        yield Failure(str(path), str(path), str(error))


def _finished(found: Iterable[Draft | Failure], path: str, given: Given) -> Iterator[Read | Failure]:
    for one in found:
        if isinstance(one, Failure):
            yield one
            continue
        try:
            yield Read(draft.document(one, given), one.text_is_input)
        except BadDocument as error:
            yield Failure(one.given_id or one.where, path, str(error))
