"""Reports joined to incidents, each field resolved by its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC

from sijill.model import vocabulary
from sijill.model.records import Relation, Statement
from sijill.model.text import Document
from sijill.model.views import Incident, Report, Resolved
from sijill.resolve.clusters import clusters, decisions
from sijill.resolve.rules import BY_PERSON, RULES, Said, latest_toll

__all__ = ["RULES", "incidents"]

Owner = Callable[[str | None], str | None]


def incidents(
    reports: Sequence[Report],
    relations: Iterable[Relation],
    *,
    documents: Mapping[str, Document],
    owner_of: Owner | None = None,
    official: Callable[[str], bool] | None = None,
    origins: Mapping[str, str] | None = None,
) -> list[Incident]:
    """Join the reports that tell of the same incident and resolve each field by RULES.

    reports: in sequence order, whole clusters and wholes with their parts at a time; other families are passed over.
    owner_of: an outlet's owner; two outlets of one owner are one voice. official: whether a toll's `says` is an
    official source. origins: the document that each copy is a copy of; copies of one text are one voice. A person's
    word on a field outranks all others. An incident's id is that of its first report. Two lines of one list are joined
    only by a person.
    """
    relations = list(relations)
    told = {report.id: report for report in reports if report.family == "incident"}
    lines = {id: report.document for id, report in told.items() if report.value("role") == "listed"}
    groups = clusters(list(told), relations, apart=lines)
    group_of = {id: group[0] for group in groups for id in group}
    parts = _parts(relations, group_of)
    weigh = _Weigher(documents, owner_of, official, origins or {})
    return [
        Incident(group[0], members, _resolved(members, weigh), tuple(parts.get(group[0], ())))
        for group in groups
        for members in [tuple(told[id] for id in group)]
    ]


class _Weigher:
    """What the weight of a report's statements rests on."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        owner_of: Owner | None,
        official: Callable[[str], bool] | None,
        origins: Mapping[str, str],
    ) -> None:
        self._origins = origins
        self._documents = documents
        self._owner_of = owner_of
        self._official = official
        self._sources: dict[str, tuple[str, str | None]] = {}

    def _source(self, id: str) -> tuple[str, str | None]:
        """(voice, date) of a document. One without an outlet is a voice of its own."""
        known = self._sources.get(id)
        if known is None:
            known = self._sources[id] = self._weighed(id)
        return known

    def _weighed(self, id: str) -> tuple[str, str | None]:
        document = self._documents.get(id)
        if document is None:
            return id, None
        first = self._origins.get(id, id)
        origin = self._documents.get(first)
        outlet = origin.outlet if origin else None
        owner = self._owner_of(outlet) if self._owner_of and outlet else None
        date = document.published.astimezone(UTC).isoformat() if document.published else None
        return owner or outlet or first, date

    def said(self, report: Report, field: str) -> list[Said]:
        """What a report says of a field: all elements of a list field, else the statement that stands."""
        statements = report.fields.get(field, ())
        if not statements:
            return []
        by_person = any(s.by_person for s in statements)
        told = statements if vocabulary.INCIDENT_FIELDS[field] else statements[:1]
        voice, date = self._source(report.document)
        return [Said(s, report.id, voice, date, self._is_official(s), by_person) for s in told if s.value is not None]

    def _is_official(self, statement: Statement) -> bool:
        return bool(self._official and statement.says and self._official(statement.says))


def _resolved(members: Sequence[Report], weigh: _Weigher) -> dict[str, Resolved]:
    """Each field that any of the reports speaks of."""
    resolved: dict[str, Resolved] = {}
    for field, rule in RULES.items():
        statements = tuple(s for report in members for s in report.fields.get(field, ()))
        if not statements:
            continue
        said = [one for report in members for one in weigh.said(report, field)]
        if len(said) == 1 and not said[0].by_person and field != "victims":
            # Most incidents have one report; every rule leaves a single value as it is.
            (one,) = said
            only = [one.value] if vocabulary.INCIDENT_FIELDS[field] else one.value
            resolved[field] = Resolved(only, rule.text, statements)
            continue
        persons = [one for one in said if one.by_person]
        if persons:
            said = persons
        elif field == "victims":
            said = _victims(members, said, weigh)
        text = BY_PERSON + rule.text if persons else rule.text
        empty: list[str] | None = [] if vocabulary.INCIDENT_FIELDS[field] else None
        resolved[field] = Resolved(rule.choose(said) if said else empty, text, statements)
    return resolved


def _victims(members: Sequence[Report], said: Sequence[Said], weigh: _Weigher) -> list[Said]:
    """The victims told by the report whose toll stands; else by the latest report that gives the same toll."""
    for field in ("killed", "wounded"):
        tolls = [one for report in members for one in weigh.said(report, field)]
        tolls = [one for one in tolls if one.by_person] or tolls
        if not tolls:
            continue
        winner = latest_toll(tolls)
        same = [one for one in tolls if one.value == winner.value and any(v.report == one.report for v in said)]
        chosen = winner if any(v.report == winner.report for v in said) else (latest_toll(same) if same else None)
        return [v for v in said if chosen is not None and v.report == chosen.report]
    if not said:
        return []
    latest = max(said, key=lambda one: (one.by_person, one.date or "", one.first))
    return [v for v in said if v.report == latest.report]


def _parts(relations: Iterable[Relation], group_of: Mapping[str, str]) -> dict[str, list[str]]:
    """Wholes to their parts, by incident id, without circles; in the order of the incidents."""
    place = {id: n for n, id in enumerate(dict.fromkeys(group_of.values()))}
    wholes: dict[str, set[str]] = {}
    found: dict[str, list[str]] = {}
    pairs = {
        (group_of[said.a], group_of[said.b])
        for said in decisions(relations).values()
        if said.verdict == "PART_OF" and said.a in group_of and said.b in group_of
    }
    for part, whole in sorted(pairs, key=lambda pair: (place[pair[1]], place[pair[0]])):
        if part == whole or part in _above(whole, wholes):
            continue
        wholes.setdefault(part, set()).add(whole)
        found.setdefault(whole, []).append(part)
    return found


def _above(id: str, wholes: Mapping[str, set[str]]) -> set[str]:
    """All incidents that this one is a part of, however far up."""
    above: set[str] = set()
    edge = [id]
    while edge:
        edge = [up for one in edge for up in wholes.get(one, ()) if up not in above]
        above.update(edge)
    return above
