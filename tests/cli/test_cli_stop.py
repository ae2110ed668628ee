"""`sijill add` that is stopped keeps what it has read, says how to go on, and goes on; and it says how far it is."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import time
from pathlib import Path

import pytest

from cli.running import PROGRAM, SETTINGS, run
from sijill.store import Ledger

N = 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of one attack each, written for the tests."""
    inside = tmp_path / "in"
    inside.mkdir()
    for n in range(N):
        text = (
            f"A roadside bomb hit convoy {n} in Babil on December {n % 28 + 1}, 2020, wounding two people, police said."
        )
        (inside / f"{n:03}.txt").write_text(text, "utf-8")
    return inside


def n_documents(ledger: Path) -> int:
    with Ledger.open(ledger, create=False) as book:
        return sum(1 for _ in book.documents())


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_keeps_what_it_has_read_and_the_next_goes_on(folder: Path, tmp_path: Path, how: int) -> None:
    ledger = tmp_path / "l.sijill"
    # The folder's last file is a pipe, which holds the run there until it is stopped.
    os.mkfifo(tmp_path / "wait.jsonl")
    env = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    command = [
        str(PROGRAM),
        "add",
        str(folder),
        str(tmp_path / "wait.jsonl"),
        "--ledger",
        str(ledger),
        "--theatre",
        "iraq",
    ]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    # Opening the other end succeeds once the run has read the whole folder and stands at the pipe.
    with (tmp_path / "wait.jsonl").open("wb"):
        running.send_signal(how)
        out, err = running.communicate(timeout=180)
    said = err.decode()
    assert (running.returncode, out) == (1, b"")
    assert f"{N} new, 0 known documents" in said
    assert "stopped: what was read is kept; run the same command again to go on from there" in said
    assert "Traceback" not in said
    assert n_documents(ledger) == N
    (folder / "more.txt").write_text("Rockets hit the airport of Basra on December 2, 2020.", "utf-8")
    again = run("add", folder, "--ledger", ledger)
    assert again.status == 0 and f"1 new, {N} known documents" in again.err


def test_known_documents_are_passed_over_fast(folder: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "l.sijill"
    began = time.process_time()
    assert run("add", folder, "--ledger", ledger, "--theatre", "iraq").status == 0
    first = time.process_time() - began
    began = time.process_time()
    assert f"0 new, {N} known" in run("add", folder, "--ledger", ledger).err
    assert time.process_time() - began < first / 2


def test_on_a_terminal_it_says_how_far_it_is(folder: Path, tmp_path: Path) -> None:
    main, side = pty.openpty()
    command = [str(PROGRAM), "add", str(folder), "--ledger", str(tmp_path / "l.sijill"), "--theatre", "iraq"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=side)
    os.close(side)
    said = b""
    while True:
        try:
            part = os.read(main, 65_536)
        except OSError:  # the other end is closed
            break
        said += part
    os.close(main)
    assert running.wait(60) == 0
    assert f"{N}/{N} documents".encode() in said


def test_help_teaches_the_forms() -> None:
    for command in ("read", "add"):
        said = run(command, "--help").out
        for form in (".html .pdf .docx", ".mbox", "result.json", "photo.jpg.txt", "https://"):
            assert form in said
        assert max(map(len, said.splitlines())) <= 80
