"""Tolls of running text that the plain reader leaves out: "injuring its watchman", "the death of a sapper"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sijill.extract.amounts import ages, hedged, tellers
from sijill.extract.labels import untold
from sijill.extract.scan import Mark, NumberMark, Scan
from sijill.extract.tolls import Toll, alone, former, has_object, total
from sijill.lang.losses import Losses
from sijill.model.values import Range

_NOUN = re.compile(r" (?:[^\W\d]|['-])+")
_NOUN_REACH = 24
_NOUNS = re.compile(r"(?: (?!and\b)[^\W\d][\w'-]*){0,3}")
_NAMED = re.compile(r"(?:[^\W\d_a-z][\w'’-]+ ){1,4}?[^\W\d_a-z][\w'’-]+, (?=(?:an?|the) [a-z])")
_SOME = Range(2, None, None)
_BACK = 200
"""How far before a verb its people are looked for, in characters."""
_SIDE = 40
"""How far from a toll a word may say of which side it is, in characters."""

_Found = tuple[Range, tuple[int, int], bool]
"""How many people, where they stand, and whether a number says so."""
_SITES = frozenset("military_base infrastructure business neighbourhood religious_site government_area airport".split())
"""Targets that are places, so that none of them is killed."""
_THINGS: _Found = (Range.exactly(0), (0, 0), False)
"""What stands before a verb where it is no people."""


def losses(scan: Scan, start: int, end: int, stated: Sequence[Toll]) -> list[Toll]:
    """More tolls of [start, end), beside those stated: none where one of the same sort stands already."""
    words = scan.pack.losses
    if words is None:
        return list(stated)
    # "Killing their police escort" states no number.
    told = [t for t in stated if t.counted or t.range != _SOME or words.several]
    sorts = [of for of in words.phrases if words.hint[of].search(scan.flat, start, end)]
    if not sorts:
        return told
    parts = [
        (m.start(), _part_end(scan, m.end(), end))
        for m in scan.pack.grammar.including.finditer(scan.flat, start, end)
        if (scan.has("toll", start, m.start()) or any(t.start < m.start() for t in told)) and not _is_some(scan, m)
    ]
    parts += former(scan, start, end)
    amid = [match.span() for match in scan.pack.grammar.amidst.finditer(scan.flat, start, end)]
    denied = [t for t in told if t.range == Range.exactly(0)]
    risen: set[str] = set()
    for of in sorts:
        for pattern in words.phrases[of]:
            for match in pattern.finditer(scan.flat, start, end):
                if of in risen or any(a <= match.start() < b for a, b in parts):
                    continue
                if any(t.of == of and t.start <= match.start() < t.end for t in denied):
                    continue
                if "once" in match.groupdict() and any(t.of == of for t in told):
                    continue
                toll = _toll(scan, of, match, start, end)
                if toll is not None and any(a < toll.end and toll.start < b for a, b in amid):
                    continue
                if toll is not None and _is_part(scan, match, toll, told):
                    continue
                if toll is not None and "now" in match.groupdict():
                    # "The death toll has risen to 31 after four died in hospital": 31.
                    told = [*(t for t in told if t.of != of), toll]
                    risen.add(of)
                elif toll is not None:
                    _put(told, toll, direct="back" not in match.groupdict())
    dead = {(t.start, t.range) for t in told if t.of == "killed" and t.range.middle}
    for of in sorts:
        wholes = [t for t in told if t.of == of and words.whole.match(scan.flat, t.end)]
        if wholes:
            # "2 killed, 1 wounded who has died (3 killed in all)"
            told = [*(t for t in told if t.of != of), max(wholes, key=lambda t: t.range.middle)]
    told = _countered(scan, start, end, told)
    told += _doubled(scan, start, end, told)
    named = [t for t in told if t.of != "again"]
    told = [t for t in told if t.of != "again" or not any(o.start < t.end <= o.end for o in named)]
    unknown = untold(scan, start, end)
    told = [t for t in told if not any(t.start < b and a < t.end for a, b in unknown)]
    # "He took two bullets and died": no wounded.
    told = [t for t in told if t.of != "wounded" or (t.start, t.range) not in dead]
    return sorted(told, key=lambda t: t.start)


def _is_some(scan: Scan, match: re.Match[str]) -> bool:
    """Whether "of them" only says of whom a number is that a word of toll stands right before: "killed two of them"."""
    number = next((n for n in scan.numbers_in(max(0, match.start() - 24), match.start())), None)
    if number is None or scan.flat[number.end : match.start()].strip():
        return False
    return any(m.end == number.start - 1 for m in scan.marks("toll", max(0, number.start - 24), number.start))


def _is_part(scan: Scan, match: re.Match[str], toll: Toll, told: Sequence[Toll]) -> bool:
    """Whether the people of a match are some of those told before: "ten hurt, four of whom were taken to hospital"."""
    if match.groupdict().get("who") is None:
        return False
    number = next(
        iter(scan.numbers_in(match.start("who"), min(match.end("who"), match.start("who") + _NOUN_REACH))), None
    )
    part = number is not None and _words(scan).aside.match(scan.flat, number.end)
    before = [t for t in told if t.of == toll.of and t.counted and t.end <= match.start()]
    return bool(part) and any(t.range.middle >= toll.range.middle for t in before)


def _countered(scan: Scan, start: int, end: int, told: list[Toll]) -> list[Toll]:
    """The tolls where another source gives others: "while a hospital put the toll at 18 dead and 40 wounded"."""
    earlier = former(scan, start, end)
    for match in _words(scan).counter.finditer(scan.flat, start, end):
        if any(a <= match.start() < b for a, b in earlier):
            continue
        groups = match.groupdict()
        for of in ("killed", "wounded"):
            group = next((name for name in (of, f"{of}2") if groups.get(name)), None)
            number = next(iter(scan.numbers_in(*match.span(group))), None) if group else None
            first = [t for t in told if t.of == of and t.end <= match.start()]
            if number is None or not first:
                continue
            value = _between(total(first, of) or number.range, hedged(scan, number))
            told = [t for t in told if t.of != of]
            told.append(Toll(of, value, first[0].start, match.end(), first[0].group, first[0].group_at))
    return told


def _doubled(scan: Scan, start: int, end: int, told: Sequence[Toll]) -> Iterator[Toll]:
    """Tolls told as twice another: "killing nineteen and wounding twice as many"."""
    for match in _words(scan).twice.finditer(scan.flat, start, end):
        of = next((m.value for m in scan.marks("toll", *match.span()) if m.value in {"killed", "wounded"}), "wounded")
        other = [t for t in told if t.of != of and t.of != "again" and t.counted and t.end <= match.start()]
        value = total(other[-1:], other[-1].of) if other else None
        if value is not None and not any(t.of == of for t in told):
            yield Toll(of, value + value, *match.span())


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
    if any(t.range.best is None and t.range.high and t.range.low <= toll.range.middle <= t.range.high for t in same):
        # Two sources have told it differently already.
        return
    if any(t.counted and t.range == toll.range and t.start <= toll.start and toll.end <= t.end for t in same):
        # "A guard and two cooks dead": the two are told already.
        return
    # "Three militants and one officer dead": not the officer alone.
    part = any(t.counted and t.start < toll.start and toll.end <= t.end for t in same if t.range.low > toll.range.low)
    more = toll.counted and not part and (direct or not any(t.counted for t in same))
    more = more or (toll.counted and toll.range.middle > sum(t.range.middle for t in same))
    more = more or (direct and not (part and toll.counted) and all(t.start < toll.start for t in same))
    # "Killing the owner and his apprentice": two, where the first of them was found alone.
    free = direct or not any(t.counted for t in same) or all(toll.start <= t.start < t.end <= toll.end for t in same)
    more = more or (free and not toll.counted and toll.range.low > sum(t.range.low for t in same))
    if same and not more:
        return
    told[:] = [*(t for t in told if t not in same), toll]


def _toll(scan: Scan, of: str, match: re.Match[str], start: int, end: int) -> Toll | None:
    parts = match.groupdict()
    back, who = parts.get("back") is not None, parts.get("who") is not None
    if who and any(d.start <= match.start("who") < d.end for d in scan.dates_in(start, end)):
        # "The volley of 17 November killed a child."
        return None
    if who and match.start("who") > match.start() and _words(scan).subject.match(scan.flat, match.start("who")):
        # "The wounded he had no time to count."
        return None
    if back and not who and has_object(scan, match.start(), match.end()):
        # The Arabic "two gunmen killed the owner", whose verb is that of "the two were killed" as well.
        return None
    found = _before(scan, match.start(), start) if back else _people(scan, *match.span("who"))
    if "man" in parts:
        found = _with_his_man(scan, found, match)
    if back and who:
        found = _joined_by(scan, found, match)
    if found is None and "one" in parts:
        found = Range.exactly(1), (match.start(), match.start()), False
    if found is None:
        return None
    value, at, counted = found
    if back and _of_another_verb(scan, match, at[0]):
        return None
    if "himself" in parts:
        value = value + Range.exactly(1)
    if parts.get("selves"):
        selves = next(iter(scan.numbers_in(*match.span("selves"))), None)
        value = value + (selves.range if selves else _SOME)
    if parts.get("over"):
        value = Range(value.low + 1, value.middle + 1, None)
    if value == Range.exactly(0) and back and " " not in match[0]:
        # "Neither had a figure for the injured."
        return None
    if back and _words(scan).amid.search(scan.flat, at[1], match.start()):
        return None
    begin, stop = at if "besides" in parts else (min(match.start(), at[0]), max(match.end(), at[1]))
    group = next(iter(scan.marks("groups", *at)), None)
    if "person" in parts and not back and group is None and counted and not scan.has("toll", *at):
        # "Of the five rockets three fell inside the base."
        return None
    if of == "again" and scan.has("toll", at[1] - 1, at[1] + _NOUN_REACH // 2):
        # "Spoke of two wounded": of one sort, and no figure for what was told before.
        return None
    if "person" in parts and not counted and not any(_says_who(scan, m, at[1]) for m in scan.marks("groups", *at)):
        return None
    reach = min(match.start(), at[1] + _NOUN_REACH) if back else stop
    if of != "again" and value != Range.exactly(0) and _is_thing(scan, at, reach, group):
        return None
    spot = (group.start, group.end) if group else None
    return Toll(of, value, begin, stop, group.value if group else None, spot, counted=counted)


def _with_his_man(scan: Scan, found: _Found | None, match: re.Match[str]) -> _Found | None:
    """The people of a match and the one named behind them by whose man he is: "a judge of the court and his driver"."""
    if found is None and scan.pack.grammar.plural.match(scan.flat[match.start("who") :].partition(" ")[0]):
        return None
    one = found[0] if found else Range.exactly(1)
    men = next(iter(scan.numbers_in(*match.span("man"))), None)
    others = hedged(scan, men) if men else Range.exactly(2 if match.groupdict().get("two") else 1)
    return one + others, (match.start("who"), match.end()), True


def _of_another_verb(scan: Scan, match: re.Match[str], at: int) -> bool:
    """Whether the people before a verb that an "and" is written with are the verb's before: "قتلوا أربعة وجرحوا ثلاثة".

    at: where those people stand.
    """
    if not any(c in scan.pack.proclitics for c in scan.flat[max(0, match.start() - 1) : match.start() + 1]):
        return False
    number = next(iter(scan.numbers_in(match.end(), match.end() + _NOUN_REACH)), None)
    own = number is not None and number.start == match.end() + 1
    return own or any(mark.end == at - 1 for mark in scan.marks("toll", max(0, at - _NOUN_REACH), at))


def _says_who(scan: Scan, group: Mark, end: int) -> bool:
    """Whether a word of people says who a phrase means, and is no "her" of "her flat". end: where the phrase ends."""
    return group.end >= end or scan.pack.grammar.pronoun.match(scan.flat, group.start, group.end) is None


def _joined_by(scan: Scan, found: _Found | None, match: re.Match[str]) -> _Found | None:
    """The people before a verb and those named after it: "the judge was killed with two of his guards"."""
    others = _people(scan, *match.span("who"))
    if others is None or not scan.has("groups", *others[1]):
        return None
    one = found or (Range.exactly(1), (match.start(), match.start()), False)
    return one[0] + others[0], (one[1][0], others[1][1]), True


def _is_thing(scan: Scan, at: tuple[int, int], stop: int, group: Mark | None) -> bool:
    """Whether what is counted is weapons or vehicles, and no person beside them. stop: where the phrase ends."""
    # "Two roadside bombs killed six": the noun may end behind the words taken for it.
    # But what was done to someone names no thing: "a pharmacist was shot in his shop and died".
    verb = next(
        (m for m in _words(scan).finite.finditer(scan.flat, at[1], stop) if scan.flat[m.start() - 1] == " "), None
    )
    stop = verb.start() if verb else stop
    reach = (at[0], max(at[1], min(stop, at[1] + _NOUN_REACH)))
    bearers = scan.pack.grammar.bearers
    arms = any(not bearers.search(scan.flat[m.start : m.end]) for m in scan.marks("weapons", *reach))
    return group is None and (scan.has("things", at[0], max(at[1], stop)) or arms)


def _before(scan: Scan, at: int, start: int) -> _Found | None:
    """Who stands before a verb: right beside it, or where their clause begins."""
    words = _words(scan)
    least = max(start, at - _BACK)
    if beside := words.relative.search(scan.flat, least, at):
        # "His brother, who was with him, was wounded."
        at = beside.start()
    edge = least
    for stop in words.opens.finditer(scan.flat, least, at):
        edge = stop.end()
    for mark in scan.marks("toll", edge, at):
        # "16 were killed and several others wounded": each verb has people of its own.
        joint = words.member.match(scan.flat, mark.end, at)
        edge = joint.end() if joint else mark.end
    for stop in words.broken.finditer(scan.flat, edge, at):
        edge = stop.end()
    # "**2 May.** A cook"
    edge += len(scan.flat[edge:at]) - len(scan.flat[edge:at].lstrip(" *_"))
    near = _adjacent(scan, edge, at)
    if near is None and scan.flat[:at].endswith(", ") and not words.finite.match(scan.flat, at):
        # "Two men shot a teacher, wounded": the teacher.
        near = _adjacent(scan, edge, at - 2)
    if near is _THINGS:
        return None
    opening = _opening(scan, edge, at)
    if near is not None and (near[2] or not words.finite.match(scan.flat, at)):
        # "The driver and two sisters were killed": three, of whom the last stand beside the verb.
        if opening is not None and opening[1][1] == near[1][1] and _are_people(scan, opening[1][0], near[1][0]):
            return opening
        return near
    return opening or near or _last_word(scan, edge, at)


def _opening(scan: Scan, edge: int, at: int) -> _Found | None:
    """The people that a clause opens with, behind what says when and where: "On Friday, in Basra, a guard"."""
    places = [edge, *(edge + m.end() for m in re.finditer(", ", scan.flat[edge:at])), *_behind_place(scan, edge, at)]
    for place in places:
        found = _people(scan, place, at, bare=True)
        if found is not None:
            if place != edge and scan.flat[slice(*found[1])].isdigit() and scan.flat.startswith(",", found[1][1]):
                # "Saad Jabbar, 31, took two bullets": years.
                continue
            group = next(iter(scan.marks("groups", *found[1])), None)
            if place == edge or not _is_thing(scan, found[1], found[1][1], group):
                return found
    return None


def _behind_place(scan: Scan, edge: int, at: int) -> Iterator[int]:
    """Where people may stand right behind the place that a clause opens with: "In Mosul's Saa quarter a cook"."""
    named = scan.marks("places", edge, at)
    if named and _words(scan).apart.fullmatch(scan.flat, edge, named[0].start):
        last = next(m for m in reversed(named) if m.start - named[0].end <= _NOUN_REACH)
        number = next(iter(scan.numbers_in(last.end, min(at, last.end + _NOUN_REACH))), None)
        if number is not None and re.fullmatch(r"(?:'s)?\s(?:\w+\s){0,2}", scan.flat[last.end : number.start]):
            yield number.start


def _adjacent(scan: Scan, edge: int, at: int) -> _Found | None:
    """The people that end right before a verb, as far back as they are joined."""
    words = _words(scan)
    if any(words.beside.fullmatch(scan.flat, none.end(), at) for none in words.noone.finditer(scan.flat, edge, at)):
        return _THINGS
    for number in scan.numbers_in(edge, at):
        hedges = scan.marks("approx", max(edge, number.start - 22), number.start)
        first = next((m.start for m in hedges if scan.flat[m.end : number.start].strip() == ""), number.start)
        if words.apart.search(scan.flat, edge, first) or words.aside.match(scan.flat, number.end):
            continue
        found = _people(scan, number.start, at)
        if found is None or not (found[2] or scan.has("groups", *found[1])):
            continue
        if words.beside.fullmatch(scan.flat, found[1][1], at):
            group = next(iter(scan.marks("groups", *found[1])), None)
            return _THINGS if _is_thing(scan, found[1], found[1][1], group) else found
    return None


def _last_word(scan: Scan, edge: int, at: int) -> _Found | None:
    """Someone whose word stands right before a verb and says how many it is: the Arabic "of a child who died"."""
    last = next((m for m in reversed(scan.marks("groups", edge, at)) if scan.flat[m.end : at].strip() == ""), None)
    several = alone(scan, last) if last else None
    return (several, (last.start, last.end), several.low > 1) if last and several else None


def _people(scan: Scan, start: int, end: int, *, bare: bool = False) -> _Found | None:
    """How many people a phrase names from its beginning: each member of "a soldier, two guards and their cook".

    bare: one may be named without any article, as notes do: "driver and guard".
    """
    words = _words(scan)
    whole: Range | None = None
    at, stop, counted = _apposed(scan, start), start, False
    while at < end:
        # "His wife and daughter": the second may stand without a word ahead of it.
        step = _member(scan, at, end) or (_bare(scan, at, end) if bare or whole is not None else None)
        if step is None:
            break
        value, last, figure = step
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
            noun = _NOUN.match(scan.flat, last, end)
            if noun is not None and scan.has("groups", at, noun.end()):
                last = noun.end()
            elif not words.unlisted.match(scan.flat, at, end) or _names_things(scan, at, last):
                break
        if whole is not None and figure and words.whole.match(scan.flat, last, end):
            # "The headman and two sons, three people in all"
            return value, (start, last), True
        whole = value if whole is None else whole + value
        counted |= figure
        stop = last
        for a, b in ages(scan, last, min(end, last + _SIDE))[:1]:
            # "A health worker, 28, and a guard"
            last = b if _NOUNS.fullmatch(scan.flat, last, a) else last
        joint = words.member.match(scan.flat, last, end)
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


def _apposed(scan: Scan, start: int) -> int:
    """Where what someone is begins, behind his name: "Ali Hussein, a candidate of a local party,"."""
    name = _NAMED.match(scan.text, start) if scan.cased else None
    return name.end() if name else start


def _is_vehicle(scan: Scan, start: int, end: int, limit: int) -> bool:
    """Whether a first member names a thing, and nobody: "a tank", and no "tank driver"."""
    noun = _NOUN.match(scan.flat, end, limit)
    if scan.has("toll", start, end):
        return False
    sites = any(mark.value in _SITES and mark.end == end for mark in scan.marks("targets", start, end))
    return (sites or _names_things(scan, start, end)) and not scan.has("groups", start, noun.end() if noun else end)


def _are_people(scan: Scan, start: int, end: int) -> bool:
    """Whether a phrase names people of a list, and nothing else."""
    return scan.has("groups", start, end) and not _names_things(scan, start, end)


def _names_things(scan: Scan, start: int, end: int) -> bool:
    return any(scan.has(sort, start, end) for sort in ("things", "vehicles", "weapons", "deeds", "toll"))


def _goes_on(scan: Scan, at: int, last: int, end: int, *, figure: bool) -> bool:
    """Whether a later member is one: no part of those before, no thing, and no subject of a verb of its own."""
    words = _words(scan)
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
    if scan.pack.grammar.plural.search(word) or _words(scan).crowd.fullmatch(word):
        return None
    return Range.exactly(1), mark.end, False


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
    one = words.oneself.match(scan.flat, at, end)
    if one and not grammar.plural.search(one["noun"] or ""):
        return Range.exactly(1), one.end(), False
    mark = next((m for m in scan.marks("groups", at, end) if m.start == at), None)
    several = alone(scan, mark) if mark else None
    return (several, mark.end, several.low > 1) if mark and several else None


def _heads_people(scan: Scan, at: int, end: int) -> bool:
    """Whether a phrase ends in someone: "a village headman"."""
    noun = _NOUNS.match(scan.flat, at, end)
    return noun is not None and any(m.start > at + 1 for m in scan.marks("groups", at, noun.end()))


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
    if whole is None and of == "wounded" and (denied := _nobody_else(scan, told)) is not None:
        return denied.range, [denied]
    if whole == Range.exactly(0) and of == "killed" and _is_partial(told, rests):
        return None
    if whole == Range.exactly(0) and of == "wounded" and _spares_one(scan, told, rests):
        return None
    return (whole, rests) if whole is not None else None


def _is_partial(told: Sequence[tuple[int, int, list[Toll]]], rests: Sequence[Toll]) -> bool:
    """Whether what denies any dead denies as many wounded, where some are told: "four hurt; no soldier was harmed"."""
    stated = [toll for _, _, tolls in told for toll in tolls if toll.of == "wounded"]
    spans = {(t.start, t.end) for t in stated if t.range == Range.exactly(0)}
    return any(t.range.middle for t in stated) and all((t.start, t.end) in spans for t in rests)


def _nobody_else(scan: Scan, told: Sequence[tuple[int, int, list[Toll]]]) -> Toll | None:
    """What says that nobody was wounded beside the dead told before: "nobody else was hurt"."""
    dead = False
    for start, end, stated in told:
        match = scan.pack.grammar.no_others.search(scan.flat, start, end)
        if match is not None and not match["dead"] and dead:
            return Toll("wounded", Range.exactly(0), *match.span())
        dead = dead or any(toll.of == "killed" and toll.range.middle for toll in stated)
    return None


def _spares_one(scan: Scan, told: Sequence[tuple[int, int, list[Toll]]], rests: Sequence[Toll]) -> bool:
    """Whether "unhurt" is said of one where others are dead: "an MP escaped unhurt, and a guard was killed"."""
    dead = any(toll.of == "killed" and toll.range.middle for _, _, tolls in told for toll in tolls)
    return dead and all(scan.pack.grammar.one_unhurt.search(scan.flat, t.start, t.end) for t in rests)


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
    if whole.best is whole.high is None and value.best is not None and value.low > whole.low:
        # "Many were feared dead. A senator put the dead at 27."
        return value
    first = min(t.start for t in mine)
    before = scan.flat[max(at[0], first - 30) : max(t.end for t in mine)]
    if words.rising.search(scan.flat, *at):
        return value
    attackers = {t.group == "insurgents" for t in mine}
    apart = len(attackers) == 1 and attackers.isdisjoint({t.group == "insurgents" for t in rests if t.group})
    if words.more.search(before) or (apart and (attackers == {True} or all(t.group for t in (*rests, *mine)))):
        return whole + value
    if value.middle <= whole.middle and words.state.search(scan.flat, first, max(t.end for t in mine) + _NOUN_REACH):
        # "Injuring four people. One was in a critical condition."
        return whole
    if {_side(scan, t) for t in rests} | {_side(scan, t) for t in mine} == {"ours", "theirs"}:
        return whole + value
    told = any(t.counted and not t.article for t in rests)
    differs = scan.has("says", *at) and words.differs.search(scan.flat, *at)
    claimed = any(mark.value == "claimed" for mark in scan.marks("grounds", *at))
    if claimed and told and value.middle > whole.middle:
        # Who did it boasts of more dead than are told elsewhere.
        return _between(whole, value)
    if differs and (value.middle < whole.middle or (sourced and told)):
        return _between(whole, value)
    return value if value.middle > whole.middle else whole


def _side(scan: Scan, toll: Toll) -> str | None:
    """Of which side a toll is: "ours", "theirs", or None if nothing says."""
    words = _words(scan)
    around = scan.flat[max(0, toll.start - _SIDE) : toll.end].rpartition(". ")[2]
    around += scan.flat[toll.end : toll.end + _SIDE].partition(".")[0]
    ours, theirs = words.ours.search(around), toll.group == "insurgents" or words.theirs.search(around)
    if bool(ours) == bool(theirs):
        return None
    return "ours" if ours else "theirs"


def _between(one: Range, other: Range) -> Range:
    """What two sources bound: "800 or more" of one ends at the 1,300 of the other."""
    more = max(one, other, key=lambda r: r.middle)
    highs = [r.high for r in (one, other) if r.high is not None]
    return Range(min(one.low, other.low), None, None if more.high is None else max(highs))
