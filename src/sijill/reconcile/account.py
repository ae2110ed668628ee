"""A post's stated totals beside its list: which a fair reading bears out, and which none does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sijill.model.values import Json, When
from sijill.model.views import Report
from sijill.reconcile.parts import broken
from sijill.reconcile.sums import LOOSE, Held, Line, hold, scope_of, stated_in


@dataclass(frozen=True, slots=True)
class About:
    """What a total is about, whatever it counts. single: one attack; hurting: only attacks that did."""

    period: str | None
    place: Json
    weapons: frozenset[str]
    targets: frozenset[str]
    hurting: Json
    single: bool

    @property
    def plain(self) -> bool:
        """Whether it names nothing but a period and a place."""
        return not (self.weapons or self.targets or self.hurting or self.single)


@dataclass(frozen=True)
class Account:
    """held: every total, in the order of the text. broken: wholes that their parts do not make up."""

    lines: Sequence[Line]
    held: Sequence[Held]
    broken: frozenset[str]

    @cached_property
    def right(self) -> list[Held]:
        """Totals that the list bears out."""
        return [one for one in self.held if one.holds and not one.empty]

    @cached_property
    def wrong(self) -> list[Held]:
        """Totals that no fair reading bears out."""
        months = {str(scope_of(one.total).get("when")) for one in self.held if one.total.value("told_in") == "line"}
        return [one for one in self.held if not one.holds and (not one.empty or _must_have_lines(one.total, months))]

    @cached_property
    def members(self) -> Mapping[str, list[Held]]:
        """The parts of each total that has any."""
        found: dict[str, list[Held]] = {}
        for one in self.held:
            if part := one.total.value("part_of"):
                found.setdefault(part["total"], []).append(one)
        return found

    @cached_property
    def books(self) -> Mapping[str, Mapping[tuple[str | None, Json], list[Held]]]:
        """By what is counted: totals about nothing but a period, a place, or both, by these."""
        found: dict[str, dict[tuple[str | None, Json], list[Held]]] = {}
        for one in self.held:
            told = about(one)
            if told.plain and not (one.holds and one.empty):
                found.setdefault(one.of, {}).setdefault((told.period, told.place), []).append(one)
        return found

    @cached_property
    def groups(self) -> frozenset[tuple[str, int]]:
        """What the list has by month, place, weapon and target, and by two of them: what is counted, and how many."""
        sums: dict[tuple[Json, ...], dict[str, int]] = {}
        for line in self.lines:
            place, month = division_of(line), month_of(line)
            weapons = {("weapon", w["type"]) for w in line.report.values("weapons")}
            targets = {("target", t["type"]) for t in line.report.values("targets")}
            named = [*weapons, *targets, ("place", place)]
            keys = [
                *named,
                ("month", month),
                *((*name, month) for name in named),
                *((*name, place) for name in weapons),
            ]
            for key in keys:
                group = sums.setdefault(key, dict.fromkeys(("incidents", "killed", "wounded"), 0))
                for of in group:
                    group[of] += line.number(of)
        told = {(of, n) for group in sums.values() for of, n in group.items()}
        return frozenset(told | {("casualties", group["killed"] + group["wounded"]) for group in sums.values()})


_NO_SUM = frozenset({"about", "day", "difference", "earlier", "last", "open", "range", "remark", "shared"})
"""Doubts (`extract/stated.py`) under which a number is no exact sum that a list can be held to."""


def account_of(totals: Sequence[Report], lines: Sequence[Line]) -> Account:
    """Hold every total of a post to its list. totals: in the order of the text."""
    held = [hold(total, lines) for total in totals]
    held = [replace(one, holds=True, empty=True) if _of_no_list(one.total) else one for one in held]
    odd = _at_odds(held)
    return Account(
        lines,
        [replace(one, holds=False, found=len(one.lines)) if one is odd else one for one in held],
        frozenset(broken(totals, lines)),
    )


def _at_odds(held: Sequence[Held]) -> Held | None:
    """The one totals line or heading that holds without what was foiled, where others of the post hold with it alone.

    "Total for June: 14 attacks", over sixteen lines that are also told as 11 on the roads and 5 on the bases.
    """
    counted: dict[bool, list[Held]] = {True: [], False: []}
    for one in held:
        done = sum(not line.foiled for line in one.lines)
        if clear(one) and one.holds and not one.empty and one.of == "incidents" and done != len(one.lines):
            if one.stated in {done, len(one.lines)}:
                counted[one.stated == len(one.lines)].append(one)
    lone, others = counted[False], counted[True]
    if len(lone) != 1 or lone[0].prose or not (len(others) > 1 or any(not one.prose for one in others)):
        return None
    return lone[0]


def _of_no_list(total: Report) -> bool:
    """Whether a total says which people were hurt, is an addend, or is not exact: no list can be held to it."""
    if scope_of(total).get("group") or total.value("told_in") == "entry" or _NO_SUM & {*(total.value("doubts") or ())}:
        return True
    return bool((total.value("readings") or [{}])[0].get("addend"))


def _must_have_lines(total: Report, months: set[str]) -> bool:
    """Whether an empty scope is a fault: a totals line of a named month, or prose about a month that has one."""
    when = scope_of(total).get("when")
    first = (total.value("readings") or [{}])[0]
    if when is None or any(first.get(name) for name in ("weapons", "place", "targets")):
        return False
    return total.value("told_in") == "line" or str(when) in months


def first_in(held: Held) -> dict[str, Json]:
    """The likeliest reading of a total's scope."""
    return {**scope_of(held.total), **(held.total.value("readings") or [{}])[0]}


def about(held: Held) -> About:
    """What a total is about in its likeliest reading, whatever it counts."""
    first = first_in(held)
    when = When.from_json(first["when"]) if first.get("when") else None
    weapons, targets = (frozenset(type_ for type_, *_ in first.get(name) or ()) for name in ("weapons", "targets"))
    period = f"{when.start} {when.end}" if when else None
    return About(period, first.get("place"), weapons, targets, first.get("hurting"), bool(first.get("single")))


def at(held: Held) -> int:
    """Where a total stands."""
    return stated_in(held.total).spans[0].start


def understood(held: Held) -> float:
    """How well a total's words are understood."""
    return stated_in(held.total).confidence or 0


def clear(held: Held) -> bool:
    """Whether nothing of a total's words was left over."""
    return understood(held) > LOOSE


def beside(one: Held, held: Sequence[Held]) -> list[Held]:
    """The other totals of its sentence."""
    sentence = one.total.value("sentence")
    return [o for o in held if o is not one and o.total.value("sentence") == sentence]


def division_of(line: Line) -> Json:
    """The first-level division of a line."""
    return (line.report.value("place") or {}).get("admin1")


def month_of(line: Line) -> str | None:
    """The month of a line."""
    return f"{line.when.start:%Y-%m}" if line.when else None
