"""Read the dead and the wounded out of a stretch of text, with negation, ranges and groups.

Numbers and toll words are read as a sequence: "3 killed 5 wounded" is number-verb, "killing three and wounding five"
verb-number, and a run of numbers before one verb all belong to it ("a soldier and two civilians were killed").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.extract.amounts import ages, at_least_behind, hedged, ranges, tellers, tells
from sijill.extract.disputed import settled
from sijill.extract.labels import figured, untold
from sijill.extract.scan import Mark, NumberMark, Scan
from sijill.lang.pack import NEVER
from sijill.model.values import Range, Victims

_STOPS = re.compile(r"[.,;:|\n]")
_SAYS_WITHIN = 14
"""Characters behind "nobody" in which what nobody says begins."""
_REACH, _OBJECT = 60, 40
"""How many characters may lie between a number and the verb it belongs to."""
_AHEAD = 30
"""And between a verb and the number after it."""

_BACK_TO_NAME = 40
"""How far before a word the name may begin that it is part of."""
_QUALIFIED = re.compile(r"\s?(?:(?!(?:in|at|by|on|when|during|after|في|علي|اثر|جراء|خلال|بعد|عند|حين) )[\w'’-]+ ){0,1}")
"""Between a number and the things it counts: "two armoured vehicles", but "five in shelling" were people."""
_PEOPLE = frozenset({"civilians", "militia", "police_or_army", "politician_or_activist"})
"""Targets that are people."""

_THINGS = frozenset(
    {"ied", "vehicle_bomb", "mortar", "rocket", "missile", "artillery", "drone", "landmine", "airstrike"}
)
"""Weapons that a verb may have as its subject."""

_NEXT = 12
"""How far behind a person's word what was done to them may end."""

_ASIDE = re.compile(r", [^,.;\n]{2,30},")
_QUOTES = re.compile(r"[«»\"“”]|(?<!\w)['’]|['’](?!\w)")
_PLAIN_WORD = re.compile(r"[\w'’-]+")
_NOUN_WORDS = 3
"""How many words a noun and its verb may be behind a number."""
_QUALITY = re.compile(r" ال[^\W\d]+(?= و)")
_COMMA = re.compile(r",(?!\d)")

_GOES_ON = re.compile(
    r" (?!(?:and|or|but|in|on|at|near|by|as|when|while|was|were|had|of|with|from|to|for|outside|inside|beside)\b)[a-z]"
)
"""A further noun behind one."""

_SHORT = 4
"""A toll word under so many letters is an abbreviation."""


@dataclass(frozen=True, slots=True)
class Toll:
    """One stated toll: of what (killed, wounded), how many, where it stands, and of which group."""

    of: str
    range: Range
    start: int
    end: int
    group: str | None = None
    group_at: tuple[int, int] | None = None
    article: bool = False
    """True where "a" or "an" says how many."""
    counted: bool = True
    """False where no number stands: "the driver was killed"; a number beside it then says the whole."""

    def victims(self, text: str) -> Victims:
        """The people it tells of, in the text's word for them."""
        killed, wounded = (self.range if self.of == of else None for of in ("killed", "wounded"))
        return Victims(text, self.group or "unknown", killed, wounded)


@dataclass(slots=True)
class _Token:
    kind: str  # N number, V toll verb, G group with no number
    start: int
    end: int
    of: str = ""
    range: Range | None = None
    group: Mark | None = None
    article: bool = False
    used: bool = False


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
    tokens = _tokens(scan, start, end, masked)
    paired = _paired(scan, tokens)
    read = {(t.of, t.start, t.end) for t in paired}
    verbs = [t for t in tokens if t.kind == "V" and not any(o == t.of and a <= t.start < b for o, a, b in read)]
    # "One policeman he killed, nobody hurt": somebody died, and how many was not read.
    unread = [v for v in verbs if not _is_named(scan, v) and not any(_goes_on(scan, t, v) for t in denied)]
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


def _is_named(scan: Scan, verb: _Token) -> bool:
    """Whether a word of toll is a noun with its article: the Arabic "the dead" says of nobody new that he died."""
    article = scan.pack.grammar.article
    return bool(article) and scan.flat.startswith(article, verb.start)


