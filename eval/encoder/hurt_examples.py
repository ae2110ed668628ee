"""What the layers for the dead and the wounded learn from, as JSON lines: python eval/encoder/hurt_examples.py FILE

One line a labelled text of eval/reports, never of a set that is quoted (QUOTED): its events as the reader finds them,
by the clause that opens each and all its clauses, and of those that a label tells of the tolls and where the words of
each stand. `learned` says whether the encoder has learned from the text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from multiprocessing import Pool
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
import train_aims
import train_choices
import unlearned
from sijill.extract.news.mentions import SORTS
from sijill.extract.scan import Scan

REPORTS = Path(__file__).parent.parent / "reports"
QUOTED = frozenset({"manners19"})
"""Sets whose figures are quoted as unread."""
WITHOUT = frozenset({"who", "struck", "blind1", "blind2", "blind3", "dev", "dev2"})
"""Sets that do not say where an event is first told, or nothing of tolls."""


def rows() -> Iterator[tuple[str, int, bool, dict[str, Any]]]:
    """Of each labelled text its file, number, whether the encoder has learned from it, and its label."""
    for file in sorted(REPORTS.glob("*/??-*.jsonl")):
        if file.parent.name in QUOTED | WITHOUT:
            continue
        told = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
        known = file.parent.name in {"train", "dev3"} or unlearned.name_of(file) in unlearned.LAST
        first = len(told) - len(unlearned.lines(file)) if known else 0
        for n, label in enumerate(told):
            if any("anchor" in incident for incident in label["incidents"]):
                yield f"{file.parent.name}/{file.stem}", n, n < first, label


def example(row: tuple[str, int, bool, dict[str, Any]]) -> dict[str, Any] | None:
    """A text with its events; None where the encoder does not read it, or no event is found."""
    file, n, learned, label = row
    scan, _, happened, drafts = train_aims.reading(label)
    if scan.seen is None or not happened:
        return None
    found: list[dict[str, Any]] = [
        {"first": [e.tellings[0].start, e.tellings[0].end], "own": [[t.start, t.end] for t in e.tellings], "gold": None}
        for e in happened
    ]
    for i, m in train_choices.aligned(label, happened, drafts, scan, "tolls"):
        found[m]["gold"] = {of: _gold(scan, label["incidents"][i], of) for of in SORTS}
    return {"file": file, "n": n, "learned": learned, "lang": label["lang"], "text": scan.text, "events": found}


def _gold(scan: Scan, incident: Mapping[str, Any], of: str) -> dict[str, Any]:
    """A labelled toll, and where its words stand behind the words that first tell of the event; None if not said."""
    value, words = incident.get(of), incident.get(f"{of}_words")
    if words is None and value is None:
        words = []
    begins = max(0, scan.text.find(scan.pack.clean(incident.get("anchor") or "").text))
    spans: list[list[int]] | None = [] if words is not None else None
    for one in words or ():
        said = scan.pack.clean(one).text
        at = scan.text.find(said, begins)
        at = at if at >= 0 else scan.text.find(said)
        if at < 0 or not said or spans is None:
            spans = None
            break
        spans.append([at, at + len(said)])
    return {"value": [value["low"], value["best"], value["high"]] if value else None, "spans": spans}


def main() -> None:
    with Pool() as pool, Path(sys.argv[1]).open("w", encoding="utf-8") as out:
        for one in pool.imap(example, rows(), chunksize=16):
            if one is not None:
                out.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
