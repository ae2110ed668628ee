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


def told(text: str, language: str) -> list[tuple[str, str, str | None]]:
    extractor = RulesExtractor(pipeline.theatre("iraq"))
    read = pipeline.read(document(text, "2020-12-23", language=language), extractor)
    line: dict[str, Any] = contract.line(
        document(text, "2020-12-23", language=language), read.reports, text_is_input=True
    )
    return [(i["kind"], i["role"], i["when"] and i["when"]["start"]) for i in line["incidents"]]


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
