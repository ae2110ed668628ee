"""The SQL of a count: what each incident adds, and the sums of it by label.

The rows of a frame add up: a whole ("three convoys") counts what its parts leave over, and `part_of` names the whole
whose toll covers a part's, so that the part adds none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Protocol

from sijill.model.frame import FRAME_TEXTS, FRAME_WITH_TEXTS
from sijill.stats.dimensions import NOT_BY_GROUP, Dimension
from sijill.stats.periods import Window

SUMS: Final = ("low", "best", "high", "n_incidents", "n_unstated")


class Answering(Protocol):
    """A DuckDB connection, as far as a count needs one."""

    def execute(self, query: str, /) -> Any: ...


class Sum(NamedTuple):
    """What the incidents of one label add up to. key: one entry a dimension."""

    key: tuple[Any, ...]
    low: int = 0
    best: int = 0
    high: int | None = 0
    n_incidents: int = 0
    n_unstated: int = 0

    @classmethod
    def total(cls, sums: Sequence[Sum]) -> Sum:
        highs = [one.high for one in sums if one.high is not None]
        return cls(
            (), sum(one.low for one in sums), sum(one.best for one in sums),
            sum(highs) if len(highs) == len(sums) else None,
            sum(one.n_incidents for one in sums), sum(one.n_unstated for one in sums),
        )  # fmt: skip

    def figures(self) -> dict[str, int | None]:
        return dict(zip(SUMS, self[1:], strict=True))


def source_of(connection: Answering) -> str:
    """What to read rows from: a view or table with FRAME_COLUMNS and FRAME_TEXTS, whether stored or made here."""
    stored = f"SELECT 1 FROM duckdb_views() WHERE view_name = '{FRAME_WITH_TEXTS}'"  # noqa: S608  own name
    if connection.execute(stored).fetchall():
        return FRAME_WITH_TEXTS
    made = ", ".join(f"{sql} AS {name}" for name, sql in FRAME_TEXTS.items())
    return f"(SELECT *, {made} FROM frame)"  # noqa: S608  own names


def counted(codebook: str) -> str:
    """A codebook's test, in a form that DuckDB leaves whole."""
    # Taken apart, tests of single columns go into the reading of Parquet and are done there again, row by row.
    return "TRUE" if codebook == "TRUE" else f"CASE WHEN {codebook} THEN TRUE ELSE FALSE END"


