"""sijill test"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import AS_JSON, CODEBOOK, LEDGER, THEATRE, heed, period, point_in_time, show_table

if TYPE_CHECKING:
    from sijill.model.tables import Table
    from sijill.model.values import Json
    from sijill.stats.change import Tested


@click.command("test")
@click.argument("step", metavar="STEP")
@LEDGER
@THEATRE
@CODEBOOK
@click.option("--until", metavar="STEP", help="From when the step no longer held: what lies between is compared too.")
@click.option("--where", multiple=True, metavar="FILTER", help="Which attacks, such as weapon=ied. May be repeated.")
@click.option("--of", default="incidents", show_default=True, help="incidents, killed or wounded.")
@click.option(
    "--against",
    multiple=True,
    metavar="FILTER",
    help="Attacks that the step did not address, such as admin1!=Baghdad. May be repeated; all must hold.",
)
@click.option("--expect", default="either", show_default=True, help="What counts as large: either, fall or rise.")
@click.option("--days", type=click.IntRange(min=1), metavar="N", help="Length of what is compared on each side.")
@click.option(
    "--exposure",
    default="days",
    show_default=True,
    help="What counts are set over: days, or months, each counting alike.",
)
@click.option("--run-up", type=click.IntRange(min=0), default=0, metavar="N", help="Days before the step to leave out.")
@click.option(
    "--placebo-days",
    type=click.IntRange(min=1),
    default=365,
    show_default=True,
    metavar="N",
    help="How far back placebo dates lie.",
)
@click.option("--from", "start", metavar="YYYY-MM-DD", help="First day that was watched. Default: of the first attack.")
@click.option(
    "--to",
    "end",
    metavar="YYYY-MM-DD",
    help="Last day watched. Default: of the last published document, or of the last attack.",
)
@click.option("--level", type=click.FloatRange(0.5, 0.999), default=0.95, show_default=True, help="Of the intervals.")
@click.option("--draws", type=click.IntRange(min=0), default=200, show_default=True, help="Of what is not known.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draws: the same seed, the same figures.")
@click.option("--as-of", metavar="SEQ|MOMENT", help="Test what the ledger held then.")
@click.option(
    "--chart", type=click.Path(dir_okay=False, path_type=Path), help="Draw it to this .svg, .png, .pdf or .html file."
)
@click.option("--lang", default="en", show_default=True, help="Of the answer and the chart: en or ar.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@AS_JSON
def test_command(
    step: str, ledger: str | None, theatre: str | None, codebook: str, until: str | None, where: tuple[str, ...],
    of: str, against: tuple[str, ...], expect: str, days: int | None, exposure: str, run_up: int,
    placebo_days: int, start: str | None, end: str | None, level: float, draws: int, seed: int, as_of: str | None,
    chart: Path | None, lang: str, as_csv: bool, as_json: bool,
) -> None:  # fmt: skip
    """Did attacks change at a step, by more than they change by themselves?

    STEP is a day, the id of an interaction in the ledger, or a watch date of the theatre (with @YEAR for one of its
    years). The change is ranked among the same change at earlier dates: the placebo rank is the answer, and the ratios
    of the rates stand beside it with what each assumes. A change that stands out is not yet an effect.

    \b
    sijill test 2020-11-01 --until 2020-12-01 --where weapon=ied,rocket
    sijill test 2020-10-10 --where campaign=pro_iran --against campaign=islamic_state
    sijill test 3fa2 --days 28 --run-up 7 --expect fall
    sijill test soleimani_muhandis_killed@2021 --chart anniversary.html
    """
    from sijill import pipeline
    from sijill.codebook import load as load_codebook
    from sijill.pipeline.testing import step_test
    from sijill.stats import change

    first, last = period(start, end)
    place = pipeline.ledger_text(ledger)
    pipeline.require_ledger(place)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(place))
    heed(place, pack, [*where, *against])
    told = step_test(
        place, step, theatre=pack, codebook=load_codebook(codebook), today=datetime.now(pack.timezone).date(),
        until=until, against=list(against), where=list(where), of=of, start=first, end=last,
        as_of=point_in_time(as_of), n_draws=draws, seed=seed, expect=expect, days=days, run_up=run_up, level=level,
        back=placebo_days, exposure=exposure,
    )  # fmt: skip
    if chart is not None:
        from sijill.publish.change import change_chart

        change_chart(change.as_json(told), change.bars(told), chart, language=lang)
        click.echo(f"drawn to {chart}", err=True)
    if as_json:
        click.echo(json.dumps(change.as_json(told), ensure_ascii=False))
    elif as_csv:
        _csv(change.table(told))
    else:
        _show(told, lang)


def _csv(table: Table) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([[row.get(c) for c in table.columns] for row in table.rows])


def _show(told: Tested, language: str) -> None:
    from sijill.stats import change

    if language != "en":
        from sijill.publish.verdict import verdict

        click.echo("\n".join(verdict(change.as_json(told), language=language)))
        return
    click.echo(f"{told.step}\n")
    head = change.headline(told)
    for sentence in head:
        click.echo(sentence)
    rest = [sentence for sentence in change.sentences(told) if sentence not in head]
    if rest:
        click.echo()
    for sentence in rest:
        click.echo(sentence)
    columns = ["comparison", "statistic", "ratio", "from", "to", "p", "it assumes"]
    cells = [_cells(row) for row in change.table(told).rows]
    click.echo()
    show_table(columns, cells)
    click.echo(change.dispersed(told.headline), err=True)
    spans = told.plan.spans
    listed = f"sijill incidents --codebook {told.series.codebook} --from {spans[0].start} --to {spans[-1].end}"
    click.echo(f"{change.method(told)} The incidents: {listed}, or --json for their ids.", err=True)


def _cells(row: Mapping[str, Json]) -> list[object]:
    ranks = row["statistic"] == "placebo rank"
    low, high = ("", "") if ranks else (_cell(row["low"]), _cell(row["high"], "no limit"))
    p = _cell(row["p"], "cannot be ranked" if ranks else "")
    return [row["comparison"], row["statistic"], _cell(row["value"]), low, high, p, row["assumes"]]


def _cell(value: object, unknown: str = "not known") -> str:
    return unknown if not isinstance(value, int | float) else f"{value:,.3g}"
