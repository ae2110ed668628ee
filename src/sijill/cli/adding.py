"""sijill add, note, import, reread"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from sijill.cli.extracting import EXTRACTOR, MAX_DOCUMENTS, extractor_named, say_run
from sijill.cli.options import AUTHOR, LEDGER, THEATRE, author_name, day, stdin
from sijill.pipeline import Step


@click.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@LEDGER
@THEATRE
@click.option("--published", metavar="YYYY-MM-DD", help="The publication day of documents that name none.")
@click.option("--lang", metavar="en|ar", help="The language; found from the script if not given.")
@EXTRACTOR
@MAX_DOCUMENTS
@AUTHOR
def add_command(
    files: tuple[str, ...],
    ledger: str | None,
    theatre: str | None,
    published: str | None,
    lang: str | None,
    extractor: str,
    max_documents: int | None,
    author: str | None,
) -> None:
    """Read documents into a ledger, which is made if there is none. A rerun adds nothing.

    FILE is a .txt or .md file (a block of `key: value` lines between --- lines at its top may name outlet, url,
    published, language, title), a .jsonl, a folder, or -. A document that fails is reported and the run goes on.
    """
    from sijill import ingest, pipeline
    from sijill.model.text import Document
    from sijill.store import Ledger

    where = pipeline.ledger_text(ledger)
    pack = pipeline.theatre_for(where, theatre)
    reader = extractor_named(extractor, pack, ledger=where, max_documents=max_documents)
    failures: list[ingest.Failure] = []
    now = datetime.now(UTC)

    def documents() -> Iterator[Document]:
        for item in ingest.read(files, published=day(published), language=lang, tz=pack.timezone, now=now, stdin=stdin):
            if isinstance(item, ingest.Failure):
                failures.append(item)
                click.echo(f"{item.path}: {item.error}", err=True)
            else:
                yield item.document

    with Ledger.open(where) as book:
        counts = _progress(pipeline.add(book, documents(), reader, author=author_name(author), now=now))
    _summary(counts, where, len(failures))
    say_run(reader)
    if failures or counts["failed"] or counts["left"]:
        sys.exit(1)


def _progress(steps: Iterable[Step]) -> Counter[str]:
    counts: Counter[str] = Counter()
    shown = sys.stderr.isatty()
    for step in steps:
        counts[step.state] += 1
        if step.state == "unread":
            counts[f"in {step.message}"] += 1
        if step.state == "failed" or (step.state == "left" and counts["left"] == 1):
            click.echo(f"{step.title}: {step.message}", err=True)
        counts["incidents"] += step.n_incidents
        if shown:
            click.echo(
                f"\r{counts['new'] + counts['reread'] + counts['known']} documents, {counts['incidents']} reports  ",
                err=True,
                nl=False,
            )
    if shown and counts:
        click.echo("", err=True)
    return counts


def _summary(counts: Counter[str], where: str, failed: int) -> None:
    parts = [f"{counts['new'] + counts['unread']} new", f"{counts['known']} known"]
    if counts["reread"]:
        parts.append(f"{counts['reread']} read again")
    if failed + counts["failed"]:
        parts.append(f"{failed + counts['failed']} failed")
    if counts["left"]:
        parts.append(f"{counts['left']} left for the next run")
    click.echo(f"{where}: {', '.join(parts)} documents; {counts['incidents']} reports of incidents", err=True)
    for key, n in sorted(counts.items()):
        if key.startswith("in "):
            click.echo(f"{n} documents {key} are kept and not read yet: no language pack '{key[3:]}'", err=True)


@click.command("note")
@click.argument("text", metavar="'WEAPON, TARGET, PLACE, DAY, CASUALTIES'")
@LEDGER
@THEATRE
@click.option("--url", help="Where you have it from.")
@click.option("--outlet", help="Who reported it.")
@AUTHOR
def note_command(
    text: str, ledger: str | None, theatre: str | None, url: str | None, outlet: str | None, author: str | None
) -> None:
    """Add one attack in a line of your own, read like a line of a list; the line is its document.

    \b
    sijill note 'IED, supply convoy, Babil, 21 Dec, 1 wounded' --url https://...
    """
    from sijill import pipeline
    from sijill.store import Ledger

    where = pipeline.ledger_text(ledger)
    pack = pipeline.theatre_for(where, theatre)
    with Ledger.open(where) as book:
        told = pipeline.note(
            book, text, pack, author=author_name(author), now=datetime.now(UTC), url=url, outlet=outlet
        )
    for report in told:
        row = {name: report.value(name) for name in ("kind", "when", "place", "killed", "wounded")}
        place = (row["place"] or {}).get("name") or "place not known"
        when = (row["when"] or {}).get("start") or "day not known"
        click.echo(f"{report.id[:10]}  {row['kind']}, {place}, {when}")


@click.command("import")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Which column holds what (TOML)."
)
@click.option("--describe", is_flag=True, help="Print a mapping guessed from the header, to edit.")
@LEDGER
@THEATRE
@AUTHOR
def import_command(
    table: Path, mapping: Path | None, describe: bool, ledger: str | None, theatre: str | None, author: str | None
) -> None:
    """Add the rows of a CSV or TSV spreadsheet: years of work as the user's first day.

    \b
    sijill import attacks.csv --describe > mapping.toml
    sijill import attacks.csv --mapping mapping.toml --theatre iraq
    """
    from sijill import pipeline
    from sijill.errors import BadMapping
    from sijill.exchange.starter import describe as starter
    from sijill.exchange.table import read_table
    from sijill.model.records import Record
    from sijill.store import Ledger

    if describe:
        click.echo(starter(table))
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
    records: list[Record] = [*imported.documents, *imported.extractions, *imported.statements]
    with Ledger.open(where) as book:
        added = book.add(records, author=author_name(author), now=now)
    for problem in imported.problems:
        click.echo(f"{problem.severity}: {problem}", err=True)
    errors = sum(problem.severity == "error" for problem in imported.problems)
    click.echo(
        f"{where}: {len(imported.documents)} rows, {added.n_new} new records, {errors} cells that could not be read",
        err=True,
    )
    if errors:
        sys.exit(1)


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
        counts = _progress(pipeline.add(book, texts, reader, author=author_name(author), now=datetime.now(UTC)))
    _summary(counts, where, 0)
    say_run(reader)
    if counts["failed"] or counts["left"]:
        sys.exit(1)
