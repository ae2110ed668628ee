"""The mean of two trained encoders of one form: python eval/encoder/mean.py ONE TWO OUT

After a second training on other texts the mean of the weights before it and after it reads unseen texts at least as
well as either (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np


def mean(one: dict[str, Any], two: dict[str, Any]) -> Iterator[tuple[str, np.ndarray]]:
    """The arrays of the mean; the head and the word vectors, which no training changes, are those of the second."""
    for name, value in two.items():
        if name not in one:
            continue
        if name in {"head", "words", "words.scale"}:
            yield name, value
        elif name.endswith(".w"):
            scale = f"{name[:-2]}.scale"
            full = 0.5 * (one[name].astype(np.float32) * one[scale] + value.astype(np.float32) * two[scale])
            step = (np.abs(full).max(1, keepdims=True) / 127 + 1e-12).astype(np.float32)
            yield name, np.round(full / step).astype(np.int8)
            yield scale, step
        elif not name.endswith(".scale"):
            yield name, (0.5 * (one[name].astype(np.float32) + value.astype(np.float32))).astype(value.dtype)


def main() -> None:
    one, two, out = map(Path, sys.argv[1:])
    np.savez(out, **dict(mean(dict(np.load(one)), dict(np.load(two)))))


if __name__ == "__main__":
    main()
