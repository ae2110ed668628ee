"""Train the scorer of clauses: python eval/train_news.py [en|ar ...] [--cv]

Reads eval/sentences/*.jsonl ({"lang", "text", "label", "role", "status"}, written for training; never a text that is
scored) and writes src/sijill/lang/CODE/news.model. --cv prints the F1 of opening an event and the share of right kinds
by files held out in turn: each file is by another writer, so its score says how the scorer does on a style it has not
seen.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from sijill import pipeline
from sijill.extract.news import scorer
from sijill.extract.news.deeds import learn
from sijill.extract.news.features import features
from sijill.extract.news.telling import tellings
from sijill.extract.news.where import Ground
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar
from sijill.lang import pack as languages

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences"
QUIET = (scorer.MORE, scorer.NONE)
PENALTY = 3e-5
"""Best of 1e-4, 3e-5 and 1e-5 by files held out, English, 1,020 sentences."""


def rows(language: str) -> list[dict[str, Any]]:
    """The labelled sentences of a language, each with the file it stands in."""
    found = []
    for file in sorted(SENTENCES.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["lang"] == language:
                found.append({**row, "file": file.stem})
    return found


def vectors(told: Sequence[dict[str, Any]], language: str) -> csr_matrix:
    """One row a sentence: hashed features, each 1 over the root of their number."""
    pack, theatre = languages.load(language), pipeline.theatre("world")
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for row in told:
        scan = Scan(row["text"], pack, theatre)
        learn(scan)
        told_in = tellings(scan, Calendar(None), Ground(scan))
        found = list(dict.fromkeys(f for t in told_in for f in features(scan, t)))
        columns += [scorer.bucket(f) for f in found]
        data += [1 / math.sqrt(len(found) or 1)] * len(found)
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(told), scorer.BUCKETS))


def fitted(x: csr_matrix, labels: Sequence[str]) -> SGDClassifier:
    return SGDClassifier(loss="log_loss", alpha=PENALTY, max_iter=80, random_state=0, average=True).fit(x, labels)


def heads(x: csr_matrix, labels: np.ndarray[Any, Any]) -> tuple[SGDClassifier, SGDClassifier]:
    """The two heads: what a clause does, and the kind of those that open an event."""
    opens = ~np.isin(labels, QUIET)
    return fitted(x, np.where(opens, scorer.OPENS, labels)), fitted(x[opens], labels[opens])


def cross_validated(language: str) -> None:
    told = rows(language)
    x = vectors(told, language)
    labels, files = (np.array([row[name] for row in told]) for name in ("label", "file"))
    for held in sorted(set(files)):
        mine = files == held
        what, kind = heads(x[~mine], labels[~mine])
        gold = ~np.isin(labels[mine], QUIET)
        guessed = what.predict(x[mine]) == scorer.OPENS
        f1 = 2 * (gold & guessed).sum() / max(1, gold.sum() + guessed.sum())
        right = np.mean(kind.predict(x[mine][gold]) == labels[mine][gold])
        print(f"{language} {held}: {len(gold)} sentences, opening F1 {f1:.3f}, kind {right:.3f}")


def train(language: str) -> None:
    told = rows(language)
    what, kind = heads(vectors(told, language), np.array([r["label"] for r in told]))
    path = languages.load(language).folder / scorer.FILE
    weights = np.vstack([what.coef_, kind.coef_]).T
    biases = [*what.intercept_, *kind.intercept_]
    scorer.dump(path, {"what": list(what.classes_), "kind": list(kind.classes_)}, biases, weights.tolist())
    print(f"{path}: {len(told)} sentences, {path.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=["en", "ar"])
    parser.add_argument("--cv", action="store_true")
    told = parser.parse_args()
    for language in told.languages:
        if told.cv:
            cross_validated(language)
        else:
            train(language)


if __name__ == "__main__":
    main()
