"""Which outlets a count rests on, and whether it moves because one came, went or changed its habits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sijill.stats.filters import Filters, Where
from sijill.stats.periods import Window
from sijill.stats.sums import Answering, counted, source_of

LEAST_MOVE: Final = 5
"""Incidents by which a count must move for its sources to be looked at."""
HALF: Final = 0.5
"""The share of a move that must be left without an outlet; where less is, the outlet makes the move."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet in several periods. told: incidents that it tells of, in each; alone: those that no other does.

    first, last: the days of its first and last incident of all, in the frame.
    """

    name: str
    first: date
    last: date
    told: tuple[int, ...]
    alone: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mix:
    """The outlets of some periods, those that tell most first. totals: the counts with all of them."""

    periods: tuple[Days, ...]
    totals: tuple[int, ...]
    outlets: tuple[Outlet, ...]

    def without(self, outlet: Outlet) -> tuple[int, ...]:
        """The counts without what this outlet alone tells."""
        return tuple(total - alone for total, alone in zip(self.totals, outlet.alone, strict=True))

    def warnings(self) -> list[str]:
        """A sentence for each move from one period to the next that one outlet makes."""
        return [told for n in range(len(self.periods) - 1) for o in self.outlets if (told := self._warning(n, o))]

    def _warning(self, n: int, outlet: Outlet) -> str | None:
        before, after = self.totals[n], self.totals[n + 1]
        without = self.without(outlet)
        move, rest = after - before, without[n + 1] - without[n]
        if abs(move) < LEAST_MOVE or (abs(rest) > abs(move) * HALF and (rest > 0) == (move > 0)):
            return None
        how = "came in" if not outlet.told[n] else "fell silent" if not outlet.told[n + 1] else "changed its habits"
        return (
            f"The count goes from {before} to {after} ({_days(self.periods[n])}, then {_days(self.periods[n + 1])}), "
            f"and from {without[n]} to {without[n + 1]} without {outlet.name}, which {how}: it alone tells of "
            f"{outlet.alone[n]}, then {outlet.alone[n + 1]}."
        )


def _days(period: Days) -> str:
    return f"{period[0].isoformat()} to {period[1].isoformat()}"


def source_mix(
    connection: Answering,
    periods: Sequence[Days],
    *,
    codebook: str = "TRUE",
    where: Where = (),
    today: date,
) -> Mix:
    """Count by outlet in some periods that follow one another; what surely lies in each.

    connection, codebook, where, today: as for `count`. An incident that names no outlet is in the totals alone.
    """
    filters = Filters.read(where)
    source = source_of(connection)
    totals: list[int] = []
    told: list[Mapping[str, tuple[int, int]]] = []
    for start, end in periods:
        inside = f"({counted(codebook)}) AND ({filters.sql}) AND ({Window(today, start, end).sql_inside()})"
        n = "coalesce(count_best, count_low, 1)"
        ((total,),) = connection.execute(
            f"SELECT coalesce(sum({n}), 0)::BIGINT FROM {source} WHERE {inside}"  # noqa: S608  made here
        ).fetchall()
        rows = connection.execute(
            f"SELECT outlet, sum(n)::BIGINT, coalesce(sum(n) FILTER (alone), 0)::BIGINT FROM (SELECT {n} AS n,"  # noqa: S608
            f" len(outlets) = 1 AS alone, unnest(outlets) AS outlet FROM {source} WHERE {inside}) GROUP BY outlet"
        ).fetchall()
        totals.append(int(total))
        told.append({str(name): (int(n_told), int(n_alone)) for name, n_told, n_alone in rows})
    days = connection.execute(
        "SELECT outlet, min(start), max(start) FROM (SELECT unnest(outlets) AS outlet, start FROM frame)"
        " WHERE start IS NOT NULL GROUP BY outlet"
    ).fetchall()
    spans = {str(name): (first, last) for name, first, last in days}
    outlets = [
        Outlet(
            name, *spans[name], tuple(part.get(name, (0, 0))[0] for part in told),
            tuple(part.get(name, (0, 0))[1] for part in told),
        )
        for name in {name for part in told for name in part}
        if name in spans
    ]  # fmt: skip
    return Mix(tuple(periods), tuple(totals), tuple(sorted(outlets, key=lambda o: (-sum(o.told), o.name))))
