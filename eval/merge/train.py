"""Train the weights that the library ships: python eval/merge/train.py (needs Splink and ../shared/data)

Reports of attacks in Iraq in 2006 and of events in Syria in 2016, with the generator's noise and seeds that no figure
is quoted for. Writes src/sijill/dedupe/weights.json.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import events
import generate
from score import rows_of

from sijill.dedupe import training

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "sijill" / "dedupe" / "weights.json"
NOTE = "Splink 5, no labels: reports generated from attacks in Iraq 2006 and events in Syria 2016, seed 101"


def main() -> None:
    rng = random.Random(101)
    rows = []
    for found in (events.iraq(1500, rng), events.syria(1500, rng, until="2016-12-31")):
        rows += rows_of(generate.reports(found, rng), found)
    model = training.train(rows, note=NOTE)
    WEIGHTS.write_text(json.dumps(model.to_json(), indent=1) + "\n", "utf-8")
    for comparison in model.comparisons:
        print(comparison.name, {level.name: round(level.bits, 1) for level in comparison.levels})
    print(f"companions {model.companions}")


if __name__ == "__main__":
    main()
