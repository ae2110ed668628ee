"""What a text says beside the fields of its events: things, names, words, hours. So two tellings can be compared.

Things are what the pack's wording.toml lists under names that all packs share ("school", "bicycle"), so that texts of
two languages can be compared by them. Names are reduced to consonants that two scripts share: "Sherzad" and "شيرزاد"
are one. Words are stems, and are compared within a language. Each is a number whose last four bits say how much it
tells, in bits; how common a thing, a name or a word is was counted by eval/train_wording.py.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from sijill.lang import pack
from sijill.lang.lexicon import Matcher, load_lists
from sijill.lang.sounds import consonants

FILE: Final = "wording.toml"
COMMON: Final = "common.txt"
THINGS: Final = "things.json"
UNKNOWN_BITS: Final = 9
"""What a word that is not among the common ones tells."""
NAME_BITS: Final = (3, 6)
"""What a name of three consonants tells, and one of more."""
LEAST_NUMBER: Final = 3
_MOST_NUMBER = 400
_LEAST_NAME, _LEAST_WORD = 4, 3
_SHORT_NAME = 3
_WORD = re.compile(r"[^\W_]+")
_CAPITAL = re.compile(r"[A-Z][\w'’\-]*\w")
_FURTHER: Final = {"perhaps": 1, "surely": 2}
_OPENERS = '.!?:;|-–—"“(\n[«'
_CLOCK = re.compile(r"(?<![\d.:])(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?![\d:])\s?(?P<half>[ap]\.?m\b)?")
_HALF = re.compile(r"(?<![\d.:])(?P<h>1[0-2]|[1-9])\s?(?P<half>[ap])\.?m\b")
_BARE = re.compile(
    r"(?<![\d.,:/-])(?:(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d))(?P<local>L|\s?(?:hrs|hours|local))?(?![\d/%-])"
)
_POSTED = 3
"""Hours before the time at the head of a line on a live page in which what it tells is likely to have been."""
_NEAR = 28
"""Characters within which an hour in words stands before its part of the day."""


@dataclass(frozen=True, slots=True)
class Wording:
    """things, names, words: numbers, sorted; the last four bits of each are what it tells. numbers: those that the text
    says in figures or words, from LEAST_NUMBER on. hours: a bit for each.

    further: whether it speaks of another event of the kind: 0 no, 1 perhaps ("another"), 2 surely ("an hour after").
    """

    things: tuple[int, ...]
    names: tuple[int, ...]
    words: tuple[int, ...]
    numbers: tuple[int, ...]
    hours: int
    further: int


@dataclass(frozen=True, slots=True)
class _Lists:
    """A pack's own: matcher of its lists, the bits of its common stems."""

    matcher: Matcher
    common: Mapping[str, int]


def wording(text: str, language: str) -> Wording | None:
    """What a text says beside its fields; None where its language has no wording.toml."""
    lists = _lists(language)
    if lists is None:
        return None
    told = pack.load(language)
    clean = told.clean(text).text
    normal = told.normalise(clean)
    flat = normal.text
    tags = lists.matcher.find(normal)
    things = {tag.value for tag in tags if tag.section == "things"}
    covered = {flat[tag.start : tag.end] for tag in tags if tag.section in ("things", "hours", "clock")}
    stems = {told.stem(word): word for word in _WORD.findall(flat) if len(word) > _LEAST_WORD - 1}
    return Wording(
        things=_numbers(_thing(one) for one in things),
        names=_numbers(_names(clean, flat, told, lists, covered)),
        words=_numbers(
            (f"{language} {stem}", lists.common.get(stem, UNKNOWN_BITS)) for stem in stems if not stem.isdigit()
        ),
        numbers=tuple(sorted(_said(flat, told))),
        hours=_hours(flat, clean, [(t.start, t.end, t.section, t.value) for t in tags]),
        further=max((_FURTHER[tag.value] for tag in tags if tag.section == "further"), default=0),
    )


def is_common(word: str, language: str) -> bool:
    """Whether a word, in its flat form, is one that many reports have."""
    lists = _lists(language)
    return lists is not None and pack.load(language).stem(word) in lists.common


def named(names: Iterable[str]) -> tuple[int, ...]:
    """The numbers of names in Latin script, as `Wording.names` has them."""
    return _numbers(key for name in names for word in _WORD.findall(name.casefold()) for key in _key(word))


def things_of(numbers: Iterable[int]) -> list[str]:
    """The names of things by their numbers, in order."""
    return sorted(_by_number()[n] for n in numbers if n in _by_number())


def _said(flat: str, told: pack.LanguagePack) -> set[int]:
    found = (told.number_value(match).best for match in told.number.finditer(flat))
    return {n for n in found if n is not None and LEAST_NUMBER <= n <= _MOST_NUMBER}


