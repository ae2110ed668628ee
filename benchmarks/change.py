"""Time one test of a step over 200,000 incidents with 500 placebo dates, imports left out. One line a figure.

python benchmarks/change.py [N_INCIDENTS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from count import synthetic
from sijill.model.frame import FRAME_COLUMNS, FRAME_TEXTS, FRAME_WITH_TEXTS
from sijill.stats.attacks import attacks
from sijill.stats.change import as_json, placebo, plan, tested
from sijill.stats.change.rates import special
from sijill.stats.series import series

STEP = date(2015, 3, 1)
TODAY = date(2020, 11, 22)
LIMIT_S = 5.0


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    special()
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "frame.parquet"
        synthetic(path, n)
        kept = ", ".join(f'"{name}"' for name in (*FRAME_COLUMNS, *FRAME_TEXTS))
        connection.execute(f"CREATE VIEW {FRAME_WITH_TEXTS} AS SELECT {kept} FROM read_parquet('{path}')")  # noqa: S608
        began = time.perf_counter()
        found = attacks(connection, today=TODAY)
        read = time.perf_counter()
        pairs = [(found.ids[k], found.ids[k + 1], 0.3) for k in range(0, 2000, 2)]
        rng = np.random.default_rng(1)
        counted = series(found, start=date(2001, 1, 1), end=TODAY, unsure=pairs, rng=rng)
        drawn = time.perf_counter()
        made = plan(counted, STEP, days=28, back=528)
        ranked = placebo(counted, STEP, made.stretches(), back=528)
        headline = time.perf_counter()
        whole = as_json(tested(counted, STEP, days=28, back=528))
        done = time.perf_counter()
    vague, placebos = int(found.vague.sum()), ranked.n_dates
    print(f"{len(found):,} of {n:,} incidents count; {vague:,} with no day told, 1,000 pairs unsure, 200 draws")
    print(
        f"read {read - began:.2f} s; drawn {drawn - read:.2f} s; ranked among {placebos} dates {headline - drawn:.3f} s"
    )
    print(f"every statistic with JSON: {done - headline:.2f} s (p {whole['comparisons'][0]['placebo']['p']})")
    print(f"rate-ratio headline, in all: {headline - began:.2f} s (limit {LIMIT_S} s)")
    sys.exit(headline - began > LIMIT_S)


if __name__ == "__main__":
    main()
