"""Train the scorer of what list entries were aimed at: python eval/train_listed.py [--cv]

Reads every labelled set of eval/posts but those that are unread and writes src/sijill/lang/CODE/listed.model.
Each entry that is read and labelled is an example: its words, kind and weapons, and the main target of its label. --cv
prints, with a tenth of the sets held out in turn, how often the scorer is right, the lists of words are, and both
together as `sijill.extract.aiming` weighs them; the lists know the words of all sets that were mended.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).parent / "posts"))
import score

from sijill import pipeline
from sijill.extract import aiming, rules
from sijill.extract.draft import Draft
from sijill.extract.posts import read_post
from sijill.extract.scan import Scan
from sijill.lang import pack as languages
from sijill.model.text import Document

POSTS = Path(__file__).parent / "posts"
LANGUAGES = ("en", "ar")
STRENGTH = 30.0
"""Inverse of the penalty: best of 3, 10, 30 and 100 by sets held out."""
FOLDS = 10
SEEN = 3
"""In how many entries a feature must stand to be learned."""


@dataclass
class Entry:
    """One entry. gold: the main target of its label; listed: what the lists of words make of it, with stems."""

    language: str
    name: str
    look: aiming.Look
    gold: str
    listed: tuple[tuple[str, str], ...]


def entries(folder: Path) -> list[Entry]:
    """The labelled entries of a set that are read."""
    aiming.load = lambda folder: None  # what the lists of words say, without the scorer
    found: list[Entry] = []
    for label in score.labels(folder):
        theatre = pipeline.theatre(label["theatre"])
        published = datetime.combine(datetime.fromisoformat(label["published"]), time(12), theatre.timezone)
        text = (folder / f"{label['id']}.md").read_bytes().decode("utf-8")
        scan = Scan(text, languages.load(label["lang"]), theatre)
        calendar = rules.document_calendar(Document(text, label["lang"], published), scan, theatre)
        for incident, draft in aligned(label["incidents"], read_post(scan, calendar).drafts):
            used = {weapon["type"] for weapon in draft.values("weapons")}
            look = aiming.look(scan, draft.start, draft.end, draft.value("kind"), used)
            gold = incident["targets"][0]["type"] if incident["targets"] else aiming.NONE
            listed = tuple((t["type"], aiming.stems(scan, t["text"])) for t in draft.values("targets"))
            found.append(Entry(label["lang"], folder.name, look, gold, listed))
    return found


def aligned(labels: Sequence[Mapping[str, Any]], drafts: Sequence[Draft]) -> Iterator[tuple[Mapping[str, Any], Draft]]:
    """Labels and drafts that are one, in the order of the text: the most alike in day, kind and tolls."""
    n, m = len(labels), len(drafts)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            alike = _alike(labels[i], drafts[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike if alike > 1 else 0.0)
    i = j = 0
    while i < n and j < m:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield labels[i], drafts[j]
            i, j = i + 1, j + 1


def _alike(label: Mapping[str, Any], draft: Draft) -> float:
    when = draft.value("when")
    same = bool(when) and (when["start"], when["end"]) == (label["when"]["start"], label["when"]["end"])
    tolls = sum(draft.value(of) == label[of] for of in ("killed", "wounded"))
    return same + (draft.value("kind") == label["kind"]) + 0.5 * tolls


def fitted(told: Sequence[Entry]) -> aiming.Weights:
    """A scorer learned from entries."""
    labels = tuple(sorted({one.gold for one in told}))
    times = Counter(feature for one in told for feature in one.look.seen)
    rows = {feature: n for n, feature in enumerate(sorted(f for f, n in times.items() if n >= SEEN))}
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for one in told:
        mine = [rows[feature] for feature in one.look.seen if feature in rows]
        columns += mine
        data += [1 / math.sqrt(len(mine) or 1)] * len(mine)
        starts.append(len(columns))
    index = [np.array(part, dtype=np.int32) for part in (columns, starts)]
    x = csr_matrix((np.array(data), *index), shape=(len(told), len(rows)))
    golds = np.array([one.gold for one in told])
    each = [LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(x, golds == one) for one in labels]
    weights = np.vstack([one.coef_[0] for one in each]).T
    scale = float(np.abs(weights).max() or 1.0) / 127
    body = array("b", (round(w / scale) for row in weights.tolist() for w in row))
    biases = tuple(round(float(one.intercept_[0]), 5) for one in each)
    return aiming.Weights(labels, scale, biases, rows, body)


def weighed(learned: aiming.Weights, one: Entry) -> tuple[str, tuple[str, ...]]:
    """What the scorer says of an entry, and what is made of it and the lists of words."""
    shares = learned.shares(one.look.seen)
    types = tuple(type_ for type_, _ in one.listed)
    aim = aiming.decided(learned, one.look, one.listed)
    both = types if aim is None else (aim.type,) if aim.alone else (aim.type, *types[:1])
    return max(shares, key=shares.__getitem__), both


def cross_validated(told: Sequence[Entry]) -> None:
    names = sorted({one.name for one in told})
    for fold in range(FOLDS):
        held = frozenset(names[fold::FOLDS])
        learned = fitted([one for one in told if one.name not in held])
        mine = [one for one in told if one.name in held and one.gold != aiming.NONE]
        said = [weighed(learned, one) for one in mine]
        right = [
            sum(best == one.gold for (best, _), one in zip(said, mine, strict=True)),
            sum(one.gold in {type_ for type_, _ in one.listed} for one in mine),
            sum(one.gold in both for (_, both), one in zip(said, mine, strict=True)),
        ]
        shares = " ".join(f"{of} {n / len(mine):.3f}" for of, n in zip(("scorer", "lists", "both"), right, strict=True))
        print(f"{','.join(sorted(held))} of {len(mine)}: {shares}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--without", nargs="*", default=[], help="sets to leave out as well")
    asked = parser.parse_args()
    folders = [POSTS / name for name in score.learned_from() if name not in asked.without]
    with ProcessPoolExecutor(2) as pool:
        told = [one for found in pool.map(entries, folders) for one in found]
    for language in LANGUAGES:
        mine = [one for one in told if one.language == language]
        if asked.cv:
            cross_validated(mine)
            continue
        path = languages.load(language).folder / aiming.FILE
        aiming.dump(path, fitted(mine))
        print(json.dumps({"file": str(path), "entries": len(mine), "bytes": path.stat().st_size}))


if __name__ == "__main__":
    main()
