"""Compliance as a table, as JSON, and its method in a paragraph."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from sijill.model.tables import Table
from sijill.model.values import Json
from sijill.stats.change import told as change
from sijill.stats.compliance import words
from sijill.stats.compliance.answer import Answer, Group
from sijill.stats.compliance.comply import Compliance, Index, Point
from sijill.stats.compliance.orders import ADDRESSED, OTHER, together
from sijill.stats.compliance.pooling import CENTRE, SPREAD, Estimate, index_of
from sijill.stats.compliance.silence import WATCH

COLUMNS = (
    "order", "view", "group", "side", "before", "after", "days_before", "days_after", "ratio", "low", "high",
    "against_others", "against_low", "against_high", "held_after", "broke_after", "silence_p",
    "watched",
)  # fmt: skip
ASSUMPTIONS = (
    "Without the order, those addressed would have changed as the others did; attacks with a name are a fair picture "
    "of all attacks of that name; none of the others fronts for them unseen; and the days before were usual days."
)


def table(told: Compliance) -> Table:
    """One row an order, view and group."""
    rows = [_row(one, group) for one in told.answers for group in one.groups]
    units = {"before": "attacks", "after": "attacks", "days_before": "days", "days_after": "days"}
    units |= {"held_after": "days", "broke_after": "days", "watched": "days"}
    return Table(COLUMNS, rows, {}, method(told), told.series.as_of, units)


def _row(one: Answer, group: Group) -> dict[str, Json]:
    ratio, still = group.ratio.to_json(), group.silence
    against = group.against.ratio.to_json() if group.against else {"ratio": None, "low": None, "high": None}
    return {
        "order": one.order.words, "view": one.view, "group": group.name, "side": group.side,
        "before": group.before.best, "after": group.after.best, "days_before": one.days[0], "days_after": one.days[1],
        "ratio": ratio["ratio"], "low": ratio["low"], "high": ratio["high"], "against_others": against["ratio"],
        "against_low": against["low"], "against_high": against["high"],
        "held_after": still.began if still.held else None, "broke_after": still.ended if still.held else None,
        "silence_p": round(still.p, 4), "watched": still.watched,
    }  # fmt: skip


def method(told: Compliance) -> str:
    """One paragraph: what was counted, how groups were told apart, how the index and the curve were made."""
    draws = "" if told.series.n_draws else ", of which nothing is open here"
    return (
        f"{_counted(told)} {told.apart} Exact intervals at {told.level:.0%} by Clopper and Pearson given the sum; "
        "against others, the difference in log rates with the spread that such differences had at earlier dates. A "
        f"silence within {WATCH} days is rare from the length on that the longest reaches by itself in 1 of 20 cases, "
        "and held if rarer than those after earlier dates. Index: (1 - r) / (1 + r) of the rate ratio r, after over "
        "before, beyond the others' change; binomial counts, flattened by how far stretches without an order differ "
        f"beyond chance ({_spread(told)}), normal spreads of orders within a group and of groups, half-normal priors "
        f"of scale {SPREAD:g} for both, {CENTRE:g} for what all share, on the log scale, added up on a grid over the "
        f"draws{draws}. Curve: the log ratio of each order on the logarithm of the effective number (1/HHI) of "
        f"claimants in the {told.claim_days} days before it, drawn in the doubt that so few claims leave."
    )


def _spread(told: Compliance) -> str:
    if told.dispersion is None:
        return "which too few days tell, so that chance alone is taken"
    return f"{told.dispersion:.2g} times it"


def _counted(told: Compliance) -> str:
    """The method of the series, with the incidents of all groups."""
    parts = [told.views[0].loose, *told.views[0].groups.values()]
    vague = sum(one.unplaced for one in parts)
    base = told.series
    said = [f"{base.units.capitalize()} by day {base.days}", f"codebook {base.codebook}"]
    said.append(f"filter: {base.filter}")
    if vague:
        said.append(f"{vague:,} with no day told, each put on one of the days it may be of")
    if base.n_draws:
        said.append(f"{base.n_draws:,} draws of what is open")
    if base.n_undated:
        said.append(f"{base.n_undated:,} without a date left out")
    return "; ".join(said) + f"; records up to {base.as_of}."


def weeks(told: Compliance) -> list[dict[str, Json]]:
    """Attacks by week and side, for a chart: a group that some order addresses is addressed throughout."""
    view = told.views[-1]
    base = view.loose
    ever = {key for sides in view.sides for key, side in sides.items() if side == ADDRESSED}
    sums = {
        ADDRESSED: together((one for key, one in view.groups.items() if key in ever), base, ADDRESSED).best,
        OTHER: together((one for key, one in view.groups.items() if key not in ever), base, OTHER).best,
        "none": base.best,
    }
    found: list[dict[str, Json]] = []
    for first in range(0, base.n_days, 7):
        n_days = min(7, base.n_days - first)
        day = base.start + timedelta(days=first)
        found += [
            {"from": day.isoformat(), "to": (day + timedelta(days=n_days - 1)).isoformat(), "side": side,
             "n": int(best[first : first + n_days].sum()), "n_days": n_days} for side, best in sums.items()
        ]  # fmt: skip
    return found


def incidents(told: Compliance) -> list[str]:
    """The incidents of all groups and of no side, each once."""
    parts = [told.views[0].loose, *told.views[0].groups.values()]
    return sorted({id for one in parts for id in one.incidents})


def as_json(told: Compliance) -> dict[str, Json]:
    """Everything, with its sentences and the incidents that it rests on."""
    base = told.series
    return {
        "orders": [one.to_json() for one in told.orders], "headline": words.headline(told),
        "sentences": words.sentences(told), "rows": [dict(row) for row in table(told).rows],
        "answers": [_answer(one) for one in told.answers], "index": [_index(one) for one in told.index],
        "shared": {view: _estimate(found) for view, found in told.shared.items()},
        "points": [_point(one) for one in told.points], "curve": _curve(told), "dispersion": told.dispersion,
        "untold": list(told.untold),
        "by_week": weeks(told), "method": method(told), "assumptions": ASSUMPTIONS,
        "filter": base.asked, "codebook": base.codebook, "as_of": base.as_of,
        "from": base.start.isoformat(), "to": base.end.isoformat(), "incidents": incidents(told),
    }  # fmt: skip


def _answer(one: Answer) -> dict[str, Json]:
    others = None if one.others is None else [int(part[0]) for part in one.others]
    return {
        "order": one.order.words, "view": one.view, "sentences": words.answered(one), "n_days": list(one.days),
        "addressed": [int(part[0]) for part in one.addressed], "others": others,
        "on_no_side": [asdict(part) for part in one.loose], "silence": one.silence.to_json(),
        "next_order": one.next.isoformat() if one.next else None, "test": change.as_json(one.total),
        "groups": [_group(group) for group in one.groups],
    }  # fmt: skip


def _group(group: Group) -> dict[str, Json]:
    return {
        "group": group.key, "name": group.name, "side": group.side, "before": asdict(group.before),
        "after": asdict(group.after), "ratio": group.ratio.to_json(),
        "against_others": group.against.ratio.to_json() if group.against else None,
        "placebo_rank": group.against.placebo.rank if group.against else None,
        "n_placebo": group.against.placebo.n_dates if group.against else None,
        "smallest": {"fall_to": group.least.fall_to, "rise_to": group.least.rise_to},
        "silence": group.silence.to_json(), "incidents": list(group.incidents),
    }  # fmt: skip


def _estimate(found: Estimate) -> dict[str, Json]:
    index, low, high = found.index
    return {
        "index": round(index, 4), "low": round(low, 4), "high": round(high, 4), "ratio": round(found.value, 4),
        "ratio_low": round(found.low, 4), "ratio_high": round(found.high, 4), "level": found.level,
        "chance_of_fall": round(found.fell, 4),
    }  # fmt: skip


def _index(one: Index) -> dict[str, Json]:
    return {
        "group": one.key, "name": one.name, "view": one.view, **_estimate(one.ratio), "before": one.before,
        "after": one.after, "n_orders": one.n_orders, "n_asked": one.n_asked,
    }  # fmt: skip


def _point(one: Point) -> dict[str, Json]:
    return {
        "order": one.order.words, "on": one.order.start.isoformat(), "claimants": round(one.number, 3),
        "claimants_low": round(one.low, 3), "claimants_high": None if one.high is None else round(one.high, 3),
        "parents": None if one.parents is None else round(one.parents, 3), "n_claims": one.n_claims,
        **_estimate(one.ratio),
    }  # fmt: skip


def _curve(told: Compliance) -> dict[str, Json] | None:
    if (line := told.curve) is None:
        return None
    return {
        "factor_per_doubling": round(line.factor, 4), "low": round(line.low, 4), "high": round(line.high, 4),
        "level": line.level, "chance_that_more_claimants_listen_less": round(line.more, 4), "n_orders": line.n_orders,
        "line": [
            {"claimants": round(b.number, 3), "index": round(index_of(b.value), 4),
             "low": round(index_of(b.high), 4), "high": round(index_of(b.low), 4)} for b in line.line
        ],
        "cannot_show": words.CANNOT,
    }  # fmt: skip


__all__ = ["ASSUMPTIONS", "COLUMNS", "as_json", "incidents", "method", "table"]
