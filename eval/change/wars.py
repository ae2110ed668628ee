"""Daily counts of real wars, to calibrate tests of change on. The data lie beside the checkout, in ../shared/data.

Cleaning of the significant activities of 2004 to 2007, which are dirty as released: page headings that were read as
rows ("Attack Type", "Target", "City") go; an event type is its first word before a comma, cut names are completed
("Indirect Fir"); a city that slipped into the column of targets is taken from its end; the series ends on 16 July 2007,
the last day with rows. Days without a row are zeros: reporting was daily. The other sets are counted as released, and
the gap between September 2006 and February 2007 is no data: they are two sets of series.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
LEAST_A_DAY = 0.3
"""Events a day a governorate of Syria needs: of fewer there is nothing to test."""


@dataclass(frozen=True)
class War:
    """A set of series over the same days. series: counts by day, by name."""

    name: str
    start: date
    series: dict[str, np.ndarray]


TYPES = {
    "all": "TRUE", "IED": "type = 'IED'", "small arms": "type = 'Small Arms'", "mortar": "type = 'Mortar'",
    "RPG": "type = 'RPG'", "rocket": "type = 'Rocket'", "car bomb": "type IN ('VBIED', 'SVBIED')",
    "mine": "type IN ('Mine', 'Land Mine')",
}  # fmt: skip
CITIES = ("Baghdad", "Mosul", "Ramadi", "Baqubah", "Basrah", "Fallujah", "Kirkuk", "Samarra")


def sigacts() -> War:
    """Significant activities in Iraq, January 2004 to 16 July 2007: all, by type, and by city."""
    rows = f"""
        SELECT time::DATE AS day, trim(split_part(event_type, ',', 1)) AS type,
            CASE WHEN city IN ('City', 'Target', 'Coalition', 'Coalition Forces') THEN NULL ELSE city END AS told,
            target
        FROM '{DATA / "sigacts_iraq_2004_2007.parquet"}' WHERE event_type IS DISTINCT FROM 'Attack Type'
    """  # noqa: S608  own path
    start, end = date(2004, 1, 1), date(2007, 7, 16)
    series = {name: _by_day(rows, test, start, end) for name, test in TYPES.items()}
    for city in CITIES:
        series[city] = _by_day(rows, f"told = '{city}' OR (told IS NULL AND target LIKE '%{city}')", start, end)
    return War("Iraq 2004-07", start, series)


def insurgency(name: str, file: str, start: date, end: date) -> War:
    """Attacks in Iraq as released with geocausal: all, and by type."""
    rows = f"SELECT date::DATE AS day, type FROM '{DATA / file}'"  # noqa: S608  own path
    types = {"all": "TRUE", "IED": "type = 'IED'", "small arms": "type = 'SAF'", "other": "type = 'other'"}
    return War(name, start, {kind: _by_day(rows, test, start, end) for kind, test in types.items()})


def iraq() -> list[War]:
    """The series that the settings of the placebo rank were chosen on."""
    late = insurgency("Iraq 2007-08", "iraq_insurgencies.parquet", date(2007, 2, 23), date(2008, 7, 5))
    strikes = f"SELECT date::DATE AS day FROM '{DATA / 'iraq_airstrikes.parquet'}'"  # noqa: S608  own path
    late.series["air strikes"] = _by_day(strikes, "TRUE", date(2007, 2, 23), date(2008, 7, 5))
    early = insurgency("Iraq 2006", "iraq_insurgencies_2006.parquet", date(2006, 1, 1), date(2006, 9, 24))
    return [sigacts(), early, late]


def syria() -> list[War]:
    """Events in Syria of UCDP GED, 2016 to November 2019: all, by type of violence, by governorate. Held out."""
    rows = f"""
        SELECT date_start::DATE AS day, type_of_violence AS type, adm_1 AS place
        FROM '{DATA / "ged191_syria.parquet"}' WHERE date_prec <= 2
    """  # noqa: S608  own path
    start, end = date(2016, 1, 1), date(2019, 11, 30)
    types = {"all": "TRUE", "state": "type = 1", "non-state": "type = 2", "one-sided": "type = 3"}
    series = {name: _by_day(rows, test, start, end) for name, test in types.items()}
    asked = f"SELECT DISTINCT place FROM ({rows}) WHERE place IS NOT NULL ORDER BY place"  # noqa: S608  made here
    for (place,) in _rows(asked):
        told = _by_day(rows, f"place = '{place}'", start, end)
        if told.mean() >= LEAST_A_DAY:
            series[place.removesuffix(" Governorate")] = told
    return [War("Syria 2016-19", start, series)]


def places(war: War) -> list[str]:
    """The series of a set that are places, and so do not overlap."""
    kinds = {*TYPES, "state", "non-state", "one-sided", "small arms", "other", "air strikes"}
    return [name for name in war.series if name not in kinds]


def _by_day(rows: str, test: str, start: date, end: date) -> np.ndarray:
    counts = np.zeros((end - start).days + 1, dtype=np.int64)
    asked = f"SELECT day, count(*) FROM ({rows}) WHERE {test} GROUP BY day"  # noqa: S608  made here
    for day, n in _rows(asked):
        if start <= day <= end:
            counts[(day - start).days] = n
    return counts


def _rows(asked: str) -> list[tuple]:
    with duckdb.connect() as connection:
        return connection.execute(asked).fetchall()


def last_day(war: War) -> date:
    return war.start + timedelta(days=len(next(iter(war.series.values()))) - 1)
