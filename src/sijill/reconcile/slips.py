"""How likely a total that no fair reading bears out is the author's slip, and not a misreading.

Boosted trees over the signs; `eval/train_slips.py` fits them on labelled posts with one planted slip or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sijill import trees
from sijill.reconcile.account import Account, about, clear
from sijill.reconcile.signs import signs
from sijill.reconcile.sums import Held

FILE = Path(__file__).with_name("slips.json")
ACCUSED = 0.5
"""From here on a total is accused: `eval/train_slips.py --cv` tells what that finds in sets held out."""
DOUBTED = 0.05
"""From here on a total that is not accused is named as read differently."""
PLAIN = 0.88
"""How likely one is a slip that nothing else explains: 38 of 43 that close a list, in posts as first read."""
_SHORT = 8
"""Lines of a list that is read at a glance."""


def judge() -> Mapping[str, Any]:
    """The trees that ship."""
    return trees.load(FILE)


def likelihood(account: Account, one: Held) -> float:
    """How likely a total of an account's `wrong` is a slip, 0 to 1."""
    if one.empty:
        return float(_is_empty_month(account, one))
    told = trees.likely(judge(), signs(account, one))
    simple = about(one).plain and about(one).place is None
    return max(told, PLAIN) if (simple or told >= DOUBTED) and _is_plain(account, one) else told


def _is_plain(account: Account, one: Held) -> bool:
    """Whether nothing but a slip explains it: all is understood, and nothing else that is understood fails.

    It must close a list, or stand beside a short one: there is little to misread.
    """
    rest = [o for o in account.wrong if o is not one]
    left = one.total.value("unread") or {}
    if one.total.value("doubts") or left.get("lines") or not one.near or not clear(one) or any(map(clear, rest)):
        return False
    closes = bool(one.total.value("covers")) and not one.prose
    scopes = one.total.value("readings") or [{}]
    return closes or (len(account.lines) <= _SHORT and not rest and all(scope == scopes[0] for scope in scopes))


def _is_empty_month(account: Account, one: Held) -> bool:
    """Whether a month that has attacks in its total has none in the list, and all else is read as it was written."""
    period = about(one).period
    rest = (o for o in account.wrong if clear(o) and about(o).period != period)
    unread = one.total.value("unread") or {}
    return clear(one) and not unread.get("lines") and not any(rest)
