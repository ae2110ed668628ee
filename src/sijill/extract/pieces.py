"""Cut a sentence into one stretch of words a number: its own clause, and the clauses before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.extract.scan import Scan
from sijill.extract.words import Word

NAMES = frozenset({"place", "weapon", "date", "target"})
"""Kinds of words that a list of counts divides by."""
_CUTS = frozenset({"mark", "join", "compare"})


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one number. compared: another is set against it; base: it is counted out of the number after it."""

    lead: list[Word]
    """Clauses before the number's own."""
    left: list[Word]
    number: Word
    right: list[Word]
    tail: list[Word]
    """Clauses after the number's own."""
    compared: bool
    base: bool = False
    shared: Sequence[Word] = ()
    """The noun of the number that it is counted out of."""

    @property
    def words(self) -> list[Word]:
        """The words of its own clause."""
        return [*self.left, self.number, *self.right]


def pieces_of(scan: Scan, row: list[Word]) -> list[Piece]:
    """Cut a row of words into one stretch a number, at the last comma, "and" or "than" before each."""
    numbers = [n for n, word in enumerate(row) if word.kind == "number"]
    pieces: list[Piece] = []
    begin, compared = 0, False
    for order, number in enumerate(numbers):
        following = numbers[order + 1] if order + 1 < len(numbers) else None
        if following is not None and _counts_out(scan, row, number, following):
            stop, out_of = number + 1, True
        else:
            stop, out_of = len(row) if following is None else _cut(scan, row, number, following), False
        lead, left = _own_left(row[begin:number])
        right, tail = _own_right(row[number + 1 : stop])
        pieces.append(Piece(lead, left, row[number], right, tail, compared, out_of))
        begin = stop
        compared = any(word.kind == "compare" for word in row[number + 1 : following])
    for n in range(len(pieces) - 1):
        if pieces[n].base:
            pieces[n], pieces[n + 1] = _predicate(pieces[n], pieces[n + 1])
    return pieces


def _predicate(part: Piece, whole: Piece) -> tuple[Piece, Piece]:
    """Give what is said of "4 of the 9 attacks in July" to the 4, and "attacks in July" to the 9."""
    at = next((n for n, w in enumerate(whole.right) if w.kind == "verb"), None)
    if at is None:
        at = next(
            (n for n, w in enumerate(whole.right) if w.kind not in {"incident", "fill", "toll"}), len(whole.right)
        )
    if at < len(whole.right) and whole.right[at].kind == "mark" and any(w.kind in NAMES for w in part.left):
        # "Babil has four of the nine, Anbar two": what follows the comma is another's.
        return replace(part, right=[], shared=whole.right[:at]), replace(
            whole, lead=[], left=[], right=whole.right[:at]
        )
    return (
        replace(part, right=whole.right[at:], tail=whole.tail, shared=whole.right[:at]),
        replace(whole, lead=[], left=[], right=_unmarked(whole.right[:at]), tail=[]),
    )


def _unmarked(row: list[Word]) -> list[Word]:
    """Words without the marks that end them: "six of twelve,"."""
    while row and row[-1].kind == "mark":
        row = row[:-1]
    return row


def _own_left(row: list[Word]) -> tuple[list[Word], list[Word]]:
    """What stands before a number: earlier clauses, and its own."""
    compared = next((n for n in range(len(row) - 1, -1, -1) if row[n].kind == "compare"), None)
    if compared is not None and not any(w.kind == "mark" for w in row[compared:]):
        return row[:compared], row[compared:]
    last = len(row) - 1
    if last > 0 and row[last].kind == "mark" and row[last - 1].kind not in {"mark", "join", "word"}:
        # "Diyala (6)", "Killed: 41": the name goes with the number.
        last -= 1
    for at in range(last, -1, -1):
        told = row[at].kind == "mark" or any(w.kind in {"verb", "incident", "toll", "word"} for w in row[:at])
        if row[at].kind in {"mark", "join"} and told and any(w.kind not in {"mark", "join"} for w in row[at:]):
            at = _label(row, at)
            return row[:at], row[at:]
    return [], row


def _label(row: Sequence[Word], at: int) -> int:
    """Where the names begin that a colon closes: "Attacks on pilgrims, markets and shops:"; else at."""
    named = row[at + 1].kind
    if [w.kind for w in row[at + 1 :]] != [named, "mark"] or named not in NAMES or row[at].kind != "join":
        return at
    while at > 0 and row[at].kind in {"mark", "join"} and row[at - 1].kind == named:
        at -= 2
    return at + 1


