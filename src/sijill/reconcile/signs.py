"""What speaks for an author's slip, and what for a misreading, where a total and the list differ.

Who sums by hand makes one slip or two, each off by little, among figures that hold. A misreading of a total is off by
any number; one of a line puts out every total that takes the line in. Each sign is a number from 0 to about 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from sijill.reconcile.account import Account, about, at, beside, clear, division_of, first_in, month_of, understood
from sijill.reconcile.otherwise import otherwise
from sijill.reconcile.sums import Held, Line, fair_readings, shown, sums

_DOUBTS = (
    "around", "before", "beyond", "chain", "compared", "counted", "date", "day", "each", "figures", "label", "means",
    "not", "out_of", "part", "people", "place", "relative", "rest", "since", "unclear", "word",
)  # fmt: skip
"""Doubts of a total's words (`extract/stated.py`) that weigh on their own."""
_MOST = {"alone": 6, "alike": 8, "same_form": 5, "beside": 3}
"""Counts beyond which more say nothing more."""
_AROUND = 400  # characters within which a number is said again
_LARGE = 9
_FORM = ("when", "place", "weapons", "targets", "hurting")


def signs(account: Account, one: Held) -> dict[str, float]:
    """What is to be seen of a total that no fair reading bears out, by the name of each sign."""
    found = {**_words(one), **_size(one), **_readings(account, one), **_lines(one)}
    found |= {
        **otherwise(account, one),
        **_borne_out(account, one),
        **_sentence(account, one),
        **_post(account, one),
        **_family(account, one),
        **_books(account, one),
    }
    prose = found["prose"]
    found |= {"prose_ratio": prose * found["ratio"], "prose_share": prose * found["place_share"]}
    found["toll_off_1"] = found["off_1"] * (one.of != "incidents")
    found["sure_found_stated"] = found["sure"] * found["found_stated"]
    found["loose_off"] = found["loose"] * min(abs(one.found - one.stated), _MOST["beside"])
    return {name: float(value) for name, value in found.items()}


def _words(one: Held) -> dict[str, float]:
    """How its own words were read."""
    doubts, first = one.total.value("doubts") or (), first_in(one)
    return {
        "loose": understood(one) == 0.5,
        "chained": understood(one) == 0.8,
        "sure": understood(one) == 0.9,
        "prose": one.prose,
        "closes_list": bool(one.total.value("covers")),
        "weapons": bool(first.get("weapons")),
        "targets": bool(first.get("targets")),
        "doubts": len(doubts),
        "readings": len(one.total.value("readings") or ()),
        "places": len(first.get("places") or ()),
        "weapon_weak": any(weak for *_, weak in first.get("weapons") or ()),
        "single": bool(first.get("single")),
        **{f"of_{of}": one.of == of for of in ("incidents", "killed", "wounded")},
        **{f"doubt_{name}": name in doubts for name in _DOUBTS},
    }


def _size(one: Held) -> dict[str, float]:
    """By how much the two figures differ."""
    off = abs(one.found - one.stated)
    return {
        **{f"off_{n}": off == n for n in (1, 2, 3)},
        "off_more": off > 3,
        "ratio": off / max(one.found, one.stated, 1),
        "list_short": one.found < one.stated,
        "stated": min(one.stated, 4 * _LARGE) / _LARGE,
        "in_lines": min(len(one.lines), _LARGE) / _LARGE,
        "swapped": one.found > _LARGE and sorted(str(one.found)) == sorted(str(one.stated)),
    }


def _readings(account: Account, one: Held) -> dict[str, float]:
    """Whether its other readings give the same figure, and whether its figure is one of another thing."""
    told = [kept for _, kept in fair_readings(one.total, account.lines) if kept]
    near = [shown(kept, one.of, one.stated) for kept in told]
    others = {"incidents", "killed", "wounded", "casualties"} - {one.of}
    return {
        "agree": near.count(one.found) / max(1, len(near)),
        "nearest": min([_LARGE, *(abs(n - one.stated) for n in near)]) / 3,
        "as_other": any(one.stated in sums(kept, of) for kept in told for of in others),
        "as_group": (one.of, one.stated) in account.groups,
    }


