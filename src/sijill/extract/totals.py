"""Totals that a text states about many events, in totals lines, headings and prose, with the scope each is about.

A number counts only with a noun that says of what ("eight attacks", "14 killed") or as a further member of such a
chain ("versus just one in November"). Its scope is the date, place and weapon of its own clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sijill.extract import places
from sijill.extract.counted import counted
from sijill.extract.divided import Addend, divided
from sijill.extract.draft import Draft
from sijill.extract.entries import shared_out
from sijill.extract.headings import heading_date
from sijill.extract.in_order import Periods, periods_of, set_in_order
from sijill.extract.lines import Line, residue, sentences
from sijill.extract.posts import Post
from sijill.extract.say import scan_span
from sijill.extract.scan import Scan
from sijill.extract.scopes import Dates, Scope
from sijill.extract.stated import Stated
from sijill.extract.summaries import summary_row
from sijill.extract.tables import names_sum
from sijill.extract.unread import unread
from sijill.extract.when import Calendar
from sijill.extract.words import words
from sijill.lang.dates import DateMention
from sijill.model.records import Derived
from sijill.model.text import Document, Span
from sijill.model.values import Json, When


@dataclass(frozen=True, slots=True)
class _Context:
    """What the text around a line says of time."""

    calendar: Calendar
    when: When | None
    weeks: Mapping[int, When]
    periods: Periods

    def read(self, mention: DateMention) -> When | None:
        if mention.week in self.weeks:
            return self.weeks[mention.week or 0]
        reading = self.calendar.read(mention, self.when)
        return reading.when if reading else None

    def dates(self, scan: Scan) -> Dates:
        """What reads the dates of a text, each with its words."""

        def read(mention: DateMention) -> tuple[When, Span] | None:
            when = self.read(mention)
            return (when, scan_span(scan, mention.start, mention.end)) if when else None

        return read


def read_totals(document: Document, scan: Scan, calendar: Calendar, post: Post) -> list[Draft]:
    """Drafts of the totals that a post states outside its list items."""
    drafts: list[Draft] = []
    above: When | None = None
    header: Line | None = None
    weeks, periods = _weeks(scan, calendar, post), periods_of(post)
    for line in post.lines:
        if line.kind in {"heading", "totals"} and not line.cells:
            found = heading_date(scan, calendar, line, above)
            above = found[0] if found else above
        if line.kind == "header":
            header = line
        if line.kind in {"item", "row", "source", "blank", "header", "rule", "dateline"}:
            continue
        context = _Context(calendar, above or post.period, weeks, periods)
        if line.kind == "summary":
            stated = summary_row(scan, context.dates(scan), header, line) if header else []
        elif line.cells:
            stated = _table_row(scan, context, line)
        elif line.kind in {"heading", "totals"} or len(scan.flat[line.start : line.end].split()) <= 12:
            stated = _line(scan, context, line)
        else:
            stated = _prose(scan, context, line)
        told_in = {"heading": "heading", "totals": "line", "summary": "line", "inline": "heading"}.get(
            line.kind, "prose"
        )
        covers = [d.report(document) for d in _covered(line, post, stated)]
        sums = [] if line.cells else list(divided(scan, stated, line.body, line.end))
        stated += [one for one, _ in sums if not any(one is o for o in stated)]
        drafts += _drafts(scan, document, stated, told_in, covers, sums)
    for item in post.items:
        drafts += _drafts(scan, document, shared_out(scan, item), "entry", [])
    left = unread(scan, post) if drafts else {}
    for draft in drafts if any(left.values()) else ():
        draft.say("unread", left, (), Derived("layout", "written like the list's entries, and not understood"))
    return drafts


def _drafts(
    scan: Scan,
    document: Document,
    stated: list[Stated],
    told_in: str,
    covers: list[str],
    sums: Sequence[tuple[Stated, Sequence[Addend]]] = (),
) -> list[Draft]:
    made = {id(one): _draft(scan, one, told_in, covers) for one in stated}
    for one in stated:
        if one.whole is not None and id(one.whole) in made:
            part = {"total": made[id(one.whole)].report(document), "closed": one.closed}
            made[id(one)].say("part_of", part, (), Derived("layout", "a part of the count before it"))
    for whole, parts in sums:
        spans = tuple(scan_span(scan, part.start, part.end) for part in parts)
        because = [Derived("layout", "they need not be all of it")] if whole.some_parts else []
        made[id(whole)].say("addends", [part.n for part in parts], spans, *because)
    return list(made.values())


def _weeks(scan: Scan, calendar: Calendar, post: Post) -> dict[int, When]:
    """The days of "Week 3" where a heading gives them."""
    weeks: dict[int, When] = {}
    for line in post.lines:
        if line.kind == "heading":
            numbered = [d.week for d in scan.dates_in(line.start, line.end) if d.week]
            found = heading_date(scan, calendar, line, None)
            if numbered and found and found[0].precision in {"week", "day"}:
                weeks[numbered[0] or 0] = found[0]
    return weeks


def _covered(line: Line, post: Post, stated: list[Stated]) -> list[Draft]:
    """The list items that a totals line closes or opens, or that stand under a heading; of a table's, its period's."""
    found = []
    whens = [one.scope.when[0] for one in stated if one.scope.when] if line.cells else []
    for item, draft in zip(post.items, post.drafts, strict=True):
        beside = item.closing is line or item.opening is line or line in item.headings
        table = (
            line.cells
            and item.line.cells
            and item.line.columns == line.columns
            and item.list_id in (line.group, line.group - 1)
        )
        inline = line.kind == "inline" and line.start <= item.start < line.end
        told = draft.value("when")
        if (beside or table or inline) and not (whens and told and not When.from_json(told).overlaps(whens[0])):
            found.append(draft)
    return found


def _line(scan: Scan, context: _Context, line: Line) -> list[Stated]:
    """A heading or totals line: as in prose, and a bare number counts incidents where nothing else is said."""
    stated = _prose(scan, context, line)
    # "no. 42" counts nothing.
    numbers = [w.number for w in words(scan, line.body, line.end) if w.kind == "number" and w.number]
    # "The sums, Year Ten" counts nothing either.
    numbers = [n for n in numbers if not any(m.end + 1 == n.start for m in scan.marks("units", n.start - 12, n.start))]
    bare = not stated and len(numbers) == 1 and line.kind in {"heading", "totals"}
    if bare and (scan.has("totals", line.start, line.end) or not residue(scan, line)):
        when = heading_date(scan, context.calendar, line, context.when)
        meant = places.chosen(scan, places.named(scan, line.start, line.end, coarse=True))
        weapon = scan.marks("weapons", line.start, line.end)
        scope = Scope(when, meant[0] if meant else None, tuple(weapon[:1]))
        stated = [Stated(numbers[0], "incidents", None, line.start, line.end, line.start, scope)]
    for one in stated:
        one.strict = line.kind in {"heading", "totals"}
        one.tentative = one.tentative and not one.strict
        if one.strict and one.noun is not None and heading_date(scan, context.calendar, line, context.when):
            # "Second week (10 to 16): 6 attacks" says which week.
            one.doubts -= {"beyond", "date"}
        if one.strict and len(numbers) == 1 and scan.has("totals", line.start, line.end):
            # "December Totals - 3" of an unknown year is of its list all the same.
            if not all(context.read(date) for date in scan.dates_in(line.start, line.end)):
                one.doubts.clear()
    return stated


def _table_row(scan: Scan, context: _Context, line: Line) -> list[Stated]:
    stated = []
    when = heading_date(scan, context.calendar, line, context.when)
    for role, (start, end) in zip(line.columns or ("",) * len(line.cells), line.cells, strict=False):
        numbers = scan.numbers_in(start, end)
        if not numbers:
            continue
        if role in {"killed", "wounded"}:
            stated.append(Stated(numbers[0], role, None, start, end))
        elif role == "casualties" or scan.has("toll", start, end):
            stated += [one for one in counted(scan, lambda _: None, start, end) if one.of != "incidents"]
        elif scan.has("incidents", start, end) or role in {"number", ""} or scan.text[start:end].strip().isdigit():
            stated.append(Stated(numbers[0], "incidents", None, start, end))
        elif names_sum(scan, (start, end)):
            counted_here = [
                n for n in numbers if not any(d.start <= n.start < d.end for d in scan.dates_in(start, end))
            ]
            stated.append(Stated(counted_here[0], "incidents", None, start, end))
    for one in stated:
        one.strict = True
        one.doubts.clear()
        one.scope = Scope(when)
    return stated


def _prose(scan: Scan, context: _Context, line: Line) -> list[Stated]:
    stated: list[Stated] = []
    stop = line.end
    if line.kind == "inline":
        stop = scan.text.find(":", line.start, line.end)
    earlier: tuple[When, Span] | None = None
    dates = context.dates(scan)
    for start, end in _labelled(scan, line.body, stop):
        before = [one for one in stated if one.sentence == stated[-1].sentence]
        found = set_in_order(scan, counted(scan, dates, start, end, before), context.periods)
        for one in found:
            if one.scope.when is None and earlier is not None:
                one.also.append(replace(one.scope, when=earlier))
        told = [when for mention in scan.dates_in(start, end) if (when := dates(mention))]
        earlier = told[-1] if told else earlier
        # "One American died" tells of one attack, not of many.
        stated += [one for one in found if not (one.loose and one.of != "incidents" and one.number.range.best == 1)]
    return stated


def _labelled(scan: Scan, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences, each with the word of toll alone that stands before it: "DEAD. 46: 34 in Ninewa, 12 in Anbar."."""
    label: int | None = None
    for a, b in sentences(scan, start, end):
        row = words(scan, a, b)
        if label is None and len(row) == 1 and row[0].kind == "toll":
            label = a
            continue
        yield a if label is None else label, b
        label = None


