"""Reports to verdicts: which are the same attack, which are parts of one, which a person should look at."""

from __future__ import annotations

import gc
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sijill.dedupe import groups as grouping
from sijill.dedupe import pairs as pairing
from sijill.dedupe.groups import Bounds
from sijill.dedupe.levels import Comparison
from sijill.dedupe.model import Model
from sijill.dedupe.pairs import BY_HAND, BY_HAND_READ, Pair
from sijill.dedupe.rows import COLUMNS
from sijill.dedupe.wholes import parts
from sijill.dedupe.wording import WORDING
from sijill.lang.wording import things_of

if TYPE_CHECKING:
    import duckdb

VERSION: Final = "5"
"""Raise it whenever the same reports may get other verdicts."""
TOLD_AT_ONCE: Final = 10_000
_WORDED: Final = frozenset(c.name for c in WORDING)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the matcher says of two reports: SAME, PART_OF (a of b) or UNSURE, and how likely it is.

    levels: what their comparison came to, for `reasons`; empty if one of them tells of several attacks.
    """

    a: str
    b: str
    verdict: str
    score: float
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """groups: of two and more reports of one attack. verdicts: what is said of pairs, in order.

    core: the reports that this answers for: every verdict about one of them is there; None if for all.
    n_pairs: how many were likely enough to be looked at closely.
    """

    groups: tuple[tuple[str, ...], ...]
    verdicts: tuple[Verdict, ...]
    core: frozenset[str] | None
    n_pairs: int

    def speaks_of(self, a: str, b: str) -> bool:
        """Whether this answers for a pair: no verdict then means that none is due."""
        return self.core is None or a in self.core or b in self.core


def match(
    connection: duckdb.DuckDBPyConnection,
    model: Model,
    bounds: Bounds | None = None,
    *,
    about: Collection[str] | None = None,
) -> Matched:
    """Match the reports of the table `prepared` (see `pairs`).

    about: only what these reports, and all that is joined to them, come to; the rest is left out of the answer.
    """
    # Millions of tuples that hold no cycles: looking for some costs a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _match(connection, model, bounds or Bounds(), about)
    finally:
        if collecting:
            gc.enable()


def _match(
    connection: duckdb.DuckDBPyConnection, model: Model, bounds: Bounds, about: Collection[str] | None
) -> Matched:
    core: set[str] | None = None
    if about is None:
        found = pairing.scored(connection, model)
    else:
        pairs = _Joined(connection, model, bounds)
        core = pairs.reach(about)
        # What the core may be confused with is judged by its whole group too.
        pairs.reach({id for key in list(pairs.found) for id in key} - core)
        # What is part of a report of several is counted by groups, so all that may be must be known.
        wholes = {met.whole for met in parts(connection, {}, about=core)}
        pairs.reach({met.part for met in parts(connection, {}, about=wholes)} - core if wholes else ())
        found = [pairs.found[key] for key in sorted(pairs.found)]
    groups = grouping.grouped(found, bounds)
    group_of = {id: members for members in groups for id in members}
    chosen = list(_joins(found, group_of))
    doubtful = grouping.unsure(found, groups, bounds)
    meets = parts(connection, group_of, about=core, apart=bounds.apart)
    if core is not None:
        chosen = [p for p in chosen if p.a in core or p.b in core]
        doubtful = [(p, likely) for p, likely in doubtful if p.a in core or p.b in core]
    verdicts = [Verdict(p.a, p.b, "SAME", _score(p.bits), p.levels) for p in chosen]
    verdicts += [Verdict(p.a, p.b, "UNSURE", likely, p.levels) for p, likely in doubtful]
    for met in meets:
        verdict = "PART_OF" if met.likely == 1 else "UNSURE"
        a, b = (met.part, met.whole) if verdict == "PART_OF" else sorted((met.part, met.whole))
        verdicts.append(Verdict(a, b, verdict, met.likely))
    verdicts.sort(key=lambda v: (v.a, v.b, v.verdict))
    return Matched(tuple(groups), tuple(verdicts), None if core is None else frozenset(core), len(found))


def match_two(
    connection: duckdb.DuckDBPyConnection, model: Model, side_of: Mapping[str, str]
) -> tuple[list[Verdict], list[Verdict]]:
    """(SAME, UNSURE) between two collections in the table `prepared`, each event of which is matched once at most."""
    same, left = grouping.paired(pairing.scored(connection, model), side_of)
    return (
        [Verdict(p.a, p.b, "SAME", _score(p.bits), p.levels) for p in same],
        [Verdict(p.a, p.b, "UNSURE", _score(p.bits), p.levels) for p in left],
    )


def _score(bits: float) -> float:
    return round(grouping.likelihood(bits), 4)


class _Joined:
    """The pairs of some reports and of all that is joined to them, however far. found: by their two reports."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, model: Model, bounds: Bounds) -> None:
        self._connection, self._model = connection, model
        self._together: dict[str, set[str]] = {}
        for a, b in bounds.together:
            self._together.setdefault(a, set()).add(b)
            self._together.setdefault(b, set()).add(a)
        self.found: dict[tuple[str, str], Pair] = {}
        self._known: set[str] = set()

    def reach(self, about: Collection[str]) -> set[str]:
        """Find the pairs of these reports and of what is joined to them; give all reports whose pairs are known now."""
        edge = set(about)
        while edge:
            self._known |= edge
            near: set[str] = set()
            for pair in pairing.scored(self._connection, self._model, about=edge):
                self.found[pair.a, pair.b] = pair
                if pair.bits >= grouping.SAME_AT:
                    near |= {pair.a, pair.b}
            for id in edge:
                near |= self._together.get(id, set())
            edge = near - self._known
        return set(self._known)


