"""A small ledger: four reports of three attacks in Iraq, and one of the weather."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli.reports import REPORTS
from cli.running import run


@pytest.fixture(scope="session")
def reports_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    file.write_text("".join(json.dumps(told, ensure_ascii=False) + "\n" for told in REPORTS), "utf-8")
    return file


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory, reports_file: Path) -> Path:
    ledger = tmp_path_factory.mktemp("ledger") / "ledger.sijill"
    assert run("add", reports_file, "--ledger", ledger, "--theatre", "iraq").status == 0
    assert run("count", "--ledger", ledger).status == 0
    return ledger


@pytest.fixture
def ledger(_filled: Path, tmp_path: Path) -> Path:
    """A ledger of this test's own, with its frame."""
    for file in _filled.parent.iterdir():
        if file.is_dir():
            shutil.copytree(file, tmp_path / file.name)
        else:
            shutil.copy(file, tmp_path / file.name)
    return tmp_path / _filled.name


@pytest.fixture
def ids(ledger: Path) -> dict[str, str]:
    """The ids of the incidents, by the document that tells them."""
    from sijill.store import Ledger

    with Ledger.open(ledger, create=False) as book:
        named = {document.id: document.given_id for document in book.documents()}
        told = book.documents_of(book.report_ids())
    return {str(named[document]): report for report, document in told.items()}
