"""What a truce, a base or a march does not do, and whose a claim is. Texts written for the tests."""

from __future__ import annotations

from typing import Any

import pytest
from texts import document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor


def incidents(text: str, language: str = "en") -> list[dict[str, Any]]:
    told = document(text, "2020-12-23", language=language)
    reading = pipeline.read(told, RulesExtractor(pipeline.theatre("iraq")))
    line: dict[str, Any] = contract.line(told, reading.reports, text_is_input=True)
    found: list[dict[str, Any]] = line["incidents"]
    return found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Elders of two tribes in Maysan signed a truce on Saturday. Blood money for nine dead will be paid. The"
            " governor was a witness.",
            "agreement",
        ),
        (
            "The army opened a new base at Rutba on Saturday, the ministry said. It is meant to deny the desert to the"
            " Islamic State, which killed nine soldiers there in June 2019.",
            "headquarters_or_base_established",
        ),
    ],
)
def test_what_hurts_nobody_is_given_no_dead_of_another_event(text: str, kind: str) -> None:
    found = [i for i in incidents(text) if i["kind"] == kind]
    assert found and all(not i["killed"] for i in found)


def test_the_wounded_whom_he_counts_are_not_one() -> None:
    text = "A mortar shell hit a market in Mosul on Sunday, a doctor said. The wounded he had no time to count."
    assert [i["wounded"] for i in incidents(text)] == [None]


def test_who_came_after_an_attack_did_not_do_it() -> None:
    text = (
        "The head of Iran's Quds Force came to Baghdad a day after rockets struck the Green Zone on Tuesday and told"
        " allied factions to stop attacking American targets. No one has claimed the rockets."
    )
    found = [i for i in incidents(text) if i["kind"] == "shelling_artillery_missile_attack"]
    assert found and all(p["actor_id"] != "quds_force" for i in found for p in i["perpetrators"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "An attack on a lookout post west of Baghdad late on Sunday left eleven people dead, medics said. Five"
            " of the dead belonged to the tribal Hashd, which manned the tower. Security sources blamed the"
            " Islamic State.",
            "en",
        ),
        (
            "قُتل أحد عشر شخصاً في هجوم على نقطة مراقبة غربي بغداد ليل الأحد، بحسب مصادر طبية. وخمسة من القتلى ينتمون إلى"
            " الحشد العشائري الذي كان يمسك النقطة. واتهمت مصادر أمنية تنظيم داعش بالهجوم.",
            "ar",
        ),
    ],
)
def test_whose_men_fell_is_not_who_did_it(text: str, language: str) -> None:
    doers = {p["actor_id"] for i in incidents(text, language) for p in i["perpetrators"]}
    assert "islamic_state" in doers and "tribal_hashd" not in doers
