"""Tolls of running text that the plain reader leaves out: "injuring its watchman", "the death of a sapper"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sijill.extract.scan import Mark, NumberMark, Scan
from sijill.extract.tolls import Toll, hedged, total
from sijill.lang.losses import Losses
from sijill.model.values import Range

_NOUN = re.compile(r" [a-z'-]+")
_NOUN_REACH = 24
_SOME = Range(2, None, None)
_BACK = 90
"""How far before a verb its people are looked for, in characters."""


def losses(scan: Scan, start: int, end: int, stated: Sequence[Toll]) -> list[Toll]:
    """More tolls of [start, end), beside those stated: none where one of the same sort stands already."""
    # "Killing their police escort" states no number.
    told = [t for t in stated if t.counted or t.range != _SOME] if scan.pack.losses else list(stated)
    words = scan.pack.losses
    if words is None or not words.hint.search(scan.flat, start, end):
        return told
    parts = [
        (m.start(), _part_end(scan, m.end(), end)) for m in scan.pack.grammar.including.finditer(scan.flat, start, end)
    ]
    for of, patterns in words.phrases.items():
        for pattern in patterns:
            for match in pattern.finditer(scan.flat, start, end):
                if any(a <= match.start() < b for a, b in parts):
                    continue
                toll = _toll(scan, of, match, start, end)
                if toll is not None:
                    _put(told, toll, direct="back" not in match.groupdict())
    return sorted(told, key=lambda t: t.start)


def _part_end(scan: Scan, start: int, end: int) -> int:
    """Parts of a toll end with their clause."""
    stop = re.compile(r"[;.:]|,? (?:and|while|but) (?=\w+ (?:others?|more)\b)|, (?=(?:have|has|had|were|was) )").search(
        scan.flat, start, end
    )
    return stop.start() if stop else end


def _put(told: list[Toll], toll: Toll, *, direct: bool) -> None:
    """Add a toll, in the place of those that say less of the same. direct: its people follow the verb."""
    if toll.of == "again":
        told.append(toll)
        return
    same = [t for t in told if t.of == toll.of and t.start < toll.end and toll.start < t.end]
    # "Three militants and one officer dead": not the officer alone.
    part = any(t.counted and t.start < toll.start and toll.end <= t.end for t in same if t.range.low > toll.range.low)
    more = toll.counted and not part and (direct or not any(t.counted for t in same))
    more = more or (toll.counted and toll.range.middle > sum(t.range.middle for t in same))
    more = more or (direct and all(t.start < toll.start for t in same))
    # "Killing the owner and his apprentice": two, where the first of them was found alone.
    more = more or (direct and not toll.counted and toll.range.low > sum(t.range.low for t in same))
    if same and not more:
        return
    told[:] = [*(t for t in told if t not in same), toll]


def _toll(scan: Scan, of: str, match: re.Match[str], start: int, end: int) -> Toll | None:
    if "back" in match.groupdict() and match["back"] is not None:
        found = _before(scan, match.start(), start)
    elif any(d.start <= match.start("who") < d.end for d in scan.dates_in(start, end)):
        # "The volley of 17 November killed a child."
        return None
    else:
        found = _people(scan, *match.span("who"))
    if found is None:
        return None
    value, at, counted = found
    if value == Range.exactly(0) and "back" in match.groupdict() and " " not in match[0]:
        # "Neither had a figure for the injured."
        return None
    begin, stop = min(match.start(), at[0]), max(match.end(), at[1])
    group = next(iter(scan.marks("groups", *at)), None)
    if of != "again" and value != Range.exactly(0) and _is_thing(scan, at, stop, group):
        return None
    spot = (group.start, group.end) if group else None
    return Toll(of, value, begin, stop, group.value if group else None, spot, counted=counted)


def _is_thing(scan: Scan, at: tuple[int, int], stop: int, group: Mark | None) -> bool:
    """Whether what is counted is weapons or vehicles, and no person beside them. stop: where the phrase ends."""
    # "Two roadside bombs killed six": the noun may end behind the words taken for it.
    arms = scan.has("weapons", *at) or scan.has("weapons", at[0], min(stop, at[1] + _NOUN_REACH))
    return group is None and (scan.has("things", at[0], max(at[1], stop)) or arms)


def _before(scan: Scan, at: int, start: int) -> tuple[Range, tuple[int, int], bool] | None:
    """Who stands before a verb, from where their clause begins."""
    words = _words(scan)
    least = max(start, at - _BACK)
    edge = least
    for stop in words.opens.finditer(scan.flat, least, at):
        edge = stop.end()
    for mark in scan.marks("toll", edge, at):
        # "16 were killed and several others wounded": each verb has people of its own.
        joint = words.member.match(scan.flat, mark.end, at)
        edge = joint.end() if joint else mark.end
    return _people(scan, edge, at)


def _people(scan: Scan, start: int, end: int) -> tuple[Range, tuple[int, int], bool] | None:
    """How many people a phrase names from its beginning: each member of "a soldier, two guards and their cook"."""
    words = _words(scan)
    whole: Range | None = None
    at, stop, counted = start, start, False
    while at < end:
        step = _member(scan, at, end)
        if step is None:
            break
        value, last, figure = step
        if whole is not None and scan.pack.grammar.including.search(scan.flat, at, last + 12):
            break
        if whole is not None and not figure and not scan.has("groups", at, last):
            # ", the interior ministry said"; but "his grown-up son"
            noun = _NOUN.match(scan.flat, last, end)
            if noun is None or not scan.has("groups", at, noun.end()):
                break
            last = noun.end()
        whole = value if whole is None else whole + value
        counted |= figure
        stop = last
        joint = words.member.match(scan.flat, last, end)
        if joint is None or value == Range.exactly(0):
            break
        at = joint.end()
    if whole is None:
        return None
    return whole, (start, stop), counted


def _member(scan: Scan, at: int, end: int) -> tuple[Range, int, bool] | None:
    """One member of a sum: its size, where its noun ends, and whether a number says it."""
    words, grammar = _words(scan), scan.pack.grammar
    lump = words.lump.match(scan.flat, at, end)
    if lump:
        return Range.exactly(3 if lump["three"] else 2), lump.end(), True
    for start, stop, value in _bounds(scan, at, end):
        if scan.flat[at:start].strip() in {"", "between"}:
            return value, stop, True
    if none := words.noone.match(scan.flat, at, end):
        return Range.exactly(0), none.end(), True
    number = _number(scan, at, end)
    if number is not None:
        if words.measure.match(scan.flat, number.end):
            return None
        value = hedged(scan, number)
        noun = words.noun.match(scan.flat, number.end, end)
        return value, noun.end() if noun else number.end, not number.article
    one = words.oneself.match(scan.flat, at, end)
    if one and not grammar.plural.search(one["noun"] or ""):
        return Range.exactly(1), one.end(), False
    return None


def _number(scan: Scan, at: int, end: int) -> NumberMark | None:
    for number in scan.numbers_in(at, min(end, at + 36)):
        lead = scan.flat[at : number.start]
        if _words(scan).lead.fullmatch(lead):
            return number
        return None
    return None


def _bounds(scan: Scan, at: int, end: int) -> Iterator[tuple[int, int, Range]]:
    pack = scan.pack
    for match in pack.grammar.range.finditer(scan.flat, at, min(end, at + 40)):
        a, b = pack.number.fullmatch(match["a"]), pack.number.fullmatch(match["b"])
        if a and b:
            low, high = pack.number_value(a), pack.number_value(b)
            if low.low < high.low and (match["lead"] or " to " in match[0] or "-" in match[0]):
                yield match.start(), match.end(), Range(low.low, None, high.low)


def _words(scan: Scan) -> Losses:
    assert scan.pack.losses is not None  # noqa: S101  looked at before anything is read
    return scan.pack.losses


def summed(scan: Scan, told: Sequence[tuple[int, int, list[Toll]]], of: str) -> tuple[Range, list[Toll]] | None:
    """The toll of an event and the tolls it rests on. told: its clauses' ends, and what each states.

    What comes on top is added, what has risen replaces, and where two sources differ it lies between them.
    """
    whole: Range | None = None
    rests: list[Toll] = []
    last, sourced = "", False
    for start, end, stated in told:
        value = total(stated, of)
        mine = [t for t in stated if t.of == of]
        if value is not None:
            if whole is None or value.middle == 0:
                whole, rests = (whole, rests) if whole is not None else (value, mine)
            else:
                whole = _joined(scan, whole, rests, value, mine, (start, end), sourced)
                rests = [*rests, *mine]
            sourced = sourced or scan.has("says", start, end)
        last = next((t.of for t in reversed(stated) if t.of != "again"), last)
        for again in (t for t in stated if t.of == "again" and last == of and whole is not None):
            if whole is not None and again.range.middle != whole.middle:
                whole = _between(whole, again.range)
                rests.append(again)
    return (whole, rests) if whole is not None else None


def _joined(
    scan: Scan,
    whole: Range,
    rests: Sequence[Toll],
    value: Range,
    mine: Sequence[Toll],
    at: tuple[int, int],
    sourced: bool,
) -> Range:
    words = scan.pack.losses
    if words is None or value == whole:
        return value if value.middle > whole.middle else whole
    first = min(t.start for t in mine)
    before = scan.flat[max(at[0], first - 30) : max(t.end for t in mine)]
    if words.rising.search(scan.flat, *at):
        return value
    attackers = {t.group == "insurgents" for t in mine}
    apart = len(attackers) == 1 and attackers.isdisjoint({t.group == "insurgents" for t in rests if t.group})
    if words.more.search(before) or (apart and (attackers == {True} or all(t.group for t in (*rests, *mine)))):
        return whole + value
    if scan.has("says", *at) and (value.middle < whole.middle or sourced):
        return _between(whole, value)
    return value if value.middle > whole.middle else whole


def _between(one: Range, other: Range) -> Range:
    highs = [r.high for r in (one, other)]
    low, high = min(one.low, other.low), None if None in highs else max(h for h in highs if h is not None)
    return Range(low, None, high)
