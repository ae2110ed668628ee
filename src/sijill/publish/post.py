"""What a post is made from and what it is: its lines, its figures, and the quotes that each figure rests on.

A post stores its own figures, members, sequence number and version as JSON, and is never recomputed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from sijill.errors import BadRecord, UnknownChoice
from sijill.model.text import Document, Span
from sijill.model.values import Json, When
from sijill.model.views import Check, Incident
from sijill.theatre.pack import Theatre

NOTATIONS: Final = ("seed", "kw")
FORM: Final = "sijill-post/1"
"""Names the form of the stored JSON, so that a later version knows how to read it."""
UNSTORED: Final = frozenset({"divisions", "points", "picture"})


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the chronology: what happened when, and the words it rests on, as (document id, span) pairs."""

    when: When
    text: str
    evidence: Sequence[tuple[str, Span]]
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a statistic found: a section of its own, with its figures as they were.

    kind: test, compliance, a trend by its name, or outlook. heading, sentences, assumptions, method, caption: in the
    post's language, whole sentences but the heading. filter: which incidents were asked for; codebook, as_of: what
    it counts, and up to which record. start, end: the first and the last day compared, or looked at. incidents: ids
    of those it rests on, also those before `start`, which tell what is usual, and those outside the post's period.
    chart, narrow: Vega-Lite specifications for a wide page and for a phone. figures: the statistic's own JSON.
    """

    kind: str
    heading: str
    sentences: tuple[str, ...]
    assumptions: tuple[str, ...]
    method: str
    filter: str
    codebook: str
    as_of: int
    start: date
    end: date
    incidents: tuple[str, ...]
    caption: str
    chart: Mapping[str, Json]
    narrow: Mapping[str, Json]
    figures: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostData:
    """Everything that a post is drafted from; the caller has already chosen what counts.

    start, end: the theatre's local days, both included. now: an aware time.
    incidents: those of the period that the codebook counts; others: those of the period that it leaves out; reasons:
    why it leaves each out, by incident id, in the post's language.
    before: those that count in the equally long period before, None if there is nothing to compare with.
    documents: by id, every document that an incident, moment or check quotes.
    checks: (document id, Check) pairs. warnings: sentences for the reader.
    language: "en" or "ar", of the sentences and the page's direction. notation: "seed" or "kw".
    counts_attacks: the codebook counts attacks alone, so that the post may call them so; else they are "incidents".
    translations: document id to the user's English title. picture: a PNG, JPEG or WebP file for the slot.
    findings: what statistics found, each a section.
    Raises BadRecord if `now` has no zone or the period ends before it starts, UnknownChoice for another notation.
    """

    start: date
    end: date
    now: datetime
    theatre: Theatre
    incidents: Sequence[Incident]
    documents: Mapping[str, Document]
    codebook: str
    codebook_version: str
    as_of: int
    version: str
    before: Sequence[Incident] | None = None
    others: Sequence[Incident] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    chronology: Sequence[Moment] = ()
    checks: Sequence[tuple[str, Check]] = ()
    warnings: Sequence[str] = ()
    title: str | None = None
    standfirst: str | None = None
    caption: str | None = None
    picture: Path | None = None
    language: str = "en"
    notation: str = "seed"
    translations: Mapping[str, str] = field(default_factory=dict)
    counts_attacks: bool = True
    findings: Sequence[Finding] = ()

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise BadRecord("`now` has no time zone; give an aware time")
        if self.end < self.start:
            raise BadRecord(f"the period ends ({self.end}) before it starts ({self.start})")
        if self.notation not in NOTATIONS:
            raise UnknownChoice.of("notation", self.notation, NOTATIONS)


def period_before(start: date, end: date, today: date) -> tuple[date, date]:
    """The days to compare a period with: as many as have passed of it, just before it."""
    length = max(start, min(end, today)) - start + timedelta(days=1)
    return start - length, start - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, where they stand in it (code points), and whose they are.

    before, after: the rest of the sentence around the quote. field: what the quote tells. says: whom the text credits.
    """

    id: str
    document: str
    start: int
    end: int
    quote: str
    before: str
    after: str
    field: str
    incident: str | None
    language: str | None
    outlet: str | None
    date: str | None
    url: str | None
    title: str | None
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the post. unit: incidents, killed, wounded, or "none" for a line that only needs its words.

    id: stable from post to post ("incidents/month=2020-10"). label: what it counts, in the post's language.
    low, best, high: high is None where the number is open upwards; all are None if it holds no number.
    incidents: the ids of those it counts. quotes: ids of the quotes that it rests on.
    """

    id: str
    label: str
    text: str
    unit: str
    low: float | None
    best: float | None
    high: float | None
    n_unstated: int
    incidents: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure where it stands in a line, with the words it is shown in there ("eight attacks")."""

    figure: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words in their own language and direction, such as an Arabic title in an English line."""

    text: str
    language: str | None
    italic: bool = False
    url: str | None = None


Piece = str | Shown | Words
Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """An incident as the post knew it: enough to say later what changed."""

    id: str
    aliases: tuple[str, ...]
    line: str
    when: Mapping[str, str] | None
    date: str
    admin1: str | None
    weapon: str
    count: Mapping[str, int | None]
    killed: Mapping[str, int | None] | None
    wounded: Mapping[str, int | None] | None
    dissent: tuple[str, ...]
    attribution: tuple[str, ...]
    documents: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading, its lines, and the line of totals that closes it. key: "2020-12", "week", "undated" or "others"."""

    key: str
    heading: str
    lines: tuple[Line, ...]
    dates: tuple[str, ...]
    """Of each line, no more precisely than it is known."""
    totals: Line | None
    complete: bool
    reasons: tuple[str, ...] = ()
    """Of each line, why it is left out of the counts; empty where the lines count."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the chart or of the map: its labels and the figure that holds it."""

    row: str
    column: str
    figure: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that moved since an earlier post, and the incidents by which it did."""

    figure: str
    line: str
    causes: tuple[tuple[str, str, tuple[str, ...]], ...]
    """(how: entered, left, merged, split or changed; one sentence; quote ids)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What differs from an earlier post. quotes: those of the earlier post that the causes rest on."""

    heading: str
    changes: tuple[Change, ...]
    quotes: Mapping[str, Quote]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A drafted post: plain structure, no markup. Every number in it that we drafted is one of `figures`."""

    headline: Line
    standfirst: str | None
    caption: str | None
    picture: str | None
    language: str
    notation: str
    theatre: str
    noun: str
    start: date
    end: date
    made: datetime
    made_day: date
    codebook: str
    codebook_version: str
    as_of: int
    version: str
    period: str
    paragraphs: tuple[Line, ...]
    groups: tuple[Group, ...]
    others: tuple[Group, ...]
    chronology: tuple[Line, ...]
    notes: tuple[Line, ...]
    method: tuple[str, ...]
    sources: tuple[tuple[str, tuple[Line, ...]], ...]
    """(language, entries) in the Chicago manner."""
    chart: tuple[Cell, ...]
    chart_caption: Line
    map: tuple[Cell, ...]
    map_caption: Line
    figures: Mapping[str, Figure]
    members: Mapping[str, Member]
    quotes: Mapping[str, Quote]
    unfinished: tuple[str, ...] = ()
    """Months (2020-12) that are not over."""
    divisions: Path | None = None
    """Polygons of the first-level divisions, for the map; not stored."""
    points: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Longitude and latitude of each division, for one that has no polygon; not stored."""
    countries: tuple[str, ...] = ()
    correction: Correction | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def months(self) -> tuple[Group, ...]:
        return self.groups

    def to_json(self) -> dict[str, Json]:
        """The post as plain JSON, figures, members and quotes included."""
        body = {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in UNSTORED}
        return {"form": FORM, **body}


def plain(line: Line) -> str:
    """A line as bare text."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in line)


def _plain(value: object) -> Json:
    if isinstance(value, Shown):
        return {"figure": value.figure, "text": value.text}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}  # type: ignore[arg-type]
    return value
