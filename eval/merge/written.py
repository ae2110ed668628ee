"""Score merging on written reports: python eval/merge/written.py [FILE.jsonl ...]   (default: all of eval/merge/groups)

Reads all reports into one ledger, merges them as `sijill dedupe` does, and compares with `event`. A report that tells
of several attacks by our reading stands for the first that it tells as news; one from which nothing is read stands
alone. Prints figures only, so that the set stays unseen. B-cubed as Bagga & Baldwin 1998.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, time
from itertools import combinations
from pathlib import Path
from typing import Any

from sijill import pipeline
from sijill.extract import RulesExtractor
from sijill.model.text import Document
from sijill.store import Ledger
from sijill.theatre import Theatre

GROUPS = Path(__file__).resolve().parent / "groups"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
Line = dict[str, Any]


def read(files: Iterable[Path]) -> list[Line]:
    """The reports of the files."""
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]


def merged(told: Sequence[Line]) -> dict[str, str | None]:
    """The incident that each report stands for, None if nothing was read from it."""
    theatre = pipeline.theatre("iraq")
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "written.sijill") as ledger:
        documents = put(ledger, told, theatre)
        pipeline.merge(ledger, theatre, author="score", now=NOW)
        found: dict[str, list[tuple[tuple[bool, int], str]]] = defaultdict(list)
        for incident in pipeline.fold(ledger, theatre).incidents:
            for report in incident.reports:
                order = (report.value("role") == "background", report.opening.start if report.opening else 0)
                found[documents[report.document]].append((order, incident.id))
    return {line["id"]: min(found[line["id"]])[1] if line["id"] in found else None for line in told}


def put(ledger: Ledger, told: Sequence[Line], theatre: Theatre) -> dict[str, str]:
    """Read the reports into a ledger; the id of each by that of its document."""
    made = []
    for line in told:
        published = datetime.combine(datetime.fromisoformat(line["published"]).date(), time(12), theatre.timezone)
        made.append(Document(line["text"], line["lang"], published, outlet=line["outlet"], given_id=line["id"]))
    list(pipeline.add(ledger, made, RulesExtractor(theatre), author="score", now=NOW))
    return {document.id: str(document.given_id) for document in made}


def figures(told: Sequence[Line], of: dict[str, str | None]) -> list[str]:
    """One line a figure."""
    said = {line["id"]: of[line["id"]] or f"alone {line['id']}" for line in told}
    out = [f"{len(told)} reports, {len({t['event'] for t in told})} attacks, {len(set(said.values()))} incidents"]
    out.append(f"nothing read from {sum(of[t['id']] is None for t in told)} reports")
    out.append(f"all           B-cubed {_b_cubed(told, said)}")
    seen = [t for t in told if of[t["id"]] is not None]
    out.append(f"of those read B-cubed {_b_cubed(seen, said)}")
    true = {(a["id"], b["id"]) for a, b in combinations(told, 2) if a["event"] == b["event"]}
    by: dict[str, list[str]] = defaultdict(list)
    for line in told:
        by[said[line["id"]]].append(line["id"])
    place = {line["id"]: n for n, line in enumerate(told)}
    joined = {tuple(sorted(pair, key=place.__getitem__)) for ids in by.values() for pair in combinations(ids, 2)}
    lang, group = {t["id"]: t["lang"] for t in told}, {t["id"]: t["group"] for t in told}

    def pairs(what: str, keep: Callable[[str, str], bool]) -> str:
        wanted, made = {p for p in true if keep(*p)}, {p for p in joined if keep(*p)}
        both = len(wanted & made)
        precision, recall = both / max(1, len(made)), both / max(1, len(wanted))
        return f"{what:13} precision {precision:.3f}  recall {recall:.3f}  of {len(wanted)}"

    out.append(pairs("pairs", lambda a, b: True))
    out.append(pairs("one language", lambda a, b: lang[a] == lang[b]))
    out.append(pairs("two languages", lambda a, b: lang[a] != lang[b]))
    out.append(f"joined from two groups: {sum(group[a] != group[b] for a, b in joined)} pairs")
    events = defaultdict(set)
    for line in told:
        events[line["group"]].add(line["event"])
    near = {name for name, found in events.items() if len(found) > 1}
    mixed = {group[a] for a, b in joined if group[a] == group[b] and (a, b) not in true}
    out.append(f"near misses kept apart: {len(near - mixed)} of {len(near)} groups")
    return out


def _b_cubed(told: Sequence[Line], said: dict[str, str]) -> str:
    n_both = Counter((t["event"], said[t["id"]]) for t in told)
    n_true, n_said = Counter(t["event"] for t in told), Counter(said[t["id"]] for t in told)
    precision = sum(n_both[t["event"], said[t["id"]]] / n_said[said[t["id"]]] for t in told) / len(told)
    recall = sum(n_both[t["event"], said[t["id"]]] / n_true[t["event"]] for t in told) / len(told)
    f1 = 2 * precision * recall / (precision + recall)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]] or sorted(GROUPS.glob("*.jsonl"))
    told = read(files)
    for line in figures(told, merged(told)):
        print(line)


if __name__ == "__main__":
    main()
