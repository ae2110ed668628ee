"""Measures of networks, against examples worked by hand."""

from __future__ import annotations

from datetime import date
from random import Random

import numpy as np
import pytest

from sijill.errors import NotEnoughData
from sijill.model.values import Actor
from sijill.model.views import Tie
from sijill.stats.fragmentation import doubt, effective_number, fragmentation
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


def test_the_interval_is_repeatable_and_holds_the_number_of_the_incidents() -> None:
    names = ["a"] * 30 + ["b"] * 30
    one, two = (fragmentation(names, rng=Random(7)) for _ in range(2))
    assert one == two
    assert one.high is not None and 1.9 < one.low <= one.value == 2.0 <= one.high < 2.6


def test_one_claimant_alone_is_no_proof_that_there_is_no_other() -> None:
    # Of k equal claimants one has all n incidents with k^(1-n): two of them 1 in 16 of five, so that they are within
    # reach; three 1 in 81, half of which is under 2.5%.
    few, many = (fragmentation(["a"] * n, rng=Random(7)) for n in (5, 200))
    assert few.low == few.value == 1.0 and few.high is not None and 2 < few.high < 3
    assert many.high is not None and 1 < many.high < 1.1


def test_nothing_bounds_the_number_where_every_incident_has_a_claimant_of_its_own() -> None:
    told = fragmentation(["a", "b", "c", "d"], rng=Random(7))
    assert told.high is None and told.to_json()["high"] is None and 1 < told.low <= told.value == 4
    assert fragmentation(["a"], rng=Random(7)).to_json()["low"] == 1


@pytest.mark.parametrize("n", [8, 25])
def test_the_interval_holds_the_number_behind_it_as_often_as_it_says(n: int) -> None:
    rng = np.random.default_rng(n)
    for shares in ([0.25] * 4, [0.5, 0.25, 0.15, 0.1], [0.8, 0.05, 0.05, 0.05, 0.05]):
        truth, held, known = 1 / sum(share**2 for share in shares), 0, {}
        for counts in rng.multinomial(n, shares, size=150):
            key = tuple(sorted(counts.tolist()))
            if key not in known:
                known[key] = doubt(key, rng, n_draws=300).interval(0.95, beside=effective_number("".join(
                    letter * count for letter, count in zip("abcde", key, strict=False))))  # fmt: skip
            low, high = known[key]
            held += low <= truth and (high is None or truth <= high)
        assert 0.84 < held / 150, shares


def test_draws_lie_as_far_apart_as_the_interval() -> None:
    found = doubt([12, 6, 2], np.random.default_rng(1))
    drawn = found.draw(4000, np.random.default_rng(2))
    low, high = found.interval(0.9, beside=2)
    assert high is not None and np.quantile(drawn, [0.05, 0.95]) == pytest.approx([low, high], rel=0.05)


def test_without_claims_there_is_no_number() -> None:
    with pytest.raises(NotEnoughData):
        fragmentation([], rng=Random(1))
