"""Patterns compiled when first asked, and a first text that is searched for the phrases it may hold."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module
from typing import Any

import pytest

import sijill.lang
from sijill.lang import later, politics
from sijill.lang.lexicon import Matcher
from sijill.lang.normal import latin
from sijill.lang.pack import installed, load


def patterns_in(value: Any, seen: set[int]) -> Iterator[Any]:
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, later._Later):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from patterns_in(getattr(value, field.name), seen)
    elif isinstance(value, dict):
        for one in value.values():
            yield from patterns_in(one, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from patterns_in(one, seen)


@pytest.mark.parametrize("code", installed())
def test_every_pattern_of_a_language_compiles(code: str) -> None:
    folder = sijill.lang.__path__[0] + "/" + code
    modules = [import_module(f"sijill.lang.{code}")]
    modules += [import_module(f"sijill.lang.{code}.{m.name}") for m in pkgutil.iter_modules([folder])]
    seen: set[int] = set()
    found = [p for module in modules for p in patterns_in(list(vars(module).values()), seen)]
    found += patterns_in([politics.load(code)], seen)
    assert len(found) > 20
    for pattern in found:
        assert re.compile(pattern.pattern).groups == pattern.groups


def test_it_does_what_a_pattern_does() -> None:
    pattern = later.pattern(r"(?P<word>ab+)", re.IGNORECASE)
    assert pattern.pattern == r"(?P<word>ab+)"
    assert (found := pattern.search("x ABB")) and found["word"] == "ABB"
    assert pattern.sub("-", "ab abb") == "- -"


def test_a_broken_pattern_says_so_when_asked() -> None:
    with pytest.raises(re.error, match="unterminated"):
        later.pattern("(ab").match("ab")


@pytest.mark.parametrize("code", installed())
def test_the_first_text_is_read_as_any_other(code: str) -> None:
    pack = load(code)
    entries = [(s, v, p) for s, values in pack.lists.items() for v, ps in values.items() for p in ps[:40]]
    matcher, warm = (Matcher(entries, pack.normalise, pack.proclitics) for _ in range(2))
    warm.find(latin("nothing"))
    text = ". ".join(p for _, _, p in entries[::7]) + ". والعبوة 3killed Car-Bombs; the U.S. police's post"
    normal = pack.normalise(pack.clean(text).text)
    told = matcher.find(normal)
    assert told == warm.find(normal)
    assert told == matcher.find(normal)
    assert len(told) > 100
