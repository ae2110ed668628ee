"""Kinds of arrays, checks on them, how much a series varies beyond chance, and where SciPy is asked for."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from sijill.errors import BadInput, MissingExtra, NotEnoughData
from sijill.stats.attacks import Floats as Numbers
from sijill.stats.attacks import Ints as Counts

__all__ = ["LEAST_BLOCKS", "Counts", "Numbers", "checked", "overdispersion", "scipy_part"]

LEAST_BLOCKS: Final = 8
"""Blocks under which a spread between them says nothing."""


def checked(counts: Counts, *, least: int, what: str, unit: str = "periods") -> Counts:
    """The counts as whole numbers in one row.

    Raises BadInput if they are not counts, NotEnoughData if there are fewer than `least`. unit: what they are
    counts of, such as days.
    """
    told = np.asarray(counts)
    if told.ndim != 1 or not np.issubdtype(told.dtype, np.number):
        raise BadInput(f"{what} needs one row of counts, not an array of shape {told.shape}")
    if len(told) < least:
        raise NotEnoughData(f"{what} needs {least} {unit} at least, and the data have {len(told)}")
    if not np.isfinite(told).all() or (told < 0).any() or (told != np.floor(told)).any():
        raise BadInput(f"{what} needs counts: whole numbers of 0 or more, no gaps")
    return told.astype(np.int64)


def overdispersion(counts: Counts, *, spans: tuple[int, ...] = (1, 7)) -> float:
    """How many times more a series varies from one block to the next than chance makes it; 1 at least.

    counts: shape (n_periods,). spans: lengths of the blocks in periods; the largest answer counts, so that attacks
    that come in bouts of some days are seen too. Successive differences, since a lasting shift touches only one of
    them: von Neumann et al. 1941, Annals of Mathematical Statistics 12(2), scaled for counts.
    """
    found = [1.0]
    for span in spans:
        n_blocks = len(counts) // span
        if n_blocks < LEAST_BLOCKS:
            continue
        blocks = counts[len(counts) - n_blocks * span :].reshape(n_blocks, span).sum(axis=1).astype(float)
        both = blocks[1:] + blocks[:-1]
        if both.sum() > 0:
            found.append(float(((blocks[1:] - blocks[:-1]) ** 2).sum() / both.sum()))
    return max(found)


def scipy_part(name: str, why: str) -> Any:
    """A part of SciPy, such as "stats". Raises MissingExtra, which names the remedy, where it is not installed."""
    from importlib import import_module

    try:
        return import_module(f"scipy.{name}")
    except ImportError as error:
        raise MissingExtra.of("stats", f"{why} needs SciPy") from error
