"""The toll of an event from what its clauses state: what comes on top, what has risen, where sources differ."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.extract.scan import Scan
from sijill.extract.tolls import Toll, total
from sijill.lang.pack import NEVER
from sijill.model.values import Range

DIED = "died"
"""What is told of wounded who have died: a toll of its own beside killed and wounded."""
_NOUN_REACH = 24
"""How far behind a toll a word may say of which state its people are, in characters."""
_SIDE = 40
"""How far from a toll a word may say of which side it is, in characters."""


def summed(scan: Scan, told: Sequence[tuple[int, int, list[Toll]]], of: str) -> tuple[Range, list[Toll]] | None:
    """The toll of an event and the tolls it rests on. told: its clauses' ends, and what each states.

    What comes on top is added, what has risen replaces, and where two sources differ it lies between them.
    """
    whole: Range | None = None
    rests: list[Toll] = []
    last, sourced = "", False
    near = 0
    for n, (start, end, stated) in enumerate(told):
        value = total(stated, of)
        mine = [t for t in stated if t.of == of]
        died = [t for t in stated if t.of == DIED]
        if value is not None:
            if whole is None or value.middle == 0:
                whole, rests = (whole, rests) if whole is not None else (value, mine)
            else:
                whole = _joined(scan, whole, rests, value, mine, (start, end), sourced)
                rests = [*rests, *mine]
            sourced = sourced or scan.has("says", start, end)
        # "Eleven wounded ... after two of them died, nine are still treated": nine.
        later = of == "wounded" and any(t.start > died[-1].start for t in mine) if died else False
        risen = scan.pack.losses.rising if scan.pack.losses else NEVER
        rise = risen.search(scan.flat, start, end)
        # "The toll rose to six after two of the wounded died": six. "Wounding five, two of whom later died": three.
        behind = rise is not None and any(of == "killed" or t.start > rise.start() for t in mine)
        restated = later or behind
        if died and not restated:
            # "Killed four and wounded nine. Two of the wounded died": six, and seven.
            whole, rests = _changed(whole, rests, died, of)
        for again in (t for t in stated if t.of == "again" and whole is not None):
            before = next((t.of for t in reversed(stated) if t.of != "again" and t.start < again.start), None)
            # "Of the forty families the council counts seven", far behind the toll, is no toll.
            before = before or (last if n - near <= 1 else "")
            if before == of and whole is not None and again.range.middle != whole.middle:
                whole = between(whole, again.range)
                rests.append(again)
        if any(t.of != "again" for t in stated):
            last, near = next(t.of for t in reversed(stated) if t.of != "again"), n
    if whole is None and of == "wounded" and (denied := _nobody_else(scan, told)) is not None:
        return denied.range, [denied]
    if whole == Range.exactly(0) and of == "killed" and (_is_partial(told, rests) or _is_of_one(scan, told, rests)):
        return None
    if whole == Range.exactly(0) and of == "wounded" and _spares_one(scan, told, rests):
        return None
    return (whole, rests) if whole is not None else None


def _changed(whole: Range | None, rests: list[Toll], died: Sequence[Toll], of: str) -> tuple[Range | None, list[Toll]]:
    """A toll after wounded have died: as many dead more, as many wounded less."""
    more = total(died, DIED)
    if more is None or (of == "wounded" and (whole is None or whole.best is None or more.best is None)):
        return whole, rests
    if of == "killed":
        return (whole + more if whole is not None else more), [*rests, *died]
    left = (whole.best or 0) - (more.best or 0) if whole is not None else 0
    if whole != Range.exactly(left + more.middle) or left < 0:
        return whole, rests
    # All who were told as wounded are dead: of others nothing is said.
    return (Range.exactly(left), [*rests, *died]) if left else (None, [])


def _is_partial(told: Sequence[tuple[int, int, list[Toll]]], rests: Sequence[Toll]) -> bool:
    """Whether what denies any dead denies as many wounded, where some are told: "four hurt; no soldier was harmed"."""
    stated = [toll for _, _, tolls in told for toll in tolls if toll.of == "wounded"]
    spans = {(t.start, t.end) for t in stated if t.range == Range.exactly(0)}
    return any(t.range.middle for t in stated) and all((t.start, t.end) in spans for t in rests)


def _is_of_one(scan: Scan, told: Sequence[tuple[int, int, list[Toll]]], rests: Sequence[Toll]) -> bool:
    """Whether "unharmed" is said of one where others are hurt: "he was unharmed; a bodyguard is in hospital"."""
    hurt = any(toll.of == "wounded" and toll.range.middle for _, _, tolls in told for toll in tolls)
    return hurt and all(scan.pack.grammar.one_unhurt.search(scan.flat, t.start, t.end) for t in rests)


def _nobody_else(scan: Scan, told: Sequence[tuple[int, int, list[Toll]]]) -> Toll | None:
    """What says that nobody was wounded beside the dead told before: "nobody else was hurt"."""
    dead = False
    for start, end, stated in told:
        match = scan.pack.grammar.no_others.search(scan.flat, start, end)
        before = [t for t in stated if match is not None and t.start < match.start()]
        dead = dead or any(toll.of == "killed" and toll.range.middle for toll in before)
        if match is not None and not match["dead"] and dead:
            return Toll("wounded", Range.exactly(0), *match.span())
        dead = dead or any(toll.of == "killed" and toll.range.middle for toll in stated)
    return None


def _spares_one(scan: Scan, told: Sequence[tuple[int, int, list[Toll]]], rests: Sequence[Toll]) -> bool:
    """Whether "unhurt" is said of one where others are dead: "an MP escaped unhurt, and a guard was killed"."""
    dead = any(toll.of == "killed" and toll.range.middle for _, _, tolls in told for toll in tolls)
    return dead and all(scan.pack.grammar.one_unhurt.search(scan.flat, t.start, t.end) for t in rests)


def _joined(
    scan: Scan,
    whole: Range,
    rests: Sequence[Toll],
    value: Range,
    mine: Sequence[Toll],
    at: tuple[int, int],
    sourced: bool,
) -> Range:
    words = scan.pack.losses
    if words is None or value == whole:
        return value if value.middle > whole.middle else whole
    if whole.best is whole.high is None and not value.best is value.high is None and value.low > whole.low:
        # "Many were feared dead. A senator put the dead at 27."
        return value
    if words.conflict.search(scan.flat, *_sentence(scan, *at)) and None not in {whole.best, value.best}:
        # "Accounts conflict: an official said three had been killed."
        return between(whole, value)
    first = min(t.start for t in mine)
    before = scan.flat[max(at[0], first - 30) : max(t.end for t in mine)]
    if words.rising.search(scan.flat, *at):
        return value
    attackers = {t.group == "insurgents" for t in mine}
    apart = len(attackers) == 1 and attackers.isdisjoint({t.group == "insurgents" for t in rests if t.group})
    if words.more.search(before) or (apart and (attackers == {True} or all(t.group for t in (*rests, *mine)))):
        return whole + value
    if value.middle <= whole.middle and words.state.search(scan.flat, first, max(t.end for t in mine) + _NOUN_REACH):
        # "Injuring four people. One was in a critical condition."
        return whole
    if {_side(scan, t) for t in rests} | {_side(scan, t) for t in mine} == {"ours", "theirs"}:
        return whole + value
    told = any(t.counted and not t.article for t in rests)
    differs = scan.has("says", *at) and words.differs.search(scan.flat, *at)
    claimed = any(mark.value == "claimed" for mark in scan.marks("grounds", *at))
    if claimed and told and value.middle > whole.middle:
        # Who did it boasts of more dead than are told elsewhere.
        return between(whole, value)
    if differs and (value.middle < whole.middle or (sourced and told)):
        return between(whole, value)
    return value if value.middle > whole.middle else whole


def _sentence(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """The sentence that a clause stands in."""
    return max(scan.flat.rfind(". ", 0, start), scan.flat.rfind("\n", 0, start)) + 1, end


def _side(scan: Scan, toll: Toll) -> str | None:
    """Of which side a toll is: "ours", "theirs", or None if nothing says."""
    words = scan.pack.losses
    if words is None:
        return None
    around = scan.flat[max(0, toll.start - _SIDE) : toll.end].rpartition(". ")[2]
    around += scan.flat[toll.end : toll.end + _SIDE].partition(".")[0]
    ours, theirs = words.ours.search(around), toll.group == "insurgents" or words.theirs.search(around)
    if bool(ours) == bool(theirs):
        return None
    return "ours" if ours else "theirs"


def between(one: Range, other: Range) -> Range:
    """What two sources bound: "800 or more" of one ends at the 1,300 of the other."""
    more = max(one, other, key=lambda r: r.middle)
    highs = [r.high for r in (one, other) if r.high is not None]
    return Range(min(one.low, other.low), None, None if more.high is None else max(highs))


__all__ = ["DIED", "between", "summed"]
