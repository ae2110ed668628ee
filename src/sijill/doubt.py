"""Tell an author's slip from a misreading of the post, by how the totals of a post agree with its list together.

Who sums by hand makes one slip or two. One slip puts one figure out, or, where a line was left out, every figure that
takes the line in, all the same way. Figures out in many places, in places that no one slip joins, or by much, are the
reader's doing: the list was read otherwise than it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijill.model.values import Json, When
from sijill.sums import SLIP, Held, scope_of, stated_in

_SLIPS = 2
"""How many slips a post is believed to have."""
_BACKED = 3  # totals that hold for each slip beyond the first; eval/posts/perturb.py on dev to blind5
_FAR = 2
"""How many times as much as the list has a figure may be that one slip has made."""
_SHARE = 10
"""A figure in a sentence may be off by one, or by a tenth, to be called a slip; by more it was likelier misread.

Only what a whole month had is read surely enough for more.
"""
_ALL = 0.9
"""The confidence of a total all words of which are understood."""
_FEWEST = 2
"""How many attacks at least a text counts out, whose toll it then sums."""
_FORM = ("when", "place", "weapons", "targets", "hurting")


def doubted(wrong: Sequence[Held], held: Sequence[Held]) -> list[Held]:
    """Those of the totals about to be accused that a misreading explains as well as a slip.

    wrong: totals that no fair reading bears out. held: all totals of the post.
    """
    short = [one for one in wrong if _unread(one)]
    wrong = [one for one in wrong if one not in short]
    right = [o for o in held if o.holds and not o.empty and _clear(o)]
    slips = list(_slips(wrong))
    moved = [slip for slip in slips if _trades(slip, slips)]
    if any(not _names(one) for slip in moved for one in slip):
        return [*short, *wrong]
    # Lines put in the wrong place say nothing against totals that name none.
    short += [one for slip in moved for one in slip]
    slips = [slip for slip in slips if slip not in moved]
    wrong = [one for one in wrong if one not in short]
    if len(slips) > _SLIPS or len(slips) * _BACKED > len(right) + _BACKED or (moved and any(map(_names, wrong))):
        return [*short, *wrong]
    return short + [one for slip in slips if not all(_backed(o, slip, wrong, right) for o in slip) for one in slip]


def _unread(one: Held) -> bool:
    """Whether what was left unread of the lists may be what the list falls short by."""
    left, short = one.total.value("unread") or {}, one.stated - one.found
    if short <= 0 or not left:
        return False
    first = _first(one)
    missing: int = left["lines"] + (left["weapons"] if first.get("weapons") else 0)
    missing += left["places"] if first.get("place") else 0
    return short <= missing if one.of == "incidents" else missing > 0 or short <= int(left["people"])


def _clear(held: Held) -> bool:
    return (stated_in(held.total).confidence or 0) > 0.5


def _slips(wrong: Sequence[Held]) -> Iterator[list[Held]]:
    """The totals in groups that one slip explains."""
    groups: list[list[Held]] = []
    for one in wrong:
        group = next((g for g in groups if all(_joined(one, o) for o in g)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    yield from groups


def _joined(one: Held, other: Held) -> bool:
    """Whether one slip explains both: a figure said twice, or a line that both should take in."""
    if stated_in(one.total).spans[0].start == stated_in(other.total).spans[0].start:
        # "Babil and Wasit have two each" is one figure.
        return True
    if not _meet(_first(one), _first(other)):
        return False
    a, b = one.found - one.stated, other.found - other.stated
    return (a > 0) == (b > 0) and (one.of != other.of or a == b)


def _meet(one: dict[str, Json], other: dict[str, Json]) -> bool:
    """Whether a line may lie in both scopes."""
    if (
        one.get("when")
        and other.get("when")
        and not When.from_json(one["when"]).overlaps(When.from_json(other["when"]))
    ):
        return False
    return all(not one.get(name) or not other.get(name) or one[name] == other[name] for name in ("place", "weapon"))


def _trades(slip: Sequence[Held], slips: Sequence[Sequence[Held]]) -> bool:
    """Whether one place has what another lacks, or all of it: lines stand under the wrong heading."""
    return any(
        _form(a) == _form(b)
        and (a.found - a.stated == b.stated - b.found or a.found == b.stated or b.found == a.stated)
        for other in slips
        if other is not slip
        for a in slip
        for b in other
    )


def _names(one: Held) -> bool:
    """Whether a total is about more than a period, so that a line put elsewhere may be what it lacks."""
    return any(_first(one).get(name) for name in ("place", "weapons", "targets"))


def _backed(one: Held, slip: Sequence[Held], wrong: Sequence[Held], right: Sequence[Held]) -> bool:
    """Whether enough else shows that a total and its lines are read right."""
    months = {name for name in _FORM if _first(one).get(name)} == {"when"} and stated_in(one.total).confidence == _ALL
    if one.prose and one.of == "incidents" and _first(one).get("targets"):
        # What was hit is told in too many ways for a count of it to prove a slip.
        return False
    little = abs(one.found - one.stated) <= max(1, one.stated // _SHARE)
    if one.prose and not (months or little or _counted_out(one, wrong, right)):
        return False
    alike = [o for o in right if o.of == one.of]
    if abs(one.found - one.stated) > SLIP and max(one.found, one.stated) > _FAR * min(one.found, one.stated):
        return False
    if not one.near:
        # Figures far off are slips of the hand only where their like hold.
        return len(alike) > 1 and len(slip) == 1
    same = [o for o in right if _form(o) == _form(one)]
    failing = [o for o in wrong if _form(o) == _form(one) and all(o is not s for s in slip)]
    if len(failing) > len(same):
        return False
    beside = any(o.total.value("sentence") == one.total.value("sentence") for o in right)
    return bool(same) or bool(alike) or beside or abs(one.found - one.stated) <= SLIP


def _counted_out(one: Held, wrong: Sequence[Held], right: Sequence[Held]) -> bool:
    """Whether the text counts out the very lines that a toll is of: "the five car bombs killed 46"."""
    if one.of == "incidents" or not one.near:
        return False
    at = stated_in(one.total).spans[0].start
    before = [
        o
        for o in (*wrong, *right)
        if o.of == "incidents"
        and o.total.value("sentence") == one.total.value("sentence")
        and stated_in(o.total).spans[0].start < at
    ]
    last = max(before, key=lambda o: stated_in(o.total).spans[0].start, default=None)
    if last is None or not last.holds or last.stated < _FEWEST:
        return False
    return {line.report.id for line in last.lines} == {line.report.id for line in one.lines}


def _first(held: Held) -> dict[str, Json]:
    return {**scope_of(held.total), **(held.total.value("readings") or [{}])[0]}


def _form(held: Held) -> tuple[str, str, frozenset[str]]:
    """What a total counts, where it stands, and what its scope names."""
    first = _first(held)
    told_in = "prose" if held.prose else "line"
    return held.of, told_in, frozenset(name for name in _FORM if first.get(name))
