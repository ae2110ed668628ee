"""Who told whom in the tracker post that set the measure: its interactions, ties and the date it looks ahead to.

Its text lies beside the checkout and is never copied; only codes are written here.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sijill import pipeline
from sijill.exchange import contract
from sijill.extract import RulesExtractor
from sijill.model.text import Document

pytestmark = pytest.mark.shared

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "musings-2020-12-26.txt"
Codes = dict[str, Any]

# Type, mode, some of who acts, some of whom it is done to, month or None, hedged.
INTERACTIONS = [
    ("consult", "meet", {"qaani"}, {"hashd_factions", "shiite_political_leaders"}, None, False),
    ("request", "order", {"qaani"}, {"hashd_factions", "shiite_political_leaders"}, None, False),
    ("accuse", "blame", {"trump"}, {"iran"}, None, False),
    ("threaten", "strike_threatened", {"trump"}, set(), None, False),
    ("retreat", "ceasefire_announced", {"pro_iran_factions"}, set(), "2020-10", True),
    ("request", "order", {"iran"}, {"pro_iran_factions"}, "2020-10", True),
    (
        "consult", "meet", {"qaani"},
        {
            "hadi_al_amiri", "asaib_ahl_al_haq", "kataib_hezbollah", "harakat_al_nujaba", "state_of_law",
            "mustafa_al_kadhimi",
        },
        "2020-11", False,
    ),
    ("mobilize", "ceasefire_ended", {"pro_iran_factions"}, set(), "2020-12", False),
]  # fmt: skip
# What else the post says of the two sides: a headline, and an attempt to talk the groups out of it.
BESIDE = [
    ("threaten", "warn", {"iran"}),
    ("request", "call_on", {"qaani"}),
]
TIES = {
    ("leads", "qaani", "quds_force", False), ("leads", "hadi_al_amiri", "badr", False),
    ("created", "iran", "kataib_hezbollah", False), ("created", "iran", "asaib_ahl_al_haq", False),
    ("leads", "abu_mahdi_al_muhandis", "pmf", False), ("leads", "soleimani", "quds_force", False),
}  # fmt: skip


@pytest.fixture(scope="module")
def told() -> Codes:
    if not SEED.is_file():
        missing = "the post is not beside the checkout (shared/seed)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    document = Document(SEED.read_bytes().decode("utf-8"), "en", datetime(2020, 12, 26, 9, tzinfo=UTC))
    reading = pipeline.read(document, RulesExtractor(pipeline.theatre("iraq")))
    return contract.line(document, reading.reports, text_is_input=True)


def ids(interaction: Codes, side: str) -> set[str]:
    return {actor["actor_id"] for actor in interaction[side] if actor["actor_id"]}


def matches(interaction: Codes, wanted: tuple[Any, ...]) -> bool:
    kind, mode, acting, others, month, hedged = wanted
    return (
        (interaction["type"], interaction["mode"]) == (kind, mode)
        and ids(interaction, "initiators") == acting
        and ids(interaction, "recipients") == others
        and (interaction["when"] is None if month is None else interaction["when"]["start"][:7] == month)
        and interaction["hedged"] is hedged
    )


@pytest.mark.parametrize("wanted", INTERACTIONS, ids=lambda w: f"{w[1]}-{w[4]}")
def test_an_interaction_of_the_post_is_read(told: Codes, wanted: tuple[Any, ...]) -> None:
    assert sum(matches(one, wanted) for one in told["interactions"]) == 1


def test_nothing_else_is_read_as_an_interaction(told: Codes) -> None:
    rest = [one for one in told["interactions"] if not any(matches(one, wanted) for wanted in INTERACTIONS)]
    assert [(one["type"], one["mode"], ids(one, "initiators")) for one in rest] == BESIDE


def test_what_they_talked_about_and_where_is_kept(told: Codes) -> None:
    first, second = [one for one in told["interactions"] if one["mode"] == "meet"]
    ordered = next(
        one for one in told["interactions"] if one["mode"] == "order" and ids(one, "initiators") == {"qaani"}
    )
    assert first["place"]["name"] == second["place"]["name"] == "Baghdad"
    assert ordered["about"].startswith("to stop") and "Trump" in second["about"]


def test_the_ties_of_the_post_are_read_and_no_others(told: Codes) -> None:
    named = {
        (tie["type"], tie["subject"]["actor_id"], tie["object"]["actor_id"], tie["hedged"])
        for tie in told["ties"]
        if tie["subject"]["actor_id"]
    }
    assert named == TIES
    (front,) = [tie for tie in told["ties"] if tie["subject"]["actor_id"] is None]
    assert (front["type"], front["hedged"]) == ("front_of", True)


def test_every_value_rests_on_words_or_names_where_it_comes_from(told: Codes) -> None:
    text = SEED.read_bytes().decode("utf-8")
    exempt = {"id", "evidence", "derived"}
    for record in (*told["interactions"], *told["ties"]):
        rested = {e["field"].partition(".")[0] for e in (*record["evidence"], *record["derived"])}
        stated = {name for name, value in record.items() if name not in exempt and value not in (None, [])}
        assert stated <= rested
        assert all(text[e["start"] : e["end"]] == e["quote"] for e in record["evidence"])


def test_the_anniversary_that_the_post_looks_ahead_to_is_a_watch_date() -> None:
    theatre = pipeline.theatre("iraq")
    ahead = [d for d in theatre.watch_dates if (d.month, d.day) == (1, 3)]
    assert [d for d in ahead if {"soleimani", "abu_mahdi_al_muhandis"} <= set(d.actors) and d.since == date(2020, 1, 3)]
