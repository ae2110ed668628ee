"""Asides of a sentence: what stands between two commas beside the clause, "Kaabi, who leads Nujaba, warned"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijill.extract.interactions.words import Sentence, Token

_LONGEST = 18
"""Words of an aside at most."""
_CLOSES = frozenset({",", "-"})
_ENDS = frozenset({";", ":", ".", "?", "!"})


def asides(sentence: Sentence, finite: Sequence[int]) -> list[tuple[int, int]]:
    """The asides of a sentence as tokens [first, after), without their commas. finite: first tokens of its verbs."""
    return list(_found(sentence, finite)) if any(t.low == "," for t in sentence.tokens) else []


def hidden(told: Sequence[tuple[int, int]], at: int) -> frozenset[int]:
    """The tokens of asides in which a token does not stand itself."""
    return frozenset(n for first, after in told if not first <= at < after for n in range(first, after))


def _found(sentence: Sentence, finite: Sequence[int]) -> Iterator[tuple[int, int]]:
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        first = at + 1
        at = first
        if tokens[first - 1].low not in _CLOSES or first < 2 or first >= len(tokens):
            continue
        after = next((n for n in range(first, min(len(tokens), first + _LONGEST)) if _is_end(tokens[n])), None)
        if after is None or tokens[after].low in _ENDS or not _opens(sentence, first, after, finite):
            continue
        yield first, after
        at = after


def _is_end(token: Token) -> bool:
    return token.low in _CLOSES or token.low in _ENDS


def _opens(sentence: Sentence, first: int, after: int, finite: Sequence[int]) -> bool:
    """Whether what stands between two commas begins as an aside does."""
    token, words = sentence.tokens[first], sentence.politics.words
    if token.kind == "relative" or token.low in words["aside"]:
        return True
    if any(first <= verb < after for verb in finite):
        return False
    bare = sentence.bare(token)
    named = sentence.tokens[first - 2].kind in {"name", "noun"} or sentence.tokens[first - 2].low == '"'
    titled = token.kind == "det" or bare in words["titles"] or bare in words["heads"] or bare in words["members"]
    lead = sentence.scan.flat[token.start : token.start + token.cut] if token.cut else token.low
    return (named and titled) or lead in words["before_place"] or token.kind == "date"


__all__ = ["asides", "hidden"]
