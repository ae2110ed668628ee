"""Train what tells an author's slip from a misreading: python eval/train_slips.py [--cv]

Reads every labelled set of eval/posts but those that are unread, and writes src/sijill/reconcile/slips.json. Each total
that no fair reading bears out is one row: a slip where it is the planted one. Since these posts are read better by now
than a stranger's is, each is read again by readers that have forgotten some of their words. --cv prints, with each
tenth of the sets held out in turn, what thresholds find, in posts that are read as well as can be and in posts read by
the forgetful.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

sys.path.insert(0, str(Path(__file__).parent / "posts"))
import perturb
import score

from sijill import pipeline
from sijill.extract import RulesExtractor, rules
from sijill.model.text import Document
from sijill.reconcile import slips
from sijill.reconcile.account import account_of
from sijill.reconcile.parts import accused
from sijill.reconcile.signs import signs
from sijill.reconcile.slips import FILE
from sijill.reconcile.sums import line_of, stated_in
from sijill.trees import kept, likely

LANGUAGES = ("en", "ar")
FORGETFUL = {1: 0.03, 2: 0.03, 3: 0.1}
"""What share of their words the forgetful readers have forgotten: a new post is read nearly as well as an old one."""
ALONE = -1
"""The reader of rows of a total that stands alone beside the list, as in a post of one sum."""
ALONE_WEIGHS = 3.0
FOLDS = 10
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
SETTINGS: dict[str, Any] = {
    "max_iter": 300, "learning_rate": 0.05, "max_leaf_nodes": 16, "min_samples_leaf": 40, "l2_regularization": 5.0,
    "random_state": 0, "early_stopping": False,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One wrong total of one post. reader: 0 for one that knows all words, ALONE for one sum of it, else forgetful."""

    post: tuple[str, str]
    reader: int
    slip: bool
    signs: Mapping[str, float]


@dataclass(frozen=True)
class Post:
    """What of a post is known besides its rows."""

    name: tuple[str, str]
    reader: int
    planted: bool
    found_by_parts: bool


def of_set(asked: tuple[str, int]) -> list[tuple[Post, list[Row]]]:
    """The posts of a set and their rows, by one reader."""
    name, reader = asked
    folder, known = score.HERE / name, rules.languages.load
    if reader:
        seed = 1000 * reader + sum(map(ord, name))
        packs = {code: perturb.forgetful(seed, code, FORGETFUL[reader]) for code in LANGUAGES}
        rules.languages.load = packs.get  # type: ignore[assignment]
    try:
        return [of_post(name, reader, label) for label in score.labels(folder)]
    finally:
        rules.languages.load = known


def of_post(name: str, reader: int, label: Mapping[str, Any]) -> tuple[Post, list[Row]]:
    theatre, key = pipeline.theatre(label["theatre"]), (name, label["id"])
    text = (score.HERE / name / f"{label['id']}.md").read_bytes().decode("utf-8")
    published = datetime.combine(datetime.fromisoformat(label["published"]), time(12), theatre.timezone)
    slips.judge = lambda: {"signs": [], "rest": 0.0, "trees": []}  # what is read does not hang on the judge
    document = Document(text, label["lang"], published, given_id=label["id"])
    reports = pipeline.read(document, RulesExtractor(theatre)).reports
    lines = [line_of(r, theatre.side_of) for r in reports if r.family == "incident" and r.value("role") == "listed"]
    totals = [r for r in reports if r.family == "total"]
    totals.sort(key=lambda t: stated_in(t).spans[0].start)
    slip = label["slip"]
    start = text.find(slip["quote"]) if slip else -1
    end = start + len(slip["quote"]) if slip else -1
    account, rows = account_of(totals, lines), []
    for one in account.wrong:
        if one.empty:
            continue  # a month without any line is a matter of rule
        quoted = any(start <= span.start < end for span in stated_in(one.total).spans)
        is_slip = bool(slip) and quoted and one.stated == slip["stated"]
        rows.append(Row(key, reader, is_slip, signs(account, one)))
        if not reader:
            alone = account_of([one.total], lines)
            rows += [Row(key, ALONE, is_slip, signs(alone, it)) for it in alone.wrong if not it.empty]
    evidence = [span for check in accused(totals, account.broken) for _, span in check.evidence]
    by_parts = any(start <= span.start < end for span in evidence)
    return Post(key, reader, bool(slip), by_parts), rows


def fitted(rows: Sequence[Row]) -> dict[str, Any]:
    """Boosted trees as `sijill.reconcile.slips` reads them: names of signs, log odds to begin with, and the trees."""
    names = sorted({name for row in rows for name in row.signs})
    table = np.array([[row.signs.get(name, 0.0) for name in names] for row in rows])
    weights = [ALONE_WEIGHS if row.reader == ALONE else 1.0 for row in rows]
    model = HistGradientBoostingClassifier(**SETTINGS).fit(table, [row.slip for row in rows], sample_weight=weights)
    return kept(names, model)


def cross_validated(posts: Sequence[Post], rows: Sequence[Row]) -> str:
    sets = sorted({post.name[0] for post in posts})
    fold = {name: n % FOLDS for n, name in enumerate(sets)}
    told: list[tuple[Row, float]] = []
    for n in range(FOLDS):
        judge = fitted([row for row in rows if fold[row.post[0]] != n])
        told += [(row, likely(judge, row.signs)) for row in rows if fold[row.post[0]] == n]
    said = []
    for forgetful in (False, True):
        some = [post for post in posts if bool(post.reader) == forgetful]
        n = Counter(post.planted for post in some)
        planted = {post.name for post in some if post.planted}
        said.append("read by the forgetful" if forgetful else "read as well as can be")
        for least in THRESHOLDS:
            readers = tuple(FORGETFUL) if forgetful else (0,)
            likely_ones = [row for row, share in told if row.reader in readers and share >= least]
            found = {(post.name, post.reader) for post in some if post.planted and post.found_by_parts}
            found |= {(row.post, row.reader) for row in likely_ones if row.slip}
            accused = {(row.post, row.reader) for row in likely_ones if not row.slip}
            beside = sum(name in planted for name, _ in accused)
            said.append(
                f"{least}: slips found {len(found)}/{n[True]}, clean posts accused {len(accused) - beside}/{n[False]}, "
                f"beside {beside}/{n[True]}"
            )
    return "\n".join(said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cv", action="store_true", help="print what held-out sets get, and write nothing")
    asked = parser.parse_args()
    work = [(name, reader) for name in score.learned_from() for reader in (0, *FORGETFUL)]
    with ProcessPoolExecutor(2) as pool:
        told = [one for some in pool.map(of_set, work, chunksize=4) for one in some]
    posts, rows = [post for post, _ in told], [row for _, some in told for row in some]
    if asked.cv:
        print(cross_validated(posts, rows))
        return
    judge = fitted(rows)
    FILE.write_text(json.dumps(judge, separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(posts)} posts, {len(rows)} wrong totals, {len(judge['signs'])} signs: {FILE}")


if __name__ == "__main__":
    main()
