"""What the encoder is trained on, as JSON lines: python eval/encoder/examples.py FILE

One line a text of eval/sentences, of eval/reports/{train,dev3} and of the news that `unlearned.PLAIN` names: its
clauses as the reader cuts them, what each is (`what`, `kind`, `role`, `status`; null where nothing is labelled), its
events by the clause that opens each, of each event the words of its fields: [start, end] offsets by field, null where
the file does not say them, and under `firsts` the words that first tell of each. And one a paragraph of
eval/interactions/words and of the politics that `unlearned.POLITICS` names: its events are what was done or how two
stand, by the words that say so, with the `deed`. Last come plain reports from patterns (`plain`).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import plain

sys.path.insert(0, str(Path(__file__).parent.parent))
import unlearned
from sijill import pipeline
from sijill.extract.news.deeds import learn
from sijill.extract.news.telling import seams, tellings
from sijill.extract.news.where import Ground
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar
from sijill.lang import pack as languages

HERE = Path(__file__).parent.parent
SENTENCES = HERE / "sentences"
REPORTS = [HERE / "reports" / name for name in ("train", "dev3", *unlearned.PLAIN)]
POLITICS = [HERE / "interactions" / name for name in ("words", *unlearned.POLITICS)]
_AS_IT_IS = ("id", "lang", "theatre", "published")
PLAIN = 500
"""Plain reports in each language."""
FIELDS = ("target", "weapon", "killed", "wounded", "place", "when")


def examples() -> Iterator[dict[str, Any]]:
    for file in sorted(SENTENCES.glob("*.jsonl")):
        for row in _rows(file):
            yield _sentence(f"sentences/{file.stem}", row)
    for folder in REPORTS:
        for file in sorted(folder.glob("*.jsonl")):
            for row in _rows(file):
                yield report(f"{folder.name}/{file.stem}", row)
    for folder in POLITICS:
        for file in sorted(folder.glob("*.jsonl")):
            for row in _rows(file):
                yield _paragraph(unlearned.name_of(file), row)
    yield from plain.texts(PLAIN)


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def cleaned(row: Mapping[str, Any]) -> Any:
    """A labelled text with all its words as the reader sees them: without vowel signs, for one."""
    clean = languages.load(row["lang"]).clean

    def each(value: Any) -> Any:
        if isinstance(value, str):
            return clean(value).text
        if isinstance(value, list):
            return [each(one) for one in value]
        return {name: each(one) for name, one in value.items()} if isinstance(value, dict) else value

    return {**each({k: v for k, v in row.items() if k not in _AS_IT_IS}), **{k: row[k] for k in _AS_IT_IS if k in row}}


def _sentence(file: str, row: Mapping[str, Any]) -> dict[str, Any]:
    row = cleaned(row)
    opens = row["label"] not in {"more", "none"}
    told = {
        "span": [0, len(row["text"])],
        "what": "opens" if opens else row["label"],
        "kind": row["label"] if opens else None,
        "role": row.get("role") if opens else None,
        "status": row.get("status") if opens else None,
    }
    return {"file": file, "lang": row["lang"], "text": row["text"], "clauses": [told], "events": []}


def report(file: str, row: Mapping[str, Any]) -> dict[str, Any]:
    row = cleaned(row)
    text = row["text"]
    scan = Scan(text, languages.load(row["lang"]), pipeline.theatre(row["theatre"]), running=True)
    learn(scan)
    firsts = [[*m.span()] for i in row["incidents"] if (m := re.search(re.escape(i.get("anchor") or "\0"), text))]
    begins = sorted({start for start, _ in firsts})
    calendar, ground = Calendar(date.fromisoformat(row["published"])), Ground(scan)
    whole = tellings(scan, calendar, ground)
    cuts = [cut for c in whole for cut in seams(scan.flat, [at for at in begins if c.start <= at < c.end])]
    clauses = tellings(scan, calendar, ground, cuts)
    quiet = "more" if row["incidents"] else "none"
    told: list[dict[str, Any]] = [{"span": [c.start, c.end], "what": quiet, "kind": None} for c in clauses]
    events = []
    for incident in row["incidents"]:
        start = text.find(incident.get("anchor") or "\0")
        if start < 0 or not told:
            continue
        end = start + len(incident["anchor"])
        shared = [min(end, c.end) - max(start, c.start) for c in clauses]
        at = shared.index(max(shared))
        told[at] |= {"what": "opens", "kind": incident["kind"], "role": incident["role"], "status": incident["status"]}
        events.append({"span": told[at]["span"], "words": _words(text, incident)})
    sure = len(firsts) == len(row["incidents"])
    return {"file": file, "lang": row["lang"], "text": text, "clauses": told, "events": events,
            "firsts": firsts if sure else None}  # fmt: skip


def _paragraph(file: str, row: Mapping[str, Any]) -> dict[str, Any]:
    row = cleaned(row)
    text = row["text"]
    events = []
    for one in (*row["interactions"], *row["ties"]):
        sides = {"subject": [one["subject"]], "object": [one["object"]]} if "subject" in one else {
            "initiator": one["initiators"], "recipient": one["recipients"]}  # fmt: skip
        words = {side: [at for who in told for at in _all(text, who["at"])[:1]] for side, told in sides.items()}
        at = _all(text, one["words"])
        if at:
            events.append({"span": at[0], "deed": one["type"], "words": words})
    return {"file": file, "lang": row["lang"], "text": text, "clauses": [], "events": events, "politics": True}


def _words(text: str, incident: Mapping[str, Any]) -> dict[str, list[list[int]] | None]:
    """Where the words of each field stand; a doer by every place that names it, by the ground it is named on."""
    found: dict[str, list[list[int]] | None] = {}
    for field in FIELDS:
        words = incident.get(f"{field}_words")
        if field in {"killed", "wounded"} and words is None and incident[field] is None:
            words = []
        found[field] = None if words is None else [at for one in words for at in _all(text, one)[:1]]
    for basis in ("stated", "claimed", "blamed", "suspected"):
        named = [one["name"] for one in incident["perpetrators"] if _basis(one["basis"]) == basis]
        found[basis] = [at for name in named for at in _all(text, name)]
    if own := incident.get("perpetrator_words"):
        for one, words in zip(incident["perpetrators"], own, strict=False):
            found[_basis(one["basis"])] = (found[_basis(one["basis"])] or []) + _all(text, words)[:1]
    return found


def _basis(basis: str) -> str:
    return "stated" if basis == "inferred" else basis


def _all(text: str, words: str) -> list[list[int]]:
    return [list(m.span()) for m in re.finditer(re.escape(words), text)] if words else []


def main() -> None:
    with Path(sys.argv[1]).open("w", encoding="utf-8") as out:
        for one in examples():
            out.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
