"""Lines that name what a post was read from: its bibliography, its links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sijill.extract.leads import lead
from sijill.extract.lines import Line, has_event
from sijill.extract.scan import Scan

_QUOTED_TITLE = re.compile(r"[“\"«][^”\"»]{12,}[”\"»]")
_LINK = re.compile(r"https?://|www\.")
_LONG_SOURCE = 400
"""A longer line that quotes something is a paragraph, no entry of a bibliography."""


def mark_sources(scan: Scan, lines: list[Line]) -> None:
    inside = False
    for n, line in enumerate(lines):
        if line.kind in {"blank", "row", "header", "rule", "totals"}:
            continue
        text = scan.text[line.start : line.end]
        opener = scan.marks("bibliography", line.start, line.end)
        opens = bool(opener) and opener[0].start <= line.body + 6
        rest = re.sub(r"[\W_]+", "", text[opener[0].end - line.start :]) if opens else ""
        if opens and (not rest or text[opener[0].end - line.start :].lstrip("*_ ")[:1] == ":"):
            if not rest and _heads_entries(scan, lines[n + 1 :]):
                # "C. Media", in a list sorted by whom was hit.
                continue
            inside = not rest or inside
            line.kind = "source"
        elif inside and line.kind != "heading":
            line.kind = "source"
        elif line.kind == "heading":
            inside = False
        elif _is_citation(scan, line, text):
            line.kind = "source"


def _heads_entries(scan: Scan, below: Sequence[Line]) -> bool:
    """Whether the next line opens with its day and tells an attack, and quotes nobody."""
    line = next((line for line in below if line.kind != "blank"), None)
    if line is None or line.kind != "prose" or not has_event(scan, line.start, line.end):
        return False
    quotes = _LINK.search(scan.text, line.start, line.end) or re.search(r"[“\"«*_]", scan.text[line.body : line.end])
    placed = scan.has("places", line.start, line.end)
    return placed and not quotes and lead(scan, line.body, line.end) is not None


def _is_citation(scan: Scan, line: Line, text: str) -> bool:
    quoted = _QUOTED_TITLE.search(text) if len(text) <= _LONG_SOURCE else None
    if quoted and scan.dates_in(line.start + quoted.end(), line.end):
        return True
    return bool(_LINK.search(text)) and not has_event(scan, line.start, line.end)
