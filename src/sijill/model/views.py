"""What the records say when they are folded: reports, incidents, interactions, ties, moments, checks.

Views are never stored as truth; each is a pure function of the records up to a sequence number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sijill.errors import BadRecord
from sijill.model import vocabulary
from sijill.model.records import Statement
from sijill.model.text import Span
from sijill.model.values import Actor, Json, When, one_of

_WHO = frozenset({"perpetrators", "denials", "campaign"})
"""Fields whose words may stand far from where the event is told."""
_NEAR = 60
"""How far before it, in characters, they are still words that open it."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one document says of one event: the statements that stand, by field, in the order told."""

    id: str
    document: str
    family: str
    fields: Mapping[str, tuple[Statement, ...]]

    def value(self, name: str) -> Json:
        """The value of a field that holds one, None if it is not stated."""
        statements = self.fields.get(name)
        return statements[0].value if statements else None

    def values(self, name: str) -> list[Json]:
        """The values of a field that may hold several."""
        return [s.value for s in self.fields.get(name, ()) if s.value is not None]

    def statements(self) -> Iterator[Statement]:
        for statements in self.fields.values():
            yield from statements

    @property
    def opening(self) -> Span | None:
        """The first words that tell of what is reported; who did it may be named far before."""
        told = [(span.start, span.end, span) for s in self.statements() for span in s.spans]
        apart = {span for s in self.statements() if s.field in _WHO for span in s.spans}
        first = min((start for start, _, span in told if span not in apart), default=0)
        return min((one for one in told if one[0] >= first - _NEAR), default=(0, 0, None))[2]


@dataclass(frozen=True, slots=True)
class Resolved:
    """One field of an incident: the value that stands, the rule that chose it, and every statement about it."""

    value: Json
    rule: str
    statements: tuple[Statement, ...]
    """All statements about the field; those whose value was not chosen stay visible here."""

    @property
    def dissent(self) -> tuple[Statement, ...]:
        """Statements that say otherwise."""
        if isinstance(self.value, list):
            return tuple(s for s in self.statements if s.value not in self.value)
        return tuple(s for s in self.statements if not _gives(s.value, self.value))


def _gives(told: Json, value: Json) -> bool:
    """Whether a statement gives the value that stands; of a toll that others carry further, its number."""
    if told == value or not (isinstance(told, dict) and isinstance(value, dict)):
        return bool(told == value)
    return value.get("best") is not None and told.get("best") == value["best"]


@dataclass(frozen=True, slots=True)
class Incident:
    """Reports joined by SAME. Its id is that of its earliest report; the others are aliases."""

    id: str
    reports: tuple[Report, ...]
    fields: Mapping[str, Resolved]
    parts: tuple[str, ...] = ()
    """Incidents that are PART_OF this one."""

    @property
    def aliases(self) -> tuple[str, ...]:
        return tuple(report.id for report in self.reports if report.id != self.id)

    def value(self, name: str) -> Json:
        """The resolved value of a field, None (or [] for a list field) if nothing states it."""
        resolved = self.fields.get(name)
        if resolved is None:
            return [] if vocabulary.INCIDENT_FIELDS[name] else None
        return resolved.value

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(report.document for report in self.reports))


@dataclass(frozen=True, slots=True)
class Interaction:
    """Who did what to whom, politically, as one document tells it. published: the day it was published.

    when: the days that the text names, None if it names none; `published` is then all there is to order it by.
    """

    id: str
    document: str
    type: str
    mode: str | None
    initiators: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    when: When | None
    place: str | None
    about: str | None
    hedged: bool
    says: str | None
    quote: str
    published: date | None = None
    outlet: str | None = None
    place_id: str | None = None

    def names(self, actor_id: str) -> bool:
        """Whether an actor is on either side."""
        return any(a.actor_id == actor_id for a in (*self.initiators, *self.recipients))


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation between two actors, and who says so: a document's words, or a row of the register.

    start, end: the first and the last day, None if open or not known. source: an address or a name.
    """

    id: str
    type: str
    subject: Actor
    object: Actor
    start: date | None = None
    end: date | None = None
    hedged: bool = False
    says: str | None = None
    source: str = ""
    document: str | None = None
    quote: str = ""
    told: date | None = None
    """The day a text was published that tells it; one that names no days of its own holds at least then."""

    def holds(self, day: date) -> bool:
        """Whether it holds on a day, as far as its days are known."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a chronology: an incident, an interaction, or a day to watch.

    when: its days; dated: "told" by the text, "published" where only its publication is known, or "computed".
    status: whether an incident occurred, was foiled, and so on, as INCIDENT_FIELDS has it. place_id: the gazetteer's.
    """

    family: str
    id: str
    when: When
    dated: str
    kind: str
    actors: tuple[Actor, ...]
    others: tuple[Actor, ...] = ()
    place: str | None = None
    about: str | None = None
    hedged: bool = False
    says: str | None = None
    quote: str = ""
    outlet: str | None = None
    killed: Json = None
    wounded: Json = None
    name: str = ""
    weapon: str | None = None
    target: str | None = None
    status: str | None = None
    place_id: str | None = None

    def names(self, actor_id: str) -> bool:
        return any(a.actor_id == actor_id for a in (*self.actors, *self.others))

    def to_json(self) -> dict[str, Json]:
        return {
            "family": self.family,
            "id": self.id,
            "when": self.when.to_json(),
            "dated": self.dated,
            "kind": self.kind,
            "actors": [a.to_json() for a in self.actors],
            "others": [a.to_json() for a in self.others],
            "place": self.place,
            "about": self.about,
            "hedged": self.hedged,
            "says": self.says,
            "quote": self.quote or None,
            "outlet": self.outlet,
            "killed": self.killed,
            "wounded": self.wounded,
            "name": self.name or None,
            "weapon": self.weapon,
            "target": self.target,
            "status": self.status,
            "place_id": self.place_id,
        }


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about a text's own arithmetic. `message` is one sentence that a journalist understands.

    stated, found: the two figures. evidence: (field, span) pairs, the words both figures rest on.
    """

    rule: str
    severity: str
    stated: int | None
    found: int | None
    message: str
    evidence: tuple[tuple[str, Span], ...] = field(default=())

    def __post_init__(self) -> None:
        one_of("check rule", self.rule, vocabulary.CHECK_RULES)
        one_of("severity", self.severity, vocabulary.SEVERITIES)
        if self.severity == "error" and not self.evidence:
            raise BadRecord("a check that accuses must quote the words it accuses")

    def to_json(self) -> dict[str, Json]:
        return {
            "rule": self.rule,
            "severity": self.severity,
            "stated": self.stated,
            "found": self.found,
            "message": self.message,
            "evidence": [{"field": f, "start": s.start, "end": s.end, "quote": s.quote} for f, s in self.evidence],
        }
