"""Bring in a table of attacks (years of a spreadsheet) as documents and statements, one row a document.

A row's text is the row as written, its cells joined by " | ", so that every statement quotes the cell that says it.
An empty or unknown cell is no statement; a cell that cannot be read is a Problem, and the rest of the row is kept.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sijill.errors import BadMapping
from sijill.exchange.cells import DATE_HELP, date_of
from sijill.exchange.delimiter import delimiter_of
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
    """What could not be read, or a reader should know. line: of the file, from 1. severity: error or note."""

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
    """A table's records, in row order, and what could not be read."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...]


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
    Two equal rows are two attacks: the second has its number among them in its url, with a note.
    Raises BadMapping if the file cannot be read as a table or lacks a column that the mapping names.
    """
    mapping = mapping if isinstance(mapping, TableMapping) else load_mapping(mapping)
    path = Path(path)
    lines = _lines(path, mapping)
    header = _header(path, lines, mapping)
    documents: list[Document] = []
    copies: Counter[str] = Counter()
    extractions: list[Extraction] = []
    statements: list[Statement] = []
    problems: list[Problem] = []
    teller = Teller(mapping, theatre)
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
        document = _document(row, path, line, mapping=mapping, theatre=theatre, now=now, note=note)
        copies[document.id] += 1
        if (n := copies[document.id]) > 1:
            # Numbered among its equals, not by line, so that rows put in above change no id.
            document = replace(document, url=f"{document.url or path.name}#copy={n}", id="")
            note(None, row.text, f"number {n} of equal rows; it is taken as an attack of its own", "note")
        documents.append(document)
        run = Extraction(document.id, STEP, VERSION, f"{theatre.reference}:{mapping.hash}-{theatre.hash}")
        report = content_id("report", {"document": document.id, "step": STEP})
        # A person's statements stand by themselves; a machine's with the run that made them.
        extraction = None if by.startswith("person:") else run.id
        extractions.append(run)
        for told in teller.told(row, note):
            statements.append(
                Statement(
                    document.id, report, "incident", told.field, told.value, by, told.spans, told.derived,
                    extraction=extraction, order=told.order,
                )
            )  # fmt: skip
    return Imported(tuple(documents), tuple(extractions), tuple(statements), tuple(problems))


def _tells_attack(row: Row, mapping: TableMapping) -> bool:
    """Whether a row says what was done or to whom."""
    cells = [row.cell(mapping.columns[name][0]) for name in ("weapon", "target", "kind") if name in mapping.columns]
    return any(cell is not None and cell.text.casefold() not in mapping.unknown for cell in cells)


def _lines(path: Path, mapping: TableMapping) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line of the file on which each begins."""
    try:
        delimiter = mapping.delimiter or delimiter_of(path, encoding=mapping.encoding, header=mapping.header)
        with path.open(encoding=mapping.encoding, newline="") as file:
            rows = csv.reader(file, delimiter=delimiter)
            begins = 1
            for cells in rows:
                yield begins, cells
                begins = rows.line_num + 1
    except UnicodeDecodeError as error:
        told = f"{path}: not {mapping.encoding} at byte {error.start}"
        raise BadMapping(f'{told}; name its encoding in the mapping, such as encoding = "cp1256"') from error
    except csv.Error as error:
        raise BadMapping(f"{path}: not a table: {error}; check the delimiter in the mapping") from error
    except OSError as error:
        raise BadMapping(f"{path}: cannot be read: {error.strerror or error}") from error


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
    )
