"""Hold a model's answer to the text: find each quote, check each value against it, and reject what does not stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sijill.errors import BadRecord
from sijill.extract.draft import Draft
from sijill.extract.llm.chunks import Chunk
from sijill.extract.llm.dates import Dates
from sijill.extract.llm.figures import Figures, masked, summed
from sijill.extract.llm.quotes import LONGEST, Quotes, commands, nearest
from sijill.lang.fold import fold
from sijill.model import vocabulary
from sijill.model.records import Derived
from sijill.model.text import Document, Span
from sijill.model.values import Json, Perpetrator, Place, Range, Target, Victims, Weapon
from sijill.theatre import Theatre

OLD_DAYS: Final = 10
"""An event this many days before publication is background, as the rules have it."""
NOT_THERE: Final = "the quote is not in the text"
NOT_LISTED: Final = "not in the closed list"
NO_NUMBER: Final = "the number is not in its quote"
COMMAND: Final = "the quote stands in words that speak to a model"
NO_FORM: Final = "not of the form asked for"
TWICE: Final = "told twice in the same words"


@dataclass(frozen=True, slots=True)
class Rejection:
    """One value that was dropped. path: where it stood in the answer, such as incidents.0.killed."""

    path: str
    value: Json
    quote: str | None
    why: str

    def to_json(self) -> dict[str, Json]:
        return {"field": self.path, "value": self.value, "quote": self.quote, "why": self.why}


@dataclass(slots=True)
class Reader:
    """Reads the answers about one document. gazetteer: the place names known in the text, with what they mean."""

    document: Document
    theatre: Theatre
    dates: Dates
    gazetteer: Sequence[tuple[int, int, str, str]] = ()
    rejected: list[Rejection] = field(default_factory=list)
    _commands: list[tuple[int, int]] = field(default_factory=list)
    _actors: dict[str, str] = field(default_factory=dict)
    _openings: set[tuple[int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._commands = commands(self.document.text)
        for code, names in self.theatre.actor_names.items():
            self._actors |= {fold(name, code): id for name, id in names.items()}

    def drafts(self, body: Mapping[str, Any], chunk: Chunk) -> Iterator[Draft]:
        """The incidents of an answer about a stretch of the document that stand."""
        quotes = Quotes(self.document.text, chunk.start, chunk.end)
        for n, told in enumerate(body["incidents"]):
            if not isinstance(told, dict):
                self.rejected.append(Rejection(f"incidents.{n}", _short(told), None, NO_FORM))
                continue
            draft = _Incident(self, quotes, told, f"incidents.{n}").draft()
            if draft is not None:
                yield draft

    def reject(self, path: str, value: Json, quote: Json, why: str) -> None:
        self.rejected.append(Rejection(path, _short(value), quote[:LONGEST] if isinstance(quote, str) else None, why))

    def commanded(self, span: Span) -> bool:
        return any(start < span.end and span.start < end for start, end in self._commands)

    def actor(self, name: str) -> str | None:
        """The register's id of a name as written."""
        language = "ar" if self.document.language == "ar" else "en"
        for form in (name, name.removeprefix("the ").removeprefix("The ")):
            if id := self._actors.get(fold(form, language)):
                return id
        return None

    def place_id(self, span: Span) -> str | None:
        """What a place name in the text means, by the longest known name within the quote."""
        inside = [(end - start, id) for start, end, _, id in self.gazetteer if span.start <= start and end <= span.end]
        return max(inside)[1] if inside else None

    def is_new(self, draft: Draft) -> bool:
        opening = (draft.start, draft.end)
        if opening in self._openings:
            return False
        self._openings.add(opening)
        return True

    def taken(self, span: Span) -> bool:
        """Whether an earlier incident opens with these very words."""
        return any(start <= span.start and span.end <= end for start, end in self._openings)


