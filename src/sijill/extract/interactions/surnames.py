"""A surname alone for the person of the register who bears it: "Sudani said", «التقى السوداني».

It counts where the text has named that person before, where only one bears it, or where one of several holds an office
on the day. A given name ahead of it that the register does not know makes it somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache

from sijill.extract.scan import Mark, Scan
from sijill.lang.fold import fold
from sijill.lang.politics import Politics
from sijill.theatre import ActorRow, Theatre
from sijill.theatre.register import covers

_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ](?!s\b)[^\W\d_]+)*")
_LEAST = 3
"""Letters of a surname that may stand alone."""


class Surnames:
    """The surnames of a theatre in one language. given: first names, by which a namesake is told."""

    def __init__(self, theatre: Theatre, code: str) -> None:
        self._theatre, self._code = theatre, code
        self.bearers: dict[str, list[str]] = {}
        self.given: set[str] = set()
        people = [row for row in theatre.actors.values() if row.type == "person"]
        for row in people:
            for name in row.names.get(code, ()):
                words = fold(name, code).split()
                if len(words) > 1:
                    self.given.add(words[0])
                    self._add(_last(name, code), row.id)
        self._articled = {_last(name, code) for row in people for name in row.names.get(code, ()) if _articled(name)}

    def _add(self, surname: str, id: str) -> None:
        ids = self.bearers.setdefault(surname, [])
        if id not in ids and len(surname) >= _LEAST:
            ids.append(id)

    def folded(self, word: str) -> str:
        """The form of a word by which surnames are known."""
        return fold(fold(word, self._code).split(" ")[-1], self._code)

    def who(self, word: str, named: Collection[str], at: date | None) -> str | None:
        """Whose surname a word is, None if nobody's or nobody's in particular."""
        surname = self.folded(word)
        ids = self.bearers.get(surname, [])
        told = [id for id in ids if id in named]
        if len(told) == 1:
            return told[0]
        holding = [id for id in ids if at is not None and id in _holders(self._theatre, at)]
        if len(holding) == 1:
            return holding[0]
        telling = surname in self._articled
        return ids[0] if len(ids) == 1 and not told and telling else None


def _last(name: str, code: str) -> str:
    return fold(fold(name, code).split()[-1], code)


def _articled(name: str) -> bool:
    """Whether a name ends in a surname with an article, which is seldom a given name too."""
    last = name.split()[-1]
    return last.lower().startswith(("al-", "el-")) or last.startswith("ال")


@lru_cache(maxsize=64)
def _holders(theatre: Theatre, at: date) -> frozenset[str]:
    rows = theatre.offices
    return frozenset(row["person"] for row in rows if covers(row, at))


@lru_cache(maxsize=8)
def surnames_of(theatre: Theatre, code: str) -> Surnames:
    """The surnames of a theatre, built once for each language."""
    return Surnames(theatre, code)


def surname_marks(
    scan: Scan, words: Politics, start: int, end: int, named: Collection[str], at: date | None
) -> list[Mark]:
    """Marks of the surnames that stand alone in a sentence. named: the ids of those named before, or in it."""
    known = surnames_of(scan.theatre, scan.pack.names)
    taken = scan.marks("actors", start, end)
    near = {*named, *(mark.value for mark in taken)}
    dates = scan.dates_in(start, end)
    found: list[Mark] = []
    told = list(_WORD.finditer(scan.text, start, end))
    for n, match in enumerate(told):
        if scan.cased and not any(part[:1].isupper() for part in match[0].split("-")):
            continue
        cut = _cut(scan, match[0], known, words)
        begins = match.start() + cut
        if known.folded(match[0][cut:]) not in known.bearers:
            continue
        if any(m.overlaps(*match.span()) for m in taken) or any(
            d.start < match.end() and match.start() < d.end for d in dates
        ):
            continue
        id = known.who(match[0][cut:], near, at)
        if id is None or not _alone(scan, words, told, n, known):
            continue
        found.append(Mark(begins, match.end(), "actors", id))
    return found


def _cut(scan: Scan, word: str, known: Surnames, words: Politics) -> int:
    """Letters in front of a surname that are written with it: the Arabic "and", "to"."""
    if scan.cased or not words.verb_first or known.folded(word) in known.bearers:
        return 0
    return next((c for c in (1, 2) if word[:c] in words.proclitics and known.folded(word[c:]) in known.bearers), 0)


def _alone(scan: Scan, words: Politics, told: list[re.Match[str]], n: int, known: Surnames) -> bool:
    """Whether no other part of a name stands beside a surname: no "Hassan" ahead of it, no "City" behind it."""
    match = told[n]
    before = told[n - 1] if n and told[n - 1].end() + 1 == match.start() else None
    after = told[n + 1] if n + 1 < len(told) and match.end() + 1 == told[n + 1].start() else None
    titles = words.words["titles"]
    if words.verb_first:
        if before is None:
            return True
        plain = scan.flat[before.start() : before.end()]
        bare = plain.removeprefix("و").removeprefix("ل")
        if before[0].endswith("\u0649"):
            # The preposition, which flat text writes as the name Ali.
            return True
        if {plain, bare} & (known.given | words.words.get("given", frozenset())):
            return False
        # "the Sudanese president", "the town of Sadr"
        article = scan.pack.grammar.article
        definite = (
            plain.startswith(article) and match[0].startswith(article) and words.known("titles", plain[len(article) :])
        )
        return not definite and not words.known("of_places", bare)
    lead = scan.text[before.start() : before.end()] if before else ""
    behind = scan.text[after.start() : after.end()] if after else ""
    opens = before is None or scan.text[max(0, before.start() - 2) : before.start()].strip(" ") in {"", ".", '"', ":"}
    named = lead[:1].isupper() and lead.lower().rstrip(".") not in titles and not opens
    named = named or lead.lower() in known.given or words.known("given", lead.lower())
    goes_on = any(part[:1].isupper() for part in behind.split("-"))  # "Salah al-Iraqi" is no Salih.
    return not named and not (goes_on and not _speaks(behind, words))


def _speaks(word: str, words: Politics) -> bool:
    return word.lower() in words.words["speech"]


def named_ids(rows: Iterable[ActorRow]) -> set[str]:
    """The ids of the persons among rows of the register."""
    return {row.id for row in rows if row.type == "person"}


__all__ = ["Surnames", "surname_marks", "surnames_of"]
