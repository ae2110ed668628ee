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
LABELS = ("none", "stated", "claimed", "blamed", "suspected")
STRENGTH = 10.0
"""Inverse of the penalty: best of 3, 5, 10 and 30 by sets held out in turn."""
_MARKED = re.compile(r"\{([^|}]*)\|(\w+)\}")

Example = tuple[list[str], str]


def reports() -> list[Path]:
    return sorted(
        file for pattern in (*train_aims.FILES, *train_aims.PLAIN) for file in (HERE / "reports").glob(pattern)
    )


def folded(name: str) -> str:
    return "".join(c for c in name.lower().replace("al-", "").replace("al ", "") if c.isalnum())


def same(one: str, other: str) -> bool:
    """Whether two folded names are one: equal, or one in the other."""
    return one == other or (min(len(one), len(other)) > 3 and (one in other or other in one))


def scanned(text: str, language: str, theatre: str) -> Scan:
    return Scan(text, languages.load(language), pipeline.theatre(theatre), running=True)


def examples(
    scan: Scan, event: linking.Event, kind: fields.Kind, gold: Sequence[Mapping[str, str]]
) -> Iterator[Example]:
    """The parties of an event, each with its clues and label."""
    named = parties(scan)
    said = bases(phrased_in(scan, [*event.tellings, *event.beside], kind, named))
    names = [(folded(scan.pack.clean(one["name"]).text), one["basis"]) for one in gold]
    for party in judging.candidates(scan, named, event, kind.value, said):
        own = folded(scan.text[slice(*party.name)])
        mine = (b for name, b in names if same(name, own) or (party.actor and same(name, folded(party.actor))))
        label = next(mine, "none")
        yield party.seen, "stated" if label == "inferred" else label


def of_sentences(language: str) -> Iterator[Example]:
    for line in (HERE / "doers" / f"{language}.txt").read_text("utf-8").splitlines():
        gold = [{"name": name.strip('«»"'), "basis": basis} for name, basis in _MARKED.findall(line)]
        scan = scanned(_MARKED.sub(r"\1", line), language, "world")
        told = clauses(scan, Calendar(None))
        kind = kinds.kind(scan, told, None) or fields.Kind("other", (), True)
        yield from examples(scan, linking.Event(told), kind, gold)


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
            yield from examples(scan, event, kind, gold.get("perpetrators") or [])
        elif at >= 0:
            own = [t for t in told if t.start <= at < t.end]
            anchors = [scan.text.find(clean(g.get("anchor") or "\0").text) for g in label["incidents"]]
            until = min((a for a in anchors if a > at), default=len(label["text"]))
            rest = [t for t in told if at < t.start < until]
            event = linking.Event(own, beside=rest)
            if own:
                yield from examples(scan, event, fields.Kind(gold["kind"], (), True), gold.get("perpetrators") or [])


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
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for seen, _ in told:
        columns += [scorer.bucket(clue) for clue in seen]
        data += [1 / math.sqrt(len(seen) or 1)] * len(seen)
        starts.append(len(columns))
    index = [np.array(part, dtype=np.int32) for part in (columns, starts)]
    x = csr_matrix((np.array(data), *index), shape=(len(told), scorer.BUCKETS))
    labels = np.array([label for _, label in told])
    fitted = [
        LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(x, labels == one) for one in LABELS
    ]
    weights = np.vstack([one.coef_[0] for one in fitted]).T
    path = languages.load(language).folder / (judging.FILE if looks else judging.UNSEEN_FILE)
    biases = [float(one.intercept_[0]) for one in fitted]
    scorer.dump(path, scorer.made({judging.HEAD: LABELS}, biases, weights.tolist()))
    print(f"{path}: {len(told)} parties, {(labels != 'none').sum()} doers, {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=["en", "ar"])
    parser.add_argument("--unseen", action="store_true", help="without the encoder, for texts that it does not read")
    told = parser.parse_args()
    for language in told.languages:
        train(language, reports(), looks=not told.unseen)


if __name__ == "__main__":
    main()
