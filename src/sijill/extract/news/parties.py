"""Parties: whoever a text names that may have done something, by register, by grammar, or taken up again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.extract.scan import Mark, Scan
from sijill.lang.parties import Parties

_METROPOLIS = 1_000_000
"""People in a city whose name may stand for the government that sits there: "Moscow denied"."""
_HEAD = 90
"""How far into a text, in characters, the one who issued it is named."""
_AGAIN = frozenset({"force", "group", "people", "quoted", "proper"})
"""Sorts that "the group" may take up."""
_RANK = {"side": 0, "quoted": 1, "group": 2, "force": 3, "owner": 4, "people": 5, "proper": 6, "land": 7, "city": 8}
"""Of names that overlap the first is kept, after those of the register."""
_SHORT = 4
_MODIFIERS, _LONG = 4, 30
"""Words that may stand before a noun of forces, and how long, in characters, one may be."""
_NUMBERED = 8
"""How long, in characters, the number of a unit may be."""
_AHEAD = 70
"""How far before a name, in characters, it may say so."""
_FRAME = 60
"""How long, in characters, a deed with its object may be."""


@dataclass(frozen=True, slots=True)
class Party:
    """One naming of a party. start, end: the words here; name: where its name stands, elsewhere if taken up."""

    start: int
    end: int
    sort: str
    """register, side, quoted, group, force, owner, people, proper, land or city; as `us` or `again` if taken up."""
    name: tuple[int, int]
    actor: str | None = None
    type: str | None = None
    issuer: bool = False
    """Whether the text is its own: it heads it as who issued it."""


def parties(scan: Scan) -> list[Party]:
    """Every naming of a party in a text, in order."""
    words = scan.pack.parties
    if words is None:
        return []
    named = sorted(_named(scan, words), key=lambda p: p.start)
    return sorted([*named, *_again(scan, words, named)], key=lambda p: p.start)


def _named(scan: Scan, words: Parties) -> list[Party]:
    found: list[Party] = []
    dateline = scan.pack.grammar.dateline.match(scan.text)
    desk = dateline.end() if dateline else 0
    for mark in scan.all_marks("actors"):
        row = scan.theatre.actors[mark.value]
        if row.type == "state" and mark.end <= desk:
            # "ANKARA, Feb 3 -": where it was written.
            continue
        if row.type == "civilians" or (row.level == "label" and row.campaign is None and row.country is None):
            continue
        if scan.cased and mark.end - mark.start <= _SHORT and scan.text[mark.start : mark.end].islower():
            continue
        if _is_nobody(scan, words, mark.start, mark.end) or _is_in_a_place(scan, mark) or _backs(scan, mark.start):
            continue
        if any(d.start <= mark.start and mark.end < d.end for d in scan.marks("deeds", mark.start, mark.end + _FRAME)):
            # A name that is a verb too: "opened fire".
            continue
        start, end = mark.start, mark.end
        if unit := words.unit.match(scan.text, end):
            # "The 53rd PMF Brigade"
            number = words.numbered.search(scan.text[max(0, start - _NUMBERED) : start])
            start, end = start - len(number[0]) if number else start, unit.end()
        found.append(_party(scan, words, start, end, "register", mark.value, row.type))
    states = {(p.start, p.end): p for p in found if p.type == "state"}
    kept = [p for p in found if p.type != "state"]
    pool = sorted(_candidates(scan, words, desk), key=lambda c: (_RANK[c[0]], c[1] - c[2]))
    for sort, start, end in pool:
        over = [p for p in kept if p.start < end and start < p.end]
        if over:
            continue
        if _backs(scan, start):
            continue
        inside = next((p for at, p in states.items() if at[0] < end and start < at[1]), None)
        if inside and sort in {"land", "city"}:
            continue
        actor = inside.actor if inside and sort in {"force", "owner", "group"} else None
        kept.append(_party(scan, words, start, end, sort, actor, inside.type if actor and inside else None))
    kept += [p for p in states.values() if not any(k.start < p.end and p.start < k.end for k in kept)]
    return kept


def _backs(scan: Scan, start: int) -> bool:
    """Whether a name only says whose friends, hosts or guests others are: "groups linked to Iran", "a base that houses
    American forces"."""
    return scan.pack.grammar.backer.search(scan.flat, max(0, start - _AHEAD), start) is not None


def _is_in_a_place(scan: Scan, mark: Mark) -> bool:
    """Whether a name is only part of that of a place: Sadr in "Sadr City"."""
    around = scan.marks("places", max(0, mark.start - _LONG), mark.end + _LONG)
    return any(p.start <= mark.start and mark.end <= p.end and p.end - p.start > mark.end - mark.start for p in around)


