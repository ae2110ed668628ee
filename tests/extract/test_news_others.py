"""Other events told in one breath, what one more device is, and who has not claimed."""

from __future__ import annotations

import pytest
from texts import IRAQ, document, line, news

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor


def _incidents(text: str, language: str = "en") -> list[dict]:
    told = pipeline.read(document(text, "2021-05-11", language=language), RulesExtractor(IRAQ))
    return contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)["incidents"]


def _dead(incident: dict) -> int | None:
    return incident["killed"] and incident["killed"]["best"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Sappers cleared nine bombs from a bridge west of Hawija on Monday, a day after two farmers were killed by a mine near Riyadh, police said.",
        ),
        (
            "ar",
            "أبطلت فرق الهندسة تسع عبوات ناسفة تحت جسر غربي الحويجة يوم الاثنين، بعد يوم من مقتل مزارعين اثنين بانفجار لغم قرب الرياض.",
        ),
    ],
)
def test_the_dead_of_the_day_before_are_those_of_another_event(language: str, text: str) -> None:
    found, blast = _incidents(text, language)
    assert (found["kind"], _dead(found), found["when"]["start"]) == ("disrupted_weapons_use", None, "2021-05-10")
    assert (blast["role"], _dead(blast), blast["when"]["start"]) == ("background", 2, "2021-05-09")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "A tribal leader was shot dead in Amara on Sunday, triggering clashes between two clans that left three dead, police said.",
        ),
        (
            "ar",
            "قتل شيخ عشيرة بهجوم مسلح في العمارة يوم الأحد، ما أشعل اشتباكات بين عشيرتي البو علي والبو حسن أسفرت عن مقتل ثلاثة أشخاص، بحسب الشرطة.",
        ),
    ],
)
def test_clashes_that_a_killing_sets_off_have_dead_of_their_own(language: str, text: str) -> None:
    assert [(one["kind"], _dead(one)) for one in _incidents(text, language)] == [("attack", 1), ("armed_clash", 3)]


@pytest.mark.parametrize(
    ("language", "text", "weapon"),
    [
        ("en", "Three rockets hit Taji base on Monday. A fourth was found on its launcher and defused.", "rocket"),
        ("en", "Two drones hit the base at Harir on Monday; another was shot down.", "drone"),
        ("ar", "أصابت طائرة مسيرة مستودعاً في قاعدة حرير يوم الاثنين، فيما أسقطت الدفاعات الجوية طائرة أخرى.", "drone"),
    ],
)
def test_one_more_that_was_stopped_is_foiled(language: str, text: str, weapon: str) -> None:
    hit, stopped = _incidents(text, language)
    assert hit["status"] == "occurred"
    assert (stopped["kind"], stopped["status"]) == ("disrupted_weapons_use", "foiled")
    assert [one["type"] for one in stopped["weapons"]] == [weapon]


def test_a_body_found_days_after_the_taking_is_one_event() -> None:
    text = (
        "The body of a councillor was found in Rutba on Monday, three days after gunmen stopped his car and took him."
    )
    assert len(_incidents(text)) == 1


def test_who_has_not_claimed_it_is_no_doer() -> None:
    text = "Rockets hit a Turkish base in Ninewa on May 5. Saraya Awliya al-Dam has not claimed the attack."
    assert [one["perpetrators"] for one in _incidents(text)] == [[]]


def test_who_likely_did_it_is_suspected() -> None:
    text = (
        "Saraya Awliya al-Dam likely fired four rockets at a Turkish base in Ninewa on May 5. No group has claimed it."
    )
    assert [[p["basis"] for p in one["perpetrators"]] for one in _incidents(text)] == [["suspected"]]


def test_the_month_of_march_is_no_crowd() -> None:
    told = news("On 22 March 2020, an armed group kidnapped a hydrologist near Suwayrah in Wasit.")
    assert "protesters" not in [one["type"] for one in told["targets"]]


@pytest.mark.parametrize(
    "text",
    [
        "Not coded: on 3 May 2021 a soldier was hurt in a traffic accident near Kirkuk.",
        "The customs authority confiscated 40 hunting rifles hidden in a truck at Trebil crossing on Monday.",
        "صادرت هيئة الجمارك 40 بندقية صيد مخبأة في شاحنة بمنفذ طريبيل يوم الاثنين.",
    ],
)
def test_what_is_no_attack(text: str) -> None:
    assert _incidents(text, "ar" if text[0] == "ص" else "en") == []


