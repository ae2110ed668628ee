"""Stated totals."""

from __future__ import annotations

from sijill.extract.draft import Draft
from sijill.extract.posts import Post
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar


def read_totals(scan: Scan, calendar: Calendar, post: Post) -> list[Draft]:
    """Drafts of the totals a post states."""
    return []
