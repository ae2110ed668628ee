"""Draft a post: from incidents that someone else chose to figures, paragraphs, lists and sources."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date, timedelta

from sijill.errors import BadInput
from sijill.model.text import Document
from sijill.model.views import Incident
from sijill.publish.bibliography import bibliography
from sijill.publish.desk import Desk, coded
from sijill.publish.map import read_divisions
from sijill.publish.post import Cell, Group, Line, Piece, Post, PostData, Words, plain
from sijill.publish.prose import (
    headline,
    month_figure,
    month_scope,
    paragraphs,
    scoped,
    theatre,
    unfinished,
)
from sijill.publish.tally import Tally, tally

PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
WEEK_DAYS = 7
"""A period of so many days or fewer is one list, not a list by month."""


def draft(data: PostData) -> Post:
    """Draft a post from what counts in a period.

    Raises BadInput where an incident quotes a document that was not handed in, BadRecord where its words do not stand
    there, UnknownLanguage for a language without words for posts.
    """
    desk = Desk(data)
    ordered = sorted(data.incidents, key=desk.sort_key)
    all = tally(ordered)
    weekly = (data.end - data.start).days < WEEK_DAYS
    months = [] if weekly else _by_month(desk, ordered)
    lead = headline(desk, all)
    body = paragraphs(desk, all, months)
    groups = _groups(desk, ordered, months, all)
    others = _others(desk)
    chronology, notes = _chronology(desk), _notes(desk)
    chart, map = _chart(desk, all, months), _map(desk, all)
    for incident in (*ordered, *(data.before or ())):
        desk.member(incident)
    captions = _captions(desk, all, months)
    return Post(
        headline=lead,
        standfirst=data.standfirst,
        caption=data.caption,
        picture=_picture(data),
        language=data.language,
        notation=data.notation,
        theatre=theatre(desk),
        noun=desk.noun,
        start=data.start,
        end=data.end,
        made=data.now,
        made_day=desk.today,
        codebook=data.codebook,
        codebook_version=data.codebook_version,
        as_of=data.as_of,
        version=data.version,
        period=desk.period,
        paragraphs=tuple(body),
        groups=groups,
        others=others,
        chronology=chronology,
        notes=notes,
        method=_method(desk, months),
        sources=bibliography(_cited(desk), desk.words, data.theatre.outlets, data.translations, data.theatre.timezone),
        chart=chart,
        chart_caption=captions[0],
        map=map,
        map_caption=captions[1],
        figures=desk.figures,
        members=desk.members,
        quotes=desk.evidence.quotes,
        divisions=data.theatre.divisions_file,
        points=_points(data),
        countries=data.theatre.countries,
        unfinished=tuple(f"{m:%Y-%m}" for m, _ in months if unfinished(desk, m)),
        findings=tuple(data.findings),
    )


def _by_month(desk: Desk, ordered: Sequence[Incident]) -> list[tuple[date, Tally]]:
    """Every month of the period that has begun, in order, empty ones too."""
    month, months = desk.data.start.replace(day=1), []
    while month <= desk.until:
        following = (month + timedelta(days=32)).replace(day=1)
        group = [
            i for i in ordered if (when := desk.lines.when(i)) and month <= max(when.start, desk.data.start) < following
        ]
        months.append((month, tally(group, among=ordered)))
        month = following
    return months


def _totals(desk: Desk, line: str, n: Line, id: str, label: str, found: Tally, **parts: str) -> Line:
    said = desk.words.line(f"lines.{line}", n=n, **parts)
    if desk.data.notation == "kw" and found:
        return (*said, " ", *desk.kw(id, label, found))
    return said


def _group(
    desk: Desk, key: str, heading: str, incidents: Sequence[Incident], totals: Line | None, *, complete: bool = True,
    reasons: tuple[str, ...] = (),
) -> Group:  # fmt: skip
    lines = tuple(desk.line(incident) for incident in incidents)
    dates = tuple(desk.words.when(desk.lines.when(incident), "brief") for incident in incidents)
    return Group(key, heading, lines, dates, totals, complete, reasons)


def _groups(
    desk: Desk, ordered: Sequence[Incident], months: Sequence[tuple[date, Tally]], all: Tally
) -> tuple[Group, ...]:
    """The list: by month with totals, or of one week; incidents without a date at the end."""
    words = desk.words
    none = words.text("none_recorded")
    if not months:
        n = desk.counted("incidents", scoped(desk, "incidents"), all, form=None) if all else (none,)
        key = "week_totals" if (desk.data.end - desk.data.start).days == WEEK_DAYS - 1 else "period_totals"
        totals = _totals(desk, key, n, "incidents", scoped(desk, "incidents"), all)
        return (_group(desk, "week", desk.period, ordered, totals, complete=desk.until == desk.data.end),)
    groups = []
    for month, found in months:
        n = month_figure(desk, month, found, None)
        label = scoped(desk, "incidents", month_scope(desk, month))
        totals = _totals(
            desk,
            "totals",
            n if found else (none,),
            f"incidents/month={month:%Y-%m}",
            label,
            found,
            month=words.month_name(month),
        )
        open_month = unfinished(desk, month)
        if open_month:
            totals = (*totals, f" ({words.text('sentences.so_far', date=words.day(desk.until, 'short'))})")
        key, heading = f"{month:%Y-%m}", month_scope(desk, month)
        groups.append(_group(desk, key, heading, found.incidents, totals, complete=not open_month))
    undated = [i for i in ordered if desk.lines.when(i) is None]
    if undated:
        found = tally(undated, among=ordered)
        heading = words.text("dates.undated")
        n = desk.counted("incidents/undated", scoped(desk, "incidents", heading), found, form=None)
        totals = words.line("lines.undated_totals", n=n)
        groups.append(_group(desk, "undated", heading, undated, totals))
    return tuple(groups)


def _others(desk: Desk) -> tuple[Group, ...]:
    """What the codebook leaves out, by kind, each with the reason, without totals."""
    kinds: dict[str, list[Incident]] = {}
    for incident in sorted(desk.data.others, key=desk.sort_key):
        kinds.setdefault(str(incident.value("kind") or "other"), []).append(incident)
    told = desk.data.reasons
    return tuple(
        _group(
            desk, kind, desk.words.label("kinds", kind), group, None, reasons=tuple(told.get(i.id, "") for i in group)
        )
        for kind, group in kinds.items()
    )


def _chronology(desk: Desk) -> tuple[Line, ...]:
    lines = []
    ordered = sorted(desk.data.chronology, key=lambda moment: (moment.when.start, moment.when.end))
    for at, moment in enumerate(ordered, 1):
        date_text = desk.words.when(moment.when)
        label = desk.words.text("labels.moment", date=desk.words.when(moment.when, "full"))
        quotes = [desk.evidence.span(document, span, "when") for document, span in moment.evidence]
        start = desk.figure(f"moment/{at}", label, date_text, unit="none", value=None, incidents=[], quotes=quotes)
        lines.append((start, desk.words.text("colon"), Words(moment.text, moment.language)))
    return tuple(lines)


def _notes(desk: Desk) -> tuple[Line, ...]:
    lines: list[Line] = []
    for at, (document, check) in enumerate(desk.data.checks, 1):
        quotes = [desk.evidence.span(document, span, field) for field, span in check.evidence]
        label = desk.words.text("labels.check")
        said = desk.figure(f"check/{at}", label, check.message, unit="none", value=None, incidents=[], quotes=quotes)
        outlet = desk.evidence.outlet(desk.evidence.document(document))
        lines.append((Words(outlet, None), desk.words.text("colon"), said))
    lines.extend((warning,) for warning in desk.data.warnings)
    return tuple(lines)


def _method(desk: Desk, months: Sequence[tuple[date, Tally]]) -> tuple[str, ...]:
    words, data = desk.words, desk.data
    said = [
        words.text(
            "method.made",
            date=words.day(desk.today),
            as_of=f"{data.as_of:,}",
            codebook=data.codebook,
            codebook_version=data.codebook_version,
            version=data.version,
        ),
        *(words.text(f"method.{key}") for key in ("sums", "merged", "weapon")),
    ]
    said.extend(
        words.text("method.unfinished", month=words.month_name(month), date=words.day(desk.until, "short"))
        for month, _ in months
        if unfinished(desk, month)
    )
    dates = [d.published for d in data.documents.values() if d.published is not None and not d.is_note]
    if dates:
        said.append(words.text("method.newest", date=words.day(max(dates).astimezone(data.theatre.timezone).date())))
    return tuple(said)


def _chart(desk: Desk, all: Tally, months: Sequence[tuple[date, Tally]]) -> tuple[Cell, ...]:
    """Months by weapon; one row where the period is not told by month."""
    rows = [(f"{m:%Y-%m}", found, month_scope(desk, m)) for m, found in months] or [("week", all, desk.period)]
    cells = []
    for key, found, scope in rows:
        prefix = f"incidents/month={key}&" if months else "incidents/"
        for weapon, part in desk.split(found.incidents, "weapon", all.incidents).items():
            desk.cell(prefix, part, "weapon", weapon, scope)
            cells.append(Cell(key, weapon or "unknown", f"{prefix}weapon={weapon or '?'}"))
    return tuple(cells)


def _map(desk: Desk, all: Tally) -> tuple[Cell, ...]:
    cells = []
    for admin1, found in desk.split(all.incidents, "admin1", all.incidents).items():
        desk.cell("incidents/", found, "admin1", admin1, desk.period)
        cells.append(Cell(admin1 or "?", "n", f"incidents/admin1={admin1 or '?'}", desk.label("admin1", admin1)))
    return tuple(cells)


def _captions(desk: Desk, all: Tally, months: Sequence[tuple[date, Tally]]) -> tuple[Line, Line]:
    """Whole sentences under the chart and the map, their numbers figures."""
    words = desk.words
    about = {"noun": words.text(f"nouns.{desk.noun}"), "theatre": theatre(desk), "period": desk.period}
    chart: list[Piece] = [words.text("captions.chart" if months else "captions.chart_week", **about)]
    if any(found.n.low != found.n.high for _, found in months):
        chart.append(f" {words.text('captions.chart_uncertain')}")
    for month, _ in months:
        if unfinished(desk, month):
            told = {"month": words.month_name(month), "date": words.day(desk.until, "short")}
            chart.append(f" {words.text('captions.chart_unfinished', **told)}")
    map: list[Piece] = [words.text("captions.map", **about)]
    lost = [i for i in all.incidents if coded(i, "admin1") is None]
    if lost:
        found = tally(lost, among=all.incidents)
        n = desk.cell("incidents/", found, "admin1", None, desk.period, form=desk.noun)
        map.extend((" ", *words.line("captions.map_unknown", n=n)))
    if missing := _without_polygon(desk, all):
        map.append(f" {words.text('captions.map_points', names=plain(words.join(missing)))}")
    if desk.data.theatre.divisions_file is not None:
        map.append(f" {words.text('captions.map_source')}")
    return tuple(chart), tuple(map)


def _without_polygon(desk: Desk, all: Tally) -> list[str]:
    """The divisions that count but have no polygon, by name."""
    file = desk.data.theatre.divisions_file
    names = {name for incident in all.incidents if (name := coded(incident, "admin1")) is not None}
    if file is None or not names:
        return []
    features = read_divisions(file, desk.data.theatre.countries, dict.fromkeys(names, 1))
    return [desk.label("admin1", name) for name in sorted(names - {f["properties"]["name"] for f in features})]


def _points(data: PostData) -> dict[str, tuple[float, float]]:
    """Where each first-level division lies, for one that the polygons lack."""
    divisions = (place for place in data.theatre.places.values() if place.precision == "admin1")
    return {place.name: (place.longitude, place.latitude) for place in divisions}


def _cited(desk: Desk) -> list[Document]:
    """Documents that the post rests on: those of its incidents and of every quote."""
    ids = dict.fromkeys(id for member in desk.members.values() for id in member.documents)
    ids.update(dict.fromkeys(quote.document for quote in desk.evidence.quotes.values()))
    return [desk.evidence.document(id) for id in ids]


def _picture(data: PostData) -> str | None:
    """The picture as a data URI. Raises BadInput for another kind of file."""
    if data.picture is None:
        return None
    kind = PICTURES.get(data.picture.suffix.lower())
    if kind is None:
        raise BadInput(f"{data.picture}: a post's picture is one of {', '.join(PICTURES)}")
    return f"data:{kind};base64,{base64.b64encode(data.picture.read_bytes()).decode('ascii')}"
