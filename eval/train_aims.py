"""Train the choice of targets in running text: python eval/train_aims.py [--cv] [--unseen]

Reads labelled reports (FILES below; never a set that is quoted) and writes src/sijill/lang/CODE/choice.model, with
--unseen its choice.unseen.model. The labels with `anchor` and `target_words` say where a deed and its target stand;
those without, which type it is. Both languages are learned at once: how a thing stands against the deed weighs in one
as in the other, words in their own alone. Needs scikit-learn's SciPy, which the library does not need. --cv prints how
often the first target is among those chosen, by files held out in turn: each file is by another writer, so its score
says how the choice does on a manner it has not seen.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import unlearned
from sijill import pipeline
from sijill.extract.draft import Draft
from sijill.extract.news import candidates, chooser, clauses, kinds
from sijill.extract.news.aims import ranked
from sijill.extract.news.candidates import beside
from sijill.extract.news.filling import draft
from sijill.extract.news.linking import Event, events
from sijill.extract.news.telling import Telling
from sijill.extract.news.who import doing
from sijill.extract.scan import Scan
from sijill.extract.when import calendar_of
from sijill.lang import pack as languages

REPORTS = Path(__file__).parent / "reports"
FILES = (
    "dev/??-?.jsonl",
    "blind1/??-?.jsonl",
    "dev2/??-b.jsonl",
    "dev3/??-?.jsonl",
    "train/??-[n-z].jsonl",
    "train/??-a?.jsonl",
    "blind[23]/??-?.jsonl",
    "manners[35-9]/??-?.jsonl",
)
"""Which the encoder has not learned from, or not from the last of their texts."""
WHO, STRUCK = "who/??-?.jsonl", "struck/??-?.jsonl"
"""Texts of one event each, labelled with its kind and who did it, or what was struck and by what means, alone."""
NEWER = "manners1[0-2]/??-?.jsonl"
"""Further sets, for all but the choice in texts that the encoder does not read, which is no better with them."""
PLAIN = (
    "plain/??-?.jsonl",
    "plain2/??-?.jsonl",
    "manners/??-?.jsonl",
    "manners2/??-?.jsonl",
    "manners4/??-?.jsonl",
)
"""Reports of plainer manner, for the other choices and doers: targets are read no better with them, and an example's
reports are joined worse."""
LANGUAGES = ("en", "ar")
PRIOR = 0.1
"""The variance of a weight before it is learned: best of 0.05 to 1 by files held out."""
SEEN = 3
"""In how many events a feature must be seen to be learned."""
CLAUSES = 3
"""The most clauses of an event that only its anchor finds."""


@dataclass
class Choice:
    """One event with its candidates. gold: its labelled types, the main one first; meant: which rows are the main."""

    language: str
    file: str
    types: list[str]
    rows: list[tuple[str, ...]]
    named: list[candidates.Candidate]
    gold: list[str]
    meant: list[bool]
    found: bool


class Reading(NamedTuple):
    """A labelled text as the reader has it: its clauses, its events, and the draft of each."""

    scan: Scan
    told: list[Telling]
    happened: list[Event]
    drafts: list[Draft | None]


def reading(label: Mapping[str, Any], *, looks: bool = True) -> Reading:
    """Read a labelled text without its labels. looks: whether the encoder may read it."""
    theatre, pack = pipeline.theatre(label["theatre"]), languages.load(label["lang"])
    scan = Scan(label["text"], pack, theatre, running=True)
    calendar = calendar_of(scan.dates, date.fromisoformat(label["published"]), first_weekday=theatre.first_weekday)
    told = clauses(scan, calendar, looks=looks)
    happened = events(scan, told)
    return Reading(scan, told, happened, [draft(scan, calendar, event) for event in happened])


def choices(file: Path, *, looks: bool = True) -> Iterator[Choice]:
    """The labelled events of a file that the reader finds, and those that only their anchors find."""
    for line in unlearned.lines(file):
        label = json.loads(line)
        scan, told, happened, drafts = reading(label, looks=looks)
        pairs = list(_aligned(label["incidents"], drafts))
        for n, m in pairs:
            taken = {t.start for event in happened for t in event.tellings}
            mine = happened[m].tellings
            yield _choice(scan, file, label["incidents"][n], mine, beside(told, mine, taken), found=True)
        taken = {t.start for _, m in pairs for t in happened[m].tellings}
        for n, incident in enumerate(label["incidents"]):
            if n not in {n for n, _ in pairs} and (mine := _anchored(label, n, told)):
                yield _choice(scan, file, incident, mine, beside(told, mine, taken), found=False)


def _aligned(incidents: Sequence[Mapping[str, Any]], drafts: Sequence[Draft | None]) -> Iterator[tuple[int, int]]:
    """Pairs of a label and a draft that tell of one event, each used once, the most alike first."""
    scored = sorted(
        (
            (_alike(incident, one), -n, -m)
            for n, incident in enumerate(incidents)
            for m, one in enumerate(drafts)
            if one
        ),
        reverse=True,
    )
    used: set[tuple[str, int]] = set()
    for score, n, m in scored:
        if score > 0 and not {("label", -n), ("draft", -m)} & used:
            used |= {("label", -n), ("draft", -m)}
            yield -n, -m


def _alike(incident: Mapping[str, Any], one: Draft) -> int:
    score = (
        3 if one.value("kind") == incident["kind"] else 1 if kinds.related(one.value("kind"), incident["kind"]) else -9
    )
    gold, when = incident.get("when"), one.value("when")
    if gold and when:
        score += 2 if gold["start"] <= when["end"] and when["start"] <= gold["end"] else -9
    tolls = (of for of in ("killed", "wounded") if incident.get(of))
    return score + sum(2 for of in tolls if incident[of] == one.value(of))


def _anchored(label: Mapping[str, Any], number: int, told: Sequence[Telling]) -> list[Telling]:
    """The clauses from the one that an incident's anchor stands in to the next incident's."""
    clean = languages.load(label["lang"]).clean
    text = clean(label["text"]).text
    spots = [text.find(clean(one["anchor"]).text) if "anchor" in one else -1 for one in label["incidents"]]
    at = spots[number]
    opens = next((n for n, t in enumerate(told) if at >= 0 and t.start <= at < t.end), None)
    if opens is None:
        return []
    stop = min((n for n, t in enumerate(told) if n > opens and any(t.start <= s < t.end for s in spots)), default=None)
    return list(told[opens:stop][:CLAUSES])


def _choice(
    scan: Scan,
    file: Path,
    incident: Mapping[str, Any],
    told: Sequence[Telling],
    around: Sequence[Telling],
    *,
    found: bool,
) -> Choice:
    kind = kinds.kind(scan, told, None)
    named = kind.value if kind else "none"
    seen = candidates.targets(scan, told, around, doing(scan, told), named)
    gold = [one["type"] for one in incident["targets"]]
    types = [one.mark.value for one in seen]
    meant = [bool(gold) and value == gold[0] for value in types]
    words = scan.pack.clean(next(iter(incident.get("target_words") or ()), "")).text
    at = scan.text.find(words) if words else -1
    there = [ok and at >= 0 and one.mark.overlaps(at, at + len(words)) for ok, one in zip(meant, seen, strict=True)]
    rows = [*(one.features for one in seen), candidates.nothing(scan, told, seen, named)]
    name = f"{file.parent.name}/{file.stem}"
    return Choice(scan.pack.code, name, types, rows, seen, gold, [*(there if any(there) else meant), not gold], found)


def fitted(told: Sequence[Choice]) -> dict[str, float]:
    """The weight of each feature: the likeliest by the labels, with a normal prior around nothing."""
    told = [one for one in told if any(one.meant)]
    counts = Counter(feature for one in told for feature in set().union(*one.rows))
    number = {feature: n for n, feature in enumerate(sorted(f for f, seen in counts.items() if seen >= SEEN))}
    columns = [[number[f] for f in row if f in number] for one in told for row in one.rows]
    edges = np.cumsum([0, *map(len, columns)])
    x = csr_matrix((np.ones(edges[-1]), np.concatenate(columns), edges), shape=(len(columns), len(number)))
    sizes = [len(one.rows) for one in told]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(told)), sizes)
    meant = np.array([float(ok) for one in told for ok in one.meant])

    def loss(w: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        sums = x @ w
        parts = np.exp(sums - np.maximum.reduceat(sums, starts)[owner])
        whole, right = np.add.reduceat(parts, starts), np.add.reduceat(parts * meant, starts)
        slope = x.T @ (parts / whole[owner] - parts * meant / right[owner]) + w / PRIOR
        return float(np.log(whole / right).sum() + w @ w / (2 * PRIOR)), slope

    best = minimize(loss, np.zeros(len(number)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {feature: float(best.x[n]) for feature, n in number.items()}


def chosen(one: Choice, weights: Mapping[str, int]) -> list[str]:
    return [aim.mark.value for aim in ranked(one.named, chooser.shares(weights, one.rows))]


def cross_validated(told: Sequence[Choice]) -> None:
    for held in sorted({one.file for one in told}):
        weights = {f: round(w * chooser.STEP) for f, w in fitted([one for one in told if one.file != held]).items()}
        mine = [one for one in told if one.file == held and one.found]
        some, none = [one for one in mine if one.gold], [one for one in mine if not one.gold]
        right = sum(bool({one.gold[0]} & set(chosen(one, weights))) for one in some)
        first = sum([one.gold[0]] == chosen(one, weights)[:1] for one in some)
        said = sum(bool(chosen(one, weights)) for one in none)
        print(
            f"{held}: the first target among those chosen {right / len(some):.3f} of {len(some)}, chosen first "
            f"{first / len(some):.3f}; said where none is told {said} of {len(none)}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--unseen", action="store_true", help="without the encoder, for texts that it does not read")
    asked = parser.parse_args()
    patterns = FILES if asked.unseen else (*FILES, NEWER, STRUCK)
    files = sorted(file for pattern in patterns for file in REPORTS.glob(pattern))
    told = [one for file in files for one in choices(file, looks=not asked.unseen)]
    if asked.cv:
        cross_validated(told)
        return
    weights = fitted(told)
    for language in LANGUAGES:
        seen = {feature for one in told if one.language == language for row in one.rows for feature in row}
        path = languages.load(language).folder / (chooser.UNSEEN_FILE if asked.unseen else chooser.FILE)
        chooser.put(path, "targets", {f: w for f, w in weights.items() if f in seen})
        print(f"{path}: {len(told)} events, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
