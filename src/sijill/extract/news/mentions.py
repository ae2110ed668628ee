"""Whom the clauses of an event name that may be its dead or wounded, and how likely the network takes each to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sijill.extract.amounts import ages, hedged, ranges, tellers
from sijill.extract.labels import untold
from sijill.extract.news.linking import Event
from sijill.extract.news.members import people
from sijill.extract.news.telling import Telling
from sijill.extract.scan import Scan
from sijill.extract.tolls import Toll, alone
from sijill.model.values import Range

if TYPE_CHECKING:
    from sijill.encoder.network import Array, Text

SORTS = ("killed", "wounded")
_SURE, _GOES_ON = 0.5, 0.3
"""How likely a piece must be of the hurt for a person to be looked for that no list names, and one behind it."""
_PART, _THING = 40, 16
"""Characters behind "including" in which its people stand, and behind a number in which a thing may."""
_SEVERAL = Range(2, None, None)


@dataclass(frozen=True, slots=True)
class Mention:
    """Some people, or nobody: how many, where they stand, and what the network makes of the words.

    share, other: how likely the words that count them are of the sort asked for, and of the other sort; peak: the
    likeliest of all their pieces; before: the share by the encoder's own head; none: how likely they say nobody.
    """

    value: Range
    start: int
    end: int
    counted: bool
    own: bool
    """Whether the clause tells of the event, or only stands beside it."""
    share: float
    other: float
    peak: float
    before: float
    none: float
    aside: tuple[bool, ...] = ()
    """Whether the number is an age, that of who says so, unknown, a date, of things, or a part of another."""
    bare: bool = False
    """Whether a number stands there that no noun follows."""
    toll: Toll | None = None
    """What the plain reader read there."""

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end

    def as_toll(self, of: str) -> Toll:
        return self.toll or Toll(of, self.value, self.start, self.end, counted=self.counted)


class Eyes:
    """What the network makes of the words of an event, for one sort of hurt."""

    def __init__(self, scan: Scan, text: Text, event: Event, of: str) -> None:
        first = event.tellings[0]
        self.scan, self.event, self.of = scan, event, of
        self.read = text.event(first.start, first.end)
        others = [(t.start, t.end) for other in event.others for t in other.tellings]
        self.hurt = text.hurt([(t.start, t.end) for t in event.tellings], others)
        self.column = SORTS.index(of)
        self.clauses = sorted(
            [*((t, True) for t in event.tellings), *((t, False) for t in event.beside)], key=lambda one: one[0].start
        )

    def share(self, start: int, end: int) -> float:
        return _mean(self.hurt.of(self.column, start, end))

    def peak(self, start: int, end: int) -> float:
        return _peak(self.hurt.of(self.column, start, end))

    def other(self, start: int, end: int) -> float:
        return _mean(self.hurt.of(1 - self.column, start, end))

    def none(self, start: int, end: int) -> float:
        return _peak(self.hurt.of(2 + self.column, start, end))

    def mention(
        self, value: Range, start: int, end: int, head: int, *, counted: bool, own: bool, aside: tuple[bool, ...] = ()
    ) -> Mention:
        """A mention with its shares. head: where the words end that count them."""
        return Mention(
            value, start, end, counted, own, self.share(start, head), self.other(start, head), self.peak(start, end),
            self.read.share(self.of, start, end), self.none(start, end), aside,
        )  # fmt: skip

    def of_toll(self, toll: Toll) -> Mention:
        """What the plain reader read, as a mention."""
        own = any(t.start <= toll.start < t.end for t in self.event.tellings)
        made = self.mention(toll.range, toll.start, toll.end, toll.end, counted=toll.counted, own=own)
        return replace(made, toll=toll)

    def mentions(self) -> list[Mention]:
        """The people that the clauses name, in order: by a number, by a word for them, by a name alone."""
        found: list[Mention] = []
        for telling, own in self.clauses:
            numbers = list(self._numbers(telling, own))
            taken = [(m.start, m.end) for m in numbers]
            named = list(self._named(telling, own, taken))
            found += [*numbers, *named, *self._unlisted(telling, own, [*numbers, *named])]
        return found

    def nobody(self) -> Mention | None:
        """The words that are likeliest to say that there were none."""
        best: Mention | None = None
        scan = self.scan
        for telling, own in self.clauses:
            unknown = untold(scan, telling.start, telling.end)
            unknown += [m.span() for m in scan.pack.grammar.unreported.finditer(scan.flat, telling.start, telling.end)]
            for start, end in self._runs(telling, self.hurt.of(2 + self.column, telling.start, telling.end), _GOES_ON):
                if any(start < b and a < end for a, b in unknown):
                    # "Admitted no losses": what nobody admits is unknown.
                    continue
                made = self.mention(Range.exactly(0), start, end, end, counted=True, own=own)
                best = made if best is None or made.none > best.none else best
        return best

    def _numbers(self, telling: Telling, own: bool) -> Iterator[Mention]:
        scan, start, end = self.scan, telling.start, telling.end
        between = ranges(scan, start, end)
        asides = [ages(scan, start, end), tellers(scan, start, end), untold(scan, start, end)]
        parts = [m.end() for m in scan.pack.grammar.including.finditer(scan.flat, start, end)]

        def aside(a: int, b: int) -> tuple[bool, ...]:
            return (
                *(any(x < b and a < y for x, y in spans) for spans in asides),
                bool(scan.dates_in(a, b)),
                bool(scan.marks("things", b, b + _THING)),
                any(0 <= a - part <= _PART for part in parts),
            )

        last = start
        for number in scan.numbers_in(start, end):
            if number.start < last:
                continue
            within = next(((a, b, said) for a, b, said in between if a <= number.start < b), None)
            if within is not None:
                last = within[1]
                yield self.mention(within[2], within[0], last, last, counted=True, own=own, aside=aside(*within[:2]))
                continue
            told, noted = people(scan, number.start, end), aside(number.start, number.end)
            value = hedged(scan, number)
            bare = told is None or told[1][1] <= number.end
            if told is not None and told[2]:
                last = told[1][1]
                made = self.mention(told[0], *told[1], number.end, counted=True, own=own, aside=noted)
                yield replace(made, bare=bare)
            if (told is None or not told[2] or told[0] != value) and not number.article:
                last = max(last, number.end)
                made = self.mention(value, number.start, number.end, number.end, counted=True, own=own, aside=noted)
                yield replace(made, bare=bare)

    def _named(self, telling: Telling, own: bool, taken: list[tuple[int, int]]) -> Iterator[Mention]:
        scan = self.scan
        for mark in scan.marks("groups", telling.start, telling.end):
            if any(a <= mark.start < b for a, b in taken):
                continue
            told = people(scan, mark.start, telling.end, bare=True)
            value = told[0] if told is not None else alone(scan, mark) or _SEVERAL
            stop = max(told[1][1], mark.end) if told is not None else mark.end
            taken.append((mark.start, stop))
            yield self.mention(value, mark.start, stop, mark.end, counted=False, own=own)

    def _unlisted(self, telling: Telling, own: bool, known: list[Mention]) -> Iterator[Mention]:
        """One person each for words that are surely of the hurt and that no list has: a name."""
        shares = self.hurt.of(self.column, telling.start, telling.end)
        for start, end in self._runs(telling, shares, _SURE):
            if not any(m.overlaps(start, end) for m in known) and not self.scan.has("toll", start, end):
                yield self.mention(Range.exactly(1), start, end, end, counted=False, own=own)

    def _runs(self, telling: Telling, shares: Array, least: float) -> Iterator[tuple[int, int]]:
        """Stretches of pieces that begin with one as likely as this and go on with likely ones."""
        pieces = self.hurt.spans(telling.start, telling.end)
        at = 0
        while at < len(pieces):
            if shares[at] < least:
                at += 1
                continue
            first = at
            while at < len(pieces) and shares[at] >= _GOES_ON:
                at += 1
            at = max(at, first + 1)
            yield pieces[first][0], pieces[at - 1][1]


def _mean(shares: Array) -> float:
    return float(shares.mean()) if len(shares) else 0.0


def _peak(shares: Array) -> float:
    return float(shares.max()) if len(shares) else 0.0


__all__ = ["SORTS", "Eyes", "Mention"]
