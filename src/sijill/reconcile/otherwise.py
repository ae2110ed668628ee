"""What else the figure of a total may be, where its own reading does not bear it out.

A figure that the list does give, under what the sentence before was about, as what is left of a whole, or with one line
more or less, is likelier misread than mistaken.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from sijill.reconcile.account import Account, at
from sijill.reconcile.sums import Held, Line, sums

_NEAR = 6
"""How many totals before and after one are looked at."""
_SURE = 0.7
"""Below this confidence a value of a line is not surely known."""


def otherwise(account: Account, one: Held) -> dict[str, float]:
    """Signs that another reading gives the stated figure, by name."""
    return {**_by_neighbours(account, one), **_by_one_line(account, one)}


def _by_neighbours(account: Account, one: Held) -> dict[str, float]:
    """Its figure by the totals around it: under the scope of one, or reckoned out of their figures."""
    place = next(n for n, o in enumerate(account.held) if o is one)
    around = [*account.held[max(0, place - _NEAR) : place], *account.held[place + 1 : place + 1 + _NEAR]]
    around = [o for o in around if not o.empty]
    before = [o for o in around if at(o) <= at(one)]
    same = [o for o in around if o.of == one.of]
    whole = max(sums(account.lines, one.of))
    near = {o.stated for o in same}
    return {
        "as_before": any(one.stated in sums(o.lines, one.of) for o in before[-2:]),
        "as_near": any(one.stated in sums(o.lines, one.of) for o in around),
        "as_rest": any(one.stated == whole - n for n in near),
        "as_difference": any(one.stated == abs(a - b) for a, b in combinations(near, 2)),
        "as_sum": any(one.stated == a + b for a, b in combinations(near, 2)),
        "told_again": one.stated in near,
        "neighbours": len(same) / _NEAR,
    }


def _by_one_line(account: Account, one: Held) -> dict[str, float]:
    """Whether one line more, one less, or one toll read the other way round gives its figure."""
    off = one.stated - one.found
    inside = {line.report.id for line in one.lines}
    outside = [line for line in account.lines if line.report.id not in inside]
    pool = outside if off > 0 else one.lines
    fits = [line for line in pool if line.number(one.of) == abs(off)]
    return {
        "one_line": bool(fits),
        "one_doubtful_line": any(_is_doubtful(line, one) for line in fits),
        "turned_toll": one.of in {"killed", "wounded"} and any(_turned(line, one.of) == off for line in one.lines),
        "doubtful_lines": min(3, sum(_is_doubtful(line, one) for line in pool)),
    }


def _turned(line: Line, of: str) -> int:
    """What a line would add besides if its dead were its wounded."""
    other = line.number("wounded" if of == "killed" else "killed")
    return other - line.number(of)


def _is_doubtful(line: Line, one: Held) -> bool:
    """Whether what a total divides the list by is not surely known of a line."""
    told = line.report.fields
    names = _divided_by(one)
    if any(not told.get(name) for name in names):
        return True
    return any((s.confidence or 0) < _SURE or s.derived for name in names for s in told[name])


def _divided_by(one: Held) -> Sequence[str]:
    """The fields that a total's likeliest scope asks for."""
    first = (one.total.value("readings") or [{}])[0]
    return [name for name in ("weapons", "targets", "place", "when") if first.get(name)]
