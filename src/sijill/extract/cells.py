"""The tolls of table cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sijill.extract.scan import Scan
from sijill.extract.tolls import Toll, tolls
from sijill.model.values import Range


def cell_toll(scan: Scan, start: int, end: int, of: str) -> Iterator[Toll]:
    """The toll of a table cell that holds one number. A blank or a dash is unknown, "none" is 0."""
    text = scan.flat[start:end].strip(" *_")
    if text in scan.pack.layout["none"]["cells"]:
        return
    if text in scan.pack.layout["none"]["zero"]:
        yield Toll(of, Range.exactly(0), start, end)
        return
    numbers = scan.numbers_in(start, end)
    if text.isdigit():
        # Beside another bare number it may look like a date: "2/5".
        yield Toll(of, Range.exactly(int(text)), start, end)
    elif numbers:
        open_end = text.endswith("+")
        value = numbers[0].range
        yield Toll(of, Range(value.low, value.best, None) if open_end else value, start, end)


PAIR = re.compile(r"(\d{1,4}) ?/ ?(\d{1,4})")
"""Killed and wounded of a row without a header: "2 / 5"."""


def last_pair(scan: Scan, cells: Sequence[tuple[int, int]]) -> list[Toll]:
    """The tolls of a bar-separated row that ends in "2 / 5"; [] if it does not."""
    for start, end in reversed(cells[2:]):
        if pair := PAIR.fullmatch(scan.flat[start:end].strip()):
            sides = zip(("killed", "wounded"), pair.groups(), strict=True)
            return [Toll(of, Range.exactly(int(n)), start, end) for of, n in sides]
    return []


FIGURES = re.compile(r"(\d{1,4}|[?x-]) ?[/:+,&;|-] ?(\d{1,4}|[?x-])")
"""Killed and wounded of a cell that is known to hold both, whatever parts them."""
_CLOSING = re.compile(
    r"(?<![\d/.-])(?P<open>[(\[] ?)?(\d{1,4}|[?x-]) ?(?:/|(?(open)[-:,]|(?!))) ?(\d{1,4}|[?x-])(?(open) ?[)\]])[\s.*]*$"
)
_FEW, _MOST = 3, 0.8
"""How many entries, and what share of all, must end in a pair."""
_BRACKETED = re.compile(r"[(\[] ?(\d{1,4}|[?-]) ?/ ?(\d{1,4}|[?-]) ?[)\]][\s.*]*$")


def bracket_pair(scan: Scan, start: int, end: int) -> list[Toll]:
    """The tolls of an entry that ends in "[2/5]", killed first; "?" is unknown."""
    match = _BRACKETED.search(scan.flat, start, end)
    if match and match[0][0] == "(" and scan.dates_in(start, end) == scan.dates_in(*match.span()) != []:
        # "(3/10)" is the only day that the entry names.
        return []
    sides = zip(("killed", "wounded"), match.groups(), strict=True) if match else ()
    at = (match.start(1), match.end(2)) if match else (start, start)
    return [Toll(of, Range.exactly(int(n)), *at) for of, n in sides if n.isdigit()]


def closing_pairs(scan: Scan, entries: Sequence[tuple[int, int]]) -> dict[int, list[Toll]]:
    """The tolls of entries that end in "5/9" or "(?/9)", killed first, by where each starts; {} if maybe dates."""
    found = {start: match for start, end in entries if (match := _CLOSING.search(scan.flat, start, end))}
    if len(found) < _FEW or len(found) < _MOST * len(entries):
        return {}
    figures = [match.groups()[1:] for match in found.values()]
    pairs = [sorted(map(int, sides)) for sides in figures if all(side.isdigit() for side in sides)]
    if all(0 < low <= 12 and high <= 31 for low, high in pairs) and not _says_pairs(scan):
        return {}
    for match in found.values():
        scan.forget_dates(match.start(2), match.end(3))
    return {
        start: [
            Toll(of, Range.exactly(int(match[n])), *match.span(n))
            for n, of in ((2, "killed"), (3, "wounded"))
            if match[n].isdigit()
        ]
        for start, match in found.items()
    }


def _says_pairs(scan: Scan) -> bool:
    """Whether a text says what its pairs are: "killed/wounded"."""
    told = scan.all_marks("toll")
    return any(
        (a.value, b.value) == ("killed", "wounded") and scan.flat[a.end : b.start].strip() == "/"
        for a, b in pairwise(sorted(told, key=lambda mark: mark.start))
    )


def lettered_pair(scan: Scan, start: int, end: int) -> list[Toll]:
    """The tolls of an entry that writes letters and figures together: "k3/w10", "K-3, W-10", "3k10w"."""
    letters = {of: "".join(w for w in scan.pack.lists["toll"][of] if len(w) == 1) for of in ("killed", "wounded")}
    if not all(letters.values()):
        return []
    k, w = (f"[{letters[of]}]" for of in ("killed", "wounded"))
    for form in (
        rf"(?<!\w)(?P<killed>{k} ?[-:=]? ?(\d{{1,4}}))[ ,،;/+]*(?P<wounded>{w} ?[-:=]? ?(\d{{1,4}}))(?!\w)",
        rf"(?<!\w)(?P<killed>(\d{{1,4}}) ?{k})[ ,،;/+]*(?P<wounded>(\d{{1,4}}) ?{w})(?!\w)",
    ):
        if match := re.compile(form).search(scan.flat, start, end):
            sides = (("killed", match[2]), ("wounded", match[4]))
            return [Toll(of, Range.exactly(int(n)), *match.span(of)) for of, n in sides]
    return []


def casualties_cell(scan: Scan, start: int, end: int) -> list[Toll]:
    """The tolls of a cell that holds both: "1 k / 2 w", "3/5" (killed first), "none"."""
    text = scan.flat[start:end].strip(" *_")
    if text in scan.pack.layout["none"]["zero"]:
        zero = Range.exactly(0)
        return [Toll("killed", zero, start, end), Toll("wounded", zero, start, end)]
    if text in scan.pack.layout["none"]["cells"]:
        return []
    pair = FIGURES.fullmatch(text)
    stated = [] if pair else tolls(scan, start, end) or lettered_pair(scan, start, end)
    if not stated and pair:
        for of, part in zip(("killed", "wounded"), pair.groups(), strict=True):
            if part.isdigit():
                stated.append(Toll(of, Range.exactly(int(part)), start, end))
    return stated
