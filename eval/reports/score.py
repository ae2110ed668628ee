"""Score labelled news reports: python eval/reports/score.py SET [--lang en|ar] [--misses N] [--second FILE]

SET is a folder beside this file of labelled *.jsonl: {"id", "lang", "theatre", "published", "text", "incidents"}.
Each text is read the way `sijill read` reads a line of JSON, without its labels, in the theatre that it names. The
figures are those of the scorer of the evaluation data, by language and over all. --misses shows the texts whose
incidents were not found, or invented: for sets that rules may be written on, never for one that is to be quoted.
--second scores a second reader's labels of some of the texts in place of what is read: how far two people agree.
--full-names gives the doers whom a label names by three letters or fewer (IS, RSF, PKK) their full names as well
(FULL): the scorer compares names of four letters and more alone, so that without it these are wrong whatever is read.
--divisions names the divisions of labels as the gazetteer does: the scorer compares spellings, Segou and Ségou.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

HERE = Path(__file__).parent
FULL = {
    "IS": "islamic_state", "RSF": "rapid_support_forces", "ADF": "allied_democratic_forces",
    "ELN": "national_liberation_army", "AQI": "al_qaida_in_iraq", "PMF": "popular_mobilization_forces",
    "SDF": "syrian_democratic_forces", "PKK": "kurdistan_workers_party", "HTS": "hayat_tahrir_al_sham",
    "YPG": "peoples_protection_units", "ISF": "iraqi_security_forces", "SNA": "syrian_national_army",
    "TTP": "tehrik_i_taliban_pakistan", "IDF": "israeli_military", "BLA": "balochistan_liberation_army",
    "LNA": "libyan_national_army", "SAF": "sudanese_armed_forces", "M23": "march_23_movement",
    "NDS": "national_directorate_of_security",
}  # fmt: skip
"""Full names of bodies that labels call by three letters or fewer."""
_NEAR = 0.75
"""How alike two spellings of one division are at least."""
SCORER = HERE.parents[2] / "shared" / "bench" / "score_reports.py"


def labels(folder: Path, language: str | None = None) -> list[dict[str, Any]]:
    """The labelled reports of a folder, by id."""
    lines = [line for file in sorted(folder.glob("??-?.jsonl")) for line in file.read_text("utf-8").splitlines()]
    told = [json.loads(line) for line in lines if line.strip()]
    return sorted((one for one in told if language in (None, one["lang"])), key=lambda one: one["id"])


def read(label: Mapping[str, Any]) -> dict[str, Any]:
    """One report as `sijill read` prints it."""
    theatre = pipeline.theatre(label["theatre"])
    published = datetime.combine(datetime.fromisoformat(label["published"]), time(12), theatre.timezone)
    document = Document(label["text"], label["lang"], published, given_id=label["id"])
    reading = pipeline.read(document, RulesExtractor(theatre))
    return contract.line(document, reading.reports, checks=reading.checks, text_is_input=True)


def score(told: list[dict[str, Any]], lines: list[dict[str, Any]], scorer: Path = SCORER) -> str:
    """What the scorer prints of these labels and lines, by language and over all."""
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "predicted.jsonl"
        for path, rows in ((gold, told), (predicted, lines)):
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        command = [sys.executable, str(scorer), str(gold), str(predicted), "--by", "lang"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def with_full_names(told: list[dict[str, Any]], lines: list[dict[str, Any]]) -> None:
    """Name the doers of three letters or fewer in full, in labels and in what is read alike."""
    for row in (*told, *lines):
        for doer in (doer for incident in row["incidents"] for doer in incident.get("perpetrators") or []):
            if full := FULL.get(doer["name"].removeprefix("the ").strip()):
                doer["actor_id"] = full


def with_divisions(told: list[dict[str, Any]]) -> int:
    """Name the divisions of labels as the gazetteer does, where it has one of nearly that name; how many change."""
    world, changed = pipeline.theatre("world"), 0
    with closing(sqlite3.connect(f"file:{world.folder / 'gazetteer.sqlite'}?mode=ro", uri=True)) as gazetteer:
        listed = gazetteer.execute("SELECT country, name FROM place WHERE kind = 'admin1'").fetchall()
    for place in (i["place"] for row in told for i in row["incidents"] if i.get("place") and i["place"].get("admin1")):
        rows = [name for country, name in listed if country == place["country"]]
        if place["admin1"] in rows:
            continue
        named = [r.admin1 for r in world.candidates(place["admin1"], "en") if r.country == place["country"]]
        near = [f"{place['admin1']} {noun}" for noun in ("Lebanon", "Oblast", "Province", "State", "Region")]
        found = [n for n in (*named, *near) if n in rows] or get_close_matches(place["admin1"], rows, 1, _NEAR)
        changed += bool(found)
        place["admin1"] = found[0] if found else place["admin1"]
    return changed


def misses(told: list[dict[str, Any]], lines: list[dict[str, Any]]) -> Iterator[str]:
    """For each report that is not read as labelled: its text, and what was labelled and read."""
    for label, line in zip(told, lines, strict=True):
        gold, found = [_short(i) for i in label["incidents"]], [_short(i) for i in line["incidents"]]
        if gold != found:
            yield "\n".join(
                [
                    f"== {label['id']} {label['published']}",
                    label["text"],
                    *(f"  + {g}" for g in gold),
                    *(f"  - {f}" for f in found),
                ]
            )


def _short(incident: Mapping[str, Any]) -> str:
    def toll(name: str) -> str:
        value = incident.get(name)
        return "?" if value is None else f"{value['low']},{value['best']},{value['high']}"

    when, place, count = incident.get("when") or {}, incident.get("place") or {}, incident.get("count")
    weapons, targets = ([one["type"] for one in incident.get(k) or []][:3] for k in ("weapons", "targets"))
    who = [(p["name"], p["basis"]) for p in incident.get("perpetrators") or []]
    return (
        f"{incident['role']} {incident['kind']} {incident['status']} {weapons} {targets} "
        f"{when.get('start')}..{when.get('end')} "
        f"{place.get('admin1')},{place.get('country')} k{toll('killed')} w{toll('wounded')} {who} "
        f"x{count['best'] if isinstance(count, dict) else count}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set")
    parser.add_argument("--lang")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--second", type=Path)
    parser.add_argument("--full-names", action="store_true")
    parser.add_argument("--divisions", action="store_true")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    told = parser.parse_args()
    gold = labels(HERE / told.set, told.lang)
    if told.second:
        again = {one["id"]: one for one in map(json.loads, told.second.read_text("utf-8").splitlines())}
        gold = [label for label in gold if label["id"] in again]
        lines = [again[label["id"]] for label in gold]
    else:
        lines = [read(label) for label in gold]
    if told.full_names:
        with_full_names(gold, lines)
    if told.divisions:
        print(f"{with_divisions(gold)} divisions of labels named otherwise")
    print(score(gold, lines, told.scorer), end="")
    for n, miss in enumerate(misses(gold, lines)):
        if n < told.misses:
            print(miss)


if __name__ == "__main__":
    main()
