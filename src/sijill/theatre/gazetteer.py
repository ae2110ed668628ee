"""The world's countries, divisions, cities, airports and regions: a lookup by name in a file shipped built."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from rapidfuzz import fuzz

from sijill.lang.fold import fold
from sijill.lang.sound import sound

_SELECT = """
SELECT p.gazetteer_id, p.name, p.name_ar, p.kind, p.precision, p.country, p.admin1, p.latitude, p.longitude,
       p.population, n.weight
FROM name n JOIN place p ON p.id = n.place
WHERE n.folded = ? AND n.language = ? ORDER BY n.rank LIMIT 40
"""
_OF_COUNTRY = """
SELECT gazetteer_id, name, name_ar, kind, precision, country, admin1, latitude, longitude, population
FROM place WHERE country = ? AND kind IN ('admin1', 'admin2', 'city')
"""
_CITIES = """
SELECT gazetteer_id, name, population FROM place WHERE country = ? AND kind = 'city' AND population > 0
ORDER BY population DESC
"""
_CAPITAL = 3.5
"""How many times its people a capital's name weighs at least: see tools/build_gazetteer.py."""
_LIKE = 84
"""How like two names must sound, of 100, beside having the same consonants."""
_LONGER = "SELECT 1 FROM name WHERE folded > ? AND folded < ? AND language = ? LIMIT 1"
COMMON, GIVEN, SURNAME = 1, 2, 4
"""What else a name is: an ordinary word, a given name, a surname."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of a gazetteer. ids of its parents, nearest first, end with the country's."""

    id: str
    name: str
    name_ar: str | None
    feature: str
    precision: str
    country: str
    """ISO code; empty for what lies in several: a continent, a sea."""
    admin1: str | None
    admin2: str | None
    latitude: float
    longitude: float
    parents: tuple[str, ...] = ()
    source: str = ""
    population: int | None = None
    weight: int = 0
    """People that its name brings to mind: a capital's count more, those of a place called otherwise count less."""


class Gazetteer:
    """Candidates for a name, best first: country, then division, then the more populous."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._known = lru_cache(maxsize=65_536)(self._look_up)
        self._goes_on = lru_cache(maxsize=65_536)(self._longer)
        self._capitals = lru_cache(maxsize=256)(self._capital)
        self._sounds = lru_cache(maxsize=32)(self._by_sound)
        self._by_id = lru_cache(maxsize=256)(self._place)
        self._kinds: dict[str, int] = dict(self._connection.execute("SELECT folded, kinds FROM word"))

    @classmethod
    @lru_cache(maxsize=1)
    def packaged(cls) -> Gazetteer:
        """The gazetteer that comes with the library, opened once a process."""
        return cls(Path(str(resources.files("sijill.theatre").joinpath("world/gazetteer.sqlite"))))

    def candidates(self, name: str, language: str) -> list[PlaceRow]:
        """Places of that name in that language ("en" for any Latin script). [] if there is none."""
        code = "ar" if language == "ar" else "en"
        return list(self._known(fold(name, code), code))

    def sounding(self, name: str, language: str, country: str) -> list[tuple[float, PlaceRow]]:
        """Divisions and towns of a country whose name sounds like that, in either script, each with how like of 100.

        The likest first, of equals the most populous.
        """
        consonants, said = sound(name, language)
        rows = self._sounds(country).get(consonants, ()) if consonants else ()
        likeness = [(fuzz.ratio(said, own), row) for own, row in rows]
        return sorted((one for one in likeness if one[0] >= _LIKE), key=lambda one: (-one[0], -one[1].weight))

    def capital(self, country: str) -> PlaceRow | None:
        """The capital of a country, by its ISO code. None where the gazetteer has none."""
        return self._capitals(country)

    def place(self, id: str) -> PlaceRow | None:
        """The place of an id. None if there is none."""
        return self._by_id(id)

    def goes_on(self, name: str, language: str) -> bool:
        """Whether some longer name begins with this one and a blank."""
        code = "ar" if language == "ar" else "en"
        return self._goes_on(fold(name, code), code)

    def kinds(self, word: str) -> int:
        """What else a lower-cased English word is: COMMON, GIVEN and SURNAME, added up."""
        return self._kinds.get(word, 0)

    def _look_up(self, folded: str, code: str) -> tuple[PlaceRow, ...]:
        return tuple(
            PlaceRow(
                id, name, name_ar, kind, precision, country or "", admin1, None, latitude, longitude, (), "gazetteer",
                people, weight,
            )
            for id, name, name_ar, kind, precision, country, admin1, latitude, longitude, people, weight
            in self._connection.execute(_SELECT, (folded, code))
        )  # fmt: skip

    def _capital(self, country: str) -> PlaceRow | None:
        for id, name, people in self._connection.execute(_CITIES, (country,)):
            row = next((row for row in self.candidates(name, "en") if row.id == id), None)
            if row is not None and row.weight > _CAPITAL * people:
                return row
        return None

    def _by_sound(self, country: str) -> dict[str, list[tuple[str, PlaceRow]]]:
        """Of a country's places the rougher spelling and the row, by their consonants."""
        found: dict[str, list[tuple[str, PlaceRow]]] = {}
        for id, name, name_ar, kind, precision, land, admin1, latitude, longitude, people in self._connection.execute(
            _OF_COUNTRY, (country,)
        ):
            consonants, said = sound(name, "en")
            row = PlaceRow(
                id, name, name_ar, kind, precision, land, admin1, None, latitude, longitude, (), "gazetteer", people,
                people or 0,
            )  # fmt: skip
            found.setdefault(consonants, []).append((said, row))
        return found

    def _place(self, id: str) -> PlaceRow | None:
        # Without an index, but countries and divisions, which are what is asked for, stand first in the table.
        query = "SELECT name FROM place WHERE gazetteer_id = ? LIMIT 1"
        found = self._connection.execute(query, (id,)).fetchone()
        return next((row for row in self.candidates(found[0], "en") if row.id == id), None) if found else None

    def _longer(self, folded: str, code: str) -> bool:
        return self._connection.execute(_LONGER, (folded + " ", folded + "!", code)).fetchone() is not None
