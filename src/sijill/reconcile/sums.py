"""What a stated total may fairly be about: the sets of lines, and their sums."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from sijill.model.records import Statement
from sijill.model.values import Json, Range, When
from sijill.model.views import Report

_NO_ATTACK = frozenset({"arrests", "other", "agreement", "change_to_group_activity"})
_TAKES_IN = {
    "ied": {"vehicle_bomb", "landmine"}, "vehicle_bomb": {"suicide_bomb"}, "small_arms": {"sniper"},
    "artillery": {"mortar", "rocket"},
}  # fmt: skip
"""Weapons that another's word may take in: "bombs", "car bombs", "gunfire", "shelling"."""
_FORCES = frozenset({"police_or_army", "military_base", "military_convoy", "militia"})
"""Targets that a word for forces may take in: "attacks on coalition forces" hit their bases and their convoys."""
UNSURE = frozenset({"from the title", "in several divisions"})
"""Notes on a place that the line itself does not settle."""
LOOSE = 0.5
"""The confidence of a total whose words were not all understood."""
SLIP = 3
"""How far a slip of the author commonly is off."""


@dataclass(frozen=True, slots=True)
class Line:
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


def line_of(report: Report, side_of: Callable[[str | None], str]) -> Line:
    sides = {side_of(p.get("actor_id")) for p in report.values("perpetrators")}
    kind, weapons = report.value("kind"), {w["type"] for w in report.values("weapons")}
    air = kind == "air_drone_strike" and "airstrike" in weapons
    by_state = kind in _NO_ATTACK or "state" in sides or air
    foiled = kind == "disrupted_weapons_use" or report.value("status") == "foiled"
    when = report.value("when")
    return Line(report, by_state, foiled, When.from_json(when) if when else None)


def stated_in(total: Report) -> Statement:
    return total.fields["n"][0]


def scope_of(total: Report) -> dict[str, Json]:
    return dict(total.value("scope") or {})


def _stem(words: str) -> str:
    return words.lower().replace("-", " ").rstrip("s")


