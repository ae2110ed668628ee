"""`sijill trends` and `sijill outlook`: every trend answers or says why not, in three forms and a picture."""

from __future__ import annotations

import json
import random
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.running import error_line, run
from sijill.pipeline.trending import TRENDS

START = date(2020, 1, 6)
TOWNS = {"Baghdad": "بغداد", "Basra": "البصرة", "Hilla": "الحلة", "Kirkuk": "كركوك"}


def reports() -> list[dict[str, Any]]:
    """Forty weeks of attacks in two languages: twice as many after the twentieth week, one in four with a toll."""
    rng = random.Random(3)
    told = []
    for week in range(40):
        for _ in range(2 if week < 20 else 5):
            day = START + timedelta(days=7 * week + rng.randrange(7))
            town = rng.choice(list(TOWNS))
            n = len(told)
            told.append({
                "id": f"r{n}", "url": f"https://news.example/{n}", "outlet": "River Wire",
                "published": str(day + timedelta(days=1)),
                "lang": "ar" if n % 4 == 0 else "en",
                "text": f"انفجرت عبوة ناسفة على رتل في مدينة {TOWNS[town]} يوم {day.day}/{day.month}/{day.year}."
                if n % 4 == 0
                else f"A roadside bomb hit a convoy in {town} on {day:%B} {day.day}, {day.year}"
                + (f", killing {1 + n % 3} soldiers, police said." if n % 3 == 0 else ", police said."),
            })  # fmt: skip
    return told


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("year")
    file = folder / "reports.jsonl"
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in reports()), "utf-8")
    ledger = folder / "ledger.sijill"
    assert run("add", file, "--ledger", ledger, "--theatre", "iraq").status == 0
    return ledger


def trends(ledger: Path, *args: object) -> dict[str, Any]:
    ran = run("trends", "--ledger", ledger, "--json", *args)
    assert ran.status == 0, ran.err
    told: dict[str, Any] = ran.json
    return told


def test_every_trend_answers_or_says_what_is_missing(year: Path) -> None:
    told = trends(year)
    assert [one["name"] for one in told["findings"]] == list(TRENDS)
    found = {one["name"]: one for one in told["findings"]}
    for name, one in found.items():
        assert one["sentence"].endswith(".") and one["title"], name
        assert (one["method"] and one["assumption"] and one["rows"]) if one["told"] else not one["rows"], name
        assert one["told"] or "cannot be told" in one["sentence"]
    assert not found["season"]["told"] and "36 are needed" in found["season"]["sentence"]
    assert all(found[name]["told"] for name in ("levels", "now", "weekday", "followups", "repeats", "spread", "killed"))
    assert told["as_of"] > 0 and len(told["incidents"]) > 100 and told["codebook"] == "attacks"


def test_the_rise_that_was_put_in_is_found(year: Path) -> None:
    (levels,) = trends(year, "--only", "levels")["findings"]
    before, after = levels["rows"]
    middle = START + timedelta(days=140)
    assert before["shift_earliest"] is None
    assert (
        after["shift_earliest"] <= str(middle + timedelta(days=7))
        and str(middle - timedelta(days=7)) <= after["shift_latest"]
    )
    assert after["ratio_low"] > 1 and "rose" in levels["sentence"]


def test_a_filter_and_days_narrow_it_and_are_said(year: Path) -> None:
    told = trends(year, "--only", "killed", "--where", "admin1=Baghdad", "--from", "2020-02-01", "--to", "2020-09-30")
    assert (told["from"], told["to"], told["filter"]) == ("2020-02-01", "2020-09-30", "admin1=Baghdad")
    (killed,) = told["findings"]
    assert "filter: admin1=Baghdad" in killed["method"]
    stated = sum(row["n_stated"] for row in killed["rows"])
    assert 0 < stated < sum(row["n"] for row in killed["rows"]) and any(
        "unknown is not zero" in n for n in killed["notes"]
    )


def test_the_same_seed_gives_the_same_and_words_go_to_stdout(year: Path) -> None:
    first, second = (run("trends", "--ledger", year, "--only", "spread", "--seed", "4") for _ in range(2))
    assert first.out == second.out and first.out.startswith("Spread over places. ")
    assert "Taken for granted: " in first.err and "records up to" in first.err


