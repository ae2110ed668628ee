"""Drafts: what the rules found of one event, before it becomes statements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sijill.model.records import Derived, Statement, content_id
from sijill.model.text import Document, Span
from sijill.model.values import Json


@dataclass(slots=True)
class Draft:
    """One event or total in the making: per field its values, each with spans and derivations.

    start, end: the stretch of text that tells it.
    """

    family: str
    start: int
    end: int
    said: list[tuple[str, Json, tuple[Span, ...], tuple[Derived, ...]]] = field(default_factory=list)
    confidence: float | None = None
    credited: dict[str, str] = field(default_factory=dict)
    """By field, whom the text credits with its values."""
    key: str = ""
    """Tells apart two that the same stretch tells: "trained and armed the group"."""

    def say(self, name: str, value: Json, spans: tuple[Span, ...] = (), *derived: Derived) -> None:
        """Add one value of a field."""
        self.said.append((name, value, spans, derived))

    def lead(self, name: str, value: Json, spans: tuple[Span, ...], derived: Derived, *, beside: int) -> None:
        """Put a value before the others of its field, of which the first `beside` are kept."""
        others = [one for one in self.said if one[0] == name]
        rest = [one for one in self.said if one[0] != name]
        self.said = [*rest, (name, value, spans, (derived,)), *others[:beside]]

    def mark(self, name: str, derived: Derived) -> None:
        """Say of the values of a field that they are derived too."""
        self.said = [(n, v, spans, (*how, derived) if n == name else how) for n, v, spans, how in self.said]

    def reword(self, name: str, value: Json) -> None:
        """Give a field of one value another, on the same words."""
        self.said = [(n, value if n == name else v, spans, how) for n, v, spans, how in self.said]

    def drop(self, name: str) -> None:
        """Take the values of a field out."""
        self.said = [one for one in self.said if one[0] != name]

    def value(self, name: str) -> Json:
        return next((value for n, value, _, _ in self.said if n == name), None)

    def values(self, name: str) -> list[Json]:
        return [value for n, value, _, _ in self.said if n == name]

    def spans(self, name: str) -> tuple[Span, ...]:
        return tuple(span for n, _, spans, _ in self.said if n == name for span in spans)

    def report(self, document: Document) -> str:
        """The id of the report that the draft becomes."""
        return content_id(
            "report", [document.id, self.family, self.start, self.end, *((self.key,) if self.key else ())]
        )

    def statements(self, document: Document, by: str, extraction: str | None) -> Iterator[Statement]:
        """The draft as statements of one report, whose id follows from the document and the place of the telling."""
        report = self.report(document)
        order: dict[str, int] = {}
        for name, value, spans, derived in self.said:
            position = order[name] = order.get(name, -1) + 1
            yield Statement(
                document=document.id, report=report, family=self.family, field=name, value=value, by=by, spans=spans,
                says=self.credited.get(name), derived=derived,
                confidence=self.confidence if name in {"kind", "n"} else None, extraction=extraction, order=position,
            )  # fmt: skip
