"""The ledger over SQL, and the columnar frame beside it.

Importing this room is cheap: SQLAlchemy and DuckDB are loaded when a ledger or a frame is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sijill.store.sequence import last_seq_of

if TYPE_CHECKING:
    from sijill.store.copies import CopyIndex
    from sijill.store.frame import Frame, FrameKey
    from sijill.store.history import decided
    from sijill.store.ledger import Added, Found, Ledger
    from sijill.store.matches import MatchIndex
    from sijill.store.published import last_published, published_days

__all__ = [
    "Added",
    "CopyIndex",
    "Found",
    "Frame",
    "FrameKey",
    "Ledger",
    "MatchIndex",
    "decided",
    "last_published",
    "last_seq_of",
    "published_days",
]

_FROM = {
    "Added": "sijill.store.ledger",
    "CopyIndex": "sijill.store.copies",
    "Found": "sijill.store.ledger",
    "Ledger": "sijill.store.ledger",
    "MatchIndex": "sijill.store.matches",
    "decided": "sijill.store.history",
    "last_published": "sijill.store.published",
    "published_days": "sijill.store.published",
    "Frame": "sijill.store.frame",
    "FrameKey": "sijill.store.frame",
}


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_FROM[name]), name)
