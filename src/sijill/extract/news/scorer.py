"""A learned scorer of clauses: whether one opens an event, goes on with one or tells of none; and of which kind.

Two heads of one-against-the-rest logistic regression over hashed features (`features`), trained by eval/train_news.py
and shipped with the language pack as one file: a line of JSON (labels, scale, biases), then rows of signed bytes, a row
a hash. It runs in plain Python. Its model card is docs/background/scorer.md.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

BUCKETS = 1 << 15
OPENS, MORE, NONE = "opens", "more", "none"
FILE = "news.model"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights of each label for each hashed feature. heads: name to labels; scale: what one step of a byte is worth."""

    heads: Mapping[str, tuple[str, ...]]
    scale: float
    biases: tuple[float, ...]
    weights: array[int]

    def odds(self, features: Iterable[str]) -> list[float]:
        """The log-odds of each label of all heads, in their order."""
        n = len(self.biases)
        rows = [self.weights[at : at + n] for at in (bucket(feature) * n for feature in features)]
        total = len(rows)
        sums = [sum(column) for column in zip(*rows, strict=True)] if rows else [0] * n
        norm = self.scale / (math.sqrt(total) or 1.0)
        return [bias + norm * s for bias, s in zip(self.biases, sums, strict=True)]

    def probabilities(self, features: Iterable[str]) -> dict[str, dict[str, float]]:
        """For each head how likely each of its labels is; they add up to one."""
        shares = [1 / (1 + math.exp(-odds)) for odds in self.odds(features)]
        told: dict[str, dict[str, float]] = {}
        at = 0
        for head, labels in self.heads.items():
            mine = shares[at : at + len(labels)]
            whole = sum(mine) or 1.0
            told[head] = {label: share / whole for label, share in zip(labels, mine, strict=True)}
            at += len(labels)
        return told


@lru_cache(maxsize=1 << 16)
def bucket(feature: str) -> int:
    """The row of a feature; two features may share one."""
    return zlib.crc32(feature.encode()) % BUCKETS


@lru_cache(maxsize=8)
def load(folder: Path, name: str = FILE) -> Scorer | None:
    """The scorer of a language pack, None if it has none."""
    file = folder / name
    if not file.is_file():
        return None
    head, _, body = file.read_bytes().partition(b"\n")
    told = json.loads(head)
    heads = {name: tuple(labels) for name, labels in told["heads"].items()}
    return Scorer(heads, float(told["scale"]), tuple(told["biases"]), array("b", body))


def made(heads: Mapping[str, Sequence[str]], biases: Sequence[float], rows: Sequence[Sequence[float]]) -> Scorer:
    """A scorer of trained weights, kept in 127 steps.

    rows: BUCKETS rows of one weight a label, the heads' labels in order.
    """
    scale = (max(abs(w) for row in rows for w in row) or 1.0) / 127
    body = array("b", (round(w / scale) for row in rows for w in row))
    labels = {name: tuple(told) for name, told in heads.items()}
    return Scorer(labels, scale, tuple(round(float(b), 5) for b in biases), body)


def dump(path: Path, told: Scorer) -> None:
    """Write a scorer."""
    head = {"heads": {k: list(v) for k, v in told.heads.items()}, "scale": told.scale, "biases": list(told.biases)}
    path.write_bytes(json.dumps(head).encode() + b"\n" + told.weights.tobytes())
