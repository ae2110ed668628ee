"""Words that may tell of an interaction or a tie in one language, every form of them, from a pack's `signs.toml`.

A pack with one has a `forms.py` beside it: `forms(verb)` gives every form of a verb with what it is. What a word tells,
if anything, is judged by what stands around it; nothing is told by a list alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, resources
from typing import Any

from sijill.errors import BadPack
from sijill.lang.lexicon import expand
from sijill.model import vocabulary

_GAP = " … "
Written = tuple[str, str, str]
"""A form, what it is, and the entry it comes from."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A word or phrase that may tell of something, in its flat form.

    words: its first words; tail: those that must follow within the clause, () if none. type, mode: what it may tell of;
    tie: whether that is a tie. form: noun, or which form of the verb. root: the entry of the list it comes from.
    """

    words: tuple[str, ...]
    tail: tuple[str, ...]
    type: str
    mode: str | None
    tie: bool
    form: str
    root: str


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a language by their first word, the longest first."""

    by_word: Mapping[str, tuple[Sign, ...]]


@lru_cache(maxsize=8)
def load(code: str) -> Signs | None:
    """The signs of a language, by its ISO 639-1 code; None if its pack has none. Raises BadPack."""
    file = resources.files("sijill.lang").joinpath(code, "signs.toml")
    if not file.is_file():
        return None
    forms = import_module(f"sijill.lang.{code}.forms").forms
    found: dict[str, list[Sign]] = {}
    for entry in tomllib.loads(file.read_text("utf-8"))["signs"]:
        kind, mode, tie = _kind(str(file), entry)
        for written, form, root in _written(entry, forms):
            head, _, tail = written.partition(_GAP)
            sign = Sign(tuple(head.split()), tuple(tail.split()), kind, mode, tie, form, root)
            found.setdefault(sign.words[0], []).append(sign)
    ranked = {word: tuple(sorted(signs, key=lambda s: -len(s.words) - len(s.tail))) for word, signs in found.items()}
    return Signs(ranked)


def _kind(path: str, entry: Mapping[str, Any]) -> tuple[str, str | None, bool]:
    if "tie" in entry:
        if entry["tie"] not in vocabulary.TIE_TYPES:
            raise BadPack(f"{path}: no tie {entry['tie']!r}; see the closed list of types")
        return str(entry["tie"]), None, True
    kind, _, mode = str(entry.get("is", "")).partition("/")
    modes = vocabulary.INTERACTION_MODES.get(kind)
    if modes is None or (mode and mode not in modes):
        raise BadPack(f"{path}: no interaction {entry.get('is')!r}; see the closed list of types and modes")
    return kind, mode or None, False


def _written(entry: Mapping[str, Any], forms: Callable[[str], Iterator[tuple[str, str]]]) -> Iterator[Written]:
    for verb in entry.get("verbs", ()):
        yield from ((written, form, str(verb)) for written, form in forms(verb))
    for noun in entry.get("nouns", ()):
        yield from ((written, "noun", str(noun)) for written in expand(noun))


__all__ = ["Sign", "Signs", "load"]