def _draft(scan: Scan, one: Stated, told_in: str, covers: list[str]) -> Draft:
    start, end = one.number.start, one.number.end
    draft = Draft("total", *(one.at or (start, end)), confidence=_confidence(one))
    quote = scan_span(scan, start, one.noun.end if one.noun and one.noun.start >= end else end)
    if one.noun and one.noun.end <= start:
        quote = scan_span(scan, one.noun.start, end)
    draft.say("n", one.number.range.middle, (quote,))
    because = Derived("layout", "a totals line counts its list")
    if one.chained:
        because = Derived("rule", "the count before it")
    said = (scan_span(scan, one.noun.start, one.noun.end),) if one.noun else (quote,)
    draft.say("of", one.of, said, *(() if one.noun else (because,)))
    spans = _spans(scan, one.scope)
    draft.say(
        "scope",
        _scope(one.scope) | {"group": one.group or None},
        spans or (quote,),
        *(() if spans else (Derived("layout", "of the whole list"),)),
    )
    readings = [_reading(scan, scope, one) for scope in (one.scope, *one.also)]
    draft.say("readings", readings, (), Derived("rule", "the words of its sentence"))
    draft.say("sentence", one.sentence, (), Derived("layout", "where its sentence starts"))
    if one.doubts:
        draft.say("doubts", sorted(one.doubts), (), Derived("rule", "words that may narrow it in a way not read"))
    draft.say("told_in", told_in, (), Derived("layout", "where the total stands"))
    if covers and not one.whole:
        draft.say("covers", covers, (), Derived("layout", "the lines that it closes or heads"))
    return draft


