"""Which reports may tell of one attack, and how likely each two do: blocking and scores, in DuckDB.

What Splink cannot express is added here: how many other reports there are of the same days and province, or of the
same place, is what an agreement must be weighed against. A place of which one report a month speaks tells more than
a capital.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sijill.dedupe.levels import Comparison
from sijill.dedupe.model import Model, gamma_sql
from sijill.dedupe.rows import COLUMNS, NOWHERE, Row
from sijill.dedupe.wording import DEAR, WEIGHT

if TYPE_CHECKING:
    import duckdb

DAYS: Final = 2
"""Days that two reports of one attack may be apart."""
WIDEST: Final = 35
"""Days of a date that is known to the week or month; one known to the year meets reports of its first days only."""
PUBLISHED_WITHIN: Final = 3
"""Days before publication within which a report without a date is looked for."""
VAGUE_DAYS: Final = 7
VAGUE_BITS: Final = -4.0
"""What a date known to no more than the month adds, by hand: a month holds more attacks than are reported."""
ELSEWHERE_BITS: Final = -1.0
"""What it adds that the places of two reports from texts were read to be in two provinces, by hand."""
BY_HAND: Final = (
    ("deed_l <> deed_r", -9.0, "they tell of different kinds of deed"),
    ("document_l = document_r", -4.0, "one text tells them apart"),
    ("origin_l = origin_r", 4.0, "their texts are copies of one"),
)
"""What the training data do not have, in bits set by hand; the first that holds counts. Columns of two rows."""
BY_HAND_READ: Final = (
    (
        "deed_l <> deed_r AND (deed_l IN ('arrest', 'step') OR deed_r IN ('arrest', 'step'))",
        -6.0,
        "they tell of different kinds of deed",
    ),
    ("deed_l <> deed_r", -1.0, "they tell of different kinds of deed, as they were read"),
    (
        "document_l = document_r AND (weapon_family_l <> weapon_family_r OR target_family_l <> target_family_r"
        " OR killed_l <> killed_r)",
        -12.0,
        "one text tells them apart, with other weapons, targets or dead",
    ),
    ("document_l = document_r", -5.0, "one text tells them apart"),
    ("origin_l = origin_r", 4.0, "their texts are copies of one"),
)
"""The same where both were read from texts, in which readers take one kind of deed for another."""
REACH: Final = 12
"""Days around new reports in which what is joined to them is looked for first."""
OWN: Final = 3
"""Reports at a place that are taken to be of the attack in question itself."""
OWN_READ: Final = 6
"""The same of reports that were read from texts, whose weights do not count on rare places."""
KEPT_AT: Final = -4.0
"""Bits from which on a pair is kept: odds of 1 to 16."""
_TEXT: Final = frozenset(
    ("report", "document", "origin", "voice", "language", "block", "place", "name", "within", "admin2", "deed",
     "weapon", "weapons", "weapon_family", "target", "targets", "target_family", "actor", "status")
)  # fmt: skip
_cells: Final = attrgetter(*COLUMNS)
_KINDS: Final = {
    **dict.fromkeys(_TEXT, "VARCHAR"),
    **dict.fromkeys(("latitude", "longitude", "radius"), "DOUBLE"),
    **dict.fromkeys(("things", "names", "own", "words", "numbers"), "INTEGER[]"),
    "spots": "VARCHAR[]",
}
"""What a column holds where it is no whole number."""
_LISTS: Final = frozenset(column for column, kind in _KINDS.items() if kind.endswith("[]"))
_ADDED: Final[dict[str, str]] = {
    "barred": "concat('|', {t}place, '|')",
    "several_weapons": "{t}weapons <> concat('|', {t}weapon, '|')",
    "several_targets": "{t}targets <> concat('|', {t}target, '|')",
    "told": WEIGHT.format("{t}things"),
    "said": WEIGHT.format("{t}words"),
}
"""What levels need of a row that is worked out once for it: {t} is the table, with its dot."""


class Pair(NamedTuple):
    """Two reports that may tell of one attack. bits: log2 of the odds. levels: by comparison, -1 where not told."""

    a: str
    b: str
    bits: float
    levels: tuple[int, ...]


def load(connection: duckdb.DuckDBPyConnection, rows: Iterable[Row], table: str = "report") -> int:
    """Put rows into a new table; give how many."""
    kinds = {column: _KINDS.get(column, "INTEGER") for column in COLUMNS}
    n = 0
    with tempfile.TemporaryDirectory(prefix="sijill-dedupe-") as folder:
        file = Path(folder) / "rows.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            for row in rows:
                cells = _cells(row)
                writer.writerow(
                    [_list(c) if isinstance(c, tuple) else c for c in cells] if row.things is not None else cells
                )
                n += 1
        columns = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
        connection.execute(
            f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM read_csv(?, auto_detect = false, delim = ',', "  # noqa: S608
            "header = false, nullstr = '', "
            f"quote = '\"', escape = '\"', columns = {{{columns}}})",
            [str(file)],
        )
    return n


def _list(cells: tuple[int | str, ...]) -> str:
    return f"[{', '.join(map(str, cells))}]"


def put(connection: duckdb.DuckDBPyConnection, rows: Iterable[Row], gone: Collection[str] = ()) -> None:
    """Put rows into the table `report`, in place of those of the same reports and of those that are gone."""
    n = load(connection, rows, "fresh")
    connection.execute("CREATE OR REPLACE TEMP TABLE gone AS SELECT unnest(?::VARCHAR[]) AS report", [sorted(gone)])
    if n:
        connection.execute("INSERT INTO gone SELECT report FROM fresh")
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if "report" not in tables:
        connection.execute("CREATE TABLE report AS SELECT * FROM fresh LIMIT 0")
    connection.execute("DELETE FROM report WHERE report IN (SELECT report FROM gone)")
    connection.execute("INSERT INTO report SELECT * FROM fresh")
    connection.execute("DROP TABLE fresh")


def neighbours(connection: duckdb.DuckDBPyConnection, reports: Collection[str], *, days: int) -> set[str]:
    """The reports of `prepared` that lie within so many days of one of these, in its province or at its place."""
    _about(connection, reports)
    found = connection.execute(f"""
        WITH own AS (SELECT DISTINCT block, place, day, until FROM prepared SEMI JOIN about USING (report))
        SELECT DISTINCT p.report FROM prepared p JOIN own ON own.block = p.block
        AND p.day BETWEEN own.day - {days} AND own.until + {days}
        UNION SELECT DISTINCT p.report FROM prepared p JOIN own ON own.place = p.place
        AND p.day BETWEEN own.day - {days} AND own.until + {days}
    """).fetchall()  # noqa: S608  own numbers
    return {str(id) for (id,) in found}


def prepare(
    connection: duckdb.DuckDBPyConnection,
    table: str = "report",
    *,
    around: Collection[str] | None = None,
    reach: int = REACH,
) -> None:
    """Make the table `prepared`: rows with the days they may lie on, and how many others are around them.

    A report without a date is looked for in the days before its text was published, unless the text only recalls it:
    then it may be of any day, and stays by itself. around: only the rows of `reach` days around these reports.
    """
    near = ""
    if around is not None:
        _about(connection, around)
        day = f"coalesce(first, published - {PUBLISHED_WITHIN})"
        connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE window_of AS SELECT min({day}) - {reach} AS low,
            max(coalesce(last, published)) + {reach} AS high FROM {table} SEMI JOIN about USING (report)
        """)  # noqa: S608  own names
        near = f"AND {day} BETWEEN (SELECT low FROM window_of) AND (SELECT high FROM window_of)"  # noqa: S608
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE prepared AS
        SELECT *, coalesce(first, published - {PUBLISHED_WITHIN}) AS day,
               least(coalesce(last, published), coalesce(first, published - {PUBLISHED_WITHIN}) + {WIDEST}) AS until,
               coalesce(first, published) // 3 AS bucket
        FROM {table} WHERE (first IS NOT NULL OR (published IS NOT NULL AND recalled = 0)) {near}
    """)  # noqa: S608  own names
    # A report of no province has the company of all.
    everyone = f"UNION ALL SELECT '{NOWHERE}', day, count(*) FROM prepared WHERE block <> '{NOWHERE}' GROUP BY ALL"  # noqa: S608
    for table, by, anywhere in (("crowd", "block", everyone), ("crowd_at", "place", "")):
        # A date that is known to the month has the company of the whole month.
        connection.execute(f"""
            CREATE OR REPLACE TEMP TABLE {table} AS
            WITH daily AS (
                SELECT {by}, day, count(*) AS n FROM prepared WHERE {by} IS NOT NULL GROUP BY ALL {anywhere}
            ),
            spans AS (SELECT DISTINCT {by}, day, until FROM prepared WHERE {by} IS NOT NULL)
            SELECT s.{by}, s.day, s.until, sum(d.n) AS n FROM spans s JOIN daily d
            ON s.{by} = d.{by} AND d.day BETWEEN s.day - 1 AND s.until + 1 GROUP BY ALL
        """)  # noqa: S608  own names
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE prepared AS
        SELECT p.*, c.n AS n_around, coalesce(h.n, 1) AS n_here, {_added("p.")}
        FROM prepared p JOIN crowd c USING (block, day, until)
        LEFT JOIN crowd_at h ON h.place = p.place AND h.day = p.day AND h.until = p.until
    """)  # noqa: S608  own definition


