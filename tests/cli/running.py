"""Runs the command line: in this process for most tests, as a program of its own where that is the question."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from click.testing import CliRunner

from sijill.cli import main

PROGRAM = Path(sys.executable).with_name("sijill")
SETTINGS = {"SIJILL_LEDGER": None, "SIJILL_THEATRE": None, "SIJILL_AUTHOR": None}


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did: its exit status, its data and its messages."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """One JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def table(self) -> list[dict[str, str]]:
        """The rows of CSV output."""
        import csv

        return list(csv.DictReader(self.out.splitlines()))


class _Main:
    """The program's own entry, in the form that CliRunner calls."""

    name = "sijill"

    def main(self, args: list[str], prog_name: str, **_: object) -> None:
        with mock.patch.object(sys, "argv", [prog_name, *args]):
            main()


def run(*args: object, stdin: str | bytes | None = None, **settings: str) -> Ran:
    """Run a command in this process. settings: environment variables; Sijill's own are unset."""
    told = [str(arg) for arg in args]
    result = CliRunner().invoke(_Main(), told, input=stdin, env={**SETTINGS, **settings})  # type: ignore[arg-type]
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def program(*args: object, stdin: bytes = b"", timeout_s: float = 90, **settings: str) -> Ran:
    """Run the installed program as a user does."""
    env = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    told = [str(PROGRAM), *(str(arg) for arg in args)]
    done = subprocess.run(
        told, input=stdin, capture_output=True, env={**env, **settings}, timeout=timeout_s, check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def error_line(ran: Ran) -> str:
    """The one line that a refused command says. Fails if it did not exit 1, printed data, or said more."""
    assert (ran.status, ran.out) == (1, ""), ran
    said = ran.err.splitlines()
    assert len(said) == 1 and said[0].startswith("error: "), ran.err
    return said[0]


@contextmanager
def unchanged(*files: Path) -> Iterator[None]:
    """Holds that these files, and nothing else beside them, are as they were."""

    def state() -> dict[Path, bytes]:
        folders = {file.parent for file in files}
        return {file: file.read_bytes() for folder in folders for file in folder.iterdir() if file.is_file()}

    before = state()
    yield
    assert state() == before
