"""The quotes that figures rest on: cut from the documents, with the sentence around them and whose words they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo

from sijill.errors import BadInput, BadRecord
from sijill.model.records import Statement
from sijill.model.text import Document, Source, Span
from sijill.model.views import Incident, Report
from sijill.publish.bibliography import cited_as
from sijill.publish.phrases import Phrases
from sijill.publish.post import Quote

AROUND = 160
"""At most so many characters of the sentence on each side of a quote."""
_SENTENCE_END = re.compile(r"[.!?؟…]\s|\n")
TELLING = ("kind", "weapons", "targets", "victims", "killed", "wounded", "place", "when")
"""Fields whose words tell best that an incident happened, the best first."""


class Evidence:
    """Cuts quotes from documents and keeps each once. quotes: by id, in the order they were asked for."""

    def __init__(
        self, documents: Mapping[str, Document], outlets: Mapping[str, Source], zone: tzinfo, words: Phrases
    ) -> None:
        self.documents = documents
        self.outlets = outlets
        self.zone = zone
        self.words = words
        self.quotes: dict[str, Quote] = {}

    def document(self, id: str) -> Document:
        """Raises BadInput for a document that was not handed in."""
        if id not in self.documents:
            raise BadInput(f"the post quotes document {id}, which was not handed in; give every document it rests on")
        return self.documents[id]

    def span(self, document: str, span: Span, field: str, incident: str | None = None, says: str | None = None) -> str:
        """The id of a quote. Raises BadRecord if the words do not stand there."""
        source = self.document(document)
        if not span.fits(source.text):
            raise BadRecord(f"document {document}: the words at {span.start}..{span.end} are not {span.quote!r}")
        told = f"{document}\x1f{span.start}\x1f{span.end}\x1f{field}\x1f{incident}"
        id = "q" + hashlib.sha256(told.encode()).hexdigest()[:12]
        if id not in self.quotes:
            before, after = around(source.text, span)
            outlet = self.outlet(source)
            day = source.published.astimezone(self.zone).date().isoformat() if source.published else None
            self.quotes[id] = Quote(
                id,
                document,
                span.start,
                span.end,
                span.quote,
                before,
                after,
                field,
                incident,
                source.language,
                outlet,
                day,
                source.url,
                source.title if source.title != outlet else None,
                says,
            )
        return id

    def outlet(self, document: Document) -> str:
        """Whose words a document is, for a reader."""
        return cited_as(document, self.words, self.outlets)

    def statement(self, statement: Statement, incident: str) -> list[str]:
        """The quotes of one statement; none if it only rests on a derivation."""
        return [self.span(statement.document, s, statement.field, incident, statement.says) for s in statement.spans]

    def told(self, incident: Incident) -> list[str]:
        """One quote a report: the words that tell of the incident."""
        return [id for report in incident.reports if (id := self._telling(report, incident.id)) is not None]

    def field(
        self, incident: Incident, name: str, fits: Callable[[Statement], bool] = lambda statement: True
    ) -> list[str]:
        """The quotes of a field's statements, those of the chosen value first; else those that tell of the incident."""
        resolved = incident.fields.get(name)
        if resolved is None:
            return self.told(incident)
        chosen = resolved.value if isinstance(resolved.value, list) else [resolved.value]
        ranked = sorted(resolved.statements, key=lambda s: s.value not in chosen)
        found = [id for s in ranked if fits(s) for id in self.statement(s, incident.id)[:1]]
        return unique(found) or self.told(incident)

    def all(self, incident: Incident) -> list[str]:
        """Every quote of an incident, document by document, field by field."""
        found = [
            id
            for report in incident.reports
            for field in report.fields.values()
            for statement in field
            for id in self.statement(statement, incident.id)
        ]
        return unique(found) or self.told(incident)

    def _telling(self, report: Report, incident: str) -> str | None:
        for name in TELLING:
            for statement in report.fields.get(name, ()):
                if statement.spans:
                    longest = max(statement.spans, key=lambda span: span.end - span.start)
                    return self.span(report.document, longest, name, incident, statement.says)
        opening = report.opening
        return self.span(report.document, opening, "role", incident) if opening else None


def unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def around(text: str, span: Span) -> tuple[str, str]:
    """The rest of the sentence before and after a span, cut at words if it is long."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(0, span.start - 3 * AROUND), span.start)]
    start = ends[-1] if ends else max(0, span.start - 3 * AROUND)
    stop = _SENTENCE_END.search(text, span.end - 1 if span.quote[-1] in ".!?؟…" else span.end)
    end = stop.start() + 1 if stop else len(text)
    before, after = text[start : span.start], text[span.end : max(end, span.end)]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return " ".join(before.split("\n")).lstrip(), " ".join(after.split("\n")).rstrip()