def _added(table: str, suffix: str = "") -> str:
    return ", ".join(f"{sql.format(t=table)} AS {name}{suffix}" for name, sql in _ADDED.items())


def scored(
    connection: duckdb.DuckDBPyConnection,
    model: Model,
    *,
    kept_at: float = KEPT_AT,
    about: Collection[str] | None = None,
) -> list[Pair]:
    """The pairs of `prepared` that reach `kept_at` bits, a before b, in order. about: only those with one of these."""
    if about is not None:
        _about(connection, about)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE asked AS SELECT * FROM prepared SEMI JOIN about USING (report)"
        )
    asked = about is not None
    found = connection.execute(_plain(model, kept_at, asked=asked)).fetchall()
    if model.read and connection.execute("SELECT 1 FROM prepared WHERE things IS NOT NULL LIMIT 1").fetchall():
        # One that shares a place's name and names no province comes twice.
        found = sorted({*found, *connection.execute(_read(model, kept_at, asked=asked)).fetchall()})
    return [Pair(row[0], row[1], row[2], row[3:]) for row in found]


def _plain(model: Model, kept_at: float, *, asked: bool) -> str:
    """SQL for the pairs of which one at least was not read from a text."""
    return _in_two(
        model.comparisons, kept_at, _blocked(model, asked=asked, read=False), start=_by_hand(BY_HAND),
        late=frozenset(("place",)), crowded=False,
    )  # fmt: skip


