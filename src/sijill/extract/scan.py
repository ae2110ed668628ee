"""Scan a text once: every number, date, place name, actor and lexicon word in it, with offsets in the original."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sijill.extract import introduced
from sijill.extract.senses import meant
from sijill.extract.toponyms import Finder
from sijill.extract.wrapping import unwrapped
from sijill.lang.dates import DateMention, weekly
from sijill.lang.flat import flatten
from sijill.lang.fold import fold
from sijill.lang.lexicon import Matcher
from sijill.lang.pack import LanguagePack
from sijill.model.text import Span
from sijill.model.values import Range
from sijill.theatre import PlaceRow, Theatre

if TYPE_CHECKING:
    from sijill.encoder.network import Text

_SHORT_CAPITALS = 8
_METROPOLIS = 400_000
"""People in a place whose name counts in a script without capitals even where nothing introduces it."""
_CITY, _TOWN = 100_000, 5_000
"""People in a place of one word, and of several, that a theatre lacks and that counts even where no "in" precedes."""
_NO_DATES = ("kinds", "targets", "aims", "heads", "also")
"""What no word of a date is."""
# Place names that are English words too: lower-case text may mean them only where they fill a whole cell.
_ALSO_WORDS = frozenset(
    "hit alas ana karma balad sharia rania ur jihad amin dora zab alam taza base camp nil dam bus said hail mandate"
    " sur area may iskan hay dawn faw fish kot".split()
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found in the original text [start, end). value: the list's word for it, or an id."""

    start: int
    end: int
    section: str
    value: str

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class NumberMark:
    """A number in the original text. article: it is "a" or "an", which counts only beside a person or an event."""

    start: int
    end: int
    range: Range
    article: bool


