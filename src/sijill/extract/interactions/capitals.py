"""Stretches that name someone in a script with capitals."""

from __future__ import annotations

from dataclasses import replace

from sijill.extract.interactions.names import Name
from sijill.extract.interactions.namings import GROUPS, PERSON, Chunk, Namings
from sijill.extract.interactions.people import Someone
from sijill.extract.interactions.words import Token
from sijill.extract.scan import Mark
from sijill.lang import places
from sijill.model.records import Derived
from sijill.model.values import Actor

_RUN = frozenset({"name", "noun", "modifier"})
_BESIDE_NAME = frozenset({"det", "quantity", "word", "modifier"})
_RULED = frozenset({"state", "government", PERSON})
"""Whose head is told by an office of its own, "the president of Iran", and no leader."""


class Capitals(Namings):
    """Finds names by their capitals, and common nouns that act."""

    def at(self, at: int) -> tuple[list[Chunk], int]:
        """What begins at a token, and the token behind it."""
        token = self.tokens[at]
        if token.low in self.words["he"] or token.low in self.words["they"] or token.low in self.words["own"]:
            return self._pronoun(at)
        if token.kind in _RUN:
            return self._run(at)
        return [], at + 1

    def _run(self, at: int) -> tuple[list[Chunk], int]:
        end = at
        while end < len(self.tokens) and (self.tokens[end].kind in _RUN or end in self._inside):
            mark = self.marks.get(end)
            end = max(end + 1, mark[1] if mark else 0)
        follows = self.tokens[end : end + 2]
        if len(follows) == 2 and follows[0].low == "'" and self._is_capital(end + 1) and self._is_capital(end - 1):
            # "the Nurses' Union" is one name.
            end += 1
            while end < len(self.tokens) and self._is_capital(end):
                end += 1
            return [self._new(at, end)], end
        if not any(self.tokens[n].kind in {"name", "noun"} for n in range(at, end)):
            return [], end
        entitled = self._entitled(at, end)
        if entitled is not None:
            return entitled, max(chunk.after for chunk in entitled)
        end = self._of(at, end)
        return self._meant(at, end), end

    def _entitled(self, at: int, end: int) -> list[Chunk] | None:
        """Someone of the register behind a title of two parts: "US Secretary of State Mike Pompeo"."""
        tokens = self.tokens
        if end + 2 >= len(tokens) or tokens[end].low not in self.words["of"]:
            return None
        if tokens[end - 1].low not in self.words["titles"]:
            return None
        begins = end + 1
        while begins < len(tokens) and tokens[begins].kind == "name" and begins not in self.marks:
            begins += 1
        mark, after = self.marks.get(begins, (None, 0))
        if mark is None or begins == end + 1 or self._type(mark) != PERSON:
            return None
        inside = [(m, f, a) for f, (m, a) in self.marks.items() if at <= f < begins]
        return [self._of_mark(mark, begins, after), *self._inner(inside, mark)]

    def _is_capital(self, at: int) -> bool:
        token = self.tokens[at]
        return self.sentence.text(token.start, token.end)[:1].isupper() and at not in self._inside

    @property
    def _inside(self) -> set[int]:
        return {n for first, (_, after) in self.marks.items() for n in range(first, after)}

    def _of(self, at: int, end: int) -> int:
        """Past "of ..." where the whole is known, or its first part only counts: "members of the Sadrist bloc"."""
        tokens = self.tokens
        if end + 1 >= len(tokens) or tokens[end].low not in self.words["of"]:
            return end
        headed = self._headed(at, end)
        if headed is not None:
            return headed
        further = end + 1
        while further < len(tokens) and tokens[further].kind in {"det", "quantity"}:
            further += 1
        begins = further
        while further < len(tokens) and (tokens[further].kind in _RUN or further in self._inside):
            further += 1
        if further == begins:
            return end
        whole = self._listed(at, further)
        counts = all(t.low in self.words["members"] or t.kind == "modifier" for t in tokens[at:end])
        return further if whole is not None or counts else end

    def _meant(self, at: int, end: int) -> list[Chunk]:
        marks = [(m, first, after) for first, (m, after) in self.marks.items() if at <= first < end]
        person = next(((m, f, a) for m, f, a in reversed(marks) if self._type(m) == PERSON and a >= end), None)
        if person is not None:
            mark, first, after = person
            if self._is_namesake(at, first, after):
                return [self._new(first - 1, end), *self._inner(marks, mark)]
            return [self._of_mark(mark, first, after), *self._inner(marks, mark)]
        whole = self._listed(at, end) or self._head_of(at, end)
        if whole is not None:
            return [whole, *self._inner(marks, None, than=whole.someone.actor.actor_id)]
        if marks:
            return self._around(at, end, marks)
        return self._unlisted(at, end)

    def _head_of(self, at: int, end: int) -> Chunk | None:
        """The holder of an office told by what it heads, in whatever words: "the commander of Iran's Quds Force"."""
        mark = next((m for m, after in self.marks.values() if after == end), None)
        if mark is None or self._headed(at, at + 1) != end:
            return None
        someone = self._holder(mark, at, end)
        return Chunk(at, end, self.tokens[at].start, self.tokens[end - 1].end, someone, "office")

    def _headed(self, at: int, end: int) -> int | None:
        """Where the body ends that a head is the head of, if the register knows who leads it on the day."""
        tokens, day = self.tokens, self.people.at
        if end != at + 1 or tokens[at].low not in self.words["heads"] or not self._is_definite(at) or day is None:
            return None
        begins = end + 1
        while begins < len(tokens):
            mark, after = self.marks.get(begins, (None, begins))
            if mark is None and tokens[begins].kind not in _BESIDE_NAME:
                return None
            owner = mark is not None and after < len(tokens) and tokens[after].low == "'s"
            if mark is not None and not owner:
                known = self._type(mark) not in _RULED and self.people.register.leader(mark.value, day)
                return after if known else None
            begins = after + 1
        return None

    def _is_namesake(self, at: int, first: int, after: int) -> bool:
        """Whether a surname alone stands behind another given name than the register's: "Hassan al-Maliki"."""
        if after > first + 1 or first <= at or not self._is_capital(first - 1):
            return False
        token = self.tokens[first - 1]
        if len(token.low) == 1 and first - 1 > at:
            # "George W. Bush": an initial is no given name.
            return self._listed(first - 2, after) is None and self._is_namesake(at, first - 1, first)
        small = any(token.low in self.words[of] for of in ("titles", "modifiers", "members", "nouns"))
        country = token.low in places.load(self.sentence.scan.pack.code).demonyms
        return token.kind == "name" and not small and not country and self._listed(first - 1, after) is None

    def _inner(self, marks: list[tuple[Mark, int, int]], but: Mark | None, than: str | None = None) -> list[Chunk]:
        told = (self._of_mark(m, f, a) for m, f, a in marks if m is not but and m.value != than)
        return [replace(chunk, inner=True) for chunk in told]

    def _around(self, at: int, end: int, marks: list[tuple[Mark, int, int]]) -> list[Chunk]:
        """A stretch that holds a name of the register and more: its fighters are it, its envoy is another."""
        mark, first, after = marks[-1]
        behind = [t for t in self.tokens[after:end]]
        ahead = [t for t in self.tokens[at:first] if t.kind != "modifier"]
        members = all(t.low in self.words["members"] for t in behind)
        if behind and members and self._type(mark) != PERSON:
            chunk = self._of_mark(mark, first, after)
            if behind[-1].low in self.words["single"] and self._apposed(end):
                return self._inner(marks, None)
            return [replace(chunk, after=end, end=self.tokens[end - 1].end), *self._inner(marks, mark)]
        if behind and not members and any(t.low in self.words["titles"] or t.kind == "name" for t in behind):
            named = self._name_behind_titles(after, end)
            if named is not None:
                return [named, *self._inner(marks, None)]
            someone = self._holder(mark, at, end)
            whole = Chunk(first, end, self.tokens[first].start, self.tokens[end - 1].end, someone, "office")
            return [whole, *self._inner(marks, None)]
        if not behind and ahead and all(t.kind == "name" for t in ahead) and self._type(mark) == PERSON:
            # Another given name than the register's.
            return [self._new(at, end)]
        outer = [self._of_mark(m, f, a) for m, f, a in marks]
        return (
            [*outer[:-1], outer[-1]]
            if len(marks) == 1
            else [replace(c, inner=n < len(outer) - 1) for n, c in enumerate(outer)]
        )

    def _apposed(self, at: int) -> bool:
        """Whether a comma and a person's name follow: "a senior Badr man, Abu Ali"."""
        if at + 1 >= len(self.tokens) or self.tokens[at].low != ",":
            return False
        begins = at + 1
        while begins < len(self.tokens) and self.tokens[begins].kind in {"det", "quantity"}:
            begins += 1
        if begins in self.marks:
            return self._type(self.marks[begins][0]) == PERSON
        return begins < len(self.tokens) and self.tokens[begins].kind == "name"

    def _name_behind_titles(self, at: int, end: int) -> Chunk | None:
        """A proper name behind titles in a stretch: "security adviser Qasim Nuri"."""
        titles = self.words["titles"] | self.words["members"] | self.words["modifiers"]
        begins = end
        while begins > at and self.tokens[begins - 1].kind == "name" and self.tokens[begins - 1].low not in titles:
            begins -= 1
        if begins == end:
            return None
        return self._new(begins, end)

    def _unlisted(self, at: int, end: int) -> list[Chunk]:
        tokens = self.tokens[at:end]
        names = [t for t in tokens if t.kind == "name"]
        lows = [t.low for t in tokens if t.kind != "modifier"]
        taken = self._taken_up(at, end) or self._members_of(at, end) or self._shortened(at, end)
        if taken is not None:
            return [taken]
        if not names:
            someone = self._noun(at, end)
            return [Chunk(at, end, tokens[0].start, tokens[-1].end, someone, "noun")] if someone else []
        named = self._name_behind_titles(at, end)
        known = self._known_surname(at, end)
        if known is not None:
            return [known]
        if named is not None and named.first > at and all(low in self.words["titles"] for low in lows[: -len(names)]):
            return [named]
        return [self._new(at, end)]

    def _members_of(self, at: int, end: int) -> Chunk | None:
        """Who "members of the group" are: the group named before."""
        last = next((n for n in range(at + 1, end - 1) if self.tokens[n].low in self.words["of"]), None)
        if last is None or not all(t.low in self.words["members"] for t in self.tokens[at:last]):
            return None
        begins = last + 1
        while begins < end and self.tokens[begins].kind in {"det", "quantity"}:
            begins += 1
        group = self._taken_up(begins, end) if begins < end else None
        if group is None or group.someone.actor.type == PERSON:
            return None
        span = self.sentence.scan.span(self.tokens[at].start, self.tokens[end - 1].end)
        someone = group.someone
        if self.sentence.start <= someone.start:
            # "Police arrested members of the group": of one told of before.
            told = (s for s in reversed(self.people.memory.named) if s.end <= self.sentence.start)
            earlier = next((s for s in told if s.actor.type in GROUPS), None)
            if earlier is None:
                return None
            someone = earlier
        return Chunk(at, end, span.start, span.end, self.people.again(someone, span), "taken")

    def _shortened(self, at: int, end: int) -> Chunk | None:
        """One named in full before, by how that name begins: "the Islamic Supreme Council" behind "... of Iraq"."""
        if end - at < 2 or not all(self._is_capital(n) for n in range(at, end)):
            return None
        span = self.sentence.scan.span(self.tokens[at].start, self.tokens[end - 1].end)
        for someone in reversed(self.people.memory.named):
            longer = someone.actor.name.startswith(f"{span.quote} ") and someone.actor.type != PERSON
            if longer and someone.end <= span.start:
                return Chunk(at, end, span.start, span.end, self.people.again(someone, span), "taken")
        return None

    def _known_surname(self, at: int, end: int) -> Chunk | None:
        """The surname of one named in full before whom the register lacks."""
        last = self.tokens[end - 1]
        if end - at > 2:
            return None
        for someone in reversed(self.people.memory.named):
            words = someone.actor.name.replace("-", " ").lower().split()
            fits = someone.actor.actor_id is None and len(words) > 1 and someone.actor.type != "place"
            if fits and words[-1] == last.low.replace("-", " ").split()[-1] and last.kind == "name":
                span = self.sentence.scan.span(self.tokens[at].start, last.end)
                again = self.people.again(someone, span)
                return Chunk(at, end, self.tokens[at].start, last.end, again, "taken")
        return None

    def _new(self, at: int, end: int) -> Chunk:
        start, stop = self.tokens[at].start + self.tokens[at].cut, self.tokens[end - 1].end
        name = Name(at, end, start, stop)
        span = self.sentence.scan.span(start, stop)
        bare_place = self.people.is_bare_place(self.sentence, name)
        government = self.people.capital(self.sentence, name)
        if government is not None:
            return Chunk(at, end, start, stop, government, "office")
        kind = self.people.type_of(self.sentence, name)
        someone = Someone(Actor(span.quote, None, None if bare_place else kind), (span,), (), start, stop)
        return Chunk(at, end, start, stop, someone, "place" if self._is_place(start, stop) else "new")

    def _is_place(self, start: int, end: int) -> bool:
        scan = self.sentence.scan
        marks = scan.marks("places", start, end) + scan.marks("elsewhere", start, end)
        return any(m.start <= start + 4 and m.end >= end - 1 for m in marks)

    def _pronoun(self, at: int) -> tuple[list[Chunk], int]:
        token = self.tokens[at]
        single = token.low in self.words["he"] or token.low in self.words["his"]
        found = self._antecedent(token.start, at, group=not single)
        if found is None:
            return [], at + 1
        end = at + 1
        how = "pronoun"
        if token.low in self.words["own"]:
            # "his office" is him, "its fighters" are it, "his government" is his country's.
            while end < len(self.tokens) and end not in self.marks and (self._runs(end) or self._describes(end)):
                end += 1
            last = self.tokens[end - 1].low
            led = self._led(found, at, end) if single and last in self.words["followers"] | self.words["led"] else None
            if led is not None:
                return [led], end
            if end == at + 1 or not (last in self.words["members"] or last in self.words["offices_of"]):
                if end > at + 1 and last in self.words["government"]:
                    home = self.people.home_government()
                    if home is not None:
                        span = self.sentence.scan.span(token.start, self.tokens[end - 1].end)
                        someone = Someone(Actor(span.quote, home.id, home.type), (span,), (), span.start, span.end)
                        return [Chunk(at, end, token.start, self.tokens[end - 1].end, someone, "taken")], end
                return [], at + 1
            how = "taken"
        span = self.sentence.scan.span(token.start, self.tokens[end - 1].end)
        return [Chunk(at, end, token.start, self.tokens[end - 1].end, self.people.again(found, span), how)], end

    def _runs(self, at: int) -> bool:
        return self.tokens[at].kind in _RUN

    def _describes(self, at: int) -> bool:
        """Whether a word only says of what kind the next one is: "his blue-capped followers"."""
        return self.tokens[at].kind == "word" and at + 1 < len(self.tokens) and self.tokens[at + 1].kind == "noun"

    def _led(self, person: Someone, at: int, end: int) -> Chunk | None:
        """The group that somebody leads, for "his followers", "his bloc"."""
        id = self.people.led_by(person.actor.actor_id)
        if id is None:
            return None
        start, stop = self.tokens[at].start, self.tokens[end - 1].end
        span = self.sentence.scan.span(start, stop)
        row = self.people.theatre.actors[id]
        derived = Derived("rule", f"{span.quote!r} takes up {person.actor.name}, who leads {row.name}")
        return Chunk(
            at, end, start, stop, Someone(Actor(span.quote, id, row.type), (span,), (derived,), start, stop), "taken"
        )

    def _governs(self, token: Token) -> bool:
        """Whether a pronoun behind a word is its object: behind a verb or a preposition, not behind "that" or "and"."""
        return token.kind in {"verb", "word"} or token.low in self.words["before_place"] | self.words["of"]

    def _antecedent(self, start: int, at: int, *, group: bool) -> Someone | None:
        """Whom a pronoun takes up; as an object, another than who stands ahead of it as the subject."""
        found = self._before(start, group=group)
        subject = next((s for s in self.people.memory.last if s.actor.type != PERSON), None)
        if group and at == 0 and self.tokens[at].low in self.words["it"] and subject is not None:
            # "It accused the company": who the sentence before is about.
            return subject
        lead = self.tokens[at - 1] if at else None
        objective = self.tokens[at].low in self.words["object"] and lead is not None and self._governs(lead)
        if found is None or lead is None or not objective or not self.sentence.start <= found.start:
            return found
        for someone in reversed(self.people.memory.named):
            kind = someone.actor.type
            fits = kind in GROUPS if group else kind == PERSON
            other = (someone.actor.actor_id, someone.actor.name) != (found.actor.actor_id, found.actor.name)
            if fits and other and someone.end <= start and someone.actor.actor_id != found.actor.actor_id:
                return someone
        return found


__all__ = ["Capitals"]
