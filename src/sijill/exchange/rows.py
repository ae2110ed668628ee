"""What one row of a table states, each value with the cell that says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sijill.exchange.cells import DATE_HELP, NUMBER_HELP, date_of, range_of
from sijill.exchange.mapping import CLOSED, TOLLS, TableMapping
from sijill.exchange.meaning import meaning
from sijill.lang.fold import fold
from sijill.model.records import Derived
from sijill.model.text import Span
from sijill.model.values import Json, Perpetrator, Place, Range, Target, Victims, Weapon, When
from sijill.model.vocabulary import PLACE_PRECISIONS
from sijill.theatre import PlaceRow, Theatre

_ARABIC: Final = re.compile("[\u0621-\u064a]")

# A table often has a column of weapons and none of kinds; where a weapon makes the kind plain, it is that.
KIND_OF_WEAPON: Final[dict[str, str]] = {
    "ied": "remote_explosive_landmine_ied",
    "vehicle_bomb": "remote_explosive_landmine_ied",
    "landmine": "remote_explosive_landmine_ied",
    "suicide_bomb": "suicide_bomb",
    "rocket": "shelling_artillery_missile_attack",
    "missile": "shelling_artillery_missile_attack",
    "mortar": "shelling_artillery_missile_attack",
    "artillery": "shelling_artillery_missile_attack",
    "drone": "air_drone_strike",
    "airstrike": "air_drone_strike",
    "grenade": "grenade",
    "abduction": "abduction_forced_disappearance",
    "chemical": "chemical_weapon",
    **dict.fromkeys(("small_arms", "sniper", "rpg", "stabbing", "arson", "vehicle_ramming"), "attack"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell without the blanks around it, and where it stands in the row's text; no span if it is empty."""

    column: str
    text: str
    span: Span | None


class Row:
    """The text of a row, and its cells by column."""

    def __init__(self, header: Sequence[str], cells: Sequence[str], joined: str) -> None:
        self.text = joined.join(cells)
        self._cells: dict[str, Cell] = {}
        start = 0
        for column, cell in zip(header, cells, strict=False):
            text = cell.strip()
            begin = start + len(cell) - len(cell.lstrip())
            span = Span(begin, begin + len(text), text) if text else None
            self._cells.setdefault(column, Cell(column, text, span))
            start += len(cell) + len(joined)

    def cell(self, column: str) -> Cell | None:
        """The cell of a column, None if the row is too short to have one."""
        return self._cells.get(column)


@dataclass(frozen=True, slots=True)
class Told:
    """One statement to be: a field, its value, and what it rests on."""

    field: str
    value: Json
    spans: tuple[Span, ...] = ()
    derived: tuple[Derived, ...] = ()
    order: int = 0


