"""What is said of orders and how they were answered, in plain sentences. No cause is given, and no p stands alone."""

from __future__ import annotations

from sijill.stats.change import words as change
from sijill.stats.change.controls import Difference
from sijill.stats.change.step import Counted
from sijill.stats.compliance.answer import Answer, Group
from sijill.stats.compliance.comply import Compliance, Index
from sijill.stats.compliance.orders import ADDRESSED, FRONT
from sijill.stats.compliance.pooling import Estimate
from sijill.stats.compliance.silence import Silence

CAUTION = (
    "None of this shows that an order was obeyed: a group may have fallen silent for its own reasons, an order may "
    "have been given when attacks were at their height, and what is claimed is not all that was done."
)
CANNOT = (
    "What the curve cannot show: orders are few and follow each other in time, so that whatever else changed meanwhile "
    "(who gives the orders, who leads the groups, the season, the other side) changes along with the number; claimants "
    "are counted by the names they choose, so that one group may be many and many one; and a number known from few "
    "claims blurs a line and makes it flatter."
)

_NO_LIMIT = 1e5
_VIEWS = {"claimant": "who is named", "parent": "who is believed to stand behind the name"}


def answered(one: Answer) -> list[str]:
    """One order in one view: the test of all addressed together, silence, each group, and what stands on no side."""
    said = _total(one)
    groups = one.on(ADDRESSED)
    moved = [group for group in groups if group.before.best or group.after.best]
    if len(moved) > 1:
        said += [grouped(group, one) for group in moved]
    if moved:
        if still := [group.name for group in groups if not (group.before.best or group.after.best)]:
            said.append(f"No attack on either side, so that nothing can be told: {', '.join(still)}.")
    if fronts := one.on(FRONT):
        names = ", ".join(group.name for group in fronts)
        told = "it is" if len(fronts) == 1 else "they are"
        said.append(
            f"{names}: not named by the order, but believed to front for one that is; {told} counted on neither side "
            "here, and under the parent in the other view."
        )
    return [*said, *_loose(one), *_cut(one)]


def _total(one: Answer) -> list[str]:
    """All addressed together."""
    if not any(part[0] for part in one.addressed):
        return [
            f"Those addressed have no attack in the {one.days[0]} days before or the {one.days[1]} after, as far as "
            "anybody is named: nothing can be told of how they answered."
        ]
    head = [each for each in change.headline(one.total) if each != change.CAUTION]
    return [*head, *_beside(one), silent(one.silence, "those addressed")]


def _beside(one: Answer) -> list[str]:
    if one.total.difference is None:
        return ["Nobody else has an attack to compare with, so nothing tells what would have happened anyway."]
    if _no_limit(one.total.difference):
        (a, b), (c, d) = one.total.difference.counts
        return [
            f"Against those not addressed, {c:,} then {d:,} beside {a:,} then {b:,}, nothing can be told: there are "
            "too few earlier dates to say how far the two drift apart by themselves."
        ]
    return [each for each in change.sentences(one.total) if each.startswith("Against those not addressed")]


def _no_limit(found: Difference) -> bool:
    """Whether an interval against the others is so wide that figures would only pretend to say something."""
    ratio = found.ratio
    return ratio.high is None or ratio.low <= 0 or ratio.high / ratio.low > _NO_LIMIT


