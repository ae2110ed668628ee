"""sijill dedupe, duplicates"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.incidents import SHORT, what_of
from sijill.cli.options import AS_JSON, AUTHOR, CODEBOOK, LEDGER, THEATRE, author_name, show_table

if TYPE_CHECKING:
    from sijill.pipeline import Doubtful, Merged
    from sijill.theatre import Theatre

VERDICTS = ("SAME", "PART_OF", "UNSURE", "DISTINCT")


@click.command("dedupe")
@click.argument("where", required=False, metavar="[LEDGER]")
@LEDGER
@THEATRE
@AUTHOR
@click.option("--all", "everything", is_flag=True, help="Match all reports again, not only what is new.")
@click.option("--reasons", is_flag=True, help="Print each new verdict with its reasons.")
@click.option(
    "--weights", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Weights from an earlier --train."
)
@click.option(
    "--train", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Train weights on this ledger's reports, without labels, write them to FILE, and stop. Needs Splink.",
)  # fmt: skip
@AS_JSON
def dedupe_command(
    where: str | None, ledger: str | None, theatre: str | None, author: str | None, everything: bool, reasons: bool,
    weights: Path | None, train: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Find the reports that tell of one attack, in any language, and say so in the ledger: SAME, PART_OF or UNSURE.

    What you have merged and split stays so. A rerun adds nothing; `sijill split` takes any of it back, and
    `sijill duplicates` lists what waits for you.

    \b
    sijill dedupe --reasons
    """
    from sijill import pipeline
    from sijill.store import Ledger

    place = pipeline.ledger_text(where or ledger)
    pipeline.require_ledger(place)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(place))
    now = datetime.now(UTC)
    with Ledger.open(place, create=False) as book:
        if train is not None:
            told = pipeline.train(book, pack, note=f"this ledger up to record {book.last_seq()}", progress=_progress)
            train.write_text(json.dumps(told.to_json(), indent=1) + "\n", "utf-8")
            click.echo(f"{train}: weights of {told.trained_on}; use them with --weights", err=True)
            return
        before = book.last_seq()
        done = pipeline.merge(
            book, pack, author=author_name(author), now=now, everything=everything, weights=weights, progress=_progress
        )
        if reasons or as_json:
            _print_said(book, before, as_json=as_json)
    _summary(place, done)


def _progress(what: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{what}: {done}/{of} documents  " if what == "reading" else f"\r{what} {of} reports  ", err=True,
                   nl=done == of)  # fmt: skip


def _print_said(book: Any, before: int, *, as_json: bool) -> None:
    from sijill.model.records import Relation

    for _, said in book.records(["relation"], since=before):
        if not isinstance(said, Relation):
            continue
        if as_json:
            click.echo(json.dumps({"id": said.id, **said.to_json()}, ensure_ascii=False))
            continue
        likely = "" if said.score is None else f" {said.score:.2f}"
        click.echo(f"{said.verdict}{likely}  {said.a[:SHORT]} {said.b[:SHORT]}")
        for reason in said.reasons:
            click.echo(f"    {reason}")


def _summary(where: str, done: Merged) -> None:
    told = [f"{done.said[verdict]} {verdict}" for verdict in VERDICTS if done.said.get(verdict)]
    click.echo(f"{where}: {done.n_reports} reports compared; new: {', '.join(told) or 'nothing'}", err=True)
    if done.n_unsure:
        click.echo(f"{done.n_unsure} pairs may be one and are left apart; `sijill duplicates` lists them", err=True)


def merge_new(where: str, theatre: Theatre, author: str) -> None:
    """What `add --merge` and `today --merge` do last; says what came of it."""
    from sijill import pipeline
    from sijill.store import Ledger

    with Ledger.open(where, create=False) as book:
        _summary(where, pipeline.merge(book, theatre, author=author, now=datetime.now(UTC), progress=_progress))


@click.command("duplicates")
@LEDGER
@THEATRE
@CODEBOOK
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="List N at most.")
@click.option("--reasons", is_flag=True, help="Print the reasons of each pair.")
@AS_JSON
def duplicates_command(
    ledger: str | None, theatre: str | None, codebook: str, most: int, reasons: bool, as_json: bool
) -> None:
    """List the pairs of incidents that may be one, those first that would move a count most.

    `sijill merge A B` says that they are one, `sijill split A B` that they are not.
    """
    from sijill import pipeline
    from sijill.codebook import load as load_codebook
    from sijill.store import Ledger

    where = pipeline.ledger_text(ledger)
    pipeline.require_ledger(where)
    pack = pipeline.theatre(theatre or pipeline.theatre_of(where))
    with Ledger.open(where, create=False) as book:
        found = pipeline.duplicates(book, pack, load_codebook(codebook))
        matched = bool(found) or pipeline.has_been_matched(book)
    if not matched:
        click.echo(f"{where}: the matcher has not been run on this ledger; `sijill dedupe` runs it", err=True)
    if as_json:
        click.echo(json.dumps([_told(one) for one in found], ensure_ascii=False, default=str))
        return
    if not matched:
        return
    columns = ["likely", "one", "other", "date", "where", "what", "attacks", "killed", "wounded"]
    if reasons:
        for one in found[:most]:
            click.echo(f"{one.likely:.2f}  {one.a['incident'][:SHORT]} {one.b['incident'][:SHORT]}")
            for reason in one.reasons:
                click.echo(f"    {reason}")
    elif found:
        show_table(columns, [_listed(one) for one in found[:most]])
    more = f", {len(found) - most} not shown" if len(found) > most else ""
    click.echo(f"{len(found)} pairs may be one{more}; the last columns say what would be counted once less", err=True)


def _told(one: Doubtful) -> dict[str, Any]:
    return {
        "a": one.a["incident"], "b": one.b["incident"], "likely": one.likely, "attacks": one.attacks,
        "killed": one.killed, "wounded": one.wounded, "reasons": list(one.reasons),
    }  # fmt: skip


def _listed(one: Doubtful) -> list[Any]:
    return [
        f"{one.likely:.2f}", one.a["incident"][:SHORT], one.b["incident"][:SHORT], _both(one.a, one.b, "start"),
        _both(one.a, one.b, "place"), _either(what_of(one.a), what_of(one.b)), one.attacks, one.killed, one.wounded,
    ]  # fmt: skip


def _both(a: Mapping[str, Any], b: Mapping[str, Any], name: str) -> str:
    return _either(*(str(row[name]) for row in (a, b) if row[name] is not None))


def _either(*told: str) -> str:
    return " / ".join(dict.fromkeys(told))
