"""What the records say: incidents, frames, counts, as of any record."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sijill import resolve
from sijill.lang.offices import official
from sijill.model.tables import Table
from sijill.model.text import Document
from sijill.model.values import Json
from sijill.model.views import Check, Incident, Report
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.pipeline.reading import Reading
    from sijill.stats import Comparison
    from sijill.store import Frame, FrameKey, Ledger


FOLD = "5"
"""Raise it whenever folding changes: frames are then made anew."""


def reports_of(
    ledger: Ledger, documents: Sequence[str], *, with_rejected: bool = False, as_of: int | None = None
) -> list[Report]:
    return resolve.reports(
        ledger.statements(documents=documents, as_of=as_of),
        ledger.extractions(documents, as_of=as_of),
        ledger.reviews(documents, as_of=as_of),
        with_rejected=with_rejected,
    )


@dataclass(frozen=True, slots=True)
class Folded:
    """Incidents with what they rest on."""

    incidents: list[Incident]
    documents: dict[str, Document]
    rows: list[dict[str, Json]]


def fold(ledger: Ledger, theatre: Theatre, *, reports: Sequence[str] | None = None, as_of: int | None = None) -> Folded:
    """Fold reports (all, or whole clusters of some) into incidents and frame rows, as of a sequence number."""
    ids = list(reports) if reports is not None else ledger.report_ids(as_of=as_of)
    if reports is not None:
        seqs = ledger.seqs(ids)
        ids = sorted((id for id in ids if id in seqs), key=seqs.__getitem__)
    names = sorted(set(ledger.documents_of(ids, as_of=as_of).values()))
    documents = {d.id: d for d in ledger.documents(names, as_of=as_of)}
    superseded = ledger.superseded(as_of=as_of)
    wanted = set(ids)
    statements = list(ledger.statements(documents=names, as_of=as_of))
    runs = list(ledger.extractions(names, as_of=as_of))
    reviews = list(ledger.reviews(names, as_of=as_of))
    here = [r for r in resolve.reports(statements, runs, reviews) if r.id in wanted and r.document not in superseded]
    origins, copied = _origins(ledger, names, as_of)
    found = resolve.incidents(
        here, ledger.relations(ids, as_of=as_of), documents={**copied, **documents}, owner_of=theatre.owner_of,
        official=official, origins=origins,
    )  # fmt: skip
    rows = resolve.frame_rows(
        found,
        documents=documents,
        side_of=theatre.side_of,
        seqs=ledger.seqs(ids),
        accepted=resolve.accepted(statements, runs, reviews),
        timezone=theatre.timezone,
    )
    return Folded(found, documents, list(rows))


def _origins(ledger: Ledger, names: Sequence[str], as_of: int | None) -> tuple[dict[str, str], dict[str, Document]]:
    """The document that each copy among these is a copy of, and the documents that are copies or have some."""
    links = [said for said in ledger.relations(names, as_of=as_of) if said.verdict in ("COPY_OF", "DISTINCT")]
    if not any(said.verdict == "COPY_OF" for said in links):
        return {}, {}
    copied = {d.id: d for d in ledger.documents({id for said in links for id in said.pair}, as_of=as_of)}
    return resolve.origins(links, list(copied.values()), superseded=ledger.superseded(as_of=as_of)), copied


def frame(where: str, theatre: Theatre, *, as_of: int | None = None) -> Frame:
    """The frame beside the ledger, fresh: only what records since the last count touch is folded again."""
    from sijill.store import Frame, FrameKey

    kept = Frame.beside(where)
    before = kept.key
    now = FrameKey(_last_seq(where), FOLD, frame_theatre(theatre))
    if before == now:
        return kept
    from sijill.store import Ledger

    with Ledger.open(where, create=False) as ledger:
        now = replace(now, seq=ledger.last_seq())
        if before is None or (before.code, before.theatre) != (now.code, now.theatre) or before.seq > now.seq:
            # Folding makes no cycles: at a million reports the collector costs a third of the time for nothing.
            gc.disable()
            try:
                kept.write((row for ids in ledger.groups() for row in fold(ledger, theatre, reports=ids).rows), now)
            finally:
                gc.enable()
        elif not _patch(ledger, kept, theatre, before, now):
            return frame(where, theatre)
    return kept


def _last_seq(where: str) -> int:
    """The ledger's last sequence number, without SQLAlchemy where a file will do: a count must start fast."""
    from sijill.store import last_seq_of

    if "://" not in where:
        return last_seq_of(where)
    from sijill.store import Ledger

    with Ledger.open(where, create=False) as ledger:
        return ledger.last_seq()