def _read(model: Model, kept_at: float, *, asked: bool) -> str:
    """SQL for the pairs of which both were read from texts."""
    elsewhere = (
        f"CASE WHEN block_l <> block_r AND '{NOWHERE}' NOT IN (block_l, block_r) THEN {ELSEWHERE_BITS:e} ELSE 0e0 END"
    )
    return _in_two(
        model.read, kept_at, _blocked(model, asked=asked, read=True),
        start=f"{model.start:e} + {_by_hand(BY_HAND_READ)} + {elsewhere}",
        late=frozenset(c.name for c in DEAR), crowded=True,
    )  # fmt: skip


def _in_two(
    comparisons: Sequence[Comparison], kept_at: float, blocked: str, *, start: str, late: Collection[str], crowded: bool
) -> str:
    """SQL for the pairs that reach `kept_at` bits, with their levels.

    late: the comparisons that take long, made for those pairs alone that may still reach it.
    """
    most = sum(max(level.bits for level in c.levels) for c in comparisons if c.name in late)
    soon = " + ".join(["prior", start, *(_bits(c, crowded=crowded) for c in comparisons if c.name not in late)])
    then = " + ".join(["soon", *(_bits(c, crowded=crowded) for c in comparisons if c.name in late)])
    levels = ", ".join(gamma_sql(c) for c in comparisons)
    # What adding in another order may change is cut off, so that the same reports give the same groups.
    return f"""
        SELECT least(report_l, report_r) AS a, greatest(report_l, report_r) AS b, round(bits, 6), {levels} FROM (
            SELECT *, {then} AS bits FROM (
                SELECT *, {soon} AS soon FROM ({blocked}) WHERE {soon} >= {kept_at - max(0.0, most):e}
            )
        ) WHERE bits >= {kept_at:e} ORDER BY a, b
    """  # noqa: S608  own definition


