"""Events of running text."""

from __future__ import annotations

import pytest
from texts import line, news


def roles(text: str) -> list[tuple[str, str]]:
    return [(i["role"], i["kind"]) for i in line(text)["incidents"]]


def test_a_second_sentence_goes_on_with_the_event() -> None:
    told = news(
        "A roadside bomb hit an army patrol near Ramadi on Thursday. The blast killed two soldiers and wounded three."
    )
    assert (told["killed"]["best"], told["wounded"]["best"]) == (2, 3)


def test_separately_opens_another_event() -> None:
    text = "Gunmen killed two policemen in Mosul on Sunday. Separately, a roadside bomb wounded a farmer near Baquba."
    assert [i["place"]["admin1"] for i in line(text)["incidents"]] == ["Ninewa", "Diyala"]


def test_another_division_is_another_event() -> None:
    text = "A car bomb killed four people in Tikrit on Sunday. Rockets hit a base near Ramadi, wounding two soldiers."
    assert [i["place"]["admin1"] for i in line(text)["incidents"]] == ["Salahaddin", "Anbar"]


def test_a_claim_in_a_later_sentence_belongs_to_the_event() -> None:
    told = news(
        "Rockets hit the airport in Erbil on Monday, killing a contractor. Saraya Awliya al-Dam claimed responsibility."
    )
    assert [(p["actor_id"], p["basis"]) for p in told["perpetrators"]] == [("saraya_awliya_al_dam", "claimed")]


def test_a_weekday_is_read_against_publication() -> None:
    told = news("A roadside bomb killed a soldier near Ramadi on Thursday.")
    assert told["when"] == {"start": "2020-12-24", "end": "2020-12-24", "precision": "day"}
    assert [d["from"] for d in told["derived"] if d["field"] == "when"] == ["metadata"]


def test_an_undated_event_has_no_date() -> None:
    assert news("A roadside bomb killed a soldier near Ramadi.")["when"] is None


def test_what_happened_long_before_publication_is_background() -> None:
    assert roles("Gunmen killed two teachers in Mosul on 6 July 2019.") == [("background", "attack")]
    assert roles("Gunmen killed two teachers in Mosul on 20 December.") == [("news", "attack")]


@pytest.mark.parametrize(
    "text",
    [
        "A court in Baghdad sentenced three men to death for the car bomb that killed 12 people in Karrada.",
        "The army held a training exercise with artillery near Besmaya on Thursday.",
        "The president warned that if any American was killed the U.S. would strike back.",
        "The striker scored with a shot from the edge of the area to win the match.",
        "Two people were killed when a truck collided with a bus on the Mosul road.",
        "Parliament met on Thursday to debate the budget.",
        "The dollar rose against the dinar.",
    ],
)
def test_no_event(text: str) -> None:
    assert roles(text) == []


def test_a_ceasefire_is_an_agreement() -> None:
    told = news("Pro-Iran factions announced a conditional ceasefire on Sunday.")
    assert (told["kind"], told["weapons"], told["targets"]) == ("agreement", [], [])


def test_two_equal_tolls_of_one_event_are_not_added() -> None:
    told = news("A car bomb killed four people in Tikrit on Sunday. Police said that four people were killed.")
    assert told["killed"] == {"low": 4, "best": 4, "high": 4}


@pytest.mark.parametrize(
    "text",
    [
        "A bomb near Haditha's hospital killed two U.S. Marines on Monday, the military said.",
        "Two policemen were killed by a bomb near Haditha, Lt. Col. Ahmed Khalaf said, when it went off on Monday.",
        "A bomb killed two policemen near Haditha at 9 a.m. Monday, police said.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    told = news(text)
    assert (told["killed"]["best"], told["when"]["start"]) == (2, "2020-12-21")


def test_over_the_weekend() -> None:
    text = "A drone bombed a police station in Mosul over the weekend, wounding four."
    told = [news(text, published)["when"] for published in ("2020-12-21", "2020-12-26")]
    assert [(when["start"], when["end"]) for when in told] == [
        ("2020-12-19", "2020-12-20"),
        ("2020-12-19", "2020-12-20"),
    ]
