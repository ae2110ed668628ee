"""Turns of phrase in news: tolls told by twice another, by two sources, by pronoun; doers named for other deeds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document


def incidents(text: str, language: str, theatre: str = "iraq") -> list[dict[str, Any]]:
    ground = pipeline.theatre(theatre)
    document = Document(text, language, datetime(2014, 7, 20, 12, tzinfo=ground.timezone))
    reading = pipeline.read(document, RulesExtractor(ground))
    found: list[dict[str, Any]] = contract.line(document, reading.reports, text_is_input=True)["incidents"]
    return found


def bounds(toll: dict[str, Any] | None) -> tuple[int | None, ...] | None:
    return (toll["low"], toll["best"], toll["high"]) if toll else None


def exactly(n: int) -> tuple[int, int, int]:
    return n, n, n


@pytest.mark.parametrize(
    ("language", "text", "killed", "wounded"),
    [
        ("en", "A bomb at a shrine in Baquba on Friday killed two pilgrims and wounded twice as many, police said.",
         exactly(2), exactly(4)),
        ("en", "Two suicide bombers killed themselves and three members of a task force in Mosul on Sunday night.",
         exactly(5), None),
        ("en", "Jets struck a bakery in Mosul on Friday. A monitoring group gave a toll of 13 dead, while a local"
         " organisation said 17 had been killed.", (13, None, 17), None),
        ("en", "A candidate escaped unhurt when gunmen raked his car with bullets in Mosul on Thursday, his party said."
         " A bodyguard was killed.", exactly(1), None),
        ("ar", "انفجرت عبوة على رتل في منطقة المحمودية أمس، واقتصرت الخسائر على احتراق عجلة.", exactly(0), exactly(0)),
        ("ar", "وجهت طائرة صاروخا إلى سيارة قرب الرطبة أمس، ما أسفر عن مقتل ركابها الثلاثة.", exactly(3), None),
        ("ar", "سقط برميل متفجر على فرن في الفلوجة أمس فحصد تسعة عشر قتيلاً وضعفهم من الجرحى.",
         exactly(19), exactly(38)),
        ("ar", "استعادت القوات بلدة الصقلاوية بعد معارك عنيفة أمس، وقُتل فيها ٢٤ من عناصر داعش وثلاثة جنود.",
         exactly(27), None),
        ("ar", "انفجرت عبوة في الموصل أمس ولم تسبب إلا أضراراً مادية.", exactly(0), exactly(0)),
        ("ar", "أطلق مسلحان النار أمس على عضو مجلس المحافظة في النجف من دون أن يصيباه.", exactly(0), exactly(0)),
        ("ar", "سقطت قذائف هاون على حي العامل في بغداد أمس، وأحصت مصادر طبية ستة قتلى و15 جريحاً، بينما تحدثت وزارة"
         " الداخلية عن أربعة قتلى فقط و15 جريحاً.", (4, None, 6), exactly(15)),
        ("en", "A strike on a farm near Mosul on Friday killed a cow and three goats, police said.", None, None),
        ("en", "A shell hit a stable near Mosul on Friday, killing a horse and its owner.", exactly(1), None),
        ("en", "A bomb hit a minibus near Mosul on Friday, killing a car dealer.", exactly(1), None),
        ("en", "Nine militants and one Peshmerga were killed near Mosul on Friday, he said, and four of his men were"
         " wounded.", exactly(10), exactly(4)),
        ("en", "A bomb in Mosul on Friday left dozens of wounded soldiers in the street.", None, (24, None, None)),
        ("en", "Gunmen fired on the funeral of killed soldiers in Mosul on Friday, wounding three.", None, exactly(3)),
        ("en", "Hundreds of relatives of killed protesters were shot at in Mosul on Friday.", None, None),
        ("ar", "ألقى مجهولون قنبلة قرب محطة في بعقوبة أمس. وأحصى المستشفى قتيلاً في العقد الثالث وخمسة جرحى.",
         exactly(1), exactly(5)),
    ],
)  # fmt: skip
def test_tolls(
    language: str, text: str, killed: tuple[int | None, ...], wounded: tuple[int | None, ...] | None
) -> None:
    one = incidents(text, language)[0]
    assert (bounds(one["killed"]), bounds(one["wounded"])) == (killed, wounded)


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("en", "Two soldiers were killed when a shell hit a village near Mosul on Friday. Residents were not hurt.", 2),
        ("ar", "أطلق مسلحان النار أمس على عضو المجلس في النجف من دون أن يصيباه، وقُتل حارسه.", 1),
        ("ar", "أعلن قائد العمليات في ديالى تطهير قريتين أمس ومقتل ستة من داعش، وقال إن القوات لم تتكبد أي خسائر.", 6),
    ],
)
def test_who_was_spared_says_nothing_of_the_others(language: str, text: str, killed: int) -> None:
    one = incidents(text, language)[0]
    assert (bounds(one["killed"]), one["wounded"]) == (exactly(killed), None)


def test_a_state_of_america_is_no_word_for_none() -> None:
    text = "FORT BRAGG, N.C. - A rocket hit a base near Mosul on Friday, officials said."
    assert [(one["killed"], one["wounded"]) for one in incidents(text, "en")] == [(None, None)]


def test_losses_that_nobody_admits_are_unknown() -> None:
    told = incidents("شنت الطائرات غارات على مواقع في بيجي أمس. ولم تعترف الجماعة بخسائر بشرية.", "ar")
    assert [(one["killed"], one["wounded"]) for one in told] == [(None, None)] * len(told) and told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Eight people died on Sunday when a suicide bomber drove a truck into the yard of a police station in "
         "Shirqat, a doctor said. Officials blame al-Qaeda for most of the car bombs that have hit the country."),
        ("ar", "اغتال مسلحون على دراجة نارية ضابطا لدى خروجه من منزله في الموصل أمس. وتنسب السلطات معظم هذه الاغتيالات "
         "إلى تنظيم القاعدة."),
    ],
)  # fmt: skip
def test_nobody_did_it_for_what_he_does_otherwise(language: str, text: str) -> None:
    assert [one["perpetrators"] for one in incidents(text, language)] == [[]]


def test_a_village_that_no_gazetteer_has_is_not_one_far_away() -> None:
    text = "تعرضت أطراف رميش ويارون أمس لقذائف مدفعية أشعلت حرائق في الأحراج، ثم أغارت مسيّرة على دراجة نارية."
    assert all((one["place"] or {}).get("country") in {None, "LB"} for one in incidents(text, "ar", "world"))


def test_rooting_out_the_last_of_a_group_is_no_death() -> None:
    text = "استعادت قوات الجيش أمس السيطرة على بلدة الشرقاط بعد القضاء على آخر تجمعات تنظيم داعش فيها."
    assert [one["killed"] for one in incidents(text, "ar")] == [None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("عثر عمال أمس على لغم مزروع تحت سكة الحديد قرب سامراء، وفككته وحدات الهندسة.", "disrupted_weapons_use"),
        ("قصف تنظيم داعش أمس مواقع في محور شرقي الموصل بقذائف هاون محملة بمادة الكلور.", "chemical_weapon"),
        ("ضبطت الجهات المختصة أمس قرب تلعفر سيارة محملة بأسلحة وذخائر مهربة.", "disrupted_weapons_use"),
        (
            "أقدم عشرات من أهالي قرية شرق تكريت أمس على ضرب شاب بالعصي والحجارة حتى الموت بعد اتهامه بسرقة.",
            "mob_violence",
        ),
    ],
)
def test_kinds_of_arabic_news(text: str, kind: str) -> None:
    assert [one["kind"] for one in incidents(text, "ar")] == [kind]


def test_vaccinators_are_attacked_too() -> None:
    text = "قُتل شرطيان كانا يحرسان فريقاً للتلقيح ضد شلل الأطفال عندما أطلق رجلان النار عليهما أمس في الموصل."
    assert [bounds(one["killed"]) for one in incidents(text, "ar")] == [exactly(2)]


def test_a_boiler_that_bursts_is_no_attack() -> None:
    text = "انفجر قازان للمياه الساخنة في أحد أفران بعقوبة أمس، فجُرح عاملان."
    assert incidents(text, "ar") == []


def test_who_fires_tear_gas_is_not_the_gas() -> None:
    text = "أطلقت قوات مكافحة الشغب الغاز المسيل للدموع لتفريق معتصمين في البصرة مساء أمس."
    assert [p["name"] for p in incidents(text, "ar")[0]["perpetrators"]] == ["قوات مكافحة الشغب"]


def test_a_paper_named_after_a_town_places_nothing() -> None:
    text = (
        "The Turkish army has built an outpost on a ridge in the Amadiya district, residents told Pirde Post on Friday."
    )
    assert [one["place"]["admin1"] for one in incidents(text, "en")] == ["Dohuk"]


def test_a_town_whose_people_are_told_something_is_where_it_was() -> None:
    text = "Gunmen told Mosul residents on Friday to leave and shot dead three men."
    assert [(one["place"] or {}).get("admin1") for one in incidents(text, "en")] == ["Ninewa"]


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("أغارت مسيّرة أمس على سيارة في بلدة عيتا الشعب جنوب لبنان فقتل سائقها.", "Nabatieh"),
        ("رمى مجهول قنبلة يدوية أمس في مخيم عين الحلوة فأصيب شخصان.", "South Lebanon"),
    ],
)
def test_places_of_lebanon(text: str, admin1: str) -> None:
    assert [one["place"]["admin1"] for one in incidents(text, "ar", "world")] == [admin1]
