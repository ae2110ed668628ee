"""What every database must do as a ledger: one suite, on SQLite and on PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sijill.errors import BadInput, BadRecord, LedgerError, UnknownName
from sijill.model.records import Derived, Extraction, Record, Relation, Review, Statement, content_id
from sijill.model.text import Document
from sijill.store import Ledger

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NewLedger = Callable[[], str]

TEXT = "انفجرت عبوة ناسفة على رتل دعم لوجستي في محافظة بابل 🚚 دون خسائر"
DOCUMENT = Document(
    TEXT,
    "ar",
    datetime(2026, 2, 27, 9, 30, tzinfo=UTC),
    "https://example.org/a",
    title="خبر",
    outlet="example",
    given_id="post-1",
)
RUN = Extraction(DOCUMENT.id, "extract", "1", "packs")
REPORT = content_id("report", "a")
OTHER = content_id("report", "b")


def said(
    field: str, value: object, words: str, *, report: str = REPORT, by: str = "rules", **more: object
) -> Statement:
    start = TEXT.index(words)
    run = None if by.startswith("person:") else RUN.id
    spans = (DOCUMENT.span(start, start + len(words)),)
    return Statement(DOCUMENT.id, report, "incident", field, value, by, spans, extraction=run, **more)  # type: ignore[arg-type]


KIND = said("kind", "remote_explosive_landmine_ied", "انفجرت عبوة ناسفة", confidence=0.9)
PLACE = said("place", {"name": "Babil"}, "محافظة بابل", says="police", order=1)
UNKNOWN = said("place", None, "محافظة بابل", by="person:huda", replaces=PLACE.id)
STATUS = Statement(DOCUMENT.id, REPORT, "incident", "status", "occurred", "rules", derived=(Derived("default"),))
OTHER_KIND = said("kind", "attack", "🚚", report=OTHER)
SAME = Relation(OTHER, REPORT, "SAME", "matcher", score=0, reasons=("day", "place"), run="1")
REVIEW = Review(
    DOCUMENT.id, REPORT, "reject", "person:huda", "kind", KIND.value, KIND.spans, KIND.id, note="a rocket, in fact"
)
RECORDS: list[Record] = [DOCUMENT, RUN, KIND, PLACE, UNKNOWN, STATUS, OTHER_KIND, SAME, REVIEW]


@pytest.fixture
def ledger(new_ledger: NewLedger) -> Iterator[Ledger]:
    with Ledger.open(new_ledger()) as opened:
        yield opened


def test_records_come_back_as_they_went_in(ledger: Ledger) -> None:
    added = ledger.add(RECORDS, author="test", now=NOW)
    assert (added.n_new, added.n_known, added.last_seq) == (9, 0, 9)
    told = list(ledger.records())
    assert [record for _, record in told] == RECORDS
    assert [envelope.seq for envelope, _ in told] == list(range(1, 10))
    assert {(e.author, e.at) for e, _ in told} == {("test", NOW.isoformat())}


def test_envelope_hash_is_that_of_the_body(ledger: Ledger) -> None:
    ledger.add(RECORDS, author="test", now=NOW)
    for envelope, record in ledger.records():
        assert envelope.hash == content_id(record.kind, record.to_json())


def test_adding_again_adds_nothing(ledger: Ledger) -> None:
    ledger.add(RECORDS, author="test", now=NOW)
    again = ledger.add([*RECORDS, *RECORDS], author="other", now=NOW + timedelta(days=1))
    assert (again.n_new, again.n_known, again.last_seq) == (0, 18, 9)
    assert [envelope.author for envelope, _ in ledger.records()] == ["test"] * 9


def test_a_record_twice_in_one_add_is_added_once(ledger: Ledger) -> None:
    assert ledger.add([DOCUMENT, DOCUMENT], author="test", now=NOW).n_new == 1


def test_more_than_one_batch_keeps_its_order(ledger: Ledger) -> None:
    documents = [Document(f"text {n}") for n in range(5001)]
    ledger.add(documents, author="test", now=NOW)
    assert list(ledger.documents()) == documents
    assert ledger.last_seq() == 5001


def test_one_bad_record_adds_none(ledger: Ledger) -> None:
    stranger = Extraction("f" * 32, "extract", "1", "packs")
    with pytest.raises(BadRecord, match="add the document before it"):
        ledger.add([DOCUMENT, stranger], author="test", now=NOW)
    assert ledger.last_seq() == 0
    assert ledger.add(RECORDS, author="test", now=NOW).last_seq == 9


def test_a_quote_that_does_not_fit_is_refused(ledger: Ledger) -> None:
    other = Document("another text, long enough to have all the same offsets as the first one has", given_id="x")
    wrong = Statement(other.id, REPORT, "incident", "kind", "attack", "rules", KIND.spans)
    with pytest.raises(BadRecord, match="quotes"):
        ledger.add([other, wrong], author="test", now=NOW)


def test_a_bad_id_and_a_zero_character_are_refused(ledger: Ledger) -> None:
    with pytest.raises(BadRecord, match="32 hexadecimal"):
        ledger.add([Document("x", id="short")], author="test", now=NOW)
    with pytest.raises(BadRecord, match="zero character"):
        ledger.add([Document("a\x00b")], author="test", now=NOW)
    with pytest.raises(BadRecord, match="half a character in its title"):
        ledger.add([Document("ab", title="\ud83d")], author="test", now=NOW)


def test_an_error_of_the_callers_own_is_left_as_it_is(ledger: Ledger) -> None:
    def missing() -> Iterator[Record]:
        yield DOCUMENT
        raise FileNotFoundError("post.md")

    with pytest.raises(FileNotFoundError):
        ledger.add(missing(), author="test", now=NOW)
    assert ledger.last_seq() == 0


def test_a_time_without_zone_is_refused(ledger: Ledger) -> None:
    with pytest.raises(BadInput, match="no time zone"):
        ledger.add([DOCUMENT], author="test", now=datetime(2026, 1, 1))


def test_as_of_reads_exactly_the_records_up_to_it(ledger: Ledger) -> None:
    for day, record in enumerate(RECORDS):
        ledger.add([record], author="test", now=NOW + timedelta(days=day))
    for seq in range(len(RECORDS) + 1):
        expected = RECORDS[:seq]
        assert [record for _, record in ledger.records(as_of=seq)] == expected
        assert list(ledger.statements(as_of=seq)) == [r for r in expected if isinstance(r, Statement)]
        assert list(ledger.relations(as_of=seq)) == [r for r in expected if isinstance(r, Relation)]
        assert list(ledger.statements(reports=[REPORT], as_of=seq)) == [
            r for r in expected if isinstance(r, Statement) and r.report == REPORT
        ]
        assert ledger.report_ids(as_of=seq) == [id for id, first in ((REPORT, 3), (OTHER, 7)) if first <= seq]
        moment = NOW + timedelta(days=seq - 1, hours=1)
        assert ledger.seq_at(moment) == seq


def test_reading_by_document_and_report(ledger: Ledger) -> None:
    second = Document("second")
    ledger.add([*RECORDS, second], author="test", now=NOW)
    assert list(ledger.documents([second.id])) == [second]
    assert ledger.document(DOCUMENT.id) == DOCUMENT
    assert list(ledger.statements(documents=[second.id])) == []
    assert len(list(ledger.statements(documents=[DOCUMENT.id]))) == 5
    assert list(ledger.extractions([DOCUMENT.id])) == [RUN]
    assert list(ledger.reviews([DOCUMENT.id])) == [REVIEW]
    assert list(ledger.relations([OTHER])) == [SAME]
    assert ledger.report_ids([DOCUMENT.id]) == [REPORT, OTHER]
    assert ledger.documents_of([REPORT, OTHER]) == {REPORT: DOCUMENT.id, OTHER: DOCUMENT.id}
    assert ledger.seqs([REPORT, OTHER]) == {REPORT: 3, OTHER: 7}
    assert [e.seq for e, _ in ledger.records(["document", "review"], since=1)] == [9, 10]
    with pytest.raises(UnknownName, match="no document"):
        ledger.document("0" * 32)


def test_the_newest_version_of_a_url(ledger: Ledger) -> None:
    newer = Document("corrected", url=DOCUMENT.url, supersedes=DOCUMENT.id)
    ledger.add([DOCUMENT, newer], author="test", now=NOW)
    assert ledger.document_at("https://example.org/a") == newer
    assert ledger.document_at("https://example.org/a", as_of=1) == DOCUMENT
    assert ledger.document_at("https://example.org/b") is None


def test_an_id_is_found_by_its_beginning(ledger: Ledger) -> None:
    ledger.add(RECORDS, author="test", now=NOW)
    assert ledger.find(REPORT[:7]) == ("report", REPORT)
    assert ledger.find(DOCUMENT.id) == ("document", DOCUMENT.id)
    assert ledger.find("post-1") == ("document", DOCUMENT.id)
    with pytest.raises(UnknownName, match="begins with"):
        ledger.find("zzz")
    with pytest.raises(UnknownName, match="begins with"):
        ledger.find(REPORT[:7], as_of=1)


def test_an_ambiguous_beginning_lists_what_it_may_be(ledger: Ledger) -> None:
    reports = [f"abc{n:029x}" for n in range(12)]
    said_of = [Statement(DOCUMENT.id, id, "incident", "kind", "attack", "rules", KIND.spans) for id in reports]
    ledger.add([DOCUMENT, *said_of], author="test", now=NOW)
    with pytest.raises(UnknownName, match=f"{reports[0]}.* and 2 more; give more digits"):
        ledger.find("abc")


def test_touched_names_what_later_records_speak_of(ledger: Ledger) -> None:
    ledger.add(RECORDS, author="test", now=NOW)
    assert ledger.touched(0) == ({REPORT, OTHER}, {DOCUMENT.id})
    assert ledger.touched(7) == ({REPORT, OTHER}, {DOCUMENT.id})
    assert ledger.touched(8) == ({REPORT}, {DOCUMENT.id})
    assert ledger.touched(9) == (set(), set())


def test_closure_and_groups_follow_relations(ledger: Ledger) -> None:
    ids = [f"{n:032x}" for n in range(6)]
    said_of = [Statement(DOCUMENT.id, id, "incident", "kind", "attack", "rules", KIND.spans) for id in ids]
    pairs = [(0, 1, "SAME"), (1, 2, "PART_OF"), (3, 4, "DISTINCT")]
    relations = [Relation(ids[a], ids[b], verdict, "matcher") for a, b, verdict in pairs]
    ledger.add([DOCUMENT, *said_of, *relations], author="test", now=NOW)
    assert ledger.closure([ids[0]]) == set(ids[:3])
    assert ledger.closure([ids[3]]) == {ids[3]}
    assert ledger.closure([ids[0]], as_of=7) == {ids[0]}
    assert list(ledger.groups(size=2)) == [ids[:3], ids[3:5], ids[5:]]


def test_records_cannot_be_changed_or_deleted(ledger: Ledger) -> None:
    from sqlalchemy import text

    from sijill.store import engine

    ledger.add(RECORDS, author="test", now=NOW)
    for attempt in (
        "UPDATE document SET text = 'x'",
        "DELETE FROM statement",
        "UPDATE record SET kind = 2",
        "DELETE FROM record",
        "DELETE FROM relation",
        "UPDATE review SET body = '{}'",
        "UPDATE entry SET at = 0",
    ):
        with (
            pytest.raises(LedgerError, match="only adds"),
            engine.writing(ledger._sql, ledger.name) as connection,
        ):
            connection.execute(text(attempt))
    assert [record for _, record in ledger.records()] == RECORDS


def test_a_redacted_document_keeps_its_length_and_its_place(ledger: Ledger) -> None:
    ledger.add(RECORDS, author="test", now=NOW)
    hashes = [envelope.hash for envelope, _ in ledger.records()]
    ledger.redact(DOCUMENT.id, author="person:huda", now=NOW, why="a court order")
    blotted = ledger.document(DOCUMENT.id)
    assert blotted.text == "█" * len(TEXT)
    assert blotted.url is None
    kind = next(iter(ledger.statements()))
    assert (kind.value, kind.spans[0].quote) == (KIND.value, "█" * len(KIND.spans[0].quote))
    assert [envelope.hash for envelope, _ in ledger.records()] == hashes
    ledger.redact(DOCUMENT.id, author="person:huda", now=NOW, why="again")


def test_a_redacted_statement_is_no_longer_read(ledger: Ledger) -> None:
    ledger.add(RECORDS, author="test", now=NOW)
    ledger.redact(PLACE.id, author="person:huda", now=NOW, why="a home address")
    assert PLACE not in list(ledger.statements())
    assert [envelope.seq for envelope, _ in ledger.records()] == [1, 2, 3, 5, 6, 7, 8, 9]
    assert ledger.add([PLACE], author="test", now=NOW).n_new == 0
    with pytest.raises(UnknownName):
        ledger.redact("0" * 32, author="person:huda", now=NOW, why="nothing")


def test_a_report_may_be_named_before_it_is_stated(ledger: Ledger) -> None:
    ledger.add([SAME], author="test", now=NOW)
    assert ledger.report_ids() == []
    ledger.add([DOCUMENT, RUN, KIND], author="test", now=NOW)
    assert ledger.report_ids() == [REPORT]
    assert ledger.seqs([REPORT]) == {REPORT: 4}


def test_an_extraction_may_follow_its_statements(ledger: Ledger) -> None:
    ledger.add([DOCUMENT, KIND], author="test", now=NOW)
    ledger.add([RUN], author="test", now=NOW)
    assert list(ledger.statements()) == [KIND]


ADD_MANY = """
import sys
from datetime import UTC, datetime
from sijill.model.text import Document
from sijill.store import Ledger
with Ledger.open(sys.argv[1]) as ledger:
    for n in range(20):
        texts = [Document(f"{sys.argv[2]} {n} {m}") for m in range(20)] + [Document(f"shared {n}")]
        ledger.add(texts, author=sys.argv[2], now=datetime(2026, 1, 1, tzinfo=UTC))
