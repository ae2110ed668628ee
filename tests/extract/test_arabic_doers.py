"""Who did it, where and when, and what is no event, in Arabic news. Every text is written for the tests."""

from __future__ import annotations

from typing import Any

import pytest
from texts import IRAQ, document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor

WORLD = pipeline.theatre("world")


def incidents(text: str, theatre: Any = IRAQ) -> list[dict[str, Any]]:
    told = pipeline.read(document(text, language="ar"), RulesExtractor(theatre))
    return contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)["incidents"]


def doers(text: str, theatre: Any = IRAQ) -> list[tuple[str, str]]:
    return [(p["name"], p["basis"]) for i in incidents(text, theatre) for p in i["perpetrators"]]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("ألقت استخبارات الشرطة القبض على ستة مطلوبين في قضاء الرفاعي بذي قار أمس.", ("استخبارات الشرطة", "stated")),
        ("فرقت قوات مكافحة الشغب متظاهرين بالغاز المسيل للدموع في ساحة الخلاني ببغداد.",
         ("قوات مكافحة الشغب", "stated")),
        ("قال «لواء الفجر الجديد» في بيان إن مقاتليه قصفوا قاعدة بلد في صلاح الدين بثلاثة صواريخ أمس.",
         ("لواء الفجر الجديد", "claimed")),
        ("ورجح ضابط في الجيش العراقي أن تكون كتائب الصمود زرعت العبوة التي انفجرت أمس قرب هيت وقتلت جنديا.",
         ("كتائب الصمود", "suspected")),
    ],
)  # fmt: skip
def test_forces_and_quoted_groups_are_doers(text: str, doer: tuple[str, str]) -> None:
    assert doer in doers(text)


def test_a_weapon_is_its_states() -> None:
    text = "قتل راعيان في غارة نفذتها مقاتلات تركية على قرية في جبل متين بمحافظة دهوك مساء الأحد."
    assert ["تركية" in name for name, _ in doers(text)] == [True]


def test_both_sides_of_a_deal_are_named() -> None:
    text = "أبرمت هدنة لمدة أسبوع بين الجيش السوداني وقوات الدعم السريع في مدينة الأبيض يوم الخميس."
    assert {name for name, _ in doers(text, WORLD)} == {"الجيش السوداني", "قوات الدعم السريع"}


def test_men_in_police_dress_are_not_the_police() -> None:
    assert doers("خطف مسلحون ببزات الشرطة طبيبا في بعقوبة قبل ثلاثة أيام.") == []


@pytest.mark.parametrize(
    "text",
    [
        "فاز نادي الزوراء على ضيفه بهدفين، وأمطر مهاجموه شباك الخصم في مباراة قصف فيها القناص مرمى الحارس أمس.",
        "قضت محكمة استئناف البصرة بحبس مدير سابق خمس سنوات بعد هجوم محامي الدفاع على تقرير الخبراء.",
        "أظهرت إحصاءات رسمية أن 140 مدنيا قتلوا في تفجيرات خلال شهر آذار في العراق.",
        "دوى انفجار في حي المنصور ببغداد مساء أمس ناجم عن تسرب غاز، وقتل شخصان من أسرة واحدة.",
    ],
)
def test_games_courts_statistics_and_accidents_are_no_events(text: str) -> None:
    assert incidents(text) == []


def test_what_came_before_is_background() -> None:
    first, before = incidents(
        "انفجرت عبوة ناسفة في دورية للشرطة وسط الفلوجة أمس فقتل شرطي. "
        "وكان مسلحون قد أطلقوا قذيفة على مركز شرطة الكرمة قبل ذلك بيومين، ما أدى إلى إصابة حارس."
    )
    assert (first["role"], before["role"]) == ("news", "background")
    assert before["when"]["start"] < first["when"]["start"]


def test_the_lead_dates_what_follows() -> None:
    found = incidents(
        "كان يوم أمس داميا في العراق. ففي كركوك انفجرت سيارة مفخخة قرب سوق شعبي فقتل أربعة أشخاص. "
        "وفي الرمادي، اغتال مسلحون ضابطا في الشرطة أمام منزله."
    )
    assert len({i["when"]["start"] for i in found}) == 1
    assert [i["place"]["admin1"] for i in found] == ["Kirkuk", "Anbar"]


