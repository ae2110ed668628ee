"""Days of the lunar and the solar Hijri calendars.

Lunar: the tabular calendar of thirty years (leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29), within a day
of what is seen or announced. Solar: the leap years of thirty-three, right from 1343 to 1472 (1964 to 2093).
Source: Reingold and Dershowitz, Calendrical Calculations, 2018, chapters 7 and 15.
"""

from __future__ import annotations

from datetime import date, timedelta

_LUNAR_EPOCH = 227_015
"""The ordinal of 1 Muharram of the year 1, in the proleptic Gregorian calendar."""
_SOLAR_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_NOWRUZ = (1399, date(2020, 3, 20))


def lunar(year: int, month: int, day: int) -> date:
    """The Gregorian day of a lunar Hijri one. Raises ValueError if there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= 30 and 1 <= year <= 1600):
        raise ValueError(f"no lunar day {year}-{month}-{day}")
    before = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_LUNAR_EPOCH - 1 + before + day)


def solar(year: int, month: int, day: int) -> date:
    """The Gregorian day of a solar Hijri (Iranian) one. Raises ValueError if there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30) and 1 <= year <= 1600):
        raise ValueError(f"no solar day {year}-{month}-{day}")
    known, start = _NOWRUZ
    span = range(known, year) if year >= known else range(year, known)
    days = sum(365 + (y % 33 in _SOLAR_LEAPS) for y in span)
    first = start + timedelta(days=days if year >= known else -days)
    return first + timedelta(days=31 * (month - 1) - max(0, month - 7) + day - 1)


CONVERTED = {"lunar": lunar, "solar": solar}
