"""Statements, extractions and reviews to reports: what stands, and what a person said that fits nothing now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sijill.model import vocabulary
from sijill.model.records import Extraction, Review, Statement, taken_back
from sijill.model.text import Span
from sijill.model.views import Report
from sijill.resolve.standing import Machines, newest

Key = tuple[str, str]
"""Report id and field."""


def reports(
    statements: Iterable[Statement],
    extractions: Iterable[Extraction],
    reviews: Iterable[Review],
    *,
    with_rejected: bool = False,
) -> list[Report]:
    """Fold all statements of some documents into reports, in the order in which they were first told.

    All three in sequence order, whole documents at a time. Machine statements stand if they are of the document's
    newest extraction; a person's outrank them and hold on to the document, the field and the words, so that they
    survive a new extraction. with_rejected: give rejected reports too, for `inherit`.
    """
    return _Fold(list(statements), list(extractions), list(reviews)).reports(with_rejected=with_rejected)


def orphans(
    statements: Iterable[Statement], extractions: Iterable[Extraction], reviews: Iterable[Review]
) -> list[Statement | Review]:
    """The records of persons that fit nothing now, to be looked at again: corrections and reviews of what is gone."""
    fold = _Fold(list(statements), list(extractions), list(reviews))
    fold.reports()
    return fold.orphans


def accepted(statements: Iterable[Statement], extractions: Iterable[Extraction], reviews: Iterable[Review]) -> set[str]:
    """The ids of the reports of which a person has accepted something that still stands."""
    return _Fold(list(statements), list(extractions), list(reviews)).accepted


def judged(
    statements: Iterable[Statement], extractions: Iterable[Extraction], reviews: Iterable[Review]
) -> dict[str, dict[str, str]]:
    """By report: who accepts or rejects it as a whole, each with their last word."""
    return _Fold(list(statements), list(extractions), list(reviews)).judged


class _Fold:
    def __init__(self, statements: list[Statement], extractions: list[Extraction], reviews: list[Review]) -> None:
        self.orphans: list[Statement | Review] = []
        self.accepted: set[str] = set()
        self.judged: dict[str, dict[str, str]] = {}
        gone = taken_back(reviews)
        reviews = [review for review in reviews if review.verdict != "undo" and review.id not in gone]
        self._statements = statements
        self._place = {s.id: n for n, s in enumerate(statements)}
        runs = newest(extractions)
        self._machines = Machines(statements, runs)
        self._told: dict[str, list[Statement]] = {}  # every statement ever, by report
        for statement in statements:
            self._told.setdefault(statement.report, []).append(statement)
        self._index()
        rejected = self._judge(reviews)
        if rejected:
            self._machines = Machines(statements, runs, rejected)
            self._index()
        self._persons: dict[Key, list[Statement]] = {}
        for statement in statements:
            if statement.by_person and statement.id not in rejected and statement.id not in gone:
                self._bind(statement)

    def _index(self) -> None:
        self._bases: dict[Key, list[Statement]] = {}
        self._living: dict[str, list[Statement]] = {}  # machine statements that stand, by report
        self._reports_in: dict[tuple[str, str], list[str]] = {}
        for base in self._machines.bases():
            self._bases.setdefault((base.report, base.field), []).append(base)
            if base.report not in self._living:
                self._reports_in.setdefault((base.document, base.family), []).append(base.report)
            self._living.setdefault(base.report, []).append(base)

    def _judge(self, reviews: Sequence[Review]) -> frozenset[str]:
        """Take in the reviews, the last on each thing deciding; the ids of the statements that are rejected."""
        verdicts: dict[str, tuple[str, str]] = {}
        self._rejected_reports: set[str] = set()
        report_verdicts: dict[str, str] = {}
        for review in reviews:
            if review.field is None:
                report = self._report_of(review.report, review.document, None, review.spans)
                if report is None:
                    self.orphans.append(review)
                else:
                    report_verdicts[report] = review.verdict
                    self.judged.setdefault(report, {})[review.by] = review.verdict
                continue
            target = self._target(review)
            if target is None:
                self.orphans.append(review)
            else:
                verdicts[target.id] = (review.verdict, target.report)
        self._rejected_reports = {id for id, verdict in report_verdicts.items() if verdict == "reject"}
        self.accepted = {id for id, verdict in report_verdicts.items() if verdict == "accept"}
        self.accepted |= {report for verdict, report in verdicts.values() if verdict == "accept"}
        return frozenset(id for id, (verdict, _) in verdicts.items() if verdict == "reject")

    def _target(self, review: Review) -> Statement | None:
        """The statement that a review speaks of: by id, else the one that now has its words or its value.

        Of a machine's refinements it is the base: to reject one is to reject the value however refined.
        """
        old = self._machines.by_id.get(review.statement) if review.statement else None
        if old is not None and self._machines.alive(old.id):
            return self._machines.base(old)
        report = self._report_of(review.report, review.document, old.family if old else None, review.spans)
        if report is None or review.field is None:
            return None
        there = self._bases.get((report, review.field), [])
        spans = review.spans or (old.spans if old else ())
        return self._nearest(there, spans, [review.value] if old is None else [review.value, old.value])

    def _nearest(self, there: Sequence[Statement], spans: Sequence[Span], values: Sequence[object]) -> Statement | None:
        """The base with most of the words, else the first with one of the values."""
        best = max(there, key=lambda base: _overlap(base.spans, spans), default=None)
        if best is not None and _overlap(best.spans, spans) > 0:
            return best
        for base in there:
            if any(value is not None and value in (base.value, self._machines.finest(base).value) for value in values):
                return base
        return None

    def _report_of(self, id: str, document: str, family: str | None, spans: Sequence[Span]) -> str | None:
        """The report that a person spoke of: the same id if it still stands, else the one on the same words."""
        before = self._told.get(id, [])
        if id in self._living or (before and all(s.by_person for s in before)):
            return id
        families = (family,) if family else tuple(dict.fromkeys(s.family for s in before)) or vocabulary.FAMILIES
        opening = min((span for s in before for span in s.spans), key=lambda s: (s.start, s.end), default=None)
        words = spans or ((opening,) if opening else ())
        best, most = None, 0
        for name in families:
            for report in self._reports_in.get((document, name), []):
                here = [span for s in self._living[report] for span in s.spans]
                if (n_chars := _overlap(here, words)) > most:
                    best, most = report, n_chars
        return best

    def _bind(self, statement: Statement) -> None:
        """Put a person's statement where it belongs now; one that replaces what is gone is an orphan."""
        old = self._machines.by_id.get(statement.replaces) if statement.replaces else None
        spans = statement.spans or (old.spans if old else ())
        report = self._report_of(statement.report, statement.document, statement.family, spans)
        if report is None and statement.replaces:
            self.orphans.append(statement)
        else:
            self._persons.setdefault((report or statement.report, statement.field), []).append(statement)

    def reports(self, *, with_rejected: bool = False) -> list[Report]:
        keys = dict.fromkeys([*self._bases, *self._persons])
        fields: dict[str, dict[str, tuple[Statement, ...]]] = {}
        for report, field in keys:
            standing = self._field((report, field))
            if standing:
                fields.setdefault(report, {})[field] = standing
        told = []
        for id in self._told:
            if id in fields and (with_rejected or id not in self._rejected_reports):
                first = next(iter(fields[id].values()))[0]
                order = vocabulary.FIELDS[first.family]
                known = {name: fields[id][name] for name in order if name in fields[id]}
                told.append(Report(id, first.document, first.family, known))
        return told

    def _field(self, key: Key) -> tuple[Statement, ...]:
        bases = sorted(self._bases.get(key, []), key=lambda s: (s.order, self._place[s.id]))
        persons = self._persons.get(key, [])
        if not persons:
            return tuple(self._machines.finest(base) for base in bases)
        if vocabulary.FIELDS[persons[0].family][key[1]]:
            return self._list(bases, persons)
        last = persons[-1]
        finest = self._machines.finest(last)
        # A refinement of a person's word (a place that was looked up) keeps the person's beside it.
        return (last,) if finest is last else (finest, last)

    def _list(self, bases: Sequence[Statement], persons: Sequence[Statement]) -> tuple[Statement, ...]:
        """The elements of a list field after what persons did to single ones, the last deciding."""
        slots: list[tuple[str, Statement | None]] = [(base.id, base) for base in bases]
        superseded = {s.replaces for s in persons if s.replaces}
        for person in persons:
            if person.id in superseded:
                continue
            root = self._root(person)
            slot = self._slot(slots, bases, person, root)
            standing = None if person.value is None else person
            if slot is not None:
                slots[slot] = (slots[slot][0], standing)
            elif standing is not None:
                slots.append((root.id if root else person.id, standing))
            elif person.replaces is None:
                slots = [(id, None) for id, _ in slots]
            elif root is not None and not root.by_person:
                self.orphans.append(person)
        return tuple(self._machines.finest(told) for _, told in slots if told is not None)

    def _root(self, person: Statement) -> Statement | None:
        """What a chain of corrections began with: a machine's base, or a person's own addition."""
        told: Statement | None = person
        while told is not None and told.by_person and told.replaces:
            told = self._machines.by_id.get(told.replaces)
        if told is None or told is person:
            return None
        return self._machines.base(told)

    def _slot(
        self,
        slots: Sequence[tuple[str, Statement | None]],
        bases: Sequence[Statement],
        person: Statement,
        root: Statement | None,
    ) -> int | None:
        names = [id for id, _ in slots]
        if root is not None and root.id in names:
            return names.index(root.id)
        if root is not None and not root.by_person:
            near = self._nearest(bases, root.spans or person.spans, [root.value, person.value])
            return None if near is None else names.index(near.id)
        for place, (_, told) in enumerate(slots):
            if told is not None and person.value is not None and told.value == person.value:
                return place
        return None


def _overlap(some: Iterable[Span], others: Sequence[Span]) -> int:
    """How many characters two lists of spans share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)
