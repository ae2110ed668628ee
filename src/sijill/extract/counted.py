"""Numbers of a sentence that count events or people, each with the words that are its own and the scopes they allow.

A sentence is cut into one stretch of words a number. A number is read with the noun of its stretch, else with that of
the number before it. Its scope is what its stretch names; what the sentence names before its first number, and what
the number before it was about, are further fair readings. Words that nothing accounts for make it loose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from sijill.extract import places
from sijill.extract.alike import set_alike
from sijill.extract.apiece import Apiece, set_apart, told_apiece
from sijill.extract.pieces import NAMES, Piece, pieces_of
from sijill.extract.scan import Scan
from sijill.extract.scopes import Dates, Scope, scope_of
from sijill.extract.shares import mark_shares
from sijill.extract.stated import Stated
from sijill.extract.words import NO_HARM, Word, words

_STOPS = frozenset({"mark", "join", "compare", "number", "date"})
_SKIPPED = frozenset({"fill", "approx", "total", "word", "people", "actor", "label", "rest", "verb", "part", "best"})
_PEOPLE = frozenset(
    "civilians police_or_army militia media politician_or_activist aid_worker protesters military_convoy".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FAR = 5
"""How many words may lie between a number and its noun."""


def counted(scan: Scan, dates: Dates, start: int, end: int, earlier: Sequence[Stated] = ()) -> list[Stated]:
    """Numbers of one sentence that say of what, and the further members of their chains.

    earlier: the numbers of the sentence before, which "of them" takes up.
    """
    told = words(scan, start, end)
    row, shared = set_apart(scan, told)
    found, idle = _read(scan, dates, row, earlier)
    if idle:
        # A number that counts nothing is a word like another, of a clause that it makes unclear.
        row = [replace(word, kind=_idle(scan, word, found)) if word in idle else word for word in row]
        found, _ = _read(scan, dates, row, earlier)
    set_alike(scan, found, earlier)
    found = _with_apiece(scan, dates, found, shared, told, earlier)
    for one in found:
        one.sentence = start
    mark_shares(scan, found, told, start)
    _leave_open(scan, found, start, end)
    _leave_out(scan, found, start, end)
    return found


def _with_apiece(
    scan: Scan,
    dates: Dates,
    found: list[Stated],
    shared: Sequence[Apiece],
    row: Sequence[Word],
    earlier: Sequence[Stated],
) -> list[Stated]:
    """The counts of a sentence with those that hold for each of several names."""
    opening = [w for w in row if not any(n.kind == "number" and n.start < w.start for n in row)] if shared else []
    for one in shared:
        before = [o for o in found if o.number.start < one.number.start]
        lead = scope_of(scan, dates, [w for w in opening if w not in one.names])
        told = told_apiece(scan, dates, one, before[-1] if before else None, _of_lead(opening), lead)
        if not before and one.noun is None and any(e.of != "incidents" for e in earlier):
            # "December had 9 killed. May and June stand at 5 each": of the dead, or of the attacks.
            for t in told:
                t.doubt("counted")
        found = [*found, *told]
    return sorted(found, key=lambda one: one.number.start)


def _leave_open(scan: Scan, found: Sequence[Stated], start: int, end: int) -> None:
    """Hold no number to the list that is one end of a range: "between twelve and fourteen deaths"."""
    compared = {mark.end + 1 for mark in scan.marks("compare", start, end)}
    ends: set[tuple[int, int]] = set()
    for match in scan.pack.grammar.range.finditer(scan.flat, start, end):
        told = [scan.pack.number.fullmatch(match[name]) for name in ("a", "b")]
        # "They rose from 6 to 9" says two counts, and "March 2013 - 5 attacks" one.
        if all(told) and match.start() not in compared and not _YEAR.fullmatch(match["a"]):
            ends |= {match.span("a"), match.span("b")}
    for one in found:
        one.doubt("range", (one.number.start, one.number.end) in ends)


def _leave_out(scan: Scan, found: Sequence[Stated], start: int, end: int) -> None:
    """Hold no count to the list that says how far two periods lie apart, or what one before the list's had."""
    for why, pattern in (("difference", scan.pack.grammar.difference), ("earlier", scan.pack.grammar.period_before)):
        for match in pattern.finditer(scan.flat, start, end):
            for one in found:
                told = match.start() <= one.number.start < match.end()
                one.doubt(why, told and (why == "difference" or one.scope.when is None))


