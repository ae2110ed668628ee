"""Reports to relations: which tell of the same attack, which are parts of one, which a person should look at.

The parts: `rows` (what is compared), `model` (how it is compared and weighed), `training` (the weights, by Splink),
`pairs` (blocking and scores, in DuckDB), `groups` (consistent groups), `wholes` (reports of several attacks),
`matching` (all of it, with reasons).
"""

from __future__ import annotations

from collections.abc import Iterable

from sijill.dedupe.groups import Bounds
from sijill.dedupe.matching import VERSION, Matched, Verdict, match, match_two, reasons
from sijill.dedupe.model import Model, across_gazetteers, shipped
from sijill.dedupe.pairs import REACH, at_edge, levels_of, load, neighbours, prepare, put
from sijill.dedupe.rows import Origin, Row, row_of, row_of_values


def train(rows: Iterable[Row], *, note: str) -> Model:
    """See `training.train`, which is loaded when it is first wanted."""
    from sijill.dedupe import training

    return training.train(rows, note=note)


__all__ = [
    "REACH",
    "VERSION",
    "Bounds",
    "Matched",
    "Model",
    "Origin",
    "Row",
    "Verdict",
    "across_gazetteers",
    "at_edge",
    "levels_of",
    "load",
    "match",
    "match_two",
    "neighbours",
    "prepare",
    "put",
    "reasons",
    "row_of",
    "row_of_values",
    "shipped",
    "train",
]
