"""Train the scorer of clauses and what judges them in context: python eval/train_news.py [en|ar ...] [--cv] [--unseen]

Reads eval/sentences/*.jsonl ({"lang", "text", "label", "role", "status"}), eval/reports/train/*.jsonl and the sets of
plainer manner that `unlearned.PLAIN` names (reports as in eval/reports/BRIEF.md, each incident with the `anchor`, the
words that first tell it), all but their last texts; never a text that is scored. Writes
src/sijill/lang/CODE/news.model and context.json, with --unseen its context.unseen.json alone. A clause that holds an
anchor is of its incident's kind; others are "more" in a report with incidents and "none" in one without. The weights
in context are trained on reports that neither this scorer nor the encoder has learned from. --cv prints the F1 of
opening an event and the share of right kinds by files held out in turn: each file is by another writer, so its score
says how the scorer does on a style it has not seen.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression, SGDClassifier

import unlearned
from sijill import pipeline
from sijill.extract.news import clauses, context, scorer
from sijill.extract.news.deeds import learn
from sijill.extract.news.features import features
from sijill.extract.news.telling import Telling, tellings
from sijill.extract.news.where import Ground
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar
from sijill.lang import pack as languages

HERE = Path(__file__).parent
SENTENCES, REPORTS = HERE / "sentences", HERE / "reports" / "train"
UNLEARNED = (
    "dev3/{}-?.jsonl",
    "train/{}-[n-z].jsonl",
    "train/{}-a?.jsonl",
    "plain/{}-?.jsonl",
    "plain2/{}-?.jsonl",
    "manners/{}-?.jsonl",
    "manners[2-9]/{}-?.jsonl",
)
"""Reports that the weights in context are learned from, by what of them nothing else has learned from."""
QUIET = (scorer.MORE, scorer.NONE)
PENALTY = 3e-5
"""Best of 1e-4, 3e-5 and 1e-5 by files held out, English, 1,020 sentences."""
OWN, KEPT = "-g", 30
"""Files of the rules' author, and how many reports at least are left at the end of any other, to check and fit on."""
LOOSE = 0.1
"""The inverse penalty of the weights in context: of 0.03, 0.1 and 0.3 by files held out, none better than another."""


@dataclass
class Text:
    """A sentence or report with its clauses. labels: one a clause, of a sentence one for all."""

    file: str
    scan: Scan
    clauses: list[Telling]
    labels: list[str]
    found: list[list[str]] = field(default_factory=list)


def sentences(language: str) -> list[Text]:
    """The labelled sentences of a language."""
    told = [(f.stem, json.loads(line)) for f in sorted(SENTENCES.glob("*.jsonl")) for line in _lines(f)]
    return [_text(name, row, [row["label"]]) for name, row in told if row["lang"] == language]


def reports(language: str) -> list[Text]:
    """The labelled reports of a language, each clause with the kind of the incident that it is the first to tell."""
    found = []
    more = [file for name in unlearned.PLAIN for file in (HERE / "reports" / name).glob(f"{language}-*.jsonl")]
    for file in (*sorted(REPORTS.glob(f"{language}-*.jsonl")), *sorted(more)):
        lines = _lines(file)
        kept = max(KEPT, unlearned.LAST.get(unlearned.name_of(file), 0))
        for line in lines if file.stem.endswith(OWN) else lines[:-kept]:
            found.append(_text(f"{file.stem} reports", json.loads(line), None))
    return found


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


def _text(file: str, row: dict[str, Any], labels: list[str] | None) -> Text:
    published = date.fromisoformat(row["published"]) if "published" in row else None
    scan = Scan(row["text"], languages.load(row["lang"]), pipeline.theatre(row.get("theatre", "world")))
    learn(scan)
    clauses = tellings(scan, Calendar(published), Ground(scan))
    found = [features(scan, one) for one in clauses]
    if labels is None:
        return Text(file, scan, clauses, _labels(row, clauses), found)
    return Text(file, scan, clauses, labels, [list(dict.fromkeys(f for one in found for f in one))])


def _labels(row: dict[str, Any], clauses: Sequence[Telling]) -> list[str]:
    labels = [scorer.MORE if row["incidents"] else scorer.NONE] * len(clauses)
    clean = languages.load(row["lang"]).clean
    text = clean(row["text"]).text
    for incident in row["incidents"]:
        anchor = clean(incident.get("anchor") or "\0").text
        start = text.find(anchor)
        if start >= 0 and clauses:
            end = start + len(anchor)
            shared = [min(end, one.end) - max(start, one.start) for one in clauses]
            labels[shared.index(max(shared))] = incident["kind"]
    return labels


