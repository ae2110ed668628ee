"""A report of several attacks meets the reports of single ones: PART_OF, never SAME.

"Three convoys were hit in Babil" covers up to three attacks of its days, province and weapon family. If no more than
it tells of are known, each is a part of it; if more are, nobody can say which, and each is unsure.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from sijill.dedupe.rows import FINE_KM, NOWHERE

if TYPE_CHECKING:
    import duckdb


class Part(NamedTuple):
    """One report of one attack that may belong to a report of several. likely: 1 for all parts that fit."""

    part: str
    whole: str
    likely: float


def parts(
    connection: duckdb.DuckDBPyConnection,
    group_of: Mapping[str, tuple[str, ...]],
    *,
    about: Collection[str] | None = None,
    apart: Collection[frozenset[str]] = frozenset(),
) -> list[Part]:
    """The parts of all wholes in the table `prepared`, in order; one report stands for its group.

    about: only of these wholes or parts. apart: pairs that a person has held apart.
    """
    found = connection.execute(f"""
        SELECT w.report, s.report, w.n FROM
        (SELECT *, unnest(generate_series(day, until)) AS on_day FROM prepared WHERE n > 1 AND first IS NOT NULL) w
        JOIN (SELECT * FROM prepared WHERE n = 1 AND first = last) s
        ON w.block = s.block AND w.on_day = s.first
        WHERE w.block <> '{NOWHERE}' AND w.weapon_family = s.weapon_family
        AND coalesce(w.deed = s.deed, TRUE) AND coalesce(w.target_family = s.target_family, TRUE)
        AND (coalesce(w.radius, 999) > {FINE_KM} OR w.place = s.place) AND w.document <> s.document
        AND (w.admin2 IS NULL OR s.admin2 IS NULL OR w.admin2 = s.admin2)
        ORDER BY ALL
    """).fetchall()  # noqa: S608  own numbers
    wanted = None if about is None else set(about)
    told: dict[str, tuple[int, dict[str, str]]] = {}
    for whole, part, n in found:
        heads = told.setdefault(whole, (n, {}))[1]
        head = group_of.get(part, (part,))[0]
        # The member that was found on the day stands for its group.
        heads.setdefault(head, part)
    result = []
    for whole, (n, heads) in sorted(told.items()):
        likely = round(min(1.0, n / len(heads)), 4)
        for part in sorted(heads.values()):
            if wanted is not None and whole not in wanted and part not in wanted:
                continue
            if frozenset((whole, part)) not in apart:
                result.append(Part(part, whole, likely))
    return result
