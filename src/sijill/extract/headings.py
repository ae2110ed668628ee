"""What the title and the headings of a post say of time and place."""

from __future__ import annotations

from itertools import pairwise

from sijill.extract import places
from sijill.extract.lines import Line, sentences
from sijill.extract.say import scan_span
from sijill.extract.scan import Scan
from sijill.extract.when import Calendar
from sijill.lang.dates import DateMention
from sijill.model.text import Span
from sijill.model.values import When


class Title:
    """What the first lines of a post say of all of it: its period and its place, where a list says neither."""

    def __init__(self, scan: Scan, lines: list[Line], calendar: Calendar) -> None:
        self.when: tuple[When, Span] | None = None
        self.place: tuple[places.Named, ...] = ()
        for line in [line for line in lines if line.kind != "blank"][:8]:
            if line.kind not in {"prose", "heading", "totals", "dateline"} or line.end - line.start > 200:
                continue
            for mention in scan.dates_in(line.start, line.end):
                reading = calendar.read(mention)
                if (
                    self.when is None
                    and reading
                    and reading.when.precision in {"month", "week"}
                    and mention.unit is None
                ):
                    self.when = reading.when, scan_span(scan, mention.start, mention.end)
            found = places.named(scan, line.start, line.end, coarse=True)
            if not self.place and len({p.row.admin1 for p in found}) == 1 and len(line_words(scan, line)) <= 12:
                self.place = places.chosen(scan, found)


def months_between(scan: Scan, calendar: Calendar, mentions: list[DateMention]) -> tuple[When, Span] | None:
    """The period from one month to another, "July to mid-September 2020"; None if the dates are not two such months."""
    for first, last in pairwise(mentions):
        between = scan.flat[first.end : last.start]
        plain = all(m.month and m.day is None and m.last_day is None for m in (first, last))
        if not plain or first.calendar or not scan.pack.grammar.up_to.fullmatch(between):
            continue
        until = calendar.read(last)
        since = calendar.read(first, When.year(until.when.start.year)) if until else None
        if until is None or since is None:
            return None
        start, end = since.when.start, until.when.end
        if start > end and first.year is None:
            start = start.replace(year=start.year - 1)
        return (When(start, end, "month"), scan_span(scan, first.start, last.end)) if start < end else None
    return None


def _shared_out(scan: Scan, line: Line, mentions: list[DateMention]) -> bool:
    """Whether a totals line gives each of several months its number: "Twelve in all, five in October, three in May"."""
    months = {(m.month, m.year) for m in mentions if m.month and m.day is None}
    if len(months) < 2:
        return False
    ends = [line.start, *(m.end for m in mentions)]
    return all(scan.numbers_in(a, m.start) for a, m in zip(ends, mentions, strict=False))


def line_words(scan: Scan, line: Line) -> list[str]:
    return scan.flat[line.start : line.end].split()


def heading_date(scan: Scan, calendar: Calendar, line: Line, context: When | None) -> tuple[When, Span] | None:
    """The period that a heading or totals line names: its finest, so "Week 1 (1–7 October)" is those days."""
    best: tuple[When, Span] | None = None
    best_rank = 0
    end = next(sentences(scan, line.start, line.end))[1] if line.kind == "totals" else line.end
    mentions = list(scan.dates_in(line.start, end))
    if any(m.month for m in mentions):
        # "July (to the 19th)" is July.
        mentions = [m for m in mentions if m.month or m.week]
    if (span := months_between(scan, calendar, mentions)) is not None:
        return span
    if line.kind == "totals" and _shared_out(scan, line, mentions):
        return None
    for mention in mentions:
        if mention.day and scan.pack.grammar.onward.search(
            scan.flat[max(line.start, mention.start - 16) : mention.start]
        ):
            # "Attacks since 17 October": the lines below lie after that day.
            continue
        reading = calendar.read(mention, context)
        if reading is None or mention.offset_days is not None:
            continue
        # Days told outrank the number of their week: "Week two (11-17 September)".
        rank = 2 * ("day", "week", "month", "year").index(reading.when.precision) + (mention.week is not None)
        if best is None or rank < best_rank:
            best, best_rank = (reading.when, scan_span(scan, mention.start, mention.end)), rank
    return best
