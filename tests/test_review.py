"""What waits for a person and why; verdicts that can be taken back; agreement. On each database where it matters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sijill import pipeline, resolve, review, verdicts
from sijill.errors import BadInput, BadRecord, UnknownName
from sijill.extract import RulesExtractor
from sijill.model.records import Review, content_id, taken_back, undoing
from sijill.model.text import Document
from sijill.model.views import Report
from sijill.store import Ledger, decided
from sijill.theatre import Theatre

NOW = datetime(2021, 1, 2, 12, tzinfo=UTC)
HUDA: dict[str, Any] = {"author": "huda", "now": NOW}
OMAR: dict[str, Any] = {"author": "omar", "now": NOW}
TEXTS = {
    "babil": "A roadside bomb hit a supply convoy in Babil on December 11, wounding two soldiers, police said.",
    "twice": "An IED struck a convoy in Hilla, Babil, on December 11. Four soldiers were wounded, the army said.",
    "dateless": "A sniper killed one policeman in Tikrit, police said.",
    "basra": "Rockets hit a military base in Basra on December 20, killing 25 people, officials said.",
    "far": "A roadside bomb hit a supply convoy in Anbar on December 11, wounding one soldier, police said.",
}


@pytest.fixture(scope="module")
def theatre() -> Theatre:
    return pipeline.theatre("iraq")


def document(name: str) -> Document:
    published = None if name == "dateless" else datetime(2020, 12, 21, 12, tzinfo=UTC)
    return Document(TEXTS[name], "en", published, f"https://news.example/{name}", outlet=f"{name} wire", given_id=name)


@pytest.fixture
def ledger(new_ledger: Callable[[], str], theatre: Theatre) -> Iterator[Ledger]:
    with Ledger.open(new_ledger()) as opened:
        list(pipeline.add(opened, map(document, TEXTS), RulesExtractor(theatre), author="test", now=NOW))
        yield opened


def ids(ledger: Ledger) -> dict[str, str]:
    named = {told.id: str(told.given_id) for told in ledger.documents()}
    return {named[told]: report for report, told in ledger.documents_of(ledger.report_ids()).items()}


def value(ledger: Ledger, report: str, field: str, *, as_of: int | None = None) -> Any:
    (name,) = ledger.documents_of([report]).values()
    told = resolve.reports(
        ledger.statements(documents=[name], as_of=as_of),
        ledger.extractions([name], as_of=as_of),
        ledger.reviews([name], as_of=as_of),
    )
    return next((r.value(field) for r in told if r.id == report), "no report")


def waiting(ledger: Ledger, theatre: Theatre, **choices: Any) -> list[str]:
    named = {report: name for name, report in ids(ledger).items()}
    return [named[item.report.id] for item in verdicts.queue(ledger, theatre, **choices)]


def codes(ledger: Ledger, theatre: Theatre) -> dict[str, set[str]]:
    named = {report: name for name, report in ids(ledger).items()}
    return {named[i.report.id]: {r.code for r in i.reasons} for i in verdicts.queue(ledger, theatre)}


def toll(n: int) -> dict[str, int]:
    return {"low": n, "best": n, "high": n}


# What waits


def test_the_most_doubtful_comes_first_with_its_reasons(ledger: Ledger, theatre: Theatre) -> None:
    found = codes(ledger, theatre)
    assert found["dateless"] == {"no_day"}
    assert found["basra"] == {"high_toll"}
    assert found["far"] == set()
    assert waiting(ledger, theatre)[0] == "dateless"
    assert waiting(ledger, theatre)[-1] == "far"


def test_two_reports_of_one_day_place_and_weapon_family_may_be_the_same(ledger: Ledger, theatre: Theatre) -> None:
    found = codes(ledger, theatre)
    assert "double" in found["babil"] and "double" in found["twice"]
    named = ids(ledger)
    item = next(i for i in verdicts.queue(ledger, theatre) if i.report.id == named["babil"])
    assert item.doubles == (named["twice"],)


@pytest.mark.parametrize("verdict", ["SAME", "DISTINCT"])
def test_a_pair_that_a_person_has_decided_is_no_possible_double(ledger: Ledger, theatre: Theatre, verdict: str) -> None:
    named = ids(ledger)
    pipeline.relate(ledger, theatre, named["babil"], [named["twice"]], verdict, **HUDA)
    assert not any("double" in reasons for reasons in codes(ledger, theatre).values())


def test_reports_of_one_incident_that_differ_in_the_toll_are_doubtful(ledger: Ledger, theatre: Theatre) -> None:
    named = ids(ledger)
    pipeline.relate(ledger, theatre, named["babil"], [named["twice"]], "SAME", **HUDA)
    item = next(i for i in verdicts.queue(ledger, theatre) if i.report.id == named["babil"])
    assert [r.words for r in item.reasons] == ["2 wounded here, 4 in another report of it"]


def test_notes_and_superseded_documents_do_not_wait(ledger: Ledger, theatre: Theatre) -> None:
    pipeline.note(ledger, "IED, convoy, Najaf, 21 Dec 2020", theatre, **HUDA)
    later = Document(TEXTS["far"] + " Later more.", "en", NOW, "https://news.example/far", given_id="later")
    list(pipeline.add(ledger, [later], RulesExtractor(theatre), author="test", now=NOW))
    assert len(verdicts.queue(ledger, theatre)) == len(TEXTS)


def test_low_confidence_is_a_reason() -> None:
    told = Document("A bomb.", "en", NOW)
    from sijill.model.records import Statement

    statement = Statement(told.id, content_id("report", "x"), "incident", "kind", "attack", "model",
                          (told.span(0, 6),), confidence=0.4)  # fmt: skip
    found = review.reasons(Report(statement.report, told.id, "incident", {"kind": (statement,)}))
    assert {reason.code for reason in found} == {"unsure", "no_day", "no_place"}


# Verdicts


def test_accepted_and_rejected_reports_no_longer_wait(ledger: Ledger, theatre: Theatre) -> None:
    named = ids(ledger)
    verdicts.accept(ledger, named["dateless"], **HUDA)
    verdicts.reject(ledger, named["basra"], **HUDA)
    assert set(waiting(ledger, theatre)) == {"babil", "twice", "far"}
    assert value(ledger, named["basra"], "killed") == "no report"


def test_an_undone_verdict_is_as_if_it_had_not_been_said(ledger: Ledger, theatre: Theatre) -> None:
    named = ids(ledger)
    before = waiting(ledger, theatre)
    verdicts.reject(ledger, named["basra"], **HUDA)
    rejected = ledger.last_seq()
    undone = verdicts.undo(ledger, **HUDA)
    assert undone is not None and undone.report == named["basra"] and "reject" in undone.words
    assert waiting(ledger, theatre) == before
    assert value(ledger, named["basra"], "killed") == toll(25)
    assert value(ledger, named["basra"], "killed", as_of=rejected) == "no report"
    assert value(ledger, named["basra"], "killed", as_of=rejected - 1) == toll(25)


def test_the_same_can_be_said_undone_and_said_again(ledger: Ledger) -> None:
    report = ids(ledger)["basra"]
    for _ in range(3):
        verdicts.reject(ledger, report, **HUDA)
        assert value(ledger, report, "killed") == "no report"
        verdicts.undo(ledger, **HUDA)
        assert value(ledger, report, "killed") == toll(25)
    assert verdicts.undo(ledger, **HUDA) is None


def test_reject_accept_reject_without_an_undo_rejects(ledger: Ledger) -> None:
    report = ids(ledger)["basra"]
    for verdict in ("reject", "accept", "reject"):
        pipeline.judge(ledger, report, verdict, **HUDA)
    assert value(ledger, report, "killed") == "no report"
    assert pipeline.judge(ledger, report, "reject", **HUDA).n_new == 0


def test_a_correction_can_be_said_undone_and_said_again(ledger: Ledger, theatre: Theatre) -> None:
    report = ids(ledger)["babil"]
    for _ in range(3):
        assert verdicts.correct(ledger, theatre, report, "wounded", "3 wounded", **HUDA).value("wounded") == toll(3)
        undone = verdicts.undo(ledger, **HUDA)
        assert undone is not None and undone.words == "the correction of hurt to 3"
        assert value(ledger, report, "wounded") == toll(2)
    assert pipeline.correct(ledger, report, "wounded", toll(3), **HUDA).n_new > 0
    assert verdicts.undo(ledger, **HUDA) is not None
    assert value(ledger, report, "wounded") == toll(2)


def test_undo_goes_back_decision_by_decision_and_only_over_ones_own(ledger: Ledger, theatre: Theatre) -> None:
    report = ids(ledger)["babil"]
    verdicts.correct(ledger, theatre, report, "wounded", "3", **HUDA)
    verdicts.correct(ledger, theatre, report, "killed", "1", **OMAR)
    verdicts.accept(ledger, report, **HUDA)
    assert [bool(verdicts.undo(ledger, **HUDA)) for _ in range(3)] == [True, True, False]
    assert (value(ledger, report, "wounded"), value(ledger, report, "killed")) == (toll(2), toll(1))


def test_one_undo_takes_back_all_values_that_were_typed_at_once(ledger: Ledger, theatre: Theatre) -> None:
    report = ids(ledger)["basra"]
    told = verdicts.correct(ledger, theatre, report, "weapons", "mortar and drone", **HUDA)
    assert [weapon["type"] for weapon in told.values("weapons")] == ["mortar", "drone"]
    told = verdicts.correct(ledger, theatre, report, "weapons", "IED", **HUDA)
    assert [weapon["type"] for weapon in told.values("weapons")] == ["ied"]
    verdicts.undo(ledger, **HUDA)
    told, _ = verdicts.look(ledger, report)
    assert [weapon["type"] for weapon in told.values("weapons")] == ["mortar", "drone"]
    verdicts.undo(ledger, **HUDA)
    told, _ = verdicts.look(ledger, report)
    assert [weapon["type"] for weapon in told.values("weapons")] == ["rocket"]


def test_an_undo_survives_a_new_reading(ledger: Ledger, theatre: Theatre) -> None:
    class Newer(RulesExtractor):
        version = "next"

    report = ids(ledger)["basra"]
    verdicts.reject(ledger, report, **HUDA)
    verdicts.undo(ledger, **HUDA)
    verdicts.correct(ledger, theatre, report, "killed", "24", **HUDA)
    list(pipeline.add(ledger, list(pipeline.readable(ledger)), Newer(theatre), author="test", now=NOW))
    assert value(ledger, report, "killed") == toll(24)
    verdicts.undo(ledger, **HUDA)
    assert value(ledger, report, "killed") == toll(25)


def test_a_count_follows_an_undo(tmp_path: Any, theatre: Theatre) -> None:
    from sijill import codebook

    where = str(tmp_path / "x.sijill")

    def total() -> int:
        rules = codebook.load("attacks")
        table, _ = pipeline.count(where, theatre=theatre, codebook=rules, today=NOW.date(), by="month")
        return int(table.total["low"])

    with Ledger.open(where) as ledger:
        list(pipeline.add(ledger, map(document, TEXTS), RulesExtractor(theatre), author="test", now=NOW))
        before = total()
        verdicts.reject(ledger, ids(ledger)["basra"], **HUDA)
        assert total() == before - 1
        verdicts.undo(ledger, **HUDA)
        assert total() == before


def test_an_undo_names_a_record_and_nothing_else_does() -> None:
    with pytest.raises(BadRecord, match="an undo, and only it"):
        Review("d" * 32, "r" * 32, "undo", "person:huda")
    with pytest.raises(BadRecord, match="an undo, and only it"):
        Review("d" * 32, "r" * 32, "accept", "person:huda", undoes="x" * 32)


def test_ids_of_reviews_without_an_undo_are_what_they_were() -> None:
    assert "undoes" not in Review("d" * 32, "r" * 32, "accept", "person:huda").to_json()


def test_an_undo_of_an_undo_lets_the_first_word_stand() -> None:
    said = Review("d" * 32, "r" * 32, "accept", "person:huda")
    reviews = [said]
    for gone in (True, False, True, False):
        reviews.append(undoing(reviews[-1], reviews))
        assert (said.id in taken_back(reviews)) is gone
    assert len({review.id for review in reviews}) == 5


def test_what_a_person_decided_comes_in_groups_of_one_add(ledger: Ledger, theatre: Theatre) -> None:
    named = ids(ledger)
    verdicts.correct(ledger, theatre, named["basra"], "weapons", "mortar and drone", **HUDA)
    seq = ledger.last_seq()
    verdicts.accept(ledger, named["basra"], author="huda", now=NOW + timedelta(minutes=1))
    verdicts.accept(ledger, named["basra"], **OMAR)
    assert [len(group) for group in decided(ledger, "person:huda")] == [2, 1]
    assert [len(group) for group in decided(ledger, "person:huda", as_of=seq)] == [2]
    assert decided(ledger, "person:nobody") == []


# Typed values


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        ("killed", "2", toll(2)),
        ("killed", "2 killed", toll(2)),
        ("killed", "at least 3", {"low": 3, "best": 3, "high": None}),
        ("killed", "12+", {"low": 12, "best": 12, "high": None}),
        ("killed", "none killed", toll(0)),
        ("killed", "?", None),
        ("wounded", "3 to 5 wounded", {"low": 3, "best": None, "high": 5}),
        ("wounded", "no casualties", toll(0)),
        ("when", "12 Dec", {"start": "2020-12-12", "end": "2020-12-12", "precision": "day"}),
        ("when", "Saturday", {"start": "2020-12-19", "end": "2020-12-19", "precision": "day"}),
        ("when", "2020-11", {"start": "2020-11-01", "end": "2020-11-30", "precision": "month"}),
        ("kind", "shelling", "shelling_artillery_missile_attack"),
        ("status", "foiled", "foiled"),
    ],
)
def test_a_typed_value_is_read_as_in_a_note(
    tmp_path: Any, theatre: Theatre, field: str, words: str, expected: Any
) -> None:
    with Ledger.open(tmp_path / "x.sijill") as ledger:
        list(pipeline.add(ledger, [document("babil")], RulesExtractor(theatre), author="test", now=NOW))
        told = verdicts.correct(ledger, theatre, ids(ledger)["babil"], field, words, **HUDA)
        assert told.value(field) == expected


def test_a_typed_place_weapon_target_and_actor_are_looked_up(tmp_path: Any, theatre: Theatre) -> None:
    with Ledger.open(tmp_path / "x.sijill") as ledger:
        list(pipeline.add(ledger, [document("babil")], RulesExtractor(theatre), author="test", now=NOW))
        report = ids(ledger)["babil"]
        for field, words in (("place", "Tikrit"), ("weapons", "rocket"), ("targets", "US embassy"),
                             ("perpetrators", "claimed by Islamic State")):  # fmt: skip
            told = verdicts.correct(ledger, theatre, report, field, words, **HUDA)
        assert told.value("place")["gazetteer_id"] == "iq-tikrit"
        assert told.value("weapons")["type"] == "rocket"
        assert told.value("targets")["type"] == "embassy_or_diplomatic"
        by = told.value("perpetrators")
        assert (by["actor_id"], by["basis"]) == ("islamic_state", "claimed")
        told = verdicts.correct(ledger, theatre, report, "place", '"Tell Nowhere"', **HUDA)
        assert (told.value("place")["name"], told.value("place")["latitude"]) == ("Tell Nowhere", None)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("killed", "perhaps"),
        ("place", "Xyzville"),
        ("when", "2020-13"),
        ("kind", "zz"),
        ("status", "zz"),
        ("role", "news"),
    ],
)
def test_what_cannot_be_read_is_refused_and_adds_nothing(
    tmp_path: Any, theatre: Theatre, field: str, words: str
) -> None:
    with Ledger.open(tmp_path / "x.sijill") as ledger:
        list(pipeline.add(ledger, [document("babil")], RulesExtractor(theatre), author="test", now=NOW))
        seq = ledger.last_seq()
        with pytest.raises(BadInput, match=words if field != "role" else "role"):
            verdicts.correct(ledger, theatre, ids(ledger)["babil"], field, words, **HUDA)
        assert ledger.last_seq() == seq


def test_a_report_that_is_not_there_is_named(ledger: Ledger) -> None:
    with pytest.raises(UnknownName, match="is not in ledger"):
        verdicts.look(ledger, "0" * 32)


# Agreement


def test_kappa_of_known_tables() -> None:
    # Cohen's own form: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no gives 0.4.
    ours = ["y"] * 25 + ["n"] * 25
    theirs = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert review.kappa(ours, theirs) == pytest.approx(0.4)
    assert review.kappa(["y", "n"], ["y", "n"]) == 1
    assert review.kappa(["y", "y"], ["y", "y"]) is None
    assert review.kappa([], []) is None


def test_two_reviewers_agree_where_they_decide_alike(ledger: Ledger, theatre: Theatre) -> None:
    named = ids(ledger)
    verdicts.accept(ledger, named["babil"], **HUDA)
    verdicts.correct(ledger, theatre, named["babil"], "wounded", "3", **OMAR)
    verdicts.accept(ledger, named["babil"], **OMAR)
    verdicts.reject(ledger, named["basra"], **HUDA)
    verdicts.reject(ledger, named["basra"], **OMAR)
    (found,) = verdicts.agreement(ledger)
    assert (found.first, found.second, found.n_reports) == ("person:huda", "person:omar", 2)
    assert found.n - found.n_same == 1
    assert found.percent == pytest.approx(100 * found.n_same / found.n)
    assert found.kappa is not None and 0 < found.kappa < 1
    verdicts.correct(ledger, theatre, named["babil"], "wounded", "3", **HUDA)
    (found,) = verdicts.agreement(ledger)
    assert found.n_same == found.n and found.kappa == 1


def test_what_was_taken_back_does_not_count_for_agreement(ledger: Ledger) -> None:
    report = ids(ledger)["babil"]
    verdicts.accept(ledger, report, **HUDA)
    verdicts.accept(ledger, report, **OMAR)
    verdicts.undo(ledger, **OMAR)
    assert verdicts.agreement(ledger) == []


def test_the_second_reviewer_gets_what_the_first_has_judged(ledger: Ledger, theatre: Theatre) -> None:
    named = ids(ledger)
    verdicts.accept(ledger, named["babil"], **HUDA)
    verdicts.reject(ledger, named["basra"], **HUDA)
    assert set(waiting(ledger, theatre, second_by="omar")) == {"babil", "basra"}
    assert waiting(ledger, theatre, second_by="huda") == []
