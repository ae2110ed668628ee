"""The dead and the wounded of a stretch of text."""

from __future__ import annotations

import pytest
from texts import bounds, listed, news, scan

from sijill import pipeline
from sijill.extract import rules
from sijill.extract.tolls import Toll, tolls, total

Bounds = tuple[int, int | None, int | None] | None


def read(text: str) -> tuple[Bounds, Bounds]:
    stated = tolls(scan(text), 0, len(text))
    return bounds(total(stated, "killed")), bounds(total(stated, "wounded"))


def exactly(n: int | None) -> Bounds:
    return None if n is None else (n, n, n)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("1 killed, 5 wounded", 1, 5),
        ("1 killed 5 wounded", 1, 5),
        ("2 dead 5 injured", 2, 5),
        ("(3K, 10W)", 3, 10),
        ("3K 10W", 3, 10),
        ("1k 2w", 1, 2),
        ("K: 3, W: 4", 3, 4),
        ("Killed: 3, Wounded: 4", 3, 4),
        ("3 KIA 2 WIA", 3, 2),
        ("5 wounded, 1 killed", 1, 5),
        ("killing two and wounding five", 2, 5),
        ("killing two, three wounded", 2, 3),
        ("killed 2 and wounded 3", 2, 3),
        ("killing one and injuring six more", 1, 6),
        ("leaving 3 dead and 11 wounded", 3, 11),
        ("left two dead", 2, None),
        ("5 killed and 12 others injured", 5, 12),
        ("wounded seven others", None, 7),
        ("two were killed", 2, None),
        ("one dead", 1, None),
        ("both killed", 2, None),
        ("twenty-one killed", 21, None),
        ("a dozen wounded", None, 12),
        ("half a dozen wounded", None, 6),
        ("1,200 wounded", None, 1200),
    ],
)
def test_numbers_beside_toll_words(text: str, killed: int | None, wounded: int | None) -> None:
    assert read(text) == (exactly(killed), exactly(wounded))


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("a policeman was killed and another was wounded", 1, 1),
        ("a lamplighter wounded, nobody dead", 0, 1),
        ("a soldier and two civilians were killed", 3, None),
        ("killing three soldiers and a civilian", 4, None),
        ("an officer and three soldiers wounded", None, 4),
        ("two police officers and a civilian were wounded", None, 3),
        ("one soldier killed, two civilians and a policeman wounded", 1, 3),
        ("two IEDs killed one soldier", 1, None),
        ("the driver was killed", 1, None),
        ("killing the driver", 1, None),
        ("driver wounded", None, 1),
        ("a woman killed", 1, None),
        ("a 12-year-old boy was killed", 1, None),
        ("killed four people, including two children", 4, None),
        ("the councillor was killed and a passer-by was wounded", 1, 1),
        ("the driver of the first truck was wounded", None, 1),
        ("mayor of a village shot dead", 1, None),
        ("Two brothers were shot dead. 2 killed", 2, None),
        ("A man of 26 was shot dead", 1, None),
        ("two of the wounded died", 2, None),
        ("Gunmen on two motorcycles shot dead an analyst", 1, None),
    ],
)
def test_people_named_by_what_they_are(text: str, killed: int | None, wounded: int | None) -> None:
    assert read(text) == (exactly(killed), exactly(wounded))


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("at least twelve killed", (12, 12, None), None),
        ("at least 12 people were killed", (12, 12, None), None),
        ("no fewer than 4 killed", (4, 4, None), None),
        ("up to 10 killed", (0, None, 10), None),
        ("about 5 killed", (5, 5, 5), None),
        ("between three and five killed", (3, None, 5), None),
        ("between three and five people were wounded", None, (3, None, 5)),
        ("three to five wounded", None, (3, None, 5)),
        ("3-5 killed", (3, None, 5), None),
        ("dozens wounded", None, (24, None, None)),
        ("dozens of people were wounded", None, (24, None, None)),
        ("scores injured", None, (40, None, None)),
        ("hundreds killed", (200, None, None), None),
        ("several wounded", None, (2, None, None)),
        ("soldiers killed", (2, None, None), None),
    ],
)
def test_open_numbers_are_ranges(text: str, killed: Bounds, wounded: Bounds) -> None:
    assert read(text) == (killed, wounded)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("no casualties", 0, 0),
        ("zero casualties", 0, 0),
        ("no one hurt", 0, 0),
        ("without casualties", 0, 0),
        ("without causing casualties", 0, 0),
        ("0 killed, 0 wounded", 0, 0),
        ("no injuries", None, 0),
        ("no deaths, 3 injured", 0, 3),
        ("nobody was killed, two wounded", 0, 2),
        ("killed one, no wounded", 1, 0),
    ],
)
def test_a_stated_nothing_is_zero(text: str, killed: int | None, wounded: int | None) -> None:
    assert read(text) == (exactly(killed), exactly(wounded))


@pytest.mark.parametrize(
    "text",
    [
        "no casualties were mentioned",
        "no immediate reports of casualties",
        "107mm rockets on base",
        "Three 107mm rockets hit the base",
        "2/5 IED on convoy",
        "5/10/2020 bomb",
        "2 IEDs on a convoy",
        "IED on convoy at km 12",
        "killed in a gunfight",
        "The attack was on the 5th",
        "Week 3",
        "",
    ],
)
def test_a_number_that_counts_no_people_is_no_toll(text: str) -> None:
    assert read(text) == (None, None)


