"""Time every count over a synthetic frame, against plain Python on the same rows. One printed line a figure.

python benchmarks/count.py [N_INCIDENTS] [THREADS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from sijill import codebook
from sijill.model import vocabulary
from sijill.model.frame import FRAME_COLUMNS, FRAME_TEXTS, FRAME_WITH_TEXTS
from sijill.stats import BY, OF, count

TODAY = date(2020, 11, 22)
ROUNDS = 5


def _pick(values: tuple[str, ...], salt: int) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"([{listed}])[1 + (hash(i, {salt}) % {len(values)})::INTEGER]"


def _toll(name: str, salt: int) -> list[str]:
    stated = f"hash(i, {salt}) % 4 > 0"
    low = f"(hash(i, {salt}, 1) % 4)::INTEGER"
    return [
        f"CASE WHEN {stated} THEN {low} END AS {name}_low",
        f"CASE WHEN {stated} AND i % 5 > 0 THEN {low} END AS {name}_best",
        f"CASE WHEN {stated} AND i % 7 > 0 THEN {low} + (i % 3)::INTEGER END AS {name}_high",
    ]


def synthetic(path: Path, n: int) -> None:
    """Write a frame of n incidents of twenty years; one in fifty is part of the one before."""
    start = "DATE '2001-01-01' + (hash(i, 1) % 7200)::INTEGER"
    by_month = "i % 20 = 0"
    name = "md5(i::VARCHAR)"
    group = _pick(vocabulary.GROUPS, 13)
    made = {
        "incident": name,
        "seq": "i",
        "start": f"CASE WHEN i % 50 = 1 THEN NULL WHEN {by_month} THEN date_trunc('month', {start}) ELSE {start} END",
        "finish": f"CASE WHEN i % 50 = 1 THEN NULL WHEN {by_month} THEN last_day({start}) ELSE {start} END",
        "date_precision": f"CASE WHEN i % 50 = 1 THEN NULL WHEN {by_month} THEN 'month' ELSE 'day' END",
        "country": "'IQ'",
        "admin1": "CASE WHEN i % 30 > 0 THEN 'Province ' || hash(i, 2) % 19 END",
        "admin2": "'District ' || hash(i, 3) % 120",
        "place": "'Place ' || hash(i, 4) % 3000",
        "place_precision": "'settlement'",
        "kind": _pick(vocabulary.KINDS, 5),
        "weapon": _pick(vocabulary.WEAPONS, 6),
        "weapons": f"[{_pick(vocabulary.WEAPONS, 6)}]",
        "target": _pick(vocabulary.TARGETS, 7),
        "targets": f"[{_pick(vocabulary.TARGETS, 7)}]",
        "perpetrator": "CASE WHEN i % 3 = 0 THEN 'group_' || hash(i, 8) % 300 END",
        "perpetrators": "CASE WHEN i % 3 = 0 THEN ['group_' || hash(i, 8) % 300] ELSE [] END",
        "perpetrator_side": _pick(("state", "non_state", "unknown", "unknown"), 9),
        "campaign": _pick(("pro_iran", "islamic_state", "tribal", "other"), 10),
        "status": _pick(("occurred",) * 6 + ("foiled", "denied"), 11),
        "role": _pick(("listed", "news", "news", "background"), 12),
        "count_low": "1",
        "count_best": "1",
        "count_high": "1",
        "victims": (
            f"CASE WHEN i % 2 = 0 THEN [{{'group': {group}, 'killed_low': 1, 'killed_best': 1, 'killed_high': 1,"
            " 'wounded_low': NULL, 'wounded_best': NULL, 'wounded_high': NULL}] ELSE [] END"
        ),
        "part_of": "CASE WHEN i % 50 = 7 THEN md5((i - 1)::VARCHAR) END",
        "whole": f"CASE WHEN i % 50 = 6 THEN {name} END",
        "n_reports": "1",
        "outlets": "['outlet_' || hash(i, 14) % 40, 'outlet_' || hash(i, 15) % 40]",
        "reviewed": "FALSE",
        "confidence": "0.8",
    }
    tolls = tuple(f"{toll}_{part}" for toll in ("killed", "wounded") for part in ("low", "best", "high"))
    told = [f"({made.get(c, 'NULL')})::{kind} AS {c}" for c, kind in FRAME_COLUMNS.items() if c not in tolls]
    told += [*_toll("killed", 16), *_toll("wounded", 17)]
    texts = ", ".join(f"{sql} AS {column}" for column, sql in FRAME_TEXTS.items())
    rows = f"SELECT *, {texts} FROM (SELECT {', '.join(told)} FROM range({n}) t(i))"  # noqa: S608
    duckdb.connect().execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def opened(path: Path, threads: int) -> duckdb.DuckDBPyConnection:
    """A connection with the views that a store gives."""
    connection = duckdb.connect(config={"threads": threads})
    connection.execute(f"CREATE VIEW {FRAME_WITH_TEXTS} AS SELECT * FROM read_parquet('{path}')")  # noqa: S608
    connection.execute(f"CREATE VIEW frame AS SELECT {', '.join(FRAME_COLUMNS)} FROM {FRAME_WITH_TEXTS}")  # noqa: S608
    return connection


def best_of(run: Callable[[], Any]) -> str:
    """The shortest of a few runs, and its processor time over all threads, which a busy machine disturbs less."""
    times = []
    for _ in range(ROUNDS):
        begin, begin_cpu = time.perf_counter(), time.process_time()
        run()
        times.append((time.perf_counter() - begin, time.process_time() - begin_cpu))
    wall, cpu = min(times)
    return f"{1000 * wall:.0f} ms\t{1000 * cpu:.0f} ms of processor"


def plain_python(rows: list[tuple[Any, ...]]) -> dict[str, list[int | None]]:
    """People killed by month, as one would write it by hand."""
    sums: dict[str, list[int | None]] = {}
    for month, low, best, high in rows:
        one = sums.setdefault(month, [0, 0, 0])
        one[0] = (one[0] or 0) + (low or 0)
        one[1] = (one[1] or 0) + (best if best is not None else low or 0)
        one[2] = None if one[2] is None or high is None else one[2] + high
    return sums


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    threads = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    rules = codebook.load("attacks")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frame.parquet"
        synthetic(path, n)
        print(f"frame\t{n} incidents\t{path.stat().st_size / 1e6:.0f} MB\t{threads} threads")
        connection = opened(path, threads)
        for of in OF:
            for by in BY:
                for name, sql in (("all", "TRUE"), ("attacks", rules.sql())):
                    ms = best_of(lambda: count(connection, by=by, of=of, codebook=sql, today=TODAY))  # noqa: B023
                    print(f"count\t{of}\tby {by}\t{name}\t{ms}")
        window = {"start": date(2020, 1, 1), "end": date(2020, 12, 31)}
        where = ["admin1=Province 3", "weapon=ied,rocket"]
        ms = best_of(lambda: count(connection, by="month", and_by="kind", where=where, today=TODAY, **window))
        print(f"count\tincidents\tby month and kind, one year, one province, two weapons\t{ms}")
        asked = "SELECT strftime(start, '%Y-%m'), killed_low, killed_best, killed_high FROM frame"
        rows = connection.execute(asked).fetchall()
        print(f"plain Python\tkilled\tby month, rows already in memory\t{best_of(lambda: plain_python(rows))}")
        reading = best_of(lambda: plain_python(connection.execute(asked).fetchall()))
        print(f"plain Python\tkilled\tby month, rows read first\t{reading}")


if __name__ == "__main__":
    main()
