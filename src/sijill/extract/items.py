"""Cut lists into items and say what governs each: the headings above it, or the totals line that closes its list."""

from __future__ import annotations

import re
from itertools import pairwise

from sijill.extract.leads import dated
from sijill.extract.lines import Item, Line, has_event, sentences, sums_up
from sijill.extract.scan import Scan

_MIN_INLINE = 3
_PARTED = re.compile(r"[;؛]")
_DATED_LIST, _MOSTLY = 6, 0.7
"""How many entries of a list, and what share of all, have days of their own where a list without any is of remarks."""
_SUM = re.compile(r":\s*\d+\s*[,.;،؛]")
_FEWEST_DATED, _MOST_DATED = 2, 0.6
"""How many sentences of a paragraph open with their day where they are a list, and what share of them tell attacks."""


def items(scan: Scan, lines: list[Line]) -> list[Item]:
    """Every list item of the text, in order, with its context."""
    found: list[Item] = []
    stack: list[Line] = []
    opening: Line | None = None
    open_items: list[Item] = []
    list_id = 0
    chronicle = _is_chronicle(scan, lines)
    for line in lines:
        if line.kind == "heading":
            _push(scan, stack, line)
            open_items, opening, list_id = [], None, list_id + 1
        elif line.kind == "totals":
            for item in () if line.opens else open_items:
                item.closing, item.opening = line, None
            line.group = list_id
            opening, open_items = (None if open_items and not line.opens else line), []
            list_id += 1
        elif line.kind in {"item", "row"}:
            for start, end in _places_apart(scan, line):
                item = Item(start, end, line, _by_column(line), tuple(stack), None, opening, list_id)
                found.append(item)
                open_items.append(item)
        elif line.kind == "prose" and line.end - line.start > 60:
            above = tuple(stack)
            inline = _dated(scan, line, above, list_id + 1, chronicle=chronicle) if chronicle else []
            inline = inline or _inline(scan, line, above, list_id + 1, alone=not found)
            inline = inline or _dated(scan, line, above, list_id + 1, chronicle=chronicle)
            if inline:
                found += inline
            open_items, opening, list_id = [], None, list_id + 2
    return _without_remarks(scan, found)


def _without_remarks(scan: Scan, found: list[Item]) -> list[Item]:
    """The entries without the remarks that a list after them numbers: "(i) Suicide attacks: 4, three in Anbar"."""
    days = [item for item in found if _has_day(scan, item)]
    if len(days) < _DATED_LIST or len(days) < _MOSTLY * len(found):
        return found
    last = max(item.list_id for item in days)
    behind = [item for item in found if item.list_id > last and not item.cells]
    sums = any(_SUM.search(scan.text, item.start, item.end) for item in behind)
    return [item for item in found if item not in behind] if sums else found


def _has_day(scan: Scan, item: Item) -> bool:
    """Whether an entry has a day of its own."""
    return item.line.lead is not None or any(d.day or d.numeric for d in scan.dates_in(item.line.start, item.line.end))


def _places_apart(scan: Scan, line: Line) -> list[tuple[int, int]]:
    """The entries of a line: one, or as many as sentences that open with a place of their own, if all of them do.

    "Mon 4 Oct Erbil: drone at the airport, nobody hurt. Mosul: gunmen on an army patrol, 3 killed."
    """
    whole = [(line.body, line.end)]
    parts = _between_semicolons(scan, line)
    if parts:
        return parts
    told = list(sentences(scan, line.body, line.end))
    if line.cells or len(told) < _FEWEST_DATED or line.lead is None:
        return whole
    if all(_opens_with_place(scan, max(a, line.lead.end), b) and has_event(scan, a, b) for a, b in told):
        return told
    return whole


def _between_semicolons(scan: Scan, line: Line) -> list[tuple[int, int]]:
    """The stretches between semicolons where each tells of an attack and its place or harm; [] if they do not."""
    if line.cells or len(_PARTED.findall(scan.text, line.body, line.end)) < _MIN_INLINE - 1:
        return []
    edges = [line.body, *(m.end() for m in _PARTED.finditer(scan.text, line.body, line.end)), line.end + 1]
    parts = [(a, b - 1) for a, b in pairwise(edges)]
    parts = [
        (a + len(scan.text[a:b]) - len(scan.text[a:b].lstrip()), b) for a, b in parts if scan.text[a:b].strip(" .")
    ]
    told = [has_event(scan, a, b) and scan.has("places", a, b) for a, b in parts]
    hurt = [scan.has("toll", a, b) or scan.has("none", a, b) for a, b in parts]
    return parts if len(parts) >= _MIN_INLINE and all(told) and sum(hurt) > len(parts) // 2 else []


def _opens_with_place(scan: Scan, start: int, end: int) -> bool:
    """Whether a sentence opens with a place and a colon: "Mosul (Ninewa): "."""
    while start < end and scan.text[start] in " *_,:.;-–—|":
        start += 1
    head = _HEAD.match(scan.text, start, end)
    places = scan.marks("places", start, head.end()) if head else []
    return bool(places) and places[0].start == start


def _push(scan: Scan, stack: list[Line], line: Line) -> None:
    """A heading ends those of its own sort and rank, and all below them; a month does not end the province above it."""
    slots = _slots(scan, line)
    for n, above in enumerate(stack):
        if above.level > line.level or (above.level == line.level and (_slots(scan, above) & slots or not slots)):
            del stack[n:]
            break
    stack.append(line)


