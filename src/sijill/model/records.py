"""The records of a ledger, which only grows: Document, Extraction, Statement, Relation, Review.

A record checks itself when made and takes its id from its content, so saying the same thing twice adds nothing.
A person's record also covers the decision that it supersedes, so that SAME, DISTINCT and SAME again can be said.
Ids are 32 hexadecimal digits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from sijill.errors import BadRecord
from sijill.model import vocabulary
from sijill.model.text import Document, Span
from sijill.model.values import Json, one_of

PERSON = "person:"
"""What the `by` of a person's record begins with; a machine's is the name of its extractor or matcher."""


# One encoder for all: `json.dumps` with options makes a new one each time, a third of the cost of an id.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(body: Json) -> str:
    """One JSON text for one value, so that equal content has equal ids."""
    return _ENCODER.encode(body)


def content_id(kind: str, body: Json) -> str:
    """The id of a record: 128 bits of the SHA-256 of its kind and content, as 32 hexadecimal digits."""
    return hashlib.sha256(f"{kind}\x1f{canonical(body)}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Derived:
    """Where a value comes from when no words of the text say it (or not alone).

    origin: default, metadata, layout, gazetteer, register, rule or person. note: one phrase for a reader.
    """

    origin: str
    note: str = ""

    def __post_init__(self) -> None:
        one_of("derivation", self.origin, vocabulary.DERIVATIONS)


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one field of one report, with the words it rests on.

    value: JSON in the contract's form; None means "known not to be known", which only a person may say.
    by: who found it. says: whom the text credits. extraction: the run that made it, None for a person's.
    replaces: the statement that it refines or corrects. order: its place among a report's values of one field.
    Raises BadRecord if it has neither words nor a named derivation.
    """

    kind: ClassVar[str] = "statement"

    document: str
    report: str
    family: str
    field: str
    value: Json
    by: str
    spans: tuple[Span, ...] = ()
    derived: tuple[Derived, ...] = ()
    says: str | None = None
    confidence: float | None = None
    extraction: str | None = None
    replaces: str | None = None
    order: int = 0
    id: str = ""

    def __post_init__(self) -> None:
        fields = vocabulary.FIELDS.get(one_of("family", self.family, vocabulary.FAMILIES), {})
        if self.field not in fields:
            raise BadRecord(f"no field {self.field!r} in {self.family}; its fields are: {', '.join(fields)}")
        if not self.spans and not self.derived:
            raise BadRecord(f"{self.field}={self.value!r} rests on nothing; give the words or name the derivation")
        if self.value is None and not self.by_person:
            raise BadRecord(f"{self.field}: only a person may state that a value is unknown; leave it out")
        if not self.id:
            object.__setattr__(self, "id", content_id(self.kind, self.to_json()))

    @property
    def by_person(self) -> bool:
        return self.by.startswith(PERSON)

    def moved(self, report: str) -> Statement:
        """The same statement about another report id."""
        return replace(self, report=report, id="")

    def to_json(self) -> dict[str, Json]:
        body: dict[str, Json] = {
            "document": self.document,
            "report": self.report,
            "family": self.family,
            "field": self.field,
            "value": self.value,
            "by": self.by,
            "spans": [[s.start, s.end, s.quote] for s in self.spans],
            "derived": [[d.origin, d.note] for d in self.derived],
        }
        for name in ("says", "confidence", "extraction", "replaces"):
            if (value := getattr(self, name)) is not None:
                body[name] = value
        if self.order:
            body["order"] = self.order
        return body

    @classmethod
    def from_json(cls, body: Mapping[str, Json], id: str) -> Statement:
        told = dict(body)
        told["spans"] = tuple(Span(*span) for span in told["spans"])
        told["derived"] = tuple(Derived(*origin) for origin in told["derived"])
        return cls(**told, id=id)


