"""Sums that a text writes out: a whole and all its parts, whatever these are called. Texts written for the tests."""

from __future__ import annotations

import pytest
from test_ways import ARABIC, LIST, errors, read

WRONG = [
    ("The 12 dead were: 4 from the police, 7 civilians (I count the mukhtar here) and 2 others of ours.", 12, 13),
    ("The 12 dead were: 4 from the police, 7 townsfolk (I count the mukhtar here) and 2 Sahwa.", 12, 13),
    ("12 killed, which fall as follows: 4 at roadside posts, 3 in houses and 6 at a market.", 12, 13),
    ("Killed: 12, of whom 4 by hidden charges, 5 by the parked car and 4 by rifles.", 12, 13),
    ("Killed: 12, of whom 4 by hidden charges and 5 by the parked car.", 12, None),
    ("The attacks hit 31 people: 12 killed and 18 wounded.", 31, 30),
    ("By thing struck: 6 events = 3 on police + 1 on convoys + 1 on houses + 2 on markets.", 6, 7),
    ("Six attacks (Ninewa 2, Diyala 3, Kirkuk 1, Salahaddin 1).", 6, 7),
]


@pytest.mark.parametrize(("said", "stated", "found"), WRONG)
def test_parts_are_held_to_their_whole(said: str, stated: int, found: int | None) -> None:
    sums = [e for e in errors(said, "", *LIST) if e[0] == "sum_of_parts"]
    assert sums == ([("sum_of_parts", stated, found)] if found else [])


RIGHT = [
    "The 12 dead were: 4 from the police, 6 townsfolk and 2 Sahwa.",
    "Six of the attacks hit the state: 4 its police, 1 its army.",
    "Ninewa (2), Diyala (2), Kirkuk (1), Salahaddin (1): six attacks.",
    "Six attacks (3 mines of which 1 was found late, 1 sniper, 1 raid and 1 car bomb).",
    "The 12 dead: 6 in Ninewa, 4 in Diyala, 1 in Kirkuk and 1 in Salahaddin, in six attacks.",
    "Six attacks in all; police posts 3, of them 2 by mines; guns, the sniper's among them, 3.",
]


@pytest.mark.parametrize("said", RIGHT)
def test_what_adds_up_or_is_no_whole_is_not_accused(said: str) -> None:
    assert [e for e in errors(said, "", *LIST) if e[0] == "sum_of_parts"] == []


def test_arabic_words_for_one_and_two_are_parts() -> None:
    right = "عندي أربع حوادث موزعة هكذا: اثنتان في نينوى وواحدة في صلاح الدين وواحدة في كركوك."
    wrong = "عندي أربع حوادث موزعة هكذا: ثلاث في نينوى وواحدة في صلاح الدين وواحدة في كركوك."
    assert errors(right, "", *ARABIC, lang="ar") == []
    assert ("sum_of_parts", 4, 5) in errors(wrong, "", *ARABIC, lang="ar")
    days = "القتلى ثمانية: ستة في نينوى واثنان في غيرها، وقتلى الموصل سقطوا في يوم واحد."
    assert [e for e in errors(days, "", *ARABIC, lang="ar") if e[0] == "sum_of_parts"] == []


def test_each_part_is_quoted() -> None:
    said = "The 12 dead were: 4 from the police, 7 townsfolk and 2 Sahwa."
    line = read(said, "", *LIST)
    (check,) = [c for c in line["checks"] if c["rule"] == "sum_of_parts"]
    assert [said[e["start"] : e["end"]] for e in check["evidence"] if e["field"] == "found"] == ["4", "7", "2"]
    (whole,) = [t for t in line["totals"] if t["n"] == 12]
    assert whole["addends"] == [4, 7, 2]
