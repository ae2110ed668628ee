"""Filters such as "admin1=Babil", "weapon=ied,rocket", "perpetrator!=unknown", "killed>=1", "date>=2020-10-01"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sijill.errors import UnknownChoice
from sijill.model import vocabulary
from sijill.stats.periods import day_after, day_before, days_of

UNKNOWN: Final = "unknown"
"""In a filter: nothing tells, whether the value is absent or says so itself."""

_CLOSED: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "kind": ("kind", vocabulary.KINDS),
    "status": ("status", vocabulary.STATUSES),
    "role": ("role", vocabulary.ROLES),
    "side": ("perpetrator_side", ("state", "non_state", UNKNOWN)),
    "basis": ("perpetrator_basis", vocabulary.BASES),
    "date_precision": ("date_precision", vocabulary.DATE_PRECISIONS),
    "place_precision": ("place_precision", vocabulary.PLACE_PRECISIONS),
}
_OPEN: Final = ("country", "admin1", "admin2", "place", "campaign")
_CLOSED_LISTS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "weapon": ("weapons_text", vocabulary.WEAPONS),
    "target": ("targets_text", vocabulary.TARGETS),
    "group": ("groups_text", vocabulary.GROUPS),
}
_OPEN_LISTS: Final[dict[str, str]] = {"perpetrator": "perpetrators_text", "outlet": "outlets_text"}
_NUMBERS: Final = ("killed", "wounded", "count")
WHERE: Final = (*_CLOSED, *_OPEN, *_CLOSED_LISTS, *_OPEN_LISTS, *_NUMBERS, "reviewed", "date")

_FILTER: Final = re.compile(r"\s*([a-z0-9_]+)\s*(>=|<=|!=|=|>|<)\s*(.*?)\s*", re.DOTALL)

Where = Mapping[str, object] | Sequence[str]


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters read: an SQL test over the frame's columns and texts, and the days that date filters leave."""

    sql: str = "TRUE"
    start: date | None = None
    end: date | None = None

    @classmethod
    def read(cls, where: Where) -> Filters:
        """Read filters that must all hold.

        where: texts like "weapon=ied,rocket" (any of them), or a mapping of field to a value or list of values.
        A list field fits if any entry does. `unknown` stands for what nothing tells. killed, wounded and count
        compare what is surely so: "killed>=3" asks low, "killed<=3" asks high, "killed=3" asks best; an incident
        that states no toll fits only "killed=unknown" and "killed!=…".
        Raises UnknownChoice for another field, sign or value.
        """
        tests: list[str] = []
        start: date | None = None
        end: date | None = None
        for field, sign, values in _asked(where):
            if field == "date":
                first, last = _days(sign, values)
                start = max(filter(None, (start, first)), default=None)
                end = min(filter(None, (end, last)), default=None)
            else:
                tests.append(_test(field, sign, values))
        return cls(" AND ".join(tests) or "TRUE", start, end)


def open_values(where: Where) -> list[tuple[str, str, str]]:
    """The values that filters ask for where any value may be: the field, its column in the frame, and the value.

    Raises UnknownChoice as `Filters.read` does.
    """
    columns = {**dict(zip(_OPEN, _OPEN, strict=True)), **_OPEN_LISTS}
    return [
        (field, columns[field], value)
        for field, _, values in _asked(where)
        if field in columns
        for value in values
        if value != UNKNOWN
    ]


def _asked(where: Where) -> Iterable[tuple[str, str, list[str]]]:
    if isinstance(where, str):
        where = [where]
    if isinstance(where, Mapping):
        for field, told in where.items():
            values = list(told) if isinstance(told, Sequence) and not isinstance(told, str) else [told]
            yield _known(field), "=", [UNKNOWN if value is None else _word(value) for value in values]
        return
    for text in where:
        found = _FILTER.fullmatch(text)
        if not found or not found[3]:
            raise UnknownChoice(f"no filter {text!r}; write FIELD=VALUE, with =, !=, >=, <=, > or <: admin1=Babil")
        yield _known(found[1]), found[2], [value.strip() for value in found[3].split(",") if value.strip()]


def _word(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _known(field: str) -> str:
    if field not in WHERE:
        raise UnknownChoice.of("filter", field, WHERE)
    return field


def _test(field: str, sign: str, values: list[str]) -> str:
    if field in _NUMBERS:
        return _number(field, sign, values)
    if sign not in ("=", "!="):
        raise UnknownChoice(f"no sign {sign!r} for {field}; choose one of: =, !=")
    if field == "reviewed":
        answers = {"true": "coalesce(reviewed, FALSE)", "false": "NOT coalesce(reviewed, FALSE)"}
        fits = " OR ".join(answers[_choice(field, value, tuple(answers))] for value in values)
    elif field in _CLOSED:
        column, choices = _CLOSED[field]
        fits = _among(column, [_choice(field, value, tuple(dict.fromkeys((*choices, UNKNOWN)))) for value in values])
    elif field in _OPEN:
        fits = _among(f"lower({field})", [value.lower() for value in values])
    elif field in _CLOSED_LISTS:
        text, choices = _CLOSED_LISTS[field]
        fits = _any_among(text, [_choice(field, value, tuple(dict.fromkeys((*choices, UNKNOWN)))) for value in values])
    else:
        fits = _any_among(f"lower({_OPEN_LISTS[field]})", [value.lower() for value in values])
    return f"NOT ({fits})" if sign == "!=" else f"({fits})"


def _choice(field: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise UnknownChoice.of(field, value, choices)
    return value


def _listed(values: Iterable[str]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def _among(column: str, values: list[str]) -> str:
    fits = f"coalesce({column} IN ({_listed(values)}), FALSE)"
    return f"{fits} OR {column} IS NULL" if UNKNOWN in values else fits


def _any_among(text: str, values: list[str]) -> str:
    # Of functions alone, so that DuckDB answers it once for each different text, not for each row.
    listed = _listed(value for value in values if value)
    fits = f"coalesce(list_has_any(string_split({text}, chr(31)), [{listed}]), FALSE)" if listed else "FALSE"
    return f"{fits} OR coalesce({text}, '') = ''" if UNKNOWN in values else fits


def _number(field: str, sign: str, values: list[str]) -> str:
    best = f"coalesce({field}_best, {field}_low)"
    column = {">=": f"{field}_low", ">": f"{field}_low", "<=": f"{field}_high", "<": f"{field}_high"}.get(sign, best)
    tests = []
    for value in values:
        if value == UNKNOWN and sign in ("=", "!="):
            tests.append(f"{field}_low IS NULL")
        elif value.isdecimal() and value.isascii():
            tests.append(f"coalesce({column} {'=' if sign == '!=' else sign} {value}, FALSE)")
        else:
            raise UnknownChoice(f"no number {value!r} for {field}; write it like {field}>=1 or {field}=unknown")
    fits = " OR ".join(tests)
    return f"NOT ({fits})" if sign == "!=" else f"({fits})"


def _days(sign: str, values: list[str]) -> tuple[date | None, date | None]:
    days = days_of(values[0]) if len(values) == 1 else None
    if days is None or sign == "!=":
        found = ",".join(values)
        raise UnknownChoice(
            f"no date filter {sign}{found!r}; write it like date>=2020-10-01, date<2021 or date=2020-10"
        )
    first, last = days
    match sign:
        case ">=":
            return first, None
        case ">":
            return day_after(last), None
        case "<=":
            return None, last
        case "<":
            return None, day_before(first)
        case _:
            return first, last
