"""How long merging takes: python benchmarks/merge.py [--reports N ...] [--pairwise N]

Reports are drawn with a seed: attacks at 200 places in each of 19 provinces, at most 40 reports a province and day,
two to three reports an attack on average, with the noise of eval/merge. Times are of: rows into DuckDB, scores,
groups and verdicts with reasons; and of what 100 further documents take. Beside it, in the same run, a plain pairwise
matcher in the manner of MELTT (Donnay et al. 2019, JCR 63(5)): every two reports within two days and 10 km that agree
in the families of weapon and target are one; on as many reports as it manages in the time given.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import duckdb

from sijill import dedupe

PROVINCES, PLACES, A_DAY = 19, 200, 40
DAY_ONE = 737_000
WEAPONS = (("ied", "bomb"), ("vehicle_bomb", "bomb"), ("small_arms", "gun"), ("mortar", "shell"), ("rocket", "shell"))
TARGETS = (("military_convoy", "convoy"), ("police_or_army", "force"), ("civilians", "people"), ("militia", "force"),
           ("government_area", "office"), ("business", "people"))  # fmt: skip
LOST = (
    ("weapon", "weapon_family"),
    ("target", "target_family"),
    ("actor",),
    ("killed_low", "killed", "killed_high"),
    ("wounded_low", "wounded", "wounded_high"),
)


def reports(n: int, *, seed: int = 1, from_day: int = DAY_ONE) -> Iterator[dedupe.Row]:
    """About n rows, day by day; a province has 36 to 40 a day."""
    rng = random.Random(seed)
    weights = [1 / (k + 3) for k in range(PLACES)]
    day, made = from_day, 0
    while made < n:
        for province in range(PROVINCES):
            left = rng.randint(A_DAY - 4, A_DAY)
            while left > 0 and made < n:
                place = rng.choices(range(PLACES), weights)[0]
                event = _event(province, place, day, rng)
                n_reports = min(left, rng.choices((1, 2, 3, 4, 6), (30, 25, 20, 15, 10))[0])
                for _ in range(n_reports):
                    yield _report(event, rng)
                left -= n_reports
                made += n_reports
        day += 1


def _event(province: int, place: int, day: int, rng: random.Random) -> dedupe.Row:
    latitude, longitude = 30 + province * 0.4 + (place % 14) * 0.09, 40 + (place // 14) * 0.1
    weapon, target = rng.choice(WEAPONS), rng.choice(TARGETS)
    killed = rng.choices((0, 1, 2, 3, 5, 8, 13), (40, 25, 13, 8, 6, 5, 3))[0]
    wounded = rng.choices((0, 1, 2, 3, 5, 8, 13), (30, 20, 15, 13, 10, 8, 4))[0]
    id = f"p{province}-{place}"
    return dedupe.Row(
        report="", document="", origin="", voice=None, language=rng.choice(("en", "ar")), listed=0, recalled=0,
        published=day, block=f"XX/{province}", first=day, last=day, latitude=latitude, longitude=longitude, radius=4.0,
        place=id, name=id, within=f"|d{province}-{place // 10}|a{province}|", admin2=f"d{province}-{place // 10}",
        deed="attack", weapon=weapon[0], weapons=f"|{weapon[0]}|", weapon_family=weapon[1], target=target[0],
        targets=f"|{target[0]}|", target_family=target[1],
        killed_low=killed, killed=killed, killed_high=killed, wounded_low=wounded, wounded=wounded,
        wounded_high=wounded, actor=rng.choice(("a", "b", None)), n=1, status="occurred",
    )  # fmt: skip


def _report(event: dedupe.Row, rng: random.Random) -> dedupe.Row:
    id = f"{rng.getrandbits(128):032x}"
    changes: dict[str, object] = {"report": id, "document": f"d{id}", "origin": f"d{id}"}
    if rng.random() < 0.3 and event.first is not None:
        off = 1 if rng.random() < 0.8 else -1
        changes |= {"first": event.first + off, "last": event.first + off}
    changes["published"] = (event.first or 0) + rng.choice((0, 1, 1, 2))
    if rng.random() < 0.3:
        district = rng.random() < 0.6
        name = event.admin2 if district else event.block
        changes |= {"place": name, "name": name, "latitude": None, "longitude": None}
        changes |= {"radius": 30.0 if district else 120.0, "within": None}
        changes["admin2"] = event.admin2 if district else None
    if rng.random() < 0.25:
        changes |= dict.fromkeys(rng.choice(LOST))
    return replace(event, **changes)  # type: ignore[arg-type]


def pairwise(rows: Sequence[dedupe.Row], *, seconds: float) -> tuple[int, int]:
    """(reports managed, pairs joined) of the plain matcher, which looks at every two reports."""
    started, joined = time.perf_counter(), 0
    for n, a in enumerate(rows):
        if time.perf_counter() - started > seconds:
            return n, joined
        for b in rows[:n]:
            joined += _alike(a, b)
    return len(rows), joined


def _alike(a: dedupe.Row, b: dedupe.Row) -> bool:
    if a.first is None or b.first is None or abs(a.first - b.first) > 2:
        return False
    if a.weapon_family != b.weapon_family or a.target_family != b.target_family:
        return False
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return False
    east = (a.longitude - b.longitude) * math.cos(math.radians(a.latitude))
    return 111.2 * math.hypot(a.latitude - b.latitude, east) <= 10


class Clock:
    """Seconds since the last look: of the wall, and of this process on all cores, whatever else runs."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def look(self) -> str:
        wall, cpu = time.perf_counter() - self._wall, time.process_time() - self._cpu
        self.__init__()  # type: ignore[misc]
        return f"{wall:.1f} s ({cpu:.1f} s of CPU)"


def measure(n: int) -> None:
    model = dedupe.shipped()
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        clock = Clock()
        dedupe.put(connection, reports(n))
        loaded = clock.look()
        dedupe.prepare(connection)
        matched = dedupe.match(connection, model)
        done = clock.look()
        n_reasons = sum(len(why) for _, why in dedupe.reasons(connection, model, matched.verdicts))
        print(
            f"{n:>9,} reports: made and loaded {loaded}, matched {done}, {n_reasons:,} reasons {clock.look()}; "
            f"{matched.n_pairs:,} close pairs, {len(matched.groups):,} groups, {len(matched.verdicts):,} verdicts, "
            f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB",
            flush=True,
        )
        ((last,),) = connection.execute("SELECT max(first) FROM report").fetchall()
        new = list(reports(100, seed=2, from_day=int(last) - 3))
        clock = Clock()
        dedupe.put(connection, new)
        fresh = {row.report for row in new}
        dedupe.prepare(connection, around=fresh)
        about = dedupe.neighbours(connection, fresh, days=1) | fresh
        matched = dedupe.match(connection, model, about=about)
        print(f"          100 more: {clock.look()}, {len(matched.core or ()):,} reports looked at", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--pairwise", type=float, default=60.0, help="seconds for the plain matcher")
    asked = parser.parse_args()
    for n in asked.reports:
        measure(n)
    if asked.pairwise:
        rows = list(reports(max(asked.reports)))
        n, joined = pairwise(rows, seconds=asked.pairwise)
        print(f"plain pairwise: {n:,} reports in {asked.pairwise:.0f} s, {joined:,} pairs joined")


if __name__ == "__main__":
    main()
