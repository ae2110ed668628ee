"""Networks to look at: a drawing as SVG, and a page with the drawing and its tables."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from sijill.model.network import Edge, Network, Node
from sijill.model.values import Json
from sijill.publish.phrases import Phrases, phrases

_INK, _PAPER, _LINE, _DOUBT = "#1c2024", "#ffffff", "#7a828a", "#b9bfc6"
_FILL = {"person": "#c98b2b", "armed_group": "#a33d3d", "state": "#2a6cab", "government": "#2a6cab",
         "military": "#4f7f5b", "label": "#8b7aa8"}  # fmt: skip
_OTHER = "#6d7680"
_ROUNDS = 220
_WIDTH, _LEAST_HEIGHT = 1100, 320
_MARGIN = 24
_LETTER, _LABEL = 6.8, 15
"""What a letter of a name takes of the width, about, and a name of the height, in pixels."""
_ROOM = 2.0
"""A drawing has so many times the room that its dots and names need."""
_APART = 400
"""At most so many rounds of moving names apart; 150 actors need some 60."""


def svg(network: Network, *, language: str = "en", names: Mapping[str, str] | None = None) -> str:
    """The network as SVG, laid out by Fruchterman & Reingold 1991 from a circle, so that one network has one drawing.

    names: what to call actors, by id. A hedged tie is dashed. An empty network says so.
    """
    words = phrases(language)
    named = {node.id: (names or {}).get(node.id, node.name) for node in network.nodes}
    places = layout(network.nodes, network.edges, names=named)
    height = max([_LEAST_HEIGHT, *(y + _MARGIN for _, y in places.values())])
    title = words.text("network.title", day=words.day(network.at))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'direction="{words.text("direction")}" font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        f'<rect width="{_WIDTH}" height="{height:.0f}" fill="{_PAPER}"/>'
        '<defs><marker id="to" viewBox="0 0 8 8" refX="14" refY="4" markerWidth="8" markerHeight="8" '
        'markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0 L8 4 L0 8 z" fill="{_LINE}"/></marker></defs>'
    )
    if not network.nodes:
        empty = escape(words.text("network.empty"))
        return (
            f'{head}<text x="{_WIDTH / 2}" y="{height / 2:.0f}" text-anchor="middle" fill="{_INK}">{empty}</text></svg>'
        )
    drawn = [_line(edge, places, words) for edge in network.edges]
    drawn += [_dot(node, places[node.id]) for node in network.nodes]
    drawn += [_name(node, places[node.id], words.isolated(named[node.id])) for node in network.nodes]
    return head + "".join(drawn) + "</svg>"


def _line(edge: Edge, places: Mapping[str, tuple[float, float]], words: Phrases) -> str:
    (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
    dashed = f' stroke-dasharray="5 4" stroke="{_DOUBT}"' if edge.hedged else f' stroke="{_LINE}"'
    label = escape(words.label("ties", edge.type))
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke-width="{min(4, edge.weight)}"'
        f'{dashed} marker-end="url(#to)"><title>{label}</title></line>'
    )


def _dot(node: Node, place: tuple[float, float]) -> str:
    x, y = place
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_radius(node):.1f}" fill="{_FILL.get(node.type or "", _OTHER)}"/>'


def _name(node: Node, place: tuple[float, float], name: str) -> str:
    x, y = place
    return (
        f'<text x="{x:.1f}" y="{y - _radius(node) - 3:.1f}" text-anchor="middle" fill="{_INK}" stroke="{_PAPER}" '
        f'stroke-width="3" paint-order="stroke">{escape(name)}</text>'
    )


def _radius(node: Node) -> float:
    return 5 + 2 * math.sqrt(node.degree)


def layout(
    nodes: Sequence[Node], edges: Sequence[Edge], *, names: Mapping[str, str] | None = None
) -> dict[str, tuple[float, float]]:
    """Where the dot of each node stands, in pixels of the drawing, so that no name lies over another.

    names: what they are called, by id, which takes room above the dot; else their own names. The drawing is as wide
    as ever and as high as it must be.
    """
    if not nodes:
        return {}
    named = [(names or {}).get(node.id, node.name) for node in nodes]
    radii = [_radius(node) for node in nodes]
    boxes = [(max(len(n) * _LETTER, 2 * r) + 6, 2 * r + _LABEL) for n, r in zip(named, radii, strict=True)]
    xs, ys = _drawn_together(nodes, edges)
    height = max(_LEAST_HEIGHT, _ROOM * sum(w * h for w, h in boxes) / _WIDTH) - 2 * _MARGIN
    xs = [value * (_WIDTH - 2 * _MARGIN) + _MARGIN for value in _spread(xs)]
    ys = [value * height for value in _spread(ys)]
    _move_apart(xs, ys, boxes)
    # A box holds the name above and the dot below it.
    top = min(y - h / 2 for y, (_, h) in zip(ys, boxes, strict=True)) - _MARGIN / 2
    return {
        node.id: (x, y + h / 2 - r - top) for node, x, y, (_, h), r in zip(nodes, xs, ys, boxes, radii, strict=True)
    }


def _drawn_together(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[list[float], list[float]]:
    """Points that ties draw together and that push each other apart, without a scale."""
    n = len(nodes)
    order = {node.id: number for number, node in enumerate(nodes)}
    turn = 2 * math.pi / n
    xs = [math.cos(turn * k) for k in range(n)]
    ys = [math.sin(turn * k) for k in range(n)]
    pairs = {(min(a, b), max(a, b)) for e in edges for a, b in [(order[e.source], order[e.target])]}
    near = 1.6 / math.sqrt(n)
    for step in range(_ROUNDS if n <= 400 else 60):
        dx, dy = [0.0] * n, [0.0] * n
        for a in range(n):
            for b in range(a + 1, n):
                x, y = xs[a] - xs[b], ys[a] - ys[b]
                push = near * near / max(x * x + y * y, 1e-4)
                dx[a] += x * push
                dy[a] += y * push
                dx[b] -= x * push
                dy[b] -= y * push
        for a, b in pairs:
            x, y = xs[a] - xs[b], ys[a] - ys[b]
            pull = math.hypot(x, y) / near
            dx[a] -= x * pull
            dy[a] -= y * pull
            dx[b] += x * pull
            dy[b] += y * pull
        heat = 0.12 * (1 - step / _ROUNDS)
        for k in range(n):
            # Towards the middle a little, so that parts without a tie do not drift away.
            dx[k] -= 0.3 * xs[k]
            dy[k] -= 0.3 * ys[k]
            length = max(math.hypot(dx[k], dy[k]), 1e-9)
            xs[k] += dx[k] / length * min(length, heat)
            ys[k] += dy[k] / length * min(length, heat)
    return xs, ys


def _spread(values: Sequence[float]) -> list[float]:
    """Values from 0 to 1, half by their size and half by their rank, so that where many stand close there is room."""
    low, high = min(values), max(values)
    if high == low:
        return [0.5] * len(values)
    ranks = {k: rank for rank, k in enumerate(sorted(range(len(values)), key=lambda k: values[k]))}
    return [((v - low) / (high - low) + ranks[k] / (len(values) - 1)) / 2 for k, v in enumerate(values)]


def _move_apart(xs: list[float], ys: list[float], boxes: Sequence[tuple[float, float]]) -> None:
    """Move boxes, by their middles, until none lies over another: along the axis that asks for the lesser move."""
    tallest = max(h for _, h in boxes)
    for _ in range(_APART):
        moved = False
        order = sorted(range(len(xs)), key=lambda k: (ys[k], k))
        for at, a in enumerate(order):
            for b in order[at + 1 :]:
                if ys[b] - ys[a] > tallest:
                    break
                across = (boxes[a][0] + boxes[b][0]) / 2 - abs(xs[a] - xs[b])
                down = (boxes[a][1] + boxes[b][1]) / 2 - abs(ys[a] - ys[b])
                if across <= 0.5 or down <= 0.5:
                    continue
                moved = True
                if across < down:
                    side = across / 2 if xs[a] < xs[b] else -across / 2
                    xs[a], xs[b] = xs[a] - side, xs[b] + side
                else:
                    ys[a], ys[b] = ys[a] - down / 2, ys[b] + down / 2
        for k, (w, _) in enumerate(boxes):
            xs[k] = min(max(xs[k], w / 2), _WIDTH - w / 2)
        if not moved:
            return


def html(
    network: Network,
    *,
    language: str = "en",
    names: Mapping[str, str] | None = None,
    fragmentation: Mapping[str, Mapping[str, Json]] | None = None,
) -> str:
    """A page without scripts: the drawing, actors with their measures, ties with their sources.

    fragmentation: by "claimants" and "parents", what `sijill.stats.fragmentation` measured.
    """
    words = phrases(language)
    named = {node.id: (names or {}).get(node.id, node.name) for node in network.nodes}
    title = escape(words.text("network.title", day=words.day(network.at)))
    actors = "".join(
        f"<tr><td>{escape(named[n.id])}</td><td>{n.degree}</td><td>{n.betweenness:.3f}</td><td>{n.component}</td></tr>"
        for n in network.nodes
    )
    ties = "".join(
        f"<tr><td>{escape(named[e.source])}</td><td>{escape(words.label('ties', e.type))}"
        f"{' (' + escape(words.text('network.hedged')) + ')' if e.hedged else ''}</td>"
        f"<td>{escape(named[e.target])}</td><td dir='ltr'>{_days(e)}</td><td dir='auto'>{_sources(e)}</td></tr>"
        for e in network.edges
    )

    def heads(*keys: str) -> str:
        return "".join(f"<th>{escape(words.text('network.' + key))}</th>" for key in keys)

    measured = "".join(
        "<p>"
        + escape(
            words.text(
                f"network.{of}", n=f"{told['effective_number']:.1f}", reach=_reach(told, words),
                incidents=str(told["n_incidents"]),
            )
        )
        + "</p>"
        for of, told in (fragmentation or {}).items()
    )  # fmt: skip
    return (
        f'<!doctype html><html lang="{language}" dir="{words.text("direction")}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_CSS}</style>'
        f'<h1>{title}</h1><div class="scroll drawing">{svg(network, language=language, names=names)}</div>{measured}'
        f"<h2>{escape(words.text('network.actors'))}</h2>"
        f"{_table(heads('actor', 'degree', 'betweenness', 'component'), actors)}"
        f"<h2>{escape(words.text('network.ties'))}</h2>"
        f"{_table(heads('actor', 'tie', 'other', 'days', 'sources'), ties)}"
        f'<p dir="auto">{escape(network.method)}</p></html>\n'
    )


def _table(heads: str, rows: str) -> str:
    """A table that scrolls by itself where the window is narrower."""
    return f'<div class="scroll"><table><tr>{heads}</tr>{rows}</table></div>'


def _reach(told: Mapping[str, Json], words: Phrases) -> str:
    """An interval, which nothing may bound above."""
    low = f"{told['low']:.1f}"
    if told["high"] is None:
        return words.text("network.reach_open", low=low)
    return words.text("network.reach", low=low, high=f"{told['high']:.1f}")


def _days(edge: Edge) -> str:
    if edge.start is None and edge.end is None:
        return ""
    return f"{edge.start or '…'} – {edge.end or '…'}"


def _sources(edge: Edge) -> str:
    return "; ".join(
        f'<a href="{escape(s, quote=True)}">{escape(s.split("/")[2])}</a>'
        if s.startswith(("http://", "https://"))
        else escape(s)
        for s in edge.sources
    )


_CSS = (
    "body{max-width:70rem;margin:2rem auto;padding:0 1rem;font-family:sans-serif;color:#1c2024}"
    ".scroll{overflow-x:auto}svg{display:block;width:100%;min-width:60rem;height:auto}"
    "h1,h2,p{overflow-wrap:anywhere}table{border-collapse:collapse;width:100%}"
    "td,th{border-bottom:1px solid #d8dce0;padding:.3rem .5rem;text-align:start}td[dir=ltr]{white-space:nowrap}"
    "@media (max-width:34rem){body{margin:1rem auto}h1{font-size:1.5rem}table{font-size:.875rem}}"
)

__all__ = ["html", "layout", "svg"]
