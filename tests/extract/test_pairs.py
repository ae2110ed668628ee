"""How list entries end and open: pairs in words, rows that sum up, days under a month. All is written for the tests."""

from __future__ import annotations

from typing import Any

import pytest
from texts import document

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor


def read(text: str, language: str = "en") -> dict[str, Any]:
    told = document(text, "2020-12-23", language=language)
    reading = pipeline.read(told, RulesExtractor(pipeline.theatre("iraq")))
    return contract.line(told, reading.reports, checks=reading.checks, text_is_input=True)


def tolls(text: str, language: str = "en") -> list[tuple[int | None, int | None]]:
    incidents = read(text, language)["incidents"]
    return [tuple(i[of] and i[of]["best"] for of in ("killed", "wounded")) for i in incidents]  # type: ignore[misc]


LIST = """## May 2020

- 3 May, Mosul, roadside bomb on a police patrol{}
- 9 May, Baquba, gunmen at a checkpoint{}
- 20 May, Kirkuk, mortars on houses{}
"""


@pytest.mark.parametrize(
    "ends",
    [
        (" [two; one]", " [three; none]", " [none; four]"),
        (", 2-1", ", 3-0", ", 0-4"),
        ("; two killed, one wounded", "; three killed, nil wounded", "; nil killed, four wounded"),
    ],
)
def test_tolls_at_the_end_of_every_entry(ends: tuple[str, ...]) -> None:
    assert tolls(LIST.format(*ends)) == [(2, 1), (3, 0), (0, 4)]


def test_words_in_brackets_that_count_nothing_are_no_tolls() -> None:
    assert tolls(LIST.format(" [north; road]", " [east; city]", " [west; river]")) == [(None, None)] * 3


def test_who_shot_is_not_counted_among_the_dead() -> None:
    told = "On 4 October 2020 two men on a motorbike shot dead a protest organiser in Basra. No one else was hurt."
    assert tolls(f"1. {told}\n2. On 5 October 2020 a bomb killed two policemen in Mosul.\n")[0] == (1, 0)
    assert tolls("## May 2020\n\n- 3 May, Mosul: two policemen on a motorbike were shot dead.\n")[0][0] == 2


def test_a_row_of_a_month_and_a_number_sums_up() -> None:
    table = """| Day | Place | What | Dead | Hurt |
|---|---|---|---|---|
| 3 July | Hilla, Babil | roadside bomb on a convoy | 1 | 2 |
| 9 July | Hilla, Babil | gunmen fired on a tanker | 0 | 1 |
| **July, 2 runs hit** | | | **1** | **{}** |
"""
    line = read(table.format(3))
    assert len(line["incidents"]) == 2 and not [c for c in line["checks"] if c["severity"] == "error"]
    (check,) = [c for c in read(table.format(4))["checks"] if c["severity"] == "error"]
    assert (check["stated"], check["found"]) == (4, 3)


def days(text: str) -> list[str]:
    return [i["when"]["start"] for i in read(text, "ar")["incidents"]]


def test_arabic_days_under_their_month() -> None:
    under = """## أيلول 2020

- يوم 3 انفجرت سيارة مفخخة قرب مقهى في الموصل، فقُتل خمسة.
- يوم 10 هاجم مسلحون نقطة للشرطة جنوب كركوك فقتلوا ثلاثة.
- يوم 17: عبوة على دورية للجيش في تلعفر، قتيلان.
"""
    assert days(under) == ["2020-09-03", "2020-09-10", "2020-09-17"]
    bold = """**الرابع والعشرون من نيسان 2020.** سيارة مفخخة قرب كنيسة في الحمدانية، قتيل واحد.

**الثلاثون من أيار 2020.** عبوة على دورية في تلعفر، قتيلان.

**الحادي والعشرون من حزيران 2020.** قناص قتل شرطياً في الموصل.
"""
    assert days(bold) == ["2020-04-24", "2020-05-30", "2020-06-21"]
    arrows = """حزيران 2020
← 6/6، مسيّرة على معسكر للجيش في داقوق، كركوك [قتيل، جريح]
← 13/6، عبوة على سيارة مقاول في الحويجة، كركوك [قتيل، جريح]
← 21/6، هاون على دورية قرب الكوت، واسط [قتيل، جريح]
"""
    assert days(arrows) == ["2020-06-06", "2020-06-13", "2020-06-21"]
