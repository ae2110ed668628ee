"""Views from days of attacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from sijill.stats.compliance import ADDRESSED, OTHER, Order, View
from sijill.stats.series import Series

START = date(2020, 1, 1)
N_DAYS = 366


def order(day: int, *, to: str = "Reeds", last: int | None = None) -> Order:
    """An order given so many days after START."""
    start, end = (START + timedelta(days=n) for n in (day, day if last is None else last))
    return Order(start, end, ("Head",), (to,), f"Head to {to}, {start}")


def series(attacks: Sequence[int], *, label: str | None = None, draws: int = 0) -> Series:
    """A series with one attack on each of the days, all draws alike."""
    counts = np.zeros((1 + draws, N_DAYS), dtype=np.int64)
    for day in attacks:
        counts[:, day] += 1
    ids = tuple(f"{label or 'loose'}{n}" for n in range(len(attacks)))
    return Series(START, counts, as_of=12, codebook="attacks", label=label, incidents=ids)


def view(
    groups: Mapping[str, Sequence[int]], sides: Sequence[Mapping[str, str]], *, loose: Sequence[int] = (),
    name: str = "parent", draws: int = 0,
) -> View:  # fmt: skip
    made = {key: series(days, label=key, draws=draws) for key, days in groups.items()}
    return View(name, made, series(loose, draws=draws), tuple(sides), {key: key.capitalize() for key in groups})


ONE = {"reeds": ADDRESSED, "palms": OTHER}
