"""Front matter: `key: value` lines between two lines of three hyphens, before the text; or bare at its head."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from sijill.ingest.pasted import time_of

KEYS: Final = ("outlet", "url", "published", "language", "lang", "author", "title")

_BLOCK: Final = re.compile(r"---[ \t]*\r?\n(?P<lines>(?:.*\r?\n){0,100}?)---[ \t]*(?:\r?\n|\Z)")
_LINE: Final = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*\r?\n?")
_MOST_LINES, _LONGEST = 10, 4000
"""How many lines, and how many characters, such a head may have."""
_NAMED: Final = re.compile(r"[*_]*(?P<key>[^\W\d_][^\n:*_]{0,20}?)[*_]*\s?:[*_]*\s+(?P<value>\S.*?)\s*")
_NAMES: Final = {
    "title": ("title", "headline", "subject", "العنوان", "عنوان", "الموضوع"),
    "published": ("published", "date", "posted", "date published", "التاريخ", "تاريخ", "تاريخ النشر"),
    "author": ("author", "by", "from", "الكاتب", "بقلم", "من"),
    "outlet": ("outlet", "publication", "الناشر"),
    "url": ("url", "link", "الرابط"),
    "": ("to", "tags", "category", "إلى", "وسوم"),
}
"""What lines at the head of a text that no hyphens part from it may be named."""


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


def head_lines(text: str) -> dict[str, str]:
    """What the first lines of a text say of it, if each is `name: value` and one gives the title; the text keeps them.

        Title: The week in Diyala
        Date: 4 October 2016

    A day that cannot be read is passed over: no one set the lines out for this library.
    """
    lines = [*takewhile(str.strip, text[:_LONGEST].lstrip().splitlines())]
    pairs = [_NAMED.fullmatch(line) for line in lines] if len(lines) <= _MOST_LINES else []
    told: dict[str, str] = {}
    for pair in pairs:
        key = next((key for key, names in _NAMES.items() if pair and pair["key"].lower() in names), None)
        if pair is None or key is None:
            return {}
        told.setdefault(key, _unquoted(pair["value"]))
    day = time_of(told.pop("published", ""))
    told.pop("", None)
    return {**told, **({"published": day} if day else {})} if "title" in told else {}


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value.strip()
