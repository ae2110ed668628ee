"""Whom a name in a text means: the register's id, by alias, spelling, office or what was said before; None if nobody.

A name that the register lacks stays without an id: it is never forced onto one that is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from sijill.extract.interactions.names import Name
from sijill.extract.interactions.words import Sentence
from sijill.extract.scan import Mark
from sijill.lang.fold import fold
from sijill.model.records import Derived
from sijill.model.text import Span
from sijill.model.values import Actor
from sijill.theatre import ActorRow, Theatre
from sijill.theatre.register import Entry, Meant, Register

_PEOPLE = "person"
_BODIES = frozenset({"government", "military", "police", "organisation"})
_LED = frozenset({"armed_group", "party", "coalition"})
_RULED = frozenset({"state", "government"})
_OFTEN = 4
"""Bodies of a country that share a word before it is taken to name the country."""
_GROUPS = frozenset({"armed_group", "party", "coalition", "military", "organisation", "government", "label", "police"})


@dataclass(frozen=True, slots=True)
class Someone:
    """An actor of one sentence: as written, with its words and where its id comes from."""

    actor: Actor
    spans: tuple[Span, ...]
    derived: tuple[Derived, ...] = ()
    start: int = 0
    end: int = 0
    many: bool = False


@dataclass(slots=True)
class Memory:
    """Who was named so far, in order: what "he" and "the group" take up."""

    named: list[Someone] = field(default_factory=list)
    last: list[Someone] = field(default_factory=list)
    """Those that the sentence before names, in order, without those within another's naming."""

    def two(self) -> list[Someone]:
        """The two that the sentence before is about: its persons where they are two, else its first two."""
        told = {s.actor.actor_id or s.actor.name.casefold(): s for s in reversed(self.last)}
        each = list(reversed(told.values()))
        people = [s for s in each if s.actor.type == _PEOPLE]
        return people if len(people) == 2 else each[:2] if len(each) > 1 else []

    def person(self, before: int) -> Someone | None:
        return next((s for s in reversed(self.named) if s.actor.type == _PEOPLE and s.end <= before), None)

    def group(self, before: int) -> Someone | None:
        told = (s for s in reversed(self.named) if s.end <= before and s.actor.actor_id)
        return next((s for s in told if s.actor.type in {"armed_group", "party", "coalition", "organisation"}), None)