"""


def test_several_processes_add_at_once_without_gaps(new_ledger: NewLedger) -> None:
    where = new_ledger()
    with Ledger.open(where) as ledger:
        names = ("one", "two", "three")
        running = [subprocess.Popen([sys.executable, "-c", ADD_MANY, where, name]) for name in names]
        assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
        seqs = [envelope.seq for envelope, _ in ledger.records()]
        assert seqs == list(range(1, 3 * 20 * 20 + 20 + 1))


def test_opening_again_keeps_all(new_ledger: NewLedger) -> None:
    where = new_ledger()
    with Ledger.open(where) as ledger:
        ledger.add(RECORDS, author="test", now=NOW)
    with Ledger.open(where, create=False) as ledger:
        assert [record for _, record in ledger.records()] == RECORDS


def test_an_older_ledger_is_brought_up_to_date(new_ledger: NewLedger) -> None:
    from sqlalchemy import create_engine, inspect

    from sijill.store import engine, schema
    from sijill.store.migrations import migrate

    where = new_ledger()
    old = create_engine(engine.url_of(where))
    with old.begin() as connection:
        migrate(connection, to="0001")
        assert "redaction" not in inspect(connection).get_table_names()
    old.dispose()
    with Ledger.open(where, create=False) as ledger:
        ledger.add(RECORDS, author="test", now=NOW)
        with ledger._sql.connect() as connection:
            assert set(schema.metadata.tables) <= set(inspect(connection).get_table_names())


def test_migrated_tables_are_those_of_the_schema(ledger: Ledger) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from sijill.store import schema

    with ledger._sql.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, schema.metadata) == []


def test_a_newer_ledger_is_refused(new_ledger: NewLedger) -> None:
    from sqlalchemy import text

    from sijill.store import engine

    where = new_ledger()
    with Ledger.open(where) as ledger, engine.writing(ledger._sql, ledger.name) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    with pytest.raises(LedgerError, match=r"newer Sijill.*upgrade"):
        Ledger.open(where)


def test_a_database_of_something_else_is_refused(new_ledger: NewLedger) -> None:
    from sqlalchemy import create_engine, text

    from sijill.store import engine

    where = new_ledger()
    other = create_engine(engine.url_of(where))
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    other.dispose()
    with pytest.raises(LedgerError, match=r"not a ledger.*recipes"):
        Ledger.open(where)
