"""Train what tells an author's slip from a misreading: python eval/train_slips.py [--cv]

Reads every labelled set of eval/posts but those that are unread (UNREAD), and writes src/sijill/reconcile/slips.json.
Each total that no fair reading bears out is one row: a slip where it is the planted one. Since a post has one slip or
none, further ones are planted: the figure of each of some totals that hold is changed by one to three; all that is
wrong in such a post is a row, and the rows of all such changes of a post weigh as much together as those of the post as
written. Since these posts are read better by now than a stranger's is, each is read a second time by a reader that has
forgotten a tenth of its words. --cv prints, with each of the sets that were not mended slip by slip held out in turn,
what thresholds find, in posts that are read as well as can be and in posts read by the forgetful.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).parent / "posts"))
import perturb
import score

from sijill import pipeline
from sijill.extract import RulesExtractor, rules
from sijill.model.text import Document
from sijill.model.views import Report
from sijill.reconcile.account import Account, account_of
from sijill.reconcile.signs import signs
from sijill.reconcile.slips import FILE
from sijill.reconcile.sums import Line, line_of, stated_in

POSTS = Path(__file__).parent / "posts"
UNREAD = frozenset({"blind26", "ar12", "blind33", "ar19"})
ASIDE = (
    *(f"blind{n}" for n in range(14, 28) if n != 26),
    *(f"ar{n}" for n in range(1, 14) if n != 12),
)
"""Sets whose slips were not worked on one by one, so that what is found in them says something."""
LANGUAGES = ("en", "ar")
PLANTED, LEFT_OUT = 8, 4
"""How many totals of a post are changed, and how many lines of its list left out, each in turn."""
RARE = 0.02
"""What posts with a line left out weigh: the planted slips are of the other sort, but authors do both."""
FORGETFUL = 1.0
"""What the rows of a post weigh that the forgetful read."""
KEPT = 0.05
"""The inverse strength of the penalty on weights."""
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass
class Row:
    """One wrong total of one post. slip: whether the author's; as_written: not a post that was changed."""

    post: tuple[str, str]
    slip: bool
    as_written: bool
    weight: float
    signs: Mapping[str, float]
    forgotten: bool = False


@dataclass
class Post:
    """What of a post is known besides its rows."""

    name: tuple[str, str]
    planted: bool
    found_by_parts: bool
    forgotten: bool = False


def of_set(name: str) -> tuple[list[Post], list[Row]]:
    """The posts of a set, and their rows, read twice."""
    told = [of_post(name, label) for label in score.labels(POSTS / name)]
    known, packs = (
        rules.languages.load,
        {code: perturb.forgetful(len(name) + ord(name[-1]), code) for code in LANGUAGES},
    )
    rules.languages.load = packs.get  # type: ignore[assignment]
    try:
        again = [of_post(name, label) for label in score.labels(POSTS / name)]
    finally:
        rules.languages.load = known
    posts = [post for post, _ in told] + [replace(post, forgotten=True) for post, _ in again]
    rows = [row for _, some in told for row in some]
    return posts, rows + [
        replace(row, forgotten=True, weight=row.weight * FORGETFUL) for _, some in again for row in some
    ]


def of_post(name: str, label: Mapping[str, Any]) -> tuple[Post, list[Row]]:
    theatre, key = pipeline.theatre(label["theatre"]), (name, label["id"])
    text = (POSTS / name / f"{label['id']}.md").read_bytes().decode("utf-8")
    published = datetime.combine(datetime.fromisoformat(label["published"]), time(12), theatre.timezone)
    reading = pipeline.read(Document(text, label["lang"], published, given_id=label["id"]), RulesExtractor(theatre))
    lines = [
        line_of(r, theatre.side_of) for r in reading.reports if r.family == "incident" and r.value("role") == "listed"
    ]
    totals = [r for r in reading.reports if r.family == "total"]
    totals.sort(key=lambda t: stated_in(t).spans[0].start)
    slip = label["slip"]
    start = text.find(slip["quote"]) if slip else -1
    end = start + len(slip["quote"]) if slip else -1
    is_slip = [
        bool(slip)
        and stated_in(t).value == slip["stated"]
        and any(start <= span.start < end for span in stated_in(t).spans)
        for t in totals
    ]
    ids = {t.id for t, told in zip(totals, is_slip, strict=True) if told}
    rows = [Row(key, one.total.id in ids, True, 1.0, found) for one, found in _wrong(account_of(totals, lines))]
    found = {"found": slip["found"]} if slip and slip.get("found") is not None else {}
    mended = [_stating(t, found["found"]) if told and found else t for t, told in zip(totals, is_slip, strict=True)]
    drawn = random.Random(f"{name} {label['id']}")  # noqa: S311  no secret is made of it
    rows += [*_planted(key, mended, lines, drawn), *_left_out(key, mended, lines, drawn)]
    parts = [c for c in reading.checks if c.severity == "error" and c.rule == "sum_of_parts"]
    by_parts = any(start <= span.start < end for check in parts for _, span in check.evidence)
    return Post(key, bool(slip), by_parts), rows


