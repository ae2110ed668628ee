"""Which ledger and which theatre a command means."""

from __future__ import annotations

import functools
from pathlib import Path

from sijill.errors import LedgerError
from sijill.theatre import Theatre
from sijill.theatre import load as load_theatre


def theatre_of(where: str) -> str:
    """The theatre that a ledger was last read with. Raises UnknownName if it has been read with none."""
    from sijill.store import Frame

    key = Frame.beside(where).key
    if key is not None:
        return key.theatre.rpartition(":")[0]
    from sijill.store import Ledger

    with Ledger.open(where, create=False) as ledger:
        runs = list(ledger.extractions())
    named = [run.packs.rpartition(":")[0] for run in runs if ":" in run.packs]
    return named[-1] if named else "world"


def ledger_text(where: str | None) -> str:
    """The ledger a command means: what it was given, else SIJILL_LEDGER, else ledger.sijill here."""
    import os

    return where or os.environ.get("SIJILL_LEDGER") or "ledger.sijill"


def theatre_for(where: str, given: str | None) -> Theatre:
    """The theatre a command means: what it was given, else the one its ledger was last read with, else the world."""
    if given is None and has_ledger(where):
        try:
            given = theatre_of(where)
        except LedgerError:
            given = None
    return theatre(given or "world")


@functools.cache
def theatre(name: str | Path) -> Theatre:
    """A theatre, loaded once a process."""
    return load_theatre(name)


def has_ledger(where: str) -> bool:
    """Whether there is a ledger file; of a server's that is taken for granted."""
    return "://" in where or Path(where).is_file()


def require_ledger(where: str) -> None:
    """Raise LedgerError with the remedy if a ledger file does not exist."""
    if not has_ledger(where):
        raise LedgerError(f"no ledger at {where}; make one with `sijill add FILE... --ledger {where}`")
