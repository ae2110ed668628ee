"""Spanish numbers in words and digits, as ranges: "al menos doce" and "decenas" are not points."""

from __future__ import annotations

import re

from sijill.lang.later import pattern
from sijill.model.values import Range

_UNITS = {
    word: n
    for n, word in enumerate(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
        "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
        "veintiocho veintinueve".split()
    )
}
_UNITS |= {"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21}
_TENS = {
    word: 10 * n for n, word in enumerate("treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(), start=3)
}
_HUNDREDS = {
    f"{stem}{ending}": 100 * n
    for n, stem in enumerate(
        "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient".split(), start=2
    )
    for ending in ("os", "as")
} | {"cien": 100, "ciento": 100}
_GROUPS = {
    "una decena": 10, "media docena": 6, "una docena": 12, "una quincena": 15, "una veintena": 20, "una treintena": 30,
    "un centenar": 100, "medio centenar": 50, "un millar": 1000,
}  # fmt: skip
# Vague words give only a floor: the least that the word allows.
_VAGUE = {
    "decenas": 20, "docenas": 24, "cientos": 200, "centenares": 200, "miles": 2000, "varios": 2, "varias": 2,
    "algunos": 2, "algunas": 2, "numerosos": 3, "numerosas": 3, "muchos": 3, "muchas": 3, "multiples": 2, "un par de": 2,
    "un grupo de": 2, "un punado de": 2,
}  # fmt: skip


def _any(words: object) -> str:
    return "|".join(sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


_SMALL = rf"(?:{_any(_TENS)})(?: y (?:uno?|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?|{_any(set(_UNITS) - {'un', 'una'})}"
_BELOW_1000 = rf"(?:(?:{_any(_HUNDREDS)})(?: (?:{_SMALL}|un|una))?|{_SMALL})"
_SPELLED = rf"{_any(_GROUPS)}|(?:{_BELOW_1000} )?mil(?: {_BELOW_1000})?|{_BELOW_1000}"
_PEOPLE = r"muert[oa]|fallecid[oa]|herid[oa]|lesionad[oa]|asesinad[oa]|fallecimiento|victima"
NUMBER = pattern(
    rf"(?<![\w.,:$#])(?<!\d/)(?<!de edad )(?:(?P<digits>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,6}})(?![\d/%]|:\d|[.,]\d| ?%|-?(?:mm|cm|km|kg|m|o|a)\b|\s(?:mm|anos|km|kilometros|metros|kilos?|kilogramos|toneladas|horas|minutos|por ciento|de la (?:manana|tarde|noche|madrugada)|hrs?)\b)"
    rf"|(?P<spelled>{_SPELLED}|(?:un|una)(?= (?:{_PEOPLE})\b)|(?:un|una)(?=,? (?:de ell[oa]s|y (?:dos|tres|cuatro|cinco))\b))\b(?! (?:anos|horas|minutos|kilometros|metros|toneladas)\b)"
    rf"|(?P<vague>{_any(_VAGUE)})\b"
    rf"|(?P<article>un|una|otro|otra)(?= ))",
)


def value(match: re.Match[str]) -> Range:
    """The range that a NUMBER match says; an article is one."""
    if digits := match["digits"]:
        return Range.exactly(int(digits.replace(".", "").replace(",", "")))
    if match["article"]:
        return Range.exactly(1)
    if word := match["vague"]:
        return Range(_VAGUE[word], None, None)
    return Range.exactly(spelled(match["spelled"]))


def spelled(words: str) -> int:
    """The number that Spanish words say, without accents: "doscientos treinta y cinco" is 235."""
    if words in _GROUPS:
        return _GROUPS[words]
    total = 0
    for word in words.split():
        if word == "mil":
            total = max(total, 1) * 1000
        else:
            total += _UNITS.get(word, 0) + _TENS.get(word, 0) + _HUNDREDS.get(word, 0)
    return total
