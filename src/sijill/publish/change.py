"""A test of a step as a picture: attacks by week with the stretches compared, and the placebo dates below."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from sijill.model.values import Json
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.picture import INK, NARROW, config, picture, svg

SPANS: Final = {"before": "#7d97b3", "between": "#a63d2f", "after": "#28527a", "": "#d3d8dd"}
_MARK: Final = "#a63d2f"
_HALO: Final = {"stroke": "#ffffff", "strokeWidth": 3, "strokeJoin": "round"}
_BINS: Final = 41


def change_chart(
    told: Mapping[str, Json],
    bars: Sequence[Mapping[str, Json]],
    path: Path | None = None,
    *,
    language: str = "en",
    caption: str | None = None,
    width: int = 640,
) -> str:
    """Draw a test of a step, and write it if a path is given (.svg, .png, .pdf or .html by its name).

    told, bars: as sijill.stats.change.as_json and bars give them. Returns the SVG. Above, attacks a day by week; a line
    over each stretch is its mean. Below, where there are placebo dates, how often each change came at those, and where
    the tested one lies. caption: by default the headline's sentences.
    """
    words = phrases(language)
    said = caption or described(told, words)
    spec = specification(told, bars, words, width=width)
    if path is not None:
        narrow = specification(told, bars, words, width=NARROW)
        direction = words.text("direction")
        picture(spec, path, title=said, caption=said, language=language, direction=direction, narrow=narrow)
    return svg(spec, named=said)


def described(told: Mapping[str, Json], words: Phrases) -> str:
    """The picture in whole sentences."""
    first = told["comparisons"][0]
    parts = words.text("semicolon").join(
        words.text(
            "change.span", name=words.text(f"change.{span['name']}"), n=f"{n['best']:,}", days=str(span["n_days"])
        )
        for span, n in _spans(told)
    )
    said = words.text("change.caption", units=words.text(f"change.{_unit(told)}"), spans=parts)
    found = first["placebo"]
    if found and found["n_dates"]:
        said += " " + words.text("change.rank", rank=f"{found['rank']:,}", of=f"{found['n_dates'] + 1:,}")
        return (
            said + " " + words.text("change.p", p=f"{found['p']:.2g}", separate=f"{max(1, round(found['n_separate']))}")
        )
    return said + " " + words.text("change.no_placebo")


def _unit(told: Mapping[str, Json]) -> str:
    return {"people killed": "killed", "people wounded": "wounded"}.get(str(told["units"]), "attacks")


def _spans(told: Mapping[str, Json]) -> list[tuple[Mapping[str, Json], Mapping[str, Json]]]:
    """Each span with its count, in time."""
    first = told["comparisons"][0]
    found = [(first["first"][0], first["counts"][0]), (first["second"], first["counts"][1])]
    if len(told["spans"]) > 2:
        second = told["comparisons"][1]
        found.append((second["second"], second["counts"][1]))
    return found


def specification(
    told: Mapping[str, Json], bars: Sequence[Mapping[str, Json]], words: Phrases, *, width: int
) -> dict[str, Json]:
    """The Vega-Lite specification."""
    panels = [_over_time(told, bars, words, width)]
    found = told["comparisons"][0]["placebo"]
    if found and found["n_dates"]:
        panels.append(_dates(told, words, width))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "vconcat": panels, "spacing": 28,
        "resolve": {"scale": {"color": "independent"}}, "config": config(),
    }  # fmt: skip


def _over_time(
    told: Mapping[str, Json], bars: Sequence[Mapping[str, Json]], words: Phrases, width: int
) -> dict[str, Json]:
    rtl = words.text("direction") == "rtl"
    names = {name: words.text(f"change.{name}") if name else words.text("change.outside") for name in SPANS}
    shown = _near(told, bars)
    # A bar ends where the next begins, so that each is as wide as its days.
    data = [{"from": bar["from"], "to": f"{bar['to']}T24:00", "rate": bar["n"] / bar["n_days"],
             "span": names[str(bar["span"])]} for bar in shown]  # fmt: skip
    means = [{"from": span["from"], "to": f"{span['to']}T24:00", "mean": n["best"] / span["n_days"],
              "text": f"{n['best']:,}" if n["low"] == n["high"] else f"{n['best']:,} ({n['low']:,}–{n['high']:,})"}
             for span, n in _spans(told)]  # fmt: skip
    used = [name for name in SPANS if any(bar["span"] == name for bar in shown)]
    x: dict[str, Json] = {
        "field": "from", "type": "temporal", "title": None, "scale": {"reverse": rtl},
        "axis": {"grid": False, "labelAngle": 0, "labelOverlap": True, "tickCount": 6,
                 "labelExpr": month_labels(words)},
    }  # fmt: skip
    title = words.text("change.per_day", units=words.text(f"change.{_unit(told)}"))
    y: dict[str, Json] = {
        "type": "quantitative", "title": title, "scale": {"domainMin": 0},
        "axis": {"domain": False, "ticks": False, "tickCount": 4, "orient": "right" if rtl else "left"},
    }  # fmt: skip
    colour = {
        "field": "span", "type": "nominal", "sort": [names[name] for name in used],
        "scale": {"domain": [names[name] for name in used], "range": [SPANS[name] for name in used]},
        "legend": {"orient": "top", "title": None, "direction": "horizontal", "symbolSize": 110},
    }  # fmt: skip
    mean = {"data": {"values": means}}
    reach = {"x": x, "x2": {"field": "to"}, "y": {"field": "mean", **y}}
    over = {"x": x, "y": {"field": "mean", **y}, "text": {"field": "text"}}
    label = {
        "type": "text", "fontWeight": "bold", "fontSize": 13, "dy": -9, "dx": -2 if rtl else 2,
        "align": "right" if rtl else "left",
    }  # fmt: skip
    return {
        "width": width, "height": 190,
        "layer": [
            {"data": {"values": data}, "mark": {"type": "bar", "stroke": "#ffffff", "strokeWidth": 0.5},
             "encoding": {"x": x, "x2": {"field": "to"}, "y": {"field": "rate", **y}, "y2": {"datum": 0},
                          "color": colour}},
            {**mean, "mark": {"type": "rule", "strokeWidth": 2.5, "color": INK}, "encoding": reach},
            *({**mean, "mark": {**label, **halo}, "encoding": over} for halo in (_HALO, {})),
            {"data": {"values": [{"from": told["at"]}]},
             "mark": {"type": "rule", "strokeDash": [5, 4], "color": INK, "strokeWidth": 1.2}, "encoding": {"x": x}},
        ],
    }  # fmt: skip


def _near(told: Mapping[str, Json], bars: Sequence[Mapping[str, Json]]) -> list[Mapping[str, Json]]:
    """The bars from the first placebo date to as long after the last span as that is."""
    found = told["comparisons"][0]["placebo"]
    first = min(str(told["spans"][0]["from"]), str(found["from"]) if found and found["from"] else "9999")
    last = date.fromisoformat(str(told["spans"][-1]["to"])) + timedelta(days=int(told["spans"][-1]["n_days"]))
    return [bar for bar in bars if str(bar["to"]) >= first and str(bar["to"]) <= last.isoformat()]


def month_labels(words: Phrases) -> str:
    """Axis labels in the language: the month's short name, with the year where it begins."""
    names = "[" + ",".join(f"'{name}'" for name in words.told["months_short"]) + "]"
    name = f"{names}[month(datum.value)]"
    day = f"(date(datum.value) == 1 ? {name} : date(datum.value) + ' ' + {name})"
    return f"[{day}, (month(datum.value) == 0 || datum.index == 0) ? '' + year(datum.value) : '']"


