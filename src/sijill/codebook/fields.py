"""What a rule may ask of an incident: the frame's columns, their closed lists, and each test in Python and in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from sijill.model import vocabulary
from sijill.model.frame import folded_words
from sijill.model.values import Json

NOT_STATED: Final = "not_stated"
"""What a rule writes for a column that is null, or a list that is empty."""

SIDES: Final = ("state", "non_state", "unknown")

CLOSED: Final[dict[str, tuple[str, ...]]] = {
    "kind": vocabulary.KINDS,
    "weapon": vocabulary.WEAPONS,
    "target": vocabulary.TARGETS,
    "status": vocabulary.STATUSES,
    "role": vocabulary.ROLES,
    "perpetrator_side": SIDES,
    "perpetrator_level": vocabulary.LEVELS,
    "perpetrator_basis": vocabulary.BASES,
    "date_precision": vocabulary.DATE_PRECISIONS,
    "place_precision": vocabulary.PLACE_PRECISIONS,
}
CLOSED_LISTS: Final[dict[str, tuple[str, ...]]] = {
    "weapons": vocabulary.WEAPONS,
    "targets": vocabulary.TARGETS,
    "victims": vocabulary.GROUPS,
}
OPEN: Final = ("country", "admin1", "admin2", "place", "gazetteer_id", "campaign", "perpetrator")
OPEN_LISTS: Final = ("perpetrators", "outlets")
NUMBERS: Final = (
    "count_low", "count_best", "count_high", "killed_low", "killed_best", "killed_high",
    "wounded_low", "wounded_best", "wounded_high", "n_reports",
)  # fmt: skip

WORDS: Final = ("target_words",)

FIELDS: Final = (*CLOSED, *CLOSED_LISTS, *OPEN, *OPEN_LISTS, *NUMBERS, *WORDS)


def choices(field: str) -> tuple[str, ...] | None:
    """The values a field may be asked for, None if its list is open (the theatre's names)."""
    return CLOSED.get(field) or CLOSED_LISTS.get(field)


def sql_text(value: str) -> str:
    """A text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class Among:
    """The column (or any entry of a list column) is one of these values; NOT_STATED stands for null or empty."""

    field: str
    values: tuple[str, ...]

    def fits(self, row: Mapping[str, Json]) -> bool:
        told = row.get(self.field)
        if self.field in CLOSED_LISTS or self.field in OPEN_LISTS:
            found = self._entries(told or ())
        else:
            found = [] if told is None else [told]
        if not found:
            return NOT_STATED in self.values
        return any(value in self.values for value in found if value is not None and value != NOT_STATED)

    def _entries(self, told: Sequence[Json]) -> list[Json]:
        return [entry["group"] for entry in told] if self.field == "victims" else list(told)

    def words(self) -> str:
        """The test as a reader sees it."""
        return f"{self.field} is {' or '.join(value.replace('_', ' ') for value in self.values)}"

    def sql(self) -> str:
        values = ", ".join(sql_text(v) for v in self.values if v != NOT_STATED)
        tests = []
        if self.field in CLOSED_LISTS or self.field in OPEN_LISTS:
            entries = 'list_transform(victims, lambda v: v."group")' if self.field == "victims" else self.field
            if NOT_STATED in self.values:
                tests.append(f"coalesce(len({self.field}), 0) = 0")
            if values:
                tests.append(f"coalesce(list_has_any({entries}, [{values}]), FALSE)")
        else:
            if NOT_STATED in self.values:
                tests.append(f"{self.field} IS NULL")
            if values:
                tests.append(f"({self.field} IS NOT NULL AND {self.field} IN ({values}))")
        return tests[0] if len(tests) == 1 else f"({' OR '.join(tests)})"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The number is stated and is this or more."""

    field: str
    least: int

    def fits(self, row: Mapping[str, Json]) -> bool:
        told = row.get(self.field)
        return told is not None and told >= self.least

    def words(self) -> str:
        return f"{self.field} is {self.least} or more"

    def sql(self) -> str:
        return f"coalesce({self.field} >= {self.least}, FALSE)"


@dataclass(frozen=True, slots=True)
class AtMost:
    """The number is stated and is this or less."""

    field: str
    most: int

    def fits(self, row: Mapping[str, Json]) -> bool:
        told = row.get(self.field)
        return told is not None and told <= self.most

    def words(self) -> str:
        return f"{self.field} is {self.most} or less"

    def sql(self) -> str:
        return f"coalesce({self.field} <= {self.most}, FALSE)"


@dataclass(frozen=True, slots=True)
class Unstated:
    """The number is not stated, which is not zero."""

    field: str

    def fits(self, row: Mapping[str, Json]) -> bool:
        return row.get(self.field) is None

    def words(self) -> str:
        return f"{self.field} is not stated"

    def sql(self) -> str:
        return f"{self.field} IS NULL"


@dataclass(frozen=True, slots=True)
class Says:
    """The words hold one of these phrases, whole words as `folded_words` writes them.

    A star at an end leaves the word open there: "american*" fits "Americans", "*امريك*" fits «للأمريكيين».
    """

    field: str
    phrases: tuple[str, ...]

    def fits(self, row: Mapping[str, Json]) -> bool:
        told = row.get(self.field)
        return told is not None and any(sought(phrase) in told for phrase in self.phrases)

    def words(self) -> str:
        return f"{self.field} say {' or '.join(self.phrases)}"

    def sql(self) -> str:
        found = " OR ".join(f"contains({self.field}, {sql_text(sought(phrase))})" for phrase in self.phrases)
        return f"coalesce(({found}), FALSE)"


@cache
def sought(phrase: str) -> str:
    """What a phrase of a rule is looked for as, "" if it holds no word."""
    words = folded_words(phrase)
    return words[phrase.startswith("*") : len(words) - phrase.endswith("*")]


Test = Among | AtLeast | AtMost | Unstated | Says
