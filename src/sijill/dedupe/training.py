"""Weights from reports without labels: Splink's expectation maximisation over the pairs of a province and three days.

Splink comes with the extra `merge`; nothing else in the library needs it.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import duckdb

from sijill.dedupe import pairs
from sijill.dedupe.levels import Comparison
from sijill.dedupe.model import BLOCKING, COMPARISONS, Model, shipped, splink_settings
from sijill.dedupe.rows import Row
from sijill.errors import MissingExtra, NotEnoughData

LEAST_M, LEAST_U = 0.02, 0.0005
"""No level is held to be rarer than this: reporters err in more ways than the training data have, and some thousand
pairs cannot tell one in a thousand from never."""
LEAST = 200
"""Reports under which no weights can be trained; a ledger of fewer keeps the weights that come with this version."""


def started() -> Model:
    """A model that knows only that levels are listed from agreement to disagreement; training starts from it."""
    return Model(tuple(_started(c) for c in COMPARISONS), 1.0)


def _started(comparison: Comparison) -> Comparison:
    n = len(comparison.levels)
    m = [3.0**-k for k in range(n)]
    u = [3.0 ** (k - n) for k in range(n)]
    levels = tuple(replace(level, m=m[k] / sum(m), u=u[k] / sum(u)) for k, level in enumerate(comparison.levels))
    return replace(comparison, levels=levels)


def train(rows: Iterable[Row], *, note: str, start: Model | None = None) -> Model:
    """A model with weights trained on these rows by Splink. note: what the rows are, kept with the weights.

    Raises MissingExtra without Splink, NotEnoughData under LEAST rows.
    """
    try:
        from splink import DuckDBAPI, Linker
    except ImportError as error:
        raise MissingExtra.of("merge", "training the weights of the matcher needs Splink") from error
    with duckdb.connect() as connection:
        n_rows = pairs.load(connection, rows)
        if n_rows < LEAST:
            raise NotEnoughData(f"{n_rows} reports are too few to train on; {LEAST} are needed. The weights stay")
        pairs.prepare(connection)
        logging.getLogger("splink").setLevel(logging.ERROR)
        linker = Linker(
            DuckDBAPI(connection).register("prepared"), splink_settings(start or started()), log_level=logging.ERROR
        )
        # u is estimated too: among reports of one province and day, not among all.
        session = linker.training.estimate_parameters_using_expectation_maximisation(
            BLOCKING, fix_u_probabilities=False, max_pairs=5e6
        )
        told = linker.misc.save_model_to_json()
        share = session.core_model_settings.probability_two_random_records_match
        model = _read(told, note=note)
        return replace(model, companions=_companions(connection, model, share))


def _companions(connection: duckdb.DuckDBPyConnection, model: Model, share: float) -> float:
    """What makes the likelihoods of all pairs trained on add up to as many as are true by the training's own count."""
    ((n_pairs,),) = connection.execute(
        "SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM prepared GROUP BY block, bucket)"
    ).fetchall()
    bucket = dict(connection.execute("SELECT report, block || '/' || bucket FROM prepared").fetchall())
    found = [p.bits for p in pairs.scored(connection, model, kept_at=-20) if bucket[p.a] == bucket[p.b]]
    low, high = -10.0, 10.0
    while high - low > 0.001:
        middle = (low + high) / 2
        few = sum(1 / (1 + 2.0 ** -(bits + middle)) for bits in found) < share * float(n_pairs)
        low, high = (middle, high) if few else (low, middle)
    return round(model.companions * math.pow(2.0, low), 3)


def _read(told: dict[str, Any], *, note: str) -> Model:
    """The weights that Splink trained, in our words; a level that never came up keeps what it started from."""
    weights: dict[str, dict[str, list[float]]] = {}
    starts = {c.name: {v.name: v for v in c.levels} for c in started().comparisons}
    for c in told["comparisons"]:
        name = c["output_column_name"]
        levels = [v for v in c["comparison_levels"] if not v.get("is_null_level")]
        weights[name] = {
            v["label_for_charts"]: [
                max(LEAST_M, v.get("m_probability") or starts[name][v["label_for_charts"]].m),
                max(LEAST_U, v.get("u_probability") or starts[name][v["label_for_charts"]].u),
            ]
            for v in levels
        }
    # What holds of texts cannot be had without labels: those weights stay.
    read = shipped().to_json().get("read")
    return Model.from_json(
        {"companions": 1.0, "trained_on": note, "weights": weights, **({"read": read} if read else {})}
    )
