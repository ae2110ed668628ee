"""A learned scorer of clauses: whether one opens an event, of which kind, goes on with one, or tells of none.

Multinomial logistic regression over hashed features (`features`), trained by eval/train_news.py and shipped with the
language pack as one file: a line of JSON (labels, scale, biases), then rows of signed bytes, a row a hash. It runs in
plain Python. Its model card is docs/background/scorer.md.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

BUCKETS = 1 << 15
MORE, NONE = "more", "none"
FILE = "news.model"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights of each label for each hashed feature. scale: what one step of a byte is worth."""

    labels: tuple[str, ...]
    scale: float
    biases: tuple[float, ...]
    weights: array[int]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """How likely each label is; they add up to one."""
        n = len(self.labels)
        sums = [0] * n
        total = 0
        for feature in features:
            at = bucket(feature) * n
            row = self.weights[at : at + n]
            for i in range(n):
                sums[i] += row[i]
            total += 1
        norm = math.sqrt(total) or 1.0
        scores = [bias + self.scale * s / norm for bias, s in zip(self.biases, sums, strict=True)]
        top = max(scores)
        exps = [math.exp(score - top) for score in scores]
        whole = sum(exps)
        return {label: e / whole for label, e in zip(self.labels, exps, strict=True)}


def bucket(feature: str) -> int:
    """The row of a feature; two features may share one."""
    return zlib.crc32(feature.encode()) % BUCKETS


@lru_cache(maxsize=8)
def load(folder: Path) -> Scorer | None:
    """The scorer of a language pack, None if it has none."""
    file = folder / FILE
    if not file.is_file():
        return None
    head, _, body = file.read_bytes().partition(b"\n")
    told = json.loads(head)
    return Scorer(tuple(told["labels"]), float(told["scale"]), tuple(told["biases"]), array("b", body))


def dump(path: Path, labels: Sequence[str], biases: Sequence[float], rows: Sequence[Sequence[float]]) -> None:
    """Write a scorer. rows: BUCKETS rows of one weight a label, kept in 127 steps each way."""
    top = max(abs(w) for row in rows for w in row) or 1.0
    scale = top / 127
    head = {"labels": list(labels), "scale": scale, "biases": [round(b, 5) for b in biases]}
    body = array("b", (round(w / scale) for row in rows for w in row))
    path.write_bytes(json.dumps(head).encode() + b"\n" + body.tobytes())
