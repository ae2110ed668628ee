"""The numbers that a quote tells, in digits or words, English or Arabic: a toll must be among them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sijill.model.values import Range


def _flat(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in plain)
    return digits.replace("\u0640", "").replace("ة", "ه").replace("ى", "ي")


def _by_flat(words: Mapping[str, int]) -> dict[str, int]:
    return {_flat(word): n for word, n in words.items()}


_EN: Final[dict[str, int]] = {
    **{w: n for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split())},
    **{w: n for n, w in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)},
    "dozen": 12, "hundred": 100, "thousand": 1000, "both": 2, "pair": 2, "twin": 2, "double": 2, "triple": 3,
    "once": 1, "twice": 2,
}  # fmt: skip
# The least that the word allows, as in the contract; they say no best number.
_VAGUE: Final[dict[str, int]] = _by_flat({
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 2, "some": 2, "many": 3, "few": 2,
    "couple": 2, "handful": 2, "multiple": 2, "numerous": 3, "number": 2,
    "عشرات": 20, "مئات": 200, "الاف": 2000, "عده": 2, "بضعه": 3, "عدد": 2, "كثير": 3, "بعض": 2,
})  # fmt: skip
_AR_UNITS: Final[dict[str, int]] = _by_flat({
    "واحد": 1, "واحده": 1, "احد": 1, "احدي": 1, "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2, "اثنا": 2,
    "اثني": 2, "اثنتا": 2, "اثنتي": 2, "ثلاث": 3, "ثلاثه": 3, "اربع": 4, "اربعه": 4, "خمس": 5, "خمسه": 5, "ست": 6,
    "سته": 6, "سبع": 7, "سبعه": 7, "ثمان": 8, "ثماني": 8, "ثمانيه": 8, "تسع": 9, "تسعه": 9, "عشر": 10, "عشره": 10,
    "صفر": 0,
})  # fmt: skip
_AR_TENS: Final[dict[str, int]] = _by_flat({
    f"{stem}{end}": n
    for stem, n in (
        ("عشر", 20), ("ثلاث", 30), ("اربع", 40), ("خمس", 50), ("ست", 60), ("سبع", 70), ("ثمان", 80), ("تسع", 90),
    )
    for end in ("ون", "ين")
})  # fmt: skip
_AR_HUNDREDS: Final[dict[str, int]] = _by_flat({
    "مئه": 100, "مائه": 100, "ميه": 100, "مئتان": 200, "مئتين": 200, "مائتان": 200, "مائتين": 200,
    **{f"{stem}{hundred}": n * 100 for stem, n in (
        ("ثلاث", 3), ("اربع", 4), ("خمس", 5), ("ست", 6), ("سبع", 7), ("ثمان", 8), ("ثماني", 8), ("تسع", 9),
    ) for hundred in ("مئه", "مائه")},
    "الف": 1000, "الفان": 2000, "الفين": 2000,
})  # fmt: skip
_AR_KNOWN: Final = frozenset([*_AR_UNITS, *_AR_TENS, *_AR_HUNDREDS, *_VAGUE])
_NONE: Final = frozenset(
    "no not none nobody without nor neither zero unhurt unharmed uninjured safe never "
    "دون بدون بلا لا لم لن ليس غير اي عدم".split()
)
# An article before another number is no one more: "a dozen".
_SINGLE: Final = re.compile(r"\b(?:a|an|another)\s+(?!dozen|hundred|thousand|few|couple|number|handful|pair|total|\d)")
_OPEN: Final = re.compile(
    r"\b(?:at least|no (?:fewer|less) than|not (?:fewer|less) than|more than|upwards of|or more)\b"
    r"|(?:لا يقل|لا تقل|اكثر من|ما يزيد|علي الاقل|ما لا يقل)"
)
_BOUND: Final = re.compile(
    r"\b(?:over|up to|at most|between|from|to|or|as many as|no more than|some)\b"
    r"|(?:بين|الي|حتي|او|اقصي|لا يتجاوز|ما لا يزيد)|\d\s?[-–—]\s?\d"
)
_MOST_DIGITS: Final = 7
"""Digits of a number of people; what is longer counts something else."""
_TOKEN: Final = re.compile(r"\d{1,3}(?:[,٬]\d{3})+(?![\d,٬])|\d+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a quote tells of numbers. exact: in order; floors: of vague words; n_single: "a soldier", "another".

    none: a word denies. dual: an Arabic word may be a dual. open: "at least". bound: another word of bounds.
    """

    exact: tuple[int, ...] = ()
    floors: tuple[int, ...] = ()
    n_single: int = 0
    none: bool = False
    dual: bool = False
    open: bool = False
    bound: bool = False

    @classmethod
    def of(cls, *quotes: str) -> Figures:
        """The numbers of some quotes together."""
        exact: list[int] = []
        floors: list[int] = []
        words: list[str] = []
        flat = [_flat(quote).replace("half a dozen", "six") for quote in quotes]
        for text in flat:
            tokens = [m[0] for m in _TOKEN.finditer(text)]
            exact += _numbers(tokens)
            floors += [_VAGUE[w] for w in map(_bare, tokens) if w in _VAGUE]
            words += tokens
        dual = any(re.fullmatch(r"[\u0621-\u064a]{3,}(?:ان|ين)", word) for word in words)
        return cls(
            tuple(exact), tuple(floors), sum(len(_SINGLE.findall(text)) for text in flat),
            none=bool(_NONE & set(words)), dual=dual, open=any(_OPEN.search(text) for text in flat),
            bound=any(_BOUND.search(text) for text in flat),
        )  # fmt: skip

    def bounded(self, told: Range) -> Range:
        """The same number with the upper bound that the words give: "at least 12" has none, "12" is 12."""
        if told.best is None or told.low != told.best:
            return told
        if self.open and not self.bound:
            return Range(told.low, told.best, None)
        plain = not (self.open or self.bound or self.floors)
        return Range(told.low, told.best, told.best) if plain else told

    def allow(self, told: Range) -> bool:
        """Whether the quote says these bounds: each is a number in it, or the sum of all its numbers."""
        if told.low == 0 and told.best is None and told.high is not None:
            # "Up to five": nothing is certain.
            return self._says(told.high)
        if told.best is None and told.low in self.floors:
            return told.high is None or self._says(told.high)
        if not self.exact and told.best is None and told.high is None and told.low == 2:
            # "Soldiers were killed": more than one, and no more is told.
            return not self.none
        return all(self._says(n) for n in (told.low, told.best, told.high) if n is not None)

    def _says(self, n: int) -> bool:
        if n == 0:
            # The "no" of "no fewer than" denies nothing.
            return (self.none and not self.open) or 0 in self.exact
        if n in self.exact or (n == self.total and len(self.exact) + self.n_single > 1):
            return True
        if n == 1:
            # One person is often told without a number: "the driver was killed".
            return (not self.exact and not self.floors and not self.none) or self.n_single > 0
        return n == 2 and self.dual and not self.exact

    @property
    def total(self) -> int:
        """The sum of all numbers, articles as one: "two soldiers and a civilian" is 3."""
        return sum(self.exact) + self.n_single