def _slots(scan: Scan, line: Line) -> frozenset[str]:
    slots = set()
    if scan.dates_in(line.start, line.end):
        slots.add("date")
    if scan.has("places", line.start, line.end):
        slots.add("place")
    if scan.has("weapons", line.start, line.end):
        slots.add("event")
    return frozenset(slots)


def _by_column(line: Line) -> dict[str, tuple[int, int]]:
    cells: dict[str, tuple[int, int]] = {}
    for role, cell in zip(line.columns, line.cells, strict=False):
        if role and role in cells:
            cells[role + "2"] = cell
        elif role:
            cells[role] = cell
    return cells


_HEAD = re.compile(r"[^:\n]{2,60}:[*_]*\s")
_CHRONICLE = 5
"""How many sentences of paragraphs have a day and a place of their own where the text is a list told as prose."""


def _counts(scan: Scan, start: int, end: int) -> bool:
    """Whether a stretch says how many and neither where nor whom it hurt: "mortars 3", "suicide bombers 6 entries"."""
    figures = any(not n.article for n in scan.numbers_in(start, end))
    return figures and not any(scan.has(name, start, end) for name in ("places", "toll", "none"))


def _inline(scan: Scan, line: Line, stack: tuple[Line, ...], list_id: int, *, alone: bool) -> list[Item]:
    """A paragraph that runs a list: "October, 8 attacks: IED, convoy, Latifiya; rockets, ...". [] if it does not.

    alone: no entry stands before it, of which it may be a remark.
    """
    text = scan.text[line.start : line.end]
    if len(_PARTED.findall(text)) < _MIN_INLINE - 1:
        return []
    head = re.match(r"[^;؛:]{0,80}:\s", text)
    at = line.start + (head.end() if head else 0)
    parts: list[tuple[int, int]] = []
    for piece in _PARTED.split(scan.text[at : line.end]):
        start, end = at, at + len(piece)
        at = end + 1
        while start < end and scan.text[start].isspace():
            start += 1
        while end > start and (scan.text[end - 1].isspace() or scan.text[end - 1] == "."):
            end -= 1
        if end > start:
            parts.append((start, end))
    if len(parts) < _MIN_INLINE or sum(has_event(scan, a, b) for a, b in parts) < 0.7 * len(parts):
        return []
    if sum(_counts(scan, a, b) for a, b in parts) > len(parts) // 2:
        return []
    if not alone and sum(scan.has("places", a, b) for a, b in parts) <= len(parts) // 2:
        return []
    title = Line(line.start, line.start + (head.end() if head else 0), line.start, "heading", level=9)
    line.kind = "inline"
    headings = (*stack, title) if head else stack
    return [Item(a, b, Line(a, b, a, "item"), {}, headings, None, None, list_id) for a, b in parts]


def _dated(scan: Scan, line: Line, stack: tuple[Line, ...], list_id: int, *, chronicle: bool) -> list[Item]:
    """A paragraph whose sentences have days of their own: "On 3 September a bomb ... On 11 September gunmen ...".

    chronicle: the text tells so many attacks in this way that a day may stand anywhere in its sentence.
    """
    told = dated(scan, sentences(scan, line.body, line.end), anywhere=chronicle)
    if len(told) < _FEWEST_DATED or len({(d.day, d.month, d.numeric) for *_, d in told}) < len(told):
        return []
    ends = [*(start for start, *_ in told[1:]), line.end]
    parts = [(start, _until(scan, start, end)) for (start, *_), end in zip(told, ends, strict=True)]
    if sum(_tells(scan, a, b, stack) for a, b in parts) < _MOST_DATED * len(parts):
        return []
    title = Line(line.start, parts[0][0], line.start, "heading", level=9)
    headings = (*stack, title) if title.end > title.start else stack
    line.kind = "inline"
    found = []
    for (a, b), (_, _, day) in zip(parts, told, strict=True):
        found.append(Item(a, b, Line(a, b, a, "item", lead=day), {}, headings, None, None, list_id))
    return found


def _tells(scan: Scan, start: int, end: int, headings: tuple[Line, ...]) -> bool:
    """Whether a stretch tells an attack, or whom one hurt and where under a heading that says by what."""
    if has_event(scan, start, end):
        return True
    armed = bool(headings) and scan.has("weapons", headings[-1].start, headings[-1].end)
    hurt = scan.has("toll", start, end) or scan.has("none", start, end)
    return armed and hurt and scan.has("places", start, end)


def _is_chronicle(scan: Scan, lines: list[Line]) -> bool:
    """Whether sentences of a text's paragraphs tell attacks one by one, each with its own day and place."""
    told = 0
    headings: tuple[Line, ...] = ()
    for line in lines:
        if line.kind == "heading":
            headings = (line,)
        if line.kind == "prose":
            days = dated(scan, sentences(scan, line.body, line.end), anywhere=True)
            told += sum(_tells(scan, a, b, headings) and scan.has("places", a, b) for a, b, _ in days)
    return told >= _CHRONICLE


def _until(scan: Scan, start: int, end: int) -> int:
    """Where an entry of several sentences ends: before one that sums up."""
    for a, b in list(sentences(scan, start, end))[1:]:
        if sums_up(scan, Line(a, b, a)):
            return a
    return end
