"""What a learned scorer sees of a party beside an event: its sort, the words and deeds around it, who speaks of it.

A party may be named several times; what is seen of each naming goes into one bag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sijill.extract.news.parties import Party
from sijill.extract.news.seen import share as seen_share
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Mark, Scan
from sijill.extract.seen import step

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[,;:.()\"\n-]")
_NEAR, _BAG = 3, 7
"""Words on each side that are seen in their order, and in any order."""
_REACH = 110
_BEFORE = 36


@dataclass(frozen=True, slots=True)
class Around:
    """What a text holds that the clues of every party in it look at."""

    parties: Sequence[Party]
    said: Mapping[tuple[int, int], str]
    """By the offsets of names, the basis on which the phrases of the language say that they did it."""
    beside: Sequence[Telling] = ()
    """Clauses near the event that tell of none."""


def _is_group(party: Party) -> bool:
    return party.type == "armed_group" or party.sort in {"group", "quoted"}


def clues(scan: Scan, around: Around, told: Sequence[Telling], kind: str, namings: Sequence[Party]) -> list[str]:
    """The features of a party, each once. namings: where the event's clauses, those near it, or the head name it."""
    found: dict[str, None] = {}
    for party in namings:
        at = next((n for n, t in enumerate(told) if t.start <= party.start < t.end), None)
        near = next((t for t in around.beside if t.start <= party.start < t.end), None)
        telling = told[at] if at is not None else near
        for clue in _of_naming(scan, around, telling, at, kind, party):
            found[clue] = None
    if not any(t.start <= p.start < t.end for p in namings for t in told):
        found["beside"] = None
    others = {p.name for p in around.parties if any(t.start <= p.start < t.end for t in told)}
    groups = {p.name for p in around.parties if _is_group(p)}
    if groups and all(p.name in groups for p in namings):
        found["only:group" if len(groups) == 1 else "groups"] = None
    found[f"others:{min(3, len(others - {p.name for p in namings}))}"] = None
    found[f"namings:{min(3, len(namings))}"] = None
    first = min(
        (p for p in around.parties if any(t.start <= p.start < t.end for t in told)),
        key=lambda p: p.start,
        default=None,
    )
    found["first" if first is not None and first in namings else "later"] = None
    found[f"kind:{kind}"] = None
    for clue in _seen(scan, told, namings):
        found[clue] = None
    for telling in told:
        for mark in scan.marks("grounds", telling.start, telling.end):
            found[f"event:{mark.value}"] = None
        for mark in scan.marks("standing", telling.start, telling.end):
            found[f"is:{mark.value}"] = None
    return list(found)


def _seen(scan: Scan, told: Sequence[Telling], namings: Sequence[Party]) -> Iterator[str]:
    """How likely the encoder takes a party for the doer, on each ground, where it does so most."""
    if scan.seen is None or not told:
        return
    spots = {(p.start, p.end) for p in namings} | {p.name for p in namings}
    most = {
        basis: max(seen_share(scan, told[0], basis, *spot) or 0.0 for spot in spots)
        for basis in ("stated", "claimed", "blamed", "suspected")
    }
    whole = min(1.0, sum(most.values()))
    yield f"seen:{step(whole)}"
    # Twice, so that it weighs beside the many clues of words.
    yield f"seen again:{step(whole)}"
    for basis, share in most.items():
        yield f"seen:{basis}:{step(share)}"


def _of_naming(
    scan: Scan, around: Around, telling: Telling | None, at: int | None, kind: str, party: Party
) -> Iterator[str]:
    sort = party.type or party.sort
    yield f"sort:{party.sort}"
    yield f"type:{sort}"
    yield f"{sort}:{kind}"
    own = [scan.pack.stem(m[0]) for m in _WORD.finditer(scan.flat, party.start, party.end)]
    if party.sort != "register" and own:
        yield f"head:{own[0]}"
        yield f"tail:{own[-1]}"
        yield f"words:{min(4, len(own))}"
    if party.issuer:
        yield "issuer"
        yield f"issuer:{party.sort}"
    if telling is None:
        yield "outside"
        return
    far = "beside" if at is None else str(min(at, 2))
    yield f"clause:{far}"
    said = next((b for (a, e), b in around.said.items() if a < party.end and party.start < e), None)
    yield f"said:{said}"
    yield f"said:{said}:{party.sort}"
    yield f"said:{said}:{far}"
    left, right = _sides(scan, around, telling, party)
    yield from (f"b{n}:{word}" for n, word in enumerate(left[:_NEAR]))
    yield from (f"a{n}:{word}" for n, word in enumerate(right[:_NEAR]))
    yield from (f"b:{word}" for word in left[:_BAG])
    yield from (f"a:{word}" for word in right[:_BAG])
    broad = (
        "group" if _is_group(party) else "force" if party.sort == "force" or sort in {"military", "police"} else "other"
    )
    yield f"broad:{broad}"
    yield from (f"{broad}|b0:{word}" for word in left[:1])
    yield from (f"{broad}|a0:{word}" for word in right[:1])
    yield from (f"bc:{word}" for word in left[:3])
    yield from (f"ac:{word}" for word in right[:3])
    yield "bb:" + "_".join(left[:2])
    yield "aa:" + "_".join(right[:2])
    for clue in dict.fromkeys(_grammar(scan, around, telling, party)):
        yield clue
        yield f"{clue}|{sort}"


