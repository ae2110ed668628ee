"""sijill add, note, import, reread"""

from __future__ import annotations

import json
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sijill.cli.extracting import EXTRACTOR, MAX_DOCUMENTS, extractor_named, say_run
from sijill.cli.merging import merge_new
from sijill.cli.options import (
    AUTHOR,
    LEDGER,
    MERGE,
    THEATRE,
    author_name,
    begun,
    day,
    failure_line,
    n_of,
    say_theatre,
    stdin,
    with_forms,
)  # fmt: skip
from sijill.model.text import DATE_ORDERS
from sijill.pipeline import Step

if TYPE_CHECKING:
    from sijill.exchange.table import Imported
    from sijill.model.views import Report
    from sijill.pipeline import Brought

_SHOWN: Final = 5
"""Ids of reports that a message lists."""


@click.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@LEDGER
@THEATRE
@click.option("--published", metavar="YYYY-MM-DD", help="The publication day of documents that name none.")
@click.option("--lang", metavar="CODE", help="The language, such as en; found from the text if not given.")
@EXTRACTOR
@MAX_DOCUMENTS
@MERGE
@AUTHOR
@with_forms
def add_command(
    files: tuple[str, ...],
    ledger: str | None,
    theatre: str | None,
    published: str | None,
    lang: str | None,
    extractor: str,
    max_documents: int | None,
    merge: bool,
    author: str | None,
) -> None:
    """Read documents into a ledger, which is made if there is none. A rerun adds nothing.

    A document that fails is reported and the run goes on. A run that is stopped (Ctrl-C) keeps what it has read; the
    same command again goes on from there. A fetched page is kept as it came, in LEDGER.warc/.
    """
    from sijill import ingest, pipeline
    from sijill.model.text import Document
    from sijill.store import Ledger

    where = pipeline.ledger_text(ledger)
    pack = pipeline.theatre_for(where, theatre)
    reader = extractor_named(extractor, pack, ledger=where, max_documents=max_documents)
    failures: list[ingest.Failure] = []
    now = datetime.now(UTC)
    keep = ingest.keeper(_archive(where), now=now)
    counts: Counter[str] = Counter()

    def documents() -> Iterator[Document]:
        told = {"published": day(published), "language": lang, "tz": pack.timezone, "now": now}
        for item in ingest.read(files, **told, stdin=stdin, fetch=ingest.fetch, keep=keep):  # type: ignore[arg-type]
            if isinstance(item, ingest.Failure):
                failures.append(item)
                click.echo(failure_line(item.path, item.error), err=True)
            else:
                yield item.document

    total = ingest.total(files) if sys.stderr.isatty() else None
    incoming = begun(documents())
    if incoming is None and not pipeline.has_ledger(where):
        # Nothing to put into a ledger makes none.
        _summary(counts, where, len(failures))
        sys.exit(1 if failures else 0)
    with Ledger.open(where) as book, _stoppable():
        new = not book.last_seq()
        steps = pipeline.add(book, incoming or (), reader, author=author_name(author), now=now)
        try:
            _progress(steps, counts, total=total, begin=partial(say_theatre, where, pack, theatre) if new else None)
        except KeyboardInterrupt:
            steps.close()
            _summary(counts, where, len(failures))
            click.echo("stopped: what was read is kept; run the same command again to go on from there", err=True)
            sys.exit(1)
    _summary(counts, where, len(failures))
    say_run(reader)
    if merge:
        merge_new(where, pack, author_name(author))
    if failures or counts["failed"] or counts["left"]:
        sys.exit(1)


def _archive(where: str) -> Path:
    """Where fetched pages are kept: beside the ledger, or here if it is on a server."""
    path = where.removeprefix("sqlite:///")
    return Path("sijill.warc" if "://" in path else f"{path}.warc")