def _idle(scan: Scan, word: Word, found: Sequence[Stated]) -> str:
    """What a number that counts nothing is: one that says again what was counted before it narrows nothing."""
    before = scan.flat[max(0, word.start - 16) : word.start].split()[-1:]
    again = before and scan.pack.grammar.taken_up.fullmatch(before[0]) is not None
    same = any(o.number.end <= word.start and word.number and o.number.range == word.number.range for o in found)
    return "fill" if again and same else "word"


def _read(scan: Scan, dates: Dates, row: list[Word], earlier: Sequence[Stated]) -> tuple[list[Stated], list[Word]]:
    """The counts of a row of words, and its numbers that are none."""
    pieces = pieces_of(scan, row)
    found: list[Stated] = []
    idle: list[Word] = []
    lead = Scope()
    for position, piece in enumerate(pieces):
        own = scope_of(scan, dates, piece.words)
        if position == 0:
            lead = scope_of(scan, dates, piece.lead)
        opening = [*pieces[0].lead, *pieces[0].left]
        behind = pieces[position - 1].tail if position else []
        one = _stated(scan, piece, found, opening, behind)
        if one is not None and one.noun is None and not found and earlier and _takes_up(scan, piece):
            if not _of_lead(opening):
                # "Nine attacks with 12 wounded. December had four of them": of the attacks, or of the wounded.
                one.of, one.unclear = earlier[0].of, len({e.of for e in earlier}) > 1
            one.also = [own.over(earlier[-1].scope)]
            one.doubt("unclear", one.unclear)
            one.doubt("before", earlier[-1].loose)
        if one is None:
            idle.append(piece.number)
        else:
            around = scope_of(scan, dates, piece.lead).over(lead) if position else lead
            _say_scope(scan, piece, one, own, around, found)
            one.doubts |= _unaccounted(scan, piece, one)
            one.doubt("day", _of_one_day(piece, one))
            one.doubt("compared", _differs(scan, piece))
            named_behind = any(w.kind in NAMES for w in behind)
            one.doubt("relative", named_behind and any(w.kind == "relative" for w in piece.left))
            one.doubt("remark", _is_remark(scan, one, found))
            shared = bool(found) and found[-1].of != "incidents" and one.of == "incidents" and not one.scope.when
            if shared and position and any(w.kind == "part" for w in pieces[position - 1].right[:1]):
                # "Sixteen of the wounded were hurt in two explosions": in two of them, not in all.
                one.doubt("shared")
            _say_again(one, [*earlier, *found])
            found.append(one)
        beside = next((w.kind for w in reversed(piece.left) if w.kind != "mark"), "")
        if position == 0 and not (one and one.noun is None and one.name == beside):
            # "Anbar 2, Ninewa 1": Anbar is the first number's alone.
            lead = scope_of(scan, dates, piece.left).over(lead)
    return found, idle


def _say_again(one: Stated, before: Sequence[Stated]) -> None:
    """Take a bare whole that others are counted out of for one just counted: "ten attacks. Six of the ten were"."""
    same = next((o for o in reversed(before) if o.number.range == one.number.range), None)
    if one.base and one.noun is None and same is not None:
        one.of, one.scope, one.also, one.doubts = same.of, same.scope, list(same.also), set(same.doubts)


