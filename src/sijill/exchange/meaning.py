"""What the languages' word lists find in a cell: how a note would read its words."""

from __future__ import annotations

from functools import cache
from typing import Final

from sijill.exchange.mapping import CLOSED, UNKNOWN
from sijill.lang.lexicon import Matcher
from sijill.lang.pack import LanguagePack, installed, load

READ: Final = ("weapon", "target")
"""Fields whose words the lists read; what a kind or a status means hangs on more than its word."""


def meaning(field: str, words: str) -> str | None:
    """The one word of a field's closed list that the lists find in a cell; None if none, or several."""
    if field not in READ or words.casefold() in UNKNOWN:
        return None
    found = set()
    for code in installed():
        pack, matcher = _matcher(field, code)
        found |= {tag.value for tag in matcher.find(pack.normalise(pack.clean(words).text))}
    return found.pop() if len(found) == 1 and found <= {*CLOSED[field]} else None


@cache
def _matcher(field: str, code: str) -> tuple[LanguagePack, Matcher]:
    pack = load(code)
    lists = {field: {value: words for value, words in pack.lists[f"{field}s"].items() if value != "_"}}
    return pack, Matcher.of_lists(lists, pack.normalise)
