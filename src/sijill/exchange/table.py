"""Bring in a table of attacks (years of a spreadsheet) as documents and statements, one row a document.

A row's text is the row as written, its cells joined by " | ", so that every statement quotes the cell that says it.
An empty or unknown cell is no statement; a cell that cannot be read is a Problem, and the rest of the row is kept.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sijill.errors import BadMapping
from sijill.exchange.cells import DATE_HELP, date_of
from sijill.exchange.delimiter import delimiter_of
from sijill.exchange.lines import read_rows
from sijill.exchange.mapping import TableMapping, load_mapping
from sijill.exchange.rows import Row, Teller
from sijill.model.records import Extraction, Statement, content_id
from sijill.model.text import Document
from sijill.theatre import Theatre

STEP: Final = "import"
VERSION: Final = "2"
JOINED: Final = " | "
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_LATIN: Final = re.compile("[A-Za-z]")
_SUMS: Final = frozenset(("total", "totals", "total:", "sum", "grand total", "المجموع", "الإجمالي"))


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, or a reader should know. line: of the file, from 1. severity: error, warning or note."""

    file: str
    line: int
    column: str | None
    found: str
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        column = f", column {self.column!r}" if self.column else ""
        return f"{self.file}:{self.line}{column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Imported:
    """A table's records, in row order, and what could not be read.

    lines: of the file, on which each document's row begins. table: the file's name.
    """

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]
    lines: tuple[int, ...]
    table: str


def report_of(document: str) -> str:
    """The id of the report that a row's document tells."""
    return content_id("report", {"document": document, "step": STEP})


def read_table(
    path: str | Path,
    mapping: TableMapping | str | Path,
    *,
    theatre: Theatre,
    by: str = "import",
    now: datetime | None = None,
) -> Imported:
    """Read a CSV or TSV file by a mapping, or by the path of a mapping file.

    by: who says so: a person ("person:NAME") outranks machines. now: aware, the time of capture.
    Two equal rows are two attacks: the second has its number among them in its url, with a note. If they have one id,
    they are one row that stands twice, and it is taken once, with a warning.
    Raises BadMapping if the file cannot be read as a table or lacks a column that the mapping names.
    """
    mapping = mapping if isinstance(mapping, TableMapping) else load_mapping(mapping)
    path = Path(path)
    delimiter = _delimiter(path, mapping)
    lines = _lines(path, mapping, delimiter)
    header = _header(path, lines, mapping)
    documents: dict[int, Document] = {}
    extractions: list[Extraction] = []
    statements: list[Statement] = []
    problems: list[Problem] = []
    teller = Teller(mapping, theatre)
    before = _Before(path.name)
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        row = Row(header, cells, JOINED)
        if any(cell.strip().casefold() in _SUMS for cell in cells) and not _tells_attack(row, mapping):
            sums = "it looks like a row of sums, with neither weapon, target nor kind; it is passed over"
            problems.append(Problem(path.name, line, None, row.text, sums, "note"))
            continue

        def note(column: str | None, found: str, message: str, severity: str = "error", line: int = line) -> None:
            problems.append(Problem(path.name, line, column, found, message, severity))

        if len(cells) > len(header):
            note(None, row.text, f"the row has {len(cells)} cells, the header {len(header)}; the rest has no column")
        _note_swallowed(header, cells, mapping, delimiter, note)
        told_of = _document(row, path, line, mapping=mapping, theatre=theatre, now=now, note=note)
        document = before.placed(told_of, line, note)
        if document is None:
            continue
        documents[line] = document
        run = Extraction(document.id, STEP, VERSION, f"{theatre.reference}:{mapping.hash}-{theatre.hash}")
        # A person's statements stand by themselves; a machine's with the run that made them.
        extraction = None if by.startswith("person:") else run.id
        extractions.append(run)
        for told in teller.told(row, note):
            statements.append(
                Statement(
                    document.id, report_of(document.id), "incident", told.field, told.value, by, told.spans,
                    told.derived, extraction=extraction, order=told.order,
                )
            )  # fmt: skip
    return Imported(
        tuple(documents.values()), tuple(extractions), tuple(statements), tuple(problems), tuple(documents), path.name
    )


