"""`sijill incidents`, `why`, `merge`, `split`, `correct`, `reject`, `apply`: what a person sees and says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cli.reports import AGAIN, BABIL, GREEN_ZONE
from cli.running import Ran, error_line, program, run
from sijill.store import last_seq_of

HEADER = "action,incident,url,n,field,value,note\n"


def listed(ledger: Path, *args: object) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = run("incidents", "--ledger", ledger, "--json", *args).json
    return told


def why(ledger: Path, id: str) -> dict[str, Any]:
    told: dict[str, Any] = run("why", id, "--ledger", ledger, "--json").json
    return told


def say(ledger: Path, *args: object) -> Ran:
    return run(*args, "--ledger", ledger, "--author", "editor")


def total(ledger: Path, of: str = "incidents") -> int:
    best: int = run("count", "--ledger", ledger, "--of", of, "--json").json["total"]["best"]
    return best


def test_incidents_are_listed_by_date_with_their_ids(ledger: Path, ids: dict[str, str]) -> None:
    rows = listed(ledger)
    assert [row["start"] for row in rows] == ["2020-10-11", "2020-11-17", "2020-11-17", "2020-12-20"]
    assert {row["incident"] for row in rows} == set(ids.values())
    shown = run("incidents", "--ledger", ledger)
    assert all(id[:10] in shown.out for id in ids.values())
    assert shown.err == "4 incidents\n"


def test_what_did_not_occur_is_said_to_be_so(ledger: Path) -> None:
    say(ledger, "note", "Rockets, Mosul, 8 December 2020, foiled")
    say(ledger, "note", "IED, convoy, Babil, 9 December 2020")
    shown = run("incidents", "--ledger", ledger, "--from", "2020-12-08", "--to", "2020-12-09").out
    assert "rocket, foiled" in shown and " ied " in shown


def test_incidents_of_a_window_and_of_an_earlier_record(ledger: Path) -> None:
    assert [r["admin1"] for r in listed(ledger, "--from", "2020-11-01", "--to", "2020-11-30")] == ["Baghdad"] * 2
    assert listed(ledger, "--as-of", 0) == []
    assert len(listed(ledger, "--as-of", last_seq_of(ledger))) == 4


def test_why_shows_the_words_and_the_rule_of_every_value(ledger: Path, ids: dict[str, str]) -> None:
    told = why(ledger, ids["green-zone"][:8])
    assert told["id"] == ids["green-zone"]
    wounded = told["fields"]["wounded"]
    assert wounded["value"] == {"low": 5, "best": 5, "high": None}
    assert wounded["rule"]
    assert [s["quotes"] for s in wounded["statements"]] == [["wounding at least five"]]
    for field in told["fields"].values():
        assert all(s["quotes"] or s["derived"] for s in field["statements"])
    shown = run("why", ids["green-zone"], "--ledger", ledger).out
    assert "Palm Daily: “wounding at least five”" in shown


def test_why_of_nothing_is_told(ledger: Path) -> None:
    assert "begins with 'ffff'" in error_line(run("why", "ffff", "--ledger", ledger))
    assert "names a document" in error_line(run("why", "babil", "--ledger", ledger))


def test_merge_makes_one_incident_under_the_older_id(ledger: Path, ids: dict[str, str]) -> None:
    ran = say(ledger, "merge", ids["again"], ids["green-zone"], "--note", "one volley")
    assert (ran.status, ran.out) == (0, "")
    assert f"incident {ids['green-zone'][:10]} now has 2 report(s)" in ran.err
    assert total(ledger) == 3
    told = why(ledger, ids["again"])
    assert (told["id"], told["aliases"]) == (ids["green-zone"], [ids["again"]])
    assert told["fields"]["wounded"]["value"] == {"low": 5, "best": 5, "high": None}


def test_split_takes_a_merge_back(ledger: Path, ids: dict[str, str]) -> None:
    before = listed(ledger)
    say(ledger, "merge", ids["green-zone"], ids["again"])
    ran = say(ledger, "split", ids["green-zone"], ids["again"], "--note", "two volleys")
    assert "now has 1 report(s)" in ran.err
    assert listed(ledger) == before
    assert total(ledger) == 4


def test_what_cannot_be_merged_is_told_and_adds_nothing(ledger: Path, ids: dict[str, str]) -> None:
    seq = last_seq_of(ledger)
    assert "same report" in error_line(say(ledger, "merge", ids["babil"], ids["babil"]))
    assert "begins with" in error_line(say(ledger, "merge", ids["babil"], "ffff"))
    assert last_seq_of(ledger) == seq
    assert say(ledger, "merge", ids["babil"]).status == 2


def test_correct_changes_a_value_and_keeps_the_words(ledger: Path, ids: dict[str, str]) -> None:
    value = {"low": 3, "best": 3, "high": 3}
    ran = say(ledger, "correct", ids["babil"], "wounded", json.dumps(value), "--note", "a driver too")
    assert (ran.status, ran.out, ran.err) == (0, "", f"corrected; record {last_seq_of(ledger)}\n")
    told = why(ledger, ids["babil"])["fields"]["wounded"]
    assert told["value"] == value
    assert told["statements"][0]["by"] == "person:editor"
    assert told["statements"][0]["derived"] == ["person: a driver too"]
    assert total(ledger, "wounded") == 8


def test_null_makes_a_value_unknown(ledger: Path, ids: dict[str, str]) -> None:
    say(ledger, "correct", ids["babil"], "wounded", "null")
    told = run("count", "--ledger", ledger, "--of", "wounded", "--where", "admin1=Babil", "--json").json["total"]
    assert (told["best"], told["high"], told["n_unstated"]) == (0, None, 1)


def test_split_of_a_report_that_was_never_in_it_says_so(ledger: Path, ids: dict[str, str]) -> None:
    ran = say(ledger, "split", ids["green-zone"], ids["babil"])
    assert ran.status == 0 and "now has" not in ran.err
    assert f"{ids['babil']} is not in incident {ids['green-zone'][:10]}; it is kept apart" in ran.err


def test_correct_needs_json_and_a_field_that_there_is(ledger: Path, ids: dict[str, str]) -> None:
    seq = last_seq_of(ledger)
    assert "is no JSON" in error_line(say(ledger, "correct", ids["babil"], "wounded", "two"))
    assert "its fields are" in error_line(say(ledger, "correct", ids["babil"], "colour", '"red"'))
    assert "begins with" in error_line(say(ledger, "correct", "ffff", "wounded", "null"))
    assert last_seq_of(ledger) == seq


def test_reject_takes_a_report_out_and_deletes_nothing(ledger: Path, ids: dict[str, str]) -> None:
    seq = last_seq_of(ledger)
    ran = say(ledger, "reject", ids["again"], "--note", "a drill")
    assert (ran.status, ran.err) == (0, f"rejected; record {seq + 1}\n")
    assert total(ledger) == 3
    assert run("count", "--ledger", ledger, "--as-of", seq, "--json").json["total"]["best"] == 4
    said = error_line(run("why", ids["again"], "--ledger", ledger))
    assert "no incident that stands: editor rejected it on 20" in said and said.endswith(": a drill")


def test_reject_of_one_field_leaves_the_report(ledger: Path, ids: dict[str, str]) -> None:
    say(ledger, "reject", ids["babil"], "--field", "wounded")
    assert total(ledger) == 4
    assert "wounded" not in why(ledger, ids["babil"])["fields"]


def decisions(ledger: Path, *rows: str) -> Path:
    file = ledger.with_name("decisions.csv")
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), "utf-8")
    return file


def test_apply_does_what_the_file_says_and_twice_adds_nothing(ledger: Path, ids: dict[str, str]) -> None:
    file = decisions(
        ledger,
        f"merge,one,{GREEN_ZONE},1,,,told twice",
        f"merge,one,{AGAIN},1,,,told twice",
        f'correct,,{BABIL},1,wounded,"{{""low"": 4, ""best"": 4, ""high"": 4}}",',
    )
    ran = say(ledger, "apply", file)
    assert (ran.status, ran.out) == (0, "")
    assert "3 decisions applied, 0 skipped" in ran.err
    assert (total(ledger), total(ledger, "wounded")) == (3, 9)
    seq = last_seq_of(ledger)
    ran = say(ledger, "apply", file)
    assert (ran.status, last_seq_of(ledger)) == (0, seq)
    assert "0 decisions applied, 3 held already, 0 skipped" in ran.err


def test_a_rejection_applied_twice_adds_nothing_and_hits_nothing_else(ledger: Path, tmp_path: Path) -> None:
    two = tmp_path / "two.jsonl"
    told = "A roadside bomb killed a soldier in Muthanna on Monday.\n\nGunmen shot dead a judge in Kirkuk on Monday."
    two.write_text(json.dumps({"url": "https://news.example/two", "published": "2020-12-22", "text": told}) + "\n")
    assert run("add", two, "--ledger", ledger).status == 0
    before = total(ledger)
    file = decisions(ledger, "reject,,https://news.example/two,1,,,a drill")
    for _ in range(2):
        say(ledger, "apply", file)
    assert total(ledger) == before - 1


def test_apply_tells_what_it_skips(ledger: Path) -> None:
    file = decisions(
        ledger, "merge,one,https://nowhere.example/,1,,,", f"merge,one,{BABIL},9,,,", f"burn,,{BABIL},1,,,"
    )
    ran = say(ledger, "apply", file)
    assert "0 decisions applied, 3 skipped" in ran.err
    assert "line 2: https://nowhere.example/ has no report 1" in ran.err
    assert "line 3:" in ran.err and "line 4: no action 'burn'" in ran.err


def test_a_decision_by_words_that_no_report_quotes_is_skipped_and_told(ledger: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.jsonl"
    told = "A roadside bomb killed a soldier in Muthanna on Monday. The town had long been a haven of smugglers."
    one.write_text(json.dumps({"url": "https://news.example/one", "published": "2020-12-22", "text": told}) + "\n")
    assert run("add", one, "--ledger", ledger).status == 0
    before = total(ledger)
    ran = say(ledger, "apply", decisions(ledger, "reject,,https://news.example/one,haven of smugglers,,,no event"))
    assert "0 decisions applied, 1 skipped" in ran.err
    assert "line 2: no report quotes a word of the sentence of 'haven of smugglers'" in ran.err
    assert total(ledger) == before
    say(ledger, "apply", decisions(ledger, "reject,,https://news.example/one,roadside bomb killed,,,a drill"))
    assert total(ledger) == before - 1


def test_apply_refuses_a_file_without_its_columns(ledger: Path) -> None:
    file = ledger.with_name("other.csv")
    file.write_text("a,b\n1,2\n", "utf-8")
    assert "no column action, n, url" in error_line(say(ledger, "apply", file))


def test_why_as_a_program(ledger: Path, ids: dict[str, str]) -> None:
    ran = program("why", ids["babil"], "--ledger", ledger, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json["id"] == ids["babil"]


def test_a_field_that_is_none_cannot_be_rejected(ledger: Path, ids: dict[str, str]) -> None:
    before = last_seq_of(ledger)
    ran = say(ledger, "reject", ids["babil"], "--field", "colour")
    assert ran.status == 1
    assert "no field 'colour' in incident; its fields are: role, kind" in ran.err
    assert last_seq_of(ledger) == before


def test_a_report_is_not_merged_with_itself(ledger: Path, ids: dict[str, str]) -> None:
    ran = say(ledger, "merge", ids["babil"], ids["babil"])
    assert ran.status == 1
    assert "name two that differ" in ran.err


def test_a_report_is_not_merged_with_itself_after_a_split_either(ledger: Path, ids: dict[str, str]) -> None:
    say(ledger, "merge", ids["green-zone"], ids["again"])
    say(ledger, "split", ids["green-zone"], ids["again"])
    before = last_seq_of(ledger)
    for name in (ids["green-zone"], ids["again"]):
        assert "name the same report" in error_line(say(ledger, "merge", name, name[:12]))
    assert "name the same report" in error_line(say(ledger, "merge", ids["babil"], ids["again"], ids["babil"]))
    assert (last_seq_of(ledger), total(ledger)) == (before, 4)
