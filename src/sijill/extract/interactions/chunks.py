"""Stretches of a sentence that name someone, and whom they mean."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.extract.interactions.capitals import Capitals
from sijill.extract.interactions.namings import Chunk
from sijill.extract.interactions.people import People
from sijill.extract.interactions.plain_script import Plain
from sijill.extract.interactions.words import Sentence


def chunks(sentence: Sentence, people: People) -> Iterator[Chunk]:
    """The namings of a sentence, those within others too."""
    finder = Plain(sentence, people) if sentence.politics.verb_first else Capitals(sentence, people)
    at = 0
    while at < len(sentence.tokens):
        told, after = finder.at(at)
        yield from told
        at = max(after, at + 1)
    yield from finder.held()


__all__ = ["Chunk", "chunks"]
