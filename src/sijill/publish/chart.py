"""Counts as bars: over time where the rows are days, weeks, months or years, side by side where they are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from sijill.errors import UnknownChoice
from sijill.model.tables import Table
from sijill.model.values import Json
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.picture import MUTED, PAPER, config, picture, svg

TIMES: Final = ("day", "week", "month", "quarter", "year")
NUMBERS: Final = frozenset(
    {
        "low",
        "best",
        "high",
        "n_incidents",
        "n_unstated",
        "complete",
        "n_days",
        "per_day",
        "share",
        "figure",
        "unfinished",
    }
)
COLOURS: Final = {
    "ied": "#a63d2f",
    "rocket": "#28527a",
    "mortar": "#d08c2e",
    "small_arms": "#5f7a3d",
    "drone": "#7b5a9e",
    "airstrike": "#3f8f95",
    "missile": "#4d7fb3",
    "vehicle_bomb": "#c9705b",
    "suicide_bomb": "#7a2e3d",
    "artillery": "#a8803a",
    "abduction": "#8a6d5b",
    "arson": "#c2a14d",
}
"""One colour a weapon, so that two posts can be laid side by side."""
PALETTE: Final = ("#28527a", "#a63d2f", "#d08c2e", "#5f7a3d", "#7b5a9e", "#3f8f95", "#8a6d5b", "#c2a14d")
GREYS: Final = {"unknown": "#b4b8be", "other": "#8d939b", "None": "#b4b8be"}
UNFINISHED: Final = 0.45
"""Opacity of a bar whose period is not over."""
BAR_PX: Final = 26
LETTER_PX, SYMBOL_PX, AXIS_PX, ROW_PX = 7, 30, 36, 18
"""What a letter of a legend, its square with the space beside it, and the axis take of the width, about; and of the
height, a row of it."""


def chart(
    table: Table | Sequence[Mapping[str, Json]],
    path: Path | None = None,
    *,
    kind: str = "bar",
    language: str = "en",
    title: str | None = None,
    caption: str | None = None,
    width: int = 640,
    labels: Mapping[str, str] | None = None,
    links: Mapping[tuple[str, str], str] | None = None,
) -> str:
    """Draw a table of counts, and write it if a path is given (.svg, .png, .pdf or .html by its name).

    table: rows with one or two key columns, then low, best, high and complete. kind: "bar" or "line" (for times).
    labels: codes to what to call them. links: (row key, series key) to the address that a bar leads to.
    Returns the SVG. Whiskers show low to high where they differ; an unfinished period is paler.
    Raises UnknownChoice for another kind or file form.
    """
    if kind not in ("bar", "line"):
        raise UnknownChoice.of("chart kind", kind, ("bar", "line"))
    words = phrases(language)
    rows = list(table.rows if isinstance(table, Table) else table)
    spec = specification(rows, words, kind=kind, width=width, labels=labels or {}, links=links or {})
    if title:
        spec["title"] = {"text": title, "anchor": "end" if words.text("direction") == "rtl" else "start"}
    said = caption or described(rows, words, labels or {})
    if path is not None:
        picture(spec, path, title=title or said, caption=said, language=language, direction=words.text("direction"))
    return svg(spec, named=said)


def keys(rows: Sequence[Mapping[str, Json]]) -> list[str]:
    """The columns that rows are told apart by: at most two, those that hold no numbers of the count."""
    return [name for name in (rows[0] if rows else {}) if name not in NUMBERS][:2]


def described(rows: Sequence[Mapping[str, Json]], words: Phrases, labels: Mapping[str, str]) -> str:
    """The chart in words, for a caption that none was given for: whole sentences."""
    by = keys(rows)
    if not rows or not by:
        return words.text("page.no_quote")
    parts = []
    for row in rows:
        name = words.text("comma").join(_label(row[key], key, words, labels) for key in by)
        n = _number(row)
        parts.append(f"{name}{words.text('colon')}{n}")
    return words.text("semicolon").join(parts) + "."


def specification(
    rows: Sequence[Mapping[str, Json]],
    words: Phrases,
    *,
    kind: str,
    width: int,
    labels: Mapping[str, str],
    links: Mapping[tuple[str, str], str],
) -> dict[str, Json]:
    """The Vega-Lite specification of a table of counts."""
    by = keys(rows) or ["row"]
    series = by[1] if len(by) > 1 else None
    data = [_datum(row, by, words, labels, links) for row in rows]
    timed = by[0] in TIMES
    bars = list(dict.fromkeys(datum["key"] for datum in data))
    if not timed:
        sums = {key: sum(d["best"] for d in data if d["key"] == key) for key in bars}
        bars.sort(key=lambda key: (key in GREYS, -sums[key], key))
    names = {datum["key"]: datum["row"] for datum in data}
    order = [names[key] for key in bars]
    totals = [_total([d for d in data if d["key"] == key]) for key in bars]
    rtl = words.text("direction") == "rtl"
    most = max((t["reach"] for t in totals), default=1)
    along: dict[str, Json] = {
        "field": "row",
        "type": "nominal",
        "sort": order,
        "title": None,
        "axis": {
            "labelAngle": 0,
            "ticks": False,
            "labelLimit": 160,
            "labelOverlap": "parity" if len(order) > 12 else False,
            "labelExpr": "split(datum.label, '\\n')",
        },
        "scale": {"paddingInner": 0.4, "paddingOuter": 0.25, "reverse": rtl and timed},
    }
    up: dict[str, Json] = {
        "type": "quantitative",
        "title": None,
        "scale": {"domainMin": 0, "domainMax": most * 1.14 or 1, "reverse": rtl and not timed},
        "axis": {"tickMinStep": 1, "tickCount": 4, "format": ",d", "domain": False, "ticks": False},
    }
    if timed:
        up["axis"]["orient"] = "right" if rtl else "left"
    else:
        along["axis"]["orient"] = "right" if rtl else "left"
        along["axis"].pop("labelExpr")
        up["axis"]["labels"], up["axis"]["grid"] = False, False
    across, upward = ("x", "y") if timed else ("y", "x")
    layer = _layers(data, totals, across, upward, along, up, series, kind if timed else "bar", rtl, width)
    size = {"width": width, "height": 230} if timed else {"width": width, "height": max(1, len(order)) * BAR_PX}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        **size,
        "autosize": {"type": "fit" if timed else "fit-x", "contains": "padding"},
        "layer": layer,
        "config": config(),
    }


def _layers(
    data: list[dict[str, Json]],
    totals: list[dict[str, Json]],
    across: str,
    upward: str,
    along: Json,
    up: Json,
    series: str | None,
    kind: str,
    rtl: bool,
    width: int,
) -> list[Json]:
    pale = {"condition": {"test": "datum.complete", "value": 1}, "value": UNFINISHED}
    encoding: dict[str, Json] = {across: along, upward: {"field": "best", **up}, "opacity": pale}
    mark: dict[str, Json] = (
        {"type": "bar", "color": PALETTE[0]} if kind == "bar" else {"type": "line", "color": PALETTE[0], "point": True}
    )
    if kind == "line":
        encoding.pop("opacity")
    listed = _series(data) if series else []
    if series:
        encoding["color"] = _colours(listed, width, drawn=not rtl)
        encoding["order"] = {"field": "rank"}
        mark |= {"stroke": PAPER, "strokeWidth": 1} if kind == "bar" else {}
    if any(datum["href"] for datum in data):
        encoding["href"] = {"field": "href"}
    layer: list[Json] = []
    if kind == "bar" and (pale_rows := [t for t in totals if not t["complete"]]):
        # Paper under a pale bar: the grid must not shine through it.
        ground = {across: along, upward: {"field": "best", **up}}
        layer.append({"data": {"values": pale_rows}, "mark": {"type": "bar", "color": PAPER}, "encoding": ground})
    layer.append({"data": {"values": data}, "mark": mark, "encoding": encoding})
    if rtl:
        layer.extend(_mirrored_legend(listed, width))
    if series and kind == "line":
        return layer
    layer.extend(_whiskers(totals, across, upward, along, up))
    offset = {"dy": -9} if across == "x" else {"dx": -7 if rtl else 7, "align": "right" if rtl else "left"}
    text = {"type": "text", "fontWeight": "bold", "fontSize": 13, "baseline": "middle", **offset}
    layer.append(
        {
            "data": {"values": [t for t in totals if t["text"]]},
            "mark": text,
            "encoding": {across: along, upward: {"field": "reach", **up}, "text": {"field": "text"}},
        }
    )
    return layer


def _mirrored_legend(listed: Sequence[tuple[str, str]], width: int) -> list[Json]:
    """A legend that reads from the right, its squares before its names, which Vega has none of."""
    columns = _columns([name for name, _ in listed], width)
    rows = -(-len(listed) // columns)
    marks: list[Json] = []
    for at, (name, colour) in enumerate(listed):
        row, column = divmod(at, columns)
        x = -sum(_column_px([n for n, _ in listed[c::columns]]) for c in range(column))
        where = {"x": {"value": "width"}, "y": {"value": (row - rows) * ROW_PX - 4}}
        square = {"type": "square", "size": 110, "color": colour, "opacity": 1, "xOffset": x - 6}
        text = {"type": "text", "text": name, "align": "right", "baseline": "middle", "xOffset": x - 16}
        marks += [{"data": {"values": [{}]}, "mark": mark, "encoding": where} for mark in (square, text)]
    return marks


def _column_px(names: Sequence[str]) -> int:
    return max(map(len, names)) * LETTER_PX + SYMBOL_PX


def _columns(names: Sequence[str], width: int) -> int:
    """As many columns of a legend as fit, at most four."""
    for columns in range(min(4, len(names)), 1, -1):
        widths = [_column_px(names[n::columns]) for n in range(columns)]
        if sum(widths) <= width - AXIS_PX:
            return columns
    return 1


def _colours(listed: Sequence[tuple[str, str]], width: int, *, drawn: bool) -> dict[str, Json]:
    """The colours of the series. drawn: whether Vega draws the legend."""
    columns = _columns([name for name, _ in listed], width)
    legend = {"orient": "top", "title": None, "columns": columns, "symbolSize": 110, "offset": 10}
    return {
        "field": "series",
        "type": "nominal",
        "sort": [name for name, _ in listed],
        "scale": {"domain": [name for name, _ in listed], "range": [colour for _, colour in listed]},
        "legend": {**legend, **({"direction": "horizontal"} if columns > 1 else {})} if drawn else None,
    }


def _whiskers(totals: Sequence[Mapping[str, Json]], across: str, upward: str, along: Json, up: Json) -> list[Json]:
    """A thin line from the least to the most, with an end to each, where they differ and the most is known."""
    uncertain = {"values": [t for t in totals if t["high"] is not None and t["high"] != t["low"]]}
    if not uncertain["values"]:
        return []
    rule = {"type": "rule", "color": MUTED, "strokeWidth": 1.5}
    end = {"type": "tick", "color": MUTED, "size": 9, "thickness": 1.5}
    end["orient"] = "horizontal" if across == "x" else "vertical"
    ends = [
        {"data": uncertain, "mark": end, "encoding": {across: along, upward: {"field": field, **up}}}
        for field in ("low", "high")
    ]
    reach = {across: along, upward: {"field": "low", **up}, f"{upward}2": {"field": "high"}}
    return [{"data": uncertain, "mark": rule, "encoding": reach}, *ends]


def _series(data: Sequence[Mapping[str, Json]]) -> list[tuple[str, str]]:
    """Series and their colours: the largest first, what is not known last."""
    sums: dict[str, int] = {}
    for datum in data:
        sums[datum["code"]] = sums.get(datum["code"], 0) + datum["best"]
    codes = sorted(sums, key=lambda code: (code in GREYS, -sums[code], code))
    names = {datum["code"]: datum["series"] for datum in data}
    spare = iter([c for c in PALETTE if c not in {COLOURS.get(code) for code in codes}] * (1 + len(codes) // 4))
    colours = {code: GREYS.get(code) or COLOURS.get(code) or next(spare, "#8d939b") for code in codes}
    for datum in data:
        datum["rank"] = codes.index(datum["code"])  # type: ignore[index]
    return [(names[code], colours[code]) for code in codes]


def _datum(
    row: Mapping[str, Json],
    by: Sequence[str],
    words: Phrases,
    labels: Mapping[str, str],
    links: Mapping[tuple[str, str], str],
) -> dict[str, Json]:
    low = row.get("low") or 0
    best = row.get("best") if row.get("best") is not None else low
    first, second = str(row.get(by[0])), str(row[by[1]]) if len(by) > 1 else ""
    return {
        "key": first,
        "row": _label(row.get(by[0]), by[0], words, labels),
        "code": second,
        "series": _label(row[by[1]], by[1], words, labels) if len(by) > 1 else "",
        "low": low,
        "best": best,
        "high": row.get("high"),
        "complete": bool(row.get("complete", True)),
        "href": links.get((first, second)),
    }


def _total(parts: Sequence[Mapping[str, Json]]) -> dict[str, Json]:
    low, best = sum(p["low"] for p in parts), sum(p["best"] for p in parts)
    high = None if any(p["high"] is None for p in parts) else sum(p["high"] for p in parts)
    text = f"{best:,}+" if high is None else f"{best:,}" if low == high else f"{best:,} ({low:,}–{high:,})"
    reach = max(best, high or 0)
    complete = all(p.get("complete", True) for p in parts)
    text = text if reach else ""
    return {
        "row": parts[0]["row"],
        "low": low,
        "best": best,
        "high": high,
        "reach": reach,
        "text": text,
        "complete": complete,
    }


def _number(row: Mapping[str, Json]) -> str:
    total = _total(
        [
            {
                "row": "",
                "low": row.get("low") or 0,
                "best": row.get("best") or row.get("low") or 0,
                "high": row.get("high"),
            }
        ]
    )
    return str(total["text"] or "0")


def _label(value: Json, key: str, words: Phrases, labels: Mapping[str, str]) -> str:
    """What to call a row: the label given, the language's for a weapon, target or kind, a month's name, else itself."""
    told = str(value)
    if told in labels:
        return labels[told]
    if value is None:
        return words.text("labels.unknown")
    table = {"weapon": "weapons", "target": "targets", "kind": "kinds"}.get(key)
    if table:
        return words.label(table, told)
    if key == "month" and len(told) == 7 and told[4] == "-":
        names = words.told["months_short"]
        return f"{names[int(told[5:]) - 1]}\n{told[:4]}"
    return told.replace("_", " ") if told.islower() else told