def _widened(scan: Scan, words: Parties, start: int) -> int:
    """Where a noun of forces begins with the words before it that are part of the name."""
    for _ in range(_MODIFIERS):
        at = scan.text.rfind(" ", max(0, start - _LONG), max(0, start - 1)) + 1
        if at == 0 or scan.text[start - 1 : start] != " ":
            at = 0 if start <= _LONG and " " not in scan.text[: max(0, start - 1)] else -1
        if at < 0 or "\n" in scan.text[at:start] or not words.modifier.fullmatch(scan.text, at, start - 1):
            break
        start = at
    return start


def _undated(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """A name without the day that stands right before or behind it: "On June 8 Ethiopian troops"."""
    for day in scan.dates_in(max(0, start - _LONG), end + _LONG):
        if day.start <= start < day.end < end:
            start = day.end + 1
        elif start < day.start < end:
            end = day.start - 1
    return start, end


def _is_nobody(scan: Scan, words: Parties, start: int, end: int) -> bool:
    """Whether words name nobody: as a whole, or by what follows them."""
    if words.nobody.fullmatch(scan.flat, start, end):
        return True
    found = words.nobody.match(scan.flat, start)
    return found is not None and found.end() == end


def _candidates(scan: Scan, words: Parties, desk: int) -> Iterator[tuple[str, int, int]]:
    """Names by grammar and gazetteer, with their sorts. desk: where the dateline ends, whose city does nothing."""
    places = [m for m in scan.all_marks("places") if scan.rows(m)[0].precision != "country"]
    for sort, pattern in words.nouns:
        for match in pattern.finditer(scan.text):
            start, end = match.span("who")
            start = _widened(scan, words, start) if sort == "force" else start
            start, end = _undated(scan, start, end)
            if sort == "proper":
                if not scan.cased or scan.text.isupper() or any(m.overlaps(start, end) for m in places):
                    continue
                if scan.dates_in(start - 1, end + 1) or scan.has("places", start - 1, end + 1):
                    continue
                if any(word.casefold() in scan.common for word in match["who"].split()):
                    continue
                if " " not in match["who"] and scan.text[max(0, start - 2) : start].strip(" \n") in {
                    "",
                    ".",
                    "!",
                    "?",
                    ":",
                }:
                    continue
            if _is_nobody(scan, words, start, end) or end - start < 2 or words.again.fullmatch(scan.flat, start, end):
                continue
            if sort == "quoted" and any(m.start <= start and end <= m.end for m in places):
                continue
            yield sort, start, end
    for mark in scan.all_marks("organisations"):
        yield "group", mark.start, mark.end
    for mark in scan.all_marks("states"):
        yield "force", mark.start, mark.end
    if scan.pack.grounds is None:
        for match in scan.pack.grammar.organisation.finditer(scan.text):
            yield "group", *match.span("who")
        for match in scan.pack.grammar.forces.finditer(scan.flat):
            if words.again.fullmatch(scan.flat, *match.span("who")) is None:
                yield "force", *match.span("who")
    for mark in scan.all_marks("places"):
        row = scan.rows(mark)[0]
        if mark.end <= desk:
            continue
        if row.precision == "country":
            yield "land", mark.start, mark.end
        elif (row.population or 0) >= _METROPOLIS:
            yield "city", mark.start, mark.end


def _party(
    scan: Scan, words: Parties, start: int, end: int, sort: str, actor: str | None = None, type: str | None = None
) -> Party:
    heads = start <= _HEAD and "\n" not in scan.text[:start].strip() and scan.text[:start].count(".") == 0
    issuer = heads and words.issuer.match(scan.flat, end) is not None
    return Party(start, end, sort, (start, end), actor, type, issuer)


def _again(scan: Scan, words: Parties, named: Sequence[Party]) -> Iterator[Party]:
    """Where a party is taken up: the last group before "the group", the issuer before "our fighters"."""
    for match in words.again.finditer(scan.flat):
        us = match["us"] is not None
        before = [p for p in named if p.end <= match.start()]
        if any(p.start < match.end() and match.start() < p.end for p in named):
            continue
        if us:
            one = next((p for p in before if p.issuer), before[0] if before else None)
        else:
            groups = [p for p in before if p.sort in _AGAIN or p.type in {"armed_group", "military", "police", "label"}]
            one = next((p for p in reversed(groups) if p.type == "armed_group" or p.sort in {"group", "quoted"}), None)
            one = one or (groups[-1] if groups else None)
        if one is not None:
            sort = "us" if us else "again"
            yield Party(match.start(), match.end(), sort, one.name, one.actor, one.type, one.issuer)


__all__ = ["Party", "parties"]
