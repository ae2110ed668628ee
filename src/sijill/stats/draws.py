"""What a count may be, given pairs that may be one incident and dates known to no more than a month: by drawing.

Each draw joins every unsure pair with its likelihood, and puts every vague date on one of its days. Draws are made by
hashes of the seed, so that the same seed gives the same figures, in this version of DuckDB.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sijill.errors import UnknownChoice
from sijill.stats.dimensions import OF, Dimension
from sijill.stats.filters import Filters, Where
from sijill.stats.periods import PERIODS, Window, last_day
from sijill.stats.sums import Answering, Question, source_of

SHARES: Final = (0.05, 0.5, 0.95)
"""The shares of draws that low, best and high leave below them."""
_UNIT: Final = "18446744073709551616.0"

Unsure = Sequence[tuple[str, str, float]]
"""Two incidents that may be one, and how likely they are."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """low, best and high by label, and of all. method: one sentence. n_unsure, n_vague: what was drawn."""

    by_label: Mapping[str | None, tuple[int, int, int]]
    total: tuple[int, int, int]
    method: str
    n_unsure: int
    n_vague: int


def drawn(
    connection: Answering,
    unsure: Unsure,
    *,
    by: str = "month",
    where: Where = (),
    of: str = "incidents",
    codebook: str = "TRUE",
    first_weekday: int = 0,
    today: date,
    start: date | None = None,
    end: date | None = None,
    n_draws: int = 1000,
    seed: int = 1,
) -> Drawn:
    """Draw a count n_draws times; by label, the 5th, 50th and 95th percentile.

    connection and choices: as for `count`. unsure: pairs of the frame's incidents; those that do not count are passed
    over. Where a pair is one, the later of the two adds nothing, and of two tolls the smaller is not added.
    Raises UnknownChoice for a breakdown under which an incident stands more than once.
    """
    if of not in OF:
        raise UnknownChoice.of("sum", of, OF)
    dimension = Dimension.named(by, first_weekday=first_weekday)
    if dimension.overlaps:
        raise UnknownChoice(f"draws cannot be counted by {by}: an incident may stand in several of its rows")
    filters = Filters.read(where)
    window = Window(today, start, end).narrowed(filters.start, filters.end)
    # Without a window, what has no date is counted too, in a row of its own.
    maybe = "TRUE" if window.is_open else window.sql_maybe()
    question = Question(connection, source_of(connection), of, codebook, f"({filters.sql}) AND ({maybe})")
    _tables(connection, question, dimension, window, unsure, n_draws=n_draws, seed=seed)
    found = {
        dimension.label(key): (low, best, high) for key, low, best, high in question.rows(_quantiles("label", n_draws))
    }
    ((_, *total),) = question.rows(_quantiles("NULL", n_draws)) or [(None, 0, 0, 0)]
    ((n_unsure, n_vague),) = question.rows(
        "SELECT (SELECT count(*) FROM draw_pairs), (SELECT count(*) FROM draw_told WHERE vague)"
    )
    method = (
        f"low, best and high are the 5th, 50th and 95th percentile of {n_draws:,} draws (seed {seed}) over {n_unsure} "
        f"pairs that may be one incident and {n_vague} dates that may lie in another row"
    )
    return Drawn(found, (total[0], total[1], total[2]), method, int(n_unsure), int(n_vague))


def _tables(
    connection: Answering,
    question: Question,
    dimension: Dimension,
    window: Window,
    unsure: Unsure,
    *,
    n_draws: int,
    seed: int,
) -> None:
    """Make draw_told (incidents), draw_pairs and draw_sums (one row a draw and label, of what varies)."""
    until = f"({last_day(window.today)})"
    calendar = dimension.calendar
    several = f"{calendar.sql('start')} <> {calendar.sql(until)}" if calendar else "FALSE"
    inside = window.sql_inside()
    more = ["incident", "start", f"{until} AS until", f"coalesce({several} OR NOT ({inside}), FALSE) AS vague"]
    told = question.incidents([dimension], more=more)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE draw_told AS {told}")
    connection.execute("CREATE OR REPLACE TEMP TABLE draw_named (a VARCHAR, b VARCHAR, likely DOUBLE)")
    if unsure:
        _insert(connection, unsure)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE draw_pairs AS
        SELECT a, b, likely, coalesce(least(x.best, y.best), 0) AS twice
        FROM draw_named JOIN draw_told x ON x.incident = a JOIN draw_told y ON y.incident = b
    """)
    chance = f"hash(a || b || '{seed}/' || n) / {_UNIT}"
    day = f"start + CAST(floor(hash(incident || 'day{seed}/' || n) / {_UNIT} * (until - start + 1)) AS INTEGER)"
    tests = [f"day >= DATE '{window.start.isoformat()}'"] if window.start else []
    tests += [f"day <= DATE '{window.end.isoformat()}'"] if window.end else []
    label = calendar.sql("day") if calendar else "d0"
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE draw_sums AS
        WITH draws AS (SELECT range AS n FROM range({n_draws})),
        gone AS (
            SELECT b AS incident, n, max(twice) AS twice FROM draw_pairs, draws WHERE {chance} < likely GROUP BY ALL
        ),
        moving AS (
            SELECT t.*, n, {day} AS day FROM draw_told t, draws
            WHERE t.vague OR t.incident IN (SELECT b FROM draw_pairs)
        )
        SELECT n, {label} AS label, sum(coalesce(best, 0) - coalesce(twice, 0))::BIGINT AS best
        FROM moving LEFT JOIN gone USING (incident, n) WHERE {" AND ".join(tests) or "TRUE"} GROUP BY ALL
    """)  # noqa: S608  made here
    fixed = "NOT vague AND incident NOT IN (SELECT b FROM draw_pairs)"
    key = calendar.sql("start") if calendar else "d0"
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE draw_fixed AS
        SELECT {key} AS label, sum(coalesce(best, 0))::BIGINT AS best FROM draw_told WHERE {fixed} GROUP BY ALL
    """)  # noqa: S608  made here


