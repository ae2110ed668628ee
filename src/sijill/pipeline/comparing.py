"""A ledger against another's events: what both have, what only one has, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.lang.fold import fold
from sijill.model.values import Json
from sijill.pipeline.ledgers import theatre as load_theatre
from sijill.pipeline.ledgers import theatre_of
from sijill.pipeline.views import rows as rows_of
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.dedupe import Row, Verdict

HERE, THERE = "here:", "there:"
COMPARED = ("when", "place", "kind", "killed")


@dataclass(frozen=True, slots=True)
class Both:
    """An incident that both have. a: ours, b: theirs, by id. differs: by field, what each says."""

    a: str
    b: str
    likely: float
    reasons: tuple[str, ...]
    differs: Mapping[str, tuple[Json, Json]]


@dataclass(frozen=True, slots=True)
class Against:
    """Two collections beside each other. start, end: the days compared. here, there: ids that only one has.

    unsure: pairs that may be one and are counted as two. rows: by month and first division, how many both have, and
    how many only one. method: one sentence.
    """

    start: date
    end: date
    both: tuple[Both, ...]
    here: tuple[str, ...]
    there: tuple[str, ...]
    unsure: tuple[tuple[str, str, float], ...]
    rows: tuple[Mapping[str, Json], ...]
    method: str


def compare_with(
    where: str,
    other: Path,
    theatre: Theatre,
    codebook: Codebook,
    *,
    start: date | None = None,
    end: date | None = None,
) -> Against:
    """Compare a ledger with another's events: an ACLED or UCDP GED file, or another ledger; by the same matcher.

    start, end: the days to compare; else those that both span. codebook: which of the ledgers' incidents count.
    Raises BadInput for a file of another kind, or if no day is in both.
    """
    from sijill.errors import BadInput

    ours = _of_ledger(where, theatre, codebook)
    theirs = _theirs(other, codebook)
    first, last = _span(ours), _span(theirs)
    begin = start or max(first[0], last[0])
    finish = end or min(first[1], last[1])
    if begin > finish:
        raise BadInput(f"no day is in both: {where} has {first[0]} to {first[1]}, {other} has {last[0]} to {last[1]}")
    ours, theirs = (_within(told, begin, finish) for told in (ours, theirs))
    return _matched(ours, theirs, theatre, begin, finish)


Told = dict[str, Mapping[str, Json]]


def _of_ledger(where: str, theatre: Theatre, codebook: Codebook) -> Told:
    return {str(r["incident"]): _values(r) for r in rows_of(where, theatre) if codebook.verdict(r).counts}


def _theirs(other: Path, codebook: Codebook) -> Told:
    if other.suffix.lower() == ".csv":
        from sijill.exchange.others import read_events

        return {one.id: one.values for one in read_events(other)}
    return _of_ledger(str(other), load_theatre(theatre_of(str(other))), codebook)


def _values(row: Mapping[str, Json]) -> dict[str, Json]:
    """A row of the frame in the contract's form."""
    told: dict[str, Json] = {
        "role": "news",
        "kind": row["kind"],
        "weapons": [{"type": name} for name in row["weapons"]],
        "targets": [{"type": name} for name in row["targets"]],
    }
    if row["start"]:
        told["when"] = {"start": str(row["start"]), "end": str(row["finish"]), "precision": row["date_precision"]}
    if row["place"] or row["admin1"]:
        names = ("admin1", "admin2", "country", "latitude", "longitude", "gazetteer_id")
        told["place"] = {
            "name": row["place"] or row["admin1"],
            "precision": row["place_precision"],
            **{name: row[name] for name in names},
        }
    for of in ("killed", "wounded"):
        if row[f"{of}_low"] is not None:
            told[of] = {part: row[f"{of}_{part}"] for part in ("low", "best", "high")}
    return told


def _span(told: Told) -> tuple[date, date]:
    days = [v["when"] for v in told.values() if v.get("when")]
    if not days:
        return date.max, date.min
    return (
        min(date.fromisoformat(when["start"]) for when in days),
        max(date.fromisoformat(when["end"]) for when in days),
    )


