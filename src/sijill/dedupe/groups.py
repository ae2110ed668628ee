"""Scored pairs to groups that hold together: the likeliest pair first, and no report in two minds is put anywhere.

Two groups join if their reports, taken two by two, speak for it on average, and if neither has a rival: another group
that it might as well belong to and that does not belong to both. What is not decided so stays apart and unsure.
Ties go by ids, so that the groups do not depend on the order in which reports came.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sijill.dedupe.pairs import Pair

SAME_AT: Final = 1.0
"""Bits, on average over the pairs of two groups, from which on they join."""
SURE: Final = 0.75
"""How likely a join must be against all rivals."""
FAR_BITS: Final = -6.0
"""What a pair counts that was not kept: too unlike, or too far apart to be compared."""
UNSURE_AT: Final = 0.2
"""How likely a pair must be to be shown to a person."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What people and lists have settled. together: joined by a person. apart: never to be joined, by a person.

    lines: the list of a report that is a line of one; two lines of one list stay apart unless a person joins them.
    """

    together: tuple[tuple[str, str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    lines: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Grouped:
    """groups: of two and more, each sorted, sorted. odds: log2 odds of every pair of groups that was left apart but
    might be one, by their first members."""

    groups: tuple[tuple[str, ...], ...]
    unsure: tuple[tuple[str, str, float], ...]


def grouped(pairs: Sequence[Pair], bounds: Bounds | None = None) -> Grouped:
    """The groups of the reports of these pairs."""
    bounds = bounds or Bounds()
    groups: list[tuple[str, ...]] = []
    unsure: list[tuple[str, str, float]] = []
    for part in _components(pairs, bounds.together):
        join = _Joining(part, bounds)
        join.run()
        groups += [tuple(sorted(members)) for members in join.members.values() if len(members) > 1]
        unsure += join.unsure()
    return Grouped(tuple(sorted(groups)), tuple(sorted(unsure)))


def _components(pairs: Sequence[Pair], together: Iterable[tuple[str, str]]) -> Iterable[_Part]:
    """The pairs in parts that share no report."""
    parent: dict[str, str] = {}

    def root(id: str) -> str:
        while (above := parent.setdefault(id, id)) != id:
            parent[id] = parent[above]
            id = parent[id]
        return id

    joined = list(together)
    for a, b in [(pair.a, pair.b) for pair in pairs] + joined:
        one, two = sorted((root(a), root(b)))
        parent[two] = one
    parts: dict[str, _Part] = {}
    for pair in pairs:
        parts.setdefault(root(pair.a), _Part([], [])).pairs.append(pair)
    for a, b in joined:
        parts.setdefault(root(a), _Part([], [])).together.append((a, b))
    return parts.values()


@dataclass(frozen=True, slots=True)
class _Part:
    pairs: list[Pair]
    together: list[tuple[str, str]]


class _Joining:
    """One part while it is joined: groups by a name, and the sum of bits between each two."""

    def __init__(self, part: _Part, bounds: Bounds) -> None:
        self.members: dict[str, list[str]] = {}
        self.links: dict[str, dict[str, tuple[float, int]]] = {}
        self._apart = bounds.apart
        self._foes: dict[str, set[str]] = {}
        self._lines: dict[str, set[str]] = {}
        self._bounds = bounds
        for pair in part.pairs:
            for id in (pair.a, pair.b):
                self._know(id)
            self.links[pair.a][pair.b] = self.links[pair.b][pair.a] = (pair.bits, 1)
        self._heap: list[tuple[float, str, str]] = []
        known = {id: id for id in self.members}
        for a, b in sorted(part.together):
            for id in (a, b):
                self._know(id)
                known.setdefault(id, id)
        self._where = known
        for a, b in self._bounds_of():
            self._foes.setdefault(a, set()).add(b)
            self._foes.setdefault(b, set()).add(a)
        for a, b in sorted(part.together):
            one, two = self._where[a], self._where[b]
            if one != two and two not in self._foes.get(one, ()):
                self._merge(*sorted((one, two)))

    def _know(self, id: str) -> None:
        if id not in self.members:
            self.members[id] = [id]
            self.links[id] = {}
            line = (self._bounds.lines or {}).get(id)
            if line is not None:
                self._lines[id] = {line}

    def _bounds_of(self) -> list[tuple[str, str]]:
        return [
            (a, b)
            for pair in self._apart
            for a, b in [sorted(pair)]
            if a in self.members and b in self.members
        ]

    def run(self) -> None:
        for a, near in self.links.items():
            for b in near:
                if a < b:
                    self._push(a, b)
        while self._heap:
            cost, a, b = heapq.heappop(self._heap)
            if a not in self.members or b not in self.members or -cost != self.bits(a, b):
                continue
            if self._may(a, b) and self._sure(a, b):
                self._merge(a, b)

    def bits(self, a: str, b: str) -> float:
        """The mean over all pairs of two groups."""
        told, n = self.links[a].get(b, (0.0, 0))
        n_all = len(self.members[a]) * len(self.members[b])
        return round((told + FAR_BITS * (n_all - n)) / n_all, 6)

    def _push(self, a: str, b: str) -> None:
        bits = self.bits(a, b)
        if bits >= SAME_AT:
            heapq.heappush(self._heap, (-bits, *sorted((a, b))))

    def _may(self, a: str, b: str) -> bool:
        if b in self._foes.get(a, ()):
            return False
        return not (self._lines.get(a, set()) & self._lines.get(b, set()))

    def _sure(self, a: str, b: str) -> bool:
        """Whether the join is likely enough against every group that rivals it, on either side."""
        own = 2.0 ** self.bits(a, b)
        for one, other in ((a, b), (b, a)):
            rivals = sum(
                2.0 ** self.bits(one, c) for c in self.links[one] if c != other and self._rival(other, c)
            )
            if own / (1.0 + own + rivals) < SURE:
                return False
        return True

    def _rival(self, chosen: str, other: str) -> bool:
        """Whether two groups that one might join are not one themselves."""
        return not self._may(chosen, other) or self.bits(chosen, other) < 0

    def _merge(self, a: str, b: str) -> None:
        """Put b into a, the one named first."""
        self.members[a] += self.members.pop(b)
        for id in self.members[a]:
            self._where[id] = a
        for c, (told, n) in self.links.pop(b).items():
            del self.links[c][b]
            if c == a:
                continue
            before = self.links[a].get(c, (0.0, 0))
            self.links[a][c] = self.links[c][a] = (before[0] + told, before[1] + n)
        for foe in self._foes.pop(b, set()):
            self._foes[foe].discard(b)
            self._foes[foe].add(a)
            self._foes.setdefault(a, set()).add(foe)
        if lines := self._lines.pop(b, set()):
            self._lines[a] = self._lines.get(a, set()) | lines
        self._again(a)

    def _again(self, a: str) -> None:
        """After a join, look again at what the group and its neighbours may join: rivals may be gone."""
        for c in self.links[a]:
            self._push(a, c)
            for d in self.links[c]:
                if d != a:
                    self._push(c, d)

    def unsure(self) -> list[tuple[str, str, float]]:
        """Pairs of groups that were left apart, by first members, with the likelihood that they are one."""
        found = []
        for a in self.members:
            for b in self.links[a]:
                if min(self.members[a]) < min(self.members[b]) and self._may(a, b):
                    likely = 1 / (1 + 2.0 ** -self.bits(a, b))
                    if likely >= UNSURE_AT:
                        found.append((min(self.members[a]), min(self.members[b]), round(likely, 4)))
        return found


def likelihood(bits: float) -> float:
    """Odds in bits as a likelihood."""
    return 1 / (1 + math.exp2(-bits)) if hasattr(math, "exp2") else 1 / (1 + 2.0**-bits)
