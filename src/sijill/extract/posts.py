"""Tracker posts: one attack a list line or table row, with what headings and totals lines say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.extract import aiming, fields, notes, places
from sijill.extract.cells import (
    bracket_pair,
    casualties_cell,
    cell_toll,
    last_pair,
    lettered_pair,
    noughts,
    summed_up,
    tally,
)
from sijill.extract.draft import Draft
from sijill.extract.headings import Title, heading_date
from sijill.extract.items import items
from sijill.extract.layout import lines_of
from sijill.extract.lines import Item, Line, residue
from sijill.extract.news.losses import losses
from sijill.extract.pairs import closing_pairs
from sijill.extract.say import say_perpetrators, say_place, scan_span
from sijill.extract.scan import Mark, Scan
from sijill.extract.tolls import Toll, no_others, tolls, total
from sijill.extract.when import Calendar, Reading
from sijill.lang.dates import DateMention
from sijill.model.records import Derived
from sijill.model.text import Span
from sijill.model.values import Range, Target, Weapon, When
from sijill.theatre import PlaceRow

_TARGET_OF_FEATURE = {
    "base": "military_base", "camp": "military_base", "airport": "airport", "embassy": "embassy_or_diplomatic",
    "field": "infrastructure", "refinery": "infrastructure", "dam": "infrastructure", "crossing": "infrastructure",
    "shrine": "religious_site", "port": "infrastructure",
}  # fmt: skip


_STOPPABLE = frozenset(
    {"remote_explosive_landmine_ied", "shelling_artillery_missile_attack", "suicide_bomb", "grenade"}
)
"""Kinds of attack whose weapon may be found and taken away before."""
_TARGET_OF_ACTOR = {"armed_group": "militia", "military": "police_or_army", "police": "police_or_army"}

_LEARNED = Derived("rule", "learned from the words of such entries")
_OPENING = 24
"""In how many characters an entry may open with its month."""


@dataclass(slots=True)
class Post:
    """A text's lists: its lines, its items, and the draft of each item."""

    lines: list[Line]
    items: list[Item]
    drafts: list[Draft]
    """One for each item, in order."""
    period: When | None = None
    """That of its title, if it has entries and its title says one."""


def read_post(scan: Scan, calendar: Calendar) -> Post:
    """Read the lists of a text. A text without lists gives no items."""
    lines = lines_of(scan, calendar.published)
    found = items(scan, lines)
    title = Title(scan, lines, calendar) if found else None
    pairs = closing_pairs(scan, [(item.start, item.end) for item in found if not item.cells])
    for item in found:
        item.pair = pairs.get(item.start, item.line.pair)
    kept: list[Item] = []
    drafts: list[Draft] = []
    for item in found:
        draft = _ItemReader(scan, calendar, item, title).draft()
        if draft is not None:
            kept.append(item)
            drafts.append(draft)
    return Post(lines, kept, drafts, title.when[0] if title and title.when else None)


def read_note(scan: Scan, calendar: Calendar, *, order: str) -> list[Draft]:
    """Read an analyst's note: every line is one attack. order: dmy or mdy, of a date in figures."""
    drafts = []
    for match in re.finditer(r"[^\r\n]*\S", scan.text):
        line = Line(*match.span(), match.start(), "item", lead=notes.day_of(scan, *match.span(), order=order))
        draft = _ItemReader(scan, calendar, Item(match.start(), match.end(), line), None, weighs=False).draft()
        if draft is not None:
            drafts.append(draft)
    return drafts


def _many_months(when: When) -> bool:
    return (when.start.year, when.start.month) != (when.end.year, when.end.month) and when.precision == "month"


