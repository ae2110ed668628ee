"""What a person should look at next and why, and how far two reviewers agree: pure functions of the records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import cos, hypot, inf, radians
from typing import Final

from sijill.model.records import Review, Statement, canonical, taken_back
from sijill.model.values import Json, Range, When
from sijill.model.views import Report

# What the news reader gives to a deed that it found is 0.7, a line of a list 0.95; under it is less than usual.
LOW_CONFIDENCE: Final = 0.7
HIGH_TOLL: Final = 20
"""Killed or wounded from which a slip would move a month's total, so that a second look is cheap."""

FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "bomb": ("ied", "vehicle_bomb", "suicide_bomb", "landmine", "grenade"),
    "fire from afar": ("rocket", "missile", "mortar", "artillery", "rpg"),
    "air": ("drone", "airstrike"),
    "guns": ("small_arms", "sniper"),
}
"""Weapons that two reports of one attack may give each other's name; any other is a family of its own."""
VAGUE: Final = (None, "attack", "armed_clash", "other")
"""Kinds that name no weapon."""
NEAR_KM: Final = 5.0
"""Two names for one spot: the embassy and the quarter that it stands in."""
_FAMILY: Final = {weapon: family for family, weapons in FAMILIES.items() for weapon in weapons}


@dataclass(frozen=True, slots=True)
class Shown:
    """A field that a reviewer sees and may correct: its number and letter, its name in records, its name in words."""

    number: str
    letter: str
    field: str
    words: str