def _of_one_day(piece: Piece, one: Stated) -> bool:
    """Whether a bare number tells of a day or of the worst stretch: "six rockets on 6 April and two on 1 May"."""
    if one.of != "incidents" or (one.noun is not None and one.noun.section == "incidents"):
        return False
    beside = list(takewhile(lambda w: w.kind in {"part", "fill", "best"}, piece.right))
    worst = any(w.kind == "best" for w in beside) and not one.scope.same(Scope())
    return worst or bool(one.scope.when and one.scope.when[0].precision == "day")


def _is_remark(scan: Scan, one: Stated, found: Sequence[Stated]) -> bool:
    """Whether "one" only picks out one of those just counted: "seven bombs (one found in time)"."""
    if not found or one.noun is not None or one.number.range.best != 1 or found[-1].number.range.middle <= 1:
        return False
    opened = scan.flat[found[-1].number.end : one.number.start]
    return opened.endswith("(") and ")" not in opened and not scan.flat[one.number.start].isdigit()


def _stated(
    scan: Scan, piece: Piece, found: Sequence[Stated], lead: Sequence[Word], behind: Sequence[Word]
) -> Stated | None:
    """The number of a piece with what it counts; None if it counts nothing of the kind.

    lead: what opens its sentence. behind: the clauses between the number before it and its own.
    """
    number = piece.number
    assert number.number is not None  # noqa: S101  a piece is cut around a number
    start, end = piece.words[0].start, piece.words[-1].end
    if _taken_up_whole(scan, piece) or _is_label(scan, piece):
        return None
    noun = _noun(scan, piece)
    named = next((w.kind for w in _near(piece) if w.kind in NAMES), "")
    if noun is not None and noun.mark is not None:
        of = noun.mark.value if noun.kind == "toll" else "incidents"
        mark = noun.mark if noun.kind != "weapon" else None
        return Stated(number.number, of, mark, start, end, name=named)
    of, unclear = _goes_on(scan, found, number.start) if found else (_of_lead(lead), False)
    if found and of != "incidents" and any(w.kind in {"weapon", "incident"} for w in (*behind, *piece.lead)):
        # "7 dead and 16 wounded, and the truck bombs are half of them: 3 in February"
        of, unclear = "incidents", True
    part = any(w.kind == "part" for w in piece.right[:2]) or piece.base
    if number.number.range.best is None:
        return None
    if not (named or part or piece.words[-1] is number or any(w.kind == "total" for w in piece.words)):
        return None
    if not of and not piece.base and len(piece.words) - 1 == sum(w.kind in {"fill", "mark"} for w in piece.words):
        return None
    one = Stated(number.number, of or "incidents", None, start, end, chained=bool(found), name=named)
    one.doubt("chain", found and not named and not part and not any(w.kind == "total" for w in piece.words))
    # "Up from two in May to three in June, convoy bombings ...": what is counted is said after.
    one.unclear = unclear or [w.kind for w in lead] == ["compare"]
    # "Not a soul was hurt by the other seven: five against the pipeline, two against pylons"
    one.unclear = one.unclear or (not found and of != "incidents" and any(w.kind == "not" for w in lead))
    one.doubt("unclear", one.unclear)
    armed = any(w.kind == "weapon" for w in piece.words)
    counted = any(w.kind == "total" for w in piece.words)
    one.tentative = (not of or (bool(found) and found[-1].tentative)) and not armed and not counted
    one.of_people = bool(found) and found[-1].of_people
    return one


def _goes_on(scan: Scan, found: Sequence[Stated], at: int) -> tuple[str, bool]:
    """What a number without a noun counts, and whether that is unclear.

    "December had four, with 7 killed; January had two": it goes on the number that began the clause before.
    """
    found = _outside(scan, found, at)
    ends = [m.start() for m in re.finditer(";", scan.flat[:at]) if m.start() > found[0].number.start]
    if not ends or ends[-1] < found[-1].number.end:
        return found[-1].of, found[-1].unclear
    since = ends[-2] if len(ends) > 1 else 0
    first = next((o for o in found if o.number.start > since), found[-1])
    return first.of, first.unclear or first.of != found[-1].of


