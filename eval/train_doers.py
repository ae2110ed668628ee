"""Train the scorer of doers: python eval/train_doers.py [en|ar ...] [--unseen]

Reads eval/doers/CODE.txt (sentences in which each doer stands as {name|basis}) and the labelled reports of
eval/reports that are for development and training, and writes src/sijill/lang/CODE/who.model, with --unseen its
who.unseen.model. An event of a report is one that the reader finds and that is aligned with a label; where the label
quotes its `anchor`, also one that it does not find. Every party that an event's clauses name is an example: labelled
with the basis of the doer of its name, else none.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import train_aims
import unlearned
from sijill import pipeline
from sijill.extract import fields
from sijill.extract.news import clauses, judging, kinds, linking, scorer
from sijill.extract.news.parties import parties
from sijill.extract.news.who import bases, phrased_in
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar
from sijill.lang import pack as languages

HERE = Path(__file__).parent
NONE = "none"
PRIOR = 10.0
"""The variance of a weight before it is learned: best of 5, 10, 20, 30 and 100 by sets held out in turn."""
STRENGTH = 10.0
"""Inverse of the penalty of the grounds: best of 3, 5, 10 and 30 by sets held out in turn."""
_ARTICLE = re.compile(r"\bal[- ]|\bthe ")
_MARKED = re.compile(r"\{([^|}]*)\|(\w+)\}")

Example = list[tuple[list[str], str]]
"""The parties of an event, each with its clues and label."""


def reports() -> list[Path]:
    return sorted(
        file
        for pattern in (*train_aims.FILES, train_aims.NEWER, *train_aims.PLAIN, train_aims.WHO)
        for file in (HERE / "reports").glob(pattern)
    )


def folded(name: str) -> str:
    return "".join(c for c in _ARTICLE.sub("", name.lower()) if c.isalnum())


def same(one: str, other: str) -> bool:
    """Whether two folded names are one: equal, or one in the other."""
    return one == other or (min(len(one), len(other)) > 3 and (one in other or other in one))


def scanned(text: str, language: str, theatre: str) -> Scan:
    return Scan(text, languages.load(language), pipeline.theatre(theatre), running=True)


def examples(scan: Scan, event: linking.Event, kind: fields.Kind, gold: Sequence[Mapping[str, str]]) -> Example:
    """The parties of an event; gold: the labelled doers."""
    named = parties(scan)
    said = bases(phrased_in(scan, [*event.tellings, *event.beside], kind, named))
    names = [(folded(scan.pack.clean(one["name"]).text), one["basis"]) for one in gold]
    found: Example = []
    for party in judging.candidates(scan, named, event, kind.value, said):
        own = folded(scan.text[slice(*party.name)])
        mine = (b for name, b in names if same(name, own) or (party.actor and same(name, folded(party.actor))))
        label = next(mine, NONE)
        found.append((party.seen, "stated" if label == "inferred" else label))
    return found


def of_sentences(language: str) -> Iterator[Example]:
    for line in (HERE / "doers" / f"{language}.txt").read_text("utf-8").splitlines():
        gold = [{"name": name.strip('«»"'), "basis": basis} for name, basis in _MARKED.findall(line)]
        scan = scanned(_MARKED.sub(r"\1", line), language, "world")
        told = clauses(scan, Calendar(None))
        kind = kinds.kind(scan, told, None) or fields.Kind("other", (), True)
        yield examples(scan, linking.Event(told), kind, gold)


def of_report(label: Mapping[str, Any], *, looks: bool) -> Iterator[Example]:
    """Of each labelled incident the event that the reader finds at its anchor, or that tells it first; see events."""
    scan = scanned(label["text"], label["lang"], label["theatre"])
    zone = pipeline.theatre(label["theatre"]).timezone
    calendar = Calendar(datetime.combine(datetime.fromisoformat(label["published"]), time(12), zone).date())
    told = clauses(scan, calendar, looks=looks)
    found = linking.events(scan, told)
    taken: set[int] = set()
    clean = scan.pack.clean
    for gold in label["incidents"]:
        at = scan.text.find(clean(gold["anchor"]).text) if gold.get("anchor") else -1
        fits = [
            n
            for n, event in enumerate(found)
            if n not in taken
            and (any(t.start <= at < t.end for t in event.tellings) if at >= 0 else _kin(scan, event, gold))
        ]
        if fits:
            event = found[fits[0]]
            taken.add(fits[0])
            kind = kinds.kind(scan, event.tellings, None) or fields.Kind(gold["kind"], (), True)
            yield examples(scan, event, kind, gold.get("perpetrators") or [])
        elif at >= 0:
            own = [t for t in told if t.start <= at < t.end]
            anchors = [scan.text.find(clean(g.get("anchor") or "\0").text) for g in label["incidents"]]
            until = min((a for a in anchors if a > at), default=len(label["text"]))
            rest = [t for t in told if at < t.start < until]
            event = linking.Event(own, beside=rest)
            if own:
                yield examples(scan, event, fields.Kind(gold["kind"], (), True), gold.get("perpetrators") or [])


def _kin(scan: Scan, event: linking.Event, gold: Mapping[str, Any]) -> bool:
    kind = kinds.kind(scan, event.tellings, None)
    if kind is None or kind.value != gold["kind"]:
        return False
    where, when = (gold.get("place") or {}).get("admin1"), gold.get("when")
    there = not where or not event.divisions or where in event.divisions
    then = (
        not when
        or event.when is None
        or (event.when.start.isoformat() <= when["end"] and when["start"] <= event.when.end.isoformat())
    )
    return there and then


def train(language: str, reports: Sequence[Path], *, looks: bool) -> None:
    told = list(of_sentences(language))
    for file in reports:
        for line in unlearned.lines(file):
            label = json.loads(line)
            told += of_report(label, looks=looks) if label["lang"] == language else []
    told = [parties for parties in told if parties]
    each = [party for parties in told for party in parties]
    bias, did = chosen(
        seen([clues for clues, _ in each]), [[label != NONE for _, label in parties] for parties in told]
    )
    doers = [(clues, label) for clues, label in each if label != NONE]
    x, labels = seen([clues for clues, _ in doers]), np.array([label for _, label in doers])
    grounds = [
        LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(x, labels == one)
        for one in judging.BASES
    ]
    weights = np.vstack([did, *(one.coef_[0] for one in grounds)]).T
    biases = [bias, *(float(one.intercept_[0]) for one in grounds)]
    path = languages.load(language).folder / (judging.FILE if looks else judging.UNSEEN_FILE)
    heads = {judging.DID: (judging.DID,), judging.BASIS: judging.BASES}
    scorer.dump(path, scorer.made(heads, biases, weights.tolist()))
    print(f"{path}: {len(each)} parties, {len(doers)} doers, {path.stat().st_size / 1e6:.2f} MB")


def seen(told: Sequence[list[str]]) -> csr_matrix:
    """A row for each party: its clues, by the scorer's buckets."""
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for clues in told:
        columns += [scorer.bucket(clue) for clue in clues]
        data += [1 / math.sqrt(len(clues) or 1)] * len(clues)
        starts.append(len(columns))
    index = [np.array(part, dtype=np.int32) for part in (columns, starts)]
    return csr_matrix((np.array(data), *index), shape=(len(told), scorer.BUCKETS))


