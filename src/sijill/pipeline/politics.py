"""What a ledger holds of who told whom: interactions, ties, the line of time, networks, facades."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sijill import resolve
from sijill.errors import BadInput
from sijill.model.records import content_id
from sijill.model.text import Document
from sijill.model.values import Actor
from sijill.model.views import Interaction, Moment, Report, Tie
from sijill.pipeline.actors import Actors, actors
from sijill.pipeline.views import fold
from sijill.resolve import chronology, facades, politics
from sijill.theatre import Theatre
from sijill.theatre.register import day_of

if TYPE_CHECKING:
    from sijill.model.network import Network
    from sijill.store import Ledger


@dataclass(frozen=True, slots=True)
class Politics:
    """A ledger's reports that are no superseded version's, with its register."""

    reports: list[Report]
    documents: dict[str, Document]
    register: Actors

    def interactions(self) -> list[Interaction]:
        return list(politics.interactions(self.reports, self.documents, settle=self.register.settle))

    def ties(self) -> list[Tie]:
        """Ties of the texts and of the register, the texts' first."""
        told = list(politics.ties(self.reports, self.documents, settle=self.register.settle))
        return [*told, *register_ties(self.register)]

    def actor_by_id(self) -> dict[str, Actor]:
        return {id: Actor(one.name, id, one.type) for id, one in self.register.known.items()}


def politics_of(ledger: Ledger, theatre: Theatre, *, as_of: int | datetime | None = None) -> Politics:
    """What the ledger holds, or held: copies and superseded versions of a text are left out."""
    seq = ledger.seq_at(as_of) if isinstance(as_of, datetime) else as_of
    gone = ledger.superseded(as_of=seq)
    documents = {d.id: d for d in ledger.documents(as_of=seq) if d.id not in gone}
    names = list(documents)
    reports = resolve.reports(
        ledger.statements(documents=names, as_of=seq), ledger.extractions(names, as_of=seq),
        ledger.reviews(names, as_of=seq),
    )  # fmt: skip
    return Politics(reports, documents, actors(ledger, theatre, as_of=seq))


def register_ties(register: Actors) -> list[Tie]:
    """The ties of the theatre's register, with their sources, under the ids that stand now."""
    found = []
    for row in register.theatre.ties:
        subject, object = (_listed(register, row[side]) for side in ("subject", "object"))
        found.append(
            Tie(
                content_id("register tie", dict(row)), row["type"], subject, object, day_of(row["start"]),
                day_of(row["end"], end=True), row["hedged"] == "true", source=row["source"],
            )
        )  # fmt: skip
    return found


def _listed(register: Actors, id: str) -> Actor:
    actor = register.settle(Actor(id, id))
    one = register.known.get(actor.actor_id or "")
    return replace(actor, name=one.name) if one else actor


def moments(
    ledger: Ledger, theatre: Theatre, *, start: date | None = None, end: date | None = None, language: str = "en",
    as_of: int | None = None, watch: bool = True,
) -> list[Moment]:  # fmt: skip
    """Incidents, interactions and, between two days, the days to watch: all moments of a ledger, unordered.

    Without an end, days to watch are computed a year on from the start or from the last moment.
    """
    held = politics_of(ledger, theatre, as_of=as_of)
    known = held.actor_by_id()
    stays = held.register.stays
    rows = fold(ledger, theatre, as_of=as_of).rows
    rows = [{**row, "perpetrators": [stays.get(p, p) for p in row["perpetrators"] or ()]} for row in rows]
    found = [*chronology.of_rows(rows, actor=known), *chronology.of_interactions(held.interactions())]
    if watch:
        days = [m.when.start for m in found]
        first = start or min(days, default=None)
        last = end or (max((start, *days)) if start else max(days, default=None))
        if first is not None and last is not None:
            if end is None:
                last = last.replace(year=last.year + 1, day=min(last.day, 28))
            watched = theatre.watch_dates
            found += chronology.of_watch_dates(watched, first, last, actor=known, language=language)
    return found


def network_at(
    ledger: Ledger | None, theatre: Theatre, at: date, *, types: Sequence[str] = (), actor: str | None = None,
    as_of: int | None = None,
) -> Network:  # fmt: skip
    """The network of ties that stand on a day: the register's, and those that texts published by then tell.

    types: only ties of these types. actor: only those of one actor and of whom it is tied to.
    """
    from sijill.stats.network import network

    if ledger is None:
        register = actors(None, theatre)
        ties = register_ties(register)
    else:
        held = politics_of(ledger, theatre, as_of=as_of)
        register, ties = held.register, held.ties()
    standing = [t for t in ties if t.holds(at) and (t.told is None or t.told <= at) and (not types or t.type in types)]
    if actor is not None:
        id = register.find(actor).id
        near = {id} | {s.actor_id for t in standing for s in (t.subject, t.object) if _touches(t, id)}
        standing = [t for t in standing if t.subject.actor_id in near and t.object.actor_id in near]
    return network(standing, at=at, listed=register.known.get)


