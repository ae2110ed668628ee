"""Who did what to whom, politically, and who stands in what tie to whom: interactions and ties of a text.

Each sentence is cut into words and names (`words`, `chunks`, `cast`). Rules read its verbs (`sides`, `deeds`) and its
turns of phrase (`ties`); then every word that may tell of something (`triggers`) is judged by what stands around it,
its place in the clause and the rules' reading too (`slots`, `asides`, `clues`, `judging`). The words are the language
pack's `politics.toml` and `signs.toml`; incidents are read elsewhere and are not touched by this.
"""

from __future__ import annotations

from sijill.extract.draft import Draft
from sijill.extract.interactions.reading import Reading, whole_sentences
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar
from sijill.lang import politics


def read_interactions(scan: Scan, calendar: Calendar, *, looks: bool = True) -> list[Draft]:
    """Drafts of the interactions and ties that a text tells, in the order told. [] in a language without the words.

    looks: whether the encoder may read it.
    """
    words = politics.load(scan.pack.code)
    if words is None:
        return []
    return Reading(scan, calendar, words, looks=looks).drafts()


__all__ = ["read_interactions", "whole_sentences"]