def _insert(connection: Any, unsure: Unsure) -> None:
    pairs = [(min(a, b), max(a, b), likely) for a, b, likely in sorted(unsure)]
    connection.execute(
        "INSERT INTO draw_named SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::DOUBLE[])",
        [[a for a, _, _ in pairs], [b for _, b, _ in pairs], [likely for _, _, likely in pairs]],
    )


def _quantiles(label: str, n_draws: int) -> str:
    """Low, best and high by label: over every draw, also those in which the label has nothing that varies."""
    low, best, high = (f"quantile_disc(best, {share})" for share in SHARES)
    return f"""
        WITH every AS (
            SELECT {label} AS label, range AS n, 0 AS best FROM range({n_draws}), (SELECT label FROM draw_fixed
                UNION SELECT label FROM draw_sums)
            UNION ALL SELECT {label}, n, best FROM draw_sums
            UNION ALL SELECT {label}, range, best FROM draw_fixed, range({n_draws})
        )
        SELECT label, {low}::BIGINT, {best}::BIGINT, {high}::BIGINT
        FROM (SELECT label, n, sum(best) AS best FROM every GROUP BY ALL) GROUP BY label ORDER BY label NULLS LAST
    """  # noqa: S608  own names


def with_draws(rows: Sequence[dict[str, Any]], found: Drawn, *, by: str) -> list[dict[str, Any]]:
    """The rows of a count, each with likely_low, likely and likely_high beside what is stated."""
    names = ("likely_low", "likely", "likely_high")
    # A period of which nothing is dated surely may still have something in some draws, and has a row of its own.
    known = {row[by] for row in rows}
    more = [label for label in found.by_label if label is not None and label not in known]
    empty = {"low": 0, "best": 0, "high": 0, "n_incidents": 0, "n_unstated": 0, "complete": True}
    told = [*rows, *({by: label, **empty} for label in more)]
    if by in PERIODS:
        told.sort(key=lambda row: (row[by] is None, row[by] or ""))
    return [{**row, **dict(zip(names, found.by_label.get(row[by], (None,) * 3), strict=True))} for row in told]
