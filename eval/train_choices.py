"""Train the choices of an event's kind, place and day: python eval/train_choices.py [--cv]

Reads the labelled reports of train_aims.py (never a set that is quoted) and writes the choices "kinds", "places" and
"days" in src/sijill/lang/CODE/choice.model. A place is the one meant where it lies in the labelled division, a day
where it is the labelled one; an event whose place or day is named by none of the text's, or not told, has none. --cv
prints how often the choice is right by files held out in turn, beside the order of the clauses alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import train_aims
import unlearned
from sijill.extract.draft import Draft
from sijill.extract.news import aims, chooser, kinds
from sijill.extract.news.candidates import beside
from sijill.extract.news.filling import by_order, dated_by_order
from sijill.extract.news.linking import Event
from sijill.extract.news.settings import Settings, fixed, located
from sijill.extract.news.telling import Telling
from sijill.extract.news.where import Ground
from sijill.extract.news.who import doing
from sijill.extract.scan import Scan
from sijill.lang import pack as languages

NAMES = ("kinds", "places", "days")


@dataclass
class Choice:
    """One event with what its text names. meant: which rows are right, the last that none is."""

    language: str
    file: str
    rows: list[tuple[str, ...]]
    meant: list[bool]
    scan: Scan
    found: Sequence[Any]
    by_rule: Any
    right: Any = field(default=None)
    """The labelled value: a kind, (country, division), or (start, end)."""


UNDATED = frozenset({"plain", "plain2", "manners", "manners2", "manners4"})
"""Sets whose labels leave a second event without a day that a reader takes to be of the day the text is about."""


def choices(file: Path) -> Iterator[tuple[str, Choice]]:
    """The choices of the labelled events of a file that the reader finds, each with its name."""
    for line in unlearned.lines(file):
        label = json.loads(line)
        scan, told, happened, drafts = train_aims.reading(label)
        if scan.seen is None:
            continue
        settings = Settings(scan, Ground(scan), told, date.fromisoformat(label["published"]))
        name = f"{file.parent.name}/{file.stem}"
        for of in ("kinds",) if file.match(train_aims.WHO) or file.match(train_aims.STRUCK) else NAMES:
            for n, m in aligned(label, happened, drafts, scan, of):
                incident, event, made = label["incidents"][n], happened[m], drafts[m]
                if of == "places":
                    yield of, _place(settings, event, incident, scan, name)
                elif of == "days":
                    yield of, _day(settings, event, made.value("kind"), incident, scan, name)
                else:
                    yield from (
                        (of, one) for one in _kinds(event, beside(told, event.tellings, set()), incident, scan, name)
                    )


def aligned(
    label: Mapping[str, Any], happened: Sequence[Event], drafts: Sequence[Draft | None], scan: Scan, without: str
) -> Iterator[tuple[int, int]]:
    """Pairs of a label and an event that are one by their anchor, else by all fields but the one to be learned."""
    clean = scan.pack.clean
    scored = []
    for n, incident in enumerate(label["incidents"]):
        words = clean(incident["anchor"]).text if incident.get("anchor") else ""
        at = scan.text.find(words) if words else -1
        for m, (event, made) in enumerate(zip(happened, drafts, strict=True)):
            if made is None:
                continue
            first = event.tellings[0]
            if at >= 0:
                score = 9 if first.start <= at < first.end else -9
            else:
                score = _alike(incident, made, without)
            scored.append((score, -n, -m))
    used: set[tuple[str, int]] = set()
    for score, n, m in sorted(scored, reverse=True):
        if score > 0 and not {("label", n), ("event", m)} & used:
            used |= {("label", n), ("event", m)}
            yield -n, -m


def _alike(incident: Mapping[str, Any], one: Draft, without: str) -> int:
    same = one.value("kind") == incident["kind"]
    score = 3 if same else 1 if kinds.related(one.value("kind"), incident["kind"]) else -9
    score = 0 if without == "kinds" else score
    gold, when = incident.get("when"), one.value("when")
    if without != "days" and gold and when:
        score += 2 if gold["start"] <= when["end"] and when["start"] <= gold["end"] else -9
    tolls = (of for of in ("killed", "wounded") if incident.get(of))
    return score + sum(2 for of in tolls if incident[of] == one.value(of))


def _place(settings: Settings, event: Event, incident: Mapping[str, Any], scan: Scan, file: str) -> Choice:
    by_rule = by_order(scan, event)
    found = settings.spots(event, by_rule)
    gold = incident["place"]
    right = (gold["country"], _folded(gold.get("admin1"))) if gold else None
    meant = [(s.named.row.country, _folded(s.named.row.admin1)) == right for s in found]
    rows = [*(s.features for s in found), settings.nowhere(event, found, by_rule)]
    return Choice(scan.pack.code, file, rows, [*meant, not any(meant)], scan, found, by_rule, right)


def _kinds(
    event: Event, around: Sequence[Telling], incident: Mapping[str, Any], scan: Scan, file: str
) -> Iterator[Choice]:
    """The choice of an event's kind before its targets are known, and after."""
    told = event.tellings
    likely = kinds.kind(scan, told, None)
    if likely is None or not told[0].seen:
        return
    found = [aim.mark for aim in aims.aims(scan, told, around, doing(scan, told), likely.value)]
    aim = [] if kinds.quiet(likely.value) else found
    for known in (None, aim):
        rule = kinds.by_words(scan, told, known or ())
        if rule is not None:
            rows = [kinds.clues(told, known, rule, one) for one in kinds.KINDS]
            meant = [one == incident["kind"] for one in kinds.KINDS]
            yield Choice(scan.pack.code, file, rows, meant, scan, kinds.KINDS, rule.value, incident["kind"])


