"""Incidents to the rows that counts read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo

from sijill.model.frame import folded_words
from sijill.model.text import Document, Span
from sijill.model.values import Json, Range
from sijill.model.views import Incident

ONE = Range.exactly(1)
TOLLS = ("killed", "wounded")
_CLAUSE = 160
"""How many characters of a clause are looked at on either side of a target."""
# A full stop after one letter belongs to an acronym: "U.S. forces".
_PARTS = re.compile(r"[,;:!?،؛؟()|\n–—]|(?<!\b\w)\.(?=\s|$)|\s-+\s")


def frame_rows(
    incidents: Sequence[Incident],
    *,
    documents: Mapping[str, Document],
    side_of: Callable[[str | None], str],
    seqs: Mapping[str, int] | None = None,
    accepted: Collection[str] = (),
    timezone: tzinfo | None = None,
) -> Iterator[dict[str, Json]]:
    """One row an incident, with the columns of `model/frame.py`.

    incidents: wholes with all their parts. side_of: state, non_state or unknown, for an actor's id. seqs: each report's
    first record, as `Ledger.seqs` gives them. accepted: reports that a person accepted something of. timezone: the
    theatre's, whose days publications are told in; None takes each document's own. Sums over rows are the larger of
    a whole and its parts: a whole's count is what its parts leave over, and `part_of` names the whole whose toll
    already covers a part's; `whole` is the id of one that is so named. Where the parts' tolls are more than the
    whole's, the parts keep theirs and the whole's is what is left over.
    """
    left = _Left(incidents)
    for incident in incidents:
        yield {
            "incident": incident.id,
            "seq": (seqs or {}).get(incident.id),
            **_when_and_where(incident),
            "published": _published(incident, documents, timezone),
            **_what(incident, side_of),
            **_range("count", left.count(incident.id)),
            **_range("killed", left.toll(incident, "killed")),
            **_range("wounded", left.toll(incident, "wounded")),
            "victims": [_victims(told) for told in incident.value("victims")],
            "part_of": left.covered_by.get(incident.id),
            "whole": incident.id if incident.id in left.covering else None,
            "n_reports": len(incident.reports),
            "outlets": sorted({d.outlet for d in map(documents.get, incident.documents) if d and d.outlet}),
            "reviewed": _reviewed(incident, accepted),
            "confidence": _confidence(incident),
            "target_words": _target_words(incident, documents),
        }


def _when_and_where(incident: Incident) -> dict[str, Json]:
    when, place = incident.value("when") or {}, incident.value("place") or {}
    return {
        "start": when.get("start"),
        "finish": when.get("end"),
        "date_precision": when.get("precision"),
        "country": place.get("country"),
        "admin1": place.get("admin1"),
        "admin2": place.get("admin2"),
        "place": place.get("name"),
        "place_precision": place.get("precision"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "gazetteer_id": place.get("gazetteer_id"),
    }


def _published(incident: Incident, documents: Mapping[str, Document], timezone: tzinfo | None) -> str | None:
    """The first day on which a document told it: what is told lies no later. A day before its own days says nothing."""
    start = (incident.value("when") or {}).get("start") or ""
    told = [d.published.astimezone(timezone) if timezone else d.published
            for d in map(documents.get, incident.documents) if d and d.published]  # fmt: skip
    return min((day for at in told if (day := at.date().isoformat()) >= start), default=None)


def _what(incident: Incident, side_of: Callable[[str | None], str]) -> dict[str, Json]:
    weapons = [told["type"] for told in incident.value("weapons")]
    targets = [told["type"] for told in incident.value("targets")]
    actors = incident.value("perpetrators")
    names = list(dict.fromkeys(told.get("actor_id") or told["name"] for told in actors))
    first = actors[0] if actors else {}
    return {
        "kind": incident.value("kind"),
        "weapon": weapons[0] if weapons else None,
        "weapons": weapons,
        "target": targets[0] if targets else None,
        "targets": targets,
        "perpetrator": names[0] if names else None,
        "perpetrators": names,
        "perpetrator_level": first.get("level"),
        "perpetrator_basis": first.get("basis"),
        "perpetrator_side": side_of(first.get("actor_id")),
        "campaign": incident.value("campaign"),
        "status": incident.value("status"),
        "role": incident.value("role"),
    }


def _target_words(incident: Incident, documents: Mapping[str, Document]) -> str | None:
    """The words of the clauses that name what was attacked, None where no words do."""
    told = []
    targets = incident.fields.get("targets")
    for statement in targets.statements if targets else ():
        document = documents.get(statement.document)
        spans = statement.spans if document is not None else ()
        # A span may be of an earlier text of the document; its own quote then has to do.
        told += [_clause(document.text, s) if document and s.fits(document.text) else s.quote for s in spans]
        if not spans and isinstance(statement.value, dict):
            told.append(str(statement.value.get("text") or ""))
    return folded_words(" \n ".join(dict.fromkeys(told))) or None


def _clause(text: str, span: Span) -> str:
    """What stands around a span, between the nearest marks that part clauses."""
    start, end = max(0, span.start - _CLAUSE), span.end + _CLAUSE
    before = [m.end() for m in _PARTS.finditer(text, start, span.start)]
    after = _PARTS.search(text, span.end, end)
    return text[before[-1] if before else start : after.start() if after else end]


def _range(name: str, told: Range | None) -> dict[str, int | None]:
    if told is None:
        return {f"{name}_low": None, f"{name}_best": None, f"{name}_high": None}
    return {f"{name}_low": told.low, f"{name}_best": told.best, f"{name}_high": told.high}


def _victims(told: Mapping[str, Json]) -> dict[str, Json]:
    body: dict[str, Json] = {"group": told["group"]}
    for name in TOLLS:
        n = told.get(name)
        body |= _range(name, Range.from_json(n) if n else None)
    return body


def _reviewed(incident: Incident, accepted: Collection[str]) -> bool:
    if any(report.id in accepted for report in incident.reports):
        return True
    return any(s.by_person for report in incident.reports for s in report.statements())


def _confidence(incident: Incident) -> float | None:
    """The mean confidence of the statements whose values stand, None if none has one."""
    told = []
    for resolved in incident.fields.values():
        dissent = {s.id for s in resolved.dissent} if len(resolved.statements) > 1 else ()
        told += [s.confidence for s in resolved.statements if s.confidence is not None and s.id not in dissent]
    return round(sum(told) / len(told), 4) if told else None


class _Left:
    """What a whole has left over beyond its parts, and whose toll covers whose.

    A part of several wholes is counted against the first of them only.
    """

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._known = {incident.id: incident for incident in incidents}
        self._parts: dict[str, list[str]] = {}
        taken: set[str] = set()
        for incident in self._known.values():
            own = [id for id in incident.parts if id in self._known and id not in taken]
            taken.update(own)
            if own:
                self._parts[incident.id] = own
        self.covered_by: dict[str, str] = {}
        for whole in sorted(self._parts, key=self._height):
            if all(self._covers(whole, name) for name in TOLLS):
                self._cover(whole, whole)
        self.covering = frozenset(self.covered_by.values())

    def _cover(self, id: str, whole: str) -> None:
        """Note all that is below an incident as covered by the whole, unless something nearer covers it."""
        for part in self._parts.get(id, ()):
            self.covered_by.setdefault(part, whole)
            self._cover(part, whole)

    def _height(self, id: str) -> int:
        return 1 + max((self._height(part) for part in self._parts.get(id, ())), default=0)

    def count(self, id: str) -> Range:
        """How many incidents the row stands for: 1 if none is told, less the parts that have rows of their own."""
        told = _told(self._known[id], "count") or ONE
        return _less(told, [self._whole_count(part) for part in self._parts.get(id, ())])

    def _whole_count(self, id: str) -> Range:
        """The larger of an incident's own count and its parts'."""
        told = _told(self._known[id], "count") or ONE
        below = [self._whole_count(part) for part in self._parts.get(id, ())]
        return max([told, _sum(below)], key=lambda n: n.middle) if below else told

    def toll(self, incident: Incident, name: str) -> Range | None:
        told = _told(incident, name)
        parts = self._parts.get(incident.id)
        if told is None or not parts or all(part in self.covered_by for part in parts):
            return told
        return _less(told, [toll for part in parts if (toll := self._whole_toll(part, name)) is not None])

    def _whole_toll(self, id: str, name: str) -> Range | None:
        """The larger of an incident's own toll and its parts', None if neither is told."""
        told = _told(self._known[id], name)
        below = [toll for part in self._parts.get(id, ()) if (toll := self._whole_toll(part, name)) is not None]
        known = ([told] if told else []) + ([_sum(below)] if below else [])
        return max(known, key=lambda n: n.middle) if known else None

    def _covers(self, whole: str, name: str) -> bool:
        parts = [toll for part in self._parts[whole] if (toll := self._whole_toll(part, name)) is not None]
        told = _told(self._known[whole], name)
        return not parts or (told is not None and told.middle >= _sum(parts).middle)


def _told(incident: Incident, name: str) -> Range | None:
    value = incident.value(name)
    return Range.from_json(value) if value else None


def _sum(ranges: Sequence[Range]) -> Range:
    return sum(ranges[1:], ranges[0])


def _less(told: Range, parts: Sequence[Range]) -> Range:
    """What is left of a range beyond its parts, never under 0."""
    if not parts:
        return told
    middle = sum(part.middle for part in parts)
    best = None if told.best is None else max(0, told.best - middle)
    low = max(0, told.low - sum(part.low for part in parts))
    low = low if best is None else min(low, best)
    high = None if told.high is None else max(low if best is None else best, told.high - middle)
    return Range(low, best, high)
