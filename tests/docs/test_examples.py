"""Every command that the tutorial, the how-tos and the README show runs, and exits with 0."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from docs_tool import load_tool

PAGES: list[Path] = load_tool().PAGES


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_run(
    page: Path, tool: ModuleType, quick: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    starts = "starts: ledger" in page.read_text("utf-8").partition("\n---\n")[0]
    ledger = request.getfixturevalue("ledger") if starts else None
    found = tool.run_page(page, tmp_path, ledger=ledger, quick=quick)
    for block in found:
        for command in block.commands:
            assert command.status == 0, f"{command.text}\n{command.printed}"
        shown = words("\n".join(line for command in block.commands for line in command.shown))
        printed = words("\n".join(command.printed for command in block.commands))
        for exact in block.exact:
            assert words(exact) in shown, f"marked as exact, but not shown: {exact}"
            assert words(exact) in printed, f"shown, but not printed: {exact}\n{printed}"


def test_every_page_that_should_show_commands_does() -> None:
    without = {page.stem for page in PAGES if not any(b.commands for b in load_tool().blocks(page.read_text("utf-8")))}
    assert without == {"use-postgresql"}


def test_a_page_that_begins_with_a_ledger_says_which(tool: ModuleType) -> None:
    told = "The examples start from a ledger that `sijill add examples/iraq-2020/reports --theatre iraq` has made"
    for page in PAGES:
        text = page.read_text("utf-8")
        assert (told in text) == ("starts: ledger" in text.partition("\n---\n")[0]), page


def test_a_page_that_shows_what_needs_an_extra_names_it(tool: ModuleType) -> None:
    needs = re.compile(r"sijill (test|compliance|trends|outlook)\b|sijill post .*--(test|order|trends|outlook)\b")
    for page in PAGES:
        text = page.read_text("utf-8")
        if any(needs.search(command.text) for block in tool.blocks(text) for command in block.commands):
            assert "pip install 'sijill[stats]'" in text, page
    assert "pip install 'sijill[stats]'" in (tool.ROOT / "README.md").read_text("utf-8")
