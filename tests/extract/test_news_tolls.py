"""Tolls of whole texts: nobody hurt, two sources, ages, and verbs far from those they befell. Written for the tests."""

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


@pytest.mark.parametrize(
    ("told", "killed"),
    [
        ("The police put the toll at five.", (5, 5, 5)),
        ("The rebels said 16 soldiers had died; the commissioner put army losses at five.", (5, None, 16)),
        ("The blast killed four, medics said. The mayor put the toll at six.", (4, None, 6)),
    ],
)
def test_a_second_source_bounds_the_toll(told: str, killed: tuple[int | None, ...]) -> None:
    text = f"A car bomb exploded in Mosul on Monday. {told}"
    (report,) = [
        r for r in pipeline.read(document(text, language="en"), RulesExtractor(IRAQ)).reports if r.family == "incident"
    ]
    toll = report.value("killed")
    assert (toll["low"], toll["best"], toll["high"]) == killed


def test_an_age_in_a_sentence_of_its_own_is_no_toll() -> None:
    text = (
        "A guided bomb came through the roof of a school in Mosul on Tuesday, and neighbours lifted the beams off the "
        "caretaker. He was 61. He was dead by the time they reached him."
    )
    assert tolls(text, "en") == [(1, None)]


@pytest.mark.parametrize(
    ("text", "toll"),
    [
        ("دارت مواجهات بين الجيش ومسلحين في تلعفر أمس، وفقد فيها الجيش جنديين فيما قُتل مقاتل واحد.", (3, None)),
        ("استهدفت مسيّرة سيارة في سنجار أمس، وقال مصدر إن مقاتلَين كانا على متن المركبة فقدا حياتهما.", (2, None)),
        ("أردى مجهولان يستقلان دراجة نارية ضابطاً برتبة نقيب أمام داره وسط العمارة مساء أمس.", (1, None)),
        ("فجّرت شابة حزاماً ناسفاً وسط نازحين في بلد أمس، فلقيت حتفها مع ثلاثة منهم، ونقل سبعة جرحى.", (4, 7)),
        ("انفجرت عبوة لاصقة بسيارة مدير الناحية في يثرب أمس، وتعرّض أحد مرافقيه لجروح متوسطة.", (None, 1)),
    ],
)
def test_arabic_tolls_behind_other_verbs(text: str, toll: tuple[int | None, int | None]) -> None:
    assert tolls(text, "ar") == [toll]


def test_a_body_that_is_not_handed_over_is_no_zero() -> None:
    text = "قُتل سائق بانفجار عبوة في بلد أمس، ولم تسلم جثة القتيل إلى ذويه."
    assert tolls(text, "ar") == [(1, None)]


def test_one_who_is_hit_and_dies_in_a_hospital() -> None:
    text = (
        "Peshmerga guard Karwan Salih, 27, was hit in the neck by a sniper's bullet west of Daquq on Saturday while "
        "filling sandbags, and died in a Kirkuk hospital."
    )
    assert tolls(text, "en") == [(1, None)]
