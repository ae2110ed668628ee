"""English numbers in words and digits, as ranges: "at least twelve" and "dozens" are not points."""

from __future__ import annotations

import re

from sijill.lang.later import pattern
from sijill.model.values import Range

_UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
# Vague words give only a floor. "dozens" is the contract's 24; the others are the least the word allows.
_VAGUE = {
    "dozens": 24, "scores": 40, "hundreds": 200, "several": 2, "some": 2, "many": 3, "a number of": 2, "few": 2,
    "a few": 2, "multiple": 2, "several dozen": 24, "a few dozen": 24, "a handful of": 2, "numerous": 3, "a couple of": 2,
}  # fmt: skip
_WORD = "|".join(sorted([*_UNITS, *_TENS], key=len, reverse=True))
_TWO_WORDS = rf"(?:{'|'.join(_TENS)})[ -](?:{'|'.join(list(_UNITS)[1:10])})"
_SPELLED = rf"(?:a|{_WORD}) hundred and (?:{_TWO_WORDS}|{_WORD})|{_TWO_WORDS}|(?:{'|'.join(list(_UNITS)[2:11])}) dozen|(?:{_WORD})(?: hundred)?|a dozen|half a dozen|a score(?= (?!draw|line|of years))|(?:a|one) hundred"
NUMBER = pattern(
    rf"(?<![\w.,:$#])(?<!\d/)(?<!who is )(?<!who was )(?<!she is )(?<!he is )(?<!no )(?<!no-)(?<!aged )(?<!man of )(?<!boy of )(?<!girl of )(?<!team )(?<!brigade )(?<!battalion )(?<!regiment )(?<!division )(?<!squadron )(?<!route )(?<!highway )(?<!sector )(?<!article )(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?![\d/%]|:\d|[.,]\d|-?(?:mm|cm|km|kg|m|am|pm|th|st|nd|rd|year|day|month|week|hour|minute|metre|meter|ton|storey|seat|bed|man|member|strong)s?\b|(?=\s(?:am|pm|km|metres|meters|kilometres|kilometers|miles|kg|tons|tonnes|years|hours|minutes|mm|hrs|local|gmt|utc|hours)\b))"
    rf"|(?P<spelled>{_SPELLED})\b(?!-(?:year|month|week|day|hour|minute|man|strong|storey|story|mile|metre|member|seat|wheel|lane|car)\b)(?! (?:sort|kind|way|another|side|thing|hand|metres|meters|kilometres|kilometers|miles|yards|o'clock|in the (?:morning|afternoon|evening))\b)"
    rf"|(?<!as )(?P<vague>{'|'.join(sorted(_VAGUE, key=len, reverse=True))})\b(?! (?:\d|{_WORD}))"
    rf"|(?P<article>an?(?! (?:estimated|reported|additional|further|confirmed|combined|total of|record|whopping) (?:\d|(?:{_WORD})\b))|another(?! (?:\d|(?:{_WORD})\b))|single)(?= ))",
)


def value(match: re.Match[str]) -> Range:
    """The range that a NUMBER match says; an article is one."""
    if digits := match["digits"]:
        return Range.exactly(int(digits.replace(",", "")))
    if match["article"]:
        return Range.exactly(1)
    if word := match["vague"]:
        return Range(_VAGUE[word], None, None)
    return Range.exactly(spelled(match["spelled"]))


def spelled(words: str) -> int:
    """The number that English words say, up to 999."""
    total = 0
    for word in words.replace("-", " ").split():
        if word == "hundred":
            total = max(total, 1) * 100
        elif word == "dozen":
            total = (total or 1) * 12
        elif word == "score":
            total = 20
        elif word == "half":
            return 6
        elif word == "a":
            total = max(total, 0)
        else:
            total += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total or 1 if words.startswith("a ") else total
