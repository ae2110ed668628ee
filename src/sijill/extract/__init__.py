"""Documents to statements. An extractor is a callable object with a name and a version, found by entry point."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from sijill.extract.rules import QuickExtractor, RulesExtractor, place_names, title
from sijill.model.records import Extraction, Statement
from sijill.model.text import Document
from sijill.theatre import Theatre

__all__ = ["Extractor", "QuickExtractor", "RulesExtractor", "place_names", "title"]


class Extractor(Protocol):
    """The seam: same document, same statements, and every quote stands in the document's text."""

    name: str
    theatre: Theatre

    @property
    def version(self) -> str:
        """Of the code, and of whatever else decides what it says."""
        ...

    @property
    def packs(self) -> str:
        """Hash of the language and theatre packs that shape what it says."""
        ...

    def extraction(self, document: Document) -> Extraction:
        """The run that `extract` makes over a document."""
        ...

    def extract(self, document: Document, *, today: date | None = None) -> Iterator[Statement]:
        """Every statement the document makes."""
        ...
