"""`sijill dedupe`, `duplicates`, `compare`, `sources`, and what `why` and `count --draws` say of merging."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from cli.running import error_line, run
from sijill.store import last_seq_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "iraq-2020"
ACLED = """\
event_id_cnty,event_date,time_precision,sub_event_type,country,admin1,location,latitude,longitude,geo_precision,fatalities
IRQ1,17 November 2020,1,Shelling/artillery/missile attack,Iraq,Baghdad,Baghdad - Green Zone,33.3052,44.3897,1,1
IRQ2,2020-12-09,1,Remote explosive/landmine/IED,Iraq,Kirkuk,Khabaza,35.40,44.15,1,0
IRQ3,05 October 2020,1,Armed clash,Iraq,Ninewa,Mosul,36.34,43.13,1,3
"""
GED = """\
id,date_start,date_end,date_prec,where_prec,where_coordinates,adm_1,country,latitude,longitude,best,low,high
11,2020-11-21,2020-11-21,1,2,Zuwiya village,Salahaddin governorate,Iraq,35.25,43.42,9,8,11
12,2020-10-02,2020-10-02,1,1,Basra city,Basra governorate,Iraq,30.5,47.8,,,
"""


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger = tmp_path_factory.mktemp("merging") / "l.sijill"
    assert run("add", EXAMPLE / "reports", "--ledger", ledger, "--theatre", "iraq").status == 0
    ran = run("dedupe", "--ledger", ledger, "--author", "matcher's keeper")
    assert ran.status == 0 and " reports compared; new: " in ran.err
    return ledger


def test_dedupe_again_adds_nothing_and_takes_the_ledger_as_argument_too(merged: Path) -> None:
    seq = last_seq_of(merged)
    ran = run("dedupe", merged, "--all")
    assert "new: nothing" in ran.err and last_seq_of(merged) == seq


def test_dedupe_prints_reasons_and_json_of_what_is_new(merged: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "l.sijill"
    run("add", EXAMPLE / "reports", "--ledger", fresh, "--theatre", "iraq")
    lines = run("dedupe", "--ledger", fresh, "--json").lines
    assert {line["verdict"] for line in lines} == {"SAME", "UNSURE"}
    assert all(line["reasons"] and 0 < line["score"] <= 1 and line["by"] == "dedupe" for line in lines)


def test_why_says_what_joined_an_incident_and_what_each_report_moves(merged: Path) -> None:
    rows = run("incidents", "--ledger", merged, "--json").json
    joined = next(
        row for row in rows if row["n_reports"] > 1 and row["start"] == "2020-10-05" and row["admin1"] == "Kirkuk"
    )
    told = run("why", joined["incident"], "--ledger", merged, "--json").json
    assert all(said["verdict"] == "SAME" and said["reasons"] for said in told["joined"])
    assert {one["report"] for one in told["without"]} == {report["id"] for report in told["reports"]}
    assert any("killed" in one["fields"] for one in told["without"])
    shown = run("why", joined["incident"], "--ledger", merged).out
    assert "joined by: " in shown and "place: both Hawija District" in shown and "without " in shown


def test_duplicates_lists_what_moves_a_count_most_first_and_a_decision_takes_it_off(
    merged: Path, tmp_path: Path
) -> None:
    ledger = tmp_path / "l.sijill"
    shutil.copy(merged, ledger)
    queue = run("duplicates", "--ledger", ledger, "--json").json
    assert len(queue) > 3 and all(0 < one["likely"] < 1 and one["reasons"] for one in queue)
    first, second = queue[0], queue[1]
    assert first["attacks"] == 1
    assert run("split", first["a"], first["b"], "--ledger", ledger, "--author", "huda").status == 0
    assert run("merge", second["a"], second["b"], "--ledger", ledger, "--author", "huda").status == 0
    run("dedupe", "--ledger", ledger)
    left = {(one["a"], one["b"]) for one in run("duplicates", "--ledger", ledger, "--json").json}
    assert not left & {(first["a"], first["b"]), (second["a"], second["b"])}
    assert "pairs may be one" in run("duplicates", "--ledger", ledger).err


def test_draws_stand_beside_the_count_and_do_not_change_it(merged: Path) -> None:
    plain = run("count", "--ledger", merged, "--json").json
    drawn = run("count", "--ledger", merged, "--json", "--draws", 200, "--seed", 7).json
    assert drawn == run("count", "--ledger", merged, "--json", "--draws", 200, "--seed", 7).json
    for one, other in zip(plain["rows"], drawn["rows"], strict=True):
        assert one.items() <= other.items()
    total = drawn["total"]
    assert total["likely_low"] <= total["likely"] <= total["likely_high"] <= total["best"] == plain["total"]["best"]
    assert total["likely_low"] < total["likely_high"]
    assert "200 draws (seed 7)" in drawn["method"]


def test_compare_with_acled_and_ged(merged: Path, tmp_path: Path) -> None:
    acled, ged = tmp_path / "acled.csv", tmp_path / "ged.csv"
    acled.write_text(ACLED, "utf-8")
    ged.write_text(GED, "utf-8")
    told = run("compare", "--with", acled, "--ledger", merged, "--json").json
    assert {one["there"] for one in told["both"]} == {"IRQ1", "IRQ2"} and told["only_there"] == ["IRQ3"]
    assert all(one["reasons"] for one in told["both"])
    assert sum(row["both"] for row in told["rows"]) == 2
    assert {row["admin1"] for row in told["rows"] if row["there"]} == {"Ninewa"}
    told = run("compare", "--with", ged, "--ledger", merged, "--json").json
    # Attacks of an unknown day in October may be the one at Basra, or not.
    assert [one["there"] for one in told["both"]] == ["11"] and set(told["only_there"]) <= {"12"}
    shown = run("compare", "--with", acled, "--ledger", merged)
    assert "only there" in shown.out and "place Khabbaz oil field against Khabaza" in shown.out


def test_a_ledger_compared_with_itself_has_nearly_all_in_both(merged: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sijill"
    shutil.copy(merged, other)
    told = run("compare", "--with", other, "--ledger", merged, "--json").json
    assert len(told["both"]) >= 0.85 * (len(told["both"]) + len(told["only_here"]))
    assert all(one["differs"] == {} for one in told["both"] if one["here"] == one["there"])


def test_a_table_of_neither_kind_is_refused_with_what_is_wanted(merged: Path, tmp_path: Path) -> None:
    other = tmp_path / "x.csv"
    other.write_text("a,b\n1,2\n", "utf-8")
    assert "neither a table of ACLED" in error_line(run("compare", "--with", other, "--ledger", merged))
    other.write_text(ACLED.replace("17 November 2020", "yesterday"), "utf-8")
    assert "line 2: 'yesterday' is no day" in error_line(run("compare", "--with", other, "--ledger", merged))


def test_sources_gives_each_outlet_by_period(merged: Path) -> None:
    told = run("sources", "--ledger", merged, "--from", "2020-10-01", "--to", "2020-12-31", "--json").json
    assert len(told["periods"]) == len(told["totals"]) == 3
    for outlet in told["outlets"]:
        assert all(alone <= n for alone, n in zip(outlet["alone"], outlet["told"], strict=True))
        assert outlet["without"] == [
            total - alone for total, alone in zip(told["totals"], outlet["alone"], strict=True)
        ]
    assert "before it starts" in error_line(
        run("sources", "--ledger", merged, "--from", "2020-12-01", "--to", "2020-01-01")
    )


def test_add_and_today_merge_where_asked_to(tmp_path: Path) -> None:
    ledger, told = tmp_path / "l.sijill", (EXAMPLE / "reports").glob("00[45]-*.md")
    ran = run("add", *told, "--merge", "--ledger", ledger, "--theatre", "iraq")
    assert "reports compared; new: 1 SAME" in ran.err
    assert 2 in [row["n_reports"] for row in run("incidents", "--ledger", ledger, "--json").json]
    ran = run("today", *(EXAMPLE / "reports").glob("006-*.md"), "--merge", "--ledger", ledger)
    assert ran.status == 0 and "reports compared; new: " in ran.err


def test_training_needs_more_reports_or_splink(merged: Path, tmp_path: Path) -> None:
    ran = run("dedupe", "--ledger", merged, "--train", tmp_path / "w.json")
    assert "too few to train on" in error_line(ran) or "pip install 'sijill[merge]'" in ran.err


def test_weights_that_are_none_are_refused(merged: Path, tmp_path: Path) -> None:
    file = tmp_path / "w.json"
    file.write_text("[1]", "utf-8")
    assert "holds no weights" in error_line(run("dedupe", "--ledger", merged, "--weights", file))


def test_acled_columns_of_the_test_are_what_the_reader_asks_for() -> None:
    from sijill.exchange.others import ACLED as WANTED

    assert set(WANTED) <= set(next(csv.reader([ACLED.splitlines()[0]])))


def test_duplicates_of_a_ledger_that_was_never_matched_says_so(tmp_path: Path) -> None:
    ledger = tmp_path / "l.sijill"
    run("note", "IED, supply convoy, Babil, 21 Dec 2020, 1 wounded", "--ledger", ledger, "--theatre", "iraq")
    for more in ((), ("--json",)):
        ran = run("duplicates", "--ledger", ledger, *more)
        assert ran.status == 0 and "may be one" not in ran.err
        assert "the matcher has not been run on this ledger; `sijill dedupe` runs it" in ran.err
    run("dedupe", "--ledger", ledger)
    ran = run("duplicates", "--ledger", ledger)
    assert "0 pairs may be one" in ran.err and "has not been run" not in ran.err
