"""Tolls written as a label and its figure: "killed: 3", "dead, nil; injured, five", "wounded n/k"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sijill.extract.amounts import hedged
from sijill.extract.scan import Mark, Scan
from sijill.lang.flat import flatten
from sijill.model.values import Range

_COLON = re.compile(r" ?[:=] ?")
_COMMA = re.compile(r", ")
_ENDS = re.compile(r"\s*(?:[.,;:|/)\]]|-\s|$)")
_OPENS = re.compile(r"(?:^|[.,;:|/(\[-])\s*$")
_OPEN_BEFORE = re.compile(r"[,;(|/\[] ?(?P<open>-{1,3}|\?{1,3}) $")
"""A sign for an unknown figure in front of a label, where the fields part by something else: ", - killed"."""
_LABEL = 12
"""How far behind the word of a label its figure may end."""


def figured(scan: Scan, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[tuple[str, Range, int, int]]:
    """Figures behind a word of toll, which nothing else is the figure of: "(wounded: 2)", "dead, nil; hurt, five".

    taken: what something else has read. Gives what befell, how many, and where it stands.
    """
    told: list[tuple[str, Range, int, int]] = []
    marks = [m for m in scan.marks("toll", start, end) if m.value != "casualties"]
    told += _none_at_all(scan, start, end, taken)
    free = [m for m in marks if not any(a < m.end and m.start < b for a, b in taken)]
    labels = [m for m in free if _OPENS.search(scan.flat[start : m.start])]
    by_comma = [m for m in labels if _parted(scan, m, end)]
    for mark in free:
        said = _zero(scan, mark.end, end) if mark in labels else None
        if said is not None and any(a < said and mark.end < b for a, b in taken):
            # "Wounded: none given."
            continue
        if said is not None:
            told.append((mark.value, Range.exactly(0), mark.start, said))
            continue
        number = next(iter(scan.numbers_in(mark.end, min(end, mark.end + _LABEL))), None)
        if number is None or number.article:
            continue
        colon = _COLON.fullmatch(scan.flat, mark.end, number.start)
        before = scan.numbers_in(max(start, mark.start - 4), mark.start)
        # A comma parts a label from its figure only where the other label does so too.
        if (colon and not before) or (mark in by_comma and len({m.value for m in by_comma}) > 1):
            told.append((mark.value, hedged(scan, number), mark.start, number.end))
    return told


def _none_at_all(
    scan: Scan, start: int, end: int, taken: Sequence[tuple[int, int]]
) -> list[tuple[str, Range, int, int]]:
    """Neither dead nor wounded, where a label of both has a word for none: "Toll: none"."""
    for mark in scan.marks("toll", start, end):
        if mark.value == "casualties" and _OPENS.search(scan.flat[start : mark.start]):
            said = _zero(scan, mark.end, end)
            if said is not None and not any(a < said and mark.start < b for a, b in taken):
                return [(of, Range.exactly(0), mark.start, said) for of in ("killed", "wounded")]
    return []


def _parted(scan: Scan, mark: Mark, end: int) -> bool:
    """Whether a comma and a figure that ends its field follow a label: "dead, 3; "."""
    comma = _COMMA.match(scan.flat, mark.end)
    if comma is None:
        return False
    number = next((n for n in scan.numbers_in(comma.end(), end) if n.start == comma.end() and not n.article), None)
    stop = number.end if number else _word(scan, comma.end(), end, "zero")
    return stop is not None and _ENDS.match(scan.flat, stop, end) is not None


def _zero(scan: Scan, at: int, end: int) -> int | None:
    """Where a word for none ends that follows a label: "wounded nil", "dead: none"."""
    gap = re.compile(r" ?[:=,] ?| - | ").match(scan.flat, at, end)
    stop = _word(scan, gap.end(), end, "zero") if gap else None
    ends = stop is not None and (
        _ENDS.match(scan.flat, stop, end) or scan.pack.grammar.joins.match(scan.flat, stop, end)
    )
    return stop if ends else None


def _word(scan: Scan, at: int, end: int, sort: str) -> int | None:
    """Where a word of the layout ends that stands at a place, the longest first. sort: zero, or cells for unknown."""
    words = sorted((flatten(w) for w in scan.pack.layout["none"][sort] if w.strip(".…")), key=len, reverse=True)
    for word in words:
        if scan.flat.startswith(word, at) and not scan.flat[at + len(word) : at + len(word) + 1].isalnum():
            return at + len(word) if at + len(word) <= end else None
    return None


def untold(scan: Scan, start: int, end: int) -> list[tuple[int, int]]:
    """Where the text says that a figure is unknown, which is no zero: "wounded n/k", "nobody spoke of wounded"."""
    found = [(mark.start, mark.end) for mark in scan.marks("untold", start, end)]
    for mark in scan.marks("toll", start, end):
        gap = re.compile(r" ?[:=,] ?| - | ").match(scan.flat, mark.end, end)
        stop = _word(scan, gap.end(), end, "cells") if gap and _OPENS.search(scan.flat[start : mark.start]) else None
        if stop is not None and _ENDS.match(scan.flat, stop, end):
            found.append((mark.start, stop))
        elif before := _OPEN_BEFORE.search(scan.flat[start : mark.start]):
            found.append((start + before.start("open"), mark.end))
        elif (opens := _unknown_before(scan, start, mark.start)) is not None:
            found.append((opens, mark.end))
    return found if scan.running else found + _undecided(scan, start, end)


def _unknown_before(scan: Scan, start: int, at: int) -> int | None:
    """Where a field begins that says before its word of toll that nobody knows: ", unknown wounded"."""
    words = sorted((w for w in scan.pack.layout["none"]["cells"] if w.isalpha()), key=len, reverse=True)
    before = scan.flat[start:at]
    for word in words:
        opens = len(before) - len(word) - 1
        if before.endswith(f"{word} ") and opens >= 0 and _OPENS.search(before[:opens]):
            return start + opens
    return None


def _undecided(scan: Scan, start: int, end: int) -> list[tuple[int, int]]:
    """Where a line says "3 killed or wounded", which tells neither, with the number beside it."""
    found = []
    for match in scan.pack.grammar.undecided.finditer(scan.flat, start, end):
        a, b = match.span()
        for number in scan.numbers_in(start, end):
            if number.end + 1 == a:
                a = number.start
            elif number.start == b + 1:
                b = number.end
        found.append((a, b))
    return found
