"""How orders were answered, as a picture: attacks by week with the orders, the index of each group, and the curve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from sijill.model.values import Json, When
from sijill.publish.change import month_labels
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.picture import INK, MUTED, NARROW, RULE, config, picture, svg

SIDES: Final = {"addressed": "#a63d2f", "other": "#7d97b3", "none": "#d3d8dd"}
SIDES_OF: Final = ("by", "addressed")
_BLUE: Final = "#28527a"
_ROW_PX: Final = 34


def compliance_chart(
    told: Mapping[str, Json],
    path: Path | None = None,
    *,
    language: str = "en",
    names: Mapping[str, str] | None = None,
    caption: str | None = None,
    width: int = 640,
) -> str:
    """Draw compliance, and write it if a path is given (.svg, .png, .pdf or .html by its name).

    told: as sijill.stats.compliance.as_json gives it. names: of groups by key, else as they stand in `told`.
    Returns the SVG. Above, attacks by week by who was addressed, each order a line with its number; then the index of
    each group with its interval; then, if there is one, the curve against the effective number of claimants.
    """
    words = phrases(language)
    told = in_language(told, words, names or {})
    said = caption or described(told, words)
    spec = specification(told, words, names=names or {}, width=width)
    if path is not None:
        narrow = specification(told, words, names=names or {}, width=NARROW)
        direction = words.text("direction")
        picture(spec, path, title=said, caption=said, language=language, direction=direction, narrow=narrow)
    return svg(spec, named=said)


def in_language(told: Mapping[str, Json], words: Phrases, names: Mapping[str, str]) -> dict[str, Json]:
    """The same with its orders in words of another language. names: what the register calls an actor, and by key."""
    if words.language == "en":
        return dict(told)
    said = {}
    for order in told["orders"]:
        who, whom = (words.text("comma").join(names.get(name, name) for name in order[side]) for side in SIDES_OF)
        when = When(date.fromisoformat(order["from"]), date.fromisoformat(order["to"]), "day")
        if when.start != when.end:
            when = When(when.start, when.end, "week" if (when.end - when.start).days == 6 else "month")
        day = words.when(when, "full") if when.precision != "month" else words.span(when.start, when.end)
        said[order["words"]] = words.text("compliance.order", who=who, whom=whom, day=day)
    return {
        **told,
        "orders": [{**order, "words": said[order["words"]]} for order in told["orders"]],
        "answers": [{**answer, "order": said[answer["order"]]} for answer in told["answers"]],
        "points": [{**point, "order": said[point["order"]]} for point in told["points"]],
    }


def described(told: Mapping[str, Json], words: Phrases) -> str:
    """The picture in whole sentences."""
    colon, stop = words.text("colon"), words.text("semicolon")
    listed = stop.join(
        f"{n}{colon}{words.isolated(str(order['words']))}" for n, order in enumerate(told["orders"], 1)
    )  # fmt: skip
    said = [words.text("compliance.caption", orders=listed)]
    if _rows(told):
        said.append(words.text("compliance.index_caption"))
    if line := told["curve"]:
        parts = {name: f"{line[name]:.2g}" for name in ("factor_per_doubling", "low", "high")}
        said.append(words.text("compliance.curve_caption", n=str(line["n_orders"]), **parts))
    said.append(words.text("compliance.caution"))
    return " ".join(said)


def specification(told: Mapping[str, Json], words: Phrases, *, names: Mapping[str, str], width: int) -> dict[str, Json]:
    """The Vega-Lite specification."""
    panels = [_weeks(told, words, width)]
    if _rows(told):
        panels.append(_forest(told, words, names, width))
    if len(told["points"]) > 1:
        panels.append(_curve(told, words, width))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "vconcat": panels, "spacing": 30, "padding": 10,
        "resolve": {"scale": {"color": "independent"}}, "config": config(),
    }  # fmt: skip


def _rows(told: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    """The index of each group, by believed parent where there is such a view."""
    view = told["answers"][-1]["view"]
    return [row for row in told["index"] if row["view"] == view]


def _side(words: Phrases) -> str:
    return "right" if words.text("direction") == "rtl" else "left"


def _weeks(told: Mapping[str, Json], words: Phrases, width: int) -> dict[str, Json]:
    rtl = words.text("direction") == "rtl"
    shown = {side: words.text(f"compliance.{side}") for side in SIDES}
    used = [side for side in SIDES if any(row["n"] for row in told["by_week"] if row["side"] == side)]
    data: list[Json] = []
    reached: dict[str, int] = {}
    for row in told["by_week"]:
        base = reached.get(row["from"], 0)
        reached[row["from"]] = base + row["n"]
        if row["n"]:
            data.append(
                {"from": row["from"], "to": f"{row['to']}T24:00", "low": base, "n": base + row["n"],
                 "side": shown[row["side"]]}
            )  # fmt: skip
    x: dict[str, Json] = {
        "field": "from", "type": "temporal", "title": None,
        "scale": {"reverse": rtl, "domain": [told["from"], f"{told['to']}T24:00"]},
        "axis": {"grid": False, "labelAngle": 0, "labelOverlap": True, "tickCount": 6,
                 "labelExpr": month_labels(words)},
    }  # fmt: skip
    y: dict[str, Json] = {
        "field": "n", "type": "quantitative", "title": words.text("compliance.per_week"), "scale": {"domainMin": 0},
        "axis": {"domain": False, "ticks": False, "tickCount": 4, "tickMinStep": 1, "format": ",d",
                 "orient": _side(words)},
    }  # fmt: skip
    colour = {
        "field": "side", "type": "nominal", "sort": [shown[side] for side in used],
        "scale": {"domain": [shown[side] for side in used], "range": [SIDES[side] for side in used]},
        "legend": {"orient": "top", "title": None, "direction": "horizontal", "symbolSize": 110},
    }  # fmt: skip
    lines = [{"from": order["from"], "text": f"{n}"} for n, order in enumerate(told["orders"], 1)]
    bars = {"x": x, "x2": {"field": "to"}, "y": y, "y2": {"field": "low"}, "color": colour}
    return {
        "width": width, "height": 170,
        "layer": [
            {"data": {"values": data}, "mark": {"type": "bar", "stroke": "#ffffff", "strokeWidth": 0.5},
             "encoding": bars},
            {"data": {"values": lines}, "mark": {"type": "rule", "strokeDash": [5, 4], "color": INK},
             "encoding": {"x": x}},
            {"data": {"values": lines},
             "mark": {"type": "text", "y": -7, "fontWeight": "bold", "fontSize": 13, "color": INK},
             "encoding": {"x": x, "text": {"field": "text"}}},
        ],
    }  # fmt: skip


def group_name(row: Mapping[str, Json], words: Phrases, names: Mapping[str, str]) -> str:
    key = str(row["group"])
    if key == "presumed":
        return words.text("compliance.presumed")
    return names.get(key, str(row["name"]))


def _marks(words: Phrases) -> str:
    """What -1, 0 and 1 are called."""
    marks = [words.text(f"compliance.{key}") for key in ("rose", "unchanged", "stopped")]
    return f"datum.value == -1 ? '{marks[0]}' : datum.value == 0 ? '{marks[1]}' : '{marks[2]}'"


def _forest(told: Mapping[str, Json], words: Phrases, names: Mapping[str, str], width: int) -> dict[str, Json]:
    rows = _rows(told)
    data = [
        {"name": group_name(row, words, names), "index": row["index"], "low": row["low"], "high": row["high"],
         "text": words.text("compliance.pair", before=f"{row['before']:,}", after=f"{row['after']:,}")} for row in rows
    ]  # fmt: skip
    if len(rows) > 1:
        shared = told["shared"][rows[0]["view"]]
        ends = {name: shared[name] for name in ("index", "low", "high")}
        data.append({"name": words.text("compliance.shared"), "text": "", **ends})
    rtl = words.text("direction") == "rtl"
    y: dict[str, Json] = {
        "field": "name", "type": "nominal", "sort": [row["name"] for row in data], "title": None,
        "axis": {"ticks": False, "domain": False, "labelLimit": 230, "orient": _side(words)},
        "scale": {"paddingOuter": 0.3},
    }  # fmt: skip
    x: dict[str, Json] = {
        "type": "quantitative", "title": words.text("compliance.index"),
        "scale": {"domain": [-1, 1], "reverse": rtl, "nice": False},
        "axis": {"values": [-1, 0, 1], "labelExpr": _marks(words), "grid": True, "ticks": False, "labelBound": True},
    }  # fmt: skip
    values = {"data": {"values": data}}
    return {
        "width": width - 10, "height": max(1, len(data)) * _ROW_PX, "view": {"stroke": RULE},
        "layer": [
            {**values, "mark": {"type": "rule", "strokeWidth": 3, "color": MUTED, "opacity": 0.6},
             "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}, "y": y}},
            {**values, "mark": {"type": "point", "filled": True, "size": 90, "color": _BLUE, "opacity": 1},
             "encoding": {"x": {"field": "index", **x}, "y": y}},
            {**values, "mark": {"type": "text", "dy": -9, "fontSize": 11, "color": MUTED},
             "encoding": {"x": {"field": "index", **x}, "y": y, "text": {"field": "text"}}},
        ],
    }  # fmt: skip


def _curve(told: Mapping[str, Json], words: Phrases, width: int) -> dict[str, Json]:
    number = {on: n for n, on in enumerate((order["words"] for order in told["orders"]), 1)}
    points = [{**point, "text": f"{number[point['order']]}"} for point in told["points"]]
    ends = [float(point[key] or 0) for point in points for key in ("claimants", "claimants_low", "claimants_high")]
    least, most = max(0.95, min(end for end in ends if end) * 0.95), max(ends) * 1.05
    for point in points:
        # What nothing bounds reaches to the edge.
        point["claimants_high"] = point["claimants_high"] or most
    rtl = words.text("direction") == "rtl"
    x: dict[str, Json] = {
        "type": "quantitative", "title": words.text("compliance.claimants"),
        "scale": {"type": "log", "base": 2, "domain": [least, most], "reverse": rtl, "nice": False},
        "axis": {"grid": False, "tickCount": 5, "format": ",.2~f", "labelOverlap": True},
    }  # fmt: skip
    y: dict[str, Json] = {
        "type": "quantitative", "title": words.text("compliance.index_short"), "scale": {"domain": [-1, 1]},
        "axis": {"values": [-1, 0, 1], "domain": False, "ticks": False, "orient": _side(words),
                 "labelExpr": _marks(words)},
    }  # fmt: skip
    layer: list[Json] = []
    if told["curve"]:
        line = {"data": {"values": told["curve"]["line"]}}
        at = {"x": {"field": "claimants", **x}}
        layer += [
            {**line, "mark": {"type": "area", "color": _BLUE, "opacity": 0.15},
             "encoding": {**at, "y": {"field": "low", **y}, "y2": {"field": "high"}}},
            {**line, "mark": {"type": "line", "color": _BLUE, "strokeWidth": 2},
             "encoding": {**at, "y": {"field": "index", **y}}},
        ]  # fmt: skip
    layer += _dots(points, x, y)
    return {"width": width, "height": 200, "layer": layer}


def _dots(points: Sequence[Mapping[str, Json]], x: Json, y: Json) -> list[Json]:
    """The orders as dots with their number, and both intervals as thin lines."""
    values = {"data": {"values": list(points)}}
    at = {"x": {"field": "claimants", **x}, "y": {"field": "index", **y}}
    thin = {"type": "rule", "color": MUTED, "opacity": 0.7}
    return [
        {**values, "mark": thin, "encoding": {**at, "y": {"field": "low", **y}, "y2": {"field": "high"}}},
        {**values, "mark": thin,
         "encoding": {**at, "x": {"field": "claimants_low", **x}, "x2": {"field": "claimants_high"}}},
        {**values, "mark": {"type": "point", "filled": True, "size": 80, "color": INK, "opacity": 1}, "encoding": at},
        {**values, "mark": {"type": "text", "dx": 9, "dy": -9, "fontWeight": "bold"},
         "encoding": {**at, "text": {"field": "text"}}},
    ]  # fmt: skip


__all__ = ["compliance_chart", "described", "group_name", "in_language", "specification"]