def silent(found: Silence, who: str) -> str:
    """When they fell silent, whether that is more than usual, and when it ended."""
    if found.vague:
        return f"Of so many attacks by {who} no day is told that how soon the first came, or a silence, cannot be told."
    waited = (
        f"No attack by {who} followed in the {_n(found.n_after, 'day')} counted"
        if found.first is None
        else f"The first attack by {who} after the order came on its first day"
        if found.first == 0
        else f"The first attack by {who} came {_n(found.first, 'day')} after the order"
    )
    if not found.n_before:
        return f"{waited}; there was none before either, so that no silence can be told from the usual."
    often = f"a wait that long comes by itself in about {max(1, round(100 * found.chance))} of 100 cases"
    often = "such a wait says nothing" if found.first == 0 else often
    known = f"{_n(found.n_before, 'attack')} in {_n(found.days_before, 'day')}"
    if found.least is None:
        return (
            f"{waited}: {often}. From {known}, no silence within {_n(found.watched, 'day')} is long enough to tell "
            "anything: whether the order held cannot be told."
        )
    bar = f"From {known}, a silence within {found.watched} days is rare if it is of {found.least} or more"
    if found.began is None:
        return f"{waited}: {often}. {bar}, and none was: it did not hold, as far as this can tell."
    began = "at once" if found.began == 0 else f"after {_n(found.began, 'day')}"
    ended = (
        f"is not broken when the days counted end, {_n(found.n_after - found.began, 'day')} on"
        if found.ended is None
        else f"was broken {_n(found.ended, 'day')} after the order, having lasted "
        f"{_n(found.ended - found.began, 'day')}"
    )
    share = "" if found.share > 0.995 else f" (so in {found.share:.0%} of the draws of what is not known)"
    return f"{waited}: {often}. {bar}: one began {began} and {ended}{share}. {_usual(found)}"


def _usual(found: Silence) -> str:
    """Whether a silence is rarer than those after earlier dates."""
    if not found.n_dates:
        return (
            "Attacks come in waves, and the days counted hold no earlier date to say how often they stop by "
            "themselves: whether the order held cannot be told."
        )
    rank = f"After {_some(found.n_as_rare)} of {_n(found.n_dates, 'earlier date')} a silence as rare followed too"
    if found.held:
        return f"{rank} (placebo p = {found.p:.2g}): so far it held, as far as silence can show it."
    return f"{rank} (placebo p = {found.p:.2g}): whether the order held cannot be told from what was usual."


def _some(n: int) -> str:
    return f"{n:,}" if n else "none"


def grouped(group: Group, one: Answer) -> str:
    """One group: counts, ratio, the others, and what its counts cannot tell."""
    a, b = group.before.best, group.after.best
    said = (
        f"{group.name}: {number(group.before)} in {_n(one.days[0], 'day')} before, {number(group.after)} in "
        f"{one.days[1]:,} after"
    )
    if not a and not b:
        return f"{said}; with none on either side nothing can be told of it."
    said += f"; the rate after is {change.times(group.ratio)} of that before"
    if group.against is not None and not _no_limit(group.against):
        said += f", and {change.times(group.against.ratio)} when set against those not addressed"
    if group.least.fall_to is None:
        return f"{said}. From {a:,}, not even a fall to 0 could have been told from chance."
    return f"{said}. From {a:,}, only a fall to {group.least.fall_to:,} or fewer could have been told from chance."


def number(counted: Counted) -> str:
    """A count with what the draws leave open: "4 (3 to 5)"."""
    if counted.low == counted.best == counted.high:
        return f"{counted.best:,}"
    return f"{counted.best:,} ({counted.low:,} to {counted.high:,})"


def _loose(one: Answer) -> list[str]:
    n = one.loose[0].best + one.loose[1].best
    mine = sum(int(part[0]) for part in one.addressed)
    if not n:
        return []
    rest = 0 if one.others is None else sum(int(part[0]) for part in one.others)
    what = f"{n:,} of the {n + mine + rest:,} attacks in these days" if n != 1 else "1 attack in these days"
    return [
        f"{what} {'stand' if n != 1 else 'stands'} on no side ({number(one.loose[0])} before, {number(one.loose[1])} "
        "after): nobody is named, or only a word such as gunmen. They may be of those addressed, and could turn any of "
        "this around."
    ]


def _cut(one: Answer) -> list[str]:
    if one.next is None:
        return []
    return [f"The days after end where the next order was given, on {one.next:%-d %B %Y}."]


