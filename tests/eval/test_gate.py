"""The gate: no figure below its floor, no labelled set changed unnoticed."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCORER = ROOT.parent / "shared" / "bench" / "score_reports.py"
FIGURES = {"incident_f1": 0.95, "end_to_end.kind": 0.9, "slips_found": 1.0}


def _loaded() -> Any:
    spec = importlib.util.spec_from_file_location("gate", ROOT / "eval" / "gate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def gate() -> Any:
    """The gate, loaded afresh, so that a test may give it other figures."""
    return _loaded()


@pytest.mark.shared
def test_every_labelled_set_holds(gate: Any, capsys: pytest.CaptureFixture[str]) -> None:
    if not SCORER.is_file():
        missing = "the scorer is not beside the checkout (shared/bench)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    code = gate.main([])
    told = capsys.readouterr()
    assert code == 0, told.err
    assert {"posts/dev", "posts/blind"} <= {line.split()[1].rstrip(":") for line in told.out.splitlines()}


def test_the_pinned_sets_are_those_in_the_repository(gate: Any) -> None:
    kept = json.loads(gate.FLOORS.read_text("utf-8"))
    assert {"posts/dev", "posts/blind"} <= kept.keys()
    for name, pinned in kept.items():
        assert pinned["sha256"] == gate.hash_of(gate.HERE / name), f"{name} has changed"
        posts = {"incident_f1", "end_to_end.kind", "end_to_end.date", "slips_found", "clean_not_accused"}
        languages = {file.name[:2] for file in (gate.HERE / name).glob("??-?.jsonl")} & {"en", "ar"}
        assert languages or name.startswith("posts/")
        figures = ("incident_f1", "end_to_end.kind", "end_to_end.date", "left_empty")
        reports = {f"{language}.{figure}" for language in languages for figure in figures}
        assert (posts if name.startswith("posts/") else reports) <= pinned["floors"].keys()


@pytest.fixture
def labelled(gate: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the gate on one made-up set with the figures given."""
    folder = tmp_path / "posts" / "made"
    folder.mkdir(parents=True)
    (folder / "labels.jsonl").write_text('{"id": "m1"}\n', "utf-8")
    (folder / "m1.md").write_text("A post.\n", "utf-8")
    monkeypatch.setattr(gate, "HERE", tmp_path)

    def run(*arguments: str, **figures: float) -> int:
        changed = {**FIGURES, **{name.replace("__", "."): value for name, value in figures.items()}}
        monkeypatch.setattr(gate, "measured", lambda _folder, _scorer: changed)
        code: int = gate.main(list(arguments), floors=tmp_path / "floors.json")
        return code

    assert run("posts/made", "--raise") == 0
    return run


def pinned(tmp_path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((tmp_path / "floors.json").read_text("utf-8"))["posts/made"]
    return told


def test_a_new_set_gets_floors_just_below_its_figures(labelled: Callable[..., int], tmp_path: Path) -> None:
    assert pinned(tmp_path)["floors"] == {"end_to_end.kind": 0.89, "incident_f1": 0.94, "slips_found": 0.99}


def test_a_figure_at_its_floor_holds_and_below_it_fails(
    labelled: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert labelled() == 0
    assert labelled(incident_f1=0.94) == 0
    assert labelled(incident_f1=0.939) == 1
    assert "incident_f1 is 0.939, below its floor of 0.940" in capsys.readouterr().err


def test_a_figure_that_is_measured_no_more_fails(gate: Any, tmp_path: Path, labelled: Callable[..., int]) -> None:
    assert gate.problems(
        "made", pinned(tmp_path), pinned(tmp_path)["sha256"], {"incident_f1": 0.95, "slips_found": 1.0}
    ) == ["made: end_to_end.kind is no longer measured (floor 0.890)"]


@pytest.mark.parametrize("file", ["m1.md", "labels.jsonl"])
def test_a_changed_set_fails_until_it_is_raised(labelled: Callable[..., int], tmp_path: Path, file: str) -> None:
    path = tmp_path / "posts" / "made" / file
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert labelled() == 1
    assert labelled("--raise") == 0
    assert labelled() == 0


def test_raise_never_lowers(labelled: Callable[..., int], tmp_path: Path) -> None:
    assert labelled("--raise", incident_f1=0.98, end_to_end__kind=0.5) == 1
    assert pinned(tmp_path)["floors"]["incident_f1"] == 0.97
    assert pinned(tmp_path)["floors"]["end_to_end.kind"] == 0.89
    assert labelled() == 1


def test_lowering_keeps_its_reason(labelled: Callable[..., int], tmp_path: Path) -> None:
    assert labelled("--lower", "labels of m1 were wrong", end_to_end__kind=0.5) == 0
    assert pinned(tmp_path)["floors"]["end_to_end.kind"] == 0.49
    assert pinned(tmp_path)["lowered"] == [
        {"reason": "labels of m1 were wrong", "from_to": {"end_to_end.kind": [0.89, 0.49]}}
    ]
    assert labelled("--raise") == 0
    assert pinned(tmp_path)["lowered"]


def test_lowering_without_a_reason_is_wrong_usage(
    labelled: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        labelled("--lower", " ")
    assert stop.value.code == 2
    assert "needs a reason" in capsys.readouterr().err


def test_an_unknown_set_and_a_missing_scorer_cannot_run(
    gate: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gate.main(["posts/none"], floors=tmp_path / "floors.json") == 2
    assert gate.main(["posts/dev", "--scorer", str(tmp_path / "none.py")]) == 2
    told = capsys.readouterr().err
    assert "no floors for posts/none" in told
    assert "no scorer at" in told
