"""Names as they sound, so that two transliterations, or two spellings of one script, can be known for one name."""

from __future__ import annotations

import re
from functools import lru_cache

from sijill.lang.fold import fold

_LATIN_SOUNDS = (
    (re.compile(r"(?<!\w)(?:al|el|ul|an|as|ash|ad|ar|at|az|us|ed|il) (?=\w)"), ""),
    (re.compile(r"(?<!\w)(?:abd|abdu|abdul|abdel|abdal) ?(?:al |el |ul )?(?=\w)"), "abd "),
    (re.compile(r"(?<!\w)(?:bin|ibn|ben) (?=\w)"), ""),
    (re.compile(r"gh|q|kh|ch"), "k"), (re.compile("sh"), "s"), (re.compile("dh|th|tt|z"), "d"),
    (re.compile("ph"), "f"), (re.compile("[gjc]"), "k"), (re.compile("v"), "w"),
    (re.compile(r"(?<!\w)[ei]"), "i"), (re.compile(r"(?<!\w)[ou]"), "u"),
    (re.compile("t"), "d"), (re.compile("p"), "b"), (re.compile("(?<=\\w)[haeiouyw]"), ""),
)  # fmt: skip
_ARABIC_SOUNDS = (
    (re.compile(r"(?<!\w)ال(?=\w{3})"), ""), (re.compile(r"(?<!\w)عبد ?(?:ال)?(?=\w)"), "عبد "),
    (re.compile(r"(?<!\w)(?:بن|ابن) (?=\w)"), ""), (re.compile("[ايوءه]"), ""), (re.compile("ط"), "ت"),
    (re.compile("ض|ذ|ظ|ز"), "د"), (re.compile("ص|ث"), "س"), (re.compile("غ|ق|ج|گ"), "ك"), (re.compile("پ"), "ب"),
)  # fmt: skip


_CONSONANTS = {
    **dict.fromkeys("بpb", "b"), **dict.fromkeys("تطثt", "t"), **dict.fromkeys("جj", "j"), "خ": "k",
    **dict.fromkeys("دذضظزdz", "d"), **dict.fromkeys("رr", "r"), **dict.fromkeys("سشصs", "s"),
    **dict.fromkeys("غقكkgqc", "k"), **dict.fromkeys("فfv", "f"), **dict.fromkeys("لl", "l"),
    **dict.fromkeys("مm", "m"), **dict.fromkeys("نn", "n"), "x": "ks",
}  # fmt: skip
_DIGRAPHS = (("kh", "k"), ("gh", "k"), ("sh", "s"), ("ch", "j"), ("th", "t"), ("dh", "d"), ("ph", "f"))


def consonants(word: str) -> str:
    """The consonants of a folded word that Latin and Arabic script share: "sherzad" and "شيرزاد" give "srdd"."""
    for pair, one in _DIGRAPHS:
        word = word.replace(pair, one)
    told = "".join(_CONSONANTS.get(letter, "") for letter in word)
    return re.sub(r"(.)\1+", r"\1", told)


@lru_cache(maxsize=32_768)
def sound(name: str, code: str) -> str:
    """A name as it sounds, so that transliterations agree: "Qaani" and "Ghaani" give one. "" if nothing is left."""
    text = fold(name, code)
    for pattern, by in _ARABIC_SOUNDS if code == "ar" else _LATIN_SOUNDS:
        text = pattern.sub(by, text)
    return " ".join(re.sub(r"(\w)\1+", r"\1", text).split())


__all__ = ["consonants", "sound"]
