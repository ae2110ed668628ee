"""`--extractor llm` of read, add and reread against a real server: failures are lines, and are tried again."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import error_line, program, run
from extract.chat_server import Body, ChatServer, Reply, incident, serving, told, toll

FOLDER = {
    "a.txt": "A roadside bomb hit a supply convoy in Babil on December 20, 2020, killing two drivers.",
    "b.txt": "Rockets struck the Green Zone in Baghdad on December 21, 2020. Nobody was hurt.",
    "c.txt": "Gunmen killed a judge in Diyala on December 22, 2020.",
}
BOMB = incident("roadside bomb", weapons=[{"type": "ied", "number": None, "quote": "roadside bomb"}],
                place={"quote": "Babil", "within": []}, killed=toll(2, 2, 2, "killing two drivers"))  # fmt: skip
ROCKETS = incident("Rockets", "shelling_artillery_missile_attack", killed=toll(0, 0, 0, "Nobody was hurt"),
                   place={"quote": "Green Zone", "within": ["Baghdad"]})  # fmt: skip
JUDGE = incident("Gunmen killed", "attack", killed=toll(1, 1, 1, "killed a judge"))


def by_text(body: Body, n: int) -> Reply:
    asked = body["messages"][-1]["content"]
    answers = {"roadside": BOMB, "Rockets": ROCKETS, "Gunmen": JUDGE}
    return told(*(answer for word, answer in answers.items() if word in asked))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FOLDER.items():
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text, "utf-8")
    return tmp_path / "in"


def told_of(server: ChatServer, tmp_path: Path, **more: str) -> dict[str, str]:
    return {
        "SIJILL_LLM_URL": server.url,
        "SIJILL_LLM_MODEL": "small",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        **more,
    }


ENGLISH = ("--theatre", "iraq", "--lang", "en", "--published", "2020-12-26", "--extractor", "llm")


def test_read_prints_the_contracts_line_with_what_was_dropped(folder: Path, tmp_path: Path) -> None:
    lying = {**BOMB, "wounded": toll(900, 900, 900, "wounding nine hundred")}
    with serving(told(lying)) as server:
        ran = run("read", folder / "a.txt", *ENGLISH, **told_of(server, tmp_path))
    assert ran.status == 0
    (line,) = ran.lines
    (one,) = line["incidents"]
    assert (one["kind"], one["killed"]["best"], one["wounded"]) == ("remote_explosive_landmine_ied", 2, None)
    for evidence in one["evidence"]:
        assert FOLDER["a.txt"][evidence["start"] : evidence["end"]] == evidence["quote"]
    assert line["rejected"] == [
        {"field": "incidents.0.wounded", "value": {"low": 900, "best": 900, "high": 900},
         "quote": "wounding nine hundred", "why": "the quote is not in the text"}
    ]  # fmt: skip
    assert "incidents.0.wounded dropped, the quote is not in the text" in ran.err
    assert "1 values dropped: 1 the quote is not in the text" in ran.err
    assert "model: 1 requests, 0 answers from the cache; 1000 tokens in, 200 out" in ran.err
    assert "rejected" not in run("read", folder / "a.txt", "--theatre", "iraq").lines[0]


def test_one_bad_answer_is_a_line_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    def one_bad(body: Body, n: int) -> Reply:
        return Reply("no") if "Rockets" in body["messages"][-1]["content"] else by_text(body, n)

    with serving(one_bad) as server:
        ran = run("read", folder, *ENGLISH, **told_of(server, tmp_path))
    assert ran.status == 1
    assert [bool(line.get("error")) for line in ran.lines] == [False, True, False]
    assert "the answer is no JSON object" in ran.lines[1]["error"]
    assert "the answer is no JSON object" in ran.err


def test_add_tries_again_at_the_next_run_what_failed(folder: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "x.sijill"
    broken = True

    def sometimes(body: Body, n: int) -> Reply:
        bad = broken and "Rockets" in body["messages"][-1]["content"]
        return Reply(status=422) if bad else by_text(body, n)

    with serving(sometimes) as server:
        first = run("add", folder, "--ledger", ledger, *ENGLISH, **told_of(server, tmp_path))
        assert first.status == 1
        assert "2 new, 0 known, 1 failed documents; 2 reports of incidents" in first.err
        assert "refuses with status 422" in first.err
        broken = False
        second = run("add", folder, "--ledger", ledger, *ENGLISH, **told_of(server, tmp_path))
        assert second.status == 0
        assert "1 new, 2 known documents; 1 report of incidents" in second.err
        n = len(server.requests)
        third = run("add", folder, "--ledger", ledger, *ENGLISH, **told_of(server, tmp_path))
        assert "0 new, 3 known documents" in third.err
        assert len(server.requests) == n
    total = run("count", "--ledger", ledger, "--of", "killed", "--json").json["total"]
    assert (total["best"], total["high"], total["n_incidents"]) == (3, 3, 3)


def test_add_keeps_answers_beside_the_ledger(folder: Path, tmp_path: Path) -> None:
    with serving(by_text) as server:
        run("add", folder, "--ledger", tmp_path / "x.sijill", *ENGLISH, **told_of(server, tmp_path))
        assert len(list((tmp_path / "x.sijill.llm").rglob("*.json"))) == 3
        (tmp_path / "x.sijill").unlink()
        again = run("add", folder, "--ledger", tmp_path / "x.sijill", *ENGLISH, **told_of(server, tmp_path))
        assert "0 requests, 3 answers from the cache" in again.err
        elsewhere = told_of(server, tmp_path, SIJILL_LLM_CACHE=str(tmp_path / "mine"))
        run("read", folder / "a.txt", *ENGLISH, **elsewhere)
        run("read", folder / "a.txt", *ENGLISH, **told_of(server, tmp_path))
    assert len(list((tmp_path / "mine").rglob("*.json"))) == 1
    assert len(list((tmp_path / "cache" / "sijill" / "llm").rglob("*.json"))) == 1


def test_max_documents_leaves_the_rest_for_the_next_run(folder: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "x.sijill"
    with serving(by_text) as server:
        asked = ("add", folder, "--ledger", ledger, *ENGLISH, "--max-documents", "2")
        first = run(*asked, **told_of(server, tmp_path))
        assert first.status == 1
        assert "2 new, 0 known, 1 left for the next run documents" in first.err
        assert first.err.count("--max-documents 2 reached") == 1
        second = run(*asked, **told_of(server, tmp_path))
        assert second.status == 0
    assert "1 new, 2 known documents" in second.err


def test_a_ceiling_of_cost_stops_the_asking(folder: Path, tmp_path: Path) -> None:
    prices = {"SIJILL_LLM_PRICE_IN": "10", "SIJILL_LLM_PRICE_OUT": "10", "SIJILL_LLM_MAX_COST": "0.03"}
    with serving(by_text) as server:
        ran = run("add", folder, "--ledger", tmp_path / "x.sijill", *ENGLISH, **told_of(server, tmp_path, **prices))
    assert len(server.requests) == 1
    assert "SIJILL_LLM_MAX_COST 0.03 reached with 0.0120 spent" in ran.err
    assert "cost 0.0120" in ran.err


def test_reread_reads_a_ledger_again_with_the_model(folder: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "x.sijill"
    run("add", folder, "--ledger", ledger, *ENGLISH[:-2])
    before = {row["incident"] for row in run("incidents", "--ledger", ledger, "--json").json}
    with serving(by_text) as server:
        ran = run("reread", "--ledger", ledger, "--extractor", "llm", **told_of(server, tmp_path))
    assert ran.status == 0
    assert "3 read again" in ran.err
    after = run("incidents", "--ledger", ledger, "--json").json
    # Where the model tells of the same words, the report keeps its id.
    assert {row["incident"] for row in after} & before
    assert sorted(row["killed_best"] for row in after) == [0, 1, 2]


def test_the_newest_reading_stands_and_one_can_go_back(folder: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "x.sijill"
    places = ("count", "--ledger", ledger, "--codebook", "all", "--by", "admin1", "--json")
    run("add", folder, "--ledger", ledger, *ENGLISH[:-2])
    by_rules = run(*places).json["rows"]
    with serving(told({**BOMB, "place": None})) as server:
        model = ("reread", "--ledger", ledger, "--extractor", "llm")
        setting = told_of(server, tmp_path)
        assert "3 read again" in run(*model, **setting).err
        by_model = run(*places).json["rows"]
        assert by_model != by_rules
        for _ in range(2):
            assert "3 read again" in run("reread", "--ledger", ledger).err
            assert run(*places).json["rows"] == by_rules
            assert "3 known" in run("reread", "--ledger", ledger).err
            assert "3 read again" in run(*model, **setting).err
            assert run(*places).json["rows"] == by_model
            assert "3 known" in run(*model, **setting).err


def test_a_place_is_looked_up_anew_when_a_theatre_comes_back(folder: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "x.sijill"
    run("add", folder, "--ledger", ledger, *ENGLISH[:-2])
    before = run("incidents", "--ledger", ledger, "--json").json
    assert "read again" in run("reread", "--ledger", ledger, "--theatre", "world").err
    assert "read again" in run("reread", "--ledger", ledger, "--theatre", "iraq").err
    after = run("incidents", "--ledger", ledger, "--json").json
    assert [row["gazetteer_id"] for row in after] == [row["gazetteer_id"] for row in before]
    assert {row["admin1"] for row in after} == {"Babil", "Baghdad", "Diyala"}


def test_arabic_is_kept_as_read_and_not_as_unread(tmp_path: Path) -> None:
    text = "انفجرت عبوة ناسفة على رتل في محافظة بابل، ما أسفر عن مقتل ثلاثة جنود."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    answer = incident("عبوة ناسفة", killed=toll(3, 3, 3, "مقتل ثلاثة جنود"))
    with serving(told(answer)) as server:
        ran = run("add", tmp_path / "a.txt", "--ledger", tmp_path / "x.sijill", "--theatre", "iraq", "--lang", "ar",
                  "--extractor", "llm", **told_of(server, tmp_path))  # fmt: skip
    assert ran.status == 0
    assert "1 new, 0 known documents; 1 report of incidents" in ran.err
    assert "not read yet" not in ran.err


def test_choices_that_do_not_go_together_are_refused(folder: Path) -> None:
    assert "SIJILL_LLM_URL and SIJILL_LLM_MODEL not set" in error_line(run("read", folder, "--extractor", "llm"))
    assert "choose one of: llm, quick, rules" in error_line(run("read", folder, "--extractor", "oracle"))
    assert "goes with --extractor llm" in error_line(run("read", folder, "--max-documents", "3"))


def test_the_program_keeps_data_and_messages_apart(folder: Path, tmp_path: Path) -> None:
    with serving(by_text) as server:
        ran = program("read", folder / "a.txt", *ENGLISH, **told_of(server, tmp_path))
    assert ran.status == 0
    assert json.loads(ran.out)["incidents"]
    assert re.search(r"^model: 1 requests", ran.err, re.MULTILINE)


def test_the_client_is_not_loaded_by_the_rules(folder: Path) -> None:
    script = (
        "import sys\nsys.argv = ['sijill', 'read', sys.argv[1], '--theatre', 'iraq']\n"
        "from sijill.cli import main\nmain()\n"
        "sys.exit(bool({'openai', 'httpx', 'pydantic', 'sijill.extract.llm'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder / "a.txt")], capture_output=True, check=False)
    assert done.returncode == 0
