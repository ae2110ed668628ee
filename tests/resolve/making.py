"""Short ways to make records for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sijill.model.records import Derived, Extraction, Relation, Review, Statement, content_id
from sijill.model.text import Document

DAY = date(2026, 2, 27)


def document(text: str, *, outlet: str | None = None, day: int = 1) -> Document:
    return Document(text, "en", datetime(2026, 3, day, tzinfo=UTC), outlet=outlet)


def run(of: Document, version: str = "1", *, step: str = "extract") -> Extraction:
    return Extraction(of.id, step, version, "packs")


def report_id(of: Document, name: str = "") -> str:
    return content_id("report", [of.id, name])


def said(
    of: Document,
    field: str,
    value: Any,
    words: str,
    *,
    by: Extraction | str,
    report: str = "",
    replaces: Statement | None = None,
    **more: Any,
) -> Statement:
    """A statement resting on words of the document; `by` a run, or a person's name."""
    start = of.text.index(words)
    machine = isinstance(by, Extraction)
    return Statement(
        of.id,
        report_id(of, report),
        more.pop("family", "incident"),
        field,
        value,
        "rules" if machine else f"person:{by}",
        (of.span(start, start + len(words)),),
        extraction=by.id if isinstance(by, Extraction) else None,
        replaces=replaces.id if replaces else None,
        **more,
    )


def defaulted(of: Document, field: str, value: Any, *, by: Extraction, report: str = "") -> Statement:
    origin = (Derived("default"),)
    return Statement(of.id, report_id(of, report), "incident", field, value, "rules", derived=origin, extraction=by.id)


def review(verdict: str, of: Statement, *, by: str = "huda") -> Review:
    return Review(of.document, of.report, verdict, f"person:{by}", of.field, of.value, of.spans, of.id)


def relation(
    a: str, b: str, verdict: str, *, score: float | None = None, by: str = "matcher", after: Relation | None = None
) -> Relation:
    return Relation(a, b, verdict, by, score=score, supersedes=after.id if after else None)


def toll(n: int) -> dict[str, int]:
    return {"low": n, "best": n, "high": n}


def when(day: date = DAY, precision: str = "day") -> dict[str, str]:
    return {"start": day.isoformat(), "end": day.isoformat(), "precision": precision}
