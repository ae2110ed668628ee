"""Documents to counts through one ledger file: what a rerun, another order, a person or a new version may change."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijill import codebook, pipeline, verdicts
from sijill.extract import RulesExtractor
from sijill.model.text import Document
from sijill.model.views import Incident
from sijill.store import Frame, Ledger
from sijill.theatre import Theatre

NOW = datetime(2021, 1, 2, 12, tzinfo=UTC)
TODAY = date(2021, 1, 2)
EDITOR = {"author": "editor", "now": NOW}
BASE = "https://news.example/"


class Newer(RulesExtractor):
    """The same rules under a later version, so that every document is read again."""

    version = "next"


def told(number: int, *, place: str = "Babil", wounded: int = 1, later: int = 0, url: str | None = "") -> Document:
    """A report of a bomb on day `number` of December 2020, published the day after and `later` days."""
    text = (
        f"A roadside bomb hit a supply convoy in {place} on December {number}, wounding {wounded} people, police said."
    )
    published = datetime(2020, 12, number, 12, tzinfo=UTC) + timedelta(days=1 + later)
    link = f"{BASE}{number}" if url == "" else url
    return Document(text, "en", published, link, outlet=f"Outlet {number % 3}")


TRACKER = """Attacks of the month

IED – supply convoy – Muthanna

IED – supply convoy – Muthanna

Rockets – Green Zone, Baghdad – 1 killed, 5 wounded

