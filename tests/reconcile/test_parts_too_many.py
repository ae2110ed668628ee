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
