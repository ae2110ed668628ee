"""What a filter leaves of a frame, as NumPy arrays: one entry an incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sijill.errors import UnknownChoice
from sijill.stats.dimensions import OF, Dimension
from sijill.stats.filters import Filters, Where
from sijill.stats.periods import Window, last_day
from sijill.stats.sums import Answering, Question, source_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

UNITS: Final = {"incidents": "attacks", "killed": "people killed", "wounded": "people wounded"}


@dataclass(frozen=True, slots=True, eq=False)
class Attacks:
    """Incidents with a date, ordered by first day and id; every array has shape (n,).

    ids: incidents of the frame. first, last: day numbers (date.toordinal) that it lies between, both included; the
    same where the day is told. low, best, high: attacks or people, NaN where nothing tells. labels: of the breakdown
    asked for, None where nothing tells. latitude, longitude: degrees, NaN where there is no point.
    n_undated: incidents that the filter leaves and that have no date, so that they are in no array.
    """

    ids: tuple[str, ...]
    first: Ints
    last: Ints
    low: Floats
    best: Floats
    high: Floats
    labels: tuple[str | None, ...]
    latitude: Floats
    longitude: Floats
    n_undated: int
    of: str
    asked: str
    codebook: str
    as_of: int

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def units(self) -> str:
        return UNITS[self.of]

    @property
    def vague(self) -> Bools:
        """Which have no day told. Shape (n,)."""
        told: Bools = self.last > self.first
        return told

    def only(self, chosen: Bools) -> Attacks:
        """Those for which `chosen`, of shape (n,), is true."""
        keep = np.flatnonzero(chosen)
        return replace(
            self, ids=tuple(self.ids[n] for n in keep), labels=tuple(self.labels[n] for n in keep),
            **{name: getattr(self, name)[keep] for name in _ARRAYS},
        )  # fmt: skip


_ARRAYS: Final = ("first", "last", "low", "best", "high", "latitude", "longitude")


def attacks(
    connection: Answering,
    *,
    where: Where = (),
    of: str = "incidents",
    by: str | None = None,
    codebook: str = "TRUE",
    codebook_name: str | None = None,
    today: date,
    start: date | None = None,
    end: date | None = None,
    as_of: int = 0,
) -> Attacks:
    """Read the incidents that count and may lie between two days, with their days and sizes.

    connection and choices: as for `count`. by: the breakdown whose label each gets. A date to the month spans the
    month, up to today and to the day on which a document first told of the incident. Raises UnknownChoice for
    another filter or sum, or a breakdown under which an incident stands more than once.
    """
    if of not in OF:
        raise UnknownChoice.of("sum", of, OF)
    dimensions = [Dimension.named(by, first_weekday=0)] if by else []
    if any(d.overlaps or d.calendar for d in dimensions):
        raise UnknownChoice(f"a series cannot be told apart by {by}; take one label an incident, such as admin1")
    filters = Filters.read(where)
    window = Window(today, start, end).narrowed(filters.start, filters.end)
    chosen = f"({filters.sql}) AND (start IS NULL OR ({window.sql_maybe()}))"
    question = Question(connection, source_of(connection), of, codebook, chosen)
    more = [
        "incident", "datediff('day', DATE '0001-01-01', start) + 1 AS first",
        f"datediff('day', DATE '0001-01-01', {last_day(today)}) + 1 AS last", "latitude", "longitude",
    ]  # fmt: skip
    asked = f"SELECT * FROM ({question.incidents(dimensions, more=more)}) ORDER BY first, incident"  # noqa: S608  made here
    told = connection.execute(asked)
    found: dict[str, Any] = told.fetchnumpy()
    dated = ~np.ma.getmaskarray(found["first"])
    adds = dated & (_floats(found["adds"]) == 1)
    labels = found["d0"] if by else np.full(len(dated), None, dtype=object)
    unlabelled = np.ma.getmaskarray(labels)
    keep = np.flatnonzero(adds)
    low, best, high, latitude, longitude = (
        _floats(found[name])[keep] for name in ("low", "best", "high", "latitude", "longitude")
    )
    return Attacks(
        tuple(str(found["incident"][n]) for n in keep), np.asarray(found["first"][keep], dtype=np.int64),
        np.asarray(found["last"][keep], dtype=np.int64), low, best, high,
        tuple(None if unlabelled[n] or labels[n] is None else str(labels[n]) for n in keep), latitude, longitude,
        n_undated=int((~dated).sum()), of=of, asked=_said(where), codebook=codebook_name or "everything", as_of=as_of,
    )  # fmt: skip


def _floats(told: Any) -> Floats:
    """A column with what is NULL as NaN."""
    filled: Floats = np.ma.filled(np.ma.asarray(told).astype(np.float64), np.nan)
    return filled


def _said(where: Where) -> str:
    """The filter in words, "" if there is none."""
    if isinstance(where, str):
        return where
    if isinstance(where, Sequence):
        return ", ".join(where)
    parts = []
    for field, value in where.items():
        listed = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        parts.append(f"{field}={','.join(str(each) for each in listed)}")
    return ", ".join(parts)
