"""`sijill post`: the files of a period, in both languages and notations, and what has moved since."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli.reports import BASRA
from cli.running import Ran, error_line, program, run, unchanged

QUARTER = ("--from", "2020-10-01", "--to", "2020-12-31")


def post(ledger: Path, out: Path, *args: object) -> Ran:
    return run("post", "--ledger", ledger, "--out", out, *args)


def stored(out: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(out.with_suffix(".post.json").read_text("utf-8"))
    return told


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "posts" / "quarter.html"


def test_a_post_is_a_page_markdown_and_its_figures(ledger: Path, out: Path) -> None:
    ran = post(ledger, out, *QUARTER)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [str(out.with_suffix(end)) for end in (".html", ".md", ".post.json")]
    told = stored(out)
    assert told["figures"]["incidents"]["best"] == 4
    assert (told["start"], told["end"]) == ("2020-10-01", "2020-12-31")
    assert "October Totals" in out.with_suffix(".md").read_text("utf-8")
    # A post never says more than the ledger counts.
    assert told["as_of"] == run("count", "--ledger", ledger, "--json").json["as_of"]


def test_a_week_is_the_theatres(ledger: Path, out: Path) -> None:
    assert post(ledger, out, "--week", "2020-11-18").status == 0
    told = stored(out)
    assert (told["start"], told["end"]) == ("2020-11-15", "2020-11-21")
    assert told["figures"]["incidents"]["best"] == 2


def test_paste_has_pictures_and_no_script(ledger: Path, out: Path) -> None:
    ran = post(ledger, out, *QUARTER, "--paste")
    names = [Path(line).name for line in ran.out.splitlines()]
    assert names[3:] == ["quarter.paste.html", "quarter.chart.png", "quarter.map.png"]
    assert not re.search(r"<script|<style|\bon\w+=", out.with_name("quarter.paste.html").read_text("utf-8"))


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Anniversary of 2006: Execution of Saddam Hussein"), ("ar", "ذكرى 2006: إعدام صدام حسين")],
)
def test_a_day_to_watch_is_told_as_an_anniversary_in_every_form(
    ledger: Path, out: Path, language: str, said: str
) -> None:
    post(ledger, out, *QUARTER, "--paste", "--lang", language)
    for name in ("quarter.html", "quarter.md", "quarter.paste.html"):
        told = out.with_name(name).read_text("utf-8")
        assert said in told
        assert told.count(said) == told.count(said.split(": ")[1])


def test_the_notation_may_be_letters(ledger: Path, out: Path) -> None:
    post(ledger, out, *QUARTER, "--notation", "kw")
    lettered = out.with_suffix(".md").read_text("utf-8")
    assert re.search(r"\(1K\D{0,3}5\+?W\)|1K, ", re.sub(r"\]\([^)]*\)|[\[*]", "", lettered))
    post(ledger, out, *QUARTER)
    assert "1 killed" in re.sub(r"\]\([^)]*\)|[\[*]", "", out.with_suffix(".md").read_text("utf-8"))


def test_the_sentences_may_be_arabic(ledger: Path, out: Path) -> None:
    assert post(ledger, out, *QUARTER, "--lang", "ar").status == 0
    page = out.read_text("utf-8")
    assert re.search(r'<html[^>]*lang="ar"[^>]*dir="rtl"', page)
    assert stored(out)["figures"]["incidents"]["best"] == 4


def test_title_standfirst_and_titles_of_sources(ledger: Path, out: Path, tmp_path: Path) -> None:
    titles = tmp_path / "titles.toml"
    titles.write_text(f'"{BASRA}" = "A bomb in the south"\n', "utf-8")
    post(ledger, out, *QUARTER, "--title", "A quarter of rockets", "--standfirst", "Four attacks", "--titles", titles)
    told = out.with_suffix(".md").read_text("utf-8")
    assert told.startswith("# A quarter of rockets\n")
    assert "Four attacks" in told


def test_a_new_post_says_what_moved_and_leaves_the_old_one(ledger: Path, out: Path, tmp_path: Path) -> None:
    post(ledger, out, *QUARTER, "--paste")
    line = "IED, supply convoy, Muthanna, 5 Dec 2020, 1 wounded"
    assert run("note", line, "--ledger", ledger, "--author", "editor").status == 0
    later = tmp_path / "later" / "january.html"
    with unchanged(out):
        ran = post(ledger, later, *QUARTER, "--since", out)
    assert ran.out.splitlines()[-1] == str(later.with_suffix(".correction.md"))
    note = later.with_suffix(".correction.md").read_text("utf-8")
    assert re.search(r"Attacks, [^:]+: 4, now 5\.", note)
    assert "Entered: " in note and "Muthanna" in note


def test_the_earlier_post_is_not_written_over(ledger: Path, out: Path) -> None:
    post(ledger, out, *QUARTER)
    with unchanged(out):
        ran = post(ledger, out, *QUARTER, "--since", out)
    assert ran.status == 2
    assert "would write over the earlier post" in ran.err


def test_a_period_must_be_named_and_run_forward(ledger: Path, out: Path) -> None:
    assert post(ledger, out).status == 2
    assert post(ledger, out, "--from", "2020-10-01").status == 2
    assert "before it starts" in error_line(post(ledger, out, "--from", "2020-12-31", "--to", "2020-10-01"))
    assert "write it as YYYY-MM-DD" in error_line(post(ledger, out, "--week", "now"))
    assert not out.parent.exists()


def test_what_is_no_post_is_refused(ledger: Path, out: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>hello</p>", "utf-8")
    assert "no stored figures" in error_line(post(ledger, out, *QUARTER, "--since", page))


def test_a_period_without_attacks_is_a_post_of_none(ledger: Path, out: Path) -> None:
    assert post(ledger, out, "--from", "2020-01-01", "--to", "2020-01-31").status == 0
    assert stored(out)["figures"].get("incidents", {"best": 0})["best"] == 0


def test_post_as_a_program_prints_its_files_alone(ledger: Path, out: Path) -> None:
    ran = program("post", "--ledger", ledger, "--out", out, *QUARTER)
    assert (ran.status, ran.err) == (0, "")
    assert all(Path(line).is_file() for line in ran.out.splitlines())


def test_trends_and_an_outlook_are_sections(ledger: Path, out: Path) -> None:
    ran = post(ledger, out, *QUARTER, "--trends", "--outlook", "--trends=spread,killed", "--where", "weapon=ied")
    assert (ran.status, ran.err) == (0, "")
    found = stored(out)["findings"]
    assert [one["kind"] for one in found] == ["levels", "now", "spread", "killed", "outlook"]
    assert {one["filter"] for one in found} == {"weapon=ied"}
    assert post(ledger, out, *QUARTER, "--trends").status == 0
    told = stored(out)["findings"]
    assert [one["kind"] for one in told] == ["levels", "now"] and all(one["as_of"] for one in told)
    # No day after the ledger's last document is a day without attacks.
    last = run("trends", "--ledger", ledger, "--only", "levels", "--json").json["to"]
    assert {one["end"] for one in told} == {last}
    assert "no trend 'nope'" in error_line(post(ledger, out, *QUARTER, "--trends=nope"))
    assert post(ledger, out, *QUARTER, "--until", "2020-11-01", "--trends").status == 2


def test_a_period_is_named_once(ledger: Path, out: Path) -> None:
    ran = post(ledger, out, "--week", "2020-12-21", "--from", "2020-12-01")
    assert ran.status == 2
    assert "name the period once" in ran.err


def test_another_form_of_file_is_refused(ledger: Path, out: Path) -> None:
    ran = post(ledger, out.with_suffix(".pdf"), *QUARTER)
    assert ran.status == 2
    assert "end the name with .html" in ran.err
    assert not out.parent.exists()


def test_posts_of_periods_that_share_no_day_are_not_compared(ledger: Path, out: Path) -> None:
    assert post(ledger, out, *QUARTER).status == 0
    later = out.with_name("later.html")
    ran = post(ledger, later, "--from", "2021-01-01", "--to", "2021-01-31", "--since", out)
    assert ran.status == 2
    assert "no figure of the two can be compared" in ran.err
    assert not later.exists()


@pytest.mark.parametrize("ending", [".html", ".md", ".post.json", ".paste.html", ".chart.png"])
def test_a_file_that_is_no_earlier_post_is_not_written_over(ledger: Path, out: Path, ending: str) -> None:
    own = out.with_suffix(ending)
    own.parent.mkdir()
    own.write_text("# منشوري\n\nكتبته بيدي.\n", "utf-8")
    with unchanged(own):
        said = error_line(post(ledger, out, *QUARTER, "--paste"))
    assert str(own) in said and "was not written by `sijill post`; give another --out, or --force" in said
    assert post(ledger, out, *QUARTER, "--paste", "--force").status == 0
    assert not own.read_bytes().startswith(b"# \xd9")


def test_its_own_earlier_files_are_written_over(ledger: Path, out: Path) -> None:
    for period in (QUARTER, ("--from", "2020-01-01", "--to", "2020-01-31"), QUARTER):
        assert post(ledger, out, *period, "--paste", "--lang", "ar").status == 0
