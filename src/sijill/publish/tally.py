"""Add up incidents as ranges, where unknown is never nought and a part is never counted twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill.model.values import Json, Range
from sijill.model.views import Incident


@dataclass(frozen=True, slots=True)
class Tally:
    """Incidents and the people killed and wounded in them.

    killed, wounded: None if no incident states the number; high is None if any is open or unstated.
    n_unstated: by measure ("killed", "wounded") and "toll", those that state neither.
    """

    n: Range
    killed: Range | None
    wounded: Range | None
    n_unstated: Mapping[str, int]
    incidents: tuple[Incident, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(incident.id for incident in self.incidents)

    def __bool__(self) -> bool:
        return bool(self.incidents)


def tally(incidents: Sequence[Incident], *, among: Sequence[Incident] | None = None) -> Tally:
    """Add up incidents.

    among: the whole selection that `incidents` is a group of, so that groups add up to it: where an incident of the
    selection is part of another one of it, the toll of the whole stands for both, and the whole counts only for what
    its parts do not.
    """
    selection = incidents if among is None else among
    here = {incident.id: incident for incident in selection}
    covered = {part for whole in selection for part in whole.parts if part in here}
    tolls = [incident for incident in incidents if incident.id not in covered]
    unstated = {name: sum(toll(i, name) is None for i in tolls) for name in ("killed", "wounded")}
    unstated["toll"] = sum(toll(i, "killed") is None and toll(i, "wounded") is None for i in tolls)
    return Tally(
        add([_own_count(incident, here) for incident in incidents]),
        _people(tolls, "killed"),
        _people(tolls, "wounded"),
        unstated,
        tuple(incidents),
    )


def toll(incident: Incident, measure: str) -> Range | None:
    """The number killed or wounded in an incident, None if no source states it."""
    return as_range(incident.value(measure))


def count(incident: Incident) -> Range:
    """How many attacks an incident stands for: 1 unless its sources say otherwise."""
    return as_range(incident.value("count")) or Range.exactly(1)


def as_range(value: Json) -> Range | None:
    return Range.from_json(value) if value is not None else None


def add(ranges: Sequence[Range]) -> Range:
    """Add what is stated; where no best is stated, low stands in. high is None if any is open."""
    return Range(
        sum(r.low for r in ranges),
        sum(r.middle for r in ranges),
        None if any(r.high is None for r in ranges) else sum(r.high or 0 for r in ranges),
    )


def _people(incidents: Sequence[Incident], measure: str) -> Range | None:
    stated = [found for incident in incidents if (found := toll(incident, measure)) is not None]
    if not stated:
        return None
    summed = add(stated)
    return summed if len(stated) == len(incidents) else Range(summed.low, summed.best, None)


def _own_count(incident: Incident, here: Mapping[str, Incident]) -> Range:
    own = count(incident)
    parts = [count(here[part]) for part in incident.parts if part in here]
    if not parts:
        return own
    told = add(parts)
    high = None if own.high is None else max(0, own.high - (told.high if told.high is not None else own.high))
    low, best = max(0, own.low - told.low), max(0, own.middle - told.middle)
    return Range(low, max(low, best), None if high is None else max(high, low, best))
