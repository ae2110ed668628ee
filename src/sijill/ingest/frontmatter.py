"""Front matter: `key: value` lines between two lines of three hyphens, before the text."""

from __future__ import annotations

import re
from typing import Final

KEYS: Final = ("outlet", "url", "published", "language", "lang", "author", "title")

_BLOCK: Final = re.compile(r"---[ \t]*\r?\n(?P<lines>(?:.*\r?\n){0,100}?)---[ \t]*(?:\r?\n|\Z)")
_LINE: Final = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*\r?\n?")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Give the front matter's values and the text after it; ({}, text) if the text does not begin with one.

    Keys are lower case; unknown ones and lines that are not `key: value` (a YAML list) are passed over. A pair of
    hyphen lines around prose, or around none of KEYS, is text, not front matter.
    """
    found = _BLOCK.match(text)
    if not found:
        return {}, text
    told: dict[str, str] = {}
    for line in found["lines"].splitlines():
        if not line.strip() or line[0] in " \t#-":
            continue
        pair = _LINE.fullmatch(line)
        if not pair:
            return {}, text
        if pair["key"].lower() in KEYS and (value := _unquoted(pair["value"] or "")):
            told[pair["key"].lower()] = value
    return (told, text[found.end() :]) if told else ({}, text)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value.strip()
