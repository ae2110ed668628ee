"""Boosted trees as JSON: how likely signs are those of a sort that was learned, in plain Python.

Trained with scikit-learn's HistGradientBoostingClassifier (Friedman 2001; Ke et al. 2017), which the library does not
need; `kept` is the form that it is kept in.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Tree = Sequence[Sequence[float]]
"""Nodes, the first the root. Each is the index of a sign, the most that goes left, and the nodes to the left and to
the right; a leaf is -1, what it adds, and two zeros."""


_STEP = 1_000_000
"""Bounds are kept in millionths."""


@cache
def load(file: Path) -> Mapping[str, Any]:
    """The names of the signs, log odds to begin with, and the trees."""
    told: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return told


def likely(judge: Mapping[str, Any], seen: Mapping[str, float]) -> float:
    """How likely signs are of the sort, 0 to 1; a sign that is not given is 0."""
    row = [seen.get(name, 0.0) for name in judge["signs"]]
    odds = judge["rest"] + sum(_leaf(tree, row) for tree in judge["trees"])
    return float(1 / (1 + math.exp(-odds)))


def _leaf(tree: Tree, row: Sequence[float]) -> float:
    """What the leaf of a tree adds that a row of signs comes to."""
    sign, most, left, right = tree[0]
    while sign >= 0:
        sign, most, left, right = tree[int(left if row[int(sign)] <= most else right)]
    return most


def kept(names: Sequence[str], model: Any) -> dict[str, Any]:
    """A trained classifier as `load` gives it. names: of its columns, in order."""
    trees = [_nodes(one.nodes) for (one,) in model._predictors]
    return {"signs": list(names), "rest": round(float(model._baseline_prediction[0][0]), 5), "trees": trees}


def _nodes(nodes: Any) -> Tree:
    """A tree: for each node the sign, the most that goes left, both nodes below, or -1 and what a leaf adds.

    A bound is rounded up, since it may be the very value of a row that goes left.
    """
    return [
        [-1, round(float(n["value"]), 5), 0, 0]
        if n["is_leaf"]
        else [
            int(n["feature_idx"]),
            math.ceil(float(n["num_threshold"]) * _STEP) / _STEP,
            int(n["left"]),
            int(n["right"]),
        ]
        for n in nodes
    ]


__all__ = ["Tree", "kept", "likely", "load"]
