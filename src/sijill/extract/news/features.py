"""What a learned scorer sees of a clause: its words without names and numbers, and what the lists found in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from sijill.extract.news.telling import Telling
from sijill.extract.scan import Scan

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LONG, _SHORT = 30, 8
"""Words from which on a clause is long, and up to which it is short."""


def features(scan: Scan, telling: Telling) -> list[str]:
    """The features of a clause, each once, in no particular order of weight."""
    words = list(_words(scan, telling))
    found = [f"w:{word}" for word in words]
    found += [f"b:{one}_{two}" for one, two in itertools.pairwise(words)]
    for name in ("deeds", "used", "struck", "aims", "nonevent", "reprise", "apart", "recalled"):
        marks = getattr(telling, name)
        found += [f"{name}:{mark.value}" for mark in marks] or [f"no:{name}"]
    found += [f"toll:{toll.of}:{'some' if toll.range.middle else 'none'}" for toll in telling.stated] or ["no:toll"]
    found += [f"is:{mark.value}" for mark in scan.marks("standing", telling.start, telling.end)]
    found += [f"says:{mark.value}" for mark in scan.marks("grounds", telling.start, telling.end)]
    found.append("place" if telling.places else "no:place")
    found.append("date" if telling.dates else "no:date")
    found.append("actor" if telling.actors else "no:actor")
    found.append("long" if len(words) > _LONG else "short" if len(words) <= _SHORT else "middling")
    if telling.habit:
        found.append("habit")
    if '"' in scan.flat[telling.start : telling.end]:
        found.append("quote")
    return list(dict.fromkeys(found))


def _words(scan: Scan, telling: Telling) -> Iterator[str]:
    """The stems of a clause's words; names, dates and numbers as what they are."""
    masked = [(p.mark.start, p.mark.end, "<place>") for p in telling.places]
    masked += [(a.start, a.end, "<actor>") for a in telling.actors]
    masked += [(d.start, d.end, "<date>") for d in scan.dates_in(telling.start, telling.end)]
    masked += [(n.start, n.end, "<n>") for n in scan.numbers_in(telling.start, telling.end) if not n.article]
    masked.sort()
    at = telling.start
    for start, end, name in masked:
        if start < at:
            continue
        yield from (scan.pack.stem(m[0]) for m in _WORD.finditer(scan.flat, at, start))
        yield name
        at = end
    yield from (scan.pack.stem(m[0]) for m in _WORD.finditer(scan.flat, at, telling.end))
