"""Tolls that a list's entry shares out in brackets: "9 killed (4 policemen, 3 soldiers, 1 civilian)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijill.extract.lines import Item
from sijill.extract.scan import Scan
from sijill.extract.stated import Stated
from sijill.extract.words import Word, words

_WHO = frozenset({"people", "target", "actor"})
_TOLLS = frozenset({"killed", "wounded"})
_BEFORE = 40  # characters from the toll to its bracket


def shared_out(scan: Scan, item: Item) -> list[Stated]:
    """The tolls of an entry that brackets share out among people, each followed by its parts.

    A bracket counts only if each of its parts has a number and people, and nothing else is said in it.
    """
    found: list[Stated] = []
    at = scan.text.find("(", item.start, item.end)
    while at >= 0:
        end = scan.text.find(")", at, item.end)
        if end < 0:
            break
        whole = _toll_before(scan, words(scan, max(item.start, at - _BEFORE), at), item)
        parts = list(_parts(scan, words(scan, at + 1, end), whole)) if whole else []
        grammar = scan.pack.grammar
        inside = scan.flat[at:end]
        if whole and len(parts) > 1 and not (grammar.including.search(inside) or grammar.taken_up.search(inside)):
            found += [whole, *parts]
        at = scan.text.find("(", end, item.end)
    return found


def _toll_before(scan: Scan, row: Sequence[Word], item: Item) -> Stated | None:
    """The toll that a row of words ends with: "9 killed", "dead: 9"."""
    last = row[-1:] and row[-1]
    if not last or len(row) < 2:
        return None
    tail = [w for w in row[-5:] if w.kind not in {"fill", "people"}]
    pair = tail[-2:]
    if len(pair) < 2 or {w.kind for w in pair} != {"number", "toll"}:
        return None
    number, toll = sorted(pair, key=lambda w: w.kind)
    if number.number is None or number.number.range.best is None or toll.mark is None or toll.mark.value not in _TOLLS:
        return None
    if any(w.kind == "approx" and number.start - w.end <= 1 for w in row):
        return None
    one = Stated(number.number, toll.mark.value, toll.mark, number.start, toll.end, item.start)
    one.entry = True
    return one


def _parts(scan: Scan, row: Sequence[Word], whole: Stated) -> Iterator[Stated]:
    numbers = [n for n, word in enumerate(row) if word.kind == "number"]
    if not numbers or numbers[0] != 0:
        return
    groups = [row[a + 1 : b] for a, b in zip(numbers, [*numbers[1:], len(row)], strict=True)]
    if not all(_is_group(group) for group in groups):
        return
    for number, group in zip((row[n] for n in numbers), groups, strict=True):
        if number.number is None or number.number.range.best is None:
            return
        who = [word for word in group if word.kind in _WHO]
        one = Stated(number.number, whole.of, None, number.start, group[-1].end, whole.sentence)
        one.whole, one.closed, one.entry = whole, True, True
        one.group = scan.text[who[0].start : who[-1].end]
        yield one


def _is_group(group: Sequence[Word]) -> bool:
    """Whether words after a number are people, and no others beside them: not "soldiers and the driver"."""
    while group and group[-1].kind in {"mark", "join", "fill"}:
        group = group[:-1]
    kinds = [word.kind for word in group]
    return bool(kinds) and set(kinds) <= _WHO | {"fill"} and any(kind in _WHO for kind in kinds)
