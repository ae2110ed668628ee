"""The files of a post: Markdown, the fragment for a blog editor, pictures, and notes of correction."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from newsroom import counted, data, exactly

from sijill.errors import BadInput
from sijill.model.views import Incident
from sijill.publish import corrected, draft, read_post, write
from sijill.theatre import Theatre


def test_write_names_its_files(theatre: Theatre, tmp_path: Path) -> None:
    files = write(draft(data(theatre)), tmp_path / "posts/december.html", paste=True)
    assert [file.name for file in files] == [
        "december.html",
        "december.md",
        "december.post.json",
        "december.paste.html",
        "december.chart.png",
        "december.map.png",
    ]
    assert all(file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n" for file in files[-2:])
    assert not [path for path in (tmp_path / "posts").iterdir() if path not in files]


@pytest.mark.parametrize(("language", "range"), [("en", "December 20–26"), ("ar", "20–26 كانون الأول")])
def test_a_range_of_days_is_kept_on_one_line(theatre: Theatre, tmp_path: Path, language: str, range: str) -> None:
    week = {"start": date(2020, 12, 20), "end": date(2020, 12, 26), "language": language, "title": None}
    write(draft(data(theatre, **week)), tmp_path / "week.html", paste=True)
    page, pasted = ((tmp_path / name).read_text("utf-8") for name in ("week.html", "week.paste.html"))
    heading = page[page.index("<h1>") : page.index("</h1>")]
    assert f'<span class="together">{range}</span>' in heading
    assert ".together{white-space:nowrap}" in page
    assert f'<span style="white-space:nowrap">{range}</span>' in pasted[: pasted.index("</h2>")]


def test_write_says_where_it_cannot(theatre: Theatre, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be written"):
        write(draft(data(theatre)), tmp_path / "file/post.html")


def test_paste_has_no_script_and_no_style_element(theatre: Theatre, tmp_path: Path) -> None:
    text = write(draft(data(theatre)), tmp_path / "p", paste=True)[3].read_text("utf-8")
    assert not re.search(r"<script|<style|<link|<dialog|\bon\w+=|class=|javascript:", text)
    assert "<p>" in text and "December Totals – " in text and 'src="p.chart.png"' in text
    assert "&lt;b&gt;was defused" in text and "<b>was defused" not in text
    anchors = set(re.findall(r'\bid="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= anchors


def test_every_line_of_the_list_has_its_day_and_what_is_left_out_its_reason(theatre: Theatre, tmp_path: Path) -> None:
    page, markdown, _, paste = (
        f.read_text("utf-8") for f in write(draft(data(theatre)), tmp_path / "p", paste=True)[:4]
    )
    for text, list, others in (
        (markdown, "## The list", "## Left out of the counts"),
        (paste, "<h3>The list</h3>", "<h3>Left out of the counts</h3>"),
    ):
        bare = re.sub(r"\]\([^)]*\)|<[^>]+>|\[", "", text[text.index(list) :])
        assert "Oct 11 – IED on supply convoy – Babil – no casualties" in bare
        assert "Dec, day not told – Mortar rounds on airport" in bare
        assert text.index("December Totals") < text.index(others) < text.index("left out: weapons found")
        assert "Date not told – Bomb – Halabja – foiled" in bare
    assert '<span class="reason">left out: weapons found</span>' in page
    arabic = [f.read_text("utf-8") for f in write(draft(data(theatre, language="ar")), tmp_path / "a", paste=True)[:4]]
    for text, list in ((arabic[1], "## القائمة"), (arabic[3], "<h3>القائمة</h3>")):
        assert "11 تشرين الأول" in text[text.index(list) :] and "السبب: \u2068weapons found\u2069" in text
    assert '<span class="reason">السبب:' in arabic[0]


def test_markdown_links_every_figure_to_words_in_it(theatre: Theatre, tmp_path: Path) -> None:
    text = write(draft(data(theatre)), tmp_path / "p")[1].read_text("utf-8")
    assert text.startswith("# Attacks On Convoys Rise As A Truce Fades\n")
    assert "**December Totals – [3](#i-" in text
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(re.findall(r'<a id="([^"]+)"', text))
    assert "**طفلة قُتلت**" in text and "\\<b\\>was defused" in text


def later() -> list[Incident]:
    """The ledger a week on: one attack is new, one has left, one toll has risen."""
    first, second, third, fourth, fifth, _ = counted()
    killed = replace(third.fields["killed"], value=exactly(2))
    return [first, second, replace(third, fields={**third.fields, "killed": killed}), fourth, fifth]


def test_correction_says_which_figure_moved_and_by_what(theatre: Theatre, tmp_path: Path) -> None:
    page = write(draft(data(theatre)), tmp_path / "first.html")[0]
    before = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.iterdir()}
    post = corrected(draft(data(theatre, incidents=later())), read_post(page))
    files = write(post, tmp_path / "second.html")
    assert {name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in before} == before
    assert post.correction is not None
    lines = {change.figure: change for change in post.correction.changes}
    assert lines["incidents"].line == "Attacks, October 1 to December 27, 2020: 6, now 5."
    assert lines["killed"].line == "Killed, October 1 to December 27, 2020: at least 1, now at least 2."
    assert [(how, sentence) for how, sentence, _ in lines["incidents"].causes if how == "left"] == [
        ("left", "Left: December 2020 – Mortar rounds on airport")
    ]
    assert {how for how, _, _ in lines["incidents/month=2020-12&weapon=mortar"].causes} == {"left"}
    assert lines["incidents/month=2020-12&weapon=mortar"].line.endswith(": 1, now nothing.")
    assert any(
        "The number killed of “Rockets" in sentence and "from 1 to 2" in sentence
        for _, sentence, _ in lines["killed"].causes
    )
    assert all(quotes for change in post.correction.changes for _, _, quotes in change.causes)
    note = next(file for file in files if file.name == "second.correction.md").read_text("utf-8")
    assert "Since the post of December 27, 2020" in note and "“Mortar rounds" in note
    assert "Since the post of December 27, 2020" in files[0].read_text("utf-8")


def test_correction_of_another_period_compares_only_its_months(theatre: Theatre, tmp_path: Path) -> None:
    until_november = data(theatre, end=date(2020, 11, 30), incidents=counted()[:3], chronology=(), checks=())
    page = write(draft(until_november), tmp_path / "november")[0]
    whole = corrected(draft(data(theatre)), read_post(page))
    assert whole.correction and not whole.correction.changes


def test_correction_tells_a_merge_and_a_split(theatre: Theatre, tmp_path: Path) -> None:
    incidents = counted()
    fourth, fifth = incidents[3], incidents[4]
    merged = replace(fourth, reports=(*fourth.reports, *fifth.reports))
    apart, together = draft(data(theatre)), draft(data(theatre, incidents=[*incidents[:3], merged, incidents[5]]))
    one = write(apart, tmp_path / "apart")[0]
    two = write(together, tmp_path / "together")[2]
    joined, split = corrected(together, read_post(one)), corrected(apart, read_post(two))
    assert joined.correction and split.correction
    assert {how for c in joined.correction.changes if c.figure == "incidents" for how, _, _ in c.causes} == {"merged"}
    assert {how for c in split.correction.changes if c.figure == "incidents" for how, _, _ in c.causes} == {"split"}


def test_correction_of_an_unchanged_post_says_so(theatre: Theatre, tmp_path: Path) -> None:
    post = draft(data(theatre))
    page = write(post, tmp_path / "post")[0]
    same = corrected(post, read_post(page))
    assert same.correction and not same.correction.changes
    assert same.correction.heading == "No figure has changed since the post of December 27, 2020."


@pytest.mark.parametrize("name", ["post.html", "post.post.json", "post.md"])
def test_earlier_post_is_read_from_any_of_its_files(theatre: Theatre, tmp_path: Path, name: str) -> None:
    post = draft(data(theatre))
    write(post, tmp_path / "post")
    earlier = read_post(tmp_path / name)
    assert earlier.figures == dict(post.figures)
    assert earlier.quotes == dict(post.quotes)
    assert earlier.members.keys() == post.members.keys()


def test_page_that_is_no_post_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such post"):
        read_post(tmp_path / "none.html")
    (tmp_path / "x.html").write_text("<p>hello</p>")
    with pytest.raises(BadInput, match="no stored figures"):
        read_post(tmp_path / "x.html")
    (tmp_path / "x.json").write_text('{"form": "other"}')
    with pytest.raises(BadInput, match="its form is 'other'"):
        read_post(tmp_path / "x.json")
