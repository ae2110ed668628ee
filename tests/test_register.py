"""The register in a ledger: added, named, merged and split by persons, each taken back at will; names proposed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sijill import pipeline
from sijill.errors import BadInput, UnknownChoice, UnknownName
from sijill.extract import RulesExtractor
from sijill.lang.sounds import sound
from sijill.model.text import Document
from sijill.model.values import Actor
from sijill.store import Ledger
from sijill.theatre.register import Entry, Register

NOW = datetime(2020, 12, 27, 9, tzinfo=UTC)
THEATRE = pipeline.theatre("iraq")
EN = "Saraya al-Fajr threatened to attack American forces. Qaani met Hadi al-Amiri in Baghdad on Tuesday."
AR = "هددت سرايا الفجر بضرب القوات الأمريكية."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "l.sijill") as book:
        documents = [
            Document(EN, "en", datetime(2020, 12, 24, 9, tzinfo=UTC), "https://example.org/1", outlet="River Wire"),
            Document(AR, "ar", datetime(2020, 12, 25, 9, tzinfo=UTC), "https://example.org/2", outlet="ضفة"),
        ]
        list(pipeline.add(book, documents, RulesExtractor(THEATRE), author="t", now=NOW))
        yield book


def threats(ledger: Ledger) -> list[str | None]:
    told = pipeline.politics_of(ledger, THEATRE).interactions()
    return [i.initiators[0].actor_id for i in told if i.type == "threaten"]


def test_a_new_name_is_proposed_with_its_context_and_merged_with_nobody(ledger: Ledger) -> None:
    held = pipeline.politics_of(ledger, THEATRE)
    found = {p.name: p for p in pipeline.proposals(held.reports, held.documents, held.register)}
    assert set(found) == {"Saraya al-Fajr", "سرايا الفجر"}
    contexts = [mention.context for mention in found["Saraya al-Fajr"].mentions]
    assert "Saraya al-Fajr threatened to attack American forces." in contexts
    assert threats(ledger) == [None, None]


def test_an_added_actor_is_meant_in_both_languages_without_reading_again(ledger: Ledger) -> None:
    before = ledger.last_seq()
    id = pipeline.add_actor(
        ledger, THEATRE, "Saraya al-Fajr", type="armed_group", names=["سرايا الفجر"], campaign="pro_iran",
        source="https://example.org/1", author="ana", now=NOW,
    )  # fmt: skip
    assert id == "saraya_al_fajr" and threats(ledger) == [id, id]
    register = pipeline.actors(ledger, THEATRE)
    assert register.known[id].campaign == "pro_iran" and register.find("سرايا الفجر").id == id
    held = pipeline.politics_of(ledger, THEATRE)
    assert pipeline.proposals(held.reports, held.documents, held.register) == []
    # It was not there before: the register as of then has no such actor.
    assert id not in pipeline.actors(ledger, THEATRE, as_of=before).known


def test_a_merge_makes_one_of_two_and_a_split_takes_it_back(ledger: Ledger) -> None:
    id = pipeline.add_actor(ledger, THEATRE, "Saraya al-Fajr", type="armed_group", author="ana", now=NOW)
    told = {"author": "ana", "now": NOW}
    pipeline.relate_actors(ledger, THEATRE, id, "ashab_al_kahf", "SAME", note="one channel", **told)
    merged = pipeline.actors(ledger, THEATRE)
    assert merged.find("Saraya al-Fajr").id == "ashab_al_kahf" and merged.known["ashab_al_kahf"].merged == (id,)
    assert "ashab_al_kahf" in threats(ledger)
    pipeline.relate_actors(ledger, THEATRE, id, "ashab_al_kahf", "DISTINCT", **told)
    assert pipeline.actors(ledger, THEATRE).find("Saraya al-Fajr").id == id
    pipeline.relate_actors(ledger, THEATRE, id, "ashab_al_kahf", "SAME", **told)
    assert pipeline.actors(ledger, THEATRE).find(id).id == "ashab_al_kahf"


def test_a_further_name_is_a_record_too(ledger: Ledger) -> None:
    pipeline.add_names(ledger, THEATRE, "ashab_al_kahf", ["Saraya al-Fajr"], source="leaflet", author="ana", now=NOW)
    assert threats(ledger) == ["ashab_al_kahf", None]
    with pytest.raises(BadInput, match="ashab_al_kahf"):
        pipeline.add_names(ledger, THEATRE, "badr", ["Saraya al-Fajr"], author="ana", now=NOW)


def test_incidents_are_as_before_when_the_register_grows(ledger: Ledger) -> None:
    before = pipeline.fold(ledger, THEATRE).rows
    id = pipeline.add_actor(ledger, THEATRE, "Saraya al-Fajr", type="armed_group", author="ana", now=NOW)
    pipeline.relate_actors(ledger, THEATRE, id, "ashab_al_kahf", "SAME", author="ana", now=NOW)
    assert pipeline.fold(ledger, THEATRE).rows == before


def test_a_taken_name_a_wrong_type_and_an_unknown_name_are_refused(ledger: Ledger) -> None:
    with pytest.raises(BadInput, match="qaani"):
        pipeline.add_actor(ledger, THEATRE, "Ismail Qaani", type="person", author="ana", now=NOW)
    with pytest.raises(UnknownChoice):
        pipeline.add_actor(ledger, THEATRE, "New Wave", type="gang", author="ana", now=NOW)
    with pytest.raises(UnknownName, match="kataib_hezbollah"):
        pipeline.actors(ledger, THEATRE).find("Kataib Hezbolla Brigade")


def test_likeness_has_a_reason_and_forces_nothing() -> None:
    register = Register([Entry("qaani", "person", {"en": ("Esmail Qaani", "Qaani")})])
    (like,) = register.like("Esmaeil Ghani", "en")
    assert like.id == "qaani" and "sounds like" in like.why
    assert register.meant("Ghani", "en") is None  # one word is too little to go by


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("en", "Qais al-Khazali", "Qays Khazali"), ("en", "Esmail Qaani", "Ismael Ghani"),
        ("en", "Hadi al-Amiri", "Hadi Ameri"), ("ar", "إسماعيل قاآني", "اسماعيل قاني"),
    ],
)  # fmt: skip
def test_transliterations_sound_alike(code: str, one: str, other: str) -> None:
    assert sound(one, code) == sound(other, code)


def test_names_that_only_begin_alike_do_not_sound_alike() -> None:
    assert sound("Kataib Hezbollah", "en") != sound("Kataib Imam Ali", "en")


def test_an_office_is_held_within_its_days() -> None:
    register = Register(
        [Entry("a", "person", {"en": ("A",)}), Entry("b", "person", {"en": ("B",)})],
        [
            {"person": who, "office": "x", "organisation": "o", "aliases_en": "the boss", "start": start, "end": end}
            for who, start, end in (("a", "2020", "2020-05"), ("b", "2020-06", ""))
        ],
    )  # fmt: skip
    meant = [
        register.office("the boss", "en", at=day) for day in (date(2019, 12, 31), date(2020, 5, 1), date(2021, 1, 1))
    ]
    assert [m and m.id for m in meant] == [None, "a", "b"]


def test_networks_and_moments_of_a_ledger(ledger: Ledger) -> None:
    found = pipeline.network_at(ledger, THEATRE, date(2020, 12, 26))
    assert any((e.source, e.type, e.target) == ("qaani", "leads", "quds_force") for e in found.edges)
    earlier = pipeline.network_at(ledger, THEATRE, date(2019, 12, 26))
    assert any((e.source, e.type, e.target) == ("soleimani", "leads", "quds_force") for e in earlier.edges)
    near = pipeline.network_at(ledger, THEATRE, date(2020, 12, 26), actor="قاآني")
    assert 1 < len(near.nodes) < len(found.nodes)
    told = pipeline.moments(ledger, THEATRE, start=date(2020, 12, 1), end=date(2021, 1, 31))
    meeting = next(m for m in told if m.kind == "meet")
    assert meeting.when.start == date(2020, 12, 22) and meeting.names("qaani")
    assert any(m.family == "watch" and m.when.start == date(2021, 1, 3) for m in told)


def test_settling_leaves_what_it_does_not_know(ledger: Ledger) -> None:
    register = pipeline.actors(ledger, THEATRE)
    assert register.settle(Actor("Nobody Known")) == Actor("Nobody Known")
