"""Whether what a filter asks for can be: a division misspelled counts zero, which nobody may take for a fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from rapidfuzz import fuzz, process

from sijill.errors import UnknownChoice
from sijill.pipeline.views import frame
from sijill.theatre import Theatre

_CLOSED: Final = ("admin1", "campaign")
"""What the theatre lists whole."""
_NEAR: Final = 70.0
"""How like a name must be, of 100, to be offered."""


def heeded(place: str, theatre: Theatre, where: Sequence[str]) -> list[str]:
    """Sentences about values that filters ask for and that no incident of the ledger has.

    where: as for `sijill.stats.count`. A value that the theatre knows is not spoken of: that it counts zero is right.
    Raises UnknownChoice, with the nearest name, for a division or campaign that neither the theatre nor an incident
    has.
    """
    from sijill.stats import open_values

    asked = open_values(where)
    if not asked:
        return []
    told = []
    with frame(place, theatre).connect() as connection:
        for field, column, value in asked:
            here = _held(connection, field, column)
            known = {**_known(theatre, field, value), **here}
            if value.lower() in known:
                continue
            near = _nearest(theatre, field, value, known)
            if field in _CLOSED and known:
                raise UnknownChoice(
                    f"no {field} {value!r} in this ledger or in the theatre {theatre.name}"
                    f"{f'; did you mean {near!r}?' if near else f'; choose one of: {_listed(known)}'}"
                )
            told.append(
                f"no incident has {field}={value}, so that it counts nothing{f'; near it: {near}' if near else ''}"
            )
    return told


def _held(connection: Any, field: str, column: str) -> dict[str, str]:
    """The values of a field in the frame, by their small letters."""
    one = f"unnest(string_split({column}, chr(31)))" if column != field else column
    rows = connection.execute(f"SELECT DISTINCT {one} FROM frame_with_texts").fetchall()  # noqa: S608  made here
    return {str(value).lower(): str(value) for (value,) in rows if value}


def _known(theatre: Theatre, field: str, value: str) -> dict[str, str]:
    """Values of a field that the theatre lists, and a place of the world that is called just so."""
    match field:
        case "campaign":
            listed = list(theatre.campaigns)
        case "country":
            listed = [*theatre.countries, *theatre.at_war]
        case "perpetrator":
            listed = list(theatre.actors)
        case "outlet":
            listed = list(theatre.outlets)
        case _:
            listed = [row.name for row in theatre.places.values() if field in ("place", row.precision)]
            world = theatre.world.candidates(value, "en")
            listed += [row.name for row in world if field in ("place", row.precision)]
    return {name.lower(): name for name in listed}


def _nearest(theatre: Theatre, field: str, value: str, known: dict[str, str]) -> str | None:
    """The name that is meant: the theatre's for another spelling of it, else the likest."""
    if field in ("country", "admin1", "admin2", "place"):
        spelt = [row for code in theatre.names for row in theatre.candidates(value, code)]
        if meant := next((row for row in spelt if field in ("place", row.precision)), None):
            return meant.country if field == "country" else meant.name
    if field == "perpetrator":
        names = {
            alias.lower(): id for id, row in theatre.actors.items() for told in row.names.values() for alias in told
        }
        known = {**names, **known}
    found = process.extractOne(value.lower(), known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return known[found[0]] if found else None


def _listed(known: dict[str, str]) -> str:
    return ", ".join(sorted(known.values()))
