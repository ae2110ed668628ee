"""Date expressions, read against publication and the heading above them."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.extract.when import Calendar, Reading, calendar_of
from sijill.lang import pack
from sijill.lang.dates import weekly
from sijill.lang.flat import flatten
from sijill.model.values import When

ENGLISH = pack.load("en")
PUBLISHED = date(2020, 12, 26)
OCTOBER = When.month(2020, 10)
SEPTEMBER = When.month(2020, 9)
WEEK = When(date(2020, 10, 5), date(2020, 10, 11), "week")


def readings(text: str, published: date | None = PUBLISHED, context: When | None = None) -> list[Reading | None]:
    mentions = list(ENGLISH.find_dates(flatten(text), text))
    calendar = calendar_of(mentions, published)
    return [calendar.read(mention, context) for mention in mentions]


def days(text: str, published: date | None = PUBLISHED, context: When | None = None) -> str | None:
    """The days and precision of the one date of a text."""
    (one,) = readings(text, published, context)
    if one is None:
        return None
    start, end = one.when.start.isoformat(), one.when.end.isoformat()
    return f"{start if start == end else f'{start}..{end}'} {one.when.precision}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-10-05", "2020-10-05 day"),
        ("5 October 2020", "2020-10-05 day"),
        ("5th of October, 2020", "2020-10-05 day"),
        ("October 5, 2020", "2020-10-05 day"),
        ("10 Oct. 2020", "2020-10-10 day"),
        ("5-Oct-20", "2020-10-05 day"),
        ("Feb 29, 2020", "2020-02-29 day"),
        ("October 2019", "2019-10-01..2019-10-31 month"),
        ("2019", "2019-01-01..2019-12-31 year"),
        ("10/5/2019", "2019-10-05 day"),
        ("13/5/2019", "2019-05-13 day"),
    ],
)
def test_a_full_date_needs_no_publication(text: str, expected: str) -> None:
    assert days(text, None) == expected
    assert days(text) == expected


@pytest.mark.parametrize(
    "text", ["5 October", "October", "10/5", "the 5th", "Tuesday", "yesterday", "last month", "week 1"]
)
def test_without_publication_a_part_of_a_date_is_none(text: str) -> None:
    assert days(text, None) is None


@pytest.mark.parametrize("text", ["30 February", "31 November", "31 September - 2 October", "30/30/2020"])
def test_a_day_that_does_not_exist_is_none(text: str) -> None:
    assert days(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 October", "2020-10-05 day"),
        ("Monday, October 5", "2020-10-05 day"),
        ("December 26", "2020-12-26 day"),
        ("December 27", "2020-12-27 day"),
        ("December 28", "2019-12-28 day"),
        ("January 3", "2020-01-03 day"),
        ("October", "2020-10-01..2020-10-31 month"),
        ("December", "2020-12-01..2020-12-31 month"),
        ("March", "2020-03-01..2020-03-31 month"),
        ("May 5", "2020-05-05 day"),
    ],
)
def test_the_year_is_the_last_one_before_publication(text: str, expected: str) -> None:
    assert days(text) == expected


def test_a_reading_says_what_it_took_from_publication_and_from_its_heading() -> None:
    (alone,) = readings("5 October")
    (full,) = readings("5 October 2020")
    (under,) = readings("the 5th", context=OCTOBER)
    assert alone is not None and full is not None and under is not None
    assert (alone.from_published, alone.from_context) == (True, False)
    assert (full.from_published, full.from_context) == (False, False)
    assert (under.from_published, under.from_context) == (False, True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5-11 October", "2020-10-05..2020-10-11 week"),
        ("October 5-11, 2020", "2020-10-05..2020-10-11 week"),
        ("1st-3rd October", "2020-10-01..2020-10-03 week"),
        ("October 5 and 6", "2020-10-05..2020-10-06 day"),
        ("28 September - 4 October", "2020-09-28..2020-10-04 week"),
        ("October 28 to November 3", "2020-10-28..2020-11-03 week"),
        ("30 December - 2 January", "2019-12-30..2020-01-02 week"),
        ("28 September 2019 - 4 October 2019", "2019-09-28..2019-10-04 week"),
        ("30 December 2019 - 2 January 2020", "2019-12-30..2020-01-02 week"),
        ("11 October 2019 to 12 October", "2019-10-11..2019-10-12 day"),
        ("1-20 October", "2020-10-01..2020-10-20 month"),
    ],
)
def test_ranges(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("the 5th", OCTOBER, "2020-10-05 day"),
        ("on the 31st", SEPTEMBER, None),
        ("the 5th", None, None),
        ("the 5th", When.year(2020), None),
        ("5 October", When.year(2019), "2019-10-05 day"),
        ("10/5", When.year(2019), "2019-10-05 day"),
        ("the 6th", WEEK, "2020-10-06 day"),
        ("the 2nd", When(date(2020, 9, 28), date(2020, 10, 4), "week"), "2020-10-02 day"),
        ("the 29th", When(date(2020, 9, 28), date(2020, 10, 4), "week"), "2020-09-29 day"),
        ("week 1", OCTOBER, "2020-10-01..2020-10-07 week"),
        ("week 5", OCTOBER, "2020-10-29..2020-10-31 week"),
        ("week 5", When.month(2021, 2), None),
        ("week 1", None, None),
    ],
)
def test_a_part_is_completed_by_the_heading_above(text: str, context: When | None, expected: str | None) -> None:
    assert days(text, context=context) == expected


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("Tuesday", WEEK, "2020-10-06 day"),
        ("on Sunday", WEEK, "2020-10-11 day"),
        ("Tuesday", None, "2020-12-22 day"),
        ("Saturday", None, "2020-12-26 day"),
        ("Sunday", None, "2020-12-20 day"),
        ("Monday", When(date(2020, 10, 1), date(2020, 10, 3), "week"), None),
    ],
)
def test_a_weekday_is_that_of_its_week_or_the_last_before_publication(
    text: str, context: When | None, expected: str | None
) -> None:
    assert days(text, context=context) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2020-12-26 day"),
        ("this morning", "2020-12-26 day"),
        ("yesterday", "2020-12-25 day"),
        ("overnight", "2020-12-25 day"),
        ("this month", "2020-12-01..2020-12-31 month"),
        ("last month", "2020-11-01..2020-11-30 month"),
        ("last year", "2019-01-01..2019-12-31 year"),
    ],
)
def test_relative_dates_count_from_publication(text: str, expected: str) -> None:
    assert days(text) == expected


def test_last_month_of_january_is_december() -> None:
    assert days("last month", date(2021, 1, 3)) == "2020-12-01..2020-12-31 month"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("3/10/20", "2020-03-10"),  # both fit: month first
        ("13/10/20", "2020-10-13"),
        ("10/13/20", "2020-10-13"),
        ("3/10, 14/10", "2020-10-03"),
        ("3/10, 10/14", "2020-03-10"),
        ("5.10.2020, 17.10.2020", "2020-10-05"),
        ("11/12, 12/12, 10/12", "2020-12-11"),
        ("October: 2/10, 3/10, 5/10", "2020-10-02"),
    ],
)
def test_the_whole_text_decides_whether_the_month_comes_first(text: str, first: str) -> None:
    numeric = [r for r in readings(text) if r is not None and r.when.precision == "day"]
    assert numeric[0].when.start.isoformat() == first


def test_an_order_that_would_lie_in_the_future_is_not_chosen() -> None:
    assert [r and r.when.start.isoformat() for r in readings("4/8/2020, 3/8/2020", date(2020, 5, 1))] == [
        "2020-04-08",
        "2020-03-08",
    ]
    assert [r and r.when.start.isoformat() for r in readings("8/4/2020, 8/3/2020", date(2020, 5, 1))] == [
        "2020-04-08",
        "2020-03-08",
    ]


@pytest.mark.parametrize(
    "text", ["it may rain", "They March on", "at 10:30", "75% of them", "version 2.5", "the 5th Brigade"]
)
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert [r for r in readings(text) if r is not None and r.when.precision != "month"] == []


def test_a_calendar_without_dates_takes_the_month_first() -> None:
    assert calendar_of([], PUBLISHED) == Calendar(PUBLISHED, month_first=True)


# -- known gaps ---------------------------------------------------------------------------------------------------


def gap(text: str, published: date, expected: str, reason: str) -> object:
    return pytest.param(text, published, expected, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        gap(
            "5/6 October", PUBLISHED, "2020-10-05..2020-10-06 day", "'5/6' before a month is read as a date of its own"
        ),
        gap("October 5/6", PUBLISHED, "2020-10-05..2020-10-06 day", "the second day after a slash is lost"),
        gap("29 February", date(2021, 3, 5), "2020-02-29 day", "the year before publication has no such day"),
    ],
)
def test_gaps(text: str, published: date, expected: str) -> None:
    assert days(text, published) == expected


def test_a_fraction_is_no_date() -> None:
    assert readings("3/4 of the attacks were in Diyala") == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("week of 6 April 2020", "en", "2020-04-06..2020-04-12 week"),
        ("week ending Sunday 12 April 2020", "en", "2020-04-06..2020-04-12 week"),
        ("week beginning April 6, 2020", "en", "2020-04-06..2020-04-12 week"),
        ("last week on 6 April 2020", "en", "2020-04-06 day"),
        ("أسبوع 6 نيسان 2020", "ar", "2020-04-06..2020-04-12 week"),
        ("الأسبوع المنتهي في 12 أبريل 2020", "ar", "2020-04-06..2020-04-12 week"),
        ("semana del 6 de abril de 2020", "es", "2020-04-06..2020-04-12 week"),
    ],
)
def test_a_week_named_by_its_first_or_last_day(text: str, language: str, expected: str) -> None:
    read = pack.load(language)
    flat = flatten(text)
    (mention,) = [one for one in weekly(read.find_dates(flat, text), flat, read.grammar.week_named) if one.day]
    reading = Calendar(date(2020, 5, 4)).read(mention)
    assert reading is not None
    start, end = reading.when.start.isoformat(), reading.when.end.isoformat()
    assert f"{start if start == end else f'{start}..{end}'} {reading.when.precision}" == expected


def test_an_ordinal_is_a_day_only_where_a_list_goes_on_or_a_month_is_named() -> None:
    def told(text: str) -> list[tuple[int | None, int | None]]:
        return [(m.day, m.month) for m in ENGLISH.find_dates(flatten(text), text)]

    assert told("On the fifth of April, near Hit, a mine went off. On the twelfth, in Mosul, two died.") == [
        (5, 4),
        (12, None),
    ]
    assert told("On the sixth, a car bomb killed four.") == [(6, None)]
    assert told("On the second, smaller stage a singer was shot. On the first, a mosque, two died.") == []


def test_an_hour_written_behind_a_month_cut_short_is_no_year() -> None:
    assert days("15 Sep 1940") == "2020-09-15 day"
    assert days("15 Sep 2010") == "2010-09-15 day"
    assert days("15 September 1940") == "1940-09-15 day"


@pytest.mark.parametrize("text", ["in the 17 July neighbourhood", "on the 14 July Bridge"])
def test_what_is_named_for_a_day_is_no_date(text: str) -> None:
    assert readings(text) == []
