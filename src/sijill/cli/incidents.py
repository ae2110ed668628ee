"""sijill incidents, why, merge, split, correct, reject"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import AS_JSON, AUTHOR, LEDGER, THEATRE, author_name, n_of, period, point_in_time, show_table

if TYPE_CHECKING:
    from sijill.model.records import Relation

SHORT = 10
"""Digits of an id that lists show; any unambiguous beginning is understood."""


@click.command("incidents")
@LEDGER
@THEATRE
@click.option("--from", "start", metavar="YYYY-MM-DD", help="First day.")
@click.option("--to", "end", metavar="YYYY-MM-DD", help="Last day.")
@click.option("--codebook", metavar="NAME|FILE", default="all", show_default=True, help="Which to list.")
@click.option("--as-of", metavar="SEQ|MOMENT", help="What the ledger held then.")
@AS_JSON
def incidents_command(
    ledger: str | None,
    theatre: str | None,
    start: str | None,
    end: str | None,
    codebook: str,
    as_of: str | None,
    as_json: bool,
) -> None:
    """List the incidents of a ledger, one a line, with the ids that other commands take."""
    from sijill import pipeline
    from sijill.codebook import load as load_codebook

    first, last = period(start, end)
    where, pack = _place(ledger, theatre)
    rules = load_codebook(codebook)
    rows = pipeline.rows(where, pack, as_of=point_in_time(as_of))
    rows = [r for r in rows if rules.verdict(r).counts and _within(r, first, last)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, default=str))
        return
    columns = ["id", "date", "where", "what", "target", "killed", "wounded", "reports"]
    show_table(columns, [_listed(row) for row in rows])
    click.echo(n_of(len(rows), "incident"), err=True)


def _within(row: dict[str, Any], first: Any, last: Any) -> bool:
    if first is None and last is None:
        return True
    if row["start"] is None:
        return False
    return not ((first and str(row["finish"]) < str(first)) or (last and str(row["start"]) > str(last)))


def _listed(row: dict[str, Any]) -> list[Any]:
    written = {"month": 7, "year": 4}.get(row["date_precision"] or "")
    when = str(row["start"])[:written] if written else row["start"]
    where = ", ".join(dict.fromkeys(filter(None, (row["place"], row["admin1"]))))
    return [
        row["incident"][:SHORT], when, where, what_of(row), row["target"],
        _toll(row, "killed"), _toll(row, "wounded"), row["n_reports"],
    ]  # fmt: skip


def what_of(row: Mapping[str, Any]) -> str:
    """The weapon, else the kind; and that it did not occur, where it is told so: "suicide_bomb, foiled"."""
    what = row["weapon"] or row["kind"] or ""
    if row["status"] not in (None, "occurred"):
        return f"{what}, {row['status']}"
    defused = row["kind"] == "disrupted_weapons_use" and row["weapon"]
    return f"{what}, {row['kind']}" if defused else what


def _toll(row: dict[str, Any], of: str) -> str | None:
    low, best, high = (row[f"{of}_{part}"] for part in ("low", "best", "high"))
    if low is None:
        return None
    if low == best == high:
        return str(low)
    return f"{low}+" if high is None else f"{low}–{high}"


@click.command("why")
@click.argument("incident", metavar="ID")
@LEDGER
@THEATRE
@AS_JSON
def why_command(incident: str, ledger: str | None, theatre: str | None, as_json: bool) -> None:
    """Show an incident value by value: which rule chose it, the words it rests on, and who says otherwise.

    And report by report: what joined it, who said so and why, what would change without it, and what may yet join.
    """
    from sijill import pipeline
    from sijill.store import Ledger

    where, pack = _place(ledger, theatre)
    with Ledger.open(where, create=False) as book:
        found = pipeline.incident_of(book, pack, incident)
        documents = {d.id: d for d in book.documents(found.documents)}
        inside, outside = pipeline.relations_of(book, found)
        without = pipeline.without_each(found, documents, pack)
    told: dict[str, Any] = {
        "joined": [_relation(said) for said in inside],
        "may_join": [_relation(said) for said in outside],
        "without": [{"report": one.report, "fields": dict(one.fields)} for one in without],
        "id": found.id,
        "aliases": list(found.aliases),
        "reports": [
            {"id": r.id, "document": r.document, "outlet": documents[r.document].outlet} for r in found.reports
        ],
        "fields": {
            name: {
                "value": resolved.value,
                "rule": resolved.rule,
                "statements": [
                    {
                        "id": s.id, "value": s.value, "by": s.by, "outlet": documents[s.document].outlet,
                        "quotes": [span.quote for span in s.spans],
                        "derived": [f"{d.origin}: {d.note}" for d in s.derived],
                    }
                    for s in resolved.statements
                ],
            }
            for name, resolved in found.fields.items()
        },
    }  # fmt: skip
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"incident {found.id}, {len(found.reports)} report(s)")
    for report in told["reports"]:
        click.echo(f"  report {report['id'][:SHORT]}  {report['outlet'] or 'no outlet named'}")
    _say_relations(told)
    for name, field in told["fields"].items():
        click.echo(f"{name}: {json.dumps(field['value'], ensure_ascii=False)}")
        click.echo(f"    chosen as: {field['rule']}")
        for statement in field["statements"]:
            words = "; ".join(f"“{q}”" for q in statement["quotes"]) or "no words of its own"
            origin = f" ({', '.join(statement['derived'])})" if statement["derived"] else ""
            otherwise = (
                ""
                if statement["value"] == field["value"] or isinstance(field["value"], list)
                else "  SAYS OTHERWISE: " + json.dumps(statement["value"], ensure_ascii=False)
            )
            click.echo(f"    {statement['outlet'] or statement['by']}: {words}{origin}{otherwise}")


def _relation(said: Relation) -> dict[str, Any]:
    names = ("a", "b", "verdict", "by", "score")
    return {**{name: getattr(said, name) for name in names}, "reasons": list(said.reasons)}


def _say_relations(told: dict[str, Any]) -> None:
    for heading, key in (("joined by", "joined"), ("may join", "may_join")):
        for said in told[key]:
            likely = "" if said["score"] is None else f", {said['score']:.2f} likely"
            click.echo(f"{heading}: {said['a'][:SHORT]} {said['verdict']} {said['b'][:SHORT]} ({said['by']}{likely})")
            for reason in said["reasons"]:
                click.echo(f"    {reason}")
    for one in told["without"]:
        changed = "; ".join(f"{name} {json.dumps(value, ensure_ascii=False)}" for name, value in one["fields"].items())
        click.echo(f"without {one['report'][:SHORT]}: {changed or 'no value would change'}")


@click.command("merge")
@click.argument("incident", metavar="ID")
@click.argument("others", nargs=-1, required=True, metavar="ID...")
@click.option("--note", default="", help="Why.")
@LEDGER
@THEATRE
@AUTHOR
def merge_command(
    incident: str, others: tuple[str, ...], note: str, ledger: str | None, theatre: str | None, author: str | None
) -> None:
    """Say that the incidents are one. The oldest id stays, the others become aliases; `split` takes it back."""
    _relate(incident, others, "SAME", note, ledger, theatre, author)


@click.command("split")
@click.argument("incident", metavar="ID")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--note", default="", help="Why.")
@LEDGER
@THEATRE
@AUTHOR
def split_command(
    incident: str, reports: tuple[str, ...], note: str, ledger: str | None, theatre: str | None, author: str | None
) -> None:
    """Say that these reports tell of another incident than ID; `why ID` lists its reports."""
    _relate(incident, reports, "DISTINCT", note, ledger, theatre, author)


@click.command("correct")
@click.argument("report", metavar="REPORT")
@click.argument("field")
@click.argument("value", metavar="JSON")
@click.option("--note", default="", help="Why.")
@LEDGER
@AUTHOR
def correct_command(report: str, field: str, value: str, note: str, ledger: str | None, author: str | None) -> None:
    """Give one field of a report another value, in JSON; null means that it is not known.

    \b
    sijill correct 3f2a wounded '{"low": 2, "best": 2, "high": 2}' --note 'the driver and a guard'
    """
    from sijill import pipeline
    from sijill.errors import BadInput
    from sijill.store import Ledger

    try:
        told = json.loads(value)
    except json.JSONDecodeError:
        raise BadInput(f'{value!r} is no JSON; write a word as "ied", an unknown value as null') from None
    where = pipeline.ledger_text(ledger)
    with Ledger.open(where, create=False) as book:
        done = pipeline.correct(book, report, field, told, author=author_name(author), now=datetime.now(UTC), note=note)
    click.echo(f"corrected; record {done.last_seq}", err=True)


@click.command("reject")
@click.argument("report", metavar="REPORT")
@click.option("--field", help="Only this field, not the whole report.")
@click.option("--note", help="Why.")
@LEDGER
@AUTHOR
def reject_command(report: str, field: str | None, note: str | None, ledger: str | None, author: str | None) -> None:
    """Say that a report tells of no attack, or that one field of it is wrong. Nothing is deleted."""
    from sijill import pipeline
    from sijill.store import Ledger

    with Ledger.open(pipeline.ledger_text(ledger), create=False) as book:
        done = pipeline.judge(
            book, report, "reject", author=author_name(author), now=datetime.now(UTC), field=field, note=note
        )
    click.echo(f"rejected; record {done.last_seq}", err=True)


@click.command("apply")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@LEDGER
@THEATRE
@AUTHOR
def apply_command(file: Path, ledger: str | None, theatre: str | None, author: str | None) -> None:
    """Apply decisions from a CSV file: action, incident, url, n, field, value, note.

    \b
    merge    rows of one `incident` label are one incident
    correct  `field` of the report is `value` (JSON)
    reject   the report (or its `field`) is wrong
    n is the report's place among those of the document at url, from 1, or better words of the text that stand where
    it is told, which mean the same report after a new reading. Applying a file again adds nothing.
    """
    from sijill import decisions
    from sijill.store import Ledger

    where, pack = _place(ledger, theatre)
    with Ledger.open(where, create=False) as book:
        done = decisions.apply(book, pack, file, author=author_name(author), now=datetime.now(UTC))
    for problem in done.skipped:
        click.echo(problem, err=True)
    known = f"{done.n_known:,} held already, " if done.n_known else ""
    click.echo(f"{where}: {n_of(done.n_new, 'decision')} applied, {known}{len(done.skipped)} skipped", err=True)


def _place(ledger: str | None, theatre: str | None) -> tuple[str, Any]:
    from sijill import pipeline

    where = pipeline.ledger_text(ledger)
    pipeline.require_ledger(where)
    return where, pipeline.theatre(theatre or pipeline.theatre_of(where))


def _relate(
    first: str,
    others: tuple[str, ...],
    verdict: str,
    note: str,
    ledger: str | None,
    theatre: str | None,
    author: str | None,
) -> None:
    from sijill import pipeline
    from sijill.store import Ledger

    where, pack = _place(ledger, theatre)
    with Ledger.open(where, create=False) as book:
        before = {report.id for report in pipeline.incident_of(book, pack, first).reports}
        foreign = [other for other in others if verdict == "DISTINCT" and book.find(other).id not in before]
        pipeline.relate(
            book, pack, first, others, verdict, author=author_name(author), now=datetime.now(UTC), note=note
        )
        incident = pipeline.incident_of(book, pack, first)
    for other in foreign:
        click.echo(f"{other} is not in incident {incident.id[:SHORT]}; it is kept apart from it from now on", err=True)
    if len(foreign) < len(others):
        click.echo(f"incident {incident.id[:SHORT]} now has {len(incident.reports)} report(s)", err=True)