def _surer(scan: Scan, of: str, plain: Sequence[Toll], told: Sequence[Toll]) -> list[Toll]:
    """The tolls of one sort as an entry's figures give them, or as running text tells them where no figure does.

    "A bomb under the car of a judge killed him and wounded two": no figure stands before "wounded".
    """
    mine, other = [t for t in plain if t.of == of], [t for t in told if t.of == of]
    one = Range.exactly(1)
    longer = len(mine) == len(other) == 1 and "," not in scan.flat[mine[0].end : other[0].end]
    if longer and other[0].range == mine[0].range + one and other[0].end > mine[0].end:
        # "They killed him and four of his family": five.
        return other
    figures = any(not t.range.middle or any(not n.article for n in scan.numbers_in(t.start, t.end)) for t in mine)
    return mine if figures or not other else other


class _ItemReader:
    """Reads one list item into a draft."""

    def __init__(self, scan: Scan, calendar: Calendar, item: Item, title: Title | None, *, weighs: bool = True) -> None:
        """weighs: whether the learned scorer of targets is heard; of an analyst's note every word is meant."""
        self.scan, self.calendar, self.item, self.title, self.weighs = scan, calendar, item, title, weighs
        self.start, self.end = item.start, item.end
        self.event_line: Line | None = None
        self.unconfirmed: frozenset[str] = frozenset()
        """Which tolls a note hedges: killed, wounded."""

    def draft(self) -> Draft | None:
        """The draft, or None if the line tells of no event (a note between the lines of a list)."""
        scan = self.scan
        draft = Draft("incident", self.start, self.end, confidence=0.95)
        stated = self._tolls() if self.weighs else self._hedged(self._tolls())
        used, aim, source = self._weapons_and_targets(stated)
        kind = fields.kind(scan, self.start, self.end, used, aim)
        if kind is None:
            kind = self._unnamed_kind(used, aim, stated)
        if kind is None:
            return None
        kind = self._removed(kind, stated)
        quiet = kind.value in {"arrests", "other"}
        meant = self._say_place(draft)
        draft.say("role", "listed", (), Derived("layout", "an entry of a list"))
        how = (Derived("rule", "from what was used and what was hit"),) if kind.derived else ()
        draft.say("kind", kind.value, tuple(self._span(m) for m in kind.marks), *how, *source)
        if kind.value != "arrests":
            for mark in used:
                number = fields.weapon_number(scan, mark, self.start)
                draft.say(
                    "weapons",
                    Weapon(mark.value, self._quote(mark), number).to_json(),
                    (self._span(mark),),
                    *(source or self._row_above(mark.end)),
                )
        hurt = [(t.start, t.end) for t in stated]
        if (
            meant
            and meant[0].row.feature in _TARGET_OF_FEATURE
            and all(any(m.overlaps(a, b) for a, b in hurt) for m in aim)
        ):
            aim = []
        if not quiet:
            for mark in aim:
                told = source or self._row_above(mark.end)
                draft.say("targets", Target(mark.value, self._quote(mark)).to_json(), (self._span(mark),), *told)
        self._say_tolls(draft, stated, quiet=kind.value == "arrests")
        self._say_when(draft)
        if not aim and not quiet:
            self._say_implied_target(draft, meant, kind)
        if self.weighs and not quiet:
            self._weigh_targets(draft, kind.value)
        self._say_rest(draft, used, aim, kind)
        return draft

    def _removed(self, kind: fields.Kind, stated: list[Toll]) -> fields.Kind:
        """The kind of an entry: a weapon stopped in time, where one was taken away and nobody is told to be hurt.

        "A car bomb, blown up in a field" may be told so of what killed five as well, or several, or nobody knows
        how many ("the dead dug up"): only a toll of zero, or no word of one, makes it a find.
        """
        away = self.scan.marks("removed", self.start, self.end)
        if not away or kind.value not in _STOPPABLE or any(toll.range.high != 0 for toll in stated):
            return kind
        nobody = [(toll.start, toll.end) for toll in stated]
        nobody += [(mark.start, mark.end) for mark in self.scan.marks("none", self.start, self.end)]
        if any(
            not any(word.overlaps(*words) for words in nobody) for word in self.scan.marks("toll", self.start, self.end)
        ):
            return kind
        return fields.Kind("disrupted_weapons_use", (away[0],), False)

    def _say_implied_target(self, draft: Draft, meant: tuple[places.Named, ...], kind: fields.Kind) -> None:
        """Where no word says what was hit: the place itself if it is a base, else the actor it was aimed at."""
        if meant and (type_ := _TARGET_OF_FEATURE.get(meant[0].row.feature)):
            mark = meant[0].mark
            value = Target(type_, self._quote(mark)).to_json()
            draft.say("targets", value, (self._span(mark),), Derived("gazetteer", f"{meant[0].row.name} is one"))
            return
        for actor in self.scan.marks("actors", self.start, self.end):
            row = self.scan.theatre.actors[actor.value]
            before = self.scan.flat[max(self.start, actor.start - 20) : actor.start]
            if row.type in _TARGET_OF_ACTOR and self.scan.pack.grammar.onto.search(before):
                value = Target(_TARGET_OF_ACTOR[row.type], self._quote(actor)).to_json()
                draft.say("targets", value, (self._span(actor),), Derived("register", f"{row.name} is one"))
                return
        if meant and meant[0].row.feature == "quarter" and kind.value == "shelling_artillery_missile_attack":
            mark = meant[0].mark
            value = Target("neighbourhood", self._quote(mark)).to_json()
            draft.say("targets", value, (self._span(mark),), Derived("gazetteer", f"{meant[0].row.name} is a quarter"))
        elif kind.value in {"attack", "abduction_forced_disappearance"} and (words := self._unread()):
            value = Target("civilians", self.scan.text[words[0] : words[1]]).to_json()
            draft.say("targets", value, (scan_span(self.scan, *words),), Derived("rule", "people of no listed group"))

    def _weigh_targets(self, draft: Draft, kind: str) -> None:
        """Say the target that was learned of such words where the lists of words have another one, or none."""
        used = {weapon["type"] for weapon in draft.values("weapons")}
        listed = [(target["type"], target["text"]) for target in draft.values("targets")]
        aim = aiming.learned(self.scan, self.start, self.end, kind, used, listed)
        if aim is not None:
            value = Target(aim.type, self.scan.text[slice(*aim.words)]).to_json()
            draft.lead("targets", value, (scan_span(self.scan, *aim.words),), _LEARNED, beside=0 if aim.alone else 1)

    def _unread(self) -> tuple[int, int] | None:
        """The longest run of words of the line that nothing else has read: "a harbour pilot"."""
        scan = self.scan
        taken = [(d.start, d.end) for d in scan.dates_in(self.start, self.end)]
        for section in (
            "weapons",
            "kinds",
            "generic",
            "places",
            "toll",
            "none",
            "status",
            "basis",
            "actors",
            "plain",
            "filler",
        ):
            taken += [(m.start, m.end) for m in scan.marks(section, self.start, self.end)]
        covered = bytearray(self.end - self.start)
        for a, b in taken:
            covered[a - self.start : b - self.start] = b"\1" * (b - a)
        open_text = "".join("|" if covered[n] else c for n, c in enumerate(scan.flat[self.start : self.end]))
        runs = [
            m for m in re.finditer(r"[a-z][a-z' -]{2,}[a-z]", open_text) if scan.text[self.start + m.start()].islower()
        ]
        best = max(runs, key=lambda m: m.end() - m.start(), default=None)
        return (self.start + best.start(), self.start + best.end()) if best and len(best[0]) >= 5 else None

    def _span(self, mark: Mark) -> Span:
        return scan_span(self.scan, mark.start, mark.end)

    def _quote(self, mark: Mark) -> str:
        return self.scan.text[mark.start : mark.end]

    def _weapons_and_targets(self, stated: list[Toll]) -> tuple[list[Mark], list[Mark], tuple[Derived, ...]]:
        scan, cells = self.scan, self.item.cells
        used = fields.weapons(scan, *cells["weapon"]) if "weapon" in cells else []
        used = used or fields.weapons(scan, self.start, self.end)
        aim = fields.target(scan, *cells["target"], (), stated) if "target" in cells else []
        aim = aim or fields.target(scan, self.start, self.end, used, stated)
        aim = [m for m in aim if not any(m.overlaps(a, b) for a, b in self._actor_cells()) and not self._names_town(m)]
        named = {m.value for m in scan.marks("kinds", self.start, self.end)}
        # What was defused is of the sort that its heading names.
        found = "disrupted_weapons_use" in named and named <= {"disrupted_weapons_use", "other_operation"}
        if used or (named and not found):
            return used, aim, ()
        for line in reversed(self.item.headings):
            used = fields.weapons(scan, line.start, line.end)
            if used:
                whole = fields.target(scan, line.start, line.end, used, ())
                faint = [m for m in aim if scan.flat[m.start : m.end] in scan.weak["targets"]]
                aim = whole if whole and (faint or not aim) else aim
                return used, aim, (Derived("layout", "from the heading"),)
        return used, aim, ()

    def _row_above(self, end: int) -> tuple[Derived, ...]:
        """How a value was come by whose words stand above the line, in a cell that this one repeats."""
        return (Derived("layout", "as in the row above"),) if end <= self.item.line.start else ()

    def _names_town(self, mark: Mark) -> bool:
        """Whether a target word is the name of a town or quarter: "Husseiniya"."""
        if mark.value == "government_area":
            return False
        for place in self.scan.marks("places", self.start, self.end):
            if (place.start, place.end) == (mark.start, mark.end):
                return self.scan.rows(place)[0].precision in {"settlement", "admin2"}
        return False

    def _actor_cells(self) -> list[tuple[int, int]]:
        """Cells that hold an actor and nothing else say who, not what was hit."""
        held = [self.item.cells["perpetrator"]] if "perpetrator" in self.item.cells else []
        if not self.item.cells:
            for start, end in self.item.line.cells:
                actors = self.scan.marks("actors", start, end)
                types = {self.scan.theatre.actors[a.value].type for a in actors}
                if (
                    actors
                    and (actors[0].start, actors[-1].end) == (start, end)
                    and not types & {"civilians", "organisation"}
                ):
                    held.append((start, end))
        return held

    def _unnamed_kind(self, used: list[Mark], aim: list[Mark], stated: list[Toll]) -> fields.Kind | None:
        """A line with a target or a toll in a list of attacks is an attack, though it names no means."""
        generic = self.scan.marks("generic", self.start, self.end)
        if not generic and not aim and stated and self._opens_as_entry():
            return fields.Kind("attack", (), True)
        people = [m for m in aim if m.value not in {"infrastructure"}]
        if generic or (people and stated):
            return fields.Kind("attack", tuple(generic[:1] or people[:1]), True)
        return None

    def _opens_as_entry(self) -> bool:
        """Whether a line has a day and a place of its own."""
        dated = any(d.day or d.numeric for d in self.scan.dates_in(self.start, self.end))
        return dated and self.scan.has("places", self.start, self.end)

    def _tolls(self) -> list[Toll]:
        scan, cells = self.scan, self.item.cells
        stated: list[Toll] = list(self.item.pair)
        if stated:
            return stated
        for of in ("killed", "wounded"):
            if of in cells:
                stated += cell_toll(scan, *cells[of], of)
        if "casualties" in cells:
            stated += casualties_cell(scan, *cells["casualties"])
        lettered = lettered_pair(scan, self.start, self.end)
        if len(stated) < len(lettered):
            # "K 1 W 5" is no airbase K-1, and "(0 k, 1 w)" may be cut at its comma.
            places = scan.all_marks("places")
            scan.put("places", [m for m in places if not any(m.overlaps(t.start, t.end) for t in lettered)])
            return lettered
        if cells.keys() & {"killed", "wounded", "casualties"}:
            for role in ("notes", "weapon", "target"):
                if role in cells and not stated:
                    stated += tolls(scan, *cells[role])
            return stated
        if figures := summed_up(scan, self.start, self.end) or tally(scan, self.start, self.end):
            return figures
        plain = tolls(scan, self.start, self.end)
        told = losses(scan, self.start, self.end, plain)
        if any(
            t.article and o.of == t.of and o.counted and o.range.middle > t.range.middle for t in plain for o in told
        ):
            # "A suicide bomber at a bakery killed 5 and wounded 13": a sentence, whose subject is not who died.
            return told
        stated = [toll for of in ("killed", "wounded") for toll in _surer(scan, of, plain, told)]
        stated += no_others(scan, self.start, self.end, stated)
        stated = stated or last_pair(scan, self.item.line.cells)
        stated = stated or bracket_pair(scan, self.start, self.end) or noughts(scan, self.start, self.end)
        return stated or self._last_cell()

    def _last_cell(self) -> list[Toll]:
        """ "– nil" or a sentence "Nil." at the end of a line: nobody was hurt."""
        tail = re.search(r"(?:[-|,;(]|\.(?= \w{3}))\s*([^-|,;.()]+?)[\s.*)]*$", self.scan.flat[self.start : self.end])
        if tail is None or tail[1] not in self.scan.pack.layout["none"]["zero"] or tail[1].isdigit():
            return []
        at = (self.start + tail.start(1), self.start + tail.end(1))
        return [Toll(of, Range.exactly(0), *at) for of in ("killed", "wounded")]

    def _hedged(self, stated: list[Toll]) -> list[Toll]:
        """The tolls of a note, those that it hedges open downwards."""
        hedged = notes.unsure(self.scan, self.start, self.end, stated)
        self.unconfirmed = frozenset(toll.of for toll in hedged)
        return [replace(toll, range=notes.opened(toll.range)) if toll in hedged else toll for toll in stated]

    def _say_tolls(self, draft: Draft, stated: list[Toll], *, quiet: bool) -> None:
        if quiet:
            return
        for of in ("killed", "wounded"):
            value = total(stated, of)
            if value is not None:
                mine = [t for t in stated if t.of == of]
                telling = [t for t in mine if t.range != Range.exactly(0)] or mine[:1]
                how = (notes.UNCONFIRMED,) if of in self.unconfirmed else ()
                draft.say(of, value.to_json(), tuple(scan_span(self.scan, t.start, t.end) for t in telling), *how)
        for toll in stated:
            if toll.group and toll.group_at:
                span = scan_span(self.scan, *toll.group_at)
                draft.say("victims", toll.victims(span.quote).to_json(), (span,))

    # -- when -------------------------------------------------------------------------------------------------

    def _context(self) -> tuple[When, Span] | None:
        """The period that governs the line: the nearest dated heading, else the totals line, else the title."""
        context: tuple[When, Span] | None = None
        for line in self.item.headings:
            found = heading_date(self.scan, self.calendar, line, context and context[0])
            if found and (context is None or found[0].precision != "year"):
                context = found
        if context is not None and self.item.opening is not None and context[0].precision == "month":
            # "WEEK OF 4-10 MAY (four entries)" over its lines, under the month.
            found = heading_date(self.scan, self.calendar, self.item.opening, context[0])
            if found and found[0].precision == "week" and found[0].within(context[0]):
                return found
        if context is None or context[0].precision == "year" or _many_months(context[0]):
            for total_line in filter(None, (self.item.closing, self.item.opening)):
                found = heading_date(self.scan, self.calendar, total_line, context and context[0])
                if found:
                    return found
        return context or (self.title.when if self.title else None)

    def _own_date(self) -> tuple[DateMention, bool] | None:
        """The line's own date, and whether it came from a column of bare day numbers."""
        scan, cells = self.scan, self.item.cells
        for role in ("date", "week", "month"):
            if role in cells:
                mentions = scan.dates_in(*cells[role])
                if mentions and role == "date" and mentions[0].day and mentions[0].month is None:
                    beside = self._month_beside()
                    return replace(mentions[0], month=beside.month, year=beside.year) if beside else mentions[0], False
                if mentions and not (role == "date" and mentions[0].weekday is not None):
                    return mentions[0], False
                text = scan.flat[slice(*cells[role])].strip(" .")
                weekday, _, day = text.partition(" ")
                # "Thu  1"
                text = day.strip() if weekday.rstrip(".,") in scan.pack.weekdays else text
                digits = text.rstrip("sthndr")
                if role == "date" and digits.isdigit() and 1 <= int(digits) <= 31:
                    if (month := self._month_beside()) is not None:
                        start, end = min(month.start, cells[role][0]), max(month.end, cells[role][1])
                        return replace(month, start=start, end=end, day=int(digits)), False
                    return DateMention(*cells[role], day=int(digits)), True
                if mentions:
                    return mentions[0], False
                if role == "date" and (numeric := self._numeric_cell(*cells[role])) is not None:
                    return numeric, False
        if self.item.line.lead:
            return self.item.line.lead, False
        mentions = [m for m in scan.dates_in(self.start, self.end) if m.day or m.numeric or m.weekday is not None]
        if mentions:
            return mentions[0], False
        # "October. Falluja: a bomb under a car", in a list on a quarter.
        opening = next(iter(scan.dates_in(self.start, min(self.end, self.start + _OPENING))), None)
        opens = opening is not None and not scan.flat[self.start : opening.start].strip("([*_ ")
        return (opening, False) if opening and opening.month and opens else None

    def _numeric_cell(self, start: int, end: int) -> DateMention | None:
        """The day of a cell such as "2/5" that stands where no date is looked for, by the month of its heading."""
        match = re.fullmatch(r"(\d{1,2}) ?[/.-] ?(\d{1,2})", self.scan.flat[start:end].strip(" .*"))
        context = self._context() if match else None
        if match is None or context is None or context[0].precision == "year":
            return None
        a, b = int(match[1]), int(match[2])
        months = {context[0].start.month, context[0].end.month}
        if b in months or a in months:
            day, month = (a, b) if b in months else (b, a)
            return DateMention(start, end, day=day, month=month)
        return None

    def _month_beside(self) -> DateMention | None:
        """The month in a column of its own, beside that of the days."""
        told = self.scan.dates_in(*self.item.cells["month"]) if "month" in self.item.cells else []
        return next((one for one in told if one.month and not one.day), None)

    def _say_when(self, draft: Draft) -> None:
        context = self._context()
        own = self._own_date()
        if own is not None:
            reading = self.calendar.read(own[0], context and context[0])
            if reading and context and own[0].weekday is not None and not reading.when.overlaps(context[0]):
                # "After Friday prayers", under a month gone by, is one of its Fridays.
                reading = None
            if reading is not None:
                derived = self._date_derivations(reading)
                derived += self._row_above(own[0].end)
                spans = [scan_span(self.scan, own[0].start, own[0].end)]
                if reading.from_context and context:
                    spans.append(context[1])
                titled = self.title is not None and context == self.title.when
                # A whole date of another day than the one above: that was a byline's.
                ruled = context is not None and (reading.from_context or context[0].precision != "day")
                if context and ruled and not titled and not reading.when.overlaps(context[0]):
                    spans.append(context[1])
                    derived.append(Derived("layout", "outside the period of its heading"))
                draft.say("when", reading.when.to_json(), tuple(spans), *derived)
                return
        if context is not None:
            what = (
                "from the line that closes the list"
                if self.item.closing and not self.item.headings
                else "from the heading"
            )
            derived_from = [Derived("layout", what)]
            if str(context[0].start.year) not in context[1].quote:
                derived_from.append(Derived("metadata", "the year is that of publication"))
            draft.say("when", context[0].to_json(), (context[1],), *derived_from)

    @staticmethod
    def _date_derivations(reading: Reading) -> list[Derived]:
        derived = []
        if reading.from_context:
            derived.append(Derived("layout", "month or year from the heading"))
        if reading.from_published:
            derived.append(Derived("metadata", "the year is that of publication"))
        return derived

    # -- place ------------------------------------------------------------------------------------------------

    def _heading_place(self) -> tuple[places.Named, ...]:
        for line in reversed(self.item.headings):
            found = places.named(self.scan, line.start, line.end, coarse=True)
            if found and len({p.row.admin1 for p in found}) == 1 and len(residue(self.scan, line)) <= 3:
                return places.chosen(self.scan, found)
        return ()

    def _heads_by_place(self, named: places.Named) -> bool:
        """Whether the heading that names a place says nothing else, so that its lines are of that place."""
        line = next(line for line in self.item.headings if line.start <= named.mark.start < line.end)
        return not residue(self.scan, line)

    def _say_place(self, draft: Draft) -> tuple[places.Named, ...]:
        """Say the place, and give it back if the line itself names it."""
        scan, cells = self.scan, self.item.cells
        above = self._heading_place()
        within: PlaceRow | None = above[0].row if above else None
        stretches = [cells[r] for r in ("place", "place2", "admin1") if r in cells] or [(self.start, self.end)]
        found = [p for a, b in stretches for p in places.named(scan, a, b, within=within, coarse=True)]
        if not found and cells:
            found = places.named(scan, self.start, self.end, within=within, coarse=True)
        meant = own = places.chosen(scan, found)
        derived: tuple[Derived, ...] = ()
        if not meant and (guess := places.by_spelling(scan, *stretches[0])):
            meant, derived = (guess,), (Derived("gazetteer", "spelt otherwise in the gazetteer"),)
        elsewhere = meant and above and within and within.admin1 and meant[0].row.admin1 != within.admin1
        # A post on a range of hills, or on what befell "after Fallujah", has lines from all divisions.
        elsewhere = elsewhere and above[0].row.feature not in places.WIDE and self._heads_by_place(above[0])
        if not above and meant and self.title and self.title.place and meant[0].row.feature in places.WIDE:
            # A range of hills lies in several divisions; the post's own one is meant.
            above, within = self.title.place, self.title.place[0].row
            elsewhere = bool(within.admin1) and meant[0].row.admin1 != within.admin1
        if elsewhere and places.says_division(scan, meant[0], stretches):
            elsewhere = False
        if above and (not meant or elsewhere):
            meant, derived = above, (Derived("layout", "from the heading"),)
        elif not meant and self.title and self.title.place:
            meant, derived = self.title.place, (Derived("layout", "from the title"),)
        if own and own is meant:
            derived = (*derived, *self._row_above(own[0].mark.end))
        if meant and meant[0].row.feature in places.WIDE:
            derived = (*derived, Derived("rule", "in several divisions"))
        if meant:
            say_place(draft, scan, meant, *derived)
        return own

    # -- the rest ---------------------------------------------------------------------------------------------

    def _say_rest(self, draft: Draft, used: list[Mark], aim: list[Mark], kind: fields.Kind) -> None:
        scan = self.scan
        value, mark = fields.status(scan, self.start, self.end, kind.value)
        if kind.value == "disrupted_weapons_use":
            value, mark = "foiled", kind.marks[0]
        because = () if mark else (Derived("default", "nothing says otherwise"),)
        draft.say("status", value, (self._span(mark),) if mark else (), *because)
        several = fields.count(scan, self.start, self.end, aim)
        if several:
            draft.say("count", Range.exactly(several[0]).to_json(), (scan_span(scan, *several[1]),))
        else:
            draft.say("count", Range.exactly(1).to_json(), (), Derived("default", "one line tells one attack"))
        say_perpetrators(draft, scan, self._perpetrators(used, kind))

    def _perpetrators(self, used: list[Mark], kind: fields.Kind) -> list[tuple[Mark, str]]:
        cells = self.item.cells
        if "perpetrator" in cells:
            return [(m, "stated") for m in self.scan.marks("actors", *cells["perpetrator"])]
        told = fields.perpetrators(self.scan, self.start, self.end, used, kind)
        return told or [(m, "stated") for a, b in self._actor_cells() for m in self.scan.marks("actors", a, b)][:2]
