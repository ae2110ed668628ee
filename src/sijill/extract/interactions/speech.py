"""Who says so, and whether a sentence only hands on what is said: "allegedly", "sources said", "it was reported"."""

from __future__ import annotations

from sijill.extract.interactions.words import Sentence
from sijill.model.text import Span

_LONGEST = 90
_BESIDE = 28
"""Letters within which words that hedge stand right beside what they hedge."""


def hedge(sentence: Sentence, start: int, end: int, *, close: bool = False) -> Span | None:
    """The words by which a clause is hedged, None if nothing hedges it. close: they must stand in it or right beside.

    A source that is not named hedges all that a sentence says; "allegedly" and "is said to" hedge their own clause.
    """
    flat, patterns = sentence.scan.flat, sentence.politics.patterns
    for found in patterns["hedge"].finditer(flat, sentence.start, sentence.end):
        local = close or patterns["hedge_near"].fullmatch(found[0]) is not None
        if (_reaches(sentence, found.start(), found.end(), start, end, close=close) if local else True) and not _apart(
            sentence, found.start(), found.end(), start, end
        ):
            return sentence.scan.span(*found.span())
    return None


def _apart(sentence: Sentence, first: int, last: int, start: int, end: int) -> bool:
    """Whether another clause begins between the words that hedge and those that are told: ", while sources said"."""
    cut = sentence.politics.patterns.get("apart")
    return cut is not None and cut.search(sentence.scan.flat[min(end, first) : max(start, last)]) is not None


def _reaches(sentence: Sentence, first: int, last: int, start: int, end: int, *, close: bool) -> bool:
    """Whether words at [first, last) hedge what stands at [start, end): in it, ahead in its clause, or right behind."""
    flat, ends = sentence.scan.flat, sentence.politics.patterns["clause"]
    if start <= first < end:
        return True
    if first < start:
        if _is_aside(sentence, first, last, start):
            return False
        near = not close or start - last <= _BESIDE
        return near and ends.search(flat[last:start]) is None
    if close and "," in flat[end:first]:
        return False
    return first - end <= _BESIDE and ends.search(flat[end:last]) is None


def _is_aside(sentence: Sentence, first: int, last: int, start: int) -> bool:
    """Whether words stand in a relative clause that a comma closes: "a label seen as a front, claimed the attack"."""
    flat = sentence.scan.flat
    opens = flat.rfind(",", sentence.start, first)
    lead = flat[opens + 1 : first].split()
    relative = opens >= 0 and any(word in sentence.politics.words["relative"] for word in lead)
    return relative and "," in flat[last:start]


def credit(sentence: Sentence, start: int) -> Span | None:
    """Whom the sentence credits: "according to a source", ", the ministry said", "the ministry said that"."""
    flat, patterns = sentence.scan.flat, sentence.politics.patterns
    for name in ("credit_before", "credit_behind"):
        found = patterns[name].search(flat, sentence.start, sentence.end)
        if found is not None and not found.start("who") <= start < found.end("who"):
            return _trimmed(sentence, *found.span("who"))
    found = patterns["matrix"].match(flat[sentence.start : start])
    if found is not None:
        return _trimmed(sentence, sentence.start + found.start("who"), sentence.start + found.end("who"))
    return None


def _trimmed(sentence: Sentence, start: int, end: int) -> Span | None:
    text = sentence.scan.text
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in ".)":
        end -= 1
    if end - start < 2 or end - start > _LONGEST:
        return None
    return sentence.scan.span(start, end)


__all__ = ["credit", "hedge"]
