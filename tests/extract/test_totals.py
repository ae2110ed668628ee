"""Totals that a text states: how many, of what, and of which period, place and weapon."""

from __future__ import annotations

from typing import Any

import pytest
from texts import line

LIST = "\n\n- 3 October: IED on supply convoy, Babil, 1 killed\n- 5 October: Rockets, Baghdad airport, 2 wounded\n"


def totals(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = line(text)["totals"]
    return found


def told(text: str) -> list[tuple[int, str]]:
    return [(total["n"], total["of"]) for total in totals(text)]


def scope(total: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in total["scope"].items() if value is not None}


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("October Totals – 2", [(2, "incidents")]),
        ("October Totals - 2 attacks", [(2, "incidents")]),
        ("Total: 2", [(2, "incidents")]),
        ("Total: 2 incidents, 1 killed, 2 wounded", [(2, "incidents"), (1, "killed"), (2, "wounded")]),
        ("Total: 2 incidents (1K, 2W)", [(2, "incidents"), (1, "killed"), (2, "wounded")]),
        ("Two attacks in all", [(2, "incidents")]),
    ],
)
def test_closing_lines(closing: str, expected: list[tuple[int, str]]) -> None:
    found = told(f"What was logged{LIST}\n{closing}\n")
    assert found == expected


def test_a_chain_takes_its_noun_from_the_first_count() -> None:
    text = "There have been eight attacks in December versus just one in November and seven in October." + LIST
    found = totals(text)
    assert [(t["n"], t["of"], t["scope"]["when"]["start"]) for t in found] == [
        (8, "incidents", "2020-12-01"),
        (1, "incidents", "2020-11-01"),
        (7, "incidents", "2020-10-01"),
    ]
    assert [d["from"] for d in found[1]["derived"] if d["field"] == "of"] == ["rule"]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("There were two attacks in Babil in October.", {"place": "Babil", "month": "2020-10-01"}),
        ("There were two rocket attacks in October.", {"weapon": "rocket", "month": "2020-10-01"}),
        ("There were two attacks in Mosul.", {"place": "Mosul"}),
        ("There were two attacks last month.", {"month": "2020-11-01"}),
    ],
)
def test_the_scope_of_a_count_is_that_of_its_clause(prose: str, expected: dict[str, str]) -> None:
    (total,) = totals(prose + LIST)
    found = scope(total)
    if "when" in found:
        found["month"] = found.pop("when")["start"]
    assert (total["n"], found) == (2, expected)


def test_parts_name_their_whole() -> None:
    found = totals("There were six attacks in October: three in Babil, two in Basra and one in Anbar." + LIST)
    assert [t["n"] for t in found] == [6, 3, 2, 1]
    assert {t["part_of"]["total"] for t in found[1:]} == {found[0]["id"]}
    assert found[0]["part_of"] is None
    assert [t["scope"]["place"] for t in found[1:]] == ["Babil", "Basra", "Anbar"]


@pytest.mark.parametrize(
    "prose",
    [
        "The base lies 12 km from Hit and was hit by 107mm rockets.",
        "On 5 October 2020 the parliament met at 10:30.",
        "He was 26 years old.",
        "Brigade 45 denied it, as Article 140 says.",
        "An attack was expected.",
    ],
)
def test_numbers_that_count_no_attacks_are_no_totals(prose: str) -> None:
    assert told(prose + LIST) == []


def test_a_headings_count_is_of_its_list() -> None:
    found = totals("What was logged\n\n## October 2020 (2 attacks)" + LIST)
    assert [(t["n"], t["scope"]["when"]["start"]) for t in found] == [(2, "2020-10-01")]


def test_the_number_is_quoted_with_its_noun() -> None:
    (total,) = totals("In October there were two attacks." + LIST)
    assert [(e["field"], e["quote"]) for e in total["evidence"]] == [
        ("n", "two attacks"),
        ("of", "attacks"),
        ("scope", "October"),
    ]


def test_list_entries_and_sources_state_no_totals() -> None:
    text = "What was logged" + LIST + "\nSources\nAl Aalem, “Eight attacks on convoys in a month,” 12/24/20\n"
    assert told(text) == []


def test_a_month_is_quoted_without_the_full_stop_after_it() -> None:
    (total,) = totals("There were two attacks in October." + LIST)
    assert [e["quote"] for e in total["evidence"] if e["field"] == "scope"] == ["October"]


TABLE = """
| Month | Attacks | Killed | Wounded |
|---|---|---|---|
| October | 2 | 1 | 2 |
| Total | 2 | 1 | 2 |
"""


def test_tables_that_sum_up_a_list() -> None:
    found = totals(f"What was logged{LIST}{TABLE}")
    october = [(t["n"], t["of"]) for t in found if t["scope"]["when"]]
    assert october == [(2, "incidents"), (1, "killed"), (2, "wounded")]
    assert [(t["n"], t["of"]) for t in found if not t["scope"]["when"]] == october
    assert {t["told_in"] for t in found} == {"line"}


def test_a_row_that_names_nothing_known_sums_up_nothing() -> None:
    table = TABLE.replace("| October", "| Jumble").replace("| Total", "| Oddments")
    assert totals(f"What was logged{LIST}{table}") == []


def test_attacks_that_killed_nobody_are_counted_as_those() -> None:
    (found,) = totals("Three of the attacks were in Babil with no deaths." + LIST)
    assert (found["n"], found["of"], found["readings"][0]["hurting"]) == (3, "incidents", "no_killed")