FIELDS: Final = (
    Shown("1", "d", "when", "day"),
    Shown("2", "p", "place", "place"),
    Shown("3", "e", "kind", "event"),
    Shown("4", "w", "weapons", "weapon"),
    Shown("5", "t", "targets", "target"),
    Shown("6", "k", "killed", "killed"),
    Shown("7", "h", "wounded", "hurt"),
    Shown("8", "b", "perpetrators", "by"),
    Shown("9", "s", "status", "status"),
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a report is doubtful. code: for programs; words: for people; weight: higher comes first."""

    code: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Item:
    """One report to look at. doubles: reports that may tell of the same attack. judged: who has judged it, and how."""

    report: Report
    reasons: tuple[Reason, ...] = ()
    doubles: tuple[str, ...] = ()
    judged: Mapping[str, str] | None = None

    @property
    def doubt(self) -> float:
        return sum(reason.weight for reason in self.reasons)


def queue(
    reports: Sequence[Report],
    *,
    judged: Mapping[str, Mapping[str, str]],
    incident_of: Mapping[str, str],
    apart: Collection[frozenset[str]] = (),
    own: Collection[str] = (),
    second_by: str | None = None,
) -> list[Item]:
    """The reports of incidents that no person has accepted or rejected as a whole, the most doubtful first.

    reports: all that stand, in sequence order; equal doubt keeps that order. judged: by report, who gave which verdict.
    incident_of: each report's incident. apart: pairs that someone holds DISTINCT or PART_OF. own: documents that are a
    person's own words, which need no second reading. second_by: give instead what others have judged and this person
    ("person:NAME") has not, for `agreement`.
    """
    told = [report for report in reports if report.family == "incident"]
    doubles = possible_doubles(told, incident_of=incident_of, apart=apart)
    by_incident: dict[str, list[Report]] = {}
    for report in told:
        by_incident.setdefault(incident_of.get(report.id, report.id), []).append(report)
    items = []
    for report in told:
        verdicts = judged.get(report.id, {})
        if second_by is None:
            waits = not verdicts and report.document not in own
        else:
            waits = bool(verdicts) and second_by not in verdicts
        if waits:
            others = [r for r in by_incident[incident_of.get(report.id, report.id)] if r.id != report.id]
            near = doubles.get(report.id, ())
            items.append(Item(report, tuple(reasons(report, others, near)), tuple(r.id for r in near), verdicts))
    return sorted(items, key=lambda item: -item.doubt)


def reasons(report: Report, others: Sequence[Report] = (), doubles: Sequence[Report] = ()) -> list[Reason]:
    """Why this report is doubtful, the weightiest first. others: of the same incident. doubles: that may be."""
    found = [*_about_when(report), *_about_place(report), *_about_what(report), *_about_tolls(report, others)]
    if doubles:
        listed = "; ".join(f"{report_name(r)}: {in_short(r)}" for r in doubles[:3])
        more = f" and {len(doubles) - 3} more" if len(doubles) > 3 else ""
        found.append(Reason("double", f"may be the same as {listed}{more}", 2))
    if any(s.by_person for s in report.statements()):
        found.append(Reason("corrected", "a person has corrected a field, not accepted the whole", 0))
    return sorted(found, key=lambda reason: -reason.weight)


def _about_when(report: Report) -> list[Reason]:
    when = report.value("when")
    if when is None:
        return [Reason("no_day", "the day is not known", 3)]
    if when["precision"] != "day":
        return [Reason("rough_day", f"only the {when['precision']} is known", 1)]
    return []


def _about_place(report: Report) -> list[Reason]:
    place = report.value("place")
    if place is None:
        return [Reason("no_place", "the place is not known", 3)]
    if place.get("latitude") is None:
        return [Reason("unfound_place", f"“{place['name']}” is in no gazetteer", 3)]
    if place.get("precision") == "country":
        return [Reason("rough_place", "only the country is known", 2)]
    return []


def _about_what(report: Report) -> list[Reason]:
    found = []
    weapons = [told.get("type") for told in report.values("weapons")]
    if report.value("kind") in (None, "other") or weapons == ["unknown"]:
        found.append(Reason("no_weapon", "what was done is not clear", 1))
    sure = [s.confidence for s in report.statements() if s.confidence is not None]
    if sure and min(sure) < LOW_CONFIDENCE:
        found.append(Reason("unsure", f"the reader is unsure ({min(sure):.2f} of 1)", 2 + LOW_CONFIDENCE - min(sure)))
    if report.value("status") in ("claimed_only", "denied"):
        found.append(Reason("status", f"it is told as {in_words('status', report.value('status'))}", 1))
    return found


def _about_tolls(report: Report, others: Sequence[Report]) -> list[Reason]:
    found = []
    for field in ("killed", "wounded"):
        told = report.value(field)
        if told is None:
            continue
        otherwise = {in_words(field, r.value(field)) for r in others if r.value(field) not in (None, told)}
        if otherwise:
            listed = ", ".join(sorted(otherwise))
            words = f"{in_words(field, told)} {field} here, {listed} in another report of it"
            found.append(Reason("toll_differs", words, 3))
        if Range.from_json(told).middle >= HIGH_TOLL:
            found.append(Reason("high_toll", f"a high toll: {in_words(field, told)} {field}", 1))
    return found


# -- doubles ------------------------------------------------------------------------------------------------------


def possible_doubles(
    reports: Iterable[Report],
    *,
    incident_of: Mapping[str, str],
    apart: Collection[frozenset[str]] = (),
) -> dict[str, list[Report]]:
    """By report: others of the same day, place and weapon family that nobody has joined to it or held apart from it.

    Places are the same if the gazetteer's id is, if one names no more than the division of the other, or if they lie
    within NEAR_KM.
    Two reports of one document are passed over: it tells them as two.
    """
    days: dict[tuple[date, str], list[Report]] = {}
    families: dict[str, set[str]] = {}
    for report in reports:
        place = report.value("place")
        if place is not None and (place.get("admin1") or place.get("gazetteer_id")):
            families[report.id] = _families(report)
            for day in _days(report):
                days.setdefault((day, place.get("admin1") or place["gazetteer_id"]), []).append(report)
    found: dict[str, dict[str, Report]] = {}
    held = set(apart)
    for near in days.values():
        for one, two in combinations(near, 2):
            if one.document == two.document or frozenset((one.id, two.id)) in held:
                continue
            if incident_of.get(one.id, one.id) == incident_of.get(two.id, two.id):
                continue
            if _same_place(one, two) and _alike(one, two, families[one.id], families[two.id]):
                found.setdefault(one.id, {})[two.id] = two
                found.setdefault(two.id, {})[one.id] = one
    return {id: list(others.values()) for id, others in found.items()}


def _days(report: Report) -> list[date]:
    when = report.value("when")
    if when is None or when["precision"] != "day":
        return []
    told = When.from_json(when)
    # "The night of 20 to 21 December" is two days; longer intervals are no day to meet on.
    n_days = (told.end - told.start).days + 1
    return [told.start + timedelta(days=n) for n in range(n_days)] if n_days <= 3 else []


def _same_place(one: Report, two: Report) -> bool:
    a, b = one.value("place"), two.value("place")
    if a.get("gazetteer_id") is not None and a.get("gazetteer_id") == b.get("gazetteer_id"):
        return True
    return "admin1" in (a.get("precision"), b.get("precision")) or _km(a, b) <= NEAR_KM


def _km(a: Mapping[str, Json], b: Mapping[str, Json]) -> float:
    """How far two places lie from each other, infinite where a point is not known. Good enough within a day's drive."""
    if a.get("latitude") is None or b.get("latitude") is None:
        return inf
    north = a["latitude"] - b["latitude"]
    east = (a["longitude"] - b["longitude"]) * cos(radians(a["latitude"]))
    return 111.2 * hypot(north, east)


def _alike(one: Report, two: Report, ours: Collection[str], theirs: Collection[str]) -> bool:
    """Whether two reports, with their weapon families, may tell of the same weapon.

    One that names no weapon fits any if its deed is as vague.
    """
    if ours and theirs:
        return not set(ours).isdisjoint(theirs)
    if one.value("kind") == two.value("kind"):
        return True
    silent = two if ours else one
    return bool(ours or theirs) and silent.value("kind") in VAGUE


def _families(report: Report) -> set[str]:
    weapons = [str(told["type"]) for told in report.values("weapons") if told.get("type") != "unknown"]
    return {_FAMILY.get(weapon, weapon) for weapon in weapons}


# -- agreement ----------------------------------------------------------------------------------------------------

Unit = tuple[str, str]
"""Report id and field: what two reviewers decide alike or not."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree on what both have decided.

    n: fields that both decided; n_same: alike. kappa: Cohen's, None where chance alone explains all (both always
    decided the same one way) or there is nothing to compare. n_reports: reports that both spoke of.
    """

    first: str
    second: str
    n: int
    n_same: int
    n_reports: int
    kappa: float | None

    @property
    def percent(self) -> float | None:
        return 100 * self.n_same / self.n if self.n else None


def decisions(
    told: Sequence[Report], statements: Sequence[Statement], reviews: Sequence[Review]
) -> dict[str, dict[Unit, str]]:
    """What each person decided of each field: "accept", "reject", or a correction with its value.

    told: the reports as machines tell them. statements, reviews: all, in sequence order. To accept or reject a report
    is to accept or reject each field that rests on words of it, or that anybody has corrected, but for those on which
    the person said otherwise. Decisions that were taken back do not count.
    """
    gone = taken_back(reviews)
    spoken = [s for s in statements if s.by_person and s.id not in gone]
    judged = [r for r in reviews if r.verdict != "undo" and r.id not in gone]
    shown = {each.field for each in FIELDS}
    fields: dict[str, set[str]] = {}
    for report in told:
        fields[report.id] = {s.field for s in report.statements() if s.spans and s.field in shown}
    for id, field in [*((s.report, s.field) for s in spoken), *((r.report, r.field) for r in judged if r.field)]:
        fields.setdefault(id, set()).add(field)
    found: dict[str, dict[Unit, str]] = {}
    for review in judged:
        if review.field is None:
            whole = found.setdefault(review.by, {})
            whole.update({(review.report, field): review.verdict for field in fields.get(review.report, ())})
    for review in judged:
        if review.field is not None:
            found.setdefault(review.by, {})[review.report, review.field] = review.verdict
    values: dict[tuple[str, str, str], list[Json]] = {}
    superseded = {(s.by, s.replaces) for s in spoken if s.replaces}
    for statement in spoken:
        if (statement.by, statement.id) not in superseded:
            values.setdefault((statement.by, statement.report, statement.field), []).append(statement.value)
    for (by, id, field), said in values.items():
        found.setdefault(by, {})[id, field] = f"correct {canonical(said)}"
    return found


def agreement(decided: Mapping[str, Mapping[Unit, str]]) -> list[Agreement]:
    """Per cent agreement and kappa of every two reviewers who decided something in common.

    decided: as `decisions` gives it. Method: Cohen 1960, Educational and Psychological Measurement 20(1).
    """
    found = []
    for first, second in combinations(sorted(decided), 2):
        both = sorted(decided[first].keys() & decided[second].keys())
        if both:
            ours, theirs = [decided[first][unit] for unit in both], [decided[second][unit] for unit in both]
            n_same = sum(a == b for a, b in zip(ours, theirs, strict=True))
            n_reports = len({report for report, _ in both})
            found.append(Agreement(first, second, len(both), n_same, n_reports, kappa(ours, theirs)))
    return found


def kappa(ours: Sequence[str], theirs: Sequence[str]) -> float | None:
    """Cohen's kappa of two equally long lists of verdicts; None if none, or if chance alone would agree on all."""
    n = len(ours)
    if not n:
        return None
    observed = sum(a == b for a, b in zip(ours, theirs, strict=True)) / n
    by_chance = sum(ours.count(word) * theirs.count(word) for word in {*ours, *theirs}) / (n * n)
    return None if by_chance >= 1 else (observed - by_chance) / (1 - by_chance)


# -- words --------------------------------------------------------------------------------------------------------


def in_words(field: str, value: Json) -> str:
    """A value as a person reads it; "not known" for None."""
    if value is None or value == []:
        return "not known"
    match field:
        case "when":
            told = When.from_json(value)
            if told.precision == "month":
                return f"{told.start:%Y-%m}"
            return f"{told.start}" if told.start == told.end else f"{told.start} to {told.end}"
        case "place":
            return ", ".join(dict.fromkeys(filter(None, (value.get("name"), value.get("admin1")))))
        case "killed" | "wounded" | "count":
            return _number(Range.from_json(value))
        case "weapons" | "targets":
            return str(value["type"]).replace("_", " ")
        case "perpetrators":
            return f"{value['name']} ({value['basis']})"
    return str(value).replace("_", " ")


def _number(told: Range) -> str:
    if told.low == told.high:
        return str(told.low)
    return f"at least {told.low}" if told.high is None else f"{told.low} to {told.high}"


def told_in_words(report: Report, field: str) -> str:
    """All that a report says of a field."""
    return ", ".join(in_words(field, value) for value in report.values(field)) or "not known"


def in_short(report: Report) -> str:
    """A report in one line: day, place, what, whether it occurred, toll.

    What is not known is said for day and place alone, a status only where it did not occur.
    """
    what = told_in_words(report, "weapons") if report.values("weapons") else in_words("kind", report.value("kind"))
    parts = [
        in_words("when", report.value("when")) if report.value("when") else "day not known",
        in_words("place", report.value("place")) if report.value("place") else "place not known",
        " on ".join([what, *[told_in_words(report, "targets")][: len(report.values("targets"))]]),
    ]
    if report.value("status") not in (None, "occurred"):
        parts.append(in_words("status", report.value("status")))
    elif report.value("kind") == "disrupted_weapons_use" and report.values("weapons"):
        parts.append(in_words("kind", report.value("kind")))
    for field in ("killed", "wounded"):
        if report.value(field) is not None:
            parts.append(f"{in_words(field, report.value(field))} {field}")
    return "; ".join(parts)


def report_name(report: Report) -> str:
    """The beginning of a report's id that lists show."""
    return report.id[:10]
