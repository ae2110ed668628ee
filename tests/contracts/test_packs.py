"""What every language pack must bring: one suite, on each that is installed."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill import pipeline
from sijill.extract.scan import Scan, flatten
from sijill.lang import pack, places
from sijill.lang.looks import looks
from sijill.lang.pack import Grammar
from sijill.model.vocabulary import GROUPS, KINDS, STATUSES, TARGETS, WEAPONS

CODES = pack.installed()
WORLD = pipeline.theatre("world")
CLOSED = {
    "weapons": WEAPONS, "targets": TARGETS, "groups": GROUPS, "status": STATUSES, "standing": STATUSES, "deeds": KINDS,
    "kinds": (*KINDS, "other_operation"), "toll": ("killed", "wounded", "casualties"),
    "none": ("none", "none_killed", "none_wounded"), 
    "nonevent": ("speech", "court", "play", "accident", "crash", "drill", "trade", "ceremony"),
    "grounds": ("claimed", "blamed", "suspected", "denied"), "actors": tuple(WORLD.actors),
}  # fmt: skip
NEEDED = (*(name for name in CLOSED if name != "actors"), "generic", "habit", "reprise", "apart", "recalled", "says")
LAYOUT = ("words", "columns", "none", "heading", "common")


@pytest.mark.parametrize("code", CODES)
def test_a_pack_loads_and_every_field_of_its_grammar_is_set(code: str) -> None:
    told = pack.load(code)
    for field in dataclasses.fields(Grammar):
        value = getattr(told.grammar, field.name)
        if field.name == "article":
            assert isinstance(value, str)
        elif field.name == "charged":
            assert value and all("who" in one.groupindex for one in value)
        else:
            assert re.compile(value.pattern).groups == value.groups, field.name
    assert "who" in told.grammar.organisation.groupindex
    assert {"a", "b"} <= told.grammar.range.groupindex.keys()
    assert "article" in told.number.groupindex
    assert set(told.months.values()) == set(range(1, 13))
    assert set(told.weekdays.values()) == set(range(7))


@pytest.mark.parametrize("code", CODES)
def test_its_lists_have_the_sections_of_the_code_and_values_of_the_closed_lists(code: str) -> None:
    told = pack.load(code)
    assert [name for name in NEEDED if name not in told.lists] == []
    assert [name for name in LAYOUT if name not in told.layout] == []
    assert {"weapons", "targets"} <= told.lists["weak"].keys()
    for section, allowed in CLOSED.items():
        assert told.lists.get(section, {}).keys() - {"_"} <= set(allowed), section
    assert [kind for kind in KINDS if kind not in told.lists["deeds"]] == []


@pytest.mark.parametrize("code", CODES)
def test_its_words_around_places_compile(code: str) -> None:
    assert places.load(code).located.search("") is None


def test_each_script_has_one_language_that_short_texts_are_taken_for() -> None:
    assert tuple(one.code for one in looks()) == CODES
    scripts = {one.script for one in looks()}
    assert sorted(one.script for one in looks() if one.assumed) == sorted(scripts)


@st.composite
def texts(draw: st.DrawFn, code: str) -> str:
    lists = pack.load(code).lists
    phrases = sorted({p for name in ("weapons", "targets", "toll", "deeds") for ps in lists[name].values() for p in ps})
    strange = st.sampled_from(
        ["é", "e\u0301", "ِ", "ـ", "’s", "—", "\n", "U.S.", "¿", "«x»", "12", "Bogotá", "بغداد", "👍"]
    )
    return "".join(f"{one}{draw(st.sampled_from([' ', '. ', ', ', '', '-']))}" for one in draw(
        st.lists(st.one_of(st.sampled_from(phrases), strange), max_size=8)
    ))  # fmt: skip


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
def test_every_span_quotes_the_original(code: str, data: st.DataObject) -> None:
    text = data.draw(texts(code))
    scan = Scan(text, pack.load(code), WORLD)
    assert len(scan.flat) == len(scan.text) == len(flatten(scan.text))
    for section in ("weapons", "targets", "toll", "deeds", "places"):
        for mark in scan.all_marks(section):
            span = scan.span(mark.start, mark.end)
            assert span.quote == text[span.start : span.end] != ""
