"""The lines of a post that say when it was published."""

from __future__ import annotations

import re
from datetime import date

from sijill.extract.lines import Line
from sijill.extract.scan import Scan
from sijill.lang.dates import DateMention

_FIRST_LINES = 4
"""A full date alone on one of these dates the post, whatever day it is said to be published."""


def date_line(scan: Scan, lines: list[Line], published: date | None) -> None:
    """The day of publication at the top dates the post, not its lists."""
    for n, line in enumerate([line for line in lines if line.kind != "blank"][:8]):
        for mention in scan.dates_in(line.start, line.end) if line.end - line.start <= 80 else ():
            full = mention.day and mention.month and mention.year and not mention.last_day
            alone = not re.search(r"\w", scan.text[line.start : mention.start] + scan.text[mention.end : line.end])
            if (full and alone and n < _FIRST_LINES) or (published and same_day(mention, published)):
                line.kind = "dateline"


def same_day(mention: DateMention, day: date) -> bool:
    if mention.numeric:
        a, b, year = mention.numeric
        return {a, b} == {day.day, day.month} and year in {day.year, day.year % 100}
    return (mention.day, mention.month) == (day.day, day.month) and mention.year in {day.year, None}