def _outside(scan: Scan, found: Sequence[Stated], at: int) -> Sequence[Stated]:
    """The counts that a number may go on, none in a bracket closed before it: "5 in May (8 killed), 4 in June"."""
    close = scan.flat.rfind(")", found[-1].number.end, at)
    opened = scan.flat.rfind("(", found[0].number.end, close) if close >= 0 else -1
    if opened < 0 or "(" in scan.flat[found[-1].number.end : close]:
        return found
    return [one for one in found if one.number.end <= opened] or found


def _of_lead(lead: Sequence[Word]) -> str:
    """What the words before the first number say is counted: "Killed in the three months:", "Attacks by type:"."""
    for word in reversed(lead):
        if word.kind == "toll" and word.mark:
            return word.mark.value
        if word.kind == "incident":
            return "incidents"
    return ""


def _near(piece: Piece) -> list[Word]:
    """The words beside the number, the nearest first, each side up to a comma."""
    right = _run(piece.right)
    left = _run(piece.left[::-1])
    return [w for pair in zip_longest(left, right) for w in pair if w]


def _run(row: Sequence[Word]) -> list[Word]:
    found: list[Word] = []
    for word in row:
        if word.kind in {"join", "compare"} or (word.kind == "mark" and found):
            break
        if word.kind != "mark":
            found.append(word)
    return found


def _noun(scan: Scan, piece: Piece) -> Word | None:
    """The noun or verb that says what the number counts: after it, else right before it."""
    if piece.base:
        beside = [w for w in piece.left[-1:] if w.kind == "toll"]
        return next((w for w in (*beside, *piece.shared) if w.kind in {"incident", "toll"}), None)
    weapon: Word | None = None
    taken_up = any(w.kind == "part" for w in piece.right[:1]) and _takes_up(scan, piece)
    for steps, word in enumerate(piece.right):
        if taken_up and word.kind == "incident":
            # "Eight of the ten dead, five of them in one attack": what "them" are is counted.
            return None
        if word.kind in {"incident", "toll"}:
            return word if weapon is None or word.kind == "toll" or _touch(scan, weapon, word) else weapon
        between = scan.flat[piece.number.end : word.start]
        agent = scan.pack.grammar.by.search(between) or scan.pack.grammar.owed.search(between)
        if (
            word.kind == "weapon"
            and weapon is None
            and not agent
            and all(w.kind in {"fill", "place"} for w in piece.right[:steps])
        ):
            weapon = word
        elif word.kind in _STOPS or (word.kind not in _SKIPPED and word.kind not in {"place", "weapon", "target"}):
            break
        if steps >= _FAR:
            break
    if weapon is not None and not any(w.kind == "verb" for w in piece.right[: piece.right.index(weapon)]):
        return weapon
    for at, word in reversed([*enumerate(piece.left)][-3:]):
        if word.kind in {"incident", "toll"}:
            return word
        if word.kind in NAMES and at and piece.left[at - 1].kind == "toll" and _touch(scan, piece.left[at - 1], word):
            # "The dead of Babil fourteen", where a language puts the name right behind the noun.
            return piece.left[at - 1]
        if word.kind == "mark" and scan.flat[word.start] in ",;()":
            # "Entries, 20; killed, 33; wounded, 62."
            return piece.left[at - 1] if at and _is_labelled(scan, piece, at) else None
        if word.kind not in {"mark", "fill", "approx", "verb", "total"}:
            return None
    return None


def _is_labelled(scan: Scan, piece: Piece, comma: int) -> bool:
    """Whether a noun, a comma and a number are all of a clause: "; killed, 33;"."""
    noun = piece.left[comma - 1]
    opens = comma == 1 or piece.left[comma - 2].kind == "mark"
    ends = not piece.right or piece.right[0].kind == "mark"
    alone = comma == len(piece.left) - 1 and scan.flat[piece.left[comma].start] == ","
    return noun.kind in {"toll", "incident"} and noun.mark is not None and opens and ends and alone


