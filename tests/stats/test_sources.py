"""The outlets behind a count, and the moves that one of them makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb

from sijill.stats import source_mix

Framed = Callable[..., duckdb.DuckDBPyConnection]
TODAY = date(2021, 1, 1)
OCTOBER, NOVEMBER = (date(2020, 10, 1), date(2020, 10, 31)), (date(2020, 11, 1), date(2020, 11, 30))


def told(day: str, *outlets: str, n: int = 1) -> list[dict[str, Any]]:
    return [{"day": day, "outlets": list(outlets)}] * n


def test_what_an_outlet_tells_and_what_it_alone_tells(framed: Framed) -> None:
    rows = [*told("2020-10-03", "A", "B", n=2), *told("2020-10-04", "A", n=3), *told("2020-11-04", "B")]
    mix = source_mix(framed(*rows), [OCTOBER, NOVEMBER], today=TODAY)
    assert mix.totals == (5, 1)
    a, b = mix.outlets
    assert (a.name, a.told, a.alone, mix.without(a)) == ("A", (5, 0), (3, 0), (2, 1))
    assert (b.name, b.told, b.alone, mix.without(b)) == ("B", (2, 1), (0, 1), (5, 0))
    assert (a.first, a.last) == (date(2020, 10, 3), date(2020, 10, 4))


def test_a_rise_that_a_new_outlet_makes_is_said(framed: Framed) -> None:
    rows = [*told("2020-10-03", "Old", n=6), *told("2020-11-03", "Old", n=6), *told("2020-11-04", "New", n=9)]
    (warning,) = source_mix(framed(*rows), [OCTOBER, NOVEMBER], today=TODAY).warnings()
    assert "from 6 to 15" in warning and "from 6 to 6 without New, which came in" in warning


def test_a_fall_because_an_outlet_fell_silent_is_said(framed: Framed) -> None:
    rows = [*told("2020-10-03", "Gone", n=8), *told("2020-10-03", "Old", n=4), *told("2020-11-03", "Old", n=4)]
    (warning,) = source_mix(framed(*rows), [OCTOBER, NOVEMBER], today=TODAY).warnings()
    assert "without Gone, which fell silent" in warning


def test_an_outlet_that_tells_much_more_than_before_is_said(framed: Framed) -> None:
    rows = [*told("2020-10-03", "A", n=2), *told("2020-11-03", "A", n=12), *told("2020-11-03", "B", n=2)]
    rows += told("2020-10-03", "B", n=2)
    (warning,) = source_mix(framed(*rows), [OCTOBER, NOVEMBER], today=TODAY).warnings()
    assert "without A, which changed its habits" in warning


def test_a_rise_that_all_tell_of_is_no_outlets_doing(framed: Framed) -> None:
    rows = [*told("2020-10-03", "A", "B", n=3), *told("2020-11-03", "A", "B", n=12)]
    assert source_mix(framed(*rows), [OCTOBER, NOVEMBER], today=TODAY).warnings() == []


def test_nothing_at_all(framed: Framed) -> None:
    mix = source_mix(framed(), [OCTOBER, NOVEMBER], today=TODAY)
    assert (mix.totals, mix.outlets, mix.warnings()) == ((0, 0), (), [])
