"""Other people's events in the contract's form, to compare with: CSV files of ACLED and of UCDP GED."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sijill.errors import BadInput
from sijill.model import vocabulary
from sijill.model.values import Json

ACLED: Final = ("event_id_cnty", "event_date", "sub_event_type", "latitude", "longitude", "fatalities")
GED: Final = ("id", "date_start", "date_end", "where_prec", "latitude", "longitude", "best")
"""The columns without which a file is not of its kind."""
_ACLED_PLACE: Final = {"1": "settlement", "2": "admin2", "3": "admin1"}
_GED_PLACE: Final = {"1": "settlement", "2": "admin2", "3": "admin2", "4": "admin1", "5": "admin1"}
_GED_DATE: Final = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}
_DAYS: Final = ("%Y-%m-%d", "%d %B %Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f", "%m/%d/%Y")


@dataclass(frozen=True, slots=True)
class Theirs:
    """One event of another's table. id: as the table names it. values: fields of an incident in the contract's form."""

    id: str
    values: Mapping[str, Json]


def read_events(path: Path) -> list[Theirs]:
    """The events of an ACLED or a UCDP GED file, which is told by its columns.

    Raises BadInput, with the line, for a file of neither kind or a row that cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            columns = set(rows.fieldnames or ())
            read = _reader(path, columns)
            return list(_read(path, rows, read))
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: it is not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error
    except csv.Error as error:
        raise BadInput(f"{path}: not a CSV file ({error})") from error


Read = Callable[[Mapping[str, str]], Theirs]


def _reader(path: Path, columns: set[str]) -> Read:
    if columns >= set(ACLED):
        return _acled
    if columns >= set(GED):
        return _ged
    raise BadInput(
        f"{path}: neither a table of ACLED (which has {', '.join(ACLED)}) nor of UCDP GED (which has {', '.join(GED)})"
    )


def _read(path: Path, rows: Iterator[dict[str, str]] | csv.DictReader[str], read: Read) -> Iterator[Theirs]:
    for number, row in enumerate(rows, start=2):
        try:
            yield read({name: (cell or "").strip() for name, cell in row.items() if name is not None})
        except ValueError as error:
            raise BadInput(f"{path}, line {number}: {error}") from error


def _acled(row: Mapping[str, str]) -> Theirs:
    day = _day(row["event_date"])
    precision = {"2": "week", "3": "month"}.get(row.get("time_precision", ""), "day")
    values: dict[str, Json] = {
        "role": "news",
        "kind": _kind(row["sub_event_type"]),
        "when": _when(day, day, precision),
        "place": _place(row, row.get("location"), _ACLED_PLACE.get(row.get("geo_precision", ""), "settlement")),
    }
    if row["fatalities"]:
        killed = int(row["fatalities"])
        values["killed"] = {"low": killed, "best": killed, "high": killed}
    return Theirs(row["event_id_cnty"], _told(values))


def _ged(row: Mapping[str, str]) -> Theirs:
    first, last = _day(row["date_start"]), _day(row["date_end"])
    names = {**row, "admin1": row.get("adm_1", ""), "admin2": row.get("adm_2", "")}
    values: dict[str, Json] = {
        "role": "news",
        "when": _when(first, last, _GED_DATE.get(row.get("date_prec", ""), "day")),
        "place": _place(names, row.get("where_coordinates"), _GED_PLACE.get(row["where_prec"], "country")),
    }
    if row["best"]:
        best = int(row["best"])
        low, high = (int(row[name]) if row.get(name) else best for name in ("low", "high"))
        values["killed"] = {"low": min(low, best), "best": best, "high": max(high, best)}
    return Theirs(row["id"], _told(values))


def _told(values: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in values.items() if value is not None}


def _kind(name: str) -> str | None:
    told = re.sub(r"[^a-z]+", "_", name.lower()).strip("_")
    return told if told in vocabulary.KINDS else None


def _day(text: str) -> date:
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no day; write it as YYYY-MM-DD")


def _when(first: date, last: date, precision: str) -> dict[str, str]:
    return {"start": first.isoformat(), "end": max(first, last).isoformat(), "precision": precision}


def _place(row: Mapping[str, str], name: str | None, precision: str) -> dict[str, Json] | None:
    if not row["latitude"] or not row["longitude"]:
        return None
    return {
        "name": name or row.get("admin2") or row.get("admin1") or None, "admin2": row.get("admin2") or None,
        "admin1": row.get("admin1") or None, "country": row.get("country") or None, "gazetteer_id": None,
        "latitude": float(row["latitude"]), "longitude": float(row["longitude"]), "precision": precision,
    }  # fmt: skip
