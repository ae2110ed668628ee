"""The shape of a text: which lines are headings, list items, table rows, totals lines, prose and sources.

Nothing here knows a language: the words come from the pack. A list item's context (month, place, weapon) comes from
the headings above it, or from the totals line that closes its list.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from sijill.extract.blocks import mark_blocks
from sijill.extract.bullets import mark_bullets
from sijill.extract.citations import mark_sources
from sijill.extract.codes import mark_codes
from sijill.extract.columns import mark_fields
from sijill.extract.datelines import date_line
from sijill.extract.leads import mark_leads
from sijill.extract.letters import mark_letters
from sijill.extract.lines import (
    LONG_NAME,
    SENTENCE_END,
    WRAPPED,
    Line,
    has_event,
    heading_like,
    names_list,
    residue,
    sums_up,
)
from sijill.extract.numbered import mark_numbered, mark_timed
from sijill.extract.orient import nested, orient
from sijill.extract.pairs import opening_pairs
from sijill.extract.runin import names_apart
from sijill.extract.scan import Scan
from sijill.extract.sumlines import states_totals
from sijill.extract.tables import mark_tables
from sijill.extract.wrapped import unwrapped

_BULLET = re.compile(
    r"[ \t]*(?:[-*+•◦▪▫‣·●○■□–—►▶➤»>~¤✦✧❖⁃☐◊]|[~=-]{1,2}>|\(?\d{1,3}[.)](?=\s)|#?\d{1,3}[.):/](?=\s)"
    r"|(?:[Nn]o\. ?|№ ?)\d{1,3} ?[–—:.)-](?=\s)"
    r"|\(?[a-zA-Z][.)](?=\s)|\(?[ivxIVX]{2,5}[.)](?=\s)|\(?[\u0621-\u064a]\u0640?[.)](?=\s))[ \t]+"
)
_FEW_SENTENCES = 2
"""How many sentences at most a paragraph under a dated heading has that is one entry."""
_FEWEST_SOFT = 3
"""How many lines in a row open with other words before their date, where they are a list."""
_DECORATION = re.compile(r"[^\w(\[<\"“'‘«]+", re.UNICODE)
_HASHES = re.compile(r"\s*(#{1,6})\s+")
_BAR_TOTAL = re.compile(r"[^|\d]{4,60}\|\s*\d+$")
_SEPARATOR = re.compile(r"\s[-–—|/]{1,2}\s|[;:,|،؛]\s|[–—]")
_RUN_IN = re.compile(r"(\*{1,3}|_{1,3})[^*_\d]{2,40}[.:]\1\s")
_LONG_ITEM = 260
_RUN, _MOST_RUN = 6, 0.6
"""How many entries in a row make a list that nothing else shows, and what share of the text's lines."""
_PLACE_HEAD = re.compile(r"[^.:;,\d\n]{3,32}\.\s")


def lines_of(scan: Scan, published: date | None = None) -> list[Line]:
    """The lines of a text, each with its kind."""
    legends = mark_codes(scan)
    mark_letters(scan)
    lines = _lines(scan)
    for line in lines:
        if any(a <= line.start < b for a, b in legends):
            line.kind = "legend"
    mark_numbered(scan, lines)
    mark_timed(scan, lines)
    lines = names_apart(scan, mark_blocks(scan, lines))
    opening_pairs(scan, lines)
    date_line(scan, lines, published)
    mark_tables(scan, lines)
    mark_sources(scan, lines)
    nested(scan, lines)
    mark_leads(scan, lines, published)
    mark_bullets(scan, lines)
    _plain(scan, lines)
    mark_fields(scan, lines)
    solid = [line for line in lines if line.kind not in {"blank", "rule"}]
    _fill(scan, solid)
    _under_headings(scan, solid)
    _in_runs(scan, solid)
    _headings(scan, lines)
    return lines


