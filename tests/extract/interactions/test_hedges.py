"""Hedges: by the lists of the language, by what was learned beside them, and by neither."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.extract.interactions import hedges
from sijill.lang import pack as languages
from sijill.model.text import Document

EXTRACTOR = RulesExtractor(pipeline.theatre("iraq"))


def told(text: str, language: str) -> dict[str, Any]:
    document = Document(text, language, datetime(2020, 11, 25, 9, tzinfo=UTC))
    line = contract.line(document, pipeline.read(document, EXTRACTOR).reports, text_is_input=True)
    (one,) = [*line["interactions"], *line["ties"]]
    return one


def words(one: dict[str, Any]) -> list[str]:
    return [e["quote"] for e in one["evidence"] if e["field"] == "hedged"]


def learned(one: dict[str, Any]) -> bool:
    return any(d["field"] == "hedged" and "learned" in d["note"] for d in one["derived"])


@pytest.mark.parametrize(
    ("text", "language", "quote"),
    [  # written for the test
        ("Hadi al-Amiri reportedly met Qais al-Khazali in Najaf on Monday.", "en", "reportedly"),
        ("Hadi al-Amiri met Qais al-Khazali in Najaf on Monday, according to a source.", "en", "according to a source"),
        ("Ashab al-Kahf is believed to be a front for Kataib Hezbollah.", "en", "believed to"),
        ("بحسب مصدر، التقى هادي العامري قيس الخزعلي في النجف يوم الاثنين.", "ar", "بحسب مصدر"),
        ("يُعتقد أن أصحاب الكهف واجهة لكتائب حزب الله.", "ar", "يُعتقد"),
    ],
)
def test_listed_words_hedge_and_are_quoted(text: str, language: str, quote: str) -> None:
    one = told(text, language)
    assert one["hedged"] and words(one) == [quote] and not learned(one)


def test_learned_words_hedge_are_quoted_and_marked() -> None:
    one = told("Hadi al-Amiri is supposed to have met Qais al-Khazali in Najaf on Monday.", "en")
    assert one["hedged"] and words(one) == ["is supposed to have"] and learned(one)


@pytest.mark.parametrize(
    ("text", "language"),
    [  # written for the test
        ("Hadi al-Amiri met Qais al-Khazali in Najaf on Monday.", "en"),
        ("التقى هادي العامري قيس الخزعلي في النجف يوم الاثنين.", "ar"),
    ],
)
def test_what_nothing_hedges_is_told_outright(text: str, language: str) -> None:
    one = told(text, language)
    assert not one["hedged"] and words(one) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_both_languages_have_learned_hedges(language: str) -> None:
    assert hedges.load(languages.load(language).folder)


def test_a_pack_without_weights_goes_by_its_lists() -> None:
    assert hedges.load(languages.load("es").folder) is None
