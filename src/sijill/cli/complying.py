"""sijill compliance"""

from __future__ import annotations

import csv
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import AS_JSON, CODEBOOK, LEDGER, THEATRE, heed, period, point_in_time, show_table

if TYPE_CHECKING:
    from sijill.model.tables import Table
    from sijill.stats.compliance import Compliance, Index


@click.command("compliance")
@click.argument("orders", metavar="[ORDER]...", nargs=-1)
@LEDGER
@THEATRE
@CODEBOOK
@click.option("--list", "listed", is_flag=True, help="List the interactions that may be orders, with their ids.")
@click.option("--by", metavar="ID|NAME", help="With --list: only those of this actor.")
@click.option(
    "--whom", multiple=True, metavar="ID|NAME", help="Who was addressed, if the text does not tell. Repeatable."
)
@click.option(
    "--ground",
    default="named",
    show_default=True,
    help="named: whoever is named as doer, on any ground; claimed: only who claims it.",
)
@click.option(
    "--presume",
    multiple=True,
    metavar="FILTER",
    help="Take attacks that nobody is named for to be of those addressed, if they fit, such as target=supply_convoy.",
)
@click.option("--threshold", default=0.5, show_default=True, help="The belief from which a claim is the parent's.")
@click.option("--weights", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Your table of weights.")
@click.option("--evidence", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="More evidence, a CSV.")
@click.option("--where", multiple=True, metavar="FILTER", help="Which attacks, such as weapon=ied. May be repeated.")
@click.option(
    "--days",
    type=click.IntRange(min=1),
    default=28,
    show_default=True,
    metavar="N",
    help="Length of what is compared on each side.",
)
@click.option(
    "--run-up", type=click.IntRange(min=0), default=0, metavar="N", help="Days ahead of an order to leave out."
)
@click.option(
    "--claim-days",
    type=click.IntRange(min=1),
    default=90,
    show_default=True,
    metavar="N",
    help="Days before an order in which claimants are counted.",
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
@click.option("--as-of", metavar="SEQ|MOMENT", help="What the ledger held then.")
@click.option(
    "--chart", type=click.Path(dir_okay=False, path_type=Path), help="Draw it to this .svg, .png, .pdf or .html file."
)
@click.option("--lang", default="en", show_default=True, help="Of the answer and the chart: en or ar.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@AS_JSON
def compliance_command(
    orders: tuple[str, ...], ledger: str | None, theatre: str | None, codebook: str, listed: bool, by: str | None,
    whom: tuple[str, ...], ground: str, presume: tuple[str, ...], threshold: float, weights: Path | None,
    evidence: Path | None, where: tuple[str, ...], days: int, run_up: int, claim_days: int, start: str | None,
    end: str | None, level: float, draws: int, seed: int, as_of: str | None, chart: Path | None, lang: str,
    as_csv: bool, as_json: bool,
) -> None:  # fmt: skip
    """Were orders obeyed? Those addressed before and after, against those that were not.

    ORDER is the id of an interaction in the ledger, or typed as "DAY: WHO > WHOM, WHOM"; a campaign of the theatre, or
    a label such as pro-Iran factions, addresses every group of it. Give several for an index per group, and for the
    curve against the effective number of claimants. Attacks are told apart by who is named, and once more by who is
    believed to stand behind that name (see sijill facades).

    \b
    sijill compliance --list --by qaani
    sijill compliance f1fb --whom pro_iran
    sijill compliance '2020-10-10: Iran > pro_iran' '2020-11-18: qaani > pro_iran' --presume target=supply_convoy
    sijill compliance '2020-11-18: qaani > Kataib Hezbollah, عصائب أهل الحق' --threshold 0.6 --chart order.html
    """
    from sijill import pipeline
    from sijill.codebook import load as load_codebook
    from sijill.pipeline.complying import compliance
    from sijill.stats import compliance as stats

    first, last = period(start, end)
    place = pipeline.ledger_text(ledger)
    pipeline.require_ledger(place)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(place))
    heed(place, pack, [*where, *presume])
    if listed:
        _list(place, pack, by, point_in_time(as_of), as_json=as_json)
        return
    if not orders:
        raise click.UsageError("name an order: its id (--list shows them) or 'DAY: WHO > WHOM'")
    told = compliance(
        place, orders, theatre=pack, codebook=load_codebook(codebook),
        today=datetime.now(pack.timezone).date(), whom=whom,
        ground=ground, presumed=presume, threshold=threshold, weights=weights, evidence=evidence, where=where,
        start=first, end=last, as_of=point_in_time(as_of), n_draws=draws, seed=seed, days=days,
        run_up=run_up, level=level, claim_days=claim_days,
    )  # fmt: skip
    if chart is not None:
        from sijill.publish.compliance import compliance_chart

        compliance_chart(stats.as_json(told), chart, language=lang, names=_names(place, pack, lang))
        click.echo(f"drawn to {chart}", err=True)
    if as_json:
        click.echo(json.dumps(stats.as_json(told), ensure_ascii=False))
    elif as_csv:
        _csv(stats.table(told))
    elif lang != "en":
        from sijill.publish.answers import answers

        click.echo("\n".join(answers(stats.as_json(told), language=lang, names=_names(place, pack, lang))))
    else:
        _show(told)


def _list(place: str, pack: Any, by: str | None, as_of: Any, *, as_json: bool) -> None:
    from sijill import pipeline
    from sijill.pipeline.complying import orders_like
    from sijill.store import Ledger

    with Ledger.open(place, create=False) as ledger:
        held = pipeline.politics_of(ledger, pack, as_of=as_of)
    found = orders_like(held, by=by)
    rows = [
        {
            "id": one.id[:12], "date": _date(one), "what": one.mode or one.type,
            "who": ", ".join(a.name for a in one.initiators), "whom": ", ".join(a.name for a in one.recipients),
            "outlet": one.outlet, "quote": one.quote,
        }
        for one in found
    ]  # fmt: skip
    if as_json:
        click.echo(json.dumps({"orders": rows}, ensure_ascii=False))
        return
    columns = ["id", "date", "what", "who", "whom", "outlet"]
    show_table(columns, [[row[c] for c in columns] for row in rows])
    click.echo(
        "Politics is read by machine and often wrongly: read the words with --json before you test one.", err=True
    )


def _date(one: Any) -> str:
    if one.when is None:
        return f"{one.published} (published)" if one.published else ""
    return str(one.when.start) if one.when.start == one.when.end else f"{one.when.start} to {one.when.end}"


def _names(place: str, pack: Any, language: str) -> dict[str, str]:
    """What groups are called in a language, as far as the register knows."""
    from sijill import pipeline
    from sijill.pipeline.findings import actor_names
    from sijill.store import Ledger

    with Ledger.open(place, create=False) as ledger:
        return actor_names(pipeline.actors(ledger, pack).known, pack, language)


def _csv(table: Table) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([[row.get(c) for c in table.columns] for row in table.rows])


def _show(told: Compliance) -> None:
    from sijill.stats import compliance as stats

    several = len(told.orders) > 1
    for one in told.of_view(told.best_view):
        click.echo(f"{f'Order {one.place + 1}: ' if several else ''}{one.order.words}\n")
        for sentence in stats.answered(one):
            click.echo(sentence)
        click.echo()
    number = {order.words: n for n, order in enumerate(told.orders, 1)}
    views = {told.best_view} if told.views_agree else {view.name for view in told.views}
    if told.views_agree:
        click.echo("By believed parent the groups are the same as by claimant, and stand here once.")
    rows = [
        [number[row["order"]], row["view"], row["group"], row["side"],
         f"{row['before']} in {row['days_before']}", f"{row['after']} in {row['days_after']}", _cell(row["ratio"]),
         _range(row["low"], row["high"]), _after(row["held_after"]), _after(row["broke_after"])]
        for row in stats.table(told).rows
        if row["view"] in views
    ]  # fmt: skip
    columns = ["order", "by", "group", "side", "before", "after", "ratio", "interval", "held", "broke"]
    keep = [n for n in range(len(columns)) if (n or several) and (n != 1 or len(views) > 1)]
    show_table([columns[n] for n in keep], [[row[n] for n in keep] for row in rows], title="each group, in days")
    if told.index:
        skip = 1 if len(views) == 1 else 0
        show_table(
            ["by", "group", "orders", "before", "after", "index", "interval"][skip:],
            [_index(one)[skip:] for one in told.index if one.view in views],
            title="index: 1 stopped, 0 no change, below 0 a rise",
        )
    for sentence in [*stats.indexed(told, told.best_view), *stats.curved(told)]:
        click.echo(sentence)
    for why in told.untold:
        click.echo(f"Not told: {why}")
    click.echo(f"\n{stats.CAUTION}")
    base = told.series
    listed = f"sijill incidents --codebook {base.codebook} --from {base.start} --to {base.end}"
    click.echo(f"{stats.method(told)} Assumed: {stats.ASSUMPTIONS} The incidents: {listed}, or --json.", err=True)


def _index(one: Index) -> list[Any]:
    from sijill.stats.compliance.words import figure

    index, low, high = (figure(value) for value in one.ratio.index)
    return [one.view, one.name, one.n_asked, one.before, one.after, index, f"{low} to {high}"]


def _cell(value: Any) -> str:
    from sijill.stats.compliance.words import short

    return "not known" if value is None else short(value)


def _range(low: Any, high: Any) -> str:
    return f"{_cell(low)} to {'no limit' if high is None else _cell(high)}"


def _after(value: Any) -> str:
    return "" if value is None else f"after {value}"
