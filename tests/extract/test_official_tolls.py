"""Whose word a toll is, and a text that tells of nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sijill import pipeline
from sijill.extract import RulesExtractor
from sijill.model.records import Statement
from sijill.model.text import Document

EXTRACTOR = RulesExtractor(pipeline.theatre("iraq"))


def read(text: str, language: str) -> list[Statement]:
    return list(EXTRACTOR.extract(Document(text, language, datetime(2007, 3, 6, tzinfo=UTC))))


@pytest.mark.parametrize(
    ("text", "language", "says"),
    [
        ("A bomb killed nine people at a market in Baquba on Monday, the Interior Ministry said.", "en",
         "Interior Ministry"),
        ("According to the Diyala health directorate, a car bomb in Baquba on Monday killed 12 people.", "en",
         "health directorate"),
        ("A bomb killed four police in Baquba on Monday, residents said.", "en", None),
        ("أعلنت وزارة الداخلية مقتل تسعة أشخاص بانفجار عبوة ناسفة في سوق وسط بعقوبة يوم الاثنين.", "ar",
         "وزارة الداخلية"),
        ("قال شهود عيان إن تسعة أشخاص قتلوا بانفجار عبوة ناسفة استهدفت دورية شرطة في بعقوبة.", "ar", None),
    ],
)  # fmt: skip
def test_an_office_beside_the_word_that_it_said_so_is_credited_with_the_toll(
    text: str, language: str, says: str | None
) -> None:
    (toll,) = [s for s in read(text, language) if s.field == "killed"]
    assert toll.says == says


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Six bodies from the minibus were brought to the hospital at Musayyib on Monday, with nine wounded.",
            "en",
        ),
        ("وصل إلى مستشفى المسيب مساء الاثنين ستة قتلى وتسعة جرحى من المدنيين.", "ar"),
    ],
)
def test_a_text_that_tells_of_the_hurt_alone_tells_of_an_event(text: str, language: str) -> None:
    assert any(s.field == "killed" for s in read(text, language))


def test_a_crash_is_still_no_event() -> None:
    assert not read("Eleven people died on Monday when a tanker collided with a bus near Kut.", "en")
