"""Names in a script without capitals that the text around them makes places: capitals and small places nearby."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from sijill.lang import places
from sijill.lang.fold import fold
from sijill.theatre import PlaceRow

if TYPE_CHECKING:
    from sijill.extract.scan import Scan


def called(scan: Scan) -> Iterator[tuple[int, int, list[PlaceRow]]]:
    """Places told by another name that no gazetteer has: "the Yemeni capital"."""
    told = places.load(scan.pack.code)
    named = told.called
    for match in _pattern(scan.pack.code).finditer(scan.text):
        name = named[match[0]]
        if scan.flat[: match.start()].rstrip().rsplit(" ", 1)[-1] in told.directions:
            # "North of the Iraqi capital" is not in it.
            continue
        known = scan.theatre.names.get(scan.pack.code, {}).get(fold(name, scan.pack.code))
        rows = (
            [scan.theatre.places[id] for id in known] if known else scan.theatre.world.candidates(name, scan.pack.code)
        )
        if rows:
            yield match.start(), match.end(), list(rows)


def spans(scan: Scan) -> Iterator[tuple[int, int, bool | None]]:
    """Stretches that may be names, and whether a word of place precedes; None where it is part of the name."""
    for match in scan.pack.grammar.name.finditer(scan.flat):
        start = match.start("name")
        for word in reversed(list(re.finditer(r"\S+", match["name"]))):
            if match["sure"]:
                yield match.start("sure"), start + word.end(), None
            yield start, start + word.end(), match["sure"] is not None
    for mark in scan.all_marks("known"):
        yield mark.start, mark.end, True


def nearby(scan: Scan, divisions: set[str]) -> Iterator[tuple[int, int, list[PlaceRow]]]:
    """Small places that an "in" precedes and that lie in a division the text has named."""
    for start, end, sure in list(spans(scan)):
        if sure is None:
            continue
        rows = scan.theatre.world.candidates(scan.text[start:end], scan.pack.code)
        near = [r for r in rows if r.admin1 in divisions and r.precision == "settlement"]
        if near:
            yield start, end, near


def names_a_street(scan: Scan, start: int) -> bool:
    """Whether a name is that of a quarter, a street or a prayer, and so no country: "Algeria quarter"."""
    return scan.pack.grammar.namesake.search(scan.flat[max(0, start - 16) : start]) is not None


@lru_cache(maxsize=8)
def _pattern(code: str) -> re.Pattern[str]:
    listed = sorted(places.load(code).called, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, listed)) if listed else r"(?!)")