def _spans(scan: Scan, scope: Scope) -> tuple[Span, ...]:
    spans = [scope.when[1]] if scope.when else []
    marks = [*([scope.place.mark] if scope.place else []), *scope.weapons[:1]]
    return (*spans, *(scan_span(scan, mark.start, mark.end) for mark in marks))


def _scope(scope: Scope) -> dict[str, Json]:
    row = scope.place.row if scope.place else None
    return {
        "when": scope.when[0].to_json() if scope.when else None,
        "place": (row.admin1 if row.precision == "admin1" else row.name) if row else None,
        "perpetrator": None,
        "kind": None,
        "weapon": scope.weapons[0].value if scope.weapons else None,
        "group": None,
    }


def _reading(scan: Scan, scope: Scope, one: Stated) -> dict[str, Json]:
    """One fair reading, with the words for weapons and targets, and whether they are broad: "bombs" are of any sort."""
    told = {name: value for name, value in _scope(scope).items() if value is not None}
    for name, marks in (("weapons", scope.weapons), ("targets", scope.targets)):
        if marks:
            weak = scan.weak.get(name, frozenset()) | scan.weak.get(f"{name}_in_sums", frozenset())
            words = [(mark, scan.text[mark.start : mark.end]) for mark in marks]
            told[name] = [[mark.value, text, scan.flat[mark.start : mark.end] in weak] for mark, text in words]
    if scope.place is not None and scope.place.row.precision != "admin1":
        told["place_said"] = scan.text[scope.place.mark.start : scope.place.mark.end]
    if one.apart and scope.weapons:
        told["apart"] = sorted(one.apart)
    if together := _together(scan, scope):
        told["places"] = together
    told |= {"hurting": scope.hurting} if scope.hurting else {}
    told |= {"addend": True} if one.addend else {}
    return told | ({"single": True} if one.single else {})


def _together(scan: Scan, scope: Scope) -> list[str]:
    """The places that a scope takes together: those it joins, or the divisions of a region."""
    if scope.joined or scope.place is None:
        return [p.row.admin1 if p.row.precision == "admin1" and p.row.admin1 else p.row.name for p in scope.joined]
    region = scope.place.row
    inside = [
        row.name for row in scan.theatre.places.values() if row.precision == "admin1" and region.id in row.parents
    ]
    return [region.name, *inside] if inside and region.precision == "admin1" else []


def _confidence(one: Stated) -> float:
    """How well its words are understood: 0.9 all, 0.8 if its chain holds, 0.7 all but no scope is named, 0.5 not."""
    if one.loose:
        return 0.5
    if one.tentative:
        return 0.8
    return 0.9 if one.strict or one.scope != Scope() else 0.7
