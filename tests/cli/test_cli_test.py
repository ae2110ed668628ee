"""`sijill test`: what a step may be, its forms, and what it refuses."""

from __future__ import annotations

import csv
import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.running import error_line, run

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "musings-2020-12-26.txt"
PLACES = {"en": ("Babil", "Basra", "Kirkuk"), "ar": ("بابل", "البصرة", "كركوك")}


def _texts() -> list[dict[str, Any]]:
    """A year of invented reports, half of them Arabic: an attack every third day, and after 1 June every ninth."""
    told, day, n = [], date(2020, 1, 1), 0
    while day < date(2020, 7, 30):
        language = ("en", "ar")[n % 2]
        place = PLACES[language][n % 3]
        text = {
            "en": f"A roadside bomb hit a supply convoy in {place} on {day:%A}, {day.day} {day:%B}.",
            "ar": f"انفجرت عبوة ناسفة على رتل دعم لوجستي في محافظة {place} يوم {day.day}/{day.month}/{day.year}.",
        }[language]
        told.append(
            {"id": f"r{n}", "lang": language, "published": day.isoformat(), "outlet": f"Outlet {n}", "text": text}
        )
        day += timedelta(days=3 if day < date(2020, 6, 1) else 9)
        n += 1
    meeting = "Esmail Qaani met Hadi al-Amiri in Baghdad on Monday."
    told.append({"id": "meeting", "lang": "en", "published": "2020-06-02", "outlet": "River Wire", "text": meeting})
    return told


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("steps")
    file = folder / "texts.jsonl"
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in _texts()), "utf-8")
    assert run("add", file, "--ledger", folder / "l.sijill", "--theatre", "iraq").status == 0
    return folder / "l.sijill"


def told(book: Path, *args: object) -> dict[str, Any]:
    found: dict[str, Any] = run("test", *args, "--ledger", book, "--json").json
    return found


def test_a_day_is_tested_with_counts_of_both_languages(book: Path) -> None:
    found = told(book, "2020-06-01", "--days", 30)
    counts = [one["best"] for one in found["comparisons"][0]["counts"]]
    assert counts == [10, 4] and found["at"] == "2020-06-01" and found["units"] == "attacks"
    assert found["comparisons"][0]["placebo"]["n_dates"] == 93
    assert len(found["incidents"]) == sum(found["by_day"]["best"])


def test_the_headline_comes_first_for_people(book: Path) -> None:
    ran = run("test", "2020-06-01", "--ledger", book)
    lines = [line for line in ran.out.splitlines() if line]
    assert ran.status == 0 and lines[0] == "1 June 2020" and lines[1].startswith("The change ranks ")
    assert "exact conditional" in ran.out and "codebook attacks" in ran.err


def test_an_interaction_of_the_ledger_is_a_step(book: Path) -> None:
    listed = run("timeline", "--only", "interaction", "--json", "--ledger", book).json["moments"]
    meeting = next(one for one in listed if one["kind"] == "meet")
    found = told(book, meeting["id"][:8], "--days", 20)
    assert found["at"] == "2020-06-01" and found["step"] == "Esmail Qaani: meet Hadi al-Amiri, 1 June 2020"


def test_a_watch_date_is_a_step_by_id_and_by_name_in_either_language(book: Path) -> None:
    for name in ("fall_of_mosul@2020", "Fall of Mosul:2020", "سقوط الموصل@2020"):
        found = told(book, name, "--days", 14)
        assert found["at"] == "2020-06-10" and found["step"] == "Fall of Mosul, 10 June 2020"


def test_filters_and_those_not_addressed(book: Path) -> None:
    found = told(book, "2020-06-01", "--days", 28, "--where", "admin1=Babil", "--against", "admin1!=Babil")
    assert found["filter"] == "admin1=Babil" and found["against"] == "admin1!=Babil"
    (a, b), (c, d) = found["difference"]["counts"]
    assert a + c > b + d and found["difference"]["placebo"]["n_dates"]
    assert any("synthetic control" in why for why in found["untold"])


def test_csv_has_a_row_a_statistic(book: Path) -> None:
    ran = run("test", "2020-06-01", "--csv", "--ledger", book)
    rows = list(csv.DictReader(ran.out.splitlines()))
    assert [row["statistic"] for row in rows][:2] == ["exact conditional", "gamma-Poisson"]
    assert rows[-1]["statistic"] == "placebo rank" and rows[-1]["p"]


def test_a_chart_is_drawn_in_arabic(book: Path, tmp_path: Path) -> None:
    ran = run("test", "2020-06-01", "--chart", tmp_path / "step.html", "--lang", "ar", "--ledger", book)
    assert (
        "مرتبة هذا التغير" in ran.out
        and "drawn to" in ran.err
        and 'dir="rtl"' in (tmp_path / "step.html").read_text("utf-8")
    )


def test_what_is_no_step_is_refused_with_what_may_be_one(book: Path) -> None:
    assert "a watch date" in error_line(run("test", "someday", "--ledger", book))
    assert "is no day" in error_line(run("test", "2020-02-31", "--ledger", book))
    assert "no anniversary" in error_line(run("test", "fall_of_mosul@2010", "--ledger", book))
    assert "nothing can be compared" in error_line(run("test", "2019-01-01", "--ledger", book))
    assert "no expectation" in error_line(run("test", "2020-06-01", "--expect", "better", "--ledger", book))


def test_a_ledger_of_nothing_says_that_nothing_has_a_date(tmp_path: Path) -> None:
    file = tmp_path / "calm.txt"
    file.write_text("The river was calm and the market was open.", "utf-8")
    run("add", file, "--ledger", tmp_path / "l.sijill", "--theatre", "iraq")
    assert "no incident that counts has a date" in error_line(
        run("test", "2020-06-01", "--ledger", tmp_path / "l.sijill")
    )


@pytest.mark.shared
def test_the_tracker_posts_seven_one_eight(tmp_path: Path) -> None:
    if not SEED.is_file():
        missing = "the post is not beside the checkout (shared/seed)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    file = tmp_path / "post.jsonl"
    line = {"id": "post", "text": SEED.read_bytes().decode("utf-8"), "published": "2020-12-26", "lang": "en"}
    file.write_text(json.dumps(line), "utf-8")
    assert run("add", file, "--ledger", tmp_path / "l.sijill", "--theatre", "iraq").status == 0
    by_days = told(tmp_path / "l.sijill", "2020-11-01", "--until", "2020-12-01")
    by_months = told(tmp_path / "l.sijill", "2020-11-01", "--until", "2020-12-01", "--exposure", "months")
    assert [[c["best"] for c in one["counts"]] for one in by_days["comparisons"]] == [[7, 1], [1, 8], [15, 1]]
    assert by_days["spans"][-1]["to"] == "2020-12-26"
    p = [round(one["ratios"][0]["p"], 3) for one in by_months["comparisons"]]
    assert (p[0], p[2]) == (0.070, 0.030) and round(by_days["comparisons"][2]["ratios"][0]["p"], 3) == 0.016
    ratio = by_months["comparisons"][2]["ratios"][0]
    assert (round(ratio["ratio"], 2), round(ratio["low"], 3), round(ratio["high"], 2)) == (0.13, 0.003, 0.87)
    assert "only a fall to 0" in " ".join(by_days["headline"])
