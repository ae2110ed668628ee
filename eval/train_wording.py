"""Count how common things, names and words are in reports: python eval/train_wording.py

Over the labelled reports and sentences that readers are trained on. Writes src/sijill/lang/things.json, what each
thing tells in bits (over both languages), and src/sijill/lang/CODE/common.txt, the stems that tell less than others.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

from sijill.lang import pack, wording

HERE = Path(__file__).resolve().parent
LANG = HERE.parent / "src" / "sijill" / "lang"
FILES = ("reports/train/{}-*.jsonl", "reports/dev*/{}-*.jsonl", "sentences/{}-*.jsonl")
LEAST = 2
MOST_THING = 8


def main() -> None:
    things: Counter[str] = Counter()
    n_all = 0
    for code in ("en", "ar"):
        told = pack.load(code)
        stems: Counter[str] = Counter()
        n = 0
        for pattern in FILES:
            for file in sorted(HERE.glob(pattern.format(code))):
                for line in file.read_text("utf-8").splitlines():
                    flat = told.normalise(told.clean(json.loads(line)["text"]).text)
                    n += 1
                    stems.update({told.stem(word) for word in re.findall(r"[^\W_]+", flat.text)})
                    found = wording._lists(code).matcher.find(flat)
                    things.update({tag.value for tag in found if tag.section == "things"})
        n_all += n
        by: dict[int, list[str]] = defaultdict(list)
        for stem, count in stems.items():
            bits = int(math.log2(n / count))
            if count >= LEAST and bits < wording.UNKNOWN_BITS and not stem.isdigit():
                by[max(0, bits)].append(stem)
        rows = (f"{bits} {' '.join(sorted(by[bits]))}" for bits in sorted(by))
        (LANG / code / wording.COMMON).write_text("\n".join(rows) + "\n", "utf-8")
    bits = {one: min(MOST_THING, round(math.log2(n_all / (count + 2)))) for one, count in sorted(things.items())}
    (LANG / wording.THINGS).write_text(json.dumps(bits, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
