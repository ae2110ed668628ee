"""Train the choice of tolls: python eval/train_hurt.py HALF0 HALF1 [--cv] [--examples FILE]

Fits the boosted trees of src/sijill/extract/news/hurt.json on labelled reports that the encoder has not learned from,
never on a set that is quoted. HALF0 and HALF1: what `eval/encoder/hurt.py --half 0` and `--half 1` write; each file is
read with the layers that have not learned from it. --cv prints how often the toll is right with the plain reader and
with the choice, by files held out. --examples keeps the rows, or takes them from there where the file exists. Needs
scikit-learn, which the library does not.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

import train_aims
import train_choices
from sijill import trees
from sijill.encoder import network, weights
from sijill.extract.news import hurt
from sijill.extract.news.filling import _stated
from sijill.extract.news.mentions import SORTS
from sijill.extract.news.summing import summed
from sijill.model.values import Range

sys.path.insert(0, str(Path(__file__).parent / "encoder"))
from hurt_examples import rows

SETTINGS = {
    "max_iter": 200, "learning_rate": 0.06, "max_leaf_nodes": 20, "min_samples_leaf": 20, "l2_regularization": 1.0,
    "early_stopping": False,
}  # fmt: skip
WEIGHTS = {"tolls": 0.5, "train": 0.7}
"""What a toll weighs by the folder of its text, for one of plainer manner 2: writers who are asked for variety tell
more that no list has than news do."""
PLAIN = 2.0
FOLDS = 6
Value = tuple[int | None, ...] | None


@dataclass
class Toll:
    """The candidates of one event's toll: their values, the plain reader's first, their signs, and the label's."""

    file: str
    language: str
    of: str
    values: list[Value]
    signs: list[dict[str, float]]
    gold: Value


def tolls(row: tuple[str, int, bool, dict[str, Any]]) -> list[Toll]:
    file, _, _, label = row
    scan, _, happened, drafts = train_aims.reading(label)
    if scan.seen is None:
        return []
    found = []
    for i, m in train_choices.aligned(label, happened, drafts, scan, "tolls"):
        made, event = drafts[m], happened[m]
        plain = {of: summed(scan, _stated(scan, event, of), of) for of in SORTS}
        for of, other in zip(SORTS, reversed(SORTS), strict=True):
            beside = plain[other]
            read = hurt.candidates(
                scan, scan.seen, event, of, plain[of], beside[0] if beside else None, made.value("kind") if made else ""
            )
            values = [_bounds(c.value.to_json() if c.value is not None else None) for c in read]
            gold = _bounds(label["incidents"][i].get(of))
            found.append(Toll(file, label["lang"], of, values, [c.signs for c in read], gold))
    return found


def _bounds(value: dict[str, int | None] | None) -> Value:
    return None if value is None else (value["low"], value["best"], value["high"])


def read(halves: Sequence[Path]) -> Iterator[Toll]:
    """The tolls of all files, each read with the layers of the half that it is not of."""
    told = [row for row in rows() if not row[2]]
    every = sorted({row[0] for row in rows()})
    for n, file in enumerate(halves):
        mine = [row for row in told if every.index(row[0]) % 2 != n]
        with Pool(initializer=_with, initargs=(file,)) as pool:
            for found in pool.imap(tolls, mine, chunksize=16):
                yield from found


def _with(file: Path) -> None:
    weights.HURT = network.HURT = file


def table(told: Sequence[Toll], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Signs, whether each candidate is right, and of which toll it is."""
    x = np.array([[signs[name] for name in names] for one in told for signs in one.signs], np.float32)
    y = np.array([value == one.gold for one in told for value in one.values])
    return x, y, np.array([n for n, one in enumerate(told) for _ in one.values])


def fitted(x: np.ndarray, y: np.ndarray, files: Sequence[str]) -> HistGradientBoostingClassifier:
    weights = [WEIGHTS.get(file.partition("/")[0], PLAIN) for file in files]
    return HistGradientBoostingClassifier(**SETTINGS).fit(x, y, sample_weight=weights)


def cross_validated(told: Sequence[Toll], names: Sequence[str]) -> None:
    x, y, of = table(told, names)
    files = np.array([told[n].file for n in of])
    shares = np.zeros(len(x))
    for learn, held in GroupKFold(FOLDS).split(x, y, files):
        model = fitted(x[learn], y[learn], [told[n].file for n in of[learn]])
        shares[held] = model.predict_proba(x[held])[:, 1]
    starts = np.searchsorted(of, np.arange(len(told)))
    told_of: dict[tuple[str, str, str], list[tuple[bool, bool]]] = {}
    for n, one in enumerate(told):
        mine = shares[starts[n] : starts[n] + len(one.values)]
        best = int(np.argmax(mine))
        value = one.values[best]
        best = best if mine[best] >= mine[0] + hurt.clearly(Range(*value) if value is not None else None) else 0
        kind = one.file.partition("/")[0]
        kind = kind if kind in {"tolls", "train"} else "others"
        told_of.setdefault((kind, one.of, one.language), []).append(
            (one.values[0] == one.gold, one.values[best] == one.gold)
        )
    for (kind, sort, language), found in sorted(told_of.items()):
        before, after = np.mean(found, axis=0)
        mended, spoilt = sum(b > a for a, b in found), sum(a > b for a, b in found)
        name = f"{kind} {sort} {language} {len(found)}"
        print(f"{name}: {before:.3f} to {after:.3f}, {mended} mended, {spoilt} spoilt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("halves", type=Path, nargs=2)
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--examples", type=Path)
    asked = parser.parse_args()
    if asked.examples and asked.examples.is_file():
        told = pickle.loads(asked.examples.read_bytes())  # noqa: S301 what this script wrote
    else:
        told = list(read(asked.halves))
        if asked.examples:
            asked.examples.write_bytes(pickle.dumps(told))
    names = sorted(told[0].signs[0])
    if asked.cv:
        cross_validated(told, names)
        return
    x, y, of = table(told, names)
    model = fitted(x, y, [told[n].file for n in of])
    hurt.FILE.write_text(json.dumps(trees.kept(names, model), separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(told)} tolls, {len(x)} candidates, {hurt.FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
