"""Real parts for tests: a PostgreSQL server of its own, from Debian's binaries."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

# How fast an example runs is for benchmarks/ to say: the first one loads a language, and machines are busy.
settings.register_profile("sijill", deadline=None)
settings.load_profile("sijill")


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None


def _as_postgres() -> list[str]:
    # initdb refuses to run as root.
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server that this test run started, without a database name."""
    binaries = _binaries()
    if binaries is None:
        missing = "PostgreSQL is not installed: apt-get install postgresql"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    folder = Path(tempfile.mkdtemp(prefix="sijill-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    control = [*_as_postgres(), str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    made = [*_as_postgres(), str(binaries / "initdb"), "-D", str(folder / "data")]
    subprocess.run(
        [*made, "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8", "--locale=C"], check=True, capture_output=True
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -F"
    started = [*control, "-l", str(folder / "log"), "-o", options, "start"]
    try:
        subprocess.run(started, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


_numbers = count(1)


@pytest.fixture
def postgres_url(postgres_server: str) -> Callable[[], str]:
    """Makes an empty database at each call; its URL."""
    import psycopg

    def made() -> str:
        name = f"test_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"{postgres_server}/{name}"

    return made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def new_ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the path or URL of a ledger that does not exist yet, on each of the databases in turn."""
    if request.param == "postgresql":
        made: Callable[[], str] = request.getfixturevalue("postgres_url")
        return made
    return lambda: str(tmp_path / f"ledger-{next(_numbers)}.sijill")