class Scan:
    """A text and everything found in it. Offsets are those of `text`, the clean text; `span` gives the original's.

    running: it is no list, so that line breaks at a fixed width are spaces.
    """

    def __init__(self, text: str, pack: LanguagePack, theatre: Theatre, *, running: bool = False) -> None:
        self._original = text
        self._clean = pack.clean(text)
        text = unwrapped(self._clean.text) if running else self._clean.text
        self.text = text
        self.running = running
        self.pack = pack
        self.theatre = theatre
        self.flat = flatten(text)
        self.weak = _weak(pack)
        letters = [c for c in text if c.isalpha()]
        words = (names for section, names in pack.layout["common"].items() if section != "known")
        self.common = frozenset(itertools.chain(*words, pack.months, pack.weekdays))
        self.cased = sum(map(str.isupper, letters)) > 0.008 * len(letters)
        self._marks = self._find_marks()
        self._rows: dict[str, list[PlaceRow]] = {}
        self._find_elsewhere()
        self._starts = {section: [m.start for m in marks] for section, marks in self._marks.items()}
        self.dates = weekly(pack.find_dates(self.flat, text), self.flat, pack.grammar.week_named)
        self._date_starts = [d.start for d in self.dates]
        for section in _NO_DATES:
            # "WEEK OF 1-7 MARCH" tells of no march, and names no marchers.
            marks = self._marks.get(section, [])
            self.put(section, [m for m in marks if not any(m.overlaps(d.start, d.end) for d in self.dates)])
        weekdays = [d for d in self.dates if d.weekday is not None]
        for section in ("places", "elsewhere"):
            # "Last Friday", which is also the name of a village.
            marks = self._marks.get(section, [])
            self.put(section, [m for m in marks if not any(d.start <= m.start and m.end <= d.end for d in weekdays)])
        self.numbers = [
            NumberMark(m.start(), m.end(), pack.number_value(m), m["article"] is not None)
            for m in pack.number.finditer(self.flat)
            if not pack.grammar.no_number.fullmatch(text, m.start(), m.end())
        ]
        self._number_starts = [n.start for n in self.numbers]
        self.letters: dict[str, str] = {}
        """Letters that the text itself sets, by what befell: killed, wounded."""
        self.seen: Text | None = None
        """The text as the encoder reads it, where it does."""

    def span(self, start: int, end: int) -> Span:
        """The words of the original text that stand at [start, end) of the clean one, marks on the last letter too."""
        a, b = self._clean.original(start, end)
        if self._clean.starts is not None:
            b = self._clean.starts[end] if end < len(self._clean.starts) else len(self._original)
        return Span.of(self._original, a, b)

    def marks(self, section: str, start: int, end: int) -> list[Mark]:
        """Marks of a section that lie within [start, end)."""
        marks = self._marks.get(section, [])
        at = bisect_left(self._starts.get(section, []), start)
        found = []
        while at < len(marks) and marks[at].start < end:
            if marks[at].end <= end:
                found.append(marks[at])
            at += 1
        return found

    def has(self, section: str, start: int, end: int) -> bool:
        return bool(self.marks(section, start, end))

    def forget_dates(self, start: int, end: int) -> None:
        """Take back the dates that overlap [start, end): its figures have turned out to be something else."""
        self.dates = [d for d in self.dates if d.end <= start or end <= d.start]
        self._date_starts = [d.start for d in self.dates]

    def cut_dates(self, start: int, end: int, rest: int) -> None:
        """Take back the dates that overlap [start, end), but keep of a range of days its last, which begins at rest."""
        ranges = [d for d in self.dates if d.start < end and start < d.end and d.last_day and rest < d.end]
        self.forget_dates(start, end)
        last = [
            replace(d, start=rest, day=d.last_day, month=d.last_month or d.month, last_day=None, last_month=None)
            for d in ranges
        ]
        self.dates = sorted([*self.dates, *last], key=lambda d: d.start)
        self._date_starts = [d.start for d in self.dates]

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        at = bisect_left(self._date_starts, start)
        found = []
        while at < len(self.dates) and self.dates[at].start < end:
            if self.dates[at].end <= end:
                found.append(self.dates[at])
            at += 1
        return found

    def numbers_in(self, start: int, end: int) -> list[NumberMark]:
        """Numbers within [start, end) that are no part of a date."""
        dates = self.dates_in(start, end)
        at = bisect_left(self._number_starts, start)
        found = []
        while at < len(self.numbers) and self.numbers[at].start < end:
            number = self.numbers[at]
            if number.end <= end and not any(d.start < number.end and number.start < d.end for d in dates):
                found.append(number)
            at += 1
        return found

    def rows(self, mark: Mark) -> list[PlaceRow]:
        """What a place name may mean, the preferred first."""
        known = self.theatre.names.get(self.pack.names, {}).get(mark.value)
        return [self.theatre.places[id] for id in known] if known else self._rows[mark.value]

    def _find_elsewhere(self) -> None:
        """Find the names of places that the theatre lacks: "places" for what incidents may have, else "elsewhere"."""
        taken = [(m.start, m.end) for m in self._marks.get("places", ())]
        # A state is an actor and a country: "Russia" may act and be where something happens.
        actors = [m for m in self._marks.get("actors", ()) if self.theatre.actors[m.value].type != "state"]
        taken += [(m.start, m.end) for m in actors]
        finder = Finder(
            self.text, language=self.pack.code, world=self.theatre.world, taken=taken, caseless=self._caseless(),
            proclitics=self.pack.proclitics, common=self.common,
        )  # fmt: skip
        found = finder.toponyms()
        self.nations = finder.countries()
        own = [self.rows(m)[0] for m in self._marks.get("places", ())]
        senses = dict(zip(((f.start, f.end) for f in found), meant(found, own, self.nations), strict=True))
        if self.pack.grammar.article:
            self._find_introduced(taken, senses)
            self._find_near(taken)
            senses = {span: row for span, row in senses.items() if self._is_known(row, *span, taken)}
        for (start, end), row in senses.items():
            key = f"world:{row.id}"
            self._rows[key] = [row]
            section = "places" if self._for_incidents(row, start, end) else "elsewhere"
            self._marks.setdefault(section, []).append(Mark(start, end, section, key))
        for section in ("places", "elsewhere"):
            self._marks.get(section, []).sort(key=lambda m: (m.start, -m.end))

    def _find_introduced(self, taken: list[tuple[int, int]], senses: Mapping[tuple[int, int], PlaceRow]) -> None:
        """Find names in a script without capitals: those that a word such as "town of" introduces, the longest first.

        senses: by the offsets of a name, what the whole text takes it to mean.
        """
        for start, end, rows in introduced.called(self):
            self._take(start, end, rows, taken)
        for start, end, sure in introduced.spans(self):
            name = self.text[start:end]
            if self._is_taken(start, end, taken):
                continue
            rows = (
                [senses[start, end]] if (start, end) in senses else self.theatre.world.candidates(name, self.pack.code)
            )
            told = Mark(start, end, "places", name)
            rows = [r for r in rows if self._is_great(r, sure, " " in name) and self._is_written_so(r, told)]
            if sure is None:
                rows = [r for r in rows if r.precision == "admin1"]
            if introduced.names_a_street(self, start):
                rows = []
            self._take(start, end, rows, taken)

    def _find_near(self, taken: list[tuple[int, int]]) -> None:
        """Find small places of the divisions that the text has named."""
        divisions = {row.admin1 for mark in self._marks.get("places", ()) if (row := self.rows(mark)[0]).admin1}
        for start, end, rows in introduced.nearby(self, divisions):
            told = Mark(start, end, "places", "")
            if not self._is_taken(start, end, taken) and self._is_written_so(rows[0], told):
                self._take(start, end, rows, taken)

    def _is_taken(self, start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
        taken_up = any(a < end and start < b for a, b in taken)
        return taken_up or fold(self.text[start:end], self.pack.code) in self.common

    def _take(self, start: int, end: int, rows: list[PlaceRow], taken: list[tuple[int, int]]) -> None:
        if rows and not any(a < end and start < b for a, b in taken):
            key = f"world:{rows[0].id}"
            self._rows[key] = rows
            self._marks.setdefault("places", []).append(Mark(start, end, "places", key))
            taken.append((start, end))

    def _is_known(self, row: PlaceRow, start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
        """Whether a name that nothing introduces is so well known, or a dateline, that it is meant all the same."""
        if self._is_taken(start, end, taken) or introduced.names_a_street(self, start):
            return False
        if start and self.text[start - 1].isalpha():
            return False
        written = self._is_written_so(row, Mark(start, end, "places", ""))
        dateline = self.pack.grammar.dateline.match(self.text)
        opens = dateline is not None and end <= dateline.end()
        return written and (opens or row.precision == "country" or (row.population or 0) >= _METROPOLIS)

    def _is_great(self, row: PlaceRow, located: bool | None, several: bool) -> bool:
        """Whether a place is great enough to be meant by a name that no word of place introduces."""
        if row.precision == "country":
            return row.country not in self.theatre.countries
        if self.theatre.countries and row.country not in self.theatre.countries:
            return False
        return bool(located) or row.precision == "admin1" or (row.population or 0) >= (_TOWN if several else _CITY)

    def _for_incidents(self, row: PlaceRow, start: int, end: int) -> bool:
        """Whether incidents may have a place: any with a country, but in a theatre only its own and other countries."""
        home = self.theatre.countries
        if not home or not row.country or row.precision == "country":
            return bool(row.country) and row.country not in home
        # What a theatre leaves out within its countries is small, and its name often a word: be strict.
        located = self.pack.grammar.locative.search(self.flat[max(0, start - 12) : start]) is not None
        people = _TOWN if " " in self.text[start:end] else _CITY
        return row.country in home and (located or row.precision == "admin1" or (row.population or 0) >= people)

    def _caseless(self) -> bool:
        upper, letters = sum(map(str.isupper, self.text)), sum(map(str.isalpha, self.text))
        return not self.cased or upper > 0.6 * letters

    def join(self, start: int, end: int) -> None:
        """Read what breaks a line at [start, end) as blanks."""
        blank = " " * (end - start)
        self.text = self.text[:start] + blank + self.text[end:]
        self.flat = self.flat[:start] + blank + self.flat[end:]

    def put(self, section: str, marks: Iterable[Mark]) -> None:
        """Set the marks of a section, in any order."""
        self._marks[section] = sorted(marks, key=lambda m: (m.start, -m.end))
        self._starts[section] = [m.start for m in self._marks[section]]

    def sections(self) -> list[str]:
        """What marks there are of."""
        return list(self._marks)

    def all_marks(self, section: str) -> list[Mark]:
        return self._marks.get(section, [])

    def _find_marks(self) -> dict[str, list[Mark]]:
        normal = self.pack.normalise(self.text)
        marks: dict[str, list[Mark]] = {}
        for tag in matcher(self.pack, self.theatre).find(normal):
            start, end = self._whole(*normal.original(tag.start, tag.end))
            layout = tag.section.startswith("layout.")
            mark = Mark(start, end, tag.value if layout else tag.section.rstrip(_DEFINITE), tag.value)
            if tag.section.endswith(_DEFINITE) and not self._is_definite(mark):
                continue
            if tag.section == "places" and not self._is_place(mark):
                continue
            if tag.section == "acronyms":
                if not self.text[start:end].isupper():
                    continue
                mark = Mark(start, end, "actors", tag.value)
            if (tag.section, tag.value) == ("none", "_"):
                marks.setdefault("untold", []).append(Mark(start, end, "untold", "_"))
            elif tag.value != "_" or tag.section in {"aims", "arms", "people"}:
                marks.setdefault(mark.section, []).append(mark)
        actors = marks.get("actors", [])
        # "FARC dissidents" are not the FARC.
        within = [m for m in actors if any(m != o and o.start <= m.start and m.end <= o.end for o in actors)]
        marks["actors"] = [m for m in actors if m not in within]
        for found in marks.values():
            found.sort(key=lambda m: (m.start, -m.end))
        return marks

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of a phrase with the article that its first word is written with."""
        article = self.pack.grammar.article
        if article and self.text.endswith(article, 0, start):
            return start - len(article), end
        return start, end

    def _is_place(self, mark: Mark) -> bool:
        if self.pack.grammar.article:
            return self._is_articled(mark) and (not self._is_doubtful(mark) or self._is_located(mark.start))
        if mark.value in self.theatre.common.get(self.pack.names, ()) and not self._fills_cell(mark):
            before = self.flat[max(0, mark.start - 12) : mark.start]
            if self.text[mark.start].isupper() and self.flat[mark.end : mark.end + 1] == ":":
                return True
            return self.pack.grammar.locative.search(before) is not None and self.text[mark.start].isupper()
        written = self.text[mark.start : mark.end]
        if not written[0].isascii() or written[0].isdigit() or any(word[:1].isupper() for word in written.split()):
            # A sentence may open with "Hit" the verb, and "Alas" is also a sigh.
            return not (mark.value in _ALSO_WORDS and self._opens_sentence(mark) and not self._fills_cell(mark))
        if self.cased and not self._fills_cell(mark):
            return False
        return mark.value not in _ALSO_WORDS or self._fills_cell(mark)

    def _is_articled(self, mark: Mark) -> bool:
        """Whether a name that has an article is written with it: الدور is a town, دور are houses."""
        return self._is_written_so(self.rows(mark)[0], mark)

    def _is_written_so(self, row: PlaceRow, mark: Mark) -> bool:
        article = self.pack.grammar.article
        listed, written = row.name_ar or "", self.text[mark.start : mark.end]
        if not article or " " in written:
            return True
        # "Subdistrict of the banner" is called "the banner", never "banner".
        names = [name for name in (listed, listed.partition(" ")[2]) if name.startswith(article)]
        like = fold(written, self.pack.code)
        return all(fold(name, self.pack.code) != like for name in names) or self._is_definite(mark)

    def _is_definite(self, mark: Mark) -> bool:
        article = self.pack.grammar.article
        return self.text.startswith(article, mark.start) or self.text.endswith(article[-1] * 2, 0, mark.start)

    def _is_doubtful(self, mark: Mark) -> bool:
        common = self.theatre.common.get(self.pack.names, frozenset())
        return (mark.value in common or mark.value in self.common) and not self._fills_cell(mark)

    def _is_located(self, start: int, reach: int = 24) -> bool:
        return self.pack.grammar.locative.search(self.flat[max(0, start - reach) : start]) is not None

    def _opens_sentence(self, mark: Mark) -> bool:
        before = self.text[max(0, mark.start - 3) : mark.start].strip(" ")
        return before == "" or before[-1] in ".!?\n"

    def _fills_cell(self, mark: Mark) -> bool:
        before = self.flat[max(0, mark.start - 3) : mark.start].rstrip(" ")
        after = self.flat[mark.end : mark.end + 3].lstrip(" ")
        if before and (before[-1].isdigit() or before[-1] in ")]") and after and after[0] in ":-|,":
            # "13/4 Hit: a car bomb"
            return True
        if before[-1:] == "." and after[:1] == ".":
            # "26 April. Balad. Roadside bomb"
            return True
        return (before == "" or before[-1] in "-|,;:(/\n") and (after == "" or after[0] in "-|,;:()/\n.")


_WEAK: dict[str, dict[str, frozenset[str]]] = {}


def _weak(pack: LanguagePack) -> dict[str, frozenset[str]]:
    key = pack.code + pack.hash
    if key not in _WEAK:
        _WEAK[key] = {name: _as_marked(pack, phrases) for name, phrases in pack.lists["weak"].items()}
    return _WEAK[key]


def _as_marked(pack: LanguagePack, phrases: Iterable[str]) -> frozenset[str]:
    """Phrases as the flat text of their marks reads: without the article, with it, and with one at every word."""
    article = pack.grammar.article
    every = f" {article}"
    return frozenset(
        flatten(written)
        for phrase in phrases
        for written in {phrase, article + phrase, article + phrase.replace(" ", every)}
    )


_MATCHERS: dict[tuple[str, str], Matcher] = {}


def matcher(pack: LanguagePack, theatre: Theatre) -> Matcher:
    """The matcher of a language's words and a theatre's names, built once for each pair."""
    key = (pack.code + pack.hash, theatre.name + theatre.hash)
    if key not in _MATCHERS:
        _MATCHERS[key] = Matcher(_entries(pack, theatre), pack.normalise, pack.proclitics)
    return _MATCHERS[key]


_DEFINITE = "!"
"""Ends the section of a phrase that counts only with its article: "the attack" takes one up, "an attack" does not."""


def _definite(pack: LanguagePack, section: str, phrase: str) -> str:
    article = pack.grammar.article
    return _DEFINITE if article and section in {"reprise", "anaphora", "names"} and phrase.startswith(article) else ""


def _entries(pack: LanguagePack, theatre: Theatre) -> Iterator[tuple[str, str, str]]:
    for section, values in pack.lists.items():
        if section == "weak":
            continue
        for value, phrases in values.items():
            if section == "actors" and value not in theatre.actors:
                continue
            yield from ((section + _definite(pack, section, phrase), value, phrase) for phrase in phrases)
    for value, phrases in pack.layout["words"].items():
        yield from ((f"layout.{value}{_definite(pack, value, phrase)}", value, phrase) for phrase in phrases)
    yield from (("known", "known", name) for name in pack.layout["common"].get("known", ()))
    yield from (("layout.filler", "filler", phrase) for phrase in pack.layout["heading"]["filler"])
    for name in theatre.names.get(pack.names, {}):
        yield "places", name, name
    for alias, id in theatre.actor_names.get(pack.names, {}).items():
        short = alias.isupper() and len(alias) <= _SHORT_CAPITALS
        section = "acronyms" if short else "actors"
        # القاعدة is a group, قاعدة a base; حوثيون are of the group with or without the article.
        word = (
            theatre.actors[id].type == "armed_group" and " " not in alias and not pack.grammar.belonging.search(alias)
        )
        yield section + (_definite(pack, "names", alias) if word else ""), id, fold(alias, pack.code)
