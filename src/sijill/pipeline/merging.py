"""Merging: the ledger's reports to the matcher, its verdicts to relations."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sijill import resolve
from sijill.errors import BadInput
from sijill.lang import pack
from sijill.lang.fold import fold
from sijill.lang.wording import wording
from sijill.model.records import Record, Relation
from sijill.model.text import Document
from sijill.model.views import Report
from sijill.pipeline.reading import copies_of
from sijill.pipeline.views import reports_of
from sijill.theatre import Theatre

if TYPE_CHECKING:
    import duckdb

    from sijill.dedupe import Bounds, Matched, Model, Origin, Row, Verdict
    from sijill.store import Ledger, MatchIndex

BY = "dedupe"
"""Who says what the matcher says."""
ALL_UP_TO = 20_000
"""Reports up to which all are matched each time; of more, only what is new and what that may change."""
PART = 500
"""Documents that are read at a time."""
MOVED = 0.05
"""How far a likelihood must move for an unsure pair to be said again."""
_FARTHEST = 4000
_ENDS = (". ", ".\n", "\n", "! ", "? ", "؟ ", "، و")
_AT_LEAST, _AT_MOST = 160, 3000
"""Characters of a text that are read for what a report says beside its fields."""
_WORD = re.compile(r"[^\W_]+(?:['’‘ʻ-][^\W_]+)*")
_SPOTS = frozenset({"exact", "site", "settlement"})
_LONGEST_NAME = 3
"""Words of a place's name."""
_DAYS = 1
"""Days around a new report within which it changes how much company others have."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a run of the matcher did. n_reports: looked at. said: new relations by verdict; DISTINCT takes one back.

    n_unsure: pairs that wait for a person. model: what its weights come from.
    """

    n_reports: int
    said: Mapping[str, int]
    n_unsure: int
    model: str


def merge(
    ledger: Ledger,
    theatre: Theatre,
    *,
    author: str,
    now: datetime,
    progress: Progress | None = None,
    everything: bool = False,
    weights: Path | None = None,
    all_up_to: int = ALL_UP_TO,
) -> Merged:
    """Relate the reports of a ledger: SAME, PART_OF, UNSURE; a rerun adds nothing.

    everything: match all reports again, however many there are. weights: a file of `train`; else those that come with
    this version. Either way people's decisions adjust them. Above `all_up_to` reports, what people decided since the
    last run over everything moves no weights.
    """
    from sijill import dedupe
    from sijill.store import MatchIndex

    say = progress or (lambda what, done, of: None)
    with MatchIndex.beside(ledger.path or str(ledger.url)) as index:
        fresh = _refresh(ledger, theatre, index, say)
        connection = index.connection
        ((n_reports,),) = connection.execute("SELECT count(*) FROM report").fetchall()
        persons = list(ledger.relations(by_persons=True))
        seen = index.seen(_code(theatre))
        whole = everything or n_reports <= all_up_to or fresh is None or seen is None
        given = _given(weights)
        model = _model(connection, given, persons)
        if not whole and seen is not None:
            # One model for all pairs: what has moved since takes effect when everything is matched again.
            model = dedupe.Model.from_json(json.loads(seen[1]))
        say("comparing", 0, n_reports)
        matched = _matched(connection, model, persons, None if whole else fresh or set())
        say("comparing", n_reports, n_reports)
        records = list(_changes(ledger, connection, model, matched))
        ledger.add(records, author=author, now=now)
        index.mark(ledger.last_seq(), _code(theatre), json.dumps(model.to_json()))
    said = Counter(r.verdict for r in records if isinstance(r, Relation))
    waiting = sum(v.verdict == "UNSURE" for v in matched.verdicts)
    return Merged(n_reports if whole else len(matched.core or ()), dict(said), waiting, model.trained_on)


def _matched(
    connection: duckdb.DuckDBPyConnection, model: Model, persons: Sequence[Relation], fresh: set[str] | None
) -> Matched:
    """Match all, or what is fresh and what that may change, however far it reaches."""
    from sijill import dedupe

    if fresh is None:
        dedupe.prepare(connection)
        return dedupe.match(connection, model, _bounds(connection, persons))
    reach = dedupe.REACH
    while True:
        dedupe.prepare(connection, around=fresh, reach=reach)
        about = dedupe.neighbours(connection, fresh, days=_DAYS) | fresh
        matched = dedupe.match(connection, model, _bounds(connection, persons), about=about)
        if not fresh or reach > _FARTHEST or not dedupe.at_edge(connection, matched.core or ()):
            return matched
        reach *= 4


