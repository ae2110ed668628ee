"""What a count may be broken down by: the label of an incident in SQL, and whether it can have several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sijill.errors import UnknownChoice
from sijill.stats.periods import PERIODS, Calendar

OF: Final = ("incidents", "killed", "wounded")
_COLUMNS: Final = (
    "admin1", "admin2", "place", "weapon", "target", "kind", "campaign", "perpetrator", "status", "role", "country",
)  # fmt: skip
_LISTS: Final = ("group", "outlet")
BY: Final = (*PERIODS, *_COLUMNS, *_LISTS)
FIRST_TOLD: Final = ("weapon", "target", "perpetrator")

NOT_BY_GROUP: Final = "not stated by group"
"""Label of the row for the part of a toll that no group of victims accounts for."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One breakdown. calendar: set if it is by period."""

    name: str
    calendar: Calendar | None = None

    @classmethod
    def named(cls, name: str, *, first_weekday: int) -> Dimension:
        """Raises UnknownChoice if nothing can be counted by that."""
        if name not in BY:
            raise UnknownChoice.of("breakdown", name, BY)
        return cls(name, Calendar(name, first_weekday) if name in PERIODS else None)

    @property
    def overlaps(self) -> bool:
        """Whether one incident can stand in several rows, so that rows do not add up to the total."""
        return self.name in _LISTS

    def sql(self) -> str:
        """The label of an incident, or a list of labels where it `overlaps`."""
        if self.calendar:
            return self.calendar.sql_of_incident()
        if self.name == "group":
            return 'list_transform(victims, lambda v: v."group")'
        return "outlets" if self.name == "outlet" else self.name

    def sql_each(self, column: str) -> str:
        """One row a label, from a column that holds the list of them."""
        # Sums are grouped by the list as it stands and spread after: list_distinct a row takes four times as long.
        none = f"'{NOT_BY_GROUP}'" if self.name == "group" else "NULL"
        return f"unnest(CASE WHEN coalesce(len({column}), 0) = 0 THEN [{none}] ELSE list_distinct({column}) END)"

    def label(self, key: Any) -> str | None:
        """What a row of this key is called; None where nothing tells."""
        if key is None:
            return None
        return self.calendar.label(int(key)) if self.calendar else str(key)
