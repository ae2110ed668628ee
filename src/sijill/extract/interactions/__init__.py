"""Who did what to whom, politically, and who stands in what tie to whom: interactions and ties of a text.

Each sentence is cut into words and names (`words`, `names`), its verbs into deeds with two sides (`sides`, `deeds`),
whom they mean is found out (`people`), and ties are read from turns of phrase around two names (`ties`). The words are
the language pack's `politics.toml`; incidents are read elsewhere and are not touched by this.
"""

from __future__ import annotations

from sijill.extract.draft import Draft
from sijill.extract.interactions.deeds import Reader
from sijill.extract.interactions.people import People
from sijill.extract.interactions.ties import ties
from sijill.extract.interactions.words import Sentence
from sijill.extract.layout import sentences
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar
from sijill.lang import politics


def read_interactions(scan: Scan, calendar: Calendar) -> list[Draft]:
    """Drafts of the interactions and ties that a text tells, in the order told. [] in a language without the words."""
    words = politics.load(scan.pack.code)
    if words is None:
        return []
    people = People(scan.theatre, scan.pack.names, calendar.published)
    reader = Reader(scan, calendar, people)
    found: list[Draft] = []
    for start, end in whole_sentences(scan):
        sentence = Sentence(scan, words, start, end)
        if words.patterns["question"].search(scan.flat, start, end) or _is_citation(scan, start, end):
            continue
        reader.remember(sentence)
        found += reader.read(sentence)
        found += ties(sentence, people)
    return found


def whole_sentences(scan: Scan) -> list[tuple[int, int]]:
    """The sentences of a text; a line break within one is no end of it, where the next line goes on in lower case."""
    found: list[tuple[int, int]] = []
    for start, end in sentences(scan, 0, len(scan.text)):
        gap = scan.text[found[-1][1] : start] if found else ""
        goes_on = scan.cased and gap.count("\n") == 1 and scan.text[start : start + 1].islower()
        tail = scan.flat[found[-1][0] : found[-1][1]].rstrip(".").rsplit(" ", 1)[-1] if found else ""
        abbreviated = "\n" not in gap and scan.pack.grammar.abbreviated.fullmatch(tail) is not None
        if goes_on or (found and abbreviated):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_citation(scan: Scan, start: int, end: int) -> bool:
    """Whether a line names a source and its headline: what it says is the source's, read there."""
    begins = scan.text.rfind("\n", 0, start) + 1
    line_end = scan.text.find("\n", end)
    line = scan.flat[begins : line_end if line_end >= 0 else len(scan.flat)]
    return line.count('"') >= 2 and line.rstrip()[-1:].isdigit()


__all__ = ["read_interactions"]
