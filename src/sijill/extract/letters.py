"""Letters that a post sets for the dead and the wounded: "(D 11 / H 30)" at the end of most of its entries."""

from __future__ import annotations

import re
from collections import Counter

from sijill.extract.scan import Mark, Scan

_FEWEST = 3
_FIGURE = r" ?[:=]? ?(?:\d{1,4}|[?؟x-]) ?"
_PAIR = re.compile(rf"[(\[] ?(?P<one>[^\W\d_]){_FIGURE}[/,،;-]? ?(?P<other>[^\W\d_]){_FIGURE}[)\]]")
_TRAILING = re.compile(r"(?<![\w.,])\d{1,4} ?(?P<one>[^\W\d_])[ ,،/+]{1,3}\d{1,4} ?(?P<other>[^\W\d_])(?!\w)")
"""The same with the figures first: "3d 1i"."""
_SIDES = ("killed", "wounded")


def known(scan: Scan) -> dict[str, str]:
    """The letters of the language for the dead and the wounded, and those that this text sets."""
    words = scan.pack.lists["toll"]
    return {of: "".join(w for w in words[of] if len(w) == 1) + scan.letters.get(of, "") for of in _SIDES}


def mark_letters(scan: Scan) -> None:
    """Learn the letters that stand in most pairs of figures, the dead first, and mark them beside numbers."""
    told = Counter(
        (m["one"], m["other"])
        for form in (_PAIR, _TRAILING)
        for m in form.finditer(scan.flat)
        if m["one"] != m["other"] and not scan.dates_in(*m.span())
    )
    if not told:
        return
    (one, other), times = told.most_common(1)[0]
    letters = known(scan)
    if times < _FEWEST or (one in letters["killed"] and other in letters["wounded"]):
        return
    if one in letters["wounded"] or other in letters["killed"]:
        one, other = other, one
    scan.letters = {"killed": one, "wounded": other}
    found = [
        Mark(m.start(), m.end(), "toll", of)
        for of, letter in scan.letters.items()
        for m in re.finditer(rf"(?<!\w){letter}(?= ?[:=]? ?\d)|(?<=\d){letter}(?!\w)|(?<=\d ){letter}(?!\w)", scan.flat)
    ]
    marks = [m for m in scan.all_marks("toll") if not any(m.overlaps(n.start, n.end) for n in found)]
    scan.put("toll", [*marks, *found])
