"""sijill post"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import CODEBOOK, LEDGER, THEATRE, day, heed, period

if TYPE_CHECKING:
    from sijill.publish import PostData


@click.command("post")
@LEDGER
@THEATRE
@CODEBOOK
@click.option("--from", "start", metavar="YYYY-MM-DD", help="First day.")
@click.option("--to", "end", metavar="YYYY-MM-DD", help="Last day.")
@click.option(
    "--week", metavar="YYYY-MM-DD", help="The theatre's week that holds this day, instead of --from and --to."
)
@click.option("--title", help="The headline; drafted if not given.")
@click.option("--standfirst", help="The line under it; drafted if not given.")
@click.option(
    "--picture",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A PNG or JPEG for the picture slot.",
)
@click.option("--caption", help="The picture's caption.")
@click.option(
    "--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Of the sentences and the page."
)
@click.option(
    "--notation",
    type=click.Choice(["seed", "kw"]),
    default="seed",
    show_default=True,
    help="1 killed, 2 wounded; or (1K, 2W).",
)
@click.option(
    "--titles",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='English titles of sources (TOML: "url or id" = "title").',
)
@click.option(
    "--test",
    "tests",
    multiple=True,
    metavar="STEP",
    help="Add a section that tests a step, as `sijill test` does. May be repeated.",
)
@click.option(
    "--order",
    "orders",
    multiple=True,
    metavar="ORDER",
    help="Add a section on compliance, as `sijill compliance` does. Several orders are one section.",
)
@click.option(
    "--trends",
    multiple=True,
    is_flag=False,
    flag_value="levels,now",
    metavar="[NAME,...]",
    help="Add sections on what attacks do over time, as `sijill trends` names them. Without names: levels,now.",
)
@click.option(
    "--outlook", is_flag=True, help="Add a section on what the next weeks may bring, as `sijill outlook` does."
)
@click.option("--until", metavar="STEP", help="With --test: from when the step no longer held.")
@click.option("--where", multiple=True, metavar="FILTER", help="Which attacks the added sections are of.")
@click.option("--against", multiple=True, metavar="FILTER", help="With --test: attacks that the step did not address.")
@click.option(
    "--presume", multiple=True, metavar="FILTER", help="With --order: unnamed attacks that are presumed theirs."
)
@click.option("--paste", is_flag=True, help="Also a script-free fragment and PNG pictures for a blog editor.")
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An earlier post: say what moved and why. It stays as it was.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("post.html"),
    show_default=True,
    help="Where to write.",
)
@click.option("--force", is_flag=True, help="Write over files of that name that are no earlier post.")
def post_command(
    ledger: str | None, theatre: str | None, codebook: str, start: str | None, end: str | None, week: str | None,
    title: str | None, standfirst: str | None, picture: Path | None, caption: str | None, lang: str, notation: str,
    titles: Path | None, tests: tuple[str, ...], orders: tuple[str, ...], trends: tuple[str, ...], outlook: bool,
    until: str | None, where: tuple[str, ...], against: tuple[str, ...], presume: tuple[str, ...], paste: bool,
    since: Path | None, out: Path, force: bool,
) -> None:  # fmt: skip
    """Write the post of a period: a self-contained page, Markdown, and the figures as JSON.

    Every number in the page opens the words it rests on. The post keeps its own figures; later changes to the
    ledger do not change it, and --since tells what has moved.

    \b
    sijill post --from 2020-10-01 --to 2020-12-31 --title 'A quarter of rockets' --out december.html
    sijill post --from 2020-10-01 --to 2020-12-31 --test 2020-11-20 --where target=supply_convoy --out tested.html
    sijill post --week 2020-12-20 --trends --outlook --out week.html
    sijill post --from 2020-10-01 --to 2020-12-31 --since december.html --out january.html
    """
    from sijill import __version__, pipeline
    from sijill.codebook import load as load_codebook
    from sijill.publish import corrected, draft, read_post, write

    place = pipeline.ledger_text(ledger)
    pipeline.require_ledger(place)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(place))
    heed(place, pack, [*where, *against, *presume])
    first, last = _period(start, end, week, pack.first_weekday)
    earlier = read_post(since) if since else None
    if out.suffix.lower() in (".pdf", ".docx", ".png", ".svg", ".txt"):
        raise click.UsageError(f"--out {out}: a post is a page, its Markdown and its figures; end the name with .html")
    if earlier is not None and (earlier.end < first or last < earlier.start):
        raise click.UsageError(
            f"--since {since} tells of {earlier.start} to {earlier.end}, this post of {first} to {last}; no figure of "
            "the two can be compared"
        )
    if since and out.with_suffix("") == since.with_suffix(""):
        raise click.UsageError(f"--out {out} would write over the earlier post; give another name")
    now = datetime.now(UTC)
    rules = load_codebook(codebook)
    findings = []
    if (until or against) and not tests:
        raise click.UsageError("--until and --against go with --test")
    if presume and not orders:
        raise click.UsageError("--presume goes with --order")
    if tests or orders or trends or outlook:
        from sijill.pipeline.findings import compliance_finding, outlook_finding, step_finding, trend_findings

        asked: dict[str, Any] = {"theatre": pack, "codebook": rules, "language": lang, "where": list(where)}
        today = now.astimezone(pack.timezone).date()
        findings = [
            step_finding(place, step, today=today, until=until, against=list(against), **asked) for step in tests
        ]
        if orders:
            findings.append(compliance_finding(place, orders, today=today, presumed=presume, **asked))
        if named := [name for each in trends for name in each.replace(" ", "").split(",") if name]:
            findings += trend_findings(place, named, today=today, end=last, **asked)
        if outlook:
            findings.append(outlook_finding(place, today=today, end=last, **asked))
    elif where:
        raise click.UsageError("--where goes with --test, --order, --trends or --outlook")
    data = pipeline.post_data(
        place, pack, rules, start=first, end=last, now=now, version=__version__, title=title, standfirst=standfirst,
        picture=picture, caption=caption, language=lang, notation=notation, findings=findings,
    )  # fmt: skip
    if titles:
        data = _with_titles(data, _titles(titles))
    made = draft(data)
    if earlier is not None:
        made = corrected(made, earlier)
    for file in write(made, out, paste=paste, force=force):
        click.echo(str(file))


def _titles(file: Path) -> dict[str, str]:
    from sijill.errors import BadInput

    try:
        told = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f'{file}: {error}; write a line `"url or id" = "title"` for each source') from error
    return {key: str(title) for key, title in told.items()}


def _with_titles(data: PostData, told: Mapping[str, str]) -> PostData:
    """The post's data with English titles of sources, named by URL or id."""
    from dataclasses import replace

    known = {key: id for id, d in data.documents.items() for key in (id, d.url, d.given_id) if key}
    return replace(data, translations={known[key]: title for key, title in told.items() if key in known})


def _period(start: str | None, end: str | None, week: str | None, first_weekday: int) -> tuple[date, date]:
    if week is not None:
        if start or end:
            raise click.UsageError("name the period once: --from and --to, or --week")
        held = day(week)
        assert held is not None  # noqa: S101  a text was given
        first = held - timedelta(days=(held.weekday() - first_weekday) % 7)
        return first, first + timedelta(days=6)
    first_day, last_day = period(start, end)
    if first_day is None or last_day is None:
        raise click.UsageError("name the period: --from and --to, or --week")
    return first_day, last_day
