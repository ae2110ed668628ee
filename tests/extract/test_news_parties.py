"""Who is named as a party to an event: clans two by two, units of what the register knows, and no desk."""

from __future__ import annotations

import pytest
from texts import document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor


def doers(text: str, language: str, theatre: str) -> set[str]:
    told = pipeline.read(document(text, "2021-05-11", language=language), RulesExtractor(pipeline.theatre(theatre)))
    line = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)
    return {one["name"] for incident in line["incidents"] for one in incident["perpetrators"]}


@pytest.mark.parametrize(
    ("language", "theatre", "text", "names"),
    [
        (
            "en",
            "iraq",
            "Five people were killed on Monday in a gun battle between the Hlaf and Bayt Nasser clans in Al-Qurna.",
            {"Hlaf", "Bayt Nasser"},
        ),
        (
            "ar",
            "iraq",
            "اندلع نزاع مسلح بين عشيرتي البو زيد والسواعد في ميسان فجر اليوم وأسفر عن مقتل شخص وإصابة أربعة.",
            {"البو زيد", "السواعد"},
        ),
        (
            "en",
            "iraq",
            "The 53rd PMF Brigade opened a permanent headquarters at Sinjar, Ninewa, on Monday.",
            {"53rd PMF Brigade"},
        ),
        (
            "ar",
            "world",
            "كييف - أسقطت الدفاعات الجوية الروسية ليلاً طائرة مسيرة أوكرانية فوق بلدة فالويكي في منطقة بيلغورود.",
            {"أوكرانية"},
        ),
    ],
)
def test_who_is_a_party(language: str, theatre: str, text: str, names: set[str]) -> None:
    assert doers(text, language, theatre) == names