def summed(figures: Figures, told: Range) -> bool:
    """Whether a number is only the sum of what the quote says."""
    return any(n not in (0, 1) and n not in figures.exact and n == figures.total for n in (told.low, told.best) if n)


def masked(quote: str, stretches: Sequence[tuple[int, int]]) -> str:
    """The quote with some stretches blank, so that a date's figures are no toll."""
    kept = list(quote)
    for start, end in stretches:
        for at in range(max(0, start), min(end, len(kept))):
            kept[at] = " "
    return "".join(kept)


def _bare(word: str) -> str:
    """An Arabic number word without the "and", "in", "for" and article that are written onto it."""
    if word in _AR_KNOWN:
        return word
    for prefix in ("وال", "بال", "ال", "لل", "و", "ب", "ف", "ل"):
        if word.startswith(prefix) and word[len(prefix) :] in _AR_KNOWN:
            return word[len(prefix) :]
    return word


def _numbers(tokens: Sequence[str]) -> list[int]:
    """The numbers that a row of words says, each once: "twenty-three", «ثلاثة وعشرون» are 23."""
    found: list[int] = []
    run: list[tuple[int, bool]] = []  # value, joined by "and"
    joined = False
    for word in tokens:
        value = _value(word)
        if value is None:
            if word == "and" and run:
                joined = True
                continue
            _flush(run, found)
            joined = False
            continue
        onto = joined or (word.startswith("و") and word not in _AR_UNITS)
        if run and not _goes_on(run[-1][0], _total(run), value, onto=onto, digits=word.isdigit()):
            _flush(run, found)
        run.append((value, onto))
        joined = False
    _flush(run, found)
    return found


def _value(token: str) -> int | None:
    if token[0].isdigit():
        n = re.sub(r"[,٬]", "", token)
        return int(n) if len(n) <= _MOST_DIGITS else None
    if token in _EN:
        return _EN[token]
    bare = _bare(token)
    return _AR_UNITS.get(bare, _AR_TENS.get(bare, _AR_HUNDREDS.get(bare)))


def _goes_on(last: int, so_far: int, value: int, *, onto: bool, digits: bool) -> bool:
    """Whether a number word belongs to the number begun: "one hundred", "hundred and five", «ثلاثة عشر»."""
    if value in (12, 100, 1000) and 0 < so_far < value and not onto:
        return True
    if digits:
        return False
    if value == 10 and not onto and last < 10:
        return True
    if last in range(20, 100, 10) and 0 < value < 10 and not onto:
        return True
    if onto and last < 10 and value in range(20, 100, 10):
        return True
    return last >= 100 and value < 100 and so_far % 100 == 0


def _total(run: Sequence[tuple[int, bool]]) -> int:
    total = 0
    for value, onto in run:
        if value in (12, 100, 1000) and 0 < total < value and not onto:
            total *= value
        else:
            total += value
    return total


def _flush(run: list[tuple[int, bool]], found: list[int]) -> None:
    if run:
        found.append(_total(run))
        run.clear()
