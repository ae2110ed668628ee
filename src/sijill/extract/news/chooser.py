"""A learned choice among candidates: how likely each is the one meant, or that none is.

A softmax over the sums of named features' weights, trained by eval/train_aims.py and shipped with the language pack as
one file of JSON: by name of the choice a weight for each feature. It runs in plain Python. Its model card is
docs/background/scorer.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

FILE, UNSEEN_FILE = "choice.model", "choice.unseen.model"
"""What was learned of texts that the encoder has read, and of those that it has not."""
STEP = 1000
"""Weights are kept in thousandths."""


def shares(weights: Mapping[str, int], rows: Sequence[Iterable[str]]) -> list[float]:
    """How likely each row of features is the one meant; they add up to one.

    weights: of the features that were learned, in thousandths; any other says nothing.
    """
    sums = [sum(filter(None, map(weights.get, row))) / STEP for row in rows]
    top = max(sums, default=0.0)
    parts = [math.exp(one - top) for one in sums]
    whole = sum(parts) or 1.0
    return [part / whole for part in parts]


@lru_cache(maxsize=8)
def load(folder: Path, name: str = FILE) -> Mapping[str, Mapping[str, int]] | None:
    """The choices that a language pack has learned, by name; None if it has none."""
    file = folder / name
    if not file.is_file():
        return None
    told: Mapping[str, Mapping[str, int]] = json.loads(file.read_text("utf-8"))
    return told


def put(path: Path, name: str, weights: Mapping[str, float]) -> None:
    """Write the weights of a choice beside those of the others, without those that round to nothing."""
    kept = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    kept[name] = {feature: step for feature, w in sorted(weights.items()) if (step := round(w * STEP))}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", "utf-8")


__all__ = ["FILE", "UNSEEN_FILE", "load", "put", "shares"]
