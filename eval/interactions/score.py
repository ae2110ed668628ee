"""Score labelled paragraphs of politics: python eval/interactions/score.py SET [--lang en|ar] [--misses N]

SET is a folder beside this file of labelled *.jsonl (see BRIEF.md): {"id", "lang", "theatre", "published", "text",
"interactions", "ties"}. Each text is read the way `sijill read` reads a line of JSON, without its labels.

An interaction is right if its type is the label's, one initiator agrees and, where the label has recipients, one
recipient agrees, and the dates overlap where both have one. A tie is right if type, subject and object agree and the
dates overlap where both have them. Pairs are one to one, the most that fit. Two actors agree if both have the same
register id; if the label has none, when the record has none either and half of the words of the shorter name are the
other's. Prints, by language and over all: precision, recall and F1 of interactions and of ties, the share of right
interactions whose mode is right, of right interactions and ties whose hedge is, and the accuracy of actors: of the
labelled actors that any record of the paragraph names in like words, the share with the label's id; those that the
register lacks apart, where only "no id" is right.
--misses shows what was missed and invented: for sets that rules may be written on, never for one that is to be quoted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.lang.fold import fold
from sijill.model.text import Document

HERE = Path(__file__).parent
Record = Mapping[str, Any]


def labels(folder: Path, language: str | None = None) -> list[dict[str, Any]]:
    """The labelled paragraphs of a folder, by id."""
    lines = [line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    told = [json.loads(line) for line in lines if line.strip()]
    return sorted((one for one in told if language in (None, one["lang"])), key=lambda one: str(one["id"]))


def read(label: Record) -> dict[str, Any]:
    """One paragraph as `sijill read` prints it."""
    theatre = pipeline.theatre(label.get("theatre", "iraq"))
    published = datetime.combine(datetime.fromisoformat(label["published"]), time(12), theatre.timezone)
    document = Document(label["text"], label["lang"], published, given_id=label["id"])
    reading = pipeline.read(document, RulesExtractor(theatre))
    return contract.line(document, reading.reports, text_is_input=True)


def same_actor(gold: Record, found: Record) -> bool:
    """Whether a record's actor is the label's."""
    if gold.get("actor_id") or found.get("actor_id"):
        return gold.get("actor_id") == found.get("actor_id")
    return near(str(gold["name"]), str(found["name"]))


def near(one: str, other: str) -> bool:
    """Whether half of the words of the shorter name are the other's."""
    a, b = (set(fold(name, "ar" if not name.isascii() else "en").split()) for name in (one, other))
    return bool(a and b) and 2 * len(a & b) >= min(len(a), len(b))


def overlap(gold: Record | None, found: Record | None) -> bool:
    """Whether two intervals overlap; where one is not told, nothing speaks against it."""
    if gold is None or found is None:
        return True
    return bool(gold["start"] <= found["end"] and found["start"] <= gold["end"])


def right_interaction(gold: Record, found: Record) -> bool:
    sides = all(
        not gold.get(side) or any(same_actor(g, f) for g in gold[side] for f in found[side])
        for side in ("initiators", "recipients")
    )
    return gold["type"] == found["type"] and sides and overlap(gold.get("when"), found.get("when"))


def right_tie(gold: Record, found: Record) -> bool:
    ends = all(same_actor(gold[side], found[side]) for side in ("subject", "object"))
    return gold["type"] == found["type"] and ends and overlap(gold.get("when"), found.get("when"))


def pairs(
    gold: Sequence[Record], found: Sequence[Record], right: Callable[[Record, Record], bool]
) -> list[tuple[Record, Record]]:
    """The most pairs of labels and records that are right, one to one (augmenting paths)."""
    taken: dict[int, int] = {}

    def place(label: int, seen: set[int]) -> bool:
        for record, one in enumerate(found):
            if record not in seen and right(gold[label], one):
                seen.add(record)
                if record not in taken or place(taken[record], seen):
                    taken[record] = label
                    return True
        return False

    for label in range(len(gold)):
        place(label, set())
    return [(gold[label], found[record]) for record, label in sorted(taken.items(), key=lambda p: p[1])]