def test_weapons_beside_a_toll_are_not_added() -> None:
    assert read("4 rockets, 2 wounded") == (None, (2, 2, 2))


@pytest.mark.parametrize(
    ("text", "group", "words"),
    [
        ("killing three soldiers", "army", "soldiers"),
        ("two policemen were killed", "police", "policemen"),
        ("3 civilians wounded", "civilians", "civilians"),
        ("two Peshmerga killed", "kurdish_force", "Peshmerga"),
        ("killing four Hashd fighters", "militia", "Hashd fighters"),
        ("Kurds killed 3 ISIS fighters", "insurgents", "ISIS fighters"),
        ("one US contractor was killed", "contractors", "US contractor"),
    ],
)
def test_a_group_is_kept_with_its_words(text: str, group: str, words: str) -> None:
    (toll,) = tolls(scan(text), 0, len(text))
    assert toll.group == group
    assert toll.group_at is not None
    assert text[slice(*toll.group_at)] == words


def test_each_toll_stands_where_its_words_are() -> None:
    text = "IED – Babil – 2 killed, 3 wounded"
    assert [(t.of, text[t.start : t.end]) for t in tolls(scan(text), 0, len(text))] == [
        ("killed", "2 killed"),
        ("wounded", "3 wounded"),
    ]


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "2 killed; 3 killed"
    assert bounds(total(tolls(scan(text), 9, len(text)), "killed")) == (3, 3, 3)


def test_a_sum_of_none_is_none() -> None:
    nothing: list[Toll] = []
    assert total(nothing, "killed") is None


@pytest.mark.parametrize(
    ("killed", "wounded", "expected"),
    [
        ("2", "3", ((2, 2, 2), (3, 3, 3))),
        ("none", "none", ((0, 0, 0), (0, 0, 0))),
        ("nil", "-", ((0, 0, 0), None)),
        ("?", "n/a", (None, None)),
        ("", "tbc", (None, None)),
        ("5+", "12", ((5, 5, None), (12, 12, 12))),
    ],
)
def test_cells_of_a_table(killed: str, wounded: str, expected: tuple[Bounds, Bounds]) -> None:
    from texts import line

    head = "| Date | Place | Weapon | Killed | Wounded |\n|---|---|---|---|---|\n"
    (incident,) = line(f"{head}| 3 October | Ramadi, Anbar | IED | {killed} | {wounded} |\n")["incidents"]
    told = [incident[of] and tuple(incident[of].values()) for of in ("killed", "wounded")]
    assert tuple(told) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3/5", ((3, 3, 3), (5, 5, 5))),
        ("1 k / 2 w", ((1, 1, 1), (2, 2, 2))),
        ("none", ((0, 0, 0), (0, 0, 0))),
        ("-", (None, None)),
        ("2 killed", ((2, 2, 2), None)),
    ],
)
def test_one_cell_may_hold_both(cell: str, expected: tuple[Bounds, Bounds]) -> None:
    from texts import line

    head = "| Date | Place | Weapon | Casualties |\n|---|---|---|---|\n"
    (incident,) = line(f"{head}| 3 October | Ramadi, Anbar | IED | {cell} |\n")["incidents"]
    assert tuple(incident[of] and tuple(incident[of].values()) for of in ("killed", "wounded")) == expected


def test_a_later_higher_toll_of_a_news_text_stands() -> None:
    told = news(
        "A car bomb exploded in Mosul on Thursday, killing two people. "
        "Police later said that the blast killed four people and wounded nine."
    )
    assert (told["killed"]["best"], told["wounded"]["best"]) == (4, 9)


def test_tolls_rest_on_the_entry_that_states_them() -> None:
    told = listed("IED on supply convoy, Babil, 1 killed, 2 wounded")
    quotes = {e["field"]: e["quote"] for e in told["evidence"]}
    assert (quotes["killed"], quotes["wounded"]) == ("1 killed", "2 wounded")


# -- known gaps ---------------------------------------------------------------------------------------------------


def test_a_range_after_a_dash() -> None:
    assert read("power station - 3-5 wounded") == (None, (3, None, 5))


def gap(text: str, killed: int | None, wounded: int | None, reason: str) -> object:
    return pytest.param(text, killed, wounded, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        gap("8 people, among them 3 children, were killed", 8, None, "nothing is read after 'among them'"),
    ],
)
def test_gaps(text: str, killed: int | None, wounded: int | None) -> None:
    assert read(text) == (exactly(killed), exactly(wounded))


@pytest.mark.xfail(strict=True, reason="the words that open the range are not quoted: 'twelve killed'")
def test_the_words_of_an_open_number_are_quoted_with_it() -> None:
    text = "at least twelve killed"
    (toll,) = tolls(scan(text), 0, len(text))
    assert text[toll.start : toll.end] == "at least twelve killed"


def test_a_text_that_is_no_list_runs_on_however_its_lines_are_broken() -> None:
    for text in (
        "A bomb killed two men in Baghdad.",
        "A bomb killed two men in\nBaghdad on Sunday evening and\nwounded four others there.",
    ):
        assert rules._running(text, "en", pipeline.theatre("iraq")).running
