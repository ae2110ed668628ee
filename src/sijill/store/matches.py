"""The index of a matcher beside a ledger: one flat row a report, and how far the ledger has been looked through.

It holds nothing of its own: if the file is lost or damaged, it is made anew from the ledger. One process at a time.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

import duckdb

from sijill.errors import LedgerError
from sijill.store.frame import Frame

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS seen (seq BIGINT NOT NULL, code VARCHAR NOT NULL, model VARCHAR NOT NULL);
"""


class MatchIndex:
    """The index in one file. As a context manager: what was put is kept if the block ends well."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.connection = self._opened()
        self.connection.execute("BEGIN")
        self.connection.execute(_TABLES)

    @classmethod
    def beside(cls, where: str | Path) -> MatchIndex:
        """The index of the ledger at a path or URL: `<ledger>.matches`, or for a server a file in the user's cache.

        Raises LedgerError if another process has it open, or it cannot be written.
        """
        return cls(cls._file(where))

    @classmethod
    def is_marked(cls, where: str | Path) -> bool:
        """Whether a matcher has gone through the ledger at a path or URL; also true while one is at it."""
        if not cls._file(where).is_file():
            return False
        try:
            with cls.beside(where) as index:
                return bool(index.connection.execute("SELECT 1 FROM seen").fetchall())
        except LedgerError:
            return True

    @staticmethod
    def _file(where: str | Path) -> Path:
        return Frame.beside(where).folder.with_suffix(".matches")

    def _opened(self) -> duckdb.DuckDBPyConnection:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            return duckdb.connect(str(self.file))
        except (OSError, duckdb.Error) as error:
            if "lock" in str(error).lower():
                raise LedgerError(f"{self.file} is in use by another process; try again when it is done") from error
        with suppress(OSError):
            self.file.unlink()
        try:
            return duckdb.connect(str(self.file))
        except (OSError, duckdb.Error) as error:
            raise LedgerError(f"{self.file} cannot be written ({error}); make room, or allow writing there") from error

    def __enter__(self) -> MatchIndex:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(duckdb.Error):
            self.connection.execute("COMMIT" if kind is None else "ROLLBACK")
        self.connection.close()

    def seen(self, code: str) -> tuple[int, str] | None:
        """(the last record that was put here, the model it was matched with), None if nothing was by `code`."""
        rows = self.connection.execute("SELECT seq, code, model FROM seen").fetchall()
        return (int(rows[0][0]), str(rows[0][2])) if rows and rows[0][1] == code else None

    def mark(self, seq: int, code: str, model: str) -> None:
        """Hold that all records up to `seq` are here, as `code` reads them, matched with a model."""
        self.connection.execute("DELETE FROM seen")
        self.connection.execute("INSERT INTO seen VALUES (?, ?, ?)", [seq, code, model])