def _grammar(scan: Scan, around: Around, telling: Telling, party: Party) -> Iterator[str]:
    grammar = scan.pack.grammar
    before = scan.flat[max(telling.start, party.start - _BEFORE) : party.start]
    after = scan.flat[party.end : min(telling.end, party.end + _REACH)]
    for name in (
        "by",
        "onto",
        "struck",
        "owner_before",
        "backer",
        "avowing",
        "led",
        "sides",
        "ascribed",
        "strikes",
        "beside",
        "locative",
    ):
        if getattr(grammar, name).search(before):
            yield f"<{name}"
    if grammar.credits.search(scan.flat, max(telling.start, party.start - 40), party.start):
        yield "<credits"
    for name in ("owner", "suffers", "speaks", "acts", "avows", "accused", "branch", "passive", "befell"):
        if getattr(grammar, name).match(after):
            yield f">{name}"
    if before.rstrip().endswith(('"', "(")):
        yield "<quote"
    if not before.strip(" \"'") or before.rstrip()[-1:] in {".", ":", "\n"}:
        yield "<opens"
    deeds = sorted([*telling.deeds, *telling.used, *telling.struck], key=lambda d: d.start)
    inside = [d for d in telling.deeds if d.start - 2 <= party.start and party.end <= d.end]
    if inside:
        yield "in:deed"
    ahead = next((d for d in deeds if d.start >= party.end), None)
    behind = next((d for d in reversed(deeds) if d.end <= party.start), None)
    if ahead is not None:
        yield from _gap(scan, around, ">", party.end, ahead)
        if grammar.subject.fullmatch(scan.flat, party.end, ahead.start):
            yield ">subject"
    else:
        yield ">nothing"
    if behind is not None:
        yield from _gap(scan, around, "<", party.start, behind)
        if grammar.object.fullmatch(scan.flat, behind.end, party.start):
            yield "<object"
    else:
        yield "<nothing"
    for mark in scan.marks("grounds", telling.start, telling.end):
        side, far = (">", mark.start - party.end) if mark.start >= party.end else ("<", party.start - mark.end)
        yield f"{side}{mark.value}:{_far(far)}"
    for toll in telling.stated:
        if toll.group_at and toll.group_at[0] < party.end and party.start < toll.group_at[1]:
            yield "hurt"
        elif toll.range.middle:
            yield ">toll" if toll.start >= party.end else "<toll"
    if any(m.overlaps(party.start, party.end) for m in telling.aims):
        yield "aim"
    if telling.places and telling.places[0].mark.start == telling.start:
        yield "placed"


def _gap(scan: Scan, around: Around, side: str, at: int, deed: Mark) -> Iterator[str]:
    start, end = (at, deed.start) if side == ">" else (deed.end, at)
    yield f"{side}deed:{_far(end - start)}"
    yield f"{side}deed:{deed.section}"
    between = scan.flat[start:end]
    if any(start <= p.start < end for p in around.parties):
        yield f"{side}party"
    if "," in between or ";" in between:
        yield f"{side}comma"
    for match in _WORD.finditer(between if len(between) < 60 else ""):
        yield f"{side}gap:{scan.pack.stem(match[0])}"


def _far(characters: int) -> str:
    return "touch" if characters <= 2 else "near" if characters <= 20 else "mid" if characters <= 50 else "far"


def _sides(scan: Scan, around: Around, telling: Telling, party: Party) -> tuple[list[str], list[str]]:
    """The words before a party, nearest first, and after it; names, dates and numbers as what they are."""
    masked = [(p.mark.start, p.mark.end, "<place>") for p in telling.places]
    masked += [(p.start, p.end, "<party>") for p in around.parties if p.sort not in {"us", "again"} and p is not party]
    masked += [(d.start, d.end, "<date>") for d in scan.dates_in(telling.start, telling.end)]
    masked += [(n.start, n.end, "<n>") for n in scan.numbers_in(telling.start, telling.end) if not n.article]
    left = list(_words(scan, masked, max(telling.start, party.start - _REACH), party.start))
    right = list(_words(scan, masked, party.end, min(telling.end, party.end + _REACH)))
    return left[::-1], right


def _words(scan: Scan, masked: Sequence[tuple[int, int, str]], start: int, end: int) -> Iterator[str]:
    at = start
    for a, b, name in sorted(masked):
        if a < at or b > end:
            continue
        yield from (scan.pack.stem(m[0]) for m in _WORD.finditer(scan.flat, at, a))
        yield name
        at = b
    yield from (scan.pack.stem(m[0]) for m in _WORD.finditer(scan.flat, at, end))


__all__ = ["Around", "clues"]
