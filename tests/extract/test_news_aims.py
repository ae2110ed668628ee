"""What an event was aimed at: chosen among what its clauses name, main one first, and nothing named twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from texts import IRAQ, document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.extract.news import chooser
from sijill.lang import pack as languages


def told(text: str, language: str = "en") -> dict[str, Any]:
    read = pipeline.read(document(text, language=language), RulesExtractor(IRAQ))
    (one,) = contract.line(read.document, read.reports, checks=read.checks, text_is_input=True)["incidents"]
    return one


def targets(text: str, language: str = "en") -> list[str]:
    return [one["type"] for one in told(text, language)["targets"] or []]


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("A bomb went off beside a snooker hall in Quetta on Tuesday, killing four players.", "business"),
        ("Gunmen shot dead a barber outside his shop in Basra on Monday.", "civilians"),
        ("Two mortar rounds fell on a row of cottages in Kherson overnight. No one was hurt.", "neighbourhood"),
        ("Rockets landed inside the perimeter of a radar station near Kirkuk on Sunday.", "military_base"),
        ("Saboteurs blew up two pylons south of Baghdad on Friday night.", "infrastructure"),
        ("A landmine killed two vaccinators on a track near Herat on Thursday.", "aid_worker"),
        ("A car bomb exploded at the gate of the Iranian consulate in Erbil on Monday.", "embassy_or_diplomatic"),
        ("Gunmen opened fire on a police post near Baquba on Sunday, wounding two constables.", "police_or_army"),
    ],
)
def test_the_main_target_is_among_those_chosen(text: str, main: str) -> None:
    assert main in targets(text)


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("انفجرت عبوة ناسفة أمام محل لبيع الخمور في بغداد مساء أمس وأصيب صاحبه.", "business"),
        ("قتل مسلحون مجهولون حلاقا قرب منزله في البصرة أمس الاثنين.", "civilians"),
        ("سقطت ثلاث قذائف هاون على معسكر للجيش في كركوك فجر اليوم.", "military_base"),
        ("فجر مجهولون برجين لنقل الطاقة جنوبي بغداد ليل الجمعة.", "infrastructure"),
        ("هاجم مسلحون سيطرة للشرطة في ديالى وقتلوا شرطيين.", "police_or_army"),
        ("أحرق مجهولون كنيسة في المنيا ليل أمس.", "religious_site"),
    ],
)
def test_the_main_target_is_chosen_in_arabic(text: str, main: str) -> None:
    assert main in targets(text, "ar")


def test_neither_the_doer_nor_who_tells_of_it_is_a_target() -> None:
    chosen = targets("Kirkuk police said Islamic State militants attacked a liquor shop on Monday.")
    assert chosen[0] == "business"
    assert "police_or_army" not in chosen
    assert "militia" not in chosen


def test_a_thing_named_once_is_one_target_and_two_are_the_most() -> None:
    one = told("Gunmen attacked an army post near Tikrit on Sunday, killing a soldier and burning two houses.")
    words = [target["text"] for target in one["targets"]]
    assert len(words) == len(set(words)) <= 2


def test_a_guess_is_marked_as_derived() -> None:
    one = told("A shell hit the yard of a school, a mosque and a clinic in Kirkuk on Monday.")
    assert [row["from"] for row in one["derived"] if row["field"].startswith("targets")]


def test_shares_add_up_to_one_and_what_was_not_learned_says_nothing() -> None:
    likely = chooser.shares({"a": 1000, "b": -500}, [("a", "never seen"), ("b",), ()])
    assert sum(likely) == pytest.approx(1.0)
    assert likely[0] > likely[2] > likely[1]
    assert chooser.shares({}, [("x",), ("y",)]) == pytest.approx([0.5, 0.5])


def test_a_choice_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    chooser.put(tmp_path / chooser.FILE, "targets", {"f:aimed": 0.4321, "w:و": -1.0, "nothing": 0.0001})
    assert chooser.load(tmp_path) == {"targets": {"f:aimed": 432, "w:و": -1000}}
    assert chooser.load(tmp_path / "none") is None


@pytest.mark.parametrize("code", ["en", "ar"])
def test_a_word_may_stand_for_several_types(code: str) -> None:
    lists = languages.load(code).lists
    phrases = [phrase for values in lists["also"].values() for phrase in values]
    assert len(phrases) == len(set(phrases))
    assert any("|" in value for value in lists["also"])
