"""The scorers of trends and outlooks: marks matched once, covering, and cities read from dirty columns."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

EVAL = Path(__file__).resolve().parents[2] / "eval"


def loaded(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, EVAL / path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[Path(path).stem] = module
    spec.loader.exec_module(module)
    return module


def test_a_find_answers_to_one_mark_alone() -> None:
    measure = loaded("trends/measure.py")
    assert measure.agreement([10, 50], [9, 12, 80], 4) == (1, 3, 2)
    assert measure.agreement([], [], 4) == (0, 0, 0)


def test_covering_is_one_for_the_same_cuts_and_less_for_others() -> None:
    measure = loaded("trends/measure.py")
    assert measure.covering([5], [5], 10) == 1
    assert measure.covering([], [5], 10) == pytest.approx(0.5)


def test_a_city_is_read_from_where_it_slipped_to() -> None:
    city_of = loaded("outlook/sigacts.py").city_of
    assert city_of("Mosul", None) == "Mosul"
    assert city_of("Coalition Forces", "Host Nation   Baghd") == "Baghdad"
    assert city_of("Host Nation   Baqubah", None) == "Baqubah"
    assert city_of(None, "Coalition Forces   Ba") is None
    assert city_of(None, "Coalition Forces   Bala") is None  # Balad, or Balad SouthEast
    assert city_of(None, None) is None
