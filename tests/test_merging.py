"""Merging over a ledger: it adds nothing twice, takes back what no longer holds, and obeys people."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sijill import pipeline
from sijill.extract import RulesExtractor
from sijill.model.text import Document
from sijill.store import Ledger

NOW = datetime(2026, 3, 20, tzinfo=UTC)
IRAQ = pipeline.theatre("iraq")
EXTRACTOR = RulesExtractor(IRAQ)
BLASTS = (
    ("en", "A roadside bomb hit a supply convoy in Hilla on March 10, wounding two drivers, police said.", 10),
    ("ar", "انفجرت عبوة ناسفة على رتل دعم لوجستي في مدينة الحلة يوم 10 آذار، وأصيب سائقان بجروح.", 10),
    ("en", "Two drivers were wounded when a roadside bomb struck a supply convoy in Hilla on March 10.", 11),
    ("en", "Gunmen killed three policemen at a checkpoint in Hawija on March 10, officials said.", 10),
    ("ar", "قتل مسلحون ثلاثة من الشرطة عند حاجز أمني في الحويجة يوم 10 آذار.", 11),
    ("en", "A rocket landed near the Green Zone in Baghdad on March 12, causing no casualties.", 12),
    ("en", "A roadside bomb hit a supply convoy in Nasiriyah on March 12, killing one guard.", 12),
)


def documents(chosen: Iterable[int] = range(len(BLASTS))) -> list[Document]:
    return [
        Document(text, language, datetime(2026, 3, day, 12, tzinfo=UTC), f"https://x.example/{n}", outlet=f"outlet {n}")
        for n, (language, text, day) in enumerate(BLASTS)
        if n in set(chosen)
    ]


def add(ledger: Ledger, told: Sequence[Document]) -> None:
    list(pipeline.add(ledger, told, EXTRACTOR, author="test", now=NOW))


def merge(ledger: Ledger, **choices: object) -> pipeline.Merged:
    return pipeline.merge(ledger, IRAQ, author="test", now=NOW + timedelta(minutes=1), **choices)  # type: ignore[arg-type]


def members(ledger: Ledger) -> set[frozenset[str]]:
    """The incidents by the addresses of the documents that tell of them."""
    urls = {d.id: str(d.url)[-1] for d in ledger.documents()}
    found = pipeline.fold(ledger, IRAQ).incidents
    told = [[urls[r.document] for r in incident.reports] for incident in found]
    assert sum(map(len, told)) == len({r.id for i in found for r in i.reports})
    return {frozenset(one) for one in told}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterable[Ledger]:
    with Ledger.open(tmp_path / "l.sijill") as opened:
        yield opened


def test_reports_of_one_attack_are_joined_across_languages(ledger: Ledger) -> None:
    add(ledger, documents())
    assert len(members(ledger)) == len(BLASTS)
    done = merge(ledger)
    assert members(ledger) == {frozenset("012"), frozenset("34"), frozenset("5"), frozenset("6")}
    assert done.said["SAME"] == 4 and done.n_reports == len(BLASTS)


def test_a_rerun_adds_nothing(ledger: Ledger) -> None:
    add(ledger, documents())
    merge(ledger)
    seq = ledger.last_seq()
    assert merge(ledger).said == {} and merge(ledger, everything=True).said == {}
    assert merge(ledger, all_up_to=0).said == {}
    assert ledger.last_seq() == seq


@pytest.mark.parametrize("all_up_to", [0, 20_000])
def test_one_by_one_or_all_at_once_gives_the_same(tmp_path: Path, all_up_to: int) -> None:
    with Ledger.open(tmp_path / "all.sijill") as at_once:
        add(at_once, documents())
        merge(at_once)
        wanted = members(at_once)
    order = list(range(len(BLASTS)))
    random.Random(4).shuffle(order)
    with Ledger.open(tmp_path / "one.sijill") as one_by_one:
        for n in order:
            add(one_by_one, documents([n]))
            merge(one_by_one, all_up_to=all_up_to)
        assert members(one_by_one) == wanted


def test_ids_stay_when_a_merge_is_split_again(ledger: Ledger) -> None:
    add(ledger, documents())
    before = {i.id for i in pipeline.fold(ledger, IRAQ).incidents}
    merge(ledger)
    (joined,) = [i for i in pipeline.fold(ledger, IRAQ).incidents if len(i.reports) == 3]
    assert joined.id in before and set(joined.aliases) < before
    for report in joined.reports[1:]:
        pipeline.relate(ledger, IRAQ, joined.id, [report.id], "DISTINCT", author="huda", now=NOW)
    merge(ledger)
    after = {i.id for i in pipeline.fold(ledger, IRAQ).incidents}
    assert {r.id for r in joined.reports} <= after


def test_what_a_person_parted_stays_apart_through_every_rerun(ledger: Ledger) -> None:
    add(ledger, documents())
    merge(ledger)
    (joined,) = [i for i in pipeline.fold(ledger, IRAQ).incidents if len(i.reports) == 3]
    pipeline.relate(ledger, IRAQ, joined.id, [joined.reports[2].id], "DISTINCT", author="huda", now=NOW)
    parted = members(ledger)
    assert frozenset("012") not in parted and frozenset("34") in parted
    for choices in ({}, {"everything": True}, {"all_up_to": 0}):
        merge(ledger, **choices)
        assert members(ledger) == parted


def test_what_a_person_joined_stays_joined(ledger: Ledger) -> None:
    add(ledger, documents())
    urls = {str(d.url)[-1]: d.id for d in ledger.documents()}
    of = {r.document: i.id for i in pipeline.fold(ledger, IRAQ).incidents for r in i.reports}
    pipeline.relate(ledger, IRAQ, of[urls["5"]], [of[urls["6"]]], "SAME", author="huda", now=NOW)
    merge(ledger)
    assert frozenset("56") in members(ledger)


def test_a_correction_takes_back_what_rested_on_the_old_value(ledger: Ledger) -> None:
    add(ledger, documents([3, 4]))
    merge(ledger)
    (joined,) = pipeline.fold(ledger, IRAQ).incidents
    day = {"start": "2026-01-02", "end": "2026-01-02", "precision": "day"}
    pipeline.correct(ledger, joined.reports[1].id, "when", day, author="huda", now=NOW)
    assert merge(ledger).said == {"DISTINCT": 1}
    assert members(ledger) == {frozenset("3"), frozenset("4")}
    back = {"start": "2026-03-10", "end": "2026-03-10", "precision": "day"}
    pipeline.correct(ledger, joined.reports[1].id, "when", back, author="huda", now=NOW)
    assert merge(ledger).said == {"SAME": 1}
    assert members(ledger) == {frozenset("34")}


def test_a_damaged_index_is_made_anew(ledger: Ledger, tmp_path: Path) -> None:
    add(ledger, documents())
    merge(ledger)
    wanted = members(ledger)
    (tmp_path / "l.sijill.matches").write_bytes(b"not a database")
    assert merge(ledger).said == {}
    assert members(ledger) == wanted


def test_every_reason_is_kept_with_the_relation(ledger: Ledger) -> None:
    add(ledger, documents([0, 1]))
    merge(ledger)
    (said,) = [r for r in ledger.relations() if r.by == "dedupe"]
    assert said.verdict == "SAME" and (said.score or 0) > 0.9
    assert any(told.startswith("place: both Hilla") for told in said.reasons)
    assert any(told.startswith("wounded: both 2") for told in said.reasons)


def test_peoples_relations_and_those_of_one_verdict_can_be_asked_for(ledger: Ledger) -> None:
    add(ledger, documents())
    merge(ledger)
    (joined,) = [i for i in pipeline.fold(ledger, IRAQ).incidents if len(i.reports) == 3]
    pipeline.relate(ledger, IRAQ, joined.id, [joined.reports[2].id], "DISTINCT", author="huda", now=NOW)
    told = list(ledger.relations())
    assert list(ledger.relations(by_persons=True)) == [r for r in told if r.by_person] != []
    assert list(ledger.relations(verdict="SAME")) == [r for r in told if r.verdict == "SAME"] != []
    assert list(ledger.relations(by_persons=True, as_of=0)) == []
