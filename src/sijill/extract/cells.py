"""The tolls of table cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sijill.extract.scan import Scan
from sijill.extract.tolls import Toll, tolls
from sijill.model.values import Range


def cell_toll(scan: Scan, start: int, end: int, of: str) -> Iterator[Toll]:
    """The toll of a table cell that holds one number. A blank or a dash is unknown, "none" is 0."""
    text = scan.flat[start:end].strip(" *_")
    if text in scan.pack.layout["none"]["cells"]:
        return
    if text in scan.pack.layout["none"]["zero"]:
        yield Toll(of, Range.exactly(0), start, end)
        return
    numbers = scan.numbers_in(start, end)
    if numbers:
        open_end = text.endswith("+")
        value = numbers[0].range
        yield Toll(of, Range(value.low, value.best, None) if open_end else value, start, end)


PAIR = re.compile(r"(\d{1,4}) ?/ ?(\d{1,4})")
"""Killed and wounded of a row without a header: "2 / 5"."""


def last_pair(scan: Scan, cells: Sequence[tuple[int, int]]) -> list[Toll]:
    """The tolls of a bar-separated row that ends in "2 / 5"; [] if it does not."""
    for start, end in reversed(cells[2:]):
        if pair := PAIR.fullmatch(scan.flat[start:end].strip()):
            sides = zip(("killed", "wounded"), pair.groups(), strict=True)
            return [Toll(of, Range.exactly(int(n)), start, end) for of, n in sides]
    return []


_BRACKETED = re.compile(r"[(\[] ?(\d{1,4}|[?-]) ?/ ?(\d{1,4}|[?-]) ?[)\]][\s.*]*$")


def bracket_pair(scan: Scan, start: int, end: int) -> list[Toll]:
    """The tolls of an entry that ends in "[2/5]", killed first; "?" is unknown."""
    match = _BRACKETED.search(scan.flat, start, end)
    sides = zip(("killed", "wounded"), match.groups(), strict=True) if match else ()
    at = (match.start(1), match.end(2)) if match else (start, start)
    return [Toll(of, Range.exactly(int(n)), *at) for of, n in sides if n.isdigit()]


def casualties_cell(scan: Scan, start: int, end: int) -> list[Toll]:
    """The tolls of a cell that holds both: "1 k / 2 w", "3/5" (killed first), "none"."""
    text = scan.flat[start:end].strip(" *_")
    if text in scan.pack.layout["none"]["zero"]:
        zero = Range.exactly(0)
        return [Toll("killed", zero, start, end), Toll("wounded", zero, start, end)]
    if text in scan.pack.layout["none"]["cells"]:
        return []
    stated = tolls(scan, start, end)
    parts = text.split("/")
    if not stated and len(parts) == 2:
        for of, part in zip(("killed", "wounded"), parts, strict=True):
            if part.strip().isdigit():
                stated.append(Toll(of, Range.exactly(int(part)), start, end))
    return stated
