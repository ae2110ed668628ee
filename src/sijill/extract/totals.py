"""Totals that a text states about many events, in totals lines, headings and prose, with the scope each is about.

A number counts only with a noun that says of what ("eight attacks", "14 killed") or as a further member of such a
chain ("versus just one in November"). Its scope is the date, place and weapon of its own clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sijill.extract import places
from sijill.extract.counted import Stated, counted, noun_of, part_name
from sijill.extract.draft import Draft
from sijill.extract.layout import residue, sentences
from sijill.extract.lines import Line
from sijill.extract.posts import Post, heading_date
from sijill.extract.say import scan_span
from sijill.extract.scan import Mark, NumberMark, Scan
from sijill.extract.when import Calendar
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

    def read(self, mention: DateMention) -> When | None:
        if mention.week in self.weeks:
            return self.weeks[mention.week or 0]
        reading = self.calendar.read(mention, self.when)
        return reading.when if reading else None


def read_totals(document: Document, scan: Scan, calendar: Calendar, post: Post) -> list[Draft]:
    """Drafts of the totals that a post states outside its list items."""
    drafts: list[Draft] = []
    above: When | None = None
    weeks = _weeks(scan, calendar, post)
    for line in post.lines:
        if line.kind in {"heading", "totals"} and not line.cells:
            found = heading_date(scan, calendar, line, above)
            above = found[0] if found else above
        if line.kind in {"item", "row", "source", "blank", "header", "rule", "dateline", "summary"}:
            continue
        context = _Context(calendar, above, weeks)
        if line.cells:
            stated = _table_row(scan, line)
        elif line.kind in {"heading", "totals"} or len(scan.flat[line.start : line.end].split()) <= 12:
            stated = _line(scan, context, line)
        else:
            stated = _prose(scan, context, line)
        told_in = {"heading": "heading", "totals": "line", "inline": "heading"}.get(line.kind, "prose")
        covers = [d.report(document) for d in _covered(line, post)]
        made = {id(one): _draft(scan, one, told_in, covers) for one in stated}
        for one in stated:
            if one.whole is not None:
                part = {"total": made[id(one.whole)].report(document), "closed": one.closed}
                made[id(one)].say("part_of", part, (), Derived("layout", "a part of the count before it"))
        drafts += made.values()
    return drafts


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


def _covered(line: Line, post: Post) -> list[Draft]:
    """The list items that a totals line closes or opens, or that stand under a heading."""
    found = []
    for item, draft in zip(post.items, post.drafts, strict=True):
        beside = item.closing is line or item.opening is line or line in item.headings
        table = (
            line.cells
            and item.line.cells
            and item.line.columns == line.columns
            and item.list_id in (line.group, line.group - 1)
        )
        inline = line.kind == "inline" and line.start <= item.start < line.end
        if beside or table or inline:
            found.append(draft)
    return found


def _line(scan: Scan, context: _Context, line: Line) -> list[Stated]:
    """A heading or totals line: as in prose, and a bare number counts incidents where nothing else is said."""
    stated = _prose(scan, context, line)
    numbers = [n for n in scan.numbers_in(line.body, line.end) if not n.article]
    bare = not stated and len(numbers) == 1 and line.kind in {"heading", "totals"}
    if bare and (scan.has("totals", line.start, line.end) or not residue(scan, line)):
        when = heading_date(scan, context.calendar, line, context.when)
        found = places.named(scan, line.start, line.end, coarse=True)
        weapon = scan.marks("weapons", line.start, line.end)
        meant = places.chosen(scan, found)
        stated = [
            Stated(
                numbers[0],
                "incidents",
                None,
                line.start,
                line.end,
                when,
                meant[0] if meant else None,
                weapon[0] if weapon else None,
            )
        ]
    for one in stated:
        one.strict = line.kind in {"heading", "totals"} or one.strict
    return stated


def _table_row(scan: Scan, line: Line) -> list[Stated]:
    stated = []
    for role, (start, end) in zip(line.columns or ("",) * len(line.cells), line.cells, strict=False):
        numbers = scan.numbers_in(start, end)
        if not numbers:
            continue
        if role in {"killed", "wounded"}:
            stated.append(Stated(numbers[0], role, None, start, end))
        elif role == "casualties" or scan.has("toll", start, end):
            stated += [Stated(n, m.value, m, start, end) for n, m in _with_verbs(scan, numbers, start, end)]
        elif scan.has("incidents", start, end) or role in {"number", ""} or scan.text[start:end].strip().isdigit():
            stated.append(Stated(numbers[0], "incidents", None, start, end))
    for one in stated:
        one.strict = True
    return stated


def _with_verbs(scan: Scan, numbers: Sequence[NumberMark], start: int, end: int) -> Iterator[tuple[NumberMark, Mark]]:
    for number in numbers:
        verb = noun_of(scan, number, "toll", start, end)
        if verb:
            yield number, verb


def _prose(scan: Scan, context: _Context, line: Line) -> list[Stated]:
    stated: list[Stated] = []
    stop = line.end
    if line.kind == "inline":
        stop = scan.text.find(":", line.start, line.end)
    for start, end in sentences(scan, line.body, stop):
        found = counted(scan, start, end)
        _scopes(scan, context, found, start, end)
        _parts(scan, found, start, end)
        for one in found:
            lead = not re.search(r"[a-z]", scan.flat[start : one.number.start])
            total = scan.has("totals", start, end) or scan.has("this_period", start, end)
            sort = one.noun and one.weapon and one.weapon.end <= one.number.start and not scan.dates_in(start, end)
            told = line.kind == "inline" or (lead and one.of == "incidents") or (total and not one.chained)
            one.strict = one.strict or told or bool(sort)
        stated += found
    return stated


def _parts(scan: Scan, found: list[Stated], start: int, end: int) -> None:
    """Mark the members of a sentence that are parts of its first count, or of casualties the dead and the wounded."""
    for position, whole in enumerate(found):
        following = found[position + 1 :]
        if whole.of == "casualties":
            pair = [one for one in following[:2] if one.of in {"killed", "wounded"}]
            if {one.of for one in pair} == {"killed", "wounded"}:
                for one in pair:
                    one.whole, one.closed = whole, True
            continue
        if (
            whole.chained
            or whole.place
            or whole.whole
            or whole.weapon
            or (whole.of != "incidents" and scan.has("weapons", whole.start, whole.end))
        ):
            continue
        parts: list[Stated] = []
        for one in following:
            if not one.chained or one.of != whole.of or part_name(scan, one.number, start, end) is None:
                break
            parts.append(one)
        if len(parts) >= 2:
            between = scan.flat[whole.number.end : parts[0].number.start]
            opening = scan.flat[start : whole.number.start]
            closed = bool(re.search(r"[:(]", between)) or scan.has("parts", whole.number.end, parts[0].number.start)
            closed = closed or scan.pack.grammar.copula.search(between) is not None
            stop = scan.flat.find(")", parts[-1].number.end, end) if "(" in between else -1
            rest = [n for n in scan.numbers_in(parts[0].number.start, stop if stop > 0 else end) if not n.article]
            unread = [n for n in rest if n not in [p.number for p in parts]]
            full = (closed or scan.pack.grammar.of_the.search(opening) is not None) and not unread
            for one in parts:
                one.whole, one.closed = whole, full
            return


def _scopes(scan: Scan, context: _Context, found: list[Stated], start: int, end: int) -> None:
    dates = [d for d in scan.dates_in(start, end) if context.read(d) is not None]
    for one in found:
        _say_date(scan, context, one, [o for o in found if o is not one], dates)
        part = part_name(scan, one.number, start, end)
        others = {(m.start, m.end) for o in found if o is not one and (m := part_name(scan, o.number, start, end))}
        named = places.named(scan, one.start, one.end, coarse=True)
        if part and part.section == "places":
            named = places.named(scan, part.start, part.end, coarse=True)
        else:
            named = [p for p in named if (p.mark.start, p.mark.end) not in others]
        named = [p for p in named if p.row.precision != "country"]
        one.place = named[0] if named else None
        weapons = [part] if part and part.section == "weapons" else scan.marks("weapons", one.start, one.end)
        one.weapon = weapons[0] if weapons and one.of == "incidents" else None
        each = scan.pack.grammar.each.match(scan.flat, one.number.end) is not None
        of_others = one.of != "incidents" and re.search(
            r"\bof(?: our| the| these| those| them| my| their)? $", scan.flat[start : one.number.start]
        )
        armed = one.of != "incidents" and scan.has("weapons", one.start, one.end)
        one.loose = (
            one.loose
            or bool(of_others)
            or armed
            or _open_ended(scan, max(start, one.start - 30), one.end)
            or _open_ended(scan, start, start + 12)
        )
        more = one.noun and re.match(r"\s(?:more|fewer|less)\b", scan.flat[one.noun.end : one.noun.end + 8])
        one.loose = one.loose or bool(more)
        one.loose = one.loose or each or len(named) > 1 or (part is None and _narrowed(scan, one))


def _open_ended(scan: Scan, start: int, end: int) -> bool:
    """Whether a count runs from a day on: "since July", "since the start of the month"."""
    return any(
        scan.dates_in(m.end, m.end + 40) or scan.has("filler", m.end, m.end + 20)
        for m in scan.marks("since", start, end)
    )


def _say_date(scan: Scan, context: _Context, one: Stated, others: list[Stated], dates: list[DateMention]) -> None:
    """The date of a count: the one of its clause, else the nearest free one, never one set against it."""
    if any(d not in dates for d in scan.dates_in(one.start, one.end)):
        # "seven in October" of an unknown year: nothing can be held against it.
        one.loose = True
    inside = [d for d in dates if one.start <= d.start and d.end <= one.end]
    mine = inside[:1]
    if len(inside) > 1:
        one.loose = True
    if not inside:
        free = [d for d in dates if not any(o.start <= d.start and d.end <= o.end for o in others)]
        numbers = [o.number.start for o in others]
        free = [d for d in free if not any(one.number.end <= n < d.start for n in numbers)]
        before = [d for d in free if d.end <= one.start]
        mine = before[-1:] or (free[:1] if len(free) == 1 else [])
        if mine and mine[0].start > one.end and scan.has("compare", one.end, mine[0].start):
            mine = []
        joined = [d for d in before[:-1] if mine and scan.flat[d.end : mine[0].start].strip() in {"and", "&", ","}]
        one.loose = one.loose or bool(joined)
        if not mine and len(dates) == 1 and not one.chained:
            a, b = sorted((dates[0].start, one.number.start))
            mine = [] if scan.has("compare", a, b) else dates
    when = context.read(mine[0]) if mine else None
    if when:
        one.when = when, scan_span(scan, mine[0].start, mine[0].end)


def _narrowed(scan: Scan, one: Stated) -> bool:
    """Whether words of the clause narrow the count in a way not understood: "attacks on the grid", "at night"."""
    covered = bytearray(one.end - one.start)
    spans = [(d.start, d.end) for d in scan.dates_in(one.start, one.end)]
    spans += [(n.start, n.end) for n in scan.numbers_in(one.start, one.end)]
    for section in (
        "places",
        "weapons",
        "totals",
        "incidents",
        "toll",
        "this_period",
        "last_period",
        "week",
        "plain",
        "clause",
        "parts",
        "filler",
        "groups",
        "generic",
    ):
        spans += [(m.start, m.end) for m in scan.marks(section, one.start, one.end)]
    for a, b in spans:
        covered[a - one.start : b - one.start] = b"\1" * (b - a)
    left = "".join(" " if covered[n] else c for n, c in enumerate(scan.flat[one.start : one.end]))
    named = scan.marks("places", one.start, one.end)
    named += scan.marks("weapons", one.start, one.end)
    actors = [a for a in scan.marks("actors", one.start, one.end) if not any(a.overlaps(p.start, p.end) for p in named)]
    plain = [(m.start, m.end) for m in scan.marks("plain", one.start, one.end)]
    aims = [t for t in scan.marks("targets", one.start, one.end) if (t.start, t.end) not in plain]
    narrowing = aims or actors
    return bool(re.findall(r"[^\W\d_]{2,}", left)) or bool(narrowing)


def _draft(scan: Scan, one: Stated, told_in: str, covers: list[str]) -> Draft:
    start, end = one.number.start, one.number.end
    draft = Draft(
        "total",
        start,
        end,
        confidence=_confidence(scan, one),
    )
    quote = scan_span(scan, start, one.noun.end if one.noun and one.noun.start >= end else end)
    if one.noun and one.noun.end <= start:
        quote = scan_span(scan, one.noun.start, end)
    draft.say("n", one.number.range.middle, (quote,))
    because = (
        ()
        if one.noun
        else (
            Derived(
                "rule" if one.chained else "layout",
                "the count before it" if one.chained else "a totals line counts its list",
            ),
        )
    )
    draft.say("of", one.of, (scan_span(scan, one.noun.start, one.noun.end),) if one.noun else (quote,), *because)
    scope: dict[str, Json] = {
        "when": None,
        "place": None,
        "perpetrator": None,
        "kind": None,
        "weapon": None,
        "group": None,
    }
    spans: list[Span] = []
    if one.when:
        scope["when"] = one.when[0].to_json()
        spans.append(one.when[1])
    if one.place:
        scope["place"] = one.place.row.admin1 if one.place.row.precision == "admin1" else one.place.row.name
        spans.append(scan_span(scan, one.place.mark.start, one.place.mark.end))
    if one.weapon:
        scope["weapon"] = one.weapon.value
        spans.append(scan_span(scan, one.weapon.start, one.weapon.end))
    draft.say("scope", scope, tuple(spans) or (quote,), *(() if spans else (Derived("layout", "of the whole list"),)))
    draft.say("told_in", told_in, (), Derived("layout", "where the total stands"))
    if covers and not one.whole:
        draft.say("covers", covers, (), Derived("layout", "the lines that it closes or heads"))
    return draft


def _confidence(scan: Scan, one: Stated) -> float:
    """How well its scope is understood: 0.9 surely, 0.8 if its chain holds, 0.7 in part, 0.5 not."""
    if one.tentative and not one.loose:
        return 0.8
    if one.loose or one.number.range.best is None or _approximate(scan, one):
        return 0.5
    return 0.9 if one.strict or one.when else 0.7


def _approximate(scan: Scan, one: Stated) -> bool:
    before = scan.marks("approx", max(0, one.number.start - 22), one.number.start)
    return any(scan.flat[m.end : one.number.start].strip() == "" for m in before)
