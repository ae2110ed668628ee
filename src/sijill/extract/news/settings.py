"""Where and when an event took place: the places and days that its text names, the likeliest by a learned choice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from sijill.extract import places
from sijill.extract.news import chooser
from sijill.extract.news.linking import Event
from sijill.extract.news.seen import share
from sijill.extract.news.telling import Telling
from sijill.extract.news.where import Ground
from sijill.extract.places import Named
from sijill.extract.scan import Mark, Scan
from sijill.extract.seen import step
from sijill.extract.when import Reading
from sijill.lang.dates import DateMention
from sijill.lang.flat import flatten
from sijill.lang.places import load as load_words
from sijill.model.values import When
from sijill.theatre import PlaceRow

Dated = tuple[DateMention, Reading]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s]")
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BROKEN = re.compile(r"[^\w\s'’-]")
_WHOLE = 12_000
"""Characters of a text up to which all that it names is weighed for each event; a longer one goes by order alone."""
_MEANINGS = 4
"""The most places that one name is looked at for."""
_LONGEST = 4
"""The most words that a name has that no list makes a place."""
_SHORTEST_HEARD, _HEARD_PEOPLE, _LANDS = 4, 5_000, 2
"""Letters of a name from which its sound alone may say which place is meant, people of a town that may be meant so,
and how many of the countries that the text names most are looked in."""
_SEEN = 0.3
"""How likely the words of such a name must be where an event was."""
_CLOSE = 3
"""How many characters behind "the capital" its name may begin."""
_BEFORE, _AFTER = 28, 20
"""How many characters before and behind a name are read for the words beside it."""
_KNOWN_TOWN = 300_000
"""People of a town that is meant though its country is not told."""
_CITIES = (1_000, 100_000, 1_000_000)
"""Steps of how many people live in a place."""
_AGES = (0, 1, 3, 7, 30, 365)
"""Steps of how many days before publication a day lies."""
_APART = (1, 2, 4)
"""Steps of how many sentences a name stands from the one that opens the event."""

_SAID_AT = 0.5
"""How likely the best division, or day, must be to be said: likelier right than not. Else it stays unknown."""
_NAMED_AT = 0.1
"""What a name must hold of the share of its division to be the place within it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that may be the event's, with the features of how it is named."""

    named: Named
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sense:
    """One of the places that a name may mean.

    rank: 0 for the one that the whole text makes of it. how: it is "listed"; "unlisted" where no list of names made it
    a place, only how it stands; "heard" where its spelling is in no list but sounds like one that is; "capital" where
    it is told as the capital.
    """

    named: Named
    rank: int
    how: str = "listed"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that may be the event's, with the features of how it is named."""

    dated: Dated
    features: tuple[str, ...]


