"""Score merging: python eval/merge/score.py [--set syria|iraq|dense] [--seed N] [--events N] [--each-missing SHARE]

Pairs are of two reports of one event, or that the matcher put into one incident; round-ups are judged apart, by the
share of their true parts that they meet. Near neighbours: pairs of events of which another lies within 2 days and
10 km. B-cubed as Bagga & Baldwin 1998. The oracle knows all events and the noise, and sees what the reports still
tell: no matcher that sees the reports alone can do better but by luck.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import duckdb
import events as real
import generate
import oracle

from sijill import dedupe

SETS = {
    "syria": lambda n, rng: real.syria(n, rng, since="2017-01-01"),
    "iraq": lambda n, rng: real.iraq(n, rng, file="iraq_insurgencies.parquet"),
}
BINS = ((0.0, "same place"), (2.0, "to 2 km"), (5.0, "to 5 km"), (10.0, "to 10 km"), (30.0, "to 30 km"))


def rows_of(told: Iterable[generate.Told], events: Iterable[real.Event]) -> list[dedupe.Row]:
    """The rows of generated reports."""
    parents = generate.parents_of(e.site for e in events)
    return [
        dedupe.row_of_values(
            t.id, t.values, dedupe.Origin(t.document, t.document, t.outlet, t.language, t.published.toordinal()),
            parents_of=lambda id: parents.get(id, ()),
        )
        for t in told
    ]  # fmt: skip


def merged(
    told: Sequence[generate.Told], events: Iterable[real.Event], weights: dedupe.Model | None = None
) -> tuple[dict[str, str], dedupe.Matched]:
    """The incident of each report, by the name of its first; and all that the matcher says."""
    with duckdb.connect() as connection:
        dedupe.load(connection, rows_of(told, events))
        dedupe.prepare(connection)
        found = dedupe.match(connection, weights or dedupe.shipped())
    of = {t.id: t.id for t in told}
    of.update({id: members[0] for members in found.groups for id in members})
    return of, found


def parts_figures(told: Sequence[generate.Told], found: dedupe.Matched) -> tuple[float, float, int]:
    """(precision, recall, true parts) of PART_OF: a true part is met if any of its reports is said to be one."""
    by_id = {t.id: t for t in told}
    said = {(by_id[v.a].event, v.b) for v in found.verdicts if v.verdict == "PART_OF"}
    true = {(event, t.id) for t in told for event in t.parts}
    both = len(said & true)
    return both / max(1, len(said)), both / max(1, len(true)), len(true)


def pair_figures(
    told: Sequence[generate.Told], of: Mapping[str, str], keep: Callable[[generate.Told, generate.Told], bool]
) -> tuple[float, float, int]:
    """(precision, recall, true pairs) over the pairs that `keep` takes."""
    true, said, both = set(), set(), 0
    for by, into in ((lambda t: t.event, true), (lambda t: of[t.id], said)):
        cells = defaultdict(list)
        for t in told:
            cells[by(t)].append(t)
        for members in cells.values():
            into.update((min(a.id, b.id), max(a.id, b.id)) for a, b in combinations(members, 2) if keep(a, b))
    both = len(true & said)
    return both / max(1, len(said)), both / max(1, len(true)), len(true)


def b_cubed(told: Sequence[generate.Told], of: Mapping[str, str]) -> tuple[float, float, float]:
    """(precision, recall, F1), each report weighing the same."""
    n_both = Counter((t.event, of[t.id]) for t in told)
    n_true, n_said = Counter(t.event for t in told), Counter(of[t.id] for t in told)
    precision = sum(n_both[t.event, of[t.id]] / n_said[of[t.id]] for t in told) / len(told)
    recall = sum(n_both[t.event, of[t.id]] / n_true[t.event] for t in told) / len(told)
    return precision, recall, 2 * precision * recall / (precision + recall)


def report(name: str, told: Sequence[generate.Told], of: Mapping[str, str], events: Sequence[real.Event]) -> None:
    """Print the figures of one way to merge."""
    singles = [t for t in told if t.event is not None]

    def line(what: str, keep: Callable[[generate.Told, generate.Told], bool]) -> None:
        precision, recall, n = pair_figures(singles, of, keep)
        if n:
            print(f"{name:8} {what:28} precision {precision:.3f}  recall {recall:.3f}  of {n} pairs")

    line("all pairs", lambda a, b: True)
    line("within a language", lambda a, b: a.language == b.language)
    line("across languages", lambda a, b: a.language != b.language)
    near = {e.id for e in events if e.has_neighbour}
    line("near neighbours", lambda a, b: a.event in near or b.event in near)
    low = -1.0
    for top, what in (*BINS, (float("inf"), "farther or none")):
        inside = {e.id for e in events if low < (float("inf") if e.nearest is None else e.nearest) <= top}
        line(f"nearest {what}", lambda a, b, inside=inside: a.event in inside or b.event in inside)
        low = top
    print(f"{name:8} {'B-cubed':28} precision {{:.3f}}  recall {{:.3f}}  F1 {{:.3f}}".format(*b_cubed(singles, of)))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=SETS, action="append", dest="sets")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--events", type=int, default=1000)
    parser.add_argument("--each-missing", type=float, default=0.0)
    asked = parser.parse_args(arguments)
    for name in asked.sets or SETS:
        rng = random.Random(asked.seed)
        events = SETS[name](asked.events, rng)
        noise = generate.Noise(each_missing=asked.each_missing, missing=0.0 if asked.each_missing else 0.25)
        told = generate.reports(events, rng, noise)
        near = sum(e.has_neighbour for e in events) / len(events)
        print(f"-- {name}: {len(events)} events, {near:.2f} with a near neighbour, {len(told)} reports")
        started = time.perf_counter()
        of, found = merged(told, events)
        took = time.perf_counter() - started
        report("matcher", told, of, events)
        precision, recall, n = parts_figures(told, found)
        print(f"{'matcher':8} {'parts of round-ups':28} precision {precision:.3f}  recall {recall:.3f}  of {n}")
        report("oracle", told, oracle.assigned(told, events, noise, rng), events)
        print(f"matcher took {took:.1f} s")


if __name__ == "__main__":
    main()
