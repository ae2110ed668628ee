"""`sijill today`: what is new, the day and the week as ranges, what is doubtful; and what is fetched, and when not."""

from __future__ import annotations

import json
import re
import shutil
import threading
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from cli.running import error_line, run
from sijill import codebook, daily, ingest, pipeline
from sijill.errors import BadInput, BadPack
from sijill.model.text import Document
from sijill.theatre import load
from sijill.theatre.feeds import Feed

NOW = datetime(2020, 12, 21, 9, tzinfo=UTC)
IRAQ = Path(str(load("iraq").folder))


def test_a_folder_is_read_and_the_day_shown(tmp_path: Path, reports_file: Path) -> None:
    ledger = tmp_path / "x.sijill"
    ran = run("today", reports_file, "--ledger", ledger, "--theatre", "iraq", "--day", "2020-12-21")
    assert ran.status == 0
    assert "5 new, 0 known documents" in ran.err
    lines = ran.out.splitlines()
    assert lines[0] == "2020-12-21: 5 new documents, 4 reports of incidents"
    assert any("2020-10-11; Babil; ied on supply convoy; 2 wounded  (River Wire)" in line for line in lines)
    assert "2 doubtful of 4 reports that nobody has reviewed" in lines
    assert any("may be the same as" in line for line in lines)
    again = run("today", reports_file, "--ledger", ledger, "--day", "2020-12-21")
    assert "0 new, 5 known documents" in again.err
    assert again.out == ran.out


def test_a_new_report_of_what_did_not_occur_says_so(ledger: Path) -> None:
    run("note", "Rockets, Mosul, 8 December 2020, foiled", "--ledger", ledger)
    shown = run("today", "--ledger", ledger, "--day", "2020-12-21", "--since", "2020-01-01T00:00+03:00", "--all").out
    assert "2020-12-08; Mosul, Ninewa; rocket; foiled" in shown


def test_the_day_and_the_week_stand_beside_the_last_as_ranges(ledger: Path) -> None:
    told = run("today", "--ledger", ledger, "--day", "2020-12-21", "--json").json
    periods = {period["name"]: period for period in told["periods"]}
    assert list(periods) == ["today", "yesterday", "this week", "last week"]
    assert (periods["this week"]["start"], periods["this week"]["end"]) == ("2020-12-20", "2020-12-21")
    assert (periods["last week"]["start"], periods["last week"]["end"]) == ("2020-12-13", "2020-12-19")
    assert periods["yesterday"]["incidents"]["low"] == 1 and periods["today"]["incidents"]["low"] == 0
    assert not periods["this week"]["complete"] and periods["last week"]["complete"]
    shown = run("today", "--ledger", ledger, "--day", "2020-11-18").out
    assert re.search(r"yesterday, 2020-11-17 +2 +2 +at least 5", shown)


def test_an_unknown_toll_is_not_zero(ledger: Path) -> None:
    run("note", "IED, convoy, Babil, 20 Dec 2020", "--ledger", ledger)
    run("reject", "--ledger", ledger, next(i for i in _ids(ledger) if "Basra" in i[1])[0])
    assert re.search(r"yesterday, 2020-12-20 +1 +not stated +not stated", run(
        "today", "--ledger", ledger, "--day", "2020-12-21").out)  # fmt: skip


def _ids(ledger: Path) -> list[tuple[str, str]]:
    return [(row["incident"], str(row["admin1"])) for row in run("incidents", "--ledger", ledger, "--json").json]


def test_what_came_in_before_is_not_new(ledger: Path) -> None:
    told = run("today", "--ledger", ledger, "--since", "2100-01-01", "--json").json
    assert (told["documents"], told["reports"]) == ([], [])
    assert told["n_waiting"] == 4
    whole = run("today", "--ledger", ledger, "--since", "2020-01-01T00:00+03:00", "--json").json
    assert (len(whole["documents"]), len(whole["reports"])) == (5, 4)


def test_a_week_of_which_nothing_was_read_has_no_zeros(ledger: Path) -> None:
    ran = run("today", "--ledger", ledger, "--day", "2019-12-21")
    assert re.search(r"this week, 2019-12-15 to 2019-12-21 +none read *\n", ran.out)
    assert "0.00" not in ran.out
    assert (
        "today, yesterday, this week, last week: no documents of those days were read, which does not mean" in ran.out
    )
    told = run("today", "--ledger", ledger, "--day", "2019-12-21", "--json").json
    assert [period["n_documents"] for period in told["periods"]] == [0, 0, 0, 0]


def test_a_day_that_a_document_of_the_next_may_tell_of_was_read(ledger: Path) -> None:
    days = {
        period["name"]: period
        for period in run("today", "--ledger", ledger, "--day", "2020-12-21", "--json").json["periods"]
    }
    assert days["yesterday"]["n_documents"] > 0


