"""Networks for other programs: GraphML, GEXF (Gephi) and plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from sijill.model.network import Network
from sijill.model.values import Json

_NODE = (("label", "string"), ("type", "string"), ("level", "string"), ("campaign", "string"), ("degree", "int"),
         ("betweenness", "double"), ("component", "int"))  # fmt: skip
_EDGE = (("type", "string"), ("weight", "int"), ("hedged", "boolean"), ("start", "string"), ("end", "string"),
         ("sources", "string"))  # fmt: skip


def as_json(network: Network) -> str:
    """JSON with nodes and edges."""
    return json.dumps(network.to_json(), ensure_ascii=False, indent=1)


def graphml(network: Network) -> str:
    """GraphML (graphml.graphdrawing.org), directed; an unknown value has no `data` element."""
    told = network.to_json()
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for of, columns in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in columns:
            lines.append(f'<key id="{of[0]}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>')
    lines.append(f'<graph id={quoteattr("ties " + network.at.isoformat())} edgedefault="directed">')
    for node in told["nodes"]:
        lines.append(f"<node id={quoteattr(node['id'])}>{_data('n', _NODE, node)}</node>")
    for edge in told["edges"]:
        ends = f"source={quoteattr(edge['source'])} target={quoteattr(edge['target'])}"
        lines.append(f'<edge id="e{edge["id"]}" {ends}>{_data("e", _EDGE, edge)}</edge>')
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _data(of: str, columns: Iterable[tuple[str, str]], row: Mapping[str, Json]) -> str:
    return "".join(
        f'<data key="{of}_{name}">{escape(_text(row[name]))}</data>'
        for name, _ in columns
        if row[name] is not None and row[name] != []
    )


def gexf(network: Network) -> str:
    """GEXF 1.3 (gexf.net), directed, ties with their first and last days."""
    told = network.to_json()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">',
    ]
    for of, columns in (("node", _NODE[1:]), ("edge", _EDGE[2:3] + _EDGE[5:])):
        lines.append(f'<attributes class="{of}">')
        lines += [f'<attribute id="{name}" title="{name}" type="{kind}"/>' for name, kind in columns]
        lines.append("</attributes>")
    lines.append("<nodes>")
    for node in told["nodes"]:
        label = f"id={quoteattr(node['id'])} label={quoteattr(node['label'])}"
        lines.append(f"<node {label}>{_attvalues(_NODE[1:], node)}</node>")
    lines += ["</nodes>", "<edges>"]
    for edge in told["edges"]:
        ends = f"source={quoteattr(edge['source'])} target={quoteattr(edge['target'])} kind={quoteattr(edge['type'])}"
        days = "".join(f' {name}="{edge[name]}"' for name in ("start", "end") if edge[name])
        values = _attvalues(_EDGE[2:3] + _EDGE[5:], edge)
        label = f'label={quoteattr(edge["type"])} weight="{edge["weight"]}"'
        lines.append(f'<edge id="{edge["id"]}" {ends} {label}{days}>{values}</edge>')
    return "\n".join([*lines, "</edges>", "</graph>", "</gexf>", ""])


def _attvalues(columns: Iterable[tuple[str, str]], row: Mapping[str, Json]) -> str:
    values = "".join(
        f'<attvalue for="{name}" value={quoteattr(_text(row[name]))}/>'
        for name, _ in columns
        if row[name] is not None and row[name] != []
    )
    return f"<attvalues>{values}</attvalues>" if values else ""


def _text(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return " | ".join(map(str, value)) if isinstance(value, list) else str(value)


__all__ = ["as_json", "gexf", "graphml"]
