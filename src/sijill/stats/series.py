"""Counts by day, drawn many times: what tests of change, trends and outlooks rest on.

Row 0 is what the ledger counts: unsure pairs are two, a toll is its best figure, and what is dated to a month is spread
evenly over it. Every further row is one draw of what is not known: unsure pairs are joined with their likelihood,
vague dates fall on one of their days, and a range gives one of its whole numbers. A statistic takes its best figure
from row 0 and how far it could be otherwise from the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.stats.attacks import Attacks, Bools, Floats, Ints
from sijill.stats.draws import Unsure
from sijill.stats.periods import Calendar

N_DRAWS: Final = 200


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Counts of one thing by day.

    start: the first day. counts: shape (draws, days), whole numbers; row 0 is the best estimate, and the only row if
    nothing is open. units: "attacks", "people killed" or "people wounded". asked: the filter in words. as_of: the last
    record it rests on. incidents: ids of the incidents that may lie in it. label: of the breakdown, if any.
    unplaced: incidents that have no day told and were spread over theirs. n_unsure: pairs that may be one.
    n_ranges: incidents whose number is a range. n_undated: incidents without a date, in no row. n_unstated: incidents
    that state no toll, and add none. ends: why the last day is the last, in words; "" where it was asked for.
    """

    start: date
    counts: Ints
    units: str = "attacks"
    asked: str = ""
    codebook: str = "everything"
    as_of: int = 0
    incidents: tuple[str, ...] = ()
    label: str | None = None
    unplaced: int = 0
    n_unsure: int = 0
    n_ranges: int = 0
    n_undated: int = 0
    n_unstated: int = 0
    ends: str = ""

    def __post_init__(self) -> None:
        if self.counts.ndim != 2 or not self.counts.size:
            raise NotEnoughData("a series needs at least one day")

    @classmethod
    def of_counts(cls, start: date, counts: Sequence[int] | Ints, *, units: str = "attacks") -> Series:
        """A series of which everything is known. counts: shape (days,)."""
        return cls(start, np.asarray(counts, dtype=np.int64).reshape(1, -1), units)

    @property
    def n_days(self) -> int:
        return int(self.counts.shape[1])

    @property
    def n_draws(self) -> int:
        """Draws beside the best estimate."""
        return int(self.counts.shape[0]) - 1

    @property
    def end(self) -> date:
        """The last day."""
        return self.start + timedelta(days=self.n_days - 1)

    @property
    def best(self) -> Ints:
        """The best estimate. Shape (days,)."""
        told: Ints = self.counts[0]
        return told

    @property
    def drawn(self) -> Ints:
        """What a statistic's uncertainty is taken over: the draws, or the best estimate alone if there are none."""
        told: Ints = self.counts[1:] if self.n_draws else self.counts
        return told

    def index(self, day: date) -> int:
        """Where a day stands in `counts`; it may lie outside."""
        return (day - self.start).days

    def total(self, first: date, last: date) -> Ints:
        """The sum over days, both included, as far as they lie in the series. Shape (draws,)."""
        a, b = max(self.index(first), 0), max(self.index(last) + 1, 0)
        summed: Ints = self.counts[:, a:b].sum(axis=1)
        return summed

    def cut(self, unit: str, *, first_weekday: int = 0) -> tuple[list[date], Ints, Ints]:
        """Sums by month, week, day or year: first days, counts of shape (draws, periods), and days in each.

        The first and the last period may have fewer days than their calendar has: compare per day.
        """
        calendar = Calendar(unit, first_weekday)
        numbers = np.array([calendar.number(self.start + timedelta(days=n)) for n in range(self.n_days)])
        kept, starts, n_days = np.unique(numbers, return_index=True, return_counts=True)
        summed: Ints = np.add.reduceat(self.counts, starts, axis=1)
        return [calendar.first(int(number)) for number in kept], summed, n_days.astype(np.int64)

    @property
    def filter(self) -> str:
        return self.asked or "none"

    @property
    def days(self) -> str:
        """The days in words, with why the last is the last."""
        return f"from {self.start} to {self.end}{f' ({self.ends})' if self.ends else ''}"

    @property
    def method(self) -> str:
        """One sentence: what is counted, over which days, and what the draws are over."""
        told = [f"{self.units.capitalize()} by day {self.days}", f"codebook {self.codebook}"]
        told.append(f"filter: {self.filter}")
        if self.unplaced:
            told.append(f"no day told: {self.unplaced:,}, each put on one of the days it may be of")
        if self.n_ranges:
            told.append(f"a range for a number: {self.n_ranges:,}")
        if self.n_unsure:
            told.append(f"pairs that may be one: {self.n_unsure:,}")
        if self.n_draws:
            told.append(f"draws of what is open: {self.n_draws:,}")
        if self.n_unstated:
            told.append(f"no toll stated, so that none is added: {self.n_unstated:,}")
        if self.n_undated:
            told.append(f"left out for want of a date: {self.n_undated:,}")
        return "; ".join(told) + f"; records up to {self.as_of}."


def series(
    found: Attacks, *, start: date, end: date, unsure: Unsure = (), n_draws: int = N_DRAWS, rng: np.random.Generator,
    ends: str = "",
) -> Series:  # fmt: skip
    """Counts by day of all that was found. start, end: the days that were watched, both included.

    Days outside what was watched are no zeros: choose start and end so that every day between was. unsure: pairs of
    incidents that may be one, with their likelihood; those not found are passed over. ends: see Series. Raises
    NotEnoughData if end is before start.
    """
    (made,) = _made(found, [None], np.zeros(len(found), dtype=np.int64), start, end, unsure, n_draws, rng, ends)
    return made


