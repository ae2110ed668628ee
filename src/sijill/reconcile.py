"""Reconcile what a text states with what it lists: totals against lines, sums against parts.

A sum is accused only when no fair reading of it holds: of the list it closes, of its own period and place, of the
whole text, with or without the lines that are no attacks, counting a line that tells two attacks once or twice.
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
_BOMBS = frozenset({"ied", "vehicle_bomb", "landmine"})
_SURE = 0.8
"""Below this a total's scope is not understood well enough to accuse it; at it, only if its chain holds."""
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
    """The total's scope, with the words that name its weapon: "roadside bombs" are not all bombs."""
    scope = dict(total.value("scope") or {})
    if scope.get("weapon"):
        scope["weapon_words"] = total.fields["scope"][0].spans[-1].quote
    return scope


def _stem(words: str) -> str:
    return words.lower().replace("-", " ").rstrip("s")


# -- totals against lines -----------------------------------------------------------------------------------------


def _stated(totals: Sequence[Report], lines: Sequence[_Line]) -> Iterator[Check]:
    broken = {p["total"] for t in totals if (p := t.value("part_of"))} & {c for c in _broken(totals, lines)}
    months = {str(_scope(t).get("when")) for t in totals if t.value("told_in") == "line"}
    sure = _sure(totals, lines)
    for total in totals:
        part = total.value("part_of")
        if part and part["total"] in broken:
            continue
        if total.id not in sure:
            continue
        readings = list(_readings(total, lines))
        in_scope = [reading for reading in readings if reading]
        if not in_scope and not _must_have_lines(total, months):
            continue
        stated = int(_n(total).value)
        of = str(total.value("of"))
        if any(stated in _sums(reading, of) for reading in readings):
            continue
        nearest = min(in_scope or [[]], key=lambda reading: abs(_shown(reading, of, stated) - stated))
        yield _mismatch(total, stated, _shown(nearest, of, stated), of, nearest)


def _sure(totals: Sequence[Report], lines: Sequence[_Line]) -> set[str]:
    """Totals whose scope is understood; a count with no noun is one of attacks if another such count of the text is."""
    sure = {t.id for t in totals if (_n(t).confidence or 0) > _SURE}
    tentative = [t for t in totals if _n(t).confidence == _SURE]
    held = [t for t in tentative if any(r and int(_n(t).value) in _sums(r, "incidents") for r in _readings(t, lines))]
    return sure | ({t.id for t in tentative} if held else set())


def _must_have_lines(total: Report, months: set[str]) -> bool:
    """Whether an empty scope is a fault: a totals line of a named month, or prose about a month that has one."""
    when = _scope(total).get("when")
    if when is None or _scope(total).get("weapon") or _scope(total).get("place"):
        return False
    return total.value("told_in") == "line" or str(when) in months


def _readings(total: Report, lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The sets of lines that a total may fairly be about, the likeliest first."""
    scope = _scope(total)
    covered = set(total.value("covers") or ())
    own = [line for line in lines if line.report.id in covered]
    pools = [own, list(lines)] if own and total.value("told_in") != "prose" else [list(lines)]
    if scope.get("when") is None and total.value("told_in") != "line":
        pools += list(_by_month(lines)) if total.value("told_in") == "prose" else []
    if own and total.value("told_in") != "prose":
        # "Guns (5)" over a list counts its lines, snipers and all.
        yield own
    for pool in pools:
        yield from _within(pool, scope)


def _by_month(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    months: dict[tuple[int, int], list[_Line]] = {}
    for line in lines:
        if line.when:
            months.setdefault((line.when.start.year, line.when.start.month), []).append(line)
    yield from reversed(months.values())


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
    if weapon := scope.get("weapon"):
        exact = [line for line in kept if any(w["type"] == weapon for w in line.report.values("weapons"))]
        first = [line for line in kept if [w["type"] for w in line.report.values("weapons")][:1] == [weapon]]
        yield exact
        yield first
        if words := scope.get("weapon_words"):
            yield [
                line for line in kept if any(_stem(w["text"]) == _stem(words) for w in line.report.values("weapons"))
            ]
        if weapon in _BOMBS:
            yield [line for line in kept if any(w["type"] in _BOMBS for w in line.report.values("weapons"))]
        return
    yield kept


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
        if whole in by_id and all((_n(t).confidence or 0) > 0.5 for t in members):
            yield by_id[whole], members, all(t.value("part_of")["closed"] for t in members)


def _broken(totals: Sequence[Report], lines: Sequence[_Line]) -> Iterator[str]:
    for whole, members, closed in _families(totals):
        summed = sum(int(_n(t).value) for t in members)
        stated = int(_n(whole).value)
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
        key = repr(
            [_told(line.report, name) for name in ("kind", "weapons", "targets", "place", "when", "killed", "wounded")]
        )
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
