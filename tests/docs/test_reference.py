"""The reference names everything that there is, and the generated pages are those of the code."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import sijill
from sijill import errors
from sijill.cli import COMMANDS
from sijill.model import vocabulary

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
REMEDY = "run `python tools/build_reference.py`"


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def test_the_page_of_commands_is_what_help_prints(tool: ModuleType) -> None:
    assert page("reference/cli.md") == tool.cli_page(), REMEDY


def test_the_page_of_the_library_has_every_public_name(tool: ModuleType) -> None:
    assert page("reference/api.md") == tool.api_page(), REMEDY


def test_the_counts_of_the_theatre_are_those_of_its_tables(tool: ModuleType) -> None:
    assert page("background/data.md") == tool.data_page(), REMEDY


@pytest.mark.parametrize("name", [name for name in sijill.__all__ if name != "__version__"])
def test_every_public_name_has_a_docstring(name: str) -> None:
    assert inspect.getdoc(getattr(sijill, name)), name


@pytest.mark.parametrize("name", sijill.__all__)
def test_every_public_name_is_in_the_reference(name: str) -> None:
    assert re.search(rf"^ +heading: sijill\.{name}$|`sijill\.{name}`", page("reference/api.md"), re.MULTILINE)


@pytest.mark.parametrize("name", [*COMMANDS])
def test_every_command_is_named_outside_the_reference_too(name: str) -> None:
    pages = [*DOCS.glob("*.md"), *(DOCS / "how-to").glob("*.md"), *(DOCS / "background").glob("*.md")]
    assert any(f"sijill {name}" in path.read_text("utf-8") for path in pages)


ERRORS = [e for _, e in inspect.getmembers(errors, inspect.isclass) if issubclass(e, errors.SijillError)]


@pytest.mark.parametrize("error", ERRORS)
def test_every_error_has_its_meaning_and_remedy(error: type[errors.SijillError]) -> None:
    found = re.search(
        rf"^## {error.__name__}\n\n(.+?)(?=^## |\Z)", page("reference/errors.md"), re.MULTILINE | re.DOTALL
    )
    assert found is not None
    assert "**Remedy:**" in found[1] or error is errors.SijillError


def test_no_error_is_described_that_is_not_there() -> None:
    told = set(re.findall(r"^## (\w+)$", page("reference/errors.md"), re.MULTILINE))
    assert told == {error.__name__ for error in ERRORS}


def test_every_setting_is_in_the_reference() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    told = set(re.findall(r"\bSIJILL_[A-Z_]+\b", page("reference/settings.md")))
    assert told == set(re.findall(r"\bSIJILL_[A-Z_]+\b", source))


LISTS = {
    name: words
    for name, words in vars(vocabulary).items()
    if name.isupper() and isinstance(words, tuple) and name not in {"VERDICTS", "FAMILIES"}
}


@pytest.mark.parametrize("name", LISTS)
def test_every_word_of_the_closed_lists_is_in_the_contract(name: str) -> None:
    told = set(re.findall(r"\w+", page("reference/contract.md")))
    assert set(LISTS[name]) <= told


def test_every_mode_is_in_the_contract() -> None:
    text = page("reference/contract.md")
    for kind, modes in vocabulary.INTERACTION_MODES.items():
        assert f"{kind} ({', '.join(modes)})" in text


def keys(body: object) -> set[str]:
    if isinstance(body, dict):
        return set(body) | {key for value in body.values() for key in keys(value)}
    return {key for value in body for key in keys(value)} if isinstance(body, list) else set()


def test_every_key_that_read_prints_is_in_the_contract() -> None:
    example = ROOT / "examples" / "iraq-2020"
    files = [example / "tracker-post.md", *sorted((example / "reports").glob("02*.md"))]
    command = [sys.executable, "-c", "from sijill.cli import main; main()", "read", "--theatre", "iraq"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, encoding="utf-8", check=True)
    printed = keys([json.loads(line) for line in done.stdout.splitlines()])
    assert printed - set(re.findall(r"\w+", page("reference/contract.md"))) == set()


def test_the_figures_in_the_readme_are_the_measured_ones() -> None:
    results = " ".join((ROOT / "eval" / "posts" / "RESULTS.md").read_text("utf-8").split())
    readme = (ROOT / "README.md").read_text("utf-8")
    quoted = [line[1:] for line in readme.splitlines() if line.startswith(">")]
    told = [part.strip() for line in quoted for part in line.split("…") if part.strip()]
    assert told
    for part in told:
        assert part in results, f"{part!r} is not in eval/posts/RESULTS.md"


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    listed = [*project["dependencies"], *(name for extra in extras.values() for name in extra)]
    names = {re.match(r"[\w-]+", text)[0] for text in listed}  # type: ignore[index]
    rows = re.findall(r"^\| (`.+?) \|", page("background/dependencies.md"), re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`([\w-]+)`", row) if name not in extras} == names