def _within(told: Told, start: date, end: date) -> Told:
    kept = {}
    for id, values in told.items():
        when = values.get("when")
        if when and when["start"] <= end.isoformat() and when["end"] >= start.isoformat():
            kept[id] = values
    return kept


def _matched(ours: Told, theirs: Told, theatre: Theatre, start: date, end: date) -> Against:
    import duckdb

    from sijill import dedupe

    model = dedupe.across_gazetteers(dedupe.shipped())
    rows = [*_rows(HERE, ours, theatre), *_rows(THERE, theirs, theatre)]
    side_of = {row.report: row.report.partition(":")[0] for row in rows}
    with duckdb.connect() as connection:
        dedupe.load(connection, rows)
        dedupe.prepare(connection)
        same, left = dedupe.match_two(connection, model, side_of)
        told = [(_ids(verdict), verdict.score, why) for verdict, why in dedupe.reasons(connection, model, same)]
    both = [Both(a, b, likely, why, _differs(ours[a], theirs[b])) for (a, b), likely, why in told]
    unsure = [(*_ids(verdict), verdict.score) for verdict in left]
    had = {one.a for one in both}, {one.b for one in both}
    here = tuple(id for id in ours if id not in had[0])
    there = tuple(id for id in theirs if id not in had[1])
    method = (
        f"{len(ours)} events here and {len(theirs)} there from {start} to {end}; matched by day, place, weapon, "
        f"target and toll; {len(unsure)} pairs may be one and are counted as two"
    )
    table = _table(ours, theirs, both, here, there, theatre)
    return Against(start, end, tuple(both), here, there, tuple(unsure), tuple(table), method)


def _ids(verdict: Verdict) -> tuple[str, str]:
    """Our id and theirs: "here:" sorts before "there:"."""
    return verdict.a.removeprefix(HERE), verdict.b.removeprefix(THERE)


def _rows(side: str, told: Told, theatre: Theatre) -> Iterable[Row]:
    from sijill import dedupe
    from sijill.dedupe.rows import NOWHERE

    for id, values in told.items():
        row = dedupe.row_of_values(f"{side}{id}", values, dedupe.Origin(f"{side}{id}", f"{side}{id}"))
        # Gazetteers name places by ids of their own: their names and points are what can be compared.
        block = _division((values.get("place") or {}).get("admin1"), theatre) or NOWHERE
        yield replace(row, block=block, place=fold(row.name, "en") if row.name else None, within=None, n=1)


def _differs(a: Mapping[str, Json], b: Mapping[str, Json]) -> dict[str, tuple[Json, Json]]:
    found = {}
    for name in COMPARED:
        one, other = _shown(name, a.get(name)), _shown(name, b.get(name))
        if one is not None and other is not None and one != other:
            found[name] = (one, other)
    return found


def _shown(name: str, value: Json) -> Json:
    if value is None:
        return None
    if name == "when":
        return value["start"] if value["start"] == value["end"] else f"{value['start']} to {value['end']}"
    if name == "place":
        return value["name"]
    return value


def _table(
    ours: Told, theirs: Told, both: Sequence[Both], here: Sequence[str], there: Sequence[str], theatre: Theatre
) -> list[dict[str, Json]]:
    """One row a month and division. An event that both have stands where ours is."""
    cells: dict[tuple[str, str], dict[str, int]] = {}
    named = [("both", ours[one.a]) for one in both]
    named += [("here", ours[id]) for id in here] + [("there", theirs[id]) for id in there]
    for column, values in named:
        place = values.get("place") or {}
        key = (values["when"]["start"][:7], _division(place.get("admin1"), theatre))
        cell = cells.setdefault(key, {"both": 0, "here": 0, "there": 0})
        cell[column] += 1
    return [{"month": month, "admin1": admin1 or None, **cell} for (month, admin1), cell in sorted(cells.items())]


def _division(name: str | None, theatre: Theatre) -> str:
    """The theatre's name of a first division that another calls otherwise; their own if the theatre has none."""
    if not name:
        return ""
    for told in (name, name.removesuffix(" Governorate").removesuffix(" governorate")):
        for place in theatre.candidates(told, "en"):
            if place.precision == "admin1":
                return place.name
    return name
