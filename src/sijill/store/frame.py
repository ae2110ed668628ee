"""The columnar frame beside a ledger: one row an incident in Parquet, which counts read through DuckDB.

A frame is a folder: a base file, a small delta of rows that came later, the numbers of the base rows that no longer
hold, and a manifest that names them. Every file is written under another name and renamed when complete, the manifest
last, so that a reader sees the frame before a change or after it. Files of earlier generations are kept for a while,
for readers that have opened them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from pathlib import Path

import duckdb

from sijill.errors import LedgerError
from sijill.model.frame import FRAME_COLUMNS, FRAME_TEXTS, FRAME_WITH_TEXTS
from sijill.model.values import Json

COMPACT_AT = 0.05  # a delta of 2 % costs a GROUP BY over a million rows 5 ms; a patch rewrites it whole
COMPACT_FROM = 5_000
"""Rows in a delta under which it is never compacted."""
GENERATIONS_KEPT = 8
PART = 200_000
"""Rows that are written at a time: their JSON takes 200 MB on disk for a moment."""
MANIFEST = "manifest.json"

_TYPES = ", ".join(f"'{name}': '{kind}'" for name, kind in FRAME_COLUMNS.items())
_COLUMNS = ", ".join(f'"{name}"' for name in FRAME_COLUMNS)
_KEPT = ", ".join(f'"{name}"' for name in (*FRAME_COLUMNS, *FRAME_TEXTS))
"""The columns of a frame's files."""
_TEXTS = ", ".join(f'{made} AS "{name}"' for name, made in FRAME_TEXTS.items())
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class FrameKey:
    """What a frame was made from: it is fresh if all three are those of now.

    seq: the ledger's last record. code: this library's version. theatre: hash of the theatre pack.
    """

    seq: int
    code: str
    theatre: str


@dataclass(frozen=True, slots=True)
class _Manifest:
    key: FrameKey
    generation: int
    base: str
    n_base: int
    delta: str | None = None
    n_delta: int = 0
    removed: str | None = None
    n_removed: int = 0
    kept: list[list[str]] = field(default_factory=list)
    """Files of earlier generations, newest first."""

    @property
    def files(self) -> list[str]:
        return [name for name in (self.base, self.delta, self.removed) if name]