def series_by_label(
    found: Attacks, *, start: date, end: date, unsure: Unsure = (), n_draws: int = N_DRAWS, rng: np.random.Generator,
    ends: str = "",
) -> dict[str | None, Series]:  # fmt: skip
    """Counts by day for each label, drawn together, so that row n of one goes with row n of another."""
    names: list[str | None] = [*sorted({name for name in found.labels if name is not None})]
    if None in found.labels:
        names.append(None)
    place = {name: n for n, name in enumerate(names)}
    codes = np.array([place[name] for name in found.labels], dtype=np.int64)
    return dict(zip(names, _made(found, names, codes, start, end, unsure, n_draws, rng, ends), strict=True))


def _made(
    found: Attacks, names: Sequence[str | None], codes: Ints, start: date, end: date, unsure: Unsure, n_draws: int,
    rng: np.random.Generator, ends: str,
) -> list[Series]:  # fmt: skip
    n_days = (end - start).days + 1
    if n_days < 1:
        raise NotEnoughData(f"a series needs at least one day, and {end} lies before {start}")
    pairs = _pairs(found, unsure)
    best = np.where(np.isnan(found.best), np.where(np.isnan(found.low), 0.0, found.low), found.best)
    ranged = ~np.isnan(found.high) & ~np.isnan(found.low) & (found.high > found.low)
    moving = found.vague | ranged
    moving[pairs[1]] = True
    shape = (len(names), n_days)
    counts = np.zeros((1 + (n_draws if moving.any() else 0), *shape), dtype=np.int64)
    offset = start.toordinal()
    counts[0] = _binned(_even(found) - offset, best, codes, shape)
    if len(counts) > 1:
        fixed = ~moving
        counts[1:] = _binned(found.first[fixed] - offset, best[fixed], codes[fixed], shape)
        for n in range(1, len(counts)):
            days, sizes = _draw(found, best, ranged, pairs, moving, rng)
            counts[n] += _binned(days - offset, sizes, codes[moving], shape)
    inside = (found.last >= offset) & (found.first < offset + n_days)
    return [
        _labelled(found, name, codes == n, inside, ranged, codes[pairs[1]] == n, start, counts[:, n], ends)
        for n, name in enumerate(names)
    ]


def _labelled(
    found: Attacks, name: str | None, mine: Bools, inside: Bools, ranged: Bools, pairs: Bools, start: date,
    counts: Ints, ends: str,
) -> Series:  # fmt: skip
    chosen = mine & inside
    return Series(
        start, counts, found.units, found.asked, found.codebook, found.as_of,
        tuple(found.ids[n] for n in np.flatnonzero(chosen)), name, int((chosen & found.vague).sum()),
        int(pairs.sum()), int((chosen & ranged).sum()), found.n_undated, int((chosen & np.isnan(found.low)).sum()),
        ends,
    )  # fmt: skip


def _pairs(found: Attacks, unsure: Unsure) -> tuple[Ints, Ints, Floats]:
    """Places of the one that stays and the one that may add nothing, and how likely that is."""
    place = {id: n for n, id in enumerate(found.ids)} if unsure else {}
    told = [(place[min(a, b)], place[max(a, b)], likely) for a, b, likely in unsure if a in place and b in place]
    kept = np.array([a for a, _, _ in told], dtype=np.int64), np.array([b for _, b, _ in told], dtype=np.int64)
    return *kept, np.array([likely for _, _, likely in told], dtype=np.float64)


def _even(found: Attacks) -> Ints:
    """A day for each incident; those that share the same span of days are spread evenly over it."""
    days = found.first.copy()
    vague = np.flatnonzero(found.vague)
    if len(vague):
        spans, member = np.unique(
            np.stack([found.first[vague], found.last[vague]], axis=1), axis=0, return_inverse=True
        )
        member = member.reshape(-1)
        order = np.argsort(member, kind="stable")
        sizes = np.bincount(member, minlength=len(spans))
        rank = np.empty(len(vague), dtype=np.int64)
        rank[order] = np.arange(len(vague)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        length = (spans[:, 1] - spans[:, 0] + 1)[member]
        days[vague] += ((rank + 0.5) / sizes[member] * length).astype(np.int64)
    return days


def _draw(
    found: Attacks, best: Floats, ranged: Bools, pairs: tuple[Ints, Ints, Floats], moving: Bools,
    rng: np.random.Generator,
) -> tuple[Ints, Floats]:  # fmt: skip
    """One draw of the incidents that move: the day and the size of each."""
    sizes = best.copy()
    some = np.flatnonzero(ranged)
    if len(some):
        sizes[some] = rng.integers(found.low[some].astype(np.int64), found.high[some].astype(np.int64) + 1)
    kept, gone, likely = pairs
    if len(gone):
        # Of two tolls told of one incident the larger stays: the later adds what it has beyond the earlier.
        joined = rng.random(len(gone)) < likely
        twice = np.zeros(len(found))
        np.maximum.at(twice, gone[joined], np.minimum(sizes[kept], sizes[gone])[joined])
        sizes -= twice
    first, last = found.first[moving], found.last[moving]
    return rng.integers(first, last + 1), sizes[moving]


def _binned(days: Ints, sizes: Floats, codes: Ints, shape: tuple[int, int]) -> Ints:
    """Sums by label and day; what lies outside adds nothing."""
    inside = (days >= 0) & (days < shape[1])
    at = codes[inside] * shape[1] + days[inside]
    return np.bincount(at, weights=sizes[inside], minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)
