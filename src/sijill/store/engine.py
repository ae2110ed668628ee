"""How a ledger is opened: SQLite settings, PostgreSQL drivers, migrations, and errors that say what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from sijill.errors import LedgerError
from sijill.store import schema

LOCK = 0x51711  # the key of PostgreSQL's advisory lock: one writer at a time keeps the sequence without gaps
BUSY_TIMEOUT_S = 30

# What drivers say -> what happened and what to do. The first phrase that occurs is taken.
_REMEDIES = (
    ("file is not a database", "it is not a ledger, or is damaged; restore it from a copy"),
    ("malformed", "it is damaged; restore it from a copy, or save what can be read with sqlite3's `.recover`"),
    (
        "disk i/o error",
        "its disk is full or fails; nothing was added; free some space, or copy the file to another disk",
    ),
    ("disk is full", "the disk is full; nothing was added; free some space and run it again"),
    ("no space left", "the disk is full; nothing was added; free some space and run it again"),
    ("could not extend file", "the server's disk is full; nothing was added; free some space and run it again"),
    ("is locked", "another program is writing to it; nothing was added; wait for it and run it again"),
    ("readonly", "it may only be read; ask for leave to write the file and its folder"),
    ("unable to open", "it may not be opened; check the folder and its permissions"),
    ("permission denied", "you may not do this; ask its owner for leave"),
    ("only adds", "a ledger's records are never changed; add a correction instead"),
    ("authentication failed", "user name or password is wrong; check the URL"),
    ("does not exist", "it is not there; check the URL, or create the database first"),
    ("refused", "the server does not answer; check that it runs, and its host and port"),
    ("connection", "the server does not answer; check that it runs, and its host and port"),
    ("could not translate host", "the server's name is unknown; check the URL"),
    ("failed to resolve", "the server's name is unknown; check the URL"),
)


def remedy(name: str, error: BaseException) -> LedgerError:
    """The error that a person can act on, for one that a driver or the system raised."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__]
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        said = ["no space left"]
    for phrase, what in _REMEDIES:
        if phrase in "\n".join(said).lower():
            return LedgerError(f"ledger {name}: {what} ({said[0]})")
    return LedgerError(f"ledger {name}: {said[0]}")


@contextmanager
def errors_told(name: str, kinds: tuple[type[Exception], ...] = (SQLAlchemyError, OSError)) -> Iterator[None]:
    """Turn what drivers and the system raise inside into LedgerError."""
    try:
        yield
    except kinds as error:
        raise remedy(name, error) from error


def url_of(where: str | Path) -> URL:
    """The SQLAlchemy URL of a path or URL. postgresql:// and postgres:// are read with psycopg 3."""
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(Path(where).absolute()))
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise LedgerError(f"{where!r} is no database URL; write postgresql://USER@HOST/DATABASE or a path") from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise LedgerError(f"no store for {url.drivername!r}; use a path, sqlite:/// or postgresql://")
    return url


def name_of(url: URL) -> str:
    """How messages name a ledger: the file's path, or the URL without its password."""
    return str(url.database) if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


def connect(url: URL, *, create: bool) -> Engine:
    """An engine for a ledger whose tables are of this version: made, or brought up to it.

    Raises LedgerError if the file is missing (and create is False), damaged, locked, foreign or of a newer version.
    """
    name = name_of(url)
    if url.drivername == "sqlite":
        _check_file(name, create=create)
    try:
        engine = create_engine(url, poolclass=NullPool if url.drivername == "sqlite" else None)
    except (NoSuchModuleError, ImportError) as error:
        raise LedgerError(f"ledger {name}: PostgreSQL needs psycopg; pip install 'sijill[postgres]'") from error
    if url.drivername == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    try:
        with errors_told(name):
            _bring_up(engine, name, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine, name: str) -> Iterator[Connection]:
    """A transaction that is the only one to write; it commits whole or not at all."""
    # Only the driver's errors: an OSError may come from the caller's own records, read as they are added.
    kinds = (SQLAlchemyError, engine.dialect.loaded_dbapi.Error)
    with (
        errors_told(name, kinds),
        engine.connect().execution_options(sijill_writes=True) as connection,
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
            # Plans made while the tables are still empty would scan them for every row of a first, large add.
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        yield connection


@contextmanager
def reading(engine: Engine, name: str) -> Iterator[Connection]:
    with errors_told(name), engine.connect() as connection, connection.begin():
        yield connection


def _check_file(name: str, *, create: bool) -> None:
    file = Path(name)
    if file.is_dir():
        raise LedgerError(f"ledger {file}: it is a folder; give the path of a file")
    if file.is_file():
        return
    if not create:
        raise LedgerError(f"no ledger at {file}; give its path, or make one with `sijill add --ledger {file} FILE`")
    if not file.parent.is_dir():
        raise LedgerError(f"no ledger at {file}, and no folder {file.parent}; make the folder first")


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, and too late for BEGIN IMMEDIATE.
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000}")
        for pragma in ("foreign_keys = ON", "recursive_triggers = ON", "synchronous = NORMAL", "cache_size = -200000"):
            cursor.execute(f"PRAGMA {pragma}")
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("sijill_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up(engine: Engine, name: str, *, create: bool) -> None:
    """Make the tables, or migrate older ones. Raises LedgerError for newer and foreign ones."""
    with reading(engine, name) as connection:
        version = _version(connection, name)
    if version == schema.HEAD:
        return
    if version is None and not create:
        raise LedgerError(f"{name} is empty, not a ledger; give the path of a ledger")
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            # The journal's mode cannot change inside a transaction.
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.close()
    from sijill.store.migrations import migrate

    with writing(engine, name) as connection:
        # Another process may have brought it up while this one waited for the lock.
        if _version(connection, name) != schema.HEAD:
            migrate(connection)


def _version(connection: Connection, name: str) -> str | None:
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    if "alembic_version" not in tables or "record" not in tables:
        raise LedgerError(f"{name} is a database, but not a ledger: it holds {', '.join(sorted(tables)[:5])}")
    found: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    if found not in schema.VERSIONS:
        raise LedgerError(
            f"ledger {name} was written by a newer Sijill (tables {found}, this one knows up to {schema.HEAD}); "
            "upgrade Sijill to read it"
        )
    return found