def _patch(ledger: Ledger, kept: Frame, theatre: Theatre, before: FrameKey, now: FrameKey) -> bool:
    touched, documents = ledger.touched(before.seq)
    documents |= {d.supersedes for d in ledger.documents(documents) if d.supersedes}
    ids = ledger.closure(touched | set(ledger.report_ids(documents)))
    return kept.patch(fold(ledger, theatre, reports=sorted(ids)).rows, ids, now, since=before)


def frame_theatre(theatre: Theatre) -> str:
    """How a frame names the theatre that it was folded with."""
    return f"{theatre.reference}:{theatre.hash}"


def count(
    place: str,
    *,
    theatre: Theatre,
    codebook: Codebook,
    today: date,
    as_of: int | datetime | None = None,
    draws: int = 0,
    seed: int = 1,
    **choices: Any,
) -> tuple[Table, dict[str, int]]:
    """Count incidents or people; give the table, and how many incidents the codebook leaves out, by reason.

    place: the ledger's path or URL. as_of: a sequence number or an aware moment; None is now. draws: how many times to
    draw what unsure merges and vague dates leave open; the rows then have likely_low, likely and likely_high too.
    choices: of sijill.stats.count.
    """
    from sijill import stats
    from sijill.store import Frame, FrameKey

    def counted(kept: Frame, seq: int) -> tuple[Table, dict[str, int]]:
        with kept.connect() as connection:
            orders = {"admin1": theatre.admin1_order()}
            table = stats.count(
                connection, codebook=codebook.sql(), codebook_name=codebook.name, first_weekday=theatre.first_weekday,
                today=today, as_of=seq, orders=orders, **choices,
            )  # fmt: skip
            if draws:
                table = _with_draws(place, connection, table, theatre, codebook, today, draws, seed, seq, choices)
            beside = {k: choices[k] for k in ("where", "start", "end") if k in choices}
            out = stats.left_out(
                connection, codebook=codebook.sql(), rule=codebook.sql_rule(), today=today,
                leaving_out={r.name for r in (*codebook.rules, codebook.default) if not r.counts}, **beside,
            )  # fmt: skip
        return table, codebook.left_out(out)

    if as_of is None:
        kept = frame(place, theatre)
        return counted(kept, kept.key.seq if kept.key else _last_seq(place))
    from sijill.store import Ledger

    with Ledger.open(place, create=False) as ledger:
        seq = ledger.seq_at(as_of) if isinstance(as_of, datetime) else min(as_of, ledger.last_seq())
        rows = fold(ledger, theatre, as_of=seq).rows
    with Frame.temporary() as kept:
        kept.write(rows, FrameKey(seq, FOLD, frame_theatre(theatre)))
        return counted(kept, seq)


def _with_draws(
    place: str, connection: Any, table: Table, theatre: Theatre, codebook: Codebook, today: date, draws: int, seed: int,
    seq: int, choices: dict[str, Any],
) -> Table:  # fmt: skip
    """The table with what the draws say beside what is stated."""
    from sijill import stats
    from sijill.errors import UnknownChoice
    from sijill.store import Ledger

    if choices.get("and_by"):
        raise UnknownChoice("draws are counted by one breakdown; leave out the second")
    with Ledger.open(place, create=False) as ledger:
        unsure = unsure_pairs(ledger, connection, as_of=seq)
    by = choices.get("by", "month")
    asked = {k: choices[k] for k in ("by", "where", "of", "start", "end") if k in choices}
    found = stats.drawn(
        connection, unsure, codebook=codebook.sql(), first_weekday=theatre.first_weekday, today=today,
        n_draws=draws, seed=seed, **asked,
    )  # fmt: skip
    names = ("likely_low", "likely", "likely_high")
    rows = stats.with_draws([dict(row) for row in table.rows], found, by=by)
    unit = table.units["best"]
    return replace(
        table, columns=[*table.columns, *names], rows=rows,
        total={**table.total, **dict(zip(names, found.total, strict=True))},
        method=f"{table.method.removesuffix('.')}; likely: {found.method}.",
        units={**table.units, **dict.fromkeys(names, unit)},
    )  # fmt: skip