def _dates(told: Mapping[str, Json], words: Phrases, width: int) -> dict[str, Json]:
    """The ratios at placebo dates as a histogram on a log scale, and the tested one as a line."""
    first = told["comparisons"][0]
    tested = first["ratios"][0]["ratio"]
    ratios = [max(float(r), 0.01) for r in first["placebo"]["ratios"]]
    logs = [math.log2(r) for r in ratios]
    mine = None if tested is None else math.log2(min(max(float(tested), 0.01), 100.0))
    reach = max(1.0, *(abs(log) for log in logs), abs(mine or 0.0)) * 1.05
    step = 2 * reach / _BINS
    counts: dict[int, int] = {}
    for log in logs:
        at = min(int((log + reach) / step), _BINS - 1)
        counts[at] = counts.get(at, 0) + 1
    data = [{"low": k * step - reach, "high": (k + 1) * step - reach, "n": n} for k, n in sorted(counts.items())]
    half = "'½'"
    less, more = "'1/' + pow(2, -datum.value)", "'×' + pow(2, datum.value)"
    labels = f"datum.value == 0 ? '1' : datum.value == -1 ? {half} : datum.value < 0 ? {less} : {more}"
    x: dict[str, Json] = {
        "type": "quantitative", "title": words.text("change.ratio"),
        "scale": {"domain": [-reach, reach], "nice": False},
        "axis": {"grid": False, "values": list(range(-math.floor(reach), math.floor(reach) + 1)), "labelExpr": labels},
    }  # fmt: skip
    y: dict[str, Json] = {
        "type": "quantitative", "title": words.text("change.n_dates"),
        "axis": {"domain": False, "ticks": False, "tickCount": 3,
                 "orient": "right" if words.text("direction") == "rtl" else "left"},
    }  # fmt: skip
    layer: list[Json] = [
        {"data": {"values": data}, "mark": {"type": "bar", "color": "#b4b8be", "stroke": "#ffffff", "strokeWidth": 0.5},
         "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}, "y": {"field": "n", **y},
                      "y2": {"datum": 0}}},
    ]  # fmt: skip
    if mine is not None:
        mark = {"data": {"values": [{"low": mine, "text": words.text("change.tested")}]}}
        layer += [
            {**mark, "mark": {"type": "rule", "color": _MARK, "strokeWidth": 2},
             "encoding": {"x": {"field": "low", **x}}},
            {**mark, "mark": {"type": "text", "color": _MARK, "fontWeight": "bold", "y": -7,
                              "align": "center", "baseline": "bottom"},
             "encoding": {"x": {"field": "low", **x}, "text": {"field": "text"}}},
        ]  # fmt: skip
    return {"width": width, "height": 90, "layer": layer}


__all__ = ["change_chart", "described", "month_labels", "specification"]
