"""Who says so, and whether a sentence only hands on what is said: "allegedly", "sources said", "it was reported"."""

from __future__ import annotations

from sijill.extract.interactions.words import Sentence
from sijill.model.text import Span

_LONGEST = 90


def hedge(sentence: Sentence, start: int, end: int) -> Span | None:
    """The words by which a clause is hedged, None if nothing hedges it."""
    pattern = sentence.politics.patterns["hedge"]
    found = pattern.search(sentence.scan.flat, sentence.start, sentence.end)
    if found is None:
        return None
    # ", while sources said": what another clause says is hedged there.
    cut = sentence.politics.patterns.get("apart")
    between = sentence.scan.flat[min(end, found.start()) : max(start, found.end())]
    if cut is not None and cut.search(between):
        return None
    return sentence.scan.span(*found.span())


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
