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
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
            row = connection.execute("SELECT max(seq) FROM record").fetchone()
    except sqlite3.Error as error:
        raise LedgerError(f"{file} cannot be read as a ledger ({error}); restore it from a copy") from error
    return row[0] or 0
