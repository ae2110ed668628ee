"""Series: what is known stands still in every draw, and what is open moves within what was told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pytest

from sijill.errors import NotEnoughData, UnknownChoice
from sijill.stats import count
from sijill.stats.attacks import attacks
from sijill.stats.series import Series, series, series_by_label

Framed = Callable[..., duckdb.DuckDBPyConnection]
TODAY = date(2021, 1, 1)
DAYS: dict[str, Any] = {"start": date(2020, 10, 1), "end": date(2020, 12, 31)}
OCTOBER: dict[str, Any] = {"start": date(2020, 10, 1), "finish": date(2020, 10, 31), "date_precision": "month"}


def made(frame: duckdb.DuckDBPyConnection, unsure: Any = (), n_draws: int = 50, **choices: Any) -> Series:
    found = attacks(frame, today=TODAY, **choices)
    return series(found, unsure=unsure, n_draws=n_draws, rng=np.random.default_rng(1), **DAYS)


def test_what_is_known_needs_no_draws(framed: Framed) -> None:
    told = made(framed({"day": "2020-10-03"}, {"day": "2020-10-03"}, {"day": "2020-12-31"}))
    assert told.counts.shape == (1, 92) and told.n_draws == 0
    assert told.best[2] == 2 and told.best[91] == 1 and told.best.sum() == 3
    assert told.end == date(2020, 12, 31) and told.incidents == ("i0", "i1", "i2")


def test_months_sum_to_what_count_says_in_every_draw(framed: Framed) -> None:
    frame = framed(*[OCTOBER] * 7, {"day": "2020-11-17"}, *[{"day": "2020-12-20"}] * 8)
    told = made(frame)
    months, sums, n_days = told.cut("month")
    assert months == [date(2020, 10, 1), date(2020, 11, 1), date(2020, 12, 1)] and list(n_days) == [31, 30, 31]
    assert (sums == [7, 1, 8]).all() and told.n_draws == 50 and told.unplaced == 7
    assert [row["best"] for row in count(frame, today=TODAY).rows] == [7, 1, 8]
    assert len({tuple(row) for row in told.drawn}) > 40


def test_the_best_estimate_spreads_a_month_evenly(framed: Framed) -> None:
    told = made(framed(*[OCTOBER] * 31))
    assert (told.best[:31] == 1).all()


def test_a_month_ends_on_the_day_its_first_document_was_published(framed: Framed) -> None:
    told = made(framed(*[{**OCTOBER, "published": date(2020, 10, 4)}] * 8, {**OCTOBER, "published": date(2020, 11, 9)}))
    assert list(told.best[:4]) == [2, 2, 2, 2] and told.best[:31].sum() == 9
    assert (told.counts[:, :4].sum(axis=1) >= 8).all() and told.counts[1:, 4:31].any()
    assert len({tuple(row[:4]) for row in told.drawn}) > 10


def test_a_week_and_a_year_end_there_too(framed: Framed) -> None:
    week = {"start": date(2020, 12, 20), "finish": date(2020, 12, 26), "date_precision": "week"}
    year = {"start": date(2020, 1, 1), "finish": date(2020, 12, 31), "date_precision": "year"}
    found = attacks(
        framed(*({**one, "published": date(2020, 12, 22)} for one in (week, year)), {**year, "published": None}),
        today=TODAY,
    )
    days = {date.fromordinal(int(day)) for day in found.last}
    assert days == {date(2020, 12, 22), date(2020, 12, 31)} and list(found.vague) == [True] * 3


def test_a_pair_that_is_surely_one_is_one_in_the_draws_and_two_in_the_ledger(framed: Framed) -> None:
    told = made(framed({"day": "2020-10-03"}, {"day": "2020-10-04"}), unsure=[("i0", "i1", 1.0), ("i0", "other", 1.0)])
    assert told.best.sum() == 2 and (told.drawn.sum(axis=1) == 1).all() and told.n_unsure == 1


def test_tolls_are_drawn_from_their_range_and_unstated_ones_add_none(framed: Framed) -> None:
    frame = framed(
        {"day": "2020-10-03", "killed": (3, 4, 6)}, {"day": "2020-10-04", "killed": (12, 12, None)},
        {"day": "2020-10-05"},
    )  # fmt: skip
    told = made(frame, of="killed")
    assert told.best[2] == 4 and set(told.drawn[:, 2]) == {3, 4, 5, 6} and (told.drawn[:, 3] == 12).all()
    assert told.n_ranges == 1 and told.n_unstated == 1 and told.units == "people killed"


def test_of_two_tolls_that_are_one_the_larger_stays(framed: Framed) -> None:
    frame = framed({"day": "2020-10-03", "killed": (2, 2, 2)}, {"day": "2020-10-03", "killed": (5, 5, 5)})
    assert (made(frame, [("i0", "i1", 1.0)], of="killed").drawn.sum(axis=1) == 5).all()


def test_a_part_adds_no_toll_of_its_own(framed: Framed) -> None:
    part = {"day": "2020-10-03", "killed": (2, 2, 2), "part_of": "i0"}
    frame = framed({"day": "2020-10-03", "killed": (9, 9, 9)}, part)
    assert made(frame, of="killed").best.sum() == 9


def test_labels_are_drawn_together(framed: Framed) -> None:
    frame = framed({**OCTOBER, "admin1": "Babil"}, {"day": "2020-10-03"}, {"day": "2020-10-09", "admin1": "Anbar"})
    found = attacks(frame, today=TODAY, by="admin1")
    told = series_by_label(found, n_draws=20, rng=np.random.default_rng(1), **DAYS)
    assert list(told) == ["Anbar", "Babil", None] and told["Babil"].unplaced == 1 and told["Anbar"].unplaced == 0
    assert {s.n_draws for s in told.values()} == {20} and sum(s.best.sum() for s in told.values()) == 3


def test_what_has_no_date_is_told_and_in_no_row(framed: Framed) -> None:
    told = made(framed({"day": "2020-10-03"}, {}))
    assert told.n_undated == 1 and told.best.sum() == 1 and "want of a date: 1" in told.method


def test_of_nothing_there_is_a_series_of_zeros_and_of_no_days_none(framed: Framed) -> None:
    assert made(framed()).counts.sum() == 0
    with pytest.raises(NotEnoughData):
        series(attacks(framed(), today=TODAY), start=TODAY, end=date(2020, 1, 1), rng=np.random.default_rng(1))


def test_the_same_seed_gives_the_same_draws(framed: Framed) -> None:
    frame = framed(*[OCTOBER] * 9)
    assert (made(frame).counts == made(frame).counts).all()


def test_what_overlaps_makes_no_series(framed: Framed) -> None:
    with pytest.raises(UnknownChoice):
        attacks(framed(), today=TODAY, by="outlet")
