"""How good a forecast was: CRPS, coverage of an interval, and where the truth fell in it."""

from __future__ import annotations

import numpy as np

from sijill.stats.trends.arrays import Counts, Numbers


def crps(shares: Numbers, found: Counts) -> Numbers:
    """The continuous ranked probability score of forecasts of counts; in events, lower is better.

    shares: shape (..., n_values), the probability of 0, 1, 2, ... events. found: shape (...), what happened.
    For a forecast that is sure of one number it is the absolute error. Source: Gneiting & Raftery 2007, JASA 102(477),
    in the form for counts of Czado, Gneiting & Held 2009, Biometrics 65(4).
    """
    held = np.cumsum(shares, axis=-1)
    values = np.arange(shares.shape[-1])
    over = np.maximum(found - shares.shape[-1], 0)  # beyond the last value each step costs 1
    return np.asarray(((held - (values >= found[..., None])) ** 2).sum(axis=-1) + over, dtype=float)


def crps_of_draws(draws: Numbers, found: Counts) -> Numbers:
    """CRPS of a forecast given as equally likely draws. draws: shape (n_draws, ...), found: shape (...).

    Source: the fair form for a finite ensemble, Ferro 2014, QJRMS 140(683).
    """
    ordered = np.sort(draws, axis=0).astype(float)
    n = len(ordered)
    rank = (2 * np.arange(1, n + 1) - n - 1).reshape((n,) + (1,) * (ordered.ndim - 1))
    spread = (rank * ordered).sum(axis=0) / (n * (n - 1))
    return np.asarray(np.abs(ordered - found).mean(axis=0) - spread, dtype=float)


def interval(shares: Numbers, *, level: float = 0.90) -> tuple[Counts, Counts]:
    """The central interval of forecasts of counts: least and most events, both included.

    Counts are whole, so that it holds `level` or more of the probability.
    """
    held = np.cumsum(shares, axis=-1)
    tail = (1 - level) / 2
    low = (held < tail + 1e-12).sum(axis=-1)
    high = (held < 1 - tail - 1e-12).sum(axis=-1)
    return low.astype(np.int64), np.minimum(high, shares.shape[-1] - 1).astype(np.int64)


def place_of_truth(shares: Numbers, found: Counts, *, rng: np.random.Generator) -> Numbers:
    """Where the truth fell in the forecast, 0 to 1, even if forecasts are right: the randomised PIT.

    rng: spreads a count over its own share. Source: Czado, Gneiting & Held 2009.
    """
    held = np.concatenate([np.zeros((*shares.shape[:-1], 1)), np.cumsum(shares, axis=-1)], axis=-1)
    at = np.minimum(found, shares.shape[-1] - 1)[..., None]
    low = np.take_along_axis(held, at, axis=-1)[..., 0]
    high = np.take_along_axis(held, at + 1, axis=-1)[..., 0]
    return np.asarray(np.clip(low + rng.random(np.shape(found)) * (high - low), 0, 1), dtype=float)