class Settings:
    """The places and days that a text names. told: its clauses, in order; published: the day it was published."""

    def __init__(self, scan: Scan, ground: Ground, told: Sequence[Telling], published: date | None) -> None:
        self._scan, self._told, self._published = scan, told, published
        self._choices = chooser.load(scan.pack.folder) or {}
        self._ground, self.home = ground, ground.home
        self._looked_up: dict[tuple[int, int], list[_Sense]] = {}
        self.days = [(telling, one) for telling in told for one in (*telling.dates, *telling.spoken)]

    @cached_property
    def places(self) -> list[Named]:
        """Every place name of the text."""
        return self._ground.everywhere()

    @cached_property
    def _senses(self) -> list[_Sense]:
        return [sense for place in self.places for sense in self._meanings(place)]

    @cached_property
    def _taken(self) -> list[tuple[int, int]]:
        """Where names and dates stand that are known."""
        sections = ("places", "elsewhere", "actors")
        marks = [(m.start, m.end) for section in sections for m in self._scan.all_marks(section)]
        return [*marks, *((d.start, d.end) for d in self._scan.dates)]

    @cached_property
    def _words(self) -> list[tuple[int, int]]:
        return [m.span() for m in _NAME.finditer(self._scan.text)]

    def spots(self, event: Event, by_rule: Sequence[Named]) -> list[Spot]:
        """What may be an event's place. by_rule: what its clauses say by their order alone, the place first."""
        found = []
        rule, around = by_rule[:1], {p.row.id for p in by_rule[1:]}
        for sense in (*self._senses, *self._capitals, *self._unlisted(event), *self._abroad(event)):
            place = sense.named
            flags = list(self._standing(event, place.mark.start, place.mark.end, "place"))
            row = place.row
            flags += [
                f"precision:{row.precision}",
                f"feature:{row.feature}",
                f"people:{_step(row.population, _CITIES)}",
            ]
            flags += [f"home:{row.country == self.home}", f"sense:{sense.rank}", f"how:{sense.how}"]
            flags += self._company(sense)
            if any(p.mark == place.mark for p in event.tellings[0].label):
                flags.append(f"label:{_step(row.population, _CITIES)}")
            if any(p.mark == place.mark for p in event.setting):
                flags.append("setting")
            if rule:
                same = "same" if rule[0].row.id == row.id else "around" if row.id in around else "none"
                lies = row.id in rule[0].row.parents or rule[0].row.id in row.parents
                flags.append(f"rule:{same}:{lies}:{row.admin1 == rule[0].row.admin1}")
            else:
                flags.append("rule:no")
            flags += self._around(place.mark.start, place.mark.end)
            found.append(Spot(place, tuple(flags)))
        return found

    def nowhere(self, event: Event, found: Sequence[Spot], by_rule: Sequence[Named]) -> tuple[str, ...]:
        """The features of there being no place among those named."""
        rows = ["null", f"null:n:{min(len(found), 4)}", f"null:rule:{by_rule[0].row.precision if by_rule else 'no'}"]
        return (*rows, *self._none(event, "place", [(s.named.mark.start, s.named.mark.end) for s in found]))

    def dated(self, event: Event, by_rule: Dated | None) -> list[Day]:
        """What may be an event's day. by_rule: what its clauses say by their order alone."""
        found = []
        for telling, one in self.days:
            mention, reading = one
            flags = list(self._standing(event, mention.start, mention.end, "when"))
            flags += [f"precision:{reading.when.precision}", f"spoken:{one in telling.spoken}"]
            flags += [f"published:{reading.from_published}", f"age:{self._age(reading)}"]
            flags.append(f"recalled:{event.recalled}:{self._age(reading)}")
            if by_rule is None:
                flags.append("rule:no")
            else:
                flags.append(f"rule:{by_rule[0] is mention}:{by_rule[1].when == reading.when}")
            flags += self._around(mention.start, mention.end)
            found.append(Day(one, tuple(flags)))
        return found

    def never(self, event: Event, found: Sequence[Day], by_rule: Dated | None) -> tuple[str, ...]:
        """The features of there being no day among those named."""
        rows = ["null", f"null:n:{min(len(found), 4)}", f"null:rule:{by_rule is None}", f"null:past:{event.recalled}"]
        return (*rows, *self._none(event, "when", [(d.dated[0].start, d.dated[0].end) for d in found]))

    def _meanings(self, place: Named) -> list[_Sense]:
        """What a name may mean: what the whole text makes of it first, then the greatest of its name elsewhere."""
        if not place.mark.value.startswith("world:") or place.row.precision == "country":
            return [_Sense(place, 0)]
        written = self._scan.text[place.mark.start : place.mark.end]
        rows = [place.row]
        for row in self._near_first(self._scan.theatre.candidates(written, self._scan.pack.code)):
            apart = all((row.country, row.admin1) != (r.country, r.admin1) for r in rows)
            if apart and row.precision != "country" and len(rows) < _MEANINGS:
                rows.append(row)
        longer = self._longer(place)
        if any(mark.end > place.mark.end for mark, _ in longer):
            rows = []
        listed = [_Sense(Named(place.mark, row), n) for n, row in enumerate(rows)]
        return listed + [_Sense(Named(mark, row), len(rows) + n, "heard") for n, (mark, row) in enumerate(longer)]

    def _longer(self, place: Named) -> list[tuple[Mark, PlaceRow]]:
        """Where a name's country is not one that the text names otherwise: a longer or other name there, by its sound.

        "ديرة إسماعيل خان" begins with the name of a part of Dubai.
        """
        others = Counter(p.row.country for p in self.places if p.mark != place.mark) + self._scan.nations
        if not others or others[place.row.country]:
            return []
        ends = [end for start, end in self._words if start >= place.mark.start][:_LONGEST]
        for end in reversed(ends):
            name = self._scan.text[place.mark.start : end]
            if end < place.mark.end or _BROKEN.search(name) or len(name) < _SHORTEST_HEARD:
                continue
            for land, _ in others.most_common(_LANDS):
                if land and land not in self._scan.theatre.countries:
                    rows = [row for _, row in self._scan.theatre.world.sounding(name, self._scan.pack.code, land)]
                    rows = [row for row in rows if row.precision == "admin1" or (row.population or 0) >= _HEARD_PEOPLE]
                    if rows:
                        return [(Mark(place.mark.start, end, "places", f"world:{row.id}"), row) for row in rows[:2]]
        return []

    def _abroad(self, event: Event) -> Iterator[_Sense]:
        """Places outside the theatre that the text as a whole makes the event's: "in Damascus a bomb wounded four"."""
        for mark in self._scan.all_marks("elsewhere"):
            row = self._scan.rows(mark)[0]
            if row.country and (share(self._scan, event.tellings[0], "place", mark.start, mark.end) or 0.0) >= _SEEN:
                yield _Sense(Named(mark, row), 0)

    def _unlisted(self, event: Event) -> Iterator[_Sense]:
        """Places by names that no list makes one, where the text as a whole makes their words the event's."""
        first = event.tellings[0]
        at = 0
        while at < len(self._words):
            start, end = self._words[at]
            at += 1
            if self._is_taken(start, end) or (share(self._scan, first, "place", start, end) or 0.0) < _SEEN:
                continue
            for last in range(min(at + _LONGEST - 2, len(self._words) - 1), at - 2, -1):
                found = self._names(start, self._words[last][1])
                if found:
                    yield from found
                    at = last + 1
                    break

    def _names(self, start: int, end: int) -> list[_Sense]:
        if (start, end) not in self._looked_up:
            self._looked_up[start, end] = list(self._look_up(start, end))
        return self._looked_up[start, end]

    def _look_up(self, start: int, end: int) -> Iterator[_Sense]:
        scan = self._scan
        if self._is_taken(start, end) or scan.text[start:end] in scan.common:
            return
        if scan.cased and not scan.text[start].isupper():
            return
        cuts = [
            n
            for n in (0, 1, 2)
            if n == 0 or (set(scan.text[start : start + n]) <= scan.pack.proclitics and end - start - n > 2)
        ]
        told: list[tuple[int, PlaceRow]] = []
        for cut in cuts:
            rows = self._near_first(scan.theatre.candidates(scan.text[start + cut : end], scan.pack.code))
            told = [(cut, row) for row in rows if row.precision not in {"country", "continent"} and row.country]
            if told:
                break
        alike = [] if any(row.country in self._lands for _, row in told) else self._heard(start, end, cuts)
        for rank, (cut, row) in enumerate([*told[:_MEANINGS], *alike]):
            mark = Mark(start + cut, end, "places", f"world:{row.id}")
            yield _Sense(Named(mark, row), rank, "unlisted" if rank < min(len(told), _MEANINGS) else "heard")

    def _near_first(self, rows: Sequence[PlaceRow]) -> list[PlaceRow]:
        """Places of one name, those in countries that the text names before the others."""
        return sorted(rows, key=lambda row: row.country not in self._lands)

    def _heard(self, start: int, end: int, cuts: Sequence[int]) -> list[tuple[int, PlaceRow]]:
        """Places of the countries that the text is about, by a spelling of their names that no list has."""
        scan = self._scan
        if any(m.overlaps(start, end) for section in scan.sections() for m in scan.all_marks(section)):
            return []
        lands = [land for land in self._lands[:_LANDS] if land not in scan.theatre.countries]
        found = [
            (like, cut, row)
            for cut in cuts
            if self._may_be_foreign(scan.text[start + cut : end])
            for land in lands
            for like, row in scan.theatre.world.sounding(scan.text[start + cut : end], scan.pack.code, land)
            if row.precision == "admin1" or (row.population or 0) >= _HEARD_PEOPLE
        ]
        best = max((like for like, _, _ in found), default=0.0)
        return [(cut, row) for like, cut, row in found if like == best][:_MEANINGS]

    def _may_be_foreign(self, name: str) -> bool:
        """Whether a name may be one of another language, written by its sound: its article or ending says no other."""
        first, article = name.split()[0], self._scan.pack.grammar.article
        if len(name) < _SHORTEST_HEARD or len(first) <= 2 or _BROKEN.search(name):
            return False
        return not article or not (first.startswith(article) or (first == name and name.endswith("ة")))

    @cached_property
    def _capitals(self) -> list[_Sense]:
        """Where the text speaks of the capital and does not name it: that of the country it names most."""
        scan = self._scan
        land = next(iter(self._lands), None)
        theatre = scan.theatre
        home = theatre.places[theatre.capital] if theatre.capital and land in theatre.countries else None
        row = home or (theatre.world.capital(land) if land else None)
        if row is None:
            return []
        found = []
        for match in _told_as_capital(scan.pack.code).finditer(scan.flat):
            beside = any(p.mark.start < match.end() + _CLOSE and match.start() < p.mark.end for p in self.places)
            if not beside:
                found.append(_Sense(Named(Mark(*match.span(), "places", f"world:{row.id}"), row), 0, "capital"))
        return found

    @cached_property
    def _lands(self) -> list[str]:
        """The countries that the text names, or whose people or places it does, the most named first."""
        named = Counter(p.row.country for p in self.places) + self._scan.nations
        return [land for land, _ in named.most_common() if land]

    def _is_taken(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self._taken)

    def _company(self, sense: _Sense) -> Iterator[str]:
        """What else the text names in the country and the division of a place."""
        row, mark = sense.named.row, sense.named.mark
        others = [p.row for p in self.places if not p.mark.overlaps(mark.start, mark.end)]
        lands = Counter(r.country for r in others)
        mine = lands[row.country] + self._scan.nations[row.country]
        whole = lands.total() + self._scan.nations.total()
        yield f"land:{min(mine, 2)}:{min(whole - mine, 2)}"
        yield f"land:{min(mine, 2)}:{min(whole - mine, 2)}:sense:{sense.rank}:{sense.how}"
        behind = _NAME.match(self._scan.text, mark.end + 1)
        people = load_words(self._scan.pack.code).demonyms.get(behind[0].lower()) if behind else None
        yield f"whose:{people == row.country if people else 'none'}"
        yield f"division:{any((r.country, r.admin1) == (row.country, row.admin1) for r in others)}"

    def where(self, event: Event, by_rule: Sequence[Named]) -> tuple[Named, ...]:
        """The place of an event, first, then the names that contain it; () if none is likelier right than not.

        by_rule: what its clauses say by their order alone.
        """
        if not self._weighs("places"):
            return tuple(by_rule)
        by_rule = () if by_rule and strays(self._scan, by_rule[0], self.places) else by_rule
        found = [spot for spot in self.spots(event, by_rule) if not strays(self._scan, spot.named, self.places)]
        if not found:
            return tuple(by_rule)
        rows = [*(one.features for one in found), self.nowhere(event, found, by_rule)]
        *likely, _ = chooser.shares(self._choices["places"], rows)
        return located(self._scan, found, likely, by_rule)

    def when(self, event: Event, by_rule: Dated | None) -> Dated | None:
        """The day of an event, None if none is likelier right than not. by_rule: by the order of its clauses."""
        if not self._weighs("days"):
            return by_rule
        found = self.dated(event, by_rule)
        if not found:
            return by_rule
        rows = [*(one.features for one in found), self.never(event, found, by_rule)]
        *likely, _ = chooser.shares(self._choices["days"], rows)
        return fixed(found, likely)

    def _weighs(self, choice: str) -> bool:
        """Whether there is a choice to make: the encoder has read the text, and it is a report, not a book."""
        return self._scan.seen is not None and choice in self._choices and len(self._scan.text) <= _WHOLE

    def _age(self, reading: Reading) -> str:
        if self._published is None:
            return "unknown"
        return _step((self._published - reading.when.end).days, _AGES)

    def _none(self, event: Event, field: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
        first = event.tellings[0]
        most = max((share(self._scan, first, field, *span) or 0.0 for span in spans), default=0.0)
        yield f"null:seen:{step(most if self._scan.seen else None)}"
        yield f"null:first:{first is self._told[0]}"
        yield f"null:own:{any(first.start <= a < first.end for a, _ in spans)}"

    def _standing(self, event: Event, start: int, end: int, field: str) -> Iterator[str]:
        first = event.tellings[0]
        seen = step(share(self._scan, first, field, start, end))
        yield f"seen:{seen}"
        own = next((n for n, t in enumerate(event.tellings) if t.start <= start < t.end), None)
        at = "other"
        if own is not None:
            at = f"own:{min(own, 2)}"
        elif any(t.start <= start < t.end for t in event.beside):
            at = "beside"
        yield f"at:{at}"
        yield f"at:{at}:seen:{seen}"
        holder = next((t for t in self._told if t.start <= start < t.end), None)
        if holder is not None:
            apart = holder.sentence - first.sentence
            side = "before" if apart < 0 else "after" if apart > 0 else "same"
            yield f"apart:{side}:{_step(abs(apart), _APART)}"
            yield f"paragraph:{holder.paragraph == first.paragraph}"
            yield f"holder:opens:{round(holder.fresh or 0.0, 1)}" if own is None else "holder:own"
        else:
            yield "holder:none"
        deed = next(iter(first.deeds or first.used or first.struck), None)
        if own == 0 and deed is not None:
            yield f"deed:{'before' if end <= deed.start else 'behind'}"
        yield f"from:{min(start // 60, 4)}"

    def _around(self, start: int, end: int) -> Iterator[str]:
        scan, code = self._scan, self._scan.pack.code
        left = [scan.pack.stem(m[0]) for m in _WORD.finditer(scan.flat, max(0, start - _BEFORE), start)]
        right = [scan.pack.stem(m[0]) for m in _WORD.finditer(scan.flat, end, min(len(scan.flat), end + _AFTER))]
        yield f"{code}:-1:{left[-1] if left else '<'}"
        yield f"{code}:-2:{' '.join(left[-2:])}"
        yield f"{code}:+1:{right[0] if right else '>'}"


def strays(scan: Scan, place: Named, everywhere: Sequence[Named]) -> bool:
    """Whether a place is by chance of a name in a country that is not told and where nobody of the register fights.

    A village of Lebanon that no gazetteer has may be called like one of Luxembourg. everywhere: all that a text names.
    """
    row, theatre = place.row, scan.theatre
    if theatre.countries or not place.mark.value.startswith("world:") or not row.country:
        return False
    if row.precision == "settlement" and (row.population or 0) >= _KNOWN_TOWN:
        return False
    if row.precision in {"country", "continent"} or row.country in theatre.at_war:
        return False
    others = Counter(p.row.country for p in everywhere if not p.mark.overlaps(place.mark.start, place.mark.end))
    return not (others + scan.nations)[row.country]


def located(scan: Scan, found: Sequence[Spot], likely: Sequence[float], by_rule: Sequence[Named]) -> tuple[Named, ...]:
    """The finest place of the likeliest division. likely: how likely each spot is the one meant."""
    divisions: dict[tuple[str, str | None], float] = {}
    for spot, one in zip(found, likely, strict=True):
        divisions[_division(spot.named)] = divisions.get(_division(spot.named), 0.0) + one
    best = max(divisions, key=lambda division: divisions[division])
    if divisions[best] < _SAID_AT:
        meant = _of_one_name(found, likely)
        return (meant.named,) if meant else ()
    if by_rule and _division(by_rule[0]) == best:
        return tuple(by_rule)
    return places.chosen(
        scan,
        [
            s.named
            for s, one in zip(found, likely, strict=True)
            if _division(s.named) == best and one >= _NAMED_AT * divisions[best]
        ],
    )


def _of_one_name(found: Sequence[Spot], likely: Sequence[float]) -> Spot | None:
    """The likeliest meaning of one name, where all that it may mean in one country is likelier than not.

    A city comes before the division that is called like it and does not hold it, as Sanaa and Kyiv: a division is
    called one.
    """
    names: dict[tuple[int, int, str], list[tuple[float, Spot]]] = {}
    for spot, one in zip(found, likely, strict=True):
        mark = spot.named.mark
        names.setdefault((mark.start, mark.end, spot.named.row.country), []).append((one, spot))
    several = [told for told in names.values() if len(told) > 1 and sum(one for one, _ in told) >= _SAID_AT]
    if not several:
        return None
    cities = [one for one in several[0] if one[1].named.row.precision == "settlement"]
    return max(cities or several[0], key=lambda one: one[0])[1]


@lru_cache(maxsize=8)
def _told_as_capital(code: str) -> re.Pattern[str]:
    words = sorted((flatten(w) for w in load_words(code).capital), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?! of )(?!\w)" if words else r"(?!)")


def _division(place: Named) -> tuple[str, str | None]:
    return place.row.country, place.row.admin1


def fixed(found: Sequence[Day], likely: Sequence[float]) -> Dated | None:
    """The likeliest day. likely: how likely each is the one meant."""
    days: dict[When, float] = {}
    for day, one in zip(found, likely, strict=True):
        days[day.dated[1].when] = days.get(day.dated[1].when, 0.0) + one
    best = max(days, key=lambda when: days[when])
    if days[best] < _SAID_AT:
        return None
    return max(zip(likely, found, strict=True), key=lambda one: one[0] * (one[1].dated[1].when == best))[1].dated


def _step(value: int | None, edges: Sequence[int]) -> str:
    return "none" if value is None else str(sum(value >= edge for edge in edges))


__all__ = ["Dated", "Day", "Settings", "Spot", "fixed", "located", "strays"]
