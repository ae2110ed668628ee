"""sijill codebook list, show, diff"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import AS_JSON, LEDGER, THEATRE, period, show_table

if TYPE_CHECKING:
    from sijill.stats import Comparison

SHORT = 10
"""Digits of an id that lists show."""
SHOWN = 40
"""Incidents that a table lists; --json has all."""


@click.group("codebook")
def codebook_command() -> None:
    """Codebooks say which incidents count: list them, show one's rules, compare two over a ledger.

    \b
    sijill codebook list
    sijill codebook show ucdp
    sijill codebook diff ucdp attacks --from 2020-10-01
    """


@codebook_command.command("list")
@AS_JSON
def list_command(as_json: bool) -> None:
    """List the codebooks that come with the library."""
    from sijill import codebook

    found = [codebook.load(name) for name in codebook.installed()]
    if as_json:
        rows = [
            {"name": c.name, "version": c.version, "title": c.title, "n_rules": len(c.rules), "hash": c.hash}
            for c in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    show_table(["name", "version", "counts", "rules"], [[c.name, c.version, c.title, len(c.rules)] for c in found])
    click.echo("`sijill codebook show NAME` lists the rules; FILE in its place reads your own.", err=True)


@codebook_command.command("show")
@click.argument("name", metavar="NAME|FILE")
@AS_JSON
def show_command(name: str, as_json: bool) -> None:
    """Show a codebook's rules in their order: the first that fits an incident decides."""
    from sijill import codebook

    rules = codebook.load(name)
    told = [(rule, " and ".join(test.words() for test in rule.when)) for rule in (*rules.rules, rules.default)]
    if as_json:
        body = {
            "name": rules.name, "version": rules.version, "title": rules.title, "hash": rules.hash,
            "rules": [{"name": r.name, "when": w or None, "counts": r.counts, "because": r.because} for r, w in told],
        }  # fmt: skip
        click.echo(json.dumps(body, ensure_ascii=False))
        return
    rows = [
        [n, r.name, "counts" if r.counts else "left out", r.because, w or "everything else"]
        for n, (r, w) in enumerate(told, 1)
    ]
    show_table(["", "rule", "then", "because", "if"], rows, title=f"{rules.name} {rules.version}: {rules.title}")


@codebook_command.command("diff")
@click.argument("codebook", metavar="NAME|FILE")
@click.argument("against", metavar="NAME|FILE")
@LEDGER
@THEATRE
@click.option("--by", default="month", show_default=True, help="As of `sijill count`.")
@click.option("--of", default="incidents", show_default=True, help="incidents, killed or wounded.")
@click.option("--from", "start", metavar="YYYY-MM-DD", help="First day.")
@click.option("--to", "end", metavar="YYYY-MM-DD", help="Last day.")
@AS_JSON
def diff_command(
    codebook: str, against: str, ledger: str | None, theatre: str | None, by: str, of: str, start: str | None,
    end: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Count a ledger by two codebooks, and list the incidents that change side, with the rules that decided."""
    from sijill import pipeline
    from sijill.codebook import load as load_codebook

    first, last = period(start, end)
    place = pipeline.ledger_text(ledger)
    pipeline.require_ledger(place)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(place))
    found = pipeline.compare(
        place, load_codebook(codebook), load_codebook(against), theatre=pack,
        today=datetime.now(pack.timezone).date(), by=by, of=of, start=first, end=last,
    )  # fmt: skip
    show_comparison(found, as_json=as_json)


def show_comparison(found: Comparison, *, as_json: bool) -> None:
    """Print what two codebooks make of a ledger."""
    if as_json:
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, default=str))
        return
    names = [found.codebook, found.against]
    rows = [[*("not known" if row[b] is None else row[b] for b in found.by), *_pair(row)] for row in found.rows]
    rows.append(["total", *[""] * (len(found.by) - 1), *_pair(found.total)])
    show_table([*found.by, *names, "difference"], rows)
    if found.changed:
        listed = [_moved(row) for row in found.changed[:SHOWN]]
        show_table(["id", "date", "where", "what", *names], listed)
    for row in found.by_rules:
        here, there = _said(row["codebook"]), _said(row["against"])
        click.echo(f"{row['n_incidents']}: {names[0]} {here}; {names[1]} {there}", err=True)
    n = len(found.changed)
    rest = f", of which {SHOWN} are listed; --json has all" if n > SHOWN else ""
    click.echo(f"{n} {'incident changes' if n == 1 else 'incidents change'} side{rest}.", err=True)
    click.echo(f"{found.method} Records up to {found.as_of}.", err=True)


def _pair(row: Any) -> list[str]:
    return [_range(row["codebook"]), _range(row["against"]), f"{row['difference']:+d}" if row["difference"] else "0"]


def _range(told: Any) -> str:
    if told["low"] == told["best"] == told["high"]:
        return str(told["best"])
    high = "or more" if told["high"] is None else f"to {told['high']}"
    return f"{told['low']} {high}" if told["low"] == told["best"] else f"{told['low']}, best {told['best']}, {high}"


def _moved(row: Any) -> list[Any]:
    when = str(row["start"])[:7] if row["date_precision"] == "month" else row["start"]
    where = ", ".join(dict.fromkeys(filter(None, (row["place"], row["admin1"]))))
    what = row["weapon"] or row["kind"]
    return [row["incident"][:SHORT], when, where, what, _ruled(row["codebook"]), _ruled(row["against"])]


def _ruled(decided: Any) -> str:
    return f"{'counts' if decided['counts'] else 'out'}: {decided['rule']}"


def _said(decided: Any) -> str:
    return f"{'counts' if decided['counts'] else 'leaves out'}: {decided['because']} ({decided['rule']})"
