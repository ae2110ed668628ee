"""The world's countries, first-level divisions, cities and airports: a lookup by name in a file shipped built."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from sijill.lang.fold import fold

_SELECT = """
SELECT p.gazetteer_id, p.name, p.name_ar, p.kind, p.precision, p.country, p.admin1, p.latitude, p.longitude,
       p.population
FROM name n JOIN place p ON p.id = n.place
WHERE n.folded = ? AND n.language = ? ORDER BY n.rank
"""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of a gazetteer. ids of its parents, nearest first, end with the country's."""

    id: str
    name: str
    name_ar: str | None
    feature: str
    precision: str
    country: str
    admin1: str | None
    admin2: str | None
    latitude: float
    longitude: float
    parents: tuple[str, ...] = ()
    source: str = ""
    population: int | None = None


class Gazetteer:
    """Candidates for a name, best first: country, then division, then the more populous."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    @classmethod
    @lru_cache(maxsize=1)
    def packaged(cls) -> Gazetteer:
        """The gazetteer that comes with the library, opened once a process."""
        return cls(Path(str(resources.files("sijill.theatre").joinpath("world/gazetteer.sqlite"))))

    def candidates(self, name: str, language: str) -> list[PlaceRow]:
        """Places of that name in that language ("en" for any Latin script). [] if there is none."""
        code = "ar" if language == "ar" else "en"
        rows = self._connection.execute(_SELECT, (fold(name, code), code)).fetchall()
        return [
            PlaceRow(
                id, name, name_ar, kind, precision, country, admin1, None, latitude, longitude, (), "gazetteer", people
            )
            for id, name, name_ar, kind, precision, country, admin1, latitude, longitude, people in rows
        ]
