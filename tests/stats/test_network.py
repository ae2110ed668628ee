"""Measures of networks, against examples worked by hand."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from sijill.errors import NotEnoughData
from sijill.model.values import Actor
from sijill.model.views import Tie
from sijill.stats.fragmentation import effective_number, fragmentation
from sijill.stats.network import betweenness, components, network, undirected

DAY = date(2020, 12, 26)


def tie(one: str, other: str, type: str = "allied", *, hedged: bool = False, source: str = "") -> Tie:
    return Tie(f"{one}{other}{type}", type, Actor(one, one), Actor(other, other), hedged=hedged, source=source)


def test_degree_betweenness_and_components_of_two_paths() -> None:
    # a - b - c and d - e: b lies on one path (a to c) of the (5-1)(5-2)/2 = 6 pairs of others.
    found = network([tie("a", "b"), tie("b", "c"), tie("d", "e")], at=DAY)
    measured = {n.id: (n.degree, round(n.betweenness, 4), n.component) for n in found.nodes}
    assert measured == {"a": (1, 0, 1), "b": (2, 0.1667, 1), "c": (1, 0, 1), "d": (1, 0, 2), "e": (1, 0, 2)}
    assert found.n_components == 2


def test_two_shortest_paths_share_what_lies_between() -> None:
    # A square a-b-c-d: each lies on one of two shortest paths between its neighbours, 1/2 of 3 pairs.
    square = undirected([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])
    assert betweenness(square) == pytest.approx(dict.fromkeys("abcd", 1 / 6))


def test_a_star_has_its_middle_on_every_path() -> None:
    star = undirected([("m", other) for other in "abcd"])
    assert betweenness(star)["m"] == pytest.approx(1.0)
    assert components(star) == [["a", "b", "c", "d", "m"]]


def test_ties_of_one_type_are_one_line_with_all_their_sources() -> None:
    told = [tie("a", "b", source="x"), tie("a", "b", source="y", hedged=True), tie("a", "b", "funds", hedged=True)]
    edges = {e.type: (e.weight, e.hedged, e.sources) for e in network(told, at=DAY).edges}
    assert edges == {"allied": (2, False, ("x", "y")), "funds": (1, True, ())}


def test_an_empty_network_and_one_of_two() -> None:
    assert network([], at=DAY).nodes == ()
    assert [n.betweenness for n in network([tie("a", "b")], at=DAY).nodes] == [0.0, 0.0]


def test_the_effective_number_is_one_over_the_sum_of_squared_shares() -> None:
    # Shares 1/2, 1/4, 1/4: 1 / (1/4 + 1/16 + 1/16) = 8/3.
    assert effective_number(["a", "a", "b", "c"]) == pytest.approx(8 / 3)
    assert effective_number(["a"] * 9) == 1.0
    assert effective_number(["a", "b", "c", "d"]) == 4.0


def test_the_interval_is_repeatable_and_holds_the_value_of_a_sure_case() -> None:
    names = ["a"] * 30 + ["b"] * 30
    one, two = (fragmentation(names, rng=Random(7)) for _ in range(2))
    assert one == two
    assert one.low <= one.value == 2.0 and one.high <= 2.0
    alone = fragmentation(["a"] * 5, rng=Random(7))
    assert (alone.low, alone.value, alone.high) == (1.0, 1.0, 1.0)


def test_without_claims_there_is_no_number() -> None:
    with pytest.raises(NotEnoughData):
        fragmentation([], rng=Random(1))
