"""Read the dead and the wounded out of a stretch of text, with negation, ranges and groups.

Numbers and toll words are read as a sequence: "3 killed 5 wounded" is number-verb, "killing three and wounding five"
verb-number, and a run of numbers before one verb all belong to it ("a soldier and two civilians were killed").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sijill.extract.amounts import ages, tellers
from sijill.extract.disputed import settled
from sijill.extract.labels import figured, untold
from sijill.extract.scan import Mark, Scan
from sijill.extract.tolls.pairing import has_object, matched
from sijill.extract.tolls.tokens import Token, alone, is_named, sequence
from sijill.extract.tolls.toll import Toll, total
from sijill.lang.pack import NEVER
from sijill.model.values import Range

_REACH = 60
"""How many characters may lie between a number and the verb it belongs to."""
_AHEAD = 30
"""And between a verb and the number after it."""
_COMMA = re.compile(r",(?!\d)")


def tolls(scan: Scan, start: int, end: int) -> list[Toll]:
    """Every toll stated in [start, end), in order of place."""
    denied = _denied(scan, start, end)
    left_open = untold(scan, start, end)
    labelled = [Toll(*told) for told in figured(scan, start, end, [*((t.start, t.end) for t in denied), *left_open])]
    masked = [*((t.start, t.end) for t in (*denied, *labelled)), *left_open, *_parts(scan, start, end)]
    masked += [match.span() for match in scan.pack.grammar.no_others.finditer(scan.flat, start, end)]
    masked += [*tellers(scan, start, end), *ages(scan, start, end), *_attributes(scan, start, end)]
    if scan.running:
        asides = (scan.pack.grammar.amidst, scan.pack.grammar.beside_them)
        masked += [match.span() for aside in asides for match in aside.finditer(scan.flat, start, end)]
    tokens = sequence(scan, start, end, masked)
    paired = matched(scan, tokens)
    read = {(t.of, t.start, t.end) for t in paired}
    verbs = [t for t in tokens if t.kind == "V" and not any(o == t.of and a <= t.start < b for o, a, b in read)]
    # "One policeman he killed, nobody hurt": somebody died, and how many was not read.
    unread = [v for v in verbs if not is_named(scan, v) and not any(_goes_on(scan, t, v) for t in denied)]
    denied = [t for t in denied if not any(v.of == t.of for v in unread) or not _of_both(t, denied)]
    found = settled(scan, start, end, [*denied, *labelled, *paired])
    found = [t for t in found if not any(_died_of_it(scan, t, dead) for dead in found)]
    return sorted(found, key=lambda t: t.start)


def _attributes(scan: Scan, start: int, end: int) -> list[tuple[int, int]]:
    """Where a word of toll says only whose something is: "the pay of wounded soldiers", but "dozens of wounded men"."""
    found = []
    for match in scan.pack.grammar.attribute.finditer(scan.flat, start, end):
        counted = any(n.end == match.start() for n in scan.numbers_in(start, match.start()))
        if not counted and any(m.start == match.end() for m in scan.marks("groups", match.end(), end)):
            found.append(match.span("toll"))
    return found


def _died_of_it(scan: Scan, hurt: Toll, dead: Toll) -> bool:
    """Whether one person wounded is the one who then died: "a sniper wounded an officer, who died in hospital"."""
    one = Range.exactly(1)
    if hurt.of != "wounded" or dead.of != "killed" or not hurt.range == dead.range == one or dead.counted:
        return False
    gap = scan.flat[hurt.end : dead.start]
    befell = scan.pack.grammar.befell.match(scan.flat, dead.start) is not None
    return befell and 0 < len(gap) <= _REACH and re.fullmatch(r"[^.;:\n]*(?:, (?:who |ف|ثم )?| ف)", gap) is not None


def _goes_on(scan: Scan, denied: Toll, verb: Token) -> bool:
    """Whether a denial goes on to a word of toll in its clause: "no loss of life or injuries"."""
    return denied.end <= verb.start and re.search(r"[.,;:\n]", scan.flat[denied.end : verb.start]) is None


def _of_both(toll: Toll, denied: Sequence[Toll]) -> bool:
    """Whether a denial speaks of the dead and the wounded alike."""
    return len({t.of for t in denied if (t.start, t.end) == (toll.start, toll.end)}) > 1


def no_others(scan: Scan, start: int, end: int, stated: Sequence[Toll]) -> list[Toll]:
    """What "nobody else was hurt" adds: no wounded where the dead are told before, no dead where he got off unhurt."""
    match = scan.pack.grammar.no_others.search(scan.flat, start, end)
    if match is None or match["dead"]:
        return []
    if stated and all(t.of == "wounded" and not t.range.middle and t.end <= match.start() for t in stated):
        return [Toll("killed", Range.exactly(0), *match.span())]
    if any(t.of == "wounded" for t in stated):
        return []
    dead = any(t.of == "killed" and t.range.middle and t.start < match.start() for t in stated)
    return [Toll("wounded", Range.exactly(0), *match.span())] if dead else []


def _parts(scan: Scan, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches that tell parts of a toll: "killing five, including two children, and wounding seven"."""
    found: list[tuple[int, int]] = []
    for word in scan.pack.grammar.including.finditer(scan.flat, start, end):
        led = scan.marks("toll", start, word.start())
        if led and not (found and word.start() < found[-1][1]):
            found.append((word.start(), _parts_end(scan, led[-1], word.end(), end)))
    return found + former(scan, start, end)


