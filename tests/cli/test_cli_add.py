"""`sijill add`, `note`, `import` and `reread`: what comes in, once."""

from __future__ import annotations

import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cli.running import Ran, error_line, program, run
from sijill.store import last_seq_of
from sijill.theatre import load

LINE = "IED, supply convoy, Babil, 21 Dec 2020, 1 wounded"
TABLE = """Date,Place,Weapon,Killed,Source
2020-10-05,Baghdad,rocket,0,River Wire
2020-10-11,Babil,IED,,Palm Daily
2020-10-11,Babil,IED,,Palm Daily
not a day,Basra,IED,2,Palm Daily
"""


def month_counts(ledger: Path) -> dict[str, int]:
    return {row["month"]: row["best"] for row in run("count", "--ledger", ledger, "--json").json["rows"]}


def test_add_says_what_came_in(reports_file: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "new.sijill"
    ran = run("add", reports_file, "--ledger", ledger, "--theatre", "iraq")
    assert (ran.status, ran.out) == (0, "")
    assert f"{ledger}: 5 new, 0 known documents; 4 reports of incidents" in ran.err


def test_a_new_ledger_says_once_with_which_theatre_it_is_read(tmp_path: Path) -> None:
    ledgers = [tmp_path / f"{n}.sijill" for n in range(3)]
    ran = note(ledgers[0], LINE)
    assert f"{ledgers[0]}: a new ledger, read with the theatre world: no --theatre is named" in ran.err
    assert "reread --theatre" in ran.err
    assert "the theatre iraq: as --theatre says" in note(ledgers[1], LINE, "--theatre", "iraq").err
    said = run("note", LINE, "--ledger", ledgers[2], SIJILL_THEATRE="iraq").err
    assert "the theatre iraq: as SIJILL_THEATRE says" in said
    assert "a new ledger" not in note(ledgers[0], f"{LINE}, at dawn").err


def test_add_import_and_today_name_the_theatre_of_a_new_ledger(reports_file: Path, table: Path, tmp_path: Path) -> None:
    made = "a new ledger, read with the theatre iraq"
    assert made in run("add", reports_file, "--ledger", tmp_path / "a.sijill", "--theatre", "iraq").err
    assert made in bring_in(table, tmp_path / "b.sijill").err
    assert made in run("today", reports_file, "--ledger", tmp_path / "c.sijill", "--theatre", "iraq").err


def test_a_rerun_adds_nothing(ledger: Path, reports_file: Path) -> None:
    before, counted = last_seq_of(ledger), month_counts(ledger)
    for _ in range(2):
        ran = run("add", reports_file, "--ledger", ledger)
        assert "0 new, 5 known documents" in ran.err
    assert (last_seq_of(ledger), month_counts(ledger)) == (before, counted)


def test_a_bad_document_is_told_and_the_rest_is_added(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "in/b.txt").write_text("A bomb exploded in Basra on 3 May 2020, killing two people.", "utf-8")
    ran = run("add", tmp_path / "in", "--ledger", tmp_path / "x.sijill", "--theatre", "iraq")
    assert ran.status == 1
    assert "a.txt" in ran.err and "1 new, 0 known, 1 failed documents" in ran.err
    assert len(run("incidents", "--ledger", tmp_path / "x.sijill", "--json").json) == 1


def test_the_theatre_is_the_one_the_ledger_was_last_read_with(ledger: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.txt"
    more.write_text("A roadside bomb in Muthanna wounded one soldier on December 1, 2020.", "utf-8")
    assert run("add", more, "--ledger", ledger, "--published", "2020-12-02").status == 0
    assert {row["admin1"] for row in run("count", "--ledger", ledger, "--by", "admin1", "--json").json["rows"]} == {
        "Babil", "Baghdad", "Basra", "Muthanna",
    }  # fmt: skip


def test_the_ledger_may_be_named_by_the_environment(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("count", SIJILL_LEDGER=str(ledger)).status == 0
    monkeypatch.chdir(ledger.parent)
    assert run("count").status == 0


def test_add_as_a_program_writes_only_to_stderr(reports_file: Path, tmp_path: Path) -> None:
    ran = program("add", reports_file, "--ledger", tmp_path / "x.sijill", "--theatre", "iraq")
    assert (ran.status, ran.out) == (0, "")
    assert "5 new" in ran.err


def note(ledger: Path, text: str, *more: object) -> Ran:
    return run("note", text, "--ledger", ledger, "--author", "hand", *more)


def test_a_note_is_an_attack(ledger: Path) -> None:
    before = month_counts(ledger)
    ran = note(ledger, LINE, "--url", "https://x.example/9", "--outlet", "River Wire")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.split(maxsplit=1)[1] == "remote_explosive_landmine_ied, Babil, 2020-12-21\n"
    assert month_counts(ledger) == {**before, "2020-12": before["2020-12"] + 1}
    found = run("why", ran.out.split()[0], "--ledger", ledger, "--json").json
    assert found["fields"]["wounded"]["value"] == {"low": 1, "best": 1, "high": 1}
    assert found["reports"][0]["outlet"] == "River Wire"


def test_a_note_without_a_name_is_cited_without_a_login(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIJILL_AUTHOR", raising=False)
    monkeypatch.setenv("LOGNAME", "login-of-somebody")
    ledger = tmp_path / "l.sijill"
    run("note", LINE, "--ledger", ledger, "--theatre", "iraq")
    run("note", LINE.replace("Babil", "Basra"), "--ledger", ledger, "--author", "Dana Harith")
    out = tmp_path / "post.html"
    assert run("post", "--from", "2020-12-01", "--to", "2020-12-31", "--ledger", ledger, "--out", out).status == 0
    told = out.with_suffix(".md").read_text("utf-8")
    assert "Analyst's note, " in told and "Harith, Dana." in told and "— Dana Harith (analyst's note), " in told
    assert "login-of-somebody" not in told + out.read_text("utf-8")
    assert re.search(r"— analyst's note, ", told) and not re.search(r"^> — [0-9a-f]{8}\b", told, re.MULTILINE)


def test_a_note_may_say_yesterday(ledger: Path) -> None:
    yesterday = f"{datetime.now(load('iraq').timezone) - timedelta(days=1):%Y-%m-%d}"
    for text in ("Gunmen shot a policeman in Daquq yesterday", "عبوة ناسفة، رتل إمداد، بابل، أمس"):
        assert yesterday in note(ledger, text, "--theatre", "iraq").out


def test_a_note_of_a_day_to_come_is_warned_of(ledger: Path) -> None:
    year = datetime.now(load("iraq").timezone).year + 3
    ran = note(ledger, f"IED, convoy, Babil, 3 May {year}, 1 wounded")
    assert ran.status == 0
    assert f"warning: {year}-05-03 lies ahead" in ran.err


def test_a_note_whose_day_does_not_exist_is_warned_of(ledger: Path) -> None:
    ran = note(ledger, "IED, convoy, Babil, 31 Nov, 1 wounded")
    assert (ran.status, "day not known" in ran.out) == (0, True)
    assert "no day was read from" in ran.err and f"`sijill correct {ran.out.split()[0]} when" in ran.err


@pytest.mark.parametrize(
    ("text", "name"),
    [("IED, convoy, Atlantis, 3 Mar 2020", "Atlantis"), ("عبوة ناسفة، رتل إمداد، أطلانطس، 3 آذار 2020", "أطلانطس")],
)
def test_a_note_whose_place_nobody_knows_is_warned_of(ledger: Path, text: str, name: str) -> None:
    ran = note(ledger, text)
    id = ran.out.split()[0]
    place = f'{{"name": "{name}"}}'
    assert ran.status == 0 and f"no place was read from {text!r}; `sijill correct {id} place '{place}'`" in ran.err
    assert f"warning: not read: {name!r}\n" in ran.err
    assert run("correct", id, "place", place, "--ledger", ledger).status == 0


def test_words_of_a_note_that_nothing_reads_are_told(ledger: Path) -> None:
    ran = note(ledger, "IED, convoi, Babil, 21 Dec 2020, 1 wounded")
    assert (ran.status, ran.err) == (0, "warning: not read: 'convoi'\n")
    assert "not read: 'convoi', 'at Foo'\n" in note(ledger, "IED – convoi – Babil – at Foo").err


def test_the_same_note_again_adds_nothing(ledger: Path) -> None:
    first = note(ledger, LINE)
    seq = last_seq_of(ledger)
    assert note(ledger, LINE).out == first.out
    assert last_seq_of(ledger) == seq


def test_a_note_that_tells_no_attack_is_refused(ledger: Path) -> None:
    seq = last_seq_of(ledger)
    assert "name a weapon or deed and a place" in error_line(note(ledger, "nothing much"))
    assert last_seq_of(ledger) == seq


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("IED, supply convoy, Babil, April 2021, 1 wounded", "2021-04"),
        ("IED, supply convoy, Babil, Apr 2021", "2021-04"),
        ("IED, supply convoy, Babil, mid-May 2021", "2021-05"),
        ("عبوة ناسفة، رتل إمداد، بابل، حزيران 2021، جريحان", "2021-06"),
    ],
)
def test_a_note_of_a_month_is_counted_in_it(ledger: Path, text: str, when: str) -> None:
    ran = note(ledger, text, "--theatre", "iraq")
    assert (ran.status, ran.err) == (0, "") and ran.out.endswith(f", Babil, {when}\n")
    assert month_counts(ledger)[when] == 1


@pytest.mark.parametrize("text", ["IED, supply convoy, Babil, 5/4/2021", "عبوة ناسفة، رتل إمداد، بابل، ٥/٤/٢٠٢١"])
def test_a_date_in_figures_is_read_day_first_unless_the_note_says_otherwise(ledger: Path, text: str) -> None:
    words = re.split("[,،] ", text)[-1]
    told = f", Babil, 2021-04-05 ({words!r} read day first; if the month stands first, write 2021-05-04)\n"
    assert note(ledger, text, "--theatre", "iraq").out.endswith(told)
    told = f", Babil, 2021-05-04 ({words!r} read month first; if the day stands first, write 2021-04-05)\n"
    assert note(ledger, text, "--theatre", "iraq", "--order", "mdy").out.endswith(told)
    run("reread", "--ledger", ledger)
    days = [r["start"] for r in run("incidents", "--ledger", ledger, "--from", "2021-01-01", "--json").json]
    assert days == ["2021-04-05", "2021-05-04"]


@pytest.mark.parametrize("day", ["13/5/2021", "5/13/2021", "13.5.21", "2021-05-13"])
def test_a_date_in_figures_that_is_one_day_is_read_without_a_word(ledger: Path, day: str) -> None:
    assert note(ledger, f"IED, supply convoy, Babil, {day}").out.endswith(", Babil, 2021-05-13\n")


def test_the_theatre_may_say_how_dates_in_figures_stand(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(load("iraq").folder, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    about = folder / "theatre.toml"
    about.write_text(about.read_text("utf-8").replace('version = "1"', 'date_order = "mdy"'), "utf-8")
    text = "IED, supply convoy, Babil, 5/4/2021"
    assert "2021-05-04 (" in note(tmp_path / "l.sijill", text, "--theatre", folder).out
    other = shutil.copytree(folder, tmp_path / "other")
    (other / "theatre.toml").write_text(about.read_text("utf-8").replace('"mdy"', '"american"'), "utf-8")
    said = error_line(note(tmp_path / "m.sijill", text, "--theatre", other))
    assert "date_order is 'american'; it must be one of dmy, mdy" in said


def tolls(ledger: Path, text: str) -> tuple[object, object, str]:
    """The killed and wounded of a note, low, best and high, and what it prints."""
    ran = note(ledger, text, "--theatre", "iraq")
    fields = run("why", ran.out.split()[0], "--ledger", ledger, "--json").json["fields"]
    values = [fields[of]["value"] if of in fields else None for of in ("killed", "wounded")]
    killed, wounded = (tuple(value.values()) if value else None for value in values)
    return killed, wounded, ran.out


@pytest.mark.parametrize(
    ("toll", "killed"),
    [
        ("unknown wounded", None),
        ("unknown killed", None),
        ("wounded unknown", None),
        ("2 killed, unknown wounded", (2, 2, 2)),
        ("2 killed, not known wounded", (2, 2, 2)),
        ("3 killed or wounded", None),
        ("جرحى غير معروف عددهم", None),
        ("عدد الجرحى مجهول", None),
        ("3 قتلى أو جرحى", None),
    ],
)
def test_a_toll_that_a_note_calls_unknown_stays_so(ledger: Path, toll: str, killed: object) -> None:
    arabic = toll[-1] > "z"
    lead = "عبوة ناسفة، رتل إمداد، بابل، 2021-05-02، " if arabic else "IED, supply convoy, Babil, 2 May 2021, "
    assert tolls(ledger, lead + toll)[:2] == (killed, None)


@pytest.mark.parametrize(
    ("text", "killed", "wounded", "said"),
    [
        ("possibly 3 killed", (0, 3, 3), None, "unconfirmed: 0 to 3 killed"),
        ("maybe 3 killed, 2 wounded", (0, 3, 3), (2, 2, 2), "unconfirmed: 0 to 3 killed"),
        ("1 killed (unconfirmed)", (0, 1, 1), None, "unconfirmed: 0 to 1 killed"),
        ("1 killed, unconfirmed", (0, 1, 1), None, "unconfirmed: 0 to 1 killed"),
        ("reportedly 3 killed", (0, 3, 3), None, "unconfirmed: 0 to 3 killed"),
        ("reportedly at least 3 wounded", None, (0, 3, None), "unconfirmed: 0 or more wounded"),
        ("3 killed", (3, 3, 3), None, ""),
        ("ربما قتل ثلاثة", (0, 3, 3), None, "unconfirmed: 0 to 3 killed"),
        ("قتيل (غير مؤكد)", (0, 1, 1), None, "unconfirmed: 0 to 1 killed"),
    ],
)
def test_a_toll_that_a_note_hedges_may_be_none(
    ledger: Path, text: str, killed: object, wounded: object, said: str
) -> None:
    arabic = "\u0600" < text[0]
    lead = "عبوة ناسفة، رتل إمداد، بابل، 2021-05-02، " if arabic else "IED, supply convoy, Babil, 2 May 2021, "
    found = tolls(ledger, lead + text)
    assert found[:2] == (killed, wounded)
    assert said in found[2] and ("unconfirmed" in found[2]) == bool(said)


def test_files_that_all_fail_make_no_ledger_and_announce_none(tmp_path: Path) -> None:
    (tmp_path / "empty.md").touch()
    ledger = tmp_path / "l.sijill"
    for command in ("add", "today"):
        ran = run(command, tmp_path / "empty.md", "--ledger", ledger, "--theatre", "iraq")
        assert ran.status == 1 and "it is empty" in ran.err and "a new ledger" not in ran.err
        assert not ledger.exists()


def test_a_new_ledger_is_announced_when_something_is_kept(reports_file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.md").touch()
    ran = run("add", tmp_path / "empty.md", reports_file, "--ledger", tmp_path / "l.sijill", "--theatre", "iraq")
    assert ran.status == 1 and ran.err.count("a new ledger") == 1


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "attacks.csv").write_text(TABLE, "utf-8")
    (tmp_path / "map.toml").write_text(
        '[columns]\ndate = "Date"\nplace = "Place"\nweapon = "Weapon"\nkilled = "Killed"\noutlet = "Source"\n', "utf-8"
    )
    return tmp_path / "attacks.csv"


def bring_in(table: Path, ledger: Path) -> Ran:
    return run("import", table, "--mapping", table.with_name("map.toml"), "--ledger", ledger, "--theatre", "iraq")


def test_describe_prints_a_mapping_that_reads_the_table(table: Path, tmp_path: Path) -> None:
    ran = run("import", table, "--describe")
    assert (ran.status, ran.err) == (0, "")
    assert 'date = "Date"' in ran.out and 'place = ["Place"]' in ran.out
    table.with_name("map.toml").write_text(ran.out, "utf-8")
    assert bring_in(table, tmp_path / "described.sijill").status == 1


def test_a_table_is_brought_in_with_its_bad_cells_told(table: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "t.sijill"
    ran = bring_in(table, ledger)
    assert (ran.status, ran.out) == (1, "")
    assert "attacks.csv:5, column 'Date': " in ran.err and "4 rows" in ran.err and "1 cells" in ran.err
    rows = run("incidents", "--ledger", ledger, "--json", "--theatre", "iraq").json
    assert [row["start"] for row in rows] == ["2020-10-05", "2020-10-11", "2020-10-11", None]
    assert [row["killed_best"] for row in rows] == [0, None, None, 2]


def test_a_table_brought_in_twice_adds_nothing(table: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "t.sijill"
    bring_in(table, ledger)
    seq = last_seq_of(ledger)
    assert " 0 new records" in bring_in(table, ledger).err
    assert last_seq_of(ledger) == seq


def test_an_open_quote_stops_the_import_and_the_description(table: Path, tmp_path: Path) -> None:
    table.write_text(TABLE.replace("IED,,Palm Daily", 'IED,,"the governor said', 1), "utf-8")
    for ran in (bring_in(table, tmp_path / "t.sijill"), run("import", table, "--describe")):
        assert (ran.status, ran.out) == (1, "")
        assert "attacks.csv:3: a quote opens before 'the governor said' and never closes; close it" in ran.err
    assert not (tmp_path / "t.sijill").exists()


def test_a_mended_row_is_told_as_replaced(table: Path, tmp_path: Path) -> None:
    ledger, mapping = tmp_path / "t.sijill", table.with_name("map.toml")
    rows = [f"{n},{line}" for n, line in enumerate(TABLE.splitlines()[1:], start=1)]
    mapping.write_text(mapping.read_text("utf-8") + 'id = "No"\n', "utf-8")
    for mended in (False, True):
        text = "\n".join(["No,Date,Place,Weapon,Killed,Source", *rows, ""])
        table.write_text(text.replace("not a day", "2020-12-01") if mended else text, "utf-8")
        ran = bring_in(table, ledger)
        assert ("4 rows (0 new beside 3 known, 1 replaced), " in ran.err) == mended
    assert (ran.status, "still count" in ran.err) == (0, False)
    found = run("incidents", "--ledger", ledger, "--json", "--theatre", "iraq").json
    assert [row["start"] for row in found] == ["2020-10-05", "2020-10-11", "2020-10-11", "2020-12-01"]


def test_without_ids_a_mended_row_is_told_as_new_beside_the_earlier(table: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "t.sijill"
    bring_in(table, ledger)
    table.write_text(TABLE.replace("not a day", "2020-12-01"), "utf-8")
    ran = bring_in(table, ledger)
    assert "4 rows (1 new beside 3 known, none replaced), " in ran.err
    assert "warning: 1 earlier row of attacks.csv is not in the file now and still counts: " in ran.err
    assert "with a column of ids (id under [columns])" in ran.err
    id = re.search(r"still counts: ([0-9a-f]{10});", ran.err)
    assert id and run("reject", id[1], "--ledger", ledger).status == 0
    assert len(run("incidents", "--ledger", ledger, "--json", "--theatre", "iraq").json) == 4
    assert "still count" not in bring_in(table, ledger).err


def test_describe_warns_of_a_name_that_stands_twice(table: Path) -> None:
    table.write_text(TABLE.replace("Source", "Date"), "utf-8")
    ran = run("import", table, "--describe")
    assert ran.status == 0 and "# 'Date' stands twice in the header (columns 1, 5)" in ran.out
    assert ran.err.startswith(f"warning: {table}: 'Date' stands twice in the header (columns 1, 5) and is left out; ")


def test_a_table_needs_a_mapping(table: Path, tmp_path: Path) -> None:
    assert "--describe" in error_line(run("import", table, "--ledger", tmp_path / "t.sijill"))
    table.with_name("map.toml").write_text('[columns]\ndate = "When"\n', "utf-8")
    assert "the column 'When'" in error_line(bring_in(table, tmp_path / "t.sijill"))
    assert not (tmp_path / "t.sijill").exists()


def test_reread_of_an_unchanged_version_adds_nothing(ledger: Path) -> None:
    seq = last_seq_of(ledger)
    ran = run("reread", "--ledger", ledger)
    assert (ran.status, ran.out) == (0, "")
    assert "0 new, 5 known documents" in ran.err
    assert last_seq_of(ledger) == seq


def test_reread_with_another_theatre_keeps_the_ids(ledger: Path, ids: dict[str, str], tmp_path: Path) -> None:
    import sijill.theatre

    theirs = tmp_path / "theirs"
    shutil.copytree(Path(sijill.theatre.__file__).parent / "iraq", theirs)
    places = theirs / "places.csv"
    places.write_text(places.read_text("utf-8").replace("Baghdad International Airport", "BIAP"), "utf-8")
    ran = run("reread", "--ledger", ledger, "--theatre", theirs)
    assert "0 new, 0 known, 5 read again documents" in ran.err
    rows = run("incidents", "--ledger", ledger, "--json", "--theatre", theirs).json
    assert {row["incident"] for row in rows} == set(ids.values())


@pytest.mark.parametrize("command", [["reread"], ["count"], ["incidents"], ["why", "x"], ["apply", __file__]])
def test_a_missing_ledger_is_not_made_by_what_only_reads(command: list[str], tmp_path: Path) -> None:
    missing = tmp_path / "none.sijill"
    said = error_line(run(*command, "--ledger", missing, "--theatre", "iraq"))
    assert str(missing) in said and "sijill add" in said
    assert not missing.exists()