class _Before:
    """The rows of a table that came before: a row may be equal to one of them, or have its id."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._copies: Counter[str] = Counter()
        self._lines: dict[str, int] = {}
        self._ids: dict[str, int] = {}

    def placed(self, document: Document, line: int, note: Teller.Note) -> Document | None:
        """The document of a row, apart from those of equal rows; None if it is a row with an id that stands twice."""
        first = self._lines.setdefault(document.id, line)
        if (id := document.given_id) is not None:
            if first != line:
                told = f"it is the row of line {first} again, with the same id {id!r}; it is taken once"
                note(None, document.text, told, "warning")
                return None
            if (other := self._ids.setdefault(id, line)) != line:
                told = f"its id {id!r} is also that of line {other}; both are kept, as two attacks"
                note(None, document.text, f"{told}; give one of them an id of its own", "warning")
        self._copies[document.id] += 1
        if (n := self._copies[document.id]) == 1:
            return document
        # Numbered among its equals, not by line, so that rows put in above change no id.
        note(None, document.text, f"number {n} of equal rows; it is taken as an attack of its own", "note")
        return replace(document, url=f"{document.url or self._table}#copy={n}", id="")


def _note_swallowed(
    header: Sequence[str], cells: Sequence[str], mapping: TableMapping, delimiter: str, note: Teller.Note
) -> None:
    """Tell of a cell that holds a line which has a day where a row has its date: a quote was closed too late."""
    if "date" not in mapping.columns:
        return
    at = header.index(mapping.columns["date"][0])
    for n, cell in enumerate(cells):
        for line in cell.splitlines()[1:]:
            parts = line.split(delimiter)
            if at >= len(parts) or 2 * len(parts) <= len(header):
                continue
            when = date_of(parts[at].strip().strip('"'), order=mapping.date_order, formats=mapping.date_formats)
            if when and when.precision == "day":
                told = f"the cell has a line that reads as a row, {line!r:.60}, which is lost in it"
                remedy = "close the quote at the end of its own cell, and import again"
                note(header[n] if n < len(header) else None, cell, f"{told}; {remedy}")
                return


def _tells_attack(row: Row, mapping: TableMapping) -> bool:
    """Whether a row says what was done or to whom."""
    cells = [row.cell(mapping.columns[name][0]) for name in ("weapon", "target", "kind") if name in mapping.columns]
    return any(cell is not None and cell.text.casefold() not in mapping.unknown for cell in cells)


@contextmanager
def _readable(path: Path, mapping: TableMapping) -> Iterator[None]:
    """Tells as BadMapping what keeps a file from being read as a table."""
    try:
        yield
    except UnicodeDecodeError as error:
        told = f"{path}: not {mapping.encoding} at byte {error.start}"
        raise BadMapping(f'{told}; name its encoding in the mapping, such as encoding = "cp1256"') from error
    except csv.Error as error:
        raise BadMapping(f"{path}: not a table: {error}; check the delimiter in the mapping") from error
    except OSError as error:
        raise BadMapping(f"{path}: cannot be read: {error.strerror or error}") from error


def _delimiter(path: Path, mapping: TableMapping) -> str:
    with _readable(path, mapping):
        return mapping.delimiter or delimiter_of(path, encoding=mapping.encoding, header=mapping.header)


def _lines(path: Path, mapping: TableMapping, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line of the file on which each begins."""
    with _readable(path, mapping):
        yield from read_rows(path, encoding=mapping.encoding, delimiter=delimiter)


def _header(path: Path, lines: Iterator[tuple[int, list[str]]], mapping: TableMapping) -> Sequence[str]:
    for _ in range(mapping.header - 1):
        next(lines, None)
    _, cells = next(lines, (0, []))
    header = [cell.strip() for cell in cells]
    if not any(header):
        raise BadMapping(f"{path}: no header in row {mapping.header}; say which row it is, header = 2")
    for name in mapping.names():
        if header.count(name) != 1:
            found = "stands twice in" if name in header else "is not in"
            raise BadMapping(f"{path}: the column {name!r} of {mapping.source} {found} the header: {', '.join(header)}")
    return header


def _document(
    row: Row, path: Path, line: int, *, mapping: TableMapping, theatre: Theatre, now: datetime | None, note: Teller.Note
) -> Document:
    def told(name: str) -> str | None:
        cell = row.cell(mapping.columns.get(name, ("",))[0])
        return cell.text if cell and cell.text.casefold() not in mapping.unknown else None

    published = None
    if (at := told("published")) is not None:
        when = date_of(at, order=mapping.date_order, formats=mapping.date_formats)
        if when is None or when.precision != "day":
            note(mapping.columns["published"][0], at, f"no date {at!r}; {DATE_HELP}")
        else:
            published = datetime.combine(when.start, datetime.min.time(), theatre.timezone)
    outlet = told("outlet")
    outlet = mapping.values.get("outlet", {}).get((outlet or "").casefold(), outlet) or mapping.defaults.get("outlet")
    url = told("url")
    n_arabic, n_latin = len(_ARABIC.findall(row.text)), len(_LATIN.findall(row.text))
    return Document(
        text=row.text,
        language=mapping.language or ("ar" if n_arabic > n_latin else "en"),
        published=published,
        url=url,
        title=told("title") or f"{path.name}, line {line}",
        author=told("author"),
        outlet=theatre.outlet_named(outlet, url),
        captured=now,
        given_id=told("id"),
        archive=path.name,
    )
