"""Descriptions by which one of the register is meant without the names that it is listed by.

What it is called where its theatre goes without saying ("the Guards", «الإطار»), a country's soldiers, people and
officials ("American jets", «الأميركيون»), who follows somebody ("Sadr's supporters", «أنصار الصدر») and whose
government it is ("Kadhimi's cabinet").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from sijill.extract.interactions.people import People
from sijill.extract.scan import Mark, Scan
from sijill.lang import places, politics
from sijill.lang.flat import flatten
from sijill.lang.politics import Politics
from sijill.theatre import ActorRow, Theatre
from sijill.theatre.register import covers

_ACTORS = "actors"
_PERSON = "person"
_NEVER = re.compile(r"(?!)")
_FORCES = re.compile(r"\b(?:forces|army|military)\b", re.IGNORECASE)
_GOVERNING = frozenset({"prime_minister", "president"})
_OWN = re.compile(r"(?:'s?| s)? (?P<part>[\w-]+)(?: (?P<further>[\w-]+))?")
"""Behind a state, what may be its own: "US jets", "Turkey's special forces"."""
_AHEAD = 12
"""Letters ahead of a name in which a word may stand that makes it a place."""


class Descriptions:
    """What describes the register's actors in one language of one theatre. code: the language of its names."""

    def __init__(self, theatre: Theatre, words: Politics, code: str) -> None:
        self.theatre, self.words = theatre, words
        self.short: dict[str, list[Mapping[str, str]]] = {}
        for row in theatre.short:
            if row["language"] == code:
                self.short.setdefault(flatten(row["name"]), []).append(row)
        states = {row.country: row for row in theatre.actors.values() if row.type == "state" and row.country}
        demonyms = places.load(code).demonyms.items()
        self.nations = {flatten(word): states[country] for word, country in demonyms if country in states}
        joined = "|".join(sorted(words.proclitics, key=len, reverse=True))
        ahead = rf"(?<!\w)(?:{joined})?" if joined else r"(?<![\w-])"
        self.called = _pattern(ahead, self.short)
        self.peoples = _pattern(ahead, words.words["peoples"] & self.nations.keys())
        nation, part = _any(self.nations), _any(f for kind in _PARTS for f in words.words[kind])
        few = rf"(?: (?:{_any(words.words['of_kind'])}))?"
        self.parts = _NEVER
        if self.nations and words.verb_first:
            self.parts = re.compile(rf"{ahead}(?P<name>(?P<part>{part}){few} (?P<nation>{nation}))(?!\w)")
        elif self.nations:
            self.parts = re.compile(rf"{ahead}(?P<name>(?P<nation>{nation}){few} (?P<part>{part}))(?!\w)")
        owned = words.words["followers"] | words.words["any_group"] | words.words["government"]
        self.owned = _pattern(ahead, owned)

    def part_of(self, state: ActorRow, kind: str) -> ActorRow:
        """A country's forces or its government, where the register lists one; else the country."""
        of = (row for row in self.theatre.actors.values() if row.country == state.country)
        if kind == "forces":
            return next((row for row in of if row.type == "military" and _FORCES.search(row.name)), state)
        if kind == "officials":
            return next((row for row in of if row.type == "government" and "government" in row.name.lower()), state)
        return state

    def governed(self, id: str, at: date | None) -> ActorRow | None:
        """The government that a person heads on a day, or that of a state."""
        row = self.theatre.actors[id]
        if row.type == "state":
            found = self.part_of(row, "officials")
            return found if found is not row else None
        if row.type != _PERSON or at is None:
            return None
        for office in self.theatre.offices:
            body = self.theatre.actors[office["organisation"]]
            if office["person"] == id and office["office"] in _GOVERNING and body.type == "government":
                if covers(office, at):
                    return body
        return None


_PARTS = {"of_forces": "forces", "of_officials": "officials", "of_state": "state"}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def _pattern(ahead: str, words: Iterable[str]) -> re.Pattern[str]:
    told = _any(words)
    return re.compile(rf"{ahead}(?P<name>{told})(?!\w)") if told else _NEVER


@lru_cache(maxsize=8)
def descriptions_of(theatre: Theatre, code: str, names: str) -> Descriptions | None:
    """The descriptions of a theatre in one language, built once. names: the language of its names."""
    words = politics.load(code)
    return Descriptions(theatre, words, names) if words is not None else None


