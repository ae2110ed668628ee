"""The pooled index: a published example, a conjugate answer, shrinkage, and coverage in simulation."""

from __future__ import annotations

import numpy as np
import pytest

from sijill.errors import NotEnoughData
from sijill.stats.compliance.pooling import (
    GRID,
    Estimate,
    binomial,
    chance_below,
    drawn_shift,
    half_normal,
    index_of,
    pooled,
    quantile,
    stretch_dispersion,
)

NO_SHIFT = np.zeros((1, 1))


def test_the_eight_schools_are_those_of_the_book() -> None:
    # Gelman, Carlin, Stern, Dunson, Vehtari & Rubin 2013, "Bayesian Data Analysis", 3rd edition, tables 5.2 and 5.3:
    # a flat prior on the mean and on the spread; medians and quartiles of the effects in schools A to H. The book's are
    # of 200 draws, so that they are right to a unit or so, its tails to less.
    effects = np.array([28, 8, -3, 7, -1, 1, 18, 12.0])
    errors = np.array([15, 10, 16, 11, 9, 11, 10, 18.0])
    grid = np.linspace(-60, 80, 281)
    likelihood = -0.5 * ((effects[:, None] - grid) / errors[:, None]) ** 2
    spreads = (np.arange(40) + 0.5) * 0.75
    found = pooled(
        likelihood[None], np.arange(8), grid=grid, centre=None, within=np.array([0.0]), between=spreads
    )  # fmt: skip
    quarters = [[quantile(grid, found.groups[n], share) for share in (0.25, 0.5, 0.75)] for n in range(8)]
    book = [[7, 10, 16], [3, 8, 12], [2, 7, 11], [4, 8, 11], [1, 5, 10], [2, 6, 10], [7, 10, 15], [3, 8, 13]]
    np.testing.assert_allclose(quarters, book, atol=1.3)
    assert quantile(grid, found.groups[0], 0.025) == pytest.approx(-2, abs=1)
    assert quantile(grid, found.groups[0], 0.975) == pytest.approx(31, abs=1)


def test_without_spread_many_cells_are_one_binomial() -> None:
    # With no spread at all the posterior is that of the sums: 12 before and 4 after, under the normal prior.
    before, after = np.array([[5, 4, 3]]), np.array([[1, 2, 1]])
    days = np.full((3, 2), 28.0)
    none = np.array([0.0])
    apart = pooled(binomial(before, after, days, np.zeros((1, 3))), np.array([0, 1, 1]), within=none, between=none)
    summed = binomial(np.array([[12]]), np.array([[4]]), days[:1], NO_SHIFT)[0, 0] - 0.5 * (GRID / 1.5) ** 2
    told = np.exp(summed - summed.max())
    np.testing.assert_allclose(apart.shared, told / told.sum(), atol=1e-9)


def test_longer_days_after_are_no_rise() -> None:
    days = np.array([[14.0, 28.0]])
    found = pooled(binomial(np.array([[10]]), np.array([[20]]), days, NO_SHIFT), np.array([0]))
    assert Estimate.of(GRID, found.cells[0]).value == pytest.approx(1, abs=0.02)


def test_a_change_that_the_others_share_is_none() -> None:
    # The others halved, and so did they.
    shift = np.full((1, 1), np.log(0.5))
    found = pooled(binomial(np.array([[40]]), np.array([[20]]), np.full((1, 2), 28.0), shift), np.array([0]))
    assert Estimate.of(GRID, found.cells[0]).value == pytest.approx(1, abs=0.02)


def test_a_group_with_one_attack_leans_on_the_others() -> None:
    before, after = np.array([[40, 35, 1]]), np.array([[8, 6, 0]])
    found = pooled(binomial(before, after, np.full((3, 2), 28.0), np.zeros((1, 3))), np.arange(3))
    large, _, small = (Estimate.of(GRID, found.groups[n]) for n in range(3))
    assert 0.1 < large.value < 0.4 and 0.1 < small.value < 0.45
    assert small.high / small.low > 2 * large.high / large.low


