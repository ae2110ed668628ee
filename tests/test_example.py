"""The main job on examples/iraq-2020, end to end: texts, decisions, counts, a check, a post, and the post a week on."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cli.running import Ran, run, unchanged
from sijill.store import Ledger, last_seq_of

EXAMPLE = Path(__file__).parents[1] / "examples" / "iraq-2020"
QUARTER = ("--from", "2020-10-01", "--to", "2020-12-31")
PHONE = {"width": 390, "height": 844}
RECALL = 0.7  # of the incidents that an English report tells; 2026-11
IRRELEVANT = ("022-chess-tournament", "030-arar-crossing", "052-dinar-devalued", "064-highway-accident")


class Job(NamedTuple):
    """The job done: what each command printed, the ledger, and the page."""

    ledger: Path
    page: Path
    add: Ran
    apply: Ran
    post: Ran


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    folder = tmp_path_factory.mktemp("example")
    ledger, page = folder / "ledger.sijill", folder / "out" / "post.html"
    at = ("--ledger", ledger)
    add = run("add", EXAMPLE / "reports", *at, "--theatre", "iraq")
    apply = run("apply", EXAMPLE / "reviews.csv", *at, "--author", "example editor")
    post = run("post", *at, *QUARTER, "--title", "Attacks in Iraq", "--paste", "--out", page)
    return Job(ledger, page, add, apply, post)


@pytest.fixture(scope="module")
def texts(job: Job) -> dict[str, str]:
    with Ledger.open(job.ledger, create=False) as ledger:
        return {document.id: document.text for document in ledger.documents()}


def stored(page: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(page.with_suffix(".post.json").read_text("utf-8"))
    return told


# Into the ledger


def test_all_reports_come_in_and_all_decisions_hold(job: Job) -> None:
    n_reports = len(list((EXAMPLE / "reports").iterdir()))
    assert (job.add.status, job.apply.status) == (0, 0)
    assert f"{n_reports} new, 0 known documents" in job.add.err
    n_decisions = len((EXAMPLE / "reviews.csv").read_text("utf-8").splitlines()) - 1
    told = re.search(r"(\d+) decisions applied, (\d+) held already, 0 skipped", job.apply.err)
    assert told is not None and int(told[1]) + int(told[2]) == n_decisions


def test_doing_it_all_again_adds_nothing(job: Job) -> None:
    seq = last_seq_of(job.ledger)
    at = ("--ledger", job.ledger)
    assert run("add", EXAMPLE / "reports", *at).status == 0
    assert run("apply", EXAMPLE / "reviews.csv", *at, "--author", "example editor").status == 0
    assert last_seq_of(job.ledger) == seq


# The check


def test_the_planted_slip_is_found_and_nothing_else_is_accused() -> None:
    ran = run("check", EXAMPLE / "tracker-post.md", "--theatre", "iraq", "--json")
    assert ran.status == 1
    (told,) = ran.json
    assert told["n_listed"] == 16
    errors = [check for check in told["checks"] if check["severity"] == "error"]
    assert [(e["rule"], e["stated"], e["found"]) for e in errors] == [("total_vs_listed", 9, 8)]
    assert "December" in errors[0]["message"]
    text = (EXAMPLE / "tracker-post.md").read_text("utf-8")
    assert "December Totals – 9" in [
        text[text.rfind("\n", 0, e["start"]) + 1 : text.find("\n", e["end"])] for e in errors[0]["evidence"]
    ]


def test_with_the_slip_mended_every_sum_holds(tmp_path: Path) -> None:
    mended = tmp_path / "mended.md"
    text = (EXAMPLE / "tracker-post.md").read_text("utf-8")
    mended.write_text(text.replace("December Totals – 9", "December Totals – 8"), "utf-8")
    assert run("check", mended, "--theatre", "iraq").status == 0


# Counts


def test_counts_add_up_by_every_breakdown(job: Job) -> None:
    told = {by: run("count", "--ledger", job.ledger, "--by", by, "--json").json for by in ("month", "admin1", "weapon")}
    totals = [one["total"] for one in told.values()]
    assert all(total == totals[0] for total in totals)
    for one in told.values():
        assert sum(row["best"] for row in one["rows"]) == one["total"]["best"] > 15
    assert [row["month"] for row in told["month"]["rows"]] == ["2020-10", "2020-11", "2020-12"]
    assert all(row["complete"] for row in told["month"]["rows"])


def test_the_post_counts_what_count_counts(job: Job) -> None:
    told = run("count", "--ledger", job.ledger, *QUARTER, "--json").json
    by_month = {row["month"]: row["best"] for row in told["rows"]}
    post = stored(job.page)
    figures = post["figures"]
    assert figures["incidents"]["best"] == told["total"]["best"]
    assert {month: figures[f"incidents/month={month}"]["best"] for month in by_month} == by_month
    killed = run("count", "--ledger", job.ledger, *QUARTER, "--of", "killed", "--json").json["total"]
    assert (figures["killed"]["low"], figures["killed"]["best"]) == (killed["low"], killed["best"])
    assert post["as_of"] == told["as_of"]


# What is found


@pytest.fixture(scope="module")
def read(job: Job) -> dict[str, list[dict[str, Any]]]:
    """What is read from each report of the example, by its file's name."""
    names = [file.stem for file in sorted((EXAMPLE / "reports").iterdir())]
    lines = run("read", EXAMPLE / "reports", "--theatre", "iraq").lines
    return {name: line["incidents"] for name, line in zip(names, lines, strict=True)}


