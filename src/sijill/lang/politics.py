"""The words of political reporting in one language: what was done to whom, standing ties, and the names between.

A pack's `politics.toml` has `[words]` (small words and nouns around names), `[[deeds]]` (verbs of interactions, each
list of one type and mode), `[[ties]]` (turns of phrase for standing relations). A language without one tells of none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from sijill.errors import BadPack
from sijill.lang import later
from sijill.lang.lexicon import expand
from sijill.model import vocabulary

_TAIL = " … "
"""Stands in a phrase for words between its parts: "talk … out of"."""
_REACH = 110
"""How far, in characters, the second part of a phrase may stand behind the first."""

_NEAR = 55
"""The same for a small word such as "to"."""
_SMALL = 3
_ENDS = re.compile(r"(?<!\b\w)[.;?!]\s")


@dataclass(frozen=True, slots=True)
class Deed:
    """What a list of verbs tells. mode may be None.

    to: what may stand before who it is done to, "" for nothing. sides: who stands behind acts too ("met with").
    by: who acts is told behind, as after "by"; whoever stands before suffers.
    leans: counts only where who acts is named beside it, as its verbs are nouns too.
    people: counts only where the other side is a person: "received the envoy", not "received weapons".
    """

    type: str
    mode: str | None
    to: tuple[str, ...]
    sides: bool = False
    by: bool = False
    leans: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb, in its flat form. tail: what must follow within a clause, None if nothing must."""

    head: str
    tail: str | None
    deed: Deed


@dataclass(frozen=True, slots=True)
class TieFrame:
    """A turn of phrase for a tie: a pattern over flat text between the two names.

    shape: "a_b" (subject, words, object), "b_a" (object, words, subject); before: words that stand ahead of both.
    """

    type: str
    shape: str
    before: re.Pattern[str] | None
    between: re.Pattern[str]
    after: re.Pattern[str] | None
    hedged: bool
    people: bool
    """Whether the subject must be a person."""


@dataclass(frozen=True, slots=True)
class Politics:
    """What a language's `politics.toml` says."""

    verb_first: bool
    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    """By the first word of the head, the longest first."""
    proclitics: frozenset[str]
    """What a name may be written together with: the Arabic "and", "to", "with"."""
    verb_proclitics: frozenset[str]
    """What a verb may be written together with: the Arabic "and", the mark of the future."""
    ties: tuple[TieFrame, ...]
    types: Mapping[str, str]
    """The actor type that a noun says: "soldiers" military."""
    kinds: dict[tuple[str, bool, bool, bool], tuple[str, int]] = field(default_factory=dict, compare=False, repr=False)
    """What words were found to be before: by flat form, capital, whether they open a sentence, capitals throughout."""
    openers: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)
    """Which words were found to begin a phrase of a deed, and which not."""

    def known(self, section: str, word: str) -> bool:
        return word in self.words.get(section, ())


@lru_cache(maxsize=8)
def load(code: str) -> Politics | None:
    """The words of a language, by its ISO 639-1 code; None if its pack has none."""
    file = resources.files("sijill.lang").joinpath(code, "politics.toml")
    if not file.is_file():
        return None
    told = tomllib.loads(file.read_text("utf-8"))
    phrases = _phrases(str(file), told.get("deeds", ()))
    words = {name: frozenset(p for w in listed for p in expand(w)) for name, listed in told.get("words", {}).items()}
    return Politics(
        verb_first=bool(told.get("verb_first", False)),
        words=words,
        patterns={name: later.pattern(words) for name, words in told.get("patterns", {}).items()},
        phrases=phrases,
        proclitics=frozenset(told.get("proclitics", ())),
        verb_proclitics=frozenset(told.get("verb_proclitics", ())),
        ties=tuple(_tie(frame, told.get("macros", {})) for frame in told.get("ties", ())),
        types={word: kind for kind, listed in told.get("types", {}).items() for w in listed for word in expand(w)},
    )


def _phrases(path: str, listed: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    seen: dict[str, str] = {}
    for entry in listed:
        kind, _, mode = str(entry["is"]).partition("/")
        modes = vocabulary.INTERACTION_MODES.get(kind)
        if modes is None or (mode and mode not in modes):
            raise BadPack(f"{path}: no interaction {entry['is']!r}; see the closed list of types and modes")
        deed = Deed(
            kind, mode or None, tuple(entry.get("to", ("",))), bool(entry.get("sides", False)),
            bool(entry.get("by", False)), bool(entry.get("leans", False)), bool(entry.get("people", False)),
        )  # fmt: skip
        for phrase in (p for verb in entry["verbs"] for p in expand(verb)):
            if seen.setdefault(phrase, str(entry["is"])) != entry["is"]:
                raise BadPack(f"{path}: {phrase!r} is both {seen[phrase]} and {entry['is']}")
            head, _, tail = (part.strip() for part in phrase.partition(_TAIL.strip()))
            found.setdefault(head.split(" ")[0], []).append(Phrase(head, tail or None, deed))
    # Of two phrases that fit, the one that says more counts.
    return {first: tuple(sorted(ps, key=lambda p: (-len(p.head), -len(p.tail or "")))) for first, ps in found.items()}


def _tie(entry: Mapping[str, Any], macros: Mapping[str, str]) -> TieFrame:
    def pattern(name: str, form: str) -> re.Pattern[str] | None:
        told = entry.get(name)
        if told is None:
            return None
        for macro, words in macros.items():
            told = told.replace(f"<{macro}>", words)
        return later.pattern(form.format(told))

    between = pattern("between", "(?:{})")
    if entry.get("type") not in vocabulary.TIE_TYPES or between is None:
        raise BadPack(f"no tie {entry.get('type')!r} with words between the two names")
    return TieFrame(
        str(entry["type"]), str(entry.get("shape", "a_b")), pattern("before", "(?:{})$"), between,
        pattern("after", "(?:{})"), bool(entry.get("hedged", False)), bool(entry.get("people", False)),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _whole(words: str) -> re.Pattern[str]:
    spaced = re.escape(words).replace(r"\ ", r"\s")
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)")


def tail_at(phrase: Phrase, flat: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the second part of a phrase stands within [start, end); (start, start) if it has none, None if missing."""
    if phrase.tail is None:
        return start, start
    stop = min(end, start + (_REACH if len(phrase.tail) > _SMALL else _NEAR))
    found = _whole(phrase.tail).search(flat, start, stop)
    if found is None or _ENDS.search(flat, start, found.start()):
        return None
    return found.span()


__all__ = ["Deed", "Phrase", "Politics", "TieFrame", "load", "tail_at"]
