"""The index of copies beside a ledger: which documents share a key, and how far the ledger has been looked through.

It holds nothing of its own: if the file is lost or damaged, it is made anew from the ledger. One process at a time
writes; others wait.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from sijill.errors import LedgerError
from sijill.store.frame import Frame

VERSION: Final = 2
"""Raise it whenever keys are made otherwise: the index is then made anew."""
MOST: Final = 8
"""Documents that are worth a comparison: a copy shares nearly all keys, so it is among the first."""
_LATEST: Final = 64
"""Documents of one key that are looked at: what more share is boilerplate, and a copy comes within days."""
_LEAST: Final = 2
"""Keys that a copy shares at the least: one alone is mostly the words of a common lead."""
_WAIT_S: Final = 60.0
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS document (id TEXT PRIMARY KEY, root TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS document_root ON document (root);
CREATE TABLE IF NOT EXISTS band (key INTEGER NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (key, n))
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (seq INTEGER NOT NULL, id TEXT NOT NULL);
"""


class CopyIndex:
    """The index in one file. As a context manager: what was put is kept if the block ends well."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._sql = self._opened()
        row = self._sql.execute("SELECT seq, id FROM seen").fetchone()
        self.last: tuple[int, str] | None = (int(row[0]), str(row[1])) if row else None
        """The sequence number and id of the ledger's last document that was put here, None if none was."""

    @classmethod
    def beside(cls, where: str | Path) -> CopyIndex:
        """The index of the ledger at a path or URL: `<ledger>.copies`, or for a server a file in the user's cache."""
        return cls(Frame.beside(where).folder.with_suffix(".copies"))

    def _opened(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(sqlite3.DatabaseError):
            return self._connected()
        self.file.unlink(missing_ok=True)
        try:
            return self._connected()
        except sqlite3.Error as error:
            raise LedgerError(f"{self.file} cannot be written ({error}); make room, or allow writing there") from error

    def _connected(self) -> sqlite3.Connection:
        sql = sqlite3.connect(self.file, timeout=_WAIT_S, isolation_level=None)
        try:
            (version,) = sql.execute("PRAGMA user_version").fetchone()
            if version not in (0, VERSION):
                raise sqlite3.DatabaseError("made by another version")
            sql.executescript(_TABLES)
            sql.execute(f"PRAGMA user_version = {VERSION}")
            sql.execute("BEGIN IMMEDIATE")
        except sqlite3.Error:
            sql.close()
            raise
        return sql

    def __enter__(self) -> CopyIndex:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None and self.last is not None:
            self._sql.execute("DELETE FROM seen")
            self._sql.execute("INSERT INTO seen VALUES (?, ?)", self.last)
        self._sql.execute("COMMIT" if kind is None else "ROLLBACK")
        self._sql.close()

    def clear(self) -> None:
        """Forget all."""
        for table in ("document", "band", "seen"):
            self._sql.execute(f"DELETE FROM {table}")  # noqa: S608  the names stand above
        self.last = None

    def put(self, id: str, keys: Iterable[int], *, seq: int) -> None:
        """Put a document with its keys; it is a copy of nothing yet."""
        self._sql.execute("INSERT OR IGNORE INTO document VALUES (?, ?)", (id, id))
        self._sql.executemany("INSERT OR IGNORE INTO band VALUES (?, ?, ?)", ((key, seq, id) for key in keys))
        self.last = (seq, id)

    def near(self, keys: Iterable[int]) -> list[tuple[str, str]]:
        """The documents that share most keys, most first, each with the group of copies that it is in."""
        shared: Counter[str] = Counter()
        n_keys = 0
        for key in keys:
            n_keys += 1
            query = "SELECT id FROM band WHERE key = ? ORDER BY n DESC LIMIT ?"
            shared.update(id for (id,) in self._sql.execute(query, (key, _LATEST)))
        least = min(_LEAST, n_keys)
        ids = sorted((id for id in shared if shared[id] >= least), key=lambda id: (-shared[id], id))[:MOST]
        root = "SELECT root FROM document WHERE id = ?"
        return [(id, str(self._sql.execute(root, (id,)).fetchone()[0])) for id in ids]

    def join(self, id: str, other: str) -> None:
        """Hold that two documents, and with them their groups, are copies."""
        roots = [row[0] for row in self._sql.execute("SELECT root FROM document WHERE id IN (?, ?)", (id, other))]
        if len(roots) == 2:
            self._sql.execute("UPDATE document SET root = ? WHERE root = ?", (min(roots), max(roots)))
