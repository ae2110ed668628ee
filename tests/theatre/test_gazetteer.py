"""What the gazetteer is asked for besides names: what sounds alike, and capitals."""

import pytest

from sijill.theatre.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer.packaged()


@pytest.mark.parametrize(
    ("written", "language", "country", "name", "admin1"),
    [
        ("ديكوا", "ar", "NG", "Dikwa", "Borno"),
        ("ماتشالا", "ar", "EC", "Machala", "El Oro"),
        ("تشولوتيكا", "ar", "HN", "Choluteca", "Choluteca"),
        ("Lashkargah", "en", "AF", "Lashkar Gāh", "Helmand"),
    ],
)
def test_a_spelling_that_no_list_has_is_found_by_its_sound(
    world: Gazetteer, written: str, language: str, country: str, name: str, admin1: str
) -> None:
    like, row = world.sounding(written, language, country)[0]
    assert (row.name, row.admin1) == (name, admin1)
    assert 84 <= like <= 100


def test_what_sounds_otherwise_is_not_found(world: Gazetteer) -> None:
    assert world.sounding("ديكوا", "ar", "EC") == []
    assert world.sounding("", "ar", "NG") == []
    assert world.sounding("ديكوا", "ar", "XX") == []


@pytest.mark.parametrize(
    ("country", "name"),
    [("YE", "Sanaa"), ("HT", "Port-au-Prince"), ("NG", "Abuja"), ("PK", "Islamabad"), ("BF", "Ouagadougou")],
)
def test_a_country_has_its_capital(world: Gazetteer, country: str, name: str) -> None:
    row = world.capital(country)
    assert row is not None and row.name == name


def test_no_country_has_no_capital(world: Gazetteer) -> None:
    assert world.capital("XX") is None
