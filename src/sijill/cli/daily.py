"""sijill today"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.merging import merge_new
from sijill.cli.options import (
    AS_JSON,
    AUTHOR,
    CODEBOOK,
    LEDGER,
    MERGE,
    THEATRE,
    author_name,
    begun,
    day,
    failure_line,
    n_of,
    point_in_time,
    say_theatre,
    show_table,
    stdin,
)

if TYPE_CHECKING:
    from sijill.daily import Round
    from sijill.model.text import Document
    from sijill.theatre import Theatre

SHOWN = 20
"""Lines of new reports and of doubtful ones; --all shows the rest."""


@click.command("today")
@click.argument("files", nargs=-1, metavar="[FOLDER|FILE]...")
@click.option("--fetch", "fetches", is_flag=True, help="Fetch the addresses in the theatre's feeds.csv.")
@click.option("--feed", "urls", multiple=True, metavar="URL", help="Fetch this feed too. May be repeated.")
@click.option("--day", "on", metavar="YYYY-MM-DD", help="The round of this day. Default: today, in the theatre.")
@click.option("--since", metavar="MOMENT", help="What came in since then is new. Default: the beginning of the day.")
@click.option("--all", "whole", is_flag=True, help=f"Show every line, not the first {SHOWN}.")
@MERGE
@LEDGER
@THEATRE
@CODEBOOK
@AUTHOR
@AS_JSON
def today_command(
    files: tuple[str, ...], fetches: bool, urls: tuple[str, ...], on: str | None, since: str | None, whole: bool,
    merge: bool, ledger: str | None, theatre: str | None, codebook: str, author: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Read what is new and show the day: new reports, counts of today and this week, and what is doubtful.

    What lies in FOLDER or FILE is read as `add` reads it; what the ledger has is passed over. Nothing is fetched from
    the web unless you say so: --fetch for the addresses that the theatre lists, --feed for one that you name.

    \b
    sijill today inbox/
    sijill today --feed https://example.org/news.rss
    """
    from sijill import daily, pipeline
    from sijill.codebook import load as load_codebook
    from sijill.errors import BadInput

    moment = point_in_time(since)
    if isinstance(moment, int):
        raise BadInput(f"--since {since!r} is no moment; write it as 2020-12-26T18:00+03:00")
    where = pipeline.ledger_text(ledger)
    pack = pipeline.theatre_for(where, theatre)
    rules = load_codebook(codebook)
    now = datetime.now(UTC)
    failed = False
    if files or fetches or urls:
        new = not pipeline.has_ledger(where)
        failed = _read(files, urls, pack, where, fetches=fetches, author=author_name(author), now=now)
        if new and pipeline.has_ledger(where):
            say_theatre(where, pack, theatre)
    pipeline.require_ledger(where)
    if merge:
        merge_new(where, pack, author_name(author))
    told = daily.today(where, pack, rules, day=day(on) or now.astimezone(pack.timezone).date(), since=moment)
    if as_json:
        click.echo(json.dumps(_json(told), ensure_ascii=False))
    else:
        _show(told, None if whole else SHOWN)
    if failed:
        sys.exit(1)


def _read(
    files: tuple[str, ...], urls: tuple[str, ...], pack: Theatre, where: str, *, fetches: bool, author: str,
    now: datetime,
) -> bool:  # fmt: skip
    """Add what came in; whether some of it could not be read."""
    from sijill import daily, ingest, pipeline
    from sijill.errors import BadInput
    from sijill.theatre.feeds import Feed

    if fetches and not pack.feeds:
        raise BadInput(
            f"theatre {pack.name!r} lists nothing to fetch; write {pack.folder / 'feeds.csv'}, or give --feed URL"
        )
    listed = [*(pack.feeds if fetches else ()), *(Feed(url) for url in urls)]
    web = daily.web_reader(tz=pack.timezone, now=now) if listed else None
    failures = 0

    def documents() -> Iterator[Document]:
        nonlocal failures
        local = ingest.read(files, tz=pack.timezone, now=now, stdin=stdin)
        found = (item if isinstance(item, ingest.Failure) else item.document for item in local)
        fetched = daily.gather(listed, web, known=daily.known_addresses(where)) if web else ()
        for item in chain(found, fetched):
            if isinstance(item, ingest.Failure):
                failures += 1
                click.echo(failure_line(item.path, item.error), err=True)
            else:
                yield item

    incoming = begun(documents())
    if incoming is None and not pipeline.has_ledger(where):
        # Nothing to put into a ledger makes none.
        return failures > 0
    counts = Counter(step.state for step in daily.add(where, pack, incoming or (), author=author, now=now))
    told = f"{counts['new'] + counts['unread']} new, {counts['known']} known documents"
    click.echo(f"{where}: {told}{f', {failures} failed' if failures else ''}", err=True)
    return failures > 0