def _code(theatre: Theatre) -> str:
    from sijill import dedupe

    return f"{dedupe.VERSION}:{theatre.hash}"


def _refresh(ledger: Ledger, theatre: Theatre, index: MatchIndex, say: Progress) -> set[str] | None:
    """Bring the rows up to the ledger; give the reports that changed, None if all are new to the index."""
    from sijill import dedupe

    seen = index.seen(_code(theatre))
    superseded = ledger.superseded()
    if seen is None or seen[0] > ledger.last_seq():
        index.connection.execute("DROP TABLE IF EXISTS report")
        names = [d for d in _document_ids(ledger) if d not in superseded]
        dedupe.put(index.connection, _rows(ledger, theatre, names, say))
        return None
    reports, documents = ledger.touched(seen[0])
    documents |= set(ledger.documents_of(reports).values())
    documents |= {d.supersedes for d in ledger.documents(documents) if d.supersedes}
    rows = list(_rows(ledger, theatre, [d for d in sorted(documents) if d not in superseded], say))
    known = set(ledger.report_ids(documents))
    dedupe.put(index.connection, rows, gone=known)
    return known | {row.report for row in rows}


def _document_ids(ledger: Ledger) -> list[str]:
    return list(dict.fromkeys(ledger.documents_of(ledger.report_ids()).values()))


def _rows(ledger: Ledger, theatre: Theatre, names: Sequence[str], say: Progress) -> Iterator[Row]:
    from sijill import dedupe

    origins = copies_of(ledger)

    def parents_of(id: str) -> Sequence[str]:
        place = theatre.places.get(id)
        return place.parents if place else ()

    for start in range(0, len(names), PART):
        say("reading", start, len(names))
        part = names[start : start + PART]
        documents = {d.id: d for d in ledger.documents(part)}
        told = [r for r in reports_of(ledger, part) if r.family == "incident" and r.document in documents]
        parts = _stretches(told, documents)
        for report in told:
            document = documents[report.document]
            # What a text only recalls it tells in passing: there is too little to compare.
            told_of = report.id in parts and document.language and report.value("role") != "background"
            said = wording(parts[report.id], document.language) if told_of and document.language else None
            spots = _spots(parts[report.id], document.language, theatre) if said and document.language else ()
            origin = _origin(document, origins, theatre)
            yield dedupe.row_of(report, origin, parents_of=parents_of, said=said, spots=spots)
    say("reading", len(names), len(names))


def _spots(text: str, language: str, theatre: Theatre) -> tuple[str, ...]:
    """Ids of the theatre's towns and sites that a text names, but for names that are ordinary words too."""
    told = pack.load(language)
    names, common = theatre.names.get(told.names, {}), theatre.common.get(told.names, frozenset())
    words = _WORD.findall(text)
    found: set[str] = set()
    for at, opening in enumerate(words):
        for first in (opening, *(opening[1:] for clitic in told.proclitics if opening.startswith(clitic))):
            for n in range(1, _LONGEST_NAME + 1):
                name = fold(" ".join((first, *words[at + 1 : at + n])), told.names)
                found.update(names.get(name, ())[:1] if name not in common else ())
    return tuple(sorted(id for id in found if theatre.places[id].precision in _SPOTS))


def _stretches(reports: Sequence[Report], documents: Mapping[str, Document]) -> dict[str, str]:
    """The words that tell each report: from the sentence in which it opens to that in which the next of its text does.

    The first of a text has all before it as well; a report of a title, without words of its own, has none.
    """
    opened: dict[str, list[tuple[int, str]]] = {}
    for report in reports:
        if report.opening is not None:
            opened.setdefault(report.document, []).append((report.opening.start, report.id))
    found: dict[str, str] = {}
    for name, openings in opened.items():
        text = documents[name].text
        starts = [_sentence_start(text, at) for at, _ in sorted(openings)]
        for (_, id), start, end in zip(sorted(openings), [0, *starts[1:]], [*starts[1:], len(text)], strict=True):
            # Two that open in one sentence share it.
            found[id] = text[start : max(end, min(start + _AT_LEAST, len(text)))][:_AT_MOST]
    return found


def _sentence_start(text: str, at: int) -> int:
    return max((text.rfind(mark, 0, at) + 1 for mark in _ENDS), default=0)