def _about(connection: duckdb.DuckDBPyConnection, reports: Collection[str]) -> None:
    connection.execute("CREATE OR REPLACE TEMP TABLE about AS SELECT unnest(?::VARCHAR[]) AS report", [sorted(reports)])


def levels_of(
    connection: duckdb.DuckDBPyConnection, model: Model, couples: Iterable[tuple[str, str]]
) -> list[dict[str, str]]:
    """The level that each of these couples of reports reaches, by comparison; what is not told is left out."""
    told = sorted({(min(a, b), max(a, b)) for a, b in couples})
    if not told:
        return []
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE couple AS SELECT unnest(?::VARCHAR[]) AS a, unnest(?::VARCHAR[]) AS b",
        [[a for a, _ in told], [b for _, b in told]],
    )
    sides = ", ".join(f"l.{c} AS {c}_l, r.{c} AS {c}_r" for c in COLUMNS)
    added = ", ".join(_added(f"{t}.", f"_{t}") for t in "lr")
    compared = model.read or model.comparisons
    levels = ", ".join(gamma_sql(c) for c in compared)
    found = connection.execute(f"""
        SELECT {levels} FROM (
            SELECT {sides}, {added} FROM couple JOIN report l ON l.report = a JOIN report r ON r.report = b
        ) ORDER BY report_l, report_r
    """).fetchall()  # noqa: S608  own definition
    return [
        {c.name: c.levels[len(c.levels) - 1 - level].name for c, level in zip(compared, row, strict=True) if level >= 0}
        for row in found
    ]


def _by_hand(told: Sequence[tuple[str, float, str]]) -> str:
    vague = (
        f"CASE WHEN last_l - first_l > {VAGUE_DAYS} OR last_r - first_r > {VAGUE_DAYS} THEN {VAGUE_BITS:e} ELSE 0e0 END"
    )
    return f"CASE {' '.join(f'WHEN {sql} THEN {bits:e}' for sql, bits, _ in told)} ELSE 0e0 END + {vague}"


def _bits(comparison: Comparison, *, crowded: bool = False) -> str:
    """SQL for the bits that the level reached adds. crowded: less for a place that many name, as `_blocked` has it.

    Not by way of the level's number: DuckDB would work that out anew for every number it is compared with.
    """
    told = []
    for level in comparison.levels:
        # As a double: decimals of this many digits take three times as long to add.
        bits = f"{level.bits:.6e}"
        if (comparison.name, level.name) == ("place", "same") and crowded:
            bits += " - log2(here_share / usual_share)"
        elif (comparison.name, level.name) == ("place", "same"):
            # Here the chance of agreeing is known: the share of the reports around that name this place.
            bits = f"log2({level.m:.6e} / least(0.9e0, here_share))"
        told.append(f"WHEN {level.sql} THEN {bits}" if level.sql else f"ELSE {bits}")
    return f"CASE WHEN {comparison.unknown} THEN 0e0 {' '.join(told)} END"