def unsure_pairs(ledger: Ledger, connection: Any, *, as_of: int | None = None) -> list[tuple[str, str, float]]:
    """The pairs of incidents in a frame that may be one, the likeliest where several of their reports may be."""
    standing = resolve.decisions(ledger.relations(as_of=as_of)).values()
    unsure = [said for said in standing if said.verdict == "UNSURE" and not said.by_person]
    if not unsure:
        return []
    ids = {id for said in unsure for id in said.pair}
    # An incident is named by its first report; the others are found by the groups that the ledger keeps together.
    known = {str(id) for (id,) in connection.execute("SELECT incident FROM frame").fetchall()}
    heads = {id: id for id in ids & known}
    rest = ids - known
    if rest:
        groups = resolve.clusters(sorted(ledger.closure(rest, as_of=as_of)), ledger.relations(as_of=as_of))
        for group in groups:
            head = next((id for id in group if id in known), None)
            heads.update({id: head for id in group if head is not None and id in rest})
    found: dict[tuple[str, str], float] = {}
    for said in unsure:
        a, b = heads.get(said.a), heads.get(said.b)
        if a and b and a != b:
            key = (min(a, b), max(a, b))
            found[key] = max(found.get(key, 0.0), said.score or 0.0)
    return [(a, b, likely) for (a, b), likely in sorted(found.items())]


def compare(
    place: str, codebook: Codebook, against: Codebook, *, theatre: Theatre, today: date, **choices: Any
) -> Comparison:
    """Two codebooks over one ledger as it is now: both counts by label, and the incidents on which they differ.

    choices: of sijill.stats.count, but for as_of.
    """
    from sijill import stats

    first, _ = count(place, theatre=theatre, codebook=codebook, today=today, **choices)
    second, _ = count(place, theatre=theatre, codebook=against, today=today, **choices)
    by = tuple(filter(None, (choices.get("by", "month"), choices.get("and_by"))))
    listed, total = stats.beside(first, second, by=by)
    chosen = {name: choices[name] for name in ("where", "start", "end") if name in choices}
    with frame(place, theatre).connect() as connection:
        moved = stats.changed(connection, codebook, against, today=today, **chosen)
    start, end = choices.get("start"), choices.get("end")
    what = {"killed": "People killed", "wounded": "People wounded"}.get(choices.get("of", ""), "Incidents")
    days = f"; from {start or 'the first'} to {end or 'the last'}" if start or end else ""
    method = (
        f"{what} by {' and '.join(by)}; codebook {codebook.name} against {against.name}{days}; low and best add what "
        "is stated, high is open where any part is open or unstated; what has no such label stands in a row of its own."
    )
    return stats.Comparison(
        codebook.name, against.name, by, tuple(listed), total, tuple(moved), tuple(stats.by_rules(moved)), method,
        first.as_of,
    )  # fmt: skip


def rows(where: str, theatre: Theatre, *, as_of: int | datetime | None = None) -> list[dict[str, Json]]:
    """Every incident as a row of the frame, by date."""
    from sijill.store import Ledger

    with Ledger.open(where, create=False) as ledger:
        seq = ledger.seq_at(as_of) if isinstance(as_of, datetime) else as_of
        found = fold(ledger, theatre, as_of=seq).rows
    return sorted(found, key=lambda row: (str(row["start"] or "9999"), row["seq"] or 0))


def against_ledger(reading: Reading, where: str, theatre: Theatre, *, today: date) -> list[Check]:
    """Compare what a post lists by month with what the ledger counts; a difference is a warning, not an error."""
    from sijill.codebook import load as load_codebook

    rules = load_codebook("attacks")
    documents = {reading.document.id: reading.document}
    listed = [r for r in reading.reports if r.family == "incident" and r.value("role") == "listed"]
    found = resolve.incidents(listed, [], documents=documents)
    mine = [
        r for r in resolve.frame_rows(found, documents=documents, side_of=theatre.side_of) if rules.verdict(r).counts
    ]
    months: dict[str, int] = {}
    for row in mine:
        if row["start"]:
            months[str(row["start"])[:7]] = months.get(str(row["start"])[:7], 0) + (row["count_best"] or 1)
    table, _ = count(where, theatre=theatre, codebook=rules, today=today, by="month")
    held = {str(row["month"])[:7]: row["best"] for row in table.rows if row["month"]}
    return [
        Check(
            "total_vs_listed",
            "warning",
            n,
            held.get(month, 0),
            f"The post lists {n} attacks in {month}, the ledger counts {held.get(month, 0)}.",
        )
        for month, n in sorted(months.items())
        if held.get(month, 0) != n
    ]
