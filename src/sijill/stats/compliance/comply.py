"""Did they obey: every order in every view, an index per group over the orders, and the curve against fragmentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.stats.attacks import Floats, Ints
from sijill.stats.change.placebo import BACK_DAYS
from sijill.stats.change.rates import LEVEL
from sijill.stats.change.step import Counted
from sijill.stats.compliance.answer import DAYS, Answer, answer
from sijill.stats.compliance.curve import Curve, curve
from sijill.stats.compliance.orders import ADDRESSED, CAMPAIGN, FRONT, OTHER, PRESUMED, Order, View, together
from sijill.stats.compliance.pooling import CENTRE, GRID, Estimate, binomial, drawn_shift, pooled, stretch_dispersion
from sijill.stats.fragmentation import doubt, effective
from sijill.stats.series import Series

CLAIM_DAYS: Final = 90
"""Days before an order in which claimants are counted: of 28 days there are too few claims to count names in."""
DOUBT_DRAWS: Final = 500
"""Draws for each number that the effective number of claimants may be."""
FITS: Final = 60
"""Draws that the index and the curve are added up over."""


@dataclass(frozen=True, slots=True)
class Index:
    """A group over its orders. ratio: its own rate ratio beyond that of the others. before, after: attacks, all orders
    added. n_orders: those that addressed it and had an attack of it, of n_asked that addressed it."""

    key: str
    name: str
    view: str
    ratio: Estimate
    before: int
    after: int
    n_orders: int
    n_asked: int


@dataclass(frozen=True, slots=True)
class Point:
    """One order on the curve. number: the effective number of claimants among those addressed, with its interval, high
    None where nothing bounds it above; parents: of those believed to stand behind; n_claims: incidents that
    they rest on. ratio: of this order alone."""

    order: Order
    number: float
    low: float
    high: float | None
    parents: float | None
    n_claims: int
    ratio: Estimate


@dataclass(frozen=True, slots=True, eq=False)
class Compliance:
    """Everything about one or several orders.

    answers: by view, then by order. shared: what all groups share, by view. untold: what could not be done, and why.
    apart: a sentence or two on how groups were told apart. dispersion: of the attacks of those addressed, over chance;
    None if too few days tell it.
    """

    orders: tuple[Order, ...]
    views: tuple[View, ...]
    answers: tuple[Answer, ...]
    index: tuple[Index, ...]
    shared: Mapping[str, Estimate]
    points: tuple[Point, ...]
    curve: Curve | None
    level: float
    claim_days: int
    run_up: int
    back: int
    untold: tuple[str, ...]
    apart: str
    dispersion: float | None

    @property
    def series(self) -> Series:
        """One of the series: for what all share, such as the filter and the days."""
        return self.views[0].loose

    @property
    def views_agree(self) -> bool:
        """Whether every view has the same groups, so that one tells all."""
        return all(view.groups.keys() == self.views[0].groups.keys() for view in self.views)

    def of_view(self, name: str) -> list[Answer]:
        return [one for one in self.answers if one.view == name]

    @property
    def best_view(self) -> str:
        """The view that sentences speak of: by believed parent where there is one."""
        return self.views[-1].name


def comply(
    orders: Sequence[Order], views: Sequence[View], *, days: int = DAYS, run_up: int = 0, level: float = LEVEL,
    back: int = BACK_DAYS, claim_days: int = CLAIM_DAYS, seed: int = 1, apart: str = "",
) -> Compliance:  # fmt: skip
    """Compare before and after each order, and pool over them.

    orders: by time, as the sides of each view have them. views: by claimant, then by believed parent. days, run_up,
    back: as `answer` takes them. Raises NotEnoughData if nothing can be told of any order.
    """
    told = tuple(orders)
    answers: list[Answer] = []
    untold: list[str] = []
    for view in views:
        if like := _like(views, view):
            answers += [replace(one, view=view.name) for one in answers if one.view == like]
            continue
        for n, order in enumerate(told):
            try:
                answers.append(answer(told, n, view, days=days, run_up=run_up, level=level, back=back))
            except NotEnoughData as error:
                untold.append(f"{order.words}: {error}.")
    if not answers:
        raise NotEnoughData(" ".join(dict.fromkeys(untold)) or "there is no order")
    rng = np.random.default_rng(seed)
    varied = _dispersion(views[-1], told, days, ADDRESSED)
    spread = (varied or 1.0, _dispersion(views[-1], told, days, OTHER) or 1.0)
    if varied is None:
        untold.append(
            "Too few days without an order tell how far attacks vary by themselves: intervals are too narrow."
        )
    index: list[Index] = []
    shared: dict[str, Estimate] = {}
    for view in views:
        if (like := _like(views, view)) and like in shared:
            index += [replace(one, view=view.name) for one in index if one.view == like]
            shared[view.name] = shared[like]
            continue
        mine = [one for one in answers if one.view == view.name]
        made = _index(mine, rng, level, spread)
        if made is None:
            untold.append(f"No group that was addressed has an attack by {view.name}, so there is no index.")
            continue
        index += made[0]
        shared[view.name] = made[1]
    points, line = _curve(answers, views, rng, level, claim_days, untold, spread)
    return Compliance(
        told, tuple(views), tuple(answers), tuple(index), shared, tuple(points), line, level, claim_days, run_up, back,
        tuple(dict.fromkeys(untold)), apart, varied,
    )  # fmt: skip


def _like(views: Sequence[View], view: View) -> str | None:
    """An earlier view with the same groups on the same sides, so that nothing need be reckoned again."""
    for one in views:
        if one is view:
            return None
        if one.groups.keys() == view.groups.keys() and one.sides == view.sides:
            return one.name
    return None


def _picked(answers: Sequence[Answer]) -> Ints:
    """Which rows of the draws to use, the same for every series: row 0 alone where nothing is open."""
    n = len(answers[0].addressed[0])
    rows: Ints = np.zeros(FITS, dtype=np.int64) if n == 1 else 1 + np.arange(FITS, dtype=np.int64) % (n - 1)
    return rows


def _dispersion(view: View, orders: Sequence[Order], days: int, side: str) -> float | None:
    """How far stretches of attacks differ beyond chance, of groups that some order has on a side."""
    mine = [one for key, one in view.groups.items() if any(sides[key] == side for sides in view.sides)]
    at = [view.loose.index(order.start) for order in orders]
    if side == OTHER:
        return stretch_dispersion([together(mine, view.loose, side).best], days, orders=at)
    return stretch_dispersion([one.best for one in mine], days, orders=at)


def _shifts(answers: Sequence[Answer], rows: Ints, rng: np.random.Generator, dispersion: float) -> Floats:
    """How the others changed by each order, drawn; 0 where there are no others. Shape (draws, orders)."""
    found = np.zeros((len(rows), len(answers)))
    for n, one in enumerate(answers):
        if one.others is not None and (one.others[0].any() or one.others[1].any()):
            before, after = (part[rows][:, None] for part in one.others)
            found[:, n] = drawn_shift(
                before, after, np.array([one.days], dtype=np.float64), rng, dispersion=dispersion
            )[:, 0]
    return found


def _index(
    answers: Sequence[Answer], rng: np.random.Generator, level: float, spread: tuple[float, float]
) -> tuple[list[Index], Estimate] | None:
    if not answers:
        return None
    rows = _picked(answers)
    shifts = _shifts(answers, rows, rng, spread[1])
    cells = [(n, group) for n, one in enumerate(answers) for group in one.on(ADDRESSED)]
    seen = [(n, group) for n, group in cells if any(part.any() for part in group.draws)]
    if not seen:
        return None
    keys = list(dict.fromkeys(group.key for _, group in seen))
    before, after = (np.column_stack([group.draws[side][rows] for _, group in seen]) for side in (0, 1))
    days = np.array([answers[n].days for n, _ in seen], dtype=np.float64)
    likelihood = binomial(before, after, days, shifts[:, [n for n, _ in seen]], dispersion=spread[0])
    found = pooled(likelihood, np.array([keys.index(group.key) for _, group in seen], dtype=np.int64))
    made = []
    for at, key in enumerate(keys):
        mine = [group for _, group in seen if group.key == key]
        made.append(
            Index(
                key, mine[0].name, answers[0].view, Estimate.of(GRID, found.groups[at], level=level),
                sum(group.before.best for group in mine), sum(group.after.best for group in mine), len(mine),
                sum(group.key == key for _, group in cells),
            )
        )  # fmt: skip
    return sorted(made, key=lambda one: (one.ratio.value, one.name)), Estimate.of(GRID, found.shared, level=level)


def _curve(
    answers: Sequence[Answer], views: Sequence[View], rng: np.random.Generator, level: float, claim_days: int,
    untold: list[str], spread: tuple[float, float],
) -> tuple[list[Point], Curve | None]:  # fmt: skip
    """Points and line, over all addressed together by the last view; claimants by the first."""
    mine = [one for one in answers if one.view == views[-1].name]
    if len(mine) < 2:
        return [], None
    rows = _picked(mine)
    shifts = _shifts(mine, rows, rng, spread[1])
    points, likelihoods, numbers = [], [], []
    for n, one in enumerate(mine):
        last = one.plan.spans[0].end
        claims = _claims(views[0], one.place, last, claim_days, (ADDRESSED, FRONT))
        if why := _no_point(one, claims, claim_days):
            untold.append(why)
            continue
        assert claims is not None  # noqa: S101  _no_point would have told
        before, after = (part[rows][:, None] for part in one.addressed)
        days = np.array([one.days], dtype=np.float64)
        told = binomial(before, after, days, shifts[:, [n]], dispersion=spread[0])
        drawn, low, high = _numbers(claims, rows, rng, level)
        behind = _claims(views[-1], one.place, last, claim_days, (ADDRESSED,))
        alone = np.exp(told[:, 0] - told[:, 0].max(axis=1, keepdims=True)) * np.exp(-0.5 * (GRID / CENTRE) ** 2)
        alone = (alone / alone.sum(axis=1, keepdims=True)).mean(axis=0)
        best = claims[0]
        points.append(
            Point(
                one.order, effective(list(best)), low, high,
                effective(list(behind[0])) if behind is not None and behind[0].sum() else None, int(best.sum()),
                Estimate.of(GRID, alone, level=level),
            )
        )  # fmt: skip
        likelihoods.append(told[:, 0])
        numbers.append(drawn)
    try:
        if not points:
            raise NotEnoughData("no order is a point of the curve")
        return points, curve(np.stack(likelihoods, axis=1), np.stack(numbers, axis=1), rng, level=level)
    except NotEnoughData as error:
        untold.append(f"No curve against the effective number of claimants: {error}.")
        return points, None


def _numbers(claims: Ints, rows: Ints, rng: np.random.Generator, level: float) -> tuple[Floats, float, float | None]:
    """Effective numbers as they may be, over the draws, each in the doubt of its own claims; and their interval.

    Shape (draws,). A draw without a claim takes the numbers of the others.
    """
    told, at = np.unique(np.sort(claims[rows], axis=1), axis=0, return_inverse=True)
    known = {n: doubt(row.tolist(), rng, n_draws=DOUBT_DRAWS) for n, row in enumerate(told) if row.sum()}
    which = at.reshape(-1)
    found = np.concatenate([known[n].draw(int((which == n).sum()), rng) for n in known])
    ends = [known[n].interval(level, beside=effective(told[n].tolist())) for n in known]
    # Over draws the interval is as wide as the widest, so that it may say too much and never too little.
    highs = [high for _, high in ends]
    high = None if None in highs else max(end for end in highs if end is not None)
    return rng.permutation(np.resize(found, len(rows))), min(low for low, _ in ends), high


def _no_point(one: Answer, claims: Ints | None, claim_days: int) -> str | None:
    """Why an order is no point of the curve, None if it is one."""
    if claims is None or not claims[0].sum():
        why = f"in the {claim_days} days before it no attack of those addressed has a name"
    elif not any(part[0] for part in one.addressed):
        why = "those addressed have no attack before or after it"
    else:
        return None
    return f"{one.order.words}: {why}, so that it is no point of the curve."


def _claims(view: View, order: int, last: date, claim_days: int, sides: Sequence[str]) -> Ints | None:
    """Incidents by name in the days before an order, shape (draws, names); None if there is no name."""
    at = view.sides[order]
    named = [
        one for key, one in view.groups.items()
        if at[key] in sides and key != PRESUMED and not key.startswith(CAMPAIGN)
    ]  # fmt: skip
    if not named:
        return None
    first = last - timedelta(days=claim_days - 1)
    return np.column_stack([one.total(first, last) for one in named])


__all__ = ["CLAIM_DAYS", "Compliance", "Counted", "Index", "Point", "comply"]