def _folded(name: str | None) -> str:
    return "".join(c for c in (name or "").lower().replace("al-", "").replace("al ", "") if c.isalnum())


def _day(settings: Settings, event: Event, kind: str, incident: Mapping[str, Any], scan: Scan, file: str) -> Choice:
    by_rule = dated_by_order(scan, event, kind)
    found = settings.dated(event, by_rule)
    gold = incident["when"]
    right = (gold["start"], gold["end"]) if gold else None
    meant = [_days(d.dated[1].when.to_json()) == right for d in found]
    rows = [*(d.features for d in found), settings.never(event, found, by_rule)]
    return Choice(scan.pack.code, file, rows, [*meant, not any(meant)], scan, found, by_rule, right)


def _days(when: Mapping[str, Any]) -> tuple[str, str]:
    return when["start"], when["end"]


def said(of: str, one: Choice, weights: Mapping[str, int]) -> Any:
    """What the choice says of an event, as its label would."""
    if not one.found:
        return None
    if of == "kinds":
        return max(zip(chooser.shares(weights, one.rows), one.found, strict=True))[1]
    *likely, _ = chooser.shares(weights, one.rows)
    if of == "places":
        place = located(one.scan, one.found, likely, one.by_rule)
        return (place[0].row.country, _folded(place[0].row.admin1)) if place else None
    day = fixed(one.found, likely)
    return _days(day[1].when.to_json()) if day else None


def by_rule(of: str, one: Choice) -> Any:
    if not one.by_rule or of == "kinds":
        return one.by_rule or None
    if of == "places":
        return one.by_rule[0].row.country, _folded(one.by_rule[0].row.admin1)
    return _days(one.by_rule[1].when.to_json())


def cross_validated(of: str, told: Sequence[Choice]) -> None:
    for held in sorted({one.file for one in told}):
        learned = train_aims.fitted([one for one in told if one.file != held])
        weights = {f: round(w * chooser.STEP) for f, w in learned.items()}
        mine = [one for one in told if one.file == held]
        line = []
        answers = {"order": [by_rule(of, one) for one in mine], "choice": [said(of, one, weights) for one in mine]}
        for name, told_of in answers.items():
            right = sum(answer == one.right for answer, one in zip(told_of, mine, strict=True))
            wrong = sum(answer not in {None, one.right} for answer, one in zip(told_of, mine, strict=True))
            line.append(f"by {name} right {right / len(mine):.3f}, wrong {wrong / len(mine):.3f}")
        print(f"{of} {held} of {len(mine)}: {'; '.join(line)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cv", action="store_true")
    parser.add_argument("--of", choices=NAMES, help="train this one alone")
    asked = parser.parse_args()
    patterns = (*train_aims.FILES, train_aims.NEWER, *train_aims.PLAIN, train_aims.WHO, train_aims.STRUCK)
    files = sorted(file for pattern in patterns for file in train_aims.REPORTS.glob(pattern))
    every = [one for file in files for one in choices(file)]
    for of in NAMES if asked.of is None else (asked.of,):
        told = [one for name, one in every if name == of]
        if of == "days":
            told = [one for one in told if one.file.partition("/")[0] not in UNDATED]
        if asked.cv:
            cross_validated(of, told)
            continue
        weights = train_aims.fitted(told)
        for language in train_aims.LANGUAGES:
            seen = {feature for one in told if one.language == language for row in one.rows for feature in row}
            path = languages.load(language).folder / chooser.FILE
            chooser.put(path, of, {f: w for f, w in weights.items() if f in seen})
        print(f"{of}: {len(told)} events, {len(weights)} weights")


if __name__ == "__main__":
    main()
