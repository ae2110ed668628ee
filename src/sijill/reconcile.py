"""Reconcile what a text states with what it lists: totals against lines, sums against parts.

A sum is accused only when no fair reading of it holds: of the list it closes, of its own period and place, of the
whole text, with or without lines that are no attacks, counting a line that tells two attacks once or twice. Prose
must be understood to the last word, be off by little, and stand among numbers that hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sijill.doubt import doubted
from sijill.model.text import Span
from sijill.model.values import Json, When
from sijill.model.views import Check, Report
from sijill.sums import SLIP, Held, Line, fits, hold, line_of, scope_of, stated_in, sums, take_in_all, within

_SURE, _CLEAR, _LOOSE = 0.8, 0.7, 0.5
"""Below clear a total's words are not understood well enough to accuse it; at sure, only if its chain holds."""
_EQUAL = ("kind", "weapons", "targets", "place", "when", "killed", "wounded")
_AROUND = 400  # characters: how far the numbers around one without a noun may stand
_SHOWN = 4
"""How many figures a warning names."""
OUTSIDE = "outside the period of its heading"
"""The note of a date statement that the extractor leaves on such a line."""
_NOUN = {"incidents": "attacks", "killed": "killed", "wounded": "wounded", "casualties": "casualties"}


def check(reports: Sequence[Report], *, side_of: Callable[[str | None], str] = lambda _: "unknown") -> list[Check]:
    """Check one document's stated totals against the incidents it lists.

    reports: all of the document's, of every family. side_of: state, non_state or unknown, for an actor id.
    Returns errors first, then notes, each in the order of the text.
    """
    lines = [line_of(r, side_of) for r in reports if r.family == "incident" and r.value("role") == "listed"]
    lines.sort(key=lambda line: line.report.opening.start if line.report.opening else 0)
    totals = [r for r in reports if r.family == "total"]
    totals.sort(key=lambda r: stated_in(r).spans[0].start)
    found = [*_parts(totals, lines), *_stated(totals, lines), *_repeated(lines), *_misplaced(lines)]
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(found, key=lambda c: (order[c.severity], c.evidence[0][1].start if c.evidence else 0))


def borne_out(reports: Sequence[Report], *, side_of: Callable[[str | None], str] = lambda _: "unknown") -> int:
    """How many of one document's stated totals a fair reading of its list, or the sum of their parts, bears out."""
    lines = [line_of(r, side_of) for r in reports if r.family == "incident" and r.value("role") == "listed"]
    totals = [r for r in reports if r.family == "total"]
    broken = set(_broken(totals, lines))
    summed = {whole.id: members for whole, members, _ in _families(totals) if whole.id not in broken}
    held = {one.total.id for one in (hold(total, lines) for total in totals) if one.holds and not one.empty}
    added = {t.id for whole, members in summed.items() for t in members if whole in held or _adds_up(totals, whole)}
    return len(held | added)


def _adds_up(totals: Sequence[Report], whole: str) -> bool:
    """Whether the parts of a whole make it up."""
    stated = next(int(stated_in(t).value) for t in totals if t.id == whole)
    parts = [int(stated_in(t).value) for t in totals if (part := t.value("part_of")) and part["total"] == whole]
    return sum(parts) == stated


# -- totals against lines -----------------------------------------------------------------------------------------


def _stated(totals: Sequence[Report], lines: Sequence[Line]) -> Iterator[Check]:
    broken = set(_broken(totals, lines))
    months = {str(scope_of(t).get("when")) for t in totals if t.value("told_in") == "line"}
    # Which people were hurt no line can be held to.
    shared = {t.id for t in totals if scope_of(t).get("group") or t.value("told_in") == "entry"}
    shared |= {t.id for t in totals if (t.value("readings") or [{}])[0].get("addend")}
    held = [hold(total, lines) for total in totals]
    held = [replace(one, holds=True, empty=True) if one.total.id in shared else one for one in held]
    summed = {t.value("sentence") for t in totals if t.id in broken and t.value("told_in") == "prose"}
    wrong = []
    for one in held:
        part = one.total.value("part_of")
        if (
            one.holds
            or one.total.id in broken
            or (part and part["total"] in broken)
            or one.total.value("sentence") in summed
        ):
            continue
        if one.empty and not _must_have_lines(one.total, months):
            continue
        if _believed(one, held):
            wrong.append(one)
    unsure = doubted(wrong, held)
    yield from (_mismatch(one) for one in wrong if one not in unsure)
    if unsure:
        yield _misread(unsure)


