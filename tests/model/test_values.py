"""Values and records check themselves when made."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.errors import BadRecord
from sijill.model.records import RECORD_TYPES, Derived, Extraction, Relation, Review, Statement
from sijill.model.text import Document, Span
from sijill.model.values import Actor, Perpetrator, Place, Range, Target, Victims, Weapon, When
from sijill.model.views import Check

TEXT = "An IED hit a convoy in Babil 👍🏽"
NOON = datetime(2020, 12, 26, 12, tzinfo=UTC)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low = draw(st.integers(0, 50))
    best = draw(st.none() | st.integers(low, 60))
    high = draw(st.none() | st.integers(best or low, 90))
    return Range(low, best, high)


@given(ranges())
def test_a_range_reads_back_as_written(value: Range) -> None:
    assert Range.from_json(value.to_json()) == value
    assert value.middle == (value.low if value.best is None else value.best)


@given(ranges(), ranges(), ranges())
def test_sums_of_ranges_are_open_where_a_part_is(a: Range, b: Range, c: Range) -> None:
    summed = a + b
    assert summed == b + a
    assert (summed.low, summed.high is None) == (a.low + b.low, a.high is None or b.high is None)
    assert (summed.best is None) == (a.best is None or b.best is None)
    assert ((a + b) + c).low == (a + (b + c)).low


@pytest.mark.parametrize("bounds", [(-1, 0, 0), (3, 2, 5), (3, 4, 3), (3, None, 2)])
def test_a_range_out_of_order_is_refused(bounds: tuple[int, int | None, int | None]) -> None:
    with pytest.raises(BadRecord):
        Range(*bounds)


def test_whens() -> None:
    assert When.month(2020, 2).end == date(2020, 2, 29)
    assert When.week(date(2020, 12, 28)).end == date(2021, 1, 3)
    assert When.year(2020).to_json() == {"start": "2020-01-01", "end": "2020-12-31", "precision": "year"}
    assert When.day(date(2020, 2, 3)).within(When.month(2020, 2))
    assert When.week(date(2020, 2, 27)).overlaps(When.month(2020, 3))
    assert not When.week(date(2020, 2, 27)).within(When.month(2020, 3))
    with pytest.raises(BadRecord, match="before it starts"):
        When(date(2020, 2, 2), date(2020, 2, 1), "day")
    with pytest.raises(BadRecord, match="date precision"):
        When(date(2020, 2, 2), date(2020, 2, 2), "hour")


@given(st.dates(), st.dates())
def test_a_when_reads_back_as_written(a: date, b: date) -> None:
    when = When(min(a, b), max(a, b), "week")
    assert When.from_json(when.to_json()) == when


@pytest.mark.parametrize(
    ("point", "message"),
    [
        ((0.0, 0.0), "unknown point is None"),
        ((33.0, None), "one coordinate"),
        ((91.0, 10.0), "not on Earth"),
        ((10.0, 181.0), "not on Earth"),
    ],
)
def test_a_place_has_a_point_on_earth_or_none(point: tuple[float | None, float | None], message: str) -> None:
    with pytest.raises(BadRecord, match=message):
        Place("Babil", latitude=point[0], longitude=point[1])


def test_a_place_reads_back_as_written() -> None:
    place = Place("Hillah", "Hilla", None, "Babil", "IQ", 32.48, 44.43, "settlement", "iq-hillah")
    assert Place.from_json(place.to_json()) == place
    assert Place.from_json(Place("Babil").to_json()).latitude is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: Weapon("laser", "laser"),
        lambda: Target("moon", "moon"),
        lambda: Victims("men", "men"),
        lambda: Actor("X", type="ghost"),
        lambda: Perpetrator("X", "guessed"),
        lambda: Perpetrator("X", "stated", "crowd"),
        lambda: Place("X", precision="near"),
        lambda: Derived("thin air"),
        lambda: Check("other_rule", "error", 1, 2, "Wrong."),
        lambda: Check("total_vs_listed", "fatal", 1, 2, "Wrong."),
        lambda: Check("total_vs_listed", "error", 1, 2, "An error that quotes nothing."),
    ],
)
def test_a_value_outside_its_list_is_refused(make: Any) -> None:
    with pytest.raises(BadRecord):
        make()


def test_victims_tell_of_children_and_women_only_where_told() -> None:
    assert "of_whom" not in Victims("men", "civilians").to_json()
    told = Victims("people", "civilians", Range.exactly(3), children=2).to_json()
    assert (told["of_whom"], told["wounded"]) == ({"children": 2, "women": None}, None)


@pytest.mark.parametrize("span", [(3, 6, "IEDs"), (-1, 2, "IED"), (3, 3, ""), (6, 3, "IED")])
def test_a_span_fits_its_quote(span: tuple[int, int, str]) -> None:
    with pytest.raises(BadRecord):
        Span(*span)


def test_spans_are_cut_in_code_points() -> None:
    start = TEXT.index("👍")
    span = Span.of(TEXT, start, start + 2)
    assert (span.quote, span.fits(TEXT), span.fits("x" + TEXT)) == ("👍🏽", True, False)
    assert Span.of(TEXT, 0, 6).overlaps(Span.of(TEXT, 5, 7))
    assert not Span.of(TEXT, 0, 6).overlaps(Span.of(TEXT, 6, 7))


def test_a_document_is_known_by_its_content() -> None:
    one = Document(TEXT, "en", NOON)
    assert one.id == Document(TEXT, "ar", NOON, title="Otherwise").id
    assert one.id != Document(TEXT + " ", "en", NOON).id
    assert one.id != Document(TEXT, "en", NOON, url="https://example.org").id
    assert len(one.id) == 32
    with pytest.raises(BadRecord, match="no time zone"):
        Document(TEXT, "en", datetime(2020, 12, 26))


def statement(**changes: Any) -> Statement:
    document = Document(TEXT, "en", NOON)
    told: dict[str, Any] = {
        "document": document.id, "report": "r", "family": "incident", "field": "kind", "value": "other", "by": "rules",
        "spans": (document.span(3, 6),),
    }  # fmt: skip
    return Statement(**{**told, **changes})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"spans": ()}, "rests on nothing"),
        ({"field": "colour"}, "no field 'colour'"),
        ({"family": "rumour"}, "family"),
        ({"value": None}, "only a person"),
    ],
)
def test_a_statement_rests_on_something(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(BadRecord, match=message):
        statement(**changes)


def test_a_person_may_say_that_a_thing_is_unknown() -> None:
    assert statement(value=None, by="person:huda").by_person
    assert statement(spans=(), derived=(Derived("default"),)).spans == ()


def test_a_relation_has_no_side_but_part_of_does() -> None:
    assert Relation("b", "a", "SAME", "rules").id == Relation("a", "b", "SAME", "rules").id
    assert Relation("b", "a", "PART_OF", "rules").id != Relation("a", "b", "PART_OF", "rules").id
    with pytest.raises(BadRecord, match="itself"):
        Relation("a", "a", "SAME", "rules")
    with pytest.raises(BadRecord, match="verdict"):
        Relation("a", "b", "MAYBE", "rules")


def test_a_review_is_a_persons() -> None:
    with pytest.raises(BadRecord, match="person"):
        Review("d", "r", "accept", "rules")
    with pytest.raises(BadRecord, match="verdict"):
        Review("d", "r", "perhaps", "person:huda")


@pytest.mark.parametrize(
    "record",
    [
        Document(TEXT, "en", NOON, url="https://example.org", given_id="1"),
        Extraction("d", "extract", "rules/1", "packs"),
        statement(derived=(Derived("rule", "why"),), says="police", confidence=0.5, order=2),
        Relation("a", "b", "SAME", "person:huda", reasons=("same day",), supersedes="x"),
        Review("d", "r", "reject", "person:huda", "kind", "other", (Span.of(TEXT, 3, 6),), note="no"),
    ],
    ids=lambda record: record.kind,
)
def test_records_read_back_as_written_and_keep_their_id(record: Any) -> None:
    again = RECORD_TYPES[record.kind].from_json(record.to_json(), record.id)
    assert again == record
    assert again.to_json() == record.to_json()
    if record.kind != "document":
        assert (
            type(record)(**{name: getattr(record, name) for name in record.__slots__ if name != "id"}).id == record.id
        )


def test_half_a_character_from_a_broken_file_makes_a_document() -> None:
    assert Document("a \ud800 b", "en").sha256
