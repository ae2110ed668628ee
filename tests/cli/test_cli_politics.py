"""`sijill actors`, `actor`, `timeline`, `network`, `facades`: who told whom, from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from xml.dom import minidom

import pytest

from cli.running import error_line, run

TEXTS = [
    {
        "id": "meeting", "lang": "en", "published": "2020-12-24", "outlet": "River Wire",
        "text": "Qaani met Hadi al-Amiri in Baghdad on Tuesday and told him to stop the attacks.",
    },
    {
        "id": "rockets", "lang": "en", "published": "2020-12-21", "outlet": "River Wire",
        "text": "Ashab al-Kahf claimed responsibility for rockets that hit the Green Zone on Sunday.",
    },
    {
        "id": "denial", "lang": "ar", "published": "2020-12-22", "outlet": "ضفة",
        "text": "نفت كتائب حزب الله صلتها بالهجوم. وحذر لواء الغضب الجديد واشنطن من ضربة.",
    },
]  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("politics")
    file = folder / "texts.jsonl"
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in TEXTS), "utf-8")
    assert run("add", file, "--ledger", folder / "l.sijill", "--theatre", "iraq").status == 0
    return folder / "l.sijill"


def test_the_register_is_listed_without_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    listed = run("actors", "--theatre", "iraq", "--type", "armed_group", "--json").json
    assert {"kataib_hezbollah", "badr"} <= {one["id"] for one in listed}
    assert {one["type"] for one in listed} == {"armed_group"}


def test_an_actor_is_shown_by_its_name_in_either_script(book: Path) -> None:
    told = run("actor", "قاآني", "--at", "2020-12-26", "--ledger", book, "--json").json
    assert told["id"] == "qaani" and told["offices"][0]["organisation"] == "quds_force"
    assert {(t["type"], t["object"]["actor_id"]) for t in told["ties"]} >= {("leads", "quds_force")}
    assert [i["mode"] for i in told["interactions"]] == ["meet", "order"]
    claimed = run("actor", "Ashab al-Kahf", "--ledger", book, "--json").json
    assert claimed["incidents"] == {"claimed": 1}
    assert "quds_force" in run("actor", "qaani", "--ledger", book).out


def test_an_unknown_actor_is_refused_with_whom_it_is_like(book: Path) -> None:
    assert "kataib_hezbollah" in error_line(run("actor", "Kataib Hezbolla Brigade", "--ledger", book))


def test_an_actor_like_nobody_is_refused_with_where_the_list_is(book: Path) -> None:
    said = error_line(run("actor", "zzqx", "--ledger", book))
    assert said == "error: no actor 'zzqx' in the register, nor any with a name like it; `sijill actors` lists them all"


def test_a_type_that_no_actor_has_is_refused_with_the_types(book: Path) -> None:
    assert "no actor type 'foo'; choose one of: state, " in error_line(run("actors", "--type", "foo", "--ledger", book))


def test_a_proposed_name_is_added_and_gone_from_the_list(book: Path) -> None:
    def proposed() -> list[str]:
        return [p["name"] for p in run("actors", "--proposed", "--ledger", book, "--json").json]

    assert proposed() == ["لواء الغضب الجديد"]
    added = run(
        "actors", "add", "Liwa al-Ghadab", "--type", "armed_group", "--name", "لواء الغضب الجديد", "--ledger", book
    )
    assert added.out.strip() == "liwa_al_ghadab" and proposed() == []
    assert run("actors", "merge", "liwa_al_ghadab", "liwa_khaybar", "--ledger", book).status == 0
    assert run("actor", "Liwa al-Ghadab", "--ledger", book, "--json").json["id"] == "liwa_khaybar"
    assert run("actors", "split", "liwa_al_ghadab", "liwa_khaybar", "--ledger", book).status == 0
    assert run("actor", "Liwa al-Ghadab", "--ledger", book, "--json").json["id"] == "liwa_al_ghadab"
    assert run("actors", "alias", "liwa_al_ghadab", "Wrath Brigade", "--ledger", book).out.strip() == "liwa_al_ghadab"


def test_a_timeline_in_every_form_and_both_languages(book: Path) -> None:
    told = run("timeline", "--from", "2020-12-01", "--to", "2021-01-31", "--json", "--ledger", book).json["moments"]
    days = [(m["when"]["start"], m["family"], m["kind"]) for m in told]
    assert ("2020-12-20", "incident", "shelling_artillery_missile_attack") in days
    assert ("2020-12-22", "interaction", "meet") in days and ("2021-01-03", "watch", "anniversary") in days
    english = run("timeline", "--only", "interaction", "--ledger", book).out
    assert "**December 22, 2020** Meeting: Esmail Qaani → Hadi al-Amiri, Baghdad" in english
    arabic = run("timeline", "--only", "interaction", "--lang", "ar", "--ledger", book).out
    assert "لقاء: إسماعيل قاآني ← هادي العامري" in arabic and "نفي: كتائب حزب الله" in arabic
    page = run("timeline", "--html", "--lang", "ar", "--ledger", book).out
    assert 'dir="rtl"' in page and "<script" not in page
    calendar = run(
        "timeline", "--only", "watch", "--from", "2020-12-26", "--to", "2021-01-31", "--ics", "--ledger", book
    ).out
    assert "DTSTART;VALUE=DATE:20210103" in calendar
    assert all(len(line.encode()) <= 75 for line in calendar.splitlines())


def test_what_did_not_occur_says_so_in_every_form_and_names_nobody_as_its_doer(tmp_path: Path) -> None:
    text = "Security forces in Mosul foiled a suicide bombing by Islamic State on 6 December 2020."
    (tmp_path / "foiled.txt").write_text(text, "utf-8")
    book = tmp_path / "l.sijill"
    run("add", tmp_path / "foiled.txt", "--ledger", book, "--theatre", "iraq")

    def line(*args: str) -> str:
        return run("timeline", "--only", "incident", "--ledger", book, *args).out

    assert "**December 6, 2020** Foiled: suicide bomb, Mosul" in line() and "bomb: " not in line()
    assert "أُحبط: تفجير انتحاري، الموصل" in line("--lang", "ar")
    assert "<small>foiled</small>" in line("--html") and "<small>attack</small>" not in line("--html")
    assert "<small>أُحبط</small>" in line("--html", "--lang", "ar")
    assert "SUMMARY:Foiled: suicide bomb" in line("--ics") and "CATEGORIES:INCIDENT,FOILED" in line("--ics")
    assert [m["status"] for m in json.loads(line("--json"))["moments"]] == ["foiled"]


def test_before_and_after_an_attack(book: Path) -> None:
    listed = run("incidents", "--json", "--ledger", book).json
    attack = next(row for row in listed if row["start"] == "2020-12-20")
    told = run("timeline", "--around", attack["incident"][:8], "--json", "--ledger", book).json
    assert told["before"] == [] and [m["kind"] for m in told["after"]] == ["meet", "order", "deny", "warn"]
    assert "## Said after" in run("timeline", "--around", attack["incident"][:8], "--ledger", book).out


def test_wrong_choices_are_refused(book: Path) -> None:
    assert "family" in error_line(run("timeline", "--only", "weather", "--ledger", book))
    assert "--from" in error_line(run("network", "--at", "2020-12-26", "--over", "months", "--ledger", book))


def test_a_file_is_written_in_the_form_that_its_name_ends_in(book: Path, tmp_path: Path) -> None:
    for name, begins in (("line.html", "<!doctype html>"), ("line.ics", "BEGIN:VCALENDAR"), ("line.md", "# ")):
        run("timeline", "--from", "2020-12-01", "--to", "2021-01-31", "--ledger", book, "--out", tmp_path / name)
        assert (tmp_path / name).read_text("utf-8").lower().startswith(begins.lower()), name
    for name, begins in (("net.html", "<!doctype html>"), ("net.svg", "<svg"), ("net.json", "{"), ("net.txt", "{")):
        run("network", "--at", "2020-12-26", "--ledger", book, "--out", tmp_path / name)
        assert (tmp_path / name).read_text("utf-8").lower().startswith(begins), name
    run("network", "--at", "2020-12-26", "--ledger", book, "--form", "json", "--out", tmp_path / "told.html")
    assert json.loads((tmp_path / "told.html").read_text("utf-8"))["nodes"]


def test_a_network_in_every_form(book: Path, tmp_path: Path) -> None:
    told = run("network", "--at", "2020-12-26", "--ledger", book).json
    edge = next(e for e in told["edges"] if (e["source"], e["type"]) == ("qaani", "leads"))
    assert edge["target"] == "quds_force" and told["fragmentation"]["claimants"]["effective_number"] == 1.0
    for form in ("graphml", "gexf", "svg"):
        out = tmp_path / f"n.{form}"
        assert run("network", "--at", "2020-12-26", "--form", form, "--out", out, "--ledger", book).status == 0
        minidom.parseString(out.read_bytes())  # noqa: S318  it is our own
    page = run("network", "--at", "2020-12-26", "--form", "html", "--lang", "ar", "--ledger", book).out
    assert 'dir="rtl"' in page and "فيلق القدس" in page
    months = run("network", "--at", "2020-12-26", "--from", "2020-11-01", "--over", "months", "--ledger", book).json
    assert [row["month"] for row in months["rows"]] == ["2020-11", "2020-12"]


def test_facades_with_evidence_of_ones_own(book: Path, tmp_path: Path) -> None:
    evidence = tmp_path / "evidence.csv"
    evidence.write_text(
        "facade,parent,kind,date,voice,quote,source\n"
        "Ashab al-Kahf,Harakat al-Nujaba,same_cell,2020-12-01,court,the two are one,https://example.org/1\n",
        "utf-8",
    )
    told = run("facades", "--at", "2020-12-26", "--evidence", evidence, "--json", "--ledger", book).json
    belief = next(b for b in told["beliefs"] if (b["facade"], b["parent"]) == ("ashab_al_kahf", "harakat_al_nujaba"))
    # -2.2 + 2.2 + 0.4 of the register's hedged tie: 1 / (1 + e^-0.4).
    assert belief["belief"] == 0.5987 and len(belief["evidence"]) == 2
    rows = {row["actor"]: row["difference"] for row in told["counts"]["rows"]}
    assert rows == {"harakat_al_nujaba": 1, "ashab_al_kahf": -1}
    evidence.write_text("facade,parent,kind,date,voice,quote,source\nA,B,told,,,,\n", "utf-8")
    assert "quote" in error_line(run("facades", "--evidence", evidence, "--ledger", book))
