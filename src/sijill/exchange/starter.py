"""A first mapping for a table, guessed from its header and its cells, for a person to mend."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from sijill.errors import BadMapping
from sijill.exchange.cells import date_of
from sijill.exchange.delimiter import delimiter_of
from sijill.exchange.lines import read_rows
from sijill.exchange.mapping import CLOSED, COLUMNS, ORDERS, UNKNOWN
from sijill.exchange.meaning import meaning

_ROWS: Final = 5_000
"""Rows that are looked at for the words of a column."""
_WORDS: Final = 40
_ADDRESS: Final = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
_FORMS: Final = (
    "%d %B %Y",
    "%d %b %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%B %Y",
    "%b %Y",
)

# Header words, most telling first. A header is given to the first field that knows it.
_HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "date": ("date", "event date", "event_date", "day", "incident date", "start date", "التاريخ", "اليوم"),
    "end_date": ("end date", "date end", "until"),
    "weapon": ("weapon", "weapon type", "type", "attack type", "method", "weapons", "السلاح", "النوع"),
    "target": ("target", "target type", "victim type", "الهدف"),
    "kind": ("kind", "event type", "sub_event_type", "category"),
    "killed": ("killed", "dead", "deaths", "fatalities", "kia", "k", "القتلى", "قتلى", "الشهداء"),
    "wounded": ("wounded", "injured", "injuries", "wia", "w", "الجرحى", "جرحى"),
    "count": ("count", "attacks", "n", "number of attacks", "العدد"),
    "perpetrator": ("perpetrator", "actor", "actor1", "group", "attacker", "claimed by", "الجهة", "المنفذ"),
    "campaign": ("campaign",),
    "status": ("status", "outcome", "success", "الحالة"),
    "url": ("url", "link", "source url", "href", "الرابط"),
    "outlet": ("source", "outlet", "publisher", "media", "المصدر"),
    "published": ("published", "publication date", "reported"),
    "title": ("title", "headline", "العنوان"),
    "id": ("id", "event_id", "event id", "no", "number", "#"),
    "notes": ("notes", "note", "description", "summary", "remarks", "details", "ملاحظات", "التفاصيل"),
}
_PLACES: Final = (
    ("place", "site", "location", "where", "village", "الموقع", "المكان"), ("town", "city", "المدينة"),
    ("district", "admin2", "qadha", "القضاء"), ("province", "governorate", "admin1", "state", "المحافظة"),
    ("country", "البلد"),
)  # fmt: skip


def describe(
    path: str | Path,
    *,
    encoding: str = "utf-8-sig",
    delimiter: str | None = None,
    note: Callable[[str], None] = lambda told: None,
) -> str:
    """Give a starter mapping for a table, as TOML: the columns guessed, and the words that still need a meaning.

    delimiter: found from the first rows if not given. note: is told, beside a comment in the mapping, which columns
    are left out because their name is another's too. Raises BadMapping if the file cannot be read as a table.
    """
    path = Path(path)
    delimiter, header, rows = _read(path, encoding, delimiter)
    columns, places = _guess(header, rows)
    lines = [
        f"# How to read {path.name}. Mend what was guessed wrongly; what has no line here is kept as text only.",
        "",
    ]
    if encoding != "utf-8-sig":
        lines.append(f"encoding = {_quoted(encoding)}")
    if len(header) == 1:
        lines.append("# Only one column was found. If the file has more, write here what parts them.")
    lines += [f"delimiter = {_quoted(delimiter)}", "header = 1", f"unknown = [{', '.join(map(_quoted, UNKNOWN))}]", ""]
    lines.append("[columns]")
    for name in COLUMNS:
        if name == "place":
            listed = ", ".join(map(_quoted, places))
            lines.append(f"place = [{listed}]  # the most exact first" if places else '# place = ["…"]')
        else:
            lines.append(f"{name} = {_quoted(columns[name])}" if name in columns else f'# {name} = "…"')
    used = {*columns.values(), *places}
    twice = [name for name in dict.fromkeys(header) if name and header.count(name) > 1]
    for told in (_stands_twice(name, header) for name in twice):
        lines.append(f"# {told}")
        note(f"{path}: {told}")
    if left := [name for name in header if name and name not in used and name not in twice]:
        lines.append(f"# columns without a use: {', '.join(map(_quoted, left))}")
    at = header.index(columns["date"]) if "date" in columns else None
    dates = [row[at].strip() for row in rows if at is not None and len(row) > at and row[at].strip()]
    order = _order(dates)
    lines += ["", "[dates]", f'order = "{order}"  # of 03/10/2020: dmy or mdy', _formats(dates, order)]
    for name, choices in CLOSED.items():
        if name in columns:
            lines += [
                "",
                *_words(name, [row[header.index(columns[name])] for row in rows if len(row) == len(header)], choices),
            ]
    if "kind" not in columns:
        told = "of the rows whose weapon tells no kind of event; without it they are left out as no act of violence"
        lines += ["", "[defaults]", f'# kind = "attack"  # {told}']
    return "\n".join(lines) + "\n"


def _read(path: Path, encoding: str, delimiter: str | None) -> tuple[str, list[str], list[list[str]]]:
    """The delimiter, as given or as found, the header, and the rows below it."""
    try:
        delimiter = delimiter or delimiter_of(path, encoding=encoding)
        rows: list[list[str]] = []
        for _, row in read_rows(path, encoding=encoding, delimiter=delimiter):  # to the end, so that faults are told
            if len(rows) <= _ROWS:
                rows.append(row)
    except UnicodeDecodeError as error:
        told = f"{path}: not {encoding} at byte {error.start}"
        raise BadMapping(f"{told}; name its encoding, such as cp1256") from error
    except (OSError, LookupError, csv.Error) as error:
        raise BadMapping(f"{path}: cannot be read as a table: {error}") from error
    if not rows:
        raise BadMapping(f"{path}: the file is empty; there is no header to read")
    return delimiter, [cell.strip() for cell in rows[0]], rows[1:]


def _stands_twice(name: str, header: Sequence[str]) -> str:
    """Why a column is left out: a mapping names columns, and two of one name cannot be told apart."""
    places = [str(n) for n, found in enumerate(header, start=1) if found == name]
    often, which = ("twice", "one") if len(places) == 2 else (f"{len(places)} times", "all but one")
    told = f"{name!r} stands {often} in the header (columns {', '.join(places)}) and is left out"
    return f"{told}; rename {which} of them in the table and describe it again"


def _guess(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[dict[str, str], list[str]]:
    plain = {
        re.sub(r"[\s_]+", " ", name).strip().casefold(): name for name in header if header.count(name) == 1 and name
    }
    columns: dict[str, str] = {}
    for field, words in _HEADERS.items():
        for word in words:
            if (name := plain.get(word.replace("_", " "))) and name not in columns.values():
                columns[field] = name
                break
    # A column of sources names outlets or gives addresses: its cells tell which.
    if "outlet" in columns and _are_addresses(columns["outlet"], header, rows):
        source = columns.pop("outlet")
        columns.setdefault("url", source)
    places = [plain[word] for words in _PLACES for word in words if word in plain]
    return columns, [name for name in places if name not in columns.values()]


def _are_addresses(column: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column's cells, as far as they hold anything, are addresses of pages."""
    at = header.index(column)
    cells = [row[at].strip() for row in rows if len(row) > at and row[at].strip().casefold() not in UNKNOWN]
    return bool(cells) and all(_ADDRESS.fullmatch(cell) for cell in cells)


