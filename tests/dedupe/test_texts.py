"""Reports that were read from texts: what their words say joins and parts them, whatever the order."""

from __future__ import annotations

from dataclasses import replace

import duckdb
from rows import row, spot

from sijill import dedupe
from sijill.dedupe import pairs
from sijill.dedupe.rows import Row
from sijill.lang.wording import named, wording

SHIPPED = dedupe.shipped()


def told(id: str, text: str, language: str = "en", **fields: object) -> Row:
    """A report of a roadside bomb at one place on one day, with what a text of it says."""
    said = wording(text, language)
    assert said is not None
    made = row(id, place=spot("Musayyib"), **fields)
    return replace(
        made, language=language, things=said.things, names=said.names, own=named(["Musayyib"]), words=said.words,
        numbers=said.numbers, hours=said.hours or None, further=said.further,
    )  # fmt: skip


BRIDGE_EN = told("a", "At dawn a sticky bomb on a minibus of brick workers killed eight at the bridge in Musayyib.")
BRIDGE_AR = told("b", "مقتل ثمانية من عمال الطابوق فجرا بعبوة لاصقة بحافلة صغيرة عند جسر المسيب.", "ar")
TAXI_EN = told("c", "A second bomb killed a taxi driver in the garage of Musayyib at 11 p.m., hours after the first.")


def groups(rows: list[Row]) -> tuple[tuple[str, ...], ...]:
    with duckdb.connect() as connection:
        pairs.load(connection, rows)
        pairs.prepare(connection)
        return dedupe.match(connection, SHIPPED).groups


def test_texts_of_one_attack_in_two_languages_meet_and_the_next_attack_does_not() -> None:
    assert groups([BRIDGE_EN, BRIDGE_AR, TAXI_EN]) == (("a", "b"),)
    assert groups([TAXI_EN, BRIDGE_AR, BRIDGE_EN]) == (("a", "b"),)


def test_the_same_fields_without_words_are_one() -> None:
    bare = {"things": None, "names": None, "own": None, "words": None, "numbers": None, "hours": None, "further": None}
    assert len(groups([replace(BRIDGE_EN, **bare), replace(TAXI_EN, **bare)])) == 1  # type: ignore[arg-type]


def test_reasons_name_the_things_that_texts_share() -> None:
    with duckdb.connect() as connection:
        pairs.load(connection, [BRIDGE_EN, BRIDGE_AR])
        pairs.prepare(connection)
        (found,) = dedupe.match(connection, SHIPPED).verdicts
        ((_, why),) = dedupe.reasons(connection, SHIPPED, [found])
    assert any("minibus" in line and "sticky bomb" in line for line in why)
    assert any(line.startswith("hours:") for line in why)


def test_a_place_read_wrongly_is_looked_for_by_its_name() -> None:
    elsewhere = replace(BRIDGE_AR, block="IQ/Basra", place="x-Basra", name="Basra", own=named(["Basra"]))
    with duckdb.connect() as connection:
        pairs.load(connection, [BRIDGE_EN, elsewhere])
        pairs.prepare(connection)
        assert [(p.a, p.b) for p in pairs.scored(connection, SHIPPED, kept_at=-100)] == [("a", "b")]


def test_a_road_between_two_towns_is_looked_for_at_both() -> None:
    road = told("a", "A roadside bomb hit a convoy on the highway between Hit and Ana.")
    here = replace(
        road, block="IQ/Anbar", place="x-Hit", name="Hit", own=named(["Hit"]), names=(), spots=("x-Ana", "x-Hit")
    )
    there = replace(BRIDGE_AR, block="IQ/Basra", place="x-Ana", name="Ana", own=named(["Ana"]), names=(), spots=())
    assert compared([here, there]) == [("a", "b")]
    assert compared([replace(here, spots=("x-Hit",)), there]) == []


def compared(rows: list[Row]) -> list[tuple[str, str]]:
    with duckdb.connect() as connection:
        pairs.load(connection, rows)
        pairs.prepare(connection)
        return [(p.a, p.b) for p in pairs.scored(connection, SHIPPED, kept_at=-100)]


def test_a_text_that_names_no_province_meets_those_of_its_days() -> None:
    nowhere = told("b", "عبوة لاصقة تقتل ثمانية فجرا.", "ar")
    nowhere = replace(nowhere, block="?", place=None, name=None, latitude=None, longitude=None, within=None, own=())
    assert compared([BRIDGE_EN, nowhere]) == [("a", "b")]
    assert compared([BRIDGE_EN, replace(nowhere, first=nowhere.first + 3, last=nowhere.last + 3)]) == []  # type: ignore[operator]