@pytest.mark.parametrize(
    ("text", "admin1"),
    [
        ("اغتال مجهولون ناشطا في نوى بريف درعا مساء السبت.", "Daraa"),
        ("قصفت مسيرة محطة كهرباء في ولاية شمال كردفان صباح الأحد.", "North Kordofan"),
        ("انفجرت سيارة مفخخة قرب مسجد في العاصمة اليمنية ظهر الجمعة.", "Amanat al-Asimah"),
    ],
)
def test_places_told_by_what_is_around_them(text: str, admin1: str) -> None:
    (found,) = incidents(text, WORLD)
    assert found["place"]["admin1"] == admin1


def test_a_quarter_is_not_the_country_it_is_named_after() -> None:
    (found,) = incidents("ألقى مجهولون رمانة يدوية على منزل مقاول في حي الجزائر وسط البصرة مساء أمس.")
    assert (found["place"]["admin1"], found["place"]["country"]) == ("Basra", "IQ")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("أطلقت القوات الأمنية الرصاص الحي على متظاهرين قرب مبنى المحافظة في الناصرية فقتل ثلاثة.", "protesters"),
        ("قصفت طائرة حربية منزلا في قرية شمال دهوك أمس.", "neighbourhood"),
    ],
)
def test_what_was_aimed_at(text: str, target: str) -> None:
    (found,) = incidents(text)
    assert found["targets"][0]["type"] == target


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        (
            "انفجرت عبوة في سوق تلعفر أمس فقتل أربعة أشخاص. وحمل محافظ نينوى تنظيم داعش المسؤولية عن الهجوم.",
            ("تنظيم داعش", "blamed"),
        ),
        (
            "نسبت السلطات في نيامي الهجوم على القرية الذي قتل فيه عشرة مزارعين إلى جماعة بوكو حرام.",
            ("جماعة بوكو حرام", "blamed"),
        ),
        (
            "قالت حركة الشباب، في تسجيل قصير، إنها هاجمت ثكنة للجيش قرب بيدوا أمس وقتلت ستة جنود.",
            ("حركة الشباب", "claimed"),
        ),
        (
            "سقط صاروخان قرب قاعدة بلد أمس. وبعد ساعات نشرت جماعة «فرسان الليل» بيانا قالت فيه إنها هي من أطلقهما.",
            ("فرسان الليل", "claimed"),
        ),
    ],
)
def test_who_is_blamed_and_who_avows_it(text: str, doer: tuple[str, str]) -> None:
    assert doers(text, WORLD) == [doer]


def test_both_sides_of_an_exchange_of_fire_are_named() -> None:
    text = "تبادلت قوة الردع الخاصة وكتيبة ثوار الجبل إطلاق النار قرب مطار معيتيقة فجر السبت، فقتل اثنان."
    assert [i["kind"] for i in incidents(text, WORLD)] == ["armed_clash"]
    assert {name for name, _ in doers(text, WORLD)} == {"قوة الردع الخاصة", "كتيبة ثوار الجبل"}


@pytest.mark.parametrize(
    "text",
    [
        "لقي سبعة أشخاص مصرعهم وسمع دوي انفجار إثر اصطدام صهريج وقود بحافلة جنوبي الديوانية أمس.",
        "شيع المئات في النجف جثمان لواء متقاعد وافته المنية عن ثمانين عاما، وأطلقت المدفعية تحية له.",
    ],
)
def test_crashes_and_salutes_are_no_attacks(text: str) -> None:
    assert incidents(text) == []


def test_a_base_is_not_the_group_that_is_called_the_base() -> None:
    assert doers("هاجم مسلحون قاعدة في بيراو أمس وقتلوا جنديا.", WORLD) == []
    assert [name for name, _ in doers("هاجم مسلحو القاعدة ثكنة في بيراو أمس وقتلوا جنديا.", WORLD)] == ["القاعدة"]
