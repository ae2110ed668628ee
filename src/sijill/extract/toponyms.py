"""Find the names of places anywhere in the world in a text, and keep them apart from people, bodies and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.extract.senses import WIDE, Toponym, inside
from sijill.lang import places
from sijill.lang.fold import fold
from sijill.theatre.gazetteer import COMMON, GIVEN, SURNAME, Gazetteer, PlaceRow

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:St|Ft|Mt|Ste)\.(?= [A-Z])|[^\W\d_][^\W\d_\u0300-\u036f]*(?:['’‘ʻ][^\W\d_]+)*"
)
_JOINS = frozenset(
    "of de la al el and the upon on sur del du am le les los las da do dos di en ul ad as by in a y e es ez i o".split()
)
_CLOSE = re.compile(r" |-|\n(?!\s*\n)")
_INTO = re.compile(r",? ?\(?|, |,\n| in (?:the )?")
_DATELINE = re.compile(r"(?:, [^\n]{0,30}?)?(?: ?\([^)\n]{2,40}\))? ?(?:--|—|–|- |:)")
_LONGEST = 5
_FAMOUS = 1_000_000
# People that a name must bring to mind to be taken for a place where nothing says that it is one; on the texts
# written for the tests, higher values lose towns and lower ones let in people and words.
_TOWN, _SURNAME, _GIVEN, _WORDS, _PAIR, _HEADLINE = 2_000, 20_000, 80_000, 100_000, 50_000, 50_000


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    low: str
    capital: bool


@dataclass(slots=True)
class _Name:
    """A name that the gazetteer has, words [first, after). verdict: -2 never, -1 unless it is one elsewhere, 1 is."""

    first: int
    after: int
    rows: tuple[PlaceRow, ...]
    key: str
    cut: int = 0
    """Letters of the first word that are no part of the name."""
    within: tuple[PlaceRow, ...] = ()
    division: bool = False
    located: bool = False
    verdict: int = 0


class Finder:
    """Reads one text. taken: stretches that are already known to be places, actors or other things."""

    def __init__(
        self, text: str, *, language: str, world: Gazetteer, taken: Sequence[tuple[int, int]], caseless: bool,
        proclitics: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self._text, self._language, self._world, self._taken = text, language, world, sorted(taken)
        self._told = places.load(language)
        self._caseless, self._proclitics = caseless, proclitics
        self._words = [self._word(m) for m in _WORD.finditer(text)]
        self._lower = frozenset() if caseless else frozenset(w.low for w in self._words if not w.capital)
        self._names: dict[int, _Name] = {}
        self._ends: dict[int, _Name] = {}
        self._headlines: dict[int, bool] = {}

    def _word(self, match: re.Match[str]) -> _Word:
        start, end = match.span()
        low = match[0].lower().replace("’", "'")
        if low.endswith("'s"):
            end, low = end - 2, low[:-2]
        return _Word(start, end, low, match[0][0].isupper())

    def toponyms(self) -> list[Toponym]:
        """The place names, in order, each with every candidate."""
        for name in self._known():
            self._names[name.first] = self._ends[name.after] = name
        self._contain()
        people = self._people()
        for name in self._names.values():
            name.verdict = self._judge_caseless(name) if self._caseless else self._judge(name, people)
        self._listed(people)
        sure = {name.key for name in self._names.values() if name.verdict > 0}
        return [
            Toponym(self._words[n.first].start + n.cut, self._end(n), n.key, n.rows, n.within, n.division, n.located)
            for n in self._names.values()
            if n.verdict > 0 or (n.verdict == -1 and n.key in sure)
        ]

    def countries(self) -> Counter[str]:
        """How often the text has a word that means a country's people or things."""
        demonyms = self._told.demonyms
        return Counter(demonyms[w.low] for w in self._words if w.low in demonyms)

    # -- what the gazetteer has --------------------------------------------------------------------------------

    def _known(self) -> Iterator[_Name]:
        at, taken = 0, iter([*self._taken, (len(self._text) + 1, len(self._text) + 1)])
        start, end = next(taken)
        while at < len(self._words):
            word = self._words[at]
            while end <= word.start:
                start, end = next(taken)
            name = None
            if word.end <= start and (word.capital or self._caseless):
                name = self._abbreviation(at) or self._longest(at, start)
            if name:
                yield name
            at = name.after if name else at + 1

    def _longest(self, at: int, limit: int) -> _Name | None:
        for cut in self._cuts(self._words[at].low):
            if name := self._longest_from(at, limit, cut):
                return name
        return None

    def _cuts(self, word: str) -> Iterator[int]:
        """How many letters of a word may be written together with a name without being part of it."""
        yield 0
        if self._proclitics:
            first, second = word[0] in self._proclitics, len(word) > 5 and word[1] in self._proclitics
            yield from (n for n, cut in ((1, first and len(word) > 2), (2, first and second)) if cut)

    def _longest_from(self, at: int, limit: int, cut: int) -> _Name | None:
        best: _Name | None = None
        first = self._words[at]
        for after in range(at + 1, min(at + _LONGEST, len(self._words)) + 1):
            last = self._words[after - 1]
            if last.end > limit or (after > at + 1 and not self._joined(after - 1)):
                break
            written = self._text[first.start + cut : last.end]
            if last.capital or self._caseless:
                rows = self._candidates(written)
                if rows and not (cut and len(written) < 4):
                    best = _Name(at, after, rows, fold(written, self._language), cut)
            elif last.low not in _JOINS:
                break
            if not self._world.goes_on(written, self._language):
                break
        return best

    def _candidates(self, written: str) -> tuple[PlaceRow, ...]:
        rows = self._world.candidates(written, self._language)
        letters = sum(map(str.isalpha, written))
        if letters > 3 or not written.isascii():
            return tuple(rows) if letters > 2 else ()
        if rows and rows[0].precision == "country":
            return tuple(rows[:1]) if written.isupper() and (letters == 3 or not self._caseless) else ()
        return tuple(rows) if letters == 3 else ()

    def _abbreviation(self, at: int) -> _Name | None:
        word = self._words[at]
        for end in (word.end + 1, word.end):
            written = self._text[word.start : end]
            id = self._told.abbreviations.get(written)
            if id is None:
                continue
            dotted = written.count(".") > 1
            if self._caseless and "." not in written:
                continue
            after_place = at - 1 >= 0 and self._gap(at) in {", ", " "} and self._words[at - 1].capital
            row = self._world.place(id)
            if row and after_place and (dotted or (self._gap(at) == ", " and self._ends.get(at))):
                return _Name(at, at + 1, (row,), id, division=True, located=True)
        return None

    def _gap(self, at: int) -> str:
        return self._text[self._words[at - 1].end : self._words[at].start] if 0 < at < len(self._words) else "\n\n"

    def _joined(self, at: int) -> bool:
        return _CLOSE.fullmatch(self._gap(at)) is not None

    def _end(self, name: _Name) -> int:
        end = self._words[name.after - 1].end
        return end + 1 if name.key.startswith("iso:") and self._text[end : end + 1] == "." else end

    # -- what stands around a name -----------------------------------------------------------------------------

    def _contain(self) -> None:
        """Tie a name to the one after it that contains it: "Aleppo, Syria"."""
        for name in self._names.values():
            after = self._names.get(name.after)
            words = self._told
            before, behind = self._beside(name.first - 1), self._beside(name.after)
            if behind and behind.low in words.divisions and self._gap(name.after) == " ":
                name.division = True
            name.located = name.located or self._is_located(name)
            if before and before.low == "of" and name.first > 1:
                name.division = name.division or self._words[name.first - 2].low in words.divisions
            if after is None or not _INTO.fullmatch(self._text[self._end(name) : self._words[after.first].start]):
                continue
            top = after.rows[0]
            states = [r for r in after.rows if r.feature == "admin1"][:1]
            if name.rows[0].precision == "country" and top.precision == "country":
                continue
            for container in (*states, top) if top.feature == "country" else (top, *states):
                if any(inside(row, container) for row in name.rows):
                    name.within, name.located, after.located = (container,), True, True
                    after.division = after.division or container.feature in {"admin1", "admin2"}
                    break

    def _beside(self, at: int) -> _Word | None:
        return self._words[at] if 0 <= at < len(self._words) else None

    def _is_located(self, name: _Name) -> bool:
        start = self._words[name.first].start
        before = self._text[max(0, start - 24) : start]
        if name.cut and self._words[name.first].low[name.cut - 1] in self._told.prefixes:
            return True
        if self._told.located.search(before.lower()):
            return True
        if before == "" or before.endswith("\n"):
            written = self._text[start : self._end(name)]
            behind = _DATELINE.match(self._text, self._end(name))
            return behind is not None and (written.isupper() or "(" in behind[0] or "\u2014" in behind[0])
        return False

    def _opens(self, at: int) -> bool:
        before = self._text[max(0, self._words[at].start - 3) : self._words[at].start].strip(" ")
        return before == "" or before[-1] in '.!?\n"“”‘:'

    def _headline(self, at: int) -> bool:
        """Whether a word stands in a line written In Capitals Like This."""
        start = self._text.rfind("\n", 0, self._words[at].start) + 1
        if start not in self._headlines:
            end = self._text.find("\n", start)
            line = self._text[start : end if end >= 0 else len(self._text)]
            long = [w for w in line.split() if len(w) > 3 and w[0].isalpha()]
            capital = sum(w[0].isupper() for w in long)
            self._headlines[start] = len(long) > 3 and capital >= 0.75 * len(long)
        return self._headlines[start]

    def _people(self) -> set[str]:
        """The last words of people's full names, and what titles stand before."""
        people: set[str] = set()
        at = 0
        while at < len(self._words):
            after = at + 1
            while after < len(self._words) and self._words[after].capital and self._gap(after) == " ":
                after += 1
            run = self._words[at:after]
            if run[0].capital and not self._headline(at):
                titled = [i for i, w in enumerate(run) if w.low in self._told.titles]
                bare = run[titled[-1] + 1 :] if titled else run
                first = bare[0].low if bare else ""
                full = (
                    len(bare) > 1
                    and self._world.kinds(first) & GIVEN
                    and (at + len(run) - len(bare)) not in self._names
                )
                if bare and (full or (titled and len(bare) < 4 and bare[-1].low not in self._told.public)):
                    people.add(bare[-1].low)
            at = after
        return people

    def _listed(self, people: set[str]) -> None:
        """Names in one list with a place are places: "Branson and Joplin"."""
        for name in self._names.values():
            word = self._words[name.first]
            if name.verdict != -1 or word.low in people or max(r.weight for r in name.rows) < 1_000:
                continue
            for at, gap_at, others in ((name.after, name.after, self._names), (name.first, name.first, self._ends)):
                gap = self._gap(gap_at)
                if gap == " " and (between := self._beside(at if others is self._names else at - 1)):
                    if between.low not in self._told.lists:
                        continue
                    at += 1 if others is self._names else -1
                elif gap != ", ":
                    continue
                other = others.get(at)
                if other and other.verdict == 1:
                    name.verdict = 1

    # -- is it a place? ----------------------------------------------------------------------------------------

    def _judge(self, name: _Name, people: set[str]) -> int:
        first, single = self._words[name.first], name.after == name.first + 1
        if name.within or (name.located and name.key.startswith("iso:")):
            return 1
        if single and (first.low in self._told.demonyms or first.low in self._told.small):
            return -2
        if name.key in self._told.never and not (name.located and not single):
            return -2
        if single and not name.located and self._acronym(name):
            return -2
        headline = self._headline(name.first)
        if not self._stands_alone(name, headline=headline):
            return -2
        if single and first.low in people and not name.located:
            return -2
        if headline and name.rows[0].precision not in {"country", "admin1"}:
            return 1 if max(r.weight for r in name.rows) >= _HEADLINE and not self._world.kinds(first.low) else -1
        return 1 if self._weighs_enough(name, single=single) else -1

    def _acronym(self, name: _Name) -> bool:
        written = self._text[self._words[name.first].start : self._words[name.first].end]
        return written.isupper() and len(written) < 6 and name.rows[0].precision != "country"

    def _weighs_enough(self, name: _Name, *, single: bool) -> bool:
        low = self._words[name.first].low
        kinds, weight = self._world.kinds(low), max(r.weight for r in name.rows)
        used = low in self._lower
        if not single:
            last = self._world.kinds(self._words[name.after - 1].low)
            personal = kinds & GIVEN and last & SURNAME and not kinds & COMMON
            return name.located or weight >= (_PAIR if personal else 500)
        coarse = name.rows[0].precision in {"country", "admin1"} or name.rows[0].feature in WIDE
        speaks = self._beside(name.after)
        spoken = self._gap(name.first) == " " and name.first > 0 and self._words[name.first - 1].low == "of"
        if kinds & (GIVEN | SURNAME) and not (name.located or spoken) and name.rows[0].precision != "country":
            if speaks and speaks.low in self._told.speaks:
                return False
        if coarse:
            return name.located or not (used and kinds & COMMON)
        if kinds & COMMON:
            if name.located:
                return weight >= _TOWN and not used
            return weight >= _WORDS and not used and not self._opens(name.first)
        if name.located:
            return True
        return weight >= (_GIVEN if kinds & GIVEN else _SURNAME if kinds & SURNAME else _TOWN)

    def _stands_alone(self, name: _Name, *, headline: bool) -> bool:
        """Whether no capitalised word beside the name makes it part of a person's or a body's name."""
        before, behind = self._beside(name.first - 1), self._beside(name.after)
        gap, gap_behind = self._gap(name.first), self._gap(name.after)
        told, country = self._told, name.rows[0].precision == "country"
        if before and before.low == "of" and name.first > 1 and not country:
            if self._words[name.first - 2].capital and self._words[name.first - 2].low in told.organisations:
                return False
        elif before and before.low == "of" and name.first > 1 and self._words[name.first - 2].low in told.organisations:
            return False
        if "&" in gap or "&" in gap_behind:
            return False
        if before and gap == " " and not before.capital and before.low in told.titles:
            kinds = self._world.kinds(self._words[name.first].low)
            if kinds & (GIVEN | SURNAME) and not country:
                return False
        if before and before.capital and gap in {" ", "-", ". "}:
            if gap == ". " and before.low not in told.titles:
                pass
            elif before.low in told.titles and before.low not in told.directions and not country:
                return False
            elif not self._explained(before, name.first - 1, country=country, headline=headline, left=True):
                return False
        if behind and behind.capital and gap_behind == " ":
            if behind.low in told.streets:
                return False
            if not self._explained(behind, name.after, country=country, headline=headline, left=False):
                return False
            other = self._names.get(name.after)
            if other and self._personal(name, other):
                return False
        other = self._ends.get(name.first)
        return not (other and gap == " " and self._personal(other, name))

    def _explained(self, word: _Word, at: int, *, country: bool, headline: bool, left: bool) -> bool:
        told, kinds = self._told, self._world.kinds(word.low)
        if (
            word.low in told.directions
            or word.low in told.public
            or word.low in told.small
            or word.low in told.demonyms
        ):
            return True
        other = self._ends.get(at + 1) if left else self._names.get(at)
        if other and (other.within or other.located or self._known_well(other)):
            return True
        if headline and kinds & COMMON and not kinds & GIVEN:
            return True
        if left:
            return bool(kinds & COMMON and not kinds & GIVEN and self._opens(at))
        return word.low in told.titles or (country and bool(kinds & COMMON))

    def _known_well(self, name: _Name) -> bool:
        single = name.after == name.first + 1
        known = max(r.weight for r in name.rows) >= _TOWN
        return known and not (single and self._world.kinds(self._words[name.first].low) & COMMON)

    def _personal(self, name: _Name, other: _Name) -> bool:
        """Whether two names side by side are a given name and a surname."""
        if name.after - name.first > 1 or other.after - other.first > 1 or name.within:
            return False
        first, last = (self._world.kinds(self._words[n.first].low) for n in (name, other))
        return bool(first & GIVEN and (last & SURNAME or not first & COMMON))

    def _judge_caseless(self, name: _Name) -> int:
        """In a text all in capitals or without any, only the words themselves and what locates them tell."""
        first, single = self._words[name.first], name.after == name.first + 1
        told, weight = self._told, max(r.weight for r in name.rows)
        coarse = name.rows[0].precision in {"country", "admin1"}
        if name.within:
            return 1
        before = self._beside(name.first - 1)
        beside = before is not None and self._joined(name.first)
        if beside and before and before.low in told.titles and not coarse and weight < _FAMOUS:
            return -2
        if name.key in told.never or first.low in told.small or first.low in told.directions:
            return 1 if name.located and not single and first.low not in told.small else -2
        if not single:
            return 1 if name.located or weight >= 500 else -1
        kinds = self._world.kinds(first.low)
        if (
            first.low in told.demonyms
            or first.low in told.small
            or first.low in told.titles
            or first.low in told.public
        ):
            return -2
        if kinds & COMMON or first.low in told.never:
            return 1 if coarse and not kinds & (GIVEN | SURNAME) else (1 if name.located and weight >= _PAIR else -1)
        if beside and before and self._world.kinds(before.low) & GIVEN and not self._ends.get(name.first):
            return 1 if name.located or name.rows[0].precision == "country" else -2
        if kinds & (GIVEN | SURNAME) and name.rows[0].precision != "country":
            return 1 if name.located or (not coarse and weight >= 3 * _GIVEN) else -1
        if self._language == "ar":
            return 1 if name.located or coarse or weight >= _GIVEN else -1
        return 1 if name.located or coarse or weight >= _TOWN else -1
