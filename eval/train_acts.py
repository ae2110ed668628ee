"""Train the reader of acts that the codebook muc4 asks for: python eval/train_acts.py [--held N]

Reads the training messages of MUC-4 with their keys, shared/data/muc4/train.jsonl, and writes
src/sijill/lang/en/muc4.model. Needs python-crfsuite (0.9) and scikit-learn, which the library does not need. --held N:
leaves out every fifth message, from the Nth on, so that the reader, written to the file that --to names, can be scored
on messages it has not seen.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sijill import pipeline
from sijill.extract.acts import context, marked
from sijill.extract.acts.model import SENTENCE, TEXT, TOKEN, Model, Table, dump, evidence, hashed
from sijill.extract.acts.words import Text
from sijill.extract.scan import Scan
from sijill.lang import pack as languages

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "shared" / "data" / "muc4" / "train.jsonl"
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
ROLES = {
    "perpetrator_individual": "doer", "perpetrator_organization": "group", "target": "target",
    "victim_name": "victim", "victim_description": "victim", "instrument": "weapon",
}  # fmt: skip
WEIGHS = {"victim": 2, "target": 2, "weapon": 1, "doer": 1, "group": 1}
"""What a role's phrase says for a sentence that it tells the act."""
FOLDS = 5
LEAST = 0.05
"""How likely a sentence must tell an act for its tokens to be learned from."""


@dataclass
class Message:
    """A training message: its text, sentences' features and labels, and each token's role."""

    text: Text
    features: list[set[str]]
    whole: set[str]
    types: list[set[str]]
    unsure: list[bool]
    told: set[str]
    roles: list[str]


def messages() -> list[Message]:
    pack, theatre = languages.load("en"), pipeline.theatre("world")
    found = []
    for line in DATA.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = Text(marked(Scan(row["text"], pack, theatre, running=True)))
        features = [text.of_sentence(n) for n in range(len(text.sentences))]
        fills = [(_type(t), _fills(text, t)) for t in row["templates"]]
        types, unsure = _telling(text, fills)
        whole = text.of_text(features)
        told = {t for t, _ in fills}
        found.append(Message(text, features, whole, types, unsure, told, _roles(text, fills)))
    return found


def _type(template: dict[str, Any]) -> str:
    return str(template["type"][0]["text"][0].split(" / ")[0])


def _fills(text: Text, template: dict[str, Any]) -> list[tuple[str, list[tuple[int, int]]]]:
    """Each fill of a template: its role, and where its words stand, as ranges of tokens."""
    words = [t.word for t in text.tokens]
    found = []
    for slot, role in ROLES.items():
        for fill in template[slot]:
            spots = []
            for alternative in fill["text"]:
                sought = [t.word for t in Text(Scan(alternative, text.scan.pack, text.scan.theatre)).tokens]
                spots += [
                    (n, n + len(sought))
                    for n, word in enumerate(words)
                    if sought and word == sought[0] and words[n : n + len(sought)] == sought
                ]
            found.append((role, spots))
    return found


def _telling(text: Text, templates: Sequence[tuple[str, Any]]) -> tuple[list[set[str]], list[bool]]:
    """By sentence the types of acts it tells, by the fills it holds, and whether that is unsure."""
    n = len(text.sentences)
    types: list[set[str]] = [set() for _ in range(n)]
    unsure = [False] * n
    for kind, fills in templates:
        weights = [
            sum(WEIGHS[role] for role, spots in fills if any(a <= x and y <= b for x, y in spots))
            for a, b in text.sentences
        ]
        most = max(weights, default=0)
        for number, weight in enumerate(weights):
            if weight and (weight >= max(3, most - 1) or weight == most):
                types[number].add(kind)
            elif weight >= 2:
                unsure[number] = True
    return types, unsure


def _roles(text: Text, templates: Sequence[tuple[str, Any]]) -> list[str]:
    spots = {(a - b, role, a, b) for _, fills in templates for role, found in fills for a, b in found}
    labels = ["O"] * len(text.tokens)
    for _, role, a, b in sorted(spots):
        if all(label == "O" for label in labels[a:b]):
            labels[a:b] = [f"B-{role}"] + [f"I-{role}"] * (b - a - 1)
    return labels


# -- the regressions over sentences and texts ---------------------------------------------------------------------


def vectors(rows: Sequence[set[str]], least: int) -> tuple[csr_matrix, list[str]]:
    """One row a set of features, those seen so often, each 1 over the root of the number; and the features' names."""
    counts = Counter(f for row in rows for f in row)
    names = sorted(f for f, n in counts.items() if n >= least)
    number = {name: n for n, name in enumerate(names)}
    data, columns, starts = [], [], [0]
    for row in rows:
        kept = [number[f] for f in sorted(row) if f in number]
        columns += kept
        data += [1 / np.sqrt(len(row) or 1)] * len(kept)
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(rows), len(names))), names


def fitted(x: Any, y: Any, c: float) -> LogisticRegression:
    return LogisticRegression(C=c, solver="liblinear").fit(x, y)


