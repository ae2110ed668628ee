"""The form of `sijill read`: one JSON line a document, which scorers and other programs rely on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sijill.model import vocabulary
from sijill.model.records import Statement
from sijill.model.text import Document
from sijill.model.values import Json
from sijill.model.views import Check, Report

_SECTION = {"incident": "incidents", "interaction": "interactions", "tie": "ties", "total": "totals"}


def line(
    document: Document,
    reports: Sequence[Report],
    *,
    checks: Iterable[Check] = (),
    places: Sequence[Mapping[str, Json]] = (),
    text_is_input: bool,
    rejected: Sequence[Mapping[str, Json]] | None = None,
) -> dict[str, Json]:
    """One document's line: what it tells, in the order told.

    reports: the document's own, of all families. text_is_input: the reader has the text, so it is not repeated.
    rejected: what an extractor found and did not trust; the line has the key only if it is given.
    """
    body: dict[str, Json] = {
        "id": document.given_id or document.id,
        "document": {
            "url": document.url,
            "title": document.title,
            "author": document.author,
            "outlet": document.outlet,
            "language": document.language,
            "published": document.published and document.published.isoformat(),
            "sha256": document.sha256,
            "n_chars": len(document.text),
            "text": None if text_is_input else document.text,
            "modified": document.modified and document.modified.isoformat(),
            "via": document.via,
            "archive": document.archive,
        },
        "incidents": [],
        "interactions": [],
        "ties": [],
        "totals": [],
        "checks": [check.to_json() for check in checks],
        "places": list(places),
    }
    ordered = sorted(reports, key=_place)
    for report in ordered:
        if report.family in _SECTION:
            body[_SECTION[report.family]].append(record(report))
    if rejected is not None:
        body["rejected"] = list(rejected)
    return body


def _place(report: Report) -> tuple[int, int, int]:
    """Where a report is told: where its words begin, then where those stand that say what was done."""
    opening = report.opening
    if opening is None:
        return 0, 0, 0
    said = [span.start for s in report.fields.get("type", ()) for span in s.spans]
    return opening.start, min(said, default=0), opening.end


def record(report: Report) -> dict[str, Json]:
    """One report as the contract's Incident, Interaction, Tie or Total."""
    fields = vocabulary.FIELDS[report.family]
    body: dict[str, Json] = {"id": report.id}
    for name, many in fields.items():
        body[name] = report.values(name) if many else report.value(name)
    if report.family == "incident":
        body["confidence"] = min((s.confidence for s in report.statements() if s.confidence is not None), default=None)
    body["evidence"] = [entry for name, many in fields.items() for entry in _evidence(report, name, many=many)]
    body["derived"] = [entry for name, many in fields.items() for entry in _derived(report, name, many=many)]
    return body


def _told(report: Report, name: str, *, many: bool) -> Iterable[tuple[str, Statement]]:
    statements = [s for s in report.fields.get(name, ()) if s.value is not None]
    for position, statement in enumerate(statements if many else statements[:1]):
        yield (f"{name}.{position}" if many else name), statement


def _evidence(report: Report, name: str, *, many: bool) -> Iterable[dict[str, Json]]:
    for path, statement in _told(report, name, many=many):
        for span in statement.spans:
            yield {"field": path, "start": span.start, "end": span.end, "quote": span.quote}


def _derived(report: Report, name: str, *, many: bool) -> Iterable[dict[str, Json]]:
    for path, statement in _told(report, name, many=many):
        for origin in statement.derived:
            yield {"field": path, "from": origin.origin, "note": origin.note}
