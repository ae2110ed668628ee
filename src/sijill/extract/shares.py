"""Which counts of a sentence are parts of another: of a whole at its start or end, or of a toll, by people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sijill.extract.pieces import NAMES
from sijill.extract.scan import Scan
from sijill.extract.scopes import Scope
from sijill.extract.stated import Stated
from sijill.extract.words import Word

_WHO = frozenset({"people", "target", "actor"})
_FEWEST_GROUPS = 3
_CLAUSE = re.compile(r"[^.;؛:)\n]*")


def mark_shares(scan: Scan, found: list[Stated], row: Sequence[Word], start: int) -> None:
    """Mark the counts of a sentence that are parts of another of them."""
    _mark_addition(scan, found, row, start)
    _mark_toll(scan, found)
    _mark_together(scan, found)
    if not _mark_sum(scan, found) and not _mark_people(scan, found, row, start):
        _mark_parts(scan, found, start)
    _mark_apart(scan, found)
    for part, whole in pairwise(found):
        if part.out_of and whole.base and part.scope.same(whole.scope):
            # "four of the seven deaths are from ...": what sets the four apart was not understood.
            part.doubt("part")


def _mark_together(scan: Scan, found: list[Stated]) -> None:
    """Mark the counts that the next one takes together: "Anbar took 5 and Erbil 6; together that makes 11"."""
    for n, whole in enumerate(found):
        parts = [one for one in found[max(0, n - 2) : n] if one.of == whole.of and one.scope.place and not one.loose]
        if len(parts) < 2 or whole.name or whole.noun is not None:
            continue
        between = scan.flat[parts[-1].number.end : whole.number.start]
        if re.search(r"[;:.,]", between) is None or not scan.has("jointly", parts[-1].number.end, whole.number.start):
            continue
        told = tuple(one.scope.place for one in parts if one.scope.place)
        whole.scope, whole.also = replace(parts[0].scope, joined=told), []
        for one in parts:
            one.whole, one.closed = whole, True


def _beside(one: Stated, whole: Stated) -> bool:
    """Whether a count is of another period than the one that it would be a part of: "five in May; June had four"."""
    return bool(one.scope.when and whole.scope.when and not one.scope.when[0].overlaps(whole.scope.when[0]))


def _mark_apart(scan: Scan, found: list[Stated]) -> None:
    """Mark what the other parts of a sum by weapons, or of a row of three and more, name."""
    armed = [one for one in found if one.scope.weapons and one.of == "incidents"]
    for one in armed:
        beside = [o for o in armed if o is not one and (o.whole is one.whole) and not (o.base or o.out_of)]
        if one.whole is None and (len(beside) < 2 or scan.has("parts", armed[0].start, armed[-1].end)):
            continue
        own = {m.value for m in one.scope.weapons}
        one.apart = frozenset(m.value for o in beside for m in o.scope.weapons) - own


def _mark_people(scan: Scan, found: list[Stated], row: Sequence[Word], start: int) -> bool:
    """Mark the groups of a toll: "Of the 34 dead, 14 policemen, 3 soldiers and 17 civilians"."""
    whole = next((o for o in found[:1] if o.of in {"killed", "wounded"}), None)
    numbers = [n for n, word in enumerate(row) if word.kind == "number"]
    if whole is None or len(numbers) <= _FEWEST_GROUPS or row[numbers[0]].start != whole.number.start:
        return False
    opening = {w.kind for w in row[: numbers[0]]} | {w.kind for w in row[numbers[0] + 1 : numbers[1]]}
    groups = [row[a + 1 : b] for a, b in zip(numbers[1:], [*numbers[2:], len(row)], strict=True)]
    plain = all({w.kind for w in g} <= _WHO | {"mark", "join", "fill"} and _who(g) for g in groups)
    if not plain or not opening <= {"part", "fill", "total", "mark", "toll", "verb"}:
        return False
    between = scan.flat[whole.number.end : row[numbers[1]].start]
    parted = re.search(r"[:,(-]", between) is not None
    for number, group in zip((row[n] for n in numbers[1:]), groups, strict=True):
        one = next((o for o in found if o.number.start == number.start), None)
        if one is None and number.number is not None:
            one = Stated(number.number, whole.of, None, number.start, group[-1].end, start)
            found.append(one)
        if one is not None and parted:
            who = _who(group)
            one.of, one.scope, one.also, one.whole = whole.of, Scope(), [], whole
            one.tentative = False
            one.doubts.clear()
            one.group, one.closed = scan.text[who[0].start : who[-1].end], re.search(r"[:(]", between) is not None
    found.sort(key=lambda o: o.number.start)
    return True


def _who(group: Sequence[Word]) -> list[Word]:
    return [word for word in group[:3] if word.kind in _WHO]


_NUMBER, _PART = r"\d+", r"\d+(?: [^\d+=:;.\n]+)?"
_PARTS = rf"{_PART}(?:\s?\+\s?{_PART})+"
_ADDED = re.compile(
    rf"(?P<sum>{_NUMBER})(?: [^\W\d]+)?\s?[:=(]\s?(?P<parts>{_PARTS})|(?P<first>{_PARTS})\s?=\s?(?P<end>{_NUMBER})"
)


def _mark_addition(scan: Scan, found: list[Stated], row: Sequence[Word], start: int) -> None:
    """Mark figures that are written out as an addition: "12: 5 + 4 + 3", "5 bombs + 4 rockets = 9"."""
    at = {(one.number.start, one.number.end): one for one in found}
    bare = {(w.start, w.end): w.number for w in row if w.kind in {"number", "word"} and w.number is not None}
    end = max((one.end for one in found), default=start)
    for match in _ADDED.finditer(scan.flat, start, end + 1):
        name = "parts" if match["parts"] else "first"
        span = match.span("sum") if match["sum"] else match.span("end")
        spans = [(m.start(), m.end()) for m in re.compile(r"\d+").finditer(scan.flat, *match.span(name))]
        parts = [at[span] for span in spans if span in at]
        whole = at.get(span)
        if whole is None and span in bare and {one.of for one in parts} == {"incidents"}:
            whole = Stated(bare[span], "incidents", None, *span, start, tentative=True)
            found.append(whole)
        if whole is None or len(parts) < len(spans):
            continue
        for one in parts:
            one.whole, one.closed, one.of = whole, True, whole.of
            # A figure with words of its own says something of the list as well.
            one.addend = one.scope == Scope()
            one.tentative = one.tentative or one.addend
            if one.addend:
                one.doubts.clear()
    found.sort(key=lambda one: one.number.start)


def _mark_toll(scan: Scan, found: list[Stated]) -> None:
    """Mark the dead and the wounded as parts of the sum behind them: "12 killed and 37 wounded, 49 in all"."""
    for one, other, whole in zip(found, found[1:], found[2:], strict=False):
        between = scan.flat[other.number.end : whole.number.start]
        if {one.of, other.of} != {"killed", "wounded"} or re.search(r"[;(]", between) or whole.whole or whole.name:
            continue
        stretch = (other.number.end, max(whole.end, whole.number.end))
        summed = scan.has("sums", *stretch) or scan.has("totals", *stretch) or scan.has("this_period", *stretch)
        if (whole.of == "casualties" or (whole.noun is None and summed)) and one.scope.same(other.scope):
            whole.of, whole.unclear, whole.scope, whole.also = "casualties", False, one.scope, [*one.also, *whole.also]
            one.whole, other.whole, one.closed, other.closed = whole, whole, True, True


def _mark_sum(scan: Scan, found: list[Stated]) -> bool:
    """Mark the parts of a sum at the end: "Diyala had five, Kirkuk four and Salahaddin three, which makes twelve"."""
    if len(found) < 3:
        return False
    *parts, whole = found
    names = {one.name for one in parts}
    alike = len(names) == 1 and names < NAMES and {one.of for one in parts} == {whole.of}
    summed = scan.has("sums", parts[-1].number.end, whole.number.start) or scan.has("totals", whole.start, whole.end)
    if not (alike and summed and not whole.name and not any(o.compared or o.base for o in found)):
        return False
    whole.scope, whole.also = Scope(), []
    whole.doubts.clear()
    for one in parts:
        one.whole, one.closed = whole, True
    return True


def _all_read(scan: Scan, parts: Sequence[Stated], found: Sequence[Stated]) -> bool:
    """Whether no number among the parts was left, nor one behind them that counts nothing known; "the disarmed one"
    is none."""
    known = {one.number.start for one in found}
    last = _CLAUSE.match(scan.flat, parts[-1].number.end)
    between = scan.numbers_in(parts[0].number.start, last.end() if last else parts[-1].number.end)
    return all(n.start in known or n.article or n.range.best == 1 for n in between)


def _in_aside(scan: Scan, start: int, at: int) -> bool:
    """Whether a place stands in a bracket that opens behind another."""
    return scan.flat.count("(", start, at) > scan.flat.count(")", start, at)


def _mark_parts(scan: Scan, found: list[Stated], start: int) -> None:
    """Mark the members of a sentence that are parts of its first count, or of casualties the dead and the wounded."""
    for position, whole in enumerate(found):
        following = found[position + 1 :]
        if whole.of == "casualties":
            pair = [one for one in following[:2] if one.of in {"killed", "wounded"}]
            if {one.of for one in pair} == {"killed", "wounded"}:
                for one in pair:
                    one.whole, one.closed = whole, True
            continue
        if whole.whole or whole.base or whole.scope.place or whole.scope.weapons or whole.scope.targets:
            continue
        parts: list[Stated] = []
        for one in following:
            if one.of != whole.of or one.compared or one.name in {"", whole.name} or _beside(one, whole):
                break
            if parts and _in_aside(scan, parts[0].number.start, one.number.start):
                # "5 in Anbar (four of them at one base), 3 in Erbil"
                continue
            if parts and (one.name != parts[0].name or any(one.scope.same(o.scope) for o in parts)):
                # "seven in July, and one of the July ones": no further part.
                break
            parts.append(one)
        if len(parts) < 2:
            continue
        between = scan.flat[whole.number.end : parts[0].number.start]
        opening = scan.flat[start : whole.number.start]
        closed = bool(re.search(r"[:(]", between)) or scan.has("parts", whole.number.end, parts[0].number.start)
        closed = closed or scan.pack.grammar.copula.search(between) is not None
        rest = following[len(parts) :]
        # "19 killed (3 in July, 16 in August) and 15 wounded (...)": the bracket ends the parts.
        ended = not rest or ")" in scan.flat[parts[-1].number.end : rest[0].number.start]
        # "Of the six, Diyala had two and Kirkuk one" need not name all.
        shared = len(parts) > _FEWEST_GROUPS - 1 and scan.pack.grammar.of_the.search(opening) is not None
        full = (closed or shared) and ended and _all_read(scan, parts, found)
        for one in parts:
            one.whole, one.closed = whole, full
        if not rest or not ended:
            return
