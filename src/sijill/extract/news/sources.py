"""Tolls of running text on which two sources of one clause differ: a toll that their figures bound, never their sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

from sijill.extract.amounts import hedged
from sijill.extract.news.members import words_of
from sijill.extract.news.summing import between
from sijill.extract.scan import Scan
from sijill.extract.tolls import Toll, former, total
from sijill.model.values import Range

_TWO = 2
_NEAR = 120
"""How far before a clause, in characters, it may be told that figures differ."""
_STOP = re.compile(r"[.;\n](?=\s|$)")
_FULL_STOP = re.compile(r"[.\n](?=\s|$)")


def bounded(scan: Scan, start: int, end: int, told: list[Toll]) -> list[Toll]:
    """The tolls of [start, end), with those of two sources as one."""
    for each in (_countered, _contrasted, _spoken, _restated, _attributed):
        told = each(scan, start, end, sorted(told, key=lambda toll: toll.start))
    return told


def _countered(scan: Scan, start: int, end: int, told: list[Toll]) -> list[Toll]:
    """The tolls where another source gives others: "while a hospital put the toll at 18 dead and 40 wounded"."""
    earlier = former(scan, start, end)
    for match in words_of(scan).counter.finditer(scan.flat, start, end):
        if any(a <= match.start() < b for a, b in earlier):
            continue
        groups = match.groupdict()
        for of in ("killed", "wounded"):
            group = next((name for name in (of, f"{of}2", f"{of}3", f"{of}4") if groups.get(name)), None)
            number = next(iter(scan.numbers_in(*match.span(group))), None) if group else None
            first = [t for t in told if t.of == of and t.end <= match.start(group or 0)]
            if number is None or not first:
                continue
            value = between(total(first, of) or number.range, hedged(scan, number))
            told = [t for t in told if t.of != of]
            told.append(Toll(of, value, first[0].start, match.end(), first[0].group, first[0].group_at))
    return told


def _contrasted(scan: Scan, start: int, end: int, told: list[Toll]) -> list[Toll]:
    """The tolls where another source tells them in its own words: ", while the army said that it lost six men"."""
    words = words_of(scan)
    for match in words.contrast.finditer(scan.flat, start, end):
        stop = _STOP.search(scan.flat, match.end(), end)
        edge = stop.start() if stop else end
        if scan.has("places", match.end(), edge) or words.more.search(scan.flat, match.end(), edge):
            # Of another event, or on top of it.
            continue
        for of in ("killed", "wounded"):
            first = [t for t in told if t.of == of and t.end <= match.start() and t.range.middle]
            other = [t for t in told if t.of == of and match.end() <= t.start and t.end <= edge and t.counted]
            one, two = total(first, of), total(other, of)
            sides = [{t.group == "insurgents" for t in tolls} for tolls in (first, other)]
            if one is None or two is None or sides[0] != sides[1] or None in {one.best, two.best} or not two.middle:
                continue
            told = [t for t in told if t not in first and t not in other]
            value = one if one == two else between(one, two)
            told.append(Toll(of, value, first[0].start, other[-1].end, first[0].group, first[0].group_at))
    return told


def _spoken(scan: Scan, start: int, end: int, told: list[Toll]) -> list[Toll]:
    """The tolls where several speak in one clause and each gives a figure: "elders said 15 had died and a spokesman
    spoke of six". What no word of saying stands before is the first one's.

    Where figures are said to differ, each is another's: "the ministry limited them to nine dead, the hospital
    received 13 bodies".
    """
    says = [mark.end for mark in scan.marks("says", start, end)]
    differ = words_of(scan).conflict.search(scan.flat, max(0, start - _NEAR), end) is not None
    if len(says) < _TWO and not differ:
        return told
    opens = says[0] if says else start
    for of in ("killed", "wounded"):
        mine = [t for t in told if t.of == of and t.counted and not t.article and t.range.middle]
        by: dict[int, list[Toll]] = {}
        for toll in mine:
            by.setdefault(next((at for at in reversed(says) if at <= toll.start), opens), []).append(toll)
        if differ and len(by) < _TWO:
            by = {toll.start: [toll] for toll in mine}
        spoken = sorted(by.items())
        sums = [total(one, of) for _, one in spoken]
        figures = [one for one in sums if one is not None and one.best is not None]
        if len(spoken) < _TWO or len(figures) < len(spoken):
            continue
        if any(_is_further(scan, one, other, at) for (_, one), (at, other) in pairwise(spoken)):
            continue
        value = reduce(lambda one, other: one if one == other else between(one, other), figures)
        first, last = mine[0], mine[-1]
        told = [t for t in told if t not in mine]
        told.append(Toll(of, value, first.start, last.end, first.group, first.group_at))
    return told


def _is_further(scan: Scan, first: Sequence[Toll], other: Sequence[Toll], speaks: int) -> bool:
    """Whether what another says is of other people: of the other side, of another place, or on top.

    speaks: where the other begins to speak.
    """
    if {t.group == "insurgents" for t in first} != {t.group == "insurgents" for t in other}:
        return True
    at = (speaks, other[-1].end)
    return scan.has("places", *at) or words_of(scan).more.search(scan.flat, *at) is not None


def _restated(scan: Scan, start: int, end: int, told: list[Toll]) -> list[Toll]:
    """The tolls where another source says who all the dead were: "a sheikh said the dead were thirteen farmers"."""
    for match in words_of(scan).restated.finditer(scan.flat, start, end):
        number = next(iter(scan.numbers_in(*match.span("n"))), None)
        first = [t for t in told if t.of == "killed" and t.end <= match.start() and t.range.middle]
        one = total(first, "killed")
        if number is None or one is None or one.best is None or number.range.best is None:
            continue
        value = one if one == number.range else between(one, number.range)
        told = [t for t in told if t not in first and not (t.of == "killed" and match.start() <= t.start < match.end())]
        told.append(Toll("killed", value, first[0].start, match.end(), first[0].group, first[0].group_at))
    return told


def _attributed(scan: Scan, start: int, end: int, told: list[Toll]) -> list[Toll]:
    """The tolls where each of two sources behind them gives its own: "three died according to police, five according to
    witnesses". One toll that the figures of all bound."""
    words = words_of(scan)
    sources = list(words.source.finditer(scan.flat, start, end))
    if len(sources) < 2 or _FULL_STOP.search(scan.flat, sources[0].start(), sources[-1].start()):
        return told
    first, last = sources[0].end(), sources[-1]
    if scan.has("places", first, last.start()) or words.more.search(scan.flat, first, last.end()):
        # Of another event, or on top of it.
        return told
    edges = [start, *(match.end() for match in sources)]
    for of in ("killed", "wounded"):
        values: list[Range] = []
        mine: list[Toll] = []
        for edge, match in zip(edges, sources, strict=False):
            here = [t for t in told if t.of == of and edge <= t.start and t.end <= match.start()]
            mine += here
            # Of two that overlap the longer.
            here = [t for t in here if not any(o.start <= t.start and t.end < o.end for o in here)]
            bare = words.bare.search(scan.flat, edge, match.start()) if values and not here else None
            number = next(iter(scan.numbers_in(*bare.span("n"))), None) if bare else None
            value = total(here, of) or (hedged(scan, number) if number else None)
            values += [value] if value is not None else []
        if len(values) < 2 or len({t.group for t in mine if t.group and not t.article}) > 1:
            # "Three soldiers according to the army, five villagers according to the mayor."
            continue
        value = values[0] if all(v == values[0] for v in values) else reduce(between, values)
        over = [t for t in told if t.of == of and mine[0].start < t.end and t.start < last.end()]
        told = [t for t in told if t not in over]
        told.append(Toll(of, value, mine[0].start, last.start(), mine[0].group, mine[0].group_at))
    return told


__all__ = ["bounded"]
