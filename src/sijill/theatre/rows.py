"""The tables of a theatre pack as rows, with what each must have."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from sijill.errors import BadPack

_NEEDED = {
    "places.csv": ("id", "name", "parent"),
    "actors.csv": ("id", "name"),
    "outlets.csv": ("id", "name"),
    "ambiguous.csv": ("alias", "language", "ids"),
    "short.csv": ("id", "language", "name", "start", "end"),
    "feeds.csv": ("outlet", "url", "kind", "language"),
}
_OPTIONAL = {
    "places.csv": ("name_ar", "feature", "precision", "latitude", "longitude", "source"),
}


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one of a pack's tables. Raises BadPack if it is not UTF-8, or a column or cell is missing."""
    if not path.is_file():
        return
    try:
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.DictReader(file)
            needed = (*_NEEDED.get(path.name, ()), *_OPTIONAL.get(path.name, ()))
            if missing := [name for name in needed if name not in (table.fieldnames or ())]:
                raise BadPack(f"{path}: no column {', '.join(missing)}; its columns are {', '.join(needed)}")
            for row in table:
                if None in row or None in row.values():
                    raise BadPack(f"{path}: a row has not as many cells as the header: {row}")
                yield row
    except UnicodeDecodeError as error:
        raise BadPack(f"{path}: it is not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error
    except csv.Error as error:
        raise BadPack(f"{path}: not a CSV file ({error})") from error