def test_a_sequence_number_is_no_moment(ledger: Path) -> None:
    assert "is no moment" in error_line(run("today", "--ledger", ledger, "--since", "12"))


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path, reports_file: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n", "utf-8")
    ran = run("today", bad, reports_file, "--ledger", tmp_path / "x.sijill", "--theatre", "iraq")
    assert ran.status == 1
    assert "sijill import" in ran.err and "5 new, 0 known documents, 1 failed" in ran.err


def test_without_a_ledger_and_without_files_the_remedy_is_said(tmp_path: Path) -> None:
    assert "no ledger at" in error_line(run("today", "--ledger", tmp_path / "x.sijill"))


# What is fetched


def test_a_theatre_without_feeds_says_where_to_list_them(ledger: Path) -> None:
    said = error_line(run("today", "--fetch", "--ledger", ledger))
    assert "lists nothing to fetch" in said and "feeds.csv" in said and "--feed URL" in said


def with_feeds(folder: Path, rows: str) -> Path:
    shutil.copytree(IRAQ, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "feeds.csv").write_text(f"outlet,url,kind,language\n{rows}\n", "utf-8")
    return folder


def test_a_theatre_may_list_feeds_and_its_hash_stays(tmp_path: Path) -> None:
    outlet = next(iter(load("iraq").outlets))
    told = load(with_feeds(tmp_path / "iraq", f"{outlet},https://news.example/rss,feed,en"))
    assert told.feeds == (Feed("https://news.example/rss", "feed", outlet, "en"),)
    assert told.hash == load("iraq").hash
    assert load("iraq").feeds == ()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("nobody,https://news.example/rss,feed,en", "not in outlets.csv"),
        (",ftp://news.example/rss,feed,en", "must begin with https"),
        (",https://news.example/rss,rss,en", "must be one of: feed, page"),
        (",https://a.example/,feed,en\n,https://a.example/,feed,en", "listed twice"),
    ],
)
def test_a_feed_that_does_not_hold_together_is_refused(tmp_path: Path, row: str, why: str) -> None:
    with pytest.raises(BadPack, match=why):
        load(with_feeds(tmp_path / "iraq", row))


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of a web server of this folder, and the paths that were asked of it."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def web(url: str) -> Iterable[ingest.Read | ingest.Failure]:
    """What lies at an address: JSON lines stand for a feed, text for an article."""
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310
            data = answer.read()
    except urllib.error.HTTPError as error:
        error.close()
        return [ingest.Failure(url, url, f"{url}: the server answers {error.code}")]
    return list(ingest.from_bytes(data, name=url, tz=UTC, now=NOW))


def test_an_entry_is_read_at_its_own_address_once(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    long = "A roadside bomb hit a supply convoy in Babil on December 20, wounding two soldiers, police said."
    (site / "a.txt").write_text(long, "utf-8")
    with served(site) as (address, asked):
        entries = [
            {
                "text": "Bomb in Babil",
                "url": f"{address}/a.txt",
                "title": "Bomb",
                "published": "2020-12-20",
                "outlet": "River Wire",
            },
            {"text": "Rockets hit the Green Zone in Baghdad on December 20.", "url": f"{address}/gone.txt"},
        ]
        (site / "feed.jsonl").write_text("\n".join(map(json.dumps, entries)), "utf-8")
        where = str(tmp_path / "x.sijill")
        feed = Feed(f"{address}/feed.jsonl")
        theatre = pipeline.theatre("iraq")

        def gathered() -> list[Any]:
            return list(daily.gather([feed], web, known=daily.known_addresses(where)))

        first, failure, second = gathered()
        assert (first.text, first.title, first.url) == (long, "Bomb", f"{address}/a.txt")
        assert first.outlet == "River Wire" and first.published.date() == date(2020, 12, 20)
        assert isinstance(failure, ingest.Failure) and second.text == entries[1]["text"]
        steps = list(daily.add(where, theatre, [first, second], author="huda", now=NOW))
        assert [step.state for step in steps] == ["new", "new"]
        asked.clear()
        assert gathered() == []
        assert asked == ["/feed.jsonl"]
        told = daily.today(where, theatre, codebook.load("attacks"), day=date(2020, 12, 21))
        assert (len(told.documents), len(told.reports)) == (2, 2)


def test_a_page_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Rockets hit the Green Zone in Baghdad on December 20.", "utf-8")
    with served(tmp_path) as (address, asked):
        (found,) = daily.gather([Feed(f"{address}/page.txt", "page", "palm", "en")], web, known=lambda url: True)
        assert isinstance(found, Document) and (found.language, found.outlet) == ("en", "palm")
        assert asked == ["/page.txt"]


def test_a_moment_without_a_zone_is_refused(ledger: Path) -> None:
    with pytest.raises(BadInput, match="has no time zone"):
        daily.today(str(ledger), pipeline.theatre("iraq"), codebook.load("attacks"), day=date(2020, 12, 21),
                    since=datetime(2020, 12, 21))  # fmt: skip
