"""The scorer of labelled paragraphs of politics counts as its rule says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def _loaded() -> Any:
    spec = importlib.util.spec_from_file_location("score_interactions", ROOT / "eval" / "interactions" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCORER = _loaded()
DECEMBER = {"start": "2020-12-01", "end": "2020-12-31", "precision": "month"}
DAY = {"start": "2020-12-21", "end": "2020-12-21", "precision": "day"}
LATER = {"start": "2021-01-02", "end": "2021-01-02", "precision": "day"}


def actor(name: str, id: str | None = None) -> dict[str, Any]:
    return {"name": name, "actor_id": id}


def meeting(who: list[dict[str, Any]], whom: list[dict[str, Any]], when: Any = None, type: str = "consult") -> Any:
    return {"type": type, "mode": "meet", "initiators": who, "recipients": whom, "when": when, "hedged": False}


def test_one_agreeing_actor_a_side_is_enough_and_dates_must_overlap() -> None:
    gold = meeting([actor("Qaani", "qaani")], [actor("Amiri", "hadi_al_amiri"), actor("Badr", "badr")], DECEMBER)
    assert SCORER.right_interaction(gold, meeting([actor("he", "qaani")], [actor("x", "badr")], DAY))
    assert not SCORER.right_interaction(gold, meeting([actor("he", "qaani")], [actor("x", "badr")], LATER))
    assert not SCORER.right_interaction(gold, meeting([actor("he", "qaani")], [actor("x", "trump")], DAY))
    assert not SCORER.right_interaction(gold, meeting([actor("he", "qaani")], [actor("x", "badr")], DAY, "accuse"))


def test_a_label_without_recipients_asks_for_none() -> None:
    gold = meeting([actor("Qaani", "qaani")], [])
    assert SCORER.right_interaction(gold, meeting([actor("Qaani", "qaani")], [actor("x", "badr")]))


def test_a_name_that_the_register_lacks_must_not_be_forced_onto_one_that_is_there() -> None:
    unknown = actor("Saraya al-Fajr")
    assert SCORER.same_actor(unknown, actor("the Saraya al-Fajr group"))
    assert not SCORER.same_actor(unknown, actor("Saraya al-Fajr", "saraya_al_salam"))
    assert not SCORER.same_actor(actor("Badr", "badr"), actor("Badr"))


def test_pairs_are_one_to_one_and_the_most_that_fit() -> None:
    one, two = meeting([actor("a", "a")], []), meeting([actor("a", "a"), actor("b", "b")], [])
    found = [meeting([actor("a", "a")], []), meeting([actor("b", "b")], [])]
    assert len(SCORER.pairs([two, one], found, SCORER.right_interaction)) == 2
    assert len(SCORER.pairs([one, one], found[:1], SCORER.right_interaction)) == 1


def test_shares_are_over_what_they_say() -> None:
    tally = SCORER.Tally()
    label = {"interactions": [meeting([actor("Qaani", "qaani")], [actor("Saraya al-Fajr")])], "ties": []}
    line = {"interactions": [meeting([actor("Qaani", "qaani")], [actor("Saraya al-Fajr", "badr")])], "ties": []}
    missed, invented = SCORER.count(tally, label, line)
    assert len(missed) == len(invented) == 1
    assert tally.n["actors"] == 2 and tally.n["actor"] == 1 and tally.n["left"] == 0