@dataclass(frozen=True, slots=True)
class Extraction:
    """One complete run of one step over one document.

    step: "extract" or the name of another step; version: the code's; packs: hash of the language and theatre packs.
    Views read each document's newest extraction of a step; older ones stay for as-of.
    """

    kind: ClassVar[str] = "extraction"

    document: str
    step: str
    version: str
    packs: str
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id(self.kind, self.to_json()))

    def to_json(self) -> dict[str, Json]:
        return {"document": self.document, "step": self.step, "version": self.version, "packs": self.packs}

    @classmethod
    def from_json(cls, body: Mapping[str, Json], id: str) -> Extraction:
        return cls(**body, id=id)


_ORDERED = ("PART_OF", "COPY_OF")


@dataclass(frozen=True, slots=True)
class Relation:
    """Two reports tell of the SAME incident, of DISTINCT ones, a is PART_OF b, or it is UNSURE.

    With COPY_OF, a and b are documents: a is a near-identical copy of b.
    score: the machine's, 0 to 1. reasons: field by field, for a reader. run: the matcher's run.
    supersedes: the person's earlier decision on this pair that this one replaces.
    """

    kind: ClassVar[str] = "relation"

    a: str
    b: str
    verdict: str
    by: str
    score: float | None = None
    reasons: tuple[str, ...] = ()
    run: str | None = None
    supersedes: str | None = None
    id: str = ""

    def __post_init__(self) -> None:
        one_of("verdict", self.verdict, vocabulary.VERDICTS)
        if self.a == self.b:
            raise BadRecord(f"{self.a} cannot be related to itself")
        if self.verdict not in _ORDERED and self.b < self.a:
            first, second = self.b, self.a
            object.__setattr__(self, "a", first)
            object.__setattr__(self, "b", second)
        if not self.id:
            object.__setattr__(self, "id", content_id(self.kind, self.to_json()))

    @property
    def by_person(self) -> bool:
        return self.by.startswith(PERSON)

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.a, self.b))

    def to_json(self) -> dict[str, Json]:
        body = {name: getattr(self, name) for name in ("a", "b", "verdict", "by", "score", "run", "supersedes")}
        return {**body, "reasons": list(self.reasons)}

    @classmethod
    def from_json(cls, body: Mapping[str, Json], id: str) -> Relation:
        told = dict(body)
        told["reasons"] = tuple(told.get("reasons") or ())
        return cls(**told, id=id)


@dataclass(frozen=True, slots=True)
class Review:
    """A person accepts or rejects one statement, or a whole report when `field` is None.

    It binds to document, field and span, so that it still holds after a new extraction, where the words are.
    A correction is a Statement that `replaces`, not a Review.
    """

    kind: ClassVar[str] = "review"

    document: str
    report: str
    verdict: str
    by: str
    field: str | None = None
    value: Json = None
    spans: tuple[Span, ...] = ()
    statement: str | None = None
    note: str | None = None
    supersedes: str | None = None
    id: str = ""

    def __post_init__(self) -> None:
        one_of("review verdict", self.verdict, ("accept", "reject"))
        if not self.by.startswith(PERSON):
            raise BadRecord(f"a review is a person's; its author is {self.by!r}, not 'person:NAME'")
        if not self.id:
            object.__setattr__(self, "id", content_id(self.kind, self.to_json()))

    def to_json(self) -> dict[str, Json]:
        names = ("document", "report", "verdict", "by", "field", "value", "statement", "note", "supersedes")
        body = {name: getattr(self, name) for name in names}
        return {**body, "spans": [[s.start, s.end, s.quote] for s in self.spans]}

    @classmethod
    def from_json(cls, body: Mapping[str, Json], id: str) -> Review:
        told = dict(body)
        told["spans"] = tuple(Span(*span) for span in told["spans"])
        return cls(**told, id=id)


Record = Document | Extraction | Statement | Relation | Review
RECORD_TYPES: dict[str, Any] = {
    "document": Document,
    "extraction": Extraction,
    "statement": Statement,
    "relation": Relation,
    "review": Review,
}


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the ledger notes beside each record: its place in the sequence, when (aware), by whom, the body's hash."""

    seq: int
    kind: str
    id: str
    at: str
    author: str
    hash: str
