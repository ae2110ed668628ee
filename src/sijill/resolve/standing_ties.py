"""Which ties stand on a day: an index over ties, by actor and by day, for registers of many thousands."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from datetime import date

from sijill.model.views import Tie

_OPEN_START, _OPEN_END = date.min.toordinal(), date.max.toordinal()


class TieIndex:
    """Ties in their order, ready to be asked for a day. Days are kept as ordinals: 200,000 ties fill 3 MB."""

    def __init__(self, ties: Iterable[Tie]) -> None:
        self.ties = list(ties)
        self._starts = array("l", (t.start.toordinal() if t.start else _OPEN_START for t in self.ties))
        self._ends = array("l", (t.end.toordinal() if t.end else _OPEN_END for t in self.ties))
        self._of: dict[str, list[int]] = {}
        for number, tie in enumerate(self.ties):
            for id in {tie.subject.actor_id, tie.object.actor_id} - {None}:
                self._of.setdefault(str(id), []).append(number)

    def at(self, day: date, *, actor: str | None = None, type: str | None = None) -> list[Tie]:
        """The ties that stand on a day: all, or those of one actor or one type."""
        on, starts, ends, ties = day.toordinal(), self._starts, self._ends, self.ties
        if actor is not None:
            found = [ties[n] for n in self._of.get(actor, ()) if starts[n] <= on <= ends[n]]
        else:
            found = [tie for tie, start, end in zip(ties, starts, ends, strict=True) if start <= on <= end]
        return found if type is None else [tie for tie in found if tie.type == type]

    def of(self, actor: str) -> list[Tie]:
        """All ties of an actor, the earliest first, those without a known start before all."""
        found = [self.ties[n] for n in self._of.get(actor, ())]
        return sorted(found, key=lambda t: (t.start or date.min, t.end or date.max, t.type, t.id))


__all__ = ["TieIndex"]
