"""Time ties at a date: python benchmarks/ties.py [--actors N] [--ties N]

Makes a register of 20,000 actors and 200,000 dated ties, asks an index for the ties of one day, of one actor on a day
and of one type on a day, and prints the slowest of several rounds beside the limit. Exit status 1 if a limit is broken.
The network of a day is drawn from the ties of that day; its measures are timed for the theatre's own register.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from sijill import pipeline
from sijill.model.values import Actor
from sijill.model.views import Tie
from sijill.model.vocabulary import TIE_TYPES
from sijill.resolve.standing_ties import TieIndex

LIMIT_S = 0.200
ROUNDS = 9
DAY = date(2020, 12, 26)


def made(n_actors: int, n_ties: int) -> list[Tie]:
    """Ties between actors, half with a start, a third with an end, drawn with a fixed seed."""
    draw = random.Random(4)
    actors = [Actor(f"Actor {n}", f"actor_{n}", "armed_group") for n in range(n_actors)]
    found = []
    for number in range(n_ties):
        start = date(2003, 3, 20) + timedelta(days=draw.randrange(8000)) if draw.random() < 0.5 else None
        end = (start or DAY) + timedelta(days=draw.randrange(3000)) if draw.random() < 0.34 else None
        one, other = draw.sample(actors, 2)
        found.append(Tie(f"{number:032x}", draw.choice(TIE_TYPES), one, other, start, end))
    return found


def slowest(ask: Callable[[], object]) -> float:
    """Seconds of the slowest of several rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        ask()
        times.append(time.perf_counter() - begun)
    return max(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=int, default=20_000)
    parser.add_argument("--ties", type=int, default=200_000)
    asked = parser.parse_args()
    ties = made(asked.actors, asked.ties)
    begun = time.perf_counter()
    index = TieIndex(ties)
    print(f"index of {asked.ties} ties, once: {1000 * (time.perf_counter() - begun):.0f} ms")
    questions = {
        "all ties of a day": lambda: index.at(DAY),
        "one actor's ties of a day": lambda: index.at(DAY, actor="actor_17"),
        "one type's ties of a day": lambda: index.at(DAY, type="funds"),
    }
    broken = False
    for name, ask in questions.items():
        took = slowest(ask)
        broken = broken or took > LIMIT_S
        print(f"{name}: {1000 * took:.1f} ms, limit {1000 * LIMIT_S:.0f} ms{' BROKEN' if took > LIMIT_S else ''}")
    theatre = pipeline.theatre("iraq")
    print(f"network of the Iraq register: {1000 * slowest(lambda: pipeline.network_at(None, theatre, DAY)):.0f} ms")
    sys.exit(broken)


if __name__ == "__main__":
    main()
