"""Fields of events in English running text: tolls, targets, doers, dates, kinds."""

from __future__ import annotations

from typing import Any

import pytest
from texts import line, news


def toll(told: dict[str, Any], name: str) -> tuple[int | None, ...] | None:
    value = told[name]
    return None if value is None else (value["low"], value["best"], value["high"])


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("A grenade was thrown at a bakery in Kirkuk on Monday, injuring its owner.", None, (1, 1, 1)),
        ("Gunmen shot dead a police captain and his driver in Mosul on Monday.", (2, 2, 2), None),
        ("The killing of two shepherds by gunmen near Hawija on Monday was condemned.", (2, 2, 2), None),
        ("A mine killed an elderly couple and their grandson near Sinjar on Monday.", (3, 3, 3), None),
        ("Rockets hit a base near Taji on Monday. None of the soldiers was hurt.", (0, 0, 0), (0, 0, 0)),
        ("A car bomb in Baquba on Monday killed more than 20 people.", (21, 21, None), None),
        ("Militants raided an army post near Tuz on Monday, losing three of their men.", (3, 3, 3), None),
        (
            "A bomb went off in a market in Hilla on Monday. A doctor gave the dead as 12; the ministry spoke of nine.",
            (9, None, 12),
            None,
        ),
        ("A roadside bomb hit a bus in Diyala on Monday. One passenger lost a leg.", None, (1, 1, 1)),
        (
            "A drone struck a truck near Zakho on Monday. Two men died. Three more were taken to hospital.",
            (2, 2, 2),
            (3, 3, 3),
        ),
    ],
)
def test_tolls_of_running_text(text: str, killed: tuple[int | None, ...], wounded: tuple[int | None, ...]) -> None:
    told = news(text)
    assert (toll(told, "killed"), toll(told, "wounded")) == (killed, wounded)


def test_an_age_and_a_distance_are_no_toll() -> None:
    told = news("Gunmen shot dead a tailor, who was 64, a hundred metres from his shop in Mosul on Monday.")
    assert toll(told, "killed") == (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Villagers stopped two strangers near Hilla on Monday and a crowd beat one of them to death.", "mob_violence"),
        ("Police in Basra broke up a march of graduates with water cannon on Monday.", "protest_with_intervention"),
        ("Two clans in Amara signed on Monday a six-month truce.", "agreement"),
        ("A car packed with explosives blew up in Tikrit on Monday.", "remote_explosive_landmine_ied"),
        ("Engineers near Samarra found two buried charges on Monday.", "disrupted_weapons_use"),
        ("Dozens of lecturers gathered outside the education office in Kut on Monday.", "peaceful_protest"),
        ("Gunmen stopped a bus near Baiji on Monday and led six men away.", "abduction_forced_disappearance"),
    ],
)  # fmt: skip
def test_deeds_told_with_words_between(text: str, kind: str) -> None:
    assert [i["kind"] for i in line(text)["incidents"]] == [kind]


@pytest.mark.parametrize(
    ("text", "name", "basis"),
    [
        ("Howitzers of the Turkish army shelled orchards near Amedi on Monday.", "Turkish army", "stated"),
        ("Rockets fell on a base in Taji. Police laid the blame on Kataib Hezbollah.", "Kataib Hezbollah", "blamed"),
        ("A bomb killed a judge in Baquba. Islamic State said its men planted it.", "Islamic State", "claimed"),
        ("Men believed to be from Islamic State burned a farm near Makhmour on Monday.", "Islamic State", "suspected"),
    ],
)  # fmt: skip
def test_doers_by_the_phrases_around_them(text: str, name: str, basis: str) -> None:
    assert [(p["name"], p["basis"]) for p in news(text)["perpetrators"]] == [(name, basis)]


def test_gunmen_are_no_doer() -> None:
    assert news("Gunmen killed a grocer in Mosul on Monday.")["perpetrators"] == []


@pytest.mark.parametrize(
    ("text", "aims"),
    [
        ("A mortar round fired from the hills hit a school in Khanaqin on Monday.", ["infrastructure"]),
        ("Kirkuk police said gunmen attacked a liquor shop on Monday.", ["business"]),
    ],
)
def test_what_is_struck_and_not_who_speaks(text: str, aims: list[str]) -> None:
    assert [t["type"] for t in news(text)["targets"]] == aims


def test_the_day_before_is_counted_from_the_day_named() -> None:
    told = news("A group said on Friday that its men had raided a police post near Tuz the day before.")
    assert told["when"]["start"] == "2020-12-24"


def test_a_later_paragraph_with_a_day_of_its_own_is_another_event() -> None:
    text = (
        "A car bomb killed four people in a market in Tikrit on Thursday.\n\n"
        "On 2 December a roadside bomb had wounded two soldiers on the edge of the town."
    )
    assert [(i["role"], i["when"]["start"]) for i in line(text)["incidents"]] == [
        ("news", "2020-12-24"),
        ("background", "2020-12-02"),
    ]


def test_cafes_torn_apart_by_car_bombs_are_so_many_events() -> None:
    told = news("Three cafes were torn apart by car bombs in Baghdad on Monday.")
    assert told["count"]["best"] == 3


@pytest.mark.parametrize(
    "text",
    [
        'The batsmen of Erbil were under heavy fire, and their captain called it a "massacre" on Friday.',
        "The new price landed on the market in Basra like a bomb on Monday, two investors said.",
    ],
)
def test_figures_of_speech_are_no_event(text: str) -> None:
    assert line(text)["incidents"] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A grenade thrown at a church in Kirkuk on Monday failed to explode. Nobody was hurt.", "attempted"),
        (
            "The security council announced on Monday that it had foiled attacks on a diplomatic mission in Erbil.",
            "foiled",
        ),
    ],
)
def test_a_word_in_the_first_clause_says_the_status(text: str, status: str) -> None:
    assert news(text)["status"] == status


def test_an_ambush_says_nothing_of_the_weapon() -> None:
    assert news("Militants ambushed an army patrol near Baiji on Tuesday, killing three soldiers.")["weapons"] == []
    (weapon,) = news("Gunmen ambushed an army patrol near Baiji on Tuesday, killing three soldiers.")["weapons"]
    assert weapon["type"] == "small_arms"