@lru_cache(maxsize=8)
def _short_names(theatre: Theatre, code: str) -> dict[str, str]:
    """Names of the bodies of the theatre's country without the country, where one alone is left with it."""
    home = theatre.countries[0]
    adjectives = _country_words(theatre, code, home)
    found: dict[str, set[str]] = {}
    for row in theatre.actors.values():
        if row.country != home or row.type not in _BODIES:
            continue
        for name in row.names.get(code, ()):
            words = fold(name, code).split()
            if len(words) > 1 and words[0] in adjectives:
                found.setdefault(" ".join(words[1:]), set()).add(row.id)
            elif len(words) > 1 and words[-1] in adjectives:
                found.setdefault(" ".join(words[:-1]), set()).add(row.id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def _country_words(theatre: Theatre, code: str, home: str) -> set[str]:
    """The words by which its bodies are said to be a country's: "Iraqi"."""
    first: dict[str, int] = {}
    for row in theatre.actors.values():
        if row.country == home and row.type in _BODIES:
            for name in row.names.get(code, ())[:1]:
                words = fold(name, code).split()
                for word in {words[0], words[-1]}:
                    first[word] = first.get(word, 0) + 1
    return {word for word, n in first.items() if n >= _OFTEN}


@lru_cache(maxsize=8)
def register_of(theatre: Theatre) -> Register:
    """The register of a theatre, ready to look names up in."""
    entries = (Entry(row.id, row.type, row.names) for row in theatre.actors.values())
    return Register(entries, theatre.offices)


class People:
    """Finds out who is meant in the sentences of one text. at: the day it was written, for offices."""

    def __init__(self, theatre: Theatre, code: str, at: date | None) -> None:
        self.theatre, self.code, self.at = theatre, code, at
        self.register = register_of(theatre)
        self.memory = Memory()

    def someone(
        self, sentence: Sentence, name: Name, *, at: date | None = None, capital: bool = False
    ) -> Someone | None:
        """Who a name means; None for what is no actor, such as a bare place.

        at: the day an office is held, else that of the text. capital: the capital may stand for its government.
        """
        span = sentence.scan.span(name.start, name.end)
        marks = [m for m in sentence.marks if name.start <= m.start and m.end <= name.end]
        person = next((m for m in reversed(marks) if self.theatre.actors[m.value].type == _PEOPLE), None)
        if person is not None and self._is_head(sentence, name, person):
            return self._of_mark(sentence, person, name)
        head = self._head(sentence, name, marks)
        if head is not None:
            return self._of_mark(sentence, head, name)
        holder = self._holder(sentence, name, marks, at or self.at)
        if holder is not None:
            return holder
        taken_up = self._taken_up(sentence, name)
        if taken_up is not None:
            return taken_up
        meant = self.register.meant(span.quote, self.code, at=at or self.at)
        if meant is None and not marks:
            meant = self._titled(sentence, name)
        if meant is not None:
            row = self.theatre.actors[meant.id]
            derived = (Derived("register", meant.note),) if meant.note else ()
            return Someone(Actor(span.quote, row.id, row.type), (span,), derived, name.start, name.end)
        if self.is_bare_place(sentence, name):
            return self.capital(sentence, name) if capital else None
        if not self._acts(sentence, name):
            return None
        if not marks and any(m.end >= name.end for m in sentence.scan.marks("weapons", name.start, name.end)):
            return None
        kind = self.type_of(sentence, name)
        derived = (Derived("rule", "its type is that of its noun"),) if kind else ()
        return Someone(Actor(span.quote, None, kind), (span,), derived, name.start, name.end)

    def _is_head(self, sentence: Sentence, name: Name, person: Mark) -> bool:
        """Whether a person is whom the stretch names, and not only whose: "Sadr's followers", "the cabinet of"."""
        tokens = sentence.tokens[name.first : name.after]
        if (
            any(t.start >= person.end and t.kind in {"name", "noun", "link"} for t in tokens)
            and not sentence.politics.verb_first
        ):
            return False
        before = [t for t in tokens if t.end <= person.start]
        return not before or before[-1].low not in sentence.politics.words["of"]

    def _holder(self, sentence: Sentence, name: Name, marks: Sequence[Mark], at: date | None) -> Someone | None:
        """Who leads a group on a day: "the head of the Quds Force"."""
        tokens = sentence.tokens[name.first : name.after]
        heads = sentence.politics.words["heads"]
        lead = [t for t in tokens if sentence.bare(t) in heads]
        if not lead or not marks or at is None:
            return None
        others = [
            t for t in tokens if t.kind in {"name", "noun"} and t not in lead and not sentence.mark_over(t.start, t.end)
        ]
        if others or (sentence.politics.verb_first and lead[0] is not tokens[0]):
            return None
        found = {meant for m in marks if (meant := self.register.leader(m.value, at)) is not None}
        if len(found) != 1:
            return None
        row = self.theatre.actors[found.pop()]
        span = sentence.scan.span(name.start, name.end)
        derived = Derived("register", f"{row.name} on {at.isoformat()}")
        return Someone(Actor(span.quote, row.id, row.type), (span,), (derived,), name.start, name.end)

    def _titled(self, sentence: Sentence, name: Name) -> Meant | None:
        """A name behind titles: "General Ismael Qaani"."""
        titles = sentence.politics.words["titles"]
        first = name.first
        while first < name.after and sentence.bare(sentence.tokens[first]) in titles:
            first += 1
        if first in {name.first, name.after}:
            return None
        rest = sentence.scan.span(sentence.tokens[first].start, name.end).quote
        return self.register.meant(rest, self.code)

    def _of_mark(self, sentence: Sentence, mark: Mark, name: Name) -> Someone:
        row = self.theatre.actors[mark.value]
        start, end = (mark.start, mark.end) if row.type == _PEOPLE else (name.start, name.end)
        span = sentence.scan.span(start, end)
        derived: tuple[Derived, ...] = ()
        if (start, end) != (mark.start, mark.end):
            derived = (Derived("register", f"{row.name}, which it names"),)
        elif sentence.is_meant(mark):
            derived = (Derived("register", f"{row.name}, whom it means here"),)
        return Someone(Actor(span.quote, row.id, row.type), (span,), derived, start, end)

    def _head(self, sentence: Sentence, name: Name, marks: Sequence[Mark]) -> Mark | None:
        """The register's name that is what the stretch is about: all of it, or "members of" it."""
        if marks and not sentence.politics.verb_first:
            # "the Quds Force of the Revolutionary Guards"
            first = marks[0]
            lead = [t for t in sentence.tokens[name.first : name.after] if t.end <= first.start]
            follows = next((t for t in sentence.tokens[name.first : name.after] if t.start >= first.end), None)
            label = self.theatre.actors[first.value].type == "label"
            if (
                not label
                and follows is not None
                and follows.low in sentence.politics.words["of"]
                and all(t.kind == "det" for t in lead)
            ):
                return first
        for mark in reversed(marks):
            before = [t for t in sentence.tokens[name.first : name.after] if t.end <= mark.start + 1]
            after = [t for t in sentence.tokens[name.first : name.after] if t.start >= mark.end]
            group = self.theatre.actors[mark.value].type in _GROUPS
            words = sentence.politics.words
            small = {"det", "link", "quantity", "modifier", "skip"}
            if all(t.kind in small or (group and sentence.bare(t) in words["members"]) for t in (*before, *after)) and (
                group or not [t for t in (*before, *after) if sentence.bare(t) in words["members"]]
            ):
                return mark
            titles = all(t.kind in small or sentence.bare(t) in words["titles"] for t in before)
            if not after and titles and self.theatre.actors[mark.value].type == _PEOPLE:
                return mark
        return None

    def _taken_up(self, sentence: Sentence, name: Name) -> Someone | None:
        """Who "the group" or "the president" is that was named before."""
        tokens = sentence.tokens[name.first : name.after]
        words = sentence.politics.words
        definite = name.first > 0 and sentence.tokens[name.first - 1].low in words["the"]
        article = sentence.scan.pack.grammar.article
        written = [sentence.text(t.start + t.cut, t.end) for t in tokens]
        definite = definite or bool(article and all(word.startswith(article) for word in written))
        if not definite:
            return None
        lows = [sentence.bare(t) for t in tokens]
        span = sentence.scan.span(name.start, name.end)
        if len(lows) == 1 and lows[0] in words["government"] and (home := self.home_government()) is not None:
            derived = Derived("rule", "the government of the theatre's country")
            return Someone(Actor(span.quote, home.id, home.type), (span,), (derived,), name.start, name.end)
        if len(lows) == 1 and lows[0] in words["group"]:
            found = self.memory.group(name.start)
            if found is not None:
                return self.again(found, span)
        if len(lows) <= 2 and all(low in words["titles"] for low in lows):
            title = lows[-1]
            told = (s for s in reversed(self.memory.named) if s.actor.type == _PEOPLE and s.end <= name.start)
            for someone in told:
                around = sentence.scan.flat[max(0, someone.start - 28) : someone.end]
                if title in around.split("\n")[-1].split(". ")[-1]:
                    return self.again(someone, span)
        return None

    def again(self, someone: Someone, span: Span) -> Someone:
        """The same one, taken up by other words."""
        derived = Derived("rule", f"{span.quote!r} takes up {someone.actor.name}")
        return Someone(
            someone.actor, (*someone.spans[:1], span), (*someone.derived, derived), someone.start, someone.end
        )

    def is_bare_place(self, sentence: Sentence, name: Name) -> bool:
        places = sentence.scan.marks("places", name.start, name.end) + sentence.scan.marks(
            "elsewhere", name.start, name.end
        )
        for mark in places:
            row = sentence.scan.rows(mark)[0]
            whole = mark.start <= name.start and name.end <= mark.end
            if whole and row.precision != "country" and row.country in self.theatre.countries:
                return True
        return False

    def capital(self, sentence: Sentence, name: Name) -> Someone | None:
        """The state for which its capital stands: "urged Baghdad to"."""
        home = self.theatre.places.get(self.theatre.capital or "")
        marks = sentence.scan.marks("places", name.start, name.end)
        if home is None or not any(
            home.id in (row.id, *row.parents) for m in marks for row in sentence.scan.rows(m)[:1]
        ):
            return None
        government = self.home_government()
        if (
            government is None
            or government.country != home.country
            or sentence.scan.rows(marks[0])[0].name != home.name.split(",")[0]
        ):
            return None
        rows = self.theatre.actors.values()
        state = next((r for r in rows if r.type == "state" and r.country == home.country), government)
        if self._is_at_home(sentence, home.country):
            state = government
        span = sentence.scan.span(name.start, name.end)
        derived = Derived("rule", f"the capital stands for {state.name}")
        return Someone(Actor(span.quote, state.id, state.type), (span,), (derived,), name.start, name.end)

    def _is_at_home(self, sentence: Sentence, home: str | None) -> bool:
        """Whether a sentence names parties of the theatre's country and none of another: the capital rules there."""
        named = [self.theatre.actors[m.value] for m in sentence.marks]
        return any(row.country == home for row in named) and not any(row.country not in {home, None} for row in named)

    def home_government(self) -> ActorRow | None:
        """The government of a theatre of one country: the first that the register lists."""
        if len(self.theatre.countries) != 1:
            return None
        home = self.theatre.countries[0]
        rows = (row for row in self.theatre.actors.values() if row.type == "government" and row.country == home)
        return next(rows, None)

    def at_home(self, text: str) -> Meant | None:
        """Who of the theatre's country is named but for the country: "the defence ministry" is its own."""
        if len(self.theatre.countries) != 1:
            return None
        id = _short_names(self.theatre, self.code).get(fold(text, self.code))
        return Meant(id, "listed", f"{self.theatre.actors[id].name}, the theatre's own") if id else None

    def led_by(self, person: str | None) -> str | None:
        """The group that a person leads on the day of the text, by the register's offices; None if none or several."""
        if person is None or self.at is None:
            return None
        day = self.at
        led = {
            row["organisation"]
            for row in self.theatre.offices
            if row["person"] == person and self.register.leader(row["organisation"], day) == person
        }
        # Nobody's followers are a state or a government.
        led = {id for id in led if self.theatre.actors[id].type not in _RULED}
        led = {id for id in led if self.theatre.actors[id].type in _LED} or led
        return led.pop() if len(led) == 1 else None

    def _acts(self, sentence: Sentence, name: Name) -> bool:
        tokens = sentence.tokens[name.first : name.after]
        # A language without capitals has names of words that no list knows; `named` has let them through.
        return sentence.politics.verb_first or any(t.kind in {"name", "noun"} for t in tokens)

    def type_of(self, sentence: Sentence, name: Name) -> str | None:
        tokens = sentence.tokens[name.first : name.after]
        types = sentence.politics.types
        lows = [sentence.bare(t) for t in tokens]
        for low in lows if sentence.politics.verb_first else reversed(lows):
            if low in types:
                return types[low]
        titled = bool(lows) and lows[0] in sentence.politics.words["titles"]
        return _PEOPLE if titled else None


__all__ = ["Memory", "People", "Someone", "register_of"]
