"""Which machine statements stand: those of each document's newest extraction, refined by those that replace them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sijill.model.records import Extraction, Statement


def newest(extractions: Iterable[Extraction]) -> set[str]:
    """The ids of the newest extraction of each document by each step. extractions: in sequence order."""
    return set({(run.document, run.step): run.id for run in extractions}.values())


class Machines:
    """The machine statements of the newest extractions, less the rejected ones and those that build on nothing.

    A statement that `replaces` another stands only if the other is here too, and then in its place; of several that
    replace the same one, the last in sequence order. It may also refine a person's statement.
    """

    def __init__(self, statements: Sequence[Statement], runs: set[str], rejected: frozenset[str] = frozenset()) -> None:
        self.by_id: Mapping[str, Statement] = {s.id: s for s in statements}
        self._rejected = rejected
        self._current = {s.id for s in statements if not s.by_person and (s.extraction is None or s.extraction in runs)}
        self._alive: dict[str, bool] = {}
        self.refined: dict[str, Statement] = {}
        for statement in statements:
            if statement.replaces and not statement.by_person and self.alive(statement.id):
                self.refined[statement.replaces] = statement

    def alive(self, id: str) -> bool:
        """Whether the statement and all that it builds on are current. A person's statement always is."""
        known = self._alive.get(id)
        if known is not None:
            return known
        self._alive[id] = False
        statement = self.by_id.get(id)
        if statement is None or id in self._rejected:
            alive = False
        elif statement.by_person:
            alive = True
        else:
            alive = id in self._current and (statement.replaces is None or self.alive(statement.replaces))
        self._alive[id] = alive
        return alive

    def finest(self, statement: Statement) -> Statement:
        """The last of those that refine the statement, one after the other; itself if none does."""
        while statement.id in self.refined:
            statement = self.refined[statement.id]
        return statement

    def bases(self) -> list[Statement]:
        """The machine statements that stand and replace none, in sequence order: the roots of the refinements."""
        return [s for s in self.by_id.values() if not s.by_person and s.replaces is None and self.alive(s.id)]

    def base(self, statement: Statement) -> Statement:
        """What a machine statement refines in the end; itself if it replaces none."""
        below: Statement | None = statement
        while below is not None:
            statement = below
            below = None if statement.by_person else self.by_id.get(statement.replaces or "")
        return statement
