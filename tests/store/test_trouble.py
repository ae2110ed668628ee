"""What goes wrong with a ledger file is told with the file and what to do, and loses nothing."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from sijill.errors import LedgerError
from sijill.model.records import Record
from sijill.model.text import Document
from sijill.store import Ledger, engine, last_seq_of

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "ledger.sijill"
    with Ledger.open(made) as ledger:
        ledger.add([Document("one"), Document("two")], author="test", now=NOW)
    return made


def test_a_missing_ledger_is_not_made_for_reading(tmp_path: Path) -> None:
    missing = tmp_path / "none.sijill"
    with pytest.raises(LedgerError, match=r"no ledger at .*none\.sijill.*sijill add"):
        Ledger.open(missing, create=False)
    assert not missing.exists()
    with pytest.raises(LedgerError, match="make the folder first"):
        Ledger.open(tmp_path / "no" / "none.sijill")
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(tmp_path)


def test_an_empty_file_is_no_ledger_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with pytest.raises(LedgerError, match="empty"):
        Ledger.open(tmp_path / "empty", create=False)


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html>" * 1000)
    with pytest.raises(LedgerError, match=r"page\.html: it is not a ledger, or is damaged; restore"):
        Ledger.open(page)
    with pytest.raises(LedgerError, match="restore"):
        last_seq_of(page)
    assert page.read_text() == "<html>" * 1000


def test_a_damaged_ledger_is_told(file: Path) -> None:
    with Ledger.open(file) as ledger:
        ledger.add([Document("long " * 50_000)], author="test", now=NOW)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = file.stat().st_size
    with file.open("r+b") as damaged:
        damaged.seek(4096)
        damaged.write(b"\xff" * (size - 4096))
    with pytest.raises(LedgerError, match=r"ledger\.sijill: it is damaged"), Ledger.open(file) as ledger:
        list(ledger.documents())


def test_a_full_disk_adds_nothing_and_loses_nothing(file: Path) -> None:
    with Ledger.open(file) as ledger:
        # Let the file grow no further, as on a full disk.
        event.listen(ledger._sql, "connect", lambda connection, _: _cap(connection))
        with pytest.raises(LedgerError, match="disk is full; nothing was added; free some space"):
            ledger.add([Document(f"{n} " * 10_000) for n in range(100)], author="test", now=NOW)
    with Ledger.open(file) as ledger:
        assert [document.text for document in ledger.documents()] == ["one", "two"]
        assert ledger.add([Document("three")], author="test", now=NOW).last_seq == 3


def _cap(connection: sqlite3.Connection) -> None:
    (n_pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {n_pages + 3}")


def test_a_full_disk_told_by_the_system_is_the_same() -> None:
    with pytest.raises(LedgerError, match="disk is full"), engine.errors_told("x.sijill"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_locked_ledger_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_S", 0)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Ledger.open(file) as ledger, pytest.raises(LedgerError, match="another program is writing"):
            ledger.add([Document("three")], author="test", now=NOW)
        other.execute("ROLLBACK")


def test_a_ledger_that_may_only_be_read_is_read_and_told(file: Path) -> None:
    with Ledger.open(file) as ledger:
        # SQLite answers as it does for a file that this user may not write.
        event.listen(ledger._sql, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON").close())
        assert len(list(ledger.documents())) == 2
        with pytest.raises(LedgerError, match="may only be read; ask for leave"):
            ledger.add([Document("three")], author="test", now=NOW)


def test_a_crash_in_the_middle_adds_nothing(file: Path) -> None:
    def broken() -> Iterator[Record]:
        for n in range(9000):
            yield Document(f"text {n}")
        raise RuntimeError("the power went")

    with Ledger.open(file) as ledger:
        with pytest.raises(RuntimeError):
            ledger.add(broken(), author="test", now=NOW)
        assert ledger.last_seq() == 2


def test_a_server_that_does_not_answer_is_told() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match="server does not answer") as told:
        Ledger.open("postgresql://someone:secret@127.0.0.1:1/ledger")
    assert "secret" not in str(told.value)


def test_an_unknown_database_is_told() -> None:
    with pytest.raises(LedgerError, match="no store for 'mysql'"):
        Ledger.open("mysql://localhost/ledger")
    with pytest.raises(LedgerError, match="no database URL"):
        Ledger.open("://")


def test_the_last_sequence_number_needs_no_sqlalchemy(file: Path) -> None:
    script = (
        "import sys; from sijill.store import last_seq_of; print(last_seq_of(sys.argv[1]), 'sqlalchemy' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["2", "False"]
    with pytest.raises(LedgerError, match="no ledger at"):
        last_seq_of(file.with_name("none"))
