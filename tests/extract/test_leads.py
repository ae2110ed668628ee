"""Entries that open with their day, behind a word or a place, and lists told as prose. Texts written for the test."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

IRAQ = pipeline.theatre("iraq")


def listed(text: str, language: str = "en", published: str = "2012-07-01") -> list[dict[str, Any]]:
    day = datetime.combine(date.fromisoformat(published), time(12), IRAQ.timezone)
    told = pipeline.read(Document(text, language, day), RulesExtractor(IRAQ))
    line = contract.line(told.document, told.reports, checks=told.checks, text_is_input=True)
    return [one for one in line["incidents"] if one["role"] == "listed"]


def days(found: list[dict[str, Any]]) -> list[str]:
    return [one["when"]["start"] for one in found]


LISTS = {
    "behind a word": (
        "en",
        "On 3 May, in Hit, Anbar, a mine under a tractor killed one and hurt two.\n"
        "On 9 May, in Khalis, Diyala, gunmen shot a baker dead.\n"
        "On 20 May, in Taji, Baghdad, mortars fell among houses; three wounded.\n",
        ["2012-05-03", "2012-05-09", "2012-05-20"],
    ),
    "behind the place": (
        "en",
        "RUTBA (Anbar), 3 May. Mine, tractor. One dead, two hurt.\n"
        "KHALIS (Diyala), 9 May. Gunmen, a baker. One dead.\n"
        "TAJI (Baghdad), 20 May. Mortars on houses. None dead, three hurt.\n",
        ["2012-05-03", "2012-05-09", "2012-05-20"],
    ),
    "in a paragraph": (
        "en",
        "*May.* On the third of May a mine near Hit, Anbar, killed one. On the ninth, gunmen in Khalis, Diyala, shot a "
        "baker dead. On the twentieth, mortars fell on Taji, Baghdad, and wounded three.\n\n"
        "*June.* On the first of June a bomb in Kut, Wasit, killed two. On the sixth, a bomb in Hilla, Babil, killed "
        "four.\n",
        ["2012-05-03", "2012-05-09", "2012-05-20", "2012-06-01", "2012-06-06"],
    ),
    "anywhere in its sentence": (
        "en",
        "Near Hit in Anbar, on 3 May, a mine killed one. In Khalis, Diyala, gunmen shot a baker dead (9 May). Mortars "
        "fell on Taji, Baghdad, on 20 May and wounded three.\n\n"
        "A bomb in Kut, Wasit, killed two on 1 June. At Hilla, Babil, a car bomb killed four (6 June).\n",
        ["2012-05-03", "2012-05-09", "2012-05-20", "2012-06-01", "2012-06-06"],
    ),
    "under a month": (
        "en",
        "- **May 2012**\n  - 3rd: Hit, Anbar, mine, tractor, one killed\n  - 9th: Khalis, Diyala, gunmen, baker, one "
        "killed\n- **June**\n  - 1st: Kut, Wasit, bomb, cafe, two killed\n",
        ["2012-05-03", "2012-05-09", "2012-06-01"],
    ),
    "named fields": (
        "en",
        "\n".join(
            f"Where: {place}. When: {day}. What: roadside bomb, police patrol. Cost: {n} dead, 1 hurt."
            for place, day, n in (
                ("Hit, Anbar", "3 May", 2), ("Kut, Wasit", "9 May", 1), ("Taji, Baghdad", "11 May", 3),
                ("Hilla, Babil", "20 May", 4),
            )
        ),
        ["2012-05-03", "2012-05-09", "2012-05-11", "2012-05-20"],
    ),
    "Arabic, behind a word": (
        "ar",
        "في 3 أيار انفجر لغم تحت جرار قرب هيت في الأنبار فقتل واحد.\n\n"
        "وفي 9 أيار أطلق مسلحون النار على خباز في الخالص بديالى فقتلوه.\n\n"
        "وفي العشرين من أيار سقطت قذائف هاون على بيوت في التاجي ببغداد وجرح ثلاثة.\n",
        ["2012-05-03", "2012-05-09", "2012-05-20"],
    ),
    "Arabic, under a month": (
        "ar",
        "## أيار 2012\n\n- يوم 3: لغم تحت جرار، هيت، الأنبار، قتيل واحد\n"
        "- يوم 9: مسلحون، خباز، الخالص، ديالى، قتيل واحد\n",
        ["2012-05-03", "2012-05-09"],
    ),
    "Arabic, lettered": (
        "ar",
        "(أ) في 3 أيار انفجر لغم قرب هيت في الأنبار، ولم يصب أحد.\n\n(ب) في 9 أيار أصاب صاروخ بيتا في الخالص بديالى، "
        "وجرح شخص واحد.\n",
        ["2012-05-03", "2012-05-09"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_entries_are_found_by_their_days(name: str) -> None:
    language, text, expected = LISTS[name]
    assert days(listed(text, language)) == expected


def test_a_report_with_one_day_is_no_list() -> None:
    text = (
        "A mine killed a farmer near Hit in Anbar on Monday, police said. On 3 May a bomb had killed two in the town. "
        "The mayor asked for sappers."
    )
    assert listed(text, published="2012-05-10") == []


@pytest.mark.parametrize(
    ("told", "killed", "wounded"),
    [
        ("قتيلان وجريح", 2, 1),
        ("قتيل وجريح", 1, 1),
        ("(ق 1، ج 3)", 1, 3),
        ("لا قتلى، وجريحان", 0, 2),
        ("لم يُذكر قتلى ولا جرحى", None, None),
        ("قتيلان، ولم يُذكر الجرحى", 2, None),
    ],
)
def test_what_an_arabic_entry_does_not_tell_is_not_zero(told: str, killed: int | None, wounded: int | None) -> None:
    entry = f"- 3 أيار، هيت، الأنبار: عبوة ناسفة على دورية للشرطة، {told}\n"
    first = listed(f"## أيار 2012\n\n{entry}- 4 أيار، الكوت، واسط: عبوة، لا إصابات\n", "ar")[0]
    assert [first[of] and first[of]["best"] for of in ("killed", "wounded")] == [killed, wounded]


@pytest.mark.parametrize(
    ("told", "killed", "wounded"),
    [
        ("a bomb under the car of a judge killed him and wounded two", 1, 2),
        ("mortar rounds on the American base wounded two soldiers and killed no one", 0, 2),
        ("car bomb, market (4, 9)", 4, 9),
        ("car bomb, market. K 4 W 9", 4, 9),
    ],
)
def test_tolls_of_entries_in_sentences_and_in_pairs(told: str, killed: int, wounded: int) -> None:
    other = told.replace("4", "1").replace("9", "0")
    text = "## May 2012\n\n" + "".join(f"- {n} May, Hit, Anbar: {told if n == 1 else other}\n" for n in range(1, 6))
    first = listed(text)[0]
    assert [first[of]["best"] for of in ("killed", "wounded")] == [killed, wounded]


def test_an_arabic_table_is_read_by_the_names_of_its_columns() -> None:
    text = (
        "| م | التاريخ | المكان | ما جرى | القتلى | المصابون |\n|---|---|---|---|---|---|\n"
        "| ١ | ٣ أيار ٢٠١٢ | هيت، الأنبار | عبوة على دورية للشرطة | ٢ | ١ |\n"
        "| ٢ | ٩ أيار ٢٠١٢ | الكوت، واسط | صاروخ على قاعدة | ٠ | لم يذكر |\n"
    )
    found = listed(text, "ar")
    assert [(one["killed"] or {}).get("best") for one in found] == [2, 0]
    assert [(one["wounded"] or {}).get("best") for one in found] == [1, None]
