"""`sijill count`: every breakdown, filters, windows, earlier states, and its three forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.running import Ran, error_line, program, run
from sijill.stats import BY
from sijill.store import last_seq_of

SUMS = ["low", "best", "high", "n_incidents", "n_unstated", "complete"]
PERIODS = ("day", "week", "month", "year")


def count(ledger: Path, *args: object) -> Ran:
    return run("count", "--ledger", ledger, *args)


def rows(ledger: Path, *args: object) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = count(ledger, *args, "--json").json["rows"]
    return told


def by(ledger: Path, name: str, *args: object) -> dict[str | None, int]:
    return {row[name]: row["best"] for row in rows(ledger, "--by", name, *args)}


def test_json_is_the_form_of_the_contract(ledger: Path) -> None:
    told = count(ledger, "--json").json
    assert list(told)[:4] == ["rows", "total", "method", "as_of"]
    assert [list(row)[:7] for row in told["rows"]] == [["month", *SUMS]] * 3
    assert list(told["total"]) == SUMS
    assert [row["month"] for row in told["rows"]] == ["2020-10", "2020-11", "2020-12"]
    assert told["total"] == {"low": 4, "best": 4, "high": 4, "n_incidents": 4, "n_unstated": 0, "complete": True}
    assert told["as_of"] == last_seq_of(ledger)
    assert isinstance(told["method"], str) and "codebook attacks" in told["method"]


@pytest.mark.parametrize("name", BY)
def test_every_breakdown_adds_up(ledger: Path, name: str) -> None:
    told = count(ledger, "--by", name, "--json").json
    assert told["total"]["n_incidents"] == 4
    assert all(set(row) >= {name, *SUMS} for row in told["rows"])
    if name not in ("outlet", "group"):
        assert sum(row["n_incidents"] for row in told["rows"]) == 4
    if name in PERIODS:
        assert all(row["per_day"] is not None for row in told["rows"] if row[name] is not None)


def test_what_each_breakdown_says(ledger: Path) -> None:
    assert by(ledger, "admin1") == {"Babil": 1, "Baghdad": 2, "Basra": 1}
    assert by(ledger, "weapon") == {"ied": 2, "rocket": 2}
    assert by(ledger, "target") == {"supply_convoy": 2, "government_area": 2}
    assert by(ledger, "outlet") == {"River Wire": 2, "Palm Daily": 2}
    assert by(ledger, "year") == {"2020": 4}
    # The week of the theatre begins on its own day.
    assert [day for day, n in by(ledger, "week").items() if n] == ["2020-10-11", "2020-11-15", "2020-12-20"]
    assert [day for day, n in by(ledger, "day").items() if n] == ["2020-10-11", "2020-11-17", "2020-12-20"]


def test_two_breakdowns_at_once(ledger: Path) -> None:
    told = rows(ledger, "--by", "admin1", "--and-by", "weapon")
    found = {(row["admin1"], row["weapon"]): row["best"] for row in told if row["best"]}
    assert found == {("Babil", "ied"): 1, ("Baghdad", "rocket"): 2, ("Basra", "ied"): 1}


@pytest.mark.parametrize(
    ("filters", "n"),
    [
        (["admin1=Babil"], 1),
        (["admin1=Babil,Basra"], 2),
        (["weapon=ied"], 2),
        (["weapon!=ied"], 2),
        (["weapon=rocket", "killed>=1"], 2),
        (["killed=0"], 1),
        (["killed=unknown"], 1),
        (["wounded>=5"], 1),
        (["date>=2020-11-01"], 3),
        (["date=2020-11", "outlet=river wire"], 1),
    ],
)
def test_filters_must_all_hold(ledger: Path, filters: list[str], n: int) -> None:
    asked = [word for one in filters for word in ("--where", one)]
    assert count(ledger, *asked, "--json").json["total"]["n_incidents"] == n


def test_tolls_are_ranges_and_the_unstated_stand_beside(ledger: Path) -> None:
    killed = count(ledger, "--of", "killed", "--json").json["total"]
    assert (killed["low"], killed["best"], killed["high"], killed["n_unstated"]) == (2, 2, None, 1)
    wounded = {row["month"]: row for row in rows(ledger, "--of", "wounded")}
    assert (wounded["2020-10"]["low"], wounded["2020-10"]["high"]) == (2, 2)
    # "At least five", and a report that states none.
    assert (wounded["2020-11"]["low"], wounded["2020-11"]["high"], wounded["2020-11"]["n_unstated"]) == (5, None, 1)
    assert (wounded["2020-12"]["best"], wounded["2020-12"]["high"]) == (0, 0)


def test_a_window_marks_the_months_it_cuts(ledger: Path) -> None:
    told = rows(ledger, "--from", "2020-10-01", "--to", "2020-11-17")
    assert [(row["month"], row["best"], row["complete"], row["n_days"]) for row in told] == [
        ("2020-10", 1, True, 31), ("2020-11", 2, False, 17),
    ]  # fmt: skip
    assert [row["best"] for row in rows(ledger, "--from", "2020-08-01", "--to", "2020-12-31")] == [0, 0, 1, 2, 1]


def test_as_of_a_record_counts_what_was_there(ledger: Path) -> None:
    from sijill.store import Ledger

    with Ledger.open(ledger, create=False) as book:
        (second,) = [e.seq for e, record in book.records(["document"]) if getattr(record, "given_id", "") == "again"]
    told = count(ledger, "--as-of", second - 1, "--json").json
    assert (told["total"]["n_incidents"], told["as_of"]) == (2, second - 1)
    assert count(ledger, "--as-of", 0, "--json").json["total"]["n_incidents"] == 0
    everything = count(ledger, "--as-of", 10**9, "--json").json
    assert everything == count(ledger, "--json").json


def test_as_of_a_moment(ledger: Path) -> None:
    assert count(ledger, "--as-of", "2019-01-01", "--json").json["total"]["n_incidents"] == 0
    later = count(ledger, "--as-of", "2999-01-01T00:00+03:00", "--json").json
    assert later["total"]["n_incidents"] == 4
    assert "neither a sequence number nor a moment" in error_line(count(ledger, "--as-of", "soon"))


def test_csv_has_the_same_figures(ledger: Path) -> None:
    table = count(ledger, "--csv").table
    told = rows(ledger)
    assert [row["month"] for row in table] == [row["month"] for row in told]
    assert [int(row["best"]) for row in table] == [row["best"] for row in told]
    assert [row["high"] for row in count(ledger, "--of", "wounded", "--csv").table] == ["2", "", "0"]


def test_the_table_for_people_says_or_more(ledger: Path) -> None:
    ran = count(ledger, "--of", "wounded")
    assert "or more" in ran.out and "at least" in ran.out and "total" in ran.out
    assert "low and best add what is stated" in ran.err


@pytest.mark.parametrize("ending", ["svg", "png", "html"])
def test_a_chart_is_drawn_to_a_file(ledger: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"chart.{ending}"
    ran = count(ledger, "--by", "month", "--and-by", "weapon", "--chart", file, "--json")
    assert ran.status == 0
    assert json.loads(ran.out)["total"]["n_incidents"] == 4
    assert f"drawn to {file}" in ran.err
    begins = {"svg": b"<svg", "png": b"\x89PNG\r\n\x1a\n", "html": b"<!doctype html"}[ending]
    assert begins in file.read_bytes()[:200].lower() or file.read_bytes().startswith(begins)


def test_what_the_codebook_leaves_out_is_told(ledger: Path) -> None:
    before = count(ledger, "--json").json
    assert before["left_out"] == {}
    foiled = ledger.with_name("foiled.txt")
    foiled.write_text("Police defused a car bomb in Basra on December 22, 2020 before it could go off.", "utf-8")
    assert run("add", foiled, "--ledger", ledger, "--published", "2020-12-22").status == 0
    attacks, everything = count(ledger, "--json").json, count(ledger, "--codebook", "all", "--json").json
    assert sum(attacks["left_out"].values()) == 1
    assert (attacks["total"]["best"], everything["total"]["best"]) == (4, 5)
    assert "left out: 1 " in count(ledger).err


def test_unknown_choices_are_told_with_the_right_ones(ledger: Path) -> None:
    assert "choose one of: month, week, day, year" in error_line(count(ledger, "--by", "colour"))
    assert "choose one of" in error_line(count(ledger, "--of", "horses"))
    assert "choose one of" in error_line(count(ledger, "--where", "colour=red"))
    assert "write FIELD=VALUE" in error_line(count(ledger, "--where", "Babil"))
    assert "choose one of" in error_line(count(ledger, "--by", "month", "--and-by", "week"))
    assert "write it as YYYY-MM-DD" in error_line(count(ledger, "--from", "Tuesday"))
    assert "installed: acled, all, attacks, muc4, ucdp, us-targets" in error_line(
        count(ledger, "--codebook", "nothing")
    )


def test_count_as_a_program_keeps_data_and_messages_apart(ledger: Path) -> None:
    ran = program("count", "--ledger", ledger, "--by", "year", "--csv")
    assert (ran.status, ran.err) == (0, "")
    assert ran.table[0]["best"] == "4"
    refused = program("count", "--ledger", ledger, "--by", "colour")
    assert error_line(refused).startswith("error: no breakdown 'colour'")


def test_a_ledger_named_by_url_is_counted(ledger: Path) -> None:
    assert count(ledger, "--json").json == run("count", "--ledger", f"sqlite:///{ledger}", "--json").json


def test_a_ledger_remembers_the_folder_of_its_theatre(tmp_path: Path, reports_file: Path) -> None:
    import shutil

    import sijill.theatre

    theirs = tmp_path / "theirs"
    shutil.copytree(Path(sijill.theatre.__file__).parent / "iraq", theirs)
    about = theirs / "theatre.toml"
    about.write_text(about.read_text("utf-8").replace('name = "iraq"', 'name = "theirs"'), "utf-8")
    assert run("add", reports_file, "--ledger", tmp_path / "x.sijill", "--theatre", theirs).status == 0
    assert run("count", "--ledger", tmp_path / "x.sijill", "--json").json["total"]["n_incidents"] == 4


def test_a_division_that_there_is_not_is_refused_with_the_nearest(ledger: Path) -> None:
    for asked in ("admin1=Bagdad", "admin1!=Bagdad", "admin1=بغداد"):
        said = error_line(run("count", "--ledger", ledger, "--where", asked))
        assert "no admin1 " in said and said.endswith("did you mean 'Baghdad'?")
    assert "did you mean 'pro_iran'?" in error_line(run("count", "--ledger", ledger, "--where", "campaign=pro-iran"))
    assert "choose one of: Anbar, " in error_line(run("count", "--ledger", ledger, "--where", "admin1=Xyz"))


def test_a_division_without_attacks_counts_zero_without_a_word(ledger: Path) -> None:
    for asked in ("admin1=wasit", "admin1=Aleppo", "admin1=unknown", "perpetrator=kataib_hezbollah"):
        ran = run("count", "--ledger", ledger, "--where", asked)
        assert ran.status == 0 and "warning" not in ran.err


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("place=Faluja", "; near it: Fallujah"),
        ("perpetrator=Kataib Hizbollah", "; near it: kataib_hezbollah"),
        ("country=Iraq", "; near it: IQ"),
        ("outlet=Nobody's Paper", ""),
    ],
)
def test_a_value_that_nothing_has_is_warned_of(ledger: Path, asked: str, near: str) -> None:
    ran = run("count", "--ledger", ledger, "--where", asked, "--json")
    assert (ran.status, ran.json["total"]["best"]) == (0, 0)
    assert ran.err == f"warning: no incident has {asked}, so that it counts nothing{near}\n"
