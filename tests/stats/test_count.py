"""Counts: known answers, nothing at all, nothing stated, and sums that agree whichever way they are cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijill import codebook
from sijill.errors import UnknownChoice
from sijill.model.tables import Table
from sijill.stats import BY, NOT_BY_GROUP, OF, count, left_out

Framed = Callable[..., duckdb.DuckDBPyConnection]
TODAY = date(2020, 12, 22)


def told(table: Table, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in columns) for row in table.rows]


def sums(figures: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(figures[name] for name in ("low", "best", "high", "n_incidents", "n_unstated"))


def test_months_with_the_empty_one_between(framed: Framed) -> None:
    frame = framed({"day": "2020-10-03"}, {"day": "2020-10-31"}, {"day": "2020-12-01"})
    table = count(frame, today=TODAY, as_of=7)
    assert told(table, "month", "low", "best", "high", "n_incidents", "n_unstated", "complete") == [
        ("2020-10", 2, 2, 2, 2, 0, True),
        ("2020-11", 0, 0, 0, 0, 0, True),
        ("2020-12", 1, 1, 1, 1, 0, False),
    ]
    assert sums(table.total) == (3, 3, 3, 3, 0)
    assert set(table.to_json()) == {"rows", "total", "method", "as_of"}
    assert table.to_json()["as_of"] == 7
    assert list(table.rows[0]) == list(table.columns)


def test_an_unfinished_period_is_marked_and_compared_per_day(framed: Framed) -> None:
    frame = framed(*[{"day": "2020-11-05"}] * 30, *[{"day": "2020-12-05"}] * 11)
    november, december = count(frame, today=TODAY).rows
    assert (november["n_days"], november["per_day"], november["complete"]) == (30, 1.0, True)
    assert (december["n_days"], december["per_day"], december["complete"]) == (22, 0.5, False)
    assert count(frame, today=TODAY).total["complete"] is False


def test_a_period_cut_by_the_window_is_marked(framed: Framed) -> None:
    table = count(framed({"day": "2020-10-15"}), today=TODAY, start=date(2020, 10, 10), end=date(2020, 11, 30))
    assert told(table, "month", "complete", "n_days") == [("2020-10", False, 22), ("2020-11", True, 30)]


def test_tolls_add_what_is_stated_and_stay_open(framed: Framed) -> None:
    frame = framed(
        {"day": "2020-10-01", "killed": (2, 2, 2)},
        {"day": "2020-10-02", "killed": (12, 12, None)},
        {"day": "2020-10-03", "killed": (3, None, 5)},
        {"day": "2020-10-04"},
        {"day": "2020-11-01", "killed": (0, 0, 0)},
    )
    table = count(frame, of="killed", today=TODAY)
    assert [sums(row) for row in table.rows] == [(17, 17, None, 4, 1), (0, 0, 0, 1, 0)]
    assert sums(table.total) == (17, 17, None, 5, 1)
    assert "1 incident of 5 state no toll" in table.method
    assert table.units["low"] == "people"


def test_high_is_open_where_a_toll_is_unstated(framed: Framed) -> None:
    assert sums(count(framed({"day": "2020-10-04"}), of="wounded", today=TODAY).total) == (0, 0, None, 1, 1)


def test_several_alike_count_as_many(framed: Framed) -> None:
    table = count(framed({"day": "2020-10-04", "count": (3, 3, 3)}, {"day": "2020-10-04"}), today=TODAY)
    assert sums(table.rows[0]) == (4, 4, 4, 2, 0)


def test_a_toll_that_a_whole_covers_is_added_once(framed: Framed) -> None:
    whole = {"incident": "w", "day": "2020-10-04", "count": (1, 1, 1), "killed": (5, 5, 5)}
    part = {"day": "2020-10-04", "part_of": "w", "killed": (2, 2, 2)}
    frame = framed(whole, part, part)
    assert sums(count(frame, today=TODAY).total) == (3, 3, 3, 3, 0)
    assert sums(count(frame, of="killed", today=TODAY).total) == (5, 5, 5, 3, 0)
    assert sums(count(frame, of="killed", codebook=codebook.load("attacks").sql(), today=TODAY).total)[:3] == (5, 5, 5)


def test_a_part_keeps_its_toll_where_the_whole_does_not_count(framed: Framed) -> None:
    whole = {"incident": "w", "day": "2020-10-04", "role": "background", "killed": (5, 5, 5)}
    part = {"day": "2020-10-04", "part_of": "w", "killed": (2, 2, 2)}
    rules = codebook.load("attacks").sql()
    assert sums(count(framed(whole, part), of="killed", codebook=rules, today=TODAY).total) == (2, 2, 2, 1, 0)


def test_what_has_no_date_stands_in_a_row_of_its_own(framed: Framed) -> None:
    table = count(framed({"day": "2020-10-03"}, {}), today=TODAY)
    assert told(table, "month", "best", "complete", "per_day") == [
        ("2020-10", 1, True, round(1 / 31, 4)),
        (None, 1, True, None),
    ]
    assert "1 incident with no date, or one coarser than a month" in table.method


MONTH = {"start": date(2020, 10, 1), "finish": date(2020, 10, 31), "date_precision": "month"}


def test_a_date_by_month_belongs_wholly_to_its_month_and_to_no_week(framed: Framed) -> None:
    assert told(count(framed(MONTH), today=TODAY), "month", "best") == [("2020-10", 1)]
    assert told(count(framed(MONTH), by="week", today=TODAY), "week", "best") == [(None, 1)]
    assert told(count(framed(MONTH), by="year", today=TODAY), "year", "best") == [("2020", 1)]


def test_a_night_over_the_boundary_belongs_to_the_day_it_began(framed: Framed) -> None:
    night = {"start": date(2020, 10, 31), "finish": date(2020, 11, 1), "date_precision": "day"}
    assert told(count(framed(night), today=TODAY), "month", "best") == [("2020-10", 1)]


def test_a_week_begins_on_the_theatres_first_weekday(framed: Framed) -> None:
    # 3 October 2020 is a Saturday.
    frame = framed({"day": "2020-10-02"}, {"day": "2020-10-03"})
    saturday = count(frame, by="week", first_weekday=5, today=TODAY)
    assert told(saturday, "week", "best") == [("2020-09-26", 1), ("2020-10-03", 1)]
    assert told(count(frame, by="week", first_weekday=0, today=TODAY), "week", "best") == [("2020-09-28", 2)]


def test_a_window_counts_what_surely_lies_in_it_and_tells_of_the_rest(framed: Framed) -> None:
    year = {"start": date(2020, 1, 1), "finish": date(2020, 12, 31), "date_precision": "year"}
    frame = framed({"day": "2020-10-03"}, {"day": "2020-09-30"}, MONTH, year, {})
    table = count(frame, today=TODAY, start=date(2020, 10, 1), end=date(2020, 10, 31))
    assert told(table, "month", "best") == [("2020-10", 2)]
    assert "1 incident without a date and 1 with one too coarse may lie in these days" in table.method


def test_the_unfinished_month_of_a_date_by_month_lies_in_a_window_up_to_today(framed: Framed) -> None:
    december = {"start": date(2020, 12, 1), "finish": date(2020, 12, 31), "date_precision": "month"}
    assert count(framed(december), today=TODAY, start=date(2020, 12, 1), end=TODAY).total["best"] == 1


def test_a_window_shows_its_empty_periods(framed: Framed) -> None:
    table = count(framed(), by="day", today=TODAY, start=date(2020, 10, 1), end=date(2020, 10, 3))
    assert told(table, "day", "n_incidents") == [("2020-10-01", 0), ("2020-10-02", 0), ("2020-10-03", 0)]
    assert count(framed(), today=TODAY, start=date(2020, 10, 1)).rows[0]["month"] == "2020-10"


@pytest.mark.parametrize("of", OF)
@pytest.mark.parametrize("by", BY)
def test_nothing_at_all(framed: Framed, by: str, of: str) -> None:
    table = count(framed(), by=by, of=of, today=TODAY)
    assert table.rows == []
    assert sums(table.total) == (0, 0, 0, 0, 0)


@pytest.mark.parametrize("of", OF)
@pytest.mark.parametrize("by", BY)
def test_nothing_stated(framed: Framed, by: str, of: str) -> None:
    blank = {"kind": None, "status": None, "role": None, "count_low": None, "count_best": None, "count_high": None}
    table = count(framed(blank, blank), by=by, of=of, today=TODAY)
    assert [row[by] for row in table.rows] == [NOT_BY_GROUP if by == "group" else None]
    expected = (2, 2, 2, 2, 0) if of == "incidents" else (0, 0, None, 2, 2)
    assert sums(table.rows[0]) == sums(table.total) == expected


def test_the_first_told_weapon_so_that_rows_add_up(framed: Framed) -> None:
    frame = framed({"weapons": ["ied", "rocket"]}, {"weapons": ["rocket"]})
    table = count(frame, by="weapon", today=TODAY)
    assert told(table, "weapon", "best") == [("ied", 1), ("rocket", 1)]
    assert "weapon told first" in table.method
    assert count(frame, by="weapon", where=["weapon=rocket"], today=TODAY).total["best"] == 2


def test_known_orders_then_most_first_and_none_last(framed: Framed) -> None:
    rows = [{"admin1": name} for name in ["Wasit", "Wasit", "Babil", "Anbar", "Elsewhere", "Zone", "Zone"]]
    table = count(framed(*rows, {}), by="admin1", today=TODAY, orders={"admin1": ["Anbar", "Babil", "Wasit"]})
    assert told(table, "admin1") == [("Anbar",), ("Babil",), ("Wasit",), ("Zone",), ("Elsewhere",), (None,)]


def test_two_breakdowns_with_empty_periods_for_every_label(framed: Framed) -> None:
    frame = framed({"day": "2020-10-03", "admin1": "Babil"}, {"day": "2020-12-03", "admin1": "Wasit"})
    table = count(frame, by="month", and_by="admin1", today=TODAY)
    assert [(m, a, b) for m, a, b in told(table, "month", "admin1", "best") if b] == [
        ("2020-10", "Babil", 1), ("2020-12", "Wasit", 1),
    ]  # fmt: skip
    assert len(table.rows) == 6
    across = count(frame, by="admin1", and_by="month", today=TODAY)
    assert [row["admin1"] for row in across.rows] == ["Babil"] * 3 + ["Wasit"] * 3


def test_tolls_by_group_and_the_rest(framed: Framed) -> None:
    frame = framed(
        {
            "killed": (6, 6, 6),
            "victims": [
                {"group": "police", "killed": (2, 2, 2)},
                {"group": "militia", "killed": (1, 1, 1)},
                {"group": "police", "killed": (1, 1, 1)},
            ],
        },
        {"killed": (4, 4, None), "victims": [{"group": "militia", "killed": (4, 4, 4)}]},
        {"killed": (3, 3, 3), "victims": [{"group": "army", "killed": (3, 3, 3)}]},
        {},
    )
    table = count(frame, by="group", of="killed", today=TODAY)
    found = {row["group"]: sums(row) for row in table.rows}
    assert found == {
        "militia": (5, 5, 5, 2, 0),
        "police": (3, 3, 3, 1, 0),
        "army": (3, 3, 3, 1, 0),
        NOT_BY_GROUP: (2, 2, None, 3, 1),
    }
    assert [row["group"] for row in table.rows][-1] == NOT_BY_GROUP
    assert sums(table.total) == (13, 13, None, 4, 1)


def test_incidents_by_group_and_outlet_stand_under_each(framed: Framed) -> None:
    victims = [{"group": "police"}, {"group": "police"}, {"group": "army"}]
    frame = framed({"victims": victims, "outlets": ["a", "b"]}, {"outlets": ["b"]})
    table = count(frame, by="group", today=TODAY)
    assert told(table, "group", "best") == [("army", 1), ("police", 1), (NOT_BY_GROUP, 1)]
    outlets = count(frame, by="outlet", today=TODAY)
    assert told(outlets, "outlet", "best") == [("b", 2), ("a", 1)]
    assert outlets.total["best"] == 2
    both = count(frame, by="outlet", and_by="group", today=TODAY)
    assert len(both.rows) == 5
    tolls = count(frame, by="outlet", and_by="group", of="killed", today=TODAY)
    assert sums(tolls.total) == (0, 0, None, 2, 2)


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"by": "moon"}, "no breakdown 'moon'; choose one of: month, week"),
        ({"and_by": "month"}, "second breakdown beside month"),
        ({"and_by": "week"}, "no second breakdown beside month 'week'; choose one of: admin1"),
        ({"of": "cost"}, "no sum 'cost'; choose one of: incidents, killed, wounded"),
    ],
)
def test_other_choices_are_refused_with_the_list(framed: Framed, kwargs: dict[str, Any], message: str) -> None:
    with pytest.raises(UnknownChoice, match=message):
        count(framed(), today=TODAY, **kwargs)


def test_what_a_codebook_leaves_out_is_told_by_rule(framed: Framed) -> None:
    rules = codebook.load("attacks")
    frame = framed(
        {"day": "2020-10-03"}, {"day": "2020-10-03", "status": "foiled"}, {"day": "2020-10-04", "status": "foiled"},
        {"day": "2020-10-03", "perpetrator_side": "state"}, {"day": "2020-09-03", "status": "foiled"},
    )  # fmt: skip
    found = left_out(frame, codebook=rules.sql(), rule=rules.sql_rule(), today=TODAY, where=["date>=2020-10"])
    assert found == {"foiled": 2, "state": 1}
    assert rules.left_out(found) == {"foiled": 2, "by a state": 1}
    table = count(frame, codebook=rules.sql(), codebook_name="attacks", today=TODAY)
    assert table.total["best"] == 1
    assert "codebook attacks" in table.method


TOLLS = st.one_of(
    st.none(),
    st.integers(0, 5).map(lambda n: (n, n, n)),
    st.integers(0, 5).map(lambda n: (n, n, None)),
    st.tuples(st.integers(0, 3), st.integers(3, 6)).map(lambda t: (t[0], None, t[1])),
)
DAYS = st.dates(date(2020, 9, 1), date(2020, 12, 20))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "day": st.none() | DAYS.map(str),
            "killed": TOLLS.map(lambda t: t or (None, None, None)),
            "count": st.sampled_from([(1, 1, 1), (3, 3, 3), (2, 2, None), (2, None, 4)]),
            "weapons": st.lists(st.sampled_from(["ied", "rocket"]), max_size=2),
            "admin1": st.sampled_from([None, "Babil", "Wasit"]),
            "part_of": st.sampled_from([None, None, "i0", "i1", "gone"]),
            "victims": st.lists(
                st.fixed_dictionaries({"group": st.sampled_from(["army", "police"]), "killed": st.just((1, 1, 1))}),
                max_size=2,
            ),
            "outlets": st.lists(st.sampled_from("ab"), max_size=3),
        }
    ),
    max_size=7,
)
# DuckDB is shared between examples on purpose: each builds its own table.
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(rows=ROWS)
def test_every_breakdown_has_the_same_total(framed: Framed, rows: list[dict[str, Any]]) -> None:
    rows = [row if row["part_of"] != f"i{n}" else {**row, "part_of": None} for n, row in enumerate(rows)]
    frame = framed(*rows)
    for of in ("incidents", "killed"):
        totals = {by: sums(count(frame, by=by, of=of, today=TODAY).total) for by in BY}
        assert len(set(totals.values())) == 1, totals


@FEW
@given(rows=ROWS)
def test_ranges_hold_and_rows_add_up(framed: Framed, rows: list[dict[str, Any]]) -> None:
    frame = framed(*rows)
    for by in ("month", "weapon", "admin1", "group", "outlet"):
        for of in ("incidents", "killed"):
            table = count(frame, by=by, of=of, today=TODAY)
            for row in [*table.rows, table.total]:
                low, best, high, n_incidents, n_unstated = sums(row)
                assert 0 <= low <= best and (high is None or best <= high)
                assert 0 <= n_unstated <= n_incidents
            if by not in ("group", "outlet"):
                assert sum(row["best"] for row in table.rows) == table.total["best"]


@FEW
@given(rows=ROWS, of=st.sampled_from(["incidents", "killed"]))
def test_two_breakdowns_add_up_to_one(framed: Framed, rows: list[dict[str, Any]], of: str) -> None:
    frame = framed(*rows)
    months = {row["month"]: row["best"] for row in count(frame, of=of, today=TODAY).rows}
    across: dict[Any, int] = dict.fromkeys(months, 0)
    for row in count(frame, and_by="admin1", of=of, today=TODAY).rows:
        across[row["month"]] += row["best"]
    assert across == months
