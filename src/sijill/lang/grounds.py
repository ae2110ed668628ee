"""What a language pack may bring to tell who did it: phrases around a doer's name."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grounds:
    """Patterns around a name. before and after are over flattened text, the others over the original."""

    phrases: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    """Basis; what ends right before the doer; what follows it."""
    state: re.Pattern[str]
    """Forces of a state and others that act by right, as a group `who`: "the Turkish army"."""
    own: re.Pattern[str]
    """Follows a doer that owns what was used: "'s howitzers"."""
    sends: re.Pattern[str]
    """Follows who sent what was stopped: " launched"."""
    sent: re.Pattern[str]
    """Ends right before who sent it: "launched by "."""
    apart: re.Pattern[str]
    """Ends right before a name that is no subject: "against the"."""
    between: re.Pattern[str]
    """Ends right before the first of two sides: "between the"."""
    parts: re.Pattern[str]
    """Stands between a name and a deed that is another's or that befell it: " was "."""
    taken_up: re.Pattern[str]
    """Takes up a group named before, with a group claimed where it claims: "the group boasted"."""
    aside: re.Pattern[str]
    """Ends right before one who is only spoken of: "the withdrawal of"."""
    more: re.Pattern[str]
    """Goes on a name: " in the Sahel"."""
    less: re.Pattern[str]
    """Stands before a name and is part of it: "the Sixth Front of the "."""
    compound: re.Pattern[str] = re.compile(r"(?!)")
    """Between a name and the second of its deeds: " surrounded the village of Bir before dawn and "."""


__all__ = ["Grounds"]
