"""What finding names in a sentence needs in any script: the register, offices on a day, and who was named before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sijill.extract.interactions.names import Name
from sijill.extract.interactions.people import People, Someone
from sijill.extract.interactions.words import Sentence
from sijill.extract.scan import Mark
from sijill.lang.fold import fold
from sijill.model.records import Derived
from sijill.model.values import Actor

PERSON = "person"
GROUPS = frozenset({"armed_group", "party", "coalition", "military", "organisation", "government", "label", "police"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of tokens [first, after) that names someone. how, inner: see `cast.Mention`."""

    first: int
    after: int
    start: int
    end: int
    someone: Someone
    how: str
    inner: bool = False


class Namings:
    """One sentence and the marks in it, by their first token."""

    def __init__(self, sentence: Sentence, people: People) -> None:
        self.sentence, self.people = sentence, people
        self.tokens, self.words = sentence.tokens, sentence.politics.words
        self.marks: dict[int, tuple[Mark, int]] = {}
        for mark in sentence.marks:
            first = sentence.over(mark.start)
            self.marks.setdefault(first, (mark, sentence.at(mark.end)))

    def held(self) -> list[Chunk]:
        """Those named within what describes another: "Sadr" in "Sadr's followers"."""
        at, over = self.sentence.at, self.sentence.over
        told = (self._of_mark(m, over(m.start), at(m.end)) for m in self.sentence.held)
        return [replace(chunk, inner=True) for chunk in told]

    def _holder(self, mark: Mark, at: int, end: int) -> Someone:
        """Who holds an office named with a group: the register's, on the day; else one without an id."""
        heads = self.words["heads"]
        span = self.sentence.scan.span(self.tokens[at].start, self.tokens[end - 1].end)
        day = self.people.at
        lead = any(t.low in heads for t in self.tokens[at:end])
        id = self.people.register.leader(mark.value, day) if lead and day is not None else None
        if id is not None:
            derived = Derived("register", f"who leads it on {day}")
            return Someone(Actor(span.quote, id, PERSON), (span,), (derived,), span.start, span.end)
        return Someone(Actor(span.quote, None, PERSON), (span,), (), span.start, span.end)

    def _type(self, mark: Mark) -> str:
        return self.people.theatre.actors[mark.value].type

    def _of_mark(self, mark: Mark, first: int, after: int) -> Chunk:
        row = self.people.theatre.actors[mark.value]
        start = mark.start
        token, article = self.tokens[first], self.sentence.scan.pack.grammar.article
        if article and self.sentence.scan.flat[token.start : start] == article:
            start = token.start
        span = self.sentence.scan.span(start, mark.end)
        derived = (Derived("register", f"{row.name}, whom it means here"),) if self.sentence.is_meant(mark) else ()
        someone = Someone(Actor(span.quote, row.id, row.type), (span,), derived, start, mark.end)
        return Chunk(first, after, start, mark.end, someone, "listed")

    def _listed(self, at: int, end: int) -> Chunk | None:
        """A stretch that the register lists as it stands, or an office with its holder."""
        while at < end:
            start, stop = self.tokens[at].start + self.tokens[at].cut, self.tokens[end - 1].end
            whole = any(m.start == start and m.end == stop for m, _ in self.marks.values())
            text = self.sentence.scan.text[start:stop]
            meant = None if whole else self.people.register.meant(text, self.people.code, at=self.people.at)
            alone = end - at == 1 and (not self._is_definite(at) or self._is_no_body(at))
            if meant is None and not whole and not alone:
                meant = self.people.at_home(text)
            if meant is not None:
                row = self.people.theatre.actors[meant.id]
                span = self.sentence.scan.span(start, stop)
                derived = (Derived("register", meant.note),) if meant.note else ()
                someone = Someone(Actor(span.quote, row.id, row.type), (span,), derived, start, stop)
                how = "office" if meant.how == "office" else "listed"
                return Chunk(at, end, start, stop, someone, how)
            if self.tokens[at].kind != "modifier" or self.sentence.politics.verb_first:
                return None
            at += 1
        return None

    def _is_no_body(self, at: int) -> bool:
        """Whether the word ahead makes one word no ministry's: the lawyer of "the defence"."""
        return at > 0 and self.sentence.bare(self.tokens[at - 1]) in self.words["no_body"]

    def _is_definite(self, at: int) -> bool:
        article = self.sentence.scan.pack.grammar.article
        token = self.tokens[at]
        if article:
            return self.sentence.scan.flat.startswith(article, token.start + token.cut) or any(
                token.low.startswith(glued) for glued in self.words["glued"]
            )
        return at > 0 and self.tokens[at - 1].low in self.words["the"]

    def _noun(self, at: int, end: int) -> Someone | None:
        start, stop = self.tokens[at].start + self.tokens[at].cut, self.tokens[end - 1].end
        span = self.sentence.scan.span(start, stop)
        last = self.sentence.bare(self.tokens[end - 1])
        meant = self.people.register.meant(last, self.people.code)
        if meant is not None:
            row = self.people.theatre.actors[meant.id]
            note = Derived("register", f"{row.name}, which it names")
            return Someone(Actor(span.quote, row.id, row.type), (span,), (note,), start, stop)
        kind = self.people.type_of(self.sentence, Name(at, end, start, stop))
        return Someone(Actor(span.quote, None, kind), (span,), (), start, stop)

    def _taken_up(self, at: int, end: int) -> Chunk | None:
        """Who "the group", "the cleric" or "the prime minister" is that was named before."""
        tokens = self.tokens[at:end]
        definite = at > 0 and self.tokens[at - 1].low in self.words["the"] | self.words["own"]
        article = self.sentence.scan.pack.grammar.article
        if not definite and not (article and self._is_definite(at)):
            return None
        low = self.sentence.bare(tokens[-1] if not article else tokens[0])
        start, stop = tokens[0].start + tokens[0].cut, tokens[-1].end
        span = self.sentence.scan.span(start, stop)
        found = None
        if len(tokens) == 1 and low in self.words["government"] and self.tokens[at - 1].low not in self.words["own"]:
            return self._government(at, end)
        if len(tokens) <= 2 and (low in self.words["group"] or low in self.words["bodies"]):
            found = self._named_with(low, start) or (
                self._before(start, group=True) if low in self.words["any_group"] else None
            )
        elif len(tokens) == 1 and low in self.words["firms"]:
            found = self._named_with(low, start) or self._unknown_before(start)
        elif len(tokens) <= 2 and low in self.words["man"]:
            found = self._before(start, group=False)
        elif len(tokens) <= 2 and low in self.words["titles"]:
            found = self._titled(low, start)
        if found is None:
            return None
        return Chunk(at, end, start, stop, self.people.again(found, span), "taken")

    def _again(self, mark: Mark, first: int, after: int) -> Chunk | None:
        """Who was named before with the one word that the register knows another by: "the alliance"."""
        low = self.sentence.bare(self.tokens[first])
        if after != first + 1 or low not in self.words["any_group"]:
            return None
        told = self._named_with(low, mark.start)
        if told is None or told.actor.actor_id == mark.value:
            return None
        return Chunk(
            first,
            after,
            mark.start,
            mark.end,
            self.people.again(told, self.sentence.scan.span(mark.start, mark.end)),
            "taken",
        )

    def _government(self, at: int, end: int) -> Chunk | None:
        """The government of the theatre's country, for "the government"."""
        home = self.people.home_government()
        if home is None:
            return None
        start, stop = self.tokens[at].start + self.tokens[at].cut, self.tokens[end - 1].end
        span = self.sentence.scan.span(start, stop)
        derived = Derived("rule", "the government of the theatre's country")
        return Chunk(
            at,
            end,
            start,
            stop,
            Someone(Actor(span.quote, home.id, home.type), (span,), (derived,), start, stop),
            "office",
        )

    def _before(self, start: int, *, group: bool) -> Someone | None:
        """Who was named last of a kind; of the persons of the sentence before the first: its subject."""
        subject = next((s for s in self.people.memory.last if s.actor.type == PERSON), None)
        if not group and subject is not None and not self._names_person(start):
            return subject
        for someone in reversed(self.people.memory.named):
            kind = someone.actor.type
            fits = kind in GROUPS or (kind is None and someone.actor.actor_id is None) if group else kind == PERSON
            if fits and someone.end <= start:
                return someone
        return None

    def _unknown_before(self, start: int) -> Someone | None:
        """Who was named last by a name of his own that the register lacks, and is no person: "the company"."""
        for someone in reversed(self.people.memory.named):
            actor = someone.actor
            named = actor.actor_id is None and actor.type not in {PERSON, "place"} and someone.end <= start
            if named and (not self.sentence.scan.cased or actor.name[:1].isupper()):
                return someone
        return None

    def _names_person(self, start: int) -> bool:
        """Whether this sentence names a person ahead of an offset."""
        begins = self.sentence.start
        return any(s.actor.type == PERSON and begins <= s.end <= start for s in self.people.memory.named)

    def _named_with(self, low: str, start: int) -> Someone | None:
        """The group named last that has a word in its name: "the ministry"."""
        article = self.sentence.scan.pack.grammar.article
        for someone in reversed(self.people.memory.named):
            row = self.people.theatre.actors.get(someone.actor.actor_id or "")
            names = (someone.actor.name, *(row.names.get(self.people.code, ()) if row else ()))
            told = {word for name in names for word in fold(name, self.people.code).split()}
            if someone.actor.type != PERSON and someone.end <= start and told & {low, article + low}:
                return someone
        return None

    def _titled(self, low: str, start: int) -> Someone | None:
        """Who was told with a title before: whose name stands right behind it, else who stands near it."""
        flat = self.sentence.scan.flat
        told = [s for s in reversed(self.people.memory.named) if s.actor.type == PERSON and s.end <= start]
        titled = (s for s in told if low in flat[max(0, s.start - 12 - len(low)) : s.start])
        near = (s for s in told if low in flat[max(0, s.start - 40) : min(s.end + 40, start)])
        return next(titled, None) or next(near, None)


__all__ = ["GROUPS", "PERSON", "Chunk", "Namings"]
