"""Learn what each level weighs between reports read from texts: python eval/merge/train_read.py FILE.jsonl ...

The files are groups of written reports whose events are known, such as eval/merge/groups: all pairs within a group
are looked at, of which half tell of one event and half of a near miss. A logistic regression over the levels that
starts from a share of the weights of Splink and is pulled towards them; its coefficients become the bits of each
level, in the section `read` of src/sijill/dedupe/weights.json.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import written
from scipy.optimize import minimize

from sijill import dedupe, pipeline
from sijill.dedupe.model import COMPARISONS, Model
from sijill.dedupe.wording import WORDING
from sijill.pipeline import merging
from sijill.store import Ledger

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "sijill" / "dedupe" / "weights.json"
SHARE = 0.35
"""How much of what Splink gives a level holds between texts before any are looked at: readers err more."""
PENALTY = 1.0
NEVER_TAUGHT = {("place", "apart"), ("day", "apart")}
"""What near misses cannot teach to be harmless, all of which were near."""
TOO_FEW = {("killed", "none"), ("wounded", "none")}
"""What these groups tell of too seldom to say that it joins: two attacks that hurt nobody are no likelier one."""
BALANCE = 2.0
"""Bits added to the start, so that a pair as likely as not, in groups half of which are near misses, is a SAME."""


def couples(told: Sequence[written.Line]) -> list[tuple[dict[str, str], bool]]:
    """(levels, same event) of every two reports of a group, each by what it tells first as news."""
    theatre = pipeline.theatre("iraq")
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "groups.sijill") as ledger:
        named = written.put(ledger, told, theatre)
        names = list(named)
        rows = list(merging._rows(ledger, theatre, names, lambda *_: None))
    first: dict[str, dedupe.Row] = {}
    for row in rows:
        if not row.recalled:
            first.setdefault(named[row.document], row)
    groups: dict[str, list[written.Line]] = defaultdict(list)
    for line in told:
        if line["id"] in first:
            groups[line["group"]].append(line)
    wanted = {}
    for lines in groups.values():
        for a, b in combinations(lines, 2):
            one, two = sorted((first[a["id"]].report, first[b["id"]].report))
            wanted[one, two] = a["event"] == b["event"]
    blank = Model.from_json({"companions": 1.0, "weights": {}, "read": {"start": 0.0, "weights": {}}})
    with duckdb.connect() as connection:
        dedupe.load(connection, first.values())
        levels = dedupe.levels_of(connection, blank, wanted)
    return list(zip(levels, (wanted[key] for key in sorted(wanted)), strict=True))


def learn(pairs: Sequence[tuple[dict[str, str], bool]]) -> dict[str, Any]:
    """The section `read` of the weights: what Splink gives each level, at a share, and what these pairs add to it."""
    shipped = Model.from_json(json.loads(WEIGHTS.read_text("utf-8")))
    before = {(c.name, v.name): SHARE * v.bits for c in shipped.comparisons for v in c.levels}
    names = [(c.name, v.name) for c in (*COMPARISONS, *WORDING) for v in c.levels]
    at = {name: n for n, name in enumerate(names)}
    x = np.zeros((len(pairs), len(names)))
    for row, (levels, _) in enumerate(pairs):
        x[row, [at[told] for told in levels.items()]] = 1
    y = np.array([1.0 if same else -1.0 for _, same in pairs])
    given = x @ np.array([before.get(name, 0.0) for name in names])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = y * math.log(2) * (given + x @ w[1:] + w[0])
        pull = -y * math.log(2) / (1 + np.exp(margin))
        slope = np.concatenate(([pull.sum()], x.T @ pull + PENALTY * w[1:]))
        return float(np.logaddexp(0, -margin).sum() + PENALTY / 2 * (w[1:] ** 2).sum()), slope

    found = minimize(loss, np.zeros(len(names) + 1), jac=True).x
    apart = [levels for levels, same in pairs if not same]
    weights: dict[str, dict[str, list[float]]] = {}
    for c in (*COMPARISONS, *WORDING):
        known = sum(c.name in levels for levels in apart)
        for v in c.levels:
            name = (c.name, v.name)
            share = (sum(levels.get(c.name) == v.name for levels in apart) + 1) / (known + len(c.levels))
            more = min(0.0, found[1 + at[name]]) if name in NEVER_TAUGHT else found[1 + at[name]]
            told = before.get(name, 0.0) + (0.0 if name in TOO_FEW else more)
            weights.setdefault(c.name, {})[v.name] = [round(share * 2**told, 6), round(share, 6)]
    return {"start": round(float(found[0]) + BALANCE, 4), "weights": weights}


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]]
    pairs = couples(written.read(files))
    told = json.loads(WEIGHTS.read_text("utf-8"))
    told["read"] = learn(pairs)
    WEIGHTS.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(f"{len(pairs)} pairs, {sum(same for _, same in pairs)} of one event; start {told['read']['start']}")
    for c in dedupe.shipped().read:
        print(c.name, {level.name: round(level.bits, 2) for level in c.levels})


if __name__ == "__main__":
    main()