class Frame:
    """The frame in one folder. Reading never waits; writers take turns."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    @classmethod
    def beside(cls, where: str | Path) -> Frame:
        """The frame of the ledger at a path or URL: `<ledger>.frame/`, or for a server a folder in the user's cache."""
        told = str(where)
        if "://" not in told:
            return cls(f"{Path(told).absolute()}.frame")
        if told.startswith("sqlite:///"):
            return cls(f"{Path(told.removeprefix('sqlite:///')).absolute()}.frame")
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        return cls(cache / "sijill" / f"{hashlib.sha256(told.encode()).hexdigest()[:32]}.frame")

    @classmethod
    @contextmanager
    def temporary(cls) -> Iterator[Frame]:
        """A frame that is gone afterwards, for counts as of an earlier record."""
        with tempfile.TemporaryDirectory(prefix="sijill-frame-") as folder:
            yield cls(folder)

    @property
    def key(self) -> FrameKey | None:
        """What the frame was made from, None if there is none that can be read."""
        manifest = self._manifest()
        return manifest.key if manifest else None

    def write(self, rows: Iterable[dict[str, Json]], key: FrameKey) -> None:
        """Write the whole frame anew. Raises LedgerError if the disk is full or may not be written."""
        with self._writing() as before:
            generation = before.generation + 1 if before else 1
            name = f"base-{generation}.parquet"
            n_rows = self._write_rows(rows, name)
            self._publish(_Manifest(key, generation, name, n_rows), before)

    def patch(
        self, rows: Iterable[dict[str, Json]], removed: Collection[str], key: FrameKey, *, since: FrameKey
    ) -> bool:
        """Put rows in the place of the incidents `removed`; the rest stays as it is.

        since: the key of the frame that the change was made for. Returns False, and does nothing, if the frame is of
        another key by now: read it again. Raises LedgerError if the disk is full or may not be written.
        """
        with self._writing() as before:
            if before is None or before.key != since:
                return False
            generation = before.generation + 1
            changed = self._patched(before, generation, rows, removed, key)
            if changed.n_delta + changed.n_removed > max(COMPACT_FROM, COMPACT_AT * changed.n_base):
                changed = self._compacted(changed)
            self._publish(changed, before)
        return True

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection with the views `frame` and FRAME_WITH_TEXTS; the caller closes it.

        Raises LedgerError if there is no frame. The connection reads the frame as it is now; ask for a new one for
        each count.
        """
        for _ in range(3):
            manifest = self._manifest()
            if manifest is None:
                continue
            connection = duckdb.connect()
            try:
                connection.execute(f"CREATE VIEW {FRAME_WITH_TEXTS} AS {self._select(manifest)}")
                connection.execute(f"CREATE VIEW frame AS SELECT {_COLUMNS} FROM {FRAME_WITH_TEXTS}")  # noqa: S608
            except duckdb.IOException:
                # A writer has replaced files since the manifest was read: read it again.
                connection.close()
                continue
            except duckdb.Error as error:
                connection.close()
                raise LedgerError(f"frame {self.folder} is damaged ({error}); delete the folder") from error
            return connection
        raise LedgerError(f"no frame in {self.folder}; count again to make it")

    def delete(self) -> None:
        """Remove the frame; the next count makes it anew."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _manifest(self) -> _Manifest | None:
        try:
            told = json.loads((self.folder / MANIFEST).read_text("utf-8"))
            manifest = _Manifest(**{**told, "key": FrameKey(**told["key"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None
        # A frame whose files are gone or damaged is no frame; it is made anew.
        return manifest if all(_is_parquet(self.folder / name) for name in manifest.files) else None

    @contextmanager
    def _writing(self) -> Iterator[_Manifest | None]:
        """The manifest as it is, with other writers kept out; errors as LedgerError, no half-written file left."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with _lock(self.folder / "lock"):
                try:
                    yield self._manifest()
                finally:
                    for left in self.folder.glob("*.new"):
                        left.unlink(missing_ok=True)
        except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise LedgerError(
                f"frame {self.folder} cannot be written ({error}); free some space or check its permissions"
            ) from error

    def _path(self, name: str) -> str:
        return str(self.folder / name).replace("'", "''")

    def _select(self, manifest: _Manifest) -> str:
        """The frame as a query: the base without the removed rows, and the delta."""
        numbered = ", file_row_number = true" if manifest.removed else ""
        query = f"SELECT {_KEPT} FROM read_parquet('{self._path(manifest.base)}'{numbered})"  # noqa: S608  # own names
        if manifest.removed:
            gone = f"SELECT row FROM read_parquet('{self._path(manifest.removed)}')"  # noqa: S608
            query += f" WHERE file_row_number NOT IN ({gone})"
        if manifest.delta:
            query += f" UNION ALL SELECT {_KEPT} FROM read_parquet('{self._path(manifest.delta)}')"  # noqa: S608
        return query

    def _copy(self, connection: duckdb.DuckDBPyConnection, query: str, name: str) -> int:
        """Write a query's rows to a file of the frame, complete or not at all; how many they are."""
        new = f"{self._path(name)}.new"
        (n_rows,) = connection.execute(f"COPY ({query}) TO '{new}' (FORMAT parquet, COMPRESSION zstd)").fetchall()[0]
        os.replace(self.folder / f"{name}.new", self.folder / name)
        return int(n_rows)

    def _write_rows(self, rows: Iterable[dict[str, Json]], name: str) -> int:
        left = iter(rows)
        parts: list[str] = []
        with duckdb.connect() as connection:
            while first := list(islice(left, 1)):
                part = f"part-{len(parts)}.parquet.new"
                query = self._told(chain(first, islice(left, PART - 1)))
                self._copy(connection, query, part)
                parts.append(part)
            files = ", ".join(f"'{self._path(part)}'" for part in parts)
            whole = f"SELECT * FROM read_parquet([{files}])" if parts else self._told(())  # noqa: S608
            return self._copy(connection, whole, name)

    def _told(self, rows: Iterable[dict[str, Json]]) -> str:
        """A query that gives the rows: DuckDB reads JSON lines a hundred times as fast as it takes Python's rows."""
        lines = self.folder / "rows.json.new"
        with lines.open("w", encoding="utf-8") as file:
            for row in rows:
                file.write(_encode({name: row[name] for name in FRAME_COLUMNS}))
                file.write("\n")
        source = f"read_json('{self._path(lines.name)}', format = 'newline_delimited', columns = {{{_TYPES}}})"
        return f"SELECT {_COLUMNS}, {_TEXTS} FROM {source}"  # noqa: S608  # own names

    def _patched(
        self,
        before: _Manifest,
        generation: int,
        rows: Iterable[dict[str, Json]],
        removed: Collection[str],
        key: FrameKey,
    ) -> _Manifest:
        delta, gone = f"delta-{generation}.parquet", f"removed-{generation}.parquet"
        with duckdb.connect() as connection:
            connection.execute(f"CREATE TABLE fresh AS {self._told(rows)}")
            connection.execute("CREATE TABLE out (incident VARCHAR)")
            connection.execute("INSERT INTO out SELECT unnest(?)", [sorted(removed)])
            connection.execute("INSERT INTO out SELECT incident FROM fresh")
            kept = f"SELECT {_KEPT} FROM fresh"  # noqa: S608
            if before.delta:
                old = f"read_parquet('{self._path(before.delta)}')"
                kept += f" UNION ALL SELECT {_KEPT} FROM {old} WHERE incident NOT IN (SELECT incident FROM out)"  # noqa: S608
            n_delta = self._copy(connection, kept, delta)
            base = f"read_parquet('{self._path(before.base)}', file_row_number = true)"
            numbers = f"SELECT file_row_number AS row FROM {base} WHERE incident IN (SELECT incident FROM out)"  # noqa: S608
            if before.removed:
                numbers += f" UNION SELECT row FROM read_parquet('{self._path(before.removed)}')"  # noqa: S608
            n_removed = self._copy(connection, numbers, gone)
        return _Manifest(key, generation, before.base, before.n_base, delta, n_delta, gone, n_removed)

    def _compacted(self, manifest: _Manifest) -> _Manifest:
        name = f"base-{manifest.generation}.parquet"
        with duckdb.connect() as connection:
            n_rows = self._copy(connection, self._select(manifest), name)
        return _Manifest(manifest.key, manifest.generation, name, n_rows)

    def _publish(self, manifest: _Manifest, before: _Manifest | None) -> None:
        kept = [before.files, *before.kept][:GENERATIONS_KEPT] if before else []
        told = {**asdict(manifest), "kept": kept}
        new = self.folder / f"{MANIFEST}.new"
        new.write_text(json.dumps(told), "utf-8")
        os.replace(new, self.folder / MANIFEST)
        wanted = {*manifest.files, *chain.from_iterable(kept)}
        for file in self.folder.glob("*.parquet"):
            if file.name not in wanted:
                # Another program may hold it open where open files cannot be deleted; the next change tries again.
                with suppress(OSError):
                    file.unlink()


def _is_parquet(file: Path) -> bool:
    """Whether a file is there and begins and ends as Parquet does."""
    try:
        with file.open("rb") as opened:
            head = opened.read(4)
            opened.seek(-4, os.SEEK_END)
            return head == opened.read(4) == b"PAR1"
    except OSError:
        return False


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    """Keep other writers out, where the system knows file locks; else the last writer wins."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with file.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
