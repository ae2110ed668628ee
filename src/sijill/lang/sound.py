"""How a name sounds, alike for Latin and Arabic script: "Dikwa" and ديكوا, "Hodeida" and الحديدة.

Of a name its consonants are kept, by classes of letters that stand for each other between the two scripts, and a
rougher spelling in which long vowels stand too, to choose among names of the same consonants. Method: a Soundex
(Odell & Russell 1918) whose classes follow how newspapers write foreign names in Arabic.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sijill.lang.fold import fold

# Digraphs before the letters they hold; k stands for k, g, q, j and kh, as غ, ج, خ, ق and ك stand for each other.
_LATIN: Final = (
    (r"tch|sch|sh|ch", "$"), (r"zh|kh|gh|q|j|g", "k"), (r"ph|v", "f"), (r"th", "t"), (r"dh", "d"), (r"c(?=[eiy])", "s"),
    (r"c", "k"), (r"x", "ks"), (r"z", "s"), (r"p", "b"), (r"w|ou|u|o", "o"), (r"y|i|e", "i"), (r"h", ""),
)  # fmt: skip
_ARABIC: Final = (
    ("تش", "$"), ("[شچ]", "$"), ("[خغجقكگ]", "k"), ("[فڤ]", "f"), ("[تطث]", "t"), ("[دضذ]", "d"), ("[سصزظ]", "s"),
    ("[بپ]", "b"), ("ل", "l"), ("م", "m"), ("ن", "n"), ("ر", "r"), ("و", "o"), ("ي", "i"), ("ا", "a"), ("[^a-z$ ]", ""),
)  # fmt: skip
_RULES: Final = {
    code: tuple((re.compile(written), said) for written, said in rules)
    for code, rules in (("en", _LATIN), ("ar", _ARABIC))
}
_TWICE: Final = re.compile(r"(.)\1+")
_VOWELS: Final = re.compile(r"[aio ]")


@lru_cache(maxsize=32_768)
def sound(name: str, language: str) -> tuple[str, str]:
    """The consonants of a name, and its rougher spelling. language: "ar" for Arabic script, else Latin.

    Both in lower-case Latin letters, ("", "") if none is left.
    """
    said = fold(name, language).replace("ه ", "ا ")
    if language == "ar" and said.endswith("ه"):
        said = said[:-1] + "ا"
    for written, heard in _RULES["ar" if language == "ar" else "en"]:
        said = written.sub(heard, said)
    said = _TWICE.sub(r"\1", said)
    return _TWICE.sub(r"\1", _VOWELS.sub("", said)), said


__all__ = ["sound"]
