"""The words around place names in one language: titles, streets, what locates, abbreviations and demonyms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_NONE = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What a language's `places.toml` says, lower-cased; all of it empty for a language that has none."""

    titles: frozenset[str]
    directions: frozenset[str]
    public: frozenset[str]
    streets: frozenset[str]
    organisations: frozenset[str]
    small: frozenset[str]
    never: frozenset[str]
    divisions: frozenset[str]
    speaks: frozenset[str]
    lists: frozenset[str]
    prefixes: frozenset[str]
    """Written together with a name, what makes it a place: the Arabic "in"."""
    located: re.Pattern[str]
    """Ends right before a name that is a place's."""
    abbreviations: Mapping[str, str]
    """As written to the gazetteer id."""
    demonyms: Mapping[str, str]
    """Lower-cased to the ISO code of the country."""
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

    def known(name: str) -> frozenset[str]:
        return frozenset(words.get(name, ()))

    def turned(name: str) -> dict[str, str]:
        return {word: key for key, listed in told.get(name, {}).items() for word in listed}

    kinds = (
        "titles", "directions", "public", "streets", "organisations", "small", "never", "divisions", "speaks", "lists",
        "prefixes",
    )  # fmt: skip
    return PlaceWords(
        **{kind: known(kind) for kind in kinds},
        located=re.compile(located), abbreviations=turned("abbreviations"), demonyms=turned("demonyms"),
        called=turned("called"),
    )  # fmt: skip
