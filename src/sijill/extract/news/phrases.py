"""The noun phrase around a word of the lists: "Federal Police checkpoint" rather than "checkpoint".

Only scripts and texts with capitals tell where a name begins; in others the word stands alone.
"""

from __future__ import annotations

import re

from sijill.extract.scan import Scan

_NAME = r"[^\W\d_a-zà-ÿ][\w’'-]*"
_LEFT = re.compile(rf"(?:(?<![\w’'-]){_NAME}\s){{1,4}}$")
_RIGHT = re.compile(rf"(?:\s{_NAME}){{1,4}}")
_OPENS = re.compile(r"(?:^|[.!?:\n\"“”(\])]\s*)$")
_REACH = 60


def phrase(scan: Scan, start: int, end: int, *, person: bool = False) -> tuple[int, int]:
    """The stretch of the noun phrase that [start, end) is the head of. person: a name may follow it directly.

    Takes in the names right before it, and after it what it is of; never a place or a date, and never a word that
    opens a sentence, whose capital says nothing.
    """
    if scan.text[start:end].isupper() or not scan.cased:
        return start, end
    return _left(scan, start), _right(scan, start, end, person=person)


def _left(scan: Scan, start: int) -> int:
    led = _LEFT.search(scan.text, max(0, start - _REACH), start)
    if led is None:
        return start
    begin = start
    for word in reversed(list(re.finditer(r"\S+", led[0]))):
        a, b = led.start() + word.start(), led.start() + word.end()
        small = scan.pack.grammar.phrase_leads.fullmatch(scan.flat, a, b + 1)
        if small or _is_taken(scan, a, b) or _OPENS.search(scan.text, max(0, a - 3), a):
            break
        begin = a
    return begin


def _right(scan: Scan, start: int, end: int, *, person: bool) -> int:
    at = end
    if not (person and scan.pack.grammar.plural.search(scan.flat[start:end]) is None):
        joint = scan.pack.grammar.phrase_of.match(scan.flat, end)
        if joint is None:
            return end
        # The joint ends with the space that the name begins with.
        at = joint.end() - 1
    names = _RIGHT.match(scan.text, at, at + _REACH)
    if names is None or _is_taken(scan, names.start(), names.end()):
        return end
    return names.end()


def _is_taken(scan: Scan, start: int, end: int) -> bool:
    """Whether a place, a date or an event stands there."""
    places = any(m.overlaps(start, end) for m in scan.marks("places", start - _REACH, end + _REACH))
    return places or bool(scan.dates_in(start, end)) or scan.has("deeds", start, end)
