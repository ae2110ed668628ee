"""Tables that sum up a list: a row for each month, place, weapon or target, with its attacks, dead and wounded."""

from __future__ import annotations

from sijill.extract.lines import Line
from sijill.extract.scan import Scan
from sijill.extract.scopes import Dates, Scope, scope_of
from sijill.extract.stated import Stated
from sijill.extract.words import words

_TOLLS = frozenset({"killed", "wounded", "casualties"})


def summary_row(scan: Scan, dates: Dates, header: Line, line: Line) -> list[Stated]:
    """The counts of a row, each of what its column is headed by: "| October | 7 | 1 | 3 |"; [] if it names no scope.

    header: the row of the columns' names. dates: reads a date expression.
    """
    if not line.cells:
        return []
    name = line.cells[0]
    row = words(scan, *name)
    scope = scope_of(scan, dates, row)
    if scope == Scope() and not scan.has("totals", *name):
        return []
    if scope.when is not None and scope.when[0].precision == "day":
        # A row of the list itself, whose words are not known.
        return []
    stated = []
    for head, role, cell in zip(header.cells[1:], header.columns[1:], line.cells[1:], strict=False):
        numbers = scan.numbers_in(*cell)
        of = role if role in _TOLLS else "incidents" if scan.has("incidents", *head) else ""
        if of and len(numbers) == 1 and scan.text[slice(*cell)].strip().isdigit():
            one = Stated(numbers[0], of, None, *cell, sentence=line.start, scope=scope, strict=True)
            one.doubt("word", any(word.kind == "word" for word in row))
            stated.append(one)
    return stated


__all__ = ["summary_row"]
