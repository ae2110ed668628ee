"""Offices told by what they head: their holder acts, and leads what they head alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

EXTRACTOR = RulesExtractor(pipeline.theatre("iraq"))


def read(text: str, language: str) -> dict[str, Any]:
    document = Document(text, language, datetime(2020, 11, 25, 9, tzinfo=UTC))
    return contract.line(document, pipeline.read(document, EXTRACTOR).reports, text_is_input=True)


@pytest.mark.parametrize(
    ("language", "text", "holder", "body"),
    [
        ("en", "The head of Iran's Quds Force met Hadi al-Amiri in Baghdad on Tuesday.", "qaani", "quds_force"),
        (
            "en",
            "The leader of the powerful Asaib Ahl al-Haq met Hadi al-Amiri on Tuesday.",
            "qais_al_khazali",
            "asaib_ahl_al_haq",
        ),
        ("ar", "التقى زعيم عصائب أهل الحق رئيس الوزراء في بغداد أمس.", "qais_al_khazali", "asaib_ahl_al_haq"),
    ],
)
def test_the_holder_acts_and_leads(language: str, text: str, holder: str, body: str) -> None:
    told = read(text, language)
    (meeting,) = told["interactions"]
    assert [actor["actor_id"] for actor in meeting["initiators"]] == [holder]
    led = {(t["subject"]["actor_id"], t["object"]["actor_id"]) for t in told["ties"] if t["type"] == "leads"}
    assert led <= {(holder, body)}


@pytest.mark.parametrize(
    "text",
    [
        "A former head of Iran's Quds Force met Hadi al-Amiri on Tuesday.",
        "The deputy commander of Iran's Quds Force met Hadi al-Amiri on Tuesday.",
    ],
)
def test_another_office_is_not_the_holder(text: str) -> None:
    told = read(text, "en")
    assert "qaani" not in {a["actor_id"] for i in told["interactions"] for a in (*i["initiators"], *i["recipients"])}
