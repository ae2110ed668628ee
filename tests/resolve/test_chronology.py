"""The line of time, against an example worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sijill import pipeline
from sijill.errors import UnknownName
from sijill.model.values import Actor, When
from sijill.model.views import Interaction, Moment, Tie
from sijill.resolve import chronology
from sijill.resolve.standing_ties import TieIndex
from sijill.theatre import WatchDate

ROW = {
    "incident": "aa11", "start": "2020-12-20", "finish": "2020-12-20", "date_precision": "day", "kind": "attack",
    "perpetrators": ["g"], "place": "Green Zone", "admin1": "Baghdad", "weapon": "rocket", "target": None,
    "killed_low": 1, "killed_best": 1, "killed_high": None, "wounded_low": None, "wounded_best": None,
    "wounded_high": None,
}  # fmt: skip


def said(id: str, when: When | None, published: date, mode: str = "meet") -> Interaction:
    who, whom = Actor("Q", "q"), Actor("G", "g")
    return Interaction(id, "d", "consult", mode, (who,), (whom,), when, None, None, False, None, "", published)


def line() -> list[Moment]:
    told = [
        said("m1", When.month(2020, 12), date(2020, 12, 26)),
        said("m2", When.day(date(2020, 12, 19)), date(2020, 12, 21), "warn"),
        said("m3", None, date(2020, 12, 22), "deny"),
        said("m4", When.day(date(2020, 11, 30)), date(2020, 12, 1)),
    ]
    return [*chronology.of_rows([ROW, {**ROW, "incident": "bb22", "start": None}]), *chronology.of_interactions(told)]


def test_moments_stand_in_order_the_finer_before_the_coarser() -> None:
    assert [m.id for m in chronology.in_order(line())] == ["m4", "m1", "m2", "aa11", "m3"]


def test_what_no_text_dates_stands_on_its_publication_and_says_so() -> None:
    assert {m.id: m.dated for m in line()} == {
        "aa11": "told", "m1": "told", "m2": "told", "m3": "published", "m4": "told",
    }  # fmt: skip


def test_an_open_toll_stays_open_and_an_untold_one_unknown() -> None:
    attack = line()[0]
    assert attack.killed == {"low": 1, "best": 1, "high": None} and attack.wounded is None


def test_filters_by_actor_family_kind_place_and_days() -> None:
    assert [m.id for m in chronology.in_order(line(), actor="q", kinds=["warn"])] == ["m2"]
    assert [m.id for m in chronology.in_order(line(), families=["incident"])] == ["aa11"]
    assert [m.id for m in chronology.in_order(line(), place="green zone")] == ["aa11"]
    days = {"start": date(2020, 12, 20), "end": date(2020, 12, 21)}
    assert [m.id for m in chronology.in_order(line(), **days)] == ["m1", "aa11"]


def test_before_and_after_this_attack() -> None:
    before, attack, after = chronology.around(line(), "aa", days=7)
    assert [m.id for m in before] == ["m1", "m2"] and attack.id == "aa11" and [m.id for m in after] == ["m3"]
    with pytest.raises(UnknownName):
        chronology.around(line(), "zz")


def test_anniversaries_are_computed_forward_and_not_before_what_they_recall() -> None:
    leap = WatchDate("leap", 2, 29, "Leap day", "يوم كبيس", date(2020, 2, 29), ("q",))
    days = [m.when.start for m in chronology.of_watch_dates([leap], date(2019, 1, 1), date(2022, 12, 31))]
    assert days == [date(2020, 2, 29), date(2021, 2, 28), date(2022, 2, 28)]
    (named,) = chronology.of_watch_dates([leap], date(2021, 1, 1), date(2021, 12, 31), language="ar")
    assert (named.name, named.about) == ("يوم كبيس", "2020")


def test_the_third_of_january_lies_ahead_of_december_2020() -> None:
    watched = pipeline.theatre("iraq").watch_dates
    ahead = list(chronology.of_watch_dates(watched, date(2020, 12, 26), date(2021, 1, 31)))
    third = next(m for m in ahead if m.when.start == date(2021, 1, 3))
    assert third.names("soleimani") and third.names("abu_mahdi_al_muhandis")


def test_ties_stand_within_their_days_and_open_ends_are_open() -> None:
    a, b = Actor("A", "a"), Actor("B", "b")
    ties = [
        Tie("1", "leads", a, b, date(2020, 1, 3), None),
        Tie("2", "leads", a, b, None, date(2020, 1, 2)),
        Tie("3", "allied", b, a),
    ]
    index = TieIndex(ties)
    assert [t.id for t in index.at(date(2020, 1, 2))] == ["2", "3"]
    assert [t.id for t in index.at(date(2020, 1, 3), actor="b", type="leads")] == ["1"]
    assert [t.id for t in index.of("a")] == ["2", "3", "1"]
    assert index.at(date(2020, 1, 3), actor="nobody") == []
