"""The built site: strict, whole, and without a request to anywhere; and the words of the pages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import sijill

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
LOADED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc=[\"']?(https?:)?//"
    r"|<link\b(?![^>]*rel=[\"']?canonical)[^>]*\bhref=[\"']?(https?:)?//"
    r"|url\([\"']?(https?:)?//|@import\s+[\"']?(https?:)?//"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    files = [*site.rglob("*.html"), *site.rglob("*.css")]
    assert files
    found = {str(path.relative_to(site)): m[0] for path in files if (m := LOADED.search(path.read_text("utf-8")))}
    assert found == {}


def test_arabic_quotes_stand_right_to_left(site: Path) -> None:
    text = (site / "how-to" / "publish.html").read_text("utf-8")
    assert re.search(r"<blockquote[^>]*dir=\"?rtl", text)


def test_the_library_page_is_filled_in(site: Path) -> None:
    text = (site / "reference" / "api.html").read_text("utf-8")
    for name in sijill.__all__:
        assert f"sijill.{name}" in text
    assert text.count("doc-signature") >= 20


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_pages_keep_to_the_style(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    found = re.findall(r"\b(?:we|our|simply|powerful|just)\b", prose, re.IGNORECASE)
    assert found == []


def test_the_readme_names_both_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in text
    assert "make test" in text
