"""Files of decisions: merges, corrections and rejections that are kept beside the texts and applied to any ledger."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sijill import pipeline
from sijill.errors import BadInput
from sijill.model.views import Report
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.store import Ledger


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a file of decisions. n_new: rows that said something new; n_known: rows that stood already.

    Of a merge, all rows are new if one of them is. skipped: what was passed over, and why.
    """

    n_new: int
    n_known: int
    skipped: tuple[str, ...]


def apply(ledger: Ledger, theatre: Theatre, file: Path, *, author: str, now: datetime) -> Applied:
    """Apply a file of decisions (see `sijill apply --help`). A decision that already stands is not said again."""
    skipped: list[str] = []
    applied: list[str] = []
    fresh: set[str] = set()
    heads: dict[str, str] = {}
    for number, row in enumerate(_decision_rows(file), start=2):
        report = _meant(ledger, row["url"], row["n"], standing=row["action"] == "merge")
        if report is None:
            skipped.append(f"{file}, line {number}: {row['url']} has no report {row['n']} in this ledger")
            continue
        if not _is_told_at(ledger.document(report.document).text, report, row["n"]):
            opening = f" (it opens with {report.opening.quote!r})" if report.opening else ""
            skipped.append(
                f"{file}, line {number}: no report quotes a word of the sentence of {row['n']!r}; the nearest is"
                f" {report.id}{opening}: give words of its own sentence if it is meant, else take the line out"
            )
            continue
        note = row.get("note") or ""
        decision, added = str(number), None
        if row["action"] == "merge":
            if not row["incident"]:
                skipped.append(
                    f"{file}, line {number}: a merge needs a name in `incident`, the same for all that are one"
                )
                continue
            decision = f"merge {row['incident']}"
            head = heads.setdefault(row["incident"], report.id)
            if head != report.id and report.id not in (
                r.id for r in pipeline.incident_of(ledger, theatre, head).reports
            ):
                added = pipeline.relate(ledger, theatre, head, [report.id], "SAME", author=author, now=now, note=note)
        elif row["action"] == "correct":
            try:
                value = json.loads(row["value"])
            except ValueError:
                skipped.append(
                    f'{file}, line {number}: {row["value"]!r} is no JSON; write a word as "ied", unknown as null'
                )
                continue
            if report.value(row["field"]) != value:
                added = pipeline.correct(ledger, report.id, row["field"], value, author=author, now=now, note=note)
        elif row["action"] == "reject":
            field = row["field"] or None
            if field is None or report.fields.get(field):
                added = pipeline.judge(ledger, report.id, "reject", author=author, now=now, field=field, note=note)
        else:
            skipped.append(f"{file}, line {number}: no action {row['action']!r}; it is merge, correct or reject")
            continue
        applied.append(decision)
        if added is not None and added.n_new:
            fresh.add(decision)
    n_new = sum(decision in fresh for decision in applied)
    return Applied(n_new, len(applied) - n_new, tuple(skipped))


_STOP = re.compile(r"[.!?؟]\s|\n")
"""Where a sentence ends."""
_DECISION_COLUMNS = ("action", "incident", "url", "n", "field", "value", "note")


def _decision_rows(file: Path) -> list[dict[str, str]]:
    """The rows of a file of decisions, every column there. Raises BadInput if it cannot be read."""
    told = f"the columns are {','.join(_DECISION_COLUMNS)}"
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except UnicodeDecodeError as error:
        raise BadInput(f"{file}: it is not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error
    except csv.Error as error:
        raise BadInput(f"{file}: not a CSV file ({error}); {told}") from error
    missing = {"action", "url", "n"} - set(rows[0] if rows else ())
    if missing:
        raise BadInput(f"{file}: no column {', '.join(sorted(missing))}; {told}")
    return [{name: row.get(name) or "" for name in _DECISION_COLUMNS} for row in rows]


def _meant(ledger: Ledger, url: str, told: str, *, standing: bool = False) -> Report | None:
    """The report that a row means: by its number among those of the document, or by words near which it is told.

    standing: a report that was rejected is not meant by words.
    """
    document = ledger.document_at(url)
    if document is None:
        return None
    reports = [r for r in pipeline.reports_of(ledger, [document.id], with_rejected=True) if r.family == "incident"]
    reports.sort(key=lambda r: r.opening.start if r.opening else 0)
    if told.isdigit():
        return reports[int(told) - 1] if 0 < int(told) <= len(reports) else None
    at = document.text.find(told) if told else -1
    if at < 0:
        return None
    if standing:
        kept = {r.id for r in pipeline.reports_of(ledger, [document.id])}
        reports = [r for r in reports if r.id in kept] or reports
    reports = [r for r in reports if _is_told_at(document.text, r, told)] or reports
    return min(reports, key=lambda r: abs((r.opening.start if r.opening else 0) - at), default=None)


def _is_told_at(text: str, report: Report, told: str) -> bool:
    """Whether words that stand for a report are in a sentence that it quotes; a number always stands for its own."""
    if told.isdigit():
        return True
    at = text.find(told)
    start = max((m.end() for m in _STOP.finditer(text, 0, at)), default=0)
    stop = _STOP.search(text, at + len(told))
    end = stop.start() if stop else len(text)
    return any(span.start < end and start < span.end for s in report.statements() for span in s.spans)
