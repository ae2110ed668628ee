"""Slip or misreading: what the signs say, and that what they weigh is a likelihood."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from sijill import pipeline
from sijill.extract import RulesExtractor
from sijill.model.text import Document
from sijill.reconcile.account import Account, account_of
from sijill.reconcile.signs import signs
from sijill.reconcile.slips import ACCUSED, judge, likelihood
from sijill.reconcile.sums import line_of, stated_in

IRAQ = pipeline.theatre("iraq")
OCTOBER = (
    "IED – supply convoy – Babil – 1 killed, 2 wounded",
    "Rocket – Baghdad airport – 0 killed, 3 wounded",
    "IED – police patrol – Kirkuk – 2 killed, 1 wounded",
)
NOVEMBER = ("Rockets – Taji base – 1 killed, 0 wounded", "IED – supply convoy – Muthanna – 0 killed, 1 wounded")


def account(*lines: str) -> Account:
    published = datetime.combine(datetime(2020, 12, 26), time(12), IRAQ.timezone)
    document = Document("\n".join(lines) + "\n", "en", published)
    reports = pipeline.read(document, RulesExtractor(IRAQ)).reports
    listed = [line_of(r, IRAQ.side_of) for r in reports if r.family == "incident" and r.value("role") == "listed"]
    totals = [r for r in reports if r.family == "total"]
    return account_of(sorted(totals, key=lambda t: stated_in(t).spans[0].start), listed)


def post(whole: int, october: int = 3, november: int = 2) -> Account:
    return account(
        f"There were {whole} attacks in all.",
        "",
        *OCTOBER,
        f"October Totals – {october}",
        "",
        *NOVEMBER,
        f"November Totals – {november}",
    )


def test_every_sign_that_is_weighed_is_one_that_is_seen() -> None:
    told = post(whole=6)
    (wrong,) = told.wrong
    assert set(judge()["signs"]) == set(signs(told, wrong))


def test_all_that_holds_is_right_and_nothing_wrong() -> None:
    told = post(whole=5)
    assert [one.stated for one in told.right] == [5, 3, 2]
    assert told.wrong == []


def test_months_that_add_up_to_the_whole_as_stated_clear_a_figure() -> None:
    both = post(whole=6, october=4)
    assert [signs(both, one)["books_add_up"] for one in both.wrong] == [1, 1]
    alone = post(whole=5, october=4)
    (told,) = (signs(alone, one) for one in alone.wrong)
    assert (told["books_add_up"], told["books_mended"]) == (0, 1)


def test_a_figure_off_by_one_among_many_that_hold_is_a_slip_and_one_far_off_a_misreading() -> None:
    near, far = post(whole=5, october=4), post(whole=5, october=11)
    assert likelihood(near, near.wrong[0]) > 0.8
    assert likelihood(far, far.wrong[0]) < ACCUSED


@pytest.mark.parametrize("told", ["about six", "at least six", "between six and eight"])
def test_a_number_that_is_not_exact_is_held_to_no_list(told: str) -> None:
    assert account(f"There were {told} attacks in October.", "", *OCTOBER, "October Totals – 3").wrong == []


def test_a_month_without_any_line_is_a_slip_where_all_else_is_read() -> None:
    told = account(*OCTOBER, "October Totals – 3", "", "November Totals – 1")
    (empty,) = told.wrong
    assert empty.empty
    assert likelihood(told, empty) == 1
    doubtful = account(*OCTOBER, "October Totals – 5", "", "November Totals – 1")
    assert likelihood(doubtful, next(one for one in doubtful.wrong if one.empty)) == 0


def test_a_sum_of_a_short_list_that_is_read_whole_is_plain() -> None:
    told = account(*OCTOBER, "October Totals – 4")
    (wrong,) = told.wrong
    assert likelihood(told, wrong) >= ACCUSED


def test_a_toll_that_the_list_gives_with_one_line_more_is_seen() -> None:
    taji = "Rockets – Taji base – 2 killed, 0 wounded"
    for line, seen in ((taji, 1), (taji.replace("2 killed", "3 killed"), 0)):
        told = account(*OCTOBER, "October Totals – 3 attacks, 5 killed", "", line, NOVEMBER[0], "November Totals – 2")
        (wrong,) = told.wrong
        assert (wrong.stated, wrong.found) == (5, 3)
        assert signs(told, wrong)["one_line"] == seen