def table(labels: Sequence[str], biases: Sequence[float], names: Sequence[str], rows: Any) -> Table:
    """rows: shape (features, labels); those whose weights all round to nothing are left out."""
    scale = float(np.abs(rows).max()) / 127 or 1.0
    steps = np.rint(rows / scale).astype(np.int8)
    kept = {hashed(names[n]): steps[n] for n in np.flatnonzero(steps.any(axis=1))}
    at = {key: n * len(labels) for n, key in enumerate(kept)}
    return Table(tuple(labels), tuple(map(float, biases)), scale, at, array("b", np.array([*kept.values()]).tobytes()))


@dataclass
class Shares:
    """How likely each sentence and each text tells each type, by models that have not seen it."""

    sentences: Any
    texts: Any
    whole: Any
    starts: list[int]


def train(told: Sequence[Message], path: Path) -> None:
    owners = np.repeat(np.arange(len(told)), [len(m.features) for m in told])
    starts = [int(s) for s in np.searchsorted(owners, np.arange(len(told)))]
    sure = np.array([not u for m in told for u in m.unsure])
    x, names = vectors([f for m in told for f in m.features], 3)
    y = np.array([[t in types for t in TYPES] for m in told for types in m.types])
    x_text, names_text = vectors([m.whole for m in told], 4)
    y_text = np.array([[t in m.told for t in TYPES] for m in told])
    fold = np.arange(len(told)) % FOLDS
    shares, shares_text = np.zeros(y.shape), np.zeros(y_text.shape)
    for k in range(FOLDS):
        mine = fold[owners] == k
        for n in range(len(TYPES)):
            shares[mine, n] = fitted(x[~mine & sure], y[~mine & sure, n], 8).predict_proba(x[mine])[:, 1]
            model = fitted(x_text[fold != k], y_text[fold != k, n], 20)
            shares_text[fold == k, n] = model.predict_proba(x_text[fold == k])[:, 1]
    seen = [
        [evidence(shares[owners == i, n].tolist(), shares_text[i, n], max(shares_text[i])) for n in range(len(TYPES))]
        for i in range(len(told))
    ]
    whole = np.zeros(y_text.shape)
    weighing = []
    for n in range(len(TYPES)):
        rows = np.array([s[n][:-1] for s in seen])
        for k in range(FOLDS):
            model = LogisticRegression().fit(rows[fold != k], y_text[fold != k, n])
            whole[fold == k, n] = model.predict_proba(rows[fold == k])[:, 1]
        model = LogisticRegression().fit(rows, y_text[:, n])
        weighing.append((*map(float, model.coef_[0]), float(model.intercept_[0])))
    tables = {}
    for name, one, labels, c, named in ((SENTENCE, x[sure], y[sure], 8, names), (TEXT, x_text, y_text, 20, names_text)):
        models = [fitted(one, labels[:, n], c) for n in range(len(TYPES))]
        rows = np.stack([m.coef_[0] for m in models], axis=1)
        tables[name] = table(TYPES, [float(m.intercept_[0]) for m in models], named, rows)
    tables[TOKEN], steps = field(told, Shares(shares, shares_text, whole, starts))
    dump(path, Model(TYPES, tables, steps, tuple(weighing)))
    print(f"{path}: {len(told)} messages, {path.stat().st_size / 1e6:.1f} MB")


# -- the random field over tokens ---------------------------------------------------------------------------------


def field(told: Sequence[Message], shares: Shares) -> tuple[Table, tuple[tuple[float, ...], ...]]:
    trainer = pycrfsuite.Trainer(verbose=False)
    for i, message in enumerate(told):
        for number, (a, b) in enumerate(message.text.sentences):
            likely = shares.sentences[shares.starts[i] + number]
            if likely.max() >= LEAST:
                seen = context(likely.tolist(), max(shares.whole[i].tolist()), number)
                trainer.append(message.text.of_tokens(number, seen), message.roles[a:b])
    trainer.set_params({"c1": 0.2, "c2": 0.05, "max_iterations": 70, "feature.minfreq": 2})
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/field")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/field")
        info, labels = tagger.info(), tagger.labels()
        tagger.close()
    names = sorted({feature for feature, _ in info.state_features})
    number = {name: n for n, name in enumerate(names)}
    rows = np.zeros((len(names), len(labels)))
    for (feature, label), weight in info.state_features.items():
        rows[number[feature], labels.index(label)] = weight
    steps = tuple(tuple(info.transitions.get((a, b), -20.0 if b[0] == "I" else 0.0) for b in labels) for a in labels)
    return table(labels, [0.0] * len(labels), names, rows), steps


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", type=int, metavar="N")
    parser.add_argument("--to", type=Path, default=languages.load("en").folder / "muc4.model")
    asked = parser.parse_args()
    told = messages()
    if asked.held is not None:
        told = [m for n, m in enumerate(told) if n % FOLDS != asked.held]
    train(told, asked.to)


if __name__ == "__main__":
    main()
