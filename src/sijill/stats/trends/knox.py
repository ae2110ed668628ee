"""Whether attacks that are near in space are also near in time more often than chance has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from sijill.errors import BadInput, NotEnoughData
from sijill.stats.trends.arrays import Counts, Numbers

LEAST_EVENTS: Final = 20
MOST_PAIRS: Final = 1_000_000
N_SHUFFLES_OF_DRAWS: Final = 99
N_SHUFFLES: Final = 499
EARTH_KM: Final = 6371.0088
BANDS_KM: Final = (1.0, 5.0, 10.0)
BANDS_DAYS: Final = (2, 7, 14)


@dataclass(frozen=True, slots=True)
class Cell:
    """Pairs of attacks at most `km` and at most `days` apart. ratio: found by expected; p: by permutation.

    low, high: between which 90% of the shuffled counts lie.
    """

    km: float
    days: int
    found: int
    expected: float
    low: float
    high: float
    ratio: float | None
    p: float


@dataclass(frozen=True, slots=True)
class NearRepeat:
    """One cell for each pair of bands, n: attacks with a day and a place. p: of the largest excess over all cells."""

    cells: tuple[Cell, ...]
    n: int
    p: float


def near_repeat(
    days: Counts,
    latitude: Numbers,
    longitude: Numbers,
    *,
    rng: np.random.Generator,
    bands_km: tuple[float, ...] = BANDS_KM,
    bands_days: tuple[int, ...] = BANDS_DAYS,
    n_shuffles: int = N_SHUFFLES,
) -> NearRepeat:
    """Count the pairs close in space and time, and how many there are if days are dealt out anew among the places.

    days: shape (n,), day numbers; latitude, longitude: shape (n,), degrees. Only the days are shuffled: where attacks
    happen, and when, stays as it is, and only that the two go together is tested. p of the whole is that of the cell
    furthest above its shuffled counts, so that many bands do not make a find.
    Raises NotEnoughData under LEAST_EVENTS, BadInput where more pairs are close in space than can be held.
    Method: Knox 1964, Applied Statistics 13(1); by permutation, Mantel 1967, Cancer Research 27(2); bands as in
    Johnson & Bowers 2004, Br J Criminology 44(1).
    """
    if len(days) < LEAST_EVENTS:
        raise NotEnoughData(f"{len(days)} attacks with a day and a place are too few; {LEAST_EVENTS} are needed")
    first, second, apart = close_pairs(latitude, longitude, max(bands_km))
    of_km = np.searchsorted(np.array(bands_km), apart, side="left")
    shape = (len(bands_km), len(bands_days))
    found = _cells(days, first, second, of_km, bands_days, shape)
    drawn = np.stack([
        _cells(rng.permutation(days), first, second, of_km, bands_days, shape) for _ in range(n_shuffles)
    ])  # fmt: skip
    mean, wide = drawn.mean(axis=0), np.maximum(drawn.std(axis=0), 1e-9)
    farthest = ((drawn - mean) / wide).reshape(n_shuffles, -1).max(axis=1)
    p = (1 + int((farthest >= ((found - mean) / wide).max() - 1e-12).sum())) / (n_shuffles + 1)
    low, high = np.quantile(drawn, [0.05, 0.95], axis=0)
    cells = tuple(
        Cell(
            km, within, int(found[i, j]), float(mean[i, j]), float(low[i, j]), float(high[i, j]),
            float(found[i, j] / mean[i, j]) if mean[i, j] else None,
            (1 + int((drawn[:, i, j] >= found[i, j]).sum())) / (n_shuffles + 1),
        )
        for i, km in enumerate(bands_km)
        for j, within in enumerate(bands_days)
    )  # fmt: skip
    return NearRepeat(cells, len(days), p)


def expected_pairs(n_close_in_space: int, n_close_in_time: int, n_events: int) -> float:
    """The expected number of pairs close in both, if the two do not go together.

    Source: Knox 1964, who has 25 and 152 pairs among 96 cases, and expects 0.83.
    """
    return n_close_in_space * n_close_in_time / (n_events * (n_events - 1) / 2)


def close_pairs(latitude: Numbers, longitude: Numbers, most_km: float) -> tuple[Counts, Counts, Numbers]:
    """Every pair at most that far apart: the first, the second, and kilometres between them."""
    order = np.argsort(latitude, kind="stable")
    lat, lon = np.radians(latitude[order]), np.radians(longitude[order])
    reach = np.searchsorted(lat, lat + most_km / EARTH_KM + 1e-12, side="right")
    firsts, seconds, aparts, held = [], [], [], 0
    for i in range(len(lat)):
        j = np.arange(i + 1, reach[i])
        if not len(j):
            continue
        half = np.sin((lat[j] - lat[i]) / 2) ** 2 + np.cos(lat[i]) * np.cos(lat[j]) * np.sin((lon[j] - lon[i]) / 2) ** 2
        km = 2 * EARTH_KM * np.arcsin(np.sqrt(half))
        near = km <= most_km
        held += int(near.sum())
        if held > MOST_PAIRS:
            raise BadInput("too many attacks are close to one another for this; take fewer days or places")
        firsts.append(np.full(int(near.sum()), order[i]))
        seconds.append(order[j[near]])
        aparts.append(km[near])
    if not firsts:
        none = np.zeros(0, dtype=np.int64)
        return none, none, np.zeros(0)
    return np.concatenate(firsts), np.concatenate(seconds), np.concatenate(aparts)


def _cells(
    days: Counts, first: Counts, second: Counts, of_km: Counts, bands_days: tuple[int, ...], shape: tuple[int, int]
) -> Counts:
    """Pairs within each band of both, bands holding the nearer ones."""
    of_days = np.searchsorted(np.array(bands_days), np.abs(days[first] - days[second]), side="left")
    near = of_days < shape[1]
    flat = np.bincount(of_km[near] * shape[1] + of_days[near], minlength=shape[0] * shape[1])
    return flat.reshape(shape).cumsum(axis=0).cumsum(axis=1).astype(np.int64)
