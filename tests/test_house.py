"""The house: who imports whom, what is not loaded before it is needed, and that every module says what it is."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import sijill
from cli.running import run

ROOT = Path(__file__).parents[1]
PACKAGE = Path(sijill.__file__).parent
HEAVY = ("sqlalchemy", "alembic", "duckdb", "jinja2", "numpy", "rich", "vl_convert", "ahocorasick_rs", "rapidfuzz")
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
# Folders that hold only other modules, or data.
BARE = ("exchange/__init__.py", "lang/__init__.py")


def loaded_by(script: str, *args: str) -> set[str]:
    """The top names of the modules that a fresh interpreter has loaded after a script."""
    told = f"{script}\nimport json, sys\nprint(json.dumps(sorted({{m.partition('.')[0] for m in sys.modules}})))"
    ran = subprocess.run([sys.executable, "-c", told, *args], capture_output=True, text=True, check=True)
    return set(json.loads(ran.stdout.splitlines()[-1]))


def test_rooms_import_downwards_only() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([str(program), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " 0 broken" in ran.stdout


def test_import_loads_nothing_heavy() -> None:
    assert loaded_by("import sijill").isdisjoint({*HEAVY, "click"})


def test_help_loads_nothing_heavy() -> None:
    script = "import sys\nsys.argv = ['sijill', '--help']\nfrom sijill.cli import main\nmain()"
    assert loaded_by(script).isdisjoint(HEAVY)


def test_reading_loads_no_database() -> None:
    script = (
        "import sys\nsys.argv = ['sijill', 'read', sys.argv[1], '--theatre', 'iraq']\n"
        "from sijill.cli import main\nmain()"
    )
    post = ROOT / "examples" / "iraq-2020" / "tracker-post.md"
    assert loaded_by(script, str(post)).isdisjoint({"sqlalchemy", "alembic", "duckdb", "jinja2", "numpy", "vl_convert"})


def test_a_count_whose_frame_is_fresh_loads_no_sqlalchemy(tmp_path: Path) -> None:
    ledger, theatre = str(tmp_path / "x.sijill"), ["--theatre", "iraq"]
    run("note", "IED, convoy, Babil, 21 Dec 2020", "--ledger", ledger, *theatre)
    assert run("count", "--ledger", ledger, *theatre).status == 0
    script = (
        f"import sys\nsys.argv = ['sijill', 'count', '--ledger', {ledger!r}, '--theatre', 'iraq', '--json']\n"
        "from sijill.cli import main\nmain()"
    )
    assert "sqlalchemy" not in loaded_by(script)


def test_import_time_names_no_heavy_module() -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import sijill"], capture_output=True, text=True, check=True
    )
    told = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.stderr.splitlines()}
    assert "sijill" in told
    assert told.isdisjoint(HEAVY)


def test_every_name_of_the_public_api_is_there() -> None:
    assert sijill.__all__ == sorted(sijill.__all__)
    assert len(sijill.__all__) < 40
    for name in sijill.__all__:
        assert getattr(sijill, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = sijill.nothing


def test_every_module_says_what_it_is() -> None:
    silent = []
    for module in MODULES:
        text = (PACKAGE / module).read_text("utf-8")
        if not (ast.get_docstring(ast.parse(text)) or "").strip() and (text or module not in BARE):
            silent.append(module)
    assert silent == []


def test_only_the_command_line_prints_or_exits() -> None:
    found = []
    for module in MODULES:
        calls = [n for n in ast.walk(ast.parse((PACKAGE / module).read_text("utf-8"))) if isinstance(n, ast.Call)]
        if not module.startswith("cli/"):
            named = [(ast.unparse(call.func), call.lineno) for call in calls]
            found += [f"{module}:{n} {name}" for name, n in named if name in ("print", "sys.exit", "exit", "quit")]
    assert found == []
