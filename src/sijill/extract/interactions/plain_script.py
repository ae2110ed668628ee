"""Stretches that name someone in a script without capitals."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from sijill.extract.interactions.names import Name
from sijill.extract.interactions.namings import PERSON, Chunk, Namings
from sijill.extract.interactions.people import Someone
from sijill.lang import pack, places, wording
from sijill.model.records import Derived
from sijill.model.values import Actor

_MOST = 7
"""Words of the longest office or listed name that is looked up."""
_SHORT = 4
_FAR = 8
"""Words ahead of a place among which it may be told that somebody goes there."""


@lru_cache(maxsize=4)
def _demonyms(code: str) -> frozenset[str]:
    """The adjectives of countries, in their flat form."""
    told = pack.load(code)
    return frozenset(told.normalise(word).text for word in places.load(code).demonyms)


class Plain(Namings):
    """Finds names by the register, by given names and titles, and by quotation marks."""

    def at(self, at: int) -> tuple[list[Chunk], int]:
        """What begins at a token, and the token behind it."""
        token = self.tokens[at]
        if at in self.marks:
            mark, after = self.marks[at]
            return [self._again(mark, at, after) or self._of_mark(mark, at, after)], after
        if token.kind == "verb":
            return self._suffix(at), at + 1
        if token.low == '"':
            return self._quoted(at)
        namesake = self._namesake_end(at)
        if namesake:
            return [self._new_person(at, namesake)], namesake
        loose = self._is_loose(at)
        if loose:
            return [self._new_person(at, at + 2)], at + 2
        if self._is_given(at):
            end = self._person_end(at)
            if end > at + 1:
                return [self._new_person(at, end)], end
        end = self._foreign_end(at)
        if end:
            return [self._new_person(at, end, whole=True)], end
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
            return self._type(self.marks[at][0]) == PERSON and not self.tokens[at].cut
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

    def _namesake_end(self, at: int) -> int:
        """Where a name ends with a surname of the register behind another given name: «حسن كاظمي قمي»; 0 if none."""
        mark, after = self.marks.get(at + 1, (None, 0))
        if mark is None or after != at + 2 or self._type(mark) != PERSON or not self._is_given(at):
            return 0
        if self.tokens[at + 1].cut or self._listed(at, after) is not None:
            return 0
        lead = self.sentence.bare(self.tokens[at - 1]) if at else ""
        if lead in self.words["given"]:
            return 0
        while after < min(len(self.tokens), at + 4) and after not in self.marks and self._is_strange(after):
            after += 1
        return after

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
        article, end = self.sentence.scan.pack.grammar.article, at + 1
        while end < len(self.tokens) and end - at < 4:
            token = self.tokens[end]
            short = len(token.low) < 3 and token.kind != "link"
            if end in self.marks or token.kind not in {"word", "name", "noun", "link"} or short:
                break
            low = token.low
            part = low in self.words["given"] or low.startswith(article) or low.endswith("ي") or token.kind == "link"
            if not (part or (token.kind == "word" and end == at + 1)):
                break
            end += 1
            if low.startswith(article) and self.sentence.bare(self.tokens[end - 2]) not in self.words["servant"]:
                break
        return end

    def _foreign_end(self, at: int) -> int:
        """Where a name ends that no list knows and a title with its country leads to: "the French ambassador ..."; 0 if
        none begins."""
        if at < 2 or not self._is_strange(at) or at + 1 >= len(self.tokens) or not self._titled_country(at):
            return 0
        end = at + 1
        while end < min(len(self.tokens), at + 5) and end not in self.marks:
            token = self.tokens[end]
            article = token.low.startswith(self.sentence.scan.pack.grammar.article)
            named = (
                (token.kind in {"name", "link"} and len(token.low) > 1 + (token.kind == "name") * 2)
                or self._is_strange(end)
                or (article and token.low.endswith("ي"))
            )
            if not named or token.cut or (article and not token.low.endswith("ي")):
                break
            end += 1
        while end > at and self.tokens[end - 1].kind == "link":
            end -= 1
        return end if end - at > 1 else 0

    def _is_strange(self, at: int) -> bool:
        """Whether a word is none that the language's lists know."""
        token = self.tokens[at]
        article = self.sentence.scan.pack.grammar.article
        adverb = "\u064b" in self.sentence.text(token.start, token.end)
        plain = token.kind == "word" and not adverb and not token.cut and at not in self.marks
        return plain and len(token.low) > 2 and not token.low.startswith(article) and not self._is_common(token.low)

    def _is_common(self, low: str) -> bool:
        code = self.sentence.scan.pack.code
        return low.endswith(("ه", "ات")) or any(
            wording.is_common(word, code) for word in (low, low[1:] if low[0] in "بلوفك" else low)
        )

    def _titled_country(self, at: int) -> bool:
        """Whether a title stands ahead, with the adjective or the name of its country between."""
        first = at - 1
        country = first in self._ends and self._type(self.marks[self._ends[first]][0]) == "state"
        adjective = self.sentence.bare(self.tokens[first]) in _demonyms(self.sentence.scan.pack.code)
        if not (country or adjective):
            return False
        lead = self._ends[first] - 1 if country else first - 1
        return lead >= 0 and self.sentence.bare(self.tokens[lead]) in self.words["titles"]

    @property
    def _ends(self) -> dict[int, int]:
        """By the last token of a name of the register its first."""
        return {after - 1: first for first, (_, after) in self.marks.items()}

    def _new_person(self, at: int, end: int, *, whole: bool = False) -> Chunk:
        token = self.tokens[at]
        cut = token.cut
        if not whole and not cut and token.low not in self.words["given"]:
            cut = 1
        start, stop = token.start + cut, self.tokens[end - 1].end
        span = self.sentence.scan.span(start, stop)
        return Chunk(at, end, start, stop, Someone(Actor(span.quote, None, PERSON), (span,), (), start, stop), "new")

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
        if self.sentence.bare(token) in self.words["government"] and beside and self._type(beside[0]) == PERSON:
            home = self._government(at, beside[1])
            if home is not None:
                return [home], beside[1]
        capital = self.people.capital(self.sentence, Name(at, at + 1, token.start + token.cut, token.end))
        if capital is not None and self._is_gone_to(at):
            return [], at + 1
        if capital is not None:
            return [Chunk(at, at + 1, token.start + token.cut, token.end, capital, "office")], at + 1
        owned = self._owned(at)
        if owned is not None:
            return [owned], at + 1
        deputed = self._deputed_end(at)
        if deputed:
            return [self._holder_of(at, deputed)], deputed
        bare = self.sentence.bare(self.tokens[at])
        sent = self._sent_by(at) if bare in self.words["members"] else None
        if sent is not None:
            return [sent], sent.after
        taken = self._taken_up(at, at + 1)
        follows = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        alone = follows is None or follows.kind in {"verb", "sign", "stop", "date", "relative", "skip"}
        if taken is not None and (alone or follows is None or follows.kind == "word" or self._is_another(at + 1)):
            return [taken], at + 1
        sides = self._sides(at)
        if sides is not None:
            return [sides], at + 1
        end = at + 1
        while end < len(self.tokens) and end - at < 5:
            token = self.tokens[end]
            if end in self.marks and not self.tokens[end].cut and bare in self.words["members"] | self.words["titles"]:
                mark, after = self.marks[end]
                if end > at + 1 and self._type(mark) == "state":
                    break
                if bare in self.words["members"] and self._type(mark) != PERSON:
                    chunk = self._of_mark(mark, end, after)
                    return [replace(chunk, first=at)], after
                if self._type(mark) == PERSON:
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
        noun = self._noun(at, end)
        if noun is None:
            return [], end
        start, stop = self.tokens[at].start + self.tokens[at].cut, self.tokens[end - 1].end
        return [Chunk(at, end, start, stop, noun, "noun")], end

    def _sides(self, at: int) -> Chunk | None:
        """ "The two sides" where no adjective of countries says more of them: what stands behind is another's."""
        sides = self.sentence.bare(self.tokens[at]) in self.words["sides"]
        if not sides or at + 1 >= len(self.tokens) or self._is_nisba(at + 1):
            return None
        noun = self._noun(at, at + 1)
        return Chunk(at, at + 1, noun.start, noun.end, noun, "noun") if noun is not None else None

    def _is_gone_to(self, at: int) -> bool:
        """Whether a capital is where somebody goes or comes from, and no government: "arrived in Baghdad"."""
        lead = self.tokens[at - 1] if at else None
        verb = next((v for v in self.sentence.verbs if at in {v.first + 1, v.after, v.after + 1}), None)
        gone = verb is not None and verb.deed.mode == "visit"
        before = [t for t in self.tokens[max(0, at - _FAR) : at] if self.sentence.bare(t) in self.words["going"]]
        return gone or bool(before and lead is not None and (lead in before or lead.low in self.words["before_place"]))

    def _is_another(self, at: int) -> bool:
        """Whether a word begins another naming, and says nothing more of the noun ahead of it."""
        if at in self.marks:
            return self._type(self.marks[at][0]) != "state"
        token = self.tokens[at]
        titled = token.kind == "noun" and self.sentence.bare(token) in self.words["titles"] | self.words["nouns"]
        return titled and not self._is_nisba(at)

    def _is_nisba(self, at: int) -> bool:
        low = self.tokens[at].low
        return low.startswith(self.sentence.scan.pack.grammar.article) and low.endswith(("ي", "يه"))

    def _sent_by(self, at: int) -> Chunk | None:
        """Whom "a delegation from the Union" or "leaders of Badr" stands for, with the small word between."""
        behind = at + 2
        between = at + 1 < len(self.tokens) and self.tokens[at + 1].low in self.words["out_of"]
        if not between or behind >= len(self.tokens):
            return None
        if behind in self.marks:
            mark, after = self.marks[behind]
            chunk = self._of_mark(mark, behind, after) if self._type(mark) != PERSON else None
        else:
            chunk = self._longest(behind) if self.tokens[behind].kind in {"noun", "name"} else None
            chunk = None if chunk is not None and chunk.someone.actor.type == PERSON else chunk
        return replace(chunk, first=at) if chunk is not None else None

    def _deputed_end(self, at: int) -> int:
        """Where the title of one who stands in for an ambassador ends: "the chargé d'affaires of the Saudi embassy"; 0
        if none begins. What it belongs to is a country's, by its adjective or its name."""
        if self.sentence.bare(self.tokens[at]) not in self.words["deputed"] or at + 2 >= len(self.tokens):
            return 0
        if self.sentence.bare(self.tokens[at + 1]) not in self.words["affairs"]:
            return 0
        end = at + 2
        while end < min(len(self.tokens), at + 6) and self.tokens[end].kind in {"noun", "word", "name"}:
            token = self.tokens[end]
            mark, after = self.marks.get(end, (None, 0))
            if mark is not None and self._type(mark) == "state":
                return after
            if self.sentence.bare(token) in _demonyms(self.sentence.scan.pack.code):
                return end + 1
            end += 1
        return 0

    def _holder_of(self, at: int, end: int) -> Chunk:
        """A person who is told by an office alone, which the register does not know."""
        start, stop = self.tokens[at].start + self.tokens[at].cut, self.tokens[end - 1].end
        span = self.sentence.scan.span(start, stop)
        return Chunk(at, end, start, stop, Someone(Actor(span.quote, None, PERSON), (span,), (), start, stop), "office")

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
        elif stem in self.words["country"] or stem in self.words["government"]:
            found = self._before(token.start, group=False) or self._before(token.start, group=True)
            id = self._country(found, government=stem in self.words["government"]) if found else None
        if found is None or not id:
            return None
        start = token.start + token.cut
        span = self.sentence.scan.span(start, token.end)
        derived = Derived("rule", f"{span.quote!r} takes up {found.actor.name}")
        row = self.people.theatre.actors[id]
        someone = Someone(Actor(span.quote, id, row.type), (span,), (derived,), start, token.end)
        return Chunk(at, at + 1, start, token.end, someone, "taken")

    def _country(self, someone: Someone, *, government: bool) -> str | None:
        """The state of somebody of the register, or its government."""
        actors = self.people.theatre.actors
        row = actors.get(someone.actor.actor_id or "")
        kind = (
            "government" if government and row is not None and row.country in self.people.theatre.countries else "state"
        )
        of = (r for r in actors.values() if row is not None and row.country and r.country == row.country)
        return next((r.id for r in of if r.type == kind), None)

    def _is_adjective(self, at: int) -> bool:
        low = self.tokens[at].low
        return low.startswith(self.sentence.scan.pack.grammar.article) or low.endswith(
            tuple(self.words["adjective_ends"])
        )

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


__all__ = ["Plain"]