def _joins(found: Iterable[Pair], group_of: Mapping[str, tuple[str, ...]]) -> Iterator[Pair]:
    """The pairs of one group that are said to be the SAME: the likely ones, and those without which it would fall
    apart."""
    inside = [p for p in found if p.a in group_of and group_of[p.a] == group_of.get(p.b)]
    parent: dict[str, str] = {}

    def root(id: str) -> str:
        while (above := parent.setdefault(id, id)) != id:
            parent[id] = parent[above]
            id = parent[id]
        return id

    for pair in sorted(inside, key=lambda p: (-p.bits, p.a, p.b)):
        one, two = root(pair.a), root(pair.b)
        if one != two or pair.bits >= grouping.SAME_AT:
            parent[max(one, two)] = min(one, two)
            yield pair


def reasons(
    connection: duckdb.DuckDBPyConnection, model: Model, verdicts: Iterable[Verdict]
) -> Iterator[tuple[Verdict, tuple[str, ...]]]:
    """Each verdict with why it is so, field by field, in sentences with the values of both reports."""
    left = iter(verdicts)
    while part := list(islice(left, TOLD_AT_ONCE)):
        rows = _values(connection, {id for v in part for id in (v.a, v.b)})
        for verdict in part:
            a, b = rows[verdict.a], rows[verdict.b]
            yield verdict, _of_pair(model, verdict, a, b) if verdict.levels else _of_part(verdict, a, b)


def _of_pair(model: Model, verdict: Verdict, a: Mapping[str, Any], b: Mapping[str, Any]) -> tuple[str, ...]:
    told = [
        f"{_sentence(c, level, a, b)} ({_level_bits(c, level):+.1f})"
        for c, level in zip(model.compared(verdict.levels), verdict.levels, strict=True)
        if level >= 0
    ]
    by_hand = BY_HAND if len(verdict.levels) == len(model.comparisons) else BY_HAND_READ
    holds = _by_hand(a, b, read=by_hand is BY_HAND_READ)
    told += [f"{text} ({bits:+.0f})" for held, (_, bits, text) in zip(holds, by_hand, strict=True) if held]
    return tuple(told)


def _of_part(verdict: Verdict, a: Mapping[str, Any], b: Mapping[str, Any]) -> tuple[str, ...]:
    whole = max(a, b, key=lambda row: row["n"])
    told = f"one report tells of {whole['n']} attacks of the family {whole['weapon_family']} in {whole['name']}"
    if verdict.score < 1:
        return (told, f"{round(whole['n'] / verdict.score)} single attacks are known that it may mean")
    return (told, "this is one of those days, of that province and family of weapons")


def _values(connection: duckdb.DuckDBPyConnection, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    connection.execute("CREATE OR REPLACE TEMP TABLE told (report VARCHAR)")
    if ids:
        connection.execute("INSERT INTO told SELECT unnest(?::VARCHAR[])", [sorted(ids)])
    rows = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM prepared SEMI JOIN told USING (report)")  # noqa: S608
    return {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows.fetchall()}


def _by_hand(a: Mapping[str, Any], b: Mapping[str, Any], *, read: bool) -> tuple[bool, ...]:
    """Which of pairs.BY_HAND, or BY_HAND_READ, holds: only the first that does."""
    differ = a["deed"] is not None and b["deed"] is not None and a["deed"] != b["deed"]
    one_text = a["document"] == b["document"]
    apart = any(
        a[name] is not None and b[name] is not None and a[name] != b[name]
        for name in ("weapon_family", "target_family", "killed")
    )
    holds = (
        *((differ and bool({"arrest", "step"} & {a["deed"], b["deed"]}),) if read else ()),
        differ,
        *((one_text and apart,) if read else ()),
        one_text,
        a["origin"] == b["origin"],
    )
    first = holds.index(True) if any(holds) else -1
    return tuple(n == first for n in range(len(holds)))


def _level_bits(comparison: Comparison, level: int) -> float:
    return comparison.levels[len(comparison.levels) - 1 - level].bits


def _sentence(comparison: Comparison, level: int, a: Mapping[str, Any], b: Mapping[str, Any]) -> str:
    text = comparison.levels[len(comparison.levels) - 1 - level].text
    if comparison.name in _WORDED:
        shared = sorted(set(a["things"] or ()) & set(b["things"] or ()))
        return text.format(shared=", ".join(things_of(shared)).replace("_", " ") or "nothing of note")
    if comparison.name == "day":
        return text.format(l=_days(a), r=_days(b))
    name = "name" if comparison.name == "place" else comparison.name
    left, right = a[name], b[name]
    if comparison.name in ("weapon", "target") and level == len(comparison.levels) - 1:
        left = left if f"|{left}|" in (b[f"{name}s"] or "") else right
    if comparison.name == "place" and left == right:
        text = "place: both {l}"
    km = _km(a, b)
    return text.format(l=left, r=right, km=km or 0.0, distance="" if km is None else f", {km:.0f} km apart")


def _days(row: Mapping[str, Any]) -> str:
    first, last = date.fromordinal(row["first"]), date.fromordinal(row["last"])
    return first.isoformat() if first == last else f"{first} to {last}"


def _km(a: Mapping[str, Any], b: Mapping[str, Any]) -> float | None:
    if a["latitude"] is None or b["latitude"] is None:
        return None
    north = (a["latitude"] - b["latitude"]) * 111.2
    east = (a["longitude"] - b["longitude"]) * 111.2
    return math.hypot(north, east * math.cos(math.radians((a["latitude"] + b["latitude"]) / 2)))
