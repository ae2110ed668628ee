"""Reports of interactions and ties as views, with the ids that the register gives their actors now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from sijill.model.text import Document
from sijill.model.values import Actor, Json, When
from sijill.model.views import Interaction, Report, Tie

Settle = Callable[[Actor], Actor]
"""The actor as the register knows it now: merged ids made one, names added since the reading found."""


def as_read(actor: Actor) -> Actor:
    return actor


def interactions(
    reports: Iterable[Report], documents: Mapping[str, Document], *, settle: Settle = as_read
) -> Iterator[Interaction]:
    """The interactions of reports, in their order. documents: by id."""
    for report in reports:
        if report.family != "interaction" or report.value("type") is None:
            continue
        when = report.value("when")
        place = report.value("place")
        document = documents.get(report.document)
        yield Interaction(
            report.id, report.document, report.value("type"), report.value("mode"),
            _actors(report.values("initiators"), settle), _actors(report.values("recipients"), settle),
            When.from_json(when) if when else None, place["name"] if place else None, report.value("about"),
            bool(report.value("hedged")), report.value("says"), quote(report, document), _day(document),
            document.outlet if document else None, place.get("gazetteer_id") if place else None,
        )  # fmt: skip


def ties(reports: Iterable[Report], documents: Mapping[str, Document], *, settle: Settle = as_read) -> Iterator[Tie]:
    """The ties of reports, in their order."""
    for report in reports:
        sides = report.value("subject"), report.value("object")
        if report.family != "tie" or report.value("type") is None or None in sides:
            continue
        when = report.value("when")
        days = When.from_json(when) if when else None
        document = documents.get(report.document)
        subject, object = (settle(_actor(side)) for side in sides)
        source = (document.url or document.outlet or document.title or "") if document else ""
        yield Tie(
            report.id, report.value("type"), subject, object, days.start if days else None,
            days.end if days else None, bool(report.value("hedged")), report.value("says"), source, report.document,
            quote(report, document), _day(document),
        )  # fmt: skip


def quote(report: Report, document: Document | None) -> str:
    """The sentence that tells it, from the words it rests on; "" if they are not in the text."""
    spans = [span for said in report.fields.get("type", ()) for span in said.spans]
    if document is None or not spans or not spans[0].fits(document.text):
        return spans[0].quote if spans else ""
    text, at, end = document.text, spans[0].start, spans[-1].end
    start = max(text.rfind(mark, 0, at) for mark in ("\n", ". ", "؟ ", "? ", "! ")) + 1
    stops = [found for mark in ("\n", ". ", "؟", "? ", "! ") if (found := text.find(mark, end)) >= 0]
    return " ".join(text[start : min([*(s + 1 for s in stops), len(text)])].split())


def _actor(told: Mapping[str, Json]) -> Actor:
    return Actor(told["name"], told.get("actor_id"), told.get("type"))


def _actors(told: Iterable[Mapping[str, Json]], settle: Settle) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for each in told:
        actor = settle(_actor(each))
        found.setdefault(actor.actor_id or actor.name.casefold(), actor)
    return tuple(found.values())


def _day(document: Document | None) -> date | None:
    return document.published.date() if document is not None and document.published is not None else None


__all__ = ["Settle", "as_read", "interactions", "quote", "ties"]
