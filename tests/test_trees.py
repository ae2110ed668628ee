"""Boosted trees as JSON give what scikit-learn's own give."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from sijill import trees

TREE = [[0, 2.5, 1, 2], [-1, -1.0, 0, 0], [1, 0.0, 3, 4], [-1, 0.5, 0, 0], [-1, 2.0, 0, 0]]
JUDGE = {"signs": ["height", "weight"], "rest": 0.25, "trees": [TREE, [[-1, 0.25, 0, 0]]]}


@pytest.mark.parametrize(
    ("seen", "odds"),
    [({"height": 2.5}, -0.5), ({"height": 3.0}, 1.0), ({"height": 3.0, "weight": 1.0}, 2.5), ({}, -0.5)],
)
def test_a_row_goes_down_each_tree(seen: dict[str, float], odds: float) -> None:
    assert trees.likely(JUDGE, seen) == pytest.approx(1 / (1 + math.exp(-odds)))


def test_a_file_is_read_as_it_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "judge.json"
    file.write_text(json.dumps(JUDGE), "utf-8")
    assert trees.load(file) == JUDGE


def test_a_trained_model_gives_what_it_gave() -> None:
    ensemble = pytest.importorskip("sklearn.ensemble")
    random = np.random.default_rng(3)
    x = random.normal(size=(400, 3))
    y = x[:, 0] + x[:, 1] ** 2 > 0.5
    model = ensemble.HistGradientBoostingClassifier(max_iter=20).fit(x, y)
    judge = json.loads(json.dumps(trees.kept(["a", "b", "c"], model)))
    for row, share in zip(x[:50], model.predict_proba(x[:50])[:, 1], strict=True):
        assert trees.likely(judge, dict(zip("abc", row, strict=True))) == pytest.approx(share, abs=1e-3)