def _blocked(model: Model, *, asked: bool, read: bool) -> str:
    """SQL for the pairs that are compared at all: reports of one province, or of none, on days that may be the same.

    asked: one of the two is in the table `asked`. read: those of which both were read from texts, else all others.
    """
    sides = ", ".join(f"l.{c} AS {c}_l, r.{c} AS {c}_r" for c in (*COLUMNS, *_ADDED) if read or c not in _LISTS)
    around = "greatest(l.n_around, r.n_around)"
    # Two reports alone in a province are no likelier one attack than two.
    prior = f"least(0e0, log2({model.companions:.4e} / {around}))"
    # The first few reports at a place may all be of this one attack, and say nothing of how many others there are.
    usual = model.level("place", "same").u
    own = OWN_READ if read else OWN
    share = f"greatest({usual:.6e}, (greatest(l.n_here, r.n_here) - {own}) / {around}) AS here_share"
    share += f", {usual:.6e} AS usual_share"
    # A pair of two that are asked for comes once. A report of several attacks is no report of one: see `wholes`.
    order = "(l.report < r.report OR r.report NOT IN (SELECT report FROM about))" if asked else "l.report < r.report"
    both = "l.things IS NOT NULL AND r.things IS NOT NULL"
    order = f"l.report <> r.report AND {order} AND (l.n > 1) = (r.n > 1) AND {'' if read else 'NOT '}({both})"
    wide = (
        f"SELECT *, unnest(generate_series(day - {DAYS}, until + {DAYS})) AS on_day"  # noqa: S608
        f" FROM {'asked' if asked else 'prepared'}"
    )
    days = "SELECT *, unnest(generate_series(day, until)) AS on_day FROM prepared"
    # Of the days that two rows share, the first stands for all, so that a pair comes once.
    first_shared = f"l.on_day = greatest(l.day - {DAYS}, r.day)"
    told = f"SELECT {sides}, {prior} AS prior, {share}"
    same_block = f"""{told} FROM ({wide}) l JOIN ({days}) r ON l.block = r.block AND l.on_day = r.on_day
        WHERE {order} AND {first_shared} AND l.block <> '{NOWHERE}'"""
    # Between texts enough else is compared.
    joined = "l.on_day = r.on_day"
    if not read:
        joined += " AND l.weapon = r.weapon AND l.first IS NOT NULL AND r.first IS NOT NULL"
    nowhere = f"""{told} FROM ({wide}) l JOIN ({days}) r ON {joined}
        WHERE {order} AND {first_shared} AND (l.block = '{NOWHERE}' OR r.block = '{NOWHERE}')"""
    if not read:
        return f"{same_block} UNION ALL {nowhere}"
    # A reader may have taken another place for that of the attack: the right one is named all the same.
    couples = " UNION ".join(
        f"""SELECT l.report AS a, r.report AS b FROM (SELECT *, unnest({one}) AS called FROM ({wide})) l
        JOIN (SELECT *, unnest({two}) AS called FROM ({days})) r
        ON l.called = r.called AND l.on_day = r.on_day AND l.block <> r.block WHERE {first_shared}"""  # noqa: S608  own definition
        for one, two in (("own", "names"), ("names", "own"), ("[place]", "spots"), ("spots", "[place]"))
    )
    named = f"{told} FROM ({couples}) JOIN prepared l ON l.report = a JOIN prepared r ON r.report = b WHERE {order}"
    return f"{same_block} UNION ALL {nowhere} UNION ALL {named}"


def at_edge(connection: duckdb.DuckDBPyConnection, reports: Collection[str]) -> bool:
    """Whether these reports, all about which `prepare` was asked, come near the first or last day it took."""
    _about(connection, reports)
    found = connection.execute(f"""
        SELECT count(*) FROM prepared SEMI JOIN about USING (report), window_of
        WHERE day < low + {2 * DAYS + 2} OR until > high - {2 * DAYS + 2}
    """).fetchall()  # noqa: S608  own numbers
    return bool(found[0][0])