def _wrong(account: Account) -> Iterator[tuple[Any, Mapping[str, float]]]:
    """The totals that are judged; a month without any line is a matter of rule."""
    return ((one, signs(account, one)) for one in account.wrong if not one.empty)


def _stating(total: Report, n: int) -> Report:
    """A total with another figure."""
    (told, *_) = total.fields["n"]
    return replace(total, fields={**total.fields, "n": (replace(told, value=n),)})


def _planted(
    key: tuple[str, str], totals: Sequence[Report], lines: Sequence[Line], drawn: random.Random
) -> Iterator[Row]:
    """Rows of a post in which one total after another that holds is changed."""
    right = {one.total.id for one in account_of(totals, lines).right}
    chosen = [n for n, total in enumerate(totals) if total.id in right]
    drawn.shuffle(chosen)
    made = []
    for n in chosen[:PLANTED]:
        stated = int(stated_in(totals[n]).value)
        by = [d for d in (1, -1, 2, -2, 3, -3) if stated + d > 0 and abs(d) <= max(1, stated // 2)]
        changed = [*totals[:n], _stating(totals[n], stated + drawn.choice(by)), *totals[n + 1 :]]
        rows = [(one.total.id == totals[n].id, found) for one, found in _wrong(account_of(changed, lines))]
        if any(slip for slip, _ in rows):
            made.append(rows)
    return (Row(key, slip, False, 1 / len(made), found) for rows in made for slip, found in rows)


def _left_out(
    key: tuple[str, str], totals: Sequence[Report], lines: Sequence[Line], drawn: random.Random
) -> Iterator[Row]:
    """Rows of a post whose list lacks one line after another."""
    before = {one.total.id for one in account_of(totals, lines).wrong}
    for n in drawn.sample(range(len(lines)), min(LEFT_OUT, len(lines))):
        rest = [line for m, line in enumerate(lines) if m != n]
        for one, found in _wrong(account_of(totals, rest)):
            yield Row(key, one.total.id not in before, False, RARE / LEFT_OUT, found)


def fitted(rows: Sequence[Row]) -> dict[str, float]:
    """What each sign weighs, in the units of the sign."""
    names = sorted({name for row in rows for name in row.signs})
    table = np.array([[row.signs[name] for name in names] for row in rows])
    scale = StandardScaler().fit(table)
    model = LogisticRegression(C=KEPT, max_iter=4000)
    model.fit(scale.transform(table), [row.slip for row in rows], sample_weight=[row.weight for row in rows])
    weights = model.coef_[0] / scale.scale_
    rest = float(model.intercept_[0] - weights @ scale.mean_)
    return {"": round(rest, 4), **{name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}}


def likely(weights: Mapping[str, float], row: Row) -> float:
    odds = weights[""] + sum(weights[name] * value for name, value in row.signs.items())
    return float(1 / (1 + np.exp(-odds)))


def cross_validated(posts: Sequence[Post], rows: Sequence[Row]) -> str:
    told: list[tuple[Row, float]] = []
    for name in ASIDE:
        weights = fitted([row for row in rows if row.post[0] != name])
        told += [(row, likely(weights, row)) for row in rows if row.post[0] == name and row.as_written]
    said = []
    for forgotten in (False, True):
        aside = {post.name: post for post in posts if post.name[0] in ASIDE and post.forgotten == forgotten}
        n = Counter(post.planted for post in aside.values())
        said.append("read by the forgetful" if forgotten else "read as well as can be")
        for least in THRESHOLDS:
            found = {post.name for post in aside.values() if post.found_by_parts}
            likely_ones = [row for row, share in told if row.forgotten == forgotten and share >= least]
            found |= {row.post for row in likely_ones if row.slip}
            accused = {row.post for row in likely_ones if not row.slip}
            clean = {name for name in accused if not aside[name].planted}
            said.append(
                f"{least}: slips found {len(found)}/{n[True]}, clean posts accused {len(clean)}/{n[False]}, "
                f"beside {len(accused - clean)}/{n[True]}"
            )
    return "\n".join(said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cv", action="store_true", help="print what held-out sets get, and write nothing")
    asked = parser.parse_args()
    names = sorted(path.name for path in POSTS.iterdir() if path.is_dir() and path.name not in {*UNREAD, "__pycache__"})
    with ProcessPoolExecutor(2) as pool:
        told = list(pool.map(of_set, names))
    posts, rows = [post for one, _ in told for post in one], [row for _, some in told for row in some]
    if asked.cv:
        print(cross_validated(posts, rows))
        return
    weights = fitted(rows)
    FILE.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")
    print(f"{len(posts)} posts, {len(rows)} wrong totals, {len(weights) - 1} signs: {FILE}")


if __name__ == "__main__":
    main()
