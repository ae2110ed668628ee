"""On what ground English running text names a doer, and what looks like an event and is none."""

from __future__ import annotations

import pytest
from texts import line, news


@pytest.mark.parametrize(
    ("text", "name", "basis"),
    [
        (
            "Gunmen killed two guards in Kirkuk on Monday. Islamic State, which had threatened the depot, claimed it.",
            "Islamic State",
            "claimed",
        ),
        ("Rockets hit Taji on Monday. Officers believe Islamic State was behind it.", "Islamic State", "suspected"),
        ("Nine men were shot dead near Hawija on Monday. Elders put it down to IS.", "IS", "blamed"),
        (
            "A mine killed a driver near Sinjar on Monday. The claim was made in leaflets signed by Islamic State.",
            "Islamic State",
            "claimed",
        ),
    ],
)  # fmt: skip
def test_grounds_told_in_other_words(text: str, name: str, basis: str) -> None:
    told = [(one["name"], one["basis"]) for one in news(text)["perpetrators"]]
    assert told == [(name, basis)]


@pytest.mark.parametrize(
    "text",
    [
        "The price war between two Baghdad grocers exploded on Monday with a barrage of discounts.",
        "Deaths from bombs in Iraq fell by a third last year, an annual count says: 940 killed and 2,100 wounded.",
        "A federal judge in Erbil gave a smuggler nine years on Monday for selling rifles and grenades.",
    ],
)
def test_figures_counts_and_courts_are_no_event(text: str) -> None:
    assert line(text)["incidents"] == []


def test_ground_that_an_army_takes_is_regained() -> None:
    told = news("The Iraqi army captured the town of Rawa on Monday.")
    assert told["kind"] == "government_regains_territory"


def test_whoever_uses_a_convoy_did_not_strike_it() -> None:
    assert news("A bomb hit trucks hired by the coalition near Hilla on Monday.")["perpetrators"] == []


def test_the_kin_of_the_dead_are_counted() -> None:
    told = news("Mortar bombs fell on a bakery in Mosul on Monday, killing the owner and his apprentice.")
    assert told["killed"]["best"] == 2


def test_bombs_are_not_counted_among_the_dead() -> None:
    told = news("Two roadside bombs killed six soldiers and injured eleven near Baiji on Monday.")
    assert (told["killed"]["best"], told["wounded"]["best"]) == (6, 11)


def test_a_part_named_between_commas_leaves_the_whole() -> None:
    told = news("Fourteen people, most of them women, died when shells hit Hawija on Monday.")
    assert told["killed"]["best"] == 14


def test_the_dead_that_nobody_stands_by_are_not_added() -> None:
    told = "Gunmen attacked an army post near Hawija on Monday, killing four soldiers. "
    four = {"low": 4, "best": 4, "high": 4}
    assert news(told + "Posts that three of the attackers died could not be confirmed.")["killed"] == four
    assert news(told + "The army has killed 210 of the group's men this year.")["killed"] == four
