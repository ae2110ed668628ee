"""sijill timeline, network, facades"""

from __future__ import annotations

import calendar
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import AS_JSON, LEDGER, THEATRE, day, period, show_table
from sijill.cli.registers import opened_with, required
from sijill.errors import BadInput, UnknownChoice

if TYPE_CHECKING:
    from sijill.pipeline.politics import Politics
    from sijill.theatre import Theatre

LANGUAGE = click.option("--lang", default="en", show_default=True, help="The language of the words: en or ar.")
OUT = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to stdout.")
FAMILIES = ("incident", "interaction", "watch")
FORMS = ("svg", "html", "graphml", "gexf", "json")


@click.command("timeline")
@LEDGER
@THEATRE
@click.option("--from", "start", metavar="YYYY-MM-DD", help="First day.")
@click.option("--to", "end", metavar="YYYY-MM-DD", help="Last day; days to watch are computed up to it.")
@click.option("--actor", metavar="ID|NAME", help="Only what this actor has a part in.")
@click.option("--only", multiple=True, metavar="FAMILY", help="incident, interaction or watch. May be repeated.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="A mode such as meet, or a kind of incident.")
@click.option("--place", help="Only what is told of this place.")
@click.option("--around", metavar="INCIDENT", help="What was said before and after this attack.")
@click.option("--days", default=14, show_default=True, help="How many days around it.")
@LANGUAGE
@OUT
@click.option("--html", "form", flag_value="html", help="A page.")
@click.option("--md", "form", flag_value="md", help="Markdown (the default, unless --out ends in a form's name).")
@click.option("--json", "form", flag_value="json", help="JSON.")
@click.option("--ics", "form", flag_value="ics", help="iCalendar, for a calendar program.")
def timeline_command(
    ledger: str | None, theatre: str | None, start: str | None, end: str | None, actor: str | None,
    only: tuple[str, ...], kinds: tuple[str, ...], place: str | None, around: str | None, days: int, lang: str,
    out: Path | None, form: str | None,
) -> None:  # fmt: skip
    """One line of time: attacks, politics, and the days to watch that lie ahead.

    What a text does not date stands on its day of publication, and says so. Anniversaries come from the theatre.

    \b
    sijill timeline --from 2020-10-01 --to 2021-01-31 --out line.html
    sijill timeline --actor qaani --only interaction
    sijill timeline --around 3fa2 --days 7
    sijill timeline --only watch --from 2020-12-26 --to 2021-12-31 --out watch.ics
    """
    from sijill import pipeline
    from sijill.publish import timeline as draw
    from sijill.resolve import chronology

    form = _form(form, out, ("html", "md", "json", "ics"), "md")
    if wrong := [each for each in only if each not in FAMILIES]:
        raise UnknownChoice.of("family", wrong[0], FAMILIES)
    first, last = period(start, end)
    book, pack = opened_with(ledger, theatre)
    with required(book) as opened:
        found = pipeline.moments(opened, pack, start=first, end=last, language=lang)
        register = pipeline.actors(opened, pack)
    names = {**_place_names(pack, lang), **_names(register, lang)}
    if around is not None:
        before, attack, after = chronology.around(found, around, days=days)
        if form == "json":
            told = {"before": before, "attack": [attack], "after": after}
            body = json.dumps({k: [m.to_json() for m in v] for k, v in told.items()}, ensure_ascii=False, indent=1)
        elif form == "md":
            body = draw.around(before, attack, after, language=lang, names=names)
        else:
            raise UnknownChoice("--around goes with --md or --json")
        _give(body, out)
        return
    who = register.find(actor).id if actor else None
    kept = chronology.in_order(
        found, start=first, end=last, actor=who, families=only, kinds=kinds, place=place
    )  # fmt: skip
    if form == "json":
        body = draw.as_json(kept)
    elif form == "ics":
        body = draw.ics(kept, now=datetime.now(UTC), language=lang, names=names)
    else:
        body = (draw.html if form == "html" else draw.markdown)(kept, language=lang, names=names)
    _give(body, out)
    click.echo(f"{len(kept)} moments", err=True)


@click.command("network")
@LEDGER
@THEATRE
@click.option("--at", required=True, metavar="YYYY-MM-DD", help="The day.")
@click.option("--over", type=click.Choice(["months"]), help="Measure at the end of each month from --from to --at.")
@click.option("--from", "start", metavar="YYYY-MM-DD", help="With --over: the first day.")
@click.option("--actor", metavar="ID|NAME", help="Only this actor and those tied to it.")
@click.option("--tie", "types", multiple=True, metavar="TYPE", help="Only ties of this type. May be repeated.")
@click.option("--form", type=click.Choice(FORMS), help="What to write. Default: as --out ends, else json.")
@click.option("--threshold", default=0.5, show_default=True, help="The belief from which a facade is its parent.")
@click.option("--seed", default=1, show_default=True, help="Of the bootstrap; the same seed gives the same interval.")
@LANGUAGE
@OUT
def network_command(
    ledger: str | None, theatre: str | None, at: str, over: str | None, start: str | None, actor: str | None,
    types: tuple[str, ...], form: str | None, threshold: float, seed: int, lang: str, out: Path | None,
) -> None:  # fmt: skip
    """Actors and the ties between them on a day, with degree, betweenness and components.

    Fragmentation is the effective number of those who claim attacks up to that day, and of those believed to stand
    behind them (1/HHI), each with a bootstrap interval; without claims in the ledger there is none.

    \b
    sijill network --at 2020-12-26 --out network.html
    sijill network --at 2020-12-26 --from 2020-10-01 --over months
    """
    from sijill import pipeline
    from sijill.exchange import graph
    from sijill.publish import network as draw

    form = _form(form, out, FORMS, "json")
    book, pack = opened_with(ledger, theatre)
    last = _day(at)
    if over is not None:
        _over_months(book, pack, start, last, threshold=threshold, seed=seed, out=out)
        return
    found = pipeline.network_at(book, pack, last, types=types, actor=actor)
    measured: dict[str, Any] = {}
    if book is not None and form in {"html", "json"}:
        measured = _fragmentation(book, pack, last, threshold=threshold, seed=seed)
    register = pipeline.actors(book, pack)
    names = _names(register, lang)
    if form == "json":
        body = json.dumps({**found.to_json(), "fragmentation": measured}, ensure_ascii=False, indent=1)
    elif form == "html":
        body = draw.html(found, language=lang, names=names, fragmentation=measured)
    elif form == "svg":
        body = draw.svg(found, language=lang, names=names)
    else:
        body = graph.graphml(found) if form == "graphml" else graph.gexf(found)
    _give(body, out)
    click.echo(f"{len(found.nodes)} actors, {len(found.edges)} ties, {found.n_components} part(s)", err=True)


@click.command("facades")
@LEDGER
@THEATRE
@click.option("--at", metavar="YYYY-MM-DD", help="What the evidence up to this day says; default: all of it.")
@click.option("--threshold", default=0.5, show_default=True, help="The belief from which a claim is the parent's.")
@click.option("--weights", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Your table of weights.")
@click.option("--evidence", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="More evidence, a CSV.")
@AS_JSON
def facades_command(
    ledger: str | None, theatre: str | None, at: str | None, threshold: float, weights: Path | None,
    evidence: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """How far claiming names are believed to be fronts, from dated evidence; and attacks by claimant and by parent.

    Evidence is what the register and the texts say, and a CSV of your own with the columns facade, parent, kind, date,
    voice, quote, source. Weights are log-odds; the table that comes with the library is facade_weights.csv.

    \b
    sijill facades --at 2020-12-26 --threshold 0.6
    sijill facades --evidence mine.csv --weights mine-weights.csv --json
    """
    from sijill import pipeline
    from sijill.resolve import facades

    book, pack = opened_with(ledger, theatre)
    table = pipeline.facade_weights(pack, weights)
    with required(book) as opened:
        held = pipeline.politics_of(opened, pack)
        extra = pipeline.evidence_file(evidence, held.register) if evidence else []
        last = day(at) or _latest(held)
        named = pipeline.claimants(opened, pack, end=last)
        seq = opened.last_seq()
    beliefs = facades.beliefs(pipeline.pieces(held, extra), table, at=last)
    counted = facades.counts(named, beliefs, threshold=threshold, as_of=seq)
    if as_json:
        told = [
            {
                "facade": b.facade, "parent": b.parent, "belief": round(b.value, 4), "log_odds": round(b.log_odds, 4),
                "evidence": [
                    {"kind": p.kind, "weight": w, "date": p.day and p.day.isoformat(), "voice": p.voice,
                     "quote": p.quote or None, "source": p.source or None}
                    for p, w in b.weighed
                ],
            }
            for b in beliefs
        ]  # fmt: skip
        body = {"at": last.isoformat(), "threshold": threshold, "beliefs": told, "counts": counted.to_json()}
        click.echo(json.dumps(body, ensure_ascii=False))
        return
    rows = [
        [b.facade, b.parent, f"{b.value:.2f}", ", ".join(f"{p.kind} {w:+.1f}" for p, w in b.weighed)] for b in beliefs
    ]
    show_table(["name", "parent", "belief", "evidence"], rows, title=f"facades, {last}")
    shown = [[r[c] for c in counted.columns] for r in counted.rows]
    show_table(["actor", "claimed", "believed", "difference"], shown, title="attacks that somebody claims")
    click.echo(counted.method, err=True)


def _latest(held: Politics) -> date:
    days = [d.published.date() for d in held.documents.values() if d.published and not d.is_note]
    return max(days, default=date.max)


def _names(register: Any, language: str) -> dict[str, str]:
    return {
        id: next(iter(one.names.get(language, ())), one.name) if language == "ar" else one.name
        for id, one in register.known.items()
    }


def _place_names(pack: Theatre, language: str) -> dict[str, str]:
    """What the language calls the theatre's places, by id; those that it has no name for are left out."""
    return {id: place.name_ar for id, place in pack.places.items() if place.name_ar} if language == "ar" else {}


def _fragmentation(
    book: Any, pack: Any, at: date, *, threshold: float, seed: int, start: date | None = None
) -> dict[str, Any]:
    from sijill import pipeline
    from sijill.resolve import facades
    from sijill.stats.fragmentation import fragmentation

    named = pipeline.claimants(book, pack, start=start, end=at)
    if not named:
        return {}
    held = pipeline.politics_of(book, pack)
    beliefs = facades.beliefs(pipeline.pieces(held), pipeline.facade_weights(pack), at=at)
    parents = [facades.parent_of(name, beliefs, threshold) for name in named]
    return {
        "claimants": fragmentation(named, rng=Random(seed)).to_json(),  # noqa: S311  no secret
        "parents": fragmentation(parents, rng=Random(seed)).to_json(),  # noqa: S311  no secret
    }


def _over_months(
    book: Any, pack: Any, start: str | None, last: date, *, threshold: float, seed: int, out: Path | None
) -> None:
    from sijill import pipeline

    first, _ = period(start, str(last))
    if first is None:
        raise BadInput("--over needs --from, the first day")
    rows = []
    for year, month in _months(first, last):
        end = min(last, date(year, month, calendar.monthrange(year, month)[1]))
        found = pipeline.network_at(book, pack, end)
        begins = date(year, month, 1)
        measured = _fragmentation(book, pack, end, threshold=threshold, seed=seed, start=begins) if book else {}
        top = max(found.nodes, key=lambda n: (n.betweenness, n.id), default=None)
        rows.append(
            {
                "month": f"{year}-{month:02}", "n_actors": len(found.nodes), "n_ties": len(found.edges),
                "n_components": found.n_components, "most_between": top.id if top else None, "fragmentation": measured,
            }
        )  # fmt: skip
    _give(json.dumps({"rows": rows}, ensure_ascii=False, indent=1), out)


def _months(first: date, last: date) -> list[tuple[int, int]]:
    found, year, month = [], first.year, first.month
    while (year, month) <= (last.year, last.month):
        found.append((year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _day(text: str) -> date:
    found = day(text)
    assert found is not None  # noqa: S101  day() gives None for None alone
    return found


def _form(told: str | None, out: Path | None, forms: Sequence[str], usual: str) -> str:
    """What to write: as told, else as the file's name ends, else the usual form."""
    suffix = out.suffix.lower().removeprefix(".") if out is not None else ""
    return told or (suffix if suffix in forms else usual)


def _give(body: str, out: Path | None) -> None:
    if out is None:
        click.echo(body, nl=not body.endswith("\n"))
        return
    from sijill.publish.files import write_bytes

    write_bytes(out, body.encode())
    click.echo(f"written to {out}", err=True)