def _misread(unsure: Sequence[Held]) -> Check:
    """One warning for all totals that a misreading explains as well as a slip."""
    told = "; ".join(_differs(one) for one in unsure[:_SHOWN]) + ("; ..." if len(unsure) > _SHOWN else "")
    places = "one place" if len(unsure) == 1 else f"{len(unsure)} places"
    return Check(
        "total_vs_listed",
        "warning",
        None,
        None,
        f"The sums and the list are read differently in {places}; the list may be misread: {told}.",
        tuple(("stated", span) for one in unsure for span in stated_in(one.total).spans),
    )


def _believed(one: Held, held: Sequence[Held]) -> bool:
    """Whether a total that no fair reading bears out is the author's slip rather than a misreading.

    A totals line or heading over its list is. A number of the prose is if all words of its clause are understood, it
    is off by little, and the other numbers of its sentence are not off as well.
    """
    confidence = stated_in(one.total).confidence or 0
    if not one.prose:
        return confidence > _SURE
    if any(_taken_up(one, o) for o in held):
        return False
    if (one.of != "incidents" and _of_uncertain(one, held)) or _is_whole(one, held):
        return False
    beside = [
        o for o in held if o.total.value("sentence") == one.total.value("sentence") and o is not one and not o.empty
    ]
    if any(not o.holds and _targets(o) and _targets(o) == _targets(one) for o in beside):
        # "Five attacks on markets and streets killed 30": the author's sort of target is not the reader's.
        return False
    sure = [o for o in beside if (stated_in(o.total).confidence or 0) > _LOOSE]
    if any(not o.holds and _sums_up(o, held) for o in beside):
        return False
    agree = sum(o.holds for o in sure)
    differ = sum(not o.holds and stated_in(o.total).confidence != _SURE for o in sure)
    if confidence < _CLEAR or not one.near or one.single or differ > agree or _sums_up(one, held):
        return False
    if confidence == _SURE and any(o.stated == one.stated and o.of != one.of and o.holds for o in held) and not agree:
        # "8 of the 21", after 21 were said to be dead
        return False
    if confidence == _SURE and not agree:
        # No noun says what is counted: the numbers around it do, if there are none in its sentence.
        around = [o for o in held if o.prose and o is not one and abs(_at(o) - _at(one)) <= _AROUND]
        agree = sum(o.holds and stated_in(o.total).confidence != _LOOSE for o in around) if not sure else 0
    return confidence != _SURE or agree > 0


def _taken_up(one: Held, other: Held) -> bool:
    """Whether a number says again one just said that was not understood: "That is six out of 22. The six blasts"."""
    said = other.prose and other.of == one.of and other.stated == one.stated and 0 < _at(one) - _at(other) <= _AROUND
    return (
        said and not (other.holds or other.empty or other.near) and (stated_in(other.total).confidence or 0) <= _LOOSE
    )


def _of_uncertain(one: Held, held: Sequence[Held]) -> bool:
    """Whether a toll is that of attacks just counted, which the list does not bear out: "the 3 in Babil left 34"."""
    before = [o for o in held if o.total.value("sentence") == one.total.value("sentence") and _at(o) < _at(one)]
    counted = next((o for o in reversed(before) if o.of == "incidents"), None)
    same = counted is not None and counted.total.value("readings")[0].get("place") == _place(one)
    return counted is not None and same and not counted.holds and not counted.empty


def _targets(held: Held) -> Json:
    return (held.total.value("readings") or [{}])[0].get("targets")


def _is_whole(one: Held, held: Sequence[Held]) -> bool:
    """Whether the list has for a part what the text has for its whole, so that what sets it apart was not read."""
    after = (o for o in held if o.total.value("sentence") == one.total.value("sentence") and _at(o) > _at(one))
    whole = next(after, None)
    return whole is not None and whole.holds and whole.of == one.of and whole.stated == one.found > one.stated