def _goes_on(scan: Scan, denied: Toll, verb: _Token) -> bool:
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


def total(stated: Sequence[Toll], of: str) -> Range | None:
    """The sum of the tolls of one sort; a number outranks a "no casualties" beside it. None if none is stated."""
    mine = [t for t in stated if t.of == of]
    mine = [t for t in mine if t.range != Range.exactly(0)] or mine[:1]
    mine = [t for t in mine if t.counted] or mine
    whole = [t for t in mine if t.group is None]
    parts = [t for t in mine if t.group is not None]
    attackers = [t for t in mine if t.group == "insurgents" and not t.article]
    if len(whole) == 1 and parts and not attackers and whole[0].range.middle >= sum(t.range.middle for t in parts):
        # "Two brothers were shot dead. 2 killed": the number without a group says the whole again.
        mine = whole
    figures = [t for t in mine if not t.article and t.group != "insurgents"]
    once = [t for t in mine if t.article and not any(t.start < f.end and f.start < t.end for f in figures)]
    if figures and not attackers and len(once) == len(mine) - len(figures) <= sum(t.range.middle for t in figures):
        # "Gunmen shot dead a pharmacist, one killed": the figure says it again.
        mine = figures
    told = [t.range for t in mine]
    if not told:
        return None
    summed = told[0]
    for more in told[1:]:
        summed = summed + more
    return summed


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


def _tokens(scan: Scan, start: int, end: int, masked: list[tuple[int, int]]) -> list[_Token]:
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
    tokens = [_Token("N", a, b, range=value) for a, b, value in bounds]
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
            bearer = next((m for m in arms if m.start == number.end + 1 and _bears(scan, m)), None)
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
            _Token("N", number.start, number.end, range=hedged(scan, number), group=group, article=number.article)
        )
    for mark in scan.marks("toll", start, end):
        if mark.value == "casualties" and free(mark.start, mark.end):
            tokens += _one_and_another(scan, mark)
        if mark.value == "casualties" or not free(mark.start, mark.end):
            continue
        noun = scan.pack.grammar.noun_toll.search(scan.flat[max(0, mark.start - 12) : mark.start])
        if noun or (mark.end - mark.start == 1 and not _is_letter_toll(scan, mark)) or _is_name(scan, mark):
            continue
        tokens.append(_Token("V", mark.start, mark.end, of=mark.value))
    for mark in scan.marks("nobody", start, end):
        if _speaks(scan, mark):
            # "Nobody claimed the bombing that killed eight."
            continue
        if free(mark.start, mark.end) and not scan.pack.grammar.no_others.match(scan.flat, mark.start):
            tokens.append(_Token("N", mark.start, mark.end, range=Range.exactly(0)))
    told = {(t.group.start, t.group.end) for t in tokens if t.group}
    for group in groups:
        if (group.start, group.end) in told or not free(group.start, group.end):
            continue
        own = alone(scan, group)
        tokens.append(_Token("N" if own else "G", group.start, group.end, range=own, group=group))
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
    arms = [m for m in scan.marks("weapons", after, min(end, after + 30)) if not _bears(scan, m)]
    things = [*arms, *scan.marks("targets", after, min(end, after + 30))]
    verbs = scan.marks("toll", after, min(end, after + 30))
    means = scan.pack.grammar.means
    counted = [
        m for m in things if not (group and m.overlaps(group.start, group.end)) and not _of_people(scan, after, m)
    ]
    persons = [m for m in counted if not number.article and _are_persons(scan, m)]
    # "Four village grocers" are neither villages nor goods.
    counted = [m for m in counted if m not in persons and not any(p.start == m.end + 1 for p in persons)]
    nearest = min((m.start for m in counted if not means.match(scan.flat, m.start)), default=None)
    if nearest is None:
        return False
    if group is not None and nearest < group.start and any(m.end + 1 == group.start for m in things):
        return False
    person = min([m.start for m in verbs] + ([group.start] if group else []), default=10**9)
    return nearest < person and _QUALIFIED.fullmatch(scan.flat, after, nearest) is not None