def vectors(told: Sequence[Text]) -> csr_matrix:
    """One row a label: hashed features, each 1 over the root of their number."""
    rows = [[scorer.bucket(f) for f in found] for text in told for found in text.found]
    data = [1 / math.sqrt(len(row)) for row in rows for _ in row]
    starts = np.cumsum([0, *map(len, rows)])
    return csr_matrix((data, [c for row in rows for c in row], starts), shape=(len(rows), scorer.BUCKETS))


def fitted(x: csr_matrix, labels: Sequence[str]) -> SGDClassifier:
    return SGDClassifier(loss="log_loss", alpha=PENALTY, max_iter=80, random_state=0, average=True).fit(x, labels)


def heads(told: Sequence[Text]) -> tuple[SGDClassifier, SGDClassifier]:
    """The two heads: what a clause does, and the kind of those that open an event."""
    x, labels = vectors(told), np.array([label for text in told for label in text.labels])
    opens = ~np.isin(labels, QUIET)
    return fitted(x, np.where(opens, scorer.OPENS, labels)), fitted(x[opens], labels[opens])


def trained(told: Sequence[Text]) -> scorer.Scorer:
    what, kind = heads(told)
    named = {"what": list(what.classes_), "kind": list(kind.classes_)}
    return scorer.made(named, [*what.intercept_, *kind.intercept_], np.vstack([what.coef_, kind.coef_]).T.tolist())


def cross_validated(language: str) -> None:
    told = [*sentences(language), *reports(language)]
    for held in sorted({text.file for text in told}):
        mine = [text for text in told if text.file == held]
        what, kind = heads([text for text in told if text.file != held])
        x, labels = vectors(mine), np.array([label for text in mine for label in text.labels])
        gold = ~np.isin(labels, QUIET)
        guessed = what.predict(x) == scorer.OPENS
        f1 = 2 * (gold & guessed).sum() / max(1, gold.sum() + guessed.sum())
        right = f"{np.mean(kind.predict(x[gold]) == labels[gold]):.3f}" if gold.any() else "none"
        print(f"{held}: {len(gold)} clauses, opening F1 {f1:.3f}, kind {right}, taken for one {sum(guessed & ~gold)}")


def train(language: str) -> None:
    """Train the scorer of a language on all there is."""
    path = languages.load(language).folder / scorer.FILE
    told = [*sentences(language), *reports(language)]
    scorer.dump(path, trained(told))
    print(f"{path}: {sum(len(t.labels) for t in told)} clauses, {path.stat().st_size / 1e6:.1f} MB")


def around(language: str, *, looks: bool) -> list[tuple[str, dict[str, float], bool]]:
    """The clauses of reports in context: their file, their features, whether they open an event.

    Of reports that neither the scorer nor the encoder has learned from, so that their shares are as they will be.
    """
    found = []
    for file in sorted(f for name in UNLEARNED for f in (HERE / "reports").glob(name.format(language))):
        for line in unlearned.lines(file):
            row = json.loads(line)
            scan = Scan(row["text"], languages.load(language), pipeline.theatre(row["theatre"]), running=True)
            told = clauses(scan, Calendar(date.fromisoformat(row["published"])), looks=looks)
            opens = [label not in QUIET for label in _labels(row, told)]
            found += [(file.stem, f, o) for f, o in zip(context.surroundings(scan, told), opens, strict=True)]
    return found


def weighed(told: Sequence[tuple[str, dict[str, float], bool]]) -> dict[str, float]:
    """The weight of each feature of context, of "" the bias."""
    names = DictVectorizer(sparse=False)
    x = names.fit_transform([features for _, features, _ in told])
    fit = LogisticRegression(C=LOOSE, max_iter=2000).fit(x, [opens for _, _, opens in told])
    return {"": fit.intercept_[0], **dict(zip(names.feature_names_, fit.coef_[0], strict=True))}


def train_context(chosen: Sequence[str], *, looks: bool) -> None:
    """Train the weights in context on the reports of these languages together; print how they do on files held out."""
    told = [clause for language in chosen for clause in around(language, looks=looks)]
    for held in sorted({file for file, _, _ in told}):
        weights = weighed([clause for clause in told if clause[0] != held])
        mine = [(context.likely(weights, f) >= 0.5, opens) for file, f, opens in told if file == held]
        right = sum(guess and opens for guess, opens in mine)
        f1 = 2 * right / max(1, sum(guess for guess, _ in mine) + sum(opens for _, opens in mine))
        print(f"context {held}: {len(mine)} clauses, opening F1 {f1:.3f}")
    for language in chosen:
        context.dump(languages.load(language).folder / (context.FILE if looks else context.UNSEEN_FILE), weighed(told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=["en", "ar"])
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--unseen", action="store_true", help="without the encoder, for texts that it does not read")
    told = parser.parse_args()
    for language in told.languages:
        if told.cv:
            cross_validated(language)
        elif not told.unseen:
            train(language)
    if not told.cv:
        train_context(told.languages, looks=not told.unseen)


if __name__ == "__main__":
    main()
