"""The language of a text that does not name it: by script, small words, and then a model."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_ARABIC_SCRIPT: Final = re.compile(
    r"[\u0621-\u064A\u066E-\u06D3\u06D5\u06FA-\u06FF\u0750-\u077F\uFB50-\uFDFB\uFE70-\uFEFC]"
)
_LATIN_SCRIPT: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-\u024F\u1E00-\u1EFF]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_SORANI: Final = re.compile("[ێۆڕڵەڤ]")
_PERSIAN: Final = re.compile("[پژگکی]")
_URDU: Final = re.compile("[ٹڈڑںےھہ]")
# Arabic as printed has no letter of these; Persian text has one in ten or more, Sorani one in five, Urdu one in ten.
_FOREIGN_SHARE: Final = 0.05
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = frozenset(
    "the of and in was were has had by at with from that for on near after said killed is".split()
)
_ENGLISH_SHARE: Final = 0.12
"""Of words: English news has one in four of these or more, lists of attacks one in eight, other languages one in 20."""
_SURE_LETTERS: Final = 80
"""Letters below which the model is not asked: names alone make it guess."""
_SURE: Final = 0.99
_ASKED: Final = ("en", "fr", "de", "es", "it", "pt", "nl", "sv", "pl", "tr", "az", "ku", "id", "so", "sw")
_SAMPLE: Final = 20_000
"""Characters that are looked at: more change the answer of no document but one that changes its language."""


def language_of(text: str) -> str | None:
    """Guess the language: "ar" or "en", "fa", "ckb" or "ur" by their own letters, another code if a model is sure.

    Short text in Latin script is "en"; text in a script that is neither is what the model says of it, if it is long
    enough. None without letters. Say the language where it matters.
    """
    text = text[:_SAMPLE]
    n_arabic = len(_ARABIC_SCRIPT.findall(text))
    n_latin = len(_LATIN_SCRIPT.findall(text))
    n_letters = len(_LETTER.findall(text))
    if n_letters > 2 * (n_arabic + n_latin):
        return _by_model(text, None) if n_letters >= _SURE_LETTERS else None
    if n_arabic <= n_latin:
        return _latin(text, n_latin) if n_latin else None
    for code, letters in (("ckb", _SORANI), ("ur", _URDU), ("fa", _PERSIAN)):
        if len(letters.findall(text)) > _FOREIGN_SHARE * n_arabic:
            return code
    return "ar"


def _latin(text: str, n_letters: int) -> str:
    words = [word.lower() for word in _WORD.findall(text)]
    n_english = sum(word in _ENGLISH for word in words)
    if n_letters < _SURE_LETTERS or n_english >= _ENGLISH_SHARE * len(words):
        return "en"
    return _by_model(text, _ASKED) or "en"


def _by_model(text: str, languages: tuple[str, ...] | None) -> str | None:
    code, sure = _model(languages).classify(text)
    return str(code) if sure >= _SURE else None


@functools.cache
def _model(languages: tuple[str, ...] | None) -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if languages:
        model.set_languages(list(languages))
    return model
