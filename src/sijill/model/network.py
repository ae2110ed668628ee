"""Actors and the ties between them on one day, with what was measured of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sijill.model.values import Json


@dataclass(frozen=True, slots=True)
class Node:
    """An actor. degree: how many others it is tied to. betweenness: 0 to 1, over undirected shortest paths.

    component: the number of its connected part, 1 the largest.
    """

    id: str
    name: str
    type: str | None
    level: str | None
    campaign: str | None
    degree: int
    betweenness: float
    component: int


@dataclass(frozen=True, slots=True)
class Edge:
    """One or more ties of one type between two actors. weight: how many say so; hedged: all of them are."""

    source: str
    target: str
    type: str
    weight: int
    hedged: bool
    start: date | None
    end: date | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Ties that stand on a day. method: one sentence on how the measures were made."""

    at: date
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    n_components: int
    method: str

    def to_json(self) -> dict[str, Json]:
        """Plain JSON: nodes and edges with their measures, as graph viewers take it."""
        return {
            "at": self.at.isoformat(),
            "n_components": self.n_components,
            "nodes": [
                {
                    "id": n.id, "label": n.name, "type": n.type, "level": n.level, "campaign": n.campaign,
                    "degree": n.degree, "betweenness": round(n.betweenness, 6), "component": n.component,
                }
                for n in self.nodes
            ],
            "edges": [
                {
                    "id": str(number), "source": e.source, "target": e.target, "type": e.type, "weight": e.weight,
                    "hedged": e.hedged, "start": e.start.isoformat() if e.start else None,
                    "end": e.end.isoformat() if e.end else None, "sources": list(e.sources),
                }
                for number, e in enumerate(self.edges)
            ],
            "method": self.method,
        }  # fmt: skip


__all__ = ["Edge", "Network", "Node"]
