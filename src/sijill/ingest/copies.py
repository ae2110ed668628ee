"""Near-identical copies of one report: which documents may be copies of each other, and whether two are.

Two different reports of one outlet share whole paragraphs of background, and two reports of one wire differ in a
place and a number alone. So likeness of the whole finds the pairs, and then every difference within them is looked at:
another number, name or day makes them two reports. A copy that is missed is counted twice, which a person sees; two
attacks taken for copies lose one, which nobody sees: where it is unsure, they are no copies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from hashlib import blake2b
from typing import Final
from zlib import crc32

from sijill.model.text import Document

BY: Final = "copies/1"
"""Who says that one document is a copy of another."""
ALIKE: Final = 0.6
"""Of the three-word shingles of both: a copy with another headline and a cut last paragraph has 0.7 or more."""
WITHIN: Final = timedelta(days=7)
"""Between the two publications: one town's report of the next year may have the same words."""
MIN_WORDS: Final = 20
"""Shorter reports of different attacks are the same words too often."""
_MIN_SHINGLES: Final = 3
_ROWS: Final = 3
_BANDS: Final = 24
# 24 bands of 3 rows, two of which must agree: a pair of likeness 0.6 is found 978 times of 1000, one of 0.7 always, one
# of 0.2 in 2 of 100.
_BINS: Final = _ROWS * _BANDS
_LONGEST: Final = 1_500
"""Words that are compared: the rest of a longer text is background."""
_SIGN_OFF: Final = 25
_DATELINE: Final = 12
_SPELLED: Final = 0.75

_FOLD: Final = {
    **dict.fromkeys([*range(0x064B, 0x0653), 0x0670, 0x0640, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0xFEFF]),
    **dict(zip(map(ord, "أإآٱىیک٠١٢٣٤٥٦٧٨٩’‘"), "ااااييك0123456789''", strict=True)),
}
_WORD: Final = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*")
_NUMBERS: Final = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen dozens several hundred hundreds no none "
    "first second third single another north south east west northern southern eastern western "
    "monday tuesday wednesday thursday friday saturday sunday today yesterday morning evening night "
    "january february march april may june july august september october november december "
    "واحد اثنان اثنين ثلاثه ثلاث اربعه اربع خمسه خمس سته ست سبعه سبع ثمانيه تسعه عشره عشرات دون".split()
)
_ARABIC: Final = re.compile("[\u0621-\u064a]")
# Words that bind: another one in their place tells nothing else.
_SMALL: Final = frozenset(
    "في من على الى عن ان التي الذي هذا هذه قد كان كانت و او ما لا لم ثم بعد قبل خلال اليوم قال قالت".split()
)


@dataclass(frozen=True, slots=True)
class _Told:
    words: list[str]
    names: frozenset[str]


def bands(document: Document) -> list[int]:
    """Keys of 63 bits, of which copies share at least one: MinHash in one permutation, cut into bands.

    Method: Broder 1997; Li, Owen & Zhang 2012, one permutation hashing, empty bins filled from the next.
    """
    words = _told(document).words
    shingles = _shingles(words)
    if len(shingles) < _MIN_SHINGLES:
        return []
    if len(words) < MIN_WORDS:
        # So short a text is a copy only of the very same words.
        return [_key(-1, words)]
    least: list[int | None] = [None] * _BINS
    for shingle in shingles:
        value, place = divmod(crc32(shingle.encode()), _BINS)
        held = least[place]
        if held is None or value < held:
            least[place] = value
    last: int = next((value for value in least if value is not None), 0)
    whole: list[int] = []
    for lowest in reversed(least):
        # A bin's distance to its lender is not mixed in: short texts would then share too little.
        if lowest is not None:
            last = lowest
        whole.append(last)
    return [_key(band, whole[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS)]


def _key(band: int, rows: Sequence[object]) -> int:
    return int.from_bytes(blake2b(repr((band, rows)).encode(), digest_size=8).digest(), "big") >> 1


def likeness(a: Document, b: Document) -> float | None:
    """How alike two documents are, 0.6 to 1, if one is a near-identical copy of the other; None if not.

    A forward that names the other's outlet is a copy whatever its length.
    """
    if a.id == b.id or a.language != b.language or (a.url is not None and a.url == b.url):
        return None
    if a.published and b.published and abs(a.published - b.published) > WITHIN:
        return None
    one, two = _told(a), _told(b)
    if min(len(one.words), len(two.words)) < MIN_WORDS and not (one.words == two.words and _forwarded(a, b)):
        return None
    first, second = _shingles(one.words), _shingles(two.words)
    shared = len(first & second) / max(1, len(first | second))
    if one.words != two.words and (shared < ALIKE or _differ(one, two)):
        return None
    return round(shared, 3) if first else 1.0


def _forwarded(a: Document, b: Document) -> bool:
    return any(x.via is not None and x.via in (y.outlet, y.author) for x, y in ((a, b), (b, a)))


def _told(document: Document) -> _Told:
    text = document.text.translate(_FOLD)
    own = {word.lower() for word in _WORD.findall(f"{document.outlet or ''} {document.author or ''}".translate(_FOLD))}
    written = _WORD.findall(text)[:_LONGEST]
    small = {word for word in written if word[0].islower()}
    names = frozenset(word.lower() for word in written if word[0].isupper() and word.lower() not in small)
    words = [word.lower().replace("ة", "ه").replace("'s", "") for word in written]
    return _Told([word for word in words if word not in own], names)


def _shingles(words: Sequence[str]) -> set[str]:
    return {" ".join(words[n : n + 3]) for n in range(len(words) - 2)}


def _differ(one: _Told, two: _Told) -> bool:
    """Whether anything that tells attacks apart stands in one and not in the other, at the same place."""
    a, b = one.words, two.words
    for tag, i, i_end, j, j_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if i_end == len(a) and j_end == len(b) and (tag != "replace" or max(i_end - i, j_end - j) <= _SIGN_OFF):
            continue  # one goes on where the other ends, or they are signed differently
        if tag != "replace":
            added = a[i:i_end] or b[j:j_end]
            heading = i == 0 and j == 0 and len(added) <= _DATELINE
            if not heading and any(_counts(word) for word in added):
                return True
            continue
        left, right = _unlike(a[i:i_end], b[j:j_end]), _unlike(b[j:j_end], a[i:i_end])
        if any(map(_counts, (*left, *right))):
            return True
        if any(_names(w, one) for w in left) and any(_names(w, two) for w in right):
            return True
    return False


def _counts(word: str) -> bool:
    return word in _NUMBERS or word[0].isdigit()


def _names(word: str, told: _Told) -> bool:
    """Whether a word may name a place or a person. Arabic has no capitals: any word but the small ones may."""
    return word in told.names or (_ARABIC.match(word) is not None and word not in _SMALL)


def _unlike(words: Sequence[str], others: Sequence[str]) -> list[str]:
    return [word for word in words if not any(_same_word(word, other) for other in others)]


def _same_word(word: str, other: str) -> bool:
    if word == other:
        return True
    if _counts(word) or _counts(other) or min(len(word), len(other)) < 4:
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= _SPELLED
