"""`sijill review`: keys through a pipe and at a real pseudo-terminal, marks in the text, and what a row costs."""

from __future__ import annotations

import os
import pty
import re
import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli.running import PROGRAM, SETTINGS, run
from sijill import review, verdicts
from sijill.store import Ledger

EXAMPLE = Path(__file__).parents[2] / "examples" / "iraq-2020"
ARABIC = "قال مصدر أمني إن عبوة ناسفة انفجرت"


def pressed(ledger: Path, keys: str, *args: str, author: str = "huda") -> str:
    ran = run("review", "--ledger", ledger, "--author", author, *args, stdin=keys)
    assert ran.status == 0, ran
    return ran.out


def waiting(ledger: Path, *args: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = run("review", "--json", "--ledger", ledger, *args).json
    return found


def test_json_prints_the_queue_and_asks_nothing(ledger: Path, ids: dict[str, str]) -> None:
    told = waiting(ledger)
    assert {row["id"] for row in told} == set(ids.values())
    pair = {ids["green-zone"], ids["again"]}
    assert {told[0]["id"], told[1]["id"]} == pair
    assert {*told[0]["may_be_the_same_as"]} | {told[0]["id"]} == pair  # type: ignore[misc]
    assert [reason["code"] for reason in told[0]["reasons"]] == ["double"]  # type: ignore[index,attr-defined]


def test_one_key_accepts_a_report_and_the_next_review_goes_on_from_there(ledger: Path) -> None:
    said = pressed(ledger, "aaq")
    assert "1 of 4" in said and "3 of 4" in said
    assert said.splitlines()[-1] == "2 decided, 2 left"
    assert "1 of 2" in pressed(ledger, "aa")
    ran = run("review", "--ledger", ledger)
    assert (ran.status, ran.out, ran.err) == (0, "", "nothing waits for a review\n")


def test_line_ends_in_a_pipe_are_no_keys(ledger: Path) -> None:
    assert pressed(ledger, "a\n\n\nq\n").splitlines()[-1] == "1 decided, 3 left"


def test_the_end_of_the_keys_ends_the_review(ledger: Path) -> None:
    assert pressed(ledger, "").splitlines()[-1] == "0 decided, 4 left"


def test_limit_takes_the_most_doubtful(ledger: Path) -> None:
    assert pressed(ledger, "aaaa", "--limit", "2").splitlines()[-1] == "2 decided, 0 left"


def test_a_field_is_corrected_in_the_words_of_a_note(ledger: Path, ids: dict[str, str]) -> None:
    first = str(waiting(ledger)[0]["id"])
    said = pressed(ledger, "ck2 killed\nc2Basra\ncd18 Nov\naq")
    assert "killed is now 2" in said and "place is now Basra" in said and "day is now 2020-11-18" in said
    told = run("why", first, "--ledger", ledger, "--json").json["fields"]
    assert told["killed"]["value"] == {"low": 2, "best": 2, "high": 2}
    assert told["place"]["value"]["gazetteer_id"] == "iq-basra"
    assert told["when"]["value"]["start"] == "2020-11-18"


def test_what_cannot_be_read_is_said_and_nothing_is_corrected(ledger: Path) -> None:
    said = pressed(ledger, "ckperhaps\ncz\nc4\nq")
    assert "no killed can be read from 'perhaps'; write 2, 2 killed" in " ".join(said.split())
    assert said.count("nothing corrected") == 2


def test_rejecting_takes_a_report_out_and_undo_brings_it_back(ledger: Path) -> None:
    first = str(waiting(ledger)[0]["id"])
    assert "rejected" in pressed(ledger, "rq")
    assert run("count", "--ledger", ledger, "--json").json["total"]["low"] == 3
    said = pressed(ledger, "uq")
    assert f"took back the word 'reject' on {first[:10]}" in said
    assert run("count", "--ledger", ledger, "--json").json["total"]["low"] == 4
    # A report that was decided at another sitting is shown again at once.
    assert re.search(rf"took back.*── 1 of 4 · {first[:10]}", said, re.DOTALL)


def test_undo_with_nothing_to_take_back_says_so(ledger: Path) -> None:
    assert "nothing of omar is there to take back" in pressed(ledger, "uq", author="omar")


def test_skip_help_and_other_keys_decide_nothing(ledger: Path) -> None:
    said = pressed(ledger, "?sxq")
    assert "a, Enter  accept" in said and "no key 'x'" in said
    assert said.splitlines()[-1] == "0 decided, 4 left"


def test_keys_of_an_arabic_keyboard_are_the_same_keys(ledger: Path) -> None:
    assert pressed(ledger, "شسض").splitlines()[-1] == "1 decided, 3 left"


def test_words_are_bracketed_with_the_number_of_their_field(ledger: Path) -> None:
    said = " ".join(pressed(ledger, "").split())
    assert re.search(r"\[[^\]]*ockets[^\]]*\][³⁴]", said)
    assert "\x1b" not in said


def test_two_reviewers_are_compared(ledger: Path) -> None:
    assert "no two reviewers" in run("review", "--agreement", "--ledger", ledger).err
    pressed(ledger, "aara")
    assert len(waiting(ledger, "--second", "--author", "omar")) == 4
    said = pressed(ledger, "aaaa", "--second", author="omar")
    assert "huda says: accept" in said
    (found,) = run("review", "--agreement", "--ledger", ledger, "--json").json
    assert (found["first"], found["second"], found["n_reports"]) == ("person:huda", "person:omar", 4)
    assert 0 < found["percent"] < 100
    table = run("review", "--agreement", "--ledger", ledger).out
    assert "kappa" in table and "huda" in table


def test_a_missing_ledger_is_named(tmp_path: Path) -> None:
    ran = run("review", "--ledger", tmp_path / "none.sijill")
    assert (ran.status, ran.out) == (1, "")
    assert "no ledger at" in ran.err


# What is shown


def shown_text(text: str, words: str, *, colour: bool) -> tuple[str, list[str]]:
    from sijill.cli import screen
    from sijill.model.records import Statement, content_id
    from sijill.model.text import Document
    from sijill.model.views import Report

    document = Document(text, "ar")
    start = text.index(words)
    span = document.span(start, start + len(words))
    value = {"type": "ied", "text": words, "number": None}
    told = Statement(document.id, content_id("report", "x"), "incident", "weapons", value, "rules", (span,))
    marked = screen.marked(Report(told.report, document.id, "incident", {"weapons": (told,)}), document, colour=colour)
    return marked.plain, [marked.plain[s.start : s.end] for s in marked.spans]


def test_arabic_stays_in_logical_order_and_only_brackets_are_added() -> None:
    told, _ = shown_text(ARABIC, "عبوة ناسفة", colour=False)
    assert told == ARABIC.replace("عبوة ناسفة", "[عبوة ناسفة]⁴")


def test_in_colour_nothing_is_added_to_the_text() -> None:
    told, marks = shown_text(ARABIC, "عبوة ناسفة", colour=True)
    assert told == ARABIC
    assert marks == ["عبوة ناسفة"]


def test_a_text_cannot_command_the_terminal_or_turn_it() -> None:
    told, _ = shown_text("A \x1b[2Jbomb\u202e exploded\r\n\x07", "bomb", colour=False)
    assert told == "A �[2J[bomb]⁴ exploded\n�"


# At a terminal


class Terminal:
    """A program at a pseudo-terminal."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self.seen = ""

    def until(self, words: str, timeout_s: float = 60) -> str:
        """What is on the screen up to and with these words, since the last call."""
        ends = time.monotonic() + timeout_s
        while words not in self.seen:
            assert time.monotonic() < ends, f"{words!r} was not shown, but:\n{self.seen}"
            if select.select([self._fd], [], [], 0.1)[0]:
                try:
                    told = os.read(self._fd, 65536)
                except OSError:  # Linux tells the end of a pseudo-terminal so
                    told = b""
                assert told, f"ended before {words!r}:\n{self.seen}"
                self.seen += told.decode("utf-8", "replace")
        before, found, self.seen = self.seen.partition(words)
        return before + found

    def rest(self) -> None:
        """Wait until the program has ended: a terminal that is closed before would hang it up."""
        try:
            while os.read(self._fd, 65536):
                pass
        except OSError:
            return

    def press(self, keys: str) -> None:
        os.write(self._fd, keys.encode())


@contextmanager
def terminal(*args: object) -> Iterator[Terminal]:
    pid, fd = pty.fork()
    if pid == 0:
        kept = {name: value for name, value in os.environ.items() if name not in (*SETTINGS, "NO_COLOR")}
        env = {**kept, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "60"}
        os.execve(PROGRAM, ["sijill", *map(str, args)], env)  # noqa: S606
    screen = Terminal(fd)
    try:
        yield screen
        screen.rest()
    finally:
        os.close(fd)
        _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork.*:DeprecationWarning")
def test_a_sitting_at_a_terminal(ledger: Path) -> None:
    with terminal("review", "--ledger", ledger, "--author", "huda") as screen:
        first = screen.until("? help")
        assert "\x1b[7;" in first  # words in reverse colour
        screen.press("\x1b[A")  # an arrow, whose last letter is no key
        screen.press("ck3 killed\n")
        assert "killed is now 3" in screen.until("a accepts the rest")
        screen.until("? help")
        screen.press("\naa")  # Enter accepts; two keys ahead are not lost
        for _ in range(3):
            screen.until("accepted ")
        screen.until("4 of 4")
        screen.until("? help")
        screen.press("u")
        screen.until("took back the word 'accept'")
        screen.until("? help")
        screen.press("q")
        screen.until("2 decided, 2 left")
    assert len(waiting(ledger)) == 2


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork.*:DeprecationWarning")
def test_the_terminal_is_left_as_it_was(ledger: Path) -> None:
    import termios

    with terminal("review", "--ledger", ledger, "--author", "huda") as screen:
        screen.until("? help")
        fd = screen._fd
        assert not termios.tcgetattr(fd)[3] & termios.ICANON
        screen.press("q")
        screen.until("0 decided")
        ends = time.monotonic() + 20
        while not termios.tcgetattr(fd)[3] & termios.ICANON:
            assert time.monotonic() < ends


# What a row costs


def test_a_reviewed_row_costs_less_than_typing_it(tmp_path: Path) -> None:
    """Keys to review examples/iraq-2020 with its editor's corrections, against the keys of the same rows in a sheet."""
    ledger = tmp_path / "x.sijill"
    assert run("add", EXAMPLE / "reports", "--ledger", ledger, "--theatre", "iraq").status == 0
    typed = {
        "siniya-refinery-claim": "ch0\n", "farhatiya-blame": "cd17 Oct\n", "conditional-ceasefire": "cd11 Oct\n",
    }  # fmt: skip
    keys, cells, n_rows = "", 0, 0
    with Ledger.open(ledger, create=False) as book:
        from sijill import pipeline

        documents = {document.id: document for document in book.documents()}
        for item in verdicts.queue(book, pipeline.theatre("iraq")):
            document = documents[item.report.document]
            name = str(document.url).rpartition("/")[2]
            keys += typed.pop(name, "") + "a"
            shown = [field.field for field in review.FIELDS if field.field not in ("kind", "status")]
            row = [*(review.told_in_words(item.report, field) for field in shown), str(document.outlet)]
            # A cell costs its characters and a Tab; an unknown one the Tab alone; a pasted address two keys and a Tab.
            cells += sum(len(cell) + 1 if cell != "not known" else 1 for cell in row) + 3
            n_rows += 1
    assert pressed(ledger, keys).splitlines()[-1] == f"{n_rows} decided, 0 left"
    # 57 keys and 2799 for 35 rows when docs/how-to/review.md was written.
    assert len(keys) < 3 * n_rows
    assert cells > 20 * len(keys)