def _own_right(row: list[Word]) -> tuple[list[Word], list[Word]]:
    """What stands after a number: its own clause, with names that are joined to it, and later clauses."""
    ends = (
        n
        for n, w in enumerate(row)
        if w.kind == "compare" or (w.kind == "relative" and n and row[n - 1].kind in {"fill", "verb"})
    )
    # "The five attacks in Diyala show that ...": what they show is another clause.
    at = next(ends, len(row))
    row, rest = row[:at], row[at:]
    cuts = [n for n, w in enumerate(row) if w.kind in {"mark", "join"}]
    for cut, end in zip(cuts, [*cuts[1:], len(row)], strict=False):
        clause = row[cut + 1 : end]
        if clause and clause[0].number is not None:
            # "three shootings, a sniper": the sniper is counted by its article.
            return row[:cut], [*row[cut:], *rest]
        if clause and clause[0].kind == "verb" and all(w.kind in NAMES | {"fill", "verb"} for w in clause):
            continue
        if row[cut - 1].kind not in NAMES or any(
            w.kind in {"word", "verb", "part", "beyond", "since", "rest", "not", "incident"} for w in clause
        ):
            return row[:cut], [*row[cut:], *rest]
    return row, rest


def _cut(scan: Scan, row: Sequence[Word], number: int, following: int) -> int:
    at = following
    while at - 1 > number and row[at - 1].kind in {"approx", "toll", "fill", "part", "total", "best"}:
        if row[at - 1].kind == "toll" and (row[at - 1].start == row[number].end or row[at - 2].kind == "part"):
            # "17K 34W"; "six of the dead fell to the two ..."
            break
        counted = row[at - 1].kind == "toll" and at - 1 == number + 1 and at < following
        if counted and not _out_of(scan, row[at - 1], row[following]):
            # "15 dead in four attacks": the noun is the first number's.
            return at
        if row[at - 1].kind == "toll" and any(w.kind == "mark" for w in row[number + 1 : at - 1]):
            # "24 killed, and the convoys lost 4": so are the words from the comma on.
            break
        if row[at - 1].kind == "toll":
            # "wounded 41": the verb is the second number's, and so is who or what did or suffered it.
            return _subject(row, number, at - 1)
        at -= 1
    separators: list[int] = []
    for at in range(number + 1, following):
        since = row[(separators[-1] if separators else number) + 1 : at]
        told = not separators or any(w.kind in {"verb", "incident", "toll"} for w in since)
        # "mortars 3, gunmen and snipers 3": an "and" between two names parts nothing.
        if row[at].kind in _CUTS and (row[at].kind != "join" or told):
            separators.append(at)
    if not separators:
        separators = [n for n in range(number + 1, following) if row[n].kind == "weak"][-1:]
    if not separators:
        named = following - 1 > number + 1 and row[following - 1].kind in NAMES
        return following - 1 if named else following
    last = separators[-1]
    if last == following - 1 and row[last].kind == "mark" and row[last - 1].kind in NAMES and len(separators) > 1:
        # "Diyala (6), Kirkuk (4)": the name before a bracket goes with the number in it.
        last = separators[-2]
    while row[last].kind == "join" and last - 1 in separators:
        last -= 1
    return last


def _subject(row: Sequence[Word], number: int, verb: int) -> int:
    """Where the subject of a verb begins, if it is a place, a weapon or the like: "and Mosul lost 4"; else the verb."""
    opens = next((n for n in range(verb - 1, number, -1) if row[n].kind in _CUTS), None)
    if opens is None or not any(w.kind in NAMES for w in row[opens:verb]):
        return verb
    return opens - 1 if row[opens].kind == "join" and opens - 1 > number and row[opens - 1].kind == "mark" else opens


def _counts_out(scan: Scan, row: Sequence[Word], number: int, following: int) -> bool:
    """Whether a number is counted out of the next: "4 of the 9", "six of our fifteen"."""
    between = row[number + 1 : following]
    return len(between) <= 3 and _out_of(scan, row[number], row[following])


def _out_of(scan: Scan, one: Word, other: Word) -> bool:
    """Whether only words like "out of the" stand between two others."""
    return scan.pack.grammar.out_of.fullmatch(scan.flat[one.end : other.start]) is not None
