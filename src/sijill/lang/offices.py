"""Whether words name an office or an official, in any installed language."""

from __future__ import annotations

from functools import lru_cache

from sijill.lang import pack
from sijill.lang.lexicon import Matcher

SECTION = "offices"


def official(words: str) -> bool:
    """Whether words that someone is credited by name an office or an official: "the Interior Ministry"."""
    for code in pack.installed():
        told = pack.load(code)
        if _matcher(code).find(told.normalise(told.clean(words).text)):
            return True
    return False


@lru_cache(maxsize=8)
def _matcher(code: str) -> Matcher:
    told = pack.load(code)
    phrases = told.lists.get(SECTION, {}).items()
    return Matcher(((SECTION, value, p) for value, ps in phrases for p in ps), told.normalise, told.proclitics)


__all__ = ["official"]
