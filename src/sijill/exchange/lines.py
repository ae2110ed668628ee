"""The rows of a CSV or TSV file with the lines on which they begin; a quote left open is a fault, and no long cell."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sijill.errors import BadMapping

_QUOTE: Final = '"'
_REMEDY: Final = 'close it where its cell ends, or double it ("") if it belongs to the text'
_SHOWN: Final = 40
"""Characters after a quote that a message shows."""


def read_rows(path: Path, *, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line of the file on which it begins, from 1. A quoted cell may have several lines.

    Raises BadMapping, with the line, for a quote that never closes, or that closes on a later line in the middle of a
    cell: the rows between would be lost in that cell. Raises OSError, UnicodeDecodeError or csv.Error too.
    """
    with path.open(encoding=encoding, newline="") as file:
        read: list[str] = []

        def lines() -> Iterator[str]:
            for line in file:
                read.append(line)
                yield line

        begins = 1
        try:
            for cells in csv.reader(lines(), delimiter=delimiter):
                _check(path, begins, read, delimiter)
                yield begins, cells
                begins += len(read)
                read.clear()
        except csv.Error:  # a cell that is too long is most often one of an open quote
            _check(path, begins, read, delimiter)
            raise


def _check(path: Path, begins: int, lines: Sequence[str], delimiter: str) -> None:
    """Raises BadMapping if the lines of one row are held together by a quote that should not have been open."""
    text = "".join(lines)
    if len(lines) == 1 and text.count(_QUOTE) % 2 == 0:
        return
    fault = _open_quote(text, delimiter)
    if fault is None:
        return
    opens, closes = fault
    after = text[opens + 1 :].splitlines()
    told = f"{path}:{begins + _n_lines(lines, opens)}: a quote opens before {after[0][:_SHOWN] if after else ''!r}"
    if closes is None:
        raise BadMapping(f"{told} and never closes; {_REMEDY}")
    follows = text[closes + 1 :].splitlines()[0][:_SHOWN]
    at = begins + _n_lines(lines, closes)
    raise BadMapping(f"{told} and closes only on line {at}, in the middle of a cell, before {follows!r}; {_REMEDY}")


def _open_quote(text: str, delimiter: str) -> tuple[int, int | None] | None:
    """Where a quote opens that swallows lines, and where it closes (None: nowhere); None if no quote does.

    A quote opens a cell only at its beginning. Words behind a closing quote on the same line are read as part of the
    cell, as spreadsheets do: nothing is lost by them.
    """
    opens: int | None = None
    closed = begins = True
    for at, letter in enumerate(text):
        if opens is not None and not closed:
            closed = letter == _QUOTE
        elif opens is not None and letter == _QUOTE:
            closed = False  # it was doubled
        elif letter in (delimiter, "\n", "\r"):
            opens, begins = None, True
        elif opens is not None:
            if "\n" in text[opens:at] or "\r" in text[opens:at]:
                return opens, at - 1
            opens, begins = None, False
        elif begins and letter == _QUOTE:
            opens, closed, begins = at, False, False
        else:
            begins = False
    return None if opens is None or closed else (opens, None)


def _n_lines(lines: Sequence[str], at: int) -> int:
    """How many of the lines end before a character of their text."""
    n = 0
    for line in lines:
        at -= len(line)
        if at < 0:
            break
        n += 1
    return n
