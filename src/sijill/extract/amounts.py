"""How many a number says with the words around it: "at least 12", "three to five"."""

from __future__ import annotations

import itertools
import re

from sijill.extract.scan import NumberMark, Scan
from sijill.model.values import Range

_OPENS = re.compile(r"[,.;:\"(] ?$")
_NEXT = re.compile(r" [^\W_][\w'-]*")
_PEOPLE = ("groups", "heads", "people", "offices", "aims", "also", "targets")
"""Sections of words for people."""
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*$")
_RISING = 110
"""Characters before two numbers in which it may be said that one rose to the other."""
_TELLER_WORDS, _CREDIT = 6, 40
"""Words behind the number of those who tell of it, and characters before it in which they may be credited."""


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
            if scan.pack.grammar.risen.search(scan.flat, max(start, match.start() - _RISING), match.start()):
                # "The toll rose from 12 to 17": 17.
                low = high
            found.append((match.start(), match.end(), Range(low.low, low.best if low is high else None, high.low)))
    return found


def hedged(scan: Scan, number: NumberMark) -> Range:
    """What a number says with the words before it: "at least 12" has no upper bound."""
    n = number.range
    if n.best is None or number.article:
        # "Under a truck" says nothing of one.
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


def tellers(scan: Scan, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches that count those who only tell of it: ", two officials said", "according to three witnesses"."""
    grammar = scan.pack.grammar
    # Where verbs stand first, what credits someone reaches too far to the left.
    credits = None if grammar.article else grammar.credits
    found = []
    for number in scan.numbers_in(start, end):
        credited = bool(credits and credits.search(scan.flat, max(start, number.start - _CREDIT), number.start))
        opens = number.start == start or _OPENS.search(scan.flat, max(start, number.start - 2), number.start)
        if not (credited or opens):
            continue
        stop = _says(scan, number.end, end, credited=credited)
        if stop is not None:
            found.append((number.start, stop))
    return found


def tells(scan: Scan, person: int, end: int) -> bool:
    """Whether someone named is the one who tells of it: "injuring his uncle, the mayor of the town said".

    person: where the word for them ends.
    """
    said = scan.pack.grammar.speaks.match(scan.flat, person, end)
    return not scan.pack.grammar.article and (said is not None or _says(scan, person, end, credited=False) is not None)


def _says(scan: Scan, start: int, end: int, *, credited: bool) -> int | None:
    """Where what says that someone tells of something ends: " witnesses said"."""
    at = start
    for word in itertools.islice(_NEXT.finditer(scan.flat, start, end), _TELLER_WORDS):
        if word.start() != at or scan.has("toll", word.start(), word.end()):
            return None
        at = word.end()
        said = scan.pack.grammar.speaks.match(scan.flat, at, end)
        if said or credited:
            return said.end() if said else at
    return None


def ages(scan: Scan, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of running text that say how old people are: "a worker, 28, and", "two women, 61 and 70, in".

    In a list, ", 3, 5" may be the dead and the wounded.
    """
    found: list[tuple[int, int]] = []
    if not scan.running:
        return found
    for match in scan.pack.grammar.ages.finditer(scan.flat, start):
        if match.start() >= end:
            break
        people = any(
            m.end == match.start()
            for of in _PEOPLE
            for m in scan.marks(of, max(start, match.start() - 40), match.start())
        )
        one = scan.pack.grammar.one_of_age.search(scan.flat, 0, match.start())
        people = people or (match[0].startswith(" of ") and one is not None)
        named = _NAME.search(scan.text, max(start, match.start() - 24), match.start())
        if people or named:
            found.append(match.span())
    return found


def at_least_behind(scan: Scan, at: int) -> bool:
    """Whether "at least" stands behind what is counted, as some languages write it."""
    for mark in scan.marks("approx", at, at + 40):
        if mark.value == "at_least_behind":
            return re.fullmatch(r"\s?(?:[^\W\d]+ ){0,3}", scan.flat[at : mark.start]) is not None
    return False
