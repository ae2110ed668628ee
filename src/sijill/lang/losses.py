"""What a language pack may bring to read tolls of running text: phrases of loss, and how a phrase names its people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Losses:
    """Patterns over flattened text."""

    phrases: Mapping[str, tuple[re.Pattern[str], ...]]
    """By what befell, killed or wounded, or "again" for a figure that says anew what was said before. A group `who`
    holds the people; with a group `back` they stand before the match."""
    hint: re.Pattern[str]
    """A word without which a clause tells of no loss."""
    opens: re.Pattern[str]
    """Opens the clause that the people of a verb stand in: ", when "."""
    member: re.Pattern[str]
    """Between two members of a sum: " and ", ", ". It may skip what says more of the first."""
    lump: re.Pattern[str]
    """A word for several at once: "an elderly couple"; with a group three where it is a trio."""
    noone: re.Pattern[str]
    """Nobody: "none of them"."""
    measure: re.Pattern[str]
    """After a number that counts no people: " metres"."""
    noun: re.Pattern[str]
    """What is counted, after its number: " off-duty policemen"."""
    oneself: re.Pattern[str]
    """One person without a number, with a group noun: "his driver", "the bridegroom", "she"."""
    lead: re.Pattern[str]
    """May stand before a number that opens a phrase: "at least "."""
    more: re.Pattern[str]
    """Says that a toll comes on top of the one before: "another", "three more"."""
    rising: re.Pattern[str]
    """Says that a toll replaces the one before: "rose to"."""


__all__ = ["Losses"]
