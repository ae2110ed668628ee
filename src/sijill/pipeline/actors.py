"""The register of a ledger: the theatre's actors and what persons have added, merged and split; names it lacks.

An actor that a person adds is a family of statements about a document of its own; a merge is a Relation SAME between
two actors' reports, and a split a DISTINCT that supersedes it. So all of it is sourced, dated and can be taken back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sijill import resolve
from sijill.errors import BadInput, UnknownChoice, UnknownName
from sijill.lang import pack as languages
from sijill.lang import politics
from sijill.lang.fold import fold
from sijill.model import vocabulary
from sijill.model.records import PERSON, Derived, Record, Relation, Statement, content_id
from sijill.model.text import Document
from sijill.model.values import Actor, Json
from sijill.model.views import Report
from sijill.resolve.politics import quote
from sijill.theatre import Theatre
from sijill.theatre.register import Entry, Like, Meant, Register

if TYPE_CHECKING:
    from sijill.store import Added, Ledger

ENTRY = "actor:"
"""What the given id of the document begins with by which a person adds to the register."""
_ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Known:
    """An actor as the ledger's register has it. merged: ids that a person has said are the same; origin: its source."""

    id: str
    name: str
    type: str
    level: str
    campaign: str | None
    names: Mapping[str, tuple[str, ...]]
    origin: str
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands. context: the sentence; field: which side or role it had."""

    document: str
    field: str
    context: str
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name in texts that the register lacks, with where it stands and whom it is like; a person decides."""

    name: str
    language: str
    type: str | None
    mentions: tuple[Mention, ...]
    like: tuple[Like, ...]


@dataclass
class Actors:
    """A ledger's register. known: by id, merged ones under the id that stays."""

    known: dict[str, Known]
    theatre: Theatre
    stays: dict[str, str] = field(default_factory=dict)
    """Merged id to the id that stays."""

    def __post_init__(self) -> None:
        self._register = Register([Entry(k.id, k.type, k.names) for k in self.known.values()], self.theatre.offices)
        self._by_name: dict[tuple[str, str], set[str]] = {}
        for one in self.known.values():
            for code, names in one.names.items():
                for name in names:
                    self._by_name.setdefault((code, fold(name, code)), set()).add(one.id)

    def settle(self, actor: Actor) -> Actor:
        """An actor as the register has it now: a merged id made one, a name added since the reading found."""
        id = actor.actor_id
        if id is None:
            code = code_of(actor.name)
            found = self._by_name.get((code, fold(actor.name, code)), set())
            id = next(iter(found)) if len(found) == 1 else None
        if id is None:
            return actor
        id = self.stays.get(id, id)
        one = self.known.get(id)
        return replace(actor, actor_id=id, type=one.type if one else actor.type)

    def find(self, name: str) -> Known:
        """The actor of an id or a name in any language. Raises UnknownName, which says whom it is like."""
        id = self.stays.get(name, name)
        if id in self.known:
            return self.known[id]
        code = code_of(name)
        found = self._by_name.get((code, fold(name, code)), set())
        if len(found) == 1:
            return self.known[next(iter(found))]
        meant: Meant | None = self._register.meant(name, code)
        if meant is not None:
            return self.known[meant.id]
        near = ", ".join(f"{like.id} ({like.why})" for like in self.like(name))
        told = f"it is like {near}" if near else "nor any with a name like it; `sijill actors` lists them all"
        raise UnknownName(f"no actor {name!r} in the register{'; ' if near else ', '}{told}")

    def like(self, name: str) -> list[Like]:
        return self._register.like(name, code_of(name))


def code_of(name: str) -> str:
    """The code under which a register has names in a name's script."""
    return "ar" if _ARABIC.search(name) else "en"


def entry_report(id: str) -> str:
    """The report that an actor's statements and merges are about, by the actor's id."""
    return content_id("actor", [id])


def actors(ledger: Ledger | None, theatre: Theatre, *, as_of: int | None = None) -> Actors:
    """The register as it stands, or stood: the theatre's alone without a ledger."""
    known = {
        row.id: Known(row.id, row.name, row.type, row.level, row.campaign, row.names, row.source)
        for row in theatre.actors.values()
    }
    if ledger is None:
        return Actors(known, theatre)
    added = [d for d in ledger.documents(as_of=as_of) if (d.given_id or "").startswith(ENTRY)]
    if added:
        ids = [document.id for document in added]
        reports = {r.document: r for r in _reports(ledger, ids, as_of)}
        for document in added:
            report = reports.get(document.id)
            if report is not None and report.family == "actor":
                _put(known, (document.given_id or "")[len(ENTRY) :].partition("#")[0], report, document)
    stays = _merges(ledger, known, as_of)
    for gone, stay in stays.items():
        one, other = known[stay], known.pop(gone)
        names = {
            code: tuple(dict.fromkeys((*one.names.get(code, ()), *other.names.get(code, ()))))
            for code in {*one.names, *other.names}
        }
        known[stay] = replace(one, names=names, merged=(*one.merged, gone))
    return Actors(known, theatre, stays)


