"""Which place a stretch of text means."""

from __future__ import annotations

import pytest
from texts import line, listed, scan

from sijill.extract import places


def meant(text: str) -> list[str]:
    """The chosen place of a text and its containers, by name."""
    one = scan(text)
    found = places.chosen(one, places.named(one, 0, len(text), coarse=True))
    return [place.row.name for place in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jalawla, Diyala", ["Jalawla", "Diyala"]),
        ("Diyala, Jalawla", ["Jalawla", "Diyala"]),
        ("Mosul, Ninewa", ["Mosul", "Ninewa"]),
        ("Wasit, Kut", ["Kut", "Wasit"]),
        ("Babil, Hilla", ["Hillah", "Babil"]),
        ("Maysan, Amara", ["Amarah", "Maysan"]),
        ("Salah al-Din, Samarra", ["Samarra", "Salahaddin"]),
        ("near Hit in Anbar", ["Hit, Anbar", "Anbar"]),
    ],
)
def test_the_finest_place_comes_first_then_what_contains_it(text: str, names: list[str]) -> None:
    assert meant(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kirkuk, Daquq", "Daquq"),
        ("Baghdad, Abu Ghraib", "Abu Ghraib"),
        ("Basra, Zubair", "Zubayr"),
        ("Najaf, Kufa", "Kufa"),
    ],
)
def test_a_division_named_like_its_capital_contains_the_town_after_it(text: str, name: str) -> None:
    assert meant(text)[0] == name


@pytest.mark.parametrize("text", ["Makhmur road, Ninewa", "Latifiya, Babil"])
def test_a_division_that_the_text_states_outranks_the_gazetteer(text: str) -> None:
    assert meant(text)[0] == text.rpartition(", ")[2]


def test_the_gazetteer_places_what_the_text_does_not() -> None:
    assert listed("IED on police, Makhmur")["place"]["admin1"] == "Erbil"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IED in Hit", "Hit, Anbar"),
        ("Hit, Anbar", "Hit, Anbar"),
        ("Karma", "Karma, Anbar"),
    ],
)
def test_a_name_that_is_also_a_word_is_a_place_where_it_stands_as_one(text: str, name: str) -> None:
    assert meant(text)[0] == name


@pytest.mark.parametrize("text", ["A rocket hit the base", "good karma", "Nowhereville", "the nil report", ""])
def test_words_and_unknown_names_are_no_place(text: str) -> None:
    assert meant(text) == []


def test_a_verb_before_a_place_leaves_the_place() -> None:
    assert meant("Rockets hit Baghdad") == ["Baghdad"]


@pytest.mark.parametrize(
    ("written", "admin1"),
    [
        ("Bagdhad", "Baghdad"),
        ("Basrah", "Basra"),
        ("Diwaniya", "Qadisiyah"),
        ("Suleimaniya", "Sulaymaniyah"),
        ("Nasriya", "Dhi Qar"),
        ("Khanaqeen", "Diyala"),
        ("Falluja", "Anbar"),
        ("Bayji", "Salahaddin"),
        ("Muqdadiyya", "Diyala"),
    ],
)
def test_common_spellings(written: str, admin1: str) -> None:
    told = listed(f"IED on police – {written}")["place"]
    assert (told["admin1"], told["as_written"]) == (admin1, written)


@pytest.mark.parametrize(("written", "name"), [("Khannaqin", "Khanaqin"), ("Faloujah", "Fallujah")])
def test_a_letter_amiss_is_matched_and_says_so(written: str, name: str) -> None:
    told = listed(f"IED on police – {written}")
    assert (told["place"]["name"], told["place"]["as_written"]) == (name, written)
    assert written in [e["quote"] for e in told["evidence"] if e["field"] == "place"]


def test_a_short_name_is_never_matched_by_spelling() -> None:
    assert listed("IED on police – Kuut")["place"] is None


def test_a_name_that_is_town_and_division_is_the_division_in_a_list() -> None:
    assert listed("IED on police – Basra")["place"]["precision"] == "admin1"
    assert listed("IED on police – Mosul")["place"]["precision"] == "settlement"


def test_a_heading_gives_the_division_of_a_line_without_a_place() -> None:
    told = line("October 2020\n\n**Diyala**\n- IED on police patrol\n- Gunmen at checkpoint\n")["incidents"]
    assert {i["place"]["admin1"] for i in told} == {"Diyala"}
    assert all("layout" in {d["from"] for d in i["derived"] if d["field"] == "place"} for i in told)


def test_an_unknown_place_has_no_point() -> None:
    assert listed("IED on police patrol")["place"] is None


def test_sites_are_finer_than_towns() -> None:
    told = listed("Drone attack on Erbil airport")["place"]
    assert (told["precision"], told["admin1"]) == ("site", "Erbil")


# -- known gaps ---------------------------------------------------------------------------------------------------


@pytest.mark.xfail(strict=True, reason="a division named before its quarter, as its owner, wins over it")
def test_a_quarter_after_the_town_that_owns_it() -> None:
    assert meant("Baghdad’s Jadriya neighborhood")[0] == "Jadriya"


@pytest.mark.xfail(strict=True, reason="a name that needs 'in' before it is not seen after 'the'")
def test_the_area_of_a_common_name() -> None:
    assert meant("found in the al-Baghdadi area of Anbar")[0] == "Al-Baghdadi, Anbar"
