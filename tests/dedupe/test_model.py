"""The definition: one for DuckDB and for Splink, weights that people's decisions move."""

from __future__ import annotations

import json
import logging
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from rows import row, spot, toll

from sijill import dedupe
from sijill.dedupe import families, model, pairs, training
from sijill.errors import MissingExtra, NotEnoughData
from sijill.model import vocabulary

SHIPPED = dedupe.shipped()


def sample() -> list[dedupe.Row]:
    places = (spot("Musayyib", latitude=32.8), spot("Hilla"), {**spot("Babil"), "precision": "admin1"})
    kinds = ("ied", "vehicle_bomb", "rocket")
    return [
        row(
            f"r{n:03}", day=f"2026-03-{10 + n % 3}", place=places[n % 3], killed=toll(n % 7) if n % 4 else None,
            wounded=toll(n % 5, None), weapons=[{"type": kinds[n % 3 - n % 2], "text": "x", "number": None}],
            published=739_685 + n % 4,
        )
        for n in range(60)
    ]  # fmt: skip


def test_every_level_of_every_comparison_has_a_shipped_weight() -> None:
    told = json.loads(Path(model.__file__).with_name(model.WEIGHTS_FILE).read_text("utf-8"))
    assert {c.name: [v.name for v in c.levels] for c in model.COMPARISONS} == {
        name: list(levels) for name, levels in told["weights"].items()
    }
    assert all(0 < v.m <= 1 and 0 < v.u <= 1 for c in SHIPPED.comparisons for v in c.levels)


def test_agreement_weighs_more_than_disagreement() -> None:
    for comparison in SHIPPED.comparisons:
        assert comparison.levels[0].bits > 0 > comparison.levels[-1].bits


def test_splink_scores_what_duckdb_scores() -> None:
    splink = pytest.importorskip("splink")
    with warnings.catch_warnings(), duckdb.connect() as connection:
        warnings.simplefilter("ignore")
        pairs.load(connection, sample())
        pairs.prepare(connection)
        ours = {
            (p.a, p.b): p.levels for p in pairs.scored(connection, SHIPPED, kept_at=-1000)
        }  # with every level that DuckDB found
        settings = {**model.splink_settings(SHIPPED), "blocking_rules_to_generate_predictions": [model.BLOCKING]}
        linker = splink.Linker(splink.DuckDBAPI(connection).register("prepared"), settings, log_level=logging.ERROR)
        names = [c.name for c in SHIPPED.comparisons]
        told = linker.inference.predict().as_duckdbpyrelation().project(
            ", ".join(["report_l", "report_r", "match_weight", *(f"gamma_{name}" for name in names)])
        ).fetchall()  # fmt: skip
    assert len(told) > 200
    for a, b, weight, *levels in told:
        key = (min(a, b), max(a, b))
        assert tuple(levels) == ours[key]
        bits = sum(
            c.levels[len(c.levels) - 1 - level].bits
            for c, level in zip(SHIPPED.comparisons, levels, strict=True)
            if level >= 0
        )
        assert weight == pytest.approx(bits + model.START_BITS, abs=0.01)


def test_without_splink_the_message_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(MissingExtra, match=r"pip install 'sijill\[merge\]'"):
        training.train(sample(), note="test")


def test_a_few_reports_are_too_few_to_train_on() -> None:
    pytest.importorskip("splink")
    with pytest.raises(NotEnoughData, match="60 reports"):
        training.train(sample(), note="test")


def test_people_who_join_reports_with_other_weapons_make_that_count_less() -> None:
    adjusted = SHIPPED.adjusted({"weapon": {"other": 100}}, {"weapon": {"same": 10}})
    before, after = (m.level("weapon", "other").bits for m in (SHIPPED, adjusted))
    assert before < after
    assert adjusted.level("target", "same").bits == pytest.approx(SHIPPED.level("target", "same").bits)
    assert SHIPPED.adjusted({}, {}) == SHIPPED
    assert adjusted.hash != SHIPPED.hash


def test_levels_of_pairs_are_found_wherever_they_lie() -> None:
    with duckdb.connect() as connection:
        far = replace(row("b", day="2027-01-01"), block="IQ/Basra")
        pairs.put(connection, [row("a", killed=toll(3)), far])
        (told,) = pairs.levels_of(connection, SHIPPED, [("b", "a")])
    assert told["day"] == "apart" and told["weapon"] == "same" and "killed" not in told


def test_every_word_of_the_closed_lists_has_a_family_or_stands_alone_by_choice() -> None:
    alone = {"other", "unknown"}
    assert {w for w in vocabulary.WEAPONS if families.weapon_family(w) is None} == alone
    assert {t for t in vocabulary.TARGETS if families.target_family(t) is None} == alone
    assert {k for k in vocabulary.KINDS if families.deed_of_kind(k) is None} == {"other"}
