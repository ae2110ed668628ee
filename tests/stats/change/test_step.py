"""A whole test of a step: what it says in words, in JSON and as a table, and what flows into it."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from sijill.errors import NotEnoughData, UnknownChoice
from sijill.stats import change
from sijill.stats.series import Series

OCTOBER, NOVEMBER, DECEMBER = date(2020, 10, 1), date(2020, 11, 1), date(2020, 12, 1)


def by_months(*numbers: int, draws: int = 20) -> Series:
    """Attacks of which only the month is told, from October on, the last month up to its 26th."""
    rng = np.random.default_rng(1)
    edges = [0, 31, 61, 87]
    counts = np.zeros((draws + 1, 87), dtype=np.int64)
    for row in counts:
        for n, first, after in zip(numbers, edges, edges[1:], strict=False):
            np.add.at(row, rng.integers(first, after, n), 1)
    ids = tuple(f"i{n}" for n in range(sum(numbers)))
    return Series(OCTOBER, counts, incidents=ids, unplaced=len(ids), codebook="attacks", as_of=9)


def seed(**choices: Any) -> change.Tested:
    return change.tested(by_months(7, 1, 8), NOVEMBER, until=DECEMBER, **choices)


def long(seed: int = 2, fall: float = 0.2, n: int = 500, at: int = 450) -> tuple[Series, date]:
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.gamma(5, 2, n))
    counts[at:] = rng.binomial(counts[at:], fall)
    return Series.of_counts(OCTOBER, counts), OCTOBER + timedelta(days=at)


def test_seven_one_eight_by_days_and_by_months() -> None:
    days, months = seed(), seed(exposure="months")
    assert [one.name for one in days.comparisons] == [
        "between against before", "after against between", "between against before and after",
    ]  # fmt: skip
    assert [[c.best for c in one.counts] for one in days.comparisons] == [[7, 1], [1, 8], [15, 1]]
    assert days.comparisons[2].days == (57, 30) and months.comparisons[2].exposure == (2, 1)
    assert round(months.comparisons[0].exact.p or 0, 3) == 0.070
    assert round(months.comparisons[2].exact.p or 0, 3) == 0.030
    assert round(days.comparisons[2].exact.p or 0, 3) == 0.016
    ratio = months.comparisons[2].exact
    assert (round(ratio.value or 0, 2), round(ratio.low, 3), round(ratio.high or 0, 2)) == (0.13, 0.003, 0.87)


def test_seven_one_eight_in_words_settles_nothing() -> None:
    said = change.headline(seed())
    assert "no earlier date" in said[0] and "does not settle it" in said[0]
    assert said[1].startswith("7 attacks in the 31 days of 1 to 31 October 2020, 1 in the 30 days")
    assert said[2].startswith("From 7 attacks in 31 days, only a fall to 0 or a rise to")
    assert "not yet an effect" in said[-1]
    assert any("have no day told" in one for one in change.sentences(seed()))


def test_no_test_of_chance_alone_is_printed_without_the_placebo_rank() -> None:
    series, at = long()
    for told in (seed(), change.tested(series, at), change.tested(series, at, until=at + timedelta(days=20))):
        for one in change.sentences(told):
            assert "p =" not in one or re.search(r"placebo p = [0-9.e-]+", one)
        ranked = {row["comparison"] for row in change.table(told).rows if row["statistic"] == "placebo rank"}
        assert told.headline.name in ranked


def test_a_large_fall_stands_out_and_says_how_it_was_ranked() -> None:
    series, at = long()
    told = change.tested(series, at)
    said = change.headline(told)
    assert said[0].startswith("The change ranks 1 of ") and "none shows a change as large" in said[0]
    assert "this one stands out" in said[1] and "placebo p = " in said[1]
    assert told.headline.models and "wider than chance alone" in said[2]
    assert any(one.startswith("Among the earlier dates, from ") for one in said)


def test_no_change_does_not_stand_out() -> None:
    series, at = long(fall=1.0)
    assert any("does not stand out" in one for one in change.headline(change.tested(series, at)))


def test_draws_widen_intervals_and_move_the_rank() -> None:
    series, at = long(fall=0.6)
    rng = np.random.default_rng(3)
    drawn = np.stack([series.best, *(rng.binomial(series.best, 0.7) for _ in range(30))])
    sure, unsure = change.tested(series, at), change.tested(Series(OCTOBER, drawn), at)
    assert unsure.headline.counts[0].low < unsure.headline.counts[0].high <= sure.headline.counts[0].best
    assert unsure.headline.exact.low < sure.headline.exact.low
    assert (unsure.headline.exact.high or 0) > (sure.headline.exact.high or 0)
    assert unsure.headline.placebo is not None and unsure.headline.placebo.p_low < unsure.headline.placebo.p_high
    wide = [
        np.log((one.headline.models[1].high or 0) / one.headline.models[1].low) for one in (sure, unsure)
    ]  # fmt: skip
    assert wide[1] > wide[0]
    assert "(" in change.headline(unsure)[2].split(" attacks")[0]


def test_json_carries_method_assumptions_filter_and_incidents() -> None:
    told = change.as_json(seed())
    assert json.loads(json.dumps(told)) == told
    assert told["incidents"] == [f"i{n}" for n in range(16)] and told["as_of"] == 9 and told["codebook"] == "attacks"
    assert all(ratio["assumes"].endswith(".") for one in told["comparisons"] for ratio in one["ratios"])
    assert "Clopper" in told["method"] and "filter: none" in told["method"] and "over days" in change.method(seed())
    assert told["comparisons"][0]["smallest_by_chance"]["fall_to"] == 0
    assert sum(told["by_day"]["best"]) == 16


def test_a_tables_rows_have_every_column() -> None:
    found = change.table(seed())
    assert found.rows and all(list(row) and set(row) == set(found.columns) for row in found.rows)
    rank = next(row for row in found.rows if row["statistic"] == "placebo rank")
    assert rank["p"] is None and rank["rank"] is None and rank["n_placebo"] == 0


def test_bars_add_up_and_none_lies_on_both_sides_of_the_step() -> None:
    series, at = long()
    told = change.tested(series, at, until=at + timedelta(days=19))
    shown = change.bars(told)
    assert sum(bar["n"] for bar in shown) == series.best.sum()
    assert sum(bar["n_days"] for bar in shown) == series.n_days
    assert all(not bar["from"] < at.isoformat() <= bar["to"] for bar in shown)
    for span in told.plan.spans:
        inside = [bar for bar in shown if bar["span"] == span.name]
        assert inside[0]["from"] == span.start.isoformat() and inside[-1]["to"] == span.end.isoformat()


def test_of_no_attack_at_all_the_test_says_so() -> None:
    told = change.tested(Series.of_counts(OCTOBER, np.zeros(400, np.int64)), OCTOBER + timedelta(days=300))
    assert told.headline.exact.value is None and "none before and none after" in change.headline(told)[2]
    assert "not even a fall to 0" in " ".join(change.sentences(told)) and told.headline.placebo is not None
    assert told.headline.placebo.p == 1


def test_of_people_the_exact_test_is_said_to_take_too_little_for_chance() -> None:
    counts = np.random.default_rng(1).poisson(2, 400) * 5
    series = Series(OCTOBER, counts.reshape(1, -1), units="people killed")
    said = headline_of(series)
    assert "people killed in the" in said and "One attack may harm several people" in said
    assert "may harm several" not in headline_of(Series.of_counts(OCTOBER, counts))


def headline_of(series: Series) -> str:
    return " ".join(change.headline(change.tested(series, OCTOBER + timedelta(days=300))))


def test_others_are_set_beside_and_what_fails_is_told() -> None:
    series, at = long()
    others = Series.of_counts(OCTOBER, np.random.default_rng(9).poisson(8, 500))
    told = change.tested(series, at, others=others, donors={"Anbar": others}, against="admin1!=Babil")
    said = " ".join(change.sentences(told))
    assert "those not addressed (admin1!=Babil)" in said
    assert "Not told: 1 others had one attack a week before; a synthetic control needs 5 such." in said


def test_months_are_exposure_only_where_spans_begin_with_one() -> None:
    with pytest.raises(NotEnoughData, match="begins with one"):
        change.tested(by_months(7, 1, 8), date(2020, 11, 5), exposure="months")
    with pytest.raises(UnknownChoice):
        seed(exposure="weeks")
