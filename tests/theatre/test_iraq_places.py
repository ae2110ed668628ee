"""The places of the Iraq theatre: whole, named once, and where their governorate is."""

import csv
import json
import math
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest
import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

IRAQ = Path(__file__).resolve().parents[2] / "src" / "sijill" / "theatre" / "iraq"

GOVERNORATES = {
    "Anbar",
    "Babil",
    "Baghdad",
    "Basra",
    "Dhi Qar",
    "Diyala",
    "Dohuk",
    "Erbil",
    "Halabja",
    "Karbala",
    "Kirkuk",
    "Maysan",
    "Muthanna",
    "Najaf",
    "Ninewa",
    "Qadisiyah",
    "Salahaddin",
    "Sulaymaniyah",
    "Wasit",
}
PRECISION = {
    "country": "country",
    "region": "admin1",
    "governorate": "admin1",
    "district": "admin2",
    "area": "admin2",
    "mountain": "admin2",
    "subdistrict": "settlement",
    "town": "settlement",
    "village": "settlement",
    "quarter": "settlement",
} | dict.fromkeys(
    "airport base bridge camp crossing dam embassy field landmark port prison road shrine square".split(),
    "site",
)
SOURCE = re.compile(r"GeoNames \d+|airportsdata [A-Z]{4}|iraqi-geography-data|Natural Earth|unverified")
TOLERANCE_KM = 3.0
# Natural Earth draws Baghdad as the city alone: the districts around it (Tarmiyah, Abu Ghraib,
# Mahmudiyah, Madain) and Taji fall in its neighbours' polygons, none farther than this.
BAGHDAD_BELT_KM = 40.0
CAPITALS = ["baghdad", "basra", "dohuk", "erbil", "halabja", "karbala", "kirkuk", "najaf"]

Row = dict[str, str]


