"""Which place a stretch of text means: names looked up in the theatre, read together with their neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from sijill.extract.scan import Mark, Scan
from sijill.extract.senses import distance_km
from sijill.lang.fold import fold
from sijill.lang.pack import NEVER
from sijill.theatre import PlaceRow

_FINE = {"exact": 0, "site": 1, "settlement": 2, "admin2": 3, "admin1": 4, "country": 5}
WIDE = frozenset({"mountain", "area", "road"})
_LEAST_FUZZY = 6
"""Shorter names are never matched by spelling alone."""
_NEXT_KM = 200
"""How far a place may lie from a division named behind its comma: "Mosul, Qadisiyah" is a quarter named alike."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place name in the text and what it means. guessed: the spelling differs from every listed one."""

    mark: Mark
    row: PlaceRow
    guessed: bool = False


def named(scan: Scan, start: int, end: int, *, within: PlaceRow | None = None, coarse: bool = False) -> list[Named]:
    """Place names in [start, end), each with its likeliest meaning beside the others.

    within: the place the stretch stands under. coarse: a bare name that is both town and governorate means the latter.
    """
    marks = scan.marks("places", start, end)
    rows = {m: scan.rows(m) for m in marks}
    return [Named(m, _likeliest(m, rows, within, coarse)) for m in marks]


def _likeliest(mark: Mark, rows: dict[Mark, list[PlaceRow]], within: PlaceRow | None, coarse: bool) -> PlaceRow:
    candidates = rows[mark]
    if len(candidates) == 1:
        return candidates[0]
    around = {
        id for other, others in rows.items() if other != mark for row in others[:1] for id in (row.id, *row.parents)
    }
    if within is not None:
        around |= {within.id, *within.parents}
    containing = [
        c
        for c in candidates
        if any(c.id in row.parents for m, others in rows.items() if m != mark for row in others[:1])
    ]
    if containing and containing[0].precision == "admin1":
        # "Kirkuk, Daquq": the division that the other name lies in, not its capital.
        return containing[0]
    fitting = [c for c in candidates if c.admin1 and any(c.id == a or a in c.parents for a in around if "-" in a)]
    pool = fitting or candidates
    if coarse and not fitting:
        divisions = [c for c in pool if c.precision == "admin1"]
        return (divisions or pool)[0]
    return pool[0]


def chosen(scan: Scan, found: Sequence[Named]) -> tuple[Named, ...]:
    """The place meant, first, then the names that contain it. () if none is named.

    The finest name wins; of equals the one that stands alone between separators, then the first.
    """
    if not found:
        return ()

    def rank(place: Named) -> tuple[int, bool, int]:
        return _FINE[place.row.precision], not alone(scan, place.mark), place.mark.start

    best = min(found, key=rank)
    roads = [p.mark for p in found if _names_road(scan, p.mark)]
    # "On the road from Kirkuk to Tikrit", which Arabic names by both.
    rest = [p for p in found if p.mark not in roads and not any(_joins(scan, road, p.mark) for road in roads)]
    if rest and best not in rest and best.row.admin1 not in {p.row.admin1 for p in rest}:
        # "In Kirkuk, on the Baghdad road"
        best = min(rest, key=rank)
    best = _as_stated(scan, best, found)
    around = tuple(p for p in found if p is not best and p.row.id in best.row.parents)
    return (best, *around)


def _joins(scan: Scan, road: Mark, mark: Mark) -> bool:
    """Whether a place stands right behind one that names a road: "طريق كركوك – تكريت"."""
    gap = scan.flat[road.end : mark.start] if road.end <= mark.start else "."
    return scan.pack.grammar.road_ahead is not NEVER and re.fullmatch(r" ?[-–—]? ?", gap) is not None


def _names_road(scan: Scan, mark: Mark) -> bool:
    """Whether a name only says which road it was: "the Baghdad road"."""
    grammar = scan.pack.grammar
    before = scan.flat[max(0, mark.start - 24) : mark.start]
    return grammar.road_behind.match(scan.flat, mark.end) is not None or grammar.road_ahead.search(before) is not None


