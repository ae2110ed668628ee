"""Train the scorer of clauses: python eval/train_news.py [en|ar ...] [--cv]

Reads eval/sentences/*.jsonl ({"lang", "text", "label", "role", "status"}, written for training; never a text that is
scored) and writes src/sijill/lang/CODE/news.model. --cv prints the accuracy of opening and of kind, by files held out
in turn: each file is by another writer, so a file's score says how the scorer does on a style it has not seen.
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
from sklearn.linear_model import LogisticRegression

from sijill import pipeline
from sijill.extract.news import scorer
from sijill.extract.news.features import features
from sijill.extract.news.telling import tellings
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar
from sijill.lang import pack as languages

HERE = Path(__file__).parent
SENTENCES = HERE / "sentences"
REGULAR = 4.0
"""Inverse strength of the penalty: best of 1, 2, 4, 8 by files held out."""


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
    data, columns, starts = [], [], [0]
    for row in told:
        scan = Scan(row["text"], pack, theatre)
        found = list(dict.fromkeys(f for t in tellings(scan, Calendar(None)) for f in features(scan, t)))
        weight = 1 / math.sqrt(len(found) or 1)
        columns += [scorer.bucket(f) for f in found]
        data += [weight] * len(found)
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(told), scorer.BUCKETS))


def fitted(x: csr_matrix, labels: Sequence[str]) -> LogisticRegression:
    return LogisticRegression(C=REGULAR * 10, max_iter=400).fit(x, labels)


def cross_validated(language: str) -> None:
    told = rows(language)
    x, labels, files = (
        vectors(told, language),
        np.array([r["label"] for r in told]),
        np.array([r["file"] for r in told]),
    )
    for held in sorted(set(files)):
        model = fitted(x[files != held], labels[files != held])
        guessed, gold = model.predict(x[files == held]), labels[files == held]
        opens, kinds = _opening(gold, guessed)
        whole = np.mean(guessed == gold)
        print(f"{language} {held}: {len(gold)} sentences, opening F1 {opens:.3f}, kind {kinds:.3f}, label {whole:.3f}")


def _opening(gold: Sequence[str], guessed: Sequence[str]) -> tuple[float, float]:
    """The F1 of opening an event, and the share of right kinds among those that both open."""
    quiet = (scorer.MORE, scorer.NONE)
    both = [(g, p) for g, p in zip(gold, guessed, strict=True) if g not in quiet and p not in quiet]
    n_gold, n_guessed = (sum(label not in quiet for label in labels) for labels in (gold, guessed))
    return 2 * len(both) / max(1, n_gold + n_guessed), sum(g == p for g, p in both) / max(1, len(both))


def train(language: str) -> None:
    told = rows(language)
    model = fitted(vectors(told, language), [r["label"] for r in told])
    path = languages.load(language).folder / scorer.FILE
    scorer.dump(path, list(model.classes_), model.intercept_.tolist(), model.coef_.T.tolist())
    print(f"{path}: {len(told)} sentences, {path.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=["en", "ar"])
    parser.add_argument("--cv", action="store_true")
    told = parser.parse_args()
    for language in told.languages:
        cross_validated(language) if told.cv else train(language)


if __name__ == "__main__":
    main()