def _bears(scan: Scan, mark: Mark) -> bool:
    """Whether a weapon is told as those who bear it: "gunmen"."""
    return scan.running and scan.pack.grammar.bearers.search(scan.flat[mark.start : mark.end]) is not None


def _are_persons(scan: Scan, mark: Mark) -> bool:
    """Whether what an attack struck is people by the form of its word: "two grocers"."""
    people = mark.section == "targets" and mark.value in _PEOPLE | {"business"}
    return people and scan.pack.grammar.persons.search(scan.flat, mark.start, mark.end) is not None


def _of_people(scan: Scan, at: int, mark: Mark) -> bool:
    """Whether a word of whom an attack struck says out of whom a number is: "three of the Sahwa"."""
    people = mark.section == "targets" and mark.value in _PEOPLE
    return people and scan.pack.grammar.out_of.fullmatch(scan.flat[at : mark.start]) is not None


def _paired(scan: Scan, tokens: list[_Token]) -> list[Toll]:
    found: list[Toll] = []
    verbs = [t for t in tokens if t.kind == "V"]
    for position, verb in enumerate(verbs):
        previous = verbs[position - 1].end if position else 0
        following = verbs[position + 1].start if position + 1 < len(verbs) else 10**9
        before = [t for t in tokens if t.kind == "N" and previous <= t.start < verb.start and not t.used]
        after = [t for t in tokens if t.kind == "N" and verb.end <= t.start < following and not t.used]
        active = scan.pack.grammar.active.search(scan.flat[verb.start : verb.end]) is not None
        active = (
            active or has_object(scan, verb.start, verb.end) or _counts_its_own(scan, verb, before, after, following)
        )
        taken = [] if active else _run_before(scan, before, verb)
        own = None if taken or active else alone(scan, Mark(verb.start, verb.end, "toll", verb.of))
        if own is not None and after and _counts_out(scan, verb, own, after[0], following):
            own = None
        if own is not None and any(t.kind == "N" and t.used and t.end + 1 == verb.start for t in tokens):
            # "Reaped twenty dead", of a noun that Arabic counts in the singular: the verb has its number.
            continue
        if own is not None:
            if at_least_behind(scan, verb.end):
                own = Range(own.low, own.best, None)
            # "One dead, one", as Arabic may write it.
            again = next((t for t in after if t.range == own and t.start == verb.end + 1 and t.group is None), None)
            if again is not None:
                again.used = True
            found.append(Toll(verb.of, own, verb.start, again.end if again else verb.end))
            continue
        if not taken:
            suffered = _patients(scan, tokens, verb, after)
            taken = _run_after(scan, suffered, verb, following, doer=suffered is not after)
        for token in taken:
            token.used = True
            at = (min(token.start, verb.start), max(token.end, verb.end))
            group = token.group
            whom, where = (group.value, (group.start, group.end)) if group else (None, None)
            found.append(Toll(verb.of, token.range or Range.exactly(1), *at, whom, where, token.article))
        if not taken:
            found += _bare(scan, tokens, verb, previous, following)
    return found


def _counts_out(scan: Scan, verb: _Token, own: Range, number: _Token, following: int) -> bool:
    """Whether a number right behind a verb says more than its form: the Arabic "the two bombs wounded sixteen"."""
    more = number.range is not None and (number.range.low > own.low or number.range.best is None) and not number.article
    return more and number.start == verb.end + 1 and not _leads_to_verb(scan, number, following)


def _counts_its_own(scan: Scan, verb: _Token, before: list[_Token], after: list[_Token], following: int) -> bool:
    """Whether a figure right behind a verb is its object, and what an article names before it did it.

    "A bomb under a police truck killed 4."
    """
    if not before or not after or not all(token.article for token in before) or after[0].start != verb.end + 1:
        return False
    suffered = scan.pack.grammar.suffered.search(scan.flat, max(0, verb.start - 24), verb.start) is not None
    return not (suffered or after[0].article or _leads_to_verb(scan, after[0], following))


