"""News paragraphs: the events that running text tells of."""

from __future__ import annotations

from sijill.extract.draft import Draft
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar


def read_news(scan: Scan, calendar: Calendar) -> list[Draft]:
    """Drafts of the events told in running text."""
    return []