def _place(held: Held) -> Json:
    return (held.total.value("readings") or [{}])[0].get("place")


def _at(held: Held) -> int:
    return stated_in(held.total).spans[0].start


def _sums_up(one: Held, held: Sequence[Held]) -> bool:
    """Whether a whole is the sum of its parts, or a part of such a whole: one slip cannot have made that."""
    part = one.total.value("part_of")
    whole = part["total"] if part else one.total.id
    parts = [o.stated for o in held if (p := o.total.value("part_of")) and p["total"] == whole]
    stated = next((o.stated for o in held if o.total.id == whole), None)
    return len(parts) > 1 and sum(parts) == stated


def _must_have_lines(total: Report, months: set[str]) -> bool:
    """Whether an empty scope is a fault: a totals line of a named month, or prose about a month that has one."""
    when = scope_of(total).get("when")
    first = (total.value("readings") or [{}])[0]
    if when is None or any(first.get(name) for name in ("weapons", "place", "targets")):
        return False
    return total.value("told_in") == "line" or str(when) in months


def _mismatch(one: Held) -> Check:
    said = "The text says" if one.prose else "The total says"
    evidence = [("stated", span) for span in stated_in(one.total).spans]
    evidence += [("found", span) for line in one.lines for span in _words(line, one.of)]
    return Check(
        "narrative_vs_list" if one.prose else "total_vs_listed",
        "error",
        one.stated,
        one.found,
        f"{said} {_differs(one)}.",
        tuple(evidence),
    )


def _differs(one: Held) -> str:
    has = f"the list has {one.found}" if one.of == "incidents" else f"the lines add up to {one.found}"
    return f"{one.stated} {_singular(_NOUN[one.of], one.stated)}{_where(scope_of(one.total))}, but {has}"


def _singular(noun: str, n: int) -> str:
    return noun[:-1] if n == 1 and noun == "attacks" else "casualty" if n == 1 and noun == "casualties" else noun


def _words(line: Line, of: str) -> Sequence[Span]:
    name = "kind" if of == "incidents" else of
    names = ("killed", "wounded") if of == "casualties" else (name,)
    return [span for n in names for s in line.report.fields.get(n, ()) for span in s.spans[:1]]


def _where(scope: dict[str, Json]) -> str:
    said = ""
    if scope.get("weapon"):
        said += f" by {str(scope['weapon']).replace('_', ' ')}"
    if scope.get("place"):
        said += f" in {scope['place']}"
    if scope.get("when"):
        when = When.from_json(scope["when"])
        if when.precision == "month":
            said += f" in {when.start:%B %Y}"
        elif when.start == when.end:
            said += f" on {when.start.day} {when.start:%B %Y}"
        else:
            said += f" from {when.start.day} {when.start:%B} to {when.end.day} {when.end:%B %Y}"
    return said


# -- sums against parts -------------------------------------------------------------------------------------------


def _families(totals: Sequence[Report]) -> Iterator[tuple[Report, list[Report], bool]]:
    by_id = {t.id: t for t in totals}
    parts: dict[str, list[Report]] = {}
    for total in totals:
        if part := total.value("part_of"):
            parts.setdefault(part["total"], []).append(total)
    for whole, members in parts.items():
        if whole in by_id:
            yield by_id[whole], members, all(t.value("part_of")["closed"] for t in members)


def _broken(totals: Sequence[Report], lines: Sequence[Line]) -> Iterator[str]:
    for whole, members, closed in _families(totals):
        summed = sum(int(stated_in(t).value) for t in members)
        stated = int(stated_in(whole).value)
        unclear = any((stated_in(t).confidence or 0) <= _LOOSE for t in members)
        held = [hold(t, lines) for t in members]
        if (unclear and not _borne_out(whole, held, summed, lines)) or not _likely(whole, members, summed, lines):
            continue
        beside = [t for t in totals if t.value("sentence") == whole.value("sentence") and t not in (whole, *members)]
        borne = all(o.holds and not o.empty for o in (hold(whole, lines), *held))
        if (unclear or beside) and borne:
            # Whole and parts are as listed: a part was not read as one, unless no line is left for it.
            few = sum((stated_in(t).confidence or 0) <= _LOOSE for t in members) <= 1
            if beside or not closed or not few or summed >= stated or not take_in_all(members, lines):
                continue
        if summed > stated or (summed < stated and (closed or _all_named(whole, members, lines))):
            yield whole.id


