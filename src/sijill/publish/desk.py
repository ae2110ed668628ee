"""Where a post is drafted: makes each figure once, with the incidents and quotes that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sijill.model.records import Statement
from sijill.model.values import Range, When
from sijill.model.views import Incident
from sijill.publish.evidence import Evidence, unique
from sijill.publish.lines import Lines
from sijill.publish.phrases import Phrases, phrases
from sijill.publish.post import Figure, Line, Member, Piece, PostData, Shown, period_before
from sijill.publish.tally import Tally, count, tally, toll

DIMENSIONS = {"weapon": "weapons", "admin1": "place", "target": "targets"}
"""What a post breaks its counts down by, and the field that tells it."""


class Desk:
    """The figures, members and quotes of one post while it is drafted."""

    def __init__(self, data: PostData) -> None:
        self.data = data
        self.words: Phrases = phrases(data.language)
        self.evidence = Evidence(data.documents, data.theatre.outlets, data.theatre.timezone, self.words)
        self.figures: dict[str, Figure] = {}
        self.members: dict[str, Member] = {}
        self.noun = "attack" if data.counts_attacks else "incident"
        self.lines = Lines(self.words, data.theatre, self.evidence, noun=self.noun)
        self.today = data.now.astimezone(data.theatre.timezone).date()
        self.until = max(data.start, min(data.end, self.today))
        self.period = self.words.span(data.start, self.until)

    # Figures

    def figure(
        self,
        id: str,
        label: str,
        text: str,
        *,
        unit: str,
        value: Range | float | None,
        incidents: Sequence[Incident],
        quotes: Sequence[str],
        n_unstated: int = 0,
    ) -> Piece:
        """Store a figure once and give it as it is shown; plain text where no words stand behind it."""
        if isinstance(value, Range):
            low, best, high = value.low, value.middle, value.high
        else:
            low = best = high = value  # type: ignore[assignment]
        kept = Figure(
            id, label, text, unit, low, best, high, n_unstated, tuple(i.id for i in incidents), tuple(unique(quotes))
        )
        self.figures.setdefault(id, kept)
        return Shown(id, text) if kept.quotes else text

    def counted(
        self,
        id: str,
        label: str,
        found: Tally,
        *,
        form: str | None = "number",
        spelled: bool = True,
        quotes: Callable[[Incident], list[str]] | None = None,
    ) -> Line:
        """A number of incidents in the form of a noun: "eight attacks". form: None for the bare number."""
        cut = quotes or self.evidence.told
        cited = [id for incident in found.incidents for id in cut(incident)]
        if form is None:
            form, spelled = "number", False

        def make(text: str) -> Piece:
            return self.figure(
                id, label, text, unit="incidents", value=found.n, incidents=found.incidents, quotes=cited
            )

        return self._in_form(form, found.n, spelled, make)

    def people(self, id: str, label: str, measure: str, found: Tally, *, form: str = "people") -> Line:
        """A number of people in the form of a noun: "at least three people". Call it where some toll is stated."""
        value = found.killed if measure == "killed" else found.wounded
        stating = [i for i in found.incidents if toll(i, measure) is not None]
        cited = [id for incident in stating for id in self.evidence.field(incident, measure)]
        noun = form if self.words.language == "en" else measure

        def make(text: str) -> Piece:
            return self.figure(
                id,
                label,
                text,
                unit=measure,
                value=value,
                incidents=stating,
                quotes=cited,
                n_unstated=found.n_unstated[measure],
            )

        if value is None:
            return (self.words.text("not_stated"),)
        return self._in_form(noun, value, form == "people", make)

    def _in_form(self, noun: str, value: Range, spelled: bool, make: Callable[[str], Piece]) -> Line:
        before, text, after = self.words.counted(noun, value, spelled=spelled)
        return tuple(piece for piece in (before, make(text), after) if piece != "")

    # Breaking down

    def label(self, dimension: str, value: str | None) -> str:
        """The label of one value of a dimension."""
        if value is None:
            return self.words.text("labels.unknown_place" if dimension == "admin1" else "labels.unknown")
        if dimension == "admin1":
            return self.lines.admin1_label(value) or value
        return self.words.label({"weapon": "weapons", "target": "targets"}[dimension], value)

    def split(
        self, incidents: Sequence[Incident], dimension: str, among: Sequence[Incident]
    ) -> dict[str | None, Tally]:
        """Incidents by a dimension; an incident that tells several goes under the first."""
        groups: dict[str | None, list[Incident]] = {}
        for incident in incidents:
            groups.setdefault(coded(incident, dimension), []).append(incident)
        return {value: tally(group, among=among) for value, group in groups.items()}

    def cell(self, prefix: str, found: Tally, dimension: str, value: str | None, scope: str, **how: str | None) -> Line:
        """The number of incidents of one value of a dimension."""

        def fits(statement: Statement) -> bool:
            told = statement.value or {}
            return bool(
                value is not None and (told.get("admin1") if dimension == "admin1" else told.get("type")) == value
            )

        key = {"weapon": "of", "admin1": "in", "target": "against"}[dimension]
        noun = self.words.text(f"nouns.{self.noun}")
        if value is None and dimension == "admin1":
            label = f"{self.label(dimension, value)}{self.words.text('comma')}{scope}"
        else:
            label = self.words.text(f"labels.{key}", noun=noun, label=self.label(dimension, value), scope=scope)
        return self.counted(
            f"{prefix}{dimension}={value or '?'}",
            label,
            found,
            form=how.get("form", "number"),
            quotes=lambda incident: self.evidence.field(incident, DIMENSIONS[dimension], fits),
        )

    # Incidents

    def member(self, incident: Incident) -> Member:
        """An incident as the post knows it, with all its quotes; made once."""
        if incident.id not in self.members:
            killed, wounded, when = toll(incident, "killed"), toll(incident, "wounded"), self.lines.when(incident)
            self.members[incident.id] = Member(
                incident.id,
                incident.aliases,
                self.lines.plain(incident, self.data.notation),
                when.to_json() if when else None,
                self.words.when(when, "full"),
                coded(incident, "admin1"),
                coded(incident, "weapon") or "unknown",
                count(incident).to_json(),
                killed.to_json() if killed else None,
                wounded.to_json() if wounded else None,
                tuple(text for _, text in self.dissent(incident)),
                self.attribution(incident),
                incident.documents,
                tuple(self.evidence.all(incident)),
            )
        return self.members[incident.id]

    def line(self, incident: Incident) -> Line:
        """The list line of an incident, its tolls figures of their own."""
        self.member(incident)
        join = self.words.text("lines.place_join")
        head = join.join(
            [self.lines.what(incident), *filter(None, [self.lines.place(incident)]), *self.lines.endings(incident)]
        )
        label = f"{self.words.when(self.lines.when(incident), 'full')}{self.words.text('comma')}{head}"
        told = self.evidence.told(incident)
        start = self.figure(
            f"incident/{incident.id}",
            label,
            head,
            unit="incidents",
            value=count(incident),
            incidents=[incident],
            quotes=told,
        )
        tolls = self.tolls(incident, label)
        return (start, " " if self.data.notation == "kw" else join, *tolls) if tolls else (start,)

    def tolls(self, incident: Incident, label: str) -> Line:
        """The toll of one incident in the post's notation, as figures; empty if nothing is stated in the seed's."""
        found = {name: toll(incident, name) for name in ("killed", "wounded")}
        if self.data.notation == "kw":
            return self.kw(f"incident/{incident.id}", label, tally([incident]))
        if all(value is not None and value.high == 0 for value in found.values()):
            cited = [id for name in found for id in self.evidence.field(incident, name)]
            text = self.words.text("lines.no_casualties")
            zero = self.figure(
                f"incident/{incident.id}/none",
                label,
                text,
                unit="killed",
                value=Range.exactly(0),
                incidents=[incident],
                quotes=cited,
            )
            return (zero,)
        parts = [
            self.people(
                f"incident/{incident.id}/{name}",
                f"{self.words.text(f'nouns.{name}')}: {label}",
                name,
                tally([incident]),
                form=name,
            )
            for name, value in found.items()
            if value is not None and value.high != 0
        ]
        line: list[Piece] = []
        for part in parts:
            line.extend([self.words.text("comma"), *part] if line else part)
        return tuple(line)

    def kw(self, id: str, label: str, found: Tally) -> Line:
        """ "(3K, 10W)" as one figure."""
        text = self.lines.kw(found.killed, found.wounded)
        stating = [i for i in found.incidents if toll(i, "killed") is not None or toll(i, "wounded") is not None]
        cited = [
            id
            for incident in stating
            for name in ("killed", "wounded")
            if toll(incident, name) is not None
            for id in self.evidence.field(incident, name)
        ]
        both = self.figure(
            f"{id}/kw",
            label,
            text,
            unit="killed",
            value=found.killed,
            incidents=stating,
            quotes=cited,
            n_unstated=found.n_unstated["toll"],
        )
        return (both,)

    def names(self, incident: Incident, basis: str) -> list[Piece]:
        """Who is said to have done it on one ground ("claimed", "blamed", "suspected"), or who denies it ("denied")."""
        field = "denials" if basis == "denied" else "perpetrators"
        pieces: list[Piece] = []
        listed = [w for w in incident.value(field) if basis == "denied" or w["basis"] == basis]
        ids: dict[str, str] = {}
        for who in listed:
            ids.setdefault(str(who["name"]), str(who.get("actor_id") or ""))
        for name, actor_id in ids.items():
            actor = self.data.theatre.actors.get(actor_id)
            shown = actor.name_ar if actor and actor.name_ar and self.words.language == "ar" else name
            quotes = self.evidence.field(
                incident,
                field,
                lambda s, name=name: bool(s.value) and s.value["name"] == name and s.value.get("basis", basis) == basis,  # type: ignore[misc]
            )
            label = self.words.text(f"attribution.{basis}", name=self.words.isolated(shown))
            pieces.append(
                self.figure(
                    f"incident/{incident.id}/{basis}/{name}",
                    label,
                    self.words.isolated(shown),
                    unit="none",
                    value=None,
                    incidents=[incident],
                    quotes=quotes,
                )
            )
        return pieces

    def dissent(self, incident: Incident) -> list[tuple[str, str]]:
        """(field, sentence) for each field that its sources tell differently."""
        said: list[tuple[str, str]] = []
        for name in ("killed", "wounded", "when", "place", "kind"):
            resolved = incident.fields.get(name)
            outlets: dict[str, list[str]] = {}
            for statement in resolved.statements if resolved else ():
                outlet = self.evidence.outlet(self.evidence.document(statement.document))
                outlets.setdefault(self.lines.value(name, statement.value), []).append(outlet)
            if len(outlets) > 1:
                parts = [
                    self.words.text(
                        "sentences.account",
                        value=value,
                        outlet=self.words.text("comma").join(self.words.isolated(name) for name in unique(names)),
                    )
                    for value, names in outlets.items()
                ]
                said.append((name, self.words.text("semicolon").join(parts)))
        return said

    def attribution(self, incident: Incident) -> tuple[str, ...]:
        """Who is said to have done it: claims, blame and denials, each as what it is."""
        said = []
        for who in incident.value("perpetrators"):
            text = self.words.text(f"attribution.{who['basis']}", name=self.words.isolated(who["name"]))
            by = who.get("by")
            told = by if by and by != who["name"] else None
            said.append(
                f"{text}{self.words.text('comma')}{self.words.text('attribution.by', by=self.words.isolated(told))}"
                if told
                else text
            )
        said.extend(
            self.words.text("attribution.denied", name=self.words.isolated(who["name"]))
            for who in incident.value("denials")
        )
        return tuple(unique(said))

    # Days

    def before_period(self) -> tuple[date, date]:
        """The equally long period before."""
        return period_before(self.data.start, self.data.end, self.today)

    def sort_key(self, incident: Incident) -> tuple[date, bool, str]:
        when: When | None = self.lines.when(incident)
        if when is None:
            return date.max, True, incident.id
        vague = when.precision in ("month", "year")
        return (when.end if vague else when.start), vague, incident.id


def coded(incident: Incident, dimension: str) -> str | None:
    """The coded value of an incident for a dimension: the first told; "unknown" for a weapon or target not told."""
    if dimension == "admin1":
        place = incident.value("place")
        return place.get("admin1") if place else None
    values = incident.value(DIMENSIONS[dimension])
    return str(values[0]["type"]) if values else "unknown"


def capital(line: Line) -> Line:
    """A line that begins with a capital letter."""
    if not line:
        return line
    first = line[0]
    if isinstance(first, Shown):
        return (Shown(first.figure, first.text[:1].upper() + first.text[1:]), *line[1:])
    if isinstance(first, str):
        return (first[:1].upper() + first[1:], *line[1:])
    return line
