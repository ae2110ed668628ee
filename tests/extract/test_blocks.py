"""Layouts of lists: blocks of labelled lines, pairs of figures, numbers of entries, sums and remarks between entries.

Texts written for the tests.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

IRAQ = pipeline.theatre("iraq")


def incidents(text: str, language: str = "en", published: str = "2012-12-31") -> list[dict[str, Any]]:
    day = datetime.combine(date.fromisoformat(published), time(12), IRAQ.timezone)
    told = pipeline.read(Document(text, language, day), RulesExtractor(IRAQ))
    line = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)
    return list(line["incidents"])


def listed(text: str, language: str = "en", published: str = "2012-12-31") -> list[tuple[str, int | None, int | None]]:
    """Day, killed and wounded of each entry."""
    return [
        (one["when"]["start"][5:], *((one[of] or {}).get("best") for of in ("killed", "wounded")))
        for one in incidents(text, language, published)
        if one["role"] == "listed"
    ]


BLOCKS = {
    "parted by blank lines": (
        "en",
        "Log of 2012\n\nWhere: Hilla, Babil\nWhen: 5 May\nWhat: roadside bomb\nAimed at: supply convoy\n"
        "Killed: 0\nWounded: 2\n\nWhen: 9 June\nWhere: Daquq, Kirkuk\nWhat: gunmen\nAimed at: police post\n"
        "Wounded: 3\nKilled: 1\n",
    ),
    "with nothing between them": (
        "en",
        "Log of 2012\n\n**Date:** 5 May\n**Place:** Hilla\n**Weapon:** IED\n**Casualties:** 0 killed, 2 wounded\n"
        "**Date:** 9 June\n**Place:** Daquq\n**Weapon:** gunfire\n**Casualties:** 1 killed, 3 wounded\n",
    ),
    "with a blank line after each field": (
        "en",
        "Log of 2012\n\nDate: 5 May\n\nPlace: Hilla\n\nWeapon: IED\n\nToll: 0 killed, 2 wounded\n\n"
        "Date: 9 June\n\nPlace: Daquq\n\nWeapon: gunfire\n\nToll: 1 killed, 3 wounded\n",
    ),
    "under a name of their own": (
        "en",
        "Log of 2012\n\nHilla, 5 May\n- Weapon: IED\n- Killed: 0\n- Wounded: 2\n\n"
        "Daquq, 9 June\n- Weapon: gunfire\n- Killed: 1\n- Wounded: 3\n",
    ),
    "in Arabic": (
        "ar",
        "سجل 2012\n\nالتاريخ: 5 أيار\nالمكان: الحلة، بابل\nالحدث: عبوة ناسفة على رتل\nالخسائر: لا قتلى، جريحان\n\n"
        "المكان: داقوق، كركوك\nالحدث: مسلحون على نقطة للشرطة\nالتاريخ: 9 حزيران\nالخسائر: قتيل واحد، 3 جرحى\n",
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_of_labelled_lines_is_one_entry(name: str) -> None:
    language, text = BLOCKS[name]
    assert listed(text, language) == [("05-05", 0, 2), ("06-09", 1, 3)]


def test_one_block_of_labels_over_a_list_is_no_entry() -> None:
    head = "To: the director\nFrom: security\nDate: 2 July 2012\nSubject: bombs of June\n\n"
    found = listed(head + "3 June: IED on police, Ramadi; 1 killed\n5 June: car bomb at a market, Hilla; 2 killed\n")
    assert [day for day, *_ in found] == ["06-03", "06-05"]


def test_a_pair_that_opens_an_entry_is_killed_and_wounded() -> None:
    found = listed(
        "- 2/3, 5 May, Hilla: car bomb at a market\n- 1/4, 9 June, Daquq: gunmen at a police post\n"
        "- 0/1, 12 June, Taji: rockets at the base\n"
    )
    assert found == [("05-05", 2, 3), ("06-09", 1, 4), ("06-12", 0, 1)]


def test_pairs_that_open_lines_without_another_day_are_days() -> None:
    found = listed(
        "2012\n\n- 3/5, Hilla: car bomb at a market\n- 4/6, Daquq: gunmen at a police post\n"
        "- 5/6, Taji: rockets at the base\n"
    )
    assert [killed for _, killed, _ in found] == [None] * 3


def test_numbers_of_a_thread_are_no_pairs() -> None:
    found = listed(
        "1/3 2 May: IED on a convoy, Hilla. 2 killed.\n2/3 5 May: gunmen at a police post, Daquq. 1 killed.\n"
        "3/3 9 May: rockets at the base, Taji. 4 killed.\n"
    )
    assert [killed for _, killed, _ in found] == [2, 1, 4]


def test_a_pair_after_a_comma_is_never_a_day() -> None:
    found = listed(
        "- Hilla, 5 May: car bomb at a market (1, 2)\n- Daquq, 9 June: gunmen at a police post (2, 4)\n"
        "- Taji, 12 June: mortars on houses (3, 1)\n"
    )
    assert found == [("05-05", 1, 2), ("06-09", 2, 4), ("06-12", 3, 1)]


def test_letter_and_number_number_entries() -> None:
    found = listed(
        "May 2012\n\n**A. Car bombs**\nA1. 5 May. Market in Hilla, Babil. 7 dead, 21 injured.\n"
        "A2. 9 May. Police post in Daquq, Kirkuk. 5 dead, 14 injured.\n\n**B. Mortars**\n"
        "B1. 12 May. Houses at Taji, Baghdad. No dead, 4 injured.\n"
    )
    assert found == [("05-05", 7, 21), ("05-09", 5, 14), ("05-12", 0, 4)]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["Bombs: two losses, 3 dead, 3 wounded that I know of.", "**MAY: 2 shoots, 3 killed, 3 wounded**"]),
        ("ar", ["بابل: هجومان، 3 قتلى، 3 جرحى", "كركوك: هجوم واحد، 3 قتلى، 3 جرحى"]),
    ],
)
def test_a_name_over_a_count_and_tolls_is_a_sum(language: str, lines: list[str]) -> None:
    entries = {
        "en": "2 May: roadside bomb, army patrol, Hilla, Babil, 1 killed, 1 wounded\n"
        "9 May: sticky bomb, a judge, Kirkuk, 2 killed, 2 wounded\n",
        "ar": "2 أيار: عبوة على دورية للجيش، الحلة، قتيل وجريح\n9 أيار: عبوة لاصقة بسيارة قاض، كركوك، قتيلان وجريحان\n",
    }
    found = listed("\n".join([entries[language], *lines]) + "\n", language)
    assert [killed for _, killed, _ in found] == [1, 2]


def test_bombs_after_the_name_of_a_town_is_an_entry() -> None:
    found = listed(
        "# Attacks of May 2012\n\n5 May\n"
        "Hilla: two bombs, 3 killed, 4 wounded\nDaquq: a car bomb, 1 killed, 2 wounded\n"
    )
    assert [killed for _, killed, _ in found] == [3, 1]


ENTRIES = (
    "1. 5 May. Hilla, Babil. Car bomb, market. 7 dead.\n2. 9 May. Daquq, Kirkuk. Gunmen, police post. 1 dead.\n"
    "3. 12 May. Taji, Baghdad. Mortars, houses. 2 dead.\n4. 20 May. Kirkuk. Sticky bomb, a judge. 1 dead.\n"
)


def test_a_numbered_remark_after_dated_entries_is_none() -> None:
    remarks = "5. Kirkuk gets two of the four, and 2 of the dead.\n6. Bombs come to 8 of the 11 dead.\n"
    assert len(listed(ENTRIES + remarks)) == 4


def test_an_entry_of_unknown_means_is_kept() -> None:
    told = "5. 23 May. Samarra, Salahaddin. Three charges, one after the other. 3 dead.\n"
    assert listed(ENTRIES + told)[-1] == ("05-23", 3, None)


def test_a_bullet_that_names_only_means_heads_the_dated_lines_below() -> None:
    found = incidents(
        "▪ Suicide bombers\n5 May / Hilla, Babil / market / 7 dead\n9 May / Daquq, Kirkuk / police post / 1 dead\n"
        "▪ Mortars\n12 May / Taji, Baghdad / houses / 2 dead\n20 May / Kirkuk / houses / 1 dead\n"
    )
    assert [one["weapons"][0]["type"] for one in found] == ["suicide_bomb", "suicide_bomb", "mortar", "mortar"]


def test_a_section_on_the_media_is_no_bibliography() -> None:
    found = listed(
        "### A. Health\n- 5 May: gunmen shot a surgeon in Mosul; 1 killed.\n"
        "- 6 May: a bomb at a clinic in Hilla; 2 killed.\n\n"
        "### B. Media\n- 8 May: a sticky bomb on a presenter's car in Mansour, Baghdad; 1 wounded.\n"
    )
    assert [day for day, *_ in found] == ["05-05", "05-06", "05-08"]


def test_several_places_after_one_day_are_as_many_entries() -> None:
    found = incidents(
        "**4 May** Hilla: bomb in a market, 3 killed. Daquq: mortars on houses, 1 wounded.\n"
        "**9 May** Taji: rockets at the base, nobody hurt.\n"
    )
    told = [(one["when"]["start"], one["place"]["name"]) for one in found]
    assert told == [("2012-05-04", "Hillah"), ("2012-05-04", "Daquq"), ("2012-05-09", "Taji")]


def test_sentences_under_a_heading_that_names_the_weapon_are_entries() -> None:
    found = listed(
        "# A ledger of 2012\n\n## Bombs by the road\n\n"
        "Near Hilla in Babil, on 5 May, two soldiers were killed and three wounded. At Baquba on 18 May, one policeman "
        "was killed, four were wounded. At Dibis in Kirkuk on 21 May nobody was hurt.\n\n## Mortars\n\n"
        "At Taji on 2 June a guard was killed. In Baghdad on 9 June two clerks were wounded.\n"
    )
    assert [day for day, *_ in found] == ["05-05", "05-18", "05-21", "06-02", "06-09"]


def test_bullets_that_quote_their_sources_keep_the_day_that_opens_them() -> None:
    found = listed(
        "- 3 May, Hilla: bomb on a convoy, security sources said; one driver wounded.\n"
        "- 4 May, Samawah: bomb on a convoy, according to a police source.\n"
    )
    assert [day for day, *_ in found] == ["05-03", "05-04"]


def test_a_day_over_bullets_at_the_top_heads_them() -> None:
    found = listed(
        "**3 May 2012**\n- A police source says a bomb killed a lawyer in Basra.\n"
        "- An army source tells of two soldiers wounded by an IED in Hawija.\n"
        "**4 May 2012**\n- Medical sources: rockets hit the base in Taji.\n"
    )
    assert [day for day, *_ in found] == ["05-03", "05-03", "05-04"]


def test_a_month_in_brackets_opens_an_entry() -> None:
    found = incidents(
        "1. (May, Sinjar, Ninewa) Mine in a field; a farmer killed.\n2. (9 June, Mosul) Bomb in a house; 3 killed.\n"
        "3. (July, Hawija, Kirkuk) Roadside bomb, army patrol; 2 wounded.\n"
    )
    assert [(one["when"]["start"][5:], one["when"]["precision"]) for one in found] == [
        ("05-01", "month"), ("06-09", "day"), ("07-01", "month")
    ]  # fmt: skip


def test_entries_numbered_with_a_dash_before_their_day_are_no_ranges_of_days() -> None:
    text = (
        "Road log, 2012\n\n1 – 3 October – Hilla, Babil – roadside bomb, army patrol – 2 killed, 3 wounded\n"
        "2 – 10 October – Mosul, Ninewa – gunmen at a police post – 1 killed, 0 wounded\n"
        "3 – 18 October – Ramadi, Anbar – mortars on houses – 0 killed, 4 wounded\n"
    )
    assert listed(text) == [("10-03", 2, 3), ("10-10", 1, 0), ("10-18", 0, 4)]


def test_times_before_days_are_no_tolls() -> None:
    text = (
        "Show notes, 2012\n\n[09:10] 4 July, Hawija, Kirkuk. Roadside bomb, police patrol. One killed, three wounded.\n"
        "[10:25] 13 July, Karrada, Baghdad. Grenade thrown at a restaurant. Nobody killed, two wounded.\n"
        "[11:40] 22 July, Baquba, Diyala. Gunmen at farmers coming home. Three killed, one wounded.\n"
    )
    assert listed(text) == [("07-04", 1, 3), ("07-13", 0, 2), ("07-22", 3, 1)]


def test_weekdays_lie_in_the_week_that_their_heading_names() -> None:
    text = (
        "Almanac of 2012\n\n## Monday 6 to Sunday 12 August: two attacks\n\n"
        "* Tuesday: a roadside bomb hit a police patrol in Baquba, Diyala. Two dead, four wounded.\n"
        "* Sunday: rockets on an army base at Taji, Baghdad. Nobody killed, three wounded.\n\n"
        "## Monday 13 to Sunday 19 August: one attack\n\n"
        "* Friday: a car bomb by shops in Tikrit, Salahaddin. Five dead, 19 wounded.\n"
    )
    assert listed(text) == [("08-07", 2, 4), ("08-12", 0, 3), ("08-17", 5, 19)]


def test_two_numbers_in_brackets_sum_up_an_entry() -> None:
    text = (
        "Notes of 2012\n\n- 6 August, Kirkuk: a judge was shot in his car; he died, his son was hurt (one and one).\n"
        "- 8 August, Mosul: gunmen shot two brothers dead and wounded a guest, aged 24 (2 and 1).\n"
    )
    assert listed(text) == [("08-06", 1, 1), ("08-08", 2, 1)]


def test_two_numbers_in_brackets_behind_nobody_hurt_are_notes() -> None:
    text = (
        "Notes of 2012\n\n- 6 August, Kirkuk: a bomb went off by a pipeline (1 and 2).\n"
        "- 8 August, Mosul: rockets fell on an army base (1 and 3).\n"
    )
    assert listed(text) == [("08-06", None, None), ("08-08", None, None)]
