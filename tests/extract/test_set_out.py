"""Lists that set out days, places and tolls in ways of their own, and what follows them. Texts written for the test."""

from __future__ import annotations

import json

import pytest
from test_leads import days, listed

TOLLS = list[tuple[int | None, int | None]]


def tolls(found: list[dict]) -> TOLLS:
    return [(one["killed"] and one["killed"]["best"], one["wounded"] and one["wounded"]["best"]) for one in found]


BARE_DAYS = {
    "weekdays under a week": (
        "en",
        "MAY 2012 by the week\n\nWEEK ONE (Sat 5 - Fri 11): 2 ATTACKS\n"
        "Sat 5 | Hit (Anbar) | mine under a tractor; 1 killed\nWed 9 | Khalis (Diyala) | gunmen shot a baker dead\n\n"
        "WEEK TWO (Sat 12 - Fri 18): 1 ATTACK\nTue 15 | Taji (Baghdad) | mortars among houses; 3 hurt\n",
        ["2012-05-05", "2012-05-09", "2012-05-15"],
    ),
    "numbers before a dash": (
        "en",
        "MAY 2012\n\n03 - Hit / Anbar: mine under a tractor (1K)\n09 - Khalis / Diyala: gunmen, a baker (1K)\n"
        "20 - Taji / Baghdad: mortars on houses (3W)\n27 - Kut / Wasit: bomb, bus (2K)\n",
        ["2012-05-03", "2012-05-09", "2012-05-20", "2012-05-27"],
    ),
    "ordinals behind the place": (
        "en",
        "All days are May 2012.\n\n## Diyala (2)\n\n- Khalis, 9th: gunmen shot a baker dead.\n"
        "- Jalawla, 12th: a bomb by a bank, two hurt.\n\n## Anbar (1)\n\n"
        "- Hit, 3rd: a mine under a tractor, one dead.\n",
        ["2012-05-09", "2012-05-12", "2012-05-03"],
    ),
    "figures with a dot in a table": (
        "en",
        "**May 2012**\n\n| Date | Province | Weapon | Toll |\n|:--|:--|:--|--:|\n| 03.05 | Anbar | mine | 1/0 |\n"
        "| 09.05 | Diyala | rifles | 1/0 |\n| 20.05 | Baghdad | mortar | 0/3 |\n",
        ["2012-05-03", "2012-05-09", "2012-05-20"],
    ),
    "Arabic numbers after bullets": (
        "ar",
        "_أيار 2012_\n- 3: عبوة على جرار زراعي في هيت بالأنبار، قتيل واحد.\n- 9: مسلحون قتلوا خبازا في الخالص بديالى.\n"
        "- 20: هاون على بيوت في التاجي ببغداد، ثلاثة جرحى.\n",
        ["2012-05-03", "2012-05-09", "2012-05-20"],
    ),
    "Arabic figures behind the place": (
        "ar",
        "## هجمات أيار 2012\n\n- هيت، 3/5: عبوة على جرار زراعي، قتيل واحد.\n- الخالص، 9/5: مسلحون قتلوا خبازا.\n"
        "- التاجي، 20/5: هاون على بيوت، ثلاثة جرحى.\n",
        ["2012-05-03", "2012-05-09", "2012-05-20"],
    ),
    "Arabic figures behind a word": (
        "ar",
        "هجمات أيار 2012\n\n1- بتاريخ 3/5 عبوة على جرار زراعي في هيت. قتيل واحد.\n"
        "2- بتاريخ 9/5 مسلحون قتلوا خبازا في الخالص.\n3- بتاريخ 20/5 هاون على بيوت في التاجي. ثلاثة جرحى.\n",
        ["2012-05-03", "2012-05-09", "2012-05-20"],
    ),
    "Arabic figures with the month first": (
        "ar",
        "هجمات أيار 2012\n\n| تاريخ | محافظة | سلاح | قتلى | جرحى |\n|--|--|--|--|--|\n"
        "| 05/03 | الأنبار | عبوة | 1 | 0 |\n"
        "| 05/09 | ديالى | بنادق | 1 | 0 |\n| 05/20 | بغداد | هاون | 0 | 3 |\n",
        ["2012-05-03", "2012-05-09", "2012-05-20"],
    ),
    "Arabic numbered days": (
        "ar",
        "## أيار 2012: الأنبار\n1. يوم 3: عبوة على جرار زراعي في هيت، قتيل واحد.\n"
        "2. يوم 9: مسلحون قتلوا خبازا في الرمادي.\n3. يوم 20: هاون على بيوت في الفلوجة، ثلاثة جرحى.\n",
        ["2012-05-03", "2012-05-09", "2012-05-20"],
    ),
}


@pytest.mark.parametrize("name", BARE_DAYS)
def test_a_day_is_read_however_an_entry_opens_with_it(name: str) -> None:
    language, text, wanted = BARE_DAYS[name]
    assert days(listed(text, language)) == wanted


