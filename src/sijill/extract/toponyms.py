"""Find the names of places anywhere in the world in a text, and keep them apart from people, bodies and words."""

from __future__ import annotations

from sijill.extract.names import Name, Names, Word
from sijill.extract.senses import WIDE, Toponym
from sijill.theatre.gazetteer import COMMON, GIVEN, SURNAME

_FAMOUS = 1_000_000
# People that a name must bring to mind to be taken for a place where nothing says that it is one; on the texts
# written for the tests, higher values lose towns and lower ones let in people and words.
_TOWN, _SURNAME, _GIVEN, _WORDS, _PAIR, _HEADLINE = 2_000, 20_000, 80_000, 100_000, 50_000, 50_000


class Finder(Names):
    """Finds the place names of one text."""

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
                name = self._names.get(at + len(run) - len(bare))
                whole = name is not None and name.after - name.first > 1
                full = len(bare) > 1 and not whole and self._world.kinds(first) & GIVEN
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

    def _judge(self, name: Name, people: set[str]) -> int:
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
            large = max(r.weight for r in name.rows) >= _HEADLINE
            return 1 if large and (name.located or not self._world.kinds(first.low)) else -1
        return 1 if self._weighs_enough(name, single=single) else -1

    def _acronym(self, name: Name) -> bool:
        written = self._text[self._words[name.first].start : self._words[name.first].end]
        return written.isupper() and len(written) < 6 and name.rows[0].precision != "country"

    def _weighs_enough(self, name: Name, *, single: bool) -> bool:
        low = self._words[name.first].low
        kinds, weight = self._world.kinds(low), max(r.weight for r in name.rows)
        used = low in self._lower
        if not single:
            last = self._world.kinds(self._words[name.after - 1].low)
            personal = kinds & GIVEN and last & SURNAME and not kinds & COMMON
            return name.located or weight >= (_PAIR if personal else 500)
        coarse = name.rows[0].precision in {"country", "admin1"} or name.rows[0].feature in WIDE
        speaks = self._beside(name.after)
        spoken = self._gap(name.first) == " " and name.first > 0 and self._words[name.first - 1].low in self._told.of
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

    def _stands_alone(self, name: Name, *, headline: bool) -> bool:
        """Whether no capitalised word beside the name makes it part of a person's or a body's name."""
        before, behind = self._beside(name.first - 1), self._beside(name.after)
        gap, gap_behind = self._gap(name.first), self._gap(name.after)
        told, country = self._told, name.rows[0].precision == "country"
        if before and before.low in told.of and name.first > 1 and not country:
            if self._words[name.first - 2].capital and self._words[name.first - 2].low in told.organisations:
                return False
        elif (
            before
            and before.low in told.of
            and name.first > 1
            and self._words[name.first - 2].low in told.organisations
        ):
            return False
        if behind and behind.low in told.of and name.after == name.first + 1:
            if self._world.kinds(self._words[name.first].low) & COMMON:
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
            after = self._beside(name.after + 1)
            further = after.low if after and after.capital and self._gap(name.after + 1) == " " else ""
            if behind.low in told.streets or (behind.low in told.public and further in told.streets):
                return False
            if not self._explained(behind, name.after, country=country, headline=headline, left=False):
                return False
            other = self._names.get(name.after)
            if other and self._personal(name, other):
                return False
        other = self._ends.get(name.first)
        return not (other and gap == " " and self._personal(other, name))

    def _explained(self, word: Word, at: int, *, country: bool, headline: bool, left: bool) -> bool:
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

    def _known_well(self, name: Name) -> bool:
        single = name.after == name.first + 1
        known = max(r.weight for r in name.rows) >= _TOWN
        return known and not (single and self._world.kinds(self._words[name.first].low) & COMMON)

    def _personal(self, name: Name, other: Name) -> bool:
        """Whether two names side by side are a given name and a surname."""
        if name.after - name.first > 1 or other.after - other.first > 1 or name.within:
            return False
        first, last = (self._world.kinds(self._words[n.first].low) for n in (name, other))
        return bool(first & GIVEN and (last & SURNAME or not first & COMMON))

    def _judge_caseless(self, name: Name) -> int:
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
