"""How likely a total that no fair reading bears out is the author's slip, and not a misreading.

A logistic regression over the signs; `eval/train_slips.py` fits it on labelled posts with one planted slip or none.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sijill.reconcile.account import Account, about, clear
from sijill.reconcile.signs import signs
from sijill.reconcile.sums import Held

FILE = Path(__file__).with_name("slips.json")
ACCUSED = 0.7  # where `eval/train_slips.py --cv` finds three slips in five and accuses three clean posts in a hundred
DOUBTED = 0.25
"""From here on a total that is not accused is named as read differently."""


@cache
def weights() -> Mapping[str, float]:
    """What each sign weighs in log odds, and under "" what is added to them."""
    told: dict[str, float] = json.loads(FILE.read_text("utf-8"))
    return told


def likelihood(account: Account, one: Held) -> float:
    """How likely a total of an account's `wrong` is a slip, 0 to 1."""
    if one.empty:
        return float(_is_empty_month(account, one))
    told = weights()
    odds = told.get("", 0.0) + sum(told.get(name, 0.0) * value for name, value in signs(account, one).items())
    return 1 / (1 + math.exp(-odds))


def _is_empty_month(account: Account, one: Held) -> bool:
    """Whether a month that has attacks in its total has none in the list, and all else is read as it was written."""
    period = about(one).period
    rest = (o for o in account.wrong if clear(o) and about(o).period != period)
    unread = one.total.value("unread") or {}
    return clear(one) and not unread.get("lines") and not any(rest)
