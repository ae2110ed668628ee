"""A text flattened character by character, so that patterns match it and its offsets stay."""

from __future__ import annotations

import unicodedata

# Letters written two ways, and signs that Latin script has another form of.
_ARABIC_FLAT = {"ة": "ه", "ى": "ي", "ٱ": "ا", "ی": "ي", "ک": "ك", "،": ",", "؛": ";", "؟": "?", "٪": "%", "ـ": " "}


class _FlatTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in "‐‑‒–—−":
            out = "-"
        elif char in "’‘ʻʼʿʾ`´′‛ʹ":
            out = "'"
        elif char in "“”„«»":
            out = '"'
        elif char == "_":
            # Emphasis is written either way; to a pattern the one is a letter.
            out = "*"
        elif char in _ARABIC_FLAT:
            out = _ARABIC_FLAT[char]
        elif char.isdecimal():
            out = str(unicodedata.decimal(char))
        elif char != "\n" and char.isspace():
            out = " "
        elif unicodedata.category(char) in {"So", "Cf", "Mn", "Sk"}:
            out = " "
        else:
            out = (unicodedata.normalize("NFKD", char)[:1].lower() or char)[:1]
        self[code] = out
        return out


_FLAT = _FlatTable()


def flatten(text: str) -> str:
    """The text lower-cased and unaccented character by character: offsets stay, dashes become hyphens."""
    return text.translate(_FLAT)
