"""Numbers that hold for each of several places, weapons or periods: "Babil, Wasit and Maysan have two each"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.extract.pieces import NAMES
from sijill.extract.scan import Scan
from sijill.extract.scopes import Dates, Scope, scope_of
from sijill.extract.stated import Stated
from sijill.extract.words import Word

_LINKS = frozenset({"mark", "join", "fill"})
_BETWEEN = frozenset({"fill", "verb", "weak", "total", "part"})
_UNCLEAR = frozenset({"word", "since", "beyond", "label", "not", "rest", "actor", "relative", "compare", "approx"})
_NEAR = 4
"""How many words may lie between the names and their number."""


@dataclass(frozen=True, slots=True)
class Apiece:
    """One number and the names that have it each. noun: what it counts, if said. around: words of its clause."""

    number: Word
    names: Sequence[Word]
    noun: Word | None
    around: Sequence[Word]


def set_apart(scan: Scan, row: list[Word]) -> tuple[list[Word], list[Apiece]]:
    """A row of words without the stretches that say a number of each of several names, and those."""
    found: list[Apiece] = []
    position = 0
    while position < len(row):
        if row[position].kind == "number" and (one := _apiece(scan, row, position)) is not None:
            (begin, end), apiece = one
            found.append(apiece)
            gap = Word("mark", row[begin].start, row[end - 1].end)
            row = [*row[:begin], gap, *row[end:]]
            position = begin
        position += 1
    return row, found


def _apiece(scan: Scan, row: list[Word], at: int) -> tuple[tuple[int, int], Apiece] | None:
    end = at + 1
    noun = row[end] if end < len(row) and row[end].kind in {"incident", "toll"} else None
    end += noun is not None
    if end >= len(row) or row[at].number is None:
        return None
    match = scan.pack.grammar.each.match(scan.flat, row[end].start)
    if match is None or not match[0].strip():
        return None
    while end < len(row) and row[end].start < match.end():
        end += 1
    behind, ahead = _names_before(scan, row, at), _names_after(scan, row, end)
    if len(behind) > 1:
        begin, names = row.index(behind[0]), behind
    elif len(ahead) > 1 and not re.search("[,،;؛]", scan.flat[row[end - 1].end : ahead[0].start]):
        begin, names, end = at, ahead, row.index(ahead[-1]) + 1
    else:
        return None
    opens = next((n + 1 for n in range(begin - 1, -1, -1) if row[n].kind in {"mark", "join", "number"}), 0)
    closes = next((n for n in range(end, len(row)) if row[n].kind in {"mark", "join", "number"}), len(row))
    return (begin, end), Apiece(row[at], names, noun, [*row[opens:begin], *row[end:closes]])


def _ends_clause(scan: Scan, word: Word, behind: Word) -> bool:
    return re.search(r"[;؛]", scan.flat[word.start : behind.start]) is not None


def _names_before(scan: Scan, row: Sequence[Word], at: int) -> list[Word]:
    """Names of one kind that run up to a number, with only its verb between."""
    names: list[Word] = []
    for n in range(at - 1, -1, -1):
        word = row[n]
        if not names:
            if word.kind in NAMES:
                names.append(word)
            elif word.kind not in _BETWEEN or at - n > _NEAR:
                break
        elif word.kind in _LINKS and _ends_clause(scan, word, row[n + 1]):
            # "five in Baghdad and two in Diyala; Ninewa, Kirkuk and Anbar had one each"
            break
        elif word.kind == names[0].kind and row[n + 1].kind in _LINKS:
            names.insert(0, word)
        elif word.kind not in _LINKS:
            break
    if len(names) > 2 and _is_of_number(row, row.index(names[0])):
        # "three in Baghdad, and Diyala, Kirkuk and Babil got two each"
        del names[0]
    return names


def _is_of_number(row: Sequence[Word], at: int) -> bool:
    """Whether the name at a place is that of the number right before it: "three in Baghdad"."""
    while at and row[at - 1].kind == "fill":
        at -= 1
    return at > 0 and row[at - 1].kind == "number" and (at < 2 or row[at - 2].kind not in NAMES)


def _names_after(scan: Scan, row: Sequence[Word], at: int) -> list[Word]:
    names: list[Word] = []
    for n, word in enumerate(row[at:], start=at):
        if len(names) > 2 and word.kind == "join" and any(w.kind == "join" for w in row[row.index(names[-2]) : n]):
            # "two each fell to Anbar, Diyala and Ninewa, and Babil's bus makes 17"
            return names
        if word.kind in NAMES and (not names or word.kind == names[0].kind):
            names.append(word)
        elif word.kind == "number" or word.kind not in _LINKS:
            # "two each in Basra and Wasit, one in Maysan": the name before a further number may be that one's.
            return names
    return names


def told_apiece(scan: Scan, dates: Dates, one: Apiece, chain: Stated | None, of: str, lead: Scope) -> list[Stated]:
    """One count for each name. chain: the count before it, whose noun it takes up; of: what the sentence counts."""
    number = one.number.number
    assert number is not None  # noqa: S101  a number is a word with one
    counts = (one.noun.mark.value if one.noun.kind == "toll" else "incidents") if one.noun and one.noun.mark else ""
    loose = number.range.best is None or any(w.kind in _UNCLEAR for w in one.around)
    found = []
    for name in one.names:
        own = scope_of(scan, dates, [name])
        told = Stated(number, counts or (chain.of if chain else of) or "incidents", None, name.start, name.end)
        told.name, told.at, told.chained = name.kind, (name.start, name.end), chain is not None
        told.doubt("around", loose)
        told.noun = one.noun.mark if one.noun else None
        told.tentative = not counts and not of and (chain is None or chain.tentative)
        told.scope = own
        before = replace(chain.scope, hurting="") if chain else Scope()
        told.also = [s for s in (own.over(lead), own.over(before)) if s != own]
        found.append(told)
    return found
