"""Place statements get a point, and every name of a text its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sijill import geocode, pipeline
from sijill.model.records import Derived, Statement
from sijill.model.text import Document
from sijill.model.values import Place

IRAQ = pipeline.theatre("iraq")
TEXT = "IED on police – Hilla, Babil; rockets near Nowhereville; mortar, Mosul, Ninewa"
DOCUMENT = Document(TEXT, "en", datetime(2020, 12, 26, 12, tzinfo=UTC))


def said(name: str, *around: str, id: str | None = None, by: str = "rules") -> Statement:
    spans = tuple(DOCUMENT.span(TEXT.index(words), TEXT.index(words) + len(words)) for words in (name, *around))
    value = Place(name, name, gazetteer_id=id).to_json()
    return Statement(DOCUMENT.id, "r", "incident", "place", value, by, spans, extraction="run")


def test_a_name_gets_its_point_division_and_id() -> None:
    statement = said("Hilla", "Babil")
    (placed,) = geocode.resolve([statement], IRAQ, "en")
    assert placed.replaces == statement.id
    assert placed.spans == statement.spans
    assert (placed.by, placed.value["as_written"], placed.value["admin1"], placed.value["country"]) == (
        "geocode",
        "Hilla",
        "Babil",
        "IQ",
    )
    assert placed.value["precision"] == "settlement"
    assert (round(placed.value["latitude"]), round(placed.value["longitude"])) == (32, 44)
    assert [d.origin for d in placed.derived] == ["gazetteer"]
    assert placed.value["gazetteer_id"] in placed.derived[0].note


def test_the_point_rests_on_the_gazetteer_beside_what_it_rested_on() -> None:
    told = said("Hilla")
    derived = (Derived("gazetteer", "guessed"), Derived("layout", "from the heading"))
    (placed,) = geocode.resolve([Statement(**{**_fields(told), "derived": derived})], IRAQ, "en")
    assert [d.origin for d in placed.derived] == ["gazetteer", "layout"]


def _fields(statement: Statement) -> dict[str, object]:
    return {name: getattr(statement, name) for name in statement.__slots__ if name != "id"}


def test_an_unknown_name_stays_without_a_point() -> None:
    assert list(geocode.resolve([said("Nowhereville")], IRAQ, "en")) == []


def test_what_has_a_point_or_is_a_persons_is_left_alone() -> None:
    (placed,) = geocode.resolve([said("Hilla")], IRAQ, "en")
    assert list(geocode.resolve([placed], IRAQ, "en")) == []
    assert list(geocode.resolve([said("Hilla", by="person:huda")], IRAQ, "en")) == []


def test_other_fields_are_left_alone() -> None:
    kind = Statement(DOCUMENT.id, "r", "incident", "kind", "other", "rules", (DOCUMENT.span(0, 3),))
    assert list(geocode.resolve([kind], IRAQ, "en")) == []


def test_a_known_id_outranks_the_name() -> None:
    (mosul,) = geocode.resolve([said("Mosul")], IRAQ, "en")
    (placed,) = geocode.resolve([said("Hilla", id=mosul.value["gazetteer_id"])], IRAQ, "en")
    assert (placed.value["name"], placed.value["as_written"]) == (mosul.value["name"], "Hilla")


def test_twice_gives_the_same_ids() -> None:
    first, second = (list(geocode.resolve([said("Hilla", "Babil"), said("Mosul", "Ninewa")], IRAQ, "en")) for _ in "ab")
    assert [p.id for p in first] == [p.id for p in second]


@pytest.mark.parametrize("name", ["Hilla", "Babil", "Mosul", "Ninewa"])
def test_every_name_of_a_text_is_located(name: str) -> None:
    mentions = {m["as_written"]: m for m in pipeline.place_mentions(DOCUMENT, IRAQ)}
    found = mentions[name]
    assert TEXT[found["start"] : found["end"]] == name
    assert found["latitude"] is not None
    assert found["country"] == "IQ"
    assert "Nowhereville" not in mentions


def test_a_place_of_a_row_keeps_the_words() -> None:
    row = IRAQ.candidates("Hilla", "en")[0]
    place = geocode.place_of(row, "al-Hilla")
    assert (place.as_written, place.name, place.gazetteer_id) == ("al-Hilla", row.name, row.id)
