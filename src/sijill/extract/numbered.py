"""Numbers of entries that no bullet is: "1.1", "1.2", "2.1", "A1.", "A2.", "B1.", and "1 - 3 October - ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sijill.extract.lines import WRAPPED, Line, has_event
from sijill.extract.scan import Scan

_PARTED = re.compile(r"(?P<of>\d{1,2})\.(?P<n>\d{1,2})[.)]?[ \t]+(?=\S)")
_NAMED = re.compile(
    r"[*_(\[]*(?P<of>[^\W\d_]{1,12}[ -]?)\(?(?P<n>\d{1,3})(?: ?(?:/|[^\W\d_]{2,3}) ?\d{1,3})?"
    r"(?:[*_]*[.):\]]+[*_]*[ \t]+|[*_]*[ \t]+[-|][ \t]+)(?=\S)"
)
"""Also "Incident 3 of 12: "."""
_DASHED = re.compile(r"(?P<of>)(?P<n>\d{1,2})[ \t]*-[ \t]+(?=\S)")
"""Also before a day, with which it looks like a range of days."""
_TIMED = re.compile(r"[\[(]?\d{1,2}(?::[0-5]\d(?::[0-5]\d)?[\])]?(?:\s*[-,:|]\s+|\s+)|\.[0-5]\d:\s+)")
_FEWEST_STEPS = 2
_FEWEST_HOURS, _TELL = 5, 0.6
"""How many lines that open with the hour make a diary, and what share of them tell of attacks."""


def mark_numbered(scan: Scan, lines: list[Line]) -> None:
    """Make bullets of the numbers of entries, and take back the days that they seemed to be."""
    for form in (_PARTED, _NAMED, _DASHED):
        told = [
            (line, m) for line in lines if line.kind == "prose" and (m := form.match(scan.flat, line.body, line.end))
        ]
        told = [(line, m) for line, m in told if form is _DASHED or not _is_period(scan, *m.span())]
        told = [(line, m) for line, m in told if not WRAPPED.match(scan.text, line.start, line.end)]
        steps = [_follows(a, b) for (_, a), (_, b) in pairwise(told)]
        if len(steps) < _FEWEST_STEPS or not all(steps) or (form is _DASHED and told[0][1]["n"] != "1"):
            continue
        for line, match in told:
            scan.cut_dates(match.start("of"), match.end("n"), match.end())
            line.bullet, line.body = "1", match.end()


def mark_timed(scan: Scan, lines: list[Line]) -> None:
    """Make bullets of the times that entries open with, where a day follows: "[09:10] 4 July, Hawija"."""
    told = [(line, m) for line in lines if line.kind == "prose" and (m := _TIMED.match(scan.flat, line.body, line.end))]
    dated = [
        any(d.day and d.start == match.end() for d in scan.dates_in(match.end(), line.end)) for line, match in told
    ]
    if len(told) <= _FEWEST_STEPS or not (all(dated) or _are_diary(scan, [line for line, _ in told])):
        return
    for line, match in told:
        line.bullet, line.body = "1", match.end()


def _are_diary(scan: Scan, lines: Sequence[Line]) -> bool:
    """Whether lines that open with the hour are the entries of a diary: nearly all tell of attacks."""
    told = [
        line for line in lines if has_event(scan, line.start, line.end) and scan.has("places", line.start, line.end)
    ]
    return len(lines) >= _FEWEST_HOURS and len(told) >= _TELL * len(lines)


def _follows(above: re.Match[str], below: re.Match[str]) -> bool:
    """Whether a number is the next of its group, or the first of the next."""
    n, after = int(above["n"]), int(below["n"])
    if above["of"] == below["of"]:
        return after == n + 1
    parts = above["of"].strip(" -"), below["of"].strip(" -")
    if all(part.isdigit() for part in parts):
        return after == 1 and int(parts[1]) == int(parts[0]) + 1
    return after == 1 and len(parts[0]) == len(parts[1])


def _is_period(scan: Scan, start: int, end: int) -> bool:
    """Whether a number counts weeks or days: "Week 2: ..."."""
    named = any(scan.has(section, start, end) for section in ("units", "week", "places"))
    return named or any(d.month for d in scan.dates_in(start, end))
