"""sijill trends, sijill outlook"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import AS_JSON, CODEBOOK, LEDGER, THEATRE, heed, n_of, period, point_in_time, show_table

if TYPE_CHECKING:
    from sijill.stats.outlook.told import Outlook
    from sijill.stats.trends.finding import Finding
    from sijill.stats.trends.words import Said

NAMES = "levels, now, weekday, season, anniversary, followups, repeats, spread, killed, wounded"
WHERE = click.option(
    "--where", multiple=True, metavar="FILTER", help="As for `sijill count`, such as weapon=ied. May be repeated."
)
FROM = click.option("--from", "start", metavar="YYYY-MM-DD", help="First day. Default: that of the first attack.")
TO = click.option(
    "--to",
    "end",
    metavar="YYYY-MM-DD",
    help="Last day. Default: of the last published document, or of the last attack.",
)
AS_OF = click.option("--as-of", metavar="SEQ|MOMENT", help="What the ledger held then.")
SEED = click.option("--seed", type=int, default=1, show_default=True, help="Of the draws: same seed, same figures.")
CHART = click.option(
    "--chart", type=click.Path(dir_okay=False, path_type=Path), help="Draw it to this .svg, .png, .pdf or .html file."
)
AS_CSV = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
LANGUAGE = click.option("--lang", default="en", show_default=True, help="Of the answers and pictures: en or ar.")
HIDDEN = ("first_struck",)


def _asked(
    ledger: str | None, theatre: str | None, codebook: str, where: tuple[str, ...], start: str | None,
    end: str | None, as_of: str | None, seed: int,
) -> tuple[str, dict[str, Any]]:  # fmt: skip
    """The ledger, and the choices that both commands share."""
    from sijill import pipeline
    from sijill.codebook import load as load_codebook

    first, last = period(start, end)
    place = pipeline.ledger_text(ledger)
    pipeline.require_ledger(place)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(place))
    heed(place, pack, where)
    return place, {
        "theatre": pack, "codebook": load_codebook(codebook), "today": datetime.now(pack.timezone).date(),
        "where": list(where), "start": first, "end": last, "as_of": point_in_time(as_of), "seed": seed,
    }  # fmt: skip


@click.command("trends")
@LEDGER
@THEATRE
@CODEBOOK
@click.option("--only", multiple=True, metavar="NAME", help=f"One of: {NAMES}. May be repeated.")
@WHERE
@click.option("--over", default="admin1", show_default=True, help="What places are, for the spread: admin1 or admin2.")
@FROM
@TO
@AS_OF
@SEED
@LANGUAGE
@CHART
@AS_CSV
@AS_JSON
def trends_command(
    ledger: str | None, theatre: str | None, codebook: str, only: tuple[str, ...], where: tuple[str, ...], over: str,
    start: str | None, end: str | None, as_of: str | None, seed: int, lang: str, chart: Path | None, as_csv: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """What attacks do over time, in sentences, each with the figures and the method behind it.

    \b
    levels       where the level shifts, how sure the day is, how likely it has shifted lately
    now          the last weeks against what their own past had led one to expect
    weekday      whether days of the week differ
    season       whether months of the year differ; needs three years
    anniversary  whether attacks come near the theatre's days to watch
    followups    the share of attacks that follow on earlier ones
    repeats      whether attacks near in space are near in time
    spread       over how many places they are spread, month by month
    killed       people killed for each attack that states it; `wounded` likewise

    What the data cannot carry is said, with what is missing. Days before --from and after --to are not zeros.

    \b
    sijill trends
    sijill trends --only levels --where admin1=Baghdad --chart levels.svg
    sijill trends --only followups --where perpetrator=kataib_hezbollah --from 2020-01-01
    sijill trends --only spread --csv > spread.csv
    """
    from sijill.errors import UnknownChoice
    from sijill.pipeline import trending

    if (chart or as_csv) and len(only) != 1:
        raise UnknownChoice(f"--chart and --csv take one trend: add --only with one of: {NAMES}")
    place, asked = _asked(ledger, theatre, codebook, where, start, end, as_of, seed)
    found = trending.trends(place, only=only, over=over, language=lang, **asked)
    if chart is not None:
        from sijill.publish.trends import draw

        (one,) = found.findings
        draw(one.table, one.chart, chart, title=_title(one.name, lang), caption=_text(one.said, lang),
             weeks=found.weeks, language=lang)  # fmt: skip
        click.echo(f"drawn to {chart}", err=True)
    if as_json:
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, default=str))
    elif as_csv:
        _csv(found.findings[0].table.columns, found.findings[0].table.rows)
        if not found.findings[0].told:
            click.echo(_text(found.findings[0].said, lang), err=True)
    else:
        for one in found.findings:
            _show(one, lang, full=len(only) > 0)
        why = f" ({found.ends})" if found.ends else ""
        click.echo(
            f"{n_of(len(found.incidents), 'incident')} from {found.start} to {found.end}{why}; "
            f"filter {found.filter}; codebook {found.codebook}; records up to {found.as_of}.",
            err=True,
        )


def _csv(columns: Sequence[str], rows: Sequence[Any]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if columns:
        writer.writerow(columns)
    for row in rows:
        writer.writerow([_joined(row.get(c)) for c in columns])


def _joined(value: Any) -> Any:
    return "; ".join(str(v) for v in value) if isinstance(value, list | tuple) else value


def _text(said: Said, language: str) -> str:
    """A sentence in a language."""
    if language == "en":
        return said.text
    from sijill.publish.findings import say

    return say(said.key, said.parts, language=language)


def _title(name: str, language: str) -> str:
    from sijill.publish.findings import title

    return title(name, language=language)


def _show(one: Finding, language: str, *, full: bool) -> None:
    """A finding: its sentence, and with --only the rows and the method too."""
    click.echo(f"{_title(one.name, language)}. {_text(one.said, language)}")
    if not full:
        return
    for note in one.notes:
        click.echo(note)
    if one.table.rows:
        columns = [c for c in one.table.columns if c not in HIDDEN]
        rows = [[_cell(row.get(c)) for c in columns] for row in one.table.rows]
        show_table([c.replace("_", " ") for c in columns], rows)
    for line in (one.table.method, one.assumption and f"Taken for granted: {one.assumption}"):
        if line:
            click.echo(line, err=True)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:,.1f}"
    return value


@click.command("outlook")
@LEDGER
@THEATRE
@CODEBOOK
@click.option("--by", default="admin1", show_default=True, help="admin1, weapon, kind, perpetrator and the like.")
@click.option("--weeks", type=click.IntRange(1, 26), default=4, show_default=True, help="How many weeks ahead.")
@WHERE
@FROM
@TO
@AS_OF
@SEED
@LANGUAGE
@CHART
@AS_CSV
@AS_JSON
def outlook_command(
    ledger: str | None, theatre: str | None, codebook: str, by: str, weeks: int, where: tuple[str, ...],
    start: str | None, end: str | None, as_of: str | None, seed: int, lang: str, chart: Path | None, as_csv: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """How many attacks the next weeks may bring, as ranges, in all and by governorate or type.

    A level is followed that wanders and now and then jumps. Beside it stand forecasts that anybody can check: next
    weeks as the last, as the mean of all, as a year ago. All are made anew at past dates and scored there; if a simple
    one did better, its figures are given, and the outlook says so. A day to watch changes the figures only if its past
    anniversaries did. With --weeks 4 or more there are sums too: 4 weeks, and 13.

    \b
    sijill outlook
    sijill outlook --by weapon --weeks 13 --where admin1=Baghdad
    sijill outlook --to 2020-12-19 --chart outlook.svg      what would have been said then
    """
    from sijill.pipeline import trending

    place, asked = _asked(ledger, theatre, codebook, where, start, end, as_of, seed)
    found = trending.outlook(place, by=by, n_weeks=weeks, language=lang, **asked)
    if chart is not None:
        from sijill.publish.trends import draw_outlook

        caption = " ".join(_text(one, lang) for one in found.said)
        draw_outlook(found.table, found.past, chart, title=_title("outlook", lang), caption=caption, language=lang)
        click.echo(f"drawn to {chart}", err=True)
    if as_json:
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, default=str))
    elif as_csv:
        _csv(found.table.columns, found.table.rows)
    else:
        _outlook(found, lang)


def _outlook(found: Outlook, language: str) -> None:
    table = found.table
    click.echo(" ".join(_text(one, language) for one in found.said))
    for line in (found.skill, *found.watch):
        click.echo(_text(line, language))
    others = [c.removesuffix("_best") for c in table.columns if c.endswith("_best")]
    head = [table.columns[0], "from", "to", "at least", "best", "at most", "none", *others]
    # Each week of each label would be a table nobody reads: the weeks of all, and the longest sum of each.
    longest = max(int(str(row["weeks"])) for row in table.rows)
    shown = [row for row in table.rows if row[table.columns[0]] == "all" or row["weeks"] == longest]
    rows = [
        [
            row[table.columns[0]], row["from"], row["to"], row["low"], row["best"], row["high"],
            f"{float(row['none']):.0%}", *(_range(row, name) for name in others),
        ]
        for row in shown
    ]  # fmt: skip
    show_table(head, rows)
    if len(shown) < len(table.rows):
        click.echo("Each week of each: --csv.", err=True)
    click.echo(f"{table.method} Taken for granted: {found.assumption}", err=True)


def _range(row: Any, name: str) -> str | None:
    if row[f"{name}_best"] is None:
        return None
    return f"{row[f'{name}_best']} ({row[f'{name}_low']}–{row[f'{name}_high']})"
