"""Sums that a text itself writes out: a whole, and behind a colon, a bracket or a word of parting all its parts.

"The 17 dead were: 9 from the police, 6 civilians and 3 of the Sahwa." By its form alone, whatever the parts are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sijill.extract.lines import sentences
from sijill.extract.pieces import NAMES
from sijill.extract.scan import Mark, NumberMark, Scan
from sijill.extract.stated import Stated

_COMMA = re.compile(r"[,،؛;+]")
_LONGEST = 90
"""How many characters may lie between a whole and its first part."""
_NEAR = 40
"""The same for a whole that does not say of what."""
_NOUN = 12
"""And between a number and the end of the noun right behind it."""
_FEWEST = 2
_MANY, _LITTLE = 3, 0.05
"""So many parts are told as all there are, though they leave out one or so small a share."""
_AHEAD = re.compile(r"[^,،;؛:.]{1,40}(?:[,،] ?)?|[^,،;؛:.]{0,40}[,،] ?[^,،;؛:.]{0,30}")
"""Between a whole and the first of its parts in "of the 15 attacks, 8" and the Arabic "of the 18 attacks fell 11"."""
_REMARK = re.compile(r"[,،] (?:which|so|hence|since|because)\b|[,،]? و?(?:لذلك|لذا|لهذا)\b")
"""Opens what a writer says of a sum behind it: "..., which is why I close at five"."""
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
    counted, addends = {one.number.start for one in told}, set[int]()
    # "I had nine attacks and 15 dead: six and twelve fewer than now"
    apart = min((one.number.start for one in told if "difference" in one.doubts), default=end)
    for one in told:
        stop = min(_end(ends, one.number, end), max(apart, one.number.end))
        parts = _parts(scan, one, stop)
        if not parts and one.of == "incidents" and (one.noun is None or one.noun.end <= one.number.start):
            # "The attacks hit 31 people: 12 killed and 19 wounded."
            parts = _parts(scan, replace(one, of="casualties", noun=None), stop)
            one.of = "casualties" if parts else one.of
        if one.of in _WHAT and len(parts) >= _FEWEST and one.number.start not in addends:
            addends |= {part.start for part in parts}
            yield one, parts
    for number in scan.numbers_in(start, end):
        if number.article or number.start in counted | addends:
            continue
        one = _taken_up(number, told) or Stated(number, "casualties", None, number.start, number.end, doubts={"word"})
        parts = _parts(scan, one, _end(ends, number, end))
        if not parts:
            one, parts = _of_entries(scan, number, told, _end(ends, number, end))
        near = one.noun is None and len(parts) >= _FEWEST and parts[0].start - number.end < _NEAR
        if near and number.range.low > max(part.n for part in parts):
            addends |= {part.start for part in parts}
            yield one, parts


def _of_entries(scan: Scan, number: NumberMark, told: Sequence[Stated], end: int) -> tuple[Stated, list[Addend]]:
    """A number whose noun no list has, before counts of attacks by place or weapon: "Eleven cards: four in Anbar"."""
    one = Stated(number, "incidents", None, number.start, number.end, doubts={"word"})
    parts = _parts(scan, one, end)
    at = {part.start for part in parts}
    named = [t for t in told if t.of == "incidents" and t.name in NAMES and t.number.start in at]
    return one, parts if len(named) >= max(_FEWEST, len(parts) - 1) else []


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
    """The parts behind a whole, up to where its sentence stops; [] if it is not clear that these are all."""
    at = whole.number.end
    first = next(iter(_addends(scan, at, stop)), None)
    if scan.pack.grammar.each.search(scan.flat, max(0, whole.number.start - _NOUN), whole.number.start):
        # "Mortars and car bombs 2 each, then one grenade and one abduction"
        return []
    if first is None or first.start - at > _LONGEST or whole.number.range.low != whole.number.range.high:
        return []
    gap = scan.flat[at : first.start]
    lead, some = scan.pack.grammar.divides.search(gap), scan.pack.grammar.of_which.search(gap)
    # "The 11 entries outside the capital were 5 in Anbar, 3 in Diyala and 3 in Babil."
    lead = lead or (None if re.search("[,،;؛]", gap) else scan.pack.grammar.copula.search(gap))
    bracket = gap.rfind("(")
    if bracket > gap.rfind(")") and not re.search("[,،:]", gap[:bracket]) and not (lead and lead.start() < bracket):
        # "12 attacks (5 in May, 7 in June)": the bracket holds them all; "Babil (3), Wasit (2)" is told without it.
        stop = _closing(scan.flat, at + bracket, stop)
    elif whole.of == "casualties" and re.fullmatch(r"[^,،;؛:.]{0,25}[,،] ?", gap):
        # "38 casualties, 33 killed and 5 wounded"
        addends = list(_addends(scan, first.start, stop))
        return addends if _one_a_part(scan, whole, addends, stop) else []
    elif not (re.search("[:=]", gap) or lead or some):
        return _surplus(scan, whole, gap, first, stop)
    if not _opens(scan, gap, lead, some):
        return []
    addends, stop = _alike(scan, whole, _addends(scan, first.start, stop), stop)
    if not _one_a_part(scan, whole, addends, stop):
        return []
    # "42, of whom 14 ... and 15 ..." need not name all.
    all_named = lead or not some or re.search("[:=(]", gap) or sum(one.n for one in addends) > whole.number.range.low
    return addends if all_named else []


def _surplus(scan: Scan, whole: Stated, gap: str, first: Addend, stop: int) -> list[Addend]:
    """The parts of "of July's 15 attacks, 8 were in Baghdad, 5 in Diyala and 4 elsewhere", if they are too many or all.

    So told they need not be all: a few that leave out a few say nothing.
    """
    at = max(0, whole.number.start - _NEAR)
    opening = scan.pack.grammar.of_whole.search(scan.flat[at : whole.number.start])
    if whole.base or not _AHEAD.fullmatch(gap) or opening is None:
        return []
    if re.search(r"\w$", scan.flat[: at + opening.start()].rstrip(" ")):
        # "Roadside bombs are the matter of five wires, mortars of three"
        return []
    named = scan.flat.find(":", first.start, stop)
    # "5 on others: the minibus, the mosque, ..."
    stop = named if named > 0 else stop
    remark = _REMARK.search(scan.flat, first.end, stop)
    stop = remark.start() if remark else stop
    addends, stop = _alike(scan, whole, _addends(scan, first.start, stop), stop)
    left = whole.number.range.low - sum(one.n for one in addends)
    # "... and 5 on others": then they are all.
    closed = bool(addends) and _closes(scan, addends[-1].end, stop)
    nearly = len(addends) >= _MANY and left <= max(1, _LITTLE * whole.number.range.low)
    whole.some_parts = nearly and left > 0 and not closed
    if addends and not closed:
        # "... and 22 to Kindi, as a nurse tells me"
        over = re.compile("[,،;؛]" if left < 0 else "[;؛]").search(scan.flat, addends[-1].end, stop)
        stop = over.start() if over else stop
    return addends if (left < 0 or closed or nearly) and _one_a_part(scan, whole, addends, stop) else []


def _closes(scan: Scan, start: int, stop: int) -> bool:
    """Whether what the last part is of leaves none: "5 on others", "six by nobody", "... by night and six by day"."""
    return scan.has("rest", start, stop) or scan.pack.grammar.completes.search(scan.flat, start, stop) is not None


def _opens(scan: Scan, gap: str, lead: re.Match[str] | None, some: re.Match[str] | None) -> bool:
    """Whether what stands between a number and the next leaves it a whole, and no part of another itself."""
    if gap.startswith(")") or (some and not gap[: some.start()].strip()):
        # "Babil (3), ...", "six of them in May"
        return False
    if scan.pack.grammar.out_of.match(gap) and not (some or lead):
        return False
    # "mortars 3; guns, the sniper's among them, 3"
    told = min((m.start() for m in (lead, some) if m), default=len(gap))
    return len(_COMMA.findall(gap[:told])) <= (told < len(gap)) and not re.search("[;؛]", gap)


def _addends(scan: Scan, start: int, stop: int) -> list[Addend]:
    """The numbers of a stretch and the words that say one or two: all in brackets, or all outside."""
    told = [
        Addend(n.start, n.end, n.range.low)
        for n in scan.numbers_in(start, stop)
        # "1 at K-1" has one.
        if not n.article
        and not re.search(r"[^\W\d]-$", scan.flat[max(0, n.start - 2) : n.start])
        # "5 in the two convoys" is one part.
        and scan.pack.grammar.in_these.search(scan.flat, max(start, n.start - _NOUN), n.start) is None
    ]
    spelled = [(m.start("one"), m.end("one"), 1) for m in scan.pack.grammar.unit.finditer(scan.flat, start, stop)]
    for section in ("incidents", "toll", "weapons", "people"):
        dual = [m for m in scan.marks(section, start, stop) if scan.pack.grammar.dual.search(scan.flat, m.start, m.end)]
        spelled += [(m.start, m.end, 2) for m in dual]
    for a, b, n in spelled:
        if not any(one.start < b and a < one.end for one in told):
            told.append(Addend(a, b, n))
    told.sort(key=lambda one: one.start)
    # "6 mines, of which 1 was found" is one part.
    edges = [start, *(one.end for one in told)]
    apart = [_COMMA.split(scan.flat[a : one.start].rstrip(" ,،"))[-1] for a, one in zip(edges, told, strict=False)]
    told = [one for n, one in enumerate(told) if n == 0 or not scan.pack.grammar.of_which.search(apart[n])]
    deep = [scan.flat.count("(", start, one.start) - scan.flat.count(")", start, one.start) for one in told]
    return [one for one, depth in zip(told, deep, strict=True) if depth == deep[0]]


def _alike(scan: Scan, whole: Stated, addends: list[Addend], stop: int) -> tuple[list[Addend], int]:
    """The parts of a toll without the attacks that it is owed to: "16 in Babil and 10 in Wasit, in five attacks"."""
    if whole.of == "incidents":
        return addends, stop
    attacks = next((one.start for one in addends if scan.has("incidents", one.end, one.end + _NOUN)), None)
    if attacks is not None:
        stop = max((m.start() for m in _COMMA.finditer(scan.flat, addends[0].start, attacks)), default=stop)
    return [one for one in addends if one.start < stop], stop


def _one_a_part(scan: Scan, whole: Stated, addends: Sequence[Addend], stop: int) -> bool:
    """Whether each stretch between commas has one number, of what the whole counts, and nothing stands for a rest."""
    if not addends:
        return False
    first, grammar = addends[0].start, scan.pack.grammar
    rests = [m for m in scan.marks("rest", first, stop) if not any(_beside(scan, m, one) for one in addends)]
    if rests or grammar.each.search(scan.flat, whole.number.end, stop) or scan.has("approx", first, stop):
        return False
    if grammar.uncounted.search(scan.flat, addends[-1].end, stop):
        return False
    edges = [m.start() for m in _COMMA.finditer(scan.flat, first, stop) if not _in_bracket(scan.flat, first, m.start())]
    for a, b in zip([first, *edges], [*edges, stop], strict=True):
        inside = [one for one in addends if a <= one.start < b]
        if not inside:
            return False
    tolls = {m.value for m in scan.marks("toll", first, stop)} - {whole.of}
    if whole.of == "casualties":
        people = whole.noun is not None or grammar.anyone.search(scan.flat, whole.number.end, first) is not None
        return people and len(addends) == _FEWEST and tolls == {"killed", "wounded"}
    return not tolls and (whole.of != "incidents" or not scan.has("toll", first, stop))


def _beside(scan: Scan, rest: Mark, one: Addend) -> bool:
    """Whether a word for the rest says what a number is of: "the other three", "three more"."""
    first, last = sorted([(rest.start, rest.end), (one.start, one.end)])
    # "The other three", "three in other provinces".
    return re.fullmatch(r"[ :()]*(?:[^\W\d]{2,4}[ :()]*){0,2}", scan.flat[first[1] : last[0]]) is not None


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
