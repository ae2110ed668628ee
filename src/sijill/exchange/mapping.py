"""A mapping file: which column of a table holds what, and which of its words mean which of ours."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sijill.errors import BadMapping
from sijill.model import vocabulary

CLOSED: Final[dict[str, tuple[str, ...]]] = {
    "kind": vocabulary.KINDS,
    "weapon": vocabulary.WEAPONS,
    "target": vocabulary.TARGETS,
    "status": vocabulary.STATUSES,
    "basis": vocabulary.BASES,
}
COLUMNS: Final = (
    "date", "end_date", "place", "weapon", "target", "kind", "killed", "wounded", "count", "perpetrator", "basis",
    "campaign", "status", "url", "outlet", "published", "author", "title", "id", "notes",
)  # fmt: skip
ORDERS: Final = ("iso", "dmy", "mdy")
TOLLS: Final = ("killed", "wounded")
UNKNOWN: Final = ("", "-", "–", "—", "?", "n/a", "unknown")
_VALUES: Final = (*CLOSED, "place", "perpetrator", "outlet", "campaign")
_DEFAULTS: Final = ("kind", "status", "basis", "campaign", "outlet")
_KEYS: Final = (
    "encoding", "delimiter", "header", "unknown", "separator", "language", "columns", "dates", "values", "defaults",
    "victims",
)  # fmt: skip


@dataclass(frozen=True)
class TableMapping:
    """How to read one table. Column names are the table's own.

    columns: our field to its columns (only `place` has several, the most exact first). delimiter: None to find it from
    the first rows. header: the header's row, from 1. unknown: cells that state nothing, lower case. separator: between
    several values in one cell. language: of the texts, None to tell by script. date_order: iso, dmy or mdy.
    date_formats: strptime forms, tried first. values: by field, the table's word in lower case to ours ("" for
    unknown). defaults: what every row is, if it does not say. victims: by group, the columns of its killed and
    wounded. hash: of the file.
    """

    columns: Mapping[str, tuple[str, ...]]
    source: str = "mapping"
    encoding: str = "utf-8-sig"
    delimiter: str | None = None
    header: int = 1
    unknown: frozenset[str] = frozenset(UNKNOWN)
    separator: str = ";"
    language: str | None = None
    date_order: str = "iso"
    date_formats: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    victims: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    hash: str = ""

    def names(self) -> list[str]:
        """Every column that is asked for."""
        told = [name for names in self.columns.values() for name in names]
        return [*told, *(name for tolls in self.victims.values() for name in tolls.values())]


def load_mapping(path: str | Path) -> TableMapping:
    """Read a mapping file. Raises BadMapping, which names the file, the key and the bad word."""
    try:
        content = Path(path).read_bytes()
        body = tomllib.loads(content.decode("utf-8"))
    except OSError as error:
        raise BadMapping(f"{path}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMapping(f"{path}: {error}") from error
    return _mapping(body, str(path), hashlib.sha256(content).hexdigest()[:16])


def _mapping(body: Mapping[str, Any], source: str, hash: str) -> TableMapping:
    _check_keys(source, body, _KEYS)
    columns = _columns(source, _table(source, body, "columns"))
    dates = _table(source, body, "dates")
    _check_keys(f"{source}: [dates]", dates, ("order", "formats"))
    defaults = _texts(f"{source}: [defaults]", _table(source, body, "defaults"))
    _check_keys(f"{source}: [defaults]", defaults, _DEFAULTS)
    for name, value in defaults.items():
        _check_value(f"{source}: [defaults]", name, value)
    header = body.get("header", 1)
    if not isinstance(header, int) or isinstance(header, bool) or header < 1:
        raise BadMapping(f"{source}: header is {header!r}; give the number of the header's row, from 1")
    delimiter = _text(source, body, "delimiter", None)
    if delimiter is not None and len(delimiter) != 1:
        raise BadMapping(f"{source}: delimiter is {delimiter!r}; it must be one character")
    separator = _text(source, body, "separator", ";")
    return TableMapping(
        columns=columns,
        source=source,
        encoding=_encoding(source, _text(source, body, "encoding", None) or "utf-8-sig"),
        delimiter=delimiter,
        header=header,
        unknown=frozenset(word.casefold() for word in _list(source, body, "unknown", UNKNOWN)) | {""},
        separator=separator or ";",
        language=_text(source, body, "language", None),
        date_order=_one_of(f"{source}: [dates] order", _text(source, dates, "order", None) or "iso", ORDERS),
        date_formats=_formats(source, _list(source, dates, "formats", ())),
        values=_values(source, _table(source, body, "values")),
        defaults=defaults,
        victims=_victims(source, _table(source, body, "victims")),
        hash=hash,
    )


def _columns(source: str, told: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    where = f"{source}: [columns]"
    if not told:
        raise BadMapping(f'{where} is missing; name at least one column, such as date = "Date"')
    _check_keys(where, told, COLUMNS)
    columns: dict[str, tuple[str, ...]] = {}
    for name, value in told.items():
        several = name in ("place", "notes") and isinstance(value, list)
        listed = value if several else [value]
        if not listed or not all(isinstance(column, str) and column for column in listed):
            raise BadMapping(f"{where}: {name} is {value!r}; give a column's name (for place and notes also a list)")
        columns[name] = tuple(listed)
    return columns


def _values(source: str, told: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    _check_keys(f"{source}: [values]", told, _VALUES)
    values = {}
    for name in told:
        where = f"{source}: [values.{name}]"
        words = _texts(where, _table(source, told, name))
        for word, value in words.items():
            if value:
                _check_value(f"{where}: {word!r}", name, value)
        values[name] = {word.strip().casefold(): value for word, value in words.items()}
    return values


def _victims(source: str, told: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    _check_keys(f"{source}: [victims]", told, vocabulary.GROUPS)
    victims = {}
    for group in told:
        where = f"{source}: [victims.{group}]"
        victims[group] = _texts(where, _table(source, told, group))
        _check_keys(where, victims[group], TOLLS)
    return victims


def _encoding(source: str, name: str) -> str:
    try:
        b"aa".decode(name)
    except UnicodeError:
        return name
    except LookupError:
        raise BadMapping(f"{source}: no encoding {name!r}; common ones are utf-8, cp1256, cp1252, utf-16") from None
    # Excel writes a byte-order mark into its UTF-8; it is no part of the first column's name.
    return "utf-8-sig" if name.lower().replace("_", "-") in ("utf-8", "utf8") else name


def _formats(source: str, formats: tuple[str, ...]) -> tuple[str, ...]:
    for form in formats:
        try:
            datetime.strptime(datetime(2020, 12, 21).strftime(form), form)  # noqa: DTZ007,RUF100
        except ValueError:
            raise BadMapping(f"{source}: [dates] formats: {form!r} is no date form; write it like %d %B %Y") from None
    return formats


def _check_keys(where: str, told: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    for key in told:
        if key not in keys:
            raise BadMapping(f"{where}: no key {key!r}; choose one of: {', '.join(keys)}")


def _check_value(where: str, name: str, value: str) -> None:
    if name in CLOSED:
        _one_of(f"{where}: {name}", value, CLOSED[name])


def _one_of(where: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise BadMapping(f"{where} is {value!r}; choose one of: {', '.join(choices)}")
    return value


def _table(source: str, told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = told.get(key, {})
    if not isinstance(value, dict):
        raise BadMapping(f"{source}: {key} is {value!r:.40}; write it as a table, [{key}]")
    return value


def _texts(where: str, told: Mapping[str, Any]) -> dict[str, str]:
    for key, value in told.items():
        if not isinstance(value, str):
            raise BadMapping(f"{where}: {key!r} is {value!r:.40}; it must be a text")
    return dict(told)


def _text(source: str, told: Mapping[str, Any], key: str, default: str | None) -> str | None:
    value = told.get(key, default)
    if value is not None and not isinstance(value, str):
        raise BadMapping(f"{source}: {key} is {value!r:.40}; it must be a text")
    return value


def _list(source: str, told: Mapping[str, Any], key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    value = told.get(key, list(default))
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise BadMapping(f"{source}: {key} is {value!r:.40}; it must be a list of texts")
    return tuple(value)
