"""What of a post's lists was not understood: lines written like its entries that gave no incident, and figures in them.

Where something is left unread, a list that falls short of its total proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sijill.extract.draft import Draft
from sijill.extract.lines import Item, Line
from sijill.extract.posts import Post
from sijill.extract.scan import NumberMark, Scan
from sijill.extract.words import words

_LONGER = 1.2
_PARTED = re.compile(r"[,;:|.]\s|\s[-–—·]\s")
_AFTER = 24  # characters from a number to the weapon that it counts
_QUIET = frozenset({"arrests", "other"})
_TIMES = re.compile(r"\bx ?$|\d ?$")
_EMPHASIS = re.compile(r"[*_]+")
_NOTE = re.compile(r"\[\d+\]")


def unread(scan: Scan, post: Post) -> dict[str, int]:
    """How much of a post's lists was not understood.

    lines: written like entries, without an incident. people: the sum of figures of entries that nothing took.
    weapons, places: entries that seem to name none.
    """
    lines = len(list(_lines(scan, post)))
    entries = zip(post.items, post.drafts, strict=True)
    people = sum(n.range.middle for item, draft in entries for n in _figures(scan, item, draft))
    told = [draft for draft in post.drafts if draft.value("kind") not in _QUIET]
    unarmed, unplaced = (sum(draft.value(name) is None for draft in told) for name in ("weapons", "place"))
    return {"lines": lines, "people": people, "weapons": unarmed, "places": unplaced}


def _lines(scan: Scan, post: Post) -> Iterator[Line]:
    read = {item.line.start for item in post.items}
    bullets = {item.line.bullet for item in post.items if item.line.bullet}
    led = any(item.line.lead for item in post.items)
    marked = {mark for item in post.items if (mark := _mark(scan, item.line))}
    longest = max((item.end - item.start for item in post.items), default=0)
    solid = [line for line in post.lines if line.kind not in {"blank", "rule"}]
    for n, line in enumerate(solid):
        placed = scan.has("places", line.start, line.end) or bool(scan.dates_in(line.start, line.end))
        if not placed or line.end - line.body > _LONGER * longest or any(line.start <= a < line.end for a in read):
            continue
        beside = [solid[m].kind in {"item", "row"} for m in (n - 1, n + 1) if 0 <= m < len(solid)]
        alike = bool(line.bullet and line.bullet in bullets) or bool(line.lead and led) or _mark(scan, line) in marked
        if not _PARTED.search(scan.text, line.body, line.end):
            # "two shepherds taken near Tuz": an entry of few words.
            if alike and any(beside) and line.kind in {"item", "row", "prose"}:
                yield line
        elif line.kind in {"item", "row"} or (
            line.kind == "prose" and ((alike and any(beside)) or beside == [True] * 2)
        ):
            yield line


def _mark(scan: Scan, line: Line) -> str:
    """The signs of emphasis that a line opens with: "**Samarra.** In the same week"."""
    told = _EMPHASIS.fullmatch(scan.text, line.start, line.body)
    return told[0] if told else ""


def _figures(scan: Scan, item: Item, draft: Draft) -> Iterator[NumberMark]:
    if draft.value("kind") in _QUIET:
        return
    taken = [(d.start, d.end) for d in scan.dates_in(item.start, item.end)]
    taken += [(m.start, m.end) for m in scan.marks("places", item.start, item.end)]
    taken += [m.span() for m in _NOTE.finditer(scan.text, item.start, item.end)]
    said = [span for _, _, spans, _ in draft.said for span in spans]
    weapons = scan.marks("weapons", item.start, item.end)
    row = words(scan, item.start, item.end)
    for word, after in pairwise(row):
        number = word.number
        if word.kind != "number" or number is None or after.kind != "word" or word.start == item.start:
            continue
        armed = any(0 <= mark.start - number.end <= _AFTER for mark in weapons)
        told = scan.span(number.start, number.end)
        armed = armed or scan.pack.grammar.thing.match(scan.flat, number.end) is not None
        if armed or _TIMES.search(scan.flat, item.start, number.start):
            continue
        if any(a < number.end and number.start < b for a, b in taken):
            continue
        if not any(span.start < told.end and told.start < span.end for span in said):
            yield number
