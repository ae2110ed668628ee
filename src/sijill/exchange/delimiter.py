"""What parts the cells of a table: a comma, a semicolon (Excel, where the comma is decimal), a tab or a bar."""

from __future__ import annotations

import csv
from contextlib import suppress
from pathlib import Path
from typing import Final

_DELIMITERS: Final = (",", ";", "\t", "|")
_ROWS: Final = 50
"""Rows below the header that are looked at."""


def delimiter_of(path: Path, *, encoding: str, header: int = 1) -> str:
    """The delimiter by which most rows have as many cells as the header; of equal ones, the one with more columns.

    header: its row, from 1. A table of one column has a comma, or a tab by its file's ending. Raises OSError,
    UnicodeDecodeError or LookupError for what cannot be read.
    """
    usual = "\t" if path.suffix.lower() in (".tsv", ".tab") else ","
    found = {each: _fit(path, encoding, each, header) for each in dict.fromkeys((usual, *_DELIMITERS))}
    best = max(found, key=found.__getitem__)
    return best if found[best][1] > 1 else usual


def _fit(path: Path, encoding: str, delimiter: str, header: int) -> tuple[bool, int]:
    """Whether most rows are as long as the header, and how many columns that has."""
    rows: list[list[str]] = []
    with path.open(encoding=encoding, newline="") as file, suppress(csv.Error):  # the rows before a fault tell enough
        for _, row in zip(range(header + _ROWS), csv.reader(file, delimiter=delimiter), strict=False):
            rows.append(row)
    if len(rows) < header:
        return False, 0
    n_columns = len(rows[header - 1])
    below = [row for row in rows[header:] if any(cell.strip() for cell in row)]
    return n_columns > 1 and 2 * sum(len(row) == n_columns for row in below) >= len(below), n_columns
