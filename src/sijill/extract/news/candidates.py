"""What an event's clauses name that it may have been aimed at, or done with, and how each of them stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from sijill.extract import fields
from sijill.extract.news.seen import share as seen_share
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Mark, Scan
from sijill.extract.seen import step

AIM_OF_GROUP = {
    "civilians": "civilians", "army": "police_or_army", "police": "police_or_army", "kurdish_force": "police_or_army",
    "militia": "militia", "tribal_force": "militia", "insurgents": "militia", "officials": "politician_or_activist",
    "journalists": "media", "aid_workers": "aid_worker", "foreign_troops": "police_or_army", "contractors": "civilians",
}  # fmt: skip
"""What was attacked where people are named."""
_AIM_OF_ACTOR = {"armed_group": "militia", "military": "police_or_army", "police": "police_or_army"}
_SHORT = 2
"""A word of people that is no longer than this names no target: "US"."""
_REACH = 34
"""How far, in characters, a thing may stand behind the deed that it is the object of."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s]")
_SIDE = 28
"""How many characters on each side of a candidate are read for the words beside it."""
_BEHIND = 40
"""How many behind it for what befell it."""
_TELLING = ("f:aimed", "f:object", "f:suffers", "f:hurt", "f:onto", "f:deed:behind:near")
"""Flags of which the best candidates have some."""
_ENOUGH = 4
"""How many candidates an event's own clauses name for those beside them to be left alone."""
_NEAR, _FAR = 15, 60
_CROWDED = frozenset(
    {"protest_with_intervention", "excessive_force_against_protesters", "violent_demonstration", "peaceful_protest"}
)
"""Kinds in which people may be protesters."""
_PERSONS = frozenset({
    "civilians", "police_or_army", "militia", "politician_or_activist", "media", "aid_worker", "protesters"
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing or people named, with the features of how it stands. of_toll: it is told as the people who were hurt."""

    mark: Mark
    features: tuple[str, ...]
    of_toll: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """How a stretch of a clause stands there: its flags, and the words in and around it as features."""

    flags: tuple[str, ...]
    words: tuple[str, ...]


def targets(
    scan: Scan, told: Sequence[Telling], around: Sequence[Telling], taken: Sequence[tuple[int, int]], kind: str
) -> list[Candidate]:
    """What may have been the target of an event.

    around: clauses beside those that tell it; taken: where its doers and those who speak stand; kind: the event's.
    """
    found: list[Candidate] = []
    arm = next((m.value for t in told for m in t.used), "none")
    deeds = list(dict.fromkeys(m.value for t in told for m in (*t.deeds, *t.used)))
    for position, telling in [*enumerate(told), *((-1, t) for t in around)]:
        if position < 0 and len(found) >= _ENOUGH:
            break
        named = list(_named(scan, telling, crowded=kind in _CROWDED))
        hurt = {t.group_at: t for t in telling.stated if t.group_at and t.range.middle}
        where = f"at:{min(position, 2)}" if position >= 0 else "lead" if telling.start < told[0].start else "trail"
        spots: dict[tuple[int, int], _Spot | None] = {}
        for number, (mark, sources) in enumerate(named):
            at = (mark.start, mark.end)
            if at not in spots:
                spots[at] = _spot(scan, telling, mark, where)
            spot = spots[at]
            if spot is None or any(mark.overlaps(a, b) or _is_of(scan, mark, b) for a, b in taken):
                continue
            toll = next((t for spot_of, t in hurt.items() if mark.overlaps(*spot_of)), None)
            of_toll = ["hurt", f"hurt:{toll.of}"] if toll else []
            share = seen_share(scan, told[0], "target", mark.start, mark.end)
            flags = [*spot.flags, *sources, *of_toll, *_beside(named, number), f"seen:{step(share)}"]
            rows = _rows(mark.value, spot.words, flags, deeds, kind, arm)
            found.append(Candidate(mark, rows, of_toll=toll is not None and bool(toll.group)))
    return found


def _is_of(scan: Scan, mark: Mark, end: int) -> bool:
    """Whether people are those of a doer whose name ends right before, where names stand first: "IS militants"."""
    return mark.value == "militia" and not scan.pack.grammar.article and scan.flat[end : mark.start] == " "


def nothing(scan: Scan, told: Sequence[Telling], found: Sequence[Candidate], kind: str) -> tuple[str, ...]:
    """The features of there being no target."""
    first = told[0]
    arm = next((m.value for t in told for m in t.used), "none")
    standing = [m.value for t in told for m in scan.marks("standing", t.start, t.end)]
    hurt, opens = any(t.hurt for t in told), round(first.opens, 1)
    rows = ["null", f"null:kind:{kind}", f"null:arm:{arm}", f"null:n:{min(len(found), 4)}", f"null:hurt:{hurt}"]
    rows += [f"null:long:{min(len(told), 3)}", f"null:opens:{opens}", *(f"null:is:{value}" for value in standing)]
    told_of = {feature for one in found for feature in one.features}
    most = max((seen_share(scan, first, "target", one.mark.start, one.mark.end) or 0.0 for one in found), default=0.0)
    rows.append(f"null:seen:{step(most)}")
    rows += [f"null:{flag}:{flag in told_of}" for flag in _TELLING]
    rows += [f"null:k:{kind}:{flag}:{flag in told_of}" for flag in _TELLING]
    return tuple(rows)


def beside(every: Sequence[Telling], told: Sequence[Telling], taken: Set[int]) -> list[Telling]:
    """The clauses right before and right behind those that tell an event. taken: where clauses of any event begin."""
    first, last = (
        next(n for n, t in enumerate(every) if t is one) for one in (told[0], max(told, key=lambda t: t.start))
    )
    return [t for t in (*every[max(0, first - 1) : first], *every[last + 1 : last + 2]) if t.start not in taken]


def _named(scan: Scan, telling: Telling, *, crowded: bool) -> Iterator[tuple[Mark, list[str]]]:
    """Each thing and people that a clause names once for each type, with the lists that know it; the longest of a type.

    crowded: people may be protesters.
    """
    start, end = telling.start, telling.end
    groups = [m for m in scan.marks("groups", start, end) if m.value in AIM_OF_GROUP and m.end - m.start > _SHORT]
    actors = [(m, _AIM_OF_ACTOR.get(scan.theatre.actors[m.value].type)) for m in scan.marks("actors", start, end)]
    marks = [(m, "in:things") for m in telling.aims]
    marks += [(_as(m, AIM_OF_GROUP[m.value]), "in:people") for m in groups]
    # "Shot dead": the dead are no people of it.
    tolls = [m for m in scan.marks("toll", start, end) if m.end - m.start > _SHORT]
    heads = [m for m in scan.marks("heads", start, end) if not any(t.start < m.start and m.end <= t.end for t in tolls)]
    marks += [(m, "in:heads") for m in heads]
    also = [_as(m, value) for m in scan.marks("also", start, end) for value in m.value.split("|")]
    marks += [(m, "in:also") for m in also if crowded or m.value != "protesters"]
    marks += [(_as(m, value), "in:actors") for m, value in actors if value]
    spots = [p.mark for p in telling.places if p.row.precision not in {"country", "admin1"}]
    marks += [(_as(m, "neighbourhood"), "in:places") for m in spots]
    if crowded:
        marks += [(_as(m, "protesters"), "in:crowd") for m, _ in marks if m.value == "civilians"]
    kept: dict[tuple[int, int, str], tuple[Mark, list[str]]] = {}
    for mark, source in sorted(marks, key=lambda one: (one[0].start - one[0].end, one[0].start)):
        if any(mark.overlaps(w.start, w.end) for w in telling.used):
            continue
        over = next((k for k in kept if mark.overlaps(k[0], k[1]) and (k[2] == mark.value)), None)
        if over is not None:
            kept[over][1].append(source)
            continue
        inside = any(k[0] <= mark.start and mark.end <= k[1] and k[1] - k[0] > mark.end - mark.start for k in kept)
        kept[mark.start, mark.end, mark.value] = (mark, [source, "inside"] if inside else [source])
    yield from sorted(kept.values(), key=lambda one: (one[0].start, one[0].value))


def _as(mark: Mark, value: str) -> Mark:
    return Mark(mark.start, mark.end, "targets", value)


def _spot(scan: Scan, telling: Telling, mark: Mark, where: str) -> _Spot | None:
    """How a stretch stands in its clause, whatever it is; None for one who only tells of it."""
    if fields.is_source(scan, mark, telling.start, telling.end):
        return None
    flags = [where, *_flags(scan, telling, mark)]
    nearest = min((d for d in telling.deeds if d.end <= mark.start), key=lambda d: mark.start - d.end, default=None)
    if nearest is not None:
        flags.append("by:" + nearest.value)
    stem = scan.pack.stem
    before = _WORD.findall(scan.flat, max(telling.start, mark.start - _SIDE), mark.start)[-2:]
    before = ["<s>", "<s>", *("<n>" if word.isdigit() else stem(word) for word in before)][-2:]
    after = _WORD.search(scan.flat, mark.end, min(telling.end, mark.end + _SIDE))
    words = [stem(word) for word in _WORD.findall(scan.flat, mark.start, mark.end)]
    beyond = stem(after[0]) if after else "<e>"
    said = [f"b1:{before[1]}", f"b2:{before[0]}", f"a1:{beyond}"]
    said += [f"w:{'_'.join(words)}", f"w:{words[-1]}", f"w1:{words[0]}"] if words else []
    return _Spot(tuple(flags), tuple(said))


def _flags(scan: Scan, telling: Telling, mark: Mark) -> list[str]:
    """How a thing stands against the deed."""
    grammar = scan.pack.grammar
    deeds = [*telling.deeds, *telling.used, *telling.struck]
    before = scan.flat[max(telling.start, mark.start - _SIDE) : mark.start]
    after = scan.flat[mark.end : min(telling.end, mark.end + _BEHIND)]
    flags: list[str] = []
    if grammar.onto.search(before):
        flags.append("onto")
    if grammar.struck.search(before):
        flags.append("aimed")
    if any(
        0 <= mark.start - d.end <= _REACH and grammar.object.fullmatch(scan.flat[d.end : mark.start]) for d in deeds
    ):
        flags.append("object")
    elif any(d.start < mark.start and mark.end <= d.end and mark.start - d.start > 3 for d in telling.deeds):
        flags.append("object")
    for name in ("suffers", "owner"):
        if getattr(grammar, name).match(after):
            flags.append(name)
    if grammar.owner_before.search(before):
        flags.append("owner")
    if grammar.beside.search(before):
        flags.append("beside")
    if grammar.by.search(before):
        flags.append("by")
    if fields.acts(scan, mark, telling.start, telling.end):
        flags.append("acts")
    if scan.flat[mark.start : mark.end] in scan.weak["targets"]:
        flags.append("weak")
    if grammar.pronoun.match(scan.flat, mark.start, mark.end):
        flags.append("pronoun")
    if grammar.anyone.fullmatch(scan.flat, mark.start, mark.end):
        flags.append("anyone")
    if any(mark.overlaps(p.mark.start, p.mark.end) for p in telling.places):
        flags.append("place")
    if telling.label and telling.heads and mark.start - telling.start < 3:
        flags.append("heads")
    flags += _distance(mark, telling.deeds, "deed") + _distance(mark, [*telling.used, *telling.struck], "arm")
    return flags


def _distance(mark: Mark, deeds: Sequence[Mark], name: str) -> list[str]:
    """On which side of the nearest word of deed or weapon a thing stands, and how near."""
    if not deeds:
        return [f"{name}:none"]
    nearest = min(deeds, key=lambda d: max(mark.start - d.end, d.start - mark.end))
    gap = max(mark.start - nearest.end, nearest.start - mark.end)
    side = "in" if gap < 0 else "behind" if mark.start >= nearest.end else "before"
    how = "near" if gap <= _NEAR else "off" if gap <= _FAR else "far"
    return [f"{name}:{side}:{how}", f"{name}:{side}"]


def _beside(named: Sequence[tuple[Mark, list[str]]], number: int) -> list[str]:
    """Which things stand right beside one: the station in "police station", the judge in "a judge's guard"."""
    mark = named[number][0]
    flags = [f"nth:{min(number, 3)}", f"left:{min(len(named) - number - 1, 2)}"]
    for other, _ in named[max(0, number - 3) : number + 4]:
        if 0 < other.start - mark.end <= 4:
            flags += ["leads", f"leads:{other.value}"]
        if 0 < mark.start - other.end <= 4:
            flags += ["follows", f"follows:{other.value}"]
        if (other.start, other.end) == (mark.start, mark.end) and other.value != mark.value:
            flags.append("doubtful")
    return flags


def _rows(
    value: str, words: Sequence[str], flags: Sequence[str], deeds: Sequence[str], kind: str, arm: str
) -> tuple[str, ...]:
    """The features of a candidate: the words around it; its flags, alone and with its type; its type with the deed."""
    sort = "person" if value in _PERSONS else "thing"
    rows = [f"t:{value}", f"t:{value}:k:{kind}", f"t:{value}:a:{arm}", f"s:{sort}:k:{kind}", f"s:{sort}:a:{arm}"]
    rows += words
    rows += [f"t:{value}:d:{deed}" for deed in deeds]
    for flag in dict.fromkeys(flags):
        rows += _pair(flag, value)
    return tuple(rows)


@lru_cache(maxsize=8192)
def _pair(flag: str, value: str) -> tuple[str, str]:
    return f"f:{flag}", f"f:{flag}:{value}"


__all__ = ["AIM_OF_GROUP", "Candidate", "beside", "nothing", "targets"]
