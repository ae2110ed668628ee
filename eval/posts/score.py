"""Score tracker posts: python eval/posts/score.py SET [--scorer PATH]

SET is a folder beside this file (dev or blind) of posts and labels*.jsonl. Reads every post the way `sijill read` does,
scores the incidents with the scorer of the evaluation data, and counts the planted slips that a check of severity
error finds (its words overlap the slip's) and the posts without a slip that it accuses. Prints one line a figure.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

HERE = Path(__file__).parent
UNREAD = frozenset({"blind26", "blind37", "blind39", "blind40", "ar29", "ar30"})
"""Sets that nobody who writes rules has read; nothing may learn from them."""
SCORER = HERE.parents[2] / "shared" / "bench" / "score_reports.py"


def learned_from() -> list[str]:
    """The names of the sets that may be learned from."""
    return sorted(path.name for path in HERE.iterdir() if path.is_dir() and path.name not in {*UNREAD, "__pycache__"})


def labels(folder: Path) -> list[dict[str, Any]]:
    """The labelled posts of a folder, by id."""
    lines = (line for file in sorted(folder.glob("labels*.jsonl")) for line in file.read_text("utf-8").splitlines())
    found = sorted((json.loads(line) for line in lines if line.strip()), key=lambda label: label["id"])
    for incident in (one for label in found for one in label["incidents"]):
        # The brief of one set gave no words for the status.
        incident["status"] = {"carried_out": "occurred"}.get(incident["status"], incident["status"])
        for name in ("killed", "wounded"):
            # Some sets write a toll that the post leaves open as a range of nulls.
            if incident.get(name) == {"low": None, "best": None, "high": None}:
                incident[name] = None
    return found


def read(folder: Path, label: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """One post's text, and its line as `sijill read` prints it."""
    theatre = pipeline.theatre(label["theatre"])
    text = (folder / f"{label['id']}.md").read_bytes().decode("utf-8")
    published = datetime.combine(datetime.fromisoformat(label["published"]), time(12), theatre.timezone)
    document = Document(text, label["lang"], published, given_id=label["id"])
    reading = pipeline.read(document, RulesExtractor(theatre))
    return text, contract.line(document, reading.reports, checks=reading.checks, text_is_input=True)


def accused(text: str, line: dict[str, Any], slip: dict[str, Any] | None) -> tuple[bool, list[str]]:
    """Whether the slip is found, and the messages of errors that have nothing to do with it."""
    errors = [check for check in line["checks"] if check["severity"] == "error"]
    if slip is None:
        return False, [check["message"] for check in errors]
    start = text.find(slip["quote"])
    end = start + len(slip["quote"])
    hits = [
        check
        for check in errors
        if any(start <= e["start"] < end for e in check["evidence"]) or check["stated"] == slip["stated"]
    ]
    return bool(hits), [check["message"] for check in errors if check not in hits]


def score(folder: Path, scorer: Path = SCORER) -> tuple[str, dict[str, int]]:
    """The scorer's output, and the slips: planted, found, clean posts, clean posts accused."""
    slips = {"planted": 0, "found": 0, "clean": 0, "accused": 0, "beside": 0}
    gold = labels(folder)
    with tempfile.TemporaryDirectory() as scratch:
        told, predicted = Path(scratch, "gold.jsonl"), Path(scratch, "predicted.jsonl")
        lines = []
        for label in gold:
            text, line = read(folder, label)
            lines.append(json.dumps(line, ensure_ascii=False))
            found, others = accused(text, line, label["slip"])
            slips["planted" if label["slip"] else "clean"] += 1
            slips["found"] += found
            slips["accused"] += label["slip"] is None and bool(others)
            slips["beside"] += label["slip"] is not None and bool(others)
        told.write_text("\n".join(json.dumps(label, ensure_ascii=False) for label in gold), "utf-8")
        predicted.write_text("\n".join(lines), "utf-8")
        run = subprocess.run([sys.executable, scorer, told, predicted], capture_output=True, text=True, check=False)
    return run.stdout, slips


if __name__ == "__main__":
    name = sys.argv[1] if len(sys.argv) > 1 else "dev"
    output, slips = score(HERE / name, Path(sys.argv[3]) if len(sys.argv) > 3 else SCORER)
    print(output, end="")
    print(f"slips found {slips['found']}/{slips['planted']}, clean posts accused {slips['accused']}/{slips['clean']}, ")
    print(f"posts with a slip accused of another {slips['beside']}/{slips['planted']}")
