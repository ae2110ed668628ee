"""A stated toll, and what several come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.model.values import Range, Victims


@dataclass(frozen=True, slots=True)
class Toll:
    """One stated toll: of what (killed, wounded), how many, where it stands, and of which group."""

    of: str
    range: Range
    start: int
    end: int
    group: str | None = None
    group_at: tuple[int, int] | None = None
    article: bool = False
    """True where "a" or "an" says how many."""
    counted: bool = True
    """False where no number stands: "the driver was killed"; a number beside it then says the whole."""

    def victims(self, text: str) -> Victims:
        """The people it tells of, in the text's word for them."""
        killed, wounded = (self.range if self.of == of else None for of in ("killed", "wounded"))
        return Victims(text, self.group or "unknown", killed, wounded)


def total(stated: Sequence[Toll], of: str) -> Range | None:
    """The sum of the tolls of one sort; a number outranks a "no casualties" beside it. None if none is stated."""
    mine = [t for t in stated if t.of == of]
    mine = [t for t in mine if t.range != Range.exactly(0)] or mine[:1]
    mine = [t for t in mine if t.counted] or mine
    whole = [t for t in mine if t.group is None]
    parts = [t for t in mine if t.group is not None]
    attackers = [t for t in mine if t.group == "insurgents" and not t.article]
    if len(whole) == 1 and parts and not attackers and whole[0].range.middle >= sum(t.range.middle for t in parts):
        # "Two brothers were shot dead. 2 killed": the number without a group says the whole again.
        mine = whole
    figures = [t for t in mine if not t.article and t.group != "insurgents"]
    once = [t for t in mine if t.article and not any(t.start < f.end and f.start < t.end for f in figures)]
    if figures and not attackers and len(once) == len(mine) - len(figures) <= sum(t.range.middle for t in figures):
        # "Gunmen shot dead a pharmacist, one killed": the figure says it again.
        mine = figures
    told = [t.range for t in mine]
    if not told:
        return None
    summed = told[0]
    for more in told[1:]:
        summed = summed + more
    return summed


__all__ = ["Toll", "total"]
