"""The generator of reports does what it says, and the matcher is no worse on a small draw than it was."""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "eval" / "merge"))

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not (ROOT.parent / "shared" / "data" / "ged191_syria.parquet").is_file(),
        reason="needs the evaluation data beside the checkout",
    ),
]


@pytest.fixture(scope="module")
def drawn() -> tuple[list, list]:  # type: ignore[type-arg]
    import events
    import generate

    rng = random.Random(5)
    found = events.iraq(700, rng)
    return found, generate.reports(found, rng)


def test_the_noise_is_as_stated(drawn: tuple[list, list]) -> None:  # type: ignore[type-arg]
    found, told = drawn
    event = {e.id: e for e in found}
    singles = [t for t in told if t.event is not None]
    dated = [t for t in singles if "when" in t.values]
    off = sum(t.values["when"]["start"] != event[t.event].day.isoformat() for t in dated) / len(dated)
    placed = [t.values["place"] for t in singles if "place" in t.values]
    vague = sum(p["gazetteer_id"] is not None and ":" in p["gazetteer_id"] for p in placed) / len(placed)
    full = {"when", "place", "weapons", "targets", "killed", "wounded", "perpetrators"}
    lacking = sum(not full <= set(t.values) for t in singles) / len(singles)
    arabic = sum(t.language == "ar" for t in singles) / len(singles)
    assert 0.26 < off < 0.34 and 0.26 < vague < 0.34 and 0.21 < lacking < 0.29 and 0.45 < arabic < 0.55
    n = Counter(t.event for t in singles)
    assert set(n.values()) <= set(range(1, 9)) and len(n) == len(found)
    assert any(t.parts for t in told)


def test_the_same_seed_draws_the_same_reports(drawn: tuple[list, list]) -> None:  # type: ignore[type-arg]
    import events
    import generate

    rng = random.Random(5)
    assert generate.reports(events.iraq(700, rng), rng) == drawn[1]


def test_the_matcher_is_no_worse(drawn: tuple[list, list]) -> None:  # type: ignore[type-arg]
    import score

    found, told = drawn
    of, matched = score.merged(told, found)
    singles = [t for t in told if t.event is not None]
    precision, recall, n = score.pair_figures(singles, of, lambda a, b: True)
    assert n > 2000
    assert precision >= 0.97 and recall >= 0.88
    assert score.b_cubed(singles, of)[2] >= 0.95
    assert score.parts_figures(told, matched)[0] >= 0.75
