"""How many alike attacks an event of running text is told as, in English and Arabic."""

from __future__ import annotations

import pytest
from texts import IRAQ, document, line

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor


def counted(text: str, language: str = "en") -> tuple[int, int, int]:
    told = pipeline.read(document(text, language=language), RulesExtractor(IRAQ))
    (incident,) = contract.line(told.document, told.reports, text_is_input=True)["incidents"]
    value = incident["count"]
    return value["low"], value["best"], value["high"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # What went off may be as many attacks, and is one at least.
        ("Seven car bombs killed at least 31 people in Kut on Monday.", (1, 7, 7)),
        ("Five roadside bombs exploded across Baghdad on Monday, wounding nine.", (1, 5, 5)),
        ("Two car bombs went off in Baghdad on Monday, wounding nine.", (1, 2, 2)),
        # Without several places they are mostly laid at one.
        ("Three bombs went off outside a bakery in Kirkuk on Monday, wounding three.", (1, 1, 3)),
        ("Warplanes carried out four air strikes on Hawija district on Monday.", (1, 4, 4)),
        ("Two bombs went off outside a bakery in Kirkuk on Monday, wounding three.", (1, 1, 1)),
        # Part of others.
        ("One of the four car bombs went off in Hilla on Monday, wounding three.", (1, 1, 1)),
        # One assault by several, and a number of people hurt.
        ("Three suicide bombers attacked a police station in Baquba on Monday, killing two.", (1, 1, 1)),
        ("Nine people hurt in bombings were brought to hospital in Kut on Monday.", (1, 1, 1)),
        # One salvo, one fire, one robbery, one convoy of several lorries.
        ("A roadside bomb struck three water tankers near Taji on Monday.", (1, 1, 1)),
        ("Four mortar rounds hit a market in Baquba on Monday, killing two.", (1, 1, 1)),
        ("Three rockets hit the airport in Baghdad on Monday.", (1, 1, 1)),
        ("Gunmen drove off six fuel tankers near Baiji on Monday.", (1, 1, 1)),
        ("Warplanes carried out four air strikes on a camp near Hawija on Monday.", (1, 1, 4)),
        # What was hit makes as many for sure.
        ("Three supply convoys were hit by roadside bombs in Babil on Monday.", (3, 3, 3)),
    ],
)
def test_alike_attacks_told_as_one(text: str, count: tuple[int, int, int]) -> None:
    assert counted(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("انفجرت أربع سيارات مفخخة في بغداد أمس الاثنين، ما أسفر عن مقتل عشرة أشخاص.", (1, 4, 4)),
        ("انفجرت عبوتان ناسفتان قرب مخبز في كركوك أمس الاثنين، وأصيب ثلاثة أشخاص.", (1, 1, 1)),
        ("انفجرت سيارتان مفخختان في كركوك أمس الاثنين، وأصيب ثلاثة أشخاص.", (1, 2, 2)),
        ("انفجرت أربع عبوات في مناطق متفرقة من بغداد أمس الاثنين، وأصيب ثلاثة أشخاص.", (1, 4, 4)),
        ("سقطت خمس قذائف هاون على سوق في بعقوبة أمس الاثنين، فقتل شخصان.", (1, 1, 1)),
    ],
)
def test_alike_attacks_told_as_one_in_arabic(text: str, count: tuple[int, int, int]) -> None:
    assert counted(text, "ar") == count


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "Six bombs went off across Baghdad on Monday, police said. "
            "A bomb in a barrow in Karrada killed nine shoppers on Monday.",
            [5, 1],
        ),
        (
            "Four car bombs went off in Baghdad on Monday, wounding nine people. "
            "On Tuesday another car bomb exploded in Mosul and killed two policemen.",
            [4, 1],
        ),
    ],
)
def test_an_attack_told_of_its_own_is_not_counted_twice(text: str, counts: list[int]) -> None:
    assert [one["count"]["best"] for one in line(text)["incidents"]] == counts
