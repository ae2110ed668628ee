"""One stated total in the making: what it counts, and the scopes it may fairly be about."""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.extract.scan import Mark, NumberMark
from sijill.extract.scopes import Scope


@dataclass(slots=True)
class Stated:
    """One stated total in the making. start, end: its stretch of the text."""

    number: NumberMark
    of: str
    noun: Mark | None
    start: int
    end: int
    sentence: int = 0
    """Where its sentence starts."""
    scope: Scope = field(default_factory=Scope)
    also: list[Scope] = field(default_factory=list)
    """Further scopes that it may fairly be about."""
    doubts: set[str] = field(default_factory=set)
    """Why it may be read wrongly: words of its stretch that narrow it in a way not understood, by what they are."""
    chained: bool = False
    """It says no noun of its own, but goes on a chain."""
    strict: bool = False
    """It stands where only totals of the list stand: in a totals line or heading."""
    tentative: bool = False
    """No noun says of what: it is believed if others of its chain hold."""
    unclear: bool = False
    """What it counts is one of several things that the sentence before counted."""
    single: bool = False
    """It tells the toll of one attack."""
    name: str = ""
    """The kind of name its stretch divides by: place, weapon, date, target."""
    whole: Stated | None = None
    """The total that it is a part of."""
    compared: bool = False
    """It is set against the number before it."""
    of_people: bool = False
    """It counts people to whom something was done, which no toll tells: "drivers kidnapped"."""
    base: bool = False
    """The number before is counted out of it."""
    counted_means: bool = False
    """Its weapon is that of the count before: "the two car bombs wounded 41"."""
    out_of: bool = False
    """It is counted out of the number after it."""
    closed: bool = False
    """The parts are given in full: after a colon, in brackets, after "of which"."""
    apart: frozenset[str] = frozenset()
    """Weapons that other parts of the same sum name, so that its own word does not take them in."""
    some_parts: bool = False
    """Its parts need not be all of it: "of the 25 killed ten died in Baghdad, eleven in Anbar and three in Wasit"."""
    at: tuple[int, int] | None = None
    """Where it is told, if its number is said of several: the words of its name."""
    addend: bool = False
    """It is one figure of an addition that is written out, and says nothing of the list alone."""
    entry: bool = False
    """It stands in an entry of a list, and is a sum or a part of one there."""
    group: str = ""
    """The people it counts, of a toll that is shared out among groups: no list line can be held to it."""

    @property
    def loose(self) -> bool:
        return bool(self.doubts)

    def doubt(self, why: str, told: object = True) -> None:
        """Name a reason to doubt its reading, if told is true."""
        if told:
            self.doubts.add(why)
