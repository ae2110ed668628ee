"""The last sequence number of a ledger file, by the standard library alone.

SQLAlchemy takes half a second to import; a count whose frame is fresh needs nothing else of the ledger.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sijill.errors import LedgerError


def last_seq_of(path: str | Path) -> int:
    """The sequence number of the last record in an SQLite ledger, 0 if it holds none.

    Raises LedgerError if there is no such file or it is not a ledger.
    """
    file = Path(path)
    if not file.is_file():
        raise LedgerError(f"no ledger at {file}; give its path, or make one with `sijill add --ledger {file} FILE`")
    try:
        return _asked(file, "mode=ro")
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and not _has_log(file):
            # Even to read, SQLite makes a file beside a ledger with a log: on a full disk, or one that may only be
            # read, it cannot. Without a log the file alone says everything.
            try:
                return _asked(file, "immutable=1")
            except sqlite3.Error:
                pass
        raise LedgerError(f"{file} cannot be read as a ledger ({error}); {_remedy(error)}") from error


def _asked(file: Path, mode: str) -> int:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?{mode}", uri=True, timeout=10)) as connection:
        row = connection.execute("SELECT max(seq) FROM record").fetchone()
    return row[0] or 0


def _has_log(file: Path) -> bool:
    log = file.with_name(f"{file.name}-wal")
    return log.is_file() and log.stat().st_size > 0


def _remedy(error: sqlite3.Error) -> str:
    told = str(error).lower()
    if "full" in told or "disk i/o" in told or "unable to open" in told:
        return "free some space on its disk, or check its permissions"
    return "restore it from a copy"
