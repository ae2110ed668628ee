"""Score outlooks on significant activities in Iraq, 2004 to 2007, by city and by governorate.

python eval/outlook/sigacts.py FILE.parquet

Cleaning: rows without a time are headings that were read as data, and are dropped; exact copies of a row count once;
the city is read from the column `city`, or from the end of `target` or `city` where the two ran into one another
("Host Nation   Baghd"), if four letters or more begin the name of one known city and no other. What names no city is
left out of the series: they are the activities whose city is told. Weeks begin on Monday; the first is that of
2004-01-05 and the last that of 2007-07-02, the last whole one before the file thins out.

Out of sample: forecasts are made from the 79th week on, each with the weeks before it alone. Nothing in the model was
chosen on this file; it was built on UCDP GED events of Syria up to 2018.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from sijill.stats.outlook.baselines import BASELINES
from sijill.stats.outlook.model import follow, forecast, weights
from sijill.stats.outlook.rolling import MODEL, Scores, rolling, values_for
from sijill.stats.outlook.score import place_of_truth

FIRST = date(2004, 1, 5)
N_WEEKS = 183
KNOWN = 78
LEAST = 60
"""Activities that a city must have to be a series: one in three weeks."""
CITIES = {
    "Baghdad": ("Baghdad", "Abu Ghraib", "Mahmudiyah", "Latafiyah", "Taji"),
    "Anbar": ("Ramadi", "Fallujah", "Hit", "Hadithah", "Husaybah", "Al Habbaniyah", "Al Qaim", "Rawa"),
    "Ninewa": ("Mosul", "Tall Afar", "Hammam al Alil"),
    "Diyala": ("Baqubah", "Muqudadiyah", "Al Mansuriyah", "Jalula"),
    "Salahaddin": ("Samarra", "Samarra East", "Bayji", "Balad", "Balad SouthEast", "Tikrit", "Tikrit East", "Ad Dawr"),
    "Kirkuk": ("Kirkuk", "Hawija"),
    "Basra": ("Basrah", "Az Zubayr"),
    "Maysan": ("Al Amarah",),
    "Qadisiyah": ("Diwaniyah",),
    "Babil": ("Iskandariyah", "Mussayib", "Al Hillah"),
    "Najaf": ("Najaf",),
    "Wasit": ("Al Kut",),
    "Karbala": ("Karbala",),
    "Dhi Qar": ("Nasiriyah",),
    "Muthanna": ("Samawah",),
    "Erbil": ("Irbil",),
}
GOVERNORATE = {city: name for name, cities in CITIES.items() for city in cities}


def city_of(city: str | None, target: str | None) -> str | None:
    """The known city that a row names, if it names one."""
    for told in (city, target):
        if not told:
            continue
        tail = re.split(r"\s{2,}", told.strip())[-1]
        if tail in GOVERNORATE:
            return tail
        if len(tail) >= 4:
            begun = [name for name in GOVERNORATE if name.startswith(tail)]
            if len(begun) == 1:
                return begun[0]
    return None


def cleaned(path: Path) -> dict[str, np.ndarray]:
    """Weekly counts by city. Prints what was dropped."""
    rows = duckdb.execute(
        "SELECT time::DATE, city, target, count(*) FROM (SELECT DISTINCT * FROM read_parquet(?) WHERE time IS NOT NULL)"
        " GROUP BY ALL",
        [str(path)],
    ).fetchall()
    told, without = Counter[str](), 0
    weeks: dict[str, np.ndarray] = {name: np.zeros(N_WEEKS, dtype=np.int64) for name in GOVERNORATE}
    for day, city, target, n in rows:
        name = city_of(city, target)
        week = (day - FIRST).days // 7
        if name is None:
            without += n
        elif 0 <= week < N_WEEKS:
            weeks[name][week] += n
            told[name] += n
    print(f"activities with a time, copies once: {sum(n for *_, n in rows)}; city told: {sum(told.values())}")
    print(f"no known city, left out: {without}")
    return weeks


def said(title: str, series: np.ndarray) -> None:
    print(f"\n{title}: {len(series)} series of {series.shape[1]} weeks")
    for label, choices in (
        ("each of the next 4 weeks", {"horizon": 4}),
        ("sum of the next 4 weeks", {"span": 4}),
        ("sum of the next 13 weeks", {"span": 13}),
    ):
        _print(label, rolling(series, first=KNOWN, **choices))
    known = [follow(row) for row in series]
    places = []
    for at in range(KNOWN, series.shape[1]):
        trust = weights(np.stack([one.said[at] for one in known]))
        for k, one in enumerate(known):
            found = series[k, at : at + 1]
            shares = forecast(one, trust[k], at=at, horizon=1, n_values=values_for(series[k, :at], found))
            places.append(place_of_truth(shares, found, rng=np.random.default_rng(at * 100 + k))[0])
    tenths = np.histogram(places, bins=10, range=(0, 1))[0] / len(places)
    print("where the truth fell in the model's forecast of the next week, by tenths:", tenths.round(3))


def _print(label: str, scores: Scores) -> None:
    print(f"  {label}; {scores.n_origins} origins")
    for name in (*BASELINES, MODEL):
        print(f"    {name:12} CRPS {scores.mean(name):8.3f}   in the 90% interval {scores.coverage(name):.3f}")
    low, high = scores.skill_interval(rng=np.random.default_rng(1))
    print(
        f"    model against {scores.best_baseline}: {scores.skill():+.1%} (90% {low:+.1%} to {high:+.1%}); better in "
        f"{scores.series_better()} of {scores.crps[MODEL].shape[1]} series than the baseline that was best there"
    )


def main() -> None:
    weeks = cleaned(Path(sys.argv[1]))
    governorates = {name: np.sum([weeks[city] for city in cities], axis=0) for name, cities in CITIES.items()}
    said("By governorate", np.stack([row for row in governorates.values() if row.sum() >= LEAST]))
    said("By city", np.stack([row for row in weeks.values() if row.sum() >= LEAST]))


if __name__ == "__main__":
    main()
