"""sijill count"""

from __future__ import annotations

import csv
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from sijill.cli.options import AS_JSON, CODEBOOK, LEDGER, THEATRE, heed, period, point_in_time, show_table

BY = (
    "month, week, day, year, admin1, admin2, place, weapon, target, kind, group, campaign, perpetrator, outlet, "
    "status, role, country"
)

MAY_BE_EMPTY = ("per_day", "n_unstated", "likely_low", "likely", "likely_high")


@click.command("count")
@LEDGER
@THEATRE
@CODEBOOK
@click.option("--against", metavar="NAME|FILE", help="Another codebook: show what it changes, and why.")
@click.option("--by", default="month", show_default=True, help=f"One of: {BY}.")
@click.option("--and-by", help="A second breakdown.")
@click.option(
    "--where",
    multiple=True,
    metavar="FILTER",
    help="Such as admin1=Babil, weapon=ied,rocket, killed>=1. May be repeated.",
)
@click.option("--of", default="incidents", show_default=True, help="incidents, killed or wounded.")
@click.option("--from", "start", metavar="YYYY-MM-DD", help="First day.")
@click.option("--to", "end", metavar="YYYY-MM-DD", help="Last day.")
@click.option("--as-of", metavar="SEQ|MOMENT", help="Count what the ledger held then.")
@click.option(
    "--draws",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Draw N times what unsure merges and vague dates leave open; 1000 is enough.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draws: the same seed, the same figures.")
@click.option(
    "--chart", type=click.Path(dir_okay=False, path_type=Path), help="Draw it to this .svg, .png, .pdf or .html file."
)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@AS_JSON
def count_command(
    ledger: str | None, theatre: str | None, codebook: str, against: str | None, by: str,
    and_by: str | None, where: tuple[str, ...],
    of: str,
    start: str | None, end: str | None, as_of: str | None, draws: int, seed: int,
    chart: Path | None, as_csv: bool, as_json: bool,
) -> None:  # fmt: skip
    """Count attacks, people killed or wounded, as ranges: at least, best, at most.

    Unknown is never zero: "unstated" says how many entries state no toll, and "at most" is "or more" when any part is
    open. Empty periods are shown; an unfinished one is marked, with a figure per day to compare.

    \b
    sijill count --by month --and-by weapon
    sijill count --by admin1 --of wounded --where weapon=ied --from 2020-10-01
    sijill count --codebook ucdp --against attacks
    """
    from sijill import pipeline
    from sijill.cli.codebooks import show_comparison
    from sijill.codebook import load as load_codebook
    from sijill.errors import UnknownChoice

    first, last = period(start, end)
    place = pipeline.ledger_text(ledger)
    pipeline.require_ledger(place)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(place))
    heed(place, pack, where)
    rules = load_codebook(codebook)
    today = datetime.now(pack.timezone).date()
    choices = {"by": by, "and_by": and_by, "where": list(where), "of": of, "start": first, "end": last}
    if against is not None:
        if as_of or chart or as_csv or draws:
            raise UnknownChoice("--against goes with --json alone; leave out --as-of, --draws, --chart and --csv")
        found = pipeline.compare(place, rules, load_codebook(against), theatre=pack, today=today, **choices)
        show_comparison(found, as_json=as_json)
        return
    table, left_out = pipeline.count(
        place, theatre=pack, codebook=rules, today=today, as_of=point_in_time(as_of), draws=draws, seed=seed, **choices
    )
    if chart is not None:
        from sijill.publish import chart as draw

        draw(table, chart, language="en")
        click.echo(f"drawn to {chart}", err=True)
    if as_json:
        click.echo(json.dumps({**table.to_json(), "left_out": left_out}, ensure_ascii=False, default=str))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([[row.get(c) for c in table.columns] for row in table.rows])
    else:
        _show(table, left_out)


def _show(table: Any, left_out: dict[str, int]) -> None:
    shown = [c for c in table.columns if c not in {"n_days"}]
    names = {
        "low": "at least",
        "high": "at most",
        "n_incidents": "entries",
        "n_unstated": "unstated",
        "per_day": "per day",
        "likely_low": "likely from",
        "likely_high": "likely to",
    }
    rows = [[_cell(row.get(c), c) for c in shown] for row in table.rows]
    rows.append(["total", *(_cell(table.total[c], c) if c in table.total else None for c in shown[1:])])
    show_table([names.get(c, c) for c in shown], rows)
    if left_out:
        click.echo("left out: " + ", ".join(f"{n} {reason}" for reason, n in left_out.items()), err=True)
    click.echo(f"{table.method} Records up to {table.as_of}.", err=True)


def _cell(value: Any, column: str) -> Any:
    if column == "complete":
        return "" if value in (True, None) else "unfinished"
    if column == "high" and value is None:
        return "or more"
    if isinstance(value, float):
        return f"{value:.2f}"
    return "not known" if value is None and column not in MAY_BE_EMPTY else value