def former(scan: Scan, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches that tell what the toll was before, or other people's: "up from three, ", "the war has killed 900"."""
    found = []
    for word in scan.pack.grammar.formerly.finditer(scan.flat, start, end):
        if "before" in word.groupdict() and word["before"] and not scan.has("toll", 0, word.start()):
            # "Initial reports said two died": nothing newer is told.
            continue
        stop = _COMMA.search(scan.flat, word.end(), end)
        found.append((word.start(), stop.start() if stop else end))
    return found


def _parts_end(scan: Scan, led: Mark, start: int, end: int) -> int:
    """Where parts end: at a verb whose number follows it, or at the number of another sort of toll."""
    for verb in scan.marks("toll", start, end):
        if verb.value == "casualties":
            continue
        if scan.pack.grammar.active.search(scan.flat[verb.start : verb.end]):
            return verb.start
        if verb.value != led.value and _governs(scan, verb, end):
            return verb.start
        if verb.value != led.value:
            before = [n for n in scan.numbers_in(start, verb.start) if verb.start - n.end <= _REACH]
            beside = bool(before) and verb.start - before[-1].end <= 1
            if len(before) > 1 or beside:
                return before[-1].start
    return end


def _governs(scan: Scan, verb: Mark, end: int) -> bool:
    """Whether a verb that an "and" joins on has people of its own behind it: ", and injured several others"."""
    joined = scan.pack.grammar.conjunction.search(scan.flat[max(0, verb.start - 5) : verb.start]) is not None
    number = next(iter(scan.numbers_in(verb.end, min(end, verb.end + _AHEAD))), None)
    return joined and number is not None and number.start == verb.end + 1


def _denied(scan: Scan, start: int, end: int) -> list[Toll]:
    zero = Range.exactly(0)
    of = {"none": ("killed", "wounded"), "none_killed": ("killed",), "none_wounded": ("wounded",)}
    marks = scan.marks("none", start, end)
    injuries = scan.pack.grammar.injuries if scan.running else NEVER
    found = [
        Toll(sort, zero, mark.start, mark.end)
        for mark in marks
        for sort in of["none_wounded" if injuries.match(scan.flat, mark.start, mark.end) else mark.value]
    ]
    for match in scan.pack.grammar.spared.finditer(scan.flat, start, end):
        if not any(m.overlaps(*match.span()) for m in (*marks, *scan.marks("untold", start, end))):
            groups = match.groupdict()
            sorts = of[
                "none_killed"
                if groups["dead"] or groups.get("alive") or groups.get("none")
                else "none_wounded"
                if groups["hurt"] or injuries.match(scan.flat, *match.span())
                else "none"
            ]
            found += [Toll(sort, zero, *match.span()) for sort in sorts]
    unreported = scan.pack.grammar.unreported if scan.running else NEVER
    return [toll for toll in found if not unreported.search(scan.flat, toll.start, toll.end)]


__all__ = ["Toll", "alone", "former", "has_object", "no_others", "tolls", "total"]