def _reports(ledger: Ledger, documents: Sequence[str], as_of: int | None) -> list[Report]:
    return resolve.reports(
        ledger.statements(documents=documents, as_of=as_of), ledger.extractions(documents, as_of=as_of),
        ledger.reviews(documents, as_of=as_of),
    )  # fmt: skip


def _put(known: dict[str, Known], id: str, report: Report, document: Document) -> None:
    names: dict[str, tuple[str, ...]] = {}
    for told in report.values("names"):
        names[told["language"]] = (*names.get(told["language"], ()), told["name"])
    before = known.get(id)
    if before is not None:
        merged = {
            c: tuple(dict.fromkeys((*before.names.get(c, ()), *names.get(c, ())))) for c in {*before.names, *names}
        }
        known[id] = replace(before, names=merged)
        return
    origin = document.url or document.author or ""
    known[id] = Known(
        id, report.value("name"), report.value("type") or "label", report.value("level") or "group",
        report.value("campaign"), names, origin,
    )  # fmt: skip


def _merges(ledger: Ledger, known: Mapping[str, Known], as_of: int | None) -> dict[str, str]:
    """Merged ids to those that stay, the earlier in the register."""
    by_report = {entry_report(id): id for id in known}
    standing = resolve.decisions(r for r in ledger.relations(as_of=as_of) if r.pair <= by_report.keys())
    place = {id: n for n, id in enumerate(known)}
    above: dict[str, str] = {}

    def top(id: str) -> str:
        while id in above:
            id = above[id]
        return id

    for said in standing.values():
        if said.verdict == "SAME" and said.by_person:
            one, other = sorted((top(by_report[said.a]), top(by_report[said.b])), key=place.__getitem__)
            if one != other:
                above[other] = one
    return {id: top(id) for id in known if id in above}


# -- what a person says of the register -----------------------------------------------------------------------------


def add_actor(
    ledger: Ledger, theatre: Theatre, name: str, *, type: str, author: str, now: datetime, level: str | None = None,
    names: Sequence[str] = (), campaign: str | None = None, source: str = "", id: str | None = None,
) -> str:  # fmt: skip
    """Add an actor to a ledger's register; give its id. names: what else it is called, in any script.

    Raises UnknownChoice for a type, level or campaign outside its list, BadInput if the name or id is taken.
    """
    register = actors(ledger, theatre)
    if type not in vocabulary.ACTOR_TYPES:
        raise UnknownChoice.of("actor type", type, vocabulary.ACTOR_TYPES)
    if level is not None and level not in vocabulary.LEVELS:
        raise UnknownChoice.of("level", level, vocabulary.LEVELS)
    if campaign is not None and campaign not in theatre.campaigns:
        raise UnknownChoice.of("campaign", campaign, theatre.campaigns)
    for each in (name, *names):
        if (taken := register.settle(Actor(each)).actor_id) is not None:
            raise BadInput(f"{each!r} is {taken} in the register; add a name to it with `sijill actors alias {taken}`")
    own = id or _id_of(name)
    if own in register.known or own in register.stays:
        raise BadInput(f"the register has an actor {own!r}; give another --id")
    level = level or {"person": "individual", "label": "label"}.get(type, "group")
    said: list[tuple[str, Json]] = [("name", name), ("type", type), ("level", level)]
    said += [("campaign", campaign)] if campaign else []
    said += [("names", {"name": each, "language": code_of(each)}) for each in dict.fromkeys((name, *names))]
    _say(ledger, own, said, text="\n".join((name, *names)), source=source, author=author, now=now)
    return own


def add_names(
    ledger: Ledger, theatre: Theatre, actor: str, names: Sequence[str], *, source: str = "", author: str, now: datetime
) -> str:
    """Say what else an actor is called; give its id. Raises BadInput if a name is another's."""
    register = actors(ledger, theatre)
    one = register.find(actor)
    for each in names:
        taken = register.settle(Actor(each)).actor_id
        if taken not in (None, one.id):
            raise BadInput(f"{each!r} is {taken}; merge the two, or split them, before you give it to {one.id}")
    said: list[tuple[str, Json]] = [("names", {"name": each, "language": code_of(each)}) for each in names]
    _say(ledger, one.id, said, text="\n".join(names), source=source, author=author, now=now)
    return one.id


