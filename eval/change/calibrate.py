"""Calibrate the placebo rank: python eval/change/calibrate.py [--set iraq|syria] [--every DAYS] [--seed N]

Test dates are every few days of the later half of each series, chosen without regard to events; reference dates lie
before each. Size is the share of test dates that a test rejects at a nominal 5%, power the share once the days from the
test date on are thinned, each attack kept with 70%, 50% or 20%. Beside the headline: the naive test (28 days against
28, Poisson), the exact, negative binomial, HAC quasi-Poisson and interrupted-series tests over the same 28 days, and a
random number, which has size and no power. Their power is after size correction, twice: with one critical value for all
series of a set together, and with one for each series, which no analyst has and which favours them.
Intervals of the headline's size: bootstrap over blocks of 56 days within series.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import timedelta

import numpy as np
import wars

from sijill.errors import NotEnoughData
from sijill.stats.change.controls import difference
from sijill.stats.change.dispersion import negative_binomial, quasi_poisson
from sijill.stats.change.interrupted import interrupted
from sijill.stats.change.placebo import placebo
from sijill.stats.change.rates import exact_p
from sijill.stats.change.windows import plan
from sijill.stats.series import Series

KEPT = (1.0, 0.7, 0.5, 0.2)
OTHERS = ("exact", "negative binomial", "HAC quasi-Poisson", "interrupted series")
TESTS = ("headline", *OTHERS, "random number")
SIDE = 28
LONG, RUN_UP = 84, 7
BLOCK = 56
RESAMPLES = 2000


def test_dates(n_days: int, every: int) -> range:
    """Indices of the later half that have 28 days after them, and 28 before."""
    return range(max(n_days // 2, SIDE), n_days - SIDE + 1, every)


def p_values(start: object, counts: np.ndarray, at: int, rng: np.random.Generator) -> list[float]:
    """The p of each of TESTS at one date. counts: up to the last day that may be seen."""
    series = Series.of_counts(start, counts)
    day = start + timedelta(days=at)
    made = plan(series, day)
    found = [placebo(series, day, made.stretches()).p]
    before, after = counts[at - SIDE : at], counts[at : at + SIDE]
    found.append(exact_p(int(before.sum()), int(after.sum()), days=(SIDE, SIDE)))
    found += [fit(before, after).p for fit in (negative_binomial, quasi_poisson)]
    try:
        found.append(interrupted(counts[max(0, at - RUN_UP - LONG) : at - RUN_UP], after, gap=RUN_UP).level.p)
    except NotEnoughData:
        found.append(1.0)
    return [*found, float(rng.random())]


def measured(war: wars.War, every: int, rng: np.random.Generator) -> Iterator[tuple[str, np.ndarray]]:
    """By series, the p values: shape (kept, dates, tests)."""
    for name, counts in war.series.items():
        rows = []
        for kept in KEPT:
            each = []
            for at in test_dates(len(counts), every):
                seen = counts[: at + SIDE].copy()
                if kept < 1:
                    seen[at:] = rng.binomial(seen[at:], kept)
                each.append(p_values(war.start, seen, at, rng))
            rows.append(each)
        yield name, np.array(rows)


def reach(found: dict[tuple[str, str], np.ndarray], every: int, rng: np.random.Generator) -> tuple[float, float]:
    """The 90% bootstrap interval of the headline's mean size over series."""
    blocks = []
    for told in found.values():
        rejected = told[0, :, 0] <= 0.05
        size = max(1, BLOCK // every)
        blocks.append([rejected[n : n + size] for n in range(0, len(rejected), size)])
    sizes = []
    for _ in range(RESAMPLES):
        each = [np.concatenate([b[k] for k in rng.integers(len(b), size=len(b))]).mean() for b in blocks]
        sizes.append(np.mean(each))
    low, high = np.quantile(sizes, [0.05, 0.95])
    return float(low), float(high)


def show(name: str, found: dict[tuple[str, str], np.ndarray], every: int) -> None:
    """One line a series, then the set's mean over its series."""
    print(f"\n## {name}\n")
    print("| series | attacks a day | dates | headline size | naive size | headline power at 30, 50, 80% |")
    print("|---|---|---|---|---|---|")
    for (war, series), told in found.items():
        size, naive = (told[0, :, 0] <= 0.05).mean(), (told[0, :, 1] <= 0.05).mean()
        power = ", ".join(f"{(told[k, :, 0] <= 0.05).mean():.2f}" for k in (1, 2, 3))
        print(f"| {war}, {series} | {RATES[war, series]:.1f} | {told.shape[1]} | {size:.3f} | {naive:.2f} | {power} |")
    low, high = reach(found, every, np.random.default_rng(5))
    print(f"\nMean over series: headline size {_mean(found, 0, 0):.3f} ({low:.3f} to {high:.3f})\n")
    print("| test | size at nominal 5% | power at 30% | 50% | 80% | at 50%, one critical value a set | one a series |")
    print("|---|---|---|---|---|---|---|")
    corrected = {}
    for n, test in enumerate(TESTS):
        pooled = float(np.quantile(np.concatenate([told[0, :, n] for told in found.values()]), 0.05))
        one = np.mean([(told[2, :, n] < pooled).mean() for told in found.values()])
        each = np.mean([(told[2, :, n] < np.quantile(told[0, :, n], 0.05)).mean() for told in found.values()])
        corrected[test] = (one, each)
        power = " | ".join(f"{_mean(found, k, n):.3f}" for k in (1, 2, 3))
        print(f"| {test} | {_mean(found, 0, n):.3f} | {power} | {one:.3f} | {each:.3f} |")
    headline = _mean(found, 2, 0)
    best = [max(corrected[test][k] for test in OTHERS) for k in (0, 1)]
    told = f"{headline / best[0]:.2f} (one critical value a set), {headline / best[1]:.2f} (one a series)"
    print(f"\nheadline's power at 50% over the best corrected other: {told}")


def against(all_of: list[wars.War], every: int, rng: np.random.Generator) -> None:
    """Size and power of the rank of the difference in log rates: each place against the sum of the others."""
    print("| place | size at nominal 5% | power at 30, 50, 80% |")
    print("|---|---|---|")
    rows = []
    for war in all_of:
        places = {name: counts for name, counts in war.series.items() if name in wars.places(war)}
        for name, counts in places.items():
            others = sum(told for other, told in places.items() if other != name)
            shares = []
            for kept in KEPT:
                rejected = []
                for at in test_dates(len(counts), every):
                    seen = counts[: at + SIDE].copy()
                    if kept < 1:
                        seen[at:] = rng.binomial(seen[at:], kept)
                    mine, theirs = (Series.of_counts(war.start, one) for one in (seen, others[: at + SIDE]))
                    day = war.start + timedelta(days=at)
                    try:
                        rank = difference(mine, theirs, day, plan(mine, day).stretches()).placebo
                    except NotEnoughData:
                        rejected.append(False)
                        continue
                    rejected.append(rank.stands_out)
                shares.append(np.mean(rejected))
            rows.append(shares)
            print(f"| {name} | {shares[0]:.3f} | {', '.join(f'{share:.2f}' for share in shares[1:])} |")
    mean = np.mean(rows, axis=0)
    print(f"| mean | {mean[0]:.3f} | {', '.join(f'{share:.2f}' for share in mean[1:])} |")


RATES: dict[tuple[str, str], float] = {}


def _mean(found: dict[tuple[str, str], np.ndarray], kept: int, test: int) -> float:
    return float(np.mean([(told[kept, :, test] <= 0.05).mean() for told in found.values()]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--set", default="iraq", choices=["iraq", "syria"])
    parser.add_argument("--every", type=int, default=3)
    parser.add_argument("--against", action="store_true", help="Each place against the sum of the other places.")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    rng = np.random.default_rng(told.seed)
    if told.against:
        against(getattr(wars, told.set)(), told.every, rng)
        return
    found: dict[tuple[str, str], np.ndarray] = {}
    for war in getattr(wars, told.set)():
        for series, values in measured(war, told.every, rng):
            found[war.name, series] = values
            RATES[war.name, series] = float(war.series[series].mean())
        print(f"{war.name}: {len(war.series)} series, {war.start} to {wars.last_day(war)}", flush=True)
    show(told.set, found, told.every)
    for war in dict.fromkeys(name for name, _ in found):
        print(f"{war}: headline size {_mean({k: v for k, v in found.items() if k[0] == war}, 0, 0):.3f}")


if __name__ == "__main__":
    main()
