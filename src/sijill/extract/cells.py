"""The tolls of table cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
