"""Events that the encoder is sure of, whatever in their words might make them part of another, or none."""

from __future__ import annotations

import pytest
from texts import incident_kinds


@pytest.mark.parametrize(
    ("language", "text", "second"),
    [
        (
            "en",
            "Two demonstrators died with bullet wounds in Samawah on Monday evening, after riot police fired on a"
            " crowd outside the governor's residence. In Rumaitha, to the north, youths stoned the municipality "
            "and burnt tyres at its gate the same night; the building was empty.",
            "violent_demonstration",
        ),
        (
            "ar",
            "دوّت صفارات الإنذار داخل المنطقة الخضراء وسط بغداد مساء الأحد مع سقوط قذيفتي هاون قرب مبنى البرلمان،"
            " ولم ترد أنباء عن سقوط ضحايا. وقبل ذلك بساعة لقي ستة أشخاص حتفهم حين انفجرت سيارة ملغومة كانت متوقفة"
            " أمام مطعم في الكرادة، على ما ذكرت مصادر في وزارة الداخلية. وقال صاحب متجر مجاور إن قوة الانفجار "
            "قذفته إلى داخل محله.",
            "remote_explosive_landmine_ied",
        ),
    ],
)  # fmt: skip
def test_a_word_that_takes_up_a_thing_hides_no_second_event(language: str, text: str, second: str) -> None:
    assert incident_kinds(text, language)[1:] == [second]


def test_a_base_opened_with_a_ceremony_is_one() -> None:
    text = (
        "افتتح لواء من الحشد، يوم الأحد، مقراً جديداً له داخل مدرسة مهجورة في قضاء سنجار غربي نينوى، ونصب عند"
        " مدخله نقطة حراسة وكاميرات، بحسب عضو في المجلس المحلي. وأبدى المصدر خشيته من توتر في المنطقة."
    )
    assert incident_kinds(text, "ar") == ["headquarters_or_base_established"]


def test_an_aircraft_that_crashes_is_still_no_event() -> None:
    text = (
        "A Su-25 attack jet of the air force slid off a wet runway on landing near Balad on Monday after a "
        "training flight, and its nose gear broke. The pilot climbed out unaided. The ministry opened an "
        "inquiry into the accident."
    )
    assert incident_kinds(text) == []
