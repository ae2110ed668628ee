"""What a language pack may bring to find who may have done something: nouns of forces and groups, and who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Patterns of parties. Each finds a name as the group `who`; all but the last two are over the text as written."""

    nouns: tuple[tuple[str, re.Pattern[str]], ...]
    """By sort (force, group, people, owner, quoted, proper): a noun phrase that names who may act."""
    modifier: re.Pattern[str] = re.compile(r"(?!)")
    """A word that may stand before a noun of forces and be part of the name, over the text as written: "federal"."""
    unit: re.Pattern[str] = re.compile(r"(?!)")
    """Follows a name of the register and makes it that of a unit, over the text as written: " Brigade"."""
    numbered: re.Pattern[str] = re.compile(r"(?!)")
    """Ends right before a name of a unit, over the text as written: "53rd "."""
    nobody: re.Pattern[str]
    """A whole phrase that names nobody: "unknown gunmen". Over flattened text."""
    again: re.Pattern[str]
    """Takes up a party named before, over flattened text; as the group `us` the one who speaks: "our fighters"."""
    issuer: re.Pattern[str]
    """Follows a name at the head of a text that says who issued it: ", communique". Over flattened text."""


__all__ = ["Parties"]
