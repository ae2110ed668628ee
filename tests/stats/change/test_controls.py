"""Against those not addressed: a difference that is none, one that is planted, and a mixture that is known."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from sijill.errors import NotEnoughData
from sijill.stats.change import Stretches, difference, synthetic
from sijill.stats.series import Series

START = date(2005, 1, 1)
AT = START + timedelta(days=392)
PAIR = Stretches(28, 28)


def of(counts: object) -> Series:
    return Series.of_counts(START, np.asarray(counts))


def test_what_changes_alike_shows_no_difference() -> None:
    counts = np.random.default_rng(1).poisson(6, 420)
    counts[392:] //= 3
    found = difference(of(counts), of(counts), AT, PAIR)
    assert found.ratio.value == pytest.approx(1) and found.placebo.p > 0.5
    assert found.counts[0] == found.counts[1]


def test_a_fall_of_the_addressed_alone_is_found_under_a_wave_that_both_share() -> None:
    rng = np.random.default_rng(2)
    wave = 20 * np.exp(0.5 * np.sin(np.arange(420) / 40))
    mine, theirs = rng.poisson(wave), rng.poisson(wave)
    mine[392:] = rng.binomial(mine[392:], 0.4)
    found = difference(of(mine), of(theirs), AT, PAIR)
    assert found.ratio.low < 0.4 < (found.ratio.high or 0) < 0.7 and found.placebo.rank == 1


def test_the_weights_of_a_known_mixture_are_found() -> None:
    rng = np.random.default_rng(3)
    waves = {name: 40 + 25 * np.sin(np.arange(420) / rng.uniform(8, 40) + rng.uniform(0, 6)) for name in "abcdefg"}
    donors = {name: of(rng.poisson(wave)) for name, wave in waves.items()}
    mixed = 0.6 * donors["b"].best + 0.4 * donors["f"].best
    mixed[392:] *= 0.5
    found = synthetic(of(np.round(mixed).astype(int)), donors, AT, after=28)
    assert found.weights["b"] == pytest.approx(0.6, abs=0.05) and found.weights["f"] == pytest.approx(0.4, abs=0.05)
    assert found.ratio == pytest.approx(0.5, abs=0.05)
    assert found.rank == 1 and found.n_places == 8


def test_data_that_carry_no_synthetic_control_say_why() -> None:
    many = of(np.full(420, 3))
    with pytest.raises(NotEnoughData, match="2 others had one attack a week"):
        synthetic(many, {"a": many, "b": many, "c": of(np.zeros(420, np.int64))}, AT, after=28)
    with pytest.raises(NotEnoughData, match="whole weeks"):
        synthetic(many, {}, START + timedelta(days=30), after=28)
    with pytest.raises(NotEnoughData, match="under one attack a week"):
        synthetic(of(np.zeros(420, np.int64)), {}, AT, after=28)


def test_others_without_attacks_are_no_comparison() -> None:
    with pytest.raises(NotEnoughData, match="those not addressed have no attack"):
        difference(of(np.full(420, 3)), of(np.zeros(420, np.int64)), AT, PAIR)
    with pytest.raises(NotEnoughData, match="those addressed have no attack"):
        difference(of(np.zeros(420, np.int64)), of(np.full(420, 3)), AT, PAIR)
    with pytest.raises(NotEnoughData, match="same days"):
        difference(of(np.full(420, 3)), of(np.full(400, 3)), AT, PAIR)