def read(name: str) -> list[Row]:
    with (IRAQ / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fold(name: str, language: str) -> str:
    """Give the form in which names are compared; the library's own fold takes its place."""
    if language == "ar":
        name = re.sub(r"[\u0640\u064b-\u065f\u0670]", "", name)
        name = re.sub("[أإآٱ]", "ا", name)
        name = name.translate(str.maketrans("ىةؤئ-", "يهوي "))
        return " ".join(re.sub("^ال", "", name.strip()).split())
    decomposed = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = re.sub("['`\u2018\u2019\u02bb\u02bc\u02be\u02bf]", "", plain)
    plain = re.sub(r"^(?:(?:al|ad|an|ar|as|ash|at|az)-|al )", "", plain)
    return " ".join(plain.replace("-", " ").split())


PLACES = read("places.csv")
BY_ID = {row["id"]: row for row in PLACES}
DIVISIONS: dict[str, BaseGeometry] = {
    feature["properties"]["id"]: shape(feature["geometry"])
    for feature in json.loads((IRAQ / "divisions.geojson").read_text(encoding="utf-8"))["features"]
}


def aliases(row: Row, language: str) -> list[str]:
    name = row["name"] if language == "en" else row["name_ar"]
    further = row["aliases_en" if language == "en" else "aliases_ar"]
    return [name, *filter(None, further.split("|"))]


def chain(row: Row) -> list[Row]:
    """Give the row, its parent, and so on up to the country."""
    rows = [row]
    while rows[-1]["parent"]:
        rows.append(BY_ID[rows[-1]["parent"]])
        assert len(rows) < 9, f"{row['id']} is its own ancestor"
    return rows


def governorate(row: Row) -> str | None:
    return next((r["id"] for r in chain(row) if r["feature"] == "governorate"), None)


def km_from(polygon: BaseGeometry, row: Row) -> float:
    """Give the distance of a place from a polygon, on a plane that is true at the place."""
    latitude, longitude = float(row["latitude"]), float(row["longitude"])
    scale = [111.32 * math.cos(math.radians(latitude)), 110.95]
    plane = shapely.transform(polygon, lambda xy: xy * scale)
    return float(plane.distance(Point(longitude * scale[0], latitude * scale[1])))


def test_ids_are_unique_slugs() -> None:
    assert len(BY_ID) == len(PLACES)
    assert [i for i in BY_ID if not re.fullmatch(r"iq(-[a-z0-9]+)*", i)] == []


def test_every_place_but_the_country_has_a_parent_and_a_governorate() -> None:
    assert [r["id"] for r in PLACES if not r["parent"]] == ["iq"]
    assert {r["parent"] for r in PLACES} - BY_ID.keys() == {""}
    lost = [r["id"] for r in PLACES if governorate(r) is None]
    assert lost == ["iq", "iq-kurdistan-region"]


def test_parents_are_wider_than_their_children() -> None:
    order = ["country", "admin1", "admin2", "settlement", "site"]
    for row in PLACES[1:]:
        parent = BY_ID[row["parent"]]
        assert order.index(parent["precision"]) <= order.index(row["precision"]), row["id"]


def test_there_are_19_governorates_under_their_contract_names() -> None:
    rows = [r for r in PLACES if r["feature"] == "governorate"]
    assert len(rows) == 19
    assert {r["name"] for r in rows} == GOVERNORATES
    region = {r["name"] for r in rows if r["parent"] == "iq-kurdistan-region"}
    assert region == {"Dohuk", "Erbil", "Halabja", "Sulaymaniyah"}
    assert {r["parent"] for r in rows if r["name"] not in region} == {"iq"}


@pytest.mark.parametrize("name", sorted(GOVERNORATES))
def test_governorate_is_known_as_province_and_governorate(name: str) -> None:
    row = next(r for r in PLACES if r["feature"] == "governorate" and r["name"] == name)
    english = {fold(a, "en") for a in aliases(row, "en")}
    assert {fold(f"{name} province", "en"), fold(f"{name} governorate", "en")} <= english
    assert f"محافظة {row['name_ar']}" in aliases(row, "ar")


def test_the_spread_is_broad() -> None:
    features = [r["feature"] for r in PLACES]
    beside = len(PLACES) - features.count("governorate") - features.count("country")
    assert beside >= 300
    assert features.count("base") >= 35
    assert sum(r["parent"] == "iq-baghdad-city" for r in PLACES if r["feature"] == "quarter") >= 45


def test_features_and_precisions_are_from_the_closed_lists() -> None:
    assert [r["id"] for r in PLACES if PRECISION.get(r["feature"]) != r["precision"]] == []


def test_every_place_has_names_a_point_in_range_and_a_source() -> None:
    for row in PLACES:
        assert row["name"] and row["name_ar"], row["id"]
        assert 29.0 < float(row["latitude"]) < 37.5, row["id"]
        assert 38.7 < float(row["longitude"]) < 48.7, row["id"]
        assert SOURCE.fullmatch(row["source"]), row["id"]


def test_every_place_lies_in_its_governorate() -> None:
    astray = {}
    for row in PLACES:
        home = governorate(row)
        if home is None:
            continue
        polygon = DIVISIONS["iq-sulaymaniyah" if home == "iq-halabja" else home]
        limit = BAGHDAD_BELT_KM if home == "iq-baghdad" else TOLERANCE_KM
        if (away := km_from(polygon, row)) > limit:
            astray[row["id"]] = round(away, 1)
    assert astray == {}


def test_names_are_spelt_in_their_own_script() -> None:
    for row in PLACES:
        assert not re.search("[\u0400-\u06ff]", row["name"] + row["aliases_en"]), row["id"]
        assert not re.search("[A-Za-zپچگڤەێڕڵۆیکھ]", row["name_ar"]), row["id"]


def test_a_shared_alias_is_ranked_and_no_other_is() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in PLACES:
        for language in ("en", "ar"):
            for alias in aliases(row, language):
                assert fold(alias, language), f"{row['id']}: empty alias"
                owners[fold(alias, language), language].add(row["id"])
    shared = {key: ids for key, ids in owners.items() if len(ids) > 1}
    listed = read("ambiguous.csv")
    ranked = {(fold(r["alias"], r["language"]), r["language"]): set(r["ids"].split("|")) for r in listed}
    assert ranked == shared
    assert len(listed) == len(ranked)
    assert all(r["reason"] for r in listed)


@pytest.mark.parametrize("name", CAPITALS)
def test_a_capital_that_shares_its_governorates_name_is_a_town(name: str) -> None:
    city = BY_ID[f"iq-{name}-city"]
    assert city["feature"] == "town"
    assert governorate(city) == f"iq-{name}"


@pytest.mark.parametrize(
    ("town", "name"),
    [
        ("iq-diwaniya", "Qadisiyah"),
        ("iq-nasiriyah", "Dhi Qar"),
        ("iq-samawah", "Muthanna"),
        ("iq-hillah", "Babil"),
        ("iq-amarah", "Maysan"),
        ("iq-kut", "Wasit"),
        ("iq-ramadi", "Anbar"),
        ("iq-mosul", "Ninewa"),
        ("iq-baqubah", "Diyala"),
        ("iq-tikrit", "Salahaddin"),
    ],
)
def test_a_town_that_stands_for_its_governorate_leads_to_it(town: str, name: str) -> None:
    found = governorate(BY_ID[town])
    assert found is not None
    assert BY_ID[found]["name"] == name


def test_everyday_words_are_no_names() -> None:
    english = {fold(a, "en") for r in PLACES for a in aliases(r, "en")}
    arabic = {fold(a, "ar") for r in PLACES for a in aliases(r, "ar")}
    words = "hit ana hamza salman riyadh rashid alas fao hai shura imam"
    assert english & {*words.split(), "hit town", "hit area", "hit district"} == set()
    words = "الدور القائم الحي بلد المدينة العلم الشعب الدورة العظيم الخالص الحضر الهندية الرمانة"
    assert arabic & {fold(word, "ar") for word in words.split()} == set()


def test_divisions_fit_together_and_are_wound_for_d3() -> None:
    polygons = list(DIVISIONS.values())
    assert len(polygons) == 18
    assert set(DIVISIONS) | {"iq-halabja"} == {r["id"] for r in PLACES if r["feature"] == "governorate"}
    assert all(polygon.is_valid for polygon in polygons)
    assert shapely.coverage_is_valid(polygons)
    parts = [part for polygon in polygons for part in shapely.get_parts(polygon)]
    assert not any(part.exterior.is_ccw for part in parts)
