"""Counts by first-level division as a shaded map: polygons from the theatre, points for a division without one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from sijill.model.values import Json
from sijill.publish.phrases import phrases
from sijill.publish.picture import INK, PAPER, config, picture, svg

SHADE: Final = "#2a6cab"
LIGHTEST, DARKEST = 0.25, 0.75
"""Opacity of one incident and of the most: a label must stay readable on either."""
EMPTY: Final = "#f0f1ef"
NAMED_FROM_PX: Final = 500
"""On a narrower map only the numbers stand: the names would cover each other."""


def choropleth(
    counts: Mapping[str, int],
    divisions: Path,
    path: Path | None = None,
    *,
    language: str = "en",
    width: int = 640,
    height: int | None = None,
    labels: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    points: Mapping[str, tuple[float, float]] | None = None,
    links: Mapping[str, str] | None = None,
    countries: Sequence[str] = (),
    caption: str = "",
    title: str = "",
) -> str:
    """Shade the divisions of a theatre by their counts; write it if a path is given (.svg, .png, .pdf, .html).

    counts: by the division's name; a division that is not in it stays empty. divisions: GeoJSON, or the same gzipped.
    labels: names to show. texts: the number to show ("3+"). points: longitude and latitude of a division without a
    polygon, drawn as a point so that it is never dropped. links: the address that a division leads to.
    Returns the SVG.
    """
    features = read_divisions(divisions, countries, counts)
    drawn = {feature["properties"]["name"] for feature in features}
    dots = {name: points[name] for name in counts if name not in drawn and points and name in points}
    named = labels or {}
    shown = texts or {}
    most = max(counts.values(), default=1)
    for feature in features:
        name = feature["properties"]["name"]
        feature["properties"] = {"name": name, "n": counts.get(name, 0), "href": (links or {}).get(name)}
    anchors = [
        _anchor(name, counts[name], *center(feature["geometry"]), named, shown)
        for feature in features
        if counts.get(name := feature["properties"]["name"])
    ]
    anchors += [_anchor(name, counts[name], *dots[name], named, shown, dot=True) for name in dots]
    for anchor in anchors:
        anchor["href"] = (links or {}).get(anchor["name"])
    spec = _specification(features, anchors, most, width, height or round(width * 0.86))
    direction = phrases(language).text("direction")
    if path is not None:
        picture(spec, path, title=title or caption, caption=caption, language=language, direction=direction)
    return svg(spec, named=caption or title or None)


def read_divisions(path: Path, countries: Sequence[str], counts: Mapping[str, int]) -> list[dict[str, Json]]:
    """The polygons to draw: a theatre's own, or of a world file those of the countries where something is counted."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    features: list[dict[str, Json]] = json.loads(raw)["features"]
    wanted = set(countries)
    if not wanted and any("country" in f["properties"] for f in features):
        wanted = {f["properties"]["country"] for f in features if f["properties"]["name"] in counts}
    return [f for f in features if not wanted or f["properties"].get("country") in {None, *wanted}]


def center(geometry: Json) -> tuple[float, float]:
    """Where a label sits: the centroid of the largest ring."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return max((_centroid(polygon[0]) for polygon in polygons), key=lambda found: found[2])[:2]


def _ticks(most: int) -> list[int]:
    """Up to five whole numbers from 1 to the largest."""
    return sorted({1, *(round(1 + (most - 1) * step / 4) for step in range(1, 4) if most > 4), most})


def _centroid(ring: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    area = x = y = 0.0
    for (x0, y0, *_), (x1, y1, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    if not area:
        return ring[0][0], ring[0][1], 0.0
    return x / (3 * area), y / (3 * area), abs(area) / 2


def _anchor(
    name: str,
    n: int,
    longitude: float,
    latitude: float,
    labels: Mapping[str, str],
    texts: Mapping[str, str],
    *,
    dot: bool = False,
) -> dict[str, Json]:
    return {
        "name": name,
        "label": labels.get(name, name),
        "text": texts.get(name, f"{n:,}"),
        "longitude": longitude,
        "latitude": latitude,
        "dot": dot,
    }


def _specification(
    features: list[dict[str, Json]], anchors: list[Json], most: int, width: int, height: int
) -> dict[str, Json]:
    where = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
    }
    link = {"href": {"field": "href"}} if any(a.get("href") for a in anchors) else {}
    ticks = _ticks(most)
    shade = {
        "field": "properties.n",
        "type": "quantitative",
        "scale": {"domainMin": min(1, most - 1), "domainMax": most, "range": [LIGHTEST, DARKEST], "type": "linear"},
        "legend": {
            "orient": "bottom",
            "title": None,
            "values": ticks,
            "format": ",d",
            "direction": "horizontal",
            "symbolType": "square",
            "symbolSize": 220,
            "symbolFillColor": SHADE,
            "symbolStrokeWidth": 0,
            "columns": len(ticks),
            "labelFontSize": 12,
        },
    }
    linked = {"href": {"field": "properties.href"}} if link else {}
    border = {"type": "geoshape", "stroke": PAPER, "strokeWidth": 1.2}
    told = [feature for feature in features if feature["properties"]["n"]]
    layer: list[Json] = [{"data": {"values": features}, "mark": {**border, "fill": EMPTY}}]
    if told:
        shaded = {"mark": {**border, "fill": SHADE}, "encoding": {"opacity": shade, **linked}}
        layer.append({"data": {"values": told}, **shaded})
    dots = [a for a in anchors if a["dot"]]
    if dots:
        dot = {"type": "circle", "size": 130, "color": SHADE, "stroke": PAPER, "opacity": 1}
        layer.append({"data": {"values": dots}, "mark": dot, "encoding": {**where, **link}})
    named = width >= NAMED_FROM_PX
    for field, size, dy, weight in (("label", 11, -9, "normal"), ("text", 15, 6 if named else 0, "bold")):
        if field == "label" and not named:
            continue
        text = {"type": "text", "fontSize": size, "dy": dy, "fontWeight": weight, "baseline": "middle"}
        for look in (
            {"color": PAPER, "stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round", "opacity": 0.8},
            {"color": INK},
        ):
            said = {"mark": {**text, **look}, "encoding": {**where, "text": {"field": field}, **link}}
            layer.append({"data": {"values": anchors}, **said})
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "projection": {"type": "mercator"},
        "layer": layer,
        "config": config(),
    }