def _lines(one: Held) -> dict[str, float]:
    """How surely the lines were read that it is about, and what was left unread of the lists."""
    names = {"incidents": ("kind",), "casualties": ("killed", "wounded")}.get(one.of, (one.of,))
    told = [s for line in one.lines for name in names for s in line.report.fields.get(name, ())]
    tolls = [s.value for s in told] if one.of != "incidents" else []
    left = one.total.value("unread") or {}
    return {
        "lines_sure": min((s.confidence or 0 for s in told), default=0.5),
        "ranges": any(toll["low"] != toll["high"] for toll in tolls if toll),
        "no_attacks": any(line.by_state or line.foiled for line in one.lines),
        "unread_lines": min(3, left.get("lines", 0)),
        # As many lines were left unread as the list is short of.
        "unread_short": one.of == "incidents" and 0 < one.stated - one.found <= left.get("lines", 0),
        "unread_people": min(3, left.get("people", 0)) * (one.of != "incidents"),
        "unread_off": one.of != "incidents" and 0 < one.stated - one.found == left.get("people", 0),
        "unread_weapons": min(3, left.get("weapons", 0)) * bool(first_in(one).get("weapons")),
        "unread_places": min(3, left.get("places", 0)) * bool(first_in(one).get("place")),
    }


def _borne_out(account: Account, one: Held) -> dict[str, float]:
    """How far other totals that hold vouch for what it rests on: the values of its lines, and which lines they are."""
    lines = _counted(one.lines, one.of)
    right = [o for o in account.right if o is not one and clear(o) and o.stated]
    same = [o for o in right if o.of == one.of and _counted(o.lines, o.of)]
    vouched = {id_ for o in same for id_ in _counted(o.lines, o.of)}
    every, scope = {line.report.id for line in account.lines}, {line.report.id for line in one.lines}
    alike = [o for o in right if o.of != one.of and {line.report.id for line in o.lines} == scope]
    return {
        "values_vouched": len(lines & vouched) / max(1, len(lines)),
        "whole_holds": any({line.report.id for line in o.lines} == every for o in same),
        "scope_vouched": min(_MOST["beside"], len(alike)) * (scope != every),
        "is_of_all": scope == every,
    }


def _counted(lines: Sequence[Line], of: str) -> set[str]:
    """The lines that add to a sum."""
    return {line.report.id for line in lines if line.number(of)}


def _sentence(account: Account, one: Held) -> dict[str, float]:
    """The other totals of its sentence."""
    near = [o for o in beside(one, account.held) if not o.empty]
    hold = sum(o.holds for o in near if clear(o))
    fail = [o for o in near if not o.holds]
    before = next((o for o in reversed(near) if at(o) < at(one) and o.of == "incidents"), None)
    after = next((o for o in near if at(o) > at(one)), None)
    lines = {line.report.id for line in one.lines}
    return {
        "sentence_alone": not near,
        "sentence_holds": min(_MOST["beside"], hold),
        "sentence_fails": min(_MOST["beside"], len(fail)),
        "sentence_fails_clear": min(_MOST["beside"], sum(clear(o) for o in fail)),
        "off_alike": any(o.found - o.stated == one.found - one.stated for o in fail),
        # "the 3 in Babil left 34", and the list has no three there
        "of_uncertain": before is not None
        and one.of != "incidents"
        and not before.holds
        and about(before).place == about(one).place,
        # "the five car bombs killed 46", and the list has those five
        "counted_out": before is not None
        and one.of != "incidents"
        and before.holds
        and {line.report.id for line in before.lines} == lines,
        # "four of the five": the list has five, since what sets the four apart was not read
        "is_whole": after is not None and after.holds and after.of == one.of and after.stated == one.found > one.stated,
    }


