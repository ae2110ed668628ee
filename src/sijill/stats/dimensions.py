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
_LISTS: Final = {"group": "groups_text", "outlet": "outlets_text"}
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
        """The label of an incident, or the labels as one of FRAME_TEXTS where it `overlaps`."""
        if self.calendar:
            return self.calendar.sql_of_incident()
        return _LISTS.get(self.name, self.name)

    def sql_each(self, column: str) -> str:
        """One row a label, from a column that holds the text of them."""
        # Sums are grouped by the text as it stands and spread after: splitting it a row takes many times as long.
        none = f"'{NOT_BY_GROUP}'" if self.name == "group" else "NULL"
        labels = f"list_distinct(string_split({column}, chr(31)))"
        return f"unnest(CASE WHEN coalesce({column}, '') = '' THEN [{none}] ELSE {labels} END)"

    def label(self, key: Any) -> str | None:
        """What a row of this key is called; None where nothing tells."""
        if key is None:
            return None
        return self.calendar.label(int(key)) if self.calendar else str(key)
