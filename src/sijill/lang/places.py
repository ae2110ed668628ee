"""The words around place names in one language: titles, streets, what locates, abbreviations and demonyms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_NONE = re.compile(r"(?!)")
_INTO = r",? ?\(?|, |,\n"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What a language's `places.toml` says, lower-cased; all of it empty for a language that has none."""

    titles: frozenset[str]
    directions: frozenset[str]
    public: frozenset[str]
    streets: frozenset[str]
    organisations: frozenset[str]
    of: frozenset[str]
    """Between a kind of division, or of organisation, and its name."""
    small: frozenset[str]
    never: frozenset[str]
    divisions: frozenset[str]
    speaks: frozenset[str]
    lists: frozenset[str]
    prefixes: frozenset[str]
    """Written together with a name, what makes it a place: the Arabic "in"."""
    located: re.Pattern[str]
    """Ends right before a name that is a place's."""
    into: re.Pattern[str]
    """Between a name and that of what contains it."""
    abbreviations: Mapping[str, str]
    """As written to the gazetteer id."""
    demonyms: Mapping[str, str]
    """Lower-cased to the ISO code of the country."""
    capital: frozenset[str]
    """What the capital of the country that is spoken of is called."""
    called: Mapping[str, str]
    """What else a place is called, to the name that the gazetteer has: "the Yemeni capital"."""


@lru_cache(maxsize=8)
def load(code: str) -> PlaceWords:
    """The words of a language, by its ISO 639-1 code."""
    file = resources.files("sijill.lang").joinpath(code, "places.toml")
    told = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    words = told.get("words", {})
    before = sorted(told.get("located", {}).get("before", ()), key=len, reverse=True)
    located = rf"(?<!\w)(?:{'|'.join(map(re.escape, before))})\s(?:the\s)?$" if before else _NONE.pattern
    into = [f"{'' if words.startswith(',') else ' '}{words} " for words in told.get("located", {}).get("into", ())]

    def known(name: str) -> frozenset[str]:
        return frozenset(words.get(name, ()))

    def turned(name: str) -> dict[str, str]:
        return {word: key for key, listed in told.get(name, {}).items() for word in listed}

    kinds = (
        "titles", "directions", "public", "streets", "organisations", "of", "small", "never", "divisions", "speaks",
        "lists", "prefixes", "capital",
    )  # fmt: skip
    return PlaceWords(
        **{kind: known(kind) for kind in kinds},
        located=re.compile(located), into=re.compile("|".join([_INTO, *map(re.escape, into)])),
        abbreviations=turned("abbreviations"), demonyms=turned("demonyms"), called=turned("called"),
    )  # fmt: skip