@dataclass(frozen=True, slots=True)
class Question:
    """Which incidents are asked for, and what is added. codebook, chosen: SQL tests over the frame's columns.

    source: as `source_of` gives it.
    """

    connection: Answering
    source: str
    of: str
    codebook: str
    chosen: str

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        # fetchall, never fetchone: in DuckDB 2 an unfinished answer keeps the connection busy.
        found: list[tuple[Any, ...]] = self.connection.execute(sql).fetchall()
        return found

    def maybe(self, filters: str, window: Window) -> tuple[int, int]:
        """How many incidents may lie in the window but need not: without a date, and with one too coarse."""
        # A date to the day lies in or out, so most rows need not be looked at.
        coarse = f"NOT coalesce({window.sql_inside()}, FALSE) AND ({window.sql_maybe()})"
        ((n_undated, n_coarse),) = self.rows(
            f"SELECT count(*) FILTER (start IS NULL), count(*) FILTER (start IS NOT NULL AND {coarse})"  # noqa: S608
            f" FROM (SELECT * FROM {self.source} WHERE start IS NULL OR date_precision IS DISTINCT FROM 'day')"
            f" WHERE ({counted(self.codebook)}) AND ({filters})"
        )
        return int(n_undated), int(n_coarse)

    def sums(self, dimensions: Sequence[Dimension]) -> tuple[list[Sum], Sum]:
        """One sum a label, or a combination of labels, and the sum of all. Rows of what `overlaps` share incidents."""
        n_labels = len(dimensions)
        if self.of != "incidents" and any(d.name == "group" for d in dimensions):
            return self._by_group(dimensions)
        added = self._added(self.incidents(dimensions), n_labels)
        if not any(d.overlaps for d in dimensions):
            found = self._answers(added, n_labels)
            return found, Sum.total(found)
        spread = self._spread("added", dimensions, n_labels)
        of_all = f"SELECT {'NULL, ' * n_labels}TRUE, {_ADDED_UP} FROM added"  # noqa: S608  made here
        both = f"WITH added AS MATERIALIZED ({added}) {spread} UNION ALL {of_all}"
        return self._told_apart(self._answers(both, n_labels + 1))

    @staticmethod
    def _told_apart(sums: Sequence[Sum]) -> tuple[list[Sum], Sum]:
        """The sums by label and the sum of all, which the key's last entry tells."""
        by_label = [one._replace(key=one.key[:-1]) for one in sums if not one.key[-1]]
        return by_label, next(one._replace(key=()) for one in sums if one.key[-1])

    def incidents(self, dimensions: Sequence[Dimension], *, more: Sequence[str] = ()) -> str:
        """One row an incident: labels, low, best and high (NULL where it adds none), and whether it adds (0 or 1)."""
        labels = [f"{d.sql()} AS d{n}" for n, d in enumerate(dimensions)]
        adds, source = "1", self.source
        if self.of == "incidents":
            low, best, high = _COUNT
        else:
            source, adds = self._covered()
            low, best, high = f"{self.of}_low", f"coalesce({self.of}_best, {self.of}_low)", f"{self.of}_high"
            if adds != "1":
                low, best, high = (f"CASE WHEN {adds} = 1 THEN {told} END" for told in (low, best, high))
        told = [*labels, f"{low} AS low", f"{best} AS best", f"{high} AS high", f"{adds} AS adds", *more]
        return f"SELECT {', '.join(told)} FROM {source} WHERE ({counted(self.codebook)}) AND ({self.chosen})"  # noqa: S608

    def _covered(self) -> tuple[str, str]:
        """What to read, and 1 where an incident adds its own toll, 0 where a whole's toll covers it."""
        if not self.rows(f"SELECT 1 FROM {self.source} WHERE part_of IS NOT NULL LIMIT 1"):  # noqa: S608  own name
            return self.source, "1"
        if self.codebook == "TRUE":
            return self.source, "(part_of IS NULL)::INTEGER"
        # A whole that the codebook leaves out adds nothing; its parts' tolls must not go with it.
        asked = f"whole IS NOT NULL AND ({counted(self.codebook)})"
        wholes = f"SELECT whole AS standing FROM {self.source} WHERE {asked}"  # noqa: S608  own name
        return f"{self.source} LEFT JOIN ({wholes}) ON part_of = standing", "(standing IS NULL)::INTEGER"

    @staticmethod
    def _added(incidents: str, n_labels: int) -> str:
        """The sums of each combination of labels, in columns that can be added up again."""
        labels = [f"d{n}" for n in range(n_labels)]
        return (
            f"SELECT {', '.join(labels)}, coalesce(sum(low), 0)::BIGINT AS low,"  # noqa: S608  made here
            " coalesce(sum(best), 0)::BIGINT AS best, coalesce(sum(high), 0)::BIGINT AS high, count(high) AS n_high,"
            f" count(low) AS n_low, sum(adds)::BIGINT AS adds, count(*) AS n FROM ({incidents})"
            f" GROUP BY {', '.join(labels)}"
        )

    @staticmethod
    def _spread(added: str, dimensions: Sequence[Dimension], n_labels: int) -> str:
        """One row for each label of a dimension that overlaps, marked FALSE: not the sum of all."""
        # One at a time: two lists unnested at once would pair.
        for n, dimension in enumerate(dimensions):
            if dimension.overlaps:
                added = f"(SELECT * REPLACE ({dimension.sql_each(f'd{n}')} AS d{n}) FROM {added})"  # noqa: S608
        # The group's label, where tolls are told by group, follows the dimensions that are spread here.
        labels = ", ".join(f"d{n}" for n in range(n_labels))
        return f"SELECT {labels}, FALSE AS is_all, {_ADDED_UP} FROM {added} GROUP BY {labels}"  # noqa: S608  made here

    def _answers(self, added: str, n_labels: int) -> list[Sum]:
        return [
            Sum(row[:n_labels], low, best, high if n_high == adds else None, n, adds - n_low)
            for row in self.rows(added)
            for low, best, high, n_high, n_low, adds, n in (row[n_labels:],)
        ]

    def _by_group(self, dimensions: Sequence[Dimension]) -> tuple[list[Sum], Sum]:
        """Tolls of the victims of each group, and a last label for what no group accounts for."""
        # While counting, the group's label is the last, and the other breakdown's, if any, is the first.
        others = [d for d in dimensions if d.name != "group"]
        kept = [f"d{n}" for n in range(len(others))]
        alike = ", ".join([*kept, "victims_text", "low", "best", "high", "adds"])
        # Incidents alike in all that matters here are few, and reading victims is slow: put them together first.
        incidents = self.incidents(others, more=["victims_text"])
        told = "".join(f"{name}, " for name in kept)
        alike = (
            f"SELECT {told}low, best, high, adds, times, from_json(victims_text, '{_VICTIMS}') AS victims"  # noqa: S608
            f" FROM (SELECT {alike}, count(*) AS times FROM ({incidents}) GROUP BY {alike})"
        )
        label = f"d{len(others)}"
        labels = ", ".join([*kept, label])
        parts = f"{self._of_groups(kept, label)} UNION ALL BY NAME {self._of_no_group(kept, label)}"
        by_label = f"(SELECT {labels}, {_times('is_first * times')} FROM ({parts}) GROUP BY {labels})"  # noqa: S608
        spread = self._spread(by_label, others, len(others) + 1)
        of_all = f"SELECT {'NULL, ' * (len(others) + 1)}TRUE, {_times('times')} FROM alike"  # noqa: S608  made here
        both = f"WITH alike AS MATERIALIZED ({alike}) {spread} UNION ALL {of_all}"
        found, total = self._told_apart(self._answers(both, len(others) + 2))
        if dimensions[0].name == "group":
            found = [one._replace(key=(one.key[-1], *one.key[:-1])) for one in found]
        return found, total

    def _of_groups(self, kept: Sequence[str], label: str) -> str:
        """One row an entry of `victims`. is_first: 1 for an incident's first entry of that group."""
        told = "".join(f"{name}, " for name in kept)
        toll = (f"v.{self.of}_low", f"coalesce(v.{self.of}_best, v.{self.of}_low)", f"v.{self.of}_high")
        low, best, high = (f"CASE WHEN adds = 1 THEN {part} END" for part in toll)
        # The lambda's x must not be named as the column v is: DuckDB 2.0 then takes the one for the other.
        groups = 'list_transform(victims, lambda x: x."group")'
        each = (
            f"SELECT {told}adds, times, victims, unnest(victims) AS v, generate_subscripts(victims, 1) AS n"  # noqa: S608
            f" FROM alike WHERE len(victims) > 0"
        )
        return (
            f'SELECT {told}v."group" AS {label}, {low} AS low, {best} AS best, {high} AS high, adds, times,'  # noqa: S608
            f' (n = list_position({groups}, v."group"))::INTEGER AS is_first FROM ({each})'
        )

    def _of_no_group(self, kept: Sequence[str], label: str) -> str:
        """One row an incident whose toll the groups do not account for: what is left of it."""
        told = "".join(f"{name}, " for name in kept)
        low, best = f"x.{self.of}_low", f"coalesce(x.{self.of}_best, x.{self.of}_low)"

        def left(name: str, of_group: str) -> str:
            grouped = f"coalesce(list_sum(list_transform(victims, lambda x: {of_group})), 0)"
            # DuckDB's greatest() passes over NULL, and an unstated toll must stay one.
            return f"CASE WHEN {name} IS NOT NULL THEN greatest({name} - {grouped}, 0) END AS {name}"

        rest = (
            f"SELECT {told}{left('low', low)}, {left('best', best)},"  # noqa: S608  made here
            f" {left('high', f'coalesce(x.{self.of}_high, {best})')}, times FROM alike WHERE adds = 1"
        )
        return (
            f"SELECT {told}'{NOT_BY_GROUP}' AS {label}, low, greatest(low, best) AS best,"  # noqa: S608  made here
            " CASE WHEN high IS NOT NULL THEN greatest(low, best, high) END AS high, 1 AS adds, 1 AS is_first, times"
            f" FROM ({rest}) WHERE low IS NULL OR high IS NULL OR greatest(low, best, high) > 0"
        )


