"""What the encoder makes of a deed and its parts beside what the weights of strings make of them.

The strings know the sentence and were learned on a few hundred texts, so that they fit those too well; the encoder's
likelihoods were learned on other texts. A few numbers weigh one against the other, learned on texts that the weights of
strings had not seen: eval/train_politics.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.extract.interactions.clues import Setting
from sijill.extract.interactions.triggers import SEEN, Trigger

_LEAST = 0.003
"""Likelihoods are cut off here at both ends."""

Numbers = list[float]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder makes of a trigger: how likely each of the cast acts, and suffers; how likely the words say its
    type of deed or tie, and how likely the likeliest other one."""

    acts: Numbers
    suffers: Numbers
    own: float
    other: float


def seen(setting: Setting, trigger: Trigger) -> Seen | None:
    """What the encoder makes of a trigger, None where it has not read the text."""
    text = setting.sentence.scan.seen
    if text is None:
        return None
    event = text.event(trigger.start, trigger.end)
    one, two = ("subject", "object") if trigger.tie else ("initiator", "recipient")
    shares = text.deeds(trigger.start, trigger.end)
    others = [share for name, share in shares.items() if name not in {"none", trigger.type}]
    return Seen(
        [event.share(one, m.start, m.end) for m in setting.cast],
        [event.share(two, m.start, m.end) for m in setting.cast],
        shares.get(trigger.type, 0.0),
        max(others, default=0.0),
    )


def of_part(shares: Sequence[float], nobody: float, own: Sequence[float], other: Sequence[float]) -> list[Numbers]:
    """The numbers of each of the cast, and last of nobody, for one part.

    shares, nobody: by the strings; own, other: by the encoder for this part and for the other.
    """
    rows = [[_log(s), odds(a), odds(b), 0.0, 0.0] for s, a, b in zip(shares, own, other, strict=True)]
    return [*rows, [_log(nobody), 0.0, 0.0, 1.0, odds(max(own, default=0.0))]]


def of_deed(trigger: Trigger, share: float, read: Seen, acting: Sequence[int], others: Sequence[int]) -> Numbers:
    """The numbers of a whole. share: by the strings; acting, others: who was chosen."""
    one = max((read.acts[n] for n in acting), default=0.0)
    two = max((read.suffers[n] for n in others), default=0.0)
    crossed = max((read.suffers[n] for n in acting), default=0.0)
    unlisted, negated = float(trigger.form == SEEN), float("negated" in trigger.flags)
    return [1.0, odds(share), odds(read.own), odds(read.other), odds(one), odds(two) if others else 0.0,
            float(not others), odds(max(read.suffers, default=0.0)) if not others else 0.0, odds(crossed),
            negated, unlisted, unlisted * odds(share)]  # fmt: skip


def mixed(rows: Sequence[Numbers], weights: Sequence[float]) -> list[float]:
    """How likely each row is the one meant; they add up to one."""
    sums = [sum(a * b for a, b in zip(row, weights, strict=True)) for row in rows]
    top = max(sums)
    powers = [math.exp(one - top) for one in sums]
    whole = sum(powers)
    return [power / whole for power in powers]


def likely(row: Numbers, weights: Sequence[float]) -> float:
    """How likely a row says yes."""
    return 1 / (1 + math.exp(-sum(a * b for a, b in zip(row, weights, strict=True))))


def odds(share: float) -> float:
    """The log-odds of a likelihood."""
    share = min(max(share, _LEAST), 1 - _LEAST)
    return math.log(share / (1 - share))


def _log(share: float) -> float:
    return math.log(max(share, _LEAST))


__all__ = ["Seen", "likely", "mixed", "odds", "of_deed", "of_part", "seen"]
