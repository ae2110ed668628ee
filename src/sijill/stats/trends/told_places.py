"""Near repeats, spread over places, and people harmed for each attack, in words and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from sijill.errors import NotEnoughData
from sijill.model.values import Json
from sijill.stats.attacks import Attacks, Ints
from sijill.stats.draws import Unsure
from sijill.stats.periods import Calendar
from sijill.stats.series import Series
from sijill.stats.trends.finding import (
    N_REDRAWS,
    Finding,
    drawn_attacks,
    number,
    over_draws,
    percent,
    rounded,
    table,
    told_or_not,
    widest,
)
from sijill.stats.trends.knox import LEAST_EVENTS, N_SHUFFLES, N_SHUFFLES_OF_DRAWS, NearRepeat, near_repeat
from sijill.stats.trends.spread import Spread, Spreading, spread
from sijill.stats.trends.tolls import Tolls, tolls
from sijill.stats.trends.words import Said, said

DOUBT = 0.05


def repeats(series: Series, placed: Attacks, *, unsure: Unsure = (), seed: int = 1) -> Finding:
    """Whether attacks near one another in space are near in time too.

    placed: those of the series whose point is that of a town or nearer. Those without a day are left out.
    """
    name, title = "repeats", "Near repeats"

    def make() -> Finding:
        inside = (placed.first >= series.start.toordinal()) & (placed.last <= series.end.toordinal())
        keep = inside & ~placed.vague & ~np.isnan(placed.latitude)
        if int(keep.sum()) < LEAST_EVENTS:
            raise NotEnoughData(
                f"{int(keep.sum())} of {int(series.best.sum())} attacks have their day and their town told, and "
                f"{LEAST_EVENTS} are needed"
            )
        rng = np.random.default_rng(seed)
        drawn = drawn_attacks(placed.only(keep), unsure, rng=rng)
        each = [
            near_repeat(
                of.first, of.latitude, of.longitude, rng=rng, n_shuffles=N_SHUFFLES_OF_DRAWS if n else N_SHUFFLES
            )
            for n, of in enumerate(drawn)
            if len(of) >= LEAST_EVENTS
        ]  # fmt: skip
        found = replace(each[0], p=float(np.median([one.p for one in each])))
        rows = [
            {
                "km": cell.km, "days": cell.days, "pairs": cell.found, "expected": rounded(cell.expected, 1),
                "low": rounded(cell.low, 1), "high": rounded(cell.high, 1), "ratio": rounded(cell.ratio),
                "p": rounded(cell.p, 4),
            }
            for cell in found.cells
        ]  # fmt: skip
        method = (
            f"Knox: pairs among {found.n} attacks with a day and a point, at most so far and so many days apart, "
            "against 499 dealings of the days among the places; low to high holds 90% of those; p of all bands "
            f"together is {found.p:.3f}{_median(len(each) - 1)}; a town's attacks share its point"
        )
        columns = ("km", "days", "pairs", "expected", "low", "high", "ratio", "p")
        return Finding(
            name, title, _repeats(found), table(columns, rows, method, series, pairs="pairs of attacks"),
            "Places were struck, and told of, in the same proportions throughout; where that shifts, pairs look near.",
            chart={"kind": "bars", "x": "bands", "one": 1.0, "y": "ratio"},
        )  # fmt: skip

    return told_or_not(name, title, series.as_of, make)


def _median(n_draws: int) -> str:
    return f", the median over {n_draws} draws of pairs that may be one" if n_draws else ""


def _repeats(found: NearRepeat) -> Said:
    p = f"{found.p:.3f}"
    if found.p > DOUBT:
        return said("repeats_none", p=p)
    best = min((c for c in found.cells if c.ratio is not None), key=lambda c: (c.p, c.km, c.days))
    return said(
        "repeats_some", km=f"{best.km:g}", days=best.days, ratio=number(best.ratio or 0), pairs=f"{best.found:,}",
        expected=number(best.expected), p=p,
    )  # fmt: skip


def spreading(of: Mapping[str | None, Series], *, over: str = "admin1", seed: int = 1) -> Finding:
    """How widely attacks are spread over places, by month. of: a series a place; None is for those not told."""
    name, title = "spread", "Spread over places"
    first = next(iter(of.values()))

    def make() -> Finding:
        names = [place for place in of if place is not None]
        if not names:
            raise NotEnoughData("no attack has its place told")
        firsts, _, n_days = first.cut("month")
        counts = [of[place].cut("month")[1] for place in names]
        n_draws = min(len(rows) for rows in counts) - 1
        at = [0, *np.unique(np.linspace(1, n_draws, N_REDRAWS).astype(int))] if n_draws else [0]
        each = [spread(np.stack([rows[n] for rows in counts]), names, rng=np.random.default_rng(seed)) for n in at]
        found = _over_draws(each)
        unplaced = of[None].cut("month")[1][0] if None in of else np.zeros(len(firsts), dtype=np.int64)
        rows = [
            {
                "month": str(firsts[n])[:7], "n_days": int(n_days[n]), "n": one.n, "not_told": int(unplaced[n]),
                "n_places": one.n_places, "effective": rounded(one.effective), "low": rounded(one.low),
                "high": rounded(one.high), "alike": rounded(one.alike), "first_struck": list(one.first_struck),
            }
            for n, one in enumerate(found.periods)
        ]  # fmt: skip
        of_many = next((one.of for one in found.periods if one.of is not None), None)
        method = (
            f"Attacks by month and {over}; places in effect are 1 over the chance that two attacks strike the same "
            f"place; `alike` is how many places {of_many} attacks of that month would strike, so that months with more "
            "attacks can be compared; "
            "90% intervals by bootstrap; attacks whose place is not told are left out and counted beside"
            f"{over_draws(n_draws).removesuffix(', p is their median')}"
        )
        columns = (
            "month", "n_days", "n", "not_told", "n_places", "effective", "low", "high", "alike", "first_struck",
        )  # fmt: skip
        return Finding(
            name, title, _spreading(found, len(names), over), table(columns, rows, method, first, n=first.units),
            "Attacks in one place are as likely to be told as in another; each strikes its place apart from others.",
            chart={"kind": "line", "x": "month", "y": "effective"},
        )  # fmt: skip

    return told_or_not(name, title, first.as_of, make)


def _over_draws(each: Sequence[Spreading]) -> Spreading:
    """The spread of the best estimate, its intervals over those of all draws."""
    found = each[0]
    periods = tuple(_wider(one, [other.periods[n] for other in each]) for n, one in enumerate(found.periods))
    changes = [one.change for one in each if one.change is not None]
    if found.change is None or len(changes) < len(each):
        return Spreading(periods, None)
    low, high = min(one.low for one in changes), max(one.high for one in changes)
    return Spreading(periods, replace(found.change, low=low, high=high))


def _wider(one: Spread, each: Sequence[Spread]) -> Spread:
    if one.low is None:
        return one
    told = [other for other in each if other.low is not None]
    high = None if any(other.high is None for other in told) else widest([other.high for other in told], max)
    return replace(one, low=widest([other.low for other in told], min), high=high)


def _spreading(found: Spreading, n_places: int, over: str) -> Said:
    change = found.change
    if n_places == 1 or change is None:
        return said("spread_one" if n_places == 1 else "spread_few", n=n_places, over=over)
    unsure = change.low <= 1 <= change.high
    key = "spread_unsure" if unsure else "spread_wider" if change.ratio > 1 else "spread_narrower"
    figures = {name: number(getattr(change, name)) for name in ("earlier", "later", "ratio", "low", "high")}
    return said(key, **figures)


def deadliness(series: Series, attacks: Attacks, *, of: str, unsure: Unsure = (), seed: int = 1) -> Finding:
    """People harmed for each attack, by month. attacks: with tolls as sizes; of: "killed" or "wounded"."""
    name, title = ("killed", "Killed for each attack") if of == "killed" else ("wounded", "Wounded for each attack")

    def make() -> Finding:
        calendar = Calendar("month")
        lies = (attacks.first >= series.start.toordinal()) & (attacks.last <= series.end.toordinal())
        sure = lies & (_months(attacks.first, calendar) == _months(attacks.last, calendar))
        if not sure.any():
            raise NotEnoughData("no attack has its month told")
        base, n_periods = calendar.number(series.start), calendar.number(series.end) - calendar.number(series.start) + 1
        told, rng = attacks.only(sure), np.random.default_rng(seed)
        each = [
            tolls(
                _months(one.first, calendar) - base, np.where(np.isnan(one.best), one.low, one.best),
                n_periods=n_periods, rng=rng,
            )
            for one in drawn_attacks(told, unsure, rng=rng)
        ]  # fmt: skip
        found = _tolls_over_draws(each)
        rows: list[dict[str, Json]] = [
            {
                "month": calendar.label(base + n), "n": one.n, "n_stated": one.n_stated, "mean": rounded(one.mean),
                "low": rounded(one.low), "high": rounded(one.high), "harmed": rounded(one.harmed), "most": one.most,
            }
            for n, one in enumerate(found.periods)
        ]  # fmt: skip
        unstated = sum(one.n - one.n_stated for one in found.periods)
        method = (
            f"People {of} for each ledger entry that states it, by month, best figure or lowest where none is best; "
            "entries that state no toll are left out of the mean and counted beside; 90% intervals by bootstrap over "
            f"attacks; {int(lies.sum() - sure.sum())} entries whose month is not told are left out"
            f"{over_draws(len(each) - 1)}"
        )
        columns = ("month", "n", "n_stated", "mean", "low", "high", "harmed", "most")
        note = f"{unstated} of {len(told)} entries state no number {of}, and unknown is not zero."
        return Finding(
            name, title, _tolls(found, of),
            table(columns, rows, method, series, n="ledger entries", mean=f"people {of}"),
            "Whether a toll is stated does not hang on how large it is; where only large ones are, means rise.",
            (note,), chart={"kind": "line", "x": "month", "y": "mean"},
        )  # fmt: skip

    return told_or_not(name, title, series.as_of, make)


def _months(days: Ints, calendar: Calendar) -> Ints:
    return np.array([calendar.number(date.fromordinal(int(day))) for day in days], dtype=np.int64)


def _tolls_over_draws(each: Sequence[Tolls]) -> Tolls:
    """The tolls of the best estimate, their intervals over those of all draws, p the median."""
    found = each[0]
    periods = tuple(
        replace(
            one, low=widest([other.periods[n].low for other in each], min),
            high=widest([other.periods[n].high for other in each], max),
        )
        if one.mean is not None
        else one
        for n, one in enumerate(found.periods)
    )  # fmt: skip
    ps = [one.p for one in each if one.p is not None]
    return replace(found, periods=periods, p=float(np.median(ps)) if found.p is not None else None)


def _tolls(found: Tolls, of: str) -> Said:
    if found.earlier is None or found.later is None or found.p is None:
        return said(f"{of}_few")
    way = "unsure" if found.p > DOUBT else "more" if found.later > found.earlier else "less"
    return said(f"{of}_{way}", earlier=number(found.earlier), later=number(found.later), chance=percent(found.p))
