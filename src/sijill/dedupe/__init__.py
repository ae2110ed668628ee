"""Reports to relations: which tell of the same attack, which are parts of one, which a person should look at.

The parts: `rows` (what is compared), `model` (how it is compared and weighed), `training` (the weights, by Splink),
`pairs` (blocking and scores, in DuckDB), `groups` (consistent groups), `wholes` (reports of several attacks),
`matching` (all of it, with reasons).
"""

from __future__ import annotations

from sijill.dedupe.groups import Bounds
from sijill.dedupe.matching import VERSION, Matched, Verdict, match
from sijill.dedupe.model import Model, shipped
from sijill.dedupe.pairs import levels_of, load, neighbours, prepare, put
from sijill.dedupe.rows import Origin, Row, row_of

__all__ = [
    "VERSION",
    "Bounds",
    "Matched",
    "Model",
    "Origin",
    "Row",
    "Verdict",
    "levels_of",
    "load",
    "match",
    "neighbours",
    "prepare",
    "put",
    "row_of",
    "shipped",
]
