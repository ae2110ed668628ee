"""Short ways to make rows for tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import duckdb

from sijill import dedupe
from sijill.dedupe.rows import row_of_values

DAY = "2026-03-10"


def row(
    id: str, *, day: str | None = DAY, place: str | dict[str, Any] = "Babil", n: int = 1, **told: Any
) -> dedupe.Row:
    """A bomb on a convoy at a small place. told: values in the contract's form, or of Origin."""
    origin = dedupe.Origin(
        told.pop("document", f"doc-{id}"), told.pop("origin", f"doc-{id}"), told.pop("voice", None),
        told.pop("language", "en"), told.pop("published", 739_685),
    )  # fmt: skip
    values: dict[str, Any] = {
        "role": "news",
        "kind": "remote_explosive_landmine_ied",
        "when": {"start": day, "end": day, "precision": "day"} if day else None,
        "place": spot(place) if isinstance(place, str) else place,
        "weapons": [{"type": "ied", "text": "bomb", "number": None}],
        "targets": [{"type": "supply_convoy", "text": "convoy"}],
        "count": {"low": n, "best": n, "high": n},
        **told,
    }
    return row_of_values(id, {name: value for name, value in values.items() if value is not None}, origin)


def spot(name: str, *, admin1: str = "Babil", latitude: float = 32.5, longitude: float = 44.4) -> dict[str, Any]:
    return {
        "name": name, "as_written": name, "admin2": None, "admin1": admin1, "country": "IQ", "latitude": latitude,
        "longitude": longitude, "precision": "settlement", "gazetteer_id": f"x-{name}",
    }  # fmt: skip


def toll(low: int, high: int | None = -1) -> dict[str, int | None]:
    return {"low": low, "best": low, "high": low if high == -1 else high}


def matched(
    rows: Iterable[dedupe.Row], bounds: dedupe.Bounds | None = None, model: dedupe.Model | None = None
) -> dedupe.Matched:
    with duckdb.connect() as connection:
        dedupe.load(connection, rows)
        dedupe.prepare(connection)
        return dedupe.match(connection, model or dedupe.shipped(), bounds)


def verdict(found: dedupe.Matched, a: str, b: str) -> str | None:
    return next((v.verdict for v in found.verdicts if {v.a, v.b} == {a, b}), None)