def _touch(scan: Scan, one: Word, other: Word) -> bool:
    return len(scan.flat[one.end : other.start]) <= 1


def _say_scope(scan: Scan, piece: Piece, one: Stated, own: Scope, lead: Scope, found: Sequence[Stated]) -> None:
    """The likeliest scope of a number, and the others that are fair."""
    before = next((o.scope for o in reversed(found) if not o.base), Scope())
    takes_up = _takes_up(scan, piece)
    told_of = bool(found) and one.of != "incidents" and found[-1].of == "incidents" and not own.when
    goes_with = bool(found) and _goes_with(scan, one, found[-1], own)
    told_of = told_of or goes_with
    if found and ")" in scan.flat[found[-1].number.end : one.number.start]:
        before = found[0].scope
    one.scope = own.over(before).over(lead) if takes_up or told_of else own.over(lead)
    if one.chained and own.when and not takes_up and (before.when is None or found[-1].chained):
        # "Nine were aimed at convoys, five in November and four in December"
        one.scope = own.over(before).over(lead)
    # "Three hurt nobody, two of them in Anbar"
    hurting = _hurting(piece) or (before.hurting if takes_up else "")
    one.scope = replace(one.scope, hurting=hurting if one.of == "incidents" else "")
    one.counted_means = told_of and before.weapons != () and (not goes_with or found[-1].counted_means)
    one.base = bool(found) and found[-1].out_of
    one.out_of = piece.base
    if one.base:
        one.scope, one.tentative = own, True
        one.doubts.clear()
    one.compared = piece.compared
    if piece.compared and own.when is None:
        one.doubt("compared")
    tried = [own.over(lead), own.over(before), own.over(replace(before, when=None)), own]
    one.also += [s for n, s in enumerate(tried) if s != one.scope and s not in tried[:n]]
    for other in found:
        if own.when is None and other.scope.when and one.number.start > other.number.start:
            one.also.append(replace(one.scope, when=other.scope.when))
    one.also = [replace(scope, hurting=one.scope.hurting) for scope in one.also]
    if one.of != "incidents":
        one.single = _of_one(scan, piece, one)


def _goes_with(scan: Scan, one: Stated, before: Stated, own: Scope) -> bool:
    """Whether a toll is that of the attacks whose other toll was just said: "the four bombs killed 5 and wounded 8"."""
    pair = {one.of, before.of} == {"killed", "wounded"} and not before.base
    if not pair or own != Scope() or before.scope == Scope():
        return False
    return re.search(r"[;:.()]", scan.flat[before.number.end : one.number.start]) is None


def _hurting(piece: Piece) -> str:
    """What the attacks counted are said to have done, where no number says how much: "seven caused deaths"."""
    told = next((w for w in piece.right if w.kind in {"toll", "harmless"} and w.mark), None)
    spared = next((w for w in piece.left if w.kind == "harmless" and w.mark), None)
    word = told or spared
    return NO_HARM.get(word.mark.value, word.mark.value) if word and word.mark else ""


def _takes_up(scan: Scan, piece: Piece) -> bool:
    """Whether a number is counted out of what was said before: "five of them"."""
    parts = [w for w in piece.words if w.kind == "part"]
    return any(scan.pack.grammar.taken_up.search(scan.flat[w.start : w.end]) for w in parts)


