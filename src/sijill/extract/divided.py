"""Sums that a text itself writes out: a whole, and behind a colon, a bracket or a word of parting all its parts.

"The 17 dead were: 9 from the police, 6 civilians and 3 of the Sahwa." By its form alone, whatever the parts are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sijill.extract.lines import sentences
from sijill.extract.scan import NumberMark, Scan
from sijill.extract.stated import Stated

_COMMA = re.compile(r"[,،؛;+]")
_LONGEST = 90
"""How many characters may lie between a whole and its first part."""
_NEAR = 40
"""The same for a whole that does not say of what."""
_NOUN = 12
"""And between a number and the end of the noun right behind it."""
_FEWEST = 2
_WHAT = frozenset({"incidents", "killed", "wounded", "casualties"})


@dataclass(frozen=True, slots=True)
class Addend:
    """One part [start, end) of a sum, and how many it says."""

    start: int
    end: int
    n: int


def divided(scan: Scan, told: Sequence[Stated], start: int, end: int) -> Iterator[tuple[Stated, list[Addend]]]:
    """Of the counts of a line those that are followed by all their parts, which may add up to another figure.

    Nothing is said where a part may be told without a number, counts another thing, or is itself divided. A whole
    that is not among the counts told is made one where its parts, or a count before it of the same figure, say of what.
    """
    ends = list(sentences(scan, start, end))
    claimed = {one.number.start for one in told}
    for one in told:
        parts = _parts(scan, one, _end(ends, one.number, end))
        if one.of in _WHAT and len(parts) >= _FEWEST:
            claimed |= {part.start for part in parts}
            yield one, parts
    for number in scan.numbers_in(start, end):
        if number.article or number.start in claimed:
            continue
        one = _taken_up(number, told) or Stated(number, "casualties", None, number.start, number.end, doubts={"word"})
        parts = _parts(scan, one, _end(ends, number, end))
        near = one.noun is None and len(parts) >= _FEWEST and parts[0].start - number.end < _NEAR
        if near and number.start not in claimed and number.range.low > max(part.n for part in parts):
            claimed |= {part.start for part in parts}
            yield one, parts


def _end(ends: Sequence[tuple[int, int]], number: NumberMark, end: int) -> int:
    """Where the sentence of a number ends."""
    return next((b for a, b in ends if a <= number.start < b), end)


def _taken_up(number: NumberMark, told: Sequence[Stated]) -> Stated | None:
    """A number that takes up the nearest count before it of the same figure: "The twenty fell as follows"."""
    same = [one for one in told if one.number.end <= number.start and one.number.range == number.range]
    if not same:
        return None
    return replace(same[-1], number=number, noun=None, start=number.start, end=number.end, whole=None, at=None)


def _parts(scan: Scan, whole: Stated, stop: int) -> list[Addend]:
    at = whole.number.end
    if whole.number.range.low != whole.number.range.high:
        return []
    addends = _addends(scan, at, stop)
    if not addends or addends[0].start - at > _LONGEST:
        return []
    gap = scan.flat[at : addends[0].start]
    opened = gap.rfind("(")
    bracket = opened > gap.rfind(")") and not _COMMA.search(gap, 0, opened) and gap.count(":", 0, opened) == 0
    lead = scan.pack.grammar.divides.search(gap)
    some = scan.pack.grammar.of_which.search(gap)
    if bracket and not (lead and lead.start() < opened):
        # "12 attacks (5 in May, 7 in June)": the bracket holds them all; "Babil (3), Wasit (2)" is told without it.
        stop = _closing(scan.flat, at + opened, stop)
    elif not (re.search("[:=]", gap) or lead or some):
        return []
    if gap.startswith(")") or (some and not gap[: some.start()].strip()):
        # "six of them in May" is no whole.
        return []
    if scan.pack.grammar.out_of.match(gap) and not some:
        return []
    comma = _COMMA.match(gap.lstrip())
    if comma and not (lead or some):
        return []
    addends = _addends(scan, addends[0].start, stop)
    if whole.of != "incidents":
        # "16 in Babil and 10 in Wasit, in five attacks"
        attacks = next((one.start for one in addends if scan.has("incidents", one.end, one.end + _NOUN)), stop)
        stop = (
            max((m.start() for m in _COMMA.finditer(scan.flat, at, attacks)), default=stop) if attacks < stop else stop
        )
        addends = [one for one in addends if one.start < stop]
    if not _one_a_part(scan, whole, addends, stop):
        return []
    # "42, of whom 14 ... and 15 ..." need not name all.
    open_ = some and not lead and not re.search("[:=(]", gap)
    return [] if open_ and sum(one.n for one in addends) < whole.number.range.low else addends


def _addends(scan: Scan, start: int, stop: int) -> list[Addend]:
    """The numbers of a stretch and the words that say one or two: all in brackets, or all outside."""
    told = [Addend(n.start, n.end, n.range.low) for n in scan.numbers_in(start, stop) if not n.article]
    spelled = [(m.start("one"), m.end("one"), 1) for m in scan.pack.grammar.unit.finditer(scan.flat, start, stop)]
    for section in ("incidents", "toll", "weapons", "people"):
        dual = [m for m in scan.marks(section, start, stop) if scan.pack.grammar.dual.search(scan.flat, m.start, m.end)]
        spelled += [(m.start, m.end, 2) for m in dual]
    taken = {n for one in told for n in range(one.start, one.end)}
    for a, b, n in spelled:
        if not taken & {*range(a, b)}:
            told.append(Addend(a, b, n))
            taken |= {*range(a, b)}
    told.sort(key=lambda one: one.start)
    if not told:
        return []
    deep = [scan.flat.count("(", start, one.start) - scan.flat.count(")", start, one.start) for one in told]
    return [one for one, depth in zip(told, deep, strict=True) if depth == deep[0]]


def _one_a_part(scan: Scan, whole: Stated, addends: Sequence[Addend], stop: int) -> bool:
    """Whether each stretch between commas has one number, of what the whole counts, and nothing stands for a rest."""
    if not addends:
        return False
    first, grammar = addends[0].start, scan.pack.grammar
    if scan.has("rest", first, stop) or grammar.each.search(scan.flat, first, stop) or scan.has("approx", first, stop):
        return False
    edges = [m.start() for m in _COMMA.finditer(scan.flat, first, stop) if not _in_bracket(scan.flat, first, m.start())]
    for a, b in zip([first, *edges], [*edges, stop], strict=True):
        inside = [one for one in addends if a <= one.start < b]
        if not inside:
            return False
    tolls = {m.value for m in scan.marks("toll", first, stop)} - {whole.of}
    if whole.of == "casualties":
        return len(addends) == _FEWEST and tolls == {"killed", "wounded"}
    return not tolls and (whole.of != "incidents" or not scan.has("toll", first, stop))


def _in_bracket(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _closing(text: str, at: int, stop: int) -> int:
    """Where the bracket that opens at a place closes."""
    depth = 0
    for n in range(at, stop):
        depth += (text[n] == "(") - (text[n] == ")")
        if not depth:
            return n
    return stop