def _say(
    ledger: Ledger, id: str, said: Sequence[tuple[str, Json]], *, text: str, source: str, author: str, now: datetime
) -> None:
    url = source if source.startswith(("http://", "https://")) else None
    key = content_id("entry", [id, text, source])
    document = Document(
        text, "ar" if code_of(text) == "ar" else "en", None, None, f"register: {id}", author, captured=now,
        given_id=f"{ENTRY}{id}#{key[:8]}", via=source or None, id=key,
    )  # fmt: skip
    report = content_id("actor", [id, key]) if any(name == "names" for name, _ in said[:1]) else entry_report(id)
    order: dict[str, int] = {}
    records: list[Record] = [document]
    for name, value in said:
        place = order[name] = order.get(name, -1) + 1
        written = value["name"] if isinstance(value, dict) else value
        at = text.find(written) if name in {"name", "names"} else -1
        spans = (document.span(at, at + len(written)),) if at >= 0 else ()
        records.append(
            Statement(
                document.id, report, "actor", name, value, f"{PERSON}{author}", spans,
                (Derived("person", source or url or "added to the register"),), order=place,
            )
        )  # fmt: skip
    ledger.add(records, author=author, now=now)


def relate_actors(
    ledger: Ledger,
    theatre: Theatre,
    first: str,
    other: str,
    verdict: str,
    *,
    author: str,
    now: datetime,
    note: str = "",
) -> Added:
    """Say that two actors are the SAME (merge) or DISTINCT (split, which takes a merge back)."""
    register = actors(ledger, theatre)
    ids = [register.find(name).id if verdict == "SAME" else _own_id(register, name) for name in (first, other)]
    if ids[0] == ids[1]:
        raise UnknownName(f"{first!r} and {other!r} are one actor already, {ids[0]}; name two that differ")
    a, b = map(entry_report, ids)
    standing = resolve.decisions(ledger.relations([a, b])).get(frozenset((a, b)))
    supersedes = standing.id if standing is not None and standing.by_person else None
    said = Relation(a, b, verdict, f"{PERSON}{author}", reasons=(note,) if note else (), supersedes=supersedes)
    return ledger.add([said], author=author, now=now)


def _own_id(register: Actors, name: str) -> str:
    """The id itself, also of one that is merged into another."""
    return name if name in register.stays or name in register.known else register.find(name).id


def _id_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower())
    made = re.sub(r"[^a-z0-9]+", "_", "".join(c for c in plain if not unicodedata.combining(c))).strip("_")
    return made or f"actor_{content_id('name', name)[:8]}"


# -- names that the register lacks ------------------------------------------------------------------------------------


def proposals(
    reports: Iterable[Report],
    documents: Mapping[str, Document],
    register: Actors,
    *,
    least: int = 1,
    theatre: Theatre | None = None,
) -> list[Proposal]:
    """Names in texts that the register lacks, the most frequent first, each with its contexts and whom it is like.

    A name made of common nouns alone ("the protesters") is no proposal where a script has capitals to tell by.
    least: how many mentions a name needs. theatre: names of its places are none, whatever is done to them.
    """
    told: dict[tuple[str, str], list[tuple[str, str | None, Mention]]] = {}
    for report in reports:
        document = documents.get(report.document)
        for name, kind, where in _unknown(report):
            code = code_of(name)
            context = quote(report, document) or name
            if register.settle(Actor(name)).actor_id is not None or not _is_proper(name, code, context):
                continue
            if (
                theatre is not None
                and kind is None
                and any(row.id in theatre.places for row in theatre.candidates(name, code))
            ):
                continue
            mention = Mention(report.document, where, context, document.outlet if document else None)
            told.setdefault((code, fold(name, code)), []).append((name, kind, mention))
    found = []
    for (code, _), mentions in told.items():
        if len(mentions) >= least:
            name = mentions[0][0]
            kind = next((k for _, k, _ in mentions if k), None)
            found.append(Proposal(name, code, kind, tuple(m for _, _, m in mentions), tuple(register.like(name))))
    return sorted(found, key=lambda p: (-len(p.mentions), p.language, p.name))


_SIDES = ("initiators", "recipients", "subject", "object", "perpetrators")


def _unknown(report: Report) -> Iterator[tuple[str, str | None, str]]:
    for side in _SIDES:
        for told in report.values(side) if side in report.fields else ():
            if isinstance(told, dict) and told.get("actor_id") is None and told.get("name"):
                yield str(told["name"]), told.get("type"), side


def _is_proper(name: str, code: str, context: str) -> bool:
    """Whether a name is more than common nouns, as far as its script and the language's words tell."""
    words = name.split()
    told = politics.load(code)
    common = {*told.words["nouns"], *told.words["titles"], *told.words["members"]} if told else set()
    article = languages.load(code).grammar.article
    if all(word.casefold().removeprefix(article) in common or word in common for word in words):
        return False
    if code == "ar":
        return True
    # The first word of a sentence has a capital whatever it is.
    return any(c.isupper() for word in (words if not context.startswith(name) else words[1:]) for c in word)


__all__ = [
    "ENTRY", "Actors", "Known", "Mention", "Proposal", "actors", "add_actor", "add_names", "code_of", "entry_report",
    "proposals", "relate_actors",
]  # fmt: skip
