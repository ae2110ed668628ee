"""How many people a phrase names: each member of "a soldier, two guards and their cook"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sijill.extract.amounts import ages, hedged, tellers
from sijill.extract.scan import NumberMark, Scan
from sijill.extract.tolls import alone
from sijill.lang.losses import Losses
from sijill.model.values import Range

_NOUN = re.compile(r" (?:[^\W\d]|['-])+")
_NOUNS = re.compile(r"(?: (?!and\b)[^\W\d][\w'-]*){0,3}")
_NAMED = re.compile(r"(?:[^\W\d_a-z][\w'’-]+ ){1,4}?[^\W\d_a-z][\w'’-]+, (?=(?:an?|the) [a-z])")
_SIDE = 40
"""How far behind a member a word or an age may say more of it, in characters."""
_SITES = frozenset("military_base infrastructure business neighbourhood religious_site government_area airport".split())
"""Targets that are places, so that none of them is killed."""
Found = tuple[Range, tuple[int, int], bool]
"""How many people, where they stand, and whether a number says so."""


def people(scan: Scan, start: int, end: int, *, bare: bool = False) -> Found | None:
    """How many people a phrase names from its beginning: each member of "a soldier, two guards and their cook".

    bare: one may be named without any article, as notes do: "driver and guard".
    """
    words = words_of(scan)
    whole: Range | None = None
    at, stop, counted = _apposed(scan, start), start, False
    while at < end:
        # "His wife and daughter": the second may stand without a word ahead of it.
        step = _member(scan, at, end) or (_bare(scan, at, end) if bare or whole is not None else None)
        if step is None:
            break
        value, last, figure = step
        noun = _NOUN.match(scan.flat, last, end)
        if whole is None and not figure and noun is not None and words.member.match(scan.flat, last, end) is None:
            # "A desk sergeant and": the sergeant.
            led = scan.has("groups", last, noun.end()) and scan.flat.startswith(" ", noun.end())
            last = noun.end() if led and words.member.match(scan.flat, noun.end(), end) else last
        if whole is None and not figure and any(m.start == last + 1 for m in scan.marks("says", last, last + _SIDE)):
            return None  # "..., he said, and four of his men were wounded"
        thing = whole is None and _is_vehicle(scan, at, last, end)
        if thing and (joint := words.member.match(scan.flat, last, end)) is not None:
            # "A tank and four soldiers": four.
            at = start = joint.end()
            continue
        if thing and not figure and scan.has("things", at, last):
            # "Killed a cow": nobody.
            break
        if any(at <= a < last for a, _ in tellers(scan, at, end)[:1]):
            # ", two officials said"
            break
        if whole is not None and not _goes_on(scan, at, last, end, figure=figure):
            break
        if whole is not None and not figure and not scan.has("groups", at, last):
            # ", the interior ministry said"; but "his grown-up son"
            if noun is not None and scan.has("groups", at, noun.end()):
                last = noun.end()
            elif noun is not None and _is_joint_subject(scan, at, noun.end(), end):
                # "A sergeant and a street sweeper were": who stands in no list.
                last = noun.end()
            elif names_things(scan, at, last):
                break
            elif not words.unlisted.match(scan.flat, at, end) and not _is_joint_subject(scan, at, last, end):
                break
        if whole is not None and figure and words.whole.match(scan.flat, last, end):
            # "The headman and two sons, three people in all"
            return value, (start, last), True
        whole = value if whole is None else whole + value
        counted |= figure
        stop = last
        if value == Range.exactly(1) and scan.cased and (name := words.apposed.match(scan.text, last, end)):
            # "Its commander, Colonel Ali Hussein, and four of his men"
            last = name.end()
        for a, b in ages(scan, last, min(end, last + _SIDE))[:1]:
            # "A health worker, 28, and a guard"
            last = b if _NOUNS.fullmatch(scan.flat, last, a) else last
        joint = words.member.match(scan.flat, last, end)
        if joint is not None and whole == Range.exactly(1) and _is_apposed(scan, last, end):
            # "Rider, a farmer in his fifties, killed"
            break
        if whole == value and figure and _are_listed(scan, last, end, value):
            # "Two officers, a captain and a warrant officer, were killed"
            break
        if joint is not None and scan.pack.grammar.including.search(scan.flat, last, joint.end()):
            # "Eleven people, among them two women and three children"
            break
        if joint is None or value == Range.exactly(0) or scan.has("things", last, joint.end()):
            # "A bomber rammed a tanker and three guards were wounded": the bomber is none of them.
            break
        at = joint.end()
    if whole is None:
        return None
    return whole, (start, stop), counted


def _is_joint_subject(scan: Scan, start: int, last: int, end: int) -> bool:
    """Whether a last member, no thing, ends right before a verb of several: "a guard and a street sweeper were"."""
    if scan.flat[last:end].strip() or words_of(scan).of_many.match(scan.flat, end) is None:
        return False
    aims = (mark.value for mark in scan.marks("heads", start, last))
    return not (names_things(scan, start, last) or any(value in _SITES for value in aims))


def _apposed(scan: Scan, start: int) -> int:
    """Where what someone is begins, behind his name: "Ali Hussein, a candidate of a local party,"."""
    name = _NAMED.match(scan.text, start) if scan.cased else None
    return name.end() if name else start


def _is_apposed(scan: Scan, at: int, end: int) -> bool:
    """Whether what someone is stands between commas behind the word for them, and what befell them after it."""
    aside = words_of(scan).inset.match(scan.flat, at, end)
    if aside is None:
        return False
    befell = any(m.start == aside.end() for m in scan.marks("toll", aside.end(), aside.end() + _SIDE))
    return befell or words_of(scan).finite.match(scan.flat, aside.end()) is not None


def _are_listed(scan: Scan, at: int, end: int, value: Range) -> bool:
    """Whether those whom a number counts are named behind it between commas or dashes: as many, or as a family is."""
    aside = words_of(scan).listed.match(scan.flat, at, end)
    if aside is None:
        return False
    named = [n for n in scan.numbers_in(aside.start("who"), aside.end("who"))]
    lumps = sum(1 for m in words_of(scan).lump.finditer(scan.flat, aside.start("who"), aside.end("who")))
    return sum(n.range.middle for n in named if n.article or n.range.best) + lumps == value.middle


def _is_vehicle(scan: Scan, start: int, end: int, limit: int) -> bool:
    """Whether a first member names a thing, and nobody: "a tank", and no "tank driver"."""
    noun = _NOUN.match(scan.flat, end, limit)
    if scan.has("toll", start, end):
        return False
    sites = any(mark.value in _SITES and mark.end == end for mark in scan.marks("targets", start, end))
    return (sites or names_things(scan, start, end)) and not scan.has("groups", start, noun.end() if noun else end)


def are_people(scan: Scan, start: int, end: int) -> bool:
    """Whether a phrase names people of a list, and nothing else."""
    return scan.has("groups", start, end) and not names_things(scan, start, end)


def names_things(scan: Scan, start: int, end: int) -> bool:
    return any(scan.has(sort, start, end) for sort in ("things", "vehicles", "weapons", "deeds", "toll"))


def _goes_on(scan: Scan, at: int, last: int, end: int, *, figure: bool) -> bool:
    """Whether a later member is one: no part of those before, no thing, and no subject of a verb of its own."""
    words = words_of(scan)
    if scan.pack.grammar.including.search(scan.flat, at, last + 12) or words.anew.match(scan.flat, last, end):
        return False
    # "Two soldiers and five wounded", "five dead and 18 wounded": of another toll.
    if figure and any(m.value == "wounded" for m in scan.marks("toll", at, last + 1)):
        return False
    if any(m.value != "casualties" and not scan.has("groups", m.start, m.end) for m in scan.marks("toll", at, last)):
        return False
    return not (figure and scan.has("things", at, last) and not scan.has("groups", at, last))


def _bare(scan: Scan, at: int, end: int) -> tuple[Range, int, bool] | None:
    """One person named without an article: "driver"."""
    mark = next((m for m in scan.marks("groups", at, end) if m.start == at), None)
    if mark is None:
        return None
    word = scan.flat[mark.start : mark.end]
    if scan.pack.grammar.plural.search(word) or words_of(scan).crowd.fullmatch(word):
        return None
    return Range.exactly(1), mark.end, False


def _member(scan: Scan, at: int, end: int) -> tuple[Range, int, bool] | None:
    """One member of a sum: its size, where its noun ends, and whether a number says it."""
    words, grammar = words_of(scan), scan.pack.grammar
    lump = words.lump.match(scan.flat, at, end)
    if lump:
        return Range.exactly(3 if lump["three"] else 2), lump.end(), True
    for start, stop, value in _bounds(scan, at, end):
        if scan.flat[at:start].strip() in {"", "between"}:
            return value, stop, True
    if (his := words.his.match(scan.flat, at, end)) and (several := _of_his(scan, his)) is not None:
        return several, his.end(), several.low > 1
    if none := words.noone.match(scan.flat, at, end):
        return Range.exactly(0), none.end(), True
    if home := words.household.match(scan.flat, at, end):
        inside = next(iter(scan.numbers_in(home.start("n"), home.end("n"))), None)
        if inside is not None:
            return hedged(scan, inside), home.end(), True
    number = _number(scan, at, end)
    if number is not None and not any(a <= number.start < b for a, b in ages(scan, max(0, number.start - 24), end)):
        if words.measure.match(scan.flat, number.end) and not (number.article and _heads_people(scan, number.end, end)):
            return None
        value = hedged(scan, number)
        noun = words.noun.match(scan.flat, number.end, end)
        return value, noun.end() if noun else number.end, not number.article
    if name := words.named.match(scan.text, at, end) if scan.cased else None:
        return Range.exactly(1), name.end(), False
    one = words.oneself.match(scan.flat, at, end)
    if one and not grammar.plural.search(one["noun"] or ""):
        return Range.exactly(1), one.end(), False
    mark = next((m for m in scan.marks("groups", at, end) if m.start == at), None)
    alike = alone(scan, mark) if mark else None
    return (alike, mark.end, alike.low > 1) if mark and alike else None


def _of_his(scan: Scan, his: re.Match[str]) -> Range | None:
    """How many people are named by whose they are, as one word: the Arabic "her three children", "his two sons"."""
    if his["two"]:
        return Range.exactly(2)
    number = next(iter(scan.numbers_in(*his.span())), None)
    behind = scan.pack.number.fullmatch(his[0].rpartition(" ")[2].removeprefix(scan.pack.grammar.article or "\0"))
    return number.range if number else scan.pack.number_value(behind) if behind else None


def _heads_people(scan: Scan, at: int, end: int) -> bool:
    """Whether a phrase ends in someone: "a village headman"."""
    noun = _NOUNS.match(scan.flat, at, end)
    return noun is not None and any(m.start > at + 1 for m in scan.marks("groups", at, noun.end()))


def _number(scan: Scan, at: int, end: int) -> NumberMark | None:
    for number in scan.numbers_in(at, min(end, at + 36)):
        lead = scan.flat[at : number.start]
        if words_of(scan).lead.fullmatch(lead):
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


def words_of(scan: Scan) -> Losses:
    assert scan.pack.losses is not None  # noqa: S101  looked at before anything is read
    return scan.pack.losses


__all__ = ["Found", "are_people", "people", "words_of"]