def chosen(x: csr_matrix, did: Sequence[Sequence[bool]]) -> tuple[float, np.ndarray[Any, Any]]:
    """The bias and weights of a choice among the parties of each event and nobody; several may be right."""
    sizes = [len(one) for one in did]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(did)), sizes)
    meant = np.array([float(ok) for one in did for ok in one])
    nobody = 1 - np.maximum.reduceat(meant, starts)

    def loss(w: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        sums = x @ w[1:] + w[0]
        most = np.maximum(np.maximum.reduceat(sums, starts), 0)
        parts, rest = np.exp(sums - most[owner]), np.exp(-most)
        whole, right = np.add.reduceat(parts, starts) + rest, np.add.reduceat(parts * meant, starts) + rest * nobody
        pull = parts / whole[owner] - parts * meant / right[owner]
        slope = np.concatenate(([pull.sum()], x.T @ pull + w[1:] / PRIOR))
        return float(np.log(whole / right).sum() + w[1:] @ w[1:] / (2 * PRIOR)), slope

    best = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return float(best.x[0]), best.x[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=["en", "ar"])
    parser.add_argument("--unseen", action="store_true", help="without the encoder, for texts that it does not read")
    told = parser.parse_args()
    for language in told.languages:
        train(language, reports(), looks=not told.unseen)


if __name__ == "__main__":
    main()
