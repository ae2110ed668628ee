"""`sijill codebook` and `sijill count --against`: the rules there are, and what one changes against another."""

from __future__ import annotations

from pathlib import Path

from cli.running import error_line, run


def test_list_names_every_codebook() -> None:
    from sijill import codebook

    ran = run("codebook", "list", "--json")
    assert [row["name"] for row in ran.json] == codebook.installed()
    assert all(name in run("codebook", "list").out for name in codebook.installed())


def test_show_tells_each_rule_in_order(tmp_path: Path) -> None:
    told = run("codebook", "show", "ucdp", "--json").json
    rules = {rule["name"]: rule for rule in told["rules"]}
    assert rules["deaths_not_stated"]["when"] == "killed_low is not stated"
    assert rules["no_deaths"]["when"] == "killed_low is 0 or less"
    assert (rules["default"]["when"], rules["default"]["counts"]) == (None, False)
    assert list(rules)[-1] == "default"
    assert "everything else" in run("codebook", "show", "attacks").out
    assert "no codebook 'nothing'" in error_line(run("codebook", "show", "nothing"))


def test_against_gives_both_counts_and_who_changed_side(ledger: Path) -> None:
    told = run("count", "--ledger", ledger, "--codebook", "ucdp", "--against", "attacks", "--json").json
    alone = run("count", "--ledger", ledger, "--codebook", "ucdp", "--json").json
    beside = run("count", "--ledger", ledger, "--codebook", "attacks", "--json").json
    assert told["total"]["codebook"]["best"] == alone["total"]["best"]
    assert told["total"]["against"]["best"] == beside["total"]["best"] == 4
    assert told["total"]["difference"] == alone["total"]["best"] - 4
    assert {row["month"]: row["against"]["best"] for row in told["rows"]} == {
        row["month"]: row["best"] for row in beside["rows"]
    }
    for row in told["changed"]:
        assert row["codebook"]["counts"] != row["against"]["counts"]
        assert len(row["incident"]) == 32
    assert "deaths_not_stated" in {row["codebook"]["rule"] for row in told["changed"]}
    assert sum(one["n_incidents"] for one in told["by_rules"]) == len(told["changed"])


def test_the_table_says_each_rule_and_id(ledger: Path) -> None:
    ran = run("count", "--ledger", ledger, "--codebook", "ucdp", "--against", "attacks")
    assert ran.status == 0
    moved = run("codebook", "diff", "ucdp", "attacks", "--ledger", ledger, "--json").json["changed"]
    for row in moved:
        assert row["incident"][:10] in ran.out
        assert row["codebook"]["rule"] in ran.out
    assert f"{len(moved)} incidents change side" in ran.err


def test_diff_is_the_same_as_against(ledger: Path) -> None:
    one = run("codebook", "diff", "us-targets", "attacks", "--by", "admin1", "--ledger", ledger, "--json")
    two = run(
        "count", "--codebook", "us-targets", "--against", "attacks", "--by", "admin1", "--ledger", ledger, "--json"
    )
    assert one.status == 0
    assert one.json == two.json


def test_a_codebook_against_itself_changes_nothing(ledger: Path) -> None:
    told = run("codebook", "diff", "attacks", "attacks", "--ledger", ledger, "--json").json
    assert (told["changed"], told["total"]["difference"]) == ([], 0)


def test_filters_and_windows_hold_for_both(ledger: Path) -> None:
    told = run(
        "count", "--ledger", ledger, "--codebook", "all", "--against", "ucdp", "--where", "admin1=Babil",
        "--from", "2020-12-01", "--to", "2020-12-31", "--json",
    ).json  # fmt: skip
    assert {row["admin1"] for row in told["changed"]} <= {"Babil"}


def test_against_refuses_what_it_cannot_show(ledger: Path, tmp_path: Path) -> None:
    ran = run("count", "--ledger", ledger, "--against", "all", "--as-of", "3")
    assert "--against goes with --json alone" in error_line(ran)
    assert "no codebook 'nothing'" in error_line(run("count", "--ledger", ledger, "--against", "nothing"))


def test_convoys_of_the_coalition_are_us_targets(ledger: Path) -> None:
    told = run("count", "--ledger", ledger, "--codebook", "us-targets", "--json").json
    assert told["total"]["best"] >= 3
