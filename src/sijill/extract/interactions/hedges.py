"""Whether what is told of politics is only handed on: "allegedly", "a neighbour thinks", "so the story runs".

The words that the language lists for it (`speech.hedge`) and the words around the deed weigh together in a logistic
regression, trained by eval/train_hedges.py and shipped with the language pack. A pack without it goes by its lists.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from sijill.extract.draft import Draft
from sijill.extract.interactions.speech import hedge
from sijill.extract.interactions.words import Sentence
from sijill.extract.news import chooser
from sijill.model.records import Derived
from sijill.model.text import Span

FILE, NAME = "hedges.model", "hedged"
LIKELY = 0.35
"""How likely it must be that something is hedged to be said: of 0.3 to 0.6 by files held out the one oftenest right."""
_ALONE = 0.5
"""The same where no list finds a hedge."""
_LEARNED = Derived("rule", "by words that were learned to hedge")
_SPEAKS, _CLOSE = 150, 12
"""What a word weighs that is quoted beside the one that weighs most, and how many letters may lie between."""
_CLAUSE = re.compile(r"[,;:،؛—–()\"«»]|\s-\s")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_FARTHEST = 2
"""How many clauses off are told apart."""

Feature = tuple[str, tuple[int, int] | None]
"""Its name, and where the words of it stand that may be quoted for it."""


def hedged(sentence: Sentence, start: int, end: int, *, tie: bool, close: bool) -> tuple[bool, Span | None, bool]:
    """Whether what stands at [start, end) is hedged, by which words, and whether it was learned that these do so.

    Words of the lists are given too where they were learned to hedge something else.

    tie: it is a tie; close: words of the lists must stand in its own clause or right beside it.
    """
    listed = hedge(sentence, start, end, close=close)
    weights = load(sentence.scan.pack.folder)
    if weights is None:
        return listed is not None, listed, False
    told = list(features(sentence, start, end, tie=tie, listed=listed is not None))
    if chooser.shares(weights, [[name for name, _ in told], []])[0] < (LIKELY if listed is not None else _ALONE):
        return False, listed, False
    if listed is not None:
        return True, listed, False
    speaking = [
        (weights.get(name, 0), (a, b))
        for name, (a, b) in ((name, at) for name, at in told if at is not None)
        if (b <= start or end <= a) and not _names(sentence, a, b)
    ]
    return True, sentence.scan.span(*_spread(sentence.scan.flat, speaking, start) or (start, end)), True


def _names(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name is among the words, which hedges nothing, whatever stood beside it where it was learned."""
    words = _WORD.finditer(sentence.scan.text, start, end)
    return any(m[0][0].isupper() and m.start() > sentence.start for m in words)


def _spread(flat: str, speaking: Sequence[tuple[int, tuple[int, int]]], deed: int) -> tuple[int, int] | None:
    """The stretch of words around the one that weighs most for a hedge, as far as others that do stand close by.

    deed: where the words of what is told begin; those on its other side stay apart.
    """
    weighs, best = max(speaking, default=(0, None))
    if best is None or weighs <= 0:
        return None
    first, last = best
    for weight, (a, b) in sorted(speaking, key=lambda one: abs(one[1][0] - best[0])):
        gap = flat[b:first] if b <= first else flat[last:a]
        apart = (a < deed) != (best[0] < deed)
        if weight >= _SPEAKS and not apart and len(gap) <= _CLOSE and not _CLAUSE.search(gap):
            first, last = min(a, first), max(b, last)
    return first, last


def say_hedge(
    draft: Draft, sentence: Sentence, start: int, end: int, *, tie: bool = False, close: bool = False,
    hint: Span | None = None,
) -> None:  # fmt: skip
    """Say whether what stands at [start, end) is hedged. hint: the words of a turn of phrase that only hints at it."""
    is_so, words, learned = hedged(sentence, start, end, tie=tie, close=close)
    if is_so and words is not None:
        draft.say("hedged", True, (words,), *((_LEARNED,) if learned else ()))
    elif hint is not None:
        draft.say("hedged", True, (hint,), Derived("rule", "the turn of phrase only hints at it"))
    elif words is not None:
        draft.say("hedged", False, (), Derived("rule", f"{words.quote!r} was learned to hedge something else"))
    else:
        draft.say("hedged", False, (), Derived("default", "nothing in the sentence hedges it"))


def features(sentence: Sentence, start: int, end: int, *, tie: bool, listed: bool) -> Iterator[Feature]:
    """The features of what stands at [start, end). listed: whether the lists of the language find it hedged."""
    seen: set[str] = set()
    for one in _features(sentence, start, end, tie=tie, listed=listed):
        if one[0] not in seen:
            seen.add(one[0])
            yield one


def _features(sentence: Sentence, start: int, end: int, *, tie: bool, listed: bool) -> Iterator[Feature]:
    flat, stem = sentence.scan.flat, sentence.scan.pack.stem
    yield "bias", None
    yield f"tie:{tie}", None
    yield f"listed:{listed}:{tie}", None
    cuts = [sentence.start, *(m.end() for m in _CLAUSE.finditer(flat, sentence.start, sentence.end)), sentence.end]
    clauses = [(a, b) for a, b in itertools.pairwise(cuts) if a < b]
    own = next((n for n, (a, b) in enumerate(clauses) if a <= start < b), 0)
    for n, (a, b) in enumerate(clauses):
        before: tuple[str, int] | None = None
        for match in _WORD.finditer(flat, a, b):
            zone = _zone(n - own, match.start(), start, end)
            word, at = stem(match[0]), match.span()
            yield f"{zone}:{word}", at
            yield f"any:{word}", at
            if before is not None:
                pair = (before[1], match.end())
                yield f"{zone}:{before[0]} {word}", pair
                yield f"any:{before[0]} {word}", pair
            before = word, match.start()
    patterns = sentence.politics.patterns
    for match in patterns["hedge"].finditer(flat, sentence.start, sentence.end):
        near = patterns["hedge_near"].fullmatch(match[0]) is not None
        side = "before" if match.start() < start else "behind" if match.start() >= end else "in"
        gap = flat[match.end() : start] if side == "before" else flat[end : match.start()]
        apart = "apart" in patterns and patterns["apart"].search(gap) is not None
        yield f"found:{near}:{side}:{min(_FARTHEST, len(_CLAUSE.findall(gap)))}:{apart}", match.span()
        yield f"found:{match[0][:20]}", match.span()


def _zone(clauses: int, at: int, start: int, end: int) -> str:
    """Where a word stands to the deed, so many clauses on from its own."""
    if start <= at < end:
        return "in"
    if clauses == 0:
        return "<" if at < start else ">"
    return ("before" if clauses < 0 else "behind") + ("+" if abs(clauses) >= _FARTHEST else "")


@lru_cache(maxsize=8)
def load(folder: Path) -> Mapping[str, int] | None:
    """The weights of a language pack, in thousandths; None if it has none."""
    told = chooser.load(folder, FILE)
    return told[NAME] if told is not None else None


__all__ = ["FILE", "LIKELY", "NAME", "features", "hedged", "load", "say_hedge"]
