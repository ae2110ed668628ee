"""Tolls of running text that the plain reader leaves out: "injuring its watchman", "the death of a sapper"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sijill.extract.amounts import hedged
from sijill.extract.labels import untold
from sijill.extract.news.members import Found, are_people, people, words_of
from sijill.extract.news.sources import bounded
from sijill.extract.news.summing import DIED
from sijill.extract.scan import Mark, Scan
from sijill.extract.tolls import Toll, alone, former, has_object, total
from sijill.model.values import Range

_NOUN_REACH = 24
_SOME = Range(2, None, None)
_SOON = 90
"""How far behind one wounded, in characters, it may stand that they died."""
_BACK = 200
"""How far before a verb its people are looked for, in characters."""
_JOINT = 3
"""The longest plain joint of two members, in characters: " و"."""
_DEATH = 4
"""How many characters a word of death takes at the end of a phrase, at least."""
_THINGS: Found = (Range.exactly(0), (0, 0), False)
"""What stands before a verb where it is no people."""


def losses(scan: Scan, start: int, end: int, stated: Sequence[Toll]) -> list[Toll]:
    """More tolls of [start, end), beside those stated: none where one of the same sort stands already."""
    words = scan.pack.losses
    if words is None:
        return list(stated)
    # "Killing their police escort" states no number.
    told = [t for t in stated if t.counted or t.range != _SOME or words.several]
    told = [t for t in told if t.range != _SOME or words.others.search(scan.flat, t.start, t.end) is None]
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
                if toll is not None and (_is_part(scan, match, toll, told) or _is_bound(toll, told)):
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
    told = _outlived(scan, start, end, told)
    told = [t for t in told if not t.range.middle or not _is_either(scan, t)]
    told = bounded(scan, start, end, told)
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
    part = number is not None and words_of(scan).aside.match(scan.flat, number.end)
    before = [t for t in told if t.of == toll.of and t.counted and t.end <= match.start()]
    return bool(part) and any(t.range.middle >= toll.range.middle for t in before)


def _is_bound(toll: Toll, told: Sequence[Toll]) -> bool:
    """Whether a toll is one of two that two sources give, and that were read as such before."""
    bounds = [t.range for t in told if t.of == toll.of and t.start < toll.start and t.range.best is None]
    return any(r.high is not None and toll.range.middle in {r.low, r.high} for r in bounds)


def _is_either(scan: Scan, toll: Toll) -> bool:
    """Whether those counted are dead or wounded, and nothing says which: "eleven were killed or wounded"."""
    match = scan.pack.grammar.undecided.search(scan.flat, max(0, toll.start - _NOUN_REACH), toll.end + _NOUN_REACH)
    return match is not None and match.start() < toll.end and toll.start < match.end()


def _outlived(scan: Scan, start: int, end: int, told: list[Toll]) -> list[Toll]:
    """The tolls with the wounded who have died told as such: they are dead beside those told before, and wounded no
    more. "Two of the wounded died"; "a second soldier died of his wounds"; "wounding five, two of whom died"."""
    for match in words_of(scan).later.finditer(scan.flat, start, end):
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        last = next((m for m in reversed(scan.marks("toll", max(0, match.start() - _BACK), match.start()))), None)
        of_hurt = last is not None and last.value == "wounded"
        if {"part", "part2", "rel"} & groups.keys() and not of_hurt:
            # "Killing five, two of whom died at once."
            continue
        hurt = [t for t in told if t.of == "wounded" and t.end <= match.start() + 1]
        if {"rel", "soon"} & groups.keys():
            # "Wounded his son, who died in hospital"; "took four bullets and died at the scene".
            reach = _NOUN_REACH if "rel" in groups else _SOON
            if not hurt or hurt[-1].range.best is None or match.start() - hurt[-1].end > reach:
                continue
            if "soon" in groups and hurt[-1].range != Range.exactly(1):
                continue
            value = hurt[-1].range
        else:
            name = next(iter(groups))
            number = next(iter(scan.numbers_in(*match.span(name))), None)
            several = people(scan, *match.span(name)) if name in {"hurt", "was"} else None
            one = several[0] if several else Range.exactly(2 if name in {"two", "two2"} else 1)
            value = hedged(scan, number) if number and not number.article else one
        # "A guard who was wounded in the blast, which killed two of his colleagues, died."
        other = (match.end("was") + 1, match.end() - _DEATH) if "was" in groups else (match.end(), match.end())
        told = [
            t
            for t in told
            if not (t.start < match.end() and match.start() < t.end)
            or (t.of == "killed" and other[0] < t.start and t.end < other[1])
        ]
        wounds = words_of(scan).owned.match(scan.flat, match.end())
        told = [t for t in told if wounds is None or t.counted or not wounds.start() <= t.start < wounds.end()]
        told.append(Toll(DIED, value, *match.span()))
    return told


def _doubled(scan: Scan, start: int, end: int, told: Sequence[Toll]) -> Iterator[Toll]:
    """Tolls told as twice another: "killing nineteen and wounding twice as many"."""
    for match in words_of(scan).twice.finditer(scan.flat, start, end):
        of = next((m.value for m in scan.marks("toll", *match.span()) if m.value in {"killed", "wounded"}), "wounded")
        other = [t for t in told if t.of != of and t.of != "again" and t.counted and t.end <= match.start()]
        value = total(other[-1:], other[-1].of) if other else None
        same = any(match.groupdict().get(name) is not None for name in ("same", "same2"))
        if value is not None and not any(t.of == of and t.counted for t in told):
            yield Toll(of, value if same else value + value, *match.span())


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
    if toll.counted and len(same) > 1 and all(t.counted and not t.article for t in same):
        if toll.range.middle < sum(t.range.middle for t in same):
            # "Killing seven soldiers, six civilians": more was read already.
            return
    # "Three militants and one officer dead": not the officer alone.
    part = any(t.counted and t.start < toll.start and toll.end <= t.end for t in same if t.range.low > toll.range.low)
    more = toll.counted and not part and (direct or not any(t.counted for t in same))
    more = more or (toll.counted and toll.range.middle > sum(t.range.middle for t in same))
    more = more or (direct and not (part and toll.counted) and all(t.start < toll.start for t in same))
    # "Killing the owner and his apprentice": two, where the first of them was found alone.
    free = direct or not any(t.counted for t in same) or all(toll.start <= t.start < t.end <= toll.end for t in same)
    more = more or (free and not toll.counted and toll.range.low > sum(t.range.low for t in same))
    # "A sergeant and a street sweeper were cut": two, where each was found alone.
    each = not toll.counted and all(t.article and toll.start <= t.start and t.end <= toll.end for t in same)
    more = more or (each and toll.range.low > max((t.range.low for t in same), default=0))
    if same and not more:
        return
    told[:] = [*(t for t in told if t not in same), toll]


def _toll(scan: Scan, of: str, match: re.Match[str], start: int, end: int) -> Toll | None:
    parts = match.groupdict()
    back, who = parts.get("back") is not None, parts.get("who") is not None
    if who and any(d.start <= match.start("who") < d.end for d in scan.dates_in(start, end)):
        # "The volley of 17 November killed a child."
        return None
    if who and match.start("who") > match.start() and words_of(scan).subject.match(scan.flat, match.start("who")):
        # "The wounded he had no time to count."
        return None
    if back and not who and has_object(scan, match.start(), match.end()):
        # The Arabic "two gunmen killed the owner", whose verb is that of "the two were killed" as well.
        return None
    if "pair" in parts:
        found: Found | None = (Range.exactly(2), match.span("pair"), True)
    else:
        found = _before(scan, match.start(), start) if back else people(scan, *match.span("who"))
    if "man" in parts:
        found = _with_his_man(scan, found, match)
    if back and who:
        found = _joined_by(scan, found, match)
    if found is None and "one" in parts:
        found = Range.exactly(1), (match.start(), match.start()), False
    if found is None:
        return None
    value, at, counted = found
    if back and value == Range.exactly(1) and words_of(scan).of_two.match(scan.flat, match.start("back")):
        value = Range.exactly(2)
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
    if back and words_of(scan).amid.search(scan.flat, at[1], match.start()):
        return None
    begin, stop = at if "besides" in parts else (min(match.start(), at[0]), max(match.end(), at[1]))
    group = next(iter(scan.marks("groups", *at)), None)
    if "attacker" in parts:
        return Toll(of, value, begin, stop, "insurgents", (group.start, group.end) if group else None)
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


def _with_his_man(scan: Scan, found: Found | None, match: re.Match[str]) -> Found | None:
    """The people of a match and the one named behind them by whose man he is: "a judge of the court and his driver"."""
    if found is None and scan.pack.grammar.plural.match(scan.flat[match.start("who") :].partition(" ")[0]):
        return None
    one = found[0] if found else Range.exactly(1)
    men = next(iter(scan.numbers_in(*match.span("man"))), None)
    # "And her three daughters", whose number Arabic writes behind them with an article.
    behind = scan.pack.number.fullmatch(match["man"].rpartition(" ")[2].removeprefix(scan.pack.grammar.article or "\0"))
    told = hedged(scan, men) if men else scan.pack.number_value(behind) if behind else None
    others = told or Range.exactly(2 if match.groupdict().get("two") else 1)
    stop = match.end()
    while (joint := words_of(scan).member.match(scan.flat, stop)) and len(joint[0]) <= _JOINT:
        # "A man, his wife and their two children"
        lump = words_of(scan).lump.match(scan.flat, joint.end())
        his = words_of(scan).his.match(scan.flat, joint.end())
        if lump is None and his is None:
            break
        more = (3 if lump["three"] else 2) if lump else 2 if his and his["two"] else 1
        others, stop = others + Range.exactly(more), (lump or his or joint).end()
    return one + others, (match.start("who"), stop), True


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


def _joined_by(scan: Scan, found: Found | None, match: re.Match[str]) -> Found | None:
    """The people before a verb and those named after it: "the judge was killed with two of his guards"."""
    others = people(scan, *match.span("who"))
    if others is None or not scan.has("groups", *others[1]):
        return None
    one = found or (Range.exactly(1), (match.start(), match.start()), False)
    return one[0] + others[0], (one[1][0], others[1][1]), True


def _is_thing(scan: Scan, at: tuple[int, int], stop: int, group: Mark | None) -> bool:
    """Whether what is counted is weapons or vehicles, and no person beside them. stop: where the phrase ends."""
    if group is not None and any(
        m.start == group.end + 1 for m in scan.marks("things", group.end, group.end + _NOUN_REACH)
    ):
        # "Burning two official cars"
        return True
    # "Two roadside bombs killed six": the noun may end behind the words taken for it.
    # But what was done to someone names no thing: "a pharmacist was shot in his shop and died".
    verb = next(
        (m for m in words_of(scan).finite.finditer(scan.flat, at[1], stop) if scan.flat[m.start() - 1] == " "), None
    )
    stop = verb.start() if verb else stop
    reach = (at[0], max(at[1], min(stop, at[1] + _NOUN_REACH)))
    bearers = scan.pack.grammar.bearers
    arms = any(not bearers.search(scan.flat[m.start : m.end]) for m in scan.marks("weapons", *reach))
    return group is None and (scan.has("things", at[0], max(at[1], stop)) or arms)


def _before(scan: Scan, at: int, start: int) -> Found | None:
    """Who stands before a verb: right beside it, or where their clause begins."""
    words = words_of(scan)
    least = max(start, at - _BACK)
    if beside := words.relative.search(scan.flat, least, at):
        # "His brother, who was with him, was wounded."
        at = beside.start()
    edge = least
    for stop in words.opens.finditer(scan.flat, least, at):
        edge = stop.end()
    hurt = False
    for mark in scan.marks("toll", edge, at):
        hurt = True
        # "16 were killed and several others wounded": each verb has people of its own.
        joint = words.member.match(scan.flat, mark.end, at)
        edge = joint.end() if joint else mark.end
    for stop in words.broken.finditer(scan.flat, edge, at):
        edge = stop.end()
    for stop in scan.pack.grammar.afresh.finditer(scan.flat, edge) if hurt else ():
        # "Killed a man and two women, and three children are in hospital": the three.
        if stop.start() < at:
            edge = stop.start() + len(", and ")
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
        if opening is not None and opening[1][1] == near[1][1] and are_people(scan, opening[1][0], near[1][0]):
            return opening
        return near
    return opening or near or _last_word(scan, edge, at) or _called(scan, edge, at)


def _called(scan: Scan, edge: int, at: int) -> Found | None:
    """One person who is only named, right before a verb of one: "Rasheed al-Maqtari was killed"."""
    words = words_of(scan)
    if not scan.cased or words.of_one.match(scan.flat, at) is None:
        return None
    name = words.called.fullmatch(scan.text, edge, at)
    taken = ("places", "elsewhere", "actors", "organisations", "weapons", "things", "targets")
    if name is None or any(scan.has(section, edge, at) for section in taken):
        return None
    return Range.exactly(1), (edge, name.end() - 1), False


def _opening(scan: Scan, edge: int, at: int) -> Found | None:
    """The people that a clause opens with, behind what says when and where: "On Friday, in Basra, a guard"."""
    places = [edge, *(edge + m.end() for m in re.finditer(", ", scan.flat[edge:at])), *_behind_place(scan, edge, at)]
    for place in places:
        found = people(scan, place, at, bare=True)
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
    if named and words_of(scan).apart.fullmatch(scan.flat, edge, named[0].start):
        last = next(m for m in reversed(named) if m.start - named[0].end <= _NOUN_REACH)
        number = next(iter(scan.numbers_in(last.end, min(at, last.end + _NOUN_REACH))), None)
        if number is not None and re.fullmatch(r"(?:'s)?\s(?:\w+\s){0,2}", scan.flat[last.end : number.start]):
            yield number.start


def _adjacent(scan: Scan, edge: int, at: int) -> Found | None:
    """The people that end right before a verb, as far back as they are joined."""
    words = words_of(scan)
    if any(words.beside.fullmatch(scan.flat, none.end(), at) for none in words.noone.finditer(scan.flat, edge, at)):
        return _THINGS
    for number in scan.numbers_in(edge, at):
        hedges = scan.marks("approx", max(edge, number.start - 22), number.start)
        first = next((m.start for m in hedges if scan.flat[m.end : number.start].strip() == ""), number.start)
        if words.apart.search(scan.flat, edge, first) or words.aside.match(scan.flat, number.end):
            continue
        found = people(scan, number.start, at)
        if found is None or not (found[2] or scan.has("groups", *found[1])):
            continue
        if words.beside.fullmatch(scan.flat, found[1][1], at):
            group = next(iter(scan.marks("groups", *found[1])), None)
            return _THINGS if _is_thing(scan, found[1], found[1][1], group) else found
    return None


def _last_word(scan: Scan, edge: int, at: int) -> Found | None:
    """Someone whose word stands right before a verb and says how many it is: the Arabic "of a child who died"."""
    last = next((m for m in reversed(scan.marks("groups", edge, at)) if scan.flat[m.end : at].strip() == ""), None)
    several = alone(scan, last) if last else None
    return (several, (last.start, last.end), several.low > 1) if last and several else None


__all__ = ["losses"]
