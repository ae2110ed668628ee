"""How those addressed by one order answered it: before and after, against the others, until it held and broke."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sijill.errors import NotEnoughData
from sijill.stats.attacks import Ints
from sijill.stats.change.controls import Difference, difference
from sijill.stats.change.placebo import BACK_DAYS
from sijill.stats.change.power import Smallest, smallest
from sijill.stats.change.rates import LEVEL, Ratio, exact
from sijill.stats.change.step import Counted, Tested, tested
from sijill.stats.change.windows import Plan
from sijill.stats.compliance.orders import ADDRESSED, FRONT, OTHER, Order, View, together, until
from sijill.stats.compliance.silence import VAGUE, Silence, silence
from sijill.stats.series import Series

DAYS: Final = 28
"""Days on each side. The same for every order, so that orders can be set side by side."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One group before and after an order.

    key, name: its id, and as shown. side: addressed, other or front. before, after: attacks; draws: the same, shape
    (draws, 2). ratio: of the rates, exact. against: how it changed against those not addressed, None for the others or
    where that cannot be told. least: the smallest changes that the count before could have shown. incidents: of both.
    """

    key: str
    name: str
    side: str
    before: Counted
    after: Counted
    draws: tuple[Ints, Ints]
    ratio: Ratio
    against: Difference | None
    least: Smallest
    silence: Silence
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One order in one view.

    place: of the order among all, from 0. total: the test of all addressed together. days: before and after. others: of
    all those not addressed, shape (draws,) each, None if there is no other group. loose: attacks on no side in these
    days. next: the day of the next order, which cut the days after, None if none did.
    """

    order: Order
    place: int
    view: str
    total: Tested
    days: tuple[int, int]
    addressed: tuple[Ints, Ints]
    others: tuple[Ints, Ints] | None
    groups: tuple[Group, ...]
    silence: Silence
    loose: tuple[Counted, Counted]
    next: date | None

    @property
    def plan(self) -> Plan:
        return self.total.plan

    def on(self, side: str) -> list[Group]:
        """The groups on a side, most attacks first."""
        return [group for group in self.groups if group.side == side]


def answer(
    orders: tuple[Order, ...], n: int, view: View, *, days: int = DAYS, run_up: int = 0, level: float = LEVEL,
    back: int = BACK_DAYS,
) -> Answer:  # fmt: skip
    """How the n-th order was answered.

    orders: by time; the days after one end where the next begins. days: how many on each side. run_up: days ahead of
    the order that are left out. Raises NotEnoughData where the days counted do not reach over the order, or another was
    given on the same day.
    """
    order = orders[n]
    after = orders[n + 1].start if n + 1 < len(orders) else None
    if after is not None and after <= order.end:
        raise NotEnoughData(f"another order was given by {after}, so that no day after is this one's alone")
    last = view.loose.end if after is None else after - timedelta(days=1)
    mine = {key: until(one, last) for key, one in view.groups.items()}
    loose = until(view.loose, last)
    sides = view.sides[n]
    addressed = together((one for key, one in mine.items() if sides[key] == ADDRESSED), loose, ADDRESSED)
    rest = {key: one for key, one in mine.items() if sides[key] == OTHER and one.counts[0].any()}
    others = together(rest.values(), loose, OTHER) if rest else None
    total = tested(
        addressed, order.start, step_end=order.end if order.end > order.start else None, days=days, run_up=run_up,
        level=level, back=back, named=order.words, others=others, against="those that the order does not name",
    )  # fmt: skip
    # No synthetic control is asked for here: that there is none is no finding.
    total = replace(total, untold=tuple(why for why in total.untold if "synthetic control" not in why))
    plan = total.plan
    before_after = _sums(addressed, plan)
    found = [
        _group(key, view.shown(key), sides[key], one, others, plan, level, back)
        for key, one in mine.items()
        if sides[key] == ADDRESSED or any(part.any() for part in _sums(one, plan))
    ]
    found.sort(key=lambda group: (_RANK[group.side], -group.before.best - group.after.best, group.name))
    cut = after is not None and any(span == "after" for span in plan.cut)
    return Answer(
        order, n, view.name, total, (plan.spans[0].n_days, plan.spans[1].n_days), before_after,
        _sums(others, plan) if others is not None else None, tuple(found), _silence(addressed, plan),
        (Counted.of(_sums(loose, plan)[0]), Counted.of(_sums(loose, plan)[1])), after if cut else None,
    )  # fmt: skip


_RANK = {ADDRESSED: 0, FRONT: 1, OTHER: 2}


def _sums(series: Series, plan: Plan) -> tuple[Ints, Ints]:
    """Attacks before and after, shape (draws,) each."""
    first, second = (series.total(span.start, span.end) for span in plan.spans[:2])
    return first, second


def _group(
    key: str, name: str, side: str, series: Series, others: Series | None, plan: Plan, level: float, back: int
) -> Group:
    before, after = _sums(series, plan)
    days = (plan.spans[0].n_days, plan.spans[1].n_days)
    against = None
    if side == ADDRESSED and others is not None and (before[0] or after[0]):
        try:
            against = difference(series, others, plan.at, plan.stretches(), back=back, level=level)
        except NotEnoughData:
            against = None
    return Group(
        key, name, side, Counted.of(before), Counted.of(after), (before, after),
        exact(int(before[0]), int(after[0]), days=days, level=level), against, smallest(int(before[0]), days=days),
        _silence(series, plan), series.incidents,
    )  # fmt: skip


def _silence(series: Series, plan: Plan) -> Silence:
    before, _ = _sums(series, plan)
    vague = series.unplaced > VAGUE * len(series.incidents)
    earlier = series.best[: series.index(plan.spans[0].end) + 1]
    return silence(
        before, plan.spans[0].n_days, series.counts[:, series.index(plan.at) :], earlier=earlier, vague=vague
    )


__all__ = ["DAYS", "Answer", "Group", "answer"]
