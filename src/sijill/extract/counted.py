"""Numbers that count something: with a noun that says of what, or going on a chain of such counts."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from sijill.extract import places
from sijill.extract.scan import Mark, NumberMark, Scan
from sijill.model.text import Span
from sijill.model.values import When

_NEAR = 34
"""How far, in characters, a number may stand from its noun."""


@dataclass(slots=True)
class Stated:
    """One stated total in the making."""

    number: NumberMark
    of: str
    noun: Mark | None
    start: int
    end: int
    when: tuple[When, Span] | None = None
    place: places.Named | None = None
    weapon: Mark | None = None
    loose: bool = False
    """Its clause holds words that narrow it in a way not understood."""
    chained: bool = False
    """It says no noun of its own, but goes on a chain."""
    strict: bool = False
    """It says that it is of the whole list: in a totals line, with a totals word, or first in its sentence."""
    tentative: bool = False
    """It names no noun at all: it is believed if another of its chain holds."""
    whole: Stated | None = None
    """The total that it is a part of."""
    closed: bool = False
    """The parts are given in full: after a colon, in brackets, after "of which"."""


def counted(scan: Scan, start: int, end: int) -> list[Stated]:
    """Numbers of one sentence that say of what, and the further members of their chains."""
    found: list[Stated] = []
    numbers = [n for n in scan.numbers_in(start, end) if not n.article]
    taken: set[int] = set()
    for position, number in enumerate(numbers):
        stop = numbers[position + 1].start if position + 1 < len(numbers) else end
        noun = noun_of(scan, number, "incidents", start, min(stop, end))
        used = position > 0 and bool(found) and found[-1].number is numbers[position - 1]
        verb = noun_of(
            scan,
            number,
            "toll",
            start,
            min(stop, end),
            before=numbers[position - 1].end if used else start,
            taken=taken,
        )
        if verb and verb.start in taken:
            verb = None
        part = part_name(scan, number, start, end)
        if found and noun and part and part.start > noun.end:
            # "3 cases of mortar fire" goes on a list of parts.
            found.append(Stated(number, found[0].of, None, *_clause(scan, number, start, end), chained=True))
        elif noun and (verb is None or verb.start > noun.start or verb.end <= number.start):
            found.append(Stated(number, "incidents", noun, *_clause(scan, number, start, end)))
        elif _counts_weapon(scan, number, start, end):
            found.append(Stated(number, "incidents", None, *_clause(scan, number, start, end), strict=True))
        elif (verb and verb.end - verb.start > 1) or (verb and re.search(r"\d\s?$", scan.flat[: verb.start])):
            taken.add(verb.start)
            found.append(Stated(number, verb.value, verb, *_clause(scan, number, start, end)))
        elif _takes_up(scan, number, end) and scan.has("places", *_clause(scan, number, start, end)):
            found.append(Stated(number, "incidents", None, *_clause(scan, number, start, end), strict=True))
        elif scan.pack.grammar.of_the.search(scan.flat[start : number.start]) and scan.dates_in(
            number.end, min(end, number.end + 24)
        ):
            found.append(Stated(number, "incidents", None, *_clause(scan, number, start, end)))
        elif found and _continues(scan, number, start, end):
            found.append(Stated(number, found[-1].of, None, *_clause(scan, number, start, end), chained=True))
        elif _is_part(scan, number, start, end):
            of = found[-1].of if found else "incidents"
            found.append(Stated(number, of, None, *_clause(scan, number, start, end), chained=True))
    if found and all(s.chained for s in found):
        found = []
    return found or _bare_chain(scan, numbers, start, end)


def _bare_chain(scan: Scan, numbers: Sequence[NumberMark], start: int, end: int) -> list[Stated]:
    """Numbers of months with no noun: "from 6 in August up to 9 in September". Attacks, if one of them holds."""
    chain = []
    for number in numbers:
        month = next(iter(scan.dates_in(number.end, min(end, number.end + 24))), None)
        owner = scan.dates_in(max(start, number.start - 16), number.start)[-1:]
        if owner and owner[0].day is None and scan.flat[owner[0].end : number.start] == "'s ":
            chain.append(Stated(number, "incidents", None, owner[0].start, number.end, chained=True, tentative=True))
            continue
        if month and month.day is None and re.fullmatch(r"\s\w{2,6}\s", scan.flat[number.end : month.start]):
            chain.append(Stated(number, "incidents", None, number.start, month.end, chained=True, tentative=True))
    return chain if len(chain) > 1 else []


def noun_of(
    scan: Scan,
    number: NumberMark,
    section: str,
    start: int,
    stop: int,
    *,
    before: int | None = None,
    taken: Set[int] = frozenset(),
) -> Mark | None:
    """The noun or toll verb that a number counts: right after it, or for a verb right before ("Killed: 26")."""
    if before is not None:
        for mark in scan.marks(section, max(before, number.start - 12), number.start):
            if scan.flat[mark.end : number.start] == " " and mark.start not in taken and mark.end - mark.start > 1:
                return mark
    for mark in scan.marks(section, number.end, min(stop, number.end + _NEAR)):
        gap = scan.flat[number.end : mark.start]
        if section == "toll" and scan.has("weapons", number.end, mark.start):
            break
        if re.fullmatch(r"[\s-]*(?:[\w'’-]+\s){0,3}", gap):
            return mark
        break
    if before is not None:
        for mark in reversed(scan.marks(section, max(before, number.start - 48), number.start)):
            gap = scan.flat[mark.end : number.start]
            if re.fullmatch(r"\s?[:=–-]?\s*|[^.;:,\d]{0,40}[:=|]\s*|\s(?:at least |only |just )?", gap):
                return mark
            break
    return None


def _clause(scan: Scan, number: NumberMark, start: int, end: int) -> tuple[int, int]:
    """The clause around a number: between commas, brackets and the words that set two counts against each other."""
    left, right = start, end
    for mark in scan.marks("clause", start, end):
        if mark.end <= number.start:
            left = max(left, mark.start)
        elif mark.start >= number.end:
            right = min(right, mark.start)
    following = [n.start for n in scan.numbers_in(number.end, right) if not n.article]
    right = min([right, *following])
    for match in re.finditer(r"[,;:()]", scan.flat[start:end]):
        at = start + match.start()
        if at < number.start:
            left = max(left, at + 1)
        elif at >= number.end:
            right = min(right, at)
    return left, right


def _counts_weapon(scan: Scan, number: NumberMark, start: int, end: int) -> bool:
    """Whether a number counts the attacks of one sort: "Six car bombs in three weeks", "snipers were only three"."""
    lead = not re.search(r"[a-z0-9]", scan.flat[start : number.start])
    after = scan.marks("weapons", number.end, min(end, number.end + 40))
    if lead and after and after[0].start == number.end + 1:
        return (
            re.match(r"\s(?:in|this|for|during|were|was)\b|[,:]", scan.flat[after[0].end : after[0].end + 8])
            is not None
        )
    if after and after[0].start == number.end + 1 and scan.dates_in(after[0].end, min(end, after[0].end + 20)):
        # "three IEDs in October"
        return re.match(r"\s(?:in|during|for)\s", scan.flat[after[0].end : after[0].end + 9]) is not None
    before = scan.marks("weapons", start, number.start)
    gap = scan.flat[before[-1].end : number.start] if before else "-"
    return (
        scan.pack.grammar.copula.match(gap.strip().split(" ")[0] + " ") is not None
        and re.fullmatch(r"\s\w+\s(?:only |just )?", gap) is not None
    )


def _takes_up(scan: Scan, number: NumberMark, end: int) -> bool:
    """Whether a number takes up an earlier total: "seven of them"."""
    return scan.pack.grammar.including.match(scan.flat, number.end + 1, end) is not None


def _continues(scan: Scan, number: NumberMark, start: int, end: int) -> bool:
    """Whether a number goes on a chain: "versus just one in November", "week 4 with only three"."""
    left, right = _clause(scan, number, start, end)
    after = scan.flat[number.end : right].strip()
    dates = scan.dates_in(left, right)
    if not dates and re.fullmatch(r"\W*", after):
        left = max((m.end() for m in re.finditer(r"[,;:]", scan.flat[start:left])), default=0) + start
        dates = [d for d in scan.dates_in(left, number.start) if not scan.numbers_in(d.end, number.start)]
        return bool(dates)
    if not dates:
        return False
    words = re.findall(r"[a-z]+", after)
    first = dates[0]
    behind = first.start >= number.end and re.fullmatch(
        r"\s(?:so far )?(?:in|for|during|on|of|the|a)?\s?(?:the )?", scan.flat[number.end : first.start]
    )
    return bool(behind) or (first.end <= number.start and not words)


def _is_part(scan: Scan, number: NumberMark, start: int, end: int) -> bool:
    """Whether a number counts a place or weapon: "Diyala (6)", "Kirkuk 4", "four in Diyala", "rockets (5)"."""
    return part_name(scan, number, start, end) is not None


def part_name(scan: Scan, number: NumberMark, start: int, end: int) -> Mark | None:
    """The place or weapon whose part a number is."""
    for section in ("places", "weapons"):
        for mark in scan.marks(section, max(start, number.start - 40), number.start):
            if re.fullmatch(r"\s?[(:=–-]?\s?", scan.flat[mark.end : number.start]):
                return mark
        for mark in scan.marks(section, number.end, min(end, number.end + 30)):
            gap = scan.flat[number.end : mark.start]
            if re.fullmatch(
                r"\s(?:cases of |were |was |was in |were in |in |by |with |each in )?(?:the )?(?:al[- ])?", gap
            ):
                return mark
    return None
