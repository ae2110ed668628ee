"""How many a number says with the words around it: "at least 12", "three to five"."""

from __future__ import annotations

import re

from sijill.extract.scan import NumberMark, Scan
from sijill.model.values import Range


def ranges(scan: Scan, start: int, end: int) -> list[tuple[int, int, Range]]:
    """The ranges of two numbers within [start, end), and where each stands: "three to five"."""
    found = []
    number = scan.pack.number
    at = start
    while (match := scan.pack.grammar.range.search(scan.flat, at, end)) is not None:
        # "station - 3-5": what no number opens may hold the next range.
        at = match.start("b") if not number.fullmatch(match["a"]) else match.end()
        a, b = number.fullmatch(match["a"]), number.fullmatch(match["b"])
        if not a or not b:
            continue
        low, high = scan.pack.number_value(a), scan.pack.number_value(b)
        if low.low < high.low and not scan.dates_in(match.start(), match.end()):
            found.append((match.start(), match.end(), Range(low.low, None, high.low)))
    return found


def hedged(scan: Scan, number: NumberMark) -> Range:
    """What a number says with the words before it: "at least 12" has no upper bound."""
    n = number.range
    if n.best is None:
        return n
    if scan.flat[number.end : number.end + 1] == "+":
        return Range(n.low, n.best, None)
    before = scan.marks("approx", max(0, number.start - 22), number.start)
    near = [m.value for m in before if scan.flat[m.end : number.start].strip() in {"", scan.pack.grammar.article}]
    hedge = near[-1] if near else None
    if hedge in {"at_least", "at_least_behind"} or at_least_behind(scan, number.end):
        return Range(n.low, n.best, None)
    if hedge == "over":
        return Range(n.low + 1, n.best + 1, None)
    if hedge == "at_most":
        return Range(0, None, n.high)
    return n


def at_least_behind(scan: Scan, at: int) -> bool:
    """Whether "at least" stands behind what is counted, as some languages write it."""
    for mark in scan.marks("approx", at, at + 40):
        if mark.value == "at_least_behind":
            return re.fullmatch(r"\s?(?:[^\W\d]+ ){0,3}", scan.flat[at : mark.start]) is not None
    return False