def _times(n: str) -> str:
    """The sums of rows that each stand for several incidents that are alike. n: how many incidents a row adds."""
    return (
        "coalesce(sum(low * times), 0)::BIGINT AS low, coalesce(sum(best * times), 0)::BIGINT AS best,"
        " coalesce(sum(high * times), 0)::BIGINT AS high,"
        " coalesce(sum(times) FILTER (high IS NOT NULL), 0)::BIGINT AS n_high,"
        " coalesce(sum(times) FILTER (low IS NOT NULL), 0)::BIGINT AS n_low,"
        f" coalesce(sum(adds * times), 0)::BIGINT AS adds, coalesce(sum({n}), 0)::BIGINT AS n"
    )


_TOLLS: Final = [f"{toll}_{end}" for toll in ("killed", "wounded") for end in ("low", "best", "high")]
_VICTIMS: Final = json.dumps([{"group": "VARCHAR"} | dict.fromkeys(_TOLLS, "INTEGER")])
"""What `victims_text` holds, as from_json asks for it."""
_ADDED_UP: Final = ", ".join(
    f"coalesce(sum({name}), 0)::BIGINT AS {name}" for name in ("low", "best", "high", "n_high", "n_low", "adds", "n")
)
# An incident that does not say how many it is, is one.
_COUNT: Final = (
    "coalesce(count_low, 1)",
    "coalesce(count_best, count_low, 1)",
    "CASE WHEN count_low IS NULL THEN 1 ELSE count_high END",
)
