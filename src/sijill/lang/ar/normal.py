"""Normalise Arabic for matching: letters written several ways become one, and the article goes.

"والعبوة" is matched as "وعبوه" and "للجيش" as "لجيش": what may stand before a phrase is then one of `PROCLITICS`.
"""

from __future__ import annotations

import re
import unicodedata

from sijill.lang.normal import Normalised, without

ARTICLE = "ال"
PROCLITICS = frozenset("و ف ب ل ك وب ول وك فب فل فك س وس فس".split())
"""And, so, with, for, as, and the mark of the future, alone and one after another."""

_MARKS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]+"
)
_FOLDED = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئ", "ي"),
    **dict.fromkeys("گڭ", "ك"),
    "ک": "ك", "ة": "ه", "ۀ": "ه", "ؤ": "و", "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف",
}  # fmt: skip
# Three letters must remain: "الله" and "التي" are no articled words. Of "للجيش" the second ل is what is left of ال.
_ARTICLES = re.compile(
    r"(?:(?<![^\W\d_])|(?<=\b[وفبك])|(?<=\b[وف][بك]))ال(?=[^\W\d_]{3})|(?:(?<=\bل)|(?<=\b[وف]ل))ل(?=[^\W\d_]{3})"
)
# The father of somebody, as a name begins, in any case: "أبي مهدي" and "أبا مهدي" are "أبو مهدي".
_FATHER = re.compile(r"(?<=\bاب)[يا](?= \w)|(?<=\b[وفبلك]اب)[يا](?= \w)")


class _Table(dict[int, str]):
    """One character for one, worked out once each."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _FOLDED:
            out = _FOLDED[char]
        elif char.isdecimal():
            out = str(unicodedata.decimal(char))
        elif char.isspace() or char in "-‐‑‒–—−/_":
            out = " "
        else:
            out = char.lower()[:1]
        self[code] = out
        return out


_TABLE = _Table()


def clean(text: str) -> Normalised:
    """The text without vowel signs, stretching and marks of no width."""
    return without(text, _MARKS)


def normalise(text: str) -> Normalised:
    """A clean text, or a phrase, as phrases are matched."""
    return without(_FATHER.sub("و", text.translate(_TABLE)), _ARTICLES)
