"""The world gazetteer that the package carries: known places, in both languages."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import sijill.lang.fold
from sijill.lang.fold import fold

GAZETTEER = Path(sijill.lang.fold.__file__).parents[1] / "theatre/world/gazetteer.sqlite"
CANDIDATES = (
    "SELECT p.* FROM name n JOIN place p ON p.id = n.place WHERE n.folded = ? AND n.language = ? ORDER BY n.rank"
)
IRAQ = (
    "Anbar, Babil, Baghdad, Basra, Dhi Qar, Diyala, Dohuk, Erbil, Halabja, Karbala, Kirkuk, Maysan, Muthanna, Najaf, "
    "Ninewa, Qadisiyah, Salahaddin, Sulaymaniyah, Wasit"
).split(", ")


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{GAZETTEER.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def candidates(gazetteer: sqlite3.Connection, name: str, language: str) -> list[sqlite3.Row]:
    return gazetteer.execute(CANDIDATES, (fold(name, language), language)).fetchall()


@pytest.mark.parametrize(
    ("name", "language", "country", "admin1"),
    [
        ("Aleppo", "en", "SY", "Aleppo"),
        ("حلب", "ar", "SY", "Aleppo"),
        ("Idleb", "en", "SY", "Idlib"),
        ("دير الزور", "ar", "SY", "Deir ez-Zor"),
        ("Kabul", "en", "AF", "Kabul"),
        ("كابول", "ar", "AF", "Kabul"),
        ("Sana'a", "en", "YE", "Amanat al-Asimah"),
        ("Sanaa", "en", "YE", "Amanat al-Asimah"),
        ("صنعاء", "ar", "YE", "Amanat al-Asimah"),
        ("Mariupol", "en", "UA", "Donetsk"),
        ("ماريوبول", "ar", "UA", "Donetsk"),
        ("Bogotá", "en", "CO", "Bogotá"),
        ("Bogota", "en", "CO", "Bogotá"),
        ("Medellín", "en", "CO", "Antioquia"),
        ("Ayacucho", "en", "PE", "Ayacucho"),
        ("San Salvador", "en", "SV", "San Salvador"),
        ("Gao", "en", "ML", "Gao"),
        ("الموصل", "ar", "IQ", "Ninewa"),
        ("الناصرية", "ar", "IQ", "Dhi Qar"),
        ("al-Fallujah", "en", "IQ", "Anbar"),
    ],
)
def test_first_settlement(gazetteer: sqlite3.Connection, name: str, language: str, country: str, admin1: str) -> None:
    first = next(row for row in candidates(gazetteer, name, language) if row["precision"] == "settlement")
    assert (first["country"], first["admin1"]) == (country, admin1)


@pytest.mark.parametrize(
    ("name", "language", "gazetteer_id"),
    [
        ("Paris", "en", "geonames:2988507"),
        ("باريس", "ar", "geonames:2988507"),
        ("Syria", "en", "iso:SY"),
        ("Siria", "en", "iso:SY"),
        ("سورية", "ar", "iso:SY"),
        ("فلسطين", "ar", "iso:PS"),
        ("Odessa", "en", "iso:UA-51"),
        ("Washington", "en", "iso:US-WA"),
        ("الأنبار", "ar", "iso:IQ-AN"),
        ("Nineveh", "en", "iso:IQ-NI"),
        ("صلاح الدين", "ar", "iso:IQ-SD"),
        ("Donetsk Oblast", "en", "iso:UA-14"),
        ("إب", "ar", "iso:YE-IB"),
        ("Gaza", "en", "geonames:281133"),
        ("Gaza Strip", "en", "geonames:281132"),
        ("Baghdad International Airport", "en", "iata:BGW"),
        ("Baghdad Airport", "en", "iata:BGW"),
        ("مطار بغداد الدولي", "ar", "iata:BGW"),
    ],
)
def test_best_candidate(gazetteer: sqlite3.Connection, name: str, language: str, gazetteer_id: str) -> None:
    assert candidates(gazetteer, name, language)[0]["gazetteer_id"] == gazetteer_id


@pytest.mark.parametrize(
    ("name", "language", "country", "admin1"),
    [
        ("بنت جبيل", "ar", "LB", "Nabatieh"),
        ("Ain al-Hilweh", "en", "LB", "South Lebanon"),
        ("بلدة الخيام", "ar", "LB", "Nabatieh"),
        ("الشجاعية", "ar", "PS", "Gaza Strip"),
        ("سديروت", "ar", "IL", "Southern"),
    ],
)
def test_towns_that_are_kept_by_hand(
    gazetteer: sqlite3.Connection, name: str, language: str, country: str, admin1: str
) -> None:
    assert (country, admin1) in {(row["country"], row["admin1"]) for row in candidates(gazetteer, name, language)}


def test_a_town_that_is_called_by_a_word_is_one_behind_a_noun_alone(gazetteer: sqlite3.Connection) -> None:
    assert not any(row["country"] == "LB" for row in candidates(gazetteer, "الخيام", "ar"))


def test_georgia_is_a_country_then_a_state(gazetteer: sqlite3.Connection) -> None:
    found = [row["gazetteer_id"] for row in candidates(gazetteer, "Georgia", "en")]
    assert found[:2] == ["iso:GE", "iso:US-GA"]


def test_a_city_name_is_not_a_name_of_its_province(gazetteer: sqlite3.Connection) -> None:
    kinds = {row["kind"] for row in candidates(gazetteer, "الناصرية", "ar") if row["country"] == "IQ"}
    assert kinds == {"city"}


def test_iraqs_divisions_have_the_contracts_names(gazetteer: sqlite3.Connection) -> None:
    rows = gazetteer.execute("SELECT name, name_ar FROM place WHERE kind = 'admin1' AND country = 'IQ'").fetchall()
    assert sorted(row["name"] for row in rows) == IRAQ
    assert all(row["name_ar"] for row in rows)
    cities = gazetteer.execute("SELECT DISTINCT admin1 FROM place WHERE kind = 'city' AND country = 'IQ'").fetchall()
    assert {row["admin1"] for row in cities} <= set(IRAQ)


def test_every_place_has_id_point_precision_and_country(gazetteer: sqlite3.Connection) -> None:
    (wrong,) = gazetteer.execute(
        "SELECT count(*) FROM place WHERE gazetteer_id = '' OR name = '' OR length(country) != 2"
        " OR precision NOT IN ('country', 'admin1', 'admin2', 'settlement', 'site')"
        " OR latitude NOT BETWEEN -90 AND 90 OR longitude NOT BETWEEN -180 AND 180"
        " OR (latitude = 0 AND longitude = 0) OR population <= 0"
    ).fetchone()
    assert wrong == 0
    (repeated,) = gazetteer.execute("SELECT count(*) - count(DISTINCT gazetteer_id) FROM place").fetchone()
    assert repeated == 0


def test_every_place_can_be_found_and_every_name_has_a_place(gazetteer: sqlite3.Connection) -> None:
    (lost,) = gazetteer.execute("SELECT count(*) FROM place WHERE id NOT IN (SELECT place FROM name)").fetchone()
    (astray,) = gazetteer.execute("SELECT count(*) FROM name WHERE place NOT IN (SELECT id FROM place)").fetchone()
    assert (lost, astray) == (0, 0)


def test_stored_names_are_folded_as_the_library_folds_them(gazetteer: sqlite3.Connection) -> None:
    for folded, language in gazetteer.execute("SELECT DISTINCT folded, language FROM name WHERE place % 97 = 0"):
        assert fold(folded, language) == folded


@pytest.mark.parametrize(("name", "language"), [("Qwertyville", "en"), ("خقغظث", "ar"), ("", "en"), ("حلب", "en")])
def test_an_unknown_name_gives_nothing(gazetteer: sqlite3.Connection, name: str, language: str) -> None:
    assert candidates(gazetteer, name, language) == []


def test_ten_thousand_lookups_take_under_a_second(gazetteer: sqlite3.Connection) -> None:
    names = [row["name"] for row in gazetteer.execute("SELECT name FROM place WHERE id % 18 = 0 LIMIT 10000")]
    start = time.perf_counter()
    found = sum(bool(candidates(gazetteer, name, "en")) for name in names)
    assert time.perf_counter() - start < 1
    assert found == len(names) == 10_000
