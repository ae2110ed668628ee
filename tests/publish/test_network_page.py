"""The drawing of a network and its page: names that can be read, on a wide page and on a phone, in both directions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sijill.model.network import Edge, Network, Node
from sijill.publish import network as draw


def a_network(n: int) -> Network:
    """A hub with many tied to it, and pairs apart."""
    nodes = tuple(
        Node(f"n{k}", f"Brigade of the Long Name {k}", "armed_group", "group", None, n // 2 if k == 0 else 1, 0.0, 1)
        for k in range(n)
    )
    ends = [(0, k) if k < n // 2 else (k, k - k % 2) for k in range(1, n) if k < n // 2 or k % 2]
    sources = ("https://news.example/a-long-address/that-names-what-it-tells-of", "register")
    edges = tuple(Edge(f"n{a}", f"n{b}", "part_of", 1, False, None, None, sources) for a, b in ends if a != b)
    return Network(date(2020, 12, 26), nodes, edges, 1 + n // 4, "A method in one sentence.")


@pytest.mark.parametrize("n", [1, 2, 12, 120])
def test_no_name_lies_over_another_and_all_lie_in_the_drawing(n: int) -> None:
    told = a_network(n)
    places = draw.layout(told.nodes, told.edges)
    assert len(places) == n
    boxes = []
    for node in told.nodes:
        x, y = places[node.id]
        half, top = len(node.name) * 6 / 2, y - 5 - 2 * node.degree**0.5 - 3
        boxes.append((x - half, top - 11, x + half, top + 3))
    assert all(left >= -1 and right <= 1101 and up >= 0 for left, up, right, _ in boxes)
    over = [
        (a, b)
        for k, a in enumerate(boxes)
        for b in boxes[k + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert over == []


def test_one_network_has_one_drawing_and_an_empty_one_says_so() -> None:
    assert draw.svg(a_network(12)) == draw.svg(a_network(12))
    assert "No tie is known to stand on that day." in draw.svg(Network(date(2020, 12, 26), (), (), 0, ""))


@pytest.mark.chromium
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_phone_shows_the_page_without_a_sideways_scroll(chromium: Any, tmp_path: Path, language: str) -> None:
    file = tmp_path / "net.html"
    file.write_text(draw.html(a_network(40), language=language), "utf-8")
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # What is wider scrolls in its own box, names as large as on a wide page.
    assert page.locator("svg").bounding_box()["width"] > 900
    assert page.locator("h1").bounding_box()["x"] >= 0
    page.close()
