"""What a language pack finds of dates: the parts a text names. Reading them against a publication date is elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

_WEEK_WORDS = 32
"""How many characters before a day may say that a week is meant."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression, unread. start, end: offsets in the original text.

    Parts that the text does not name are None. numeric: "3/10/20" as (3, 10, 20), whose order the document decides.
    offset_days: relative to publication ("yesterday" is -1). weekday: 0 is Monday. week: its number in the month.
    """

    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    last_day: int | None = None
    last_month: int | None = None
    numeric: tuple[int, int, int | None] | None = None
    weekday: int | None = None
    offset_days: int | None = None
    week: int | None = None
    relation: str | None = None
    """this or last, before month or week; of, ending or beginning, for a week named by a day; before, for a weekday
    that lies in the week before ("last Monday"); next, for what is still to come; within, for one of the week told."""
    unit: str | None = None
    """month, week or year when the expression names a whole one relatively ("this month")."""
    ago: int | None = None
    """How many units before publication: "two months ago" is 2 of unit month."""
    last_weekday: int | None = None
    """The day on which a night ends: "overnight Monday to Tuesday"."""
    from_last: int | None = None
    """Days from the day that the text names before it: "the previous day" is -1, "the same day" 0."""
    calendar: str | None = None
    """lunar or solar, where day, month and year are those of a Hijri calendar; None is Gregorian."""
    week_from: str | None = None
    """of or ending, where the day named is the first or the last of the week meant: "week ending 11 October"."""


_BARS = str.maketrans(dict.fromkeys("\t┃▹▸│", "|"))
FIELD_OPENS = r"(?:^[ \t]*(?:(?:[-*•+~·>◦▪■]|#{1,6})\s+|\*{1,2})?|(?<=[|→←/;:,.)@?] )|(?<=\|)|(?<=[(\[]))"
"""Before a field of an entry, whatever mark sets it off."""
FIELD_ENDS = r"(?=[)\]]?\.?(?:[ *_]*$|\s*[|→←/;:,.@]|\s[-(]))"
"""And behind it."""


def barred(flat: str, text: str) -> str:
    """A flattened text with the bars and tabs between its fields, which are blanks there."""
    marked = text.translate(_BARS)
    if marked == text and "|" not in text:
        return flat
    return "".join("|" if mark == "|" else char for char, mark in zip(flat, marked, strict=True))


def days_alone(told: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Of the numbers that open entries, "- 6:", those that are days: all of them, or none where they count 1, 2, 3."""
    listed = list(told)
    numbers = [int(match["day"]) for match in listed]
    if len(numbers) > 1 and 2 * sum(b - a == 1 for a, b in pairwise(numbers)) < len(numbers):
        yield from listed


def weekly(mentions: Iterable[DateMention], flat: str, week_named: re.Pattern[str]) -> list[DateMention]:
    """The dates of a text, those behind words such as "week of" or "week ending" marked as naming a week.

    flat: the text as the pattern reads it. week_named: matches such words at the end of what stands before a day, and
    names the group "ends" where the day is the week's last.
    """
    found: list[DateMention] = []
    for mention in mentions:
        day = (mention.day is not None and mention.last_day is None) or mention.numeric is not None
        words = week_named.search(flat, max(0, mention.start - _WEEK_WORDS), mention.start) if day else None
        if words is not None and mention.calendar is None:
            if found and found[-1].unit == "week" and found[-1].start >= words.start():
                found.pop()
            mention = replace(mention, week_from="ending" if words["ends"] else "of")
        found.append(mention)
    return found