def _as_stated(scan: Scan, best: Named, found: Sequence[Named]) -> Named:
    """The division that the text itself puts a place in outranks the gazetteer's: "Makhmur road, Ninewa"."""
    if best.row.feature == "quarter":
        # Cities have quarters of one name: "the Jamia quarter in Mosul" is not Baghdad's.
        for place in found:
            between = scan.flat[best.mark.end : place.mark.start]
            apart = place.row.admin1 != best.row.admin1 and place.row.country == best.row.country
            if apart and place.mark.start > best.mark.end and scan.pack.grammar.quarter_of.fullmatch(between):
                return place
    if best.row.feature in WIDE:
        # A range of hills lies in several divisions: the one that the text names is meant.
        return next((p for p in found if p.row.precision == "admin1" and p.row.admin1 != best.row.admin1), best)
    for place in found:
        behind = scan.flat[best.mark.end : place.mark.start]
        if (
            place.row.precision == "admin1"
            and place.row.admin1 != best.row.admin1
            and place.mark.start >= best.mark.end
            and len(behind) <= 14
            and behind.strip()[-1:] in {",", "(", "/"}
            and alone(scan, place.mark)
            and not (behind.strip() == "," and distance_km(best.row, place.row) > _NEXT_KM)
        ):
            return place
    return best


def alone(scan: Scan, mark: Mark) -> bool:
    """Whether a name stands between separators: "– Babil –"."""
    before = scan.flat[max(0, mark.start - 3) : mark.start].rstrip(" *_")
    after = scan.flat[mark.end : mark.end + 3].lstrip(" *_")
    return (not before or before[-1] in "-|,;:(/\n") and (not after or after[0] in "-|,;:()/[\n.")


def by_spelling(scan: Scan, start: int, end: int) -> Named | None:
    """A misspelt name that fills a cell or stands capitalised, matched to the one listed name a letter or two away."""
    names = scan.theatre.names.get(scan.pack.names, {})
    for a, b in _capitalised(scan, start, end):
        word = fold(scan.text[a:b], scan.pack.code)
        if len(word) < _LEAST_FUZZY:
            continue
        allowed = 1 if len(word) < 9 else 2
        hits = process.extract(word, list(names), scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=3)
        ids = {names[name][0] for name, _, _ in hits}
        if len(ids) == 1:
            mark = Mark(a, b, "places", hits[0][0])
            return Named(mark, scan.theatre.places[ids.pop()], guessed=True)
    return None


def _capitalised(scan: Scan, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = start
    while at < end:
        if scan.text[at].isupper() and (at == 0 or not scan.text[at - 1].isalnum()):
            b = at
            while b < end and (scan.text[b].isalnum() or scan.text[b] in "-'’ʿʾ"):
                b += 1
            word = (at, b)
            if spans and at - spans[-1][1] == 1:
                spans.append((spans[-1][0], b))
            spans.append(word)
            at = b
        at += 1
    return sorted(set(spans), key=lambda s: s[0] - s[1])


def says_division(scan: Scan, meant: Named, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether a line itself opens or ends its place with the division: "Amarah, Maysan" in a post on Basra."""
    for start, end in stretches:
        for mark in scan.marks("places", start, end):
            rows = scan.rows(mark)
            if "," in scan.flat[mark.start : mark.end] and rows[0].admin1 == meant.row.admin1:
                # "Mansour, Baghdad" is one name.
                return True
            before = scan.flat[max(start, mark.start - 2) : mark.start].strip()
            after = scan.flat[mark.end : min(end, mark.end + 2)].strip()
            opens = not before or before[-1] in ".:"
            closes = (opens or before[-1] in ",(-") and (not after or after[0] in ".,;:)([|-/")
            if closes and any(r.precision == "admin1" and r.admin1 == meant.row.admin1 for r in rows):
                return True
    return False