def _likely(whole: Report, members: Sequence[Report], summed: int, lines: Sequence[Line]) -> bool:
    """Whether parts that do not add up are an author's: none outdoes the whole, and the list has whole or sum."""
    stated, one = int(stated_in(whole).value), hold(whole, lines)
    if whole.value("told_in") == "entry":
        return abs(summed - stated) <= SLIP
    if max(int(stated_in(t).value) for t in members) > stated or abs(summed - stated) > max(SLIP, stated // 4):
        return False
    return one.empty or one.holds or fits(whole, lines, summed)


def _borne_out(whole: Report, parts: Sequence[Held], summed: int, lines: Sequence[Line]) -> bool:
    """Whether the list shows that a sum not wholly understood is one: it has the whole or the sum, and most parts."""
    fair = sums(lines, str(whole.value("of")))
    return summed in fair or (int(stated_in(whole).value) in fair and sum(not o.holds for o in parts) == 1)


def _all_named(whole: Report, members: Sequence[Report], lines: Sequence[Line]) -> bool:
    """Whether the parts name every division that the list has, so that nothing is left for a remainder."""
    names = {scope_of(t).get("place") for t in members}
    inside = next(iter(within(lines, {"when": scope_of(whole).get("when")})), [])
    listed = {(line.report.value("place") or {}).get("admin1") for line in inside}
    return bool(listed) and None not in listed and listed <= names


def _parts(totals: Sequence[Report], lines: Sequence[Line]) -> Iterator[Check]:
    broken = set(_broken(totals, lines))
    for whole, members, _ in _families(totals):
        if whole.id not in broken:
            continue
        stated, summed = int(stated_in(whole).value), sum(int(stated_in(t).value) for t in members)
        noun = _singular(_NOUN[str(whole.value("of"))], stated)
        terms = " + ".join(str(stated_in(t).value) for t in members)
        evidence = [("stated", span) for span in stated_in(whole).spans]
        evidence += [("found", span) for t in members for span in stated_in(t).spans]
        yield Check(
            "sum_of_parts",
            "error",
            stated,
            summed,
            f"The text says {stated} {noun}, but the parts it gives add up to {summed} ({terms}).",
            tuple(evidence),
        )


# -- lines against lines ------------------------------------------------------------------------------------------


def _repeated(lines: Sequence[Line]) -> Iterator[Check]:
    """Two equal lines of one list are two attacks; the note lets the author look once more."""
    seen: dict[str, Line] = {}
    for line in lines:
        key = repr([_told(line.report, name) for name in _EQUAL])
        if (earlier := seen.get(key)) is not None:
            spans = [("line", s.spans[0]) for r in (earlier, line) for s in r.report.fields["kind"] if s.spans]
            place = (line.report.value("place") or {}).get("name") or "an unnamed place"
            yield Check(
                "duplicate_line",
                "note",
                None,
                None,
                f"Two lines say the same ({place}); they are counted as two attacks.",
                tuple(spans),
            )
        seen[key] = line


def _told(report: Report, name: str) -> Json:
    values = report.values(name)
    return [v.get("type") for v in values] if name in {"weapons", "targets"} else values


def _misplaced(lines: Sequence[Line]) -> Iterator[Check]:
    """A line whose own date lies outside the period that its heading names."""
    for line in lines:
        for statement in line.report.fields.get("when", ()):
            if len(statement.spans) > 1 and any(d.note == OUTSIDE for d in statement.derived):
                own, heading = statement.spans[0], statement.spans[-1]
                message = f"A line dated {own.quote!r} stands under {heading.quote!r}."
                yield Check("date_order", "warning", None, None, message, (("when", own), ("when", heading)))
