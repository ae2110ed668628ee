"""Which of the world's places of one name a text means: by what contains it, what else the text names, and size.

Method: score of prior (people), stated containment, countries and divisions that the text names, and nearness to its
other places, each name of one sense in a text; after Leidner 2007, "Toponym resolution in text", and the context
hierarchy fusion of Kamalloo & Rafiei 2018, "A coherent unsupervised model for toponym resolution".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, exp, log10, radians

from sijill.theatre import PlaceRow

_PEOPLE = 1.1
_CONTAINED, _KIND, _SAME_SENSE, _COUNTRY = 8.0, 3.0, 3.0, 2.0
_COUNTRY_NAMED, _DIVISION_NAMED, _MASS, _DEMONYM = 0.7, 2.0, 2.0, 0.5
_NEAR_KM, _AROUND_KM, _NEAR, _AROUND, _MOST_AROUND = 100.0, 250.0, 2.0, 0.4, 3.0
_KEPT = 8
"""Candidates of a name whose nearness is looked at."""
_ROUNDS = 3
_OVERSHADOWS = 0.05
"""The share of a division's people from which the town of its name is what the name alone means."""
WIDE = frozenset({"country", "continent", "region", "sea"})
_DIVISIONS = frozenset({"admin1", "admin2"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in the text. within: what the text says contains it; division: whether it says "province" or the
    name itself follows what it contains."""

    start: int
    end: int
    key: str
    rows: tuple[PlaceRow, ...]
    within: tuple[PlaceRow, ...] = ()
    division: bool = False
    sure: bool = False


def inside(row: PlaceRow, container: PlaceRow) -> bool:
    """Whether a place lies in another, by the gazetteer; of a district, whether it is near its middle."""
    if row.id == container.id or row.country != container.country or not container.country:
        return False
    if container.precision == "country":
        return True
    if container.precision == "admin1" and container.feature == "admin1":
        return row.admin1 == container.name and row.precision != "admin1"
    small = row.precision in {"settlement", "site"}
    return small and container.feature in {"admin2", "area"} and distance_km(row, container) < _NEAR_KM


def distance_km(a: PlaceRow, b: PlaceRow) -> float:
    """Distance in km on a plane that fits between the two: exact enough to tell near from far."""
    across = abs(a.longitude - b.longitude)
    x = min(across, 360 - across) * cos(radians((a.latitude + b.latitude) / 2))
    y = a.latitude - b.latitude
    return 111.2 * float((x * x + y * y) ** 0.5)


def meant(toponyms: Sequence[Toponym], anchors: Sequence[PlaceRow], countries: Mapping[str, int]) -> list[PlaceRow]:
    """What each name means. anchors: places of the text already known; countries: ISO codes told by demonyms."""
    groups: dict[tuple[str, tuple[str, ...]], list[Toponym]] = defaultdict(list)
    for toponym in toponyms:
        groups[toponym.key, tuple(r.id for r in toponym.within)].append(toponym)
    base = {key: _first_scores(group) for key, group in groups.items()}
    chosen = {key: max(scores, key=lambda s: s[0])[1] for key, scores in base.items()}
    contained = {key[0]: row for key, row in chosen.items() if key[1]}
    named = _Named(groups, chosen, anchors, countries)
    shortlist = {}
    for key, scores in base.items():
        rescored = [(s + named.score(r, key[0]) + _SAME_SENSE * (contained.get(key[0]) == r), r) for s, r in scores]
        shortlist[key] = sorted(rescored, key=lambda s: -s[0])[:_KEPT]
    belief = {key: _shares(scores) for key, scores in shortlist.items()}
    for _ in range(_ROUNDS):
        chosen = {key: _nearest(key, shortlist[key], belief, anchors) for key in groups}
        belief = {key: [(1.0, row)] for key, row in chosen.items()}
    by_toponym = {(t.start, t.end): chosen[key] for key, group in groups.items() for t in group}
    return [by_toponym[t.start, t.end] for t in toponyms]


def _first_scores(group: Sequence[Toponym]) -> list[tuple[float, PlaceRow]]:
    """Each candidate with its prior and what is stated beside the name."""
    rows, within = group[0].rows, group[0].within
    division = any(t.division for t in group)
    cities = [r for r in rows if r.precision == "settlement"]
    scores = []
    for row in rows:
        score = _PEOPLE * log10(row.weight + 10)
        if row.precision == "country" and row.feature == "country":
            score += _COUNTRY
        elif row.feature in _DIVISIONS:
            if division:
                score += _KIND
            elif any(c.weight >= _OVERSHADOWS * row.weight for c in cities if _of_one_name(c, row)):
                score -= 2.0
        if any(inside(row, w) for w in within):
            score += _CONTAINED
        scores.append((score, row))
    return scores


def _of_one_name(city: PlaceRow, division: PlaceRow) -> bool:
    """A division's town of its own name, or a capital that is as well known: Washington."""
    if city.country != division.country:
        return False
    return city.admin1 == division.admin1 or city.weight >= 0.3 * division.weight


class _Named:
    """The countries and divisions that a text names, as evidence for the places in them."""

    def __init__(
        self,
        groups: Mapping[tuple[str, tuple[str, ...]], Sequence[Toponym]],
        chosen: Mapping[tuple[str, tuple[str, ...]], PlaceRow],
        anchors: Sequence[PlaceRow],
        countries: Mapping[str, int],
    ) -> None:
        self._by_country: dict[str, set[str]] = defaultdict(set)
        self._by_division: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        self._mass: dict[str, float] = defaultdict(float)
        self._own: dict[tuple[str, str], int] = defaultdict(int)
        for key, group in groups.items():
            row, several = (
                chosen[key],
                len({r.country for r in group[0].rows if r.weight * 20 > chosen[key].weight}) > 1,
            )
            if not several or key[1]:
                self._mass[row.country] += len(group)
                self._own[key[0], row.country] += len(group)
            if row.feature == "country":
                self._by_country[row.country].add(key[0])
            elif row.feature == "admin1" and (not several or key[1]):
                self._by_country[row.country].add(key[0])
                self._by_division[row.country, row.admin1].add(key[0])
            elif key[1]:
                self._by_division[row.country, row.admin1].add(key[0])
        for row in anchors:
            self._by_country[row.country].add("")
            self._mass[row.country] += 1
        for country, n_told in countries.items():
            self._mass[country] += n_told * _DEMONYM
        # One more than there are: in a short text a single name says little.
        self._all = sum(self._mass.values()) + 1

    def score(self, row: PlaceRow, key: str) -> float:
        """How much the text's other names speak for a place."""
        if row.feature in WIDE:
            return 0.0
        # A name does not speak for itself.
        share = (self._mass[row.country] - self._own[key, row.country]) / self._all
        score = _MASS * share
        if self._by_country[row.country] - {key}:
            score += _COUNTRY_NAMED
        if self._by_division[row.country, row.admin1] - {key}:
            score += _DIVISION_NAMED
        return score


def _shares(scores: Sequence[tuple[float, PlaceRow]]) -> list[tuple[float, PlaceRow]]:
    top = scores[0][0]
    raw = [(10 ** (score - top), row) for score, row in scores[:4]]
    total = sum(share for share, _ in raw)
    return [(share / total, row) for share, row in raw]


def _nearest(
    key: tuple[str, tuple[str, ...]],
    scores: Sequence[tuple[float, PlaceRow]],
    belief: Mapping[tuple[str, tuple[str, ...]], Sequence[tuple[float, PlaceRow]]],
    anchors: Sequence[PlaceRow],
) -> PlaceRow:
    """The candidate with the best sum of its score and its nearness to what else the text is believed to mean."""
    if len(scores) == 1 or scores[0][0] - scores[1][0] > _NEAR + _AROUND * _MOST_AROUND:
        return scores[0][1]
    others = [pair for other, pairs in belief.items() if other[0] != key[0] for pair in pairs]
    others = [(share, row) for share, row in [*others, *((1.0, a) for a in anchors)] if row.feature not in WIDE]
    best, best_score = scores[0][1], float("-inf")
    for score, row in scores:
        if row.feature not in WIDE:
            near = around = 0.0
            for share, other in others:
                km = distance_km(row, other)
                if km < 5 * _AROUND_KM:
                    near = max(near, share * exp(-km / _NEAR_KM))
                    around += share * exp(-km / _AROUND_KM)
            score += _NEAR * near + _AROUND * min(around, _MOST_AROUND)
        if score > best_score:
            best, best_score = row, score
    return best
