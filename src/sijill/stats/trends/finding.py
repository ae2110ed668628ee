"""What a statistic found, in words and rows: what pages, charts and the command line are handed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

import numpy as np

from sijill.errors import BadInput, NotEnoughData
from sijill.model.tables import Table
from sijill.model.values import Json
from sijill.stats.attacks import Attacks, Ints
from sijill.stats.draws import Unsure
from sijill.stats.series import Series
from sijill.stats.trends.words import Said, said

N_REDRAWS: Final = 10
"""Draws of what the ledger leaves open for which a statistic is worked out anew."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One statistic of one filter. said: the answer, as a journalist would read it; notes: what to know beside it.

    table: its rows, with the method. assumption: what it takes for granted, one sentence. told: whether the data
    could carry it; where not, the sentence says what is missing and there are no rows.
    """

    name: str
    title: str
    said: Said
    table: Table
    assumption: str
    notes: tuple[str, ...] = ()
    told: bool = True
    chart: Mapping[str, Json] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The answer in English."""
        return self.said.text

    def to_json(self) -> dict[str, Json]:
        """Name, title, told, sentence (and its key and parts), notes, rows, units, method, assumption, as_of."""
        return {
            "name": self.name,
            "title": self.title,
            "told": self.told,
            "sentence": self.sentence,
            "say": self.said.to_json(),
            "notes": list(self.notes),
            "rows": [dict(row) for row in self.table.rows],
            "units": dict(self.table.units),
            "method": self.table.method,
            "assumption": self.assumption,
            "as_of": self.table.as_of,
        }


def told_or_not(name: str, title: str, as_of: int, make: Callable[[], Finding]) -> Finding:
    """The finding, or one that says why there is none."""
    try:
        return make()
    except (NotEnoughData, BadInput) as error:
        return Finding(name, title, said("untold", why=error), Table((), (), {}, "", as_of, {}), "", (), False)


def table(
    columns: Sequence[str], rows: Sequence[Mapping[str, Json]], method: str, series: Series, **units: str
) -> Table:
    """Rows of a statistic with a method line that ends in what was counted."""
    return Table(tuple(columns), tuple(rows), {}, f"{method}. {series.method}", series.as_of, units)


def redraws(series: Series) -> Ints:
    """A few of the draws, evenly apart: shape (n, days); the best estimate alone if nothing is open."""
    if not series.n_draws:
        return series.counts[:1]
    at = np.unique(np.linspace(1, series.n_draws, min(N_REDRAWS, series.n_draws)).astype(int))
    told: Ints = series.counts[at]
    return told


def each_draw(series: Series) -> Ints:
    """The best estimate, then a few draws of what is open: shape (1, days) or (1 + n, days)."""
    told: Ints = np.concatenate([series.counts[:1], redraws(series)]) if series.n_draws else series.counts[:1]
    return told


def over_draws(n_draws: int) -> str:
    """What to say in a method line of intervals taken over draws."""
    if not n_draws:
        return ""
    n = min(n_draws, N_REDRAWS)
    return f"; intervals reach over those of {n} draws of what the ledger leaves open, p is their median"


def widest(found: Sequence[float | None], by: Callable[[list[float]], float]) -> float | None:
    """The least or the largest bound over draws, by `min` or `max`; None where none has one."""
    told = [value for value in found if value is not None]
    return by(told) if told else None


def drawn_attacks(found: Attacks, unsure: Unsure, *, rng: np.random.Generator) -> list[Attacks]:
    """The attacks as told, and where something is open some draws: pairs joined, numbers out of their ranges."""
    place = {id: n for n, id in enumerate(found.ids)} if unsure else {}
    pairs = [(max(place[a], place[b]), likely) for a, b, likely in unsure if a in place and b in place]
    ranged = ~np.isnan(found.low) & ~np.isnan(found.high) & (found.high > found.low)
    if not pairs and not ranged.any():
        return [found]
    told = [found]
    for _ in range(N_REDRAWS):
        keep, best = np.ones(len(found), dtype=bool), found.best.copy()
        for later, likely in pairs:
            keep[later] &= rng.random() >= likely
        best[ranged] = rng.integers(found.low[ranged].astype(np.int64), found.high[ranged].astype(np.int64) + 1)
        told.append(replace(found, best=best).only(keep))
    return told


def weeks_back(series: Series, *, most: int | None = None) -> tuple[date, Ints]:
    """Whole weeks of seven days counted back from the last day: the first day, and counts of shape (draws, weeks).

    most: no more weeks than that.
    """
    n = series.n_days // 7
    n = min(n, most) if most else n
    if n < 1:
        raise NotEnoughData(f"there are {series.n_days} days, and a week is needed")
    cut: Ints = series.counts[:, series.n_days - 7 * n :].reshape(len(series.counts), n, 7).sum(axis=2)
    return series.start + timedelta(days=series.n_days - 7 * n), cut


def percent(share: float) -> str:
    """ "12%", "under 1%", "over 99%"."""
    if share < 0.01:
        return "under 1%"
    return "over 99%" if share > 0.99 else f"{share:.0%}"


def number(value: float) -> str:
    """A number with two figures or so: "0.31", "4.2", "57"."""
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 20 else f"{value:,.0f}"


def rounded(value: float | None, digits: int = 3) -> float | None:
    """For a row: None stays None."""
    return None if value is None or not np.isfinite(value) else round(float(value), digits)
