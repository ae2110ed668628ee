"""Golden texts: read one, and write what it tells as lines that a person can review.

A file is a head of `key: value` lines, a line of dashes, and the text; the theatre is iraq if the head names none.
Beside NAME.txt stands NAME.expected.
To write what the code says now: python tests/golden/golden.py [NAME ...]; then review the diff.
"""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.txt"))


def read(path: Path) -> dict[str, Any]:
    """The line that `sijill read` prints of a golden text."""
    head, _, text = path.read_bytes().decode("utf-8").partition("\n----\n")
    told = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    theatre = pipeline.theatre(told.get("theatre", "iraq"))
    published = datetime.combine(date.fromisoformat(told["published"]), time(12), theatre.timezone)
    document = Document(text, told["language"], published, outlet=told["outlet"])
    reading = pipeline.read(document, RulesExtractor(theatre))
    return contract.line(document, reading.reports, checks=reading.checks, text_is_input=True)


def written(line: dict[str, Any]) -> str:
    """Its incidents, totals and checks, a field a line, each with the words it rests on."""
    blocks = [_incident(n, one) for n, one in enumerate(line["incidents"], start=1)]
    blocks += [_total(n, one) for n, one in enumerate(line["totals"], start=1)]
    blocks += [_check(one) for one in line["checks"]]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _incident(n: int, one: dict[str, Any]) -> list[str]:
    rows = [f"incident {n}"]
    place, when = one["place"], one["when"]
    single: dict[str, str | None] = {
        "role": one["role"],
        "kind": one["kind"],
        "when": when and _days(when),
        "place": place and f"{place['name']}, {place['admin1']} ({place['precision']})",
        "killed": _range(one["killed"]),
        "wounded": _range(one["wounded"]),
        "status": one["status"] if one["status"] != "occurred" else None,
        "count": _range(one["count"]) if one["count"]["best"] != 1 else None,
        "campaign": one["campaign"],
    }
    rows += [_row(one, field, value) for field, value in single.items() if value is not None]
    for field in ("weapons", "targets", "victims", "perpetrators", "denials"):
        rows += [_row(one, f"{field}.{m}", _value(field, value)) for m, value in enumerate(one[field])]
    return rows


def _value(field: str, value: dict[str, Any]) -> str:
    if field == "weapons":
        return value["type"] + (f" x{value['number']}" if value["number"] else "")
    if field == "victims":
        return value["group"]
    if field == "perpetrators":
        return f"{value['actor_id']} ({value['basis']})"
    return str(value.get("type") or value["actor_id"])


def _row(one: dict[str, Any], field: str, value: str) -> str:
    words = " … ".join(f"“{e['quote']}”" for e in one["evidence"] if e["field"] == field)
    origins = ", ".join(d["from"] for d in one["derived"] if d["field"] == field)
    return f"  {field}: {value}" + (f"  {words}" if words else "") + (f"  [{origins}]" if origins else "")


def _days(when: dict[str, str]) -> str:
    return when["start"] if when["start"] == when["end"] else f"{when['start']} to {when['end']}"


def _range(value: dict[str, int | None] | None) -> str | None:
    if value is None:
        return None
    low, best, high = value["low"], value["best"], value["high"]
    if low == best == high:
        return str(low)
    return f"{low} to {'?' if high is None else high}" + ("" if best is None else f", best {best}")


def _total(n: int, one: dict[str, Any]) -> list[str]:
    scope = {k: _days(v) if k == "when" else v for k, v in one["scope"].items() if v is not None}
    words = next(e["quote"] for e in one["evidence"] if e["field"] == "n")
    return [f"total {n}", f"  {one['n']} {one['of']}  “{words}”", f"  scope: {', '.join(scope.values()) or 'the list'}"]


def _check(one: dict[str, Any]) -> list[str]:
    words = " … ".join(f"“{e['quote']}”" for e in one["evidence"])
    return [f"{one['severity']}: {one['rule']}", f"  {one['message']}", f"  {words}"]


def expected(path: Path) -> Path:
    return path.with_suffix(".expected")


if __name__ == "__main__":
    for file in FILES:
        if len(sys.argv) == 1 or file.stem in sys.argv[1:]:
            expected(file).write_text(written(read(file)), "utf-8")
