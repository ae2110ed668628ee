"""Turns of phrase in entries of lists: tolls by pronoun, bombs taken away, cards, letters and places on a road."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

IRAQ = pipeline.theatre("iraq")
OTHER = {
    "en": "- 30 May, Ramadi: IED on police patrol, 1 killed",
    "ar": "- 30 أيار، الرمادي: عبوة على دورية، قتيل واحد",
}
HEADING = {"en": "# May 2014", "ar": "# أيار 2014"}


def read(text: str, language: str) -> dict[str, Any]:
    document = Document(text, language, datetime(2014, 6, 2, 12, tzinfo=IRAQ.timezone))
    reading = pipeline.read(document, RulesExtractor(IRAQ))
    found: dict[str, Any] = contract.line(document, reading.reports, checks=reading.checks, text_is_input=True)
    return found


def entry(language: str, line: str) -> dict[str, Any]:
    found: dict[str, Any] = read(f"{HEADING[language]}\n\n{line}\n{OTHER[language]}\n", language)["incidents"][0]
    return found


def best(toll: dict[str, Any] | None) -> int | None:
    return toll["best"] if toll else None


@pytest.mark.parametrize(
    ("language", "line", "killed", "wounded"),
    [
        ("ar", "- 27 أيار، العزيزية: مسلحون قتلوا مدير بلدية ومرافقه.", 2, None),
        ("ar", "- 3 أيار، الموصل: مسلحان قتلا صاحب صيدلية داخل صيدليته.", 1, None),
        ("ar", "- 12 أيار، الموصل: قُتلت شقيقتان برصاص مسدس في باب دارهما وجُرحت الأم.", 2, 1),
        ("ar", "- 18 أيار، الطارمية: لاصقة على سيارة قائد صحوة، أُصيب هو ومرافقان.", None, 3),
        ("ar", "- 3 أيار، الأعظمية: لاصقة بسيارة أستاذ جامعي، جُرح وابنته.", None, 2),
        ("ar", "- 24 أيار، بعقوبة: مسلحون اقتحموا بيت عنصر في الصحوة، قتلوه مع أربعة من أهله.", 5, None),
        ("ar", "- 5 أيار، الرشاد: قناص يستهدف مقاتلاً من الحشد عند نقطة فيقتله.", 1, None),
        ("ar", "- 7 أيار، الناصرية: عبوة لاصقة بسيارة مقاول، أصيب المقاول.", None, 1),
        ("ar", "- 5 أيار، الفلوجة: لاصقة بسيارة قائد صحوة، قُتل القائد وأصيب أخوه.", 1, 1),
        ("ar", "- 2 أيار، داقوق، مسلحون على نقطة للشرطة الاتحادية {٢ · ١}", 2, 1),
        ("en", "- 4 May, Daquq, Kirkuk: a roadside bomb under a federal police truck killed 4.", 4, None),
        ("en", "- 5 May, Balad: gunmen at a false checkpoint killed 3 lorry drivers.", 3, None),
        ("en", "- 2 May, Hawija: men in army dress took 3 villagers from their beds and shot them dead.", 3, None),
        (
            "en",
            "- 3 May, Shirqat: a mukhtar's house blown up; he and 2 sons, 3 people in all, killed.",
            3,
            None,
        ),
        ("en", "- 7 May, Mosul: sticky bomb under the car of an accountant. 1 wounded, not killed.", 0, 1),
        ("en", "- 8 May, Dora: roadside bomb on a patrol. Toll: none.", 0, 0),
        ("en", "- Mortars, Peshmerga post, Sinjar, – killed, 2 wounded, May 10", None, 2),
        ("en", "- Rockets, army base, Taji, ? killed, - wounded, May 13", None, None),
        ("ar", "- 10 أيار، الأعظمية: قناص أصاب جندياً واقفاً في نقطة تفتيش فقتله.", 1, None),
        ("en", "- 6 May, Qayyarah, Ninewa: 9 rockets at the air base, nc.", 0, 0),
        ("en", "- 13 May, Daquq: pylons brought down with explosives, the line dead for a day.", None, None),
    ],
)
def test_tolls(language: str, line: str, killed: int | None, wounded: int | None) -> None:
    told = entry(language, line)
    assert (best(told["killed"]), best(told["wounded"])) == (killed, wounded)


@pytest.mark.parametrize(
    ("language", "line", "kind"),
    [
        ("en", "- 28 May, Baghdad: police find a bomb beneath a barrow in the market and carry it off (0/0).", "find"),
        ("en", "- 3 May, Madain: soldiers find a car rigged with explosives, and blow it up empty.", "find"),
        ("ar", "- 19 أيار، الفلوجة: عبوة تحت جسر رُفعت قبل مرور الرتل، لا إصابات.", "find"),
        ("ar", "- 31 أيار، الإسكندرية: سيارة مفخخة عُطلت قرب معمل السيارات، لا ضحايا.", "find"),
        ("en", "- 9 May, Kifri: car bomb blown up by the army killed 2 and wounded 3.", "attack"),
        ("ar", "- 5 أيار، الرمادي: عبوة رفعت قبل أن تنفجر ثانية قتلت ثلاثة جنود.", "attack"),
        ("en", "- 9 May, Kifri: car bomb blown up by the army, several wounded.", "attack"),
        ("en", "- 9 May, Kifri: roadside bomb, the dead dug up from under a wall.", "attack"),
        ("en", "- 9 May, Kifri: roadside bomb hit a tank, towed away at night.", "attack"),
        ("ar", "- 5 أيار، الرمادي: سيارة مفخخة فجرها الجيش، وعدد من الجرحى.", "attack"),
    ],
)
def test_a_bomb_taken_away_is_a_find_where_nobody_was_hurt(language: str, line: str, kind: str) -> None:
    told = entry(language, line)
    assert (told["kind"] == "disrupted_weapons_use") == (kind == "find")
    assert (told["status"] == "foiled") == (kind == "find")


@pytest.mark.parametrize(
    ("language", "line", "kind", "status"),
    [
        ("en", "- 3 May, Baqubah: a suicide bomber was shot dead before he could set off his belt; 1 killed.",
         "suicide_bomb", "foiled"),
        ("en", "- 3 May, Mosul: suicide bomber blew himself up before he reached the gate, 3 killed",
         "suicide_bomb", "occurred"),
        ("en", "- 6 May, Kirkuk: gunmen took 6 men off the Hawija road.", "abduction_forced_disappearance", "occurred"),
        ("en", "- 9 May, Yarmouk: gunmen with silencers fire at a checkpoint of the Sahwa, 2 killed.",
         "armed_clash", "occurred"),
        ("ar", "- 3 أيار، الجادرية: كاتم على شرطي مرور في تقاطع، قُتل.", "armed_clash", "occurred"),
        ("ar", "- 21 أيار، تلعفر: انتحاري تقتله القوات قبل أن يصل إلى سيطرتها، ولم يصب غيره.",
         "suicide_bomb", "foiled"),
    ],
)  # fmt: skip
def test_kind_and_status(language: str, line: str, kind: str, status: str) -> None:
    told = entry(language, line)
    assert (told["kind"], told["status"]) == (kind, status)


def test_a_name_that_only_says_which_road_is_no_place_of_its_own() -> None:
    told = entry("en", "- 3 May: in Kirkuk a suicide bomber got into a Hashd office on the Baghdad road, 6 killed.")
    assert told["place"]["admin1"] == "Kirkuk"
    told = entry("ar", "- 5 أيار، كركوك: عبوة على طريق بغداد، قتيلان")
    assert told["place"]["admin1"] == "Kirkuk"
    told = entry("en", "- 5 May, Makhmur road, Ninewa: bomb, 2 killed")
    assert told["place"]["admin1"] == "Ninewa"


def test_cards_under_a_bold_line_are_entries() -> None:
    cards = "\n\n".join(
        f"**Card {n}.** {place} · {n + 2} May 2014\n{what}\nCost: {cost}"
        for n, (place, what, cost) in enumerate(
            [
                ("Rashad, Kirkuk", "Roadside bomb, federal police patrol.", "2 killed, 1 wounded"),
                ("Qara Tapa, Diyala", "Gunmen attack an army post before dawn.", "1 killed, 3 wounded"),
                ("Jalawla, Diyala", "Mortar shells on a village.", "no casualties"),
                ("Khanaqin, Diyala", "Gunmen carry off charcoal burners from the hills.", "not known"),
            ],
            start=1,
        )
    )
    told = read(f"# Cards, May 2014\n\n{cards}\n", "en")["incidents"]
    assert [one["when"]["start"] for one in told] == ["2014-05-03", "2014-05-04", "2014-05-05", "2014-05-06"]
    assert [best(one["killed"]) for one in told] == [2, 1, 0, None]


def test_letters_told_in_words_are_those_of_a_weapon() -> None:
    told = read(
        "# January 2024\n\nOWAD is an attack drone that does not come back, IDF is rockets or mortars.\n\n"
        "- 8 January, Ain al-Asad (Anbar): OWAD hit a hangar, no casualties.\n"
        "- 9 January, Erbil airport (Erbil): OWAD, no casualties.\n"
        "- 11 January, Harir base (Erbil): OWAD fell short, no casualties.\n",
        "en",
    )["incidents"]
    assert [one["weapons"][0]["type"] for one in told] == ["drone"] * 3


def test_the_column_of_weapons_goes_before_that_of_incidents() -> None:
    told = read(
        "# تشرين الأول 2010\n\n| ت | اليوم | المنطقة | الحادث | السلاح | القتلى | الجرحى |\n"
        "|---|---|---|---|---|---|---|\n"
        "| 1 | 7 ت1 | سنجار | تفجير أمام مبنى القائممقامية | سيارة مفخخة | 5 | 21 |\n"
        "| 2 | 11 ت1 | القيارة | قصف القاعدة الأميركية | صواريخ | 0 | 0 |\n",
        "ar",
    )["incidents"]
    assert [one["weapons"][0]["type"] for one in told] == ["vehicle_bomb", "rocket"]
