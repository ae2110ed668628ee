"""What a count is about: the period, place, weapons and targets that a stretch of words names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sijill.extract import places
from sijill.extract.say import scan_span
from sijill.extract.scan import Mark, Scan
from sijill.extract.words import Word
from sijill.lang.dates import DateMention
from sijill.model.text import Span
from sijill.model.values import When

Dates = Callable[[DateMention], "tuple[When, Span] | None"]
"""Reads a date expression; None if the document does not say enough."""


_BEFORE = 16
"""In how many characters before a word another may deny it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a count is about; None where nothing is said."""

    when: tuple[When, Span] | None = None
    place: places.Named | None = None
    weapons: tuple[Mark, ...] = ()
    """One of them was used: "rockets or mortars"."""
    targets: tuple[Mark, ...] = ()
    joined: tuple[places.Named, ...] = ()
    """Two and more places taken together: "Ninewa and Baghdad had ten"."""
    hurting: str = ""
    """Only what killed, wounded or did either, or did not: "two caused casualties", "six killed nobody"."""

    def same(self, other: Scope) -> bool:
        """Whether both are about the same, in whatever words."""
        return self._key() == other._key()

    def _key(self) -> tuple[object, ...]:
        marks = (frozenset(m.value for m in told) for told in (self.weapons, self.targets))
        return (
            self.when and self.when[0],
            self.place and self.place.row.id,
            *marks,
            *(p.row.id for p in self.joined),
            self.hurting,
        )

    def over(self, other: Scope) -> Scope:
        """This scope, with what it leaves open taken from another."""
        return Scope(
            self.when or other.when, self.place or other.place, self.weapons or other.weapons,
            self.targets or other.targets, self.joined if self.place else other.joined, self.hurting,
        )  # fmt: skip


def scope_of(scan: Scan, dates: Dates, row: Sequence[Word]) -> Scope:
    """What a stretch of words names."""
    row = _uncompared(row)
    when = _period(scan, dates, row)
    named: list[places.Named] = []
    for word in row:
        if word.kind == "place" and word.mark and word.mark.section == "capital":
            named.append(places.Named(word.mark, scan.theatre.places[scan.theatre.capital or ""]))
        elif word.kind == "place":
            named += [p for p in places.named(scan, word.start, word.end, coarse=True) if p.row.precision != "country"]
    weapons = tuple(w.mark for w in row if w.kind == "weapon" and w.mark and not _lacks(scan, w))
    targets = tuple(w.mark for w in row if w.kind == "target" and w.mark)
    return Scope(when, places.chosen(scan, named)[0] if named else None, weapons, targets, _joined(scan, row, named))


def _lacks(scan: Scan, word: Word) -> bool:
    """Whether what is counted is without a thing: "car bombs without a suicide bomber"."""
    return scan.pack.grammar.lacking.search(scan.flat, max(0, word.start - _BEFORE), word.start) is not None


def _joined(scan: Scan, row: Sequence[Word], named: Sequence[places.Named]) -> tuple[places.Named, ...]:
    """Places that a stretch takes together: all that it names, if only "and", "or" or a comma parts them."""
    at = [n for n, word in enumerate(row) if word.kind == "place"]
    between = [row[n] for a, b in pairwise(at) for n in range(a + 1, b)]
    joins = ["join" if scan.pack.grammar.either.fullmatch(scan.flat, w.start, w.end) else w.kind for w in between]
    together = len(at) > 1 and at[-1] - at[0] == 2 * (len(at) - 1) and joins.count("join") == 1
    return tuple(named) if together and len(named) == len(at) and set(joins) <= {"join", "mark"} else ()


def _uncompared(row: Sequence[Word]) -> list[Word]:
    """Words without what others are set against: "October was worse than November, with"."""
    kept: list[Word] = []
    against = False
    for position, word in enumerate(row):
        against = (against or (word.kind == "compare" and position > 0)) and word.kind not in {"mark", "verb", "join"}
        if not against:
            kept.append(word)
    return kept


def _period(scan: Scan, dates: Dates, row: Sequence[Word]) -> tuple[When, Span] | None:
    """The period that a stretch names: its first date, or from one date to another."""
    # "Since 1 January: 18 incidents": not those of that day.
    since = {after.start for word, after in pairwise(row) if word.kind == "since"}
    told = [(w, read) for w in row if w.date and w.start not in since and (read := dates(w.date))]
    if not told:
        return None
    (first, (start, span)) = told[0]
    for last, (end, _) in told[1:2]:
        between = scan.flat[first.end : last.start]
        if scan.pack.grammar.up_to.fullmatch(between) and start.start < end.start:
            return When(start.start, end.end, "month"), scan_span(scan, first.start, last.end)
    return start, span
