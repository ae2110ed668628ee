"""The list line of an incident in the seed's notation, in the sources' own words where their language is the post's."""

from __future__ import annotations

import re
from collections.abc import Callable

from sijill.model.records import Statement
from sijill.model.values import Json, Range, When
from sijill.model.views import Incident
from sijill.publish.evidence import Evidence
from sijill.publish.naming import NOTHING, Named, headed
from sijill.publish.phrases import Phrases
from sijill.publish.tally import as_range, count, toll
from sijill.theatre.pack import Theatre

OWN_WORDS = 48
"""Own words longer than this are a clause, not a name: the label stands instead."""
DEEDS = ("abduction", "arson", "stabbing", "vehicle_ramming")
"""Weapons that sources tell by a verb ("set fire to"): the label stands."""


class Lines:
    """Words for one post's incidents."""

    def __init__(self, words: Phrases, theatre: Theatre, evidence: Evidence, *, noun: str) -> None:
        self.words = words
        self.noun = noun
        self.theatre = theatre
        self.evidence = evidence
        self.divisions = {p.name: p.name_ar for p in theatre.places.values() if p.precision == "admin1" and p.name_ar}

    def what(self, incident: Incident) -> str:
        """ "IED on supply convoy"; the kind where no weapon is told, or where it says more than a weapon does."""
        weapon, target = self.own(incident, "weapons"), self.own(incident, "targets")
        if target.text and target.text.casefold() in (self.place(incident) or "").casefold():
            target = NOTHING
        line = headed(str(incident.value("kind") or "attack"), weapon, target, self.words)
        return line[:1].upper() + line[1:]

    def place(self, incident: Incident) -> str | None:
        """The place in the post's language, with its province where the name does not tell it."""
        place = incident.value("place")
        if place is None:
            return None
        name, admin1 = self.place_name(place, incident), self.admin1_label(place.get("admin1"))
        if not name or name == admin1 or place.get("precision") == "admin1":
            return admin1 or name
        if admin1 is None or admin1.casefold() in name.casefold():
            return name
        return self.words.text("lines.within", place=name, admin1=admin1)

    def place_name(self, place: Json, incident: Incident) -> str | None:
        """The gazetteer's name in the post's language, else as a source of that language writes it."""
        if self.words.language == "en":
            return str(place["name"]) if place.get("name") else None
        row = self.theatre.places.get(place.get("gazetteer_id") or "")
        if row is not None and row.name_ar and self.words.language == "ar":
            return row.name_ar
        for statement in self.statements(incident, "place", lambda s: bool(s.value and s.value.get("as_written"))):
            return str(statement.value["as_written"])
        return str(place["name"]) if place.get("name") else None

    def admin1_label(self, admin1: str | None) -> str | None:
        """A division's name in the post's language."""
        return (self.divisions.get(admin1, admin1) if self.words.language == "ar" else admin1) if admin1 else None

    def own(self, incident: Incident, field: str) -> Named:
        """The first weapon or target: a source's words for it in the post's language, else its label."""
        values = incident.value(field)
        type = values[0]["type"] if values else "unknown"
        if type == "unknown":
            return NOTHING
        found = [
            text
            for statement in self.statements(incident, field, lambda s: bool(s.value) and s.value.get("type") == type)
            if (text := self._short(statement.value.get("text"))) and self._stands(text, field, incident)
        ]
        if found and type not in DEEDS:
            return Named(type, min(found, key=len), own=True)
        return Named(type, self.words.label(field, type)) if type != "other" else NOTHING

    def _stands(self, text: str, field: str, incident: Incident) -> bool:
        """Whether a source's words can name a weapon or target in a line: no deed, no case of another sentence, and
        nobody who is said to have done it."""
        if re.search(self.words.text(f"unfit.{field}"), text, re.IGNORECASE):
            return False
        doers = [str(who["name"]).casefold() for who in incident.value("perpetrators") or ()]
        return field != "targets" or not any(text.casefold() in doer or doer in text.casefold() for doer in doers)

    def statements(self, incident: Incident, field: str, fits: Callable[[Statement], bool]) -> list[Statement]:
        """Statements of a field that fit, from documents in the post's language."""
        resolved = incident.fields.get(field)
        return [
            s
            for s in (resolved.statements if resolved else ())
            if fits(s) and self.evidence.document(s.document).language == self.words.language
        ]

    def when(self, incident: Incident) -> When | None:
        value = incident.value("when")
        return When.from_json(value) if value is not None else None

    def value(self, field: str, value: Json) -> str:
        """A value of a field, for a reader: a toll, a date, a place, a kind."""
        if value is None:
            return self.words.text("not_stated")
        if field in ("killed", "wounded"):
            found = as_range(value)
            return self.people(field, found) if found else self.words.text("not_stated")
        if field == "when":
            return self.words.when(When.from_json(value))
        if field == "place":
            return str(value.get("name") or value.get("as_written") or value.get("admin1"))
        return self.words.label("kinds", value) if field == "kind" else str(value)

    def people(self, measure: str, found: Range) -> str:
        """ "1 killed", "at least 3 wounded"."""
        return "".join(self.words.counted(measure, found))

    def kw(self, killed: Range | None, wounded: Range | None) -> str:
        """ "(3K, 10W)": "?" where nothing is stated, "3+" where the number is open."""

        def short(found: Range | None) -> str:
            if found is None:
                return self.words.text("lines.kw_unknown")
            if found.high is None:
                return self.words.text("lines.kw_open", n=str(found.low))
            return str(found.middle) if found.low == found.high else f"{found.low}–{found.high}"

        return self.words.text("lines.kw", k=short(killed), w=short(wounded))

    def plain(self, incident: Incident, notation: str = "seed") -> str:
        """The whole line as text."""
        parts = [self.what(incident), *filter(None, [self.place(incident)]), *self.endings(incident)]
        line = self.words.text("lines.place_join").join(parts)
        if notation == "kw":
            return f"{line} {self.kw(toll(incident, 'killed'), toll(incident, 'wounded'))}"
        told = self.tolls(incident)
        return self.words.text("lines.place_join").join([line, told]) if told else line

    def endings(self, incident: Incident) -> list[str]:
        """What else the line says before the toll: how many, and that it did not come off."""
        n, status = count(incident), incident.value("status")
        said = ["".join(self.words.counted(self.noun, n))] if n.middle != 1 else []
        return [*said, *([self.words.text(f"lines.{status}")] if status and status != "occurred" else [])]

    def tolls(self, incident: Incident) -> str:
        """ "1 killed, 5 wounded"; a stated nought only beside the other number or as "no casualties"."""
        found = {name: toll(incident, name) for name in ("killed", "wounded")}
        if all(r is not None and r.high == 0 for r in found.values()):
            return self.words.text("lines.no_casualties")
        said = [self.people(name, r) for name, r in found.items() if r is not None and r.high != 0]
        return self.words.text("comma").join(said)

    def _short(self, text: str | None) -> str | None:
        told = " ".join((text or "").split())
        for article in self.words.told["articles"]:
            if told.casefold().startswith(article):
                told = told[len(article) :]
        # "convoy hauling", of what is told elsewhere.
        while (end := next((e for e in self.words.told["open_ends"] if told.casefold().endswith(e)), None)) is not None:
            told = told[: -len(end)]
        return told if 0 < len(told) <= OWN_WORDS else None
