"""Actors and ties as a graph: degree, betweenness, components.

Betweenness: Brandes 2001, Journal of Mathematical Sociology 25(2), over the undirected graph of who is tied to whom,
divided by the number of pairs of other actors, (n-1)(n-2)/2. Components: connected parts of the same graph.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from sijill.model.network import Edge, Network, Node
from sijill.model.views import Tie

Graph = dict[str, set[str]]


class Listed(Protocol):
    """What a register says of an actor, as the network shows it."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def campaign(self) -> str | None: ...


METHOD = (
    "Ties that stand on {at}; one tie of a type between two actors counts once; degree is the number of other actors, "
    "betweenness that of Brandes (2001) over undirected shortest paths as a share of all pairs, components are parts "
    "without a tie to each other."
)


def network(ties: Iterable[Tie], *, at: date, listed: Callable[[str], Listed | None] = lambda id: None) -> Network:
    """The network of ties that stand on a day, measured.

    ties: those of the day; an actor without an id goes by its name. listed: what the register says of an id.
    Nodes are sorted by degree, then id; edges by source, target and type.
    """
    names: dict[str, str] = {}
    types: dict[str, str | None] = {}
    told: dict[tuple[str, str, str], list[Tie]] = {}
    for tie in ties:
        ends = []
        for actor in (tie.subject, tie.object):
            id = actor.actor_id or actor.name
            row = listed(id)
            names.setdefault(id, row.name if row else actor.name)
            types.setdefault(id, row.type if row else actor.type)
            ends.append(id)
        if ends[0] != ends[1]:
            told.setdefault((ends[0], ends[1], tie.type), []).append(tie)
    graph = undirected((source, target) for source, target, _ in told)
    parts = components(graph)
    number = {id: n for n, part in enumerate(parts, start=1) for id in part}
    between = betweenness(graph)
    nodes = []
    for id in sorted(graph, key=lambda id: (-len(graph[id]), id)):
        row = listed(id)
        nodes.append(
            Node(
                id, names[id], types[id], row.level if row else None, row.campaign if row else None, len(graph[id]),
                between[id], number[id],
            )
        )  # fmt: skip
    edges = [_edge(key, told[key]) for key in sorted(told)]
    return Network(at, tuple(nodes), tuple(edges), len(parts), METHOD.format(at=at.isoformat()))


def _edge(key: tuple[str, str, str], ties: Sequence[Tie]) -> Edge:
    starts = [t.start for t in ties if t.start]
    ends = [t.end for t in ties]
    last = None if None in ends else max(e for e in ends if e)
    sources = tuple(sorted({t.source for t in ties if t.source}))
    return Edge(*key, len(ties), all(t.hedged for t in ties), min(starts, default=None), last, sources)


def undirected(pairs: Iterable[tuple[str, str]]) -> Graph:
    """Who is tied to whom; an actor tied only to itself is left out."""
    graph: Graph = {}
    for one, other in pairs:
        if one != other:
            graph.setdefault(one, set()).add(other)
            graph.setdefault(other, set()).add(one)
    return graph


def components(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """The connected parts, the largest first; equals by their first id."""
    left, parts = set(graph), []
    while left:
        seen = {min(left)}
        edge = list(seen)
        while edge:
            edge = [n for id in edge for n in graph[id] if n not in seen and not seen.add(n)]  # type: ignore[func-returns-value]
        parts.append(sorted(seen))
        left -= seen
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def betweenness(graph: Mapping[str, set[str]]) -> dict[str, float]:
    """The share of pairs of other actors that an actor lies between, 0 to 1; 0 for all in a graph of under three."""
    found = dict.fromkeys(graph, 0.0)
    for source in graph:
        order: list[str] = []
        before: dict[str, list[str]] = {source: []}
        paths, distance = {source: 1.0}, {source: 0}
        queue = deque([source])
        while queue:
            here = queue.popleft()
            order.append(here)
            for there in graph[here]:
                if there not in distance:
                    distance[there], paths[there], before[there] = distance[here] + 1, 0.0, []
                    queue.append(there)
                if distance[there] == distance[here] + 1:
                    paths[there] += paths[here]
                    before[there].append(here)
        share = dict.fromkeys(order, 0.0)
        for there in reversed(order):
            for here in before[there]:
                share[here] += paths[here] / paths[there] * (1 + share[there])
            if there != source:
                found[there] += share[there]
    n = len(graph)
    # Each pair was met from both of its ends.
    scale = 1 / ((n - 1) * (n - 2)) if n > 2 else 0.0
    return {id: value * scale for id, value in found.items()}


__all__ = ["betweenness", "components", "network", "undirected"]
