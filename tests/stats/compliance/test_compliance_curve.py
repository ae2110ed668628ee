"""The curve against the effective number of claimants."""

from __future__ import annotations

import numpy as np
import pytest

from sijill.errors import NotEnoughData
from sijill.stats.compliance.curve import curve
from sijill.stats.compliance.pooling import binomial
from sijill.stats.fragmentation import effective


def orders(numbers: list[float], slope: float, *, attacks: int = 400) -> tuple[np.ndarray, np.ndarray]:
    """Orders whose log ratio is -1.5 plus slope for each doubling, counts as expected. Shapes for `curve`."""
    ratios = np.exp(-1.5 + slope * np.log2(numbers))
    before = np.full((1, len(numbers)), attacks)
    after = np.round(attacks * ratios).astype(int)[None]
    likelihood = binomial(before, after, np.full((len(numbers), 2), 28.0), np.zeros(before.shape))
    return likelihood, np.array([numbers])


def test_a_slope_is_found_again() -> None:
    likelihood, numbers = orders([1, 1.5, 2, 3, 4, 6, 8], 0.5)
    found = curve(likelihood, numbers, np.random.default_rng(1))
    assert found.factor == pytest.approx(np.exp(0.5), rel=0.06)
    assert found.low > 1 and found.more > 0.99 and found.n_orders == 7
    first, last = found.line[0], found.line[-1]
    assert first.number == pytest.approx(1) and last.number == pytest.approx(8)
    assert first.value < last.value and first.low < first.value < first.high


def test_few_attacks_settle_nothing() -> None:
    likelihood, numbers = orders([1, 2, 3, 4], 0.5, attacks=3)
    found = curve(likelihood, numbers, np.random.default_rng(1))
    assert found.low < 1 < found.high


def test_three_orders_make_no_curve_and_one_number_none_either() -> None:
    likelihood, numbers = orders([1, 2, 3], 0.5)
    with pytest.raises(NotEnoughData, match="3 orders"):
        curve(likelihood, numbers, np.random.default_rng(1))
    likelihood, numbers = orders([2, 2, 2, 2.1], 0.5)
    with pytest.raises(NotEnoughData, match="nearly the same"):
        curve(likelihood, numbers, np.random.default_rng(1))


def test_the_same_seed_gives_the_same_curve() -> None:
    likelihood, numbers = orders([1, 2, 3, 4], 0.2, attacks=20)
    one, other = (curve(likelihood, numbers, np.random.default_rng(5)) for _ in range(2))
    assert one == other


def test_the_effective_number_is_one_over_the_sum_of_squared_shares() -> None:
    # The formula of Laakso & Taagepera 1979, Comparative Political Studies 12(1), by hand: 1 / (.5625 + .01 + .0225).
    assert effective([75, 10, 15]) == pytest.approx(1 / 0.595)
    assert effective([5, 5, 0]) == 2
    with pytest.raises(NotEnoughData, match="no incident"):
        effective([0, 0])


def test_the_slope_lies_in_its_interval_as_often_as_it_says() -> None:
    rng = np.random.default_rng(4)
    held = 0
    for _ in range(40):
        numbers = np.exp2(rng.uniform(0, 3, size=6))
        slope = rng.normal(0, 0.6)
        ratio = np.exp(-0.8 + slope * (np.log2(numbers) - 1.5) + rng.normal(0, 0.4, size=6))
        before, after = rng.poisson(10, size=6)[None], rng.poisson(10 * ratio)[None]
        told = binomial(before, after, np.full((6, 2), 28.0), np.zeros((1, 6)))
        found = curve(told, numbers[None], rng, level=0.9)
        held += np.log(found.low) <= slope <= np.log(found.high)
    assert 0.8 <= held / 40 <= 1