@dataclass(frozen=True, slots=True)
class Held:
    """A stated total beside the list. holds: one fair reading of it gives the stated number."""

    total: Report
    stated: int
    of: str
    holds: bool
    empty: bool
    """No line lies in any of its scopes: it is about something else, or about a month that must have lines."""
    found: int
    lines: Sequence[Line]
    single: bool
    """It is about one attack, but not about one line."""

    @property
    def prose(self) -> bool:
        return bool(self.total.value("told_in") == "prose")

    @property
    def near(self) -> bool:
        """Whether it is off by so little that a slip of the author is likelier than a misreading."""
        return abs(self.stated - self.found) <= max(SLIP, self.stated // 4)


def hold(total: Report, lines: Sequence[Line]) -> Held:
    stated, of = int(stated_in(total).value), str(total.value("of"))
    readings = list(fair_readings(total, lines))
    holds = any(stated in sums(reading, of) for _, reading in readings) or _may_hold(total, lines, stated)
    told = [reading for rank, reading in readings if reading and rank == 0]
    first = min(told or [[]], key=lambda reading: abs(shown(reading, of, stated) - stated))
    single = bool((total.value("readings") or [{}])[0].get("single")) and len(told[:1] and told[0]) != 1
    return Held(total, stated, of, holds, not told, shown(first, of, stated), first, single)


def _may_hold(total: Report, lines: Sequence[Line], stated: int) -> bool:
    """Whether a total about a place holds if some lines whose place is not sure lie in it."""
    of = str(total.value("of"))
    if total.value("covers") and total.value("told_in") != "prose":
        # A heading over a list is held to its own lines.
        return False
    unsure = [line for line in lines if _unsure_of_place(line)]
    for scope in total.value("readings") or [scope_of(total)] if unsure else ():
        if not scope.get("place"):
            continue
        anywhere = {name: value for name, value in scope.items() if name not in {"place", "places"}}
        for reading in within([line for line in lines if line not in unsure], scope):
            sure = max(sums(reading, of))
            more = sum(line.number(of) for kept in islice(within(unsure, anywhere), 1) for line in kept)
            if sure <= stated <= sure + more:
                return True
    return False


def _unsure_of_place(line: Line) -> bool:
    """Whether a line names no place of its own, or one that lies in several divisions."""
    told = line.report.fields.get("place", ())
    return not told or any(derived.note in UNSURE for statement in told for derived in statement.derived)


def fits(total: Report, lines: Sequence[Line], n: int) -> bool:
    """Whether the list has n in one fair reading of a total."""
    of = str(total.value("of"))
    return any(n in sums(reading, of) for _, reading in fair_readings(total, lines))


def fair_readings(total: Report, lines: Sequence[Line]) -> Iterator[tuple[int, list[Line]]]:
    """The sets of lines that a total may fairly be about, each with the rank of its scope, 0 the likeliest."""
    scopes = [dict(scope) for scope in total.value("readings") or [scope_of(total)]]
    covered = set(total.value("covers") or ())
    own = [line for line in lines if line.report.id in covered]
    under = bool(own) and total.value("told_in") != "prose"
    if under:
        # "Guns (5)" over a list counts its lines, snipers and all.
        yield 0, own
    for rank, scope in enumerate(scopes):
        for pool in [own, list(lines)] if under else [list(lines)]:
            for reading in within(pool, scope):
                yield rank, reading
                if scope.get("single"):
                    yield from ((rank, [line]) for line in reading)


def within(pool: Sequence[Line], scope: dict[str, Json]) -> Iterator[list[Line]]:
    kept = list(pool)
    if scope.get("when"):
        period = When.from_json(scope["when"])
        if any(line.when and line.when.overlaps(period) and not line.when.within(period) for line in kept):
            # A line known only by its month cannot be put in or out of a week.
            return
        kept = [line for line in kept if line.when and line.when.within(period)]
    if scope.get("places"):
        together = [
            line for line in kept if any(_lies_in(line.report.value("place"), name) for name in scope["places"])
        ]
        rest = {name: value for name, value in scope.items() if name not in {"places", "place", "when"}}
        yield from within(together, rest)
    if scope.get("place"):
        named = _naming(kept, scope)
        kept = [line for line in kept if _lies_in(line.report.value("place"), scope["place"])]
        if len(named) > len(kept):
            yield from within(named, {n: v for n, v in scope.items() if n not in {"places", "place", "when"}})
    if scope.get("hurting"):
        told = str(scope["hurting"])
        if told == "no_wounded":
            # "Two attacks hurt nobody": none was wounded, or none killed either.
            yield from within(kept, scope | {"hurting": "no_casualties"})
        kept = [line for line in kept if bool(line.number(told.removeprefix("no_"))) != told.startswith("no_")]
    for aimed in _aimed(kept, scope["targets"]) if scope.get("targets") else [kept]:
        yield from _armed(aimed, scope["weapons"], scope.get("apart") or ()) if scope.get("weapons") else [aimed]


def _naming(kept: Sequence[Line], scope: dict[str, Json]) -> list[Line]:
    """Lines in a place, and those that name it beside or within a finer one: "Haboubi Square, Nasiriyah"."""
    word = _bare(str(scope.get("place_said") or ""))
    return [
        line
        for line in kept
        if _lies_in(line.report.value("place"), scope["place"])
        or (word and any(_names(s.quote, word) for told in line.report.fields.get("place", ()) for s in told.spans))
    ]


def _names(quote: str, word: str) -> bool:
    """Whether words for a place name another: "حي الزهور بالموصل" names Mosul."""
    return re.search(rf"(?<!\w)[وفبلك]?{re.escape(word)}(?!\w)", _bare(quote)) is not None


def _bare(name: str) -> str:
    return name.casefold().replace("-", " ").strip()


def take_in_all(parts: Sequence[Report], lines: Sequence[Line]) -> bool:
    """Whether every line is of one of the parts, each read as widely as is fair: a sniper's is of the "shootings"."""
    scopes = [dict((part.value("readings") or [{}])[0]) for part in parts]
    taken = [line for scope in scopes for reading in within(lines, scope) for line in reading]
    return all(any(line is one for one in taken) for line in lines)


def _aimed(kept: Sequence[Line], told: Sequence[Sequence[Json]]) -> Iterator[list[Line]]:
    """Lines at what some words name: of that type, or by the very words."""
    types, words = {type_ for type_, *_ in told}, [_stem(text) for _, text, _ in told]
    by_type = [line for line in kept if any(t["type"] in types for t in line.report.values("targets"))]
    by_word = [
        line for line in kept if any(w in _stem(t["text"]) for t in line.report.values("targets") for w in words)
    ]
    yield by_type
    listed = [line for line in by_type if not _is_learned(line)]
    if len(listed) < len(by_type):
        # The lists of words did not make these targets what the others are.
        yield listed
    yield by_word
    yield [line for line in kept if any(line is one for one in (*by_type, *by_word))]
    if types & _FORCES:
        yield [line for line in kept if any(t["type"] in types | _FORCES for t in line.report.values("targets"))]


def _is_learned(line: Line) -> bool:
    """Whether the main target of a line is by the learned scorer, against the lists of words."""
    told = next(iter(line.report.fields.get("targets", ())), None)
    return told is not None and any("learned" in how.note for how in told.derived)


def _armed(kept: Sequence[Line], told: Sequence[Sequence[Json]], apart: Sequence[Json]) -> Iterator[list[Line]]:
    """Lines by what some words name: of that type, by the very words, or of all that a broad word takes in.

    A sniper's shot may be counted among those of guns, and so may what names no weapon.
    apart: types that other parts of the same sum name: of "4 shootings, 1 by a sniper" the four are no sniper's.
    """
    types, words = {type_ for type_, *_ in told}, [_stem(text) for _, text, _ in told]
    broad = {
        wider
        for type_, _, weak in told
        if weak or type_ == "small_arms"
        for wider in _TAKES_IN.get(str(type_), ())
        if wider not in apart
    }
    used = [(line, line.report.values("weapons")) for line in kept]
    yield [line for line, weapons in used if any(w["type"] in types for w in weapons)]
    yield [line for line, weapons in used if {w["type"] for w in weapons[:1]} & types]
    yield [line for line, weapons in used if any(_stem(w["text"]) in words for w in weapons)]
    yield [line for line, weapons in used if any(w["type"] in types or _said(w, words) for w in weapons)]
    if broad:
        yield [line for line, weapons in used if any(w["type"] in broad | types for w in weapons)]
    if "small_arms" in types:
        # Of a clash it is seldom told with what: it may be counted among the shootings.
        for bare in ({"armed_clash"}, {"armed_clash", "attack"}):
            yield [
                line
                for line, weapons in used
                if any(w["type"] in types for w in weapons) or (not weapons and line.report.value("kind") in bare)
            ]


def _said(weapon: Json, words: Sequence[str]) -> bool:
    """Whether a line's word for a weapon holds another: "suicide car bomb" is a car bomb too."""
    return any(" " in word and word in _stem(weapon["text"]) for word in words)


def _lies_in(place: Json, name: str) -> bool:
    return bool(place) and name in (place.get("admin1"), place.get("admin2"), place.get("name"))


def sums(lines: Sequence[Line], of: str) -> set[int]:
    sums: set[int] = set()
    for keep_state, keep_foiled in product((True, False), repeat=2):
        kept = [line for line in lines if (keep_state or not line.by_state) and (keep_foiled or not line.foiled)]
        sums.add(sum(line.number(of) for line in kept))
        if of == "incidents":
            sums.add(len(kept))
    return sums


def shown(lines: Sequence[Line], of: str, stated: int) -> int:
    return min(sums(lines, of), key=lambda n: abs(n - stated))
