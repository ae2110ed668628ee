"""Which labelled texts the encoder has not learned from: what weighs its shares is fitted on these alone.

`eval/encoder/train.py --held` is given the same (`python eval/unlearned.py` prints it).
"""

from __future__ import annotations

from pathlib import Path

LANGUAGES = ("en", "ar")
LAST = {"dev3/en-h": 75, "dev3/ar-h": 75} | {f"train/{lang}-{x}": 20 for lang in LANGUAGES for x in "nopqrstuvwx"}
LAST |= {f"words/{lang}-{x}": 15 for lang in LANGUAGES for x in "defghi"}
LAST |= {f"train/{lang}-{x}": 80 for lang in LANGUAGES for x in "yz"}
LAST |= {f"train/{lang}-{x}": 25 for lang in LANGUAGES for x in ("aa", "ab", "ac", "ad")}
LAST |= {"train/ar-ac": 68, "train/ar-ad": 43, "train/en-ae": 160, "train/ar-ae": 160}
LAST |= {f"train/{lang}-{x}": 30 for lang in LANGUAGES for x in ("af", "ag", "ah", "ai")}
LAST |= {f"words/{lang}-{x}": 80 for lang in LANGUAGES for x in "jk"}
LAST |= {f"words/{lang}-{x}": 20 for lang in LANGUAGES for x in "lmno"}
LAST |= {f"words/{lang}-{x}": 30 for lang in LANGUAGES for x in "pqr"}
PLAIN = {"plain": "ab", "plain2": "c", "manners": "a", "manners2": "b"}
PLAIN |= {"manners3": "c", "manners4": "d", "manners5": "e", "manners6": "f", "manners7": "g"}
POLITICS = {"plain": "ab", "plain2": "c", "plain3": "d"}
LAST |= {f"{name}/{lang}-{x}": 30 for name, files in PLAIN.items() for lang in LANGUAGES for x in files}
LAST |= {f"manners{n}/{lang}-{x}": 50 for n, x in zip((3, 4, 5, 6, 7), "cdefg", strict=True) for lang in LANGUAGES}
LAST |= {f"interactions/{name}/{lang}-{x}": 25 for name, files in POLITICS.items() for lang in LANGUAGES for x in files}
"""How many texts at the end of a file it has not learned from, where it has from the others."""


def name_of(file: Path) -> str:
    """What a file of eval/reports or eval/interactions is called here: politics have sets of the names of news."""
    name = f"{file.parent.name}/{file.stem}"
    return (
        f"interactions/{name}" if file.parent.parent.name == "interactions" and file.parent.name in POLITICS else name
    )


def lines(file: Path) -> list[str]:
    """The texts of a file of eval/reports or eval/interactions that the encoder has not learned from."""
    told = [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    return told[-LAST.get(name_of(file), 0) :]


if __name__ == "__main__":
    print("dev3/en-i dev3/ar-i", *(f"{file}:{last}" for file, last in LAST.items()))

__all__ = ["LAST", "PLAIN", "POLITICS", "lines", "name_of"]