def _order(cells: Sequence[str]) -> str:
    """The order that reads the most dates; of two that read as many, the first of ORDERS."""
    n_read = {order: sum(date_of(cell, order=order) is not None for cell in cells) for order in ORDERS}
    return max(ORDERS, key=lambda order: n_read[order])


def _formats(cells: Sequence[str], order: str) -> str:
    """The line of forms that read what the order alone does not, such as "15 Oct 2020"."""
    open_cells = [cell for cell in cells if date_of(cell, order=order) is None]
    found = [form for form in _FORMS if any(date_of(cell, order=order, formats=[form]) for cell in open_cells)]
    return f"formats = [{', '.join(map(_quoted, found))}]" if found else '# formats = ["%d %B %Y"]'


def _words(name: str, cells: Sequence[str], choices: Sequence[str]) -> list[str]:
    known = {*choices, *UNKNOWN}
    found = Counter(cell.strip() for cell in cells)
    open_words = [
        (w, n) for w, n in found.most_common() if w.casefold().replace(" ", "_").replace("-", "_") not in known
    ]
    lines = [f"[values.{name}]", f"# choices: {' '.join(choices)}"]
    for word, n in open_words[:_WORDS]:
        meant = meaning(name, word)
        rows_of = f"{n} row{'' if n == 1 else 's'}"
        guess = f"{_quoted(word)} = {_quoted(meant)}  # {rows_of}, guessed" if meant else None
        lines.append(guess or f'# {_quoted(word)} = "…"  # {rows_of}')
    return lines


def _quoted(text: str) -> str:
    # A TOML basic string is a JSON string, but for the one control character that JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
