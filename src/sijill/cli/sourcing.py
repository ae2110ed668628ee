"""sijill sources"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime, timedelta

import click

from sijill.cli.options import AS_JSON, CODEBOOK, LEDGER, THEATRE, period, show_table


@click.command("sources")
@LEDGER
@THEATRE
@CODEBOOK
@click.option("--from", "start", metavar="YYYY-MM-DD", required=True, help="First day.")
@click.option("--to", "end", metavar="YYYY-MM-DD", required=True, help="Last day.")
@click.option("--days", type=click.IntRange(min=1), metavar="N", help="Cut into periods of N days. Default: by month.")
@AS_JSON
def sources_command(
    ledger: str | None, theatre: str | None, codebook: str, start: str, end: str, days: int | None, as_json: bool
) -> None:
    """Show, by period, how many incidents each outlet tells of, how many it alone does, and the counts without it.

    A move of the count that one outlet makes, because it came, went or changed its habits, is said below the table.
    """
    from sijill import pipeline, stats
    from sijill.codebook import load as load_codebook

    first, last = period(start, end)
    assert first and last  # noqa: S101  both options are required
    where = pipeline.ledger_text(ledger)
    pipeline.require_ledger(where)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(where))
    periods = _cut(first, last, days)
    today = datetime.now(pack.timezone).date()
    with pipeline.frame(where, pack).connect() as connection:
        mix = stats.source_mix(connection, periods, codebook=load_codebook(codebook).sql(), today=today)
    if as_json:
        told = {
            "periods": mix.periods, "totals": mix.totals,
            "outlets": [{**asdict(o), "without": mix.without(o)} for o in mix.outlets], "warnings": mix.warnings(),
        }  # fmt: skip
        click.echo(json.dumps(told, ensure_ascii=False, default=str))
        return
    names = [f"{a.isoformat()}" for a, _ in mix.periods]
    rows = [[o.name, *map(_cell, o.told, o.alone, mix.without(o))] for o in mix.outlets]
    rows.append(["all", *map(str, mix.totals)])
    show_table(["outlet", *(f"from {name}" for name in names)], rows)
    click.echo("Each cell: told of, (alone), and the count without the outlet.", err=True)
    for warning in mix.warnings():
        click.echo(f"warning: {warning}", err=True)


def _cell(told: int, alone: int, without: int) -> str:
    return f"{told} ({alone}) {without}"


def _cut(first: date, last: date, days: int | None) -> list[tuple[date, date]]:
    """The periods from first to last: months, or so many days each; the last may be cut short."""
    periods = []
    while first <= last:
        following = first + timedelta(days=days) if days else (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        periods.append((first, min(last, following - timedelta(days=1))))
        first = following
    return periods
