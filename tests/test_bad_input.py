"""What goes wrong is told in one line that names the file and what to do; the rest goes on, and nothing is lost."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

from cli.running import Ran, error_line, program, run, unchanged
from sijill.store import Ledger, last_seq_of

BOMB = (
    "A roadside bomb hit a supply convoy in Babil province on October 11, 2020, wounding two soldiers, police said.\n"
)
ARABIC = "انفجرت عبوة ناسفة على رتل دعم لوجستي في محافظة بابل، ما أدى إلى إصابة جنديين، بحسب الشرطة.\n" * 3
LARGE = 50_000_000
READ_IN_S = 60


def read(file: Path, *args: object) -> Ran:
    return run("read", file, "--theatre", "iraq", *args)


def refused(ran: Ran, file: Path) -> str:
    """What is said of a document that could not be read: exit 1, one line {"id", "error"} that names the file."""
    assert ran.status == 1
    (line,) = ran.lines
    assert set(line) == {"id", "error"}
    assert str(file) in line["error"] and line["error"] in ran.err
    return str(line["error"])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with one attack and its frame."""
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "bomb.txt").write_text(BOMB, "utf-8")
    made = folder / "ledger.sijill"
    assert run("add", folder / "bomb.txt", "--ledger", made, "--theatre", "iraq").status == 0
    assert total(made) == 1
    return made


def total(ledger: Path, *args: object) -> int:
    ran = run("count", "--ledger", ledger, "--codebook", "all", "--json", *args)
    assert ran.status == 0, ran
    best: int = ran.json["total"]["best"]
    return best