def _of_one(scan: Scan, piece: Piece, one: Stated) -> bool:
    """Whether a toll is one attack's: "the bomb in Babil killed two", "the deadliest, with 11 dead"."""
    if any(w.kind == "best" for w in piece.words):
        return True
    beside = [scan.flat[w.start : w.end] for w in piece.right if w.kind == "incident"]
    if beside and not scan.pack.grammar.plural.search(beside[0]):
        # "Five of them in one attack"
        return True
    mark = next(iter((*one.scope.weapons, *one.scope.targets)), None)
    told = scan.flat[mark.start : mark.end] if mark else ""
    return bool(told) and not any(
        several.search(told) for several in (scan.pack.grammar.plural, scan.pack.grammar.dual)
    )


def _unaccounted(scan: Scan, piece: Piece, one: Stated) -> set[str]:
    """Which words narrow the count in a way not understood, or make the number none that can be held to a list."""
    before = piece.left[-1] if piece.left else None
    own = [w.mark for w in piece.words if w.kind in {"weapon", "target"}]
    kinds = [w.kind for w in piece.words]
    if (
        piece.right
        and piece.right[0].kind == "rest"
        and (one.of != "incidents" or one.name)
        and not _sets_against(scan, piece)
    ):
        # "20 dead, 40 others wounded", "three more in Babil": no others than those that are counted here.
        kinds.remove("rest")
    if piece.base and any(w.kind == "mark" for w in piece.left):
        # "Half of the attacks, six of twelve"; "more than half (6 of 12)"
        kinds = [kind for kind in kinds if kind != "rest"]
    one.of_people = one.of_people or _counts_people(scan, piece, one)
    dated = [w for w in piece.words if w.kind == "date"]
    beyond = any(w.kind in {"beyond", "since"} for w in piece.tail[:4]) and not _takes_in_foiled(scan, piece)
    why = {
        "about": before is not None and before.kind == "approx" and piece.number.start - before.end <= 1,
        "open": one.number.range.best is None,
        "beyond": beyond or any(w.kind in {"beyond", "since"} for w in piece.lead),
        "relative": any(w.kind == "relative" for w in piece.right[:-1]),
        # "It is a jar of explosives by some shops that wounds four": said of one attack, or of none in particular.
        "means": one.of != "incidents"
        and not one.single
        and not one.counted_means
        and any(m not in own for m in (*one.scope.weapons, *one.scope.targets)),
        # "the lightest of the three"
        "out_of": one.noun is None and not one.base and before is not None and before.kind == "part",
        "each": any(scan.pack.grammar.each.match(scan.flat, w.start) for w in piece.right[:1]),
        "date": any(w.start >= (one.scope.when[1].end if one.scope.when else 0) for w in dated),
        # "Last week I wrote seven": in a post on a week, the one before it or that which is over.
        "last": any(w.date and w.date.relation == "last" and w.date.unit for w in piece.words),
        "people": one.of_people,
        "figures": _joined_figures(scan, piece.number),
        "part": _of_part(piece, one),
        "hurt": any(w.kind == "people" and w.mark and w.mark.value != "civilians" for w in piece.right[:3]),
        "place": _elsewhere(scan, piece, one),
        "remark": _takes_in_toll(scan, piece, one),
    }
    told = {"word", "since", "beyond", "label", "actor", "not", "rest"} & {*kinds}
    return {name for name, holds in why.items() if holds} | told


def _of_part(piece: Piece, one: Stated) -> bool:
    """Whether a toll is that of some of those before it, and nothing says of which: "six of the dead"."""
    if one.of == "incidents" or not any(w.kind == "part" for w in piece.right[:1]):
        return False
    return one.scope.place is None and one.scope.when is None and not any(w.kind in NAMES for w in piece.words)


def _elsewhere(scan: Scan, piece: Piece, one: Stated) -> bool:
    """Whether a stretch names a place that lies outside the one its number is read as being about."""
    inside = one.scope.place.row if one.scope.place else None
    if inside is None:
        return False
    spots = {
        p.row.id for w in piece.words if w.kind == "place" for p in places.named(scan, w.start, w.end, coarse=True)
    }
    if inside.precision == "admin1":
        # "in the Kurdistan Region, that is in Dohuk and Erbil"
        spots -= {
            row.id for row in scan.theatre.places.values() if row.precision == "admin1" and inside.id in row.parents
        }
    return bool(spots - {inside.id, *inside.parents, *(place.row.id for place in one.scope.joined)})


