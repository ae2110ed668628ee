"""Time counts over a real ledger: python benchmarks/million.py [N] [WHERE]

Makes a synthetic ledger of N incidents (default 1,000,000) at WHERE (a path that does not exist yet; default: a
temporary file) and counts it as a command, inside a process, and after one document was added. Peers in the same run:
the same count by SQL over a flat SQLite table, and by plain Python over a CSV file. One line a figure with its limit;
exit status 1 if a limit is broken or a figure is wrong.
"""

from __future__ import annotations

import csv
import gc
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ledger import made
from sijill import codebook, pipeline
from sijill.extract import RulesExtractor
from sijill.model.text import Document
from sijill.store import Ledger
from startup import PROGRAM, Fresh, Took, told

NOW = datetime(2026, 11, 1, tzinfo=UTC)
TODAY = date(2026, 11, 1)
ROUNDS = 5
COMMAND_S, INSIDE_S, ADDED_S = 0.700, 0.100, 1.0
ASKED: list[dict[str, str]] = [
    {"by": "month"},
    {"by": "month", "of": "killed"},
    {"by": "admin1"},
    {"by": "weapon", "of": "killed"},
    {"by": "outlet"},
    {"by": "month", "and_by": "weapon"},
]
NEWS = "A roadside bomb hit a supply convoy in Babil on October 30, wounding two soldiers, police said."
FLAT = ("incident", "month", "admin1", "weapon", "killed_low", "killed_best", "killed_high")


def taken(run: Callable[[], Any]) -> tuple[Took, Any]:
    begun = time.perf_counter(), time.process_time()
    result = run()
    return Took(time.perf_counter() - begun[0], time.process_time() - begun[1]), result


class Figures:
    """Prints one line a figure, and remembers whether all limits hold and all figures are right."""

    def __init__(self) -> None:
        self.all_hold = True

    def told(self, name: str, times: Sequence[Took], limit_s: float | None = None) -> None:
        self.all_hold &= told(name, times, limit_s)

    def checked(self, name: str, found: object, wanted: object) -> None:
        if found != wanted:
            self.all_hold = False
            print(f"{name}\tWRONG: found {found}, not {wanted}", flush=True)


def named(asked: dict[str, str]) -> str:
    return " ".join(f"--{key.replace('_', '-')} {value}" for key, value in asked.items())


def fill(where: str, n: int, figures: Figures) -> None:
    """The ledger, through its public interface, and its first frame."""
    with Ledger.open(where) as ledger:
        took, added = taken(lambda: ledger.add(made(n), author="benchmark", now=NOW))
        print(f"ledger\t{n:,} reports\t{added.n_new:,} records\t{took.wall_s:.0f} s", flush=True)
        # Whoever adds through the pipeline has this done document by document.
        took, n_copies = taken(lambda: sum(1 for _ in pipeline.link_copies(ledger, author="benchmark", now=NOW)))
        print(f"looked through for copies\t{n_copies:,} found\t{took.wall_s:.0f} s", flush=True)
    print(f"size\t{Path(where).stat().st_size / 1e9:.2f} GB")
    figures.told("first count, which makes the frame", [taken(lambda: count(where, {"by": "month"}))[0]])


def count(where: str, asked: dict[str, str]) -> dict[str, Any]:
    """A count inside this process, in the contract's form."""
    table, _ = pipeline.count(
        where, theatre=pipeline.theatre("iraq"), codebook=codebook.load("attacks"), today=TODAY, **asked
    )
    return table.to_json()


def by_command(where: str, folder: Path, figures: Figures) -> None:
    fresh = Fresh(str(folder / "pyc"))
    for asked in ASKED:
        command = [PROGRAM, "count", "--ledger", where, "--theatre", "iraq", "--json", *named(asked).split()]
        figures.told(f"sijill count {named(asked)}", fresh.times(command, ROUNDS), COMMAND_S)


def inside(where: str, figures: Figures) -> None:
    for asked in ASKED:
        times = [taken(lambda: count(where, asked))[0] for _ in range(ROUNDS)]  # noqa: B023
        figures.told(f"pipeline.count {named(asked)}", times, INSIDE_S)