def has_object(scan: Scan, start: int, end: int) -> bool:
    """Whether a person stands right behind a verb as its object: "two men on a motorbike shot dead an organiser"."""
    object_ = scan.pack.grammar.killed_whom.match(scan.flat, end)
    if object_ is None or scan.pack.grammar.suffered.search(scan.flat, max(0, start - 24), start):
        return False
    near = (object_.end(), object_.end() + _OBJECT)
    aims = [m for m in scan.marks("targets", *near) if m.value in _PEOPLE or _are_persons(scan, m)]
    people = [*scan.marks("groups", *near), *aims]
    people += [m for m in scan.marks("weapons", *near) if _bears(scan, m)]
    return any(re.fullmatch(r"(?:[\w'-]+ ){0,2}", scan.flat[object_.end() : mark.start]) for mark in people)


def _patients(scan: Scan, tokens: list[_Token], verb: _Token, after: list[_Token]) -> list[_Token]:
    """The numbers after a verb without who did it: "killed a gunman three soldiers", as Arabic orders it."""
    if not after or not scan.pack.grammar.agent.match(scan.flat[verb.start : verb.end]):
        return after
    thing = next((m for m in scan.marks("weapons", verb.end, verb.end + _AHEAD) if m.start == verb.end + 1), None)
    if thing is not None and thing.value in _THINGS:
        # "Killed a car bomb in the market two soldiers": what did it stands between.
        rest = [t for t in after if t.start >= thing.end]
        gap = scan.flat[thing.end : rest[0].start] if rest else "."
        return rest if len(gap) <= _REACH and not re.search(r"[.,;\n]", gap) else after
    doers = [t for t in tokens if t.group and t.start >= verb.end and _may_kill(scan, t.group)]
    if not doers or not re.fullmatch(r"\s(?:\w+ ){0,2}", scan.flat[verb.end : doers[0].start]):
        return after
    rest = [t for t in after if t.start >= doers[0].end]
    led = doers[0].range is not None or any(t.range and t.start < doers[0].start for t in after)
    if led and rest and scan.flat[rest[0].start - 1 : rest[0].start] in scan.pack.proclitics:
        # "Killed were 14 of the gunmen and six of the force."
        return after
    gap = scan.flat[doers[0].end : rest[0].start] if rest else "."
    if rest and scan.dates_in(doers[0].end, rest[0].start):
        # "Gunmen killed, on Tuesday, a doctor."
        gap = _ASIDE.sub(" ", gap)
    return rest if len(gap) <= _REACH and not re.search(r"[.,;\n]", gap) else after


def _may_kill(scan: Scan, group: Mark) -> bool:
    """Whether a word for a person tells of one who attacks: a gunman, a sniper."""
    return group.value == "insurgents" or scan.has("weapons", group.start, group.end)


def _run_before(scan: Scan, numbers: list[_Token], verb: _Token) -> list[_Token]:
    """The numbers that run up to a verb: "a soldier and two civilians were killed"."""
    taken: list[_Token] = []
    edge = verb.start
    for token in reversed(numbers):
        tail = max(token.end, token.group.end) if token.group and token.group.end <= edge else token.end
        gap = _QUOTES.sub("", scan.flat[tail:edge])
        joined = bool(taken) and scan.pack.grammar.conjunction.fullmatch(gap) is not None
        if joined and scan.pack.grammar.besides.search(gap):
            # "Four of the attackers died, as well as nine wounded."
            joined = False
        if joined and gap.strip() == "," and not scan.flat[token.start : token.end].isdigit():
            joined = False
        direct = not taken and scan.pack.grammar.between.fullmatch(gap) is not None and len(gap) <= _REACH
        if not (joined or direct):
            break
        taken.insert(0, token)
        edge = token.start
    return taken


