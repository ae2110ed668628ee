"""What texts say beside their fields: things and names that two languages share, hours, further events."""

from __future__ import annotations

import pytest

from sijill.lang import offices
from sijill.lang.wording import named, things_of, wording


def shared(one: tuple[int, ...], other: tuple[int, ...]) -> set[int]:
    return set(one) & set(other)


def test_things_are_the_same_in_two_languages() -> None:
    english = wording("The bomb was on a bicycle beside a juice stall in the vegetable market.", "en")
    arabic = wording("كانت القنبلة على دراجة هوائية قرب محل عصير في سوق الخضار.", "ar")
    assert english and arabic
    assert {"bicycle", "juice", "market", "vegetable"} <= set(things_of(shared(english.things, arabic.things)))


def test_a_name_in_two_scripts_is_one_and_an_ordinary_word_is_none() -> None:
    english = wording("Police said that Sherzad Karim was shot at his gate.", "en")
    arabic = wording("قالت الشرطة إن شيرزاد كريم قتل أمام باب داره.", "ar")
    assert english and arabic
    assert shared(english.names, arabic.names) >= set(named(["Sherzad"]))
    assert not shared(english.names, named(["Police"]))


@pytest.mark.parametrize(
    ("text", "language", "hours"),
    [
        ("It blew up at 8.30 a.m. near the gate.", "en", {8}),
        ("Gunmen came at seven in the evening.", "en", {19}),
        ("Convoy hit, Hwy 1, 2240L.", "en", {22}),
        ("09:20 - Blast heard in the east of the city.", "en", {6, 7, 8, 9}),
        ("انفجرت العبوة قرابة الثالثة فجرا.", "ar", {3}),
        ("عند السابعة مساء سمع دوي انفجار.", "ar", {19}),
        ("A bomb went off near the market.", "en", set()),
    ],
)
def test_hours_are_read_as_hours_of_the_day(text: str, language: str, hours: set[int]) -> None:
    told = wording(text, language)
    assert told is not None
    assert {hour for hour in range(24) if told.hours >> hour & 1} == hours


def test_a_year_is_no_hour() -> None:
    told = wording("The town was taken in 2014 and 1991.", "en")
    assert told is not None and told.hours == 0


@pytest.mark.parametrize(
    ("text", "language", "further"),
    [
        ("Hours after the first, a car exploded at the court.", "en", 2),
        ("Another car exploded at the court.", "en", 1),
        ("A car exploded at the court.", "en", 0),
        ("لم تمض ساعات حتى انفجرت سيارة قرب المحكمة.", "ar", 2),
        ("انفجرت سيارة قرب المحكمة.", "ar", 0),
    ],
)
def test_words_for_a_further_event(text: str, language: str, further: int) -> None:
    told = wording(text, language)
    assert told is not None and told.further == further


def test_a_language_without_lists_has_no_wording() -> None:
    assert wording("Una bomba estalló en el mercado.", "es") is None


def test_offices_are_known_in_both_languages_and_witnesses_are_none() -> None:
    assert offices.official("Interior Ministry") and offices.official("دائرة صحة")
    assert not offices.official("residents") and not offices.official("شهود عيان")