def _in_runs(scan: Scan, solid: list[Line]) -> None:
    """Short lines in a row that each tell what, where and with what harm are entries, whatever parts their fields."""
    prose = [line for line in solid if line.kind == "prose"]
    run: list[Line] = []
    found: list[Line] = []
    for line in [*solid, Line(0, 0, 0, "end")]:
        if line.kind == "prose" and _is_entry(scan, line):
            run.append(line)
        elif line.kind != "heading" and not (line.kind == "prose" and _heads(scan, line)):
            found += run if len(run) >= _RUN else []
            run = []
    if len(found) >= _RUN and len(found) >= _MOST_RUN * len(prose):
        for line in found:
            line.kind = "item"


def _is_entry(scan: Scan, line: Line) -> bool:
    """Whether a short line tells of an attack, and where, when or with what harm: two of these."""
    if line.end - line.start > _LONG_ITEM or line.bullet or not has_event(scan, line.start, line.end):
        return False
    if sums_up(scan, line) or states_totals(scan, line) or _is_remark(scan, line):
        return False
    hurt = any(scan.has(name, line.start, line.end) for name in ("toll", "none", "nobody"))
    return scan.has("places", line.start, line.end) + hurt + _has_day(scan, line) > 1


def _lines(scan: Scan) -> list[Line]:
    lines: list[Line] = []
    for match in re.finditer(r"[^\r\n]+|\r\n|\n|\r", scan.text):
        if match[0][0] in "\r\n":
            lines.append(Line(match.start(), match.start(), match.start(), "blank"))
            continue
        start, end = match.span()
        while end > start and scan.text[end - 1].isspace():
            end -= 1
        line = Line(start, end, start)
        if end == start:
            line.kind = "blank"
        else:
            _strip_bullet(scan, line)
        lines.append(line)
    lines = unwrapped(scan, lines)
    return [
        line
        for n, line in enumerate(lines)
        # A line break after a line is no line of its own; two in a row leave one blank.
        if line.kind != "blank" or line.start != line.end or n == 0 or lines[n - 1].kind == "blank"
    ]


def _strip_bullet(scan: Scan, line: Line) -> None:
    at = line.start
    if (hashes := _HASHES.match(scan.text, at, line.end)) is not None:
        line.level, line.kind, line.body = len(hashes[1]), "heading", hashes.end()
        return
    if (bullet := _BULLET.match(scan.text, at, line.end)) is not None and bullet.end() < line.end:
        mark = bullet[0].strip()
        line.bullet, line.body = (
            "1" if mark[0].isdigit() or mark[0] in "Nn№" or mark[-1] in ").:" else mark,
            bullet.end(),
        )
        at = line.body
    decoration = _DECORATION.match(scan.text, at, line.end)
    if decoration and decoration.end() < line.end:
        if not line.bullet and any(ord(c) > 0x2190 for c in decoration[0]):
            line.bullet = "emoji"
        line.body = decoration.end()


def _is_plain_item(scan: Scan, line: Line) -> bool:
    if line.kind != "prose" or line.end - line.start > _LONG_ITEM or not has_event(scan, line.start, line.end):
        return False
    if sums_up(scan, line) or _is_title(scan, line) or _is_remark(scan, line):
        return False
    if any(d.month and d.day is None and d.year for d in scan.dates_in(line.start, line.end)):
        return False
    if not _has_day(scan, line) and not any(
        scan.has(name, line.start, line.end) for name in ("places", "targets", "toll", "none")
    ):
        # "Subject: bombs of June"
        return False
    text = scan.text[_behind_place(scan, line) : line.end]
    sentences = len(SENTENCE_END.findall(text))
    return bool(_SEPARATOR.search(text)) and sentences <= 1 and not (sentences and len(text.split()) > 22)


def _behind_place(scan: Scan, line: Line) -> int:
    """Where a line goes on behind a place that opens it as a sentence of its own: "Mosul. Bomb at a coffee house"."""
    head = _PLACE_HEAD.match(scan.text, line.body, line.end)
    if head is None or not scan.has("places", *head.span()):
        return line.start
    return head.end() if len(residue(scan, Line(head.start(), head.end(), head.start()))) <= 1 else line.start