def _touches(tie: Tie, id: str) -> bool:
    return id in (tie.subject.actor_id, tie.object.actor_id)


def pieces(held: Politics, extra: Iterable[facades.Piece] = ()) -> list[facades.Piece]:
    """The evidence for facades: the register's and the texts' front_of ties, denials in texts, and what is given.

    A text's tie counts from its publication. A denial by the parent or the facade, in a text that names the other,
    weighs against each pair of the two.
    """
    found = []
    for tie in held.ties():
        if tie.type == "front_of" and tie.subject.actor_id and tie.object.actor_id:
            kind = ("told" if tie.document else "register") + ("_hedged" if tie.hedged else "")
            voice = held.register.theatre.owner_of(_outlet(held, tie)) or tie.source
            found.append(
                facades.Piece(
                    tie.subject.actor_id, tie.object.actor_id, kind, tie.start or tie.told, str(voice), tie.quote,
                    tie.source,
                )
            )  # fmt: skip
    pairs = {(p.facade, p.parent) for p in (*found, *extra)}
    for one in held.interactions():
        if one.mode != "deny":
            continue
        sides = {a.actor_id for a in one.initiators}
        about = {a.actor_id for a in one.recipients} | _named_in(held, one)
        for facade, parent in sorted(pairs):
            if (parent in sides and facade in about) or (facade in sides and parent in about):
                voice = f"{sorted(filter(None, sides))}"
                found.append(facades.Piece(facade, parent, "denial", one.published, voice, one.quote, one.document))
    return [*found, *extra]


def _outlet(held: Politics, tie: Tie) -> str | None:
    document = held.documents.get(tie.document or "")
    return document.outlet if document else None


def _named_in(held: Politics, one: Interaction) -> set[str | None]:
    """The actors that the denial's own sentence names."""
    theatre = held.register.theatre
    quote = one.quote.casefold()
    return {id for code in ("en", "ar") for name, id in theatre.actor_names[code].items() if name.casefold() in quote}


def facade_weights(theatre: Theatre, given: Path | None = None) -> dict[str, float]:
    """The weights of evidence: a user's table, else the theatre's, else the library's."""
    from importlib import resources

    own = theatre.folder / "facade_weights.csv"
    default = Path(str(resources.files("sijill.theatre").joinpath("facade_weights.csv")))
    return facades.load_weights(given or (own if own.is_file() else default))


_COLUMNS = ("facade", "parent", "kind", "date", "voice", "quote", "source")


def evidence_file(path: Path, register: Actors) -> list[facades.Piece]:
    """Pieces of evidence from a CSV; facade and parent by id or name.

    Raises UnknownName for an actor, BadInput if a column, a date or the words of a piece are missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{path}: no CSV in UTF-8 ({error}); the columns are {','.join(_COLUMNS)}") from error
    found = []
    for number, row in enumerate(rows, start=2):
        if missing := [name for name in ("facade", "parent", "kind", "quote", "source") if not row.get(name)]:
            raise BadInput(f"{path}, line {number}: no {missing[0]}; every piece is quoted and sourced")
        try:
            day = date.fromisoformat(row["date"]) if row.get("date") else None
        except ValueError:
            raise BadInput(f"{path}, line {number}: {row['date']!r} is no day; write it as YYYY-MM-DD") from None
        voice = row.get("voice") or row["source"]
        facade, parent = (register.find(row[name]).id for name in ("facade", "parent"))
        found.append(facades.Piece(facade, parent, row["kind"], day, voice, row["quote"], row["source"]))
    return found


def claimants(ledger: Ledger, theatre: Theatre, *, start: date | None = None, end: date | None = None) -> list[str]:
    """Who claims each incident that somebody claims: the first perpetrator whose basis is a claim."""
    stays = actors(ledger, theatre).stays
    found: list[str] = []
    for row in fold(ledger, theatre).rows:
        if row["perpetrator"] is None or row["perpetrator_basis"] != "claimed":
            continue
        day = date.fromisoformat(str(row["start"])[:10]) if row["start"] else None
        if (start and (day is None or day < start)) or (end and (day is None or day > end)):
            continue
        name = str(row["perpetrator"])
        found.append(stays.get(name, name))
    return found


__all__ = [
    "Politics", "claimants", "evidence_file", "facade_weights", "moments", "network_at", "pieces", "politics_of",
    "register_ties",
]  # fmt: skip