def _differs(scan: Scan, piece: Piece) -> bool:
    """Whether a number says how far two counts lie apart: "two fewer", "three times the toll of Basra"."""
    return any(scan.pack.grammar.differs_by.match(scan.flat, w.start) for w in piece.right[:2])


def _sets_against(scan: Scan, piece: Piece) -> bool:
    """Whether a number says by how much two counts differ: "compared with May, June shows two more", "two fewer"."""
    if _differs(scan, piece):
        return True
    return any(w.kind == "compare" for w in (*piece.lead, *piece.left, *piece.right, *piece.tail[:1]))


def _takes_in_foiled(scan: Scan, piece: Piece) -> bool:
    """Whether what follows only says that a foiled attack is counted as well: "counting the bomb that was defused"."""
    beyond = [w for w in piece.tail if w.kind in {"beyond", "since"}]
    start, end = beyond[0].start, piece.tail[-1].end
    foiled = any(m.value == "disrupted_weapons_use" for m in scan.marks("kinds", start, end))
    return foiled and len(beyond) == 1 and scan.has("takes_in", start, beyond[0].end)


def _takes_in_toll(scan: Scan, piece: Piece, one: Stated) -> bool:
    """Whether a toll takes in another: "two mortar attacks hurt twelve, dead included"."""
    clause = list(takewhile(lambda w: w.kind not in {"mark", "number"}, piece.tail[1:]))
    other = any(w.kind == "toll" and w.mark and w.mark.value != one.of for w in clause)
    return other and scan.has("takes_in", clause[0].start, clause[-1].end)


def _is_label(scan: Scan, piece: Piece) -> bool:
    """Whether a number names one entry: "Entry 11: the repair took six days"."""
    before = piece.left[-1] if piece.left else None
    if before is None or before.kind != "incident" or scan.flat[before.end : piece.number.start] != " ":
        return False
    digits = scan.flat[piece.number.start : piece.number.end].isdigit()
    return digits and scan.pack.grammar.plural.search(scan.flat[before.start : before.end]) is None


def _taken_up_whole(scan: Scan, piece: Piece) -> bool:
    """Whether a number only says again how many were counted before: "wounded by the nine: two"."""
    before = scan.flat[max(0, piece.number.start - 16) : piece.number.start]
    if not scan.pack.grammar.definite.search(before):
        return False
    led = scan.pack.grammar.by.search(re.sub(r"\S+\s$", "", before)) is not None
    return led and not any(w.kind in {"incident", "weapon", "word"} for w in piece.right[:2])


def _counts_people(scan: Scan, piece: Piece, one: Stated) -> bool:
    """Whether people are counted, or the deeds of forces, and not attacks: "2 farmers", "3 army raids"."""
    if one.noun is not None and one.noun.value == "times":
        # "The police were hit three times"
        return False
    for mark in one.scope.targets:
        aimed = scan.pack.grammar.onto.search(scan.flat[max(0, mark.start - 24) : mark.start]) is not None
        if one.of != "incidents" and mark.value in _PEOPLE:
            return True
        if one.noun is None and not aimed and 0 <= mark.start - piece.number.end <= 2:
            return True
        if mark.value in _PEOPLE and not aimed and (one.noun is None or mark.start < one.noun.start):
            return True
    return False


def _joined_figures(scan: Scan, number: Word) -> bool:
    """Whether a number is one of a row of bare figures: "3 / 4 / 4", "10 + 12"."""
    before, after = scan.flat[max(0, number.start - 4) : number.start], scan.flat[number.end : number.end + 4]
    return bool(re.search(r"\d ?[/+] ?$", before) or re.match(r" ?[/+] ?\d", after))
