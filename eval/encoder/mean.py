"""The mean of trained encoders of one form: python eval/encoder/mean.py OUT ONE TWO ...

After several trainings from one start, by other orders of chance or on other texts, the mean of the weights reads
unseen texts at least as well as the best of them (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np


def mean(told: Sequence[dict[str, Any]]) -> Iterator[tuple[str, np.ndarray]]:
    """The arrays of the mean; the head and the word vectors, which no training changes, are those of the last."""
    for name, value in told[-1].items():
        if any(name not in one for one in told):
            continue
        if name in {"head", "words", "words.scale"}:
            yield name, value
        elif name.endswith(".w"):
            scale = f"{name[:-2]}.scale"
            full = np.mean([one[name].astype(np.float32) * one[scale] for one in told], 0)
            step = (np.abs(full).max(1, keepdims=True) / 127 + 1e-12).astype(np.float32)
            yield name, np.round(full / step).astype(np.int8)
            yield scale, step
        elif not name.endswith(".scale"):
            yield name, np.mean([one[name].astype(np.float32) for one in told], 0).astype(value.dtype)


def main() -> None:
    out, *files = map(Path, sys.argv[1:])
    np.savez(out, **dict(mean([dict(np.load(file)) for file in files])))


if __name__ == "__main__":
    main()
