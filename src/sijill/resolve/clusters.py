"""Which reports tell of the same incident: relations to groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sijill.model.records import Relation

Decisions = dict[frozenset[str], Relation]


def decisions(relations: Iterable[Relation]) -> Decisions:
    """The relation that decides each pair of reports. relations: in sequence order.

    A person outranks machines. Among a person's decisions, one that another supersedes is out; then the last decides.
    Among machines the last decides.
    """
    told: dict[frozenset[str], list[Relation]] = {}
    for relation in relations:
        told.setdefault(relation.pair, []).append(relation)
    decided: Decisions = {}
    for pair, all_said in told.items():
        by_persons = [said for said in all_said if said.by_person]
        superseded = {said.supersedes for said in by_persons}
        tips = [said for said in by_persons if said.id not in superseded]
        decided[pair] = (tips or by_persons or all_said)[-1]
    return decided


def clusters(
    report_ids: Sequence[str], relations: Iterable[Relation], *, apart: Mapping[str, str] | None = None
) -> list[tuple[str, ...]]:
    """Join reports that are the SAME; groups and their members in the order of report_ids (sequence order).

    A person's SAME joins first. Then machines' join, highest score first, unless that would put into one group a pair
    that a person or a machine holds DISTINCT (or PART_OF), or two reports with the same key in `apart` (two lines of
    one list). Equal scores go by ids, so the members of a group do not depend on the order in which reports arrived.
    """
    known = set(report_ids)
    decided = [said for pair, said in decisions(relations).items() if pair <= known]
    groups = _Groups(apart or {})
    by_persons = [said for said in decided if said.by_person]
    groups.hold_apart(said for said in by_persons if said.verdict in ("DISTINCT", "PART_OF"))
    for said in sorted(by_persons, key=_strongest):
        if said.verdict == "SAME":
            groups.join(said.a, said.b, lists=False)
    groups.hold_apart(said for said in decided if not said.by_person and said.verdict in ("DISTINCT", "PART_OF"))
    for said in sorted(decided, key=_strongest):
        if said.verdict == "SAME" and not said.by_person:
            groups.join(said.a, said.b)
    members: dict[str, list[str]] = {}
    for id in report_ids:
        members.setdefault(groups.root(id), []).append(id)
    return [tuple(ids) for ids in members.values()]


def _strongest(said: Relation) -> tuple[float, str, str]:
    return (-(said.score or 0.0), said.a, said.b)


class _Groups:
    """Union-find that refuses to join what is held apart."""

    def __init__(self, apart: Mapping[str, str]) -> None:
        self._parent: dict[str, str] = {}
        self._foes: dict[str, set[str]] = {}
        self._apart = apart
        self._lists: dict[str, set[str]] = {}

    def root(self, id: str) -> str:
        above = self._parent.get(id, id)
        while above != id:
            # Halve the path, so that long chains stay cheap.
            self._parent[id] = self._parent.get(above, above)
            id, above = above, self._parent.get(above, above)
        return id

    def hold_apart(self, relations: Iterable[Relation]) -> None:
        for said in relations:
            a, b = self.root(said.a), self.root(said.b)
            self._foes.setdefault(a, set()).add(said.b)
            self._foes.setdefault(b, set()).add(said.a)

    def join(self, a: str, b: str, *, lists: bool = True) -> None:
        """Join two reports' groups, unless they are held apart; lists: refuse two lines of one list as well."""
        one, two = self.root(a), self.root(b)
        if one == two or self._at_odds(one, two) or (lists and self._lines(one) & self._lines(two)):
            return
        lines = self._lines(one) | self._lines(two)
        self._parent[two] = one
        self._foes.setdefault(one, set()).update(self._foes.pop(two, ()))
        if lines:
            self._lists[one] = lines

    def _at_odds(self, one: str, two: str) -> bool:
        return any(self.root(foe) == two for foe in self._foes.get(one, ()))

    def _lines(self, root: str) -> set[str]:
        found = self._lists.get(root)
        if found is None:
            key = self._apart.get(root)
            return set() if key is None else {key}
        return found
