"""Count incidents, or people killed or wounded, by period, place, weapon and the like, as ranges."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any, Final

from sijill.errors import UnknownChoice
from sijill.model.tables import Table
from sijill.model.values import Json
from sijill.stats.dimensions import BY, FIRST_TOLD, NOT_BY_GROUP, OF, Dimension
from sijill.stats.filters import Filters, Where
from sijill.stats.periods import PERIODS, Window
from sijill.stats.sums import SUMS, Answering, Question, Sum, counted, source_of

_MOST_FILLED: Final = 200_000
"""Rows up to which the empty combinations of two breakdowns are listed; more would be a table nobody reads."""


def count(
    connection: Answering,
    *,
    by: str = "month",
    and_by: str | None = None,
    where: Where = (),
    of: str = "incidents",
    codebook: str = "TRUE",
    codebook_name: str | None = None,
    first_weekday: int = 0,
    today: date,
    start: date | None = None,
    end: date | None = None,
    as_of: int = 0,
    orders: Mapping[str, Sequence[str]] | None = None,
) -> Table:
    """Count by period or label, as ranges: what is stated is added, and what is not is said beside it.

    connection: DuckDB, with a view or table `frame` of model.frame.FRAME_COLUMNS; one FRAME_WITH_TEXTS makes it fast.
    by, and_by: see BY.
    where: see Filters.read. of: see OF. codebook: Codebook.sql(). first_weekday: 0 is Monday. today: the theatre's.
    start, end: days, both included. orders: known labels in the order to list them, by breakdown.

    Returns a row a label, with low, best, high (attacks or people), n_incidents (entries of the ledger), n_unstated
    (entries that state no toll) and complete. By period, empty periods are there too, and n_days and per_day let an
    unfinished one be compared. high is None where any part is open or unstated. A label of None is for what no label
    is told of. With a window, only what surely lies in it counts; `method` tells how many more may.
    Raises UnknownChoice for another breakdown, filter or sum.
    """
    if of not in OF:
        raise UnknownChoice.of("sum", of, OF)
    dimensions = [Dimension.named(name, first_weekday=first_weekday) for name in (by, and_by) if name is not None]
    if and_by == by or len([d for d in dimensions if d.calendar]) > 1:
        raise UnknownChoice.of(f"second breakdown beside {by}", and_by, [name for name in BY if name not in PERIODS])
    filters = Filters.read(where)
    window = Window(today, start, end).narrowed(filters.start, filters.end)
    chosen = f"({filters.sql}) AND ({window.sql_inside()})"
    question = Question(connection, source_of(connection), of, codebook, chosen)
    found, total = question.sums(dimensions)
    shown = _ordered(_filled(found, dimensions, window), dimensions, orders or {})
    periods = any(d.calendar for d in dimensions)
    columns = [d.name for d in dimensions] + [*SUMS, "complete"] + (["n_days", "per_day"] if periods else [])
    rows = _rows(shown, dimensions, window, columns)
    unit = "incidents" if of == "incidents" else "people"
    complete = all(row["complete"] for row in rows) if periods else _window_is_past(window)
    return Table(
        columns=columns,
        rows=rows,
        total={**total.figures(), "complete": complete},
        method=_method(question, dimensions, filters, window, total, found=found, codebook_name=codebook_name),
        as_of=as_of,
        units={"low": unit, "best": unit, "high": unit, "n_incidents": "ledger entries", "n_unstated": "ledger entries"}
        | ({"n_days": "days", "per_day": f"{unit} a day"} if periods else {}),
    )


def left_out(
    connection: Answering,
    *,
    codebook: str,
    rule: str,
    leaving_out: Collection[str] | None = None,
    where: Where = (),
    today: date,
    start: date | None = None,
    end: date | None = None,
) -> dict[str, int]:
    """Incidents that a codebook leaves out, by the rule that decided. codebook, rule: its sql() and sql_rule().

    leaving_out: names of the rules that leave out. With them no incident is asked for more than its rule.
    """
    if codebook == "TRUE":
        return {}
    filters = Filters.read(where)
    window = Window(today, start, end).narrowed(filters.start, filters.end)
    asked = f"({filters.sql}) AND ({window.sql_inside()})"
    if leaving_out is None:
        asked += f" AND NOT {counted(codebook)}"
    found = connection.execute(
        f"SELECT {rule} AS rule, count(*) FROM {source_of(connection)} WHERE {asked}"  # noqa: S608  the codebook's own SQL
        " GROUP BY rule ORDER BY rule"
    ).fetchall()
    return {str(name): int(n) for name, n in found if leaving_out is None or name in leaving_out}


def _filled(found: Sequence[Sum], dimensions: Sequence[Dimension], window: Window) -> list[Sum]:
    """Add the periods in which nothing happened, each with every label of the other breakdown."""
    at = next((n for n, d in enumerate(dimensions) if d.calendar), None)
    if at is None:
        return list(found)
    calendar = dimensions[at].calendar
    assert calendar is not None  # noqa: S101  `at` was chosen so
    numbers = [one.key[at] for one in found if one.key[at] is not None]
    first = calendar.number(window.start) if window.start else min(numbers, default=None)
    last = calendar.number(window.end) if window.end else max(numbers, default=None)
    first, last = (last if first is None else first), (first if last is None else last)
    if first is None or last is None:
        return list(found)
    axes: list[list[Any]] = [list(dict.fromkeys(one.key[n] for one in found)) for n in range(len(dimensions))]
    axes[at] = list(range(first, last + 1))
    if len(axes[0]) * len(axes[-1]) > _MOST_FILLED and len(axes) > 1:
        return list(found)
    known = {one.key for one in found}
    return [*found, *(Sum(key) for key in product(*axes) if key not in known)]


def _ordered(sums: list[Sum], dimensions: Sequence[Dimension], orders: Mapping[str, Sequence[str]]) -> list[Sum]:
    """Periods in time; labels in their known order, the others after them from most to least; None last."""
    places = [_place_of(n, sums, d, orders.get(d.name, ())) for n, d in enumerate(dimensions)]
    known = [{key: place(key) for key in {one.key[n] for one in sums}} for n, place in enumerate(places)]
    if len(known) == 1:
        return sorted(sums, key=lambda one: known[0][one.key[0]])
    return sorted(sums, key=lambda one: [known[n][key] for n, key in enumerate(one.key)])


def _place_of(n: int, sums: list[Sum], dimension: Dimension, order: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What the n-th labels are sorted by."""
    if dimension.calendar:
        return lambda key: (key is None, key or 0)
    ranks = {label: rank for rank, label in enumerate(order)}
    weight: dict[Any, int] = {}
    for one in sums:
        weight[one.key[n]] = weight.get(one.key[n], 0) + one.best
    return lambda key: (
        (1, 0, 0, "") if key is None or key == NOT_BY_GROUP else (0, ranks.get(key, len(ranks)), -weight[key], str(key))
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a label says of each of its rows. n_days: None where it is no period."""

    label: str | None
    complete: bool = True
    n_days: int | None = None

    @classmethod
    def of(cls, key: Any, dimension: Dimension, window: Window) -> _Cell:
        if dimension.calendar is None or key is None:
            return cls(dimension.label(key))
        first = dimension.calendar.first(key)
        last = dimension.calendar.last_from(first)
        return cls(dimension.calendar.label_from(first), window.complete(first, last), window.n_days(first, last))


def _rows(
    sums: Sequence[Sum], dimensions: Sequence[Dimension], window: Window, columns: Sequence[str]
) -> list[dict[str, Json]]:
    at = next((n for n, d in enumerate(dimensions) if d.calendar), None)
    cells = [{key: _Cell.of(key, d, window) for key in {one.key[n] for one in sums}} for n, d in enumerate(dimensions)]
    rows: list[dict[str, Json]] = []
    for one in sums:
        labels = [of[key].label for of, key in zip(cells, one.key, strict=True)]
        period: tuple[Json, ...] = (True,)
        if at is not None:
            cell = cells[at][one.key[at]]
            period = (cell.complete, cell.n_days, round(one.best / cell.n_days, 4) if cell.n_days else None)
        rows.append(dict(zip(columns, (*labels, *one[1:], *period), strict=True)))
    return rows


def _window_is_past(window: Window) -> bool:
    return window.end is None or window.end < window.today


def _method(
    question: Question,
    dimensions: Sequence[Dimension],
    filters: Filters,
    window: Window,
    total: Sum,
    *,
    found: Sequence[Sum],
    codebook_name: str | None,
) -> str:
    """One sentence: what was added, how, and what a reader must know before quoting it."""
    names = [d.name for d in dimensions]
    what = {"incidents": "incidents", "killed": "people killed", "wounded": "people wounded"}[question.of]
    notes = [f"{what} by {' and '.join(names)}"]
    if codebook_name:
        notes.append(f"codebook {codebook_name}")
    if not window.is_open:
        notes.append(f"from {window.start or 'the first'} to {window.end or 'the last'}")
    notes.append("low and best add what is stated, high is open where any part is open or unstated")
    if told := [name for name in names if name in FIRST_TOLD]:
        notes.append(f"an incident with several stands under the {' and '.join(told)} told first, so that rows add up")
    for dimension in dimensions:
        if dimension.name == "group" and question.of != "incidents":
            notes.append(f"{question.of} are told apart by the victims' group, and the rest is {NOT_BY_GROUP!r}")
        elif dimension.overlaps:
            notes.append(f"an incident stands under every {dimension.name} it has, so rows may add up to more")
    for n, dimension in enumerate(dimensions):
        loose = sum(one.n_incidents for one in found if one.key[n] is None)
        if dimension.calendar and loose:
            notes.append(
                f"{_incidents(loose)} with no date, or one coarser than a {dimension.name}, in a row of their own"
            )
    if total.n_unstated:
        notes.append(f"{_incidents(total.n_unstated)} of {total.n_incidents} state no toll")
    if not window.is_open:
        undated, coarse = question.maybe(filters.sql, window)
        if undated or coarse:
            maybe = f"{_incidents(undated)} without a date and {coarse} with one too coarse"
            notes.append(f"{maybe} may lie in these days and are not added")
    sentence = "; ".join(notes)
    return sentence[:1].upper() + sentence[1:] + "."


def _incidents(n: int) -> str:
    return f"{n} incident" if n == 1 else f"{n} incidents"
