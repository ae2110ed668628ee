"""`sijill check`: exit 0 if every sum holds, 1 for an error found or a post not read, 2 for wrong usage."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.running import Ran, error_line, program, run

RIGHT = """Attacks of the month

IED – supply convoy – Babil – 2 wounded

Rockets – Green Zone, Baghdad – 1 killed

October Totals – 2
"""
WRONG = RIGHT.replace("Totals – 2", "Totals – 3")


@pytest.fixture
def right(tmp_path: Path) -> Path:
    (tmp_path / "right.md").write_text(RIGHT, "utf-8")
    return tmp_path / "right.md"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    (tmp_path / "wrong.md").write_text(WRONG, "utf-8")
    return tmp_path / "wrong.md"


def check(*args: object) -> Ran:
    return run("check", *args, "--theatre", "iraq", "--published", "2020-11-02")


def test_a_post_whose_sums_hold_exits_0(right: Path) -> None:
    ran = check(right)
    assert (ran.status, ran.err) == (0, "")
    assert "2 attacks listed, 1 totals stated" in ran.out and "every sum holds" in ran.out


def test_a_wrong_total_exits_1_and_is_quoted(wrong: Path) -> None:
    ran = check(wrong)
    assert (ran.status, ran.err) == (1, "")
    assert "error: The total says 3 attacks in October 2020, but the list has 2." in ran.out
    assert "line 7: “October Totals – 3”" in ran.out


def test_json_gives_the_figures_and_the_words(right: Path, wrong: Path) -> None:
    ran = check(right, wrong, "--json")
    assert ran.status == 1
    one, two = ran.json
    assert (one["n_listed"], one["n_stated"], one["checks"]) == (2, 1, [])
    (error,) = two["checks"]
    assert (error["rule"], error["severity"], error["stated"], error["found"]) == ("total_vs_listed", "error", 3, 2)
    for entry in error["evidence"]:
        assert WRONG[entry["start"] : entry["end"]] == entry["quote"]


def test_a_post_that_cannot_be_read_exits_1_and_the_others_are_checked(right: Path) -> None:
    ran = check(right.with_name("none.md"), right)
    assert ran.status == 1
    assert "none.md: no such file" in ran.err and "every sum holds" in ran.out


def test_check_as_a_program(wrong: Path) -> None:
    ran = program("check", wrong, "--theatre", "iraq", "--published", "2020-11-02")
    assert (ran.status, ran.err) == (1, "")
    assert "error: " in ran.out


def test_wrong_usage_exits_2() -> None:
    assert run("check").status == 2


def test_a_ledger_that_counts_otherwise_is_a_warning(right: Path, ledger: Path) -> None:
    ran = check(right, "--ledger", ledger)
    assert ran.status == 0
    assert "warning: The post lists 2 attacks in 2020-10, the ledger counts 1." in ran.out


def test_a_ledger_that_counts_the_same_says_nothing(tmp_path: Path, ledger: Path) -> None:
    post = tmp_path / "same.md"
    post.write_text("IED – supply convoy – Babil – 2 wounded\n\nOctober Totals – 1\n", "utf-8")
    ran = check(post, "--ledger", ledger, "--json")
    assert (ran.status, ran.json[0]["checks"]) == (0, [])


def test_a_ledger_that_is_not_there_is_told(right: Path, tmp_path: Path) -> None:
    assert "no ledger at" in error_line(check(right, "--ledger", tmp_path / "none.sijill"))


def test_an_undated_post_is_told_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "undated.md").write_text(RIGHT.replace("October Totals", "Totals"), "utf-8")
    ran = run("check", tmp_path / "undated.md", "--theatre", "iraq")
    assert "2 of 2 listed attacks have no date" in ran.err
    assert "--published" in ran.err
    assert run("check", tmp_path / "undated.md", "--theatre", "iraq", "--published", "2020-10-30").err == ""


def test_a_language_without_a_pack_is_refused(right: Path) -> None:
    ran = run("check", right, "--lang", "fr")
    assert ran.status == 1
    assert "no language pack 'fr'; installed: ar, en" in ran.err


def test_a_file_that_fails_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("", "utf-8")
    ran = run("check", tmp_path / "empty.md")
    assert ran.status == 1
    assert ran.err.count("empty.md") == 1


def test_a_post_is_called_by_its_title_alone(tmp_path: Path) -> None:
    post = tmp_path / "july.md"
    post.write_text(f"# Iraq security tracker, July 2021\nPublished August 2, 2021\n\n{RIGHT}", "utf-8")
    assert run("check", post, "--theatre", "iraq").out.startswith("Iraq security tracker, July 2021: ")
    post.write_text(f"Monday, August 2, 2021\n\nA quiet July in Iraq\n\n{RIGHT}", "utf-8")
    assert run("check", post, "--theatre", "iraq").out.startswith("A quiet July in Iraq: ")
    post.write_text(f"\n**متابعة أمنية، تموز 2021**\n\n{RIGHT}", "utf-8")
    assert run("check", post, "--theatre", "iraq").out.startswith("متابعة أمنية، تموز 2021: ")
