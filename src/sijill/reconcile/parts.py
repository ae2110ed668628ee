"""Sums against their parts: "twelve attacks: six in Diyala, four in Kirkuk and two in Anbar"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from sijill.model.records import Statement
from sijill.model.text import Span
from sijill.model.views import Check, Report
from sijill.reconcile.saying import NOUN, singular
from sijill.reconcile.sums import LOOSE, SLIP, Held, Line, fits, hold, scope_of, stated_in, sums, take_in_all, within

_SURE = 3
"""So many addends written out are a sum, whatever the list has."""


def families(totals: Sequence[Report]) -> Iterator[tuple[Report, list[Report], bool]]:
    """Each whole with its parts, and whether these are given as complete."""
    by_id = {t.id: t for t in totals}
    parts: dict[str, list[Report]] = {}
    for total in totals:
        if part := total.value("part_of"):
            parts.setdefault(part["total"], []).append(total)
    for whole, members in parts.items():
        if whole in by_id:
            yield by_id[whole], members, all(t.value("part_of")["closed"] for t in members)


def broken(totals: Sequence[Report], lines: Sequence[Line]) -> Iterator[str]:
    """The wholes that their parts do not make up, where that is the author's doing."""
    yield from _parts_broken(totals, lines)
    yield from (t.id for t in totals if _written_out(t, totals, lines))


def _written_out(whole: Report, totals: Sequence[Report], lines: Sequence[Line]) -> bool:
    """Whether a sum whose addends the text writes out does not add up.

    Of two addends one may be of another sum, unless the list speaks for the whole or for what they make.
    """
    told = whole.fields.get("addends")
    if not told:
        return False
    addends, stated, one = list(told[0].value), int(stated_in(whole).value), hold(whole, lines)
    off = abs(sum(addends) - stated)
    swapped = sorted(str(sum(addends))) == sorted(str(stated)) or _one_turned(addends, stated)
    if not off or not (off <= SLIP or swapped) or max(addends) > stated:
        return False
    if told[0].derived and sum(addends) < stated and _as_listed(told[0], one, totals, lines):
        # "Of the 25 killed ten died in Baghdad, eleven in Anbar and three in Wasit": as listed, and one elsewhere.
        return False
    return len(addends) >= _SURE or one.empty or one.holds or fits(whole, lines, sum(addends))


def _as_listed(addends: Statement, whole: Held, totals: Sequence[Report], lines: Sequence[Line]) -> bool:
    """Whether the list has a whole and each of its addends."""
    at = {span.start for span in addends.spans}
    parts = [hold(t, lines) for t in totals if stated_in(t).spans[0].start in at]
    return len(parts) == len(at) and all(one.holds and not one.empty for one in (whole, *parts))


def _one_turned(addends: Sequence[int], stated: int) -> bool:
    """Whether a sum adds up once the digits of one of its addends are turned round: 15 for 51."""
    return any(sum(addends) - n + int(str(n)[::-1]) == stated for n in addends)


def _parts_broken(totals: Sequence[Report], lines: Sequence[Line]) -> Iterator[str]:
    for whole, members, closed in families(totals):
        if whole.fields.get("addends"):
            # Its parts are known by its form, understood or not.
            continue
        summed = sum(int(stated_in(t).value) for t in members)
        stated = int(stated_in(whole).value)
        unclear = any((stated_in(t).confidence or 0) <= LOOSE for t in members)
        held = [hold(t, lines) for t in members]
        if (unclear and not _borne_out(whole, held, summed, lines)) or not _likely(whole, members, summed, lines):
            continue
        beside = [t for t in totals if t.value("sentence") == whole.value("sentence") and t not in (whole, *members)]
        borne = all(o.holds and not o.empty for o in (hold(whole, lines), *held))
        if (unclear or beside) and borne:
            # Whole and parts are as listed: a part was not read as one, unless no line is left for it.
            few = sum((stated_in(t).confidence or 0) <= LOOSE for t in members) <= 1
            if beside or not closed or not few or summed >= stated or not take_in_all(members, lines):
                continue
        if summed > stated or (summed < stated and (closed or _all_named(whole, members, lines))):
            yield whole.id


def _likely(whole: Report, members: Sequence[Report], summed: int, lines: Sequence[Line]) -> bool:
    """Whether parts that do not add up are an author's: none outdoes the whole, and the list has whole or sum."""
    stated, one = int(stated_in(whole).value), hold(whole, lines)
    if whole.value("told_in") == "entry":
        return abs(summed - stated) <= SLIP
    if max(int(stated_in(t).value) for t in members) > stated or abs(summed - stated) > max(SLIP, stated // 4):
        return False
    return one.empty or one.holds or fits(whole, lines, summed)


def _borne_out(whole: Report, parts: Sequence[Held], summed: int, lines: Sequence[Line]) -> bool:
    """Whether the list shows that a sum not wholly understood is one: it has the whole or the sum, and most parts."""
    fair = sums(lines, str(whole.value("of")))
    return summed in fair or (int(stated_in(whole).value) in fair and sum(not o.holds for o in parts) == 1)


def _all_named(whole: Report, members: Sequence[Report], lines: Sequence[Line]) -> bool:
    """Whether the parts name every division that the list has, so that nothing is left for a remainder."""
    names = {scope_of(t).get("place") for t in members}
    inside = next(iter(within(lines, {"when": scope_of(whole).get("when")})), [])
    listed = {(line.report.value("place") or {}).get("admin1") for line in inside}
    return bool(listed) and None not in listed and listed <= names


def accused(totals: Sequence[Report], out: AbstractSet[str]) -> Iterator[Check]:
    """What is said of each whole that is broken. out: their ids."""
    parts = {whole.id: members for whole, members, _ in families(totals)}
    for whole in totals:
        if whole.id not in out:
            continue
        if told := whole.fields.get("addends"):
            terms = [(int(n), (span,)) for n, span in zip(told[0].value, told[0].spans, strict=True)]
            yield _does_not_add_up(whole, terms)
        else:
            yield _does_not_add_up(whole, [(int(stated_in(t).value), stated_in(t).spans) for t in parts[whole.id]])


def _does_not_add_up(whole: Report, terms: Sequence[tuple[int, Sequence[Span]]]) -> Check:
    stated, summed = int(stated_in(whole).value), sum(n for n, _ in terms)
    noun = singular(NOUN[str(whole.value("of"))], stated)
    evidence = [("stated", span) for span in stated_in(whole).spans]
    evidence += [("found", span) for _, spans in terms for span in spans]
    return Check(
        "sum_of_parts",
        "error",
        stated,
        summed,
        f"The text says {stated} {noun}, but the parts it gives add up to {summed} "
        f"({' + '.join(str(n) for n, _ in terms)}).",
        tuple(evidence),
    )