class Teller:
    """Reads rows by a mapping and a theatre."""

    Note = Callable[..., None]
    """note(column, found, message, severity="error")"""

    def __init__(self, mapping: TableMapping, theatre: Theatre) -> None:
        self._mapping = mapping
        self._theatre = theatre
        self._read: set[tuple[str, str]] = set()
        self._actors = {
            (code, fold(alias, code)): id for code, names in theatre.actor_names.items() for alias, id in names.items()
        }

    def told(self, row: Row, note: Note) -> Iterator[Told]:
        """Everything that a row states. note: is told what cannot be read."""
        yield Told("role", "listed", derived=(Derived("layout", "a row of a table"),))
        yield from self._when(row, note)
        yield from self._place(row, note)
        weapons = list(self._typed(row, "weapon", note))
        yield from self._kind(row, weapons, note)
        for n, (word, span) in enumerate(weapons):
            yield Told("weapons", Weapon(word, span.quote).to_json(), (span,), order=n)
        for n, (word, span) in enumerate(self._typed(row, "target", note)):
            yield Told("targets", Target(word, span.quote).to_json(), (span,), order=n)
        yield from self._tolls(row, note)
        yield from self._victims(row, note)
        yield from self._who(row, note)
        yield from self._single(row, "status", "occurred", note)

    def _cell(self, row: Row, field: str) -> Cell | None:
        """The cell of a field if it states anything."""
        columns = self._mapping.columns.get(field)
        return self._stated(row, columns[0]) if columns else None

    def _stated(self, row: Row, column: str) -> Cell | None:
        cell = row.cell(column)
        return None if cell is None or cell.text.casefold() in self._mapping.unknown else cell

    def _parts(self, cell: Cell) -> Iterator[Span]:
        """The values in a cell that may hold several."""
        assert cell.span is not None  # noqa: S101  a cell that states something has a span
        start = cell.span.start
        for part in cell.text.split(self._mapping.separator):
            text = part.strip()
            if text.casefold() not in self._mapping.unknown:
                begin = start + len(part) - len(part.lstrip())
                yield Span(begin, begin + len(text), text)
            start += len(part) + len(self._mapping.separator)

    def _meant(self, field: str, word: str) -> str:
        """What a word of the table means by the mapping; the word itself if the mapping does not say."""
        return self._mapping.values.get(field, {}).get(word.casefold(), word)

    def _word(self, field: str, span: Span, column: str, note: Note) -> str | None:
        """A word of a closed list: by the mapping, as it stands, or as a note would read it, which is noted once.

        None if it is unknown or, with an error, if nothing reads it.
        """
        value = self._meant(field, span.quote)
        if value not in CLOSED[field]:
            value = value.casefold().replace(" ", "_").replace("-", "_")
        if value in CLOSED[field] or not value:
            return value or None
        if read := meaning(field, span.quote):
            if (field, span.quote) not in self._read:
                self._read.add((field, span.quote))
                told = f"{span.quote!r} is read as {read}, as in a note; if it is not, name it under [values.{field}]"
                note(column, span.quote, told, "note")
            return read
        choices = ", ".join(CLOSED[field])
        note(column, span.quote, f"no {field} {span.quote!r}; name it under [values.{field}]; choices: {choices}")
        return None

    def _typed(self, row: Row, field: str, note: Note) -> Iterator[tuple[str, Span]]:
        if cell := self._cell(row, field):
            for span in self._parts(cell):
                if word := self._word(field, span, cell.column, note):
                    yield word, span

    def _single(self, row: Row, field: str, default: str | None, note: Note) -> Iterator[Told]:
        cell = self._cell(row, field)
        if cell and cell.span:
            if word := self._word(field, cell.span, cell.column, note):
                yield Told(field, word, (cell.span,))
                return
            if self._meant(field, cell.text):  # stated, but not to be read
                return
        if value := self._mapping.defaults.get(field, default):
            yield Told(field, value, derived=(Derived("default", "what the table's rows are taken to be"),))

    def _kind(self, row: Row, weapons: Sequence[tuple[str, Span]], note: Note) -> Iterator[Told]:
        found = list(self._single(row, "kind", None, note))
        if not found and not self._cell(row, "kind"):
            for word, span in weapons:
                if kind := KIND_OF_WEAPON.get(word):
                    found = [Told("kind", kind, (span,), (Derived("rule", f"an attack with {word}"),))]
                    break
        yield from found

    def _when(self, row: Row, note: Note) -> Iterator[Told]:
        found: dict[str, tuple[When, Span]] = {}
        for field in ("date", "end_date"):
            cell = self._cell(row, field)
            if cell and cell.span:
                when = date_of(cell.text, order=self._mapping.date_order, formats=self._mapping.date_formats)
                if when is None:
                    note(cell.column, cell.text, f"no date {cell.text!r}; {DATE_HELP}")
                else:
                    found[field] = when, cell.span
        if "date" not in found:
            return
        when, span = found["date"]
        if "end_date" in found:
            until, end_span = found["end_date"]
            if until.end < when.start:
                note(
                    self._mapping.columns["end_date"][0],
                    end_span.quote,
                    f"it ends on {until.end}, before it begins on {when.start}",
                )
            else:
                yield Told("when", When(when.start, until.end, when.precision).to_json(), (span, end_span))
                return
        yield Told("when", when.to_json(), (span,))

    def _tolls(self, row: Row, note: Note) -> Iterator[Told]:
        for field in TOLLS:
            if told := self._range(row, self._cell(row, field), note):
                yield Told(field, told[0].to_json(), (told[1],))
        count = self._range(row, self._cell(row, "count"), note)
        if count:
            yield Told("count", count[0].to_json(), (count[1],))
        elif not self._cell(row, "count"):
            yield Told("count", Range.exactly(1).to_json(), derived=(Derived("default", "one row is one attack"),))

    def _range(self, row: Row, cell: Cell | None, note: Note) -> tuple[Range, Span] | None:
        if cell is None or cell.span is None:
            return None
        found = range_of(cell.text)
        if found is None:
            note(cell.column, cell.text, f"no number {cell.text!r}; {NUMBER_HELP}")
            return None
        return found, cell.span

    def _victims(self, row: Row, note: Note) -> Iterator[Told]:
        order = 0
        for group, columns in self._mapping.victims.items():
            told = {name: self._range(row, self._stated(row, column), note) for name, column in columns.items()}
            found = {name: toll for name, toll in told.items() if toll}
            # A table with a column a group has a 0 in most cells: that is a toll, but no victims.
            if any(toll.low or toll.high is None or toll.high for toll, _ in found.values()):
                tolls = {name: toll for name, (toll, _) in found.items()}
                victims = Victims(group, group, tolls.get("killed"), tolls.get("wounded"))
                yield Told("victims", victims.to_json(), tuple(span for _, span in found.values()), order=order)
                order += 1

    def _who(self, row: Row, note: Note) -> Iterator[Told]:
        basis_told = next(self._single(row, "basis", "stated", note), None)
        basis = basis_told.value if basis_told else "stated"
        campaign = next(self._campaign(row, note), None)
        cell = self._cell(row, "perpetrator")
        for order, span in enumerate(self._parts(cell) if cell else ()):
            word = self._meant("perpetrator", span.quote)
            code = "ar" if _ARABIC.search(word) else "en"
            actor_id = word if word in self._theatre.actors else self._actors.get((code, fold(word, code)))
            if not word:
                continue
            spans = (span, *(basis_told.spans if basis_told else ()))
            if actor_id is None:
                note(cell and cell.column, word, f"{word!r} is not in the register; it is kept as written", "note")
                yield Told("perpetrators", Perpetrator(span.quote, basis).to_json(), spans, order=order)
                continue
            actor = self._theatre.actors[actor_id]
            who = Perpetrator(span.quote, basis, actor.level, actor_id, type=actor.type)
            named = Derived("register", f"{actor.name}")
            yield Told("perpetrators", who.to_json(), spans, (named,), order)
            if campaign is None and actor.campaign:
                campaign = Told("campaign", actor.campaign, (span,), (named,))
        if campaign:
            yield campaign

    def _campaign(self, row: Row, note: Note) -> Iterator[Told]:
        cell = self._cell(row, "campaign")
        if cell and cell.span:
            word = self._meant("campaign", cell.text)
            if word in self._theatre.campaigns:
                yield Told("campaign", word, (cell.span,))
            elif word:
                choices = ", ".join(self._theatre.campaigns)
                note(cell.column, cell.text, f"no campaign {word!r} in the theatre; choices: {choices}")
        elif value := self._mapping.defaults.get("campaign"):
            yield Told("campaign", value, derived=(Derived("default", "what the table's rows are taken to be"),))

    def _place(self, row: Row, note: Note) -> Iterator[Told]:
        columns = self._mapping.columns.get("place", ())
        cells = [cell for column in columns if (cell := self._stated(row, column)) and self._meant("place", cell.text)]
        if not cells:
            return
        first, spans = cells[0], tuple(cell.span for cell in cells if cell.span)
        wider = [found[0] for cell in cells[1:] if (found := self._candidates(cell, widest_first=True))]
        found = self._candidates(first, widest_first=first.column != columns[0])
        fitting = [place for place in found if all(_lies_in(place, above) for above in wider)]
        if not wider and self._theatre.countries:
            fitting = [place for place in fitting if place.country in self._theatre.countries]
        if fitting:
            place = fitting[0]
            value = Place(
                place.name, first.text, place.admin2, place.admin1, place.country, place.latitude, place.longitude,
                place.precision, place.id,
            )  # fmt: skip
            yield Told("place", value.to_json(), spans, (Derived("gazetteer", place.source or "the theatre's"),))
            return
        where = ", ".join(sorted({f"{p.admin1 or p.name} ({p.country})" for p in found}))
        known = f"known only in {where}" if found else "not in the gazetteer"
        fault = f"{first.text!r} is {known}; it stays without a point; name it under [values.place]"
        note(first.column, first.text, fault)
        value = Place(self._meant("place", first.text), first.text)
        derived: tuple[Derived, ...] = ()
        if wider:
            value = replace(value, admin1=wider[0].admin1, country=wider[0].country)
            derived = (Derived("gazetteer", f"{wider[0].name}, which the row names"),)
        yield Told("place", value.to_json(), spans, derived)

    def _candidates(self, cell: Cell, *, widest_first: bool) -> list[PlaceRow]:
        """Places of that name. In a column of provinces, "Baghdad" is the province."""
        word = self._meant("place", cell.text)
        found = self._theatre.candidates(word, "ar" if _ARABIC.search(word) else "en")
        return sorted(found, key=lambda p: -PLACE_PRECISIONS.index(p.precision)) if widest_first else found


def _lies_in(place: PlaceRow, above: PlaceRow) -> bool:
    """Whether a place is, or lies in, a wider one."""
    if place.country != above.country:
        return False
    if above.precision == "country" or above.id in (place.id, *place.parents):
        return True
    return above.precision == "admin1" and place.admin1 == (above.admin1 or above.name)
