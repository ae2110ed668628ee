"""Reconcile what a text states with what it lists: totals against lines, sums against parts.

A sum is accused only when no fair reading of it holds: of the list it closes, of its own period and place, of the
whole text, with or without lines that are no attacks, counting a line that tells two attacks once or twice. Prose
must be understood to the last word, be off by little, and stand among numbers that hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from sijill.model.records import Statement
from sijill.model.text import Span
from sijill.model.values import Json, Range, When
from sijill.model.views import Check, Report

_NO_ATTACK = frozenset({"arrests", "other", "agreement", "change_to_group_activity"})
_TAKES_IN = {
    "ied": {"vehicle_bomb", "landmine"}, "vehicle_bomb": {"suicide_bomb"}, "small_arms": {"sniper"},
    "artillery": {"mortar", "rocket"},
}  # fmt: skip
"""Weapons that another's word may take in: "bombs", "car bombs", "gunfire", "shelling"."""
_SURE, _CLEAR, _LOOSE = 0.8, 0.7, 0.5
"""Below clear a total's words are not understood well enough to accuse it; at sure, only if its chain holds."""
_EQUAL = ("kind", "weapons", "targets", "place", "when", "killed", "wounded")
_AROUND = 400  # characters: how far the numbers around one without a noun may stand
_SLIP = 3
"""How far a slip of the author commonly is off."""
OUTSIDE = "outside the period of its heading"
"""The note of a date statement that the extractor leaves on such a line."""
_NOUN = {"incidents": "attacks", "killed": "killed", "wounded": "wounded", "casualties": "casualties"}


@dataclass(frozen=True, slots=True)
class _Line:
    report: Report
    by_state: bool
    """An arrest, an operation, an air strike or a deed of a state's forces."""
    foiled: bool
    when: When | None

    def number(self, of: str) -> int:
        """What the line adds to a sum; what it does not state adds nothing."""
        if of == "incidents":
            count = self.report.value("count")
            return Range.from_json(count).middle if count else 1
        if of == "casualties":
            return self.number("killed") + self.number("wounded")
        stated = self.report.value(of)
        return Range.from_json(stated).middle if stated else 0


def check(reports: Sequence[Report], *, side_of: Callable[[str | None], str] = lambda _: "unknown") -> list[Check]:
    """Check one document's stated totals against the incidents it lists.

    reports: all of the document's, of every family. side_of: state, non_state or unknown, for an actor id.
    Returns errors first, then notes, each in the order of the text.
    """
    lines = [_line(r, side_of) for r in reports if r.family == "incident" and r.value("role") == "listed"]
    lines.sort(key=lambda line: line.report.opening.start if line.report.opening else 0)
    totals = [r for r in reports if r.family == "total"]
    totals.sort(key=lambda r: _n(r).spans[0].start)
    found = [*_parts(totals, lines), *_stated(totals, lines), *_repeated(lines), *_misplaced(lines)]
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(found, key=lambda c: (order[c.severity], c.evidence[0][1].start if c.evidence else 0))


def _line(report: Report, side_of: Callable[[str | None], str]) -> _Line:
    sides = {side_of(p.get("actor_id")) for p in report.values("perpetrators")}
    kind, weapons = report.value("kind"), {w["type"] for w in report.values("weapons")}
    air = kind == "air_drone_strike" and "airstrike" in weapons
    by_state = kind in _NO_ATTACK or "state" in sides or air
    foiled = kind == "disrupted_weapons_use" or report.value("status") == "foiled"
    when = report.value("when")
    return _Line(report, by_state, foiled, When.from_json(when) if when else None)


def _n(total: Report) -> Statement:
    return total.fields["n"][0]


def _scope(total: Report) -> dict[str, Json]:
    return dict(total.value("scope") or {})


def _stem(words: str) -> str:
    return words.lower().replace("-", " ").rstrip("s")


