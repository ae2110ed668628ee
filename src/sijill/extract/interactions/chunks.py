"""Stretches of a sentence that name someone, and whom they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sijill.extract.interactions.names import Name
from sijill.extract.interactions.people import People, Someone
from sijill.extract.interactions.words import Sentence
from sijill.extract.scan import Mark
from sijill.lang.fold import fold
from sijill.model.records import Derived
from sijill.model.values import Actor

_RUN = frozenset({"name", "noun", "modifier"})
_MOST = 7
"""Words of the longest office or listed name that is looked up."""
_SHORT = 4
_PERSON = "person"
_GROUPS = frozenset({"armed_group", "party", "coalition", "military", "organisation", "government", "label", "police"})


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


def chunks(sentence: Sentence, people: People) -> Iterator[Chunk]:
    """The namings of a sentence, those within others too."""
    finder = _Finder(sentence, people)
    at = 0
    while at < len(sentence.tokens):
        told, after = finder.at(at)
        yield from told
        at = max(after, at + 1)


class _Finder:
    def __init__(self, sentence: Sentence, people: People) -> None:
        self.sentence, self.people = sentence, people
        self.tokens, self.words = sentence.tokens, sentence.politics.words
        self.marks: dict[int, tuple[Mark, int]] = {}
        for mark in sentence.marks:
            first = sentence.over(mark.start)
            self.marks.setdefault(first, (mark, sentence.at(mark.end)))

    def at(self, at: int) -> tuple[list[Chunk], int]:
        """What begins at a token, and the token behind it."""
        token = self.tokens[at]
        if self.sentence.politics.verb_first:
            return self._without_capitals(at)
        if token.low in self.words["he"] or token.low in self.words["they"] or token.low in self.words["own"]:
            return self._pronoun(at)
        if token.kind in _RUN:
            return self._run(at)
        return [], at + 1

    # --- a script with capitals

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
        end = self._of(at, end)
        return self._meant(at, end), end

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
        person = next(((m, f, a) for m, f, a in reversed(marks) if self._type(m) == _PERSON and a >= end), None)
        if person is not None:
            mark, first, after = person
            return [self._of_mark(mark, first, after), *self._inner(marks, mark)]
        whole = self._listed(at, end)
        if whole is not None:
            return [whole, *self._inner(marks, None, than=whole.someone.actor.actor_id)]
        if marks:
            return self._around(at, end, marks)
        return self._unlisted(at, end)

    def _inner(self, marks: list[tuple[Mark, int, int]], but: Mark | None, than: str | None = None) -> list[Chunk]:
        told = (self._of_mark(m, f, a) for m, f, a in marks if m is not but and m.value != than)
        return [replace(chunk, inner=True) for chunk in told]

    def _around(self, at: int, end: int, marks: list[tuple[Mark, int, int]]) -> list[Chunk]:
        """A stretch that holds a name of the register and more: its fighters are it, its envoy is another."""
        mark, first, after = marks[-1]
        behind = [t for t in self.tokens[after:end]]
        ahead = [t for t in self.tokens[at:first] if t.kind != "modifier"]
        members = all(t.low in self.words["members"] for t in behind)
        if behind and members and self._type(mark) != _PERSON:
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
        if not behind and ahead and all(t.kind == "name" for t in ahead) and self._type(mark) == _PERSON:
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
            return self._type(self.marks[begins][0]) == _PERSON
        return begins < len(self.tokens) and self.tokens[begins].kind == "name"

    def _holder(self, mark: Mark, at: int, end: int) -> Someone:
        """Who holds an office named with a group: the register's, on the day; else one without an id."""
        heads = self.words["heads"]
        span = self.sentence.scan.span(self.tokens[at].start, self.tokens[end - 1].end)
        day = self.people.at
        lead = any(t.low in heads for t in self.tokens[at:end])
        id = self.people.register.leader(mark.value, day) if lead and day is not None else None
        if id is not None:
            derived = Derived("register", f"who leads it on {day}")
            return Someone(Actor(span.quote, id, _PERSON), (span,), (derived,), span.start, span.end)
        return Someone(Actor(span.quote, None, _PERSON), (span,), (), span.start, span.end)

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
        taken = self._taken_up(at, end)
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

    # --- both

    def _type(self, mark: Mark) -> str:
        return self.people.theatre.actors[mark.value].type

    def _of_mark(self, mark: Mark, first: int, after: int) -> Chunk:
        row = self.people.theatre.actors[mark.value]
        start = mark.start
        token, article = self.tokens[first], self.sentence.scan.pack.grammar.article
        if article and self.sentence.scan.flat[token.start : start] == article:
            start = token.start
        span = self.sentence.scan.span(start, mark.end)
        someone = Someone(Actor(span.quote, row.id, row.type), (span,), (), start, mark.end)
        return Chunk(first, after, start, mark.end, someone, "listed")

    def _listed(self, at: int, end: int) -> Chunk | None:
        """A stretch that the register lists as it stands, or an office with its holder."""
        while at < end:
            start, stop = self.tokens[at].start + self.tokens[at].cut, self.tokens[end - 1].end
            whole = any(m.start == start and m.end == stop for m, _ in self.marks.values())
            text = self.sentence.scan.text[start:stop]
            meant = None if whole else self.people.register.meant(text, self.people.code, at=self.people.at)
            if meant is None and not whole and (end - at > 1 or self._is_definite(at)):
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

    def _is_definite(self, at: int) -> bool:
        article = self.sentence.scan.pack.grammar.article
        token = self.tokens[at]
        if article:
            return self.sentence.scan.flat.startswith(article, token.start + token.cut) or token.low.startswith("لل")
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
        definite = definite or bool(
            article and self.sentence.scan.flat.startswith(article, tokens[0].start + tokens[0].cut)
        )
        if not definite:
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
        elif len(tokens) <= 2 and low in self.words["man"]:
            found = self._before(start, group=False)
        elif len(tokens) <= 2 and low in self.words["titles"]:
            found = self._titled(low, start)
        if found is None:
            return None
        return Chunk(at, end, start, stop, self.people.again(found, span), "taken")

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
        """Who was named last of a kind."""
        for someone in reversed(self.people.memory.named):
            kind = someone.actor.type
            fits = kind in _GROUPS or (kind is None and someone.actor.actor_id is None) if group else kind == _PERSON
            if fits and someone.end <= start:
                return someone
        return None

    def _named_with(self, low: str, start: int) -> Someone | None:
        """The group named last that has a word in its name: "the ministry"."""
        for someone in reversed(self.people.memory.named):
            row = self.people.theatre.actors.get(someone.actor.actor_id or "")
            names = (someone.actor.name, *(row.names.get(self.people.code, ()) if row else ()))
            told = {word for name in names for word in fold(name, self.people.code).split()}
            if someone.actor.type != _PERSON and someone.end <= start and told & {low, "ال" + low}:
                return someone
        return None

    def _titled(self, low: str, start: int) -> Someone | None:
        """Who was told with a title before."""
        for someone in reversed(self.people.memory.named):
            if someone.actor.type == _PERSON and someone.end <= start:
                around = self.sentence.scan.flat[max(0, someone.start - 40) : someone.end + 40]
                if low in around:
                    return someone
        return None

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
            while end < len(self.tokens) and self.tokens[end].kind in _RUN and end not in self.marks:
                end += 1
            last = self.tokens[end - 1].low
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

    def _antecedent(self, start: int, at: int, *, group: bool) -> Someone | None:
        """Whom a pronoun takes up; behind a verb or a preposition another than who stands ahead of it as its subject."""
        found = self._before(start, group=group)
        lead = self.tokens[at - 1] if at else None
        objective = self.tokens[at].low in self.words["object"]
        if found is None or lead is None or not objective or not self.sentence.start <= found.start:
            return found
        for someone in reversed(self.people.memory.named):
            kind = someone.actor.type
            fits = kind in _GROUPS if group else kind == _PERSON
            other = (someone.actor.actor_id, someone.actor.name) != (found.actor.actor_id, found.actor.name)
            if fits and other and someone.end <= start and someone.actor.actor_id != found.actor.actor_id:
                return someone
        return found

    # --- a script without capitals

    def _without_capitals(self, at: int) -> tuple[list[Chunk], int]:
        token = self.tokens[at]
        if at in self.marks:
            mark, after = self.marks[at]
            return [self._of_mark(mark, at, after)], after
        if token.kind == "verb":
            return self._suffix(at), at + 1
        if token.low == '"':
            return self._quoted(at)
        loose = self._is_loose(at)
        if loose:
            return [self._new_person(at, at + 2)], at + 2
        if self._is_given(at):
            end = self._person_end(at)
            if end > at + 1:
                return [self._new_person(at, end)], end
        if token.kind not in {"noun", "name"}:
            return self._suffix(at), at + 1
        listed = self._longest(at)
        if listed is not None:
            inside = [
                replace(self._of_mark(m, f, a), inner=True) for f, (m, a) in self.marks.items() if at < f < listed.after
            ]
            inside = [c for c in inside if c.someone.actor.actor_id != listed.someone.actor.actor_id]
            return ([*inside] if self._beside(listed.after) else [listed, *inside]), listed.after
        return self._noun_phrase(at)

    def _longest(self, at: int) -> Chunk | None:
        limit = min(len(self.tokens), at + _MOST)
        end = at
        while (
            end < limit
            and self.tokens[end].kind not in {"sign", "verb", "date"}
            and (end == at or not self.tokens[end].cut or True)
        ):
            end += 1
        for stop in range(end, at, -1):
            found = self._listed(at, stop)
            if found is not None:
                return found
        return None

    def _beside(self, at: int) -> bool:
        """Whether a person's name stands right behind, whom an office ahead of it is told of."""
        if at in self.marks:
            return self._type(self.marks[at][0]) == _PERSON and not self.tokens[at].cut
        return at < len(self.tokens) and self._is_given(at) and self._person_end(at) > at + 1

    def _is_given(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind in {"verb", "sign", "date"} or at in self.marks:
            return False
        low = token.low[token.cut :]
        if self.sentence.text(token.start, token.end).endswith("\u0649") and len(low) < _SHORT:
            # The preposition, which flat text writes as the name Ali.
            return False
        return low in self.words["given"] or (low[:1] in {"و", "ل", "ب"} and low[1:] in self.words["given"])

    def _is_loose(self, at: int) -> bool:
        """Whether two words that no list knows stand behind a title or "called" as a name does, the second with an
        article."""
        if at == 0 or at + 1 >= len(self.tokens) or at in self.marks or at + 1 in self.marks:
            return False
        one, other, lead = self.tokens[at], self.tokens[at + 1], self.sentence.bare(self.tokens[at - 1])
        article = self.sentence.scan.pack.grammar.article
        titled = (
            lead in self.words["titles"]
            or lead in self.words["called"]
            or (at > 1 and self.sentence.bare(self.tokens[at - 2]) in self.words["titles"])
        )
        plain = one.kind == "word" and len(one.low) > 2 and not one.low.startswith(article) and not one.cut
        return (
            titled
            and plain
            and other.kind in {"word", "noun"}
            and other.low.startswith(article)
            and other.low.endswith("ي")
            and not self._is_given(at)
        )

    def _person_end(self, at: int) -> int:
        """Where a name ends that begins with a given name."""
        end = at + 1
        while end < len(self.tokens) and end - at < 4:
            token = self.tokens[end]
            if end in self.marks or token.kind not in {"word", "name", "noun", "link"} or len(token.low) < 3:
                break
            low = token.low
            part = low in self.words["given"] or low.startswith("ال") or low.endswith("ي") or token.kind == "link"
            if not (part or (token.kind == "word" and end == at + 1)):
                break
            end += 1
            if low.startswith("ال"):
                break
        return end

    def _new_person(self, at: int, end: int) -> Chunk:
        token = self.tokens[at]
        cut = token.cut
        if not cut and token.low not in self.words["given"]:
            cut = 1
        start, stop = token.start + cut, self.tokens[end - 1].end
        span = self.sentence.scan.span(start, stop)
        return Chunk(at, end, start, stop, Someone(Actor(span.quote, None, _PERSON), (span,), (), start, stop), "new")

    def _quoted(self, at: int) -> tuple[list[Chunk], int]:
        """A short name in quotation marks behind a noun that names a group, or "that is called"."""
        end = next((n for n in range(at + 1, min(len(self.tokens), at + 8)) if self.tokens[n].low == '"'), None)
        lead = self.tokens[at - 1] if at else None
        if end is None or end == at + 1 or lead is None or at + 1 in self.marks:
            return [], at + 1
        bare = self.sentence.bare(lead)
        if lead.kind != "noun" and bare not in self.words["called"]:
            return [], at + 1
        start, stop = self.tokens[at + 1].start, self.tokens[end - 1].end
        span = self.sentence.scan.span(start, stop)
        kind = self.sentence.politics.types.get(bare)
        someone = Someone(Actor(span.quote, None, kind), (span,), (), start, stop)
        return [Chunk(at + 1, end, start, stop, someone, "new")], end + 1

    def _noun_phrase(self, at: int) -> tuple[list[Chunk], int]:
        token = self.tokens[at]
        beside = self.marks.get(at + 1)
        if self.sentence.bare(token) in self.words["government"] and beside and self._type(beside[0]) == _PERSON:
            home = self._government(at, beside[1])
            if home is not None:
                return [home], beside[1]
        capital = self.people.capital(self.sentence, Name(at, at + 1, token.start + token.cut, token.end))
        if capital is not None:
            return [Chunk(at, at + 1, token.start + token.cut, token.end, capital, "office")], at + 1
        owned = self._owned(at)
        if owned is not None:
            return [owned], at + 1
        taken = self._taken_up(at, at + 1)
        follows = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        bare = self.sentence.bare(self.tokens[at])
        alone = follows is None or follows.kind in {"verb", "sign", "stop", "date", "relative", "skip"}
        if taken is not None and (alone or follows is None or follows.kind == "word"):
            return [taken], at + 1
        end = at + 1
        while end < len(self.tokens) and end - at < 5:
            token = self.tokens[end]
            if end in self.marks and not self.tokens[end].cut and bare in self.words["members"] | self.words["titles"]:
                mark, after = self.marks[end]
                if end > at + 1 and self._type(mark) == "state":
                    break
                if bare in self.words["members"] and self._type(mark) != _PERSON:
                    chunk = self._of_mark(mark, end, after)
                    return [replace(chunk, first=at)], after
                if self._type(mark) == _PERSON:
                    return [], end
                if bare in self.words["single"]:
                    return [replace(self._of_mark(mark, end, after), inner=self._beside(after))], after
                someone = self._holder(mark, at, after)
                if self._beside(after):
                    return [replace(self._of_mark(mark, end, after), inner=True)], after
                stop = self.tokens[after - 1].end
                whole = Chunk(at, after, self.tokens[at].start + self.tokens[at].cut, stop, someone, "office")
                return [whole, replace(self._of_mark(mark, end, after), inner=True)], after
            if end in self.marks or token.cut or token.kind not in {"noun", "word", "name"} or self._is_given(end):
                break
            if token.kind == "word" and not self._is_adjective(end):
                break
            end += 1
        if self._beside(end) and bare in self.words["titles"]:
            return [], end
        someone = self._noun(at, end)
        if someone is None:
            return [], end
        start, stop = self.tokens[at].start + self.tokens[at].cut, self.tokens[end - 1].end
        return [Chunk(at, end, start, stop, someone, "noun")], end

    def _owned(self, at: int) -> Chunk | None:
        """A noun with a pronoun written to it: "its fighters" are it, "his movement" is the one he leads."""
        token = self.tokens[at]
        low = token.low[token.cut :]
        suffix = next((s for s in sorted(self.words["suffixes"], key=len, reverse=True) if low.endswith(s)), None)
        if suffix is None:
            return None
        stem, single = low[: -len(suffix)], suffix in self.words["he"]
        stem = stem[:-1] + "ه" if stem.endswith("ت") and stem not in self.words["nouns"] else stem
        found: Someone | None = None
        id: str | None = None
        if stem in self.words["heads"]:
            found = self._before(token.start, group=True)
            if found is not None and found.actor.actor_id and self.people.at:
                id = self.people.register.leader(found.actor.actor_id, self.people.at)
        elif stem in self.words["followers"] or stem in self.words["group"]:
            found = self._before(token.start, group=not single)
            led = self.people.led_by(found.actor.actor_id) if found and single else None
            id = led or (found.actor.actor_id if found and not single else None)
        elif stem in self.words["members"]:
            found = self._before(token.start, group=True)
            id = found.actor.actor_id if found else None
        if found is None or not id:
            return None
        start = token.start + token.cut
        span = self.sentence.scan.span(start, token.end)
        derived = Derived("rule", f"{span.quote!r} takes up {found.actor.name}")
        row = self.people.theatre.actors[id]
        someone = Someone(Actor(span.quote, id, row.type), (span,), (derived,), start, token.end)
        return Chunk(at, at + 1, start, token.end, someone, "taken")

    def _is_adjective(self, at: int) -> bool:
        low = self.tokens[at].low
        return low.startswith("ال") or low.endswith(("ي", "يه", "ين", "ون"))

    def _suffix(self, at: int) -> list[Chunk]:
        """A pronoun written to a verb or a preposition: whom it takes up."""
        token = self.tokens[at]
        low = token.low
        single = low in self.words["he"]
        many = low in self.words["they"]
        verb = next((v for v in self.sentence.verbs if v.first == at and v.suffix is not None), None)
        start, stop = token.start, token.end
        if verb is not None and verb.suffix is not None:
            start, stop = verb.suffix
            single = self.sentence.scan.flat[start:stop] in self.words["he"]
            many = not single
        if not (single or many):
            return []
        found = self._before(token.start, group=False) if single else self._before(token.start, group=True)
        if found is None:
            return []
        span = self.sentence.scan.span(start, stop)
        return [Chunk(at, at + 1, start, stop, self.people.again(found, span), "pronoun")]


__all__ = ["Chunk", "chunks"]
