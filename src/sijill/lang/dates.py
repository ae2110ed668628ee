"""What a language pack finds of dates: the parts a text names. Reading them against a publication date is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


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
    that lies in the week before ("last Monday"); next, for what is still to come."""
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
