"""The language of a text that does not name it: by script, small words, and then a model."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from sijill.lang.looks import looks

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
_SMALL_SHARE: Final = 0.12
"""Of words: news has one in four of its language's small words, lists of attacks one in eight, others one in 20."""
_FEW: Final = 2
"""How many more small words of one language a doubtful text must have than of the one it would be taken for."""
_SURE_LETTERS: Final = 80
"""Letters below which the model is not asked: names alone make it guess."""
_SURE: Final = 0.99
_ASKED: Final = ("fr", "de", "it", "pt", "nl", "sv", "pl", "tr", "az", "ku", "id", "so", "sw")
_SAMPLE: Final = 20_000
"""Characters that are looked at: more change the answer of no document but one that changes its language."""


def language_of(text: str) -> str | None:
    """Guess the language: that of a pack by its script and small words, "fa", "ckb" or "ur" by their own letters,
    another code if a model is sure.

    Short text is in the language that a pack assumes for its script; text in a script that is neither Latin nor Arabic
    is what the model says of it, if it is long enough. None without letters. Say the language where it matters.
    """
    text = text[:_SAMPLE]
    n_arabic = len(_ARABIC_SCRIPT.findall(text))
    n_latin = len(_LATIN_SCRIPT.findall(text))
    n_letters = len(_LETTER.findall(text))
    if n_letters > 2 * (n_arabic + n_latin):
        return _by_model(text, None) if n_letters >= _SURE_LETTERS else None
    if n_arabic <= n_latin:
        return _by_words(text, n_latin, "latin") if n_latin else None
    for code, letters in (("ckb", _SORANI), ("ur", _URDU), ("fa", _PERSIAN)):
        if len(letters.findall(text)) > _FOREIGN_SHARE * n_arabic:
            return code
    return _by_words(text, n_arabic, "arabic")


def _by_words(text: str, n_letters: int, script: str) -> str | None:
    """The language of a text by the small words of the packs of its script, by the model where they tell too little."""
    packs = [one for one in looks() if one.script == script]
    assumed = next((one.code for one in packs if one.assumed), None)
    if len(packs) < 2 and script != "latin":
        return assumed
    words = [word.lower() for word in _WORD.findall(text)]
    counts = {one.code: sum(word in one.small for word in words) for one in packs}
    best = max(counts, key=lambda code: (counts[code], code == assumed))
    likely = best if counts[best] >= counts.get(assumed or "", 0) + _FEW else assumed
    if n_letters < _SURE_LETTERS:
        return likely
    if counts[best] >= _SMALL_SHARE * len(words):
        return best
    return _by_model(text, tuple(sorted({*_ASKED, *counts}))) or likely


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