class Finder:
    """The descriptions in one sentence, [start, end). marks: those of names in it; at: the day it was written."""

    def __init__(
        self, scan: Scan, told: Descriptions, start: int, end: int, marks: Sequence[Mark], at: date | None
    ) -> None:
        self.scan, self.told, self.words = scan, told, told.words
        self.start, self.end, self.at = start, end, at
        self.marks = sorted(marks, key=lambda m: m.start)

    def marks_of(self) -> list[Mark]:
        """Marks of what describes one of the register; one that holds a name of it counts in its stead."""
        found: list[Mark] = []
        finders: tuple[Callable[[], Iterator[Mark]], ...] = (self._owned, self._parts, self._called, self._peoples)
        for finder in finders:
            for mark in finder():
                if not any(mark.overlaps(m.start, m.end) for m in found):
                    found.append(mark)
        return found

    def _mark(self, start: int, end: int, row: ActorRow) -> Mark:
        return Mark(start, end, _ACTORS, row.id)

    def _covering(self, start: int, end: int) -> bool:
        return any(m.overlaps(start, end) for m in self.marks)

    def _covered(self, start: int, end: int, state: ActorRow) -> bool:
        """Whether a name stands there that is more than the state's own: «السعودية» is adjective and name in one."""
        return any(m.overlaps(start, end) and not (m.value == state.id and m.end == end) for m in self.marks)

    def _word_ahead(self, start: int) -> str:
        """The flat word right ahead of an offset, "" if a sign or nothing stands there."""
        ahead = re.search(r"([^\W\d_]+(?:'s)?)[ ]$", self.scan.flat[self.start : start])
        return ahead[1] if ahead else ""

    def _owned(self) -> Iterator[Mark]:
        """ "Sadr's followers", "the supporters of Sadr", "Maliki's government", "the state's cabinet"."""
        flat = self.scan.flat
        for found in self.told.owned.finditer(flat, self.start, self.end):
            first, last = found.span("name")
            government = found["name"] in self.words.words["government"]
            for mark in self.marks:
                if self.words.verb_first:
                    begins, ends = first, mark.end
                    between = flat[last : mark.start] if mark.start >= last else None
                    near = between == " "
                else:
                    behind = mark.end <= first
                    between = flat[mark.end : first] if behind else flat[last : mark.start]
                    begins, ends = (mark.start, last) if behind else (first, mark.end)
                    near = (
                        self._is_own(between)
                        if behind
                        else mark.start >= last and between in {" of ", " loyal to ", " of the "}
                    )
                if not near:
                    continue
                is_person = self.scan.theatre.actors[mark.value].type == _PERSON
                row = (
                    self.told.governed(mark.value, self.at)
                    if government
                    else self._led(mark.value)
                    if is_person
                    else None
                )
                if row is not None:
                    yield self._mark(begins, ends, row)

    def _led(self, person: str) -> ActorRow | None:
        """The group that a person leads on the day."""
        id = People(self.scan.theatre, self.scan.pack.names, self.at).led_by(person)
        return self.scan.theatre.actors[id] if id is not None else None

    def _is_own(self, between: str) -> bool:
        """Whether what stands between somebody and a noun makes it his: no "Sadr's rival faction"."""
        own = re.fullmatch(r"(?:'s?| s)(?: (?P<kind>[\w-]+))? ", between)
        return own is not None and own["kind"] not in self.words.words["not_own"]

    def _parts(self) -> Iterator[Mark]:
        """ "American soldiers", "US jets", "the French embassy"."""
        for found in self.told.parts.finditer(self.scan.flat, self.start, self.end):
            start, end = found.span("name")
            state, noun = self.told.nations[found["nation"]], found["part"]
            at_home = state.country in self.scan.theatre.countries and noun not in self.words.words["of_officials"]
            if not (at_home or self._covered(start, end, state)) and self._is_capital(found.start("nation")):
                yield self._mark(start, end, self._part(state, noun))
        if self.words.verb_first:
            return
        for mark in self.marks:
            state = self.scan.theatre.actors[mark.value]
            if state.type == "state" and state.country not in self.scan.theatre.countries:
                part = self._part_behind(mark.end)
                if part is not None and not self._covering(mark.end, part[1]):
                    yield self._mark(mark.start, part[1], self._part(state, part[0]))

    def _part_behind(self, at: int) -> tuple[str, int] | None:
        """A state's own behind its name, and where it ends: the next word, or the one behind a word of its kind."""
        own = _OWN.match(self.scan.flat, at, self.end)
        if own is None:
            return None
        if self._is_part(own["part"]):
            return own["part"], own.end("part")
        of_kind = own["part"] in self.words.words["of_kind"]
        return (own["further"], own.end()) if of_kind and self._is_part(own["further"]) else None

    def _is_part(self, noun: str) -> bool:
        return any(noun in self.words.words[kind] for kind in _PARTS)

    def _part(self, state: ActorRow, noun: str) -> ActorRow:
        kind = next(of for words, of in _PARTS.items() if noun in self.words.words[words])
        return self.told.part_of(state, kind)

    def _called(self) -> Iterator[Mark]:
        """What the register's are called for short, where the theatre or the text goes without saying."""
        for found in self.told.called.finditer(self.scan.flat, self.start, self.end):
            start, end = found.span("name")
            if self._covering(start, end) or not self._stands_alone(start, end):
                continue
            rows = [r for r in self.told.short[found["name"]] if self._is_of_its_time(r) and self._is_written(r, start)]
            if len(rows) == 1:
                yield self._mark(start, end, self.scan.theatre.actors[rows[0]["id"]])

    def _peoples(self) -> Iterator[Mark]:
        """A people for its state: "the Americans refused"; that of the theatre itself is only people."""
        article = self.scan.pack.grammar.article
        for found in self.told.peoples.finditer(self.scan.flat, self.start, self.end):
            start, end = found.span("name")
            state = self.told.nations[found["name"]]
            if state.country in self.scan.theatre.countries or self._covering(start, end):
                continue
            if not self._is_capital(start) or (article and article not in found[0]):
                continue
            if not article or not self._word_ahead(start).startswith((article, *self.words.words["glued"])):
                yield self._mark(start, end, state)

    def _is_capital(self, at: int) -> bool:
        return not self.scan.cased or self.scan.text[at].isupper()

    def _is_of_its_time(self, row: Mapping[str, str]) -> bool:
        if self.at is None:
            return not (row["start"] or row["end"])
        return covers(row, self.at)

    def _is_written(self, row: Mapping[str, str], start: int) -> bool:
        """Whether a name has its capitals as listed: "the House" is none."""
        if not self.scan.cased:
            return True
        text = self.scan.text[start : start + len(row["name"])]
        return all(b.isupper() for a, b in zip(row["name"], text, strict=False) if a.isupper())

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether no other word makes it another's: "the Turkish parliament", "the Guards Brigade", "in Erbil"."""
        flat, text = self.scan.flat, self.scan.text
        dateline = self.scan.pack.grammar.dateline.match(text, start)
        if dateline is not None and (start == 0 or text[start - 1] == "\n"):
            return False
        place = self.scan.has("places", start, end) or self.scan.has("elsewhere", start, end)
        if place and self.scan.pack.grammar.locative.search(flat[max(self.start, start - _AHEAD) : start]):
            return False
        ahead = self._word_ahead(start)
        if self.words.known("quantity", ahead) or self.scan.numbers_in(max(self.start, start - _AHEAD), start):
            # "forty-four deputies" are some of them.
            return False
        if self.words.verb_first:
            article = self.scan.pack.grammar.article
            behind = re.match(r" (\w+)", flat[end : self.end])
            definite = flat[start:end].startswith(article) and behind is not None and behind[1].startswith(article)
            given = self.words.known("given", ahead) and not text[:start].rstrip().endswith("\u0649")
            return not definite and not given and not self.words.known("of_places", ahead)
        if ahead.endswith("'s") or ahead in self.told.nations or text[start - 1 : start] == "-":
            return False
        opens = not ahead or start - len(ahead) - 1 <= self.start
        capital = bool(ahead) and not opens and text[start - len(ahead) - 1].isupper()
        follows = re.match(r"(?: of (?:the )?| )([A-Z]\w+)", text[end : self.end])
        named = follows is not None and not self.words.known("speech", follows[1].lower())
        return not named and not (capital and not self.words.known("titles", ahead) and text[start].isupper())


def description_marks(scan: Scan, start: int, end: int, marks: Sequence[Mark], at: date | None) -> list[Mark]:
    """Marks of what describes one of the register in a sentence. marks: the names in it."""
    told = descriptions_of(scan.theatre, scan.pack.code, scan.pack.names)
    return Finder(scan, told, start, end, marks, at).marks_of() if told is not None else []


__all__ = ["description_marks"]