def _post(account: Account, one: Held) -> dict[str, float]:
    """How the other totals of the post fare, those of its like above all."""
    right = [o for o in account.right if clear(o)]
    wrong = [o for o in account.wrong if o is not one]
    told_in, form = one.total.value("told_in"), _form(one)
    alike, failing = [o for o in right if o.of == one.of], [o for o in wrong if clear(o) and o.of == one.of]
    same, other = [o for o in right if _form(o) == form], [o for o in wrong if _form(o) == form]
    here = [o for o in account.right if o.total.value("told_in") == told_in]
    not_here = [o for o in wrong if o.total.value("told_in") == told_in]
    return {
        "only_wrong": not any(map(clear, wrong)),
        "wrong": min(_MOST["alone"], len(wrong)),
        "share": _share(account.right, wrong),
        "alike": min(_MOST["alike"], len(alike)),
        "alike_share": _share(alike, failing),
        "same_form": min(_MOST["same_form"], len(same)),
        "same_form_share": _share(same, other),
        "place_share": _share(here, not_here),
    }


def _family(account: Account, one: Held) -> dict[str, float]:
    """Whether it is of a sum that adds up as stated."""
    part = one.total.value("part_of")
    whole = next((o for o in account.held if part and o.total.id == part["total"]), None if part else one)
    parts = account.members.get(whole.total.id, []) if whole else []
    adds_up = whole is not None and len(parts) > 1 and sum(o.stated for o in parts) == whole.stated
    return {"parts_add_up": adds_up}


def _books(account: Account, one: Held) -> dict[str, float]:
    """Whether months or places add up to the whole as stated, or only with what the list has."""
    scope = about(one)
    again = [o for o in account.held if o is not one and o.of == one.of and o.stated == one.found]
    adds_up = mended = 0
    for members, whole in _ledgers(account, one):
        total, instead = sum(o.stated for o in members), one.found - one.stated
        adds_up += total == whole.stated
        mended += total != whole.stated and (
            whole.stated + instead == total if whole is one else total + instead == whole.stated
        )
    return {
        "books_add_up": min(2, adds_up),
        "books_mended": min(2, mended),
        "found_stated": any(about(o) == scope for o in again),
        "found_elsewhere": any(o.holds and not o.empty for o in again),
    }


def _ledgers(account: Account, one: Held) -> list[tuple[Sequence[Held], Held]]:
    """Months, or places, that take in the whole list, with a total of the whole, among them the one asked about."""
    books = account.books.get(one.of, {})
    found: list[tuple[Sequence[Held], Held]] = []
    for parts, needed in (
        ([key for key in books if key[0] and key[1] is None], {month_of(line) for line in account.lines} - {None}),
        ([key for key in books if key[0] is None and key[1]], {division_of(line) for line in account.lines}),
    ):
        if len(parts) < max(2, len(needed)):
            continue
        members = [next((o for o in books[key] if o is one), books[key][0]) for key in parts]
        for whole in islice(books.get((None, None), ()), 3):
            if whole is one or any(o is one for o in members):
                found.append((members, whole))
    return found + _casualties(account, one)


def _casualties(account: Account, one: Held) -> list[tuple[Sequence[Held], Held]]:
    """The dead and the wounded with the casualties of the same scope, among them the one asked about."""
    found: list[tuple[Sequence[Held], Held]] = []
    for whole in (o for o in account.held if o.of == "casualties"):
        same = [o for o in account.held if about(o) == about(whole)]
        members = [next((o for o in same if o.of == of), None) for of in ("killed", "wounded")]
        both = [o for o in members if o is not None]
        if len(both) == len(members) and any(o is one for o in (whole, *both)):
            found.append((both, whole))
    return found


def _form(held: Held) -> tuple[str, bool, frozenset[str]]:
    """What a total counts, whether in prose, and what its scope names."""
    first = first_in(held)
    return held.of, held.prose, frozenset(name for name in _FORM if first.get(name))


def _share(right: Sequence[Held], wrong: Sequence[Held]) -> float:
    """What share holds; a half where there are none."""
    return (len(right) + 1) / (len(right) + len(wrong) + 2)
