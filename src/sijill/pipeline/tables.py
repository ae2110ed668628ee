"""Tables in the ledger: a mended row stands in place of the earlier one, and what people said of it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sijill import resolve
from sijill.errors import BadInput
from sijill.exchange.table import Imported, Problem, report_of
from sijill.model.records import PERSON, Record, Statement
from sijill.model.text import Document
from sijill.model.values import Json
from sijill.model.views import Report
from sijill.pipeline.kept import Kept, Version, kept
from sijill.pipeline.views import reports_of

if TYPE_CHECKING:
    from sijill.store import Ledger


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a table. n_records: new ones, of all kinds.

    n_fresh: rows that are new; n_known: that stood already; n_replaced: that stand in place of an earlier row with
    their id. n_merged: replaced rows that a matcher had merged with other reports. table: the name under which its
    rows are kept. left: reports of that table's standing rows which the file does not have. problems: beside those
    of reading it.
    """

    n_records: int
    n_fresh: int
    n_known: int
    n_replaced: int
    n_merged: int
    table: str
    left: tuple[Report, ...]
    problems: tuple[Problem, ...]


def bring_in(ledger: Ledger, found: Imported, *, author: str, now: datetime, rewritten: bool = False) -> Brought:
    """Add a table's rows. A row with the id of a standing row of the same table, and other cells, supersedes it.

    A table is the same if its file has the same name, or if rows of it stand under another name. rewritten: it may
    replace rows though none is as it was. Raises BadInput, before anything is added, if it then seems another table.
    """
    held = {d.id: d for d in ledger.documents([d.id for d in found.documents])}
    table, rows = _standing_table(ledger, found, held)
    gone = {d.supersedes for d in rows if d.supersedes}
    standing = {d.id: d for d in rows if d.id not in gone}
    places = {d.id: _version(replace(d, archive=table), gone) for d in found.documents}
    lines = {places[d.id].id: line for d, line in zip(found.documents, found.lines, strict=True)}
    known = {place.id for place in places.values() if place.id in held or place.id in standing}
    earlier = [d for d in standing.values() if d.id not in lines]
    fresh = [place for place in places.values() if place.id not in known]
    pairs, problems = _pairs(found, fresh, earlier, lines)
    statements = _moved(found, places)
    versions = [Version(old.id, report_of(old.id), new.id, report_of(new.id), statements[new.id]) for new, old in pairs]
    if not known and not rewritten:
        _refuse_another(ledger, found, versions)
    replaced = {new.id: replace(new, supersedes=old.id, id=new.id) for new, old in pairs}
    said = kept(ledger, versions)
    runs = [replace(run, document=places[run.document].id, id="") for run in found.extractions]
    records: list[Record] = [replaced.get(place.id, place) for place in places.values()]
    records += [*runs, *(s for told in statements.values() for s in told), *said.records]
    n_merged = _n_merged(ledger, versions)
    added = ledger.add(records, author=author, now=now)
    left = reports_of(ledger, [d.id for d in earlier if d.id not in {old.id for _, old in pairs}])
    return Brought(
        added.n_new, len(fresh) - len(pairs), len(known), len(pairs), n_merged, table, tuple(left),
        (*problems, *_of_people(found, said, lines)),
    )  # fmt: skip


def _standing_table(ledger: Ledger, found: Imported, held: Mapping[str, Document]) -> tuple[str, list[Document]]:
    """The name under which a table's rows are kept, and its rows in the ledger: the file's, else that of equal rows."""
    rows = list(ledger.rows_of(found.table))
    names = Counter(d.archive for d in held.values() if d.archive)
    if rows or not names:
        return found.table, rows
    table = names.most_common(1)[0][0]
    return table, list(ledger.rows_of(table))


def _version(document: Document, gone: Collection[str]) -> Document:
    """A row's document; where a later version stood in its place and it is now said again, one of its own."""
    place, n = document, 1
    while place.id in gone:
        n += 1
        place = replace(document, url=f"{document.url or document.archive}#version={n}", id="")
    return place


def _pairs(
    found: Imported, fresh: Collection[Document], earlier: Collection[Document], lines: Mapping[str, int]
) -> tuple[list[tuple[Document, Document]], list[Problem]]:
    """New rows with the earlier rows that they replace, by their ids; an id that several rows share replaces none."""
    ours: dict[str, list[Document]] = {}
    theirs: dict[str, list[Document]] = {}
    for named, documents in ((ours, fresh), (theirs, earlier)):
        for document in documents:
            if document.given_id is not None:
                named.setdefault(document.given_id, []).append(document)
    pairs: list[tuple[Document, Document]] = []
    problems: list[Problem] = []
    for id, new in ours.items():
        old = theirs.get(id, [])
        if len(new) == len(old) == 1:
            pairs.append((new[0], old[0]))
        elif old:
            told = f"the id {id!r} is that of several rows, so that none is replaced: the earlier ones still count"
            problems += [Problem(found.table, lines[d.id], None, d.text, told, "warning") for d in new]
    return pairs, problems


def _moved(found: Imported, places: Mapping[str, Document]) -> dict[str, tuple[Statement, ...]]:
    """The statements of each row, by the document that the row has in the ledger."""
    runs = {run.document: replace(run, document=places[run.document].id, id="").id for run in found.extractions}
    told: dict[str, list[Statement]] = {place.id: [] for place in places.values()}
    for said in found.statements:
        place = places[said.document].id
        run = said.extraction and runs[said.document]
        told[place].append(replace(said, document=place, report=report_of(place), extraction=run, id=""))
    return {place: tuple(statements) for place, statements in told.items()}


def _refuse_another(ledger: Ledger, found: Imported, versions: Collection[Version]) -> None:
    """Raises BadInput if most rows that would replace another tell of another day: two tables may have one name."""
    days = {r.document: _day(r.value("when")) for r in reports_of(ledger, [version.old for version in versions])}
    others = 0
    for version in versions:
        now = next((_day(s.value) for s in version.statements if s.field == "when"), None)
        before = days.get(version.old)
        others += now is not None and before is not None and now != before
    if others > 1 and 2 * others > len(versions):
        raise BadInput(
            f"{found.table}: none of its rows is as it was, and {others} with the id of a row of an earlier "
            f"{found.table} tell of another day, so that it seems another table; if it is, give its file another "
            "name; if it is that table rewritten, say --rewritten"
        )


def _day(when: Json) -> str | None:
    return str(when["start"]) if when else None


def _n_merged(ledger: Ledger, versions: Collection[Version]) -> int:
    """How many of the earlier rows a matcher holds to be the same as another report."""
    reports = {version.old_report for version in versions}
    decided = resolve.decisions(ledger.relations(list(reports))).values() if reports else ()
    merged = [said for said in decided if said.verdict == "SAME" and not said.by_person]
    return len({id for said in merged for id in said.pair if id in reports})


def _of_people(found: Imported, said: Kept, lines: Mapping[str, int]) -> list[Problem]:
    """What a person should know of corrections that stand over a mended cell, and of reviews of what it said before."""
    told = []
    for document, correction in said.over:
        by = correction.by.removeprefix(PERSON)
        stands = f"its {correction.field} stays as {by} corrected it; the row now says otherwise than then"
        told.append(Problem(found.table, lines[document], None, str(correction.value), stands, "note"))
    for document, review in said.left:
        by = review.by.removeprefix(PERSON)
        stays = f"what {by} said of its {review.field} ({review.verdict}) was said of another value, and holds no more"
        told.append(Problem(found.table, lines[document], None, str(review.value), stays, "note"))
    return told
