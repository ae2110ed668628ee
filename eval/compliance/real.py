"""How often orders that nobody gave are said to have changed something, on real wars.

    python eval/compliance/real.py [N]

Cities of Iraq 2004 to 2007 and governorates of Syria 2016 to 2019 stand for groups (read as eval/change/wars.py reads
them). Each run draws dates in the later half without regard to events, takes half of the places as addressed, and
thins every place to about 6 attacks in 28 days, as few as an analyst of groups has. Prints one line a figure.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "change"))
import wars

from sijill.stats.compliance.pooling import GRID, Estimate, binomial, drawn_shift, pooled, stretch_dispersion
from sijill.stats.compliance.silence import silence

DAYS, APART, WATCHED = 28, 60, 56
THIN = 6 / DAYS


def sums(series: np.ndarray, at: int) -> tuple[int, int]:
    """Attacks in the days before and after a day."""
    return int(series[at - DAYS : at].sum()), int(series[at : at + DAYS].sum())


def once(war: wars.War, n_orders: int, rng: np.random.Generator) -> tuple[list[bool], bool | None]:
    """Whether the index of each addressed place leaves none out at 95%, and whether the first order is said to hold."""
    names = wars.places(war)
    thinned = {name: rng.binomial(war.series[name], min(1.0, THIN / war.series[name].mean())) for name in names}
    chosen = list(rng.permutation(names))
    addressed, others = chosen[: len(names) // 2], chosen[len(names) // 2 :]
    n_days = len(next(iter(war.series.values())))
    first = int(rng.integers(n_days // 2, n_days - APART * n_orders - WATCHED))
    at = [first + APART * n for n in range(n_orders)]
    rest = np.sum([thinned[name] for name in others], axis=0)
    together = np.sum([thinned[name] for name in addressed], axis=0)
    days = np.full((n_orders, 2), float(DAYS))
    told = np.array([sums(rest, day) for day in at])
    seen = slice(0, at[-1] + WATCHED)
    varied = stretch_dispersion([rest[seen]], DAYS, orders=at) or 1.0
    before, after = (np.broadcast_to(told[:, side], (30, n_orders)) for side in (0, 1))
    shift = drawn_shift(before, after, days, rng, dispersion=varied)
    cells = [(k, n, *sums(thinned[name], day)) for k, name in enumerate(addressed) for n, day in enumerate(at)]
    cells = [cell for cell in cells if cell[2] or cell[3]]
    group = np.unique([cell[0] for cell in cells], return_inverse=True)[1]
    counts = [np.broadcast_to([cell[side] for cell in cells], (30, len(cells))) for side in (2, 3)]
    own = stretch_dispersion([thinned[name][seen] for name in addressed], DAYS, orders=at) or 1.0
    place = [cell[1] for cell in cells]
    found = pooled(binomial(*counts, days[place], shift[:, place], dispersion=own), group)
    estimates = [Estimate.of(GRID, density) for density in found.groups]
    still = silence(
        np.array([sums(together, first)[0]]), DAYS, together[None, first : first + WATCHED], earlier=together[:first]
    )  # fmt: skip
    return [one.high < 1 or one.low > 1 for one in estimates], still.held if still.can_tell else None


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for war in (wars.sigacts(), *wars.syria()):
        for n_orders in (1, 4):
            rng = np.random.default_rng(n_orders)
            told = [once(war, n_orders, rng) for _ in range(n)]
            sure = [one for each, _ in told for one in each]
            held = [one for _, one in told if one is not None]
            print(
                f"{war.name}, {n_orders} orders: index leaves none out {np.mean(sure):.3f} of {len(sure)}, "
                f"held {np.mean(held):.3f} of {len(held)}",
                flush=True,
            )


if __name__ == "__main__":
    main()
