"""Changes of level: published answers, shifts that were put in, and none where there are none."""

from __future__ import annotations

import sys
from itertools import combinations, pairwise

import numpy as np
import pytest
from scipy.special import gammaln

from sijill.errors import BadInput, MissingExtra, NotEnoughData
from sijill.stats.trends.arrays import overdispersion
from sijill.stats.trends.changes import changes, rate_interval
from sijill.stats.trends.online import beliefs

# British coal mining disasters by year, 1851 to 1962: Jarrett 1979, Biometrika 66(1), as counted by Carlin, Gelfand &
# Smith 1992, Applied Statistics 41(2), who find the shift after year 41 (1891), from about 3.1 to about 0.9 a year.
COAL = np.array([
    int(n)
    for n in "45410434063340263354531441553425223421322111130010110031"
    "03220111010100021000110233112111124200014000100000100101"
])  # fmt: skip


def test_the_coal_mining_disasters_shift_where_the_literature_has_it() -> None:
    assert len(COAL) == 112 and COAL.sum() == 191
    found = changes(COAL, dispersion=1.0)
    (shift,) = found.changes
    assert 1889 <= 1851 + shift.at <= 1892
    assert shift.earliest <= 40 <= shift.latest and 1851 + shift.earliest >= 1885 and 1851 + shift.latest <= 1896
    before, after = found.levels
    assert before.rate == pytest.approx(3.1, abs=0.1) and after.rate == pytest.approx(0.9, abs=0.05)
    assert shift.ratio is not None and shift.high is not None and shift.low < shift.ratio < shift.high < 0.5


def test_beliefs_about_the_coal_mining_disasters_gather_on_the_same_years() -> None:
    found = beliefs(COAL, dispersion=1.0, every=100)
    years = slice(1886 - 1851, 1897 - 1851)
    assert found.change[years].sum() > 0.8
    assert found.expected[10] == pytest.approx(3.1, abs=0.15) and found.expected[80] == pytest.approx(1.0, abs=0.25)


def test_beliefs_are_those_of_summing_over_every_way_to_cut_the_series() -> None:
    counts, every = np.array([0, 1, 0, 4, 6, 5, 1, 0]), 4.0
    n, hazard, mean = len(counts), 1 / 4.0, float(counts.mean())

    def stretch(a: int, b: int) -> float:
        found = counts[a:b].sum()
        return float(gammaln(1 + found) - np.log(mean) - (1 + found) * np.log(1 / mean + b - a))

    total, change, since, expected = 0.0, np.zeros(n), np.zeros(n), np.zeros(n)
    for k in range(n):
        for cuts in combinations(range(1, n), k):
            bounds = [0, *cuts, n]
            parts = list(pairwise(bounds))
            weight = np.exp(sum(stretch(a, b) for a, b in parts)) * hazard**k * (1 - hazard) ** (n - 1 - k)
            total += weight
            change[list(cuts)] += weight
            since[bounds[-2]] += weight
            for a, b in parts:
                expected[a:b] += weight * (1 + counts[a:b].sum()) / (1 / mean + b - a)
    found = beliefs(counts, dispersion=1.0, every=every)
    assert found.change == pytest.approx(change / total)
    assert found.since == pytest.approx(since / total)
    assert found.expected == pytest.approx(expected / total)
    assert found.since.sum() == pytest.approx(1)
    assert found.changed_within(3) == pytest.approx(since[-3:].sum() / total)


def test_shifts_that_were_put_in_are_found_to_the_week() -> None:
    rng = np.random.default_rng(3)
    counts = rng.poisson(np.repeat([2.0, 5.0, 1.0], [90, 60, 90]))
    found = changes(counts)
    assert [change.at for change in found.changes] == [pytest.approx(90, abs=7), pytest.approx(150, abs=7)]
    assert all(change.earliest <= at <= change.latest for change, at in zip(found.changes, (90, 150), strict=True))


@pytest.mark.parametrize("seed", range(5))
def test_one_level_and_bouts_of_attacks_have_no_shift(seed: int) -> None:
    rng = np.random.default_rng(seed)
    assert changes(rng.poisson(3.0, 300)).changes == ()
    # Bouts: a negative binomial with three times the variance of chance.
    assert changes(rng.negative_binomial(1.5, 1 / 3, 300)).changes == ()


def test_an_old_level_of_zero_has_no_ratio_and_an_end_at_zero_has_one() -> None:
    up = changes(np.repeat([0, 3], [40, 40])).changes[0]
    assert up.at == 40 and up.ratio is None and up.high is None and up.low > 1
    down = changes(np.repeat([3, 0], [40, 40])).changes[0]
    assert down.ratio == 0 and down.low == 0 and down.high is not None and down.high < 0.1


def test_nothing_and_little_and_no_counts() -> None:
    assert changes(np.zeros(60, dtype=int)).changes == ()
    assert changes(np.zeros(60, dtype=int)).levels[0].rate == 0
    with pytest.raises(NotEnoughData, match="14 periods at least"):
        changes(np.ones(5, dtype=int))
    with pytest.raises(NotEnoughData):
        beliefs(np.ones(3, dtype=int))
    for wrong in (np.array([1.5] * 20), np.array([-1] * 20), np.array([np.nan] * 20), np.ones((2, 20))):
        with pytest.raises(BadInput):
            changes(wrong)


def test_without_scipy_or_ruptures_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruptures", None)
    with pytest.raises(MissingExtra, match=r"ruptures; install it with: pip install 'sijill\[stats\]'"):
        changes(np.ones(30, dtype=int))
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    with pytest.raises(MissingExtra, match="needs SciPy"):
        rate_interval(3, 1)


def test_a_rate_has_the_exact_interval() -> None:
    # Garwood 1936: 95% for 7 events is 2.814 to 14.423; for none, up to 3.689 (R: poisson.test(7), poisson.test(0)).
    assert rate_interval(7, 1, level=0.95) == pytest.approx((2.814363, 14.422675), abs=1e-5)
    assert rate_interval(0, 1, level=0.95) == pytest.approx((0, 3.688879), abs=1e-5)


def test_dispersion_is_one_by_chance_and_more_in_bouts() -> None:
    rng = np.random.default_rng(1)
    assert overdispersion(rng.poisson(4.0, 4000)) == pytest.approx(1, abs=0.15)
    assert overdispersion(rng.negative_binomial(2, 1 / 3, 4000), spans=(1,)) == pytest.approx(3, abs=0.4)
    assert overdispersion(np.zeros(50, dtype=int)) == 1
