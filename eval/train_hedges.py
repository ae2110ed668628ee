"""Train the scorer of hedges: python eval/train_hedges.py [--cv]

Reads the labelled paragraphs of eval/interactions/words (texts of development): each interaction and tie by the words
that say it, hedged or not. Writes src/sijill/lang/CODE/hedges.model. --cv prints how often it is right by writers held
out in turn, beside the lists of the language alone.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from sijill import pipeline
from sijill.extract.interactions import hedges
from sijill.extract.interactions.speech import hedge
from sijill.extract.interactions.ties import CLOSE
from sijill.extract.interactions.words import Sentence
from sijill.extract.lines import sentences
from sijill.extract.news import chooser
from sijill.extract.scan import Scan
from sijill.lang import pack as languages
from sijill.lang import politics

WORDS = Path(__file__).parent / "interactions" / "words"
LOOSE, RARE, SMALL = 0.5, 3, 0.06
"""The inverse penalty, how often a feature must be met, and the weight below which it is left out."""


@dataclass
class One:
    writer: str
    features: list[str]
    hedged: bool
    listed: bool


def told(code: str) -> list[One]:
    """The labelled interactions and ties of a language whose words are found in their text."""
    pack, words, theatre = languages.load(code), politics.load(code), pipeline.theatre("iraq")
    assert words is not None
    found = []
    for file in sorted(WORDS.glob(f"{code}-*.jsonl")):
        for line in filter(None, file.read_text("utf-8").splitlines()):
            row = json.loads(line)
            scan = Scan(row["text"], pack, theatre, running=True)
            stretches = list(sentences(scan, 0, len(scan.text)))
            for one in (*row["interactions"], *row["ties"]):
                said = pack.clean(one["words"]).text
                at, tie = scan.text.find(said), "subject" in one
                span = next(((a, b) for a, b in stretches if a <= at < b), None)
                if span is not None:
                    sentence = Sentence(scan, words, *span)
                    listed = hedge(sentence, at, at + len(said), close=tie and one["type"] in CLOSE) is not None
                    names = hedges.features(sentence, at, at + len(said), tie=tie, listed=listed)
                    found.append(One(file.stem, [name for name, _ in names], one["hedged"], listed))
    return found


def fitted(some: Sequence[One]) -> dict[str, float]:
    """The weight of each feature that is met often enough."""
    count = Counter(name for one in some for name in one.features)
    vectors = DictVectorizer()
    x = _narrow(vectors.fit_transform([{name: 1.0 for name in one.features if count[name] >= RARE} for one in some]))
    fit = LogisticRegression(C=LOOSE, solver="liblinear", fit_intercept=False, max_iter=400)
    fit.fit(x, [one.hedged for one in some])
    return {name: w for name, w in zip(vectors.feature_names_, fit.coef_[0], strict=True) if abs(w) >= SMALL}


def _narrow(x: csr_matrix) -> csr_matrix:
    x.indices, x.indptr = x.indices.astype(np.int32), x.indptr.astype(np.int32)
    return x


def cross_validated(code: str, some: Sequence[One]) -> None:
    right = listed = 0
    for writer in sorted({one.writer for one in some}):
        weights = fitted([one for one in some if one.writer != writer])
        mine = [one for one in some if one.writer == writer]
        odds = [sum(weights.get(name, 0.0) for name in one.features) for one in mine]
        # The share that hedges.hedged asks for, as log-odds.
        hits = [
            (o >= np.log(hedges.LIKELY / (1 - hedges.LIKELY))) == one.hedged for o, one in zip(odds, mine, strict=True)
        ]
        lists = [one.listed == one.hedged for one in mine]
        print(f"{writer}: {np.mean(hits):.3f} of {len(mine)}, by lists alone {np.mean(lists):.3f}")
        right, listed = right + sum(hits), listed + sum(lists)
    print(f"{code}: {right / len(some):.3f} of {len(some)}, by lists alone {listed / len(some):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cv", action="store_true")
    asked = parser.parse_args()
    for code in ("en", "ar"):
        some = told(code)
        if asked.cv:
            cross_validated(code, some)
            continue
        path = languages.load(code).folder / hedges.FILE
        chooser.put(path, hedges.NAME, fitted(some))
        print(f"{path}: {len(some)} interactions and ties, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