def indexed(told: Compliance, view: str) -> list[str]:
    """The index of each group and of all, in one view."""
    rows = [one for one in told.index if one.view == view]
    if not rows:
        return []
    orders = _n(len(told.of_view(view)), "order")
    said = [
        f"Index over {orders}, groups told apart by {_VIEWS[view]}, those with few attacks leaning on the others: 1 "
        "means that attacks stopped, 0 that nothing changed against those not addressed, below 0 that they rose."
    ]
    said += [_index(one) for one in rows]
    shared = told.shared[view]
    said.append(f"What all of them share: {_estimate(shared)}.")
    if max(one.n_orders for one in rows) < 3:
        said.append(
            "With fewer than three orders to a group, much of each interval comes from what was taken to be usual "
            "beforehand (changes by a factor of two between orders), not from the counts."
        )
    return said


def _index(one: Index) -> str:
    orders = _n(one.n_asked, "order")
    return f"{one.name}: {_estimate(one.ratio)}; {one.before:,} before and {one.after:,} after, over {orders}."


def _estimate(found: Estimate) -> str:
    """An index with its interval, the ratio behind it, and the chance that attacks fell."""
    index, low, high = (figure(value) for value in found.index)
    return (
        f"index {index} ({found.level:.0%} interval {low} to {high}; {short(found.value)} of the attacks to be "
        f"expected, {short(found.low)} to {short(found.high)}), {_chance(found.fell)} that they fell at all"
    )


def short(value: float) -> str:
    """A ratio with two figures, or whole from 100 on."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def figure(value: float) -> str:
    """An index with two places, and no minus before a zero."""
    told = f"{value:.2f}"
    return "0.00" if told == "-0.00" else told


def _chance(share: float) -> str:
    if share >= 0.995:
        return "over 99 chances in 100"
    return f"{max(1, round(100 * share))} chance{'s' if round(100 * share) > 1 else ''} in 100"


def curved(told: Compliance) -> list[str]:
    """The curve of responsiveness, or why there is none."""
    said = []
    for one in told.points:
        behind = f", {one.parents:.1f} by believed parent" if one.parents is not None else ""
        above = "and more" if one.high is None else f"to {one.high:.1f}"
        said.append(
            f"{one.order.words}: {one.number:.1f} claimants in effect before it (interval {one.low:.1f} {above}"
            f"{behind}; {_n(one.n_claims, 'attack')} with a name in {_n(told.claim_days, 'day')}), "
            f"{_estimate(one.ratio)}."
        )
    if (line := told.curve) is not None:
        way = "less" if line.more >= 0.5 else "more"
        sure = max(line.more, 1 - line.more)
        settled = "" if line.low > 1 or line.high < 1 else ", and the interval holds both: they do not settle it"
        reach = f"{line.level:.0%} interval {short(line.low)} to {short(line.high)}"
        said.append(
            f"Over {_n(line.n_orders, 'order')}, twice as many claimants go with {short(line.factor)} times the share "
            f"of attacks left ({reach}): {_chance(sure)} that they listen {way} where they are more{settled}."
        )
    if said:
        said.append(CANNOT)
    return said


def sentences(told: Compliance) -> list[str]:
    """All that is said, order by order, then over all orders."""
    said = [each for one in told.answers if one.view == told.best_view for each in answered(one)]
    said += indexed(told, told.best_view) + curved(told)
    return [*said, *(f"Not told: {why}" for why in told.untold), CAUTION]


def headline(told: Compliance) -> list[str]:
    """The first sentences of the first order, and the shared index where there are several."""
    one = told.of_view(told.best_view)[0]
    said = answered(one)[:3]
    if len(told.of_view(told.best_view)) > 1 and (shared := told.shared.get(told.best_view)):
        said.append(f"Over {len(told.of_view(told.best_view))} orders all addressed share {_estimate(shared)}.")
    return [*said, CAUTION]


def _n(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


__all__ = [
    "CANNOT", "CAUTION", "answered", "curved", "figure", "grouped", "headline", "indexed", "number", "sentences",
    "short", "silent",
]  # fmt: skip
