"""sijill actors, actor"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import AS_JSON, AUTHOR, LEDGER, THEATRE, author_name, day, n_of, show_table

if TYPE_CHECKING:
    from sijill.pipeline.actors import Known
    from sijill.pipeline.politics import Politics
    from sijill.store import Ledger
    from sijill.theatre import Theatre

SOURCE = click.option("--source", default="", metavar="TEXT|URL", help="Where you have it from.")
SHOWN = 3
"""Contexts of a proposed name that the list shows; --json has all."""


@click.group("actors", invoke_without_command=True)
@click.option("--type", "kind", metavar="TYPE", help="Only actors of this type, such as armed_group.")
@click.option("--proposed", is_flag=True, help="Names in texts that the register lacks, with their contexts.")
@click.option("--at-least", "least", default=1, show_default=True, help="Mentions that a proposed name needs.")
@LEDGER
@THEATRE
@AS_JSON
@click.pass_context
def actors_command(
    context: click.Context, kind: str | None, proposed: bool, least: int, ledger: str | None, theatre: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """List the register of actors, or the names that it lacks; add, name, merge and split.

    A proposed name stands with whom it is like and why; nothing is merged unless you say so, and a split takes a merge
    back.

    \b
    sijill actors --type armed_group
    sijill actors --proposed
    sijill actors add "Saraya al-Fajr" --type armed_group --name "سرايا الفجر" --source https://example.org/1
    sijill actors merge saraya_al_fajr ashab_al_kahf --note "one channel, one emblem"
    """
    if context.invoked_subcommand is not None:
        return
    from sijill import pipeline
    from sijill.errors import UnknownChoice
    from sijill.model.vocabulary import ACTOR_TYPES

    if kind is not None and kind not in ACTOR_TYPES:
        raise UnknownChoice.of("actor type", kind, ACTOR_TYPES)
    book, pack = opened_with(ledger, theatre)
    if proposed:
        with required(book) as opened:
            held = pipeline.politics_of(opened, pack)
        found = pipeline.proposals(held.reports, held.documents, held.register, least=least, theatre=pack)
        _show_proposals(found, as_json=as_json)
        return
    if book is None:
        register = pipeline.actors(None, pack)
    else:
        with book as opened:
            register = pipeline.actors(opened, pack)
    known = [one for one in register.known.values() if kind is None or one.type == kind]
    if as_json:
        click.echo(json.dumps([_listed(one) for one in known], ensure_ascii=False))
        return
    rows = [[one.id, one.name, _arabic(one), one.type, one.campaign, ", ".join(one.merged)] for one in known]
    show_table(["id", "name", "in Arabic", "type", "campaign", "merged"], rows)
    click.echo(n_of(len(known), "actor"), err=True)


@actors_command.command("add")
@click.argument("name")
@click.option("--type", "kind", required=True, metavar="TYPE", help="Such as armed_group, party, person, label.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="What else it is called, in any script.")
@click.option("--campaign", metavar="NAME", help="The theatre's campaign that it belongs to.")
@click.option("--id", "own", metavar="ID", help="Its id; made from the name if not given.")
@SOURCE
@LEDGER
@THEATRE
@AUTHOR
def add_command(
    name: str, kind: str, names: tuple[str, ...], campaign: str | None, own: str | None, source: str,
    ledger: str | None, theatre: str | None, author: str | None,
) -> None:  # fmt: skip
    """Add an actor; texts that name it are its from then on, without being read again."""
    from sijill import pipeline

    book, pack = opened_with(ledger, theatre)
    with required(book) as opened:
        id = pipeline.add_actor(
            opened, pack, name, type=kind, names=names, campaign=campaign, id=own, source=source,
            author=author_name(author), now=datetime.now(UTC),
        )  # fmt: skip
    click.echo(id)


@actors_command.command("alias")
@click.argument("actor", metavar="ID|NAME")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@SOURCE
@LEDGER
@THEATRE
@AUTHOR
def alias_command(
    actor: str, names: tuple[str, ...], source: str, ledger: str | None, theatre: str | None, author: str | None
) -> None:
    """Say what else an actor is called."""
    from sijill import pipeline

    book, pack = opened_with(ledger, theatre)
    with required(book) as opened:
        id = pipeline.add_names(
            opened, pack, actor, names, source=source, author=author_name(author), now=datetime.now(UTC)
        )
    click.echo(id)


@actors_command.command("merge")
@click.argument("first", metavar="ID|NAME")
@click.argument("other", metavar="ID|NAME")
@click.option("--note", default="", help="Why.")
@LEDGER
@THEATRE
@AUTHOR
def merge_actors_command(
    first: str, other: str, note: str, ledger: str | None, theatre: str | None, author: str | None
) -> None:
    """Say that two actors are one. The id that the register had first stays."""
    _relate(first, other, "SAME", note, ledger, theatre, author)


@actors_command.command("split")
@click.argument("first", metavar="ID|NAME")
@click.argument("other", metavar="ID|NAME")
@click.option("--note", default="", help="Why.")
@LEDGER
@THEATRE
@AUTHOR
def split_actors_command(
    first: str, other: str, note: str, ledger: str | None, theatre: str | None, author: str | None
) -> None:
    """Say that two actors are not one: takes a merge back."""
    _relate(first, other, "DISTINCT", note, ledger, theatre, author)


def _relate(
    first: str, other: str, verdict: str, note: str, ledger: str | None, theatre: str | None, author: str | None
) -> None:
    from sijill import pipeline

    book, pack = opened_with(ledger, theatre)
    with required(book) as opened:
        done = pipeline.relate_actors(
            opened, pack, first, other, verdict, author=author_name(author), now=datetime.now(UTC), note=note
        )
    click.echo(f"{'one actor now' if verdict == 'SAME' else 'two actors now'}; record {done.last_seq}", err=True)


@click.command("actor")
@click.argument("name", metavar="ID|NAME")
@click.option("--at", metavar="YYYY-MM-DD", help="Only ties and offices that stand on this day.")
@LEDGER
@THEATRE
@AS_JSON
def actor_command(name: str, at: str | None, ledger: str | None, theatre: str | None, as_json: bool) -> None:
    """Show one actor: names, offices, ties over time, incidents by the ground they are laid on, interactions, sources.

    \b
    sijill actor qaani --at 2020-12-26
    sijill actor "كتائب حزب الله" --json
    """
    from sijill import pipeline

    book, pack = opened_with(ledger, theatre)
    if book is None:
        register = pipeline.actors(None, pack)
        told = _told(register.find(name), pack, day(at), pipeline.register_ties(register), None, [])
    else:
        with book as opened:
            held = pipeline.politics_of(opened, pack)
            rows = pipeline.fold(opened, pack).rows
        told = _told(held.register.find(name), pack, day(at), held.ties(), held, rows)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    _show(told)


def _told(
    one: Known, pack: Theatre, at: date | None, ties: list[Any], held: Politics | None, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    from sijill.resolve.standing_ties import TieIndex

    ids = {one.id, *one.merged}
    offices = [row for row in pack.offices if row["person"] in ids and (at is None or _holds(row, at))]
    index = TieIndex(ties)
    standing = index.of(one.id) if at is None else index.at(at, actor=one.id)
    said = [i for i in held.interactions() if i.names(one.id)] if held else []
    return {
        **_listed(one),
        "offices": [{column: row[column] or None for column in _OFFICE} for row in offices],
        "ties": [
            {
                "type": t.type, "subject": t.subject.to_json(), "object": t.object.to_json(),
                "start": t.start and t.start.isoformat(), "end": t.end and t.end.isoformat(), "hedged": t.hedged,
                "source": t.source or None, "quote": t.quote or None,
            }
            for t in standing
        ],
        "incidents": dict(
            Counter(row["perpetrator_basis"] or "stated" for row in rows if ids & set(row["perpetrators"] or ()))
        ),
        "interactions": [
            {
                "id": i.id, "type": i.type, "mode": i.mode, "when": i.when and i.when.to_json(),
                "initiators": [a.to_json() for a in i.initiators], "recipients": [a.to_json() for a in i.recipients],
                "about": i.about, "hedged": i.hedged, "says": i.says, "quote": i.quote or None, "outlet": i.outlet,
                "published": i.published and i.published.isoformat(),
            }
            for i in said
        ],
    }  # fmt: skip


_OFFICE = ("office", "organisation", "start", "end", "source")


def _holds(row: Any, at: date) -> bool:
    from sijill.theatre.register import day_of

    start, end = day_of(row["start"]), day_of(row["end"], end=True)
    return (start is None or start <= at) and (end is None or at < end)


def _show(told: dict[str, Any]) -> None:
    click.echo(f"{told['id']}: {told['name']} ({told['type']})")
    for code, names in told["names"].items():
        click.echo(f"  {code}: {', '.join(names)}")
    if told["offices"]:
        rows = [[o["office"], o["organisation"], o["start"], o["end"], o["source"]] for o in told["offices"]]
        show_table(["office", "of", "from", "to", "source"], rows)
    ties = [
        [t["subject"]["name"], t["type"] + (" (hedged)" if t["hedged"] else ""), t["object"]["name"], t["start"],
         t["end"], t["source"]]
        for t in told["ties"]
    ]  # fmt: skip
    show_table(["who", "tie", "whom", "from", "to", "source"], ties, title="ties")
    if told["incidents"]:
        show_table(["ground", "incidents"], [list(pair) for pair in told["incidents"].items()], title="incidents")
    said = [
        [(i["when"] or {}).get("start") or i["published"], i["mode"] or i["type"],
         ", ".join(a["name"] for a in i["initiators"]), ", ".join(a["name"] for a in i["recipients"]), i["outlet"]]
        for i in told["interactions"]
    ]  # fmt: skip
    if said:
        show_table(["date", "what", "who", "whom", "outlet"], said, title="interactions")
    click.echo(f"register: {told['source'] or 'no source'}", err=True)


def _listed(one: Known) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "type": one.type, "level": one.level, "campaign": one.campaign,
        "names": {code: list(names) for code, names in one.names.items()}, "source": one.origin or None,
        "merged": list(one.merged),
    }  # fmt: skip


def _arabic(one: Known) -> str | None:
    return next(iter(one.names.get("ar", ())), None)


def _show_proposals(found: list[Any], *, as_json: bool) -> None:
    if as_json:
        told = [
            {
                "name": p.name, "language": p.language, "type": p.type, "n_mentions": len(p.mentions),
                "mentions": [
                    {"document": m.document, "field": m.field, "context": m.context, "outlet": m.outlet}
                    for m in p.mentions
                ],
                "like": [{"id": k.id, "name": k.name, "score": k.score, "why": k.why} for k in p.like],
            }
            for p in found
        ]  # fmt: skip
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for proposal in found:
        click.echo(f"{proposal.name} ({proposal.type or 'type not known'}), {len(proposal.mentions)} mention(s)")
        for mention in proposal.mentions[:SHOWN]:
            click.echo(f"    “{mention.context}” {mention.outlet or ''}".rstrip())
        for like in proposal.like:
            click.echo(f"    perhaps {like.id}: {like.why} ({like.score:.0f} of 100)")
    click.echo(f"{len(found)} names that the register lacks", err=True)


def opened_with(ledger: str | None, theatre: str | None) -> tuple[Ledger | None, Theatre]:
    """The ledger, None if there is no file and none was named, and the theatre."""
    from sijill import pipeline

    where = pipeline.ledger_text(ledger)
    pack = pipeline.theatre_for(where, theatre)
    if ledger is None and "://" not in where and not Path(where).is_file():
        return None, pack
    pipeline.require_ledger(where)
    from sijill.store import Ledger

    return Ledger.open(where, create=False), pack


def required(book: Ledger | None) -> Ledger:
    if book is None:
        from sijill import pipeline

        pipeline.require_ledger(pipeline.ledger_text(None))
    assert book is not None  # noqa: S101  require_ledger has raised
    return book
