"""What an attack was done with where no listed word says so: what its kind implies, and turns with words between."""

from __future__ import annotations

from typing import Any

import pytest
from texts import IRAQ, document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor


def one(text: str, language: str = "en") -> dict[str, Any]:
    told = pipeline.read(document(text, "2021-05-11", language=language), RulesExtractor(IRAQ))
    (incident,) = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)["incidents"]
    return dict(incident)


@pytest.mark.parametrize(
    ("language", "text", "weapon"),
    [
        ("en", "A man pulled the cord of his vest in a Mosul mosque on Friday. Fourteen people died.", "suicide_bomb"),
        ("en", "A parked sedan blew up outside a cafe in east Mosul on Monday, killing four.", "vehicle_bomb"),
        ("en", "A booby-trapped Daewoo went up by a tent in Baghdad on Monday. Three cooks died.", "vehicle_bomb"),
        ("en", "A van crammed with gas cylinders exploded in Baghdad on Monday, killing two.", "vehicle_bomb"),
        ("en", "Farmers in Mutaibija woke on Monday to find three tractors ablaze.", "arson"),
        ("ar", "فجّر عنصر من التنظيم سترته عند مدخل مطار بغداد يوم الجمعة، وقُتل عشرة أشخاص.", "suicide_bomb"),
        ("ar", "انفجرت امرأة كانت تخفي العبوة تحت عباءتها في سوق بعقوبة يوم الجمعة فقتلت ستة.", "suicide_bomb"),
        ("ar", "فتحت قوات الأمن النار على محتجين في الديوانية مساء الاثنين فسقط متظاهران.", "small_arms"),
        ("ar", "أضرم محتجون، ليلة أمس، النار في مقر لحزب الدعوة وسط الشطرة بعد أن اقتحموه.", "arson"),
    ],
)  # fmt: skip
def test_what_it_was_done_with(language: str, text: str, weapon: str) -> None:
    assert one(text, language)["weapons"][0]["type"] == weapon


def test_armed_men_who_empty_houses_fired_at_nobody() -> None:
    text = "Men with rifles emptied two shops in Dora on Sunday and drove off with the goods. Nobody was hurt."
    assert not one(text)["weapons"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Warplanes launched five raids on a poultry farm near Hawija on Monday, wounding three workers."),
        ("ar", "شن طيران التحالف أربع غارات على مزرعة قرب الحويجة فجر أمس."),
    ],
)
def test_raids_on_one_thing_are_one(language: str, text: str) -> None:
    assert one(text, language)["count"]["best"] == 1


def test_the_weekend_of_arabic_news_is_friday_and_saturday() -> None:
    told = one("انفجرت عبوة برتل للشرطة في الموصل خلال عطلة نهاية الأسبوع فأصيب أربعة.", "ar")["when"]
    # Published on a Tuesday.
    assert (told["start"], told["end"]) == ("2021-05-07", "2021-05-08")
