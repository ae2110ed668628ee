"""Sums in running prose, held to a list: those that are right hold, and those that are wrong do not."""

from __future__ import annotations

import pytest
from texts import IRAQ, reading

from sijill.reconcile.account import Account, account_of
from sijill.reconcile.sums import line_of

LIST = """

- 3 March: IED on police patrol, Baghdad, 2 killed, 4 wounded
- 9 March: Gunmen shot a judge, Mosul, 1 killed
- 15 March: Rockets on the airport, Baghdad, no casualties
- 2 April: Car bomb in a market, Baqubah, 12 killed, 30 wounded
- 20 April: Gunmen attacked a checkpoint, Mosul, 3 killed, 2 wounded
- 2 May: IED on army patrol, Mosul, 1 killed
- 9 May: Mortars on a village, Diyala, 3 wounded
- 12 May: Gunmen shot an officer, Kirkuk, 1 killed
"""


def account(prose: str) -> Account:
    reports = reading(f"{prose}{LIST}").reports
    lines = [line_of(r, IRAQ.side_of) for r in reports if r.family == "incident" and r.value("role") == "listed"]
    return account_of([r for r in reports if r.family == "total"], lines)


def told(prose: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """What holds and what does not, each number with what it counts."""
    found = account(prose)
    right, wrong = ([(o.stated, o.of) for o in some if not o.empty] for some in (found.right, found.wrong))
    return right, wrong


@pytest.mark.parametrize(
    ("prose", "right", "wrong"),
    [
        ("Two attacks killed nobody.", [(2, "incidents")], []),
        ("In two entries nobody was killed.", [(2, "incidents")], []),
        (
            "No one was killed or wounded in one of the attacks, and nobody killed in two of them.",
            [(1, "incidents"), (2, "incidents")],
            [],
        ),
        ("Three attacks killed nobody.", [], [(3, "incidents")]),
    ],
)
def test_attacks_that_hurt_nobody(prose: str, right: list[object], wrong: list[object]) -> None:
    assert told(prose) == (right, wrong)


@pytest.mark.parametrize(
    ("prose", "right", "wrong"),
    [
        (
            "March saw three attacks and 3 dead, April two and 15.",
            [(3, "incidents"), (3, "killed"), (2, "incidents"), (15, "killed")],
            [],
        ),
        (
            "March had 3 dead in three attacks. April had 15 in two, May two in four.",
            [(3, "killed"), (3, "incidents"), (15, "killed"), (2, "incidents"), (2, "killed")],
            [(4, "incidents")],
        ),
        (
            "The two IEDs killed three, the three shootings five.",
            [(2, "incidents"), (3, "killed"), (3, "incidents"), (5, "killed")],
            [],
        ),
    ],
)
def test_a_clause_built_like_the_one_before_counts_the_same(
    prose: str, right: list[object], wrong: list[object]
) -> None:
    assert told(prose) == (right, wrong)


@pytest.mark.parametrize(
    ("prose", "right", "wrong"),
    [
        ("By months it was three, two and three.", [(3, "incidents"), (2, "incidents"), (3, "incidents")], []),
        ("By month the dead are 3, 14 and 2.", [(3, "killed"), (2, "killed")], [(14, "killed")]),
        ("Deaths: 3, 15 and 2, which makes 20.", [(3, "killed"), (15, "killed"), (2, "killed"), (20, "killed")], []),
        ("The shootings are rows 2, 5, 6 and 8.", [], []),
    ],
)  # fmt: skip
def test_counts_in_a_row_are_of_the_months_in_order(prose: str, right: list[object], wrong: list[object]) -> None:
    assert told(prose) == (right, wrong)


@pytest.mark.parametrize(
    ("prose", "right"),
    [
        ("Baghdad lost two, and Mosul lost five.", [(2, "killed"), (5, "killed")]),
        ("The car bomb took 12 and the IEDs took three.", [(12, "killed"), (3, "killed")]),
        (
            "Of the 20 dead, three fell to IEDs, twelve to the car bomb and five to gunmen.",
            [(20, "killed"), (3, "killed"), (12, "killed"), (5, "killed")],
        ),
        ("The list has 8 items, K 20, W 39.", [(8, "incidents"), (20, "killed"), (39, "wounded")]),
        ("I kept this list for ten seasons, and it has 30 pages.", []),
        ("Sixty per cent of the deaths fell in April, at thirty degrees.", []),
    ],
)
def test_losses_letters_and_units(prose: str, right: list[object]) -> None:
    assert told(prose) == (right, [])


def test_a_hundred_and_some() -> None:
    found = account("One hundred and thirty-two people were wounded.").held
    assert [(one.stated, one.of) for one in found] == [(132, "wounded")]


@pytest.mark.parametrize(
    ("prose", "right"),
    [
        ("Three of the list are from March, two from April.", [(3, "incidents"), (2, "incidents")]),
        ("Three of the eight entries are from Mosul.", [(3, "incidents"), (8, "incidents")]),
        ("April was the worst by twelve and beat May by thirteen.", []),
        ("Table 4 of week eleven has three times as many.", []),
        (
            "By month: three attacks in March with 3 killed, two in April with 15 killed: 8 attacks and 20 killed.",
            [(3, "incidents"), (3, "killed"), (2, "incidents"), (15, "killed"), (8, "incidents"), (20, "killed")],
        ),
    ],
)  # fmt: skip
def test_what_comes_from_a_place_or_month_is_of_it(prose: str, right: list[object]) -> None:
    assert told(prose) == (right, [])


def test_a_toll_that_takes_in_another_is_held_to_no_list() -> None:
    assert told("The mortars hurt five, the dead included.") == ([], [])