def test_nothing_seen_gives_back_what_was_taken_to_be_usual() -> None:
    found = pooled(binomial(np.array([[0]]), np.array([[0]]), np.full((1, 2), 28.0), NO_SHIFT), np.array([0]))
    told = Estimate.of(GRID, found.groups[0])
    assert told.value == pytest.approx(1, abs=1e-6) and told.fell == pytest.approx(0.5, abs=1e-6)
    assert told.low < 0.06 and told.high > 16


def test_stretches_of_chance_differ_by_chance_and_waves_by_more() -> None:
    rng = np.random.default_rng(6)
    steady = [rng.poisson(0.4, size=2000) for _ in range(5)]
    assert stretch_dispersion(steady, 28) == pytest.approx(1, abs=0.15)
    waves = np.tile(np.repeat([0, 1], 28), 20)
    # Pairs that start with a wave differ by 28 over a sum of 28, pairs half a wave on by none.
    assert 5 < (stretch_dispersion([waves], 28) or 0) < 28
    assert stretch_dispersion([np.zeros(200, dtype=np.int64)], 28) is None
    assert stretch_dispersion([np.ones(40, dtype=np.int64)], 28) is None


def test_what_an_order_does_is_not_chance() -> None:
    steps = np.concatenate([np.full(100, 4), np.zeros(100, dtype=np.int64)])
    assert (stretch_dispersion([steps], 28) or 0) > 10
    assert stretch_dispersion([steps], 28, orders=[100]) == 1


def test_a_flatter_likelihood_makes_a_wider_interval() -> None:
    before, after, days = np.array([[20]]), np.array([[8]]), np.full((1, 2), 28.0)
    sharp, flat = (
        Estimate.of(GRID, pooled(binomial(before, after, days, NO_SHIFT, dispersion=d), np.array([0])).groups[0])
        for d in (1.0, 4.0)
    )
    assert flat.high / flat.low > 1.3 * sharp.high / sharp.low


def test_no_cell_is_refused() -> None:
    with pytest.raises(NotEnoughData, match="no group"):
        pooled(np.zeros((1, 0, len(GRID))), np.zeros(0, dtype=np.int64))


def test_the_others_are_drawn_around_their_change() -> None:
    rng = np.random.default_rng(2)
    before, after = np.full((4000, 1), 200), np.full((4000, 1), 100)
    drawn = drawn_shift(before, after, np.full((1, 2), 28.0), rng)
    assert drawn.mean() == pytest.approx(np.log(0.5), abs=0.03)
    assert drawn.std() == pytest.approx(np.sqrt(1 / 200 + 1 / 100), abs=0.02)


def test_a_half_normal_has_its_mean() -> None:
    assert half_normal(1.0, 2000).mean() == pytest.approx(np.sqrt(2 / np.pi), abs=2e-3)


def test_the_index_is_bounded_and_turns_sign_with_the_ratio() -> None:
    assert index_of(0) == 1 and index_of(1) == 0 and index_of(1e9) == pytest.approx(-1)
    assert index_of(0.25) == pytest.approx(-index_of(4))


def test_a_share_of_a_density_is_found_again() -> None:
    density = np.exp(-0.5 * (GRID - 0.3) ** 2)
    assert chance_below(GRID, density, quantile(GRID, density, 0.2)) == pytest.approx(0.2)


def test_nine_intervals_in_ten_hold_the_truth() -> None:
    # Three groups over four orders; truth drawn anew each time from spreads of 0.5, with about 6 attacks before each.
    rng = np.random.default_rng(11)
    held = n = 0
    group = np.repeat(np.arange(3), 4)
    for _ in range(60):
        own = -0.7 + rng.normal(0, 0.5, size=3)
        ratio = np.exp(own[group] + rng.normal(0, 0.5, size=12))
        rate = rng.gamma(2, 3, size=12)
        before, after = rng.poisson(rate)[None], rng.poisson(rate * ratio)[None]
        found = pooled(binomial(before, after, np.full((12, 2), 28.0), np.zeros((1, 12))), group)
        for k in range(3):
            told = Estimate.of(GRID, found.groups[k], level=0.9)
            held += told.low <= np.exp(own[k]) <= told.high
            n += 1
    assert 0.84 <= held / n <= 0.98
