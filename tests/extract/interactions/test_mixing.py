"""What strings and encoder make of a part together."""

from __future__ import annotations

import pytest

from sijill.extract.interactions import mixing


def test_shares_of_a_part_add_up_and_follow_what_weighs() -> None:
    rows = mixing.of_part([0.2, 0.5], 0.3, [0.9, 0.1], [0.1, 0.8])
    strings = mixing.mixed(rows, [1.0, 0.0, 0.0, 0.0, 0.0])
    assert strings == pytest.approx([0.2, 0.5, 0.3])
    encoder = mixing.mixed(rows, [0.0, 1.0, 0.0, 0.0, 0.0])
    assert sum(encoder) == pytest.approx(1.0)
    assert encoder[0] == max(encoder)


def test_nobody_is_compared_with_the_likeliest() -> None:
    rows = mixing.of_part([0.5], 0.5, [0.98], [0.0])
    alone = mixing.mixed(rows, [1.0, 0.0, 0.0, 0.0, -0.5])
    assert alone[0] > 0.5


@pytest.mark.parametrize(("share", "least"), [(0.0, -6), (1.0, 5.5), (0.5, -0.01)])
def test_log_odds_are_bounded(share: float, least: float) -> None:
    assert least < mixing.odds(share) < 6


def test_a_row_that_weighs_nothing_is_even() -> None:
    assert mixing.likely([1.0, 2.0], [0.0, 0.0]) == 0.5
