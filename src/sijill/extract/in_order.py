"""Counts told one after another, of the months or weeks of a list in their order: "By months it was 4, 5 and 3"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.extract.posts import Post
from sijill.extract.say import scan_span
from sijill.extract.scan import Scan
from sijill.extract.scopes import Scope
from sijill.extract.stated import Stated
from sijill.extract.words import Word, words
from sijill.model.values import When

_FEWEST = 3
_LINKS = frozenset({"mark", "join", "fill"})


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods of a post's lists, in order."""

    months: Sequence[When]
    headed: Sequence[When]
    """What the entries under each heading span."""

    def of(self, n: int, first: str) -> Sequence[When]:
        """The n periods that n counts in a row are of; none if the post has no n. first: those to try first."""
        told = (self.headed, self.months) if first == "week" else (self.months, self.headed)
        return next((periods for periods in told if len(periods) == n), ())


def periods_of(post: Post) -> Periods:
    """The periods of a post: its months, and what the entries under each heading span."""
    told = [
        (item, When.from_json(d.value("when")))
        for item, d in zip(post.items, post.drafts, strict=True)
        if d.value("when")
    ]
    months = sorted({(when.start.year, when.start.month) for _, when in told})
    under: dict[int, list[When]] = {}
    for item, when in told:
        under.setdefault(item.headings[-1].start if item.headings else -item.list_id, []).append(when)
    spans = (When(min(w.start for w in some), max(w.end for w in some), "week") for some in under.values())
    return Periods([When.month(*month) for month in months], sorted(spans, key=lambda when: when.start))


def set_in_order(scan: Scan, found: list[Stated], periods: Periods) -> list[Stated]:
    """Give counts in a row the periods of the post; without those that no periods of it fit."""
    for row in list(_rows(scan, found)):
        if _numbers_entries(scan, row):
            found = _without(found, row)
            continue
        if row[0].name or row[0].scope.when or any(one.addend for one in row):
            continue
        total = row[-1] if len(row) > _FEWEST and not row[-1].noun and _sum_of(row[:-1]) == _sum_of(row[-1:]) else None
        row = row[:-1] if total else row
        start = row[0].sentence
        by_week, timed = (scan.has(section, start, row[-1].end + 1) for section in ("week", "units"))
        whens = periods.of(len(row), "week" if by_week else "month")
        counts = next((one.of for one in (row[0], row[-1]) if not one.chained), row[0].of)
        if not whens:
            found = _without(found, row)
            continue
        for one, when in zip(row, whens, strict=True):
            at = scan_span(scan, one.number.start, one.number.end)
            one.of, one.scope, one.also, one.unclear, one.tentative = counts, Scope((when, at)), [], False, False
            one.doubts = set() if total or by_week or timed else {"chain"}
        if total is not None:
            total.of, total.scope, total.also = counts, Scope(), []
            total.doubts.clear()
            for one in row:
                one.whole, one.closed = total, True
    return found


def _without(found: Sequence[Stated], row: Sequence[Stated]) -> list[Stated]:
    return [one for one in found if not any(one is other for other in row)]


def _numbers_entries(scan: Scan, row: Sequence[Stated]) -> bool:
    """Whether a row only says which entries are meant: "rows 2, 5 and 6"."""
    noun, told = row[0].noun, [one.number.range.middle for one in row]
    named = noun is not None and scan.flat[noun.end : row[0].number.start] == " " and noun.section == "incidents"
    return named and told == sorted(set(told))


def _sum_of(row: Sequence[Stated]) -> int:
    return sum(one.number.range.middle for one in row)


def _rows(scan: Scan, found: Sequence[Stated]) -> Iterator[list[Stated]]:
    """Three and more counts with nothing but commas and the like between them; only the last may say its noun."""
    row: list[Stated] = []
    for one in [*found, None]:
        if row and one is not None and _follows(scan, row, one):
            row.append(one)
            continue
        if len(row) >= _FEWEST and not (row[-1].noun and row[0].noun):
            yield row
        row = [one] if one is not None else []


def _follows(scan: Scan, row: Sequence[Stated], one: Stated) -> bool:
    before = row[-1]
    if one.name or (before.noun and before is not row[0]):
        return False
    between: list[Word] = words(scan, before.number.end, one.number.start)
    text = scan.flat[before.number.end : one.number.start]
    linked = any(w.kind in {"mark", "join"} for w in between) and not set(text) & set(":()|=")
    return linked and all(w.kind in _LINKS for w in between) and len(between) <= 3