@contextmanager
def _stoppable() -> Iterator[None]:
    """Takes a request to end (SIGTERM) like Ctrl-C, so that what waits is written."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not in the main thread, where signals do not arrive
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _progress(
    steps: Iterable[Step], counts: Counter[str], *, total: int | None = None, begin: Callable[[], None] | None = None
) -> None:
    """Count what happens to documents and show it. begin: called once, before the first that is kept."""
    shown = sys.stderr.isatty()
    for step in steps:
        if begin is not None and step.state not in ("failed", "left"):
            begin()
            begin = None
        counts[step.state] += 1
        if step.state == "unread":
            counts[f"in {step.message}"] += 1
        if step.state == "failed" or (step.state == "left" and counts["left"] == 1):
            click.echo(f"{step.title}: {step.message}", err=True)
        counts["incidents"] += step.n_incidents
        if shown:
            n = sum(counts[state] for state in ("new", "reread", "known", "unread"))
            of = f"/{total}" if total else ""
            click.echo(f"\r{n}{of} documents, {counts['incidents']} reports  ", err=True, nl=False)
    if shown and counts:
        click.echo("", err=True)


def _summary(counts: Counter[str], where: str, failed: int) -> None:
    parts = [f"{counts['new'] + counts['unread']} new", f"{counts['known']} known"]
    if counts["reread"]:
        parts.append(f"{counts['reread']} read again")
    if failed + counts["failed"]:
        parts.append(f"{failed + counts['failed']} failed")
    if counts["left"]:
        parts.append(f"{counts['left']} left for the next run")
    click.echo(f"{where}: {', '.join(parts)} documents; {n_of(counts['incidents'], 'report')} of incidents", err=True)
    if n := counts["copy"]:
        click.echo(
            f"{n} {'document is a copy' if n == 1 else 'documents are copies'} of another; all are kept", err=True
        )
    for key, n in sorted(counts.items()):
        if key.startswith("in "):
            click.echo(f"{n} documents {key} are kept and not read yet: no language pack '{key[3:]}'", err=True)


@click.command("note")
@click.argument("text", metavar="'WEAPON, TARGET, PLACE, DAY, CASUALTIES'")
@LEDGER
@THEATRE
@click.option("--url", help="Where you have it from.")
@click.option("--outlet", help="Who reported it.")
@click.option(
    "--order",
    type=click.Choice(DATE_ORDERS),
    help="Of 5/4/2021: dmy is 5 April, mdy 4 May. Default: the theatre's, which is dmy unless it says otherwise.",
)
@AUTHOR
def note_command(
    text: str, ledger: str | None, theatre: str | None, url: str | None, outlet: str | None, order: str | None,
    author: str | None,
) -> None:  # fmt: skip
    """Add one attack in a line of your own, read like a line of a list; the line is its document.

    \b
    sijill note 'IED, supply convoy, Babil, 21 Dec, 1 wounded' --url https://...
    """
    from sijill import pipeline
    from sijill.store import Ledger

    where = pipeline.ledger_text(ledger)
    pack = pipeline.theatre_for(where, theatre)
    with Ledger.open(where) as book:
        new = not book.last_seq()
        told = pipeline.note(
            book, text, pack, author=author_name(author), now=datetime.now(UTC), url=url, outlet=outlet, byline=author,
            date_order=order,
        )  # fmt: skip
    if new:
        say_theatre(where, pack, theatre)
    left = pipeline.unread_of_note(text, told)
    for report in told:
        row = {name: report.value(name) for name in ("kind", "when", "place", "killed", "wounded")}
        place = (row["place"] or {}).get("name") or "place not known"
        when = _day_of(row["when"])
        click.echo(f"{report.id[:10]}  {row['kind']}, {place}, {when}{_how_dated(report)}{_unconfirmed(report)}")
        if row["place"] is None:
            name = json.dumps({"name": left[0] if len(left) == 1 else "Name"}, ensure_ascii=False)
            remedy = f"`sijill correct {report.id[:10]} place '{name}'` keeps it without a point on the map"
            click.echo(f"warning: no place was read from {text!r}; {remedy}", err=True)
        if row["when"] is None:
            value = json.dumps({"start": "2020-12-21", "end": "2020-12-21", "precision": "day"})
            remedy = f"`sijill correct {report.id[:10]} when '{value}'` sets it"
            click.echo(f"warning: no day was read from {text!r}; {remedy}", err=True)
        elif when > f"{datetime.now(UTC):%Y-%m-%d}":
            click.echo(
                f"warning: {when} lies ahead; `sijill correct {report.id[:10]} when ...` sets it right", err=True
            )
    if left:
        click.echo(f"warning: not read: {', '.join(map(repr, left))}", err=True)


def _day_of(when: dict[str, Any] | None) -> str:
    """The day of a note, or its month or year where no more is told."""
    if when is None:
        return "day not known"
    return str(when["start"])[: {"month": 7, "year": 4}.get(when["precision"], 10)]


def _how_dated(report: Report) -> str:
    """How a date in figures was read that might be another day, and what to write for that."""
    from sijill import pipeline

    found = pipeline.otherwise_dated(report)
    if found is None:
        return ""
    words, day_first, other = found
    read, stands = ("day", "month") if day_first else ("month", "day")
    return f" ({words!r} read {read} first; if the {stands} stands first, write {other})"


def _unconfirmed(report: Report) -> str:
    """The tolls that a note hedges, with the most that there may be."""
    from sijill import pipeline

    told = pipeline.unconfirmed_tolls(report)
    return "".join(f", unconfirmed: {'0 or more' if n is None else f'0 to {n}'} {of}" for of, n in told.items())


@click.command("import")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Which column holds what (TOML)."
)
@click.option("--describe", is_flag=True, help="Print a mapping guessed from the header, to edit.")
@click.option("--rewritten", is_flag=True, help="Replace rows by their ids though none of the table is as it was.")
@LEDGER
@THEATRE
@AUTHOR
def import_command(
    table: Path,
    mapping: Path | None,
    describe: bool,
    rewritten: bool,
    ledger: str | None,
    theatre: str | None,
    author: str | None,
) -> None:
    """Add the rows of a CSV or TSV spreadsheet: years of work as the user's first day.

    If the mapping names a column of ids, a row that was mended replaces the earlier one when it is imported again.

    \b
    sijill import attacks.csv --describe > mapping.toml
    sijill import attacks.csv --mapping mapping.toml --theatre iraq
    """
    from sijill import pipeline
    from sijill.errors import BadMapping
    from sijill.exchange.starter import describe as starter
    from sijill.exchange.table import read_table
    from sijill.store import Ledger

    if describe:
        click.echo(starter(table, note=lambda told: click.echo(f"warning: {told}", err=True)))
        return
    if mapping is None:
        raise BadMapping(
            f"say which column of {table} holds what with --mapping FILE; "
            f"`sijill import {table} --describe` writes a first one"
        )
    where = pipeline.ledger_text(ledger)
    pack = pipeline.theatre_for(where, theatre)
    now = datetime.now(UTC)
    imported = read_table(table, mapping, theatre=pack, now=now)
    with Ledger.open(where) as book:
        new = not book.last_seq()
        brought = pipeline.bring_in(book, imported, author=author_name(author), now=now, rewritten=rewritten)
        if new and book.last_seq():
            say_theatre(where, pack, theatre)
    listed: set[str] = set()
    for problem in (*imported.problems, *brought.problems):
        told, said, choices = str(problem).partition("; choices: ")
        click.echo(f"{problem.severity}: {told}{said + choices if choices and choices not in listed else ''}", err=True)
        listed.add(choices)
    errors = sum(problem.severity == "error" for problem in imported.problems)
    _say_brought(imported, brought, where, errors)
    if errors:
        sys.exit(1)


def _say_brought(imported: Imported, brought: Brought, where: str, errors: int) -> None:
    """The summary of an import: what is new beside what stood, and what stands that the file no longer has."""
    rows = f"{len(imported.documents)} rows"
    if brought.n_known or brought.n_replaced:
        replaced = f"{brought.n_replaced} replaced" if brought.n_replaced else "none replaced"
        rows += f" ({brought.n_fresh} new beside {brought.n_known} known, {replaced})"
    told = f"{where}: {rows}, {brought.n_records} new records, {errors} cells that could not be read"
    click.echo(told, err=True)
    if brought.table != imported.table and brought.n_fresh + brought.n_replaced:
        click.echo(
            f"{imported.table} has rows of {brought.table} and is taken as a later version of that table", err=True
        )
    if brought.n_merged:
        merged = f"{n_of(brought.n_merged, 'replaced row')} had been merged with other reports"
        click.echo(f"{merged}; `sijill dedupe` compares them anew", err=True)
    if brought.left:
        n = len(brought.left)
        shown = ", ".join(report.id[:10] for report in brought.left[:_SHOWN]) + (", …" if n > _SHOWN else "")
        still = f"{n_of(n, 'earlier row')} of {brought.table} {'is' if n == 1 else 'are'} not in the file now"
        remedy = "`sijill reject ID` takes one out"
        if not any(document.given_id for document in imported.documents):
            remedy += "; with a column of ids (id under [columns]) a mended row replaces the earlier one"
        click.echo(f"warning: {still} and still {'counts' if n == 1 else 'count'}: {shown}; {remedy}", err=True)


@click.command("reread")
@LEDGER
@THEATRE
@EXTRACTOR
@MAX_DOCUMENTS
@AUTHOR
def reread_command(
    ledger: str | None, theatre: str | None, extractor: str, max_documents: int | None, author: str | None
) -> None:
    """Read a ledger's documents again with this version and theatre. Machines' words are replaced, people's kept."""
    from sijill import pipeline
    from sijill.store import Ledger

    where = pipeline.ledger_text(ledger)
    pipeline.require_ledger(where)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(where))
    reader = extractor_named(extractor, pack, ledger=where, max_documents=max_documents)
    with Ledger.open(where, create=False) as book:
        texts = pipeline.readable(book)
        counts: Counter[str] = Counter()
        steps = pipeline.add(book, texts, reader, author=author_name(author), now=datetime.now(UTC))
        _progress(steps, counts, total=len(texts))
    _summary(counts, where, 0)
    say_run(reader)
    if counts["failed"] or counts["left"]:
        sys.exit(1)
