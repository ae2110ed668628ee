"""Sums that Arabic posts state in prose, and what each is about. Every text is written for the tests."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from texts import IRAQ

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

LIST = (
    "# هجمات الفصل\n\n"
    "- 3 شباط 2014: الرمادي، عبوة ناسفة على دورية شرطة، قتيلان وثلاثة جرحى\n"
    "- 9 شباط 2014: الموصل، سيارة مفخخة قرب سوق، أربعة قتلى و7 جرحى\n"
    "- 4 آذار 2014: كركوك، مسلحون يقتلون ضابط شرطة\n"
    "- 19 آذار 2014: بعقوبة، قذائف هاون على حي سكني، جريحان\n"
    "- 2 نيسان 2014: الفلوجة، انتحاري بحزام ناسف في مقهى، خمسة قتلى و12 جريحا\n\n"
)


def totals(prose: str) -> list[dict[str, Any]]:
    day = datetime.combine(date(2014, 6, 1), time(12), IRAQ.timezone)
    document = Document(LIST + prose + " هذا ما كتبته في دفتري عن أيام الفصل كلها دون زيادة ولا نقصان.\n", "ar", day)
    told = pipeline.read(document, RulesExtractor(IRAQ))
    return contract.line(document, told.reports, checks=told.checks, text_is_input=True)["totals"]


def told(prose: str) -> list[tuple[int, str]]:
    return [(t["n"], t["of"]) for t in totals(prose)]


def places(prose: str) -> list[Any]:
    return [t["readings"][0].get("places") or t["readings"][0].get("place") for t in totals(prose)]


def test_names_that_an_and_written_to_them_joins_are_taken_together() -> None:
    assert places("نينوى والأنبار معا هجومان اثنان: ثلاثة هجمات.")[:1] == [["Ninewa", "Anbar"]]
    assert told("لشباط وآذار هجومان لكل منهما: 2 لكل منهما.")[0] == (2, "incidents")


def test_an_and_written_to_a_name_parts_two_counts() -> None:
    found = totals("نينوى لها ثلاثة هجمات والأنبار أربعة.")
    assert [(t["n"], t["scope"]["place"]) for t in found] == [(3, "Ninewa"), (4, "Anbar")]


def test_the_dead_of_a_place_are_counted_behind_its_name() -> None:
    found = totals("قتلى الأنبار سبعة وجرحى نينوى ثمانية.")
    assert [(t["n"], t["of"], t["scope"]["place"]) for t in found] == [
        (7, "killed", "Anbar"),
        (8, "wounded", "Ninewa"),
    ]


@pytest.mark.parametrize("whole", ["الأحد عشر", "الأربعة عشر", "العشرة"])
def test_a_number_with_an_article_is_what_others_are_counted_out_of(whole: str) -> None:
    assert told(f"ثلاثة من {whole} في نينوى.")[0] == (3, "incidents")
    assert places(f"ثلاثة من {whole} في نينوى.")[0] == "Ninewa"


def test_both_words_of_a_number_may_have_an_article() -> None:
    assert told("القتلى الستة والثلاثون: عشرون في شباط و16 في آذار.") == [
        (36, "killed"),
        (20, "killed"),
        (16, "killed"),
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "جمعت فيها 12 صفحة.",
        "قتلى الموصل ثلاثة أضعاف قتلى كركوك.",
        "كتبت في العدد 38 من النشرة عن الطرق.",
        "وصلتنا 240 رسالة من القراء.",
    ],
)
def test_pages_letters_and_multiples_are_no_attacks(prose: str) -> None:
    assert told(prose) == []


def test_those_in_one_attack_are_counted_as_the_dead_they_are_of() -> None:
    found = totals("في نيسان سبعة من القتلى، خمسة منهم في حادثة واحدة.")
    assert [(t["n"], t["of"]) for t in found] == [(7, "killed"), (5, "killed")]
    assert found[1]["readings"][0]["single"] is True


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("الانتحاريان قتلا أحد عشر وجرحا عشرين.", [(11, "killed"), (20, "wounded")]),
        ("السيارات المركونة خسرنا فيها تسعة.", [(9, "killed")]),
        ("الشرطة خسرت ستة في نيسان.", [(6, "killed")]),
    ],
)
def test_verbs_of_two_and_of_loss_tell_tolls(prose: str, expected: list[tuple[int, str]]) -> None:
    assert told(prose) == expected


def test_car_bombs_take_in_those_of_suicide_bombers() -> None:
    (words,) = totals("السيارات المفخخة ثلاث لا غير.")[0]["readings"][0]["weapons"]
    assert words == ["vehicle_bomb", "السيارات المفخخة", True]


@pytest.mark.parametrize(
    ("prose", "n", "hurting"),
    [
        ("أربعة من الهجمات لم تقتل أحدا.", 4, "no_killed"),
        ("ثلاثة هجمات مرت بلا قتلى ولا جرحى.", 3, "no_casualties"),
        ("وفي الموصل ثلاثة اعتداءات بلا ضحايا.", 3, "no_casualties"),
    ],
)
def test_attacks_that_hurt_nobody_are_counted_as_those(prose: str, n: int, hurting: str) -> None:
    (found,) = totals(prose)
    assert (found["n"], found["of"], found["readings"][0]["hurting"]) == (n, "incidents", hurting)


@pytest.mark.parametrize(
    ("prose", "n", "narrowed"),
    [
        ("أما الألغام فخمس مرات.", 5, ["landmine", "الألغام", False]),
        ("وظهرت القنابل اليدوية مرتين.", 2, ["grenade", "القنابل اليدوية", False]),
    ],
)
def test_how_often_a_weapon_struck_counts_attacks(prose: str, n: int, narrowed: list[Any]) -> None:
    (found,) = totals(prose)
    assert (found["n"], found["of"], found["readings"][0]["weapons"]) == (n, "incidents", [narrowed])


def test_the_police_hit_three_times_are_no_people_counted() -> None:
    (found,) = totals("الشرطة استُهدفت ثلاث مرات.")
    assert (found["n"], found["of"]) == (3, "incidents")
    assert found["doubts"] is None


def test_a_toll_is_of_the_words_from_its_comma_on() -> None:
    found = totals("خسرنا في شباط سبعة، أما الأنبار فمجموع قتلاها أربعة.")
    assert [(t["n"], t["scope"]["place"]) for t in found] == [(7, None), (4, "Anbar")]


@pytest.mark.parametrize(
    ("prose", "sums"),
    [
        ("تراجعت الهجمات ثلاثة وتراجع القتلى 17.", 0),
        ("جاء الربيع أقل بأربعة هجمات وخمسة قتلى.", 0),
        ("في الأشهر الثلاثة التي قبلها سجلت 9 هجمات و15 قتيلا: الفارق 6 هجمات و12 قتيلا.", 0),
        ("تراجعت الهجمات إلى خمسة هجمات.", 1),
    ],
)
def test_a_difference_and_an_earlier_period_are_held_to_no_list(prose: str, sums: int) -> None:
    said = [t for t in totals(prose) if not {"difference", "earlier"} & {*(t.get("doubts") or ())}]
    assert len(said) == sums


def test_august_goes_on_a_row_of_months() -> None:
    told = totals("حزيران ثمانية هجمات، تموز ستة هجمات، آب أربعة هجمات.")
    assert [(t["n"], t["scope"]["when"]["start"][5:7]) for t in told] == [(8, "06"), (6, "07"), (4, "08")]


def test_parts_of_a_whole_that_a_verb_follows() -> None:
    day = datetime.combine(date(2014, 6, 1), time(12), IRAQ.timezone)
    text = LIST + "من الجرحى الـ24 نُقل 11 إلى المستشفى الكبير و9 إلى الصغير و6 إلى بيوتهم، هكذا أخبرني ممرض هناك.\n"
    read = pipeline.read(Document(text, "ar", day), RulesExtractor(IRAQ))
    assert [(c.stated, c.found) for c in read.checks if c.rule == "sum_of_parts"] == [(24, 26)]