def test_numbers_that_count_the_entries_are_no_days() -> None:
    text = "MAY 2012\n\n" + "\n".join(f"0{n} - Hit / Anbar: mine under a tractor ({n}K)" for n in (1, 2, 3, 4)) + "\n"
    assert {one["when"]["precision"] for one in listed(text)} == {"month"}


def test_letters_that_the_text_sets_are_its_dead_and_wounded() -> None:
    text = (
        "أيار 2012\n\n- 3 أيار / هيت / عبوة على جرار (ق 2 / م 5)\n- 9 أيار / الخالص / مسلحون ورجل أمن (ق 1 / م 0)\n"
        "- 20 أيار / التاجي / هاون على بيوت (ق 0 / م 3)\n"
    )
    assert tolls(listed(text, "ar")) == [(2, 5), (1, 0), (0, 3)]


def test_a_place_that_opens_an_entry_as_a_sentence_is_its_place() -> None:
    text = (
        "MAY 2012 BY PROVINCE\n\n== ANBAR: 2 ==\nHit. Mine under a tractor on the 3rd; 1 dead.\n"
        "Rutba. Gunmen at a checkpoint on the 5th; 2 dead, 3 hurt.\n\n== DIYALA: 1 ==\n"
        "Khalis. Bomb at a bakery on the 9th; 4 hurt.\n\nTOTAL: 3 attacks\n"
    )
    found = listed(text)
    assert [one["place"]["admin1"] for one in found] == ["Anbar", "Anbar", "Diyala"]
    assert days(found) == ["2012-05-03", "2012-05-05", "2012-05-09"]


def test_a_heading_for_the_rest_ends_the_province_before_it() -> None:
    text = (
        "## May 2012\n\n▶ Diyala\na. 9 May. Khalis, gunmen, a baker: one dead.\n\n▶ Other provinces\n"
        "a. 3 May. Anbar, Akashat, mine under a tractor: one dead.\n"
        "b. 20 May. Ninewa, Badush, bomb on a lorry: two hurt.\n"
    )
    assert [one["place"]["admin1"] for one in listed(text)] == ["Diyala", "Anbar", "Ninewa"]


def test_numbered_remarks_behind_a_dated_list_are_no_entries() -> None:
    rows = "".join(f"| {n} May | Anbar | mine | tractor | 1 | 0 |\n" for n in (2, 4, 6, 8, 11, 15))
    text = (
        "May 2012\n\n| Date | Province | Weapon | Target | K | W |\n|--|--|--|--|--|--|\n" + rows + "\n"
        "(i) Mines on roads: 4, in Anbar.\n(ii) Mines in fields: 2. The worst year for tractors that I know.\n"
    )
    assert len(listed(text)) == 6


def test_a_remark_behind_the_totals_is_no_entry() -> None:
    text = (
        "MAY 2012 / LOG\n\nMay 3, Anbar, Hit: mine, tractor (1K, 0W)\nMay 9, Diyala, Khalis: gunmen, baker (1K, 0W)\n"
        "May 20, Baghdad, Taji: mortars, houses (0K, 3W)\n\nTOTAL: 3 ATTACKS, 2K, 3W\n\n"
        "Worst is Taji with 3W. Mortars and mines together: 1K.\n"
    )
    assert len(listed(text)) == 3


def test_fields_in_capitals_with_nothing_behind_them_make_an_entry() -> None:
    cards = [
        ("3", "Hit, Anbar", "mine under a tractor", "1/2"),
        ("9", "Khalis, Diyala", "gunmen, a baker", "1/0"),
        ("15", "Rutba, Anbar", "rockets on a base", "0/3 (guards)"),
        ("20", "Taji, Baghdad", "mortars on houses", "0/4"),
    ]
    text = "WATCH / May 2012\n\nTOLL 0/0 is dead and hurt.\n\n" + "\n\n".join(
        f"■ CARD {n}\nWHEN {day} May\nWHERE {where}\nHOW {how}\nTOLL {toll}"
        for n, (day, where, how, toll) in enumerate(cards, start=1)
    )
    found = listed(text)
    assert days(found) == ["2012-05-03", "2012-05-09", "2012-05-15", "2012-05-20"]
    assert tolls(found) == [(1, 2), (1, 0), (0, 3), (0, 4)]


def test_lines_that_open_with_the_hour_are_the_entries_of_a_diary() -> None:
    told = (
        "06.40: mortars on houses in Taji, Baghdad. Nobody hurt.",
        "09.05: a bomb on a bus in Khalis, Diyala, my cousin says. 2 dead.",
        "12.30: gunmen shot a baker in Hit, Anbar. He is dead.",
        "17.15: a sniper in Baquba, Diyala, at a guard. 1 wounded.",
        "22.10: rockets on the airport in Baghdad; 3 wounded.",
    )
    text = "A diary of May 2012\n\nTHURSDAY THE 3RD\n\n" + "\n".join(told[:3]) + "\n\nWEDNESDAY THE 9TH\n\n"
    assert len(listed(text + "\n".join(told[3:]) + "\n")) == 5
    dated = "\n".join(f"0{n}.05 – Hit, Anbar – mine under a tractor – {n} wounded" for n in range(1, 6))
    assert days(listed(f"May 2012\n\n{dated}\n")) == [f"2012-05-0{n}" for n in range(1, 6)]


