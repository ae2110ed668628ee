"""The lines of a post that say when it was published."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from sijill.extract.lines import Line
from sijill.extract.scan import Scan
from sijill.lang.dates import DateMention

_FIRST_LINES = 4
"""A full date alone on one of these dates the post, whatever day it is said to be published."""


def date_line(scan: Scan, lines: list[Line], published: date | None) -> None:
    """The day of publication at the top dates the post, not its lists."""
    solid = [line for line in lines if line.kind != "blank"]
    days = [line for line in solid if _is_day(scan, line)]
    # A day right over bullets, as others stand further down, heads them.
    heads = {line.start for line, below in pairwise(solid) if line in days and below.bullet} if len(days) > 1 else set()
    for n, line in enumerate(solid[:8]):
        for mention in scan.dates_in(line.start, line.end) if line.end - line.start <= 80 else ():
            full = mention.day and mention.month and mention.year and not mention.last_day
            dates = full and n < _FIRST_LINES and _is_alone(scan, line, mention) and line.start not in heads
            if dates or (published and same_day(mention, published)):
                line.kind = "dateline"


def _is_day(scan: Scan, line: Line) -> bool:
    """Whether a line holds one day and nothing else."""
    days = scan.dates_in(line.start, line.end)
    return len(days) == 1 and bool(days[0].day and days[0].month) and _is_alone(scan, line, days[0])


def _is_alone(scan: Scan, line: Line, mention: DateMention) -> bool:
    return not re.search(r"\w", scan.text[line.start : mention.start] + scan.text[mention.end : line.end])


def same_day(mention: DateMention, day: date) -> bool:
    if mention.numeric:
        a, b, year = mention.numeric
        return {a, b} == {day.day, day.month} and year in {day.year, day.year % 100}
    return (mention.day, mention.month) == (day.day, day.month) and mention.year in {day.year, None}