def _is_remark(scan: Scan, line: Line) -> bool:
    """Whether a line opens with a word set apart that says neither when, where nor what: "**Deaths.** Six in Anbar"."""
    word = _RUN_IN.match(scan.text, line.start, line.end)
    return word is not None and not (
        any(scan.has(name, *word.span()) for name in ("places", "weapons", "kinds", "targets", "incidents"))
        or scan.dates_in(*word.span())
        or scan.numbers_in(*word.span())
    )


def _is_title(scan: Scan, line: Line) -> bool:
    """Whether a line is set apart as headings are and says neither when, where nor how many: "**CAR BOMBS**"."""
    text = scan.text[line.start : line.end]
    apart = WRAPPED.match(text) is not None or text.isupper()
    told = [scan.has(name, line.start, line.end) for name in ("places", "none")]
    told.append(scan.has("toll", line.start, line.end) and bool(scan.numbers_in(line.start, line.end)))
    return apart and not any(told) and not scan.dates_in(line.start, line.end)


def _plain(scan: Scan, lines: list[Line]) -> None:
    """Bare lines: items come in runs, or alone right before the totals line that closes their list."""
    solid = [line for line in lines if line.kind not in {"blank", "rule"}]
    for line in solid:
        if (
            line.kind == "prose"
            and not line.bullet
            and (states_totals(scan, line) or _BAR_TOTAL.match(scan.text, line.start, line.end))
        ):
            line.kind = "totals"
    candidate = [_is_plain_item(scan, line) for line in solid]
    for n, line in enumerate(solid):
        if not candidate[n] or _behind_totals(scan, solid, candidate, n):
            continue
        near = [solid[m] for m in (n - 1, n + 1) if 0 <= m < len(solid)]
        beside = any(candidate[m] for m in (n - 1, n + 1) if 0 <= m < len(solid))
        closed = any(line.kind == "totals" or (line.kind == "item" and not line.bullet) for line in near)
        headed = n > 0 and (solid[n - 1].kind == "heading" or _heads(scan, solid[n - 1]))
        if (beside or closed or headed) and not _opens_text(solid, candidate, n):
            line.kind = "item"
    _fill(scan, solid)


def _behind_totals(scan: Scan, solid: list[Line], candidate: list[bool], n: int) -> bool:
    """Whether a line without a day stands right behind the totals of lines that all have theirs: "Worst is Taji"."""
    if n == 0 or solid[n - 1].kind != "totals" or _has_day(scan, solid[n]):
        return False
    before = [line for m, line in enumerate(solid[: n - 1]) if candidate[m] or line.kind == "item"]
    return len(before) >= _FEWEST_SOFT and all(_has_day(scan, line) for line in before)


def _under_headings(scan: Scan, solid: list[Line]) -> None:
    """Paragraphs of one sentence under dated headings are items if others there are, though no mark cuts them."""
    if sum(line.kind == "item" and not line.bullet for line in solid) < _FEWEST_SOFT:
        return
    under = closed = False
    for line in solid:
        if line.kind == "heading" or (line.kind == "prose" and _heads(scan, line)):
            under, closed = bool(scan.dates_in(line.start, line.end)), False
        elif line.kind == "prose" and under and not line.bullet and _tells_all(scan, line):
            # "Worst line is Karrada at 11 dead", behind the totals of lines that have their days.
            line.kind = "item" if not closed or _has_day(scan, line) else line.kind
        elif line.kind not in {"item", "prose"}:
            under = under and line.kind == "totals"
            closed = closed or line.kind == "totals"


def _tells_all(scan: Scan, line: Line) -> bool:
    """Whether a line is one sentence that tells where something was done, and whom it hurt."""
    hurt = scan.has("toll", line.start, line.end) or scan.has("none", line.start, line.end)
    told = hurt and scan.has("places", line.start, line.end) and has_event(scan, line.start, line.end)
    text = scan.text[line.start : line.end]
    return (
        told
        and len(text) <= _LONG_ITEM
        and not _is_remark(scan, line)
        and not sums_up(scan, line)
        and len(SENTENCE_END.findall(text)) <= _FEW_SENTENCES
    )