def _show(told: Round, most: int | None) -> None:
    from sijill import review

    click.echo(
        f"{told.day}: {n_of(len(told.documents), 'new document')}, {n_of(len(told.reports), 'report')} of incidents"
    )
    for language, n in told.unread.items():
        click.echo(f"{n} documents in {language} are kept and not read yet: no language pack {language!r}", err=True)
    outlets = {document.id: document.outlet for document in told.documents}
    for report in told.reports[:most]:
        outlet = outlets.get(report.document)
        click.echo(f"  {review.report_name(report)}  {review.in_short(report)}{f'  ({outlet})' if outlet else ''}")
    _more(len(told.reports), most)
    show_table(["", "attacks", "killed", "wounded", "attacks a day"], [_row(p) for p in told.periods])
    if blind := [p.name for p in told.periods if p.is_blind]:
        click.echo(
            f"{', '.join(blind)}: no documents of those days were read, which does not mean that nothing happened"
        )
    click.echo(f"{len(told.doubtful)} doubtful of {told.n_waiting} reports that nobody has reviewed")
    for item in told.doubtful[:most]:
        click.echo(f"  {review.report_name(item.report)}  {review.in_short(item.report)}")
        for reason in item.reasons:
            click.echo(f"      {reason.words}")
    _more(len(told.doubtful), most)
    if told.n_waiting:
        click.echo("look at them one by one: sijill review", err=True)


def _more(n: int, most: int | None) -> None:
    if most is not None and n > most:
        click.echo(f"  and {n - most} more (--all)")


def _period(period: Any) -> str:
    days = f"{period.start}" if period.start == period.end else f"{period.start} to {period.end}"
    return f"{period.name}, {days}{'' if period.complete else ', unfinished'}"


def _row(period: Any) -> list[str]:
    """A period's counts; where no document was read that may tell of it, no zeros."""
    if period.is_blind:
        return [_period(period), "none read", "", "", ""]
    return [_period(period), *(_cell(period.counts[of]) for of in period.counts), _per_day(period)]


def _cell(row: Any) -> str:
    """A count as a range: "at least" where some part is open or unstated."""
    low, high = row["low"], row["high"]
    if row["n_incidents"] and row["n_incidents"] == row["n_unstated"]:
        return "not stated"
    if low == high:
        return str(low)
    return f"at least {low}" if high is None else f"{low} to {high}"


def _per_day(period: Any) -> str:
    """An unfinished week beside a whole one compares by the day."""
    if "week" not in period.name:
        return ""
    return f"{period.counts['incidents']['low'] / ((period.end - period.start).days + 1):.2f}"


def _json(told: Round) -> dict[str, Any]:
    from sijill import review

    def report(one: Any) -> dict[str, Any]:
        return {"id": one.id, "document": one.document, "summary": review.in_short(one)}

    return {
        "day": told.day.isoformat(), "since": told.since.isoformat(), "as_of": told.as_of,
        "documents": [
            {"id": d.id, "title": d.title, "url": d.url, "outlet": d.outlet, "language": d.language}
            for d in told.documents
        ],
        "reports": [report(one) for one in told.reports],
        "unread": dict(told.unread),
        "periods": [
            {"name": p.name, "start": p.start.isoformat(), "end": p.end.isoformat(), "complete": p.complete,
             "n_documents": p.n_documents, **p.counts}
            for p in told.periods
        ],
        "n_waiting": told.n_waiting,
        "doubtful": [
            {**report(item.report), "reasons": [{"code": r.code, "words": r.words} for r in item.reasons],
             "may_be_the_same_as": list(item.doubles)}
            for item in told.doubtful
        ],
    }  # fmt: skip
