"""By what a text is known to be in a language that has a pack: its script, and small words; no grammar is loaded."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Looks:
    """What texts of one language look like. assumed: whether a text too short to tell is taken for it."""

    code: str
    script: str
    small: frozenset[str]
    assumed: bool


@lru_cache(maxsize=1)
def looks() -> tuple[Looks, ...]:
    """What texts of each installed language look like, from `[language]` in its layout.toml, in order of code."""
    folders = sorted(resources.files("sijill.lang").iterdir(), key=lambda entry: entry.name)
    found = []
    for folder in folders:
        layout = folder.joinpath("layout.toml")
        if layout.is_file():
            told = tomllib.loads(layout.read_text("utf-8"))["language"]
            found.append(
                Looks(folder.name, told["script"], frozenset(told.get("small", ())), told.get("assumed", False))
            )
    return tuple(found)
