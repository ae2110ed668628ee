"""A ledger of an earlier version is brought up to date when it is opened, and what it holds stays as it was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from sijill.model.records import content_id
from sijill.model.text import Document
from sijill.store import Ledger
from sijill.store.migrations import migrate

NOW = datetime(2021, 1, 2, tzinfo=UTC)


def test_documents_from_before_their_origins_were_kept(tmp_path: Path) -> None:
    where = tmp_path / "old.sijill"
    old = Document("A blast hit Baghdad.", "en", NOW, "https://river.example/1", captured=NOW)
    engine = sa.create_engine(f"sqlite:///{where}")
    with engine.begin() as connection:
        migrate(connection, "0002")
        connection.execute(sa.text("INSERT INTO word VALUES (1, 'huda')"))
        connection.execute(sa.text("INSERT INTO entry VALUES (1, 0, 1, 1)"))
        row = {"id": bytes.fromhex(old.id), "hash": bytes.fromhex(content_id("document", old.to_json()))}
        connection.execute(sa.text("INSERT INTO record VALUES (1, 1, :id, 1, :hash)"), row)
        query = "INSERT INTO document (seq, text, language, published, url, captured) VALUES (1, :t, 'en', :p, :u, :p)"
        connection.execute(sa.text(query), {"t": old.text, "p": NOW.isoformat(), "u": old.url})
    engine.dispose()
    new = Document("A rocket hit Basra.", "en", via="Palm Daily", archive="a.jpg#sha256:0", modified=NOW)
    with Ledger.open(where) as ledger:
        assert list(ledger.documents()) == [old]
        ((envelope, document),) = ledger.records(["document"])
        assert envelope.hash == content_id("document", document.to_json())
        assert ledger.add([old, new], author="t", now=NOW).n_new == 1
        assert list(ledger.documents()) == [old, new]


def test_what_few_documents_have_is_left_out_of_the_others() -> None:
    assert set(Document("x").to_json()).isdisjoint({"modified", "via", "archive"})
    told = Document("x", via="Palm Daily")
    assert Document.from_json(told.to_json(), told.id) == told
