"""Charts and maps of counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from newsroom import DIVISIONS

from sijill.errors import UnknownChoice
from sijill.model.tables import Table
from sijill.publish import chart, choropleth
from sijill.publish.chart import specification
from sijill.publish.phrases import phrases


def row(key: dict[str, str | None], low: int, best: int, high: int | None, *, complete: bool = True) -> dict[str, Any]:
    return {**key, "low": low, "best": best, "high": high, "n_incidents": best, "n_unstated": 0, "complete": complete}


MONTHS = [
    row({"month": "2020-10"}, 2, 3, 5),
    row({"month": "2020-11"}, 0, 0, 0),
    row({"month": "2020-12"}, 4, 4, None, complete=False),
]


def table(rows: list[dict[str, Any]]) -> Table:
    return Table(list(rows[0]) if rows else [], rows, {}, "counted", 1, {})


@pytest.mark.parametrize(
    ("name", "opening"), [("c.svg", b"<svg "), ("c.png", b"\x89PNG"), ("c.pdf", b"%PDF"), ("c.html", b"<!doctype")]
)
def test_chart_is_written_in_each_form(tmp_path: Path, name: str, opening: bytes) -> None:
    drawn = chart(table(MONTHS), tmp_path / name)
    assert drawn.startswith("<svg ")
    content = (tmp_path / name).read_bytes()
    assert content.startswith(opening) and b"<script" not in content


def test_chart_in_an_unknown_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownChoice, match="svg, png, pdf, html"):
        chart(table(MONTHS), tmp_path / "c.gif")
    with pytest.raises(UnknownChoice, match="bar, line"):
        chart(table(MONTHS), kind="pie")


def test_chart_says_in_words_what_it_shows() -> None:
    drawn = chart(table(MONTHS))
    assert "3 (2–5)" in drawn and "4+" in drawn
    assert 'role="img"' in drawn


def test_uncertain_counts_have_whiskers_and_unfinished_ones_are_paler() -> None:
    spec = specification(MONTHS, phrases("en"), kind="bar", width=640, labels={}, links={})
    marks = [layer["mark"]["type"] for layer in spec["layer"]]
    assert marks == ["bar", "bar", "rule", "tick", "tick", "text"]
    whiskers = spec["layer"][2]["data"]["values"]
    assert [(w["low"], w["high"]) for w in whiskers] == [(2, 5)]


@pytest.mark.parametrize(
    "by", ["day", "week", "month", "admin1", "weapon", "target", "kind", "perpetrator", "campaign", "outlet"]
)
def test_chart_of_any_breakdown(by: str) -> None:
    rows = [row({by: "2020-10"}, 1, 2, 3), row({by: None}, 1, 1, 1)]
    assert chart(table(rows)).startswith("<svg ")


def test_chart_of_two_keys_stacks_the_second() -> None:
    rows = [row({"month": "2020-10", "weapon": w}, n, n, n) for w, n in (("ied", 3), ("rocket", 2), ("unknown", 1))]
    drawn = chart(table(rows))
    assert "IED" in drawn and "Weapon not told" in drawn and ">6<" in drawn


def test_chart_of_nothing_is_empty() -> None:
    assert chart(table([])).startswith("<svg ")


def test_labels_may_hold_markup() -> None:
    drawn = chart(table([row({"perpetrator": "<script>alert(1)</script> & co"}, 1, 1, 1)]))
    assert "<script" not in drawn


def test_map_shows_counts_and_a_point_for_a_division_without_polygon() -> None:
    drawn = choropleth(
        {"Baghdad": 5, "Halabja": 2}, DIVISIONS, points={"Halabja": (45.98, 35.18)}, texts={"Baghdad": "5+"}
    )
    assert ">Halabja<" in drawn and ">2<" in drawn and ">5+<" in drawn


def test_map_in_arabic(tmp_path: Path) -> None:
    drawn = choropleth({"Baghdad": 5}, DIVISIONS, tmp_path / "m.png", language="ar", labels={"Baghdad": "بغداد"})
    assert "بغداد" in drawn and (tmp_path / "m.png").stat().st_size > 10_000


def test_map_of_nothing_is_empty() -> None:
    assert choropleth({}, DIVISIONS).startswith("<svg ")


def test_world_map_keeps_to_the_countries_that_count() -> None:
    world = DIVISIONS.parents[1] / "world/divisions.geojson.gz"
    assert len(choropleth({"Andorra la Vella": 1}, world)) < 60_000


def test_an_arabic_legend_reads_from_the_right_and_an_english_one_from_the_left() -> None:
    rows = [row({"month": "2020-10", "weapon": w}, n, n, n) for w, n in (("ied", 3), ("rocket", 2), ("unknown", 1))]
    asked: dict[str, Any] = {"kind": "bar", "width": 640, "labels": {}, "links": {}}
    spec = specification(rows, phrases("ar"), **asked)
    legend = [layer["mark"] for layer in spec["layer"] if layer["encoding"].get("x") == {"value": "width"}]
    names, squares = legend[1::2], legend[::2]
    assert [mark["text"] for mark in names] == ["عبوة ناسفة", "صاروخ", "سلاح غير مذكور"]
    assert all(mark["align"] == "right" for mark in names)
    assert all(name["xOffset"] < square["xOffset"] < 0 for name, square in zip(names, squares, strict=True))
    assert [mark["xOffset"] for mark in names] == sorted((mark["xOffset"] for mark in names), reverse=True)
    assert all(layer["encoding"].get("color", {}).get("legend") is None for layer in spec["layer"])
    drawn = chart(table(rows), language="ar")
    assert drawn.count(">صاروخ<") == 1 and 'height="230"' in drawn
    english = specification(rows, phrases("en"), **asked)
    assert any(layer["encoding"].get("color", {}).get("legend") for layer in english["layer"])


def test_the_legend_of_a_map_stands_below_it() -> None:
    drawn = choropleth({"Baghdad": 5, "Basra": 1}, DIVISIONS, width=340, height=292)
    height = float(drawn.split(' height="', 1)[1].split('"', 1)[0])
    assert height > 292 + 20
