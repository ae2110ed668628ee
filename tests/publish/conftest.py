"""The theatre of these tests, and Chromium: skipped where it is missing, failed where it must be there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import newsroom
import pytest

from sijill.theatre import Theatre


@pytest.fixture(scope="session")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    return newsroom.theatre(tmp_path_factory.mktemp("theatre"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing = "Chromium is not installed: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
