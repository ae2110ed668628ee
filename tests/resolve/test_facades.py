"""Beliefs in facades, against examples worked by hand."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from sijill.errors import BadInput, BadPack, UnknownChoice
from sijill.resolve import facades
from sijill.resolve.facades import Piece

WEIGHTS = {"prior": -2.2, "official_attribution": 1.4, "same_cell": 2.2, "denial": -0.6, "told": 0.8}
LATE = date(2021, 1, 1)


def piece(kind: str, day: date | None, voice: str = "a", parent: str = "parent") -> Piece:
    return Piece("front", parent, kind, day, voice, "its words", "https://example.org/1")


def test_without_evidence_the_belief_is_the_prior() -> None:
    # 1 / (1 + e^2.2) = 1 / 10.025
    assert facades.belief("front", "parent", [], WEIGHTS, at=LATE).value == pytest.approx(0.0998, abs=1e-4)


def test_the_belief_follows_from_the_pieces_up_to_the_day() -> None:
    told = [
        piece("official_attribution", date(2020, 10, 1)),
        piece("same_cell", date(2020, 11, 1)),
        piece("denial", date(2020, 12, 1)),
    ]
    # October -2.2 + 1.4 = -0.8; November +2.2 = 1.4; December -0.6 = 0.8; 1 / (1 + e^-x) of each.
    by_day = [(date(2020, 9, 30), 0.0998), (date(2020, 10, 1), 0.3100), (date(2020, 11, 5), 0.8022), (LATE, 0.6900)]
    for day, value in by_day:
        assert facades.belief("front", "parent", told, WEIGHTS, at=day).value == pytest.approx(value, abs=1e-4)


def test_what_one_voice_says_again_adds_nothing_and_another_does() -> None:
    once = piece("told", date(2020, 10, 1))
    again = piece("told", date(2020, 10, 9))
    other = piece("told", date(2020, 10, 9), voice="b")
    # -2.2 + 0.8 = -1.4; with a second voice -0.6.
    assert facades.belief("front", "parent", [once, again], WEIGHTS, at=LATE).log_odds == pytest.approx(-1.4)
    assert facades.belief("front", "parent", [once, again, other], WEIGHTS, at=LATE).log_odds == pytest.approx(-0.6)


def test_every_piece_stays_visible_with_its_weight() -> None:
    told = [piece("told", date(2020, 10, 1)), piece("told", date(2020, 10, 9))]
    assert [weight for _, weight in facades.belief("front", "parent", told, WEIGHTS, at=LATE).weighed] == [0.8, 0.0]


def test_order_of_arrival_does_not_matter() -> None:
    told = [piece("told", date(2020, 10, 1)), piece("same_cell", None), piece("denial", date(2020, 10, 2))]
    one = facades.belief("front", "parent", told, WEIGHTS, at=LATE)
    assert one == facades.belief("front", "parent", told[::-1], WEIGHTS, at=LATE)


def test_counts_by_claimant_by_parent_and_the_difference() -> None:
    held = facades.beliefs([piece("official_attribution", None), piece("same_cell", None)], WEIGHTS, at=LATE)
    claimed = ["front", "front", "front", "parent", "other"]
    # The belief is 1 / (1 + e^-1.4) = 0.8022: at 0.8 the front's three are the parent's, at 0.81 they are not.
    counted = facades.counts(claimed, held, threshold=0.8)
    assert [tuple(row[c] for c in counted.columns) for row in counted.rows] == [
        ("parent", 1, 4, 3), ("other", 1, 1, 0), ("front", 3, 0, -3),
    ]  # fmt: skip
    strict = facades.counts(claimed, held, threshold=0.81)
    assert all(row["difference"] == 0 for row in strict.rows)
    assert counted.total == {"actor": None, "claimed": 5, "believed": 5, "difference": 0}


def test_of_two_parents_the_likelier_counts() -> None:
    told = [piece("same_cell", None), piece("official_attribution", None, parent="rival")]
    held = facades.beliefs(told, WEIGHTS, at=LATE)
    assert facades.parent_of("front", held, 0.3) == "parent"


def test_the_table_that_comes_along_is_whole_and_a_broken_one_is_refused(tmp_path: Path) -> None:
    table = Path(str(resources.files("sijill.theatre").joinpath("facade_weights.csv")))
    weights = facades.load_weights(table)
    assert weights["prior"] < 0 < weights["same_cell"] and weights["denial"] < 0
    broken = tmp_path / "weights.csv"
    broken.write_text("kind,weight,means\ntold,0.8,says so\n", "utf-8")
    with pytest.raises(BadPack, match="prior"):
        facades.load_weights(broken)


def test_an_unknown_kind_and_a_threshold_of_none_are_refused() -> None:
    with pytest.raises(UnknownChoice, match="rumour"):
        facades.belief("front", "parent", [piece("rumour", None)], WEIGHTS, at=LATE)
    with pytest.raises(BadInput):
        facades.counts([], [], threshold=0)