def _numbers(told: Iterable[tuple[str, int]]) -> tuple[int, ...]:
    """Each word as a number that is the same in every run, with its bits in the last four."""
    return tuple(sorted({(zlib.crc32(word.encode()) & 0x7FFFFFF0) | min(15, bits) for word, bits in told if bits >= 0}))


def _names(
    clean: str, flat: str, told: pack.LanguagePack, lists: _Lists, covered: set[str]
) -> Iterator[tuple[str, int]]:
    """The consonants of each name: capitals in Latin script, in one without capitals every word that is uncommon."""
    if told.names == "ar":
        for word in _WORD.findall(flat):
            bits = lists.common.get(told.stem(word), UNKNOWN_BITS)
            if bits >= _LEAST_NAME and word not in covered:
                for form in _without_clitics(word, told.proclitics):
                    yield from _key(form)
        return
    for match in _CAPITAL.finditer(clean):
        before = clean[: match.start()].rstrip(" \t")
        opens = not before or before[-1] in _OPENERS
        for part in _WORD.findall(told.normalise(match.group()).text):
            bits = lists.common.get(told.stem(part), UNKNOWN_BITS)
            if part not in covered and bits >= _LEAST_NAME + 2 * opens:
                yield from _key(part)


def _key(word: str) -> Iterator[tuple[str, int]]:
    key = consonants(word)
    if len(key) >= _SHORT_NAME:
        # One figure for all languages, or two spellings of a name would be two numbers.
        yield f"name {key}", NAME_BITS[min(len(key), _SHORT_NAME + 1) - _SHORT_NAME]


def _without_clitics(word: str, proclitics: frozenset[str]) -> Iterator[str]:
    yield word
    for clitic in proclitics:
        if word.startswith(clitic) and len(word) - len(clitic) >= _SHORT_NAME:
            yield word[len(clitic) :]


def _hours(flat: str, clean: str, tags: Iterable[tuple[int, int, str, str]]) -> int:
    """The hours that a text names, as bits 0 to 23."""
    told = list(tags)
    spans = [(start, end, *map(int, value.split("-"))) for start, end, section, value in told if section == "hours"]
    bits, exact = 0, 0
    for _, end, section, value in told:
        if section == "clock":
            part = next((p for p in spans if 0 <= p[0] - end <= _NEAR), None)
            if part is not None:
                hour = next((h for h in (int(value), int(value) + 12) if part[2] <= h <= part[3]), None)
                exact |= _mask(hour, hour + 1) if hour is not None else 0
    for pattern in (_CLOCK, _HALF, _BARE):
        for match in pattern.finditer(clean):
            found = match.groupdict()
            hour, half = int(found["h"]), (found.get("half") or "")[:1].lower()
            if pattern is _BARE and not found["local"] and found["h"] + found["m"] > "1900" < "2100":
                continue
            if half:
                hour = hour % 12 + 12 * (half == "p")
            posted = match.start() == 0 and pattern is _CLOCK
            exact |= _mask(hour - _POSTED, hour + 1) if posted else _mask(hour, hour + 1)
    for _, _, low, high in spans:
        bits |= _mask(low, high)
    return exact or bits


def _mask(low: int, high: int) -> int:
    mask = 0
    for hour in range(low, max(high, low + 1)):
        mask |= 1 << hour % 24
    return mask


@lru_cache(maxsize=8)
def _lists(language: str) -> _Lists | None:
    told = pack.load(language)
    file = told.folder / FILE
    if not file.is_file():
        return None
    lists = load_lists(file)
    entries = (
        (section, value, phrase)
        for section, values in lists.items()
        for value, phrases in values.items()
        for phrase in phrases
    )
    return _Lists(Matcher(entries, told.normalise, told.proclitics), _common(told.folder / COMMON))


def _common(file: Path) -> Mapping[str, int]:
    """Stems by bits: each line of the file is a number and the stems that tell so many."""
    if not file.is_file():
        return {}
    rows = (line.split() for line in file.read_text("utf-8").splitlines())
    return {stem: int(row[0]) for row in rows for stem in row[1:]}


def _thing(name: str) -> tuple[str, int]:
    return f"thing {name}", _things().get(name, UNKNOWN_BITS - 2)


@lru_cache(maxsize=1)
def _by_number() -> Mapping[int, str]:
    return {number: name for name in _things() for number in _numbers([_thing(name)])}


@lru_cache(maxsize=1)
def _things() -> Mapping[str, int]:
    file = Path(__file__).with_name(THINGS)
    return json.loads(file.read_text("utf-8")) if file.is_file() else {}


__all__ = ["Wording", "named", "things_of", "wording"]
