"""Texts without labels, for what a teacher makes of them: python eval/encoder/bare.py FILE

Appends to the examples in FILE the messages of shared/data/muc4/train.jsonl in pieces of some 1,100 letters, as
sentences with small letters, cut into clauses; nothing of their labels.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from examples import report

MESSAGES = Path(__file__).resolve().parents[3] / "shared" / "data" / "muc4" / "train.jsonl"
LONG, MOST = 1100, 2
"""How long a piece may be, and how many of a message are taken."""
_NOTE = re.compile(r"\[[A-Z ,]+\]")
_SENTENCE = re.compile(r"(^|[.!?]\s+)([a-z])")


def pieces(message: str) -> Iterator[str]:
    """A message by its paragraphs, a few at a time."""
    held = ""
    for paragraph in (" ".join(p.split()) for p in message.split("\n\n")):
        plain = _SENTENCE.sub(lambda m: m[1] + m[2].upper(), _NOTE.sub("", paragraph).lower()).strip()
        if held and len(held) + len(plain) > LONG:
            yield held
            held = ""
        held = "\n".join(filter(None, (held, plain)))
    if held:
        yield held


def main() -> None:
    with Path(sys.argv[1]).open("a", encoding="utf-8") as out:
        for line in MESSAGES.read_text("utf-8").splitlines():
            for piece in [*pieces(json.loads(line)["text"])][:MOST]:
                row = {"lang": "en", "theatre": "world", "published": "1990-01-01", "text": piece, "incidents": []}
                told = report("muc4/train", row)
                clauses = [{**clause, "what": None} for clause in told["clauses"]]
                bare = {**told, "clauses": clauses, "firsts": None, "bare": True}
                out.write(json.dumps(bare, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
