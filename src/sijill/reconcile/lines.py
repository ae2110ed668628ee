"""Lines of a list against each other and against the headings they stand under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijill.model.values import Json
from sijill.model.views import Check, Report
from sijill.reconcile.sums import Line

_EQUAL = ("kind", "weapons", "targets", "place", "when", "killed", "wounded")
OUTSIDE = "outside the period of its heading"
"""The note of a date statement that the extractor leaves on such a line."""


def repeated(lines: Sequence[Line]) -> Iterator[Check]:
    """Two equal lines of one list are two attacks; the note lets the author look once more."""
    seen: dict[str, Line] = {}
    for line in lines:
        key = repr([_told(line.report, name) for name in _EQUAL])
        if (earlier := seen.get(key)) is not None:
            spans = [("line", s.spans[0]) for r in (earlier, line) for s in r.report.fields["kind"] if s.spans]
            place = (line.report.value("place") or {}).get("name") or "an unnamed place"
            yield Check(
                "duplicate_line",
                "note",
                None,
                None,
                f"Two lines say the same ({place}); they are counted as two attacks.",
                tuple(spans),
            )
        seen[key] = line


def _told(report: Report, name: str) -> Json:
    values = report.values(name)
    return [v.get("type") for v in values] if name in {"weapons", "targets"} else values


def misplaced(lines: Sequence[Line]) -> Iterator[Check]:
    """A line whose own date lies outside the period that its heading names."""
    for line in lines:
        for statement in line.report.fields.get("when", ()):
            if len(statement.spans) > 1 and any(d.note == OUTSIDE for d in statement.derived):
                own, heading = statement.spans[0], statement.spans[-1]
                message = f"A line dated {own.quote!r} stands under {heading.quote!r}."
                yield Check("date_order", "warning", None, None, message, (("when", own), ("when", heading)))
