"""The page in a real Chromium: every figure opens quotes that fit, and nothing is asked for outside."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from newsroom import DOCUMENTS, data

from sijill.publish import draft, write
from sijill.publish.page import safe_url
from sijill.theatre import Theatre

pytestmark = pytest.mark.chromium
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1200, "height": 900}


@pytest.fixture(scope="module", params=["en", "ar"])
def page_file(request: pytest.FixtureRequest, theatre: Theatre, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(f"post-{request.param}")
    return write(draft(data(theatre, language=request.param)), folder / "post.html")[0]


def opened(chromium: Any, file: Path, viewport: dict[str, int] = DESK, **options: Any) -> tuple[Any, list[str]]:
    page = chromium.new_page(viewport=viewport, **options)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(f"error: {error}"))
    page.on("console", lambda message: asked.append(f"console: {message.text}"))
    page.goto(file.as_uri())
    return page, asked


QUOTES = """() => {
  const dialog = document.querySelector('dialog');
  return [dialog.open, [...dialog.querySelectorAll('blockquote')].map(
    (b) => [b.dataset.document, +b.dataset.start, +b.dataset.end, b.querySelector('mark').textContent])];
}"""


def test_every_figure_opens_a_quote_that_fits(chromium: Any, page_file: Path) -> None:
    page, asked = opened(chromium, page_file)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    links = page.locator("a[data-figure]")
    assert links.count() > 40
    for at in range(links.count()):
        links.nth(at).click()
        is_open, quotes = page.evaluate(QUOTES)
        assert is_open and quotes, links.nth(at).get_attribute("data-figure")
        for document, start, end, quote in quotes:
            assert DOCUMENTS[document].text[start:end] == quote
        page.keyboard.press("Escape")
    assert [url for url in asked if url != page_file.as_uri() and not url.startswith("data:")] == []
    page.close()


def test_every_stored_figure_with_an_incident_has_a_quote(page_file: Path) -> None:
    found = re.search(r'id="sijill-post">(.*?)</script>', page_file.read_text("utf-8"), re.DOTALL)
    assert found
    for figure in json.loads(found.group(1))["figures"].values():
        assert figure["quotes"] or not figure["incidents"]


def test_figure_opens_by_keyboard(chromium: Any, page_file: Path) -> None:
    page, _ = opened(chromium, page_file)
    page.locator(".prose a.f").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('dialog').open")
    page.keyboard.press("Escape")
    assert not page.evaluate("document.querySelector('dialog').open")
    page.close()


def test_bar_and_province_open_their_quotes(chromium: Any, page_file: Path) -> None:
    page, _ = opened(chromium, page_file)
    for plate in (".chart .plate.large", ".map .plate.large"):
        page.locator(f"{plate} a path").first.dispatch_event("click")
        is_open, quotes = page.evaluate(QUOTES)
        assert is_open and quotes
        page.keyboard.press("Escape")
    page.close()


def test_figures_lead_to_words_without_script(chromium: Any, page_file: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    text = page_file.read_text("utf-8")
    ids = set(re.findall(r'\bid="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= ids
    assert page.locator(".evidence blockquote").count() > 6
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_has_no_sideways_scroll(chromium: Any, page_file: Path, scheme: str) -> None:
    page, _ = opened(chromium, page_file, PHONE, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.locator(".prose a.f").first.click()
    box = page.locator("dialog").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    page.close()


def test_direction_follows_the_language(chromium: Any, page_file: Path) -> None:
    page, _ = opened(chromium, page_file)
    wanted = "rtl" if "post-ar" in str(page_file) else "ltr"
    assert page.evaluate("getComputedStyle(document.body).direction") == wanted
    directions = page.evaluate(
        "[...document.querySelectorAll('.evidence blockquote')].map((b) => [b.lang, getComputedStyle(b).direction])"
    )
    assert ["ar", "rtl"] in directions and ["en", "ltr"] in directions
    page.close()


def test_words_of_a_document_are_never_markup(page_file: Path) -> None:
    text = page_file.read_text("utf-8")
    assert "<b>was defused</b>" not in text
    assert "&lt;b&gt;was defused&lt;/b&gt;" in text


def test_page_has_a_closed_content_policy(page_file: Path) -> None:
    text = page_file.read_text("utf-8")
    assert "default-src 'none'" in text and "script-src 'sha256-" in text
    assert not re.search(r'(?:src|href)="(?!#|data:|https://(?:river|palm|nakhla)\.example/)', text)


def test_arabic_font_comes_only_with_arabic_words(theatre: Theatre, tmp_path: Path) -> None:
    from newsroom import OCTOBER, counted

    told = data(
        theatre,
        incidents=counted()[:2],
        documents={OCTOBER.id: OCTOBER},
        before=None,
        others=(),
        chronology=(),
        checks=(),
        translations={},
    )
    latin = write(draft(told), tmp_path / "latin.html")[0].read_text("utf-8")
    assert "Newsreader" in latin and '"Noto Naskh Arabic";font-weight' not in latin


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "", None])
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert safe_url(url) == ""
