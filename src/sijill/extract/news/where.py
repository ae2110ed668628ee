"""Places of running text, read together: the countries a text names decide which of several towns is meant."""

from __future__ import annotations

from collections import Counter

from sijill.extract import places
from sijill.extract.places import Named
from sijill.extract.scan import Mark, Scan

_LARGE = 150_000
"""People from which on a town alone says which country is meant."""
_LARGER = 1_000_000
_NATIVE = 2.0
"""What a country must be named by before a town that it lacks is taken for something else."""


class Ground:
    """Where a text plays. countries: those it names, by country, division, actor or a large town, with their weight."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self.countries: Counter[str] = Counter()
        if not scan.theatre.countries:
            self._weigh()

    def named(self, start: int, end: int) -> list[Named]:
        """Place names in [start, end), each as what the text's countries make likeliest; streams and surnames left out."""
        found = [p for p in places.named(self._scan, start, end) if not self._is_unplaced(p.mark)]
        if not self.countries:
            return found
        return [fit for place in found if (fit := self._fitting(place)) is not None]

    def _weigh(self) -> None:
        for mark in self._scan.all_marks("places"):
            rows = self._scan.rows(mark)
            first = rows[0]
            if first.precision == "country":
                self.countries[first.country] += 3
            elif len({r.country for r in rows}) == 1 and first.precision == "admin1":
                self.countries[first.country] += 2
            elif (first.population or 0) >= _LARGER:
                self.countries[first.country] += 2
            elif (first.population or 0) >= _LARGE:
                self.countries[first.country] += 1
        for actor in self._scan.all_marks("actors"):
            country = self._scan.theatre.actors[actor.value].country
            if country:
                self.countries[country] += 1

    def _fitting(self, place: Named) -> Named | None:
        rows = self._scan.rows(place.mark)
        fit = [r for r in rows if self.countries[r.country]]
        if not fit:
            sure = max(self.countries.values()) >= _NATIVE and (place.row.population or 0) < _LARGER
            return None if sure else place
        if place.row in fit and len(fit) == 1:
            return place
        top = max(self.countries[r.country] for r in fit)
        best = [r for r in fit if self.countries[r.country] == top]
        return place if place.row in best else Named(place.mark, best[0], place.guessed)

    def _is_unplaced(self, mark: Mark) -> bool:
        before = self._scan.flat[max(0, mark.start - 24) : mark.start]
        return self._scan.pack.grammar.unplaced.search(before) is not None


__all__ = ["Ground"]