def test_a_transport_plane_that_crashes_is_no_air_strike() -> None:
    assert "air_drone_strike" not in [
        one["kind"] for one in line("A cargo plane crashed into a shed at Erbil airport on Monday.")["incidents"]
    ]


def test_a_patrol_that_runs_over_a_charge_rams_nobody() -> None:
    told = news("A patrol ran over an explosive charge near Daquq on Saturday, killing an officer.")
    assert [one["type"] for one in told["weapons"]] == ["ied"]


def test_live_rounds_are_small_arms() -> None:
    told = news("Live rounds were fired at a crowd in Amara late on Monday. Five demonstrators died.")
    assert [one["type"] for one in told["weapons"]] == ["small_arms"]


def test_bombings_across_a_city_are_not_counted_twice() -> None:
    text = (
        "Bombings across Baghdad killed at least 37 people on Tuesday, police said. A parked car exploded near a market in "
        "Sadr City, killing 14 people and wounding 40. Another car bomb in Karrada killed nine. Roadside bombs in Bayaa, "
        "Zafaraniya and Shaab killed 14 more."
    )
    assert [_dead(one) for one in _incidents(text)] == [14, 9, 14]
    totals = pipeline.read(document(text, "2021-05-12"), RulesExtractor(IRAQ))
    told = contract.line(totals.document, totals.reports, checks=totals.checks, text_is_input=True)
    assert [(one["of"], one["n"]) for one in told["totals"]] == [("killed", 37)]


def test_the_dead_of_a_sentence_of_many_are_those_told_nowhere_else() -> None:
    text = (
        "Bombings across Baghdad killed 37 people on Tuesday, police said. A parked car exploded near a market in Sadr City, "
        "killing 14 people. Another car bomb in Karrada killed nine."
    )
    assert [_dead(one) for one in _incidents(text)] == [14, 14, 9]


def test_two_spots_of_one_arabic_sentence_are_two_attacks() -> None:
    text = "انفجرت سيارة مفخخة في مدينة الصدر فقتل 14 شخصاً، وفي الكرادة قتل تسعة بانفجار سيارة أخرى."
    assert [_dead(one) for one in _incidents(text, "ar")] == [14, 9]


def test_a_quarter_of_the_city_named_before_is_the_same_attack() -> None:
    text = "A car bomb went off in Baghdad on Sunday. The blast, in the Karrada district, killed nine people."
    assert [_dead(one) for one in _incidents(text)] == [9]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "An Iraqi court on Monday sentenced three men to death over a 2016 bombing in Karrada that killed more than 320 people.",
        ),
        ("ar", "قضت محكمة عراقية اليوم بإعدام ثلاثة مدانين بتفجير الكرادة عام 2016 الذي أودى بحياة أكثر من 320 شخصاً."),
    ],
)
def test_what_a_court_judges_is_no_attack_of_today(language: str, text: str) -> None:
    assert _incidents(text, language) == []


def test_raids_told_by_their_number_are_as_many() -> None:
    text = "Coalition jets carried out five strikes on Islamic State positions in Wadi Hauran on Sunday."
    assert [one["count"] for one in _incidents(text)] == [{"low": 1, "best": 5, "high": 5}]


def test_a_name_within_that_of_a_place_claims_nothing() -> None:
    text = "A car bomb in Sadr City killed 14 people on Tuesday. Islamic State claimed the Sadr City bombing."
    assert [[p["actor_id"] for p in one["perpetrators"]] for one in _incidents(text)] == [["islamic_state"]]


def test_the_wounded_of_a_sentence_of_many_outlast_its_dead() -> None:
    text = (
        "Bombings across Baghdad killed 23 people and wounded 100 on Tuesday. A car bomb in Sadr City killed 14 people. "
        "Another car bomb in Karrada killed nine."
    )
    told = pipeline.read(document(text, "2021-05-11"), RulesExtractor(IRAQ))
    made = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)
    assert [_dead(one) for one in made["incidents"]] == [None, 14, 9]
    assert [one["wounded"] and one["wounded"]["best"] for one in made["incidents"]] == [100, None, None]
    assert [(one["of"], one["n"]) for one in made["totals"]] == [("killed", 23)]
