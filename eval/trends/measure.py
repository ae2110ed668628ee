"""Measure the statistics of `sijill trends`: change points against marks, follow-ups, intervals, false alarms.

python eval/trends/measure.py marks FILE.parquet     hand-marked weekly series of cities in Iraq (marks.json)
python eval/trends/measure.py published              series that others have marked: Nile, seat belts
python eval/trends/measure.py simulated              what was put in against what comes out, and false alarms

The published marks are those of five annotators of the Turing Change Point Dataset (van den Burg & Williams 2020,
arXiv:2003.06222; marks MIT). The Nile is statsmodels' copy of Cobb 1978; drivers killed or seriously injured in Great
Britain by month, 1969 to 1984, are Harvey & Durbin 1986.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from sijill.stats.trends import hawkes
from sijill.stats.trends.arrays import overdispersion
from sijill.stats.trends.changes import changes, rate_interval
from sijill.stats.trends.escalation import escalation
from sijill.stats.trends.followups import follow_ups
from sijill.stats.trends.knox import near_repeat
from sijill.stats.trends.seasons import anniversary, weekdays
from sijill.stats.trends.spread import spread

HERE = Path(__file__).resolve().parent
SEATBELTS = [
    1687, 1508, 1507, 1385, 1632, 1511, 1559, 1630, 1579, 1653, 2152, 2148, 1752, 1765, 1717, 1558, 1575, 1520, 1805,
    1800, 1719, 2008, 2242, 2478, 2030, 1655, 1693, 1623, 1805, 1746, 1795, 1926, 1619, 1992, 2233, 2192, 2080, 1768,
    1835, 1569, 1976, 1853, 1965, 1689, 1778, 1976, 2397, 2654, 2097, 1963, 1677, 1941, 2003, 1813, 2012, 1912, 2084,
    2080, 2118, 2150, 1608, 1503, 1548, 1382, 1731, 1798, 1779, 1887, 2004, 2077, 2092, 2051, 1577, 1356, 1652, 1382,
    1519, 1421, 1442, 1543, 1656, 1561, 1905, 2199, 1473, 1655, 1407, 1395, 1530, 1309, 1526, 1327, 1627, 1748, 1958,
    2274, 1648, 1401, 1411, 1403, 1394, 1520, 1528, 1643, 1515, 1685, 2000, 2215, 1956, 1462, 1563, 1459, 1446, 1622,
    1657, 1638, 1643, 1683, 2050, 2262, 1813, 1445, 1762, 1461, 1556, 1431, 1427, 1554, 1645, 1653, 2016, 2207, 1665,
    1361, 1506, 1360, 1453, 1522, 1460, 1552, 1548, 1827, 1737, 1941, 1474, 1458, 1542, 1404, 1522, 1385, 1641, 1510,
    1681, 1938, 1868, 1726, 1456, 1445, 1456, 1365, 1487, 1558, 1488, 1684, 1594, 1850, 1998, 2079, 1494, 1057, 1218,
    1168, 1236, 1076, 1174, 1139, 1427, 1487, 1483, 1513, 1357, 1165, 1282, 1110, 1297, 1185, 1222, 1284, 1444, 1575,
    1737, 1763,
]  # fmt: skip
MARKS = {
    "nile": {"6": [], "7": [28], "8": [], "12": [28], "13": [28]},
    "seatbelts": {"7": [61, 169], "8": [60, 169], "10": [], "12": [60, 169], "13": [60, 79, 169]},
}
MARGIN = 5


def agreement(found: Sequence[int], marked: Sequence[int], margin: int) -> tuple[int, int, int]:
    """How many marks were found within the margin, each find used once; marks, finds."""
    left, hits = list(found), 0
    for mark in marked:
        near = [at for at in left if abs(at - mark) <= margin]
        if near:
            left.remove(min(near, key=lambda at: abs(at - mark)))
            hits += 1
    return hits, len(marked), len(found)


def covering(found: Sequence[int], marked: Sequence[int], n: int) -> float:
    """How well the stretches found cover the stretches marked: 1 is the same cuts (Arbelaez et al. 2010)."""

    def stretches(cuts: Sequence[int]) -> list[set[int]]:
        ends = [0, *cuts, n]
        return [set(range(a, b)) for a, b in zip(ends, ends[1:], strict=False)]  # noqa: RUF007

    theirs, ours = stretches(marked), stretches(found)
    return sum(len(a) * max(len(a & b) / len(a | b) for b in ours) for a in theirs) / n


def marks(path: Path) -> None:
    sys.path.insert(0, str(HERE.parent / "outlook"))
    from sigacts import FIRST, cleaned

    told = json.loads((HERE / "marks.json").read_text("utf-8"))
    weeks, margin = cleaned(path), told["margin_weeks"]
    sums = np.zeros(3, dtype=int)
    covers, held, n_held = [], 0, 0
    for city, days in told["cities"].items():
        marked = [(date.fromisoformat(day) - FIRST).days // 7 for day in days]
        counts = weeks[city]
        shifts = changes(counts, least_stretch=3, dispersion=overdispersion(counts, spans=(1,))).changes
        found = [c.at for c in shifts]
        sums += agreement(found, marked, margin)
        covers.append(covering(found, marked, len(counts)))
        for c in shifts:
            near = [m for m in marked if abs(m - c.at) <= margin]
            n_held += bool(near)
            held += any(c.earliest <= m <= c.latest for m in near)
        listed = ", ".join(str(FIRST + timedelta(days=7 * at)) for at in found)
        print(f"{city:10} marked {len(marked)}, found {len(found)}: {listed}; covering {covers[-1]:.2f}")
    hits, n_marked, n_found = (int(n) for n in sums)
    print(f"within {margin} weeks: {hits} of {n_marked} marks found, {hits} of {n_found} finds marked; "
          f"F1 {2 * hits / (n_marked + n_found):.2f}; covering {np.mean(covers):.2f}; "
          f"the range of a find holds its mark in {held} of {n_held}")  # fmt: skip


def published() -> None:
    from statsmodels.datasets import nile

    series = {"nile": nile.load_pandas().data["volume"].to_numpy().astype(int), "seatbelts": np.array(SEATBELTS)}
    for name, counts in series.items():
        found = [c.at for c in changes(counts, dispersion=overdispersion(counts, spans=(1,))).changes]
        by = MARKS[name]
        all_marks = sorted({m for marked in by.values() for m in marked})
        right = [at for at in found if any(abs(at - m) <= MARGIN for m in all_marks)]
        # As in the benchmark: the first index is a mark of everybody's, precision is against all marks together,
        # recall is the mean over annotators.
        precision = (len(right) + 1) / (len(found) + 1)
        recall = np.mean([(agreement(found, marked, MARGIN)[0] + 1) / (len(marked) + 1) for marked in by.values()])
        cover = np.mean([covering(found, marked, len(counts)) for marked in by.values()])
        print(f"{name:10} found {found}; F1 {2 * precision * recall / (precision + recall):.3f}; covering {cover:.3f}")


def simulated() -> None:
    rng = np.random.default_rng(1)
    fits = []
    for seed in range(50):
        times = hawkes.simulate(2000, background=0.5, branching=0.6, decay=1.5, rng=np.random.default_rng(seed))
        fits.append(hawkes.fit(times, until=float(times[-1])))
    for name, true in (("background", 0.5), ("branching", 0.6), ("decay", 1.5), ("share", 0.6)):
        median = float(np.median([getattr(f, name) for f in fits]))
        print(f"hawkes, 50 fits of 2,000 events: median {name} {median:.4f} for {true} ({median / true - 1:+.1%})")
    print(f"hawkes, residual test rejects {np.mean([f.residual_p < 0.05 for f in fits]):.2f} of right models at 5%")
    for size, name in ((1e6, "by chance"), (1.5, "in bouts")):
        runs = [rng.poisson(rng.gamma(size, 3 / size, 365)) for _ in range(200)]
        some = np.mean([len(changes(row).changes) > 0 for row in runs])
        print(f"changes, one level {name}: {some:.3f} of 200 years have one")
    for ratio in (0.3, 0.5, 0.7):
        hit, near, held = [], [], []
        for _ in range(200):
            told = changes(rng.poisson(np.repeat([3.0, 3.0 * ratio], [180, 185]))).changes
            hit.append(len(told) == 1)
            if len(told) == 1:
                near.append(abs(told[0].at - 180) <= 7)
                held.append(told[0].earliest <= 180 <= told[0].latest)
        print(f"changes, a fall to {ratio:.0%} from 3 a day: exactly one found in {np.mean(hit):.2f}, within a week in "
              f"{np.mean(near):.2f} of these, its range holds the day in {np.mean(held):.2f}")  # fmt: skip
    inside = [low <= 0.4 <= high for low, high in (rate_interval(int(rng.poisson(8)), 20) for _ in range(4000))]
    print(f"rates, 90% exact interval holds the rate in {np.mean(inside):.3f} of 4,000")
    _follow_ups(rng)
    _false_alarms(rng)


def _follow_ups(rng: np.random.Generator) -> None:
    for share in (0.0, 0.4):
        found = []
        for _ in range(100):
            counts, pull = np.zeros(730, dtype=np.int64), 2.0
            for t in range(730):
                rate = (1 - share) * 2.0 + share * pull
                counts[t] = rng.poisson(rng.gamma(5.0, rate / 5.0))
                pull = 0.6 * pull + 0.4 * counts[t]
            found.append(follow_ups(counts, rng=rng))
        for k, name in enumerate(("steady", "slow")):
            told = [pair[k] for pair in found]
            held = np.mean([one.low <= share <= one.high for one in told])
            print(
                f"follow-ups by day, share {share}, steady truth, {name} background: median "
                f"{np.median([one.share for one in told]):.2f}, 90% interval holds it in {held:.2f}, p under .05 in "
                f"{np.mean([one.p < 0.05 for one in told]):.2f}, residual test rejects "
                f"{np.mean([one.residual_p < 0.05 for one in told]):.2f}"
            )
        both = np.mean([min(a.low, b.low) <= share <= max(a.high, b.high) for a, b in found])
        print(f"follow-ups by day, share {share}: the range that is printed holds it in {both:.2f}")
    swing = [follow_ups(rng.poisson(2 + 1.5 * np.sin(np.arange(730) / 100)), rng=rng) for _ in range(100)]
    steady, slow = (np.mean([pair[k].p < 0.05 for pair in swing]) for k in (0, 1))
    print(
        f"follow-ups by day, none, background that swings: p under .05 with a steady background {steady:.2f}, with a "
        f"slow one {slow:.2f}"
    )


def _false_alarms(rng: np.random.Generator) -> None:
    start = date(2020, 1, 1)
    week = [weekdays(rng.negative_binomial(1.5, 0.5, 182), start=start, rng=rng).p <= 0.05 for _ in range(300)]
    print(f"weekdays, none: p at most .05 in {np.mean(week):.3f} of 300")
    days = [date(year, 6, 3) for year in range(2020, 2025)]
    odd = []
    for _ in range(300):
        level = np.exp(np.repeat(np.cumsum(rng.normal(0, 0.3, 66)), 28)[:1825])
        odd.append(anniversary(rng.poisson(np.minimum(level, 30)), days, start=start).p <= 0.05)
    print(f"anniversaries, none, wandering level: p at most .05 in {np.mean(odd):.3f} of 300")
    ps = []
    for _ in range(200):
        lat, lon = 33 + rng.random(80) * 0.2, 44 + rng.random(80) * 0.2
        ps.append(near_repeat(rng.integers(0, 120, 80), lat, lon, rng=rng, n_shuffles=199).p <= 0.05)
    print(f"near repeats, none: p at most .05 in {np.mean(ps):.3f} of 200")
    for n_places in (2, 4, 8, 18):
        for n in (10, 20, 60, 200):
            held = []
            for _ in range(200):
                shares = rng.dirichlet([2.0] * n_places)
                names = [str(k) for k in range(n_places)]
                told = spread(rng.multinomial(n, shares)[:, None], names, rng=rng).periods[0]
                true = 1 / (shares**2).sum()
                held.append(told.low <= true + 1e-9 and (told.high is None or true <= told.high + 1e-9))
            print(
                f"spread, {n} attacks on {n_places} places: 90% interval holds places in effect in {np.mean(held):.3f}"
            )
    inside = []
    for _ in range(60):
        level = 4 * np.exp(np.cumsum(rng.normal(0, 0.1, 60)))
        counts = rng.poisson(rng.gamma(5.0, level / 5.0))
        inside += [not one.unusual for one in escalation(counts, last=20)]
    print(f"last weeks, 90% range holds what comes in {np.mean(inside):.3f} of {len(inside)} (wandering level)")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["marks", path]:
            marks(Path(path))
        case ["published"]:
            published()
        case ["simulated"]:
            simulated()
        case _:
            sys.exit(__doc__)
