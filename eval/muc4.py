"""Score MUC-4: python eval/muc4.py [SET] [--all]

SET is dev (default) or train, of shared/data/muc4. Reads each message the way `sijill read --theatre world --codebook
muc4` does, scores with shared/bench/score_muc4.py, and prints the exact micro F1 over the five roles, the one over all
six slots and the F1 of the type; --all prints all that the scorer says. train says nothing about quality: the reader
has learned from it.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA, SCORER = SHARED / "data" / "muc4", SHARED / "bench" / "score_muc4.py"
_FIGURES = {
    "exact.roles_f1": re.compile(r"^exact roles micro F1 ([\d.]+)", re.MULTILINE),
    "exact.f1": re.compile(r"^exact micro F1 ([\d.]+)", re.MULTILINE),
    "type_f1": re.compile(r"^exact\s+type .* F1 ([\d.]+)", re.MULTILINE),
}


def output(name: str) -> str:
    """What the scorer says of a set. Raises FileNotFoundError if the set or the scorer is not there."""
    gold = DATA / f"{name}.jsonl"
    for path in (gold, SCORER):
        if not path.is_file():
            raise FileNotFoundError(path)
    reading = [
        str(Path(sys.executable).with_name("sijill")),
        "read",
        str(gold),
        "--theatre",
        "world",
        "--codebook",
        "muc4",
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as told:
        subprocess.run(reading, stdout=told, check=True)
        scoring = [sys.executable, str(SCORER), str(gold), told.name]
        return subprocess.run(scoring, capture_output=True, text=True, check=True).stdout


def figures(said: str) -> dict[str, float]:
    """The headline of the scorer's output."""
    return {name: float(found[1]) for name, pattern in _FIGURES.items() if (found := pattern.search(said))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="?", default="dev", choices=("dev", "train"))
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
