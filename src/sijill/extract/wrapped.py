"""Entries that run over two lines: what is set in under a bullet goes on it, and short blocks are one entry each."""

from __future__ import annotations

import re

from sijill.extract.lines import Line
from sijill.extract.scan import Scan

_LONGEST = 200
_FEWEST = 4
_MARKED = re.compile(r"\s*(?:[#|>=-]|\*\*|[-–—_*~]{3,})")


def unwrapped(scan: Scan, lines: list[Line]) -> list[Line]:
    """The lines with those that go on an entry joined to it."""
    kept: list[Line] = []
    blocks = _blocks(scan, lines)
    for line in lines:
        before = kept[-1] if kept else None
        if before is not None and before.kind == "blank" and before.start != before.end:
            before = None
        above = next((k for k in reversed(kept) if k.kind != "blank"), None) if _broken_once(scan, kept, line) else None
        if line.kind == "prose" and above is not None and (line.start in blocks or _goes_on(scan, above, line)):
            scan.join(above.end, line.start)
            above.end = line.end
            while kept[-1] is not above:
                kept.pop()
            continue
        kept.append(line)
    return kept


def _broken_once(scan: Scan, kept: list[Line], line: Line) -> bool:
    above = next((k for k in reversed(kept) if k.kind != "blank"), None)
    return above is not None and re.fullmatch(r"[ \t]*(?:\r\n|\n|\r)", scan.text[above.end : line.start]) is not None


def _goes_on(scan: Scan, above: Line, line: Line) -> bool:
    """Whether a line without a bullet is set in under one with a bullet."""
    return (
        bool(above.bullet) and not line.bullet and line.kind == "prose" and _indent(scan, line) > _indent(scan, above)
    )


def _indent(scan: Scan, line: Line) -> int:
    text = scan.text[line.start : line.end]
    return len(text) - len(text.lstrip())


def _blocks(scan: Scan, lines: list[Line]) -> set[int]:
    """Where the second lines start of blocks of two, the first of which opens with its date."""
    found: list[Line] = []
    block: list[Line] = []
    alone = True
    for line in [*lines, Line(0, 0, 0, "end")]:
        if block and line.kind != "end" and not _apart(scan, block[-1], line):
            block.append(line)
            continue
        if len(block) == 2:
            found += block[1:] if _is_entry(scan, *block) else []
        elif len(block) > 2:
            alone = alone and not any(scan.dates_in(b.body, min(b.end, b.body + 24)) for b in block)
        block = [line] if line.kind == "prose" else []
    return {line.start for line in found} if len(found) >= _FEWEST and alone else set()


def _apart(scan: Scan, above: Line, line: Line) -> bool:
    return line.kind != "blank" and len(re.findall(r"\r\n|\n|\r", scan.text[above.end : line.start])) > 1


def _is_entry(scan: Scan, first: Line, second: Line) -> bool:
    """Whether two lines are one entry: when and where, then what; or the other way round."""
    if any(
        _MARKED.match(scan.text, line.start, line.end) or line.end - line.start > _LONGEST for line in (first, second)
    ):
        return False
    dates = scan.dates_in(first.body, first.end)
    opened = (
        bool(dates) and dates[0].start <= first.body + 2 and (dates[0].day is not None or dates[0].numeric is not None)
    )
    armed = [scan.has("weapons", line.start, line.end) for line in (first, second)]
    return opened and armed[1] and not scan.dates_in(second.body, min(second.end, second.body + 12))
