"""Table: what statistics hand to pages, charts and the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill.model.values import Json


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with named columns, a total, and one sentence on how they were made.

    columns: names in order; units: of the columns that have one ("people", "incidents", "days").
    rows: one mapping a row, a value for every column. total: a row of sums, {} where a sum makes no sense.
    method: one sentence. as_of: the last record sequence that the rows rest on.
    """

    columns: Sequence[str]
    rows: Sequence[Mapping[str, Json]]
    total: Mapping[str, Json]
    method: str
    as_of: int
    units: Mapping[str, str]

    def to_json(self) -> dict[str, Json]:
        """The contract's form: rows, total, method, as_of."""
        return {
            "rows": [dict(row) for row in self.rows],
            "total": dict(self.total),
            "method": self.method,
            "as_of": self.as_of,
        }
