"""Turns of phrase that say that nobody was hurt, and a few that are no dead. Written for the tests."""

from __future__ import annotations

from typing import Any

import pytest
from texts import IRAQ, document

from sijill import pipeline
from sijill.extract import RulesExtractor


def tolls(text: str, language: str) -> list[tuple[Any, Any]]:
    reports = pipeline.read(document(text, language=language), RulesExtractor(IRAQ)).reports
    told = [[r.value(of) for of in ("killed", "wounded")] for r in reports if r.family == "incident"]
    return [tuple(toll and toll["best"] for toll in pair) for pair in told]


@pytest.mark.parametrize(
    ("text", "language", "toll"),
    [
        ("Sappers dismantled a car bomb in Mahin on Monday without damage or losses, the army said.", "en", (0, 0)),
        ("A grenade hit a house in Nasiriyah on Sunday, but the family of six came to no harm.", "en", (0, 0)),
        (
            "سقطت ثلاثة صواريخ على محيط محطة كهرباء في الموصل أمس، من دون أن يتأثر عملها أو يتأذى أحد من العاملين.",
            "ar",
            (0, 0),
        ),
        ("ألقى مسلحون قنبلة يدوية على مكتب في بغداد أمس، فأصيب أربعة حراس بجروح. ولم يقع أي قتيل.", "ar", (0, 4)),
    ],
)
def test_nobody_was_hurt(text: str, language: str, toll: tuple[int, int]) -> None:
    assert tolls(text, language) == [toll]


def test_the_reported_dead_of_both_sides() -> None:
    text = "The army clashed with gunmen in Mosul on Monday. Eight militants and one soldier reported killed by radio."
    assert tolls(text, "en")[0][0] == 9
