"""What a comparison is: levels, from agreement to disagreement, each a test in SQL over two rows `_l` and `_r`."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """One outcome of a comparison. sql: its test, after those of the levels before it have failed; None: all else.

    m, u: shares between 0 and 1. text: what a reader is told, with {l} and {r} for the two values.
    """

    name: str
    sql: str | None
    text: str
    m: float = 0.5
    u: float = 0.5

    @property
    def bits(self) -> float:
        return math.log2(self.m / self.u)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared. unknown: SQL that is true where one of the two does not tell it."""

    name: str
    unknown: str
    levels: tuple[Level, ...]


def either_null(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"
