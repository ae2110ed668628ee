"""MUC-4 may not fall unnoticed: the figures of eval/muc4.py on its dev set, where the shared data are."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"exact.f1": 0.4, "exact.roles_f1": 0.31, "type_f1": 0.69}
"""A little below what was measured; raising one is free."""


def _loaded() -> Any:
    spec = importlib.util.spec_from_file_location("muc4", ROOT / "eval" / "muc4.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_headline_is_read_off_the_scorers_output() -> None:
    said = "exact   type          P 0.8 R 0.6 F1 0.685  (1/2 of 3)\nexact roles micro F1 0.300\nexact micro F1 0.380\n"
    assert _loaded().figures(said) == {"exact.roles_f1": 0.3, "exact.f1": 0.38, "type_f1": 0.685}


def test_dev_holds_its_floors() -> None:
    muc4 = _loaded()
    if not (muc4.DATA / "dev.jsonl").is_file() or not muc4.SCORER.is_file():
        pytest.skip(f"no MUC-4 data in {muc4.SHARED}: the floors of the dev set were not checked")
    measured = muc4.figures(muc4.output("dev"))
    assert {name: value for name, value in measured.items() if value < FLOORS[name]} == {}