def english(name: str) -> bool:
    return "\nlanguage: en\n" in (EXAMPLE / "reports" / f"{name}.md").read_text("utf-8")


def test_most_incidents_that_english_reports_tell_are_found(
    read: dict[str, list[dict[str, Any]]], capsys: pytest.CaptureFixture[str]
) -> None:
    asked, missed = [], []
    for line in (EXAMPLE / "key.jsonl").read_text("utf-8").splitlines():
        key = json.loads(line)
        files = {name.partition("#")[0].removesuffix(".md") for name in key["reports"]}
        files = {name for name in files if english(name)}
        if not files or key["admin1"] is None:
            continue
        asked.append(key["incident"])
        told = [one for name in files for one in read[name] if _fits(one, key)]
        if not told:
            missed.append(key["incident"])
    recall = 1 - len(missed) / len(asked)
    with capsys.disabled():
        print(f"\nexample: {recall:.2f} of {len(asked)} English incidents found; missed: {', '.join(missed) or 'none'}")  # noqa: T201
    assert recall >= RECALL, missed


def _fits(one: dict[str, Any], key: dict[str, Any]) -> bool:
    """The right province, and a day or month that holds the key's."""
    place, when = one["place"] or {}, one["when"]
    if place.get("admin1") != key["admin1"] or when is None:
        return False
    day = key["date"]
    return bool(when["start"][: len(day)] <= day <= when["end"][: len(day)])


@pytest.mark.parametrize("name", IRRELEVANT)
def test_irrelevant_english_reports_tell_no_incident(read: dict[str, list[dict[str, Any]]], name: str) -> None:
    assert english(name)
    assert [one["kind"] for one in read[name]] == []


def test_every_value_read_has_words_or_a_derivation(read: dict[str, list[dict[str, Any]]]) -> None:
    exempt = {"id", "role", "confidence", "evidence", "derived"}
    for name, incidents in read.items():
        for one in incidents:
            named = {entry["field"].partition(".")[0] for entry in (*one["evidence"], *one["derived"])}
            filled = {field for field, value in one.items() if value not in (None, [])} - exempt
            assert filled <= named, name


# The post in a browser