def _origin(document: Document, origins: Mapping[str, str], theatre: Theatre) -> Origin:
    from sijill import dedupe

    published = document.published.astimezone(theatre.timezone).date().toordinal() if document.published else None
    voice = theatre.owner_of(document.outlet) or document.outlet
    return dedupe.Origin(document.id, origins.get(document.id, document.id), voice, document.language, published)


def _bounds(connection: duckdb.DuckDBPyConnection, persons: Iterable[Relation]) -> Bounds:
    """What people have decided of the reports that are prepared, and which of these are lines of one list."""
    from sijill import dedupe

    decided = resolve.decisions(persons).values()
    named = sorted({id for said in decided for id in said.pair})
    found = connection.execute(
        "SELECT report FROM prepared SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS report) USING (report)", [named]
    )
    known = {id for (id,) in found.fetchall()}
    here = [said for said in decided if said.pair <= known]
    lines = connection.execute("SELECT report, document FROM prepared WHERE listed = 1").fetchall()
    return dedupe.Bounds(
        tuple((said.a, said.b) for said in here if said.verdict == "SAME"),
        frozenset(said.pair for said in here if said.verdict in ("DISTINCT", "PART_OF")),
        dict(lines),
    )


def train(ledger: Ledger, theatre: Theatre, *, note: str, progress: Progress | None = None) -> Model:
    """Weights trained on a ledger's own reports, without labels. note: what is kept with them.

    Raises MissingExtra without Splink, NotEnoughData if there are too few reports.
    """
    from sijill import dedupe

    names = [d for d in _document_ids(ledger) if d not in ledger.superseded()]
    return dedupe.train(_rows(ledger, theatre, names, progress or (lambda what, done, of: None)), note=note)


def _given(weights: Path | None) -> Model:
    """The weights of a file, else the shipped ones. Raises BadInput if the file holds none."""
    from sijill import dedupe

    if weights is None:
        return dedupe.shipped()
    try:
        return dedupe.Model.from_json(json.loads(weights.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{weights} holds no weights ({error}); write some with `sijill dedupe --train FILE`") from error


def _model(connection: duckdb.DuckDBPyConnection, model: Model, persons: Iterable[Relation]) -> Model:
    """The weights, adjusted by how the pairs compare that people joined and parted."""
    from sijill import dedupe

    decided = list(resolve.decisions(persons).values())
    counts: list[dict[str, Counter[str]]] = []
    for verdict in ("SAME", "DISTINCT"):
        found: dict[str, Counter[str]] = {}
        for levels in dedupe.levels_of(connection, model, [(r.a, r.b) for r in decided if r.verdict == verdict]):
            for comparison, level in levels.items():
                found.setdefault(comparison, Counter())[level] += 1
        counts.append(found)
    return model.adjusted(*counts)


def _changes(ledger: Ledger, connection: duckdb.DuckDBPyConnection, model: Model, matched: Matched) -> Iterator[Record]:
    """The relations that say what the ledger does not say yet."""
    from sijill import dedupe

    run = f"{dedupe.VERSION}-{model.hash}"
    wanted = {frozenset((v.a, v.b)): v for v in matched.verdicts}
    asked: Collection[str] | None = matched.core
    history: dict[frozenset[str], list[Relation]] = {}
    for relation in ledger.relations(asked):
        if relation.by == BY and matched.speaks_of(relation.a, relation.b):
            history.setdefault(relation.pair, []).append(relation)
    due = [verdict for pair, verdict in wanted.items() if pair not in history or _differs(history[pair][-1], verdict)]
    for verdict, why in dedupe.reasons(connection, model, due):
        said = Relation(verdict.a, verdict.b, verdict.verdict, BY, score=verdict.score, reasons=why, run=run)
        yield _again(said, history.get(said.pair, ()))
    for pair, before in history.items():
        if pair not in wanted and before[-1].verdict != "DISTINCT":
            a, b = sorted(pair)
            yield _again(
                Relation(a, b, "DISTINCT", BY, reasons=("no longer likely enough to be one",), run=run), before
            )


def _differs(before: Relation, verdict: Verdict) -> bool:
    if (before.verdict, before.a, before.b) != (verdict.verdict, verdict.a, verdict.b):
        return True
    return verdict.verdict == "UNSURE" and abs((before.score or 0.0) - verdict.score) > MOVED


def _again(said: Relation, before: Sequence[Relation]) -> Relation:
    """The relation as one that the ledger does not hold yet: what was said, and unsaid since, needs another run."""
    ids, n = {r.id for r in before}, 0
    again = said
    while again.id in ids:
        n += 1
        again = replace(said, run=f"{said.run} again {n}", id="")
    return again
