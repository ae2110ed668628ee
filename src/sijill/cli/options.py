"""Options that several commands share, and small helpers to show tables."""

from __future__ import annotations

import getpass
import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from sijill.errors import BadInput

if TYPE_CHECKING:
    from sijill.theatre import Theatre

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

LEDGER = click.option(
    "--ledger", metavar="PATH|URL", help="The ledger. Default: SIJILL_LEDGER, else ledger.sijill here."
)
THEATRE = click.option(
    "--theatre",
    metavar="NAME|FOLDER",
    envvar="SIJILL_THEATRE",
    help="Whose places and actors, such as iraq. Default: SIJILL_THEATRE, else the ledger's; of a new one, world.",
)
AUTHOR = click.option(
    "--author", metavar="NAME", envvar="SIJILL_AUTHOR", help="Who says so. Default: SIJILL_AUTHOR, else your login."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
MERGE = click.option(
    "--merge", is_flag=True, help="Then merge the reports that tell of one attack, as `sijill dedupe` does."
)
CODEBOOK = click.option(
    "--codebook", metavar="NAME|FILE", default="attacks", show_default=True, help="Which incidents count."
)


def stdin() -> bytes:
    """What "-" stands for."""
    return sys.stdin.buffer.read()


FORMS = """\b
FILE is one of
  .txt .md        text; `key: value` lines between --- lines at its top may
                  name outlet, url, published, language, author, title
  .txt            posts pasted with the line that names who and when
  .html .pdf .docx .mhtml .rss .atom .xml .warc .warc.gz
  .eml .mbox      mail, with what is attached to it
  .jsonl          lines of {"id", "text", "published", "url", "outlet", ...}
  result.json     Telegram's export of a chat
  photo.jpg       with its words typed into photo.jpg.txt or photo.txt
  https://...     a page: nothing is fetched unless you give its address
  a folder (all files below it), or - for standard input"""


def with_forms(command: F) -> F:
    """Put what may be read at the end of a command's help."""
    command.__doc__ = f"{inspect.cleandoc(command.__doc__ or '')}\n\n{FORMS}"
    return command


def day(text: str | None) -> date | None:
    """A day given as YYYY-MM-DD. Raises BadInput otherwise."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{text!r} is no day; write it as YYYY-MM-DD") from None


def period(start: str | None, end: str | None) -> tuple[date | None, date | None]:
    """The days of --from and --to, None where open. Raises BadInput if it ends before it begins."""
    first, last = day(start), day(end)
    if first and last and last < first:
        raise BadInput(f"the period ends ({last}) before it starts ({first}); --from takes the earlier day")
    return first, last


def point_in_time(text: str | None) -> int | datetime | None:
    """A sequence number, or a moment given in ISO 8601 (UTC if it names no zone); a bare day means its end."""
    if text is None:
        return None
    if text.isdigit() and len(text) != 8:
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"--as-of {text!r} is neither a sequence number nor a moment such as 2020-12-26T18:00+03:00"
        ) from None
    if len(text) <= 10:
        moment = moment.replace(hour=23, minute=59, second=59, microsecond=999999)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def say_theatre(where: str, theatre: Theatre, given: str | None) -> None:
    """Say with which theatre a new ledger is read, and why."""
    source = click.get_current_context().get_parameter_source("theatre")
    if given is None:
        why = (
            "no --theatre is named, so that no conflict's own places and actors are known; "
            "`sijill reread --theatre NAME` reads it with one, such as iraq"
        )
    else:
        why = "as SIJILL_THEATRE says" if source is ParameterSource.ENVIRONMENT else "as --theatre says"
    click.echo(f"{where}: a new ledger, read with the theatre {theatre.name}: {why}", err=True)


def begun(documents: Iterable[T]) -> Iterator[T] | None:
    """The documents, once there is a first: None where none comes, so that no ledger is made for nothing."""
    left = iter(documents)
    for first in left:
        return chain((first,), left)
    return None


def heed(place: str, theatre: Theatre, where: Sequence[str]) -> None:
    """Say which values of filters no incident has. Raises UnknownChoice for one that cannot be."""
    from sijill.pipeline.asking import heeded

    for told in heeded(place, theatre, where):
        click.echo(f"warning: {told}", err=True)


def author_name(given: str | None) -> str:
    """Who acts: as given, else the login name."""
    if given:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USER", "unknown")


def failure_line(path: str, error: str) -> str:
    """Which file failed and why, the file named once."""
    return error if error.startswith(path) else f"{path}: {error}"


def n_of(n: int, noun: str) -> str:
    """A number with its noun: "1 incident", "1,204 incidents"."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def show_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str | None = None) -> None:
    """Print a table for people to stdout; unknown is an empty cell."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns, title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    wide = None if Console().is_terminal else 200
    Console(width=wide, highlight=False).print(table)
