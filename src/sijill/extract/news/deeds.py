"""The deeds that a text tells: those of the word lists and of the frames, without figures of speech."""

from __future__ import annotations

import re

from sijill.extract.scan import Mark, Scan

_SCARE = re.compile(r'"[^"\n]{1,28}"')
"""A word or two in quotes: a team that "massacred" another."""


def learn(scan: Scan) -> None:
    """Put the frames' deeds beside the listed ones, and take out those that are only likened to."""
    found = [
        *scan.all_marks("deeds"),
        *(Mark(a, b, "deeds", value) for a, b, value in scan.pack.frames.find(scan.flat)),
    ]
    scared = [m.span() for m in _SCARE.finditer(scan.flat)]
    scan.put("deeds", (mark for mark in found if not _is_figure(scan, mark, scared)))


def _is_figure(scan: Scan, mark: Mark, scared: list[tuple[int, int]]) -> bool:
    if any(start < mark.start and mark.end < end for start, end in scared):
        return True
    return scan.pack.grammar.likened.search(scan.flat[max(0, mark.start - 28) : mark.start]) is not None
