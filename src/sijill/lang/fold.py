"""Fold place and actor names to one comparable form.

The gazetteer stores folded names, and whoever looks a name up folds it first: both sides must use
this function. A change here changes every stored gazetteer, so rebuild them with it.
"""

import unicodedata
from functools import lru_cache
from typing import Final

# Joined by a hyphen only: "An Giang" and "Ad Dawr" keep their first word, "An-Najaf" does not.
_ARTICLES: Final = frozenset({"al", "ad", "an", "ar", "as", "ash", "at", "az"})

_INVISIBLE: Final[dict[int, str | None]] = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
)
_LATIN: Final[dict[int, str | None]] = {
    **_INVISIBLE,
    **dict.fromkeys(map(ord, "'’‘ʻʼʿʾ`´′‛ʹ.")),
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
    ord("/"): " ",
    # Letters that NFKD leaves whole.
    **dict(zip(map(ord, "øłđðıəħæœßþ"), "o l d d i a h ae oe ss th".split(), strict=True)),
}
_ARABIC: Final[dict[int, str | None]] = {
    **_INVISIBLE,
    **dict.fromkeys([*range(0x064B, 0x0653), 0x0670, 0x0640]),
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "ىیئ"), "ي"),
    **dict.fromkeys(map(ord, "-‐‑‒–—−"), " "),
    ord("ک"): "ك",
    ord("ة"): "ه",
    ord("ؤ"): "و",
}


@lru_cache(maxsize=32_768)
def fold(name: str, language: str) -> str:
    """Give the form of a name that two spellings of it share.

    language: "ar" folds Arabic script; any other value folds as Latin script. Latin: marks, case,
    apostrophes and full stops go, hyphens and slashes become blanks, and so does a leading Arabic
    article ("Al-Anbār" and "al Anbar" give "anbar"). Arabic: diacritics and tatweel go, letters
    written several ways become one, and a leading ال goes if three letters remain.
    Returns "" if nothing is left. Folding a folded name changes nothing.
    """
    return _fold_arabic(name) if language == "ar" else _fold_latin(name)


def _fold_arabic(name: str) -> str:
    text = " ".join(name.translate(_ARABIC).split())
    # Again and again, so that folding twice gives what folding once gives.
    while text.startswith("ال") and len(text.partition(" ")[0]) >= 5:
        text = text[2:]
    return text


def _fold_latin(name: str) -> str:
    text = name.lower()
    if not text.isascii():
        # Before NFKD, which would turn a spacing accent into a blank, and after it, for its output.
        text = unicodedata.normalize("NFKD", text.translate(_LATIN))
        text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    text = text.translate(_LATIN).strip(" -")
    article, hyphen, rest = text.partition("-")
    if hyphen and article in _ARTICLES and rest.strip(" -"):
        text = rest
    text = " ".join(text.replace("-", " ").split())
    while text.startswith("al "):
        text = text[3:]
    return text