# -- totals against lines -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Held:
    """A stated total beside the list. holds: one fair reading of it gives the stated number."""

    total: Report
    stated: int
    of: str
    holds: bool
    empty: bool
    """No line lies in any of its scopes: it is about something else, or about a month that must have lines."""
    found: int
    lines: Sequence[_Line]
    single: bool
    """It is about one attack, but not about one line."""

    @property
    def prose(self) -> bool:
        return bool(self.total.value("told_in") == "prose")

    @property
    def near(self) -> bool:
        """Whether it is off by so little that a slip of the author is likelier than a misreading."""
        return abs(self.stated - self.found) <= max(_SLIP, self.stated // 4)


def _stated(totals: Sequence[Report], lines: Sequence[_Line]) -> Iterator[Check]:
    broken = set(_broken(totals, lines))
    months = {str(_scope(t).get("when")) for t in totals if t.value("told_in") == "line"}
    held = [_hold(total, lines) for total in totals]
    for one in held:
        part = one.total.value("part_of")
        if one.holds or (part and part["total"] in broken):
            continue
        if one.empty and not _must_have_lines(one.total, months):
            continue
        if _believed(one, held):
            yield _mismatch(one.total, one.stated, one.found, one.of, one.lines)


def _hold(total: Report, lines: Sequence[_Line]) -> _Held:
    stated, of = int(_n(total).value), str(total.value("of"))
    readings = list(_readings(total, lines))
    holds = any(stated in _sums(reading, of) for _, reading in readings)
    told = [reading for rank, reading in readings if reading and rank == 0]
    first = min(told or [[]], key=lambda reading: abs(_shown(reading, of, stated) - stated))
    single = bool((total.value("readings") or [{}])[0].get("single")) and len(told[:1] and told[0]) != 1
    return _Held(total, stated, of, holds, not told, _shown(first, of, stated), first, single)


def _believed(one: _Held, held: Sequence[_Held]) -> bool:
    """Whether a total that no fair reading bears out is the author's slip rather than a misreading.

    A totals line or heading over its list is. A number of the prose is if all words of its clause are understood, it
    is off by little, and the other numbers of its sentence are not off as well.
    """
    confidence = _n(one.total).confidence or 0
    if not one.prose:
        return confidence > _SURE
    beside = [
        o for o in held if o.total.value("sentence") == one.total.value("sentence") and o is not one and not o.empty
    ]
    sure = [o for o in beside if (_n(o.total).confidence or 0) > _LOOSE]
    if any(not o.holds and _sums_up(o, held) for o in beside):
        return False
    agree = sum(o.holds for o in sure)
    differ = sum(not o.holds and _n(o.total).confidence != _SURE for o in sure)
    if confidence < _CLEAR or not one.near or one.single or differ > agree or _sums_up(one, held):
        return False
    if confidence == _SURE and not agree:
        # No noun says what is counted: the numbers around it do, if there are none in its sentence.
        around = [o for o in held if o.prose and o is not one and abs(_at(o) - _at(one)) <= _AROUND]
        agree = sum(o.holds and _n(o.total).confidence != _LOOSE for o in around) if not sure else 0
    return confidence != _SURE or agree > 0


def _at(held: _Held) -> int:
    return _n(held.total).spans[0].start


def _sums_up(one: _Held, held: Sequence[_Held]) -> bool:
    """Whether a whole is the sum of its parts, or a part of such a whole: one slip cannot have made that."""
    part = one.total.value("part_of")
    whole = part["total"] if part else one.total.id
    parts = [o.stated for o in held if (p := o.total.value("part_of")) and p["total"] == whole]
    stated = next((o.stated for o in held if o.total.id == whole), None)
    return len(parts) > 1 and sum(parts) == stated


def _must_have_lines(total: Report, months: set[str]) -> bool:
    """Whether an empty scope is a fault: a totals line of a named month, or prose about a month that has one."""
    when = _scope(total).get("when")
    first = (total.value("readings") or [{}])[0]
    if when is None or any(first.get(name) for name in ("weapons", "place", "targets")):
        return False
    return total.value("told_in") == "line" or str(when) in months


def _readings(total: Report, lines: Sequence[_Line]) -> Iterator[tuple[int, list[_Line]]]:
    """The sets of lines that a total may fairly be about, each with the rank of its scope, 0 the likeliest."""
    scopes = [dict(scope) for scope in total.value("readings") or [_scope(total)]]
    covered = set(total.value("covers") or ())
    own = [line for line in lines if line.report.id in covered]
    under = bool(own) and total.value("told_in") != "prose"
    if under:
        # "Guns (5)" over a list counts its lines, snipers and all.
        yield 0, own
    for rank, scope in enumerate(scopes):
        for pool in [own, list(lines)] if under else [list(lines)]:
            for reading in _within(pool, scope):
                yield rank, reading
                if scope.get("single"):
                    yield from ((rank, [line]) for line in reading)


def _within(pool: Sequence[_Line], scope: dict[str, Json]) -> Iterator[list[_Line]]:
    kept = list(pool)
    if scope.get("when"):
        period = When.from_json(scope["when"])
        if any(line.when and line.when.overlaps(period) and not line.when.within(period) for line in kept):
            # A line known only by its month cannot be put in or out of a week.
            return
        kept = [line for line in kept if line.when and line.when.within(period)]
    if scope.get("place"):
        kept = [line for line in kept if _lies_in(line.report.value("place"), scope["place"])]
    if scope.get("hurting"):
        kept = [line for line in kept if line.number(scope["hurting"])]
    for aimed in _aimed(kept, scope["targets"]) if scope.get("targets") else [kept]:
        yield from _armed(aimed, scope["weapons"]) if scope.get("weapons") else [aimed]


def _aimed(kept: Sequence[_Line], told: Sequence[Sequence[Json]]) -> Iterator[list[_Line]]:
    """Lines at what some words name: of that type, or by the very words."""
    types, words = {type_ for type_, *_ in told}, [_stem(text) for _, text, _ in told]
    yield [line for line in kept if any(t["type"] in types for t in line.report.values("targets"))]
    yield [line for line in kept if any(w in _stem(t["text"]) for t in line.report.values("targets") for w in words)]


def _armed(kept: Sequence[_Line], told: Sequence[Sequence[Json]]) -> Iterator[list[_Line]]:
    """Lines by what some words name: of that type, by the very words, or of all that a broad word takes in."""
    types, words = {type_ for type_, *_ in told}, [_stem(text) for _, text, _ in told]
    broad = {wider for type_, _, weak in told if weak for wider in _TAKES_IN.get(str(type_), ())}
    used = [(line, line.report.values("weapons")) for line in kept]
    yield [line for line, weapons in used if any(w["type"] in types for w in weapons)]
    yield [line for line, weapons in used if {w["type"] for w in weapons[:1]} & types]
    yield [line for line, weapons in used if any(_stem(w["text"]) in words for w in weapons)]
    yield [line for line, weapons in used if any(w["type"] in types or _said(w, words) for w in weapons)]
    if broad:
        yield [line for line, weapons in used if any(w["type"] in broad | types for w in weapons)]


def _said(weapon: Json, words: Sequence[str]) -> bool:
    """Whether a line's word for a weapon holds another: "suicide car bomb" is a car bomb too."""
    return any(" " in word and word in _stem(weapon["text"]) for word in words)


def _lies_in(place: Json, name: str) -> bool:
    return bool(place) and name in (place.get("admin1"), place.get("admin2"), place.get("name"))


def _sums(lines: Sequence[_Line], of: str) -> set[int]:
    sums: set[int] = set()
    for keep_state, keep_foiled in product((True, False), repeat=2):
        kept = [line for line in lines if (keep_state or not line.by_state) and (keep_foiled or not line.foiled)]
        sums.add(sum(line.number(of) for line in kept))
        if of == "incidents":
            sums.add(len(kept))
    return sums


def _shown(lines: Sequence[_Line], of: str, stated: int) -> int:
    return min(_sums(lines, of), key=lambda n: abs(n - stated))


def _mismatch(total: Report, stated: int, found: int, of: str, lines: Sequence[_Line]) -> Check:
    prose = total.value("told_in") == "prose"
    where = _where(_scope(total))
    noun = _NOUN[of]
    said = "The text says" if prose else "The total says"
    has = f"the list has {found}" if of == "incidents" else f"the lines add up to {found}"
    evidence = [("stated", span) for span in _n(total).spans]
    evidence += [("found", span) for line in lines for span in _words(line, of)]
    return Check(
        "narrative_vs_list" if prose else "total_vs_listed",
        "error",
        stated,
        found,
        f"{said} {stated} {_singular(noun, stated)}{where}, but {has}.",
        tuple(evidence),
    )


def _singular(noun: str, n: int) -> str:
    return noun[:-1] if n == 1 and noun == "attacks" else "casualty" if n == 1 and noun == "casualties" else noun


def _words(line: _Line, of: str) -> Sequence[Span]:
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


def _broken(totals: Sequence[Report], lines: Sequence[_Line]) -> Iterator[str]:
    for whole, members, closed in _families(totals):
        summed = sum(int(_n(t).value) for t in members)
        stated = int(_n(whole).value)
        unclear = any((_n(t).confidence or 0) <= _LOOSE for t in members)
        if unclear and summed not in _sums(lines, str(whole.value("of"))):
            continue
        if summed > stated or (summed < stated and (closed or _all_named(whole, members, lines))):
            yield whole.id


def _all_named(whole: Report, members: Sequence[Report], lines: Sequence[_Line]) -> bool:
    """Whether the parts name every division that the list has, so that nothing is left for a remainder."""
    names = {_scope(t).get("place") for t in members}
    inside = next(iter(_within(lines, {"when": _scope(whole).get("when")})), [])
    listed = {(line.report.value("place") or {}).get("admin1") for line in inside}
    return bool(listed) and None not in listed and listed <= names


def _parts(totals: Sequence[Report], lines: Sequence[_Line]) -> Iterator[Check]:
    broken = set(_broken(totals, lines))
    for whole, members, _ in _families(totals):
        if whole.id not in broken:
            continue
        stated, summed = int(_n(whole).value), sum(int(_n(t).value) for t in members)
        noun = _singular(_NOUN[str(whole.value("of"))], stated)
        terms = " + ".join(str(_n(t).value) for t in members)
        evidence = [("stated", span) for span in _n(whole).spans]
        evidence += [("found", span) for t in members for span in _n(t).spans]
        yield Check(
            "sum_of_parts",
            "error",
            stated,
            summed,
            f"The text says {stated} {noun}, but the parts it gives add up to {summed} ({terms}).",
            tuple(evidence),
        )


# -- lines against lines ------------------------------------------------------------------------------------------


def _repeated(lines: Sequence[_Line]) -> Iterator[Check]:
    """Two equal lines of one list are two attacks; the note lets the author look once more."""
    seen: dict[str, _Line] = {}
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


def _misplaced(lines: Sequence[_Line]) -> Iterator[Check]:
    """A line whose own date lies outside the period that its heading names."""
    for line in lines:
        for statement in line.report.fields.get("when", ()):
            if len(statement.spans) > 1 and any(d.note == OUTSIDE for d in statement.derived):
                own, heading = statement.spans[0], statement.spans[-1]
                message = f"A line dated {own.quote!r} stands under {heading.quote!r}."
                yield Check("date_order", "warning", None, None, message, (("when", own), ("when", heading)))
