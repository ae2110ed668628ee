"""sijill check"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import AS_JSON, THEATRE, day, failure_line, stdin

if TYPE_CHECKING:
    from sijill.model.views import Check


@click.command("check")
@click.argument("posts", nargs=-1, required=True, metavar="POST...")
@click.option("--ledger", metavar="PATH|URL", help="Also compare the post's months with this ledger's counts.")
@THEATRE
@click.option("--published", metavar="YYYY-MM-DD", help="The day the post was published, if it does not say.")
@click.option("--lang", metavar="CODE", help="The language, such as en; found from the text if not given.")
@AS_JSON
def check_command(
    posts: tuple[str, ...],
    ledger: str | None,
    theatre: str | None,
    published: str | None,
    lang: str | None,
    as_json: bool,
) -> None:
    """Check a post's stated totals against its own lists, and sums against their parts.

    An error is a sum that holds in no fair reading; it comes with both figures and the words they rest on. Exit
    status 0: nothing to correct; 1: at least one error (or a post that could not be read). Notes do not count.

    \b
    sijill check post.md --theatre iraq --published 2020-12-26
    """
    from sijill import ingest, pipeline, reconcile
    from sijill.extract import RulesExtractor, title
    from sijill.lang.pack import load as language_pack

    where = pipeline.theatre(theatre or (pipeline.theatre_of(ledger) if ledger else "world"))
    reader = RulesExtractor(where)
    failed = False
    out: list[dict[str, Any]] = []
    if lang is not None:
        language_pack(lang)
    for item in ingest.read(
        posts, published=day(published), language=lang, tz=where.timezone, now=datetime.now(UTC), stdin=stdin
    ):
        if isinstance(item, ingest.Failure):
            failed = True
            out.append({"id": item.id, "error": item.error})
            click.echo(failure_line(item.path, item.error), err=True)
            continue
        reading = pipeline.read(item.document, reader)
        checks = list(reading.checks)
        if ledger:
            checks += pipeline.against_ledger(reading, ledger, where, today=datetime.now(where.timezone).date())
        failed = failed or any(check.severity == "error" for check in checks)
        name = item.document.given_id or item.document.title or title(item.document, where)
        listed = sum(r.family == "incident" and r.value("role") == "listed" for r in reading.reports)
        stated = sum(r.family == "total" for r in reading.reports)
        held = reconcile.borne_out(reading.reports, side_of=where.side_of)
        counts = {"n_listed": listed, "n_stated": stated, "n_held": held}
        out.append({"id": name, **counts, "checks": [c.to_json() for c in checks]})
        undated = sum(
            r.family == "incident" and r.value("role") == "listed" and r.value("when") is None for r in reading.reports
        )
        if undated and item.document.published is None:
            click.echo(
                f"{name}: {undated} of {listed} listed attacks have no date; say when the post was published with "
                "--published YYYY-MM-DD, so that its months have a year",
                err=True,
            )
        if not as_json:
            _show(name, item.document.text, checks, **counts)
    if as_json:
        click.echo(json.dumps(out, ensure_ascii=False, indent=2))
    if failed:
        sys.exit(1)


def _show(name: str, text: str, checks: Sequence[Check], n_listed: int, n_stated: int, n_held: int) -> None:
    click.echo(f"{name}: {n_listed} attacks listed, {n_stated} totals stated")
    for check in checks:
        click.echo(f"  {check.severity}: {check.message}")
        for _, span in list(check.evidence)[:1] if check.severity == "error" else check.evidence[:2]:
            line = text.count("\n", 0, span.start) + 1
            click.echo(f"      line {line}: “{_around(text, span.start, span.end)}”")
    if not any(check.severity == "error" for check in checks):
        click.echo(f"  {_verdict(n_stated, n_held)}")


def _verdict(stated: int, held: int) -> str:
    """What is said of a post in which no sum is accused: only of the sums that were understood that they hold."""
    if not stated:
        return "no totals to check"
    if held == stated:
        return "every sum holds"
    rest = "the other was" if stated - held == 1 else f"the other {stated - held} were"
    return f"no sum is accused: {held} of {stated} hold, {rest} not read surely enough to tell"


def _around(text: str, start: int, end: int) -> str:
    a, b = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[a : b if b >= 0 else len(text)].strip()
    if len(line) <= 160:
        return line
    return f"…{text[max(a, start - 60) : end + 60].strip()}…"