class Tally:
    """Counts of one language."""

    def __init__(self) -> None:
        self.n: dict[str, int] = {}

    def add(self, name: str, n: int = 1) -> None:
        self.n[name] = self.n.get(name, 0) + n

    def share(self, part: str, whole: str) -> str:
        return f"{self.n.get(part, 0) / self.n[whole]:.3f} of {self.n[whole]}" if self.n.get(whole) else "none"

    def f1(self, what: str) -> str:
        right, gold, found = (self.n.get(f"{what}.{part}", 0) for part in ("right", "gold", "found"))
        precision, recall = (right / n if n else 0.0 for n in (found, gold))
        score = 2 * right / (gold + found) if gold + found else 0.0
        return f"P {precision:.3f} R {recall:.3f} F1 {score:.3f}  ({right} right of {gold} labelled, {found} read)"


def count(tally: Tally, label: Record, line: Record) -> tuple[list[Record], list[Record]]:
    """Add one paragraph; give what was missed and what was invented."""
    missed: list[Record] = []
    invented: list[Record] = []
    for what, right in (("interactions", right_interaction), ("ties", right_tie)):
        gold, found = label.get(what) or [], line[what]
        fitting = pairs(gold, found, right)
        tally.add(f"{what}.gold", len(gold))
        tally.add(f"{what}.found", len(found))
        tally.add(f"{what}.right", len(fitting))
        missed += [g for g in gold if not any(g is one for one, _ in fitting)]
        invented += [f for f in found if not any(f is one for _, one in fitting)]
        for one, other in fitting:
            if what == "interactions":
                tally.add("matched")
                tally.add("mode", one.get("mode") == other["mode"])
            tally.add("hedges")
            tally.add("hedge", bool(one.get("hedged")) == other["hedged"])
    _actors(tally, label, line)
    return missed, invented


def _actors(tally: Tally, label: Record, line: Record) -> None:
    """Of the labelled actors of a paragraph that any record names in like words, those with the label's id."""
    wanted = {(a["name"], a.get("actor_id")) for a in _named(label)}
    told = [(str(a["name"]), a["actor_id"]) for a in _named(line)]
    for name, id in sorted(wanted, key=str):
        read_as = [other for written, other in told if near(name, written)]
        if not read_as:
            tally.add("unnamed")
            continue
        right = id in read_as if id is not None else set(read_as) == {None}
        tally.add("actors")
        tally.add("actor", right)
        if id is None:
            tally.add("lacking")
            tally.add("left", right)


def _named(line: Record) -> Iterator[Record]:
    for one in line.get("interactions") or []:
        yield from (*(one.get("initiators") or ()), *(one.get("recipients") or ()))
    for one in line.get("ties") or []:
        yield from (one["subject"], one["object"])


def report(name: str, tally: Tally) -> Iterator[str]:
    yield f"{name:5} interactions {tally.f1('interactions')}"
    yield f"{name:5} ties         {tally.f1('ties')}"
    yield f"{name:5} mode {tally.share('mode', 'matched')} · hedge {tally.share('hedge', 'hedges')}"
    lacking = tally.share("left", "lacking")
    not_named = tally.n.get("unnamed", 0)
    yield f"{name:5} actors {tally.share('actor', 'actors')}, {not_named} more not named · register lacks {lacking}"


def _short(record: Record) -> str:
    def who(side: str) -> list[str]:
        told = record.get(side) or []
        told = told if isinstance(told, list) else [told]
        return [a.get("actor_id") or a["name"] for a in told]

    sides = ("subject", "object") if "subject" in record else ("initiators", "recipients")
    days = record.get("when") or {}
    told = f"{record['type']}/{record.get('mode')} {who(sides[0])} -> {who(sides[1])}"
    return f"{told} {days.get('start')} {record.get('hedged')}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set")
    parser.add_argument("--lang")
    parser.add_argument("--misses", type=int, default=0)
    told = parser.parse_args()
    tallies: dict[str, Tally] = {}
    shown = 0
    for label in labels(HERE / told.set, told.lang):
        line = read(label)
        count(tallies.setdefault(label["lang"], Tally()), label, line)
        missed, invented = count(tallies.setdefault("all", Tally()), label, line)
        if (missed or invented) and shown < told.misses:
            shown += 1
            print(f"== {label['id']} {label['published']}\n{label['text']}")
            print(*(f"  + {_short(one)}" for one in missed), *(f"  - {_short(one)}" for one in invented), sep="\n")
    for name in sorted(tallies, key=lambda n: (n == "all", n)):
        print("\n".join(report(name, tallies[name])))


if __name__ == "__main__":
    main()
