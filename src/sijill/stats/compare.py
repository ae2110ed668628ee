"""Two codebooks over one frame: both counts side by side, and the incidents on which they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from sijill.model.tables import Table
from sijill.model.values import Json
from sijill.stats.filters import Filters, Where
from sijill.stats.periods import Window
from sijill.stats.sums import SUMS, Answering, source_of

_TOLD: Final = ("incident", "start", "date_precision", "place", "admin1", "kind", "weapon", "target", "campaign")


class Ruling(Protocol):
    """A codebook, as far as a comparison needs one."""

    def sql(self) -> str: ...

    def sql_rule(self) -> str: ...

    def named(self, rule: str) -> Any: ...


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two codebooks make of one ledger. rows: a label each, with the sums of both.

    changed: incidents that one counts and the other leaves out, by date, each with the rule of either that decided.
    by_rules: how many incidents changed side by which pair of rules, the commonest first.
    """

    codebook: str
    against: str
    by: tuple[str, ...]
    rows: tuple[Mapping[str, Json], ...]
    total: Mapping[str, Json]
    changed: tuple[Mapping[str, Json], ...]
    by_rules: tuple[Mapping[str, Json], ...]
    method: str
    as_of: int

    def to_json(self) -> dict[str, Json]:
        return {
            "codebook": self.codebook,
            "against": self.against,
            "by": list(self.by),
            "rows": [dict(row) for row in self.rows],
            "total": dict(self.total),
            "by_rules": [dict(row) for row in self.by_rules],
            "changed": [dict(row) for row in self.changed],
            "method": self.method,
            "as_of": self.as_of,
        }


def beside(codebook: Table, against: Table, *, by: Sequence[str]) -> tuple[list[dict[str, Json]], dict[str, Json]]:
    """The rows of two counts by label, and their totals: each with `codebook`, `against` and `difference` (of best).

    A label that only one count has is 0 incidents in the other; rows keep the order of the counts.
    """
    found: dict[tuple[Json, ...], dict[str, Mapping[str, Json]]] = {}
    for name, table in (("codebook", codebook), ("against", against)):
        for row in table.rows:
            found.setdefault(tuple(row[b] for b in by), {})[name] = row
    if all(isinstance(key[0], str) and key[0][:4].isdigit() for key in found if key[0] is not None):
        # Periods that only the second count reaches belong before the row of what has no date.
        found = dict(sorted(found.items(), key=lambda pair: [(key is None, str(key)) for key in pair[0]]))
    rows = [{**dict(zip(by, key, strict=True)), **_pair(told)} for key, told in found.items()]
    return rows, _pair({"codebook": codebook.total, "against": against.total})


def _pair(told: Mapping[str, Mapping[str, Json]]) -> dict[str, Json]:
    none: Mapping[str, Json] = dict.fromkeys(SUMS, 0)
    here, there = ({name: told.get(side, none).get(name) for name in SUMS} for side in ("codebook", "against"))
    return {"codebook": here, "against": there, "difference": int(here["best"] or 0) - int(there["best"] or 0)}


def changed(
    connection: Answering,
    codebook: Ruling,
    against: Ruling,
    *,
    where: Where = (),
    today: date,
    start: date | None = None,
    end: date | None = None,
) -> list[dict[str, Json]]:
    """Incidents that one codebook counts and the other leaves out, by date, with the rule of each that decided."""
    filters = Filters.read(where)
    window = Window(today, start, end).narrowed(filters.start, filters.end)
    asked = f"({filters.sql}) AND ({window.sql_inside()}) AND ({codebook.sql()}) <> ({against.sql()})"
    found = connection.execute(
        f"SELECT {', '.join(_TOLD)}, {codebook.sql_rule()}, {against.sql_rule()} "  # noqa: S608  codebooks' own SQL
        f"FROM {source_of(connection)} WHERE {asked} ORDER BY start NULLS LAST, seq, incident"
    ).fetchall()
    rows = []
    for row in found:
        told = dict(zip(_TOLD, row, strict=False))
        told["start"] = told["start"] and str(told["start"])
        rows.append({**told, "codebook": _decided(codebook, row[-2]), "against": _decided(against, row[-1])})
    return rows


def _decided(codebook: Ruling, rule: str) -> dict[str, Json]:
    decided = codebook.named(rule)
    return {"counts": decided.counts, "rule": decided.name, "because": decided.because}


def by_rules(rows: Sequence[Mapping[str, Json]]) -> list[dict[str, Json]]:
    """How many incidents changed side by which pair of rules, the commonest first."""
    found: dict[tuple[str, str], dict[str, Json]] = {}
    for row in rows:
        key = (row["codebook"]["rule"], row["against"]["rule"])
        one = found.setdefault(key, {"codebook": row["codebook"], "against": row["against"], "n_incidents": 0})
        one["n_incidents"] += 1
    return sorted(found.values(), key=lambda one: -one["n_incidents"])
