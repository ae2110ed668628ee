"""As of a record: exactly the records up to it, folded by today's code."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.model.records import Extraction, Record, Relation, Review, Statement, content_id
from sijill.model.text import Document
from sijill.model.views import Incident
from sijill.resolve import frame_rows, incidents, reports
from sijill.store import Ledger

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = "A bomb hit a convoy"


@st.composite
def histories(draw: st.DrawFn) -> list[Record]:
    """Documents, their extractions by one version or two, relations, corrections and reviews, as they may come."""
    told: list[Record] = []
    ids: list[str] = []
    for number in range(draw(st.integers(1, 4))):
        document = Document(f"{WORDS} {number}", published=NOW, outlet=draw(st.sampled_from(["a", "b"])))
        id = content_id("report", number)
        ids.append(id)
        told.append(document)
        for version in range(draw(st.integers(1, 2))):
            run = Extraction(document.id, "extract", str(version), "packs")
            killed = draw(st.integers(0, 9))
            value = {"low": killed, "best": killed, "high": killed}
            spans = (document.span(0, 6),)
            machine = Statement(document.id, id, "incident", "killed", value, "rules", spans, extraction=run.id)
            told += [run, machine]
            if draw(st.booleans()):
                told.append(
                    Statement(document.id, id, "incident", "killed", None, "person:h", spans, replaces=machine.id)
                )
            if draw(st.booleans()):
                told.append(Review(document.id, id, "reject", "person:h", "killed", value, spans, machine.id))
        if number and draw(st.booleans()):
            told.append(
                Relation(ids[number - 1], id, draw(st.sampled_from(["SAME", "DISTINCT", "PART_OF"])), "m", score=0.9)
            )
    return told


def folded(records: list[Record]) -> list[Incident]:
    documents = {r.id: r for r in records if isinstance(r, Document)}
    found = reports(
        [r for r in records if isinstance(r, Statement)],
        [r for r in records if isinstance(r, Extraction)],
        [r for r in records if isinstance(r, Review)],
    )
    return incidents(found, [r for r in records if isinstance(r, Relation)], documents=documents)


@settings(deadline=None, max_examples=20)
@given(histories(), st.data())
def test_as_of_folds_exactly_the_records_up_to_it(history: list[Record], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "x.sijill")) as ledger:
        ledger.add(history, author="test", now=NOW)
        known = [record for _, record in ledger.records()]
        assert ledger.add(history, author="test", now=NOW).n_new == 0
        seq = data.draw(st.integers(0, len(known)))
        there = [record for _, record in ledger.records(as_of=seq)]
        assert there == known[:seq]
        assert folded(there) == folded(known[:seq])
        assert list(ledger.statements(as_of=seq)) == [r for r in known[:seq] if isinstance(r, Statement)]
        for document in ledger.documents():
            for statement in ledger.statements(documents=[document.id]):
                assert all(span.fits(document.text) for span in statement.spans)


def rows(ledger: Ledger, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """The frame's rows of some reports, whole groups at a time."""
    names = set(ledger.documents_of(ids).values())
    found = reports(ledger.statements(documents=names), ledger.extractions(names), ledger.reviews(names))
    here = [report for report in found if report.id in ids]
    documents = {d.id: d for d in ledger.documents(names)}
    folded = incidents(here, ledger.relations(ids), documents=documents)
    told = frame_rows(folded, documents=documents, side_of=lambda _: "unknown", seqs=ledger.seqs(ids))
    return {row["incident"]: row for row in told}


@settings(deadline=None, max_examples=30)
@given(histories(), st.data())
def test_folding_only_what_was_touched_is_folding_all(history: list[Record], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(history)))
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "x.sijill")) as ledger:
        since = ledger.add(history[:cut], author="test", now=NOW).last_seq
        before = rows(ledger, ledger.report_ids())
        ledger.add(history[cut:], author="test", now=NOW)
        touched, documents = ledger.touched(since)
        ids = ledger.closure(touched | set(ledger.report_ids(documents)))
        patched = {id: row for id, row in before.items() if id not in ids} | rows(ledger, ids)
        assert patched == rows(ledger, ledger.report_ids())


@settings(deadline=None, max_examples=20)
@given(histories())
def test_folding_group_by_group_is_folding_all_at_once(history: list[Record]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "x.sijill")) as ledger:
        ledger.add(history, author="test", now=NOW)
        by_group: list[Incident] = []
        for ids in ledger.groups(size=1):
            names = set(ledger.documents_of(ids).values())
            found = reports(ledger.statements(documents=names), ledger.extractions(names), ledger.reviews(names))
            here = [report for report in found if report.id in ids]
            documents = {d.id: d for d in ledger.documents(names)}
            by_group += incidents(here, ledger.relations(ids), documents=documents)
        assert by_group == folded([record for _, record in ledger.records()])
