"""What the learned choice reads beyond the rules, in both languages, and what it must leave alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.lang import signs
from sijill.lang.ar.forms import forms as arabic
from sijill.lang.en.forms import forms as english
from sijill.model.text import Document

EXTRACTOR = RulesExtractor(pipeline.theatre("iraq"))
Record = dict[str, Any]


def read(text: str, language: str = "en", published: datetime = datetime(2023, 3, 14, 12, tzinfo=UTC)) -> Record:
    document = Document(text, language, published)
    return contract.line(document, pipeline.read(document, EXTRACTOR).reports, text_is_input=True)


def told(line: Record) -> list[tuple[str, list[str | None], list[str | None]]]:
    return [
        (one["type"], [a["actor_id"] for a in one["initiators"]], [a["actor_id"] for a in one["recipients"]])
        for one in line["interactions"]
    ]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Sudani received Hadi al-Amiri on Monday.", ("consult", ["mohammed_shia_al_sudani"], ["hadi_al_amiri"])),
        ("ar", "استقبل السوداني هادي العامري أمس.", ("consult", ["mohammed_shia_al_sudani"], ["hadi_al_amiri"])),
        ("en", "Qais al-Khazali was condemned by Ammar al-Hakim on Friday.",
         ("reject", ["ammar_al_hakim"], ["qais_al_khazali"])),
        ("ar", "قيس الخزعلي ندد بالولايات المتحدة في النجف.", ("reject", ["qais_al_khazali"], ["united_states"])),
        ("en", "The Badr Organization, it said, praised the Iraqi army.", ("support", ["badr"], ["iraqi_army"])),
    ],
)  # fmt: skip
def test_who_did_what_to_whom_in_either_order(language: str, text: str, wanted: object) -> None:
    assert wanted in told(read(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Kataib Hezbollah did not attack the Iraqi army."),
        ("en", "If Iran attacked Turkey, Ankara would answer."),
        ("en", "A bomb killed two men near the house of Hadi al-Amiri."),
        ("ar", "لم تهاجم كتائب حزب الله الجيش العراقي."),
        ("ar", "قُتل رجلان بانفجار عبوة قرب منزل هادي العامري."), ("ar", "هل يزور مقتدى الصدر إيران؟"),
    ],
)  # fmt: skip
def test_what_is_denied_asked_or_told_of_nobody_is_no_interaction(language: str, text: str) -> None:
    assert read(text, language)["interactions"] == []


def test_a_namesake_is_not_taken_for_the_one_of_the_register() -> None:
    line = read("Jabbar al-Sudani accused Hadi al-Amiri of fraud.")
    ids = {a["actor_id"] for one in line["interactions"] for a in one["initiators"]}
    assert "mohammed_shia_al_sudani" not in ids


def test_the_ministry_is_the_one_named_before_and_else_the_theatres_own() -> None:
    line = read("The defence ministry praised Turkey.")
    assert told(line) == [("support", ["iraqi_defence_ministry"], ["turkey"])]


@pytest.mark.parametrize(
    ("language", "text", "hedged"),
    [
        ("en", "Iran allegedly armed Kataib Hezbollah.", True),
        ("en", "Hadi al-Amiri met Ammar al-Hakim, and Iran is said to have armed Badr.", False),
        ("en", "Hadi al-Amiri met Ammar al-Hakim, said an officer who asked not to be named.", True),
        ("ar", "التقى هادي العامري عمار الحكيم، بحسب مصدر طلب عدم ذكر اسمه.", True),
        ("ar", "التقى هادي العامري عمار الحكيم، وقيل إن إيران سلحت منظمة بدر.", False),
    ],
)
def test_a_hedge_holds_for_its_clause_and_a_nameless_source_for_the_sentence(
    language: str, text: str, hedged: bool
) -> None:
    line = read(text, language)
    first = next(one for one in line["interactions"] if one["type"] in {"consult", "aid"})
    assert first["hedged"] is hedged


def test_every_form_of_a_verb_is_known() -> None:
    assert {"met", "meets", "meeting", "meet"} == {form for form, _ in english("meet")}
    assert {"carries out", "carried out"} <= {form for form, _ in english("carry out")}
    told_forms = {form for form, _ in arabic("التقي/يلتقي/لقاء")}
    assert {"التقي", "التقت", "التقوا", "يلتقي", "تلتقي", "يلتقون", "لقاء"} <= told_forms


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_sign_is_of_the_closed_lists_and_a_pack_without_signs_has_none(language: str) -> None:
    loaded = signs.load(language)
    assert loaded is not None and all(sign.type for listed in loaded.by_word.values() for sign in listed)
    assert signs.load("xx") is None


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Akram al-Kaabi, who leads Harakat al-Nujaba, condemned Turkey on Friday.",
         ("reject", ["akram_al_kaabi"], ["turkey"])),
        ("ar", "أدان أكرم الكعبي، الذي يقود حركة النجباء، تركيا أمس.", ("reject", ["akram_al_kaabi"], ["turkey"])),
    ],
)  # fmt: skip
def test_who_stands_in_an_aside_has_no_part_in_the_clause_around_it(language: str, text: str, wanted: object) -> None:
    assert told(read(text, language)) == [wanted]


def test_who_acts_is_not_also_whom_it_is_done_to() -> None:
    for language, text in (
        ("en", "The Badr Organization demanded that Mohammed Shia al-Sudani sack Fuad Hussein."),
        ("ar", "طالبت منظمة بدر رئيس الوزراء محمد شياع السوداني بإقالة فؤاد حسين."),
    ):
        for _, acting, others in told(read(text, language)):
            assert not set(acting) & set(others)


def test_a_pronoun_behind_that_is_a_subject_and_takes_up_who_spoke() -> None:
    line = read("Badr spoke of the interior ministry. The Dawa Party wrote that it condemned Turkey.")
    assert ("reject", ["dawa"], ["turkey"]) in told(line)


def test_a_title_taken_up_means_whose_name_stood_behind_it() -> None:
    line = read("Ambassador Alina Romanowski met Fuad Hussein in Baghdad. The ambassador condemned Kataib Hezbollah.")
    assert ("reject", ["alina_romanowski"], ["kataib_hezbollah"]) in told(line)
