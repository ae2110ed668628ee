"""Which numbers and people each word of toll is said of."""

from __future__ import annotations

import re

from sijill.extract.amounts import at_least_behind, tells
from sijill.extract.scan import Mark, Scan
from sijill.extract.tolls.tokens import Token, alone, are_persons, bears, is_named
from sijill.extract.tolls.toll import Toll
from sijill.model.values import Range

_REACH, _OBJECT = 60, 40
"""How many characters may lie between a number and the verb it belongs to."""
_AHEAD = 30
"""And between a verb and the number after it."""
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


def matched(scan: Scan, tokens: list[Token]) -> list[Toll]:
    """The tolls that words of toll make of the numbers and people beside them."""
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


def _counts_out(scan: Scan, verb: Token, own: Range, number: Token, following: int) -> bool:
    """Whether a number right behind a verb says more than its form: the Arabic "the two bombs wounded sixteen"."""
    more = number.range is not None and (number.range.low > own.low or number.range.best is None) and not number.article
    return more and number.start == verb.end + 1 and not _leads_to_verb(scan, number, following)


def _counts_its_own(scan: Scan, verb: Token, before: list[Token], after: list[Token], following: int) -> bool:
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
    aims = [m for m in scan.marks("targets", *near) if m.value in _PEOPLE or are_persons(scan, m)]
    people = [*scan.marks("groups", *near), *aims]
    people += [m for m in scan.marks("weapons", *near) if bears(scan, m)]
    return any(re.fullmatch(r"(?:[\w'-]+ ){0,2}", scan.flat[object_.end() : mark.start]) for mark in people)


def _patients(scan: Scan, tokens: list[Token], verb: Token, after: list[Token]) -> list[Token]:
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


def _run_before(scan: Scan, numbers: list[Token], verb: Token) -> list[Token]:
    """The numbers that run up to a verb: "a soldier and two civilians were killed"."""
    taken: list[Token] = []
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


def _run_after(scan: Scan, numbers: list[Token], verb: Token, following: int, *, doer: bool = False) -> list[Token]:
    """The numbers that a verb governs: "killing three soldiers and a civilian". doer: who did it stands between."""
    taken: list[Token] = []
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


def _opens_anew(scan: Scan, verb: Token, token: Token) -> bool:
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


def _leads_to_verb(scan: Scan, token: Token, following: int) -> bool:
    """Whether the next verb comes right after this number: "killing two, three wounded"."""
    tail = token.group.end if token.group else token.end
    return following - tail <= 30 and scan.pack.grammar.between.fullmatch(scan.flat[tail:following]) is not None


def _are_several(token: Token) -> bool:
    """Whether a number is of more than one person, and of no attackers."""
    people = token.group is not None and token.group.value != "insurgents"
    return people and token.range is not None and token.range.low > 1


def _bare(scan: Scan, tokens: list[Token], verb: Token, previous: int, following: int) -> list[Toll]:
    """A verb with no number: "killing the driver", "driver wounded", ", killed"."""
    word = scan.flat[verb.start : verb.end]
    if is_named(scan, verb) and scan.pack.grammar.plural.search(word):
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


def _unlisted(scan: Scan, verb: Token, previous: int) -> int | None:
    """Where one person of no list begins who alone stands before what befell them: "; usher hurt"."""
    one = scan.pack.grammar.lone.search(scan.flat, max(previous, verb.start - _AHEAD), verb.start)
    if one is None or scan.pack.grammar.plural.search(one["noun"]) or scan.numbers_in(*one.span("noun")):
        return None
    read = ("weapons", "actors", "places", "things", "vehicles", "none", "generic", "incidents", "kinds")
    named = any(m.end == one.end("noun") for name in read for m in scan.marks(name, one.start(), verb.start))
    return None if named else one.start("noun")


__all__ = ["has_object", "matched"]
