"""Descriptions by which one of the register is meant: short names, a country's own, followers, governments."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.extract.interactions.descriptions import description_marks
from sijill.extract.interactions.surnames import surname_marks
from sijill.extract.scan import Scan
from sijill.lang import pack, politics
from sijill.model.text import Document

THEATRE = pipeline.theatre("iraq")
EXTRACTOR = RulesExtractor(THEATRE)


def described(text: str, language: str, day: str = "2022-06-13") -> list[tuple[str, str]]:
    """The descriptions of a sentence: as written, and whom each means."""
    scan = Scan(text, pack.load(language), THEATRE)
    words, at = politics.load(language), datetime.fromisoformat(day).date()
    assert words is not None
    named = scan.marks("actors", 0, len(text))
    named += surname_marks(scan, words, 0, len(text), {m.value for m in named}, at)
    found = description_marks(scan, 0, len(scan.text), named, at)
    return sorted((scan.text[m.start : m.end], m.value) for m in found)


def read(text: str, language: str = "en") -> dict[str, Any]:
    document = Document(text, language, datetime(2022, 6, 13, 9, tzinfo=UTC))
    return contract.line(document, pipeline.read(document, EXTRACTOR).reports, text_is_input=True)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Sadr's followers left the square.", [("Sadr's followers", "sadrist_movement")]),
        ("en", "Supporters of Muqtada al-Sadr left.", [("Supporters of Muqtada al-Sadr", "sadrist_movement")]),
        ("ar", "انسحب أنصار الصدر من الساحة.", [("أنصار الصدر", "sadrist_movement")]),
        ("ar", "انسحب أتباع مقتدى الصدر من الساحة.", [("أتباع مقتدى الصدر", "sadrist_movement")]),
        ("en", "Kadhimi's cabinet met late.", [("Kadhimi's cabinet", "iraqi_government")]),
        ("en", "American jets struck the depot.", [("American jets", "us_forces")]),
        ("en", "US aircraft struck the depot.", [("US aircraft", "us_forces")]),
        ("ar", "قصفت طائرات أميركية المخزن.", [("طائرات أميركية", "us_forces")]),
        ("en", "Germany's new missiles have come.", [("Germany's new missiles", "germany")]),
        ("en", "Turkey's special forces came.", [("Turkey's special forces", "turkish_army")]),
        ("ar", "وصلت طائرات الشحن البريطانية.", [("طائرات الشحن البريطانية", "british_forces")]),
        ("en", "The Americans refused.", [("Americans", "united_states")]),
        ("ar", "رفض الأميركيون الطلب.", [("الأميركيون", "united_states")]),
        ("en", "Officials of the Framework met.", [("the Framework", "coordination_framework")]),
        ("ar", "اجتمع قادة الإطار في بغداد.", [("الإطار", "coordination_framework")]),
        ("en", "What parliament passed was signed.", [("parliament", "iraqi_parliament")]),
    ],
)
def test_a_description_means_one_of_the_register(language: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert described(text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Another country's, a part of it only, another's name, a place, a dateline, people of the country itself.
        ("en", "The Turkish parliament met."), ("en", "Forty-four deputies left."),
        ("en", "The Guards Division moved."),
        ("en", "A shop burned in Erbil."), ("en", "ERBIL (Wire) - A shop burned."), ("en", "Iraqi soldiers came home."),
        ("en", "Sadr's rival faction left."),
        ("en", "Syrian rebel forces came."), ("en", "Iranian Kurdish fighters left."),
        ("en", "A Turkish general vote."), ("ar", "انسحبت قوات المعارضة السورية من البلدة."),
        ("en", "Iran moved armour to the border."), ("en", "The framework of the deal is old."),
        ("ar", "أقرت الغرفة مكسبا للصناعيين الكويتيين."), ("ar", "احترق متجر في أربيل."),
        ("ar", "وضعوا الإطار القانوني."),
    ],
)  # fmt: skip
def test_what_only_looks_like_one_means_nobody(language: str, text: str) -> None:
    assert described(text, language) == []


def test_a_short_name_is_of_its_time() -> None:
    assert described("What the coalition said was short.", "en", "2005-03-01") == [
        ("the coalition", "multinational_force_iraq")
    ]
    assert described("What the coalition said was short.", "en", "2016-03-01") == [
        ("the coalition", "global_coalition")
    ]
    assert described("What the coalition said was short.", "en", "2012-03-01") == []


def test_whoever_follows_somebody_is_not_him() -> None:
    line = read("Muqtada al-Sadr ordered his followers to leave the Green Zone.")
    [one] = [i for i in line["interactions"] if i["type"] == "request"]
    assert [a["actor_id"] for a in one["initiators"]] == ["muqtada_al_sadr"]
    assert [a["actor_id"] for a in one["recipients"]] == ["sadrist_movement"]


def test_whom_a_description_means_is_marked_as_derived() -> None:
    line = read("Washington imposed sanctions on the Guards.")
    [one] = [i for i in line["interactions"] if i["type"] == "sanction"]
    assert [a["actor_id"] for a in one["recipients"]] == ["irgc"]
    assert any("whom it means here" in d.get("note", "") for d in one["derived"] if d["field"].startswith("recipients"))


def test_a_namesake_is_not_forced_onto_the_register() -> None:
    line = read("Police arrested Hassan al-Maliki, the secretary of the union. Qaani met Hadi al-Amiri.")
    actors = [a for i in line["interactions"] for side in ("initiators", "recipients") for a in i[side]]
    assert "nouri_al_maliki" not in {a["actor_id"] for a in actors}


def test_a_given_name_ahead_of_another_surname_is_nobody_of_the_register() -> None:
    line = read("BAGHDAD, 12 June - Masked gunmen killed Salah al-Iraqi, a baker, in the Karrada district on Saturday.")
    actors = [a for i in line["interactions"] for side in ("initiators", "recipients") for a in i[side]]
    assert "barham_salih" not in {a["actor_id"] for a in actors}
    assert {a["name"] for a in actors if a["actor_id"] is None} <= {"Salah al-Iraqi"}


def test_names_are_known_with_an_apostrophe_at_the_end_and_in_every_case() -> None:
    def marked(text: str, language: str) -> list[str]:
        return [m.value for m in Scan(text, pack.load(language), THEATRE).marks("actors", 0, len(text))]

    assert marked("The Kurdistan Workers' Party left.", "en") == ["pkk"]
    assert marked("The Kurdistan Workers’ Party left.", "en") == ["pkk"]
    for name in ("أبو مهدي المهندس", "أبي مهدي المهندس", "أبا مهدي المهندس"):
        assert marked(f"زار الوفد ضريح {name} أمس.", "ar") == ["abu_mahdi_al_muhandis"]


@pytest.mark.parametrize("text", ["Trump's supporters left.", "Kadhimi's men left."])
def test_nobody_s_followers_are_a_state_or_a_government(text: str) -> None:
    assert described(text, "en", "2020-12-20") == []
    line = read("Donald Trump urged his supporters to march.")
    others = [a["actor_id"] for i in line["interactions"] for a in i["recipients"]]
    assert "united_states" not in others
