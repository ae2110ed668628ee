"""Places of running text: without streams, and without namesakes abroad of places that no gazetteer has."""

from __future__ import annotations

from collections import Counter

from sijill.extract import places
from sijill.extract.places import Named
from sijill.extract.scan import Mark, Scan

_SAYS_WHERE = {"country": 3, "admin1": 2}
"""What naming a country or a division weighs for where a report is; other places weigh one."""


class Ground:
    """Where a text plays. home: the country that most of its places lie in, if one holds more than half."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        weights: Counter[str] = Counter()
        # "Drones launched by Russia at Odesa": a state that acts says nothing of where.
        states = [a for a in scan.all_marks("actors") if scan.theatre.actors[a.value].type == "state"]
        for place in self.everywhere():
            if any(place.mark.overlaps(a.start, a.end) for a in states):
                continue
            weights[place.row.country] += _SAYS_WHERE.get(place.row.precision, 1) + (place.mark.start == 0)
        (country, weight), *_ = weights.most_common(1) or [("", 0)]
        self.home = country if 2 * weight > sum(weights.values()) else None

    def named(self, start: int, end: int) -> list[Named]:
        """Place names in [start, end) that lie in the report's country, and countries."""
        found = self._listed(start, end)
        if all(p.row.precision == "country" for p in found):
            # "In Damascus a bomb wounded four": a theatre leaves its towns out, but nothing else is where it happened.
            found += self._abroad(start, end)
        if self.home is None:
            return found
        return [p for p in found if p.row.country == self.home or _is_abroad(self._scan, p)]

    def _abroad(self, start: int, end: int) -> list[Named]:
        """Places outside the theatre in [start, end) that a word of place introduces."""
        locative, flat = self._scan.pack.grammar.inside, self._scan.flat
        if self._scan.has("says", start, end):
            # "Speaking in Amman, the minister said a bomb wounded four": the town may be the speaker's.
            return []
        marks = [
            m for m in self._scan.marks("elsewhere", start, end) if locative.search(flat, max(0, m.start - 12), m.start)
        ]
        return [Named(mark, self._scan.rows(mark)[0]) for mark in marks if not self._is_unplaced(mark)]

    def everywhere(self) -> list[Named]:
        """Every place name of the text."""
        return self._listed(0, len(self._scan.text))

    def _listed(self, start: int, end: int) -> list[Named]:
        return [p for p in places.named(self._scan, start, end) if not self._is_unplaced(p.mark)]

    def _is_unplaced(self, mark: Mark) -> bool:
        before = self._scan.flat[max(0, mark.start - 24) : mark.start]
        grammar = self._scan.pack.grammar
        around = f"{before}@{self._scan.flat[mark.end : mark.end + 12]}"
        return (
            grammar.unplaced.search(before) is not None
            or grammar.paper.search(around) is not None
            or grammar.unplaced_behind.match(self._scan.flat, mark.end) is not None
        )


def _is_abroad(scan: Scan, place: Named) -> bool:
    """Whether a place is a country, or lies outside the theatre."""
    theatre = scan.theatre.countries
    return place.row.precision == "country" or bool(theatre and place.row.country not in theatre)


__all__ = ["Ground"]
