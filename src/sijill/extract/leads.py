"""What opens an entry of a list: its own date, alone, behind a word such as "on", or in a head beside the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sijill.extract.datelines import same_day
from sijill.extract.lines import Line, residue
from sijill.extract.scan import Scan
from sijill.lang.dates import DateMention

_WITHIN = 40
"""In how many characters of an entry its date stands."""
_HEAD = 70
"""How long a head may be that holds place and date: "XI. Tuz Khurmatu, Salahaddin, 18 November."."""
_LONG = 260
_STRANGERS = 2
"""How many words of a head no list knows: "gas field"."""
_CLOSED = re.compile(r"\s*\)?[*_]*\s*(?:[.:,;،؛)]|[-–—])|[*_]+(?:\s|$)")
_FILED = re.compile(r"[^\W\d_]{2,12}\.? (?:no\.? |#)?\d{1,5}[.:)]\s+")
"""The name of an entry: "File 4417. "."""
_ORDINAL = re.compile(r"[*_]*\(?[ivxlc]+[.)]\s")


def mark_leads(scan: Scan, lines: list[Line], published: date | None) -> None:
    """Give each line of prose the date that opens it, if one does."""
    for line in lines:
        if line.kind != "prose":
            continue
        found = lead(scan, line.body, line.end) or _numbered(scan, line)
        if found is None:
            continue
        if published and line.end - line.start > _LONG and same_day(found[0], published):
            # A first paragraph that opens with the day of publication.
            continue
        line.lead, line.soft = found


def _numbered(scan: Scan, line: Line) -> tuple[DateMention, bool] | None:
    """The day that numbers a line: "(2) a bomb in the market", under a month."""
    day = next(iter(scan.dates_in(line.start, line.body)), None)
    return (day, False) if day is not None and day.day and day.month is None else None


def lead(scan: Scan, start: int, end: int) -> tuple[DateMention, bool] | None:
    """The day that opens [start, end), and whether other words stand before it: "On 8 April, in Ramadi, ..."."""
    filed = _FILED.match(scan.flat, start, end)
    if filed and not scan.dates_in(*filed.span()):
        found = lead(scan, filed.end(), end)
        return (found[0], True) if found else None
    first = next(iter(scan.dates_in(start, min(end, start + _HEAD))), None)
    if first is None or (first.day is None and first.numeric is None):
        return None
    if first.start == start + 1 and scan.text[start] in "([":
        return first, False
    if first.start == start and first.month is None and first.numeric is None:
        # "4th: Jalawla": its month stands above.
        return (first, False) if _CLOSED.match(scan.text, first.end, end) else None
    if first.start <= start:
        return first, False
    before = scan.flat[start : first.start]
    if first.start - start <= _WITHIN and scan.pack.grammar.dated.fullmatch(before.lstrip(" *_")):
        return first, True
    return (first, True) if _is_head(scan, start, first, end) else None


def _is_head(scan: Scan, start: int, day: DateMention, end: int) -> bool:
    """Whether a stretch up to a date is a place and hardly more, and a mark closes the date off."""
    # "May." may be taken for a shortened name.
    closed = scan.text[day.end - 1] == "." or _CLOSED.match(scan.text, day.end, end)
    if day.end - start > _HEAD or not closed:
        return False
    head = Line(start, day.start, start)
    if numeral := _ORDINAL.match(scan.flat, start, day.start):
        head = Line(numeral.end(), day.start, numeral.end())
    if not scan.has("places", head.start, head.end) or re.search(r"[.!?؟]\s", scan.text[head.start : head.end]):
        return False
    told = any(scan.has(name, head.start, head.end) for name in ("weapons", "kinds", "toll", "incidents", "says"))
    return not told and len(residue(scan, head)) <= _STRANGERS


def dated(
    scan: Scan, sentences: Iterator[tuple[int, int]], *, anywhere: bool = False
) -> list[tuple[int, int, DateMention]]:
    """The sentences that open with a day: "On 3 September a bomb ... On 11 September gunmen ...".

    anywhere: also those that name one day further on: "At Baquba on 18 September", "two killed (7 May)".
    """
    found = []
    for start, end in sentences:
        opened = lead(scan, start, end)
        days = [d for d in scan.dates_in(start, end) if (d.day or d.numeric) and not d.last_day] if anywhere else []
        if opened is not None:
            found.append((start, end, opened[0]))
        elif len(days) == 1:
            found.append((start, end, days[0]))
    return found
