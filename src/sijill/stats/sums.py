"""The SQL of a count: what each incident adds, and the sums of it by label.

The rows of a frame add up: a whole ("three convoys") counts what its parts leave over, and `part_of` names the whole
whose toll covers a part's, so that the part adds none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Protocol

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


@dataclass(frozen=True, slots=True)
class Question:
    """Which incidents are asked for, and what is added. codebook, chosen: SQL tests over the frame's columns."""

    connection: Answering
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
            " FROM (SELECT * FROM frame WHERE start IS NULL OR date_precision IS DISTINCT FROM 'day')"
            f" WHERE ({self.codebook}) AND ({filters})"
        )
        return int(n_undated), int(n_coarse)

    def sums(self, dimensions: Sequence[Dimension]) -> list[Sum]:
        """One sum a label, or a combination of labels. Rows of a dimension that `overlaps` share incidents."""
        if self.of != "incidents" and any(d.name == "group" for d in dimensions):
            return self._by_group(dimensions)
        added = self._added(self._incidents(dimensions), len(dimensions))
        return self._answers(self._spread(added, dimensions, len(dimensions)), len(dimensions))

    def _incidents(self, dimensions: Sequence[Dimension], *, more: Sequence[str] = ()) -> str:
        """One row an incident: labels, low, best and high (NULL where it adds none), and whether it adds (0 or 1)."""
        labels = [f"{d.sql()} AS d{n}" for n, d in enumerate(dimensions)]
        adds, source = "1", "frame"
        if self.of == "incidents":
            low, best, high = _COUNT
        else:
            source, adds = self._covered()
            low, best, high = f"{self.of}_low", f"coalesce({self.of}_best, {self.of}_low)", f"{self.of}_high"
            if adds != "1":
                low, best, high = (f"CASE WHEN {adds} = 1 THEN {told} END" for told in (low, best, high))
        told = [*labels, f"{low} AS low", f"{best} AS best", f"{high} AS high", f"{adds} AS adds", *more]
        return f"SELECT {', '.join(told)} FROM {source} WHERE ({self.codebook}) AND ({self.chosen})"  # noqa: S608

    def _covered(self) -> tuple[str, str]:
        """What to read, and 1 where an incident adds its own toll, 0 where a whole's toll covers it."""
        if not self.rows("SELECT 1 FROM frame WHERE part_of IS NOT NULL LIMIT 1"):
            return "frame", "1"
        if self.codebook == "TRUE":
            return "frame", "(part_of IS NULL)::INTEGER"
        # A whole that the codebook leaves out adds nothing; its parts' tolls must not go with it.
        asked = "SELECT part_of FROM frame WHERE part_of IS NOT NULL"
        wholes = f"SELECT incident AS whole FROM frame WHERE incident IN ({asked}) AND ({self.codebook})"  # noqa: S608
        return f"frame LEFT JOIN ({wholes}) ON part_of = whole", "(whole IS NULL)::INTEGER"

    @staticmethod
    def _added(incidents: str, n_labels: int) -> str:
        """The sums of each combination of labels, in columns that can be added up again."""
        labels = [f"d{n}" for n in range(n_labels)]
        return (
            f"SELECT {''.join(label + ', ' for label in labels)}"  # noqa: S608  made here
            f"sum(low) AS low, sum(best) AS best, sum(high) AS high, count(high) AS n_high, count(low) AS n_low,"
            f" sum(adds) AS adds, count(*) AS n FROM ({incidents}){' GROUP BY ' + ', '.join(labels) if labels else ''}"
        )

    @staticmethod
    def _spread(added: str, dimensions: Sequence[Dimension], n_labels: int) -> str:
        """One row for each label of a dimension that overlaps. One at a time: two lists unnested at once would pair."""
        spread = [n for n, dimension in enumerate(dimensions) if dimension.overlaps]
        for n in spread:
            added = f"SELECT * REPLACE ({dimensions[n].sql_each(f'd{n}')} AS d{n}) FROM ({added})"  # noqa: S608
        if not spread:
            return added
        # The group's label, where tolls are told by group, follows the dimensions that are spread here.
        labels = ", ".join(f"d{n}" for n in range(n_labels))
        sums = ", ".join(f"sum({name}) AS {name}" for name in ("low", "best", "high", "n_high", "n_low", "adds", "n"))
        return f"SELECT {labels}, {sums} FROM ({added}) GROUP BY {labels}"  # noqa: S608  made here

    def _answers(self, added: str, n_labels: int) -> list[Sum]:
        found = []
        for row in self.rows(added):
            low, best, high, n_high, n_low, adds, n = [int(figure or 0) for figure in row[n_labels:]]
            found.append(Sum(row[:n_labels], low, best, high if n_high == adds else None, n, adds - n_low))
        return found

    def _by_group(self, dimensions: Sequence[Dimension]) -> list[Sum]:
        """Tolls of the victims of each group, and a last label for what no group accounts for."""
        # While counting, the group's label is the last, and the other breakdown's, if any, is the first.
        others = [d for d in dimensions if d.name != "group"]
        kept = [f"d{n}" for n in range(len(others))]
        alike = ", ".join([*kept, "victims", "low", "best", "high", "adds"])
        # Incidents alike in all that matters here are few, and a lambda a row is slow: put them together first.
        incidents = self._incidents(others, more=["victims"])
        alike = f"SELECT {alike}, count(*) AS times FROM ({incidents}) GROUP BY {alike}"  # noqa: S608  made here
        label = f"d{len(others)}"
        labels = ", ".join([*kept, label])
        told = f"{self._of_groups(kept, label)} UNION ALL BY NAME {self._of_no_group(kept, label)}"
        added = (
            f"WITH alike AS MATERIALIZED ({alike}) SELECT {labels}, sum(low * times) AS low,"  # noqa: S608  made here
            " sum(best * times) AS best, sum(high * times) AS high, sum(times) FILTER (high IS NOT NULL) AS n_high,"
            " sum(times) FILTER (low IS NOT NULL) AS n_low, sum(adds * times) AS adds, sum(is_first * times) AS n"
            f" FROM ({told}) GROUP BY {labels}"
        )
        found = self._answers(self._spread(added, others, len(others) + 1), len(others) + 1)
        if dimensions[0].name == "group":
            return [one._replace(key=(one.key[-1], *one.key[:-1])) for one in found]
        return found

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


# An incident that does not say how many it is, is one.
_COUNT: Final = (
    "coalesce(count_low, 1)",
    "coalesce(count_best, count_low, 1)",
    "CASE WHEN count_low IS NULL THEN 1 ELSE count_high END",
)