def _run_after(scan: Scan, numbers: list[_Token], verb: _Token, following: int, *, doer: bool = False) -> list[_Token]:
    """The numbers that a verb governs: "killing three soldiers and a civilian". doer: who did it stands between."""
    taken: list[_Token] = []
    edge = verb.end
    for token in numbers:
        gap = _QUOTES.sub("", scan.flat[edge : token.start])
        if taken:
            if not scan.pack.grammar.conjunction.fullmatch(gap) or _leads_to_verb(scan, token, following):
                break
            if scan.pack.grammar.afresh.match(scan.flat, edge):
                # "Killed a man and two women, and three children are in hospital."
                break
            if gap.lstrip().startswith(",") and token.group and tells(scan, token.group.end, following):
                # "Injuring his uncle, the mayor said."
                break
            if gap.strip() == "," and taken[-1].group is None and not taken[-1].article and token.group:
                # "Killed 1, a farmer."
                break
            if scan.pack.losses is not None and scan.pack.losses.aside.match(scan.flat, token.end):
                # "Nine were hurt, three of them by fire."
                break
        elif scan.pack.grammar.conjunction.fullmatch(gap) and _leads_to_verb(scan, token, following):
            # "was killed and a passer-by was wounded"
            break
        elif scan.pack.grammar.conjunction.fullmatch(gap) and _opens_anew(scan, verb, token):
            # "was killed and five employees were led away"
            break
        elif token.group and token.start == token.group.start and scan.pack.grammar.credits.search(gap):
            # "Took, by an official of the province, the lives of five."
            break
        elif not doer and (len(gap) > _AHEAD or not scan.pack.grammar.ahead.fullmatch(gap)):
            break
        if scan.pack.losses is not None and scan.pack.losses.unhurt.search(scan.flat, edge, token.start):
            # "Eleven choked on gas and the arrest of three."
            break
        taken.append(token)
        edge = token.group.end if token.group else token.end
        if token.group and scan.pack.grammar.article and (quality := _QUALITY.match(scan.flat, edge)):
            # "Four of the Afghan police and two civilians", where the adjective stands behind.
            edge = quality.end()
    return taken


def _opens_anew(scan: Scan, verb: _Token, token: _Token) -> bool:
    """Whether people behind an "and" have a verb of their own, after one whose people suffer and stand before it."""
    losses, flat = scan.pack.losses, scan.flat
    if losses is None or scan.pack.grammar.suffered.search(flat, max(0, verb.start - 24), verb.start) is None:
        return False
    at = token.group.end if token.group else token.end
    for _ in range(_NOUN_WORDS):
        if flat[at : at + 1] != " ":
            return False
        if losses.finite.match(flat, at + 1):
            return True
        at = next((word.end() for word in _PLAIN_WORD.finditer(flat, at + 1)), len(flat))
    return False


def _one_and_another(scan: Scan, mark: Mark) -> list[_Token]:
    """The two verbs of "was killed and his driver wounded", where a language puts both before whom they befell."""
    first = scan.pack.grammar.befell.match(scan.flat, mark.start)
    if first is None or first.end() >= mark.end:
        return []
    end = mark.start + len(scan.flat[mark.start : first.end()].split()[0])
    return [_Token("V", mark.start, end, of="killed"), _Token("V", first.end(), mark.end, of="wounded")]


def _leads_to_verb(scan: Scan, token: _Token, following: int) -> bool:
    """Whether the next verb comes right after this number: "killing two, three wounded"."""
    tail = token.group.end if token.group else token.end
    return following - tail <= 30 and scan.pack.grammar.between.fullmatch(scan.flat[tail:following]) is not None


def _are_several(token: _Token) -> bool:
    """Whether a number is of more than one person, and of no attackers."""
    people = token.group is not None and token.group.value != "insurgents"
    return people and token.range is not None and token.range.low > 1


