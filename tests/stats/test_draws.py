"""Draws: known answers, the same seed the same figures, and limits that no draw may pass."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijill.errors import UnknownChoice
from sijill.stats import count, drawn

Framed = Callable[..., duckdb.DuckDBPyConnection]
TODAY = date(2021, 1, 1)
MONTH: dict[str, Any] = {
    "start": date(2020, 10, 1), "finish": date(2020, 11, 30), "date_precision": "month",
}  # fmt: skip


def test_with_nothing_open_a_draw_is_the_count(framed: Framed) -> None:
    frame = framed({"day": "2020-10-03"}, {"day": "2020-10-31"}, {"day": "2020-12-01"})
    found = drawn(frame, [], today=TODAY)
    assert found.total == (3, 3, 3)
    assert found.by_label == {"2020-10": (2, 2, 2), "2020-12": (1, 1, 1)}


def test_a_pair_that_is_surely_one_counts_once_and_one_that_is_surely_not_twice(framed: Framed) -> None:
    frame = framed({"day": "2020-10-03"}, {"day": "2020-10-03"})
    assert drawn(frame, [("i0", "i1", 1.0)], today=TODAY).total == (1, 1, 1)
    assert drawn(frame, [("i0", "i1", 0.0)], today=TODAY).total == (2, 2, 2)


def test_what_has_no_date_is_in_the_total_unless_days_are_asked_for(framed: Framed) -> None:
    frame = framed({"day": "2020-10-03"}, {})
    assert drawn(frame, [], today=TODAY).total == (2, 2, 2)
    assert drawn(frame, [], today=TODAY, start=date(2020, 10, 1)).total == (1, 1, 1)


def test_an_even_chance_spans_both(framed: Framed) -> None:
    frame = framed({"day": "2020-10-03"}, {"day": "2020-10-03"})
    found = drawn(frame, [("i0", "i1", 0.5)], today=TODAY)
    assert (found.total[0], found.total[2]) == (1, 2)
    share = sum(drawn(frame, [("i0", "i1", 0.3)], today=TODAY, n_draws=1, seed=s).total[1] == 1 for s in range(60))
    assert 8 < share < 30


def test_three_that_may_all_be_one_are_never_less_than_one(framed: Framed) -> None:
    frame = framed(*[{"day": "2020-10-03", "killed": (4, 4, 4)}] * 3)
    pairs = [("i0", "i1", 1.0), ("i1", "i2", 1.0), ("i0", "i2", 1.0)]
    assert drawn(frame, pairs, today=TODAY).total == (1, 1, 1)
    assert drawn(frame, pairs, today=TODAY, of="killed").total == (4, 4, 4)


def test_of_two_tolls_the_larger_stays(framed: Framed) -> None:
    frame = framed({"day": "2020-10-03", "killed": (2, 2, 2)}, {"day": "2020-10-03", "killed": (5, 5, 5)})
    assert drawn(frame, [("i0", "i1", 1.0)], today=TODAY, of="killed").total == (5, 5, 5)


def test_a_date_known_to_two_months_falls_into_either(framed: Framed) -> None:
    frame = framed(*[MONTH] * 40)
    found = drawn(frame, [], today=TODAY)
    assert found.total == (40, 40, 40) and found.n_vague == 40
    low, best, high = found.by_label["2020-10"]
    assert low < best < high and 12 < best < 28


def test_no_day_is_drawn_after_the_first_document_that_told_of_it(framed: Framed) -> None:
    frame = framed({**MONTH, "published": date(2020, 10, 20)})
    assert drawn(frame, [], today=TODAY).by_label == {"2020-10": (1, 1, 1)}
    frame = framed({**MONTH, "finish": date(2020, 10, 31), "published": date(2020, 10, 20)})
    for last, n in ((20, 1), (19, 0)):
        asked: dict[str, Any] = {"today": TODAY, "start": date(2020, 10, 1), "end": date(2020, 10, last)}
        assert sum(row["best"] for row in count(frame, **asked).rows) == n


def test_a_window_takes_its_share_of_a_vague_date(framed: Framed) -> None:
    frame = framed(*[MONTH] * 40)
    low, best, high = drawn(frame, [], today=TODAY, start=date(2020, 11, 1), end=date(2020, 11, 30)).total
    assert low < best < high and 12 < best < 28


def test_the_same_seed_gives_the_same_figures_and_another_does_not(framed: Framed) -> None:
    frame = framed(*[MONTH] * 30)
    assert drawn(frame, [], today=TODAY, seed=3) == drawn(frame, [], today=TODAY, seed=3)
    assert drawn(frame, [], today=TODAY, seed=3, n_draws=9) != drawn(frame, [], today=TODAY, seed=4, n_draws=9)


def test_a_breakdown_under_which_incidents_stand_twice_is_refused(framed: Framed) -> None:
    with pytest.raises(UnknownChoice, match="outlet"):
        drawn(framed({"day": "2020-10-03"}), [], by="outlet", today=TODAY)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 9), min_size=2, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(0, 1)), max_size=8),
)
def test_no_draw_is_more_than_the_count_or_less_than_one_of_each_group(
    framed: Framed, tolls: list[int], told: list[tuple[int, int, float]]
) -> None:
    frame = framed(*({"day": "2020-10-03", "killed": (n, n, n)} for n in tolls))
    pairs = [(f"i{a}", f"i{b}", p) for a, b, p in told if a != b and max(a, b) < len(tolls)]
    for of in ("incidents", "killed"):
        most = count(frame, today=TODAY, of=of).total["best"]
        found = drawn(frame, pairs, today=TODAY, of=of, n_draws=50)
        assert 0 <= found.total[0] <= found.total[1] <= found.total[2] <= most
    assert drawn(frame, pairs, today=TODAY, n_draws=50).total[0] >= 1


def test_a_thousand_draws_on_a_hundred_thousand_incidents_take_seconds(framed: Framed) -> None:
    frame = framed({"day": "2020-10-03"})
    frame.execute("""
        INSERT INTO frame BY NAME SELECT 'x' || range AS incident, DATE '2015-01-01' + (range % 2000)::INTEGER AS start,
        CASE WHEN range % 20 = 0 THEN start + 40 ELSE start END AS finish,
        CASE WHEN range % 20 = 0 THEN 'month' ELSE 'day' END AS date_precision,
        1 AS count_low, 1 AS count_best, 1 AS count_high FROM range(100000)
    """)
    unsure = [(f"x{n}", f"x{n + 1}", 0.4) for n in range(0, 10_000, 2)]
    begun = time.process_time()
    found = drawn(frame, unsure, today=TODAY)
    assert time.process_time() - begun < 30
    assert (found.n_unsure, found.n_vague) == (5000, 5000)
    assert 97_900 < found.total[0] < found.total[1] < found.total[2] < 98_200
