"""Dates from a model's quote: computed by the language pack where it can, else the model's, held to the publication."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sijill.errors import BadRecord
from sijill.extract.rules import document_calendar
from sijill.extract.scan import Scan
from sijill.lang import pack as languages
from sijill.lang.dates import DateMention
from sijill.model.records import Derived
from sijill.model.text import Document, Span
from sijill.model.values import Json, When
from sijill.theatre import Theatre

_FURTHEST_DAYS = 400
"""How long before publication a date may lie whose words name no year."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found. derived: what else than the words it rests on. why: set if it is rejected, and then alone."""

    when: When | None = None
    derived: tuple[Derived, ...] = ()
    why: str | None = None


class Dates:
    """The dates of one document. published: its day in the theatre, None if it has none."""

    def __init__(self, document: Document, theatre: Theatre) -> None:
        told = document.published
        self.published = told.astimezone(theatre.timezone).date() if told else None
        self._found: list[tuple[DateMention, Span]] = []
        if document.language in languages.installed():
            scan = Scan(document.text, languages.load(document.language or ""), theatre)
            self._calendar = document_calendar(document, scan, theatre)
            self._found = [(m, scan.span(m.start, m.end)) for m in scan.dates if m.end > m.start]

    def within(self, span: Span) -> list[tuple[int, int]]:
        """The stretches of a quote that are dates, in offsets of the quote."""
        return [(s.start - span.start, s.end - span.start) for _, s in self._found if _overlap(s, span)]

    def read(self, span: Span, told: Mapping[str, Json]) -> Dated:
        """The days that a quote names. told: the model's own start, end and precision."""
        readings = [r for m, s in self._found if _overlap(s, span) and (r := self._calendar.read(m)) is not None]
        fine = [r for r in readings if r.when.precision in ("day", "week")] or readings
        if len({(r.when.start, r.when.end) for r in fine}) == 1:
            if self._is_future(fine[0].when):
                return Dated(why="the date lies after publication")
            note = Derived("metadata", "read against the publication date")
            return Dated(fine[0].when, (note,) if fine[0].from_published else ())
        return self._of_model(span.quote, told)

    def _of_model(self, quote: str, told: Mapping[str, Json]) -> Dated:
        start, end, precision = told.get("start"), told.get("end"), told.get("precision")
        if start is None or precision is None:
            return Dated(why="the date cannot be computed from its words")
        try:
            when = When(date.fromisoformat(str(start)), date.fromisoformat(str(end or start)), str(precision))
        except (ValueError, BadRecord):
            return Dated(why=f"no date: {start} to {end}, {precision}")
        if why := self._contradicts(when, _figures(quote)):
            return Dated(why=why)
        return Dated(_whole(when), (Derived("rule", "reckoned by the model from these words"),))

    def _contradicts(self, when: When, figures: Sequence[int]) -> str | None:
        if self._is_future(when):
            return "the date lies after publication"
        years = [n for n in figures if 1900 <= n <= 2100]
        if years and when.start.year not in years and when.end.year not in years:
            return "the date is of another year than its words"
        if not years:
            if self.published is None:
                return "the words name no year, and the document has no publication date"
            if (self.published - when.start).days > _FURTHEST_DAYS:
                return "the date lies too long before publication for words without a year"
        days = [n for n in figures if 1 <= n <= 31]
        parts = (when.start.day, when.end.day, when.start.month, when.end.month)
        if when.precision == "day" and days and not set(days) & set(parts):
            return "the date is of another day than its words"
        return None

    def _is_future(self, when: When) -> bool:
        # A day of grace: the newsroom may be a time zone ahead.
        return self.published is not None and when.start > self.published + timedelta(days=1)


def _whole(when: When) -> When:
    """A month or year as the whole of it, as the contract has it."""
    if when.precision == "month":
        return When.month(when.start.year, when.start.month)
    return When.year(when.start.year) if when.precision == "year" else when


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _figures(text: str) -> list[int]:
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return [int(found) for found in re.findall(r"\d+", digits) if len(found) < 10]