QUOTES = """() => {
  const dialog = document.querySelector('dialog');
  return [dialog.open, [...dialog.querySelectorAll('blockquote')].map(
    (b) => [b.dataset.document, +b.dataset.start, +b.dataset.end, b.querySelector('mark').textContent])];
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"


class Seen(NamedTuple):
    """What a browser showed. figures: by id, whether its dialog opened and the quotes in it."""

    figures: list[tuple[str, bool, list[tuple[str, int, int, str]]]]
    requests: list[str]
    trouble: list[str]
    phone_width: int
    phone_dialog: tuple[float, float]


def _chromium() -> str:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing = "Chromium is not installed: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return path


def _in_own_thread(look: Callable[[], Seen]) -> Seen:
    # Playwright allows one of its loops a thread, and another test may hold this one's.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(look).result()


def _look(path: str, page_file: Path) -> Seen:
    from playwright.sync_api import sync_playwright

    requests: list[str] = []
    trouble: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: trouble.append(message.text))
        page.goto(page_file.as_uri())
        page.evaluate(OPEN_ALL)
        figures = []
        for link in page.locator("a[data-figure]").all():
            link.click()
            is_open, quotes = page.evaluate(QUOTES)
            figures.append((str(link.get_attribute("data-figure")), is_open, [tuple(quote) for quote in quotes]))
            page.keyboard.press("Escape")
        phone = browser.new_page(viewport=PHONE)
        phone.goto(page_file.as_uri())
        phone.evaluate(OPEN_ALL)
        width = phone.evaluate("document.documentElement.scrollWidth")
        phone.locator("a[data-figure]").first.click()
        box = phone.locator("dialog").bounding_box()
        browser.close()
    return Seen(figures, requests, trouble, width, (box["x"], box["x"] + box["width"]) if box else (-1, -1))


@pytest.fixture(scope="module")
def seen(job: Job) -> Seen:
    path = _chromium()
    return _in_own_thread(lambda: _look(path, job.page))


@pytest.mark.chromium
def test_every_figure_opens_quotes_that_stand_in_their_documents(seen: Seen, texts: dict[str, str]) -> None:
    assert len(seen.figures) > 40
    for figure, is_open, quotes in seen.figures:
        assert is_open and quotes, figure
        for document, start, end, quote in quotes:
            assert texts[document][start:end] == quote


@pytest.mark.chromium
def test_the_page_asks_for_nothing_outside_itself(seen: Seen, job: Job) -> None:
    assert [url for url in seen.requests if url != job.page.as_uri() and not url.startswith("data:")] == []
    assert seen.trouble == []


@pytest.mark.chromium
def test_a_phone_does_not_scroll_sideways(seen: Seen) -> None:
    assert seen.phone_width <= PHONE["width"]
    left, right = seen.phone_dialog
    assert 0 <= left < right <= PHONE["width"]


def test_every_number_of_the_post_rests_on_words(job: Job, texts: dict[str, str]) -> None:
    post = stored(job.page)
    for figure in post["figures"].values():
        assert figure["quotes"] or not figure["incidents"], figure["id"]
    for quote in post["quotes"].values():
        assert texts[quote["document"]][quote["start"] : quote["end"]] == quote["quote"]


def test_the_paste_has_no_script_and_its_pictures_beside_it(job: Job) -> None:
    paste = job.page.with_name("post.paste.html")
    text = paste.read_text("utf-8")
    assert not re.search(r"<script|<style|<link|\bon\w+=|javascript:", text)
    for name in re.findall(r'<img src="([^"]+)"', text):
        assert paste.with_name(name).read_bytes().startswith(b"\x89PNG")
    assert [Path(line).name for line in job.post.out.splitlines()] == [
        "post.html", "post.md", "post.post.json", "post.paste.html", "post.chart.png", "post.map.png",
    ]  # fmt: skip


# A week on


def test_a_later_post_says_what_moved_and_leaves_the_first_to_the_byte(job: Job, tmp_path: Path) -> None:
    ledger = tmp_path / "later.sijill"
    shutil.copy(job.ledger, ledger)
    before = stored(job.page)["figures"]["incidents"]["best"]
    line = "IED, supply convoy, Babil, 28 Dec 2020, 2 wounded"
    assert run("note", line, "--ledger", ledger, "--author", "editor").status == 0
    out = tmp_path / "second" / "post.html"
    with unchanged(job.page):
        ran = run("post", "--ledger", ledger, *QUARTER, "--since", job.page, "--out", out)
    assert ran.status == 0
    note = out.with_name("post.correction.md").read_text("utf-8")
    # Where a report may tell of several attacks the figure has its range beside it.
    assert re.search(rf": {before}(?: \(\d+–\d+\))?, now {before + 1}(?: \(\d+–\d+\))?\.", note)
    assert "Entered: December 28, 2020 – " in note and "Babil" in note
    assert re.search(r"Wounded, [^:]+: [^,]+, now ", note)
    assert "Since the post of" in out.read_text("utf-8")


def test_without_a_change_the_later_post_says_so(job: Job, tmp_path: Path) -> None:
    out = tmp_path / "same.html"
    run("post", "--ledger", job.ledger, *QUARTER, "--since", job.page, "--out", out)
    assert "No figure has changed since" in out.with_name("same.correction.md").read_text("utf-8")


def test_the_attack_of_20_december_stays_in_the_list(job: Job) -> None:
    """An arrest that is joined to an attack takes its kind from it, and the attack out of the counts."""
    lines = job.page.with_suffix(".md").read_text("utf-8").splitlines()
    assert any(line.startswith("Dec 20 – [Rockets") and "left out" not in line for line in lines)
