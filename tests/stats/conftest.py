"""A frame from short rows: what a test does not say is what an ordinary attack has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any

import duckdb
import pytest

from sijill.model.frame import FRAME_COLUMNS

Row = Mapping[str, Any]
Framed = Callable[..., duckdb.DuckDBPyConnection]
TOLL = ("low", "best", "high")


def _full(row: Row, n: int, wholes: Collection[Any]) -> dict[str, Any]:
    told: dict[str, Any] = dict.fromkeys(FRAME_COLUMNS)
    told |= {name: [] for name in ("weapons", "targets", "perpetrators", "victims", "outlets")}
    told |= {"incident": f"i{n}", "seq": n, "status": "occurred", "role": "news", "kind": "attack", "reviewed": False}
    told |= {"count_low": 1, "count_best": 1, "count_high": 1, "n_reports": 1}
    row = dict(row)
    if isinstance(day := row.pop("day", None), str):
        told |= {"start": date.fromisoformat(day), "finish": date.fromisoformat(day), "date_precision": "day"}
    for name in ("killed", "wounded", "count"):
        if name in row:
            told |= dict(zip((f"{name}_low", f"{name}_best", f"{name}_high"), row.pop(name), strict=True))
    told |= row
    for name, listed in (("weapon", "weapons"), ("target", "targets"), ("perpetrator", "perpetrators")):
        told[name] = told[name] or next(iter(told[listed]), None)
        told[listed] = told[listed] or ([told[name]] if told[name] else [])
    told["whole"] = told["incident"] if told["incident"] in wholes else None
    told["victims"] = [_victims(entry) for entry in told["victims"]]
    return told


def _victims(entry: Row) -> dict[str, Any]:
    told: dict[str, Any] = {"group": entry["group"]}
    for name in ("killed", "wounded"):
        told |= dict(zip((f"{name}_low", f"{name}_best", f"{name}_high"), entry.get(name, (None,) * 3), strict=True))
    return told


@pytest.fixture
def framed() -> Iterator[Framed]:
    connection = duckdb.connect()
    columns = ", ".join(f"{name} {kind}" for name, kind in FRAME_COLUMNS.items())

    def build(*rows: Row) -> duckdb.DuckDBPyConnection:
        connection.execute(f"CREATE OR REPLACE TABLE frame ({columns})")
        wholes = {row.get("part_of") for row in rows}
        for n, row in enumerate(rows):
            marks = ", ".join("?" * len(FRAME_COLUMNS))
            connection.execute(f"INSERT INTO frame VALUES ({marks})", list(_full(row, n, wholes).values()))  # noqa: S608
        return connection

    yield build
    connection.close()
