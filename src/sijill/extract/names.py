"""The names of a text that the world gazetteer has: where they stand, what contains them, what locates them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.extract.senses import inside
from sijill.lang import places
from sijill.lang.fold import fold
from sijill.theatre.gazetteer import Gazetteer, PlaceRow

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:St|Ft|Mt|Ste)\.(?= [A-Z])|[^\W\d_][^\W\d_\u0300-\u036f]*(?:['’‘ʻ][^\W\d_]+)*"
)
_JOINS = frozenset(
    "of de la al el and the upon on sur del du am le les los las da do dos di en ul ad as by in a y e es ez i o".split()
)
_CLOSE = re.compile(r" |-|\n(?!\s*\n)")
_DATELINE = re.compile(r"(?:, [^\n]{0,30}?)?(?: ?\([^)\n]{2,40}\))? ?(?:--|—|–|- |:)")
_LONGEST = 5


@dataclass(slots=True)
class Word:
    """One word of a text, lower-cased in `low`, without a possessive ending."""

    start: int
    end: int
    low: str
    capital: bool


@dataclass(slots=True)
class Name:
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


class Names:
    """One text's names.

    taken: stretches that are already known to be places, actors or other things. caseless: capitals tell nothing.
    proclitics: what may be written together with a name. common: words that are no place where capitals tell nothing.
    """

    def __init__(
        self, text: str, *, language: str, world: Gazetteer, taken: Sequence[tuple[int, int]], caseless: bool,
        proclitics: frozenset[str] = frozenset(), common: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        self._text, self._language, self._world, self._taken = text, language, world, sorted(taken)
        self._told = places.load(language)
        self._caseless, self._proclitics, self._common = caseless, proclitics, common
        self._words = [self._word(m) for m in _WORD.finditer(text)]
        self._lower = frozenset() if caseless else frozenset(w.low for w in self._words if not w.capital)
        self._names: dict[int, Name] = {}
        self._ends: dict[int, Name] = {}
        self._headlines: dict[int, bool] = {}

    def _word(self, match: re.Match[str]) -> Word:
        start, end = match.span()
        low = match[0].lower().replace("’", "'")
        if low.endswith("'s"):
            end, low = end - 2, low[:-2]
        return Word(start, end, low, match[0][0].isupper())

    def countries(self) -> Counter[str]:
        """How often the text has a word that means a country's people or things."""
        demonyms = self._told.demonyms
        return Counter(demonyms[w.low] for w in self._words if w.low in demonyms)

    def _known(self) -> Iterator[Name]:
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

    def _longest(self, at: int, limit: int) -> Name | None:
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

    def _longest_from(self, at: int, limit: int, cut: int) -> Name | None:
        best: Name | None = None
        first = self._words[at]
        for after in range(at + 1, min(at + _LONGEST, len(self._words)) + 1):
            last = self._words[after - 1]
            if last.end > limit or (after > at + 1 and not self._joined(after - 1)):
                break
            written = self._text[first.start + cut : last.end]
            if last.capital or self._caseless:
                rows = self._candidates(written)
                if rows and not (cut and len(written) < 4):
                    best = Name(at, after, rows, fold(written, self._language), cut)
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

    def _abbreviation(self, at: int) -> Name | None:
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
                return Name(at, at + 1, (row,), id, division=True, located=True)
        return None

    def _gap(self, at: int) -> str:
        return self._text[self._words[at - 1].end : self._words[at].start] if 0 < at < len(self._words) else "\n\n"

    def _joined(self, at: int) -> bool:
        return _CLOSE.fullmatch(self._gap(at)) is not None

    def _end(self, name: Name) -> int:
        end = self._words[name.after - 1].end
        return end + 1 if name.key.startswith("iso:") and self._text[end : end + 1] == "." else end

    def _contain(self) -> None:
        """Tie a name to the one after it that contains it: "Aleppo, Syria"."""
        for name in self._names.values():
            after = self._names.get(name.after)
            words = self._told
            before, behind = self._beside(name.first - 1), self._beside(name.after)
            if behind and behind.low in words.divisions and self._gap(name.after) == " ":
                name.division = True
            land = words.demonyms.get(behind.low) if behind and self._gap(name.after) == " " else None
            if land and any(row.country == land for row in name.rows):
                # "طرابلس اللبنانية" is not in Libya.
                name.rows = tuple(row for row in name.rows if row.country == land)
            name.located = name.located or self._is_located(name)
            if before and before.low in words.of and name.first > 1:
                name.division = name.division or self._words[name.first - 2].low in words.divisions
            if after is None or not self._told.into.fullmatch(
                self._text[self._end(name) : self._words[after.first].start]
            ):
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

    def _beside(self, at: int) -> Word | None:
        return self._words[at] if 0 <= at < len(self._words) else None

    def _is_located(self, name: Name) -> bool:
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
            closed = line.rstrip(' \t"”’)').endswith((".", "?", "!"))
            self._headlines[start] = not closed and len(long) > 3 and capital >= 0.75 * len(long)
        return self._headlines[start]
