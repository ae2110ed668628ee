"""An order, and who stands on which side of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from sijill.errors import NotEnoughData
from sijill.model.values import Json
from sijill.stats.series import Series

ADDRESSED: Final = "addressed"
OTHER: Final = "other"
FRONT: Final = "front"
"""A name that the order does not address but that is believed to front for one it does: on neither side by name."""
PRESUMED: Final = "presumed"
"""Attacks that nobody is named for and that the user takes to be of those addressed."""
CAMPAIGN: Final = "campaign:"
"""Attacks of a campaign that nobody is named for."""


@dataclass(frozen=True, slots=True)
class Order:
    """Who told whom, and when.

    start, end: its day, or the days it may have been given on. by, to: names as shown. words: all of it, for people.
    id: of the interaction in the ledger, None if typed by hand. hedged: only said to be so.
    """

    start: date
    end: date
    by: tuple[str, ...]
    to: tuple[str, ...]
    words: str
    id: str | None = None
    quote: str = ""
    source: str = ""
    hedged: bool = False

    def to_json(self) -> dict[str, Json]:
        return {
            "from": self.start.isoformat(), "to": self.end.isoformat(), "by": list(self.by), "addressed": list(self.to),
            "words": self.words, "interaction": self.id, "quote": self.quote or None, "source": self.source or None,
            "hedged": self.hedged,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Attacks by group, in one way to tell groups: by who claims, or by who is believed to stand behind the claim.

    name: "claimant" or "parent". groups: a series each, by key, all drawn together over the same days. loose: attacks
    that stand on no side, since nobody is named or the name is no group's. sides: for each order, the side of each key.
    names: keys as shown.
    """

    name: str
    groups: Mapping[str, Series]
    loose: Series
    sides: tuple[Mapping[str, str], ...]
    names: Mapping[str, str]

    def side(self, order: int, side: str) -> dict[str, Series]:
        """The groups on one side of an order."""
        return {key: one for key, one in self.groups.items() if self.sides[order][key] == side}

    def shown(self, key: str) -> str:
        return self.names.get(key, key)


def together(series: Iterable[Series], like: Series, label: str) -> Series:
    """The sum of series that were drawn together; of none, a series of zeros over the days of `like`."""
    parts = list(series)
    counts = np.zeros(like.counts.shape, dtype=np.int64)
    for one in parts:
        counts = counts + one.counts
    return replace(
        like, counts=counts, label=label, incidents=tuple(dict.fromkeys(id for one in parts for id in one.incidents)),
        unplaced=sum(one.unplaced for one in parts), n_unsure=sum(one.n_unsure for one in parts),
        n_ranges=sum(one.n_ranges for one in parts), n_unstated=sum(one.n_unstated for one in parts),
    )  # fmt: skip


def until(series: Series, last: date) -> Series:
    """A series up to a day. Raises NotEnoughData if it has no day by then."""
    n_days = (last - series.start).days + 1
    if n_days >= series.n_days:
        return series
    if n_days < 1:
        raise NotEnoughData(f"no day was counted by {last}; the first is {series.start}")
    return replace(series, counts=series.counts[:, :n_days], ends="")


__all__ = ["ADDRESSED", "CAMPAIGN", "FRONT", "OTHER", "PRESUMED", "Order", "View", "together", "until"]
