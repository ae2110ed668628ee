"""Ids that last: a new extraction of a document takes over the ids of the reports it finds again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sijill.model.records import Statement, canonical, content_id
from sijill.model.text import Span
from sijill.model.views import Report

Pair = tuple[int, int, int, str, str]
"""Sorts best first: characters shared (negative), values shared (negative), distance, new id, current id."""


def inherit(new: Sequence[Statement], current: Iterable[Report]) -> list[Statement]:
    """The statements of a new extraction, told of the reports that the document already has.

    new: all of one document's new extraction. current: its reports now, rejected ones included.
    A new report takes the id of the current report of its family whose opening words it shares, one to one, the
    longest overlap first; the others keep their own id, unless another took it. `replaces` among the new follows.
    """
    told: dict[str, list[Statement]] = {}
    for statement in new:
        told.setdefault(statement.report, []).append(statement)
    before = {report.id: report for report in current}
    names = _matched(told, before)
    taken = set(names.values()) | set(before)
    for id, statements in told.items():
        if id not in names:
            # The name of a current report that is not this one: another must be found.
            names[id] = id if id not in taken else content_id("report", [id, statements[0].extraction])
    moved: dict[str, str] = {}
    heirs = []
    for statement in new:
        replaces = moved.get(statement.replaces or "", statement.replaces)
        if names[statement.report] == statement.report and replaces == statement.replaces:
            heir = statement
        else:
            heir = replace(statement, report=names[statement.report], replaces=replaces, id="")
        moved[statement.id] = heir.id
        heirs.append(heir)
    return heirs


def _matched(told: dict[str, list[Statement]], before: dict[str, Report]) -> dict[str, str]:
    """New report ids to the current ids that they take over."""
    openings = {id: _opening(statements) for id, statements in told.items()}
    pairs: list[Pair] = []
    for id, statements in told.items():
        opening = openings[id]
        values = {(s.field, canonical(s.value)) for s in statements}
        for report in before.values():
            there = report.opening
            if opening is None or there is None or report.family != statements[0].family:
                continue
            shared = min(opening.end, there.end) - max(opening.start, there.start)
            if shared > 0:
                n_equal = len(values & {(s.field, canonical(s.value)) for s in report.statements()})
                pairs.append((-shared, -n_equal, abs(opening.start - there.start), id, report.id))
    names: dict[str, str] = {}
    for *_, id, heritage in sorted(pairs):
        if id not in names and heritage not in names.values():
            names[id] = heritage
    return names


def _opening(statements: Iterable[Statement]) -> Span | None:
    spans = [span for statement in statements for span in statement.spans]
    return min(spans, key=lambda span: (span.start, span.end), default=None)