def _heads(scan: Scan, line: Line) -> bool:
    return line.kind in {"prose", "totals"} and heading_like(scan, line)


def _fill(scan: Scan, solid: list[Line]) -> None:
    """A line between items, or between a heading and an item, that is written like them is one too."""
    for n, line in enumerate(solid[:-1]):
        if line.kind != "prose" or line.bullet or n == 0 or not _written_like_item(scan, line):
            continue
        before, after = solid[n - 1], solid[n + 1]
        above = before.kind in {"item", "heading"} or _heads(scan, before)
        below = after.kind in {"item", "totals"} and not after.bullet
        # The last of those under one heading.
        last = (
            (after.kind == "heading" or _heads(scan, after))
            and before.kind == "item"
            and _has_day(scan, before)
            and _has_day(scan, line)
        )
        if above and not before.bullet and (below or last):
            line.kind = "item"


def _has_day(scan: Scan, line: Line) -> bool:
    return any(d.day or d.numeric for d in scan.dates_in(line.start, line.end))


def _written_like_item(scan: Scan, line: Line) -> bool:
    text = scan.text[line.start : line.end]
    if sums_up(scan, line):
        return False
    told = scan.has("places", line.start, line.end) and (
        scan.has("toll", line.start, line.end) or scan.has("none", line.start, line.end)
    )
    return told and len(text) <= _LONG_ITEM and bool(_SEPARATOR.search(text)) and len(SENTENCE_END.findall(text)) <= 1


def _opens_text(solid: list[Line], candidate: list[bool], n: int) -> bool:
    """Whether a candidate is the title or byline of the text, over prose."""
    return n <= 2 and not any(candidate[n + 1 : n + 3]) and solid[min(n + 1, len(solid) - 1)].kind != "totals"


def _headings(scan: Scan, lines: list[Line]) -> None:
    solid = [line for line in lines if line.kind != "blank"]
    counts = [ln for ln in solid if ln.kind == "totals" and not ln.cells and not scan.marks("totals", ln.start, ln.end)]
    first_item = next((line.start for line in solid if line.kind in {"item", "row"}), 0)
    # "First half: 9 attacks" after the first items closes lists; before them such lines open lists.
    above = [line for line in solid if line.start < first_item][-1:]
    opened = any(
        line.kind in {"heading", "totals"} or (sums_up(scan, line) and line.end - line.start <= LONG_NAME)
        for line in above
    )
    close = bool(counts) and counts[0].start > first_item and not opened
    close = orient(scan, solid, counts, close=close)
    for line, following in pairwise(solid):
        if following.kind not in {"item", "header"}:
            continue
        counted = line in counts and not close
        if (counted and not line.bullet) or (following.bullet and line.kind == "prose" and names_list(scan, line)):
            line.kind = "heading"
    for n, line in enumerate(solid):
        below = solid[n + 1].kind if n + 1 < len(solid) else ""
        counts_people = scan.has("toll", line.start, line.end) or scan.has("incidents", line.start, line.end)
        if (
            line.kind == "prose"
            and counts_people
            and scan.numbers_in(line.start, line.end)
            and heading_like(scan, line)
        ):
            # "Kirkuk: 6 killed" over a list heads it; after one it closes it.
            line.kind = "heading" if below in {"item", "header", "row"} else "totals"
    over = {line.start for line, below in pairwise(solid) if below.kind in {"item", "header", "row", "heading"}}
    over -= {line.start for above, line in pairwise(solid) if above.kind in {"item", "row"} and line.kind == "totals"}
    for line in lines:
        if (
            line.kind == "totals"
            and line.start in over
            and not line.cells
            and not scan.has("toll", line.start, line.end)
            and heading_like(scan, line)
            and not scan.marks("totals", line.start, line.end)
        ):
            line.kind = "heading"
        elif line.kind == "prose" and heading_like(scan, line):
            line.kind = "heading"
        if line.kind == "heading" and not line.level:
            text = scan.text[line.start : line.end]
            line.level = 7 if WRAPPED.match(text) else 8 if text.isupper() else 9
