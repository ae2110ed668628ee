"""Measure how often the interval of an effective number holds the number behind the incidents.

python eval/fragmentation/measure.py [N ...]     by default 5, 10, 30 and 100 incidents

Incidents are drawn from 3 to 8 groups, of four shapes: equal; each half the one before; one with half of all and the
others equal; and shares drawn anew each time, all equally likely. Beside it stands the percentile bootstrap of the
incidents, on the same draws.
"""

from __future__ import annotations

import sys

import numpy as np

from sijill.stats.fragmentation import doubt, effective

LEVEL = 0.95
GROUPS = range(3, 9)
SHAPES = ("equal", "halved", "one half", "drawn")
RUNS = {5: 400, 10: 400, 30: 50, 100: 50}


def shares(shape: str, k: int, rng: np.random.Generator) -> np.ndarray:
    if shape == "equal":
        return np.full(k, 1 / k)
    if shape == "halved":
        told = 0.5 ** np.arange(k)
        return np.asarray(told / told.sum())
    return np.append(0.5, np.full(k - 1, 0.5 / (k - 1))) if shape == "one half" else rng.dirichlet(np.ones(k))


def percentile(counts: tuple[int, ...], rng: np.random.Generator) -> tuple[float, float]:
    n = sum(counts)
    drawn = rng.multinomial(n, np.array(counts) / n, size=1000)
    low, high = np.quantile(n * n / (drawn**2).sum(axis=1), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def main() -> None:
    for n in [int(told) for told in sys.argv[1:]] or list(RUNS):
        rng = np.random.default_rng(20_000 + n)
        runs, ours, theirs, wide = RUNS.get(n, 50), {}, {}, []
        for shape in SHAPES:
            for k in GROUPS:
                held = [0, 0]
                known: dict[tuple[int, ...], tuple[float, float | None, float, float]] = {}
                for _ in range(runs):
                    behind = shares(shape, k, rng)
                    drawn = rng.multinomial(n, behind)
                    counts = tuple(sorted(drawn[drawn > 0].tolist()))
                    if counts not in known:
                        ends = doubt(counts, rng).interval(LEVEL, beside=effective(counts))
                        known[counts] = (*ends, *percentile(counts, rng))
                    low, high, a, b = known[counts]
                    truth = 1 / float((behind**2).sum())
                    held[0] += low <= truth and (high is None or truth <= high)
                    held[1] += a <= truth <= b
                    wide.append(np.inf if high is None else high / low)
                ours[shape, k], theirs[shape, k] = (n_held / runs for n_held in held)
        print(f"n {n}, {runs} runs of each of {len(ours)}")
        for shape in SHAPES:
            mine = [ours[shape, k] for k in GROUPS]
            other = [theirs[shape, k] for k in GROUPS]
            print(f"  {shape:9} {np.mean(mine):.1%} ({min(mine):.1%} to {max(mine):.1%}); percentile "
                  f"{np.mean(other):.1%} ({min(other):.1%} to {max(other):.1%})")  # fmt: skip
        print(f"  all       {np.mean(list(ours.values())):.1%}, least {min(ours.values()):.1%}; percentile "
              f"{np.mean(list(theirs.values())):.1%}, least {min(theirs.values()):.1%}")  # fmt: skip
        print(f"  high by low, median {np.median(wide):.2f}; without a bound {np.mean(np.isinf(wide)):.1%}", flush=True)


if __name__ == "__main__":
    main()
