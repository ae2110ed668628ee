"""The weights of a learned reader of acts, and what it makes of sentences, texts and tokens, in plain Python.

One file for a language and a codebook, written by eval/train_acts.py: a line of JSON, then the hashes of features and
their rows of signed bytes. Two
sets of logistic regressions (a sentence, a whole text: by type of act, how likely it tells of one), one that weighs the
two together for a text, and a conditional random field over the tokens of a sentence.
"""

from __future__ import annotations

import json
import math
import struct
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SENTENCE, TEXT, TOKEN = "sentence", "text", "token"
_SMALL = 1e-3


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of features, a row a feature and a column a label. scale: what one step of a byte is worth."""

    labels: tuple[str, ...]
    biases: tuple[float, ...]
    scale: float
    at: Mapping[int, int]
    """Where the row of a feature begins, by its hash."""
    rows: array[int]

    def sums(self, features: Iterable[str], *, normed: bool) -> list[float]:
        """The weight of each label; normed: divided by the root of the number of features."""
        n = len(self.labels)
        sums = [0] * n
        count = 0
        for feature in features:
            count += 1
            at = self.at.get(hashed(feature))
            if at is not None:
                sums = [a + b for a, b in zip(sums, self.rows[at : at + n], strict=True)]
        norm = self.scale / (math.sqrt(count or 1) if normed else 1.0)
        return [bias + norm * s for bias, s in zip(self.biases, sums, strict=True)]

    def shares(self, features: Iterable[str]) -> list[float]:
        """How likely each label is, each by itself."""
        return [1 / (1 + math.exp(-s)) for s in self.sums(features, normed=True)]


@dataclass(frozen=True, slots=True)
class Model:
    """A learned reader. types: of acts, in the order of the tables of sentences and texts."""

    types: tuple[str, ...]
    tables: Mapping[str, Table]
    steps: tuple[tuple[float, ...], ...]
    """By label of a token, what it weighs that another follows."""
    weighing: tuple[tuple[float, ...], ...]
    """By type, the weights of `evidence`, the last of them the bias."""

    def likely(self, sentences: Sequence[Sequence[float]], text: Sequence[float]) -> list[float]:
        """By type how likely a text tells of such an act, from its sentences' shares and the text's own."""
        told = []
        for n, weights in enumerate(self.weighing):
            seen = evidence([s[n] for s in sentences], text[n], max(text))
            told.append(1 / (1 + math.exp(-sum(a * b for a, b in zip(seen, weights, strict=True)))))
        return told

    def tagged(self, features: Sequence[Sequence[str]], *, slack: float) -> list[tuple[int, int, str, float]]:
        """The phrases of a sentence with their roles: first and last token, half-open, role, how likely.

        slack: what a token weighs less for being part of none.
        """
        table = self.tables[TOKEN]
        scores = [table.sums(one, normed=False) for one in features]
        shares = _marginals(scores, self.steps)
        out = table.labels.index("O")
        for score in scores:
            score[out] -= slack
        chosen = [table.labels[n] for n in _likeliest(scores, self.steps)]
        found: list[tuple[int, int, str, float]] = []
        at = 0
        while at < len(chosen):
            label, end = chosen[at], at + 1
            if label != "O":
                while end < len(chosen) and chosen[end] == f"I-{label[2:]}":
                    end += 1
                found.append((at, end, label[2:], sum(1 - s[out] for s in shares[at:end]) / (end - at)))
            at = end
        return found


def hashed(feature: str) -> int:
    return zlib.crc32(feature.encode())


def evidence(sentences: Sequence[float], text: float, most: float) -> list[float]:
    """What a text shows for one type of act. sentences: their shares; text: its own; most: its highest of any type."""
    ordered = [*sorted(sentences, reverse=True), 0.0, 0.0]
    missed = [math.prod(1 - s for s in some) for some in (ordered[:2], ordered)]
    return [_odds(s) for s in (ordered[0], ordered[1], text, 1 - missed[0], 1 - missed[1], most)] + [1.0]


def _odds(share: float) -> float:
    return math.log((share + _SMALL) / (1 - share + _SMALL))


def _marginals(scores: Sequence[Sequence[float]], steps: Sequence[Sequence[float]]) -> list[list[float]]:
    """How likely each label is at each place of a chain."""
    n = len(steps)
    weights = [[math.exp(s) for s in row] for row in steps]
    local = [[math.exp(s - max(row)) for s in row] for row in scores]
    ahead = [_normal(local[0])] if local else []
    for row in local[1:]:
        last = ahead[-1]
        ahead.append(_normal([row[j] * sum(last[i] * weights[i][j] for i in range(n)) for j in range(n)]))
    behind = [[1.0] * n]
    for row in reversed(local[1:]):
        last = [a * b for a, b in zip(row, behind[-1], strict=True)]
        behind.append(_normal([sum(weights[i][j] * last[j] for j in range(n)) for i in range(n)]))
    return [_normal([a * b for a, b in zip(x, y, strict=True)]) for x, y in zip(ahead, reversed(behind), strict=True)]


def _likeliest(scores: Sequence[Sequence[float]], steps: Sequence[Sequence[float]]) -> list[int]:
    """The likeliest labels of a chain."""
    n = len(steps)
    best, back = (list(scores[0]) if scores else []), []
    for row in scores[1:]:
        came = [max(range(n), key=lambda i, j=j: best[i] + steps[i][j]) for j in range(n)]  # type: ignore[misc]
        best = [best[i] + steps[i][j] + row[j] for j, i in enumerate(came)]
        back.append(came)
    path = [max(range(n), key=best.__getitem__)] if best else []
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _normal(row: Sequence[float]) -> list[float]:
    whole = sum(row) or 1.0
    return [value / whole for value in row]


@lru_cache(maxsize=4)
def load(path: Path) -> Model | None:
    """The reader in a file, None if there is none."""
    if not path.is_file():
        return None
    head, _, body = path.read_bytes().partition(b"\n")
    told = json.loads(head)
    tables, at = {}, 0
    for name, one in told["tables"].items():
        n, labels = one["features"], tuple(one["labels"])
        keys = struct.unpack_from(f"<{n}I", body, at)
        rows = array("b", body[at + 4 * n : at + (4 + len(labels)) * n])
        at += (4 + len(labels)) * n
        starts = {key: position * len(labels) for position, key in enumerate(keys)}
        tables[name] = Table(labels, tuple(one["biases"]), one["scale"], starts, rows)
    return Model(tuple(told["types"]), tables, *(tuple(map(tuple, told[k])) for k in ("steps", "weighing")))


def dump(path: Path, model: Model) -> None:
    """Write a reader."""
    tables = {
        name: {"labels": t.labels, "biases": [round(b, 4) for b in t.biases], "features": len(t.at), "scale": t.scale}
        for name, t in model.tables.items()
    }
    rounded = {
        "steps": [[round(v, 4) for v in row] for row in model.steps],
        "weighing": [[round(v, 4) for v in row] for row in model.weighing],
    }
    head = json.dumps({"types": model.types, "tables": tables, **rounded}).encode()
    body = (struct.pack(f"<{len(t.at)}I", *t.at) + t.rows.tobytes() for t in model.tables.values())
    path.write_bytes(head + b"\n" + b"".join(body))
