"""Give a place statement its point, division and gazetteer id; give every place name of a text its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sijill.model.records import Derived, Extraction, Statement
from sijill.model.values import Json, Place
from sijill.theatre import PlaceRow, Theatre

VERSION = "1"
"""Raise it whenever places come out otherwise."""


def place_of(row: PlaceRow, as_written: str | None) -> Place:
    """A gazetteer row as a value. as_written: the text's own words."""
    return Place(
        row.name, as_written, row.admin2, row.admin1, row.country, row.latitude, row.longitude, row.precision, row.id
    )


def resolve(statements: Iterable[Statement], theatre: Theatre, language: str) -> Iterator[Statement]:
    """For each unresolved place statement one with coordinates that replaces it; others give nothing.

    The statement's first quote is the name, the quotes after it name what contains it.
    """
    for statement in statements:
        if statement.field != "place" or statement.by_person or not isinstance(statement.value, dict):
            continue
        if statement.value.get("latitude") is not None:
            continue
        row = _row(statement, theatre, language)
        if row is None:
            continue
        written = statement.value.get("as_written")
        extraction = Extraction(statement.document, "geocode", VERSION, theatre.hash)
        derived = [d for d in statement.derived if d.origin != "gazetteer"]
        yield replace(
            statement,
            value=place_of(row, written).to_json(),
            by="geocode",
            derived=(Derived("gazetteer", _why(row, theatre)), *derived),
            extraction=extraction.id,
            replaces=statement.id,
            id="",
        )


def _row(statement: Statement, theatre: Theatre, language: str) -> PlaceRow | None:
    known = theatre.places.get(statement.value.get("gazetteer_id") or "")
    if known is not None:
        return known
    name = str(statement.value.get("name") or "")
    # A name that was known by its sound alone is given in Latin letters where no list has it in others.
    candidates = theatre.candidates(name, language) or theatre.candidates(name, "en")
    hinted = [c for c in candidates if c.id == statement.value.get("gazetteer_id")]
    if hinted:
        return hinted[0]
    around = [c for span in statement.spans[1:] for c in theatre.candidates(span.quote, language)[:1]]
    for candidate in candidates:
        if any(candidate.country == a.country and a.name in (candidate.admin1, candidate.name) for a in around):
            return candidate
    home = [c for c in candidates if not theatre.countries or c.country in theatre.countries]
    return next(iter(home or candidates), None)


def _why(row: PlaceRow, theatre: Theatre) -> str:
    where = "of the theatre" if row.id in theatre.places else "of the world gazetteer"
    return f"{row.id} {where}: point, division and precision ({row.source})"


def located(mentions: Iterable[tuple[int, int, str, PlaceRow]]) -> list[dict[str, Json]]:
    """Place names of a text as the contract's PlaceMention. mentions: start, end, words, row."""
    return [
        {
            "as_written": words, "start": start, "end": end, "name": row.name, "country": row.country or None,
            "admin1": row.admin1, "latitude": row.latitude, "longitude": row.longitude,
            "precision": row.precision, "gazetteer_id": row.id,
        }
        for start, end, words, row in mentions
    ]  # fmt: skip
