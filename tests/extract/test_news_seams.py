"""Clauses in which two events begin to be told. All texts are written for the tests."""

from __future__ import annotations

from typing import Any

import pytest
from texts import document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.extract.news.telling import seams
from sijill.extract.scan import Scan
from sijill.lang import pack as languages


def incidents(text: str, language: str) -> list[dict[str, Any]]:
    made = document(text, "2020-12-23", language=language)
    read = pipeline.read(made, RulesExtractor(pipeline.theatre("iraq")))
    line: dict[str, Any] = contract.line(made, read.reports, text_is_input=True)
    return list(line["incidents"])


def told(text: str, language: str) -> list[tuple[str, str, str | None]]:
    return [(i["kind"], i["role"], i["when"] and i["when"]["start"]) for i in incidents(text, language)]


def test_a_clause_is_cut_at_the_last_stop_before_what_begins_next() -> None:
    text = "shells fell, killing two, and on Friday, in Basra, gunmen shot a judge; nobody said more"
    cut = seams(text, [text.index("shells"), text.index("gunmen")])
    assert [text[at:][:6] for at in cut] == ["gunmen"]


def test_what_no_stop_parts_stays_one() -> None:
    text = "gunmen took him and shot him"
    assert seams(text, [0, text.index("shot")]) == []
    assert seams(text, [0]) == []


@pytest.mark.parametrize(
    ("language", "text", "first", "second"),
    [
        (
            "en",
            "Police in Diwaniya said that protesters had burned the council building on Sunday, four days after gunmen"
            " had taken two engineers from a site near Basra. The engineers have not been heard of since. The council"
            " will meet in a school.",
            ("violent_demonstration", "news", "2020-12-20"),
            ("abduction_forced_disappearance", "background", "2020-12-16"),
        ),
        (
            "ar",
            "أعلنت قيادة العمليات أن قوة من الجيش استعادت قرية التينة يوم الثلاثاء، بعد يومين من مقتل أربعة مدنيين"
            " بسقوط قذائف هاون على سوق في بيجي. ولم يصدر تعليق آخر. وقال مختار القرية إن الأهالي عادوا.",
            ("government_regains_territory", "news", "2020-12-22"),
            ("shelling_artillery_missile_attack", "background", "2020-12-20"),
        ),
    ],
)
def test_two_events_of_one_clause_are_told_apart(language: str, text: str, first: Any, second: Any) -> None:
    assert told(text, language) == [first, second]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The army retook the mill on Tuesday, two days after shells fell on it.", [-2]),
        ("A bomb went off on Sunday. In Mosul, two days after the attack, police arrested four.", []),
        ("A bomb went off on Sunday. Two days later police arrested four.", [2]),
    ],
)
def test_days_after_something_count_backwards_only_from_a_day_of_the_sentence(text: str, days: list[int]) -> None:
    scan = Scan(text, languages.load("en"), pipeline.theatre("iraq"), running=True)
    assert [d.from_last for d in scan.dates_in(0, len(text)) if d.from_last is not None] == days


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "A fortnight ago eleven people were killed in an attack at Radwaniya near Baghdad.", "2020-12-09"),
        (
            "en",
            "The factions will hold their fire, a spokesman said on Sunday. Hours before he spoke a roadside bomb went"
            " off beside a supply convoy near Samawah.",
            "2020-12-20",
        ),
        (
            "ar",
            "قال متحدث باسم الفصائل الأحد إنها ستوقف هجماتها. وقبل ساعات من تصريحه انفجرت عبوة ناسفة على رتل إمداد"
            " قرب السماوة.",
            "2020-12-20",
        ),
    ],
)
def test_a_day_told_by_its_distance_from_today_or_from_what_was_said(language: str, text: str, day: str) -> None:
    (found,) = incidents(text, language)
    assert found["when"] == {"start": day, "end": day, "precision": "day"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The president said he would hold the group responsible if any American was killed in Iraq."),
        ("en", "The minister warned that the army would strike back should a single soldier be wounded."),
        ("ar", "حذر الرئيس من الرد إذا قتل أي أميركي في العراق."),
        ("ar", "قال المتحدث إن القوات سترد في حال تعرض أي جندي لهجوم."),
    ],
)
def test_harm_that_may_come_is_no_event(language: str, text: str) -> None:
    assert incidents(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("en", "It is not clear if the driver was killed when a bomb hit his truck near Balad on Monday.", None),
        ("en", "Two policemen were shot dead in Kirkuk on Monday; police will answer if any more are killed.", 2),
        ("ar", "قتل جنديان بانفجار عبوة في كركوك الاثنين، وتوعد القائد بالرد إذا قتل أي جندي آخر.", 2),
    ],
)
def test_what_did_happen_beside_it_is_one(language: str, text: str, killed: int | None) -> None:
    (found,) = incidents(text, language)
    assert (found["killed"] or {}).get("best") == killed
