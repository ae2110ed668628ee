"""What a post is written from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sijill.model import views
from sijill.model.values import When
from sijill.model.views import Check, Incident, Report
from sijill.pipeline.views import fold, frame, reports_of
from sijill.resolve.chronology import of_watch_dates
from sijill.theatre import Theatre

if TYPE_CHECKING:
    from sijill.codebook import Codebook
    from sijill.publish.phrases import Phrases
    from sijill.publish.post import Moment, PostData
    from sijill.store import Ledger


def post_data(
    where: str,
    theatre: Theatre,
    codebook: Codebook,
    *,
    start: date,
    end: date,
    now: datetime,
    version: str,
    **choices: Any,
) -> PostData:
    """Everything a post of a period is drafted from. choices: of sijill.publish.PostData, such as title or language."""
    from sijill import stats
    from sijill.publish.phrases import phrases
    from sijill.publish.post import PostData, period_before
    from sijill.store import Ledger

    today = now.astimezone(theatre.timezone).date()
    first, last = period_before(start, end, today)
    kept = frame(where, theatre)
    with kept.connect() as connection:
        query = "SELECT incident FROM frame WHERE start <= ? AND finish >= ?"
        ids = [str(row[0]) for row in connection.execute(query, [end, min(first, start)]).fetchall()]
        unknown = connection.execute("SELECT count(*) FROM frame WHERE start IS NULL").fetchall()[0][0]
        mix = stats.source_mix(
            connection, [(first, last), (start, min(end, today))], codebook=codebook.sql(), today=today
        )
        earliest = connection.execute("SELECT min(start) FROM frame").fetchall()[0][0]
    with Ledger.open(where, create=False) as ledger:
        folded = fold(ledger, theatre, reports=sorted(ledger.closure(ids)))
        checks = _own_checks(ledger, theatre, list(folded.documents))
        as_of = ledger.last_seq()
    verdicts = {row["incident"]: codebook.verdict(row) for row in folded.rows}
    language = choices.get("language", "en")
    inside = [i for i in folded.incidents if _lies_within(i, start, end)]
    before = [i for i in folded.incidents if _lies_within(i, first, last) and verdicts[i.id].counts]
    others = [i for i in inside if not verdicts[i.id].counts]
    warnings = list(choices.pop("warnings", ()))
    if earliest is not None and earliest <= last:
        warnings += mix.warnings()
    if unknown:
        words = phrases(language)
        warnings.append(words.form("undated_in_ledger", unknown).format(n=f"{unknown:,}"))
    steps = [i for i in others if i.value("kind") in {"agreement", "change_to_group_activity", "peaceful_protest"}]
    return PostData(
        start=start, end=end, now=now, theatre=theatre, incidents=[i for i in inside if verdicts[i.id].counts],
        others=others, reasons={i.id: verdicts[i.id].reason(language) for i in others},
        before=before if earliest is not None and earliest <= last else None, documents=folded.documents,
        codebook=codebook.name, codebook_version=codebook.version, as_of=as_of, version=version, checks=checks,
        chronology=_chronology(steps, theatre, start, end, language), warnings=warnings,
        counts_attacks=codebook.name != "all", **choices,
    )  # fmt: skip


def _lies_within(incident: Incident, start: date, end: date) -> bool:
    when = incident.value("when")
    if when is None:
        return False
    told = When.from_json(when)
    if told.precision == "month":
        # An unfinished period still holds the attacks of which only its month is known.
        return start.replace(day=1) <= told.start <= end
    return start <= told.start and told.end <= end


def _own_checks(ledger: Ledger, theatre: Theatre, documents: Sequence[str]) -> list[tuple[str, Check]]:
    from sijill import reconcile

    by_document: dict[str, list[Report]] = {}
    for report in reports_of(ledger, documents):
        by_document.setdefault(report.document, []).append(report)
    return [
        (id, check)
        for id, reports in by_document.items()
        if any(r.family == "total" for r in reports)
        for check in reconcile.check(reports, side_of=theatre.side_of)
        if check.severity == "error"
    ]


def _chronology(steps: Sequence[Incident], theatre: Theatre, start: date, end: date, language: str) -> list[Moment]:
    """Steps that are no attacks, and the theatre's watch dates within the period, named in a language."""
    from sijill.publish.phrases import phrases
    from sijill.publish.post import Moment

    words = phrases(language)

    moments = []
    for incident in steps:
        told = [(s.document, span) for r in incident.reports for s in r.fields.get("kind", ()) for span in s.spans]
        where = _place_name(incident.value("place") or {}, theatre, language)
        what = words.label("kinds", str(incident.value("kind")))
        said = f"{what} ({words.isolated(where)})" if where else what
        moments.append(Moment(When.from_json(incident.value("when")), said, told, language))
    watched = of_watch_dates(theatre.watch_dates, start, end, language=language)
    moments += [Moment(day.when, _watch_day(day, words), (), language) for day in watched]
    return sorted(moments, key=lambda moment: moment.when.start)


def _watch_day(day: views.Moment, words: Phrases) -> str:
    """ "Anniversary of 2006: …", so that no reader takes it for an event of the period; in its own year its name."""
    from sijill.publish.timeline import line

    if day.about is None:
        return words.text("timeline.to_watch", name=words.isolated(day.name))
    return line(day, words, {})


def _place_name(place: dict[str, Any], theatre: Theatre, language: str) -> str | None:
    """The gazetteer's name in the language, else the name that was read."""
    row = theatre.places.get(place.get("gazetteer_id") or "")
    return (row.name_ar if row is not None and language == "ar" else None) or place.get("name")