class _Incident:
    """One incident of an answer on its way to a draft."""

    def __init__(self, reader: Reader, quotes: Quotes, told: Mapping[str, Any], path: str) -> None:
        self.reader = reader
        self.quotes = quotes
        self.told = told
        self.path = path
        self.anchors = self._anchors()
        self.draft_: Draft | None = None

    def draft(self) -> Draft | None:
        kind = self._record("kind")
        span = self._span("kind", kind.get("value"), kind.get("quote")) if kind else None
        value = self._word("kind", kind.get("value"), vocabulary.KINDS, kind.get("quote")) if kind else None
        if kind is None:
            self._reject("kind", self.told.get("kind"), None, NO_FORM)
        if span is None or value is None:
            return None
        draft = Draft("incident", span.start, span.end)
        draft.say("kind", value, (span,))
        self.anchors = [*self.anchors, span]
        self._say_when_and_role(draft)
        self._say_typed(draft, "weapons", vocabulary.WEAPONS, self._weapon)
        self._say_typed(draft, "targets", vocabulary.TARGETS, lambda t, s, _: Target(t, s.quote).to_json())
        self._say_place(draft)
        for name in ("killed", "wounded"):
            if (toll := self._range(name, self.told.get(name))) is not None:
                draft.say(name, toll[0].to_json(), toll[1], *toll[2])
        self._say_victims(draft)
        self._say_status(draft, value)
        self._say_count(draft)
        self._say_actors(draft)
        spans = [s for _, _, told, _ in draft.said for s in told]
        draft.start, draft.end = min(s.start for s in spans), max(s.end for s in spans)
        if not self.reader.is_new(draft):
            self._reject("kind", value, span.quote, TWICE)
            return None
        return draft

    # -- quotes ---------------------------------------------------------------------------------------------------

    def _anchors(self) -> list[Span]:
        """The quotes of this incident that stand in one place alone; else one place of its first quote."""
        found = [self.quotes.all(quote) for quote in _quotes_in(self.told)]
        single = [spans[0] for spans in found if len(spans) == 1]
        if single:
            return single
        several = next((spans for spans in found if spans), [])
        free = [span for span in several if not self.reader.taken(span)]
        return (free or several)[:1]

    def _span(self, name: str, value: Json, quote: Json) -> Span | None:
        """Where a quote stands; None, and reported, if it stands nowhere or must not be heeded."""
        if not isinstance(quote, str) or not quote.strip():
            self._reject(name, value, None, "no quote")
            return None
        found = self.quotes.all(quote)
        if not found:
            self._reject(name, value, quote, "the quote is too long" if len(quote.strip()) > LONGEST else NOT_THERE)
            return None
        heeded = [span for span in found if not self.reader.commanded(span)]
        if not heeded:
            self._reject(name, value, quote, COMMAND)
            return None
        return nearest(self.quotes.text, heeded, self.anchors)

    def _word(self, name: str, value: Json, choices: tuple[str, ...], quote: Json) -> str | None:
        if isinstance(value, str) and value in choices:
            return value
        self._reject(name, value, quote, NOT_LISTED)
        return None

    def _reject(self, name: str, value: Json, quote: Json, why: str) -> None:
        self.reader.reject(f"{self.path}.{name}", value, quote, why)

    def _record(self, name: str) -> Mapping[str, Any] | None:
        told = self.told.get(name)
        if told is not None and not isinstance(told, dict):
            self._reject(name, told, None, NO_FORM)
        return told if isinstance(told, dict) else None

    def _records(self, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        told = self.told.get(name)
        if told is not None and not isinstance(told, list):
            self._reject(name, told, None, NO_FORM)
        for n, entry in enumerate(told if isinstance(told, list) else ()):
            if isinstance(entry, dict):
                yield f"{name}.{n}", entry
            else:
                self._reject(f"{name}.{n}", entry, None, NO_FORM)

    # -- fields ---------------------------------------------------------------------------------------------------

    def _say_when_and_role(self, draft: Draft) -> None:
        role = self.told.get("role")
        if role is not None:
            role = self._word("role", role, vocabulary.ROLES, None)
        because = "as the model takes the text"
        told = self._record("when")
        span = self._span("when", told.get("start"), told.get("quote")) if told else None
        if told is not None and span is not None:
            dated = self.reader.dates.read(span, told)
            if dated.when is None:
                self._reject("when", told.get("start"), span.quote, dated.why or NO_FORM)
            else:
                draft.say("when", dated.when.to_json(), (span,), *dated.derived)
                published = self.reader.dates.published
                if role != "listed" and published and (published - dated.when.end).days > OLD_DAYS:
                    role, because = "background", "by its date against publication"
        draft.say("role", role or "news", (), Derived("rule", because))

    def _say_typed(
        self, draft: Draft, name: str, choices: tuple[str, ...], make: Callable[[str, Span, Mapping[str, Any]], Json]
    ) -> None:
        seen: set[str] = set()
        for path, told in self._records(name):
            word = self._word(path, told.get("type"), choices, told.get("quote"))
            span = self._span(path, told.get("type"), told.get("quote")) if word else None
            if word and span and word not in seen:
                seen.add(word)
                draft.say(name, make(word, span, {**told, "path": path}), (span,))

    def _weapon(self, word: str, span: Span, told: Mapping[str, Any]) -> Json:
        number = told.get("number")
        if number is not None and not (_is_whole(number) and number in Figures.of(span.quote).exact):
            # "A rocket": one, and no number in the quote says more.
            if number != 1:
                self._reject(f"{told['path']}.number", number, span.quote, NO_NUMBER)
            number = None
        return Weapon(word, span.quote, number).to_json()

    def _say_place(self, draft: Draft) -> None:
        told = self._record("place")
        span = self._span("place", told.get("quote"), told.get("quote")) if told else None
        if told is None or span is None:
            return
        around = []
        within = told.get("within")
        for quote in within if isinstance(within, list) else ():
            wider = self._span("place.within", quote, quote)
            if wider is not None and wider != span:
                around.append(wider)
        language = self.reader.document.language or "en"
        known = self.reader.theatre.candidates(span.quote, language)
        id = None if known else self.reader.place_id(span)
        place = Place(name=span.quote, as_written=span.quote, gazetteer_id=id)
        draft.say("place", place.to_json(), (span, *around))

    def _range(
        self, name: str, told: Json, *, group: bool = False
    ) -> tuple[Range, tuple[Span, ...], tuple[Derived, ...]] | None:
        """A number with its bounds, if its quotes say it."""
        if told is None:
            return None
        quoted = told.get("quotes") if isinstance(told, dict) else None
        if isinstance(quoted, str):
            quoted = [quoted]
        if not isinstance(told, dict) or not isinstance(quoted, list):
            self._reject(name, told, None, NO_FORM)
            return None
        bounds = {part: told.get(part) for part in ("low", "best", "high")}
        found = [self._span(name, bounds, quote) for quote in quoted]
        spans = tuple(dict.fromkeys(span for span in found if span is not None))
        if not spans or None in found:
            if not quoted:
                self._reject(name, bounds, None, "no quote")
            return None
        shown = " … ".join(span.quote for span in spans)
        value = _as_range(bounds)
        if value is None:
            self._reject(name, bounds, shown, NO_FORM)
            return None
        figures = Figures.of(*(masked(span.quote, self.reader.dates.within(span)) for span in spans))
        if not figures.allow(value):
            self._reject(name, bounds, shown, NO_NUMBER)
            return None
        note = (Derived("rule", "the sum of the numbers quoted"),) if summed(figures, value) else ()
        return figures.bounded(value), spans, note

    def _say_victims(self, draft: Draft) -> None:
        for path, told in self._records("victims"):
            word = self._word(path, told.get("group"), vocabulary.GROUPS, told.get("quote"))
            span = self._span(path, told.get("group"), told.get("quote")) if word else None
            if word is None or span is None:
                continue
            killed, wounded = (self._range(f"{path}.{of}", told.get(of)) for of in ("killed", "wounded"))
            value = Victims(span.quote, word, killed and killed[0], wounded and wounded[0])
            more = [s for toll in (killed, wounded) if toll for s in toll[1]]
            draft.say("victims", value.to_json(), tuple(dict.fromkeys([span, *more])))

    def _say_status(self, draft: Draft, kind: str) -> None:
        told = self._record("status") or {}
        value = told.get("value")
        word = self._word("status", value, vocabulary.STATUSES, told.get("quote")) if value is not None else None
        if word and word != "occurred":
            span = self._span("status", word, told.get("quote"))
            if span is not None:
                draft.say("status", word, (span,))
                return
        if kind == "disrupted_weapons_use":
            draft.say("status", "foiled", draft.spans("kind"), Derived("rule", "weapons found before their use"))
        elif word == "occurred" or value is None:
            draft.say("status", "occurred", (), Derived("default", "nothing says otherwise"))
        # Else the text is said to deny it, in words that it does not hold: neither can be taken.

    def _say_count(self, draft: Draft) -> None:
        several = self._range("count", self.told.get("count"))
        if several is not None and several[0].low > 0:
            draft.say("count", several[0].to_json(), several[1], *several[2])
        else:
            draft.say("count", Range.exactly(1).to_json(), (), Derived("default", "told as one event"))

    def _say_actors(self, draft: Draft) -> None:
        for path, told in self._records("perpetrators"):
            span = self._span(path, told.get("quote"), told.get("quote"))
            basis = self._word(f"{path}.basis", told.get("basis"), vocabulary.BASES, told.get("quote"))
            if span is None or basis is None:
                continue
            id = self.reader.actor(span.quote)
            row = self.reader.theatre.actors.get(id or "")
            level = row.level if row else told.get("level")
            level = level if level in vocabulary.LEVELS else "group"
            type = row.type if row else told.get("type")
            type = type if type in vocabulary.ACTOR_TYPES else None
            credited = told.get("by")
            by = self._span(f"{path}.by", credited, credited) if credited else None
            actor = Perpetrator(span.quote, basis, str(level), id, by.quote if by else None, type)
            draft.say("perpetrators", actor.to_json(), (span, *([by] if by else [])))
            if row and row.campaign and draft.value("campaign") is None:
                draft.say("campaign", row.campaign, (span,), Derived("register", f"of {row.name}"))
        for path, told in self._records("denials"):
            span = self._span(path, told.get("quote"), told.get("quote"))
            if span is not None:
                draft.say("denials", {"name": span.quote, "actor_id": self.reader.actor(span.quote)}, (span,))


def _quotes_in(told: Json) -> Iterator[str]:
    """Every quote of an incident as the model gave it, the kind's first."""
    if isinstance(told, dict):
        for key in sorted(told, key=lambda key: key != "kind"):
            value = told[key]
            if key == "quote" and isinstance(value, str):
                yield value
            elif key == "quotes" and isinstance(value, list):
                yield from (quote for quote in value if isinstance(quote, str))
            else:
                yield from _quotes_in(value)
    elif isinstance(told, list):
        for entry in told:
            yield from _quotes_in(entry)


def _is_whole(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _as_range(told: Mapping[str, Json]) -> Range | None:
    low, best, high = (told.get(part) for part in ("low", "best", "high"))
    least = best if low is None else low
    if least is None or not all(n is None or _is_whole(n) for n in (low, best, high)):
        return None
    try:
        return Range(least, best, high)
    except BadRecord:
        return None


def _short(value: Json) -> Json:
    """A value as a report shows it: whole if it is small."""
    return value if len(str(value)) <= 200 else str(value)[:200] + "…"