@pytest.mark.parametrize("name", ["levels", "now", "weekday", "season", "followups", "repeats", "spread", "killed"])
def test_each_trend_is_drawn_and_its_caption_is_its_sentence(year: Path, name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.html"
    ran = run("trends", "--ledger", year, "--only", name, "--chart", file)
    assert ran.status == 0, ran.err
    page = file.read_text("utf-8")
    assert "<svg" in page and "<figcaption>" in page
    assert ran.out.splitlines()[0].partition(". ")[2][:40].replace("'", "&#x27;") in page


def test_rows_as_csv_and_one_at_a_time(year: Path) -> None:
    ran = run("trends", "--ledger", year, "--only", "weekday", "--csv")
    assert ran.table[0]["weekday"] == "Sunday" and len(ran.table) == 7
    assert "take one trend" in error_line(run("trends", "--ledger", year, "--csv"))
    assert "no trend 'luck'" in error_line(run("trends", "--ledger", year, "--only", "luck"))


def test_a_small_ledger_says_that_little_can_be_told(ledger: Path) -> None:
    told = trends(ledger)
    assert {one["name"] for one in told["findings"] if one["told"]} <= {"levels", "now", "spread", "killed", "wounded"}
    ran = run("outlook", "--ledger", ledger)
    assert ran.status == 0 and "too short to say which forecast is best" in ran.out


def test_a_filter_that_leaves_nothing_is_no_crash(year: Path) -> None:
    told = trends(year, "--where", "weapon=drone")
    assert all(one["sentence"] for one in told["findings"])
    assert not {one["name"] for one in told["findings"] if one["told"]} - {"levels", "now"}
    ran = run("outlook", "--ledger", year, "--where", "weapon=drone", "--json")
    assert ran.status == 0 and {row["admin1"] for row in ran.json["rows"]} == {"all"}


def test_an_outlook_in_all_and_by_governorate(year: Path) -> None:
    told = run("outlook", "--ledger", year, "--json").json
    assert {row["admin1"] for row in told["rows"]} >= {"all", "Baghdad", "Basra", "Babil", "Kirkuk"}
    whole = [row for row in told["rows"] if row["admin1"] == "all"]
    assert [row["weeks"] for row in whole] == [1, 1, 1, 1, 4]
    assert all(row["low"] <= row["best"] <= row["high"] for row in told["rows"])
    assert whole[0]["low"] >= 1 and whole[0]["high"] <= 15
    assert told["scores"]["n_origins"] > 8 and set(told["scores"]["crps"]) == {
        "model",
        "persistence",
        "mean",
        "seasonal",
    }
    assert told["used"] in told["scores"]["crps"] and told["skill"] and told["method"] and told["assumption"]
    assert told["watch"] and told["incidents"]


def test_an_outlook_by_weapon_further_on_in_csv(year: Path) -> None:
    table = run("outlook", "--ledger", year, "--by", "weapon", "--weeks", "13", "--csv").table
    assert {row["weapon"] for row in table} == {"all", "ied"}
    assert [row["weeks"] for row in table if row["weapon"] == "all"] == ["1"] * 13 + ["4", "13"]


def test_an_outlook_as_it_would_have_been_and_drawn(year: Path, tmp_path: Path) -> None:
    file = tmp_path / "then.svg"
    ran = run("outlook", "--ledger", year, "--to", "2020-06-30", "--chart", file)
    assert ran.status == 0 and file.read_text("utf-8").startswith("<svg")
    assert "In the week from 2020-07-01 to 2020-07-07" in ran.out
    assert "Each week of each: --csv." in ran.err


def test_too_few_weeks_are_said(year: Path) -> None:
    ran = run("outlook", "--ledger", year, "--from", "2020-02-01", "--to", "2020-02-20")
    assert ran.status == 1 and "8 whole weeks" in error_line(ran)


def test_names_of_days_to_watch_in_arabic(year: Path) -> None:
    told = run("outlook", "--ledger", year, "--lang", "ar", "--json").json
    assert any("تشرين" in line or "عيد" in line for line in told["watch"])


@pytest.fixture
def noted(year: Path, tmp_path: Path) -> Path:
    """The year, copied, for notes of a test's own."""
    return Path(shutil.copy(year, tmp_path / "noted.sijill"))


def note(ledger: Path, text: str) -> None:
    assert run("note", text, "--ledger", ledger, "--author", "hand").status == 0


def test_a_note_does_not_set_the_end_of_watching(year: Path, noted: Path) -> None:
    before = trends(year, "--only", "levels")
    assert before["ends"] == "when the last document was published"
    note(noted, "IED, convoy, Babil, 21 Jan 2020")
    after = trends(noted, "--only", "levels")
    assert (after["to"], after["ends"]) == (before["to"], before["ends"])
    assert len(after["incidents"]) == len(before["incidents"]) + 1
    assert after["findings"][0]["rows"][-1]["to"] == before["to"]
    ran = run("trends", "--only", "levels", "--ledger", noted)
    assert f"to {before['to']} (when the last document was published); filter" in ran.err
    for command in (["outlook"], ["test", "2020-05-25"]):
        ran = run(*command, "--ledger", noted)
        assert ran.status == 0 and f"to {before['to']} (when the last document was published);" in ran.err


def test_watching_ends_with_the_last_attack_that_is_dated_after_the_last_document(noted: Path) -> None:
    note(noted, "IED, convoy, Babil, 20 Nov 2020")
    told = trends(noted, "--only", "levels")
    assert (told["to"], told["ends"]) == (
        "2020-11-20", "the last day that an attack is dated to; no document was published later",
    )  # fmt: skip
    assert trends(noted, "--only", "levels", "--to", "2020-10-31")["ends"] is None


def test_a_year_with_no_more_told_moves_neither_end(year: Path, tmp_path: Path) -> None:
    ledger = Path(shutil.copy(year, tmp_path / "more.sijill"))
    rows, mapping = tmp_path / "rows.csv", tmp_path / "map.toml"
    rows.write_text("Date,Place,Weapon\n2003,Babil,IED\n2022,Babil,IED\n2020-11,Babil,IED\n", "utf-8")
    mapping.write_text('[columns]\ndate = "Date"\nplace = "Place"\nweapon = "Weapon"\n', "utf-8")
    assert run("import", rows, "--mapping", mapping, "--ledger", ledger).status == 0
    told = trends(ledger, "--only", "levels")
    assert (told["from"], told["to"]) == (trends(year, "--only", "levels")["from"], "2020-11-30")
