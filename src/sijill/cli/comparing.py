"""sijill compare"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import AS_JSON, LEDGER, THEATRE, period, show_table

if TYPE_CHECKING:
    from sijill.pipeline import Against


@click.command("compare")
@click.option(
    "--with", "other", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="A .csv of ACLED or UCDP GED, or another ledger.",
)  # fmt: skip
@LEDGER
@THEATRE
@click.option("--codebook", metavar="NAME|FILE", default="attacks", show_default=True, help="Which of ours count.")
@click.option("--from", "start", metavar="YYYY-MM-DD", help="First day. Default: the first that both have.")
@click.option("--to", "end", metavar="YYYY-MM-DD", help="Last day. Default: the last that both have.")
@AS_JSON
def compare_command(
    other: Path, ledger: str | None, theatre: str | None, codebook: str, start: str | None, end: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Compare the ledger with another's events: what both have, what only one has, and where they differ.

    \b
    sijill compare --with acled.csv --from 2020-10-01 --to 2020-12-31
    """
    from sijill import pipeline
    from sijill.codebook import load as load_codebook

    first, last = period(start, end)
    where = pipeline.ledger_text(ledger)
    pipeline.require_ledger(where)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(where))
    found = pipeline.compare_with(where, other, pack, load_codebook(codebook), start=first, end=last)
    if as_json:
        click.echo(json.dumps(_json(found), ensure_ascii=False))
        return
    columns = ["month", "admin1", "both", "here", "there"]
    rows = [[row[name] for name in columns] for row in found.rows]
    rows.append(["total", None, len(found.both), len(found.here), len(found.there)])
    show_table(["month", "where", "both", "only here", "only there"], rows)
    for one in found.both:
        if one.differs:
            told = "; ".join(f"{name} {_text(a)} against {_text(b)}" for name, (a, b) in one.differs.items())
            click.echo(f"{one.a[:10]} and {one.b}: {told}")
    click.echo(f"{found.method}.", err=True)


def _text(value: Any) -> str:
    return str(value["best"] if isinstance(value, dict) else value)


def _json(found: Against) -> dict[str, Any]:
    return {
        "from": found.start.isoformat(), "to": found.end.isoformat(),
        "both": [
            {"here": one.a, "there": one.b, "likely": one.likely, "reasons": list(one.reasons),
             "differs": {name: list(values) for name, values in one.differs.items()}}
            for one in found.both
        ],
        "only_here": list(found.here), "only_there": list(found.there),
        "unsure": [{"here": a, "there": b, "likely": likely} for a, b, likely in found.unsure],
        "rows": [dict(row) for row in found.rows], "method": found.method,
    }  # fmt: skip
