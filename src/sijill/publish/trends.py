"""Pictures of what attacks do over time and of what may come: counts, levels, ranges.

A picture is made of a statistic's rows and of how they are to be shown, and of nothing else. Its caption is the
statistic's own sentence.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from sijill.model.tables import Table
from sijill.model.values import Json
from sijill.publish.change import month_labels
from sijill.publish.chart import PALETTE
from sijill.publish.findings import named
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.picture import INK, MUTED, config, picture

SHAPES: Final = ("levels", "now", "bars", "line")
COUNT, LEVEL, RANGE = "#b9c6d6", PALETTE[0], PALETTE[2]
ODD: Final = PALETTE[1]
WIDTH, PHONE, HEIGHT = 640, 340, 240
MOST_BARS: Final = 20
ALL: Final = "all"
_FIT: Final = {"type": "fit", "contains": "padding"}
OTHERS: Final = {"model": PALETTE[3], "persistence": PALETTE[1], "mean": PALETTE[3], "seasonal": PALETTE[4]}

Weeks = Sequence[tuple[date, int]]


def draw(
    table: Table, shape: Mapping[str, Json], path: Path, *, title: str, caption: str, weeks: Weeks = (),
    language: str = "en",
) -> Path:  # fmt: skip
    """Draw the rows of one statistic to a file of the form that its name ends in (.svg, .png, .pdf, .html).

    shape: kind (of SHAPES), and for bars and lines x, y and one (where a line of no difference stands). weeks: first
    day and count of each week, for what is drawn over time. Rows without figures are left out; a statistic that could
    not be told gives its caption alone. Raises UnknownChoice for another form of file.
    """
    words = phrases(language)
    wide, narrow = (specification(table, shape, words, weeks=weeks, width=width) for width in (WIDTH, PHONE))
    return _pictured(wide, narrow, path, title, caption, words)


def specification(
    table: Table, shape: Mapping[str, Json], words: Phrases, *, weeks: Weeks = (), width: int = WIDTH
) -> dict[str, Json]:
    """The Vega-Lite specification of a statistic. What could not be told is drawn as its weeks alone, if there are any.

    width: pixels, labels and axes included.
    """
    rows = [dict(row) for row in table.rows]
    match shape.get("kind") if has_figures(table, shape) else None:
        case "levels":
            layers = [*_counts(weeks, table.units.get("per_week")), *_levels(rows)]
        case "now":
            layers = [*_counts(weeks[-26:], _weekly(table.units.get("n"))), *_expected(rows)]
        case "bars" | "line":
            layers = _ranges(rows, shape, table.units, width)
        case _:
            layers, shape = _counts(weeks, "attacks a week"), {}
    return {**_frame(_panel(layers, len(rows), shape, words, width)), "autosize": dict(_FIT)}


def draw_outlook(
    table: Table, weeks: Weeks, path: Path, *, title: str, caption: str, label: str = ALL, language: str = "en"
) -> Path:
    """Draw past weeks, the coming ones with their range, and the middle of each other forecast.

    table: rows of an outlook; those of `label` are drawn. weeks: first day and count of past weeks; the last 26 are.
    """
    words = phrases(language)
    wide, narrow = (
        {**_frame(_coming(table, weeks, words, width, label)), "autosize": dict(_FIT)} for width in (WIDTH, PHONE)
    )
    return _pictured(wide, narrow, path, title, caption, words)


def has_figures(table: Table, shape: Mapping[str, Json]) -> bool:
    """Whether there is more to draw than weeks."""
    y = str(shape.get("y") or "ratio")
    return any(row.get(y) is not None or shape.get("kind") in ("levels", "now") for row in table.rows)


def outlook_specification(table: Table, weeks: Weeks, words: Phrases, *, width: int = WIDTH) -> dict[str, Json]:
    """The Vega-Lite specification of an outlook: the weeks of all, and below the sum of them for each label."""
    over = table.columns[0]
    longest = max(int(str(row["weeks"])) for row in table.rows)
    rows = [dict(row) for row in table.rows if row["weeks"] == longest and row[over] != ALL]
    rows.sort(key=lambda row: -float(row["mean"] or 0))
    if longest == 1 or not rows:
        return {**_frame(_coming(table, weeks, words, width, ALL)), "autosize": dict(_FIT)}
    shape = {"kind": "bars", "x": over, "y": "best", "over": words.text("trends.names.weeks to come", n=str(longest))}
    inner = width - (150 if width >= WIDTH else 120)
    panels = [
        _coming(table, weeks, words, inner, ALL),
        _panel(_ranges(rows, shape, table.units, width), len(rows), shape, words, inner),
    ]
    return {**_frame({"vconcat": panels}), "spacing": 24}


def _coming(table: Table, weeks: Weeks, words: Phrases, width: int, label: str) -> dict[str, Json]:
    over = table.columns[0]
    rows = [dict(row) for row in table.rows if row[over] == label and row["weeks"] == 1]
    layers = [
        *_counts(weeks[-26:], _weekly(table.units.get("best"))),
        *_fan(rows, [c for c in table.columns if c.endswith("_best")], width),
    ]
    return _panel(layers, len(rows), {"kind": "outlook"}, words, width)


def _pictured(spec: Json, narrow: Json, path: Path, title: str, caption: str, words: Phrases) -> Path:
    direction = words.text("direction")
    for one in (spec, narrow):
        one["title"] = {"text": title, "anchor": "end" if direction == "rtl" else "start"}
    return picture(
        spec, path, title=title, caption=caption, language=words.language, direction=direction, narrow=narrow
    )


def _translate(layers: list[Json], words: Phrases) -> None:
    """Put names of days, forecasts and axes in the language, where it has one for them, and let time run its way."""
    turned = words.text("direction") == "rtl"
    backwards = list(dict.fromkeys(t["x"] for one in layers for t in one["data"]["values"] if "x" in t))[::-1]
    for one in layers:
        for told in one["data"]["values"]:
            told |= {key: named(told[key], words) for key in ("x", "t", "name") if isinstance(told.get(key), str)}
        for channel in ("x", "y"):
            if not (told := one["encoding"].get(channel)):
                continue
            if title := told.get("title"):
                told["title"] = named(title, words)
            if told["type"] == "temporal":
                told["axis"]["labelExpr"] = month_labels(words)
            if turned and channel == "x" and told["type"] == "nominal":
                told["sort"] = backwards
            elif turned and channel == "x":
                told["scale"] = {**told.get("scale", {}), "reverse": True}
            elif turned:
                told["axis"] = {**told["axis"], "orient": "right", "titlePadding": 14}
        if scale := one["encoding"].get("color", {}).get("scale"):
            scale["domain"] = [named(name, words) for name in scale["domain"]]


def _panel(layers: list[Json], n: int, shape: Mapping[str, Json], words: Phrases, width: int) -> dict[str, Json]:
    height = max(90, 34 * min(n, MOST_BARS)) if shape.get("kind") == "bars" else HEIGHT
    nothing = {"data": {"values": [{"t": "not enough data"}]},
               "mark": {"type": "text", "color": MUTED}, "encoding": {"text": {"field": "t"}}}  # fmt: skip
    # Layers share their axes, and a layer without a title takes that of the others away.
    for axis in ("x", "y"):
        title = next((t for one in layers if (t := one["encoding"].get(axis, {}).get("title"))), None)
        for one in layers:
            if axis in one["encoding"]:
                one["encoding"][axis] = {**one["encoding"][axis], "title": title}
    shown = copy.deepcopy(layers or [nothing])
    _translate(shown, words)
    return {"width": width, "height": height if layers else 60, "layer": shown}


def _frame(body: dict[str, Json]) -> dict[str, Json]:
    return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", **body, "config": config()}


def _time(field: str, **more: Json) -> dict[str, Json]:
    axis = {"grid": False, "labelAngle": 0, "labelOverlap": True, "tickCount": 6}
    return {"field": field, "type": "temporal", "title": None, "axis": axis, **more}


def _number(field: str, **more: Json) -> dict[str, Json]:
    axis = {"tickCount": 5, "domain": False, "ticks": False}
    return {"field": field, "type": "quantitative", "title": None, "axis": axis, **more}


def _layer(values: Sequence[Any], mark: Mapping[str, Json], **encoding: Json) -> dict[str, Json]:
    return {"data": {"values": list(values)}, "mark": dict(mark), "encoding": encoding}


def _weekly(units: str | None) -> str | None:
    return f"{units} a week" if units else None


def _counts(weeks: Weeks, title: str | None) -> list[Json]:
    """A bar a week. title: what the axis counts."""
    values = [{"a": f"{day}T00:00", "b": f"{day + timedelta(days=7)}T00:00", "n": n, "z": 0} for day, n in weeks]
    if not values:
        return []
    bar = {"type": "rect", "color": COUNT, "stroke": "#ffffff", "strokeWidth": 0.5}
    return [_layer(values, bar, x=_time("a"), x2={"field": "b"}, y=_number("n", title=title), y2={"field": "z"})]


def _levels(rows: Sequence[dict[str, Json]]) -> list[Json]:
    values = [
        {"a": f"{row['from']}T00:00", "b": f"{row['to']}T23:59", "v": row["per_week"], "l": row["low"],
         "h": row["high"]}
        for row in rows
    ]  # fmt: skip
    shifts = [
        {"a": f"{row['shift_earliest']}T00:00", "b": f"{row['shift_latest']}T23:59"}
        for row in rows
        if row.get("shift_earliest")
    ]
    both = {"x": _time("a"), "x2": {"field": "b"}}
    layers = [
        _layer(values, {"type": "rect", "color": LEVEL, "opacity": 0.25}, **both, y=_number("l"), y2={"field": "h"}),
        _layer(values, {"type": "rule", "color": LEVEL, "strokeWidth": 2.5}, **both, y=_number("v")),
    ]
    if shifts:
        layers.insert(0, _layer(shifts, {"type": "rect", "color": RANGE, "opacity": 0.3}, **both))
    return layers


def _middle(row: Mapping[str, Json]) -> str:
    return f"{date.fromisoformat(str(row['from'])) + timedelta(days=3)}T12:00"


def _expected(rows: Sequence[dict[str, Json]]) -> list[Json]:
    """The range that was to be expected of each of the last weeks, and what came."""
    values = [
        {"a": _middle(row), "l": row["low"], "h": row["high"], "n": row["n"], "odd": bool(row["unusual"])}
        for row in rows
    ]
    colour = {"condition": {"test": "datum.odd", "value": ODD}, "value": INK}
    return [
        _layer(values, {"type": "rule", "color": LEVEL, "strokeWidth": 6, "opacity": 0.45}, x=_time("a"),
               y=_number("l"), y2={"field": "h"}),
        _layer(values, {"type": "point", "filled": True, "size": 70, "opacity": 1}, x=_time("a"), y=_number("n"),
               color=colour),
    ]  # fmt: skip


def _fan(rows: Sequence[dict[str, Json]], others: Sequence[str], width: int = WIDTH) -> list[Json]:
    values = [
        {"a": _middle(row), "from": f"{row['from']}T00:00", "to": f"{row['to']}T23:59", "l": row["low"],
         "h": row["high"], "v": row["best"]}
        for row in rows
    ]  # fmt: skip
    lines = [
        {"a": _middle(row), "v": row[column], "name": column.removesuffix("_best")}
        for column in others
        for row in rows
        if row[column] is not None
    ]
    names = list(dict.fromkeys(line["name"] for line in lines))
    scale = {"domain": names, "range": [OTHERS[name] for name in names]}
    legend = {"orient": "top", "title": None, "columns": 3 if width > 400 else 1, "symbolType": "stroke"}
    colour = {"field": "name", "type": "nominal", "scale": scale, "legend": legend}
    return [
        _layer(values, {"type": "rect", "color": LEVEL, "opacity": 0.35}, x=_time("from"), x2={"field": "to"},
               y=_number("l"), y2={"field": "h"}),
        _layer(lines, {"type": "line", "strokeDash": [4, 3], "strokeWidth": 1.5, "point": len(rows) < 2}, x=_time("a"),
               y=_number("v"), color=colour),
        _layer(values, {"type": "point", "filled": True, "color": INK, "size": 70, "opacity": 1}, x=_time("a"),
               y=_number("v")),
    ]  # fmt: skip


def _ranges(
    rows: Sequence[dict[str, Json]], shape: Mapping[str, Json], units: Mapping[str, str], width: int = WIDTH
) -> list[Json]:
    """A dot with its interval a row: from top to bottom for bars, along time for a line."""
    x, y = str(shape["x"]), str(shape.get("y") or "ratio")
    told = [row for row in rows if row.get(y) is not None]
    if shape["kind"] == "bars":
        told = told[:MOST_BARS]
    values = [{"x": _name(row, x), "v": row[y], **_bounds(row, y)} for row in told]
    if not values:
        return []
    along = {"field": "x", "type": "nominal", "sort": None, "title": None,
             "axis": {"labelLimit": min(260, width * 2 // 5), "ticks": False, "domain": False,
                      "labelAngle": 0}}  # fmt: skip
    place, size, second = ("y", "x", "x2") if shape["kind"] == "bars" else ("x", "y", "y2")
    bounded = [value for value in values if value["l"] is not None and value["h"] is not None]
    zero = {"scale": {"zero": shape["kind"] == "line" or y == "share"}, "title": shape.get("over") or _titled(y, units)}
    layers = [
        _layer(bounded, {"type": "rule", "color": LEVEL, "strokeWidth": 3, "opacity": 0.5},
               **{place: along, size: _number("l", **zero), second: {"field": "h"}}),
        _layer(values, {"type": "point", "filled": True, "color": LEVEL, "size": 80, "opacity": 1},
               **{place: along, size: _number("v", **zero)}),
    ]  # fmt: skip
    if shape.get("one") is not None:
        one = {"type": "rule", "color": MUTED, "strokeDash": [4, 3]}
        layers.insert(0, _layer([{"v": shape["one"]}], one, **{size: _number("v", **zero)}))
    return layers


def _titled(y: str, units: Mapping[str, str]) -> str:
    """What an axis shows: "mean (people killed)", "places in effect"."""
    if y == "effective":
        return "places in effect"
    return f"{y} ({units[y]})" if y in units else y


def _name(row: Mapping[str, Json], x: str) -> str:
    if x == "bands":
        return f"{row['km']:g} km, {row['days']} days"
    return f"{row['recalls']} ({row['date']})" if x == "recalls" else str(row[x])


def _bounds(row: Mapping[str, Json], y: str) -> dict[str, Json]:
    """The interval of a row; of pairs, what chance gives, over what is expected."""
    low, high = row.get("low"), row.get("high")
    if "expected" in row and y == "ratio" and row["expected"]:
        return {"l": row["low"] / row["expected"], "h": row["high"] / row["expected"]}
    return {"l": low, "h": high}


__all__ = ["SHAPES", "WIDTH", "draw", "draw_outlook", "has_figures", "outlook_specification", "specification"]
