"""Pairs of figures that open or end every entry of a list: "2/5", "(2, 5)", "; 2; 5", killed first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sijill.extract.lines import Line
from sijill.extract.scan import Scan
from sijill.extract.tolls import Toll
from sijill.model.values import Range

_SIDES = ("killed", "wounded")
_KILLED, _WOUNDED = (rf"(?P<{of}>\d{{1,4}}|[?x-])" for of in _SIDES)
_CLOSING = re.compile(
    rf"(?<![\d/.-])(?P<open>[(\[] ?)?(?P<field>[;|] ?)?{_KILLED} ?(?P<mark>/|(?(open)[-:,]|(?(field)[;|]|(?!)))) ?"
    rf"{_WOUNDED}(?(open) ?[)\]])[\s.*]*$"
)
_SPELLED = re.compile(
    r"[(\[] ?(?P<killed>[^\W\d_]+(?:-[^\W\d_]+)?|\d{1,4}) ?(?P<mark>[;,/؛،:]) ?"
    r"(?P<wounded>[^\W\d_]+(?:-[^\W\d_]+)?|\d{1,4}) ?[)\]][\s.*]*$"
)
"""The same in words: "[two; none]"."""
_HYPHEN = re.compile(r"(?:^|[,;،]) ?(?P<killed>\d{1,3}) ?(?P<mark>-) ?(?P<wounded>\d{1,3})[\s.*]*$")
"""And "2-5" as the last field of an entry."""
_OPENING = re.compile(
    rf"[*_]*(?P<open>[(\[] ?)?{_KILLED} ?(?P<mark>[/+:]|(?(open)[-,]|(?!))) ?{_WOUNDED}(?(open) ?[)\]])"
    r"[*_]*(?:\s*[,;:|]\s*|\s+-+\s+|(?(open)\s+|(?!)))"
)
_CLOCK = re.compile(r"[0-2]?\d ?: ?[0-5]\d")
"""Hours and minutes: "[09:10]" opens an entry of a broadcast or a live page."""
_FEW, _MOST = 3, 0.8
"""How many entries, and what share of all, must have a pair."""
_NO_DATE = frozenset(",:+;|")
"""Marks that no day is written with."""


def closing_pairs(scan: Scan, entries: Sequence[tuple[int, int]]) -> dict[int, list[Toll]]:
    """The tolls of entries that end in "5/9", "(?/9)", "; 5; 9", "[two; none]" or ", 5-9", by where each starts.

    {} if they may be dates.
    """
    for form in (_CLOSING, _SPELLED, _HYPHEN):
        found = {start: match for start, end in entries if (match := form.search(scan.flat, start, end))}
        if form is _SPELLED:
            found = {at: m for at, m in found.items() if None not in (_value(scan, m, of) for of in _SIDES)}
        if len(found) >= _FEW and len(found) >= _MOST * len(entries):
            break
    else:
        return {}
    dated = sum(_has_day(scan, start, match.start()) for start, match in found.items())
    if _may_be_days(found.values()) and dated < _MOST * len(found) and not _says_pairs(scan):
        return {}
    return {start: _tolls(scan, match) for start, match in found.items()}


def _value(scan: Scan, match: re.Match[str], of: str) -> int | None:
    """What a side of a pair says, in figures or words; None if it is no number."""
    if match[of] in scan.pack.layout["none"].get("zero", ()):
        return 0
    number = scan.pack.number.fullmatch(match[of])
    told = scan.pack.number_value(number) if number else None
    return told.low if told and told.low == told.high else None


def opening_pairs(scan: Scan, lines: Sequence[Line]) -> None:
    """Give lines that open with "0/3, 5 Aug, Mosul" their tolls, and let their words begin behind them."""
    found = [
        (line, m) for line in lines if line.kind == "prose" and (m := _OPENING.match(scan.flat, line.body, line.end))
    ]
    if len(found) < _FEW or _counts_on(match for _, match in found):
        return
    dated = sum(_has_day(scan, match.end(), line.end) for line, match in found)
    if all(_CLOCK.fullmatch(scan.flat, match.start("killed"), match.end("wounded")) for _, match in found):
        return
    if _may_be_days(match for _, match in found) and dated < _MOST * len(found):
        return
    for line, match in found:
        line.pair, line.body = _tolls(scan, match), match.end()


def _tolls(scan: Scan, match: re.Match[str]) -> list[Toll]:
    scan.forget_dates(match.start("killed"), match.end("wounded"))
    sides = [(of, n) for of in _SIDES if (n := _value(scan, match, of)) is not None]
    return [Toll(of, Range.exactly(n), *match.span(of)) for of, n in sides]


def _has_day(scan: Scan, start: int, end: int) -> bool:
    return any(d.day or d.numeric for d in scan.dates_in(start, end))


def _may_be_days(found: Iterable[re.Match[str]]) -> bool:
    """Whether pairs may all be days and months: "3/10"."""
    told = [match for match in found if match["killed"].isdigit() and match["wounded"].isdigit()]
    pairs = [sorted((int(match["killed"]), int(match["wounded"]))) for match in told]
    return not {match["mark"] for match in told} <= _NO_DATE and all(0 < a <= 12 and b <= 31 for a, b in pairs)


def _counts_on(found: Iterable[re.Match[str]]) -> bool:
    """Whether pairs number the lines: "1/12", "2/12"."""
    told = [int(match["killed"]) if match["killed"].isdigit() else -1 for match in found]
    return all(b - a == 1 for a, b in pairwise(told))


def _says_pairs(scan: Scan) -> bool:
    """Whether a text says what its pairs are: "killed/wounded", "(killed, wounded)"."""
    told = scan.all_marks("toll")
    return any(
        (a.value, b.value) == ("killed", "wounded") and scan.flat[a.end : b.start].strip() in {"/", ",", "-", ":"}
        for a, b in pairwise(sorted(told, key=lambda mark: mark.start))
    )
