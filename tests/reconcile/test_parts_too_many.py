"""Sums whose parts are too many, or whose heading leaves out what the others take in."""

from __future__ import annotations

from datetime import datetime

import pytest

from sijill import pipeline
from sijill.extract import RulesExtractor
from sijill.model.text import Document
from sijill.reconcile.account import Account, account_of
from sijill.reconcile.sums import line_of

IRAQ = pipeline.theatre("iraq")
LIST = (
    "- 1 May, Baghdad: roadside bomb on a patrol, 1 killed\n- 2 May, Baghdad: gunmen shot a baker, 1 killed\n"
    "- 3 May, Baquba, Diyala: bomb at a market, 2 killed\n- 4 May, Ramadi, Anbar: mortar on a house, 1 wounded\n"
)


def account(text: str) -> Account:
    document = Document(text, "en", datetime(2014, 6, 2, 12, tzinfo=IRAQ.timezone))
    reports = pipeline.read(document, RulesExtractor(IRAQ)).reports
    lines = [line_of(r, IRAQ.side_of) for r in reports if r.family == "incident" and r.value("role") == "listed"]
    return account_of([r for r in reports if r.family == "total"], lines)


def errors(text: str) -> list[str]:
    document = Document(text, "en", datetime(2014, 6, 2, 12, tzinfo=IRAQ.timezone))
    return [c.message for c in pipeline.read(document, RulesExtractor(IRAQ)).checks if c.severity == "error"]


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("Of the month's 4 attacks, 2 were in Baghdad, 1 in Diyala and 1 elsewhere.", None),
        ("Of the month's 4 attacks, 2 were in Baghdad, 2 in Diyala and 1 elsewhere.", "add up to 5"),
        ("Of the month's 4 attacks, 2 were in Baghdad and 1 in Diyala.", None),
        # So told they may be all or not: one left out of three and more is a slip, unless the list has it elsewhere.
        ("Of the 20 papers that I keep, 8 are stamped, 7 signed and 4 torn.", None),
        ("Of the 4 attacks, 1 was told by a nurse, 1 by a guard and 1 by a neighbour.", "add up to 3"),
        ("Of the 4 killed, 1 was buried at night, 3 the same day and 2 the day after, as the gravedigger has it.", "6"),
        ("Of the 4 killed, 2 fell in Baghdad, 2 in Diyala; I asked in both.", None),
        ("Of the 4 attacks, 1 was in the two villages, 2 in town and 1 beyond.", None),
        ("Most of this comes from 4 attacks, guns from 2, a mine from 3.", None),
        ("The list has 5 casualties, 4 killed and 2 wounded.", "add up to 6"),
        ("The list has 4 attacks: 2 in Baghdad, 1 in Diyala and the one from Ramadi.", None),
    ],
)
def test_parts_of_a_whole(prose: str, found: str | None) -> None:
    told = errors(f"# May 2014\n\n{LIST}\n{prose}\n")
    assert told == [] if found is None else len(told) == 1 and found in told[0]


FOUND = "- 5 May, Baghdad: police found a bomb under a bridge and defused it\n"


def test_a_heading_without_the_foiled_where_all_else_takes_them_in() -> None:
    prose = "Baghdad had 3 of the attacks, Diyala 1 and Anbar 1. Bombs were 3 of the 5.\n"
    fair = account(f"# May 2014\n\n{LIST}{FOUND}\nTotal: 5 attacks.\n\n{prose}")
    assert [(one.stated, one.found) for one in fair.wrong] == []
    odd = account(f"# May 2014\n\n{LIST}{FOUND}\nTotal: 4 attacks.\n\n{prose}")
    assert [(one.stated, one.found) for one in odd.wrong if not one.empty] == [(4, 5)]


def test_a_heading_without_the_foiled_is_fair_by_itself() -> None:
    assert errors(f"# May 2014\n\n{LIST}{FOUND}\nTotal: 4 attacks.\n") == []


@pytest.mark.parametrize(
    "prose",
    [
        "That is a drop of three attacks and nine dead.",
        "The fortnight before I had 11 attacks and 19 dead.",
        "May is seven attacks and thirteen dead lighter.",
    ],
)
def test_what_is_told_of_another_period_or_of_the_difference_is_held_to_no_list(prose: str) -> None:
    held = account(f"# May 2014\n\n{LIST}\n{prose}\n").held
    assert len(held) == 2
    assert all(one.empty and one.holds for one in held)


def test_the_one_at_a_place_is_no_place_of_the_count() -> None:
    held = account(f"# May 2014\n\n{LIST}\nTwo planted bombs, the one in Baquba included, killed 3.\n").held
    assert [(one.stated, one.found) for one in held] == [(2, 2), (3, 3)]