December Totals – 3
"""


@pytest.fixture(scope="module")
def theatre() -> Theatre:
    return pipeline.theatre("iraq")


@pytest.fixture
def where(tmp_path: Path) -> str:
    return str(tmp_path / "ledger.sijill")


def added(ledger: Ledger, documents: Iterable[Document], extractor: RulesExtractor) -> list[str]:
    """What happened to each document."""
    return [step.state for step in pipeline.add(ledger, documents, extractor, author="test", now=NOW)]


def counted(where: str, theatre: Theatre, **choices: Any) -> dict[str, Any]:
    """The total of a count, and its rows by month."""
    asked: dict[str, Any] = {"by": "month", **choices}
    table, _ = pipeline.count(where, theatre=theatre, codebook=codebook.load("attacks"), today=TODAY, **asked)
    return {"total": dict(table.total), "rows": [dict(row) for row in table.rows]}


def rebuilt(where: str, theatre: Theatre, **choices: Any) -> dict[str, Any]:
    """The same count from a frame that is made from nothing."""
    Frame.beside(where).delete()
    return counted(where, theatre, **choices)


def folded(ledger: Ledger, theatre: Theatre) -> list[Incident]:
    return pipeline.fold(ledger, theatre).incidents


def content(incidents: Iterable[Incident]) -> list[tuple[Any, ...]]:
    """Members and resolved values, without ids, in an order of their own."""
    return sorted(
        (sorted(r.id for r in i.reports), sorted((name, repr(f.value)) for name, f in i.fields.items()))
        for i in incidents
    )


@contextmanager
def ledger_of(documents: Iterable[Document], theatre: Theatre) -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder, "x.sijill")) as ledger:
        added(ledger, documents, RulesExtractor(theatre))
        yield ledger


# Reruns and order


def test_a_rerun_of_anything_adds_nothing(where: str, theatre: Theatre) -> None:
    documents = [told(1), told(2), Document(TRACKER, "en", NOW)]
    reader = RulesExtractor(theatre)
    with Ledger.open(where) as ledger:
        assert added(ledger, documents, reader) == ["new"] * 3
        first, second, *_ = folded(ledger, theatre)
        pipeline.relate(ledger, theatre, first.id, [second.id], "SAME", **EDITOR)
        pipeline.correct(ledger, first.id, "wounded", {"low": 4, "best": 4, "high": 4}, **EDITOR)
        pipeline.judge(ledger, second.id, "accept", **EDITOR)
        pipeline.note(ledger, "IED, convoy, Basra, 21 Dec 2020", theatre, **EDITOR)
        seq = ledger.last_seq()
        assert added(ledger, documents, reader) == ["known"] * 3
        assert added(ledger, list(pipeline.readable(ledger)), reader) == ["known"] * 4
        pipeline.note(ledger, "IED, convoy, Basra, 21 Dec 2020", theatre, **EDITOR)
        pipeline.judge(ledger, second.id, "accept", **EDITOR)
        assert ledger.last_seq() == seq


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), at_once=st.booleans())
def test_incidents_do_not_depend_on_the_order_of_arrival(order: list[int], at_once: bool, theatre: Theatre) -> None:
    documents = [*(told(n, wounded=n) for n in range(1, 6)), Document(TRACKER, "en", NOW)]
    with ledger_of(documents, theatre) as ledger:
        wanted = content(folded(ledger, theatre))
    shuffled = [documents[n] for n in order]
    with ledger_of(shuffled if at_once else [], theatre) as ledger:
        for document in () if at_once else shuffled:
            added(ledger, [document], RulesExtractor(theatre))
        assert content(folded(ledger, theatre)) == wanted


@pytest.mark.parametrize("seed", range(3))
def test_what_persons_joined_does_not_depend_on_the_order_either(theatre: Theatre, seed: int) -> None:
    documents = [told(n, wounded=n) for n in range(1, 6)]

    def joined(order: list[Document], pairs: list[tuple[int, int]]) -> list[tuple[Any, ...]]:
        with ledger_of(order, theatre) as ledger:
            by_url = {d.url: d.id for d in ledger.documents()}
            report = {
                n: ledger.report_ids([by_url[f"{BASE}{n}"]])[0] for n in range(1, 6)
            }  # the report of each day's document
            for a, b in pairs:
                pipeline.relate(ledger, theatre, report[a], [report[b]], "SAME", **EDITOR)
            return content(folded(ledger, theatre))

    pairs = [(1, 2), (3, 4), (2, 4)]
    rng = random.Random(seed)
    assert joined(rng.sample(documents, 5), rng.sample(pairs, 3)) == joined(documents, pairs)


# Earlier states


def test_as_of_folds_exactly_the_records_up_to_it(where: str, theatre: Theatre) -> None:
    states = []
    with Ledger.open(where) as ledger:
        for n in range(1, 5):
            added(ledger, [told(n, wounded=n)], RulesExtractor(theatre))
            states.append((ledger.last_seq(), content(folded(ledger, theatre)), counted(where, theatre, of="wounded")))
        first, second = folded(ledger, theatre)[:2]
        pipeline.relate(ledger, theatre, first.id, [second.id], "SAME", **EDITOR)
        pipeline.judge(ledger, folded(ledger, theatre)[-1].id, "reject", **EDITOR)
        assert len(folded(ledger, theatre)) == 2
        for seq, incidents, figures in states:
            assert content(pipeline.fold(ledger, theatre, as_of=seq).incidents) == incidents
            assert counted(where, theatre, as_of=seq, of="wounded") == figures
        assert pipeline.fold(ledger, theatre, as_of=0).incidents == []


# What persons say


def relation(ledger: Ledger, theatre: Theatre, verdict: str, first: str, *others: str) -> list[int]:
    """Say it, and give the sizes of the incidents."""
    pipeline.relate(ledger, theatre, first, others, verdict, **EDITOR)
    return sorted(len(incident.reports) for incident in folded(ledger, theatre))


def test_same_distinct_same_ends_as_said(where: str, theatre: Theatre) -> None:
    with Ledger.open(where) as ledger:
        added(ledger, [told(1), told(2)], RulesExtractor(theatre))
        one, two = (incident.id for incident in folded(ledger, theatre))
        for _ in range(2):
            assert relation(ledger, theatre, "SAME", one, two) == [2]
            assert counted(where, theatre)["total"]["best"] == 1
            assert relation(ledger, theatre, "DISTINCT", one, two) == [1, 1]
            assert counted(where, theatre)["total"]["best"] == 2
        assert relation(ledger, theatre, "SAME", one, two) == [2]


def test_same_distinct_same_of_one_among_three_ends_as_said(where: str, theatre: Theatre) -> None:
    with Ledger.open(where) as ledger:
        added(ledger, [told(1), told(2), told(3)], RulesExtractor(theatre))
        one, two, three = (incident.id for incident in folded(ledger, theatre))
        assert relation(ledger, theatre, "SAME", one, two, three) == [3]
        assert relation(ledger, theatre, "DISTINCT", one, three) == [1, 2]
        assert relation(ledger, theatre, "SAME", one, three) == [3]


def test_merge_then_split_restores(where: str, theatre: Theatre) -> None:
    with Ledger.open(where) as ledger:
        added(ledger, [told(n, wounded=n) for n in (1, 2, 3)], RulesExtractor(theatre))
        before, figures = folded(ledger, theatre), counted(where, theatre, of="wounded")
        one, two, three = (incident.id for incident in before)
        relation(ledger, theatre, "SAME", two, one)
        (merged, _) = folded(ledger, theatre)
        assert (merged.id, merged.aliases) == (one, (two,))
        assert pipeline.incident_of(ledger, theatre, two).id == one
        relation(ledger, theatre, "DISTINCT", one, two)
        assert folded(ledger, theatre) == before
        assert counted(where, theatre, of="wounded") == figures
        relation(ledger, theatre, "SAME", one, two, three)
        relation(ledger, theatre, "DISTINCT", one, two)
        assert relation(ledger, theatre, "DISTINCT", one, three) == [1, 1, 1]
        assert folded(ledger, theatre) == before


def test_a_correction_and_a_rejection_survive_a_new_version(where: str, theatre: Theatre) -> None:
    nine = {"low": 9, "best": 9, "high": 9}
    documents = [told(1), told(2), told(3)]
    with Ledger.open(where) as ledger:
        added(ledger, documents, RulesExtractor(theatre))
        one, two, three = (incident.id for incident in folded(ledger, theatre))
        pipeline.correct(ledger, one, "wounded", nine, **EDITOR)
        pipeline.correct(ledger, three, "wounded", None, **EDITOR)
        pipeline.judge(ledger, two, "reject", **EDITOR)
        before = content(folded(ledger, theatre))
        assert added(ledger, documents, Newer(theatre)) == ["reread"] * 3
        kept, unknown = folded(ledger, theatre)
        assert [kept.id, unknown.id] == [one, three]
        assert (kept.value("wounded"), unknown.value("wounded")) == (nine, None)
        assert kept.fields["wounded"].statements[0].by == "person:editor"
        assert content(folded(ledger, theatre)) == before
        assert counted(where, theatre, of="wounded")["total"] == {
            "low": 9, "best": 9, "high": None, "n_incidents": 2, "n_unstated": 1, "complete": True,
        }  # fmt: skip


def test_a_merge_survives_a_new_version(where: str, theatre: Theatre) -> None:
    documents = [told(1), told(2)]
    with Ledger.open(where) as ledger:
        added(ledger, documents, RulesExtractor(theatre))
        one, two = (incident.id for incident in folded(ledger, theatre))
        relation(ledger, theatre, "SAME", one, two)
        added(ledger, documents, Newer(theatre))
        assert [(i.id, i.aliases) for i in folded(ledger, theatre)] == [(one, (two,))]


def test_a_raised_version_reads_again(where: str, theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(where) as ledger:
        added(ledger, [told(1)], RulesExtractor(theatre))
        monkeypatch.setattr(RulesExtractor, "version", "99")
        assert added(ledger, [told(1)], RulesExtractor(theatre)) == ["reread"]
        assert added(ledger, [told(1)], RulesExtractor(theatre)) == ["known"]
        assert len(folded(ledger, theatre)) == 1
        assert counted(where, theatre)["total"]["best"] == 1


def test_a_correction_of_the_wrong_form_is_refused(where: str, theatre: Theatre) -> None:
    from sijill.errors import SijillError

    with Ledger.open(where) as ledger:
        added(ledger, [told(1)], RulesExtractor(theatre))
        (incident,) = folded(ledger, theatre)
        with pytest.raises(SijillError):
            pipeline.correct(ledger, incident.id, "wounded", "three", **EDITOR)
        assert len(folded(ledger, theatre)) == 1


# Versions of one address


def of_url(*versions: int) -> list[Document]:
    """Versions of one page, each with another toll, a day apart."""
    return [told(10, wounded=n, later=place, url=f"{BASE}page") for place, n in enumerate(versions)]


@pytest.mark.parametrize("look", ["incidents", "count"])
def test_a_superseded_version_is_kept_but_not_counted(where: str, theatre: Theatre, look: str) -> None:
    first, second = of_url(2, 5)
    with Ledger.open(where) as ledger:
        added(ledger, [first], RulesExtractor(theatre))
        assert counted(where, theatre, of="wounded")["total"]["best"] == 2
        added(ledger, [second], RulesExtractor(theatre))
        kept = list(ledger.documents())
        assert [d.text for d in kept] == [first.text, second.text]
        assert kept[1].supersedes == kept[0].id
        if look == "incidents":
            (incident,) = folded(ledger, theatre)
            assert incident.value("wounded") == {"low": 5, "best": 5, "high": 5}
        else:
            assert counted(where, theatre, of="wounded")["total"]["best"] == 5
            assert rebuilt(where, theatre, of="wounded")["total"]["best"] == 5


def test_versions_that_come_together_supersede_each_other_too(where: str, theatre: Theatre) -> None:
    with Ledger.open(where) as ledger:
        added(ledger, of_url(2, 5), RulesExtractor(theatre))
        (incident,) = folded(ledger, theatre)
        assert incident.value("wounded") == {"low": 5, "best": 5, "high": 5}


# Lists


def test_two_equal_lines_of_one_list_are_two_incidents(where: str, theatre: Theatre) -> None:
    tracker = Document(TRACKER, "en", datetime(2020, 12, 28, tzinfo=UTC))
    with Ledger.open(where) as ledger:
        added(ledger, [tracker], RulesExtractor(theatre))
        incidents = folded(ledger, theatre)
        assert [(i.value("place") or {}).get("admin1") for i in incidents] == ["Muthanna", "Muthanna", "Baghdad"]
        assert len({i.id for i in incidents}) == 3
        assert counted(where, theatre)["total"]["best"] == 3
        # Only a person may join them.
        assert relation(ledger, theatre, "SAME", incidents[0].id, incidents[1].id) == [1, 2]
        assert counted(where, theatre)["total"]["best"] == 2


# Patch and rebuild


def one_more(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    added(ledger, [told(20, place="Kirkuk", wounded=7)], RulesExtractor(theatre))


def merged(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    pipeline.relate(ledger, theatre, ids[0], ids[1:3], "SAME", **EDITOR)


def split(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    merged(ledger, theatre, ids)
    counted(str(ledger.path), theatre)
    pipeline.relate(ledger, theatre, ids[0], [ids[1]], "DISTINCT", **EDITOR)


def part(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    pipeline.relate(ledger, theatre, ids[0], [ids[1]], "PART_OF", **EDITOR)


def corrected(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    pipeline.correct(ledger, ids[0], "wounded", {"low": 8, "best": None, "high": None}, **EDITOR)


def moved(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    day = {"start": "2020-11-03", "end": "2020-11-03", "precision": "day"}
    pipeline.correct(ledger, ids[0], "when", day, **EDITOR)


def rejected(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    pipeline.judge(ledger, ids[0], "reject", **EDITOR)


def rejected_of_merged(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    merged(ledger, theatre, ids)
    counted(str(ledger.path), theatre)
    pipeline.judge(ledger, ids[0], "reject", **EDITOR)


def accepted(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    pipeline.judge(ledger, ids[0], "accept", **EDITOR)


def read_again(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    merged(ledger, theatre, ids)
    counted(str(ledger.path), theatre)
    added(ledger, list(pipeline.readable(ledger)), Newer(theatre))


def new_version(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    added(ledger, [told(1, wounded=6, later=1)], RulesExtractor(theatre))


def undone(ledger: Ledger, theatre: Theatre, ids: list[str]) -> None:
    rejected(ledger, theatre, ids)
    counted(str(ledger.path), theatre)
    assert verdicts.undo(ledger, **EDITOR) is not None


Change = Callable[[Ledger, Theatre, list[str]], None]
CHANGES: list[Change] = [
    one_more, merged, split, part, corrected, moved, rejected, rejected_of_merged, accepted, read_again, new_version,
    undone,
]  # fmt: skip


def frame_rows(where: str, theatre: Theatre) -> list[tuple[Any, ...]]:
    with pipeline.frame(where, theatre).connect() as connection:
        return connection.execute("SELECT * FROM frame ORDER BY incident").fetchall()


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_patched_frame_is_a_rebuilt_one(where: str, theatre: Theatre, change: Change) -> None:
    with Ledger.open(where) as ledger:
        added(ledger, [told(n, wounded=n) for n in range(1, 6)], RulesExtractor(theatre))
        counted(where, theatre)
        change(ledger, theatre, [incident.id for incident in folded(ledger, theatre)])
        by = [{"by": "month"}, {"by": "admin1", "of": "wounded"}, {"by": "outlet"}, {"by": "day", "of": "killed"}]
        patched, rows = [counted(where, theatre, **asked) for asked in by], frame_rows(where, theatre)
        assert patched == [rebuilt(where, theatre, **asked) for asked in by]
        assert rows == frame_rows(where, theatre)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_frame_holds_what_the_list_of_incidents_shows(where: str, theatre: Theatre, change: Change) -> None:
    with Ledger.open(where) as ledger:
        added(ledger, [told(n, wounded=n) for n in range(1, 6)], RulesExtractor(theatre))
        counted(where, theatre)
        change(ledger, theatre, [incident.id for incident in folded(ledger, theatre)])
        shown = {(row["incident"], row["wounded_best"]) for row in pipeline.rows(where, theatre)}
    with pipeline.frame(where, theatre).connect() as connection:
        assert set(connection.execute("SELECT incident, wounded_best FROM frame").fetchall()) == shown


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from([one_more, merged, part, corrected, moved, rejected, accepted]), max_size=4))
def test_any_row_of_changes_patches_to_what_a_rebuild_gives(names: list[Change]) -> None:
    # Not the fixture: hypothesis would print a whole theatre beside each example.
    theatre = pipeline.theatre("iraq")
    with ledger_of([told(n, wounded=n) for n in range(1, 5)], theatre) as ledger:
        where, ids = str(ledger.path), [incident.id for incident in folded(ledger, theatre)]
        counted(where, theatre)
        for n, change in enumerate(names):
            if rejected in names[:n] and change not in (one_more, moved, corrected):
                continue
            if change is part and merged in names[:n]:
                continue  # what is one cannot be a part of itself: refused, with a message
            change(ledger, theatre, ids)
            counted(where, theatre)
        rows = frame_rows(where, theatre)
        Frame.beside(where).delete()
        assert rows == frame_rows(where, theatre)


# One paragraph, as it is told


GOLDEN = {
    "kind": "remote_explosive_landmine_ied",
    "place": "Babil",
    "start": "2020-12-20",
    "weapons": ["ied"],
    "targets": ["supply_convoy"],
    "wounded": (3, 3, None),
    "killed": None,
}


def test_one_paragraph_goes_all_the_way(where: str, theatre: Theatre) -> None:
    text = "A roadside bomb hit a supply convoy in Babil on Sunday, wounding at least three people, police said."
    document = Document(text, "en", datetime(2020, 12, 21, 8, tzinfo=UTC), BASE, outlet="River Wire")
    with Ledger.open(where) as ledger:
        added(ledger, [document], RulesExtractor(theatre))
        (row,) = pipeline.rows(where, theatre)
    assert {
        "kind": row["kind"],
        "place": row["admin1"],
        "start": str(row["start"]),
        "weapons": row["weapons"],
        "targets": row["targets"],
        "wounded": (row["wounded_low"], row["wounded_best"], row["wounded_high"]),
        "killed": row["killed_low"],
    } == GOLDEN
    assert counted(where, theatre, of="wounded")["rows"] == [
        {"month": "2020-12", "low": 3, "best": 3, "high": None, "n_incidents": 1, "n_unstated": 0, "complete": True,
         "n_days": 31, "per_day": 0.0968},
    ]  # fmt: skip


def test_a_field_with_several_values_is_rejected_whole(where: str, theatre: Theatre) -> None:
    text = (
        "Police in Kirkuk said on Sunday that a roadside bomb hit a supply convoy and a market, wounding three farmers."
    )
    document = Document(text, "en", datetime(2020, 12, 21, 8, tzinfo=UTC), BASE, outlet="River Wire")
    with Ledger.open(where) as ledger:
        added(ledger, [document], RulesExtractor(theatre))
        (report,) = pipeline.reports_of(ledger, [document.id])
        assert len(report.fields["targets"]) > 1
        pipeline.judge(ledger, report.id, "reject", field="targets", **EDITOR)
        (report,) = pipeline.reports_of(ledger, [document.id])
        assert not report.fields.get("targets")
