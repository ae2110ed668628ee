"""What the words of news add to a scan: deeds told in frames, and targets, weapons and people of the news lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sijill.extract.scan import Mark, Scan

_SCARE = re.compile(r'"[^"\n]{1,28}"')
"""A word or two in quotes: a team that "massacred" another."""
_BESIDE = {"aims": "targets", "arms": "weapons", "people": "groups"}
"""Sections of the news lists, and the sections of the lexicon that they go beside."""


def learn(scan: Scan) -> None:
    """Put what the news lists and the frames find beside what the lexicon does, without figures of speech."""
    framed: dict[str, list[Mark]] = {}
    for start, end, value in scan.pack.frames.find(scan.flat):
        section, _, named = value.rpartition(".")
        framed.setdefault(section or "deeds", []).append(Mark(start, end, section or "deeds", named))
    found = [*scan.all_marks("deeds"), *framed.pop("deeds", ())]
    scared = [m.span() for m in _SCARE.finditer(scan.flat)]
    scan.put("deeds", (mark for mark in found if not _is_figure(scan, mark, scared)))
    # "The group has not claimed the attack."
    scan.put("grounds", (m for m in scan.all_marks("grounds") if m.value != "claimed" or not _is_negated(scan, m)))
    if scan.pack.grounds is not None:
        scan.put("states", _who(scan.pack.grounds.state, scan.text, "states"))
        # Where all is in capitals no capital tells a name.
        groups = [] if scan.text.isupper() else _who(scan.pack.grammar.organisation, scan.text, "organisations")
        scan.put("organisations", groups)
    for section, beside in _BESIDE.items():
        mine = [*framed.get(beside, ()), *scan.all_marks(section)]
        if mine:
            scan.put(beside, _longest([*mine, *scan.all_marks(beside)]))


def _who(pattern: re.Pattern[str], text: str, section: str) -> list[Mark]:
    return [Mark(*match.span("who"), section, "") for match in pattern.finditer(text)]


def _longest(marks: Iterable[Mark]) -> list[Mark]:
    """Of marks that overlap the longer, of equals the first given; none where a word stands for nothing."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: m.start - m.end):
        if not any(mark.overlaps(other.start, other.end) for other in kept):
            kept.append(mark)
    return [mark for mark in kept if mark.value != "_"]


def _is_negated(scan: Scan, mark: Mark) -> bool:
    return scan.pack.grammar.negated.search(scan.flat, max(0, mark.start - 28), mark.start) is not None


def _is_figure(scan: Scan, mark: Mark, scared: list[tuple[int, int]]) -> bool:
    if any(start < mark.start and mark.end < end for start, end in scared):
        return True
    return scan.pack.grammar.likened.search(scan.flat[max(0, mark.start - 28) : mark.start]) is not None