def test_letters_that_a_post_sets_stand_for_targets_too() -> None:
    rows = [
        ("3", "Anbar", "B", "P"),
        ("9", "Diyala", "S", "V"),
        ("20", "Baghdad", "B", "H"),
        ("27", "Diyala", "S", "P"),
    ]
    text = (
        "May 2012\n\nWeapons: B bomb, S shooting, M mortar. Victims: H Hashd, P police, V villager.\n\n"
        "| Day | Province | Weapon | Victim | K | W |\n|--|--|--|--|--|--|\n"
        + "".join(f"| {day} | {where} | {by} | {whom} | 1 | 0 |\n" for day, where, by, whom in rows)
    )
    found = listed(text)
    assert [one["weapons"][0]["type"] for one in found] == ["ied", "small_arms", "ied", "small_arms"]
    assert [one["targets"][0]["type"] for one in found] == ["police_or_army", "civilians", "militia", "police_or_army"]


def test_arabic_entries_that_open_with_month_and_day() -> None:
    text = (
        "# أيار 2012\n\n- أيار 3: سيارتان ملغومتان في هيت بالأنبار، مقتل رجل.\n"
        "- أيار 9: مسلحون قتلوا خبازا في الخالص بديالى.\n"
        "- أيار 20: هاون على بيوت في التاجي ببغداد، ثلاثة جرحى.\n"
    )
    assert days(listed(text, "ar")) == ["2012-05-03", "2012-05-09", "2012-05-20"]


def test_the_division_behind_a_slash_outranks_the_gazetteer() -> None:
    text = (
        "أيار 2012\n\n1. 3 أيار، الحمزة/بابل: انتحاري قرب مستوصف، قتيل واحد.\n"
        "2. 9 أيار، الخالص/ديالى: مسلحون قتلوا خبازا.\n"
    )
    assert [one["place"]["admin1"] for one in listed(text, "ar")] == ["Babil", "Diyala"]


def test_one_assassinated_is_one_killed_in_arabic() -> None:
    text = (
        "# أيار 2012\n\n- 3 أيار: مسلحان على دراجة يغتالان ناشطا في العمارة بميسان.\n"
        "- 9 أيار: مسلح يغتال موظفة في الخالص بديالى.\n- 20 أيار: عبوة على دورية في التاجي ببغداد (2ق، ؟ج)\n"
        "- 27 أيار: عبوة على حافلة في الكوت بواسط (1ق، 3ج)\n"
    )
    assert tolls(listed(text, "ar")) == [(1, None), (1, None), (2, None), (1, 3)]


def test_a_row_that_is_as_the_one_above_is_an_attack_and_says_whose_words_it_has() -> None:
    text = (
        "# May 2012\n\n| Date | Province | Weapon | Target | K | W |\n|--|--|--|--|--|--|\n"
        '| 3 May | Anbar | mine | tractor | 1 | 0 |\n| 5 May | " | " | " | 1 | 2 |\n'
        "| 9 May | Diyala | gunmen | baker | 1 | 0 |\n"
        "\nTotal: 3 attacks\n"
    )
    found = listed(text)
    assert days(found) == ["2012-05-03", "2012-05-05", "2012-05-09"]
    assert tolls(found) == [(1, 0), (1, 2), (1, 0)]
    assert [one["weapons"][0]["type"] for one in found] == ["landmine", "landmine", "small_arms"]
    above = {one["field"] for one in found[1]["derived"] if "row above" in json.dumps(one)}
    assert {"weapons.0", "targets.0", "place"} <= above


def test_an_attack_whose_dead_are_told_is_not_foiled_by_what_came_before_or_after_it() -> None:
    lines = (
        "3 May, Hit, Anbar: a car sped at a checkpoint before it exploded, 5 killed.",
        "9 May, Khalis, Diyala: mortars on a house; the wounded were taken away by the police, 3 wounded.",
        "20 May, Taji, Baghdad: a bomb; a bus had just left before it went off, 4 killed.",
        "27 May, Kut, Wasit: gunmen shot a baker; the body was removed by the police, 1 killed.",
    )
    assert {one["status"] for one in listed("May 2012\n\n- " + "\n- ".join(lines) + "\n")} == {"occurred"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "# 2010\n\n## April\n- Bomb after Friday prayers in Sadr City: 7 killed.\n- Bomb, Karrada: 2 hurt.\n",
        ),
        ("ar", "# 2010\n\n## نيسان\n- عبوة بعد صلاة الجمعة في مدينة الصدر، سبعة شهداء.\n- عبوة في الكرادة، جريحان.\n"),
    ],
)
def test_the_prayers_of_a_month_gone_by_name_no_one_friday(language: str, text: str) -> None:
    whens = [one["when"] for one in listed(text, language)]
    assert {(when["start"], when["end"]) for when in whens} == {("2010-04-01", "2010-04-30")}