def one_document(where: str, figures: Figures) -> None:
    """From a text in hand to a right count: read it, add it, fold what it touches, count."""
    reader = RulesExtractor(pipeline.theatre("iraq"))
    before = count(where, {"by": "month"})["total"]["n_incidents"]
    times = []
    with Ledger.open(where) as ledger:
        for n in range(ROUNDS):
            document = Document(f"{NEWS} Report {n}.", "en", NOW, f"https://example.org/new/{n}", outlet="River Wire")

            def added_and_counted() -> dict[str, Any]:
                list(pipeline.add(ledger, [document], reader, author="benchmark", now=NOW))  # noqa: B023
                return count(where, {"by": "month"})

            took, answer = taken(added_and_counted)
            times.append(took)
            figures.checked("count after one document", answer["total"]["n_incidents"], before + n + 1)
    figures.told("one document to a right count", times, ADDED_S)


def flat_rows(where: str) -> list[tuple[Any, ...]]:
    """What the frame tells of the incidents that count, as one would keep it in a spreadsheet."""
    rules = codebook.load("attacks").sql()
    query = (
        "SELECT incident, strftime(start, '%Y-%m'), admin1, weapon, killed_low, killed_best, killed_high"  # noqa: S608
        f" FROM frame WHERE {rules}"
    )
    with pipeline.frame(where, pipeline.theatre("iraq")).connect() as connection:
        rows: list[tuple[Any, ...]] = connection.execute(query).fetchall()
    return rows


def peers(where: str, folder: Path, figures: Figures) -> None:
    """The same count of people killed by month: SQL over a flat table, and plain Python over a CSV file."""
    rows = flat_rows(where)
    wanted = {
        row["month"]: (row["low"], row["best"]) for row in count(where, {"by": "month", "of": "killed"})["rows"]
        if row["n_incidents"]
    }  # fmt: skip
    with closing(sqlite3.connect(folder / "flat.sqlite")) as flat:
        flat.execute(f"CREATE TABLE attack ({', '.join(FLAT)})")
        flat.executemany(f"INSERT INTO attack VALUES ({', '.join('?' * len(FLAT))})", rows)  # noqa: S608
        flat.commit()
        query = "SELECT month, sum(killed_low), sum(coalesce(killed_best, killed_low)) FROM attack GROUP BY month"
        found = [taken(lambda: flat.execute(query).fetchall()) for _ in range(ROUNDS)]
    figures.told("peer: SQLite GROUP BY over a flat table, killed by month", [took for took, _ in found])
    figures.checked("peer: SQLite", {month: (low, best) for month, low, best in found[-1][1]}, wanted)
    file = folder / "flat.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([FLAT, *rows])
    counted = [taken(lambda: by_hand(file)) for _ in range(ROUNDS)]
    figures.told("peer: plain Python over the CSV file, killed by month", [took for took, _ in counted])
    figures.checked("peer: plain Python", counted[-1][1], wanted)


def by_hand(file: Path) -> dict[str | None, tuple[int, int]]:
    """People killed by month, as one would write it by hand."""
    sums: dict[str | None, tuple[int, int]] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            low, best = sums.get(row["month"], (0, 0))
            least = int(row["killed_low"] or 0)
            sums[row["month"]] = (low + least, best + int(row["killed_best"] or least))
    return sums


def main(n: int, where: str, folder: Path) -> int:
    """Print the figures; 1 if a limit is broken or a figure is wrong."""
    figures = Figures()
    # Records refer to each other without circles: the collector would only walk them.
    gc.disable()
    fill(where, n, figures)
    gc.enable()
    by_command(where, folder, figures)
    inside(where, figures)
    peers(where, folder, figures)
    one_document(where, figures)
    return 0 if figures.all_hold else 1


if __name__ == "__main__":
    n_incidents = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as temporary:
        place = sys.argv[2] if len(sys.argv) > 2 else str(Path(temporary, "ledger.sijill"))
        sys.exit(main(n_incidents, place, Path(temporary)))
