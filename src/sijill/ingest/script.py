"""The language of a text by the share of its scripts, for texts that do not name it."""

from __future__ import annotations

import re
from typing import Final

_ARABIC_SCRIPT: Final = re.compile(
    r"[\u0621-\u064A\u066E-\u06D3\u06D5\u06FA-\u06FF\u0750-\u077F\uFB50-\uFDFB\uFE70-\uFEFC]"
)
_LATIN_SCRIPT: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-\u024F\u1E00-\u1EFF]")
_SORANI: Final = re.compile("[ێۆڕڵەڤ]")
_PERSIAN: Final = re.compile("[پژگکی]")
# Arabic as printed has no letter of these; Persian text has one in ten or more, Sorani one in five.
_FOREIGN_SHARE: Final = 0.05
_SAMPLE: Final = 20_000
"""Characters that are looked at: more change the answer of no document but one that changes its language."""


def language_of(text: str) -> str | None:
    """Guess the language by script: "ar" or "en", or "fa" or "ckb" by their own letters; None without letters.

    Any text in Latin script is "en": script alone cannot tell French. Say the language where it matters.
    """
    text = text[:_SAMPLE]
    n_arabic = len(_ARABIC_SCRIPT.findall(text))
    n_latin = len(_LATIN_SCRIPT.findall(text))
    if n_arabic <= n_latin:
        return "en" if n_latin else None
    if len(_SORANI.findall(text)) > _FOREIGN_SHARE * n_arabic:
        return "ckb"
    if len(_PERSIAN.findall(text)) > _FOREIGN_SHARE * n_arabic:
        return "fa"
    return "ar"
