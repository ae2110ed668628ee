"""Periods: numbers without gaps, the same in Python and in SQL."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.stats.periods import PERIODS, Calendar, days_of

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
CALENDARS = st.builds(Calendar, st.sampled_from(PERIODS), st.integers(0, 6))


@given(calendar=CALENDARS, day=DAYS)
def test_a_day_lies_in_its_period_and_the_next_day_in_the_same_or_the_next(calendar: Calendar, day: date) -> None:
    number = calendar.number(day)
    assert calendar.first(number) <= day <= calendar.last(number)
    assert calendar.number(calendar.last(number) + timedelta(days=1)) == number + 1
    assert calendar.last(number) + timedelta(days=1) == calendar.first(number + 1)


@given(weekday=st.integers(0, 6), day=DAYS)
def test_a_week_begins_on_its_weekday(weekday: int, day: date) -> None:
    calendar = Calendar("week", weekday)
    assert calendar.first(calendar.number(day)).weekday() == weekday


@pytest.mark.parametrize("unit", PERIODS)
@pytest.mark.parametrize("weekday", [0, 5])
def test_sql_numbers_as_python_does(unit: str, weekday: int) -> None:
    calendar = Calendar(unit, weekday)
    days = [date(1999, 12, 25) + timedelta(days=n) for n in range(800)]
    with duckdb.connect() as connection:
        days_sql = "SELECT DATE '1999-12-25' + i::INTEGER AS d FROM range(800) t(i)"
        told = f"SELECT {calendar.sql('d')} FROM ({days_sql}) ORDER BY d"  # noqa: S608  the SQL under test
        assert [row[0] for row in connection.execute(told).fetchall()] == [calendar.number(day) for day in days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020", (date(2020, 1, 1), date(2020, 12, 31))),
        ("2020-02", (date(2020, 2, 1), date(2020, 2, 29))),
        ("2020-02-03", (date(2020, 2, 3), date(2020, 2, 3))),
        ("2020-02-30", None),
        ("20-02", None),
        ("", None),
        ("٢٠٢٠", None),
    ],
)
def test_days_of(text: str, days: tuple[date, date] | None) -> None:
    assert days_of(text) == days
