"""How far a name is believed to be a front for another: a number that follows from dated pieces of evidence.

Method: the log-odds of a prior and of each piece add up (a naive Bayes factor model, Good 1950, "Probability and the
Weighing of Evidence"): belief = 1 / (1 + exp(-(prior + sum of weights))). A piece counts from its day on; of pieces of
one kind from one voice, the first counts in full and the rest not at all, so that saying it again adds nothing. The
weights are a table that a user may change; nothing here knows what a piece is about.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sijill.errors import BadInput, BadPack, UnknownChoice
from sijill.model.tables import Table
from sijill.model.values import Json

PRIOR = "prior"
"""The row of the table that holds what is believed before any evidence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence that `facade` fronts for `parent`. voice: who says so; two of one owner are one.

    day: from which it counts, None if it is not dated, which counts always. quote: its words.
    """

    facade: str
    parent: str
    kind: str
    day: date | None
    voice: str
    quote: str
    source: str


@dataclass(frozen=True, slots=True)
class Belief:
    """How far `facade` is believed to front for `parent` on a day: 0 to 1, with the pieces that were weighed.

    weighed: each piece with its weight, 0 for one that repeats another of its kind and voice.
    """

    facade: str
    parent: str
    at: date
    value: float
    log_odds: float
    weighed: tuple[tuple[Piece, float], ...]


def load_weights(path: Path) -> dict[str, float]:
    """The weights of kinds of evidence: a CSV with the columns kind, weight and means. Raises BadPack."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            weights = {row["kind"]: float(row["weight"]) for row in csv.DictReader(file)}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadPack(f"{path}: no table of weights ({error}); its columns are kind, weight, means") from error
    if PRIOR not in weights:
        raise BadPack(f"{path}: no row {PRIOR!r}: what is believed before any evidence, such as -2.2 for one in ten")
    return weights


def belief(facade: str, parent: str, pieces: Iterable[Piece], weights: Mapping[str, float], *, at: date) -> Belief:
    """How far a name is believed to front for another on a day. Raises UnknownChoice for a kind without a weight."""
    here = [p for p in pieces if (p.facade, p.parent) == (facade, parent) and (p.day is None or p.day <= at)]
    here.sort(key=lambda p: (p.day or date.min, p.kind, p.voice, p.source))
    seen: set[tuple[str, str]] = set()
    weighed: list[tuple[Piece, float]] = []
    for piece in here:
        if piece.kind not in weights:
            raise UnknownChoice.of("kind of evidence", piece.kind, [k for k in weights if k != PRIOR])
        repeats = (piece.kind, piece.voice) in seen
        seen.add((piece.kind, piece.voice))
        weighed.append((piece, 0.0 if repeats else weights[piece.kind]))
    log_odds = weights[PRIOR] + math.fsum(weight for _, weight in weighed)
    return Belief(facade, parent, at, 1 / (1 + math.exp(-log_odds)), log_odds, tuple(weighed))


def beliefs(pieces: Sequence[Piece], weights: Mapping[str, float], *, at: date) -> list[Belief]:
    """The belief in every pair that a piece names, the strongest first."""
    pairs = sorted({(p.facade, p.parent) for p in pieces})
    found = [belief(facade, parent, pieces, weights, at=at) for facade, parent in pairs]
    return sorted(found, key=lambda b: (-b.value, b.facade, b.parent))


def parent_of(name: str, held: Iterable[Belief], threshold: float) -> str:
    """The parent that a claiming name is believed to front for: the likeliest at the threshold, else itself."""
    fitting = [b for b in held if b.facade == name and b.value >= threshold]
    return max(fitting, key=lambda b: (b.value, b.parent)).parent if fitting else name


def counts(claimed: Iterable[str], held: Sequence[Belief], *, threshold: float, as_of: int = 0) -> Table:
    """Incidents by the name that claims them, by the believed parent, and the difference.

    claimed: the claimant of each incident. threshold: the belief from which a claim counts for the parent.
    Raises BadInput unless 0 < threshold <= 1.
    """
    if not 0 < threshold <= 1:
        raise BadInput(f"a threshold is a belief above 0 and up to 1, found {threshold}; 0.5 is more likely than not")
    by_claimant: dict[str, int] = {}
    by_parent: dict[str, int] = {}
    for name in claimed:
        by_claimant[name] = by_claimant.get(name, 0) + 1
        parent = parent_of(name, held, threshold)
        by_parent[parent] = by_parent.get(parent, 0) + 1
    names = sorted({*by_claimant, *by_parent}, key=lambda n: (-by_parent.get(n, 0), -by_claimant.get(n, 0), n))
    rows: list[dict[str, Json]] = [
        {
            "actor": name,
            "claimed": by_claimant.get(name, 0),
            "believed": by_parent.get(name, 0),
            "difference": by_parent.get(name, 0) - by_claimant.get(name, 0),
        }
        for name in names
    ]
    n = sum(by_claimant.values())
    method = (
        f"Incidents by the name that claims them and by the name believed to stand behind it, where the belief is at "
        f"least {threshold:g}; beliefs add the log-odds of dated evidence."
    )
    total = {"actor": None, "claimed": n, "believed": n, "difference": 0}
    units = {"claimed": "incidents", "believed": "incidents", "difference": "incidents"}
    return Table(("actor", "claimed", "believed", "difference"), rows, total, method, as_of, units)


__all__ = ["PRIOR", "Belief", "Piece", "belief", "beliefs", "counts", "load_weights", "parent_of"]
