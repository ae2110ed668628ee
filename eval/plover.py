"""Score PLOVER's gold sentences: python eval/plover.py [SET] [--all]

SET is held (default) or seen, of shared/data/plover_gsr_dev.jsonl: the rules were written with the sentences on even
lines in sight (seen), and never with those on odd lines (held). Reads each sentence the way `sijill read` does, scores
with shared/bench/score_plover.py, and prints type accuracy, actor recall and actor precision. Only the figures of held
say anything about quality.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA, SCORER = SHARED / "data" / "plover_gsr_dev.jsonl", SHARED / "bench" / "score_plover.py"
SETS = {"held": 1, "seen": 0}
"""The remainder of a line's number, counted from 1, divided by 2."""
_FIGURES = {
    "actor_recall": re.compile(r"^actor recall ([\d.]+)", re.MULTILINE),
    "actor_precision": re.compile(r"^actor recall .* precision ([\d.]+)", re.MULTILINE),
    "type_accuracy": re.compile(r"^type accuracy ([\d.]+)", re.MULTILINE),
}


def output(name: str) -> str:
    """What the scorer says of a set. Raises FileNotFoundError if the data or the scorer are not there."""
    for path in (DATA, SCORER):
        if not path.is_file():
            raise FileNotFoundError(path)
    lines = DATA.read_text("utf-8").splitlines(keepends=True)
    with tempfile.TemporaryDirectory() as folder:
        gold, texts, told = (Path(folder) / f"{part}.jsonl" for part in ("gold", "texts", "told"))
        gold.write_text("".join(line for n, line in enumerate(lines, 1) if n % 2 == SETS[name]), "utf-8")
        with texts.open("w", encoding="utf-8") as out:
            subprocess.run([sys.executable, str(SCORER), "--texts", str(gold)], stdout=out, check=True)
        with told.open("w", encoding="utf-8") as out:
            reading = [str(Path(sys.executable).with_name("sijill")), "read", str(texts), "--theatre", "world"]
            subprocess.run(reading, stdout=out, check=True)
        scoring = [sys.executable, str(SCORER), str(gold), str(told)]
        return subprocess.run(scoring, capture_output=True, text=True, check=True).stdout


def figures(said: str) -> dict[str, float]:
    """The figures of the scorer's output."""
    return {name: float(found[1]) for name, pattern in _FIGURES.items() if (found := pattern.search(said))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="?", default="held", choices=tuple(SETS))
    parser.add_argument("--all", action="store_true", help="print all that the scorer says")
    asked = parser.parse_args()
    try:
        said = output(asked.set)
    except FileNotFoundError as missing:
        sys.exit(f"cannot run without {missing}")
    if asked.all:
        print(said)
    for name, value in figures(said).items():
        print(f"{asked.set} {name} {value:.3f}")


if __name__ == "__main__":
    main()
