"""sijill read"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from sijill.cli.extracting import EXTRACTOR, MAX_DOCUMENTS, extractor_named, rejected, say_run
from sijill.cli.options import THEATRE, day, failure_line, stdin, with_forms

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.model.views import Report
    from sijill.pipeline import Reading
    from sijill.theatre import Theatre


@click.command("read")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@THEATRE
@click.option(
    "--codebook", metavar="NAME|FILE", default="all", show_default=True, help="Leave out what it does not count."
)
@click.option("--published", metavar="YYYY-MM-DD", help="The publication day of documents that name none.")
@click.option("--lang", metavar="CODE", help="The language, such as en; found from the text if not given.")
@EXTRACTOR
@MAX_DOCUMENTS
@with_forms
def read_command(
    files: tuple[str, ...], theatre: str | None, codebook: str, published: str | None, lang: str | None, extractor: str,
    max_documents: int | None,
) -> None:  # fmt: skip
    """Read documents and print one JSON line each, in the order given: incidents, stated totals, checks, places.

    Exit status 1 if some documents failed; each of those is a line {"id", "error"}.

    \b
    sijill read post.md --theatre iraq --published 2020-12-26
    """
    from sijill import ingest, pipeline
    from sijill.codebook import load as load_codebook
    from sijill.errors import ModelError
    from sijill.exchange import contract
    from sijill.lang.pack import installed

    packs = installed()
    where = pipeline.theatre(theatre or "world")
    rules = load_codebook(codebook)
    reader = extractor_named(extractor, where, max_documents=max_documents, acts=rules.acts)
    failed = False
    now = datetime.now(UTC)
    documents = ingest.read(
        files, published=day(published), language=lang, tz=where.timezone, now=now, stdin=stdin, fetch=ingest.fetch
    )
    for item in documents:
        if isinstance(item, ingest.Failure):
            failed = True
            click.echo(json.dumps({"id": item.id, "error": item.error}, ensure_ascii=False))
            click.echo(failure_line(item.path, item.error), err=True)
            continue
        named = item.document.given_id or item.document.title or item.document.url or item.document.id[:10]
        if item.document.language not in packs and reader.name == "rules":
            without = f"no language pack {item.document.language!r}"
            click.echo(f"{named}: {without}, so nothing is read from it; installed: {', '.join(packs)}", err=True)
        try:
            reading = pipeline.read(item.document, reader)
        except ModelError as error:
            failed = True
            told = {"id": item.document.given_id or item.document.id, "error": str(error)}
            click.echo(json.dumps(told, ensure_ascii=False))
            click.echo(f"{named}: {error}", err=True)
            continue
        reports = _counted(reading, rules, where)
        places = pipeline.place_mentions(item.document, where)
        line = contract.line(
            item.document, reports, checks=reading.checks, places=places, text_is_input=item.text_is_input,
            rejected=rejected(reader, item.document.id),
        )  # fmt: skip
        click.echo(json.dumps(line, ensure_ascii=False))
    say_run(reader)
    if failed:
        sys.exit(1)


def _counted(reading: Reading, rules: Codebook, where: Theatre) -> list[Report]:
    if rules.name == "all":
        return list(reading.reports)
    from sijill import resolve

    documents = {reading.document.id: reading.document}
    incidents = resolve.incidents(reading.reports, [], documents=documents)
    rows = resolve.frame_rows(incidents, documents=documents, side_of=where.side_of, timezone=where.timezone)
    counted = {row["incident"] for row in rows if rules.verdict(row).counts}
    return [r for r in reading.reports if r.family != "incident" or r.id in counted]
