"""What the records say when they are folded: reports, incidents, interactions, ties, totals, checks.

Views are never stored as truth; each is a pure function of the records up to a sequence number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sijill.errors import BadRecord
from sijill.model import vocabulary
from sijill.model.records import Statement
from sijill.model.text import Span
from sijill.model.values import Json, one_of


@dataclass(frozen=True, slots=True)
class Report:
    """What one document says of one event: the statements that stand, by field, in the order told."""

    id: str
    document: str
    family: str
    fields: Mapping[str, tuple[Statement, ...]]

    def value(self, name: str) -> Json:
        """The value of a field that holds one, None if it is not stated."""
        statements = self.fields.get(name)
        return statements[0].value if statements else None

    def values(self, name: str) -> list[Json]:
        """The values of a field that may hold several."""
        return [s.value for s in self.fields.get(name, ()) if s.value is not None]

    def statements(self) -> Iterator[Statement]:
        for statements in self.fields.values():
            yield from statements

    @property
    def opening(self) -> Span | None:
        """The first words that the report rests on."""
        spans = [span for s in self.statements() for span in s.spans]
        return min(spans, key=lambda span: (span.start, span.end), default=None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """One field of an incident: the value that stands, the rule that chose it, and every statement about it."""

    value: Json
    rule: str
    statements: tuple[Statement, ...]
    """All statements about the field; those whose value was not chosen stay visible here."""

    @property
    def dissent(self) -> tuple[Statement, ...]:
        """Statements that say otherwise."""
        if isinstance(self.value, list):
            return tuple(s for s in self.statements if s.value not in self.value)
        return tuple(s for s in self.statements if s.value != self.value)


@dataclass(frozen=True, slots=True)
class Incident:
    """Reports joined by SAME. Its id is that of its earliest report; the others are aliases."""

    id: str
    reports: tuple[Report, ...]
    fields: Mapping[str, Resolved]
    parts: tuple[str, ...] = ()
    """Incidents that are PART_OF this one."""

    @property
    def aliases(self) -> tuple[str, ...]:
        return tuple(report.id for report in self.reports if report.id != self.id)

    def value(self, name: str) -> Json:
        """The resolved value of a field, None (or [] for a list field) if nothing states it."""
        resolved = self.fields.get(name)
        if resolved is None:
            return [] if vocabulary.INCIDENT_FIELDS[name] else None
        return resolved.value

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(report.document for report in self.reports))


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about a text's own arithmetic. `message` is one sentence that a journalist understands.

    stated, found: the two figures. evidence: (field, span) pairs, the words both figures rest on.
    """

    rule: str
    severity: str
    stated: int | None
    found: int | None
    message: str
    evidence: tuple[tuple[str, Span], ...] = field(default=())

    def __post_init__(self) -> None:
        one_of("check rule", self.rule, vocabulary.CHECK_RULES)
        one_of("severity", self.severity, vocabulary.SEVERITIES)
        if self.severity == "error" and not self.evidence:
            raise BadRecord("a check that accuses must quote the words it accuses")

    def to_json(self) -> dict[str, Json]:
        return {
            "rule": self.rule,
            "severity": self.severity,
            "stated": self.stated,
            "found": self.found,
            "message": self.message,
            "evidence": [{"field": f, "start": s.start, "end": s.end, "quote": s.quote} for f, s in self.evidence],
        }
