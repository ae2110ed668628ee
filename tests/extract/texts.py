"""Short ways to read a text in tests of extraction."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.extract.items import items
from sijill.extract.layout import lines_of
from sijill.extract.lines import Item, Line
from sijill.extract.scan import Scan
from sijill.lang import pack
from sijill.model.text import Document
from sijill.model.values import Range

PUBLISHED = "2020-12-26"
IRAQ = pipeline.theatre("iraq")


def scan(text: str) -> Scan:
    return Scan(text, pack.load("en"), IRAQ)


def document(text: str, published: str | None = PUBLISHED, *, language: str = "en") -> Document:
    day = published and datetime.combine(date.fromisoformat(published), time(12), IRAQ.timezone)
    return Document(text, language, day or None)


def reading(text: str, published: str | None = PUBLISHED) -> pipeline.Reading:
    return pipeline.read(document(text, published), RulesExtractor(IRAQ))


def line(text: str, published: str | None = PUBLISHED) -> dict[str, Any]:
    """The text's line as `sijill read` prints it."""
    told = reading(text, published)
    return contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)


def listed(entry: str, *, under: str = "October 2020") -> dict[str, Any]:
    """The first incident of a list that has this entry, under a dated heading, with a plain one after it."""
    incidents = line(f"Attacks that were logged\n\n## {under}\n\n- {entry}\n- IED on police patrol, Ramadi, Anbar\n")[
        "incidents"
    ]
    assert len(incidents) == 2, [i["kind"] for i in incidents]
    return incidents[0]


def news(text: str, published: str | None = PUBLISHED) -> dict[str, Any]:
    """The one incident that a paragraph tells."""
    (incident,) = line(text, published)["incidents"]
    return incident


def kinds(text: str) -> list[tuple[str, str]]:
    """The lines of a text that are not blank: kind and words."""
    return [(one.kind, text[one.body : one.end]) for one in lines(text) if one.kind != "blank"]


def lines(text: str) -> list[Line]:
    return lines_of(scan(text), date.fromisoformat(PUBLISHED))


def items_of(text: str) -> list[Item]:
    one = scan(text)
    return items(one, lines_of(one, date.fromisoformat(PUBLISHED)))


def bounds(value: Range | None) -> tuple[int, int | None, int | None] | None:
    return value and (value.low, value.best, value.high)


def incident_kinds(text: str, language: str = "en", *, published: str = "2021-05-11") -> list[str]:
    """The kinds of the incidents that a text tells, in order."""
    told = pipeline.read(document(text, published, language=language), RulesExtractor(IRAQ))
    line = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)
    return [one["kind"] for one in line["incidents"]]
