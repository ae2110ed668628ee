"""Orders and how they were answered: counts, sides, what is said, and what small counts cannot tell."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from sijill.errors import NotEnoughData
from sijill.stats.change import exact
from sijill.stats.compliance import (
    ADDRESSED,
    FRONT,
    OTHER,
    View,
    answer,
    answered,
    as_json,
    comply,
    headline,
    incidents,
    indexed,
    method,
    sentences,
    table,
)
from sijill.stats.compliance.words import CANNOT, CAUTION
from stats.compliance.making import N_DAYS, ONE, START, order, series, view

STEADY = range(3, N_DAYS, 5)


def test_attacks_before_and_after_are_counted_for_each_group() -> None:
    held = view({"reeds": [80, 85, 90, 99, 101, 120], "palms": [75, 99, 110]}, [ONE])
    found = answer((order(100),), 0, held)
    reeds, palms = found.groups
    assert (reeds.before.best, reeds.after.best, found.days) == (4, 2, (28, 28))
    assert (palms.side, palms.before.best, palms.after.best) == (OTHER, 2, 1)
    assert reeds.ratio == exact(4, 2, days=(28, 28))
    assert reeds.against is not None and palms.against is None
    assert found.others is not None and [int(part[0]) for part in found.others] == [2, 1]


def test_a_fall_that_others_share_is_no_fall_against_them() -> None:
    before, after = list(range(72, 100)), list(range(100, 128, 4))
    held = view({"reeds": before + after, "palms": before + after}, [ONE])
    reeds = answer((order(100),), 0, held).on(ADDRESSED)[0]
    assert reeds.ratio.value == pytest.approx(0.25)
    assert reeds.against is not None and reeds.against.ratio.value == pytest.approx(1)


def test_days_of_which_the_order_may_be_any_are_left_out() -> None:
    held = view({"reeds": [90, 101, 105, 115]}, [{"reeds": ADDRESSED}])
    found = answer((order(100, last=109),), 0, held)
    assert [int(part[0]) for part in found.addressed] == [1, 1]
    assert found.plan.spans[1].start == START + timedelta(days=110)


def test_the_next_order_ends_the_days_after() -> None:
    told = (order(100), order(110))
    held = view({"reeds": [90, 104, 115]}, [{"reeds": ADDRESSED}] * 2)
    found = answer(told, 0, held)
    assert found.days == (28, 10) and found.next == told[1].start
    assert [int(part[0]) for part in found.addressed] == [1, 1]
    assert answered(found)[-1] == "The days after end where the next order was given, on 20 April 2020."


def test_two_orders_of_one_day_cannot_be_told_apart() -> None:
    with pytest.raises(NotEnoughData, match="another order"):
        answer((order(100), order(100)), 0, view({"reeds": [1]}, [{"reeds": ADDRESSED}] * 2))


def test_a_front_is_on_neither_side() -> None:
    sides = {"reeds": ADDRESSED, "foam": FRONT, "palms": OTHER}
    held = view({"reeds": [90], "foam": [91, 92], "palms": [93]}, [sides], name="claimant")
    found = answer((order(100),), 0, held)
    assert [int(part[0]) for part in found.addressed] == [1, 0]
    assert found.others is not None and int(found.others[0][0]) == 1
    assert "Foam: not named by the order, but believed to front" in " ".join(answered(found))


def test_small_counts_say_what_they_cannot_tell() -> None:
    said = " ".join(answered(answer((order(100),), 0, view({"reeds": [90, 95], "palms": STEADY}, [ONE]))))
    assert "From 2 attacks in 28 days, not even a fall to 0 in 28 could have been told from chance." in said
    assert "no silence within 56 days is long enough to tell anything" in said


def test_days_that_no_text_tells_make_no_silence() -> None:
    one = replace(series([70, 80, 90, 95, 140], label="reeds"), unplaced=3)
    held = View("parent", {"reeds": one}, series([]), ({"reeds": ADDRESSED},), {"reeds": "Reeds"})
    found = answer((order(100),), 0, held)
    assert found.silence.vague and not found.silence.can_tell and not found.silence.held
    said = " ".join(answered(found))
    assert "no day is told" in said and "came" in said and "days after the order" not in said


def test_no_attack_of_those_addressed_tells_nothing() -> None:
    said = answered(answer((order(100),), 0, view({"reeds": [], "palms": STEADY}, [ONE])))
    assert "nothing can be told of how they answered" in said[0]


def test_attacks_that_nobody_is_named_for_may_be_anybody_s() -> None:
    held = view({"reeds": [90, 105]}, [{"reeds": ADDRESSED}], loose=[91, 92, 106])
    said = " ".join(answered(answer((order(100),), 0, held)))
    assert "3 of the 5 attacks in these days stand on no side (2 before, 1 after)" in said
    assert "Nobody else has an attack to compare with" in said


def test_an_order_outside_the_days_counted_is_told_as_not_told() -> None:
    held = view({"reeds": STEADY}, [{"reeds": ADDRESSED}] * 2)
    found = comply([order(100), order(700)], [held])
    assert len(found.of_view("parent")) == 1
    assert "nothing can be compared" in found.untold[0]
    with pytest.raises(NotEnoughData, match="nothing can be compared"):
        comply([order(700)], [view({"reeds": STEADY}, [{"reeds": ADDRESSED}])])


def test_uncertain_merges_widen_what_is_counted() -> None:
    one = series([90, 95, 105], label="reeds", draws=10)
    one.counts[1:6, 90] = 0
    held = View("parent", {"reeds": one}, series([], draws=10), ({"reeds": ADDRESSED},), {"reeds": "Reeds"})
    found = answer((order(100),), 0, held).on(ADDRESSED)[0]
    assert (found.before.low, found.before.best, found.before.high) == (1, 2, 2)


def test_the_index_leans_on_all_orders_and_all_groups() -> None:
    # Each order stops the reeds for four weeks; the palms go on.
    days = [60, 130, 200, 270]
    reeds = [day for day in range(0, N_DAYS, 3) if not any(at <= day < at + 28 for at in days)]
    mallows = [day for day in (40, 50, 150, 250)]
    sides = {"reeds": ADDRESSED, "mallows": ADDRESSED, "palms": OTHER}
    held = view({"reeds": reeds, "mallows": mallows, "palms": STEADY}, [sides] * 4)
    found = comply([order(day) for day in days], [held])
    by_name = {one.name: one for one in found.index}
    assert by_name["Reeds"].ratio.high < 0.5 and by_name["Reeds"].ratio.fell > 0.99
    assert by_name["Reeds"].after == 0 and by_name["Reeds"].n_orders == 4
    mallow = by_name["Mallows"]
    assert mallow.n_asked == 4 and mallow.ratio.value < 0.7
    assert mallow.ratio.high / mallow.ratio.low > by_name["Reeds"].ratio.high / by_name["Reeds"].ratio.low / 3
    assert any(each.startswith("Reeds: index") for each in indexed(found, "parent"))


def fading() -> tuple[list[View], list[int]]:
    """More and more names, and less and less obedience."""
    days = [60, 115, 170, 225, 280, 335]
    names = ["reeds", "foam", "silt", "mist", "gulls", "otters"]
    groups: dict[str, list[int]] = {name: [] for name in names}
    for k, at in enumerate(days):
        for n, day in enumerate(range(at - 27 if k else 0, at)):
            groups[names[n % (k + 1)]].append(day)
        for n, day in enumerate(range(at, min(at + 28, N_DAYS))):
            if n % 6 <= k:
                groups[names[n % (k + 1)]].append(day)
    sides = dict.fromkeys(names, ADDRESSED) | {"palms": OTHER}
    groups["palms"] = list(range(0, N_DAYS, 2))
    return [view(groups, [sides] * 6, name=name) for name in ("claimant", "parent")], days


def test_listening_less_where_there_are_more_is_a_rising_curve() -> None:
    views, days = fading()
    found = comply([order(day) for day in days], views, claim_days=27)
    assert [round(point.number) for point in found.points] == [1, 2, 3, 4, 5, 6]
    assert found.curve is not None and found.curve.factor > 1.2 and found.curve.more > 0.95
    said = sentences(found)
    assert any("listen less where they are more" in each for each in said)
    assert CANNOT in said and said[-1] == CAUTION


def test_fewer_than_four_orders_make_no_curve_and_say_so() -> None:
    views, days = fading()
    cut = [View(one.name, one.groups, one.loose, one.sides[:2], one.names) for one in views]
    found = comply([order(day) for day in days[:2]], cut)
    assert found.curve is None and any("a line needs 4" in why for why in found.untold)


def test_the_same_seed_gives_the_same_figures() -> None:
    views, days = fading()
    one, other = (as_json(comply([order(day) for day in days], views, seed=3)) for _ in range(2))
    assert one == other


def test_json_holds_all_of_it_and_the_table_a_row_a_group() -> None:
    held = view({"reeds": [80, 90, 105], "palms": STEADY}, [ONE], loose=[101])
    found = comply([order(100)], [held], apart="Told apart by hand.")
    told = json.loads(json.dumps(as_json(found)))
    assert {"orders", "headline", "sentences", "rows", "index", "shared", "curve", "untold", "method", "assumptions",
            "filter", "codebook", "as_of", "incidents"} <= told.keys()  # fmt: skip
    assert told["as_of"] == 12 and told["codebook"] == "attacks" and told["curve"] is None
    assert "Told apart by hand." in told["method"] and told["method"] == method(found)
    assert set(told["incidents"]) == set(incidents(found)) >= {"reeds0", "loose0", "palms1"}
    rows = {row["group"]: row for row in table(found).rows}
    assert (rows["Reeds"]["before"], rows["Reeds"]["after"]) == (2, 1)
    assert sum(week["n"] for week in told["by_week"] if week["side"] == "addressed") == 3
    assert headline(found)[-1] == CAUTION


def test_an_empty_ledger_of_names_has_no_index() -> None:
    held = view({"reeds": []}, [{"reeds": ADDRESSED}])
    found = comply([order(100)], [held])
    assert not found.index and "there is no index" in " ".join(found.untold)
    assert np.all(held.loose.counts == 0)
