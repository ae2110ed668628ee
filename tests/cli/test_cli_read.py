"""`sijill read`: one JSON line a document, in the order given, failures in their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import Ran, error_line, program, run

BOMB = "A roadside bomb hit a supply convoy in Babil province on October 11, killing two soldiers, police said.\n"
POST = """Attacks of the month

IED – supply convoy – Muthanna – 1 wounded

IED – supply convoy – Muthanna

Rockets – Green Zone, Baghdad – 1 killed, 5 wounded

December Totals – 3
"""
KEYS = ["id", "document", "incidents", "interactions", "ties", "totals", "checks", "places"]
DOCUMENT_KEYS = ["url", "title", "author", "outlet", "language", "published", "sha256", "n_chars", "text"]
DOCUMENT_KEYS += ["modified", "via", "archive"]
INCIDENT_KEYS = (
    "id role kind weapons targets victims when place killed wounded perpetrators campaign denials status count"
    " confidence evidence derived"
).split()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bad document between two good ones."""
    (tmp_path / "a.txt").write_text(BOMB, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.md").write_text(POST, "utf-8")
    return tmp_path


def read(*args: object, stdin: str | bytes | None = None) -> Ran:
    return run("read", *args, "--theatre", "iraq", stdin=stdin)


def test_a_line_has_the_keys_of_the_contract(folder: Path) -> None:
    ran = read(folder / "a.txt", "--published", "2020-10-12")
    assert (ran.status, ran.err) == (0, "")
    (line,) = ran.lines
    assert list(line) == KEYS
    assert list(line["document"]) == DOCUMENT_KEYS
    assert (line["document"]["text"], line["document"]["n_chars"]) == (None, len(BOMB))
    (incident,) = line["incidents"]
    assert set(INCIDENT_KEYS) <= set(incident)
    assert incident["when"] == {"start": "2020-10-11", "end": "2020-10-11", "precision": "day"}
    assert incident["killed"] == {"low": 2, "best": 2, "high": 2}
    assert incident["wounded"] is None
    assert incident["place"]["admin1"] == "Babil"
    for entry in incident["evidence"]:
        assert BOMB[entry["start"] : entry["end"]] == entry["quote"]


def test_a_bad_document_among_good_ones_is_a_line_in_its_place(folder: Path) -> None:
    ran = read(folder / "c.md", folder / "b.txt", folder / "a.txt", folder / "none.txt")
    assert ran.status == 1
    assert [set(line) == {"id", "error"} for line in ran.lines] == [False, True, False, True]
    assert [len(line.get("incidents", [])) for line in ran.lines] == [3, 0, 1, 0]
    for name in ("b.txt", "none.txt"):
        (told,) = [line for line in ran.lines if name in line["id"] and "error" in line]
        assert str(folder / name) in told["error"]
        assert told["error"] in ran.err


def test_a_folder_is_read_in_the_order_of_its_names(folder: Path) -> None:
    ran = read(folder)
    assert [len(line.get("incidents", "?")) for line in ran.lines] == [1, 1, 3]
    assert [line["id"] for line in ran.lines] == [line["id"] for line in read(folder).lines]


def test_json_lines_keep_their_ids_and_order(tmp_path: Path) -> None:
    file = tmp_path / "given.jsonl"
    told = [
        {"id": "z", "text": BOMB, "published": "2020-10-12"},
        {"id": "bad", "text": 7},
        {"id": "a", "text": POST, "published": "2020-12-26", "lang": "en"},
    ]
    file.write_text("".join(json.dumps(one) + "\n" for one in told) + "{broken\n", "utf-8")
    ran = read(file)
    assert ran.status == 1
    assert [line["id"] for line in ran.lines] == ["z", "bad", "a", f"{file}:4"]
    assert ["error" in line for line in ran.lines] == [False, True, False, True]
    assert ran.lines[0]["document"]["published"].startswith("2020-10-12")


@pytest.mark.parametrize("form", ["text", "json lines"])
def test_a_hyphen_reads_standard_input(form: str) -> None:
    given = BOMB if form == "text" else json.dumps({"id": "given", "text": BOMB}) + "\n"
    ran = read("-", "--published", "2020-10-12", stdin=given)
    assert ran.status == 0
    (line,) = ran.lines
    assert len(line["incidents"]) == 1
    assert (line["id"] == "given") == (form == "json lines")


def test_a_codebook_leaves_out_what_it_does_not_count(tmp_path: Path) -> None:
    file = tmp_path / "two.txt"
    foiled = "Police defused a car bomb in Basra on Sunday before it could go off."
    file.write_text(f"{BOMB}\n{foiled}\n", "utf-8")
    everything = read(file, "--published", "2020-10-12").lines[0]["incidents"]
    attacks = read(file, "--published", "2020-10-12", "--codebook", "attacks").lines[0]["incidents"]
    assert [one["status"] for one in everything] == ["occurred", "foiled"]
    assert attacks == everything[:1]


def test_a_codebook_may_be_a_file(folder: Path, tmp_path: Path) -> None:
    rules = tmp_path / "none.toml"
    rules.write_text(
        'name = "none"\nversion = "1"\ntitle = "Nothing"\n[default]\nthen = "leave_out"\nbecause = "no"\n', "utf-8"
    )
    assert read(folder / "a.txt", "--codebook", rules).lines[0]["incidents"] == []


def test_the_language_is_the_given_one_else_the_texts_own(folder: Path, tmp_path: Path) -> None:
    arabic = tmp_path / "ar.txt"
    arabic.write_text("انفجرت عبوة ناسفة في بابل.", "utf-8")
    told = [line["document"]["language"] for line in read(folder / "a.txt", arabic).lines]
    assert told == ["en", "ar"]
    assert read(arabic, "--lang", "en").lines[0]["document"]["language"] == "en"


def test_a_documents_own_day_outranks_the_given_one(tmp_path: Path) -> None:
    file = tmp_path / "own.md"
    file.write_text(f"---\nurl: https://x.example/1\npublished: 2020-10-12\n---\n{BOMB}", "utf-8")
    (line,) = read(file, "--published", "2019-01-01").lines
    assert line["document"]["published"].startswith("2020-10-12")
    assert line["document"]["url"] == "https://x.example/1"
    # The front matter is no text, so the text that offsets count in is given.
    assert line["document"]["text"].startswith("A roadside bomb")


def test_equal_lines_of_a_list_are_two_attacks(folder: Path) -> None:
    (line,) = read(folder / "c.md", "--published", "2020-12-26").lines
    assert [one["role"] for one in line["incidents"]] == ["listed"] * 3
    assert len({one["id"] for one in line["incidents"]}) == 3
    assert [one["n"] for one in line["totals"]] == [3]
    assert [one for one in line["checks"] if one["severity"] == "error"] == []


def test_reading_twice_prints_the_same(folder: Path) -> None:
    assert read(folder).out == read(folder).out


def test_data_go_to_stdout_and_messages_to_stderr(folder: Path) -> None:
    ran = program("read", folder, "--theatre", "iraq")
    assert ran.status == 1
    assert len(ran.lines) == 3
    assert "b.txt" in ran.err and "{" not in ran.err


def test_unknown_names_are_refused_with_what_there_is(folder: Path) -> None:
    assert "installed: iraq, world" in error_line(run("read", folder / "a.txt", "--theatre", "narnia"))
    assert "installed: acled, all, attacks, muc4, ucdp, us-targets" in error_line(
        read(folder / "a.txt", "--codebook", "nothing")
    )
    assert "choose one of: llm, quick, rules" in error_line(read(folder / "a.txt", "--extractor", "oracle"))
    assert "write it as YYYY-MM-DD" in error_line(read(folder / "a.txt", "--published", "yesterday"))


@pytest.mark.parametrize("args", [["read"], ["read", "--no-such-option", "x"], ["no-such-command"], ["read", "--lang"]])
def test_wrong_usage_exits_2(args: list[str]) -> None:
    ran = run(*args)
    assert (ran.status, ran.out) == (2, "")
    assert "Error: " in ran.err


def test_wrong_usage_exits_2_for_the_program_too() -> None:
    assert program("read").status == 2


def test_every_command_has_help() -> None:
    from sijill.cli import COMMANDS

    listed = run("--help").out
    for name in COMMANDS:
        ran = run(name, "--help")
        assert (ran.status, ran.err) == (0, "")
        assert f"  {name} " in listed
        assert ran.out.startswith(f"Usage: sijill {name}")