def _bare(scan: Scan, tokens: list[_Token], verb: _Token, previous: int, following: int) -> list[Toll]:
    """A verb with no number: "killing the driver", "driver wounded", ", killed"."""
    word = scan.flat[verb.start : verb.end]
    if _is_named(scan, verb) and scan.pack.grammar.plural.search(word):
        # "All the dead were officers": whom it befell, and no number.
        return []
    if scan.pack.grammar.both.search(scan.flat[max(previous, verb.start - 8) : verb.start]):
        return [Toll(verb.of, Range.exactly(2), verb.start, verb.end)]
    if befell := scan.pack.grammar.befell.match(scan.flat, verb.start):
        n = 2 if befell["two"] else 1
        # "Killed him and killed his brother": one of two.
        later = next((t for t in tokens if t.kind == "V" and t.start == following), None)
        joint = scan.pack.grammar.conjunction.fullmatch(scan.flat[verb.end : following]) if later else None
        counted = joint is not None and later is not None and later.of == verb.of
        return [Toll(verb.of, Range.exactly(n), verb.start, verb.end, "unknown" if counted else None, counted=counted)]
    people = [t for t in tokens if t.kind == "G" and t.group]
    behind = [
        t
        for t in people
        if previous <= t.start < verb.start and scan.pack.grammar.auxiliary.fullmatch(scan.flat[t.end : verb.start])
    ]
    ahead = [
        t
        for t in people
        if not scan.pack.grammar.by.search(scan.flat[verb.end : t.start])
        and not (t.group and t.group.value == "insurgents" and scan.pack.grammar.agent.match(word))
        and verb.end <= t.start < following
        and re.fullmatch(r"\s(?:[\w'’]+ ){0,2}", scan.flat[verb.end : t.start])
    ]
    for token in [*behind[-1:], *ahead[:1]]:
        assert token.group is not None  # noqa: S101  chosen so above
        many = scan.pack.grammar.plural.search(scan.flat[token.start : token.end]) is not None
        value = Range(2, None, None) if many else Range.exactly(1)
        at = (min(token.start, verb.start), max(token.end, verb.end))
        return [Toll(verb.of, value, *at, token.group.value, (token.start, token.end), counted=False)]
    subjects = [t for t in people if previous <= t.start < verb.start]
    passive = scan.pack.grammar.passive.match(scan.flat, verb.end) is not None
    if (
        passive
        and subjects
        and subjects[0].group
        and not scan.pack.grammar.plural.search(scan.flat[subjects[0].start : subjects[0].end])
    ):
        at = (verb.start, verb.end)
        where = (subjects[0].start, subjects[0].end)
        return [Toll(verb.of, Range.exactly(1), *at, subjects[0].group.value, where, counted=False)]
    left = scan.flat[max(0, verb.start - 2) : verb.start].strip()
    right = scan.flat[verb.end : verb.end + 2].partition("\n")[0].strip()
    was = scan.pack.grammar.was.search(scan.flat[max(previous, verb.start - 36) : verb.start]) is not None
    several = [
        t for t in tokens if t.kind == "N" and previous <= t.start < verb.start and not t.used and _are_several(t)
    ]
    ends = (
        right == "" or right[0] in "[.,;)|-/" or scan.pack.grammar.circumstance.match(scan.flat, verb.end) is not None
    )
    alone = was or (left in {",", ";", "-", "(", "|", ".", "/", ":"} and ends)
    if alone and " " in word and scan.pack.grammar.plural.search(word.split()[0]):
        # "People killed" are two at least.
        return [Toll(verb.of, Range(2, None, None), verb.start, verb.end, counted=False)]
    if alone and not word.endswith("s") and not scan.pack.grammar.plural.search(word):
        if several and not was:
            # "Three farmers shot in their field; killed": all of them, unless others are named too.
            told = [t for t in tokens if t.kind == "N" and t.start < verb.start and not t.used and t.start >= previous]
            shot = several[0].group and scan.has("weapons", several[0].group.end, several[0].group.end + _NEXT)
            if len(told) > 1 and not _are_several(told[-1]):
                several = []
            elif len(told) > 1 or not shot or several[0].range is None:
                return []
        whole = several[0].range if several and not was else None
        return [Toll(verb.of, whole or Range.exactly(1), verb.start, verb.end, counted=False)]
    if ends and (one := _unlisted(scan, verb, previous)) is not None:
        return [Toll(verb.of, Range.exactly(1), one, verb.end, counted=False)]
    return []


def _unlisted(scan: Scan, verb: _Token, previous: int) -> int | None:
    """Where one person of no list begins who alone stands before what befell them: "; usher hurt"."""
    one = scan.pack.grammar.lone.search(scan.flat, max(previous, verb.start - _AHEAD), verb.start)
    if one is None or scan.pack.grammar.plural.search(one["noun"]) or scan.numbers_in(*one.span("noun")):
        return None
    read = ("weapons", "actors", "places", "things", "vehicles", "none", "generic", "incidents", "kinds")
    named = any(m.end == one.end("noun") for name in read for m in scan.marks(name, one.start(), verb.start))
    return None if named else one.start("noun")