# Documents


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "it is empty"),
        ("blank.txt", b" \n\t\n", "it is empty"),
        ("zeros.txt", bytes(range(256)) * 8, "save it as UTF-8 text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG picture"),
        ("paper.pdf", b"%PDF-1.7\n", "the PDF is damaged"),
        ("damaged.txt", ARABIC.encode()[:-2] + b"\xff\n", "damaged UTF-8"),
        ("table.csv", b"a,b\n1,2\n", "sijill import"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert says in refused(read(file), file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16", "utf-16-le", "utf-16-be"])
def test_arabic_text_is_read_rightly_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "ar.txt"
    file.write_bytes(ARABIC.encode(encoding))
    ran = read(file)
    assert ran.status == 0
    (line,) = ran.lines
    told = line["document"]
    assert (told["language"], told["n_chars"]) == ("ar", len(ARABIC))
    # Offsets count in the decoded text, which a reader of other bytes than UTF-8 is given.
    assert told["text"] == (None if encoding == "utf-8" else ARABIC)


def test_english_text_in_utf_16_tells_the_same_attack(tmp_path: Path) -> None:
    plain, wide = tmp_path / "plain.txt", tmp_path / "wide.txt"
    plain.write_text(BOMB, "utf-8")
    wide.write_text(BOMB, "utf-16")
    one, two = (read(file).lines[0]["incidents"] for file in (plain, wide))
    assert len(one) == 1
    assert one == two


def test_fifty_megabytes_are_read_or_refused_by_their_limit(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    file.write_bytes(BOMB.encode() * (LARGE // len(BOMB)))
    began = time.monotonic()
    ran = program("read", file, "--theatre", "iraq", timeout_s=READ_IN_S)
    assert time.monotonic() - began < READ_IN_S
    if ran.status != 0:
        assert "the limit is 20000000: split it" in refused(ran, file)


def test_a_large_document_does_not_stop_the_others(tmp_path: Path, ledger: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(b"x" * (LARGE // 2))
    (tmp_path / "in/b.txt").write_text(BOMB.replace("Babil", "Basra"), "utf-8")
    ran = run("add", tmp_path / "in", "--ledger", ledger)
    assert ran.status == 1
    assert "a.txt" in ran.err and "the limit is" in ran.err and "1 new, 0 known, 1 failed" in ran.err
    assert total(ledger) == 2


def test_a_text_of_many_lines_is_read_in_time(tmp_path: Path) -> None:
    file = tmp_path / "many.txt"
    file.write_text("".join(f"Line {n} of a long report about nothing at all.\n" for n in range(2_000)), "utf-8")
    began = time.monotonic()
    assert read(file).status == 0
    assert time.monotonic() - began < READ_IN_S


def test_a_post_without_a_date_has_no_dates_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "undated.md"
    file.write_text("IED – supply convoy – Muthanna\n\nRockets – Green Zone, Baghdad\n\nDecember Totals – 2\n", "utf-8")
    (line,) = read(file).lines
    assert line["document"]["published"] is None
    assert [one["when"] for one in line["incidents"]] == [None, None]
    assert all(entry["field"] != "when" for one in line["incidents"] for entry in one["evidence"])
    undated = tmp_path / "undated.sijill"
    assert run("add", file, "--ledger", undated, "--theatre", "iraq").status == 0
    told = run("count", "--ledger", undated, "--json").json
    assert [(row["month"], row["best"]) for row in told["rows"]] == [(None, 2)]
    assert "2 incidents with no date" in told["method"]
    listed = run("incidents", "--ledger", undated, "--json").json
    assert [row["start"] for row in listed] == [None, None]


def test_a_list_without_a_day_of_publication_is_still_checked(tmp_path: Path) -> None:
    file = tmp_path / "undated.md"
    file.write_text("IED – supply convoy – Muthanna\n\nRockets – Green Zone, Baghdad\n\nDecember Totals – 3\n", "utf-8")
    ran = run("check", file, "--theatre", "iraq")
    assert ran.status == 1
    assert "The total says 3" in ran.out and "the list has 2" in ran.out


# Names


@pytest.mark.parametrize("command", ["read", "check"])
def test_an_unknown_theatre_is_told_with_those_there_are(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.txt").write_text(BOMB)
    said = error_line(run(command, tmp_path / "a.txt", "--theatre", "narnia"))
    assert said == (
        "error: no theatre 'narnia'; installed: iraq, world, or give the path of a folder that holds a theatre.toml"
    )


def test_an_unknown_codebook_is_told_with_those_there_are(tmp_path: Path, ledger: Path) -> None:
    (tmp_path / "a.txt").write_text(BOMB)
    for ran in (read(tmp_path / "a.txt", "--codebook", "gossip"), run("count", "--ledger", ledger, "--codebook", "x")):
        assert "installed: acled, all, attacks, muc4, ucdp, us-targets" in error_line(ran)


def test_a_codebook_that_does_not_hold_together_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BOMB)
    file = tmp_path / "mine.toml"
    file.write_text('name = "mine"\nversion = "1"\ntitle = "x"\n[default]\nthen = "perhaps"\nbecause = "x"\n')
    said = error_line(read(tmp_path / "a.txt", "--codebook", file))
    assert str(file) in said and "choose one of: count, leave_out" in said


def test_a_language_that_is_no_code_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BOMB)
    assert "such as en or ar" in error_line(read(tmp_path / "a.txt", "--lang", "English please"))


def test_a_language_without_a_pack_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BOMB)
    ran = read(tmp_path / "a.txt", "--lang", "xx")
    assert "xx" in ran.err and "en" in ran.err


# Ledgers


def test_a_corrupt_ledger_is_told_and_not_touched(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with ledger.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * (ledger.stat().st_size - 100))
    bomb = ledger.with_name("bomb.txt")
    with unchanged(ledger):
        for command in (["count"], ["incidents"], ["add", bomb], ["why", "0"], ["reread"]):
            said = error_line(run(*command, "--ledger", ledger, "--theatre", "iraq"))
            assert str(ledger) in said and "restore it from a copy" in said, said


def test_a_ledger_cut_short_is_told(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.truncate(ledger, ledger.stat().st_size // 2)
    shutil.rmtree(f"{ledger}.frame")
    said = error_line(run("count", "--ledger", ledger, "--theatre", "iraq"))
    assert str(ledger) in said and "restore it from a copy" in said


def test_a_file_of_another_kind_is_no_ledger(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>hello</p>" * 500)
    with unchanged(page):
        said = error_line(run("add", page, "--ledger", page, "--theatre", "iraq"))
    assert str(page) in said and "not a ledger" in said


def test_a_damaged_frame_is_made_anew(ledger: Path) -> None:
    for file in Path(f"{ledger}.frame").glob("*.parquet"):
        file.write_bytes(b"nonsense")
    assert total(ledger) == 1


def test_a_deleted_frame_is_made_anew(ledger: Path) -> None:
    shutil.rmtree(f"{ledger}.frame")
    assert total(ledger) == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes. Skips where no file system can be mounted; the next test then stands for it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount a small disk; the page limit of SQLite is tested instead")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def many(file: Path, n: int) -> Path:
    """Reports that do not fit on a small disk."""
    lines = [
        {"id": str(i), "published": "2020-10-12", "url": f"https://x.example/{i}", "text": BOMB, "title": "x" * 60_000}
        for i in range(n)
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return file


def test_a_full_disk_loses_nothing(small_disk: Path, ledger: Path, tmp_path: Path) -> None:
    here = small_disk / "ledger.sijill"
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(ledger, here)
    seq = last_seq_of(here)
    said = error_line(run("add", many(tmp_path / "many.jsonl", 60), "--ledger", here, "--theatre", "iraq"))
    assert str(here) in said and "free some space" in said and "nothing was added" in said
    assert last_seq_of(here) == seq
    with Ledger.open(here, create=False) as book:
        assert [document.text for document in book.documents()] == [BOMB]
    # Once there is room, the same command goes on.
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert run("add", tmp_path / "many.jsonl", "--ledger", here, "--theatre", "iraq").status == 0
    assert total(here) == 61


def test_a_full_disk_under_a_count_is_told(small_disk: Path, ledger: Path) -> None:
    here = small_disk / "ledger.sijill"
    shutil.copy(ledger, here)
    with (small_disk / "filler").open("wb") as filler:
        try:
            while True:
                filler.write(bytes(65_536))
                filler.flush()
        except OSError as error:
            assert error.errno == errno.ENOSPC
    said = error_line(run("count", "--ledger", here, "--theatre", "iraq"))
    assert str(here) in said and "space" in said
    (small_disk / "filler").unlink()
    assert total(here) == 1


def test_a_full_disk_under_a_post_leaves_the_old_one(small_disk: Path, ledger: Path) -> None:
    out = small_disk / "post.html"
    args = ("post", "--ledger", ledger, "--from", "2020-10-01", "--to", "2020-10-31", "--out", out)
    assert run(*args).status == 0
    filler = (small_disk / "filler").open("wb", buffering=0)
    with filler, pytest.raises(OSError, match="No space"):
        while True:
            filler.write(bytes(4_096))
    page = out.read_bytes()
    said = error_line(run(*args))
    assert str(small_disk) in said
    assert out.read_bytes() == page
    assert sorted(p.name for p in small_disk.iterdir()) == ["filler", "post.html", "post.md", "post.post.json"]


def test_a_ledger_on_a_disk_that_may_only_be_read_is_counted(small_disk: Path, ledger: Path) -> None:
    here = small_disk / "ledger.sijill"
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(ledger, here)
    shutil.copytree(f"{ledger}.frame", f"{here}.frame")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert total(here) == 1


def test_a_ledger_that_may_grow_no_further_loses_nothing(ledger: Path, tmp_path: Path) -> None:
    """The same as on a full disk, where none can be mounted: SQLite is told to take no more pages."""
    from sijill.store import engine

    plain = engine._set_up_sqlite

    def capped(connection: sqlite3.Connection, record: object) -> None:
        plain(connection, record)
        (n_pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {n_pages + 3}").close()

    seq = last_seq_of(ledger)
    with mock.patch.object(engine, "_set_up_sqlite", capped):
        said = error_line(run("add", many(tmp_path / "many.jsonl", 30), "--ledger", ledger))
    assert str(ledger) in said and "free some space" in said
    assert last_seq_of(ledger) == seq
    assert run("add", tmp_path / "many.jsonl", "--ledger", ledger).status == 0
    assert total(ledger) == 31


def test_a_folder_that_may_not_be_written_is_told(ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    real = os.open

    def denied(path: object, *args: object, **more: object) -> int:
        # Root may write anywhere, so the system's answer to others is given here.
        if str(path).startswith(str(folder)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *args, **more)  # type: ignore[arg-type]

    args = ("post", "--ledger", ledger, "--from", "2020-10-01", "--to", "2020-10-31")
    with mock.patch.object(os, "open", denied):
        said = error_line(run(*args, "--out", folder / "post.html"))
    assert str(folder / "post.html") in said and "give another --out" in said
    assert list(folder.iterdir()) == []
    said = error_line(run(*args, "--out", ledger / "post.html"))
    assert "cannot be written" in said and "give another --out" in said


# Theatres


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A small theatre that holds together."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "theatre.toml").write_text(
        'name = "theirs"\ntitle_en = "Theirs"\ncountries = ["IQ"]\ntimezone = "Asia/Baghdad"\nlanguages = ["en"]\n'
    )
    (folder / "places.csv").write_text(
        "id,name,name_ar,feature,precision,latitude,longitude,parent,aliases_en,aliases_ar,source\n"
        "iq,Iraq,,country,country,33.2,43.7,,,,test\n"
        "iq-babil,Babil,,division,admin1,32.5,44.4,iq,,,test\n"
        "iq-hilla,Hilla,,city,settlement,32.4,44.4,iq-babil,,,test\n"
    )
    return folder


def test_a_theatre_of_ones_own_is_used(theirs: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BOMB)
    (line,) = run("read", tmp_path / "a.txt", "--theatre", theirs).lines
    assert line["incidents"][0]["place"]["gazetteer_id"] == "iq-babil"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Hilla,,city", "Babil,,city", "rank them in ambiguous.csv"),
        ("iq-babil,,,test", "iq-nowhere,,,test", "which is no row; add it or mend the name"),
        ("44.4,iq-babil", "44.4,", "is an orphan: only a country may have no parent"),
        ("settlement,32.4,44.4", "settlement,,", "has no point"),
        ("settlement", "hamlet", "has the precision 'hamlet'"),
        ("44.4,iq,,,test", "44.4,iq-hilla,,,test", "is its own ancestor"),
    ],
    ids=["duplicate alias", "unknown parent", "orphan", "no point", "unknown precision", "circle"],
)
def test_a_theatre_that_does_not_hold_together_is_told(
    theirs: Path, ledger: Path, old: str, new: str, says: str
) -> None:
    places = theirs / "places.csv"
    told = places.read_text()
    assert told.count(old) == 1
    places.write_text(told.replace(old, new))
    seq = last_seq_of(ledger)
    said = error_line(run("add", ledger.with_name("bomb.txt"), "--ledger", ledger, "--theatre", theirs))
    assert str(places) in said and says in said
    assert last_seq_of(ledger) == seq
    assert total(ledger) == 1


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("theatre.toml", "name = ", "theatre.toml"),
        ("theatre.toml", 'name = "x"\nfirst_weekday = "noday"\n', "must be one of monday"),
        ("theatre.toml", 'name = "x"\ntimezone = "Mars/Olympus"\n', "Mars/Olympus"),
        ("places.csv", "id,name\niq,Iraq\n", "no column parent"),
        ("ambiguous.csv", "alias,language,ids,reason\nx,en\n", "not as many cells as the header"),
        ("places.csv", b"\xff\xfe\x00", "places.csv"),
    ],
)
def test_a_theatre_file_that_cannot_be_read_is_told(theirs: Path, file: str, content: str | bytes, says: str) -> None:
    (theirs / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert says in error_line(run("read", theirs / "places.csv", "--theatre", theirs))


# Files of decisions and settings


@pytest.mark.parametrize(
    "content",
    [
        b"action,incident,url,n,field,value,note\ncorrect,,{url},1,wounded,not json,\n",
        b"action,incident,url,n\ncorrect,,{url},1\n",
        b"action,url,n\nmerge,{url},1\n",
        b"action,incident,url,n,field,value,note\ncorrect,,{url}\n",
        b"action,incident,url,n,field,value,note\nreject,,\xc7,1,,,\n",
    ],
    ids=["no json", "no value column", "no incident column", "short row", "other encoding"],
)
def test_a_bad_file_of_decisions_is_told(tmp_path: Path, content: bytes) -> None:
    report = tmp_path / "a.md"
    report.write_text(f"---\nurl: https://x.example/1\npublished: 2020-10-12\n---\n{BOMB}", "utf-8")
    ledger = tmp_path / "l.sijill"
    assert run("add", report, "--ledger", ledger, "--theatre", "iraq").status == 0
    file = tmp_path / "decisions.csv"
    file.write_bytes(content.replace(b"{url}", b"https://x.example/1"))
    ran = run("apply", file, "--ledger", ledger, "--author", "editor")
    assert "decisions.csv" in ran.err
    assert total(ledger) == 1


def test_titles_that_cannot_be_read_are_told(ledger: Path, tmp_path: Path) -> None:
    titles = tmp_path / "titles.toml"
    titles.write_text("no toml")
    days = ("--from", "2020-10-01", "--to", "2020-10-31")
    ran = run("post", "--ledger", ledger, *days, "--titles", titles, "--out", tmp_path / "p.html")
    assert str(titles) in error_line(ran)


def test_a_chart_of_an_unknown_form_is_refused(ledger: Path, tmp_path: Path) -> None:
    ran = run("count", "--ledger", ledger, "--chart", tmp_path / "chart.docx")
    assert ran.status == 1
    assert "docx" in ran.err and "png" in ran.err


@pytest.mark.parametrize(
    "command",
    [
        ["count"],
        ["count", "--against", "all"],
        ["codebook", "diff", "attacks", "all"],
        ["incidents"],
        ["sources"],
        ["test", "2024-03-15"],
        ["compliance", "2024-03-15: Iran > pro_iran"],
        ["trends"],
        ["outlook"],
        ["timeline"],
        ["compare", "--with", __file__],
        ["post", "--out", "none.html"],
    ],
)
def test_a_period_that_ends_before_it_starts_is_refused(ledger: Path, command: list[str]) -> None:
    ran = run(*command, "--from", "2024-03-31", "--to", "2024-03-01", "--ledger", ledger)
    assert "the period ends (2024-03-01) before it starts (2024-03-31)" in error_line(ran)


def test_months_of_a_network_that_end_before_they_start_are_refused(ledger: Path) -> None:
    ran = run("network", "--over", "months", "--from", "2024-03-31", "--at", "2024-03-01", "--ledger", ledger)
    assert "the period ends (2024-03-01) before it starts (2024-03-31)" in error_line(ran)
