"""Numbers, words of toll and people as one sequence, and how many a word without a number says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.extract.amounts import at_least_behind, hedged, ranges
from sijill.extract.scan import Mark, NumberMark, Scan
from sijill.model.values import Range

_STOPS = re.compile(r"[.,;:|\n]")
_SAYS_WITHIN = 14
"""Characters behind "nobody" in which what nobody says begins."""
_AHEAD = 30
"""And between a verb and the number after it."""
_BACK_TO_NAME = 40
"""How far before a word the name may begin that it is part of."""
_QUALIFIED = re.compile(r"\s?(?:(?!(?:in|at|by|on|when|during|after|في|علي|اثر|جراء|خلال|بعد|عند|حين) )[\w'’-]+ ){0,1}")
"""Between a number and the things it counts: "two armoured vehicles", but "five in shelling" were people."""
_PEOPLE = frozenset({"civilians", "militia", "police_or_army", "politician_or_activist"})
"""Targets that are people."""
_GOES_ON = re.compile(
    r" (?!(?:and|or|but|in|on|at|near|by|as|when|while|was|were|had|of|with|from|to|for|outside|inside|beside)\b)[a-z]"
)
"""A further noun behind one."""
_SHORT = 4
"""A toll word under so many letters is an abbreviation."""


@dataclass(slots=True)
class Token:
    kind: str  # N number, V toll verb, G group with no number
    start: int
    end: int
    of: str = ""
    range: Range | None = None
    group: Mark | None = None
    article: bool = False
    used: bool = False


def sequence(scan: Scan, start: int, end: int, masked: list[tuple[int, int]]) -> list[Token]:
    """The numbers, words of toll and people of [start, end) in order, but those in masked stretches."""

    def free(a: int, b: int) -> bool:
        return not any(s < b and a < e for s, e in masked)

    groups = [_of_group(scan, mark) for mark in scan.marks("groups", start, end)]
    aims = scan.marks("targets", start, end)
    # "The councillor wounded": an office that is no group of the list.
    offices = [m for m in aims if m.value == "politician_or_activist" and _hurt(scan, m)]
    groups += [
        Mark(m.start, m.end, "groups", "unknown")
        for m in offices
        if _is_one(scan, m) and not any(m.overlaps(g.start, g.end) for g in groups)
    ]
    groups.sort(key=lambda m: m.start)
    bounds = ranges(scan, start, end)
    tokens = [Token("N", a, b, range=value) for a, b, value in bounds]
    for number in scan.numbers_in(start, end):
        if not free(number.start, number.end) or any(a < number.end and number.start < b for a, b, _ in bounds):
            continue
        if any(scan.pack.grammar.out_of.fullmatch(scan.flat[t.end : number.start]) for t in tokens if t.range):
            # "Eleven of its twelve men were killed."
            continue
        group = _group_after(scan, number.end, groups)
        if group is None and number.article and _is_thing(scan, number):
            continue
        if group is None:
            # "Five gunmen and a marine": those who bear arms, and are no group of the lists.
            arms = scan.marks("weapons", number.end, min(end, number.end + _AHEAD))
            bearer = next((m for m in arms if m.start == number.end + 1 and bears(scan, m)), None)
            group = Mark(bearer.start, bearer.end, "groups", "insurgents") if bearer else None
        if _counts_things(scan, number, group, end) and not _someone(scan, number, end):
            continue
        if (
            number.article
            and group
            and any(group.start <= m.start <= group.end + 1 and m.end > group.end for m in aims)
        ):
            # "a police watchtower"
            continue
        tokens.append(
            Token("N", number.start, number.end, range=hedged(scan, number), group=group, article=number.article)
        )
    for mark in scan.marks("toll", start, end):
        if mark.value == "casualties" and free(mark.start, mark.end):
            tokens += _one_and_another(scan, mark)
        if mark.value == "casualties" or not free(mark.start, mark.end):
            continue
        noun = scan.pack.grammar.noun_toll.search(scan.flat[max(0, mark.start - 12) : mark.start])
        if noun or (mark.end - mark.start == 1 and not _is_letter_toll(scan, mark)) or _is_name(scan, mark):
            continue
        tokens.append(Token("V", mark.start, mark.end, of=mark.value))
    for mark in scan.marks("nobody", start, end):
        if _speaks(scan, mark):
            # "Nobody claimed the bombing that killed eight."
            continue
        if free(mark.start, mark.end) and not scan.pack.grammar.no_others.match(scan.flat, mark.start):
            tokens.append(Token("N", mark.start, mark.end, range=Range.exactly(0)))
    told = {(t.group.start, t.group.end) for t in tokens if t.group}
    for group in groups:
        if (group.start, group.end) in told or not free(group.start, group.end):
            continue
        own = alone(scan, group)
        tokens.append(Token("N" if own else "G", group.start, group.end, range=own, group=group))
    tokens.sort(key=lambda t: (t.start, t.kind))
    return tokens


def _speaks(scan: Scan, mark: Mark) -> bool:
    """Whether someone is told as one who says or claims something."""
    if scan.pack.grammar.tells.match(scan.flat, mark.end):
        return True
    edge = mark.end + _SAYS_WITHIN
    near = [m for of in ("says", "grounds") for m in scan.marks(of, mark.end, edge + _SAYS_WITHIN) if m.start <= edge]
    return any(not _STOPS.search(scan.flat, mark.end, m.start) for m in near)


def _of_group(scan: Scan, mark: Mark) -> Mark:
    """A word for people; of attackers where it is the name of an armed group: the Taliban, and no two students."""
    named = [a for a in scan.marks("actors", max(0, mark.start - _BACK_TO_NAME), mark.end) if a.end == mark.end]
    armed = scan.running and any(scan.theatre.actors[a.value].type == "armed_group" for a in named)
    return Mark(mark.start, mark.end, mark.section, "insurgents") if armed else mark


def alone(scan: Scan, mark: Mark) -> Range | None:
    """How many a word without a number says: "the driver" is one, an Arabic dual two. None if it does not say."""
    grammar = scan.pack.grammar
    word = scan.flat[mark.start : mark.end]
    written = scan.span(mark.start, mark.end).quote
    around = scan.marks("actors", max(0, mark.start - _BACK_TO_NAME), mark.end)
    groups = [a for a in around if scan.theatre.actors[a.value].type == "armed_group"]
    if any(a.start <= mark.start and mark.end <= a.end for a in groups):
        # حركة طالبان: a movement, and no two students.
        return None
    if grammar.one_of.search(scan.flat, max(0, mark.start - 12), mark.start):
        return Range.exactly(1)
    if grammar.dual.search(word) or grammar.dual.search(written) or grammar.two.match(scan.flat, mark.end):
        return Range(2, 2, None) if at_least_behind(scan, mark.end) else Range.exactly(2)
    if grammar.single.search(word) or (mark.section == "groups" and _is_one(scan, mark)):
        return Range.exactly(1)
    return None


def _is_one(scan: Scan, group: Mark) -> bool:
    """Whether a group word without a number is one person: "the driver", "him"."""
    word = scan.flat[group.start : group.end]
    grammar = scan.pack.grammar
    if grammar.pronoun.match(scan.flat, group.start, group.end + 5):
        return True
    if grammar.one_of.search(scan.flat, max(0, group.start - 12), group.start):
        return True
    if grammar.plural.search(word) is not None:
        return False
    before = scan.flat[max(0, group.start - 24) : group.start]
    # "sniper, Mosul, soldier wounded"
    hurt = [m for m in _hurt(scan, group) if 0 <= m.start - group.end <= 1]
    if group.value == "insurgents":
        # "Taji: suicide bomber killed himself and three": no "gunman killed".
        hurt = [m for m in hurt if not scan.flat[m.end : m.end + 2].strip(" ").isalnum()]
    bare = before.rstrip()[-1:] in {",", ";", ":"} and bool(hurt)
    return bare or grammar.definite.search(before) is not None


def _hurt(scan: Scan, group: Mark) -> list[Mark]:
    """The words of toll that a group word may be the subject of."""
    return [m for m in scan.marks("toll", group.end, group.end + _AHEAD) if m.value != "casualties"]


def _is_letter_toll(scan: Scan, mark: Mark) -> bool:
    """Whether a lone k or w is a toll: "3K", "10 W", "K: 3"."""
    before, after = scan.flat[max(0, mark.start - 2) : mark.start], scan.flat[mark.end : mark.end + 3]
    return bool(re.search(r"\d ?$", before) or re.match(r" ?[:=] ?\d", after)) and not after.startswith("/o")


def _is_name(scan: Scan, mark: Mark) -> bool:
    """Whether an abbreviation is written as a name: "climbed into a Kia"."""
    return 1 < mark.end - mark.start < _SHORT and scan.text[mark.start : mark.end].istitle()


def _someone(scan: Scan, number: NumberMark, end: int) -> bool:
    """Whether "a" is a person of a trade that no list has: "a cook was killed", "a cook killed."."""
    verb = next(iter(scan.marks("toll", number.end, min(end, number.end + 60))), None)
    if verb is None or not number.article:
        return False
    between, after = scan.flat[number.end : verb.start], scan.flat[verb.end : end].lstrip(" *_")[:1]
    ended = after in {"", ",", ".", ";", ")", "\n"} and scan.pack.grammar.trade.match(between)
    return bool(ended or scan.pack.grammar.someone.match(between))


def _group_after(scan: Scan, at: int, groups: Sequence[Mark]) -> Mark | None:
    for group in groups:
        gap = scan.flat[at : group.start]
        if group.start >= at and len(gap) <= 24 and re.fullmatch(r"\s?(?:[\w'’-]+ ){0,2}", gap):
            return group
    return None


def _is_thing(scan: Scan, number: NumberMark) -> bool:
    """Whether an article stands before a thing or a beast: "killing a horse", but no "car dealer"."""
    thing = scan.pack.grammar.thing.match(scan.flat, number.end)
    return thing is not None and _GOES_ON.match(scan.flat, thing.end()) is None


def _counts_things(scan: Scan, number: NumberMark, group: Mark | None, end: int) -> bool:
    """Whether the number is of weapons, vehicles or the like, or is an article beside no person."""
    after = number.end
    if not number.article and scan.pack.grammar.means.match(scan.flat, after + 1):
        # "Wounded 11 with the fall of shells", as Arabic tells the means.
        return False
    if number.article and group is None:
        before = scan.marks("toll", max(0, number.start - 20), number.start)
        return not (before and before[-1].end == number.start - 1)
    named = scan.marks("things", after, min(end, after + 24))
    if group is not None and any(m.end + 1 == group.start or m.overlaps(group.start, group.end) for m in named):
        # "3 lorry drivers"
        named = []
    if named and scan.pack.grammar.thing.match(scan.flat, after):
        return True
    arms = [m for m in scan.marks("weapons", after, min(end, after + 30)) if not bears(scan, m)]
    things = [*arms, *scan.marks("targets", after, min(end, after + 30))]
    verbs = scan.marks("toll", after, min(end, after + 30))
    means = scan.pack.grammar.means
    counted = [
        m for m in things if not (group and m.overlaps(group.start, group.end)) and not _of_people(scan, after, m)
    ]
    persons = [m for m in counted if not number.article and are_persons(scan, m)]
    # "Four village grocers" are neither villages nor goods.
    counted = [m for m in counted if m not in persons and not any(p.start == m.end + 1 for p in persons)]
    nearest = min((m.start for m in counted if not means.match(scan.flat, m.start)), default=None)
    if nearest is None:
        return False
    if group is not None and nearest < group.start and any(m.end + 1 == group.start for m in things):
        return False
    person = min([m.start for m in verbs] + ([group.start] if group else []), default=10**9)
    return nearest < person and _QUALIFIED.fullmatch(scan.flat, after, nearest) is not None


def bears(scan: Scan, mark: Mark) -> bool:
    """Whether a weapon is told as those who bear it: "gunmen"."""
    return scan.running and scan.pack.grammar.bearers.search(scan.flat[mark.start : mark.end]) is not None


def are_persons(scan: Scan, mark: Mark) -> bool:
    """Whether what an attack struck is people by the form of its word: "two grocers"."""
    people = mark.section == "targets" and mark.value in _PEOPLE | {"business"}
    return people and scan.pack.grammar.persons.search(scan.flat, mark.start, mark.end) is not None


def _of_people(scan: Scan, at: int, mark: Mark) -> bool:
    """Whether a word of whom an attack struck says out of whom a number is: "three of the Sahwa"."""
    people = mark.section == "targets" and mark.value in _PEOPLE
    return people and scan.pack.grammar.out_of.fullmatch(scan.flat[at : mark.start]) is not None


def is_named(scan: Scan, verb: Token) -> bool:
    """Whether a word of toll is a noun with its article: the Arabic "the dead" says of nobody new that he died."""
    article = scan.pack.grammar.article
    return bool(article) and scan.flat.startswith(article, verb.start)


def _one_and_another(scan: Scan, mark: Mark) -> list[Token]:
    """The two verbs of "was killed and his driver wounded", where a language puts both before whom they befell."""
    first = scan.pack.grammar.befell.match(scan.flat, mark.start)
    if first is None or first.end() >= mark.end:
        return []
    end = mark.start + len(scan.flat[mark.start : first.end()].split()[0])
    return [Token("V", mark.start, end, of="killed"), Token("V", first.end(), mark.end, of="wounded")]


__all__ = ["Token", "alone", "are_persons", "bears", "is_named", "sequence"]
